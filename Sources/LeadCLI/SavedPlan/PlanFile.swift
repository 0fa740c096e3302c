import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

/// The file that `--out` names, and what speaks against writing a plan there.
struct PlanFile {
    let path: String
    let invocation: Invocation

    /// What is wrong with the path.
    struct Complaint: Hashable {
        let message: String
        let help: String
    }

    /// What can be said before anything is sent.
    func complaint(about script: CheckedScript, trace: String?) -> Complaint? {
        if isThis(script.source.name) { return replacing("is the script") }
        if script.sources.included.keys.contains(where: isThis) { return replacing("is included by the script") }
        if let trace, isThis(trace) { return replacing("is the file of --trace") }
        guard isThere, !holdsPlan else { return nil }
        guard isRegularFile(invocation.resolved(path)) else {
            return Complaint(message: "`\(path)` is no file that a plan can be kept in", help: "choose another path for --out")
        }
        return Complaint(
            message: "`\(path)` is there already, and is no plan of lead: it would be lost",
            help: "choose another path for --out, or delete the file yourself")
    }

    /// What can be said once the script is planned.
    func complaint(about plan: Plan, reading files: [SavedPlan.File]) -> Complaint? {
        if files.contains(where: { isThis($0.path) }) { return replacing("is read by the script") }
        return plan.files.contains(where: isThis) ? replacing("is written by the script") : nil
    }

    private func replacing(_ use: String) -> Complaint {
        Complaint(message: "`\(path)` \(use), and its plan would replace it", help: "choose another path for --out")
    }

    private func isThis(_ other: String) -> Bool {
        invocation.resolved(other).normalizedPath == invocation.resolved(path).normalizedPath
    }

    private var isThere: Bool { access(invocation.resolved(path), F_OK) == 0 }

    /// Whether a plan stands there that may be replaced, or nothing at all, as `mktemp` leaves it.
    private var holdsPlan: Bool {
        let path = invocation.resolved(path)
        guard isRegularFile(path), let bytes = try? readFile(path).get() else { return false }
        return bytes.isEmpty || (try? JSON(parsing: bytes))?["lead_plan"]?.integer != nil
    }
}
