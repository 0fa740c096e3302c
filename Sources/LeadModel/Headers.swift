/// What the columns of other programs' files are called in the vocabulary.
public enum Headers {
    /// The vocabulary's field for each header, `custom.HEADER` where none fits; no two are the same.
    ///
    /// Only letters and digits count, without regard to case. Of two headers that mean one field the first gets it. A header
    /// that is already spelled `custom.X` keeps that name, whatever the others would be called.
    public static func fields(for headers: [String], kind: RecordKind) -> [String] {
        let known = Set(Vocabulary.names(of: kind))
        var taken: Set<String> = []
        var counts: [String: Int] = [:]
        var fields = headers.map { header -> String? in
            guard let name = ownName(header), taken.insert(name).inserted else { return nil }
            return name
        }
        for (place, header) in headers.enumerated() where fields[place] == nil {
            let field = meanings[folded(header)]?.first { known.contains($0) }
            if let field, taken.insert(field).inserted {
                fields[place] = field
                continue
            }
            let written = header.trimmed
            let base = ownName(written) ?? "custom." + (written.isEmpty ? "column \(place + 1)" : written)
            var name = base
            while !taken.insert(name).inserted {
                counts[base, default: 1] += 1
                name = "\(base) \(counts[base, default: 1])"
            }
            fields[place] = name
        }
        return fields.compactMap(\.self)
    }

    /// A header that is the name of a field of one's own already.
    private static func ownName(_ header: String) -> String? {
        let name = header.trimmed
        let prefix = "custom."
        guard name.count > prefix.count, name.lowercased().hasPrefix(prefix) else { return nil }
        return prefix + name.dropFirst(prefix.count)
    }

    private static func folded(_ header: String) -> String {
        String(header.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    /// For each folded header the fields that it may mean, the vocabulary's own name first; the kind of row decides.
    private static let meanings: [String: [String]] = {
        var meanings: [String: [String]] = [:]
        for field in Vocabulary.fields { meanings[folded(field.name), default: []].append(field.name) }
        for (field, headers) in synonyms {
            for header in headers { meanings[folded(header), default: []].append(field) }
        }
        return meanings
    }()

    /// The headers of common exports (Apollo, Google, HubSpot, LinkedIn, Outlook, Salesforce, ZoomInfo) and of plain
    /// spreadsheets in a few languages.
    ///
    /// Left out are the ids of other services (`Record ID`), which no provider here knows, and a bare `URL`, which is a
    /// profile in one export and a web site in the next. The bare words of companies (`Name`, `City`) stand here too, since
    /// people's fields of those names come first for people.
    private static let synonyms: [(field: String, headers: [String])] = [
        (
            "name",
            [
                "Full Name", "Contact", "Contact Name", "Person Name", "Lead Name", "Display Name", "Vollständiger Name",
                "Nom complet", "Nombre completo",
            ]
        ),
        (
            "first_name",
            ["First", "Given Name", "Forename", "Contact First Name", "Vorname", "Prénom", "Nombre", "Nome", "Voornaam"]
        ),
        (
            "last_name",
            [
                "Last", "Surname", "Family Name", "Contact Last Name", "Nachname", "Familienname", "Nom de famille", "Apellido",
                "Apellidos", "Cognome", "Achternaam",
            ]
        ),
        (
            "title",
            [
                "Job Title", "Position", "Role", "Job", "Job Role", "Current Title", "Current Position", "Contact Title",
                "Person Title", "Organization Title", "Organization 1 - Title", "Berufsbezeichnung", "Stellenbezeichnung",
                "Poste", "Cargo", "Puesto",
            ]
        ),
        ("seniority", ["Seniority Level", "Job Seniority", "Management Level", "Job Level"]),
        ("department", ["Departments", "Abteilung"]),
        ("function", ["Functions", "Job Function", "Job Functions"]),
        (
            "email",
            [
                "E-mail Address", "Mail", "Mail Address", "Work Email", "Business Email", "Professional Email",
                "Corporate Email", "Primary Email", "Contact Email", "Person Email", "Email 1", "E-mail 1 - Value",
                "E-Mail-Adresse", "Adresse e-mail", "Courriel", "Correo", "Correo electrónico",
            ]
        ),
        ("emails", ["Email Addresses", "All Emails"]),
        (
            "phone",
            [
                "Phone Number", "Mobile", "Mobile Number", "Mobile Phone", "Mobile Phone Number", "Telephone",
                "Telephone Number", "Tel", "Cell", "Cell Phone", "Direct Phone", "Direct Phone Number", "Work Phone",
                "Work Direct Phone", "Business Phone", "Primary Phone", "Contact Phone", "Phone 1 - Value", "Telefon",
                "Telefonnummer", "Mobiltelefon", "Handy", "Téléphone", "Teléfono", "Telefono",
            ]
        ),
        ("city", ["Person City", "Contact City", "Mailing City", "Town", "Stadt", "Ort", "Ville", "Ciudad"]),
        (
            "country",
            ["Person Country", "Contact Country", "Mailing Country", "Country/Region", "Land", "Pays", "País", "Paese"]
        ),
        ("location", ["Locations", "Person Location", "Geography"]),
        (
            "linkedin_url",
            [
                "LinkedIn", "LinkedIn Profile", "LinkedIn Profile URL", "LinkedIn Link", "Person Linkedin Url",
                "Person LinkedIn", "Contact LinkedIn URL", "Contact LinkedIn Profile URL", "LinkedIn Contact Profile URL",
                "Lead Linkedin Url", "Profile URL", "Public Profile URL",
            ]
        ),
        ("skills", ["Skill"]),
        ("language", ["Languages"]),
        ("tags", ["Tag", "Labels"]),
        ("company.id", ["Organization ID", "Organisation ID"]),
        (
            "company.name",
            [
                "Name", "Company", "Organisation", "Organization", "Organisation Name", "Organization Name",
                "Organization 1 - Name", "Account", "Account Name", "Company / Account", "Employer", "Current Company",
                "Current Employer", "Current Company Name", "Associated Company", "Primary Associated Company", "Business Name",
                "Firma", "Firmenname", "Unternehmen", "Entreprise", "Société", "Empresa", "Azienda", "Bedrijf",
            ]
        ),
        (
            "company.domain",
            [
                "Domain", "Domain Name", "Website", "Website URL", "Web Site", "Homepage", "Company Website",
                "Company Domain Name", "Company URL", "Company Website URL", "Account Website", "Organization Website",
                "Organization Domain", "Webseite", "Site web", "Sitio web",
            ]
        ),
        (
            "company.industry",
            ["Industry", "Primary Industry", "Account Industry", "Organization Industry", "Sector", "Branche", "Secteur"]
        ),
        (
            "company.employees",
            [
                "Employees", "Headcount", "# Employees", "Company Size", "Company Headcount", "Number of Employees",
                "No. of Employees", "Num Employees", "Employee Count", "Employee Range", "Company Employee Count",
                "Company Number of Employees", "Mitarbeiter", "Mitarbeiterzahl", "Effectif", "Empleados",
            ]
        ),
        (
            "company.revenue",
            [
                "Revenue", "Annual Revenue", "Company Annual Revenue", "Revenue Range", "Umsatz", "Jahresumsatz",
                "Chiffre d'affaires",
            ]
        ),
        (
            "company.country",
            [
                "Country", "Company HQ Country", "HQ Country", "Headquarters Country", "Billing Country", "Account Country",
                "Organization Country", "Country/Region", "Company Country/Region", "Land", "Pays", "País", "Paese",
            ]
        ),
        (
            "company.city",
            [
                "City", "Company HQ City", "HQ City", "Headquarters City", "Billing City", "Account City", "Organization City",
                "Town", "Stadt", "Ort", "Ville", "Ciudad",
            ]
        ),
        (
            "company.linkedin_url",
            [
                "LinkedIn URL", "LinkedIn", "LinkedIn Profile", "LinkedIn Page", "LinkedIn Link", "Company LinkedIn",
                "Company LinkedIn Profile URL", "LinkedIn Company Page", "LinkedIn Company Profile URL",
                "Organization LinkedIn URL", "Account LinkedIn URL",
            ]
        ),
    ]
}
