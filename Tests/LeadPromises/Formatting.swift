import LeadDiagnostics
import LeadFormat
public import LeadSyntax

/// A script and what the formatter makes of it.
public struct Formatting {
    /// The script as it was.
    public let before: Tree
    /// What the formatter makes of it.
    public let text: String
    /// What that is read as.
    public let after: Tree
    private let width: Int

    /// Lays a script out; nil where it has mistakes.
    public init?(_ script: String, width: Int = 100) {
        self.init(parse(Source(name: "before.lead", text: script)), width: width)
    }

    /// Lays a script out; nil where it has mistakes.
    public init?(_ tree: Tree, width: Int = 100) {
        before = tree
        guard let text = format(before, width: width) else { return nil }
        self.text = text
        self.width = width
        after = parse(Source(name: "after.lead", text: text))
    }

    /// What is wrong with the result; nil where nothing is.
    public var flaw: String? { flaw(comparesTrees: true) }

    /// What is wrong with the result; nil where nothing is.
    ///
    /// - Parameter comparesTrees: Whether the trees are compared in full, which takes by far the longest. Without, it is the
    ///   tokens and where statements begin among them that are compared, from which the rest of a tree follows.
    public func flaw(comparesTrees: Bool) -> String? {
        if let diagnostic = after.diagnostics.first { return "it does not parse: \(diagnostic.message)" }
        if comparesTrees, shape(of: before.statements) != shape(of: after.statements) { return "it means something else" }
        let (oldStarts, newStarts) = (starts(of: before), starts(of: after))
        if before.respellings.isEmpty ? oldStarts != newStarts : oldStarts.count != newStarts.count {
            return "its statements begin elsewhere"
        }
        let (old, new) = (meaningfulTokens(of: before), meaningfulTokens(of: after))
        if old != new {
            let place = zip(old, new).firstIndex { $0 != $1 }.map { zip(old, new)[$0] }
            return "its tokens differ: \(place.map { "\($0)" } ?? "\(old.count) became \(new.count)")"
        }
        if comments(of: before) != comments(of: after) { return "its comments differ" }
        if format(after, width: width) != text { return "formatting it again changes it" }
        return flawOfLines
    }

    private var flawOfLines: String? {
        if text.isEmpty { return nil }
        if !text.hasSuffix("\n") || text.hasSuffix("\n\n") || text.hasPrefix("\n") { return "it begins or ends in empty lines" }
        var outside = Array(text.utf8)
        for token in after.tokens {
            guard case .text = token.kind else { continue }
            for offset in token.span.range { outside[offset] = 0x78 }
        }
        for line in String(decoding: outside, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.unicodeScalars.last?.properties.isWhitespace == true { return "a line ends in white space" }
        }
        return String(decoding: outside, as: UTF8.self).contains("\n\n\n") ? "it has two empty lines in a row" : nil
    }
}

private func zip(_ old: [String], _ new: [String]) -> [(String, String)] {
    Array(Swift.zip(old, new))
}

/// The tokens that a reader sees, keywords in lower case, near forms as they are better written.
public func meaningfulTokens(of tree: Tree) -> [String] {
    var result: [String] = []
    let respelled = Dictionary(tree.respellings.map { ($0.span.start, $0) }) { first, _ in first }
    var skippedUpTo = 0
    for token in tree.tokens {
        let text = tree.source.text(of: token.span)
        if let respelling = respelled[token.span.start], !hasComment(respelling.span, in: tree) {
            result += respelling.text.split(separator: " ").map(String.init)
            skippedUpTo = respelling.span.end
        }
        if token.span.start < skippedUpTo || token.isTrivia { continue }
        switch token.kind {
        case .lineEnd, .end, .mark(.semicolon): continue
        case .word where !tree.nameOffsets.contains(token.span.start): result.append(text.lowercased())
        default: result.append(text)
        }
    }
    return result
}

/// How many tokens stand before each statement, those in blocks included.
private func starts(of tree: Tree) -> [Int] {
    var starts: [Int] = []
    var count = 0
    var statements = tree.statements.flatMap(\.withBlocks)[...]
    for token in tree.tokens {
        if token.span.start == statements.first?.span.start {
            starts.append(count)
            statements.removeFirst()
        }
        switch token.kind {
        case .space, .comment, .lineEnd, .end, .mark(.semicolon): continue
        default: count += 1
        }
    }
    return starts
}

extension Statement {
    /// The statement and those in its blocks, in the order of the text.
    fileprivate var withBlocks: [Statement] {
        let blocks: [Block] =
            switch kind {
            case .if(let node): node.branches.map(\.body) + [node.otherwise].compactMap(\.self)
            case .for(let node): [node.body]
            case .define(let node): [node.body]
            case .try(let node): [node.body, node.otherwise]
            case .step(let node): [node.body]
            default: []
            }
        return [self] + blocks.flatMap { $0.statements.flatMap(\.withBlocks) }
    }
}

private func hasComment(_ span: Span, in tree: Tree) -> Bool {
    tree.tokens.contains { $0.kind == .comment && span.range.contains($0.span.start) }
}

/// Each comment with how many tokens stand before it.
private func comments(of tree: Tree) -> [String] {
    var count = 0
    var result: [String] = []
    let respelled = tree.respellings.filter { !hasComment($0.span, in: tree) }
    var gain = 0
    var next = respelled[...]
    for token in tree.tokens {
        while let first = next.first, first.span.end <= token.span.start {
            let written = tree.tokens.filter { first.span.range.contains($0.span.start) && !$0.isTrivia }.count
            gain += first.text.split(separator: " ").count - written
            next.removeFirst()
        }
        switch token.kind {
        case .comment:
            let text = tree.source.text(of: token.span)
            result.append("\(count + gain) \(String(text.reversed().drop(while: \.isWhitespace).reversed()))")
        case .space, .lineEnd, .end, .mark(.semicolon): continue
        default: count += 1
        }
    }
    return result
}

/// A tree's part as text, without places.
public func shape(of value: Any) -> String {
    if value is Span { return "" }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional { return mirror.children.first.map { shape(of: $0.value) } ?? "nil" }
    if mirror.children.isEmpty { return "\(value)" }
    let parts = mirror.children.compactMap { child -> String? in
        let label = child.label ?? ""
        if label.lowercased().hasSuffix("span") || label.lowercased().hasSuffix("offset") { return nil }
        return "\(label)=\(shape(of: child.value))"
    }
    return "\(type(of: value))(\(parts.joined(separator: ", ")))"
}
