/// Runs an operation for each place, up to `width` of them at a time, and hands over what they give in the order of the places.
///
/// This is the only place where a run does several things at once. No operation begins that lies `width` or more places ahead of
/// what has been handed over, nor one behind a place that has failed; so a failure leaves no more than `width - 1` operations
/// that were begun in vain. The first failure in order is thrown, once all that was begun has ended.
///
/// - Parameter receive: Takes what a place gives; false where the places behind it are not wanted any more.
func inOrder<Output: Sendable, Failure: Error>(
    _ places: Range<Int>, width: Int, _ operation: @escaping @Sendable (Int) async throws(Failure) -> Output,
    receive: (Output) throws(Failure) -> Bool
) async throws(Failure) {
    let width = max(1, width)
    let failure = await withTaskGroup(of: (place: Int, result: Result<Output, Failure>).self) { group -> Failure? in
        var next = places.lowerBound
        var end = places.upperBound
        var begun = places.lowerBound
        var results: [Int: Result<Output, Failure>] = [:]
        while next < end {
            while begun < min(end, next + width) {
                let place = begun
                begun += 1
                group.addTask {
                    do throws(Failure) {
                        return (place, .success(try await operation(place)))
                    } catch {
                        return (place, .failure(error))
                    }
                }
            }
            guard let answer = await group.next() else { break }
            results[answer.place] = answer.result
            if case .failure = answer.result { end = min(end, answer.place + 1) }
            do throws(Failure) {
                while let result = results.removeValue(forKey: next) {
                    next += 1
                    if try !receive(try result.get()) { end = next }
                    if next >= end { break }
                }
            } catch {
                group.cancelAll()
                return error
            }
        }
        group.cancelAll()
        return nil
    }
    if let failure { throw failure }
}
