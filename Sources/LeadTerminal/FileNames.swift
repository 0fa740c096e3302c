import Glibc

/// The names of everything in a folder, in the order of the system; nil where it cannot be read.
///
/// Without those that stand for the folder itself and for the one above.
public func fileNames(in folder: String) -> [String]? {
    guard let opened = opendir(folder) else { return nil }
    defer { closedir(opened) }
    var names: [String] = []
    while let entry = readdir(opened) {
        // In place: an entry ends with its name, so that the field as a whole may reach beyond what there is to read.
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names
}
