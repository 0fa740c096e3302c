public import LeadModel
import LeadText

extension ManualPage {
    /// The page as GitHub's Markdown, its title a heading of the level.
    public func markdown(level: Int = 1) -> String {
        let mark = String(repeating: "#", count: level)
        return (["\(mark) \(title)"] + labelled.map { $0.markdown(mark: mark) }).joined(separator: "\n\n") + "\n"
    }
}

extension ManualPage.Block {
    fileprivate func markdown(mark: String) -> String {
        switch self {
        case .heading(let heading): "\(mark)# \(heading)"
        case .paragraph(let text): wrapped(text, to: 120).joined(separator: "\n")
        case .table(let table): table.markdown
        case .code(let code): "```\(code.info)\n\(code.text)\n```"
        }
    }
}

extension ManualPage.Table {
    /// The table's lines.
    public var markdown: String {
        let lines = [header, header.map { _ in "---" }] + rows
        return lines.map { "| " + $0.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }
}

extension ManualPage.Code {
    /// What stands behind the opening of a Markdown block; the docs are run by what it says.
    public var info: String {
        let words: [String] =
            switch kind {
            case .script(let flags): ["lead"] + flags
            case .wrongScript(let flags): ["lead", "error"] + flags
            case .doubtfulScript: ["lead", "warning"]
            case .shell: ["console"]
            case .file(let name): [String(name.split(separator: ".").last ?? "text"), name]
            }
        return (words + (circumstance.map { ["while-\($0.rawValue)"] } ?? [])).joined(separator: " ")
    }
}
