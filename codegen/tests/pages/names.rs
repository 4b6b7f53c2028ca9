//! Names do not depend on the order of the captures: what came first has the short one until import
//! is asked to give the names again.

use codegen::import::{self, ImportReport};
use codegen::load::SourceText;

use super::support::base;
use super::support::{
    PAGE, after, import, import_all, text_of, with, without_operations,
};

/// Four pages of which some want one name for different things, and others have the same codes.
fn pages() -> [String; 4] {
    let page = |path: &str, kinds: &str, label: &str| {
        PAGE.replace("/v2/shelves/list", path)
            .replace("Shelves of a branch(at once)", &format!("Page of {path}(at once)"))
            .replace("- 01 : high\n- 02 : low", kinds)
            .replace("Letters : 0", label)
    };
    let (high, red) =
        ("- 01 : high\n- 02 : low", "- 01 : red\n- 02 : blue\n- 03 : grey");
    [
        page("/v2/benches/list", red, "Most : 20"),
        page("/v2/carts/find", high, "Most : 30"),
        page("/v2/shelves/list", high, "Most : 20"),
        page("/v2/tables/find", red, "Most : 40"),
    ]
}

fn shared() -> Vec<SourceText> {
    without_operations(base())
}

/// The files, after import was asked to give the names again.
fn renamed(spec: &[SourceText]) -> Vec<(String, String)> {
    let renaming = import::rename(spec);
    let kept = spec.iter().filter(|it| !renaming.removes.contains(&it.name)).cloned();
    let files: Vec<_> = renaming.writes.into_iter().collect();
    let mut files: Vec<_> = with(kept.collect(), &files)
        .iter()
        .map(|it| (it.name.clone(), String::from_utf8(it.bytes.clone()).unwrap()))
        .collect();
    files.sort();
    files
}

/// All orders of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let mut orders = vec![Vec::new()];
    for _ in 0..count {
        let longer = orders.iter().flat_map(|order: &Vec<usize>| {
            let rest = (0..count).filter(|it| !order.contains(it));
            rest.map(|it| [order.clone(), vec![it]].concat())
        });
        orders = longer.collect();
    }
    orders
}

fn notes(imported: &ImportReport) -> Vec<&String> {
    imported.pages.iter().flat_map(|page| &page.notes).collect()
}

#[test]
fn every_order_and_every_batch_of_captures_gives_one_spec() {
    let pages = pages().map(String::into_bytes);
    let together = after(shared(), &import_all(shared(), pages.clone(), false));
    assert!(
        import::rename(&together).notes.is_empty(),
        "{:?}",
        import::rename(&together)
    );
    let wanted = renamed(&together);
    let mut told = 0;
    for order in orders(4) {
        let is_sorted = order.chunks(2).all(<[usize]>::is_sorted);
        for batch in if is_sorted { vec![1, 2] } else { vec![1] } {
            let mut spec = shared();
            let mut advice = false;
            for batch in order.chunks(batch) {
                let batch = batch.iter().map(|at| pages[*at].clone());
                let imported = import_all(spec.clone(), batch, false);
                advice |= notes(&imported).iter().any(|it| it.contains("--rename"));
                spec = after(spec, &imported);
            }
            let is_same = import::rename(&spec).writes.is_empty();
            assert!(is_same || advice, "{order:?} in {batch}: nothing is told");
            told += usize::from(advice);
            for ((name, one), (other, text)) in renamed(&spec).iter().zip(&wanted) {
                let line = one.lines().zip(text.lines()).find(|(a, b)| a != b);
                assert!(
                    (name, one) == (other, text),
                    "{order:?}, {name}, {other}: {line:?}"
                );
            }
        }
    }
    assert!(told > 20, "{told}");
}

#[test]
fn what_people_have_named_keeps_its_name() {
    let [_, second, third, _] = pages();
    let spec = after(shared(), &import(shared(), third));
    let file = "operations/shelves-list.yaml";
    let own = spec.iter().find(|it| it.name == file).unwrap();
    let own = String::from_utf8(own.bytes.clone()).unwrap();
    let own =
        own.replace("- name: label\n", "- name: label\n          type_name: Sticker\n");
    let spec = with(spec, &[(file.to_owned(), own)]);
    let spec = after(spec.clone(), &import(spec, second));
    let names = renamed(&spec);
    assert!(names.iter().any(|(name, text)| name == file && text.contains("Sticker")));
    let files: Vec<_> =
        names.into_iter().map(|(name, text)| text_of(&name, text)).collect();
    assert!(import::rename(&files).writes.is_empty());
}

/// Pages of paths of which the last words, the version or the method is all that tells them apart.
fn alike() -> [String; 4] {
    let page = |method: &str, path: &str| {
        PAGE.replace("/v2/shelves/list", path)
            .replace(
                "Shelves of a branch(at once)",
                &format!("Page of {method} {path}(at once)"),
            )
            .replace("\nPOST\n", &format!("\n{method}\n"))
    };
    [
        page("POST", "/v2/branches/of-the-old-town/reading-rooms/shelves/list"),
        page("POST", "/v2/branches/of-the-new-town/reading-rooms/shelves/list"),
        page("POST", "/v3/branches/of-the-new-town/reading-rooms/shelves/list"),
        page("GET", "/v2/branches/of-the-new-town/reading-rooms/shelves/list"),
    ]
}

#[test]
fn ids_do_not_depend_on_the_order_of_captures() {
    let layout = shared().into_iter().find(|it| it.name == "pages.yaml").unwrap();
    let layout = String::from_utf8(layout.bytes).unwrap()
        + "version: v2\nunshown: { method: POST, because: Most pages have it. }\n";
    let shared = with(shared(), &[("pages.yaml".to_owned(), layout)]);
    let pages = alike().map(String::into_bytes);
    for order in orders(4) {
        let mut spec = shared.clone();
        for at in order {
            spec = after(spec.clone(), &import_all(spec, [pages[at].clone()], false));
        }
        let names = spec.iter().filter_map(|it| it.name.strip_prefix("operations/"));
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        assert_eq!(
            names,
            [
                "branches-of-the-new-town-reading-rooms-shelves-list-v3.yaml",
                "branches-of-the-new-town-reading-rooms-shelves-list.yaml",
                "branches-of-the-old-town-reading-rooms-shelves-list.yaml",
                "get-branches-of-the-new-town-reading-rooms-shelves-list.yaml",
            ]
        );
    }
}
