import Glibc

/// The other programs to which a terminal is lent: an editor, and a pager.
public struct TerminalPrograms: Sendable {
    /// The command that opens a file for editing.
    let editor: String
    /// The command that shows its input page by page; nil where everything is to be written as it is.
    let pager: String?
    private let environment: [String: String]
    private let folder: String

    /// Chooses them as `VISUAL`, `EDITOR`, `LEAD_PAGER` and `PAGER` say; they find `environment` as theirs.
    public init(environment: [String: String]) {
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { name in name.contains { !$0.isWhitespace } }
        }
        editor = value("VISUAL", "EDITOR") ?? "vi"
        let chosen = environment["LEAD_PAGER"] ?? environment["PAGER"]
        let none: Set<String> = ["", "cat"]
        // Said by `exit`, because the shell's own words about a missing program would stand before the text.
        pager = none.contains(chosen ?? "less") ? nil : chosen ?? "command -v less >/dev/null 2>&1 || exit 127; less -FRX"
        // What we write is UTF-8, whatever the locale says.
        self.environment = environment.merging(["LESSCHARSET": "utf-8"]) { given, _ in given }
        folder = value("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    }

    /// Has `text` edited in a file that only its owner can read, and that is gone afterwards.
    func edit(_ text: String, input: Int32, output: Int32) -> Edited {
        var template = Array("\(folder)/lead-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { return .failed("no file can be made in \(folder)") }
        let place = String(cString: made)
        // Editors leave copies and locks beside the file, which hold the text as well.
        defer { removeFolder(place) }
        let path = place + "/entry.lead"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return .failed("no file can be made in \(folder)") }
        let isWritten = writeAll(Array((text + "\n").utf8)[...], to: descriptor)
        close(descriptor)
        guard isWritten else { return .failed("the file to be edited cannot be written") }
        let program = OutsideProgram(command: "\(editor) \"$@\"", arguments: [path], environment: environment)
        switch program.run(input: input, output: output) {
        case 0: break
        case 127: return .failed("there is no editor `\(editor)`; `VISUAL` or `EDITOR` names another")
        case let code: return .failed("the editor `\(editor)` ended with \(code)")
        }
        let saved = open(path, O_RDONLY | O_CLOEXEC)
        guard saved >= 0 else { return .failed("the edited file is gone") }
        defer { close(saved) }
        let edited = pastedText(String(decoding: readAll(saved), as: UTF8.self)).trimmedAtEnd
        return edited.isEmpty || edited == text.trimmedAtEnd ? .unchanged : .text(edited)
    }

    /// Shows `text` page by page; false where it was not shown.
    func page(_ text: String, output: Int32) -> Bool {
        guard let pager else { return false }
        // A file without a name: nothing has to be written while the pager runs, so that one that ends early harms nobody.
        var template = Array("\(folder)/lead-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { return false }
        unlink(template)
        defer { close(file) }
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        guard writeAll(Array(text.utf8)[...], to: file), lseek(file, 0, SEEK_SET) == 0 else { return false }
        let code = OutsideProgram(command: pager, arguments: [], environment: environment).run(input: file, output: output)
        return code != 126 && code != 127
    }

    private func removeFolder(_ path: String) {
        for name in fileNames(in: path) ?? [] { unlink(path + "/" + name) }
        rmdir(path)
    }
}

extension String {
    /// Without the blanks and newlines at its end.
    fileprivate var trimmedAtEnd: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
