//! What is told of changes of the generator and of the runtime.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use codegen::interface::Interface;

mod mutations;
mod recorded;

#[test]
fn the_listing_is_that_of_the_sources() {
    insta::with_settings!({
        snapshot_path => "../../interface",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("listing", Interface::anew().listing());
    });
}
