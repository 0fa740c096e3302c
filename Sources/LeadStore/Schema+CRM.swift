extension Schema {
    /// Keys, of whose tokens only a digest is kept, and what was answered to requests that may come again.
    static let keys = """
        DROP TABLE api_keys;
        CREATE TABLE api_keys (
            position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, service TEXT NOT NULL,
            organisation TEXT NOT NULL REFERENCES organisations (id), user TEXT NOT NULL REFERENCES users (id),
            name TEXT NOT NULL, description TEXT, prefix TEXT NOT NULL, selector TEXT NOT NULL, digest TEXT NOT NULL,
            permissions TEXT NOT NULL, tier TEXT NOT NULL, expires_at TEXT, revoked_at TEXT, created_at TEXT NOT NULL);
        CREATE INDEX api_keys_by_selector ON api_keys (selector);
        CREATE TABLE idempotency (
            scope TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, answer TEXT NOT NULL, created_at TEXT NOT NULL,
            PRIMARY KEY (scope, key));
        CREATE INDEX idempotency_by_time ON idempotency (created_at);
        """

    /// What a CRM knows beside contacts and lists.
    static let crm = """
        CREATE TABLE crm_companies (
            position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            organisation TEXT NOT NULL REFERENCES organisations (id), name TEXT NOT NULL, name_key TEXT NOT NULL,
            industry TEXT, website TEXT, linkedin_url TEXT, size TEXT, domain TEXT, city TEXT, country TEXT,
            created_at TEXT NOT NULL, updated_at TEXT NOT NULL, UNIQUE (organisation, name_key));
        ALTER TABLE contacts ADD COLUMN first_name TEXT;
        ALTER TABLE contacts ADD COLUMN last_name TEXT;
        ALTER TABLE contacts ADD COLUMN priority INTEGER;
        ALTER TABLE contacts ADD COLUMN company TEXT REFERENCES crm_companies (id) ON DELETE SET NULL;
        CREATE INDEX contacts_by_company ON contacts (company);
        CREATE INDEX contacts_by_phone ON contacts (organisation, phone);
        CREATE INDEX contact_list_members_by_contact ON contact_list_members (contact);
        CREATE TABLE notes (
            position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            organisation TEXT NOT NULL REFERENCES organisations (id), contact TEXT REFERENCES contacts (id) ON DELETE SET NULL,
            title TEXT NOT NULL, content TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL);
        CREATE INDEX notes_by_contact ON notes (contact, position);
        """

    /// Campaigns with their steps and recipients, and the tasks that wait for approval.
    static let campaigns = """
        CREATE TABLE campaigns (
            position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            organisation TEXT NOT NULL REFERENCES organisations (id), name TEXT NOT NULL, description TEXT,
            status TEXT NOT NULL, daily_send_limit INTEGER, delay_between_emails INTEGER, sending_timezone TEXT,
            send_on_weekends INTEGER NOT NULL, track_opens INTEGER NOT NULL, track_clicks INTEGER NOT NULL,
            paused_at TEXT, created_at TEXT NOT NULL);
        CREATE INDEX campaigns_by_organisation ON campaigns (organisation, position);
        CREATE TABLE campaign_steps (
            position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            campaign TEXT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE, subject TEXT NOT NULL, body TEXT NOT NULL,
            delay_days INTEGER NOT NULL, delay_hours INTEGER NOT NULL, send_condition TEXT NOT NULL, created_at TEXT NOT NULL);
        CREATE INDEX campaign_steps_by_campaign ON campaign_steps (campaign, position);
        CREATE TABLE campaign_contacts (
            position INTEGER PRIMARY KEY AUTOINCREMENT, campaign TEXT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
            contact TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE, source TEXT, is_sent INTEGER NOT NULL DEFAULT 0,
            UNIQUE (campaign, contact));
        CREATE INDEX campaign_contacts_by_contact ON campaign_contacts (contact);
        CREATE TABLE lexi_tasks (
            position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            organisation TEXT NOT NULL REFERENCES organisations (id), type TEXT NOT NULL, status TEXT NOT NULL,
            title TEXT NOT NULL, campaign TEXT REFERENCES campaigns (id) ON DELETE CASCADE, created_at TEXT NOT NULL);
        CREATE INDEX lexi_tasks_by_organisation ON lexi_tasks (organisation, status, position);
        """
}
