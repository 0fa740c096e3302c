import LeadDiagnostics
import LeadModel
import LeadSyntax

/// Places and numbers of rows.
extension Checker {
    mutating func places(_ spans: [RowSpan]) -> [Program.Places]? {
        let places = spans.compactMap { place($0) }
        return places.count == spans.count ? places : nil
    }

    private mutating func place(_ span: RowSpan) -> Program.Places? {
        guard let lower = rowNumber(span.lower) else { return nil }
        switch span.extent {
        case .single: return Program.Places(lower: lower, extent: .single, span: span.span)
        case .open: return Program.Places(lower: lower, extent: .open, span: span.span)
        case .upTo(let written):
            guard let upper = rowNumber(written) else { return nil }
            if case .constant(.number(let low)) = lower, case .constant(.number(let high)) = upper {
                let upperText = text(of: written.span)
                guard low <= high else {
                    report(.reversedRange(lower: text(of: span.lower.span), upper: upperText, at: span.span))
                    return nil
                }
                if low == 1, high > 1 { report(.firstRowLeftOut(upper: upperText, at: span.span)) }
            }
            return Program.Places(lower: lower, extent: .upTo(upper), span: span.span)
        }
    }

    /// Checks a number of rows or a place: whole, and 0 or more.
    mutating func rowNumber(_ written: Expression) -> TypedExpression? {
        guard let value = typed(written, as: .number) else { return nil }
        if case .constant(.number(let number)) = value, number < 0 || number != number.rounded(.down) || number > 1e12 {
            report(.invalidPlace(text(of: written.span), at: written.span))
            return nil
        }
        return value
    }
}
