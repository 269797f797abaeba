//! Cần xác nhận: facts one at a time, the least certain first, each with the piece of the page that it was read from.

mod crop;
mod form;
mod identity;
pub mod list;
mod one;

use askama::Template;

pub use form::{ReviewForm, ReviewView};
pub use identity::{Headless, Unnamed, identify};
pub use list::tab;
pub use one::One;

use super::super::answer::{Answer, Trouble};
use super::super::ask::{Ask, address};
use super::super::view::{DocumentLine, Frame, page_name, place};
use super::language::is_own;
use super::{Choice, levels, years};
use crate::render::{explain, review as wording};
use crate::store::{FactKind, Store, Verdict};
use crop::Look;

/// A choice of what is walked through.
#[derive(Debug, Clone)]
struct Walk {
    words: String,
    /// How many of which the machine is not sure, and how many there are.
    unsure: usize,
    all: usize,
    address: String,
    chosen: bool,
}

/// The fact that is looked at.
#[derive(Debug)]
struct Item {
    kind: &'static str,
    line: DocumentLine,
    page: String,
    place: String,
    look: Look,
    rows: Vec<(&'static str, String)>,
    /// How a date came out of the words.
    how: Option<String>,
    review: ReviewView,
}

/// What was said last, to be taken back.
#[derive(Debug)]
struct Last {
    words: String,
    form: ReviewForm,
    state: String,
}

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage {
    frame: Frame,
    years: Vec<Choice>,
    levels: Vec<Choice>,
    issuer: String,
    walks: Vec<Walk>,
    item: Option<Item>,
    form: Option<ReviewForm>,
    editing: bool,
    unnamed: Option<Unnamed>,
    last: Option<Last>,
    /// The next one, where this one is left for later; the one before.
    later: Option<String>,
    earlier: Option<String>,
    count: String,
}

/// `GET /review`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let filter = ask.filter();
    let kind = ask.parsed::<FactKind>("kind");
    let identities = ask.field("kind") == Some("identity");
    let skip = ask.parsed::<usize>("skip").unwrap_or_default();
    let headless = Headless::of(ask, &store)?;
    let counts = ask.site.waiting.of(&store, &format!("{filter:?}"), || store.waiting_counts(&filter))?;
    let here = |kind: Option<&str>| ask.with(&[("kind", kind), ("skip", None), ("last", None)]);
    let sum = |all: bool| counts.iter().map(|count| if all { count.all } else { count.unsure }).sum();
    let mut walks = vec![Walk {
        words: lang.pick("Tất cả", "All").to_owned(),
        unsure: sum(false),
        all: sum(true),
        address: here(None),
        chosen: kind.is_none() && !identities,
    }];
    walks.extend(counts.iter().map(|count| Walk {
        words: wording::kind(count.kind, lang).to_owned(),
        unsure: count.unsure,
        all: count.all,
        address: here(Some(count.kind.slug())),
        chosen: kind == Some(count.kind),
    }));
    walks.push(Walk {
        words: lang.pick("Văn bản không có số", "Documents without a number").to_owned(),
        unsure: headless.len(),
        all: headless.len(),
        address: here(Some("identity")),
        chosen: identities,
    });
    let total = walks.iter().find(|walk| walk.chosen).map_or(0, |walk| walk.all);
    let kinds: Vec<FactKind> = kind.map_or_else(|| FactKind::ALL.to_vec(), |kind| vec![kind]);
    let skip = skip.min(total.saturating_sub(1));
    let (mut item, mut form, mut unnamed) = (None, None, None);
    if identities {
        unnamed = headless.at(&store, skip, here(Some("identity")), lang)?;
    } else if let Some(waiting) = store.waiting(&filter, &kinds, skip, 1)?.pop()
        && let Some(one) = One::find(&store, waiting.document, waiting.kind, &waiting.anchor)?
    {
        let last = format!("{}.{}.{}", waiting.document, waiting.kind.slug(), waiting.anchor);
        let skipped = (skip > 0).then(|| skip.to_string());
        let back = ask.with(&[("last", Some(&last)), ("skip", skipped.as_deref()), ("edit", None)]);
        form = Some(ReviewForm::new(&one, back, lang));
        item = Some(Item::of(ask, &store, &one)?);
    }
    let other = |skip: usize| ask.with(&[("skip", Some(&skip.to_string())), ("last", None), ("edit", None)]);
    let mut frame = Frame::new(ask, lang.pick("Cần xác nhận", "To be confirmed"), "review");
    frame.hidden.extend(ask.field("kind").map(|kind| ("kind", kind.to_owned())));
    let page = ReviewPage {
        frame,
        years: years(&store, filter.year)?,
        levels: levels(filter.level, lang),
        issuer: filter.issuer.clone().unwrap_or_default(),
        walks,
        item,
        form,
        editing: ask.field("edit").is_some(),
        unnamed,
        last: last(ask, &store)?,
        later: (skip + 1 < total).then(|| other(skip + 1)),
        earlier: (skip > 0).then(|| other(skip - 1)),
        count: lang
            .pick(format!("{} trên {total}", (skip + 1).min(total)), format!("{} of {total}", (skip + 1).min(total))),
    };
    Ok(Answer::Page(page.render()?))
}

impl Item {
    fn of(ask: &Ask, store: &Store, one: &One) -> Result<Self, Trouble> {
        let (document, evidence, lang) = (one.document(), one.evidence(), ask.lang);
        Ok(Self {
            kind: wording::kind(one.kind(), lang),
            line: DocumentLine::new(document, lang),
            page: page_name(document, evidence.page, lang),
            place: place(document.id, tab(one.kind()), one.id(), evidence),
            look: Look::of(ask, store, one)?,
            rows: one.rows(lang),
            how: match one {
                One::Deadline(found) if !found.fact.explanation.is_empty() => {
                    Some(explain::deadline(&found.fact, lang))
                }
                _ => None,
            },
            review: ReviewView::new(one.review(), evidence.confidence, lang),
        })
    }
}

/// The fact of which the visitor has just said something.
fn last(ask: &Ask, store: &Store) -> Result<Option<Last>, Trouble> {
    let Some(said) = ask.field("last") else { return Ok(None) };
    let mut parts = said.splitn(3, '.');
    let (Some(document), Some(kind), Some(anchor)) = (
        parts.next().and_then(|id| id.parse().ok()),
        parts.next().and_then(|kind| kind.parse::<FactKind>().ok()),
        parts.next(),
    ) else {
        return Ok(None);
    };
    let one = One::find(store, document, kind, anchor)?;
    Ok(one.map(|one| {
        let back = ask.with(&[("last", None)]);
        let form = ReviewForm::new(&one, back, ask.lang);
        Last { words: one.line(ask.lang), state: wording::state(one.review().state, ask.lang).to_owned(), form }
    }))
}

/// `POST /review`: what a person says of a fact.
pub fn say(ask: &Ask) -> Result<Answer, Trouble> {
    let store = ask.site.store()?;
    let (Some(document), Some(kind), Some(anchor)) =
        (ask.parsed::<i64>("document"), ask.parsed::<FactKind>("fact"), ask.field("at"))
    else {
        return Err(Trouble::NotFound);
    };
    let gone = || {
        let (vi, en) = (
            "Văn bản đã được đọc lại và không còn thấy chỗ này; hãy tải lại trang.",
            "The document was read anew and this is not found in it any more; load the page again.",
        );
        Trouble::Asked(ask.lang.pick(vi, en).to_owned())
    };
    let verdict = match ask.field("do") {
        Some("confirm") => Verdict::Confirm,
        Some("dismiss") => Verdict::Dismiss,
        Some("withdraw") => Verdict::Withdraw,
        Some("correct") => {
            let one = One::find(&store, document, kind, anchor)?.ok_or_else(gone)?;
            Verdict::Correct(one.corrected(ask)?)
        }
        _ => return Err(Trouble::NotFound),
    };
    if !store.review(document, kind, anchor, &verdict, &ask.site.user, &now())? {
        return Err(gone());
    }
    Ok(Answer::See(back(ask).unwrap_or_else(|| address("/review", &[]))))
}

/// This second, as RFC 3339.
fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Where a form says that the visitor goes on, where that is on this site.
fn back(ask: &Ask) -> Option<String> {
    ask.field("back").filter(|back| is_own(back)).map(str::to_owned)
}
