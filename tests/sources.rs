//! One document from two sources: a legal portal's page and the gazette's PDF give the same references.

mod common;

use std::path::Path;

use chidao::extract::{self, Reading};
use chidao::source::Options;

/// Work, relation and place of each reference, in order.
fn references(reading: &Reading) -> Vec<String> {
    let references = reading.facts.references.iter();
    references.map(|r| format!("{} {:?} {}", r.work, r.relation, r.pinpoint.as_deref().unwrap_or("-"))).collect()
}

#[test]
fn a_portal_page_and_the_gazette_give_the_same_references() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/real");
    if !folder.is_dir() {
        eprintln!("SKIPPED: {} is not here", folder.display());
        return;
    }
    let read = |name: &str| extract::read(&folder.join(name), &Options::default()).expect("readable");
    for name in ["tt-11-2026-btc", "tt-95-2025-btc"] {
        let (page, gazette) = (read(&format!("{name}.vbpl.html")), read(&format!("{name}.pdf")));
        let (of_page, of_gazette) = (references(&page), references(&gazette));
        assert!(of_page.len() > 10, "{name}: {of_page:#?}");
        assert_eq!(of_page, of_gazette, "{name}: page (left) and gazette (right)");
    }
}
