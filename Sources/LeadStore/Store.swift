import GRDB
public import LeadModel

#if canImport(Glibc)
    import Glibc
#endif

/// The sandbox's data in one SQLite file: the services' shared people and companies, and what each organisation keeps.
///
/// Several processes may use one file at once; a writer waits for another one.
public final class Store: Sendable {
    /// Why the data cannot be used.
    public enum Failure: Error, Sendable {
        /// SQLite's own words.
        case unavailable(String)
    }

    /// For how many seconds a statement waits for another process.
    private static let patience = 10.0

    /// The connection to the file.
    let database: any DatabaseWriter

    /// Opens the file at `path`, making it readable to its owner only where it does not exist.
    public convenience init(path: String) throws(Failure) {
        // SQLite would make it readable to everybody.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
        // Two processes that make the tables at once would get in each other's way.
        let lock = Glibc.open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if lock >= 0 { flock(lock, LOCK_EX) }
        defer { if lock >= 0 { close(lock) } }
        try self.init { configuration in try DatabasePool(path: path, configuration: configuration) }
    }

    /// Takes the file at `path` away, so that the next `init` makes a new one.
    public static func remove(path: String) {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }

    /// Makes a store that ends with the process.
    public static func inMemory() throws(Failure) -> Store {
        try Store { configuration in try DatabaseQueue(configuration: configuration) }
    }

    private init(_ open: (Configuration) throws -> any DatabaseWriter) throws(Failure) {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.patience)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536")
        }
        do {
            database = try open(configuration)
            try Schema.migrator.migrate(database)
        } catch {
            throw .unavailable("\(error)")
        }
    }

    // MARK: Access

    /// Reads in one snapshot.
    func read<Value>(_ body: (Database) throws -> Value) throws(Failure) -> Value {
        do {
            return try database.read(body)
        } catch {
            throw .unavailable("\(error)")
        }
    }

    /// Writes in one transaction: all of it, or nothing.
    func write<Value>(_ body: (Database) throws -> Value) throws(Failure) -> Value {
        do {
            return try database.write(body)
        } catch {
            throw .unavailable("\(error)")
        }
    }

    // MARK: Contents

    /// What the store holds.
    public struct Info: Hashable, Sendable {
        /// Persons shared by all organisations.
        public let people: Int
        /// Companies shared by all organisations.
        public let companies: Int
        /// The number that the data were drawn from.
        public let seed: UInt64
        /// Lists at both services, of all organisations.
        public let lists: Int
        /// Contacts of all organisations.
        public let contacts: Int
    }

    /// What the store holds; nil where it has never been filled.
    public func info() throws(Failure) -> Info? {
        try read { db in
            guard let text = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'seed'"), let seed = UInt64(text)
            else { return nil }
            func count(_ table: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0 }
            return Info(
                people: try count("people"), companies: try count("companies"), seed: seed,
                lists: try count("lead_lists") + count("contact_lists"), contacts: try count("contacts"))
        }
    }

    /// Fills the store with demo data, dropping everything that it held.
    ///
    /// - Parameters:
    ///   - people: How many people; a tenth as many companies.
    ///   - seed: What the data are drawn from; the same seed gives the same data.
    public func reset(people: Int = Defaults.people, seed: UInt64 = Defaults.seed) throws(Failure) {
        try writePatiently { db in try fill(db, people: people, seed: seed) }
    }

    /// Fills the store unless somebody, perhaps another process just now, has done so.
    ///
    /// - Parameters:
    ///   - people: How many people.
    ///   - examples: Whether the first organisation gets the list that the examples of LeadLex's pages name by its id.
    public func fillIfEmpty(people: Int = Defaults.people, examples: Bool = false) throws(Failure) {
        if try info() != nil { return }
        try writePatiently { db in
            guard try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'seed'") == nil else { return }
            try fill(db, people: people, seed: Defaults.seed)
            if examples { try Tenants.writeExampleList(db) }
        }
    }

    /// Writes in one transaction, for which it waits long: another process may be making the demo data just now, which takes
    /// a slow machine a while.
    private func writePatiently(_ body: (Database) throws -> Void) throws(Failure) {
        do {
            try database.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 20000; PRAGMA busy_timeout = 60000")
                defer { try? db.execute(sql: "PRAGMA busy_timeout = \(Int(Self.patience * 1000))") }
                try db.inTransaction(.immediate) {
                    try body(db)
                    return .commit
                }
            }
        } catch {
            throw .unavailable("\(error)")
        }
    }

    private func fill(_ db: Database, people: Int, seed: UInt64) throws {
        try Schema.clear(db)
        try DemoWriter(db).write(DemoGenerator(people: people, seed: seed))
        try Tenants.write(db)
        try db.execute(sql: "INSERT INTO meta (key, value) VALUES ('seed', ?)", arguments: [String(seed)])
    }
}
