import Foundation
import LeadDiagnostics
import LeadPromises
import LeadSyntax

/// What libFuzzer calls with each input: takes it for a script, and aborts where a promise is broken.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let flaw = Promises().flaw(of: parse(Source(name: "fuzz.lead", bytes: bytes))) {
        FileHandle.standardError.write(Data("broken promise: \(flaw)\n".utf8))
        abort()
    }
    return 0
}
