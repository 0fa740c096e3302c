import LeadModel

/// The files that generated programs read.
public enum ProgramFiles {
    /// The scripts that they include, by path.
    public static let scripts = [
        "shared.lead": """
        ## Fills a list with the leaders of a country.
        define leaders_of(country, size = 5) {
            use lance
            search people where country is $country and seniority is "c_suite"
            select first $size
            ensure list "${country} leaders"
            add to list "${country} leaders"
            print country, outcome.added
        }

        """,
        "setup.lead": """
        let _region = "Ireland"
        print "Everything is about", _region

        """,
    ]

    /// The tables that they load, by path; standard input is one of them as well.
    public static let tables = [
        "prospects.csv": """
        E-mail,First name,Last name,Firm,Website,Job Level,Staff
        ada@byron.example,Ada,Byron,Byron & Co,https://www.byron.example/about,C-Suite,11-50
        bob@cole.example,Bob,Cole,Cole Ltd,cole.example,VP,201-500
        eve@dean.example,Eve,Dean,Dean AG,dean.example,Manager,51-200

        """,
        "visitors.csv": """
        Email,Name,Phone
        fay@ford.example,Fay Ford,+44 20 7946 0003
        gus@hill.example,Gus Hill,
        ada@byron.example,Ada Byron,+44 20 7946 0004

        """,
        "firms.tsv": "Company\tWebsite\tIndustry\tEmployees\nByron & Co\tbyron.example\tlaw practice\t11-50\n",
        "people.json": #"[{"name": "Ada Byron", "email": "ada@byron.example", "title": "CEO"}]"# + "\n",
        "people.ndjson": #"{"name": "Bob Cole", "email": "bob@cole.example", "country": "Ireland"}"# + "\n",
        "people.txt": "Name,Email,Title\nEve Dean,eve@dean.example,Partner\n",
        "do-not-contact.csv": "email,domain\neve@dean.example,\n,cole.example\n",
    ]

    /// What stands in the first line of each table.
    public static let headers = [
        "prospects.csv": ["E-mail", "First name", "Last name", "Firm", "Website", "Job Level", "Staff"],
        "visitors.csv": ["Email", "Name", "Phone"],
        "firms.tsv": ["Company", "Website", "Industry", "Employees"],
        "people.json": ["name", "email", "title"],
        "people.ndjson": ["name", "email", "country"],
        "people.txt": ["Name", "Email", "Title"],
        "do-not-contact.csv": ["email", "domain"],
    ]

    /// What `load stdin` finds there.
    public static let standardInput = tables["people.txt"] ?? ""
}
