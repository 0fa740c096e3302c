import GRDB

/// The tables and their changes over time.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 people, tenants, lists, contacts") { db in
            try db.execute(sql: shared)
            try db.execute(sql: tenants)
        }
        migrator.registerMigration("2 hashed keys, notes, companies, campaigns") { db in
            try db.execute(sql: keys)
            try db.execute(sql: crm)
            try db.execute(sql: campaigns)
        }
        return migrator
    }

    /// Empties every table and drops the indexes, which are made anew behind the data.
    static func clear(_ db: Database) throws {
        for table in [
            "lexi_tasks", "campaign_contacts", "campaign_steps", "campaigns", "idempotency", "notes", "contact_list_members",
            "contact_lists", "contacts", "crm_companies", "lead_list_members", "lead_list_users", "lead_lists",
            "tenant_people", "api_keys", "users", "organisations", "people", "companies", "meta",
        ] { try db.execute(sql: "DELETE FROM \(table)") }
        for name in indexes.keys { try db.execute(sql: "DROP INDEX IF EXISTS \(name)") }
    }

    /// Makes the indexes of the shared tables.
    static func makeIndexes(_ db: Database) throws {
        for (name, columns) in indexes.sorted(by: { $0.key < $1.key }) {
            try db.execute(sql: "CREATE INDEX IF NOT EXISTS \(name) ON \(columns)")
        }
    }

    private static let indexes = [
        "people_by_id": "people (id)", "people_by_seniority": "people (seniority)", "people_by_country": "people (country)",
        "people_by_company": "people (company)", "people_by_profile": "people (linkedin_url)",
        "people_by_email": "people (email)",
        "companies_by_id": "companies (id)", "companies_by_industry": "companies (industry)",
        "companies_by_sector": "companies (sector)",
    ]

    /// What both services search.
    ///
    /// `position` is the order of every result. The `…_words` columns hold small letters
    /// between blanks, each item between bars, such as `| chief executive officer |`.
    private static let shared = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE companies (
            position INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, name_words TEXT NOT NULL, domain TEXT NOT NULL,
            industry TEXT NOT NULL, sector TEXT NOT NULL, employees INTEGER NOT NULL, revenue TEXT NOT NULL,
            country TEXT NOT NULL, city TEXT NOT NULL, linkedin_url TEXT NOT NULL);
        CREATE TABLE people (
            position INTEGER PRIMARY KEY, id TEXT NOT NULL, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
            name_key TEXT NOT NULL, name_words TEXT NOT NULL, title TEXT NOT NULL, title_key TEXT NOT NULL,
            title_words TEXT NOT NULL, seniority TEXT NOT NULL, departments TEXT NOT NULL, functions TEXT NOT NULL,
            city TEXT NOT NULL, country TEXT NOT NULL, linkedin_url TEXT NOT NULL, email TEXT, phone TEXT,
            skills TEXT NOT NULL, skill_words TEXT NOT NULL, languages TEXT NOT NULL, language_words TEXT NOT NULL,
            company INTEGER NOT NULL REFERENCES companies (position));
        """

    /// What belongs to one organisation; every query of these names it.
    private static let tenants = """
        CREATE TABLE organisations (id TEXT PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE users (
            id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisations (id), is_admin INTEGER NOT NULL);
        CREATE TABLE api_keys (
            token TEXT PRIMARY KEY, service TEXT NOT NULL, organisation TEXT NOT NULL REFERENCES organisations (id),
            user TEXT NOT NULL REFERENCES users (id), permissions TEXT NOT NULL);

        CREATE TABLE lead_lists (
            id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisations (id), name TEXT NOT NULL,
            type TEXT NOT NULL, icp TEXT, start_date TEXT NOT NULL, end_date TEXT NOT NULL, created_at TEXT NOT NULL,
            updated_at TEXT NOT NULL);
        CREATE INDEX lead_lists_by_organisation ON lead_lists (organisation, created_at);
        CREATE TABLE lead_list_users (
            list TEXT NOT NULL REFERENCES lead_lists (id) ON DELETE CASCADE, user TEXT NOT NULL, PRIMARY KEY (list, user));
        CREATE TABLE tenant_people (
            organisation TEXT NOT NULL REFERENCES organisations (id), id TEXT NOT NULL, first_name TEXT NOT NULL,
            last_name TEXT NOT NULL, title TEXT, seniority TEXT, departments TEXT NOT NULL, functions TEXT NOT NULL, city TEXT,
            country TEXT, linkedin_url TEXT, profile_key TEXT, emails TEXT NOT NULL, email_key TEXT, phones TEXT NOT NULL,
            skills TEXT NOT NULL, languages TEXT NOT NULL, company INTEGER REFERENCES companies (position),
            PRIMARY KEY (organisation, id));
        CREATE INDEX tenant_people_by_profile ON tenant_people (organisation, profile_key);
        CREATE INDEX tenant_people_by_email ON tenant_people (organisation, email_key);
        CREATE TABLE lead_list_members (
            position INTEGER PRIMARY KEY AUTOINCREMENT, list TEXT NOT NULL REFERENCES lead_lists (id) ON DELETE CASCADE,
            person TEXT NOT NULL, UNIQUE (list, person));

        CREATE TABLE contacts (
            position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            organisation TEXT NOT NULL REFERENCES organisations (id), full_name TEXT NOT NULL, email TEXT, email_key TEXT,
            phone TEXT, job_title TEXT, company_name TEXT, linkedin_url TEXT, tags TEXT NOT NULL, custom_fields TEXT NOT NULL,
            created_at TEXT NOT NULL, updated_at TEXT NOT NULL);
        CREATE INDEX contacts_by_email ON contacts (organisation, email_key);
        CREATE INDEX contacts_by_organisation ON contacts (organisation, position);
        CREATE TABLE contact_lists (
            position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            organisation TEXT NOT NULL REFERENCES organisations (id), name TEXT NOT NULL, description TEXT,
            created_at TEXT NOT NULL, UNIQUE (organisation, name));
        CREATE TABLE contact_list_members (
            position INTEGER PRIMARY KEY AUTOINCREMENT, list TEXT NOT NULL REFERENCES contact_lists (id) ON DELETE CASCADE,
            contact TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE, UNIQUE (list, contact));
        """
}
