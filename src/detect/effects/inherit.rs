//! The document that an instruction means without naming it: the one in the heading above it, else the one that the
//! directive's title amends.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::cues::{Cues, within};
use super::structure::Rank;
use super::view::View;
use super::words::standing;
use crate::detect::terms::Terms;
use crate::directive::{CitedWork, Reference, Span};

/// A document that a heading or title names as the one acted on.
pub(super) struct Named {
    /// The document.
    pub target: CitedWork,
    /// How sure that is.
    pub confidence: f32,
}

/// The documents that the title acts on, read once.
pub(super) struct Title {
    works: Vec<CitedWork>,
}

impl Title {
    /// Reads the trích yếu and the words of enactment ("… ban hành Thông tư sửa đổi … của Thông tư số …").
    pub fn of(view: &View) -> Self {
        let subject = view.header.found.iter().find(|field| field.field == "subject").map(|field| field.evidence.span);
        let enactment = view
            .units
            .iter()
            .zip(&view.cues)
            .take_while(|(unit, _)| unit.rank != Rank::Article)
            .filter(|(_, cues)| cues.has(Cues::ENACTS) && cues.has(Cues::CHANGES))
            .map(|(unit, _)| unit.whole)
            .filter(|whole| ENACTMENT.is_match(&view.text.content[whole.start..whole.end]));
        let mut works: Vec<CitedWork> = Vec::new();
        let mut known = BTreeSet::new();
        for span in subject.into_iter().chain(enactment) {
            for reference in acted_on(view, span) {
                let work = view.in_full(reference);
                if known.insert(work.work.clone()) {
                    works.push(work);
                }
            }
        }
        // "Luật Giáo dục" in the title and "Luật Giáo dục số 43/2019/QH14" in the enactment are one.
        works.retain(|work| work.number.is_some() || known.len() == 1);
        Self { works }
    }

    /// The one document that the title acts on.
    pub fn only(&self) -> Option<&CitedWork> {
        match &self.works[..] {
            [work] => Some(work),
            _ => None,
        }
    }
}

/// The document that the headings over `unit` act on, else the title's.
pub(super) fn target(view: &View, title: &Title, unit: usize) -> Option<Named> {
    for above in view.above(unit) {
        if let Some(reference) = acted_on(view, heading(view, above)).first() {
            return Some(Named { target: view.in_full(reference), confidence: 0.9 });
        }
    }
    title.only().map(|work| Named { target: work.clone(), confidence: 0.85 })
}

/// The words of a heading: of a chapter also the lines below it, down to the next numbered one.
fn heading(view: &View, unit: usize) -> Span {
    let own = &view.units[unit];
    if own.rank >= Rank::Article {
        return own.whole;
    }
    let below = view.units[unit + 1..].iter().take(4).take_while(|next| next.rank == Rank::Plain && !next.quoted);
    Span::new(own.whole.start, below.last().map_or(own.whole.end, |last| last.whole.end))
}

/// The mentions in `span` that stand behind a verb of amending: the first, and those that one list joins to it.
fn acted_on<'a>(view: &View<'a>, span: Span) -> Vec<&'a Reference> {
    let stretch = view.stretch(span);
    let Some(verb) = standing(&VERB, &stretch.plain, 0) else { return Vec::new() };
    let from = span.start + verb.end;
    let mut found: Vec<&Reference> = Vec::new();
    let mut last = from;
    for reference in within(view.references, Span::new(from, span.end.max(from))) {
        let gap = &view.text.content[last.min(reference.evidence.span.start)..reference.evidence.span.start];
        let joined = found.is_empty() || JOINED.is_match(gap);
        if joined {
            found.push(reference);
        }
        last = reference.evidence.span.end.max(last);
    }
    found
}

static VERB: Terms = Terms::new(&[
    "sửa đổi, bổ sung",
    "sửa đổi bổ sung",
    "sửa đổi",
    "bổ sung",
    "bãi bỏ",
    "thay thế",
    "đính chính",
    "ngưng hiệu lực",
    "điều chỉnh",
    "hủy bỏ",
]);

static JOINED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:[,;]|\bvà)\s*(?:các\s+)?(?:số\s+)?$").expect("a valid pattern"));

static ENACTMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\bban hành (?:luật|bộ luật|pháp lệnh|nghị quyết|nghị định|quyết định|thông tư(?: liên tịch)?)",
        r"(?: về việc| về)? (?:sửa đổi|bổ sung|bãi bỏ|thay thế|đính chính|ngưng hiệu lực|điều chỉnh)",
    ))
    .expect("a valid pattern")
});
