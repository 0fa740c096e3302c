import LeadModel
import LeadSyntax

/// A condition in the form in which it can be placed best: what it says of one field stands together.
///
/// It holds for the same rows as the condition that it is made of. A condition holds or does not: a comparison with an empty
/// value does not hold and its opposite does. So `not` may move inward over `and` and `or`; but it stays before an ordering,
/// since neither `< 5` nor `>= 5` holds for an empty value or for the band `1-10`.
///
/// A part that can fail, such as a division, is never evaluated for more rows than before: only parts that cannot fail move
/// forward. Variables may stand in it, each for one value.
public struct NormalizedCondition: Hashable, Sendable {
    /// The whole condition.
    public let expression: TypedExpression

    /// The parts that must all hold.
    public var conjuncts: [TypedExpression] { expression.conjuncts }

    /// Brings `condition` to this form.
    public init(_ condition: TypedExpression) {
        expression = Self.normalized(condition, isNegated: false)
    }

    private static func normalized(_ condition: TypedExpression, isNegated: Bool) -> TypedExpression {
        switch condition {
        case .not(let operand): return normalized(operand, isNegated: !isNegated)
        case .all(let parts):
            let parts = parts.map { normalized($0, isNegated: isNegated) }
            return isNegated ? disjunction(parts) : conjunction(parts)
        case .any(let parts):
            let parts = parts.map { normalized($0, isNegated: isNegated) }
            return isNegated ? conjunction(parts) : disjunction(parts)
        case .constant(let value): return .constant(.bool((value == .bool(true)) != isNegated))
        case .field, .variable, .outcome, .failure, .count, .text, .call, .list, .chain, .comparison, .isEmpty, .between:
            return isNegated ? .not(condition) : condition
        }
    }

    // MARK: And

    /// Joins normalised parts with `and`.
    private static func conjunction(_ parts: [TypedExpression]) -> TypedExpression {
        var parts = distinct(parts.flatMap(\.conjuncts), decidedBy: false)
        parts = FieldAlternatives.merged(parts, areNegated: true)
        parts = NumberRange.joined(parts)
        parts = parts.enumerated().filter { !isImplied($0.element, at: $0.offset, by: parts) }.map(\.element)
        switch parts.count {
        case 0: return .constant(.bool(true))
        case 1: return parts[0]
        default: return .all(parts)
        }
    }

    /// Whether `part` is an `or` with a branch that is asked for as well: `a and (a or b)` is `a`.
    ///
    /// Where something can fail, the branch must come first: the `or` might guard what stands between the two.
    private static func isImplied(_ part: TypedExpression, at place: Int, by others: [TypedExpression]) -> Bool {
        guard case .any(let branches) = part else { return false }
        let asked = Set(branches)
        let isSafe = !others.contains(where: \.canFail)
        return others.enumerated().contains { index, other in
            index != place && asked.contains(other) && (index < place || isSafe)
        }
    }

    // MARK: Or

    /// Joins normalised parts with `or`.
    private static func disjunction(_ parts: [TypedExpression]) -> TypedExpression {
        var parts = distinct(parts.flatMap(\.disjuncts), decidedBy: true)
        parts = FieldAlternatives.merged(withoutNarrower(parts), areNegated: false)
        switch parts.count {
        case 0: return .constant(.bool(false))
        case 1: return parts[0]
        default: return factored(parts)
        }
    }

    /// The branches without those that say what another one says, and more: `a or (a and b)` is `a`.
    private static func withoutNarrower(_ branches: [TypedExpression]) -> [TypedExpression] {
        let sets = branches.map { Set($0.conjuncts) }
        let isSafe = !branches.contains(where: \.canFail)
        return branches.indices.filter { index in
            guard sets[index].count > 1 else { return true }
            return !branches.indices.contains { other in
                sets[other].count < sets[index].count && sets[other].isSubset(of: sets[index])
                    && (other < index || isSafe)
            }
        }.map { branches[$0] }
    }

    /// `(a and b) or (a and c)` is `a and (b or c)`.
    private static func factored(_ branches: [TypedExpression]) -> TypedExpression {
        let lists = branches.map(\.conjuncts)
        let sets = lists.map(Set.init)
        // What leads every branch is evaluated first in any case.
        var isLeading = true
        let common = lists[0].enumerated().filter { place, part in
            isLeading = isLeading && lists.allSatisfy { place < $0.count && $0[place] == part }
            return (isLeading || !part.canFail) && sets.allSatisfy { $0.contains(part) }
        }.map(\.element)
        guard !common.isEmpty else { return .any(branches) }
        let rest = lists.map { list in conjunction(list.filter { !common.contains($0) }) }
        return conjunction(common + [disjunction(rest)])
    }

    /// The parts, each once, without what decides nothing, and up to the first that decides everything.
    private static func distinct(_ parts: [TypedExpression], decidedBy verdict: Bool) -> [TypedExpression] {
        var seen: Set<TypedExpression> = []
        var result: [TypedExpression] = []
        for part in parts {
            guard case .constant(let value) = part else {
                if seen.insert(part).inserted { result.append(part) }
                continue
            }
            guard value == .bool(verdict) else { continue }
            return result.contains(where: \.canFail) ? result + [part] : [part]
        }
        return result
    }
}

extension TypedExpression {
    /// The parts joined by `or`, or the whole where there is none.
    public var disjuncts: [TypedExpression] {
        guard case .any(let parts) = self else { return [self] }
        return parts.flatMap(\.disjuncts)
    }

    /// Whether there can be a row for which it has no value, as where a number is divided by 0.
    var canFail: Bool {
        switch self {
        case .constant, .field, .variable, .outcome, .failure, .count: false
        case .call, .chain: true
        case .text(let parts), .list(let parts), .all(let parts), .any(let parts): parts.contains(where: \.canFail)
        case .comparison(let node):
            // A pattern that is known is read before the first row.
            if case .matches = node.symbol, !node.right.isConstant { true } else { node.left.canFail || node.right.canFail }
        case .isEmpty(let operand), .not(let operand): operand.canFail
        case .between(let operand, let lower, let upper): operand.canFail || lower.canFail || upper.canFail
        }
    }

    private var isConstant: Bool {
        if case .constant = self { true } else { false }
    }
}
