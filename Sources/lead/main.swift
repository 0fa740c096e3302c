print("lead")
