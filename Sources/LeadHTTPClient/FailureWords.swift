import AsyncHTTPClient
import Glibc
import LeadHTTP
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

/// The run was stopped while a request was under way.
struct Interruption: Error {}

/// No address can be made of a request.
struct NoAddress: Error {}

/// Why a request has no answer, for those who decide about another attempt and for those who read it.
struct FailureWords {
    let options: NetworkTransport.Options
    let repetition: Repetition

    /// The failure: before the request has begun to leave, nothing can have come of it; from then on everything can.
    func failure(for error: any Error, isSent: Bool) -> TransportFailure {
        if error is Interruption {
            return isSent && repetition != .read ? .inDoubt("interrupted before the answer") : .cancelled
        }
        let words = words(for: error, isSent: isSent)
        if isSent { return .inDoubt(words) }
        return Self.isLasting(error) ? .unusable(words) : .unreachable(words)
    }

    /// Whether it is the same at every attempt until somebody changes something.
    private static func isLasting(_ error: any Error) -> Bool {
        switch error {
        case NIOSSLError.handshakeFailed(let reason): "\(reason)".contains("CERTIFICATE_VERIFY_FAILED")
        case NIOSSLError.unableToValidateCertificate, NIOSSLError.noCertificateToValidate,
            NIOSSLError.noSuchFilesystemObject, NIOSSLError.failedToLoadCertificate:
            true
        case is NIOSSLExtraError, is NoAddress: true
        case let error as HTTPClientError: error == .proxyAuthenticationRequired
        default: false
        }
    }

    private func words(for error: any Error, isSent: Bool) -> String {
        switch error {
        case let error as HTTPClientError: words(for: error, isSent: isSent)
        case let error as NIOConnectionError: words(for: error)
        case let error as IOError: words(for: error, isSent: isSent)
        case let error as NIOSSLError: words(for: error, isSent: isSent)
        case is NIOSSLExtraError: "the certificate is not one of this host"
        case NIOHTTPDecompression.DecompressionError.limit, is TooLarge: "the answer is larger than \(size)"
        case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
            "the answer could not be unpacked"
        case HTTPParserError.invalidEOFState: "the answer broke off"
        case HTTPParserError.headerOverflow: "the head of the answer is too large"
        case is HTTPParserError, is NIOHTTPDecoderError: "the answer is no HTTP"
        case ChannelError.connectTimeout: "no connection within \(seconds(options.connectLimit))"
        case is ChannelError: isSent ? "the connection was closed before the answer" : closedBefore
        case is NoAddress: "the address of the request is none"
        // The name of a type that nobody foresaw says more than no name.
        default: "the connection failed (\(type(of: error)))"
        }
    }

    private func words(for error: HTTPClientError, isSent: Bool) -> String {
        switch error {
        case .readTimeout: "no answer within \(seconds(options.idleLimit))"
        case .writeTimeout: "the service took nothing for \(seconds(options.idleLimit))"
        case .deadlineExceeded: isSent ? "no answer within \(seconds(options.requestLimit))" : "no connection in time"
        case .connectTimeout, .getConnectionFromPoolTimeout: "no connection within \(seconds(options.connectLimit))"
        case .tlsHandshakeTimeout: "no secure connection within \(seconds(options.connectLimit))"
        case .httpProxyHandshakeTimeout: "no answer of the proxy within \(seconds(options.connectLimit))"
        case .proxyAuthenticationRequired:
            options.proxy?.credentials == nil ? "the proxy asks for a password" : "the proxy does not take the password"
        case .invalidProxyResponse: "the proxy refused"
        case .remoteConnectionClosed where isSent, .uncleanShutdown where isSent: "the connection was closed before the answer"
        case .remoteConnectionClosed, .uncleanShutdown: closedBefore
        case .invalidURL, .emptyHost, .emptyScheme: "the address of the request is none"
        case .cancelled, .alreadyShutdown, .requestStreamCancelled: "the connection was ended here"
        default: "the connection failed (\(error.shortDescription.lowercased()))"
        }
    }

    private func words(for error: NIOConnectionError) -> String {
        // One host may have several addresses; the last one tried says as much as any.
        let last = error.connectionErrors.last?.error
        let words = last.map { self.words(for: $0, isSent: false) } ?? "the name \(error.host) is not known"
        // The only connection that is made is one to the proxy.
        return options.proxy == nil ? words : "the proxy cannot be reached: \(words)"
    }

    private func words(for error: IOError, isSent: Bool) -> String {
        switch error.errnoCode {
        case ECONNREFUSED: "connection refused"
        case ECONNRESET, EPIPE: isSent ? "the connection was reset before the answer" : "the connection was reset"
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL: "no way to the service"
        case ETIMEDOUT: "no answer from the network"
        case EMFILE, ENFILE: "too many open files"
        default: "the connection failed (error \(error.errnoCode))"
        }
    }

    private func words(for error: NIOSSLError, isSent: Bool) -> String {
        switch error {
        case .handshakeFailed(let reason) where "\(reason)".contains("CERTIFICATE_VERIFY_FAILED"):
            "the certificate is not trusted"
        case .handshakeFailed: "no secure connection"
        case .uncleanShutdown: isSent ? "the answer broke off" : closedBefore
        case .unableToValidateCertificate, .noCertificateToValidate: "the certificate is not trusted"
        case .noSuchFilesystemObject, .failedToLoadCertificate: "the extra certificates cannot be read"
        default: "the secure connection failed"
        }
    }

    private var closedBefore: String {
        options.proxy == nil ? "the connection was closed" : "the connection through the proxy was closed"
    }

    private var size: String {
        let mebibyte = 1 << 20
        return options.bodyLimit % mebibyte == 0 ? "\(options.bodyLimit / mebibyte) MiB" : "\(options.bodyLimit) bytes"
    }

    private func seconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return attoseconds == 0 ? "\(seconds) s" : "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
    }
}
