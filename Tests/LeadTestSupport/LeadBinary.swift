import Glibc

/// The `lead` program that was built together with the tests.
public enum LeadBinary {
    /// Its path: beside the folder of the running test program, or in it; nil when it was not built.
    public static var path: String? {
        guard let own = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(own) }
        var folder = String(cString: own)[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            let candidate = folder + "/lead"
            if isExecutableFile(String(candidate)) { return String(candidate) }
            // The build folder is at most two levels up; further up, another `lead` could be found.
            if folder.hasSuffix("/debug") || folder.hasSuffix("/release") { return nil }
        }
        return nil
    }

    private static func isExecutableFile(_ path: String) -> Bool {
        guard let folder = opendir(path) else { return access(path, X_OK) == 0 }
        closedir(folder)
        return false
    }
}
