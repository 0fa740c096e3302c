extension NetworkTransport {
    /// How long a request may take, how large its answer may be, and what lies between here and the service.
    public struct Options: Hashable, Sendable {
        /// How long it may take until there is a connection.
        public var connectLimit: Duration
        /// How long a request may take in all, redirects included.
        public var requestLimit: Duration
        /// How long the connection may be silent within a request.
        public var idleLimit: Duration
        /// How long a connection is kept that nobody uses.
        ///
        /// Servers end one that rests, many after 5 s, and a write that meets such an end is in doubt.
        public var restLimit: Duration
        /// How large the body of an answer may be, in bytes, once it is unpacked.
        public var bodyLimit: Int
        /// How many redirects are followed for one request.
        public var redirectLimit: Int
        /// The HTTP proxy to go through; nil for none.
        public var proxy: Proxy?
        /// A file of certificates (PEM) that are trusted beside the system's: for tests.
        public var extraRoots: String?

        /// Describes the options; all have values that suit a service on the internet.
        public init(
            connectLimit: Duration = .seconds(10), requestLimit: Duration = .seconds(60), idleLimit: Duration = .seconds(30),
            restLimit: Duration = .seconds(4), bodyLimit: Int = 64 << 20, redirectLimit: Int = 5, proxy: Proxy? = nil,
            extraRoots: String? = nil
        ) {
            self.connectLimit = connectLimit
            self.requestLimit = requestLimit
            self.idleLimit = idleLimit
            self.restLimit = restLimit
            self.bodyLimit = bodyLimit
            self.redirectLimit = redirectLimit
            self.proxy = proxy
            self.extraRoots = extraRoots
        }
    }
}
