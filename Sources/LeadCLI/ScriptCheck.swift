import LeadDiagnostics
import LeadModel
import LeadSemantics
import LeadSyntax
import LeadTables
import LeadText

extension Invocation {
    /// Checks a script with the files that it names.
    func check(_ source: Source, isReadOnly: Bool) -> Checked {
        LeadSemantics.check(
            parse(source), in: directory.catalog, scope: Scope(account: directory.chosen),
            options: CheckOptions(isReadOnly: isReadOnly, files: scriptFiles(of: source.name)))
    }

    /// The files that a script may name, read against the working directory.
    ///
    /// - Parameter main: The script, which keeps its name where an included file names it otherwise.
    func scriptFiles(of main: String) -> ScriptFiles {
        ScriptFiles(
            script: { path, includer in
                readScript(path, includedFrom: includer).map { source in
                    resolved(source.name).normalizedPath == resolved(main).normalizedPath
                        ? Source(name: main, bytes: source.bytes) : source
                }
            },
            header: { path, format in readHeader(of: path, format) })
    }

    private func readScript(_ path: String, includedFrom includer: String) -> Result<Source, ScriptFiles.Problem> {
        let folder = includer.hasPrefix("<") || includer == "-c" ? "" : includer.folder
        let name = (path.hasPrefix("/") ? path : folder + path).normalizedPath
        return readFile(resolved(name)).map { Source(name: name, bytes: $0) }.mapError { failure in
            ScriptFiles.Problem(
                "cannot be read: \(failure.reason)", help: "the path counts from the folder of the script that includes it")
        }
    }

    /// The header of a regular file; nil for what can be read only once, such as a pipe.
    private func readHeader(of path: String, _ format: FileFormat) -> Result<[String], ScriptFiles.Problem>? {
        guard isRegularFile(resolved(path)) else { return nil }
        switch readFile(resolved(path)) {
        case .failure(let failure):
            return .failure(
                ScriptFiles.Problem("cannot be read: \(failure.reason)", help: "give the path of a file that is there"))
        case .success(let bytes):
            do throws(TableFailure) {
                return .success(try tableHeader(of: bytes, as: format))
            } catch {
                let place = error.line.map { "line \($0): " } ?? ""
                return .failure(ScriptFiles.Problem("is no table: \(place)\(error.message)", help: error.help))
            }
        }
    }
}

extension Checked {
    /// The script and the files that it includes.
    func sources(with main: Source) -> SourceSet {
        SourceSet(main, included: included)
    }
}

extension String {
    /// The path of the folder that holds a file, with its `/`; empty for the working directory.
    fileprivate var folder: String {
        lastIndex(of: "/").map { String(self[...$0]) } ?? ""
    }
}
