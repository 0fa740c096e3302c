public import LeadModel

/// What to do with each row that is to become a contact, given the contacts that the CRM has.
public struct SavePlan: Hashable, Sendable {
    /// The places of the rows that the CRM does not have.
    public private(set) var new: [Int] = []
    /// The contacts that the CRM has for rows of the set, without repeats.
    public private(set) var existing: [String] = []
    /// How many rows are the same person as a row before them.
    public private(set) var repeats = 0
    /// The places of the rows that neither have an e-mail address nor a LinkedIn profile.
    public private(set) var keyless: [Int] = []
    /// The places of the rows that the CRM does not have and that have no name to save them under.
    public private(set) var nameless: [Int] = []

    /// Sorts the rows.
    ///
    /// A row matches a contact by e-mail, then by LinkedIn profile; the same holds between rows of the set. A row with
    /// neither is refused, unless `allowsNoKey`.
    public init(_ rows: Batch, contacts: [ContactKey], allowsNoKey: Bool) {
        var byEmail: [EmailKey: String] = [:]
        var byProfile: [ProfileKey: String] = [:]
        for contact in contacts {
            if let email = contact.email { byEmail[email] = byEmail[email] ?? contact.id }
            if let profile = contact.profile { byProfile[profile] = byProfile[profile] ?? contact.id }
        }
        // Whoever was seen in a row is known by every key of that row, be it a contact or new.
        var emails: Set<EmailKey> = []
        var profiles: Set<ProfileKey> = []
        var joined: Set<String> = []
        for row in 0..<rows.count {
            let email = rows["email", row].texts.first.flatMap(EmailKey.init)
            let profile = rows["linkedin_url", row].texts.first.flatMap(ProfileKey.init)
            guard email != nil || profile != nil || allowsNoKey else {
                keyless.append(row)
                continue
            }
            let isRepeat = email.map(emails.contains) == true || profile.map(profiles.contains) == true
            if let id = email.flatMap({ byEmail[$0] }) ?? profile.flatMap({ byProfile[$0] }) {
                if joined.insert(id).inserted { existing.append(id) }
            } else if !isRepeat {
                if rows["name", row].isEmpty { nameless.append(row) } else { new.append(row) }
            }
            if let email { emails.insert(email) }
            if let profile { profiles.insert(profile) }
        }
        repeats = rows.count - new.count - existing.count - keyless.count - nameless.count
    }
}
