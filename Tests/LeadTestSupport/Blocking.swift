import Foundation

/// Runs what blocks on a thread that is not one of the concurrency pool's few, so that tests cannot starve each other.
func blocking<Result: Sendable>(
    _ body: @escaping @Sendable () throws(ProgramFailure) -> Result
) async throws(ProgramFailure) -> Result {
    let outcome = await withCheckedContinuation { continuation in
        Thread.detachNewThread {
            continuation.resume(returning: Swift.Result<Result, ProgramFailure> { () throws(ProgramFailure) in try body() })
        }
    }
    return try outcome.get()
}
