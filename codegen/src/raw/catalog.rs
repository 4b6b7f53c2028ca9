//! The keys of `catalog.yaml`.

use super::Cite;

facts! {
    /// `catalog.yaml`: every API that the portal lists.
    pub struct Catalog {
        /// The source of the list.
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
        /// The source of the path; the operation's own page when it is transcribed.
        cite: Option<Cite> = remark("no client has the catalogue");
        /// The operation that transcribes it, where neither path nor name identifies it.
        operation: Option<String> = remark("no client has the catalogue"), unique("the operation"), operation;
    }
}
