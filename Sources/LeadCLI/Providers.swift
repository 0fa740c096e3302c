public import LeadModel
import LeadProviders
import LeadSemantics

/// The providers that exist; a new one is one line here.
public enum Providers {
    /// What each of them can do.
    public static let signatures: [ProviderSignature] = [.lance, .leadLex]
    /// The account that a script without `use` talks to.
    static let defaultAccount = ProviderSignature.lance.name
    /// What scripts can name.
    static let catalog = Catalog(providers: signatures)
}
