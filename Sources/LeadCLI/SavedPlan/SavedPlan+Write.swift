import LeadModel
import LeadReport
import LeadText

extension SavedPlan {
    /// A call that changes something, by what tells it from another.
    struct Write: Hashable {
        /// What it does.
        enum Action: String {
            case makeList = "make list"
            case add
            case save
            case remove
            case deleteList = "delete list"
            case update
        }

        /// What it does that to.
        enum Rows: Hashable {
            case none
            case ids([String])
            case places(filter: String, Range<Int>, excluding: [String])
            /// Rows that are sent as they are: how many, and a fingerprint of them.
            case records(Int, fingerprint: String)
        }

        let account: String
        let action: Action
        let list: String?
        /// The list's id; one that planning has made up where the list is not there yet.
        let listID: String?
        let endpoints: [String]
        let rows: Rows
    }
}

extension SavedPlan.Write {
    init(_ write: PlanFacts.Write) {
        account = write.account
        list = write.list
        listID = write.call.list
        endpoints = write.endpoints
        switch write.call {
        case .createList: (action, rows) = (.makeList, .none)
        case .deleteList: (action, rows) = (.deleteList, .none)
        case .addPlaces(_, let filter, let places, let excluded):
            (action, rows) = (.add, .places(filter: filter.words, places, excluding: excluded))
        case .addIDs(_, let ids), .joinList(_, let ids): (action, rows) = (.add, .ids(ids))
        case .addRecords(_, let records): (action, rows) = (.add, .records(records.count, fingerprint: records.fingerprint))
        case .saveProspects(let records, _), .createContacts(let records):
            (action, rows) = (.save, .records(records.count, fingerprint: records.fingerprint))
        case .removeMembers(_, let ids): (action, rows) = (.remove, .ids(ids))
        case .updateContacts(let records, let contacts, _):
            // What changes depends on both: on the new values and on those that are there.
            let both = fingerprint(of: Array((records.fingerprint + contacts.fingerprint).utf8))
            (action, rows) = (.update, .records(records.count, fingerprint: both))
        }
    }

    /// `add 40 rows to the list "Q1"`.
    var words: String {
        let list = self.list.map { "the list \"\(scrubbed($0))\"" } ?? "a list"
        switch action {
        case .makeList: return "make \(list)"
        case .deleteList: return "delete \(list)"
        case .add: return "add \(amount) to \(list)"
        case .remove: return "take \(amount) out of \(list)"
        case .save: return "save \(amount) as contacts"
        case .update: return "change \(amount)"
        }
    }

    private var amount: String {
        let noun = action == .update ? "contact" : "row"
        switch rows {
        case .none: return "nothing"
        case .ids(let ids): return counted(ids.count, noun)
        case .places(_, let places, _): return "the places \(places.lowerBound) to \(places.upperBound - 1) of a search"
        case .records(let count, _): return counted(count, noun)
        }
    }
}
