import Foundation
import Hummingbird
import Logging
import NIOCore

// A server without anything of its own, which `lead serve` is measured beside: EchoServer [PORT]
let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 0

let router = Router()
router.get("echo") { _, _ in "ok" }
router.post("echo") { request, _ in try await request.body.collect(upTo: 1 << 24) }

var application = Application(
    router: router,
    configuration: .init(address: .hostname("127.0.0.1", port: port)),
    onServerRunning: { channel in
        let line = "listening on http://127.0.0.1:\(channel.localAddress?.port ?? 0)\n"
        FileHandle.standardOutput.write(Data(line.utf8))
    })
application.logger.logLevel = .critical
try await application.runService()
