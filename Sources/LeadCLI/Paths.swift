import LeadTerminal

#if canImport(Glibc)
    import Glibc
#endif

extension Invocation {
    /// Where this person's files are; nothing of somebody else's is read in its place.
    var home: String? {
        environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }

    /// `$XDG_STATE_HOME/lead`, whether it is there or not; nil without a home.
    var statePath: String? {
        let given = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (given ?? home.map { $0 + "/.local/state" }).map { $0 + "/lead" }
    }

    /// `$XDG_STATE_HOME/lead`, made where it is missing; nil where it cannot be.
    var stateFolder: String? {
        statePath.flatMap { makeFolder($0) == nil ? $0 : nil }
    }
}

/// The paths of files and folders that begin with a text, in either case, in order; that of a folder ends in `/`.
///
/// Hidden ones are left out unless their dot has been typed.
func paths(beginningWith prefix: String, in workingDirectory: String) -> [String] {
    let cut = prefix.lastIndex(of: "/").map { prefix.index(after: $0) } ?? prefix.startIndex
    let (folder, name) = (String(prefix[..<cut]), prefix[cut...].lowercased())
    let place = folder.hasPrefix("/") ? folder : workingDirectory + "/" + folder
    var found: [String] = []
    for file in fileNames(in: place) ?? [] {
        guard file.lowercased().hasPrefix(name), name.hasPrefix(".") || !file.hasPrefix(".") else { continue }
        var status = stat()
        let isFolder = stat(place + "/" + file, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        found.append(folder + file + (isFolder ? "/" : ""))
    }
    return found.sorted()
}
