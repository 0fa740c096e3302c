import LeadModel
import LeadPattern
import LeadSyntax

/// A comparison with its right side known: prepared once, asked for every row.
struct Test: Sendable {
    private enum Form: Sendable {
        case equal(Set<Value>, bands: [Value])
        case ordered(ComparisonExpression.Operator, Value)
        case contains([[String]])
        case containsExactly([String])
        case starts([String])
        case ends([String])
        case matches(Pattern)
    }

    private let form: Form
    private let isExact: Bool

    init(_ symbol: ComparisonExpression.Operator, _ right: Value, isExact: Bool) throws(EvaluationFailure) {
        self.isExact = isExact
        let fold: (String) -> String = { isExact ? $0 : Test.folded($0) }
        switch symbol {
        case .equal, .in:
            let items = right.candidates.map { $0.folded(exactly: isExact) }
            // A number may equal a band and a day the text that writes it; such values are compared one by one.
            form = .equal(Set(items), bands: items.filter(\.equalsOtherForms))
        case .less, .lessOrEqual, .greater, .greaterOrEqual: form = .ordered(symbol, right)
        case .contains, .like: form = isExact ? .containsExactly(right.texts) : .contains(right.texts.map(Test.words))
        case .startsWith: form = .starts(right.texts.map(fold))
        case .endsWith: form = .ends(right.texts.map(fold))
        case .matches:
            do {
                form = .matches(try Pattern(right.description, ignoringCase: !isExact))
            } catch {
                throw EvaluationFailure(
                    message: "`\(right.description)` is no regular expression: \(error.reason)",
                    help: "RE2 syntax, without back-references")
            }
        }
    }

    /// Whether a value passes; a list passes when one of its items does.
    ///
    /// A positive comparison with an empty value is false.
    func holds(for value: Value) -> Bool {
        if case .list(let items) = value { return items.contains { holds(for: $0) } }
        if case .equal(let values, _) = form, values.contains(.empty), value.isEmpty { return true }
        guard !value.isEmpty else { return false }
        switch form {
        case .equal(let values, let others):
            let folded = value.folded(exactly: isExact)
            return values.contains(folded) || others.contains { folded.equals($0) }
                || (folded.equalsOtherForms && values.contains { folded.equals($0) })
        case .ordered(let symbol, let bound): return value.isOrdered(symbol, bound)
        case .contains(let phrases):
            let words = Test.words(value.description)
            return phrases.contains { words.contains(phrase: $0) }
        case .containsExactly(let texts): return texts.contains { value.description.contains($0) }
        case .starts(let texts): return texts.contains { folded(value).hasPrefix($0) }
        case .ends(let texts): return texts.contains { folded(value).hasSuffix($0) }
        case .matches(let pattern): return pattern.matches(value.description)
        }
    }

    private func folded(_ value: Value) -> String {
        isExact ? value.description : Test.folded(value.description)
    }

    /// Text without surrounding space, in small letters.
    static func folded(_ text: String) -> String {
        text.trimmed.lowercased()
    }

    /// The words of a text in small letters: runs of letters and digits.
    static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}

extension [String] {
    /// Whether the words of `phrase` stand here one after another; no words stand nowhere.
    fileprivate func contains(phrase: [String]) -> Bool {
        guard !phrase.isEmpty, count >= phrase.count else { return false }
        return (0...count - phrase.count).contains { Array(self[$0..<$0 + phrase.count]) == phrase }
    }
}

extension Value {
    /// The items of a list, or the value alone, even where it is empty.
    fileprivate var candidates: [Value] {
        if case .list(let items) = self { items } else { [self] }
    }

    fileprivate func folded(exactly isExact: Bool) -> Value {
        guard !isExact, case .text(let text) = self else { return self }
        return .text(Test.folded(text))
    }

    /// Whether a value of another form can equal it.
    fileprivate var equalsOtherForms: Bool {
        switch self {
        case .band, .number, .date: true
        case .empty, .bool, .text, .duration, .list: false
        }
    }

    /// Equality, with a number equal to the band that is this number alone, and text equal to the number that it writes.
    fileprivate func equals(_ other: Value) -> Bool {
        if self == other { return true }
        switch (self, other) {
        case (.band(let lower, let upper), .number(let number)), (.number(let number), .band(let lower, let upper)):
            return lower == number && upper == number
        case (.date(let day), .text(let text)), (.text(let text), .date(let day)): return day == text
        default: return false
        }
    }

    /// Whether an ordering holds; for a band it must hold for every number in it.
    func isOrdered(_ symbol: ComparisonExpression.Operator, _ other: Value) -> Bool {
        func compare<T: Comparable>(_ lower: T, _ upper: T, _ bound: T) -> Bool {
            switch symbol {
            case .less: upper < bound
            case .lessOrEqual: upper <= bound
            case .greater: lower > bound
            case .greaterOrEqual: lower >= bound
            case .equal, .in, .contains, .startsWith, .endsWith, .like, .matches: false
            }
        }
        switch (self, other) {
        case (.number(let left), .number(let right)), (.duration(let left), .duration(let right)):
            return compare(left, left, right)
        case (.band(let lower, let upper), .number(let right)): return compare(lower, upper, right)
        case (.date(let left), .date(let right)): return compare(left, left, right)
        default: return false
        }
    }
}
