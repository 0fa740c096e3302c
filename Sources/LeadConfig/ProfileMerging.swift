import LeadDiagnostics
import LeadModel

/// Brings together what several files say of one profile.
struct ProfileMerging {
    private let name: String
    private let rules: ConfigurationRules
    private var all: [ProfileSettings] = []

    init(_ name: String, _ rules: ConfigurationRules) {
        self.name = name
        self.rules = rules
    }

    mutating func add(_ settings: ProfileSettings) {
        all.append(settings)
    }

    /// The profile, where it is one, and what is wrong with it.
    var profile: (Profile?, [Diagnostic]) {
        guard let place = all.last?.place else { return (nil, []) }
        let providers = all.compactMap(\.provider)
        // A provider's own name needs no more words.
        guard let provider = providers.first?.value ?? (rules.services[name] == nil ? nil : name) else {
            return (nil, [.profileWithoutProvider(name, among: rules.services.keys.sorted(), at: place)])
        }
        guard let service = rules.services[provider] else {
            let place = providers.first?.place ?? place
            return (nil, [.unknownProvider(provider, among: rules.services.keys.sorted(), at: place)])
        }
        if let other = providers.first(where: { $0.value != provider }) {
            return (nil, [.otherProvider(name, other.value, not: provider, at: other.place)])
        }
        if rules.services[name] != nil, name != provider {
            return (nil, [.otherProvider(name, provider, not: name, at: place)])
        }
        return merged(provider, service)
    }

    private func merged(_ provider: String, _ service: ConfigurationRules.Service) -> (Profile, [Diagnostic]) {
        var profile = Profile(name: name, provider: provider)
        var mistakes: [Diagnostic] = []
        profile.url = all.compactMap(\.url).last?.value
        if let url = all.compactMap(\.url).last, let fault = rules.addressFault(url.value) {
            mistakes.append(.unusableAddress(fault, at: url.place))
        }
        // What one file protects another one does not give free.
        profile.isReadOnly = all.contains { $0.isReadOnly?.value == true }
        if let zone = all.compactMap(\.timeZone).last {
            profile.timeZone = zone.value
            if !rules.isTimeZone(zone.value) { mistakes.append(.unknownTimeZone(zone.value, at: zone.place)) }
        }
        for plan in all.compactMap(\.plan) {
            guard let limit = service.signature.callLimits.first(where: { $0.name.lowercased() == plan.value }) else {
                mistakes.append(.unknownPlan(plan.value, of: service.signature, at: plan.place))
                continue
            }
            // No file makes the calls of another one more.
            if profile.plan.map({ limit.perDay < $0.perDay }) ?? true { profile.plan = limit }
        }
        profile.price = all.compactMap(\.price).last?.value
        profile.tokenFile = all.compactMap(\.tokenFile).last?.value
        for settings in all {
            for (key, texts) in settings.names.sorted(by: { $0.key < $1.key }) {
                if !service.names.contains(key) {
                    mistakes.append(.unknownSetting(["names", key], among: service.names.sorted(), at: texts.place.hidden))
                } else if let fault = service.nameFault(key, texts.value) {
                    mistakes.append(.wrongSetting(["names", key], fault, at: texts.place))
                }
                profile.names[key] = texts.value
            }
        }
        return (profile, mistakes)
    }
}
