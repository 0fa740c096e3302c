/// The places, names and words that demo data are drawn from.
enum DemoPools {
    /// A name and how it is written in an e-mail address.
    typealias Spelling = (display: String, ascii: String)

    /// A country with its cities and the names of its people.
    struct Country: Sendable {
        let name: String
        let cities: [String]
        let first: [Spelling]
        let last: [Spelling]
        let language: String
        let dial: String
    }

    /// Names written `Zoë=zoe` where the address spells them differently.
    private static func names(_ text: String) -> [Spelling] {
        text.split(separator: " ").map { item in
            let parts = item.split(separator: "=").map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : parts[0].lowercased().filter(\.isLetter))
        }
    }

    private static let english = names(
        "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Charles Karen Grace Ethan Chloë=chloe Zoë=zoe Noah Emma Olivia Liam Ava Lucas"
    )
    private static let americanLast = names(
        "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Thompson White Harris Clark Lewis Walker Hall Young King Wright D'Angelo=dangelo"
    )

    /// Where people live; the first is drawn most often.
    static let countries: [Country] = [
        Country(
            name: "United States",
            cities: [
                "New York", "San Francisco", "Chicago", "Boston", "Austin", "Seattle", "Denver", "Atlanta", "Los Angeles",
                "Houston",
            ],
            first: english, last: americanLast, language: "English", dial: "+1-555"),
        Country(
            name: "United Kingdom", cities: ["London", "Manchester", "Edinburgh", "Bristol", "Leeds"], first: english,
            last: names(
                "Smith Jones Taylor Brown Evans Roberts Hughes Edwards Green Hall Wood Clarke Wright Turner Parker Cooper"),
            language: "English", dial: "+44-20"),
        Country(
            name: "Germany", cities: ["Berlin", "Hamburg", "Köln", "Frankfurt am Main", "Stuttgart", "Düsseldorf"],
            first: names(
                "Jürgen=juergen Anna Lukas Sophie Maximilian Käthe=kaethe Felix Marie Jörg=joerg Leonie Björn=bjoern Hannah"),
            last: names(
                "Müller=mueller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer=schaefer Köhler=koehler Groß=gross"
            ),
            language: "German", dial: "+49-30"),
        Country(
            name: "France", cities: ["Paris", "Lyon", "Marseille", "Toulouse", "Nantes"],
            first: names(
                "Élodie=elodie François=francois Camille Benoît=benoit Chloé=chloe Hélène=helene Louis Inès=ines Théo=theo Manon"),
            last: names("Lefèvre=lefevre Dubois Moreau Laurent Girard Rousseau Bérard=berard D'Aubigné=daubigne Petit Garnier"),
            language: "French", dial: "+33-1"),
        Country(
            name: "Ireland", cities: ["Dublin", "Cork", "Galway"],
            first: names("Siobhán=siobhan Seán=sean Aoife Ciarán=ciaran Niamh Eoin Róisín=roisin Patrick"),
            last: names("O'Brien=obrien O'Connor=oconnor Murphy Kelly O'Sullivan=osullivan Byrne Ryan O'Neill=oneill"),
            language: "English", dial: "+353-1"),
        Country(
            name: "Japan", cities: ["Tokyo", "Osaka", "Yokohama", "Nagoya"],
            first: names("太郎=taro 花子=hanako 健=ken 美咲=misaki 翔太=shota 由美=yumi 直樹=naoki 愛=ai"),
            last: names("山田=yamada 佐藤=sato 鈴木=suzuki 高橋=takahashi 田中=tanaka 伊藤=ito 渡辺=watanabe 中村=nakamura"),
            language: "Japanese", dial: "+81-3"),
        Country(
            name: "China", cities: ["Shanghai", "Beijing", "Shenzhen"], first: names("伟=wei 芳=fang 娜=na 敏=min 静=jing 磊=lei"),
            last: names("王=wang 李=li 张=zhang 刘=liu 陈=chen 杨=yang"), language: "Chinese", dial: "+86-21"),
        Country(
            name: "Spain", cities: ["Madrid", "Barcelona", "Valencia", "Sevilla"],
            first: names("José=jose María=maria Íñigo=inigo Lucía=lucia Andrés=andres Sofía=sofia Pablo Carmen"),
            last: names("García=garcia Fernández=fernandez Muñoz=munoz López=lopez Núñez=nunez Ibáñez=ibanez Ortega Ruiz"),
            language: "Spanish", dial: "+34-91"),
        Country(
            name: "Denmark", cities: ["Copenhagen", "Aarhus", "Odense"],
            first: names("Søren=soren Åse=aase Mette Lars Bjørn=bjorn Ingrid Jens Freja"),
            last: names("Jensen Nielsen Sørensen=sorensen Møller=moller Østergaard=ostergaard Hansen"), language: "Danish",
            dial: "+45-33"),
        Country(
            name: "Poland", cities: ["Warsaw", "Kraków", "Gdańsk"],
            first: names("Łukasz=lukasz Małgorzata=malgorzata Paweł=pawel Zofia Jan Agnieszka"),
            last: names("Wiśniewski=wisniewski Nowak Wójcik=wojcik Kowalczyk Zieliński=zielinski"), language: "Polish",
            dial: "+48-22"),
        Country(
            name: "Brazil", cities: ["São Paulo", "Rio de Janeiro", "Curitiba"],
            first: names("João=joao Ana Gonçalo=goncalo Beatriz Thiago Letícia=leticia"),
            last: names("Silva Santos Araújo=araujo Conceição=conceicao Pereira Magalhães=magalhaes"), language: "Portuguese",
            dial: "+55-11"),
        Country(
            name: "Canada", cities: ["Toronto", "Montréal", "Vancouver", "Calgary"], first: english,
            last: names("Tremblay Roy Smith Gagnon Côté=cote MacDonald Campbell Bouchard Singh Wong"), language: "English",
            dial: "+1-416"),
    ]

    /// An industry in LinkedIn's spelling, its group in LeadLex's, and how often it is drawn.
    struct Industry: Sendable {
        let name: String
        let sector: String
        let weight: Int
        let nouns: [String]
    }

    /// The industries; about one company in six is a legal one.
    static let industries: [Industry] = {
        func group(_ sector: String, _ nouns: String, _ members: (String, Int)...) -> [Industry] {
            members.map {
                Industry(name: $0.0, sector: sector, weight: $0.1, nouns: nouns.split(separator: " ").map(String.init))
            }
        }
        return group(
            "Legal", "Law Legal Counsel Advocates Attorneys", ("law practice", 11), ("legal services", 4),
            ("alternative dispute resolution", 1))
            + group(
                "Technology", "Software Systems Labs Cloud Data", ("software development", 11),
                ("it services and it consulting", 8), ("computer and network security", 3),
                ("data infrastructure and analytics", 2), ("semiconductor manufacturing", 1))
            + group(
                "Finance", "Capital Partners Holdings Finance", ("financial services", 6), ("banking", 3), ("insurance", 3),
                ("venture capital and private equity principals", 1))
            + group(
                "Healthcare", "Health Care Clinics Biotech", ("hospitals and health care", 4), ("biotechnology research", 2),
                ("medical equipment manufacturing", 2), ("pharmaceutical manufacturing", 2))
            + group(
                "Professional Services", "Consulting Advisors Group", ("business consulting and services", 5), ("accounting", 3),
                ("human resources services", 2), ("advertising services", 3), ("architecture and planning", 1))
            + group(
                "Manufacturing", "Works Industries Tools Motors", ("machinery manufacturing", 3),
                ("motor vehicle manufacturing", 2), ("chemical manufacturing", 2), ("food and beverage manufacturing", 3))
            + group("Retail", "Stores Market Goods", ("retail", 4), ("wholesale", 2), ("consumer services", 1))
            + group(
                "Other", "Group Company Services", ("real estate", 3), ("higher education", 3),
                ("transportation, logistics, supply chain and storage", 3), ("renewable energy power generation", 2),
                ("hospitality", 2), ("media production", 1), ("telecommunications", 2))
    }()

    /// The first words of company names.
    static let prefixes =
        "Acme Northwind Bluefin Harbor Summit Cedar Orion Vertex Lakeside Granite Meridian Pioneer Sterling Atlas Beacon Falcon Juniper Kestrel Lumen Maple Nimbus Oakridge Quantum Redwood Sierra Tidal Umbra Vantage Willow Zenith"
        .split(separator: " ").map(String.init)

    /// Skills that titles of a department go with; every other department has the last row's.
    static let skills: [String: [String]] = [
        "sales": ["negotiation", "crm", "account management", "forecasting"],
        "marketing": ["brand strategy", "seo", "content marketing", "analytics"],
        "engineering": ["swift", "python", "distributed systems", "machine learning"],
        "finance": ["budgeting", "financial modeling", "audit"],
        "legal": ["contract law", "litigation", "compliance", "mergers and acquisitions"],
        "human_resources": ["recruiting", "compensation", "employee relations"],
        "": ["project management", "leadership", "communication", "strategy"],
    ]

    /// How a department is called in a title.
    static let departments: [(key: String, title: String, weight: Int)] = [
        ("sales", "Sales", 16), ("marketing", "Marketing", 12), ("engineering", "Engineering", 16), ("finance", "Finance", 9),
        ("human_resources", "Human Resources", 6), ("information_technology", "Information Technology", 7),
        ("operations", "Operations", 10),
        ("business_development", "Business Development", 5), ("customer_success_and_support", "Customer Success", 5),
        ("product_management", "Product", 6), ("legal", "Legal", 6), ("research", "Research", 3), ("purchasing", "Purchasing", 2),
        ("consulting", "Consulting", 3), ("administrative", "Administration", 3),
    ]

    /// Bands of revenue in Lance's spelling, by headcount.
    static func revenue(employees: Int) -> String {
        let bands = [
            (10, "$1M - $5M"), (50, "$5M - $10M"), (200, "$10M - $50M"), (500, "$50M - $100M"), (1000, "$100M - $250M"),
            (5000, "$250M - $1B"),
        ]
        return bands.first { employees <= $0.0 }?.1 ?? "$1B+"
    }
}
