/// What a server lets a client do, so that no client can keep others from being served.
public struct ServerLimits: Hashable, Sendable {
    /// Seconds from the first moment of a connection until its first request's headers are there.
    public var headerSeconds = 10
    /// Seconds from a request's headers until its body is there.
    public var bodySeconds = 30
    /// Seconds from the first byte of an answer until the client has taken all of it.
    public var answerSeconds = 30
    /// Seconds for which a connection may wait for its next request.
    public var idleSeconds = 60
    /// Seconds that requests under way have when the server ends.
    public var shutdownSeconds = 10
    /// Bytes of a body.
    public var bodyBytes = 20_000_000
    /// Bytes of all headers of a request.
    public var headerBytes = 16_384
    /// Headers of a request.
    public var headerCount = 100
    /// Connections at one time; the next ones wait to be let in.
    public var connections = 10_000
    /// Exports that are made or wait at one time; further ones get 503.
    public var exports = 16
    /// Bytes of bodies and answers that are held at one time for all clients; what would need more is sent away with 503.
    public var heldBytes = 96_000_000

    /// The limits of `lead serve`.
    public init() {}
}
