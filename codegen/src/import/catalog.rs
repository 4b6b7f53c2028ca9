//! Finds the line of the catalogue that belongs to a page.

use super::work::Work;
use crate::draft::PageContext;
use crate::raw::CatalogEntry;

/// The catalogue with the new operations in it, where the title of each stands for one API only.
pub(super) fn entries(context: &PageContext, works: &[Work]) -> Option<String> {
    let catalog = context.spec.catalog.as_ref()?;
    let text = &context.files.get(catalog.file)?.text;
    let mut additions: Vec<(usize, String)> = Vec::new();
    for work in works.iter().filter(|work| work.existing.is_none()) {
        let title = &work.operation.page.title;
        let is_meant = |entry: &CatalogEntry| {
            let path = entry.path.as_ref();
            entry.name == *title && path.is_none_or(|path| *path == work.operation.path)
        };
        let top = catalog.located();
        let mut meant =
            top.each("apis", |it| &it.apis).filter(|entry| is_meant(entry.value));
        let (Some(entry), None) = (meant.next(), meant.next()) else { continue };
        if entry.operation.is_some() {
            continue;
        }
        let name = entry.at.key("name").span();
        let begin = text.get(..name.start as usize)?.rfind('\n').map_or(0, |at| at + 1);
        let before = text.get(begin..name.start as usize)?;
        // Only where each key has a line of its own.
        let Some(indent) = before.strip_suffix("- name: ") else { continue };
        let end = text.get(name.end as usize..)?.find('\n')? + name.end as usize;
        additions.push((end, format!("\n{indent}  operation: {}", work.operation.id)));
    }
    if additions.is_empty() {
        return None;
    }
    additions.sort();
    let mut out = text.clone();
    for (at, line) in additions.into_iter().rev() {
        out.insert_str(at, &line);
    }
    Some(out)
}
