use super::Cite;

facts! {
    /// `catalog.yaml`: every API that the portal lists.
    pub struct Catalog {
        /// Where the list stands.
        cite: Option<Cite> = remark("no client has the catalogue"), cited("the catalogue");
        /// In the portal's order.
        apis: Vec<CatalogEntry> = remark("no client has the catalogue");
    }

    /// One line of the portal's list.
    pub struct CatalogEntry {
        /// The name as printed; several APIs may share it.
        name: String = remark("no client has the catalogue");
        /// The path, where it is known.
        path: Option<String> = remark("no client has the catalogue"), unique("the path");
        /// Where the path is known from; the operation's own page when it is transcribed.
        cite: Option<Cite> = remark("no client has the catalogue");
        /// The operation that transcribes it, where neither path nor name tells.
        operation: Option<String> = remark("no client has the catalogue"), unique("the operation"), operation;
    }
}
