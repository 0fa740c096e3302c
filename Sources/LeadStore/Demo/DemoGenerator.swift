import LeadModel

/// Draws demo companies and people; the same seed gives the same rows on every machine.
struct DemoGenerator {
    let peopleCount: Int
    let seed: UInt64
    private(set) var companies: [Company] = []
    private(set) var people: [Person] = []
    private var random: SplitMix64
    private var emails: Set<String> = []

    init(people count: Int, seed: UInt64) {
        peopleCount = max(1, count)
        self.seed = seed
        random = SplitMix64(seed: seed)
        drawCompanies()
        drawPeople()
        shareAddressesAmongLegalLeaders()
    }

    // MARK: Companies

    private mutating func drawCompanies() {
        let count = max(1, peopleCount / 10)
        let total = DemoPools.industries.map(\.weight).reduce(0, +)
        for position in 0..<count {
            let industry = weighted(DemoPools.industries, total: total, weight: \.weight)
            let country = country()
            let name = companyName(industry, in: country)
            let slug = slug(of: name)
            let employees = headcount()
            companies.append(
                Company(
                    id: SplitMix64.uuid(seed: seed, stream: 1, position), name: name, domain: "\(slug)\(position).example",
                    industry: industry.name, sector: industry.sector, employees: employees,
                    revenue: DemoPools.revenue(employees: employees), country: country.name, city: random.pick(country.cities),
                    linkedinURL: "https://www.linkedin.com/company/\(slug)-\(position)"))
        }
    }

    private mutating func companyName(_ industry: DemoPools.Industry, in country: DemoPools.Country) -> String {
        let partner = random.pick(country.last).display
        if industry.sector == "Legal", random.chance(70) {
            return "\(partner) & \(random.pick(country.last).display) \(random.pick(["LLP", "Legal", "Law"]))"
        }
        return "\(random.pick(DemoPools.prefixes)) \(random.pick(industry.nouns))"
    }

    /// Small companies are many, large ones few; every band occurs.
    private mutating func headcount() -> Int {
        let bands = [
            (1, 10, 18), (11, 50, 27), (51, 200, 26), (201, 500, 13), (501, 1000, 7), (1001, 5000, 6), (5001, 10_000, 2),
            (10_001, 60_000, 1),
        ]
        let band = weighted(bands, total: 100, weight: \.2)
        return band.0 + random.below(band.1 - band.0 + 1)
    }

    // MARK: People

    private mutating func drawPeople() {
        for position in 0..<peopleCount {
            let companyPosition = position % companies.count
            let isLeader = position < companies.count
            people.append(person(position, at: companyPosition, isLeader: isLeader))
        }
    }

    /// One person; the first of each company leads it.
    private mutating func person(_ position: Int, at companyPosition: Int, isLeader: Bool) -> Person {
        let company = companies[companyPosition]
        let abroad = random.chance(15)
        let country = abroad ? country() : DemoPools.countries.first { $0.name == company.country } ?? DemoPools.countries[0]
        let first = random.pick(country.first)
        let last = random.pick(country.last)
        var person = Person(
            id: SplitMix64.uuid(seed: seed, stream: 2, position), firstName: first.display, lastName: last.display)
        let department = weighted(
            DemoPools.departments, total: DemoPools.departments.map(\.weight).reduce(0, +), weight: \.weight)
        let role = isLeader ? leaderRole(in: company) : role(in: department)
        person.title = role.title
        person.seniority = role.seniority
        person.departments = [isLeader ? "operations" : department.key]
        person.functions = [isLeader ? "entrepreneurship" : random.chance(80) ? department.key : "program_and_project_management"]
        person.country = country.name
        person.city = random.pick(country.cities)
        person.linkedinURL = "https://www.linkedin.com/in/\(first.ascii)-\(last.ascii)-\(String(position, radix: 36))"
        person.emails = email(first.ascii, last.ascii, at: company, position).map { [$0] } ?? []
        if random.chance(55) { person.phones = ["\(country.dial)-\(100 + random.below(900))-\(1000 + random.below(9000))"] }
        let skills = DemoPools.skills[isLeader ? "" : department.key] ?? DemoPools.skills[""] ?? []
        person.skills = [random.pick(skills), random.pick(DemoPools.skills[""] ?? skills)].reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
        person.languages = country.language == "English" ? ["English"] : [country.language, "English"]
        person.companyPosition = Int64(companyPosition)
        return person
    }

    private mutating func leaderRole(in company: Company) -> (title: String, seniority: String) {
        let isLegal = company.sector == "Legal"
        switch random.below(100) {
        case 0..<70: return ("CEO", "c_suite")
        case 70..<80: return (isLegal ? "CEO & Managing Partner" : "Founder & CEO", isLegal ? "c_suite" : "founder")
        case 80..<90: return ("Chief Executive Officer (CEO)", "c_suite")
        case 90..<95: return ("Chief Executive Officer", "c_suite")
        default: return isLegal ? ("Managing Partner", "partner") : ("Owner", "owner")
        }
    }

    private mutating func role(in department: (key: String, title: String, weight: Int)) -> (title: String, seniority: String) {
        let name = department.title
        switch random.below(100) {
        case 0..<3: return (chief(of: department.key) ?? "Chief \(name) Officer", "c_suite")
        case 3..<10: return (random.chance(50) ? "VP of \(name)" : "Vice President \(name)", "vp")
        case 10..<20: return ("Director of \(name)", "director")
        case 20..<27: return ("Head of \(name)", "head")
        case 27..<47: return ("\(name) Manager", "manager")
        case 47..<70: return ("Senior \(name) Specialist", "senior")
        case 70..<86: return ("\(name) Specialist", "mid-level")
        case 86..<96: return ("\(name) Associate", "entry")
        case 96..<98: return ("\(name) Partner", "partner")
        default: return ("\(name) Intern", "intern")
        }
    }

    private func chief(of department: String) -> String? {
        ["finance": "CFO", "engineering": "CTO", "marketing": "CMO", "operations": "COO", "legal": "General Counsel"][department]
    }

    /// A person's address: none for about one in twelve, a colleague's for about one in sixty.
    private mutating func email(_ first: String, _ last: String, at company: Company, _ position: Int) -> String? {
        let draw = random.below(1000)
        if draw < 80 { return nil }
        let isShared = draw < 97
        if isShared, position >= companies.count, let colleague = people[position - companies.count].emails.first {
            return colleague
        }
        let plain = "\(first).\(last)@\(company.domain)"
        let address = emails.contains(plain) ? "\(first).\(last)\(position)@\(company.domain)" : plain
        emails.insert(address)
        return address
    }

    /// Lets a few leaders of legal companies stand in the database twice, as real databases have them.
    ///
    /// Same person, same address, another company. Three of them are among the first hundred that a search for them finds.
    private mutating func shareAddressesAmongLegalLeaders() {
        let leaders = people.indices.prefix(companies.count).filter { index in
            companies[index].sector == "Legal"
                && people[index].title.map(Words.normalized)?.split(separator: " ").contains("ceo") == true
        }
        for (twin, original) in [(16, 4), (47, 28), (82, 60), (140, 110)] where leaders.count > twin {
            var person = people[leaders[twin]]
            let first = people[leaders[original]]
            person.firstName = first.firstName
            person.lastName = first.lastName
            let address = first.emails.first ?? "office@\(companies[leaders[original]].domain)"
            people[leaders[original]].emails = [address]
            person.emails = [address]
            people[leaders[twin]] = person
        }
    }

    // MARK: Drawing

    private mutating func country() -> DemoPools.Country {
        random.chance(45) ? DemoPools.countries[0] : random.pick(DemoPools.countries)
    }

    private mutating func weighted<Item>(_ items: [Item], total: Int, weight: (Item) -> Int) -> Item {
        var draw = random.below(total)
        for item in items {
            draw -= weight(item)
            if draw < 0 { return item }
        }
        return items[items.count - 1]
    }

    private func slug(of name: String) -> String {
        String(name.lowercased().unicodeScalars.filter { ("a"..."z").contains($0) }.map(Character.init))
    }
}

extension SplitMix64 {
    /// A number from 0 up to `bound`, without it; the slight unevenness of the remainder does not matter here.
    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(max(bound, 1)))
    }

    mutating func chance(_ percent: Int) -> Bool {
        below(100) < percent
    }

    mutating func pick<Item>(_ items: [Item]) -> Item {
        items[below(items.count)]
    }

    /// A UUID of version 4's form for the item at `position` of a stream of items.
    static func uuid(seed: UInt64, stream: UInt64, _ position: Int) -> String {
        var random = SplitMix64(seed: seed &* 31 &+ stream &* 0x1_0000_0001 &+ UInt64(truncatingIfNeeded: position) &* 0x9E37)
        let high = (random.next() & 0xFFFF_FFFF_FFFF_0FFF) | 0x4000
        let low = (random.next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        let digits = hexadecimal(high) + hexadecimal(low)
        let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return cuts.map { String(digits[$0]) }.joined(separator: "-")
    }

    private static func hexadecimal(_ value: UInt64) -> [Character] {
        let digits = Array(String(value, radix: 16))
        return Array(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Store {
    /// A UUID that a seed and a position give, for runs that must be reproducible.
    public static func identifier(seed: UInt64, position: Int) -> String {
        SplitMix64.uuid(seed: seed, stream: 3, position)
    }
}
