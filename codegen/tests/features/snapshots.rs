//! What is generated from each feature, as far as it matters for the feature.

use super::support::{self, Feature};

/// One test for each folder.
macro_rules! features {
    ($($name:ident)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];

        $(#[test]
        fn $name() {
            is_as_expected(&stringify!($name).replace('_', "-"));
        })*
    };
}

features! {
    answers callback_fields callback_forms callback_recipes callback_rsa callbacks callbacks_unsigned calls code_tables configured_parts credentials dangerous
    dates decimals environments flags forms headers incomplete lists many_fields maps methods multipart names needs
    nested no_envelope no_fields nullable numbers objects other_answers own_results resolutions results rows
    sealed second_code second_vendor shapes shared signature_field signature_query signature_recipe
    signature_recipes signature_rsa signature_token texts to_confirm token token_host values walkthroughs written
}

#[test]
fn every_feature_has_its_test() {
    let folders: Vec<_> =
        support::all().into_iter().map(|feature| feature.name).collect();
    assert_eq!(
        folders,
        NAMES.iter().map(|name| name.replace('_', "-")).collect::<Vec<_>>()
    );
}

fn is_as_expected(name: &str) {
    let feature = Feature::read(name);
    let tree = feature.generate();
    let parts = feature.shown.iter().map(|shown| {
        let text = shown.of(&tree);
        assert!(!text.is_empty(), "{name}: nothing of {} matters", shown.path);
        format!("=== {}\n{}\n", shown.path, text.trim_end())
    });
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(support::folder().join(name));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!("output", parts.collect::<Vec<_>>().join("\n"));
    });
}
