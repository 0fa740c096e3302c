import LeadDiagnostics
import LeadModel
import LeadRuntime
import LeadText
import Synchronization

extension ReadyScript {
    /// Plans the script; gives back which files it has read as well.
    func plan(
        on readers: [String: any ProviderReader], in invocation: Invocation, under conditions: SavedPlan.Conditions,
        isOffline: Bool = false
    ) async -> (Planned, ReadFiles) {
        let files = ReadFiles()
        let surroundings = invocation.surroundings(
            maxRows: conditions.maxRows, standardInputIsTaken: script.source.name == "<stdin>",
            beginning: conditions.beginning, ask: { _ in .yes })
        let session = Session(
            planningFor: readers, account: invocation.directory.chosen, parameters: parameters,
            surroundings: surroundings.noting(files), isOffline: isOffline)
        let planned = await session.plan(script.program) { $0.map { script.sources.included[$0] } ?? script.source }
        return (planned, files)
    }
}

/// The files that a script has read while it was planned, as they were then.
final class ReadFiles: Sendable {
    typealias Content = Result<[UInt8], Surroundings.UnreadableInput>

    private struct Kept {
        let name: String?
        let content: Content
    }

    private let files = Mutex<[String: Kept]>([:])

    /// The files as a kept plan has them.
    var all: [SavedPlan.File] {
        let kept = files.withLock { Array($0.values) }
        return kept.compactMap { file -> SavedPlan.File? in
            let print = (try? file.content.get()).map { fingerprint(of: $0) }
            // Standard input that cannot be read is taken by something else, and will be then, too.
            guard file.name != nil || print != nil else { return nil }
            return SavedPlan.File(path: file.name ?? "-", use: .read, fingerprint: print)
        }.sorted { $0.path < $1.path }
    }

    fileprivate func note(_ path: String?, _ content: Content) {
        files.withLock { $0[Self.key(path)] = Kept(name: path, content: content) }
    }

    /// What stood in a file; nil where it was not read.
    fileprivate func content(of path: String?) -> Content? {
        files.withLock { $0[Self.key(path)]?.content }
    }

    fileprivate func forget(_ path: String) {
        files.withLock { $0[Self.key(path)] = nil }
    }

    private static func key(_ path: String?) -> String { path?.normalizedPath ?? "-" }
}

extension Surroundings {
    /// The surroundings, noting which files are read.
    fileprivate func noting(_ files: ReadFiles) -> Surroundings {
        reading { path in
            let content = readFile(path)
            files.note(path, content)
            return content
        }
    }

    /// The surroundings in which files are as they were when a plan read them, until they are written.
    func asRead(_ files: ReadFiles) -> Surroundings {
        reading { path in
            files.content(of: path) ?? readFile(path)
        } noting: {
            files.forget($0)
        }
    }

    private func reading(
        _ read: @escaping @Sendable (String?) -> Result<[UInt8], UnreadableInput>,
        noting written: @escaping @Sendable (String) -> Void = { _ in }
    ) -> Surroundings {
        Surroundings(
            time: time, seed: seed, maxRowsWritten: maxRowsWritten, maxRowsRead: maxRowsRead,
            writeFile: { path, bytes in
                written(path)
                return writeFile(path, bytes)
            }, readFile: read, pause: pause, ask: ask)
    }
}
