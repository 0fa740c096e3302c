public import LeadDiagnostics
public import LeadModel

/// What a diagnostic's code means, with an example that gets it and one that does not.
///
/// The text of `lead explain` and of the pages in `docs/diagnostics`; a test runs both examples of each.
public struct Explanation: Hashable, Sendable {
    /// The code.
    public let code: DiagnosticCode
    /// What is wrong, in a few words.
    public let title: String
    /// What happened.
    public let happened: String
    /// Why lead refuses, or warns.
    public let reason: String
    /// What gets the diagnostic; the files that it reads come first.
    public let wrong: [ManualPage.Code]
    /// How it is mended.
    public let right: [ManualPage.Code]

    init(
        _ code: DiagnosticCode, _ title: String, happened: String, reason: String, wrong: [ManualPage.Code],
        right: [ManualPage.Code]
    ) {
        self.code = code
        self.title = title
        self.happened = happened
        self.reason = reason
        self.wrong = wrong
        self.right = right
    }

    init(_ code: DiagnosticCode, _ title: String, happened: String, reason: String, wrong: String, right: String) {
        self.init(
            code, title, happened: happened, reason: reason, wrong: [ManualPage.Code(.wrongScript(flags: []), wrong)],
            right: [ManualPage.Code(.script(flags: []), right)])
    }

    /// The explanation as a page.
    public var page: ManualPage {
        ManualPage(
            title: "\(code.rawValue): \(title)",
            blocks: [.paragraph(happened), .paragraph(reason), .heading(isAboutScript ? "Wrong" : "For example")]
                + wrong.map { .code($0) } + [.heading(isAboutScript ? "Right" : "Otherwise")] + right.map { .code($0) })
    }

    /// Whether it is the script that is wrong, rather than what it meets.
    private var isAboutScript: Bool { wrong.allSatisfy { $0.circumstance == nil } }

    /// All of them, in the order of their codes.
    public static let all: [Explanation] = syntax + namesAndTypes + planning + running + services + storage

    private static let byCode = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }

    /// The explanation of a code.
    public init?(of code: DiagnosticCode) {
        guard let explanation = Self.byCode[code] else { return nil }
        self = explanation
    }
}
