import Crypto
import GRDB
public import LeadModel

/// A write under way: all that is done with it holds, or nothing.
public struct Transaction {
    let db: Database
}

/// A request that may come a second time, told apart by the key that its sender gave it.
public struct RepeatableRequest: Sendable {
    /// Who sends it where: nobody else's request of the same key is the same one.
    public let scope: String
    /// The value of `Idempotency-Key`.
    public let key: String
    /// What was sent, as the bytes that a request with the same key must have again.
    public let content: [UInt8]
    /// The sender's token, with which the kept answer is sealed: it may hold a secret that was shown once.
    public let secret: String
    /// When it came.
    public let time: Instant

    /// Describes a request.
    public init(scope: String, key: String, content: [UInt8], secret: String, time: Instant) {
        // Another token of the same key is another sender: it could not open what is kept.
        self.scope = "\(scope) \(TokenDigest(of: secret).selector)"
        self.key = key
        self.content = content
        self.secret = secret
        self.time = time
    }

    /// The digest of what was sent.
    var digest: [UInt8] { Array(SHA256.hash(data: content)) }

    /// The key of the seal, which is kept nowhere.
    private var seal: SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Array(secret.utf8)), salt: Array(scope.utf8), info: Array(key.utf8),
            outputByteCount: 32)
    }

    func sealed(_ answer: [UInt8]) throws -> [UInt8] {
        guard let combined = try AES.GCM.seal(answer, using: seal).combined else { return [] }
        return Array(combined)
    }

    func opened(_ sealed: [UInt8]) throws -> [UInt8] {
        Array(try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: seal))
    }
}

/// What came of a request that is done once however often it comes.
public enum OnceOutcome<Refusal: Error>: Sendable {
    /// It was done, now or the first time; its answer.
    case answered([UInt8])
    /// Nothing was done.
    case refused(Refusal)
    /// The key came with another request before.
    case conflict
}

extension Store {
    /// Does a request in one transaction, and keeps the answer with what it did; what has been answered is answered again.
    ///
    /// - Parameters:
    ///   - request: Nil for one that may not come again.
    ///   - hours: For how many hours an answer is kept.
    ///   - body: Gives the answer, or why nothing shall be done, which undoes what it did.
    public func once<Refusal: Error>(
        _ request: RepeatableRequest?, keptFor hours: Int, _ body: (Transaction) throws -> Result<[UInt8], Refusal>
    ) throws(Failure) -> OnceOutcome<Refusal> {
        try write { db in
            if let request {
                let oldest = Instant(milliseconds: request.time.milliseconds - hours * 3_600_000)
                try db.execute(sql: "DELETE FROM idempotency WHERE created_at <= ?", arguments: [oldest.text])
                let sql = "SELECT request, answer FROM idempotency WHERE scope = ? AND key = ?"
                if let row = try Row.fetchOne(db, sql: sql, arguments: [request.scope, request.key]) {
                    guard try row.value(0) == Hex.text(of: request.digest) else { return .conflict }
                    return .answered(try request.opened(Hex.bytes(of: row.value(1))))
                }
            }
            var outcome = OnceOutcome<Refusal>.conflict
            try db.inSavepoint {
                switch try body(Transaction(db: db)) {
                case .failure(let refusal):
                    outcome = .refused(refusal)
                    return .rollback
                case .success(let answer):
                    outcome = .answered(answer)
                    return .commit
                }
            }
            if let request, case .answered(let answer) = outcome {
                try db.execute(
                    sql: "INSERT INTO idempotency (scope, key, request, answer, created_at) VALUES (?, ?, ?, ?, ?)",
                    arguments: [
                        request.scope, request.key, Hex.text(of: request.digest), Hex.text(of: try request.sealed(answer)),
                        request.time.text,
                    ])
            }
            return outcome
        }
    }
}
