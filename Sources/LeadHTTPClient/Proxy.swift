extension NetworkTransport {
    /// An HTTP proxy, which is asked to connect and sees nothing of what is sent over TLS.
    public struct Proxy: Hashable, Sendable {
        /// Its name or address; an IPv6 address without brackets.
        public var host: String
        /// Its port.
        public var port: Int
        /// What it is shown before it connects; nil for nothing.
        public var credentials: Credentials?

        /// Names a proxy.
        public init(host: String, port: Int, credentials: Credentials? = nil) {
            self.host = host
            self.port = port
            self.credentials = credentials
        }

        /// A name and a password for a proxy, which no text or reflection shows.
        public struct Credentials: Hashable, Sendable {
            /// Who asks; never with a colon in it.
            public var user: String
            /// What only they know.
            public var password: String

            /// Keeps a name and a password.
            public init(user: String, password: String) {
                self.user = user
                self.password = password
            }
        }
    }
}

extension NetworkTransport.Proxy.Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The same for all: some proxies take a token in place of the name.
    public var description: String { "hidden" }

    /// The same for all.
    public var debugDescription: String { description }

    /// A mirror that shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
