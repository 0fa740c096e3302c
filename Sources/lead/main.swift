import LeadCLI

await LeadCLI.start()
