//! So sánh chỉ tiêu: the targets of two school years with the results reported between them, each figure with its place;
//! and the two pages of a pair side by side.

mod sides;

use std::collections::{BTreeMap, HashMap};

use askama::Template;

pub use sides::page as sides;

use super::super::answer::{Answer, Trouble};
use super::super::ask::{Ask, address};
use super::super::view::{Frame, page_name, place};
use super::paging::Paging;
use super::review::ReviewView;
use super::{Choice, exports, levels};
use crate::answer::{AnswerError, Diff, DiffChange, DiffFilter, DiffRow, diff};
use crate::directive::{SchoolYear, Target};
use crate::export::Form;
use crate::render::{Lang, messages, quantity};
use crate::store::{Filter, Found, Store, StoreError};

/// So many targets are compared at once; with more the visitor is asked to narrow the question.
const MOST: usize = 6000;

/// So many rows stand on one page.
const SHOWN: usize = 300;

/// What became of a target, with those that have nothing to be compared with told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Changed(DiffChange),
    /// No directive of the other year is held that it could be compared with.
    Unmatched,
}

/// A figure with its place.
#[derive(Debug, Clone)]
struct Cell {
    quantity: String,
    /// The words of the target, where they differ from those of the row.
    words: Option<String>,
    page: String,
    address: String,
    review: Option<ReviewView>,
}

/// A line of the comparison.
#[derive(Debug, Clone)]
struct Row {
    subject: String,
    class: &'static str,
    fate: &'static str,
    old: Option<Cell>,
    result: Option<Cell>,
    new: Option<Cell>,
    /// The two pages side by side.
    sides: Option<String>,
}

/// The rows of two directives, or of one that stands alone.
#[derive(Debug, Clone)]
struct Group {
    /// The numbers of the directives.
    documents: (Option<i64>, Option<i64>),
    /// Name and page of the directive of each year.
    old: Option<(String, String)>,
    new: Option<(String, String)>,
    issuer: String,
    rows: Vec<Row>,
}

/// A comparison as pages show it: worked out once, shown page by page.
#[derive(Debug, Default)]
pub struct Compared {
    lines: Vec<Line>,
    /// Why there is none, or that there is nothing to compare.
    note: Option<String>,
    unread: Option<String>,
}

/// A line with the directives under which it stands.
#[derive(Debug)]
struct Line {
    fate: Fate,
    /// As yet without lines.
    group: Group,
    row: Row,
}

/// A fate with how many rows it has.
#[derive(Debug, Clone)]
struct Count {
    class: &'static str,
    words: &'static str,
    count: usize,
    address: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    frame: Frame,
    olds: Vec<Choice>,
    news: Vec<Choice>,
    levels: Vec<Choice>,
    issuer: String,
    series: String,
    years: Option<(String, String)>,
    counts: Vec<Count>,
    groups: Vec<Group>,
    paging: Paging,
    /// The comparison as files.
    exports: Vec<exports::Link>,
    note: Option<String>,
    unread: Option<String>,
}

/// `GET /compare`: two school years, `old` and `new`; the last two that the store knows where they are not named.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let known = store.school_years()?;
    let new = ask.parsed::<SchoolYear>("new").or(known.last().copied());
    let old = ask.parsed::<SchoolYear>("old").or_else(|| known.iter().rev().copied().find(|year| Some(*year) < new));
    let series = ask.field("series").map(str::to_owned);
    let mut page = ComparePage {
        frame: Frame::new(ask, lang.pick("So sánh chỉ tiêu", "Targets compared"), "compare"),
        olds: choices(&known, old),
        news: choices(&known, new),
        levels: levels(ask.parsed("level"), lang),
        issuer: ask.field("issuer").unwrap_or_default().to_owned(),
        series: series.clone().unwrap_or_default(),
        years: old.zip(new).map(|(old, new)| (old.to_string(), new.to_string())),
        counts: Vec::new(),
        groups: Vec::new(),
        paging: Paging::default(),
        exports: Vec::new(),
        note: None,
        unread: None,
    };
    let Some((old, new)) = old.zip(new) else {
        let (vi, en) = ("Cần văn bản của ít nhất hai năm học.", "Directives of two school years are needed.");
        page.note = Some(lang.pick(vi, en).to_owned());
        return Ok(Answer::Page(page.render()?));
    };
    let issuer = ask.field("issuer").map(str::to_owned);
    let filter = DiffFilter { old, new, level: ask.parsed("level"), issuer, series };
    page.note = too_many(&store, &filter, lang)?;
    if page.note.is_some() {
        return Ok(Answer::Page(page.render()?));
    }
    let (old, new) = (old.to_string(), new.to_string());
    let mut fields = vec![("old", old.as_str()), ("new", new.as_str())];
    fields
        .extend(["level", "issuer", "series", "change"].into_iter().filter_map(|name| Some((name, ask.field(name)?))));
    page.exports = exports::links_with("/compare", &[Form::Xlsx, Form::Csv, Form::Docx], &fields, lang);
    let question = format!("{lang} {filter:?}");
    let compared = ask.site.compared.of(&store, &question, || Compared::of(&store, &filter, lang))?;
    page.show(ask, &compared);
    Ok(Answer::Page(page.render()?))
}

/// What is said where so many targets would be compared that the answer would take too long.
pub(super) fn too_many(store: &Store, filter: &DiffFilter, lang: Lang) -> Result<Option<String>, StoreError> {
    if !series_is_open(filter) || count(store, filter)? <= MOST {
        return Ok(None);
    }
    let (vi, en) = (
        "Quá nhiều chỉ tiêu để so sánh một lần: hãy chọn cấp học, cơ quan hoặc một văn bản.",
        "Too many targets to be compared at once: choose a level, an issuer or a directive.",
    );
    Ok(Some(lang.pick(vi, en).to_owned()))
}

fn series_is_open(filter: &DiffFilter) -> bool {
    filter.series.is_none()
}

fn count(store: &Store, filter: &DiffFilter) -> Result<usize, StoreError> {
    let of = |year| {
        let (level, issuer) = (filter.level, filter.issuer.clone());
        store.totals(&Filter { year: Some(year), level, issuer, ..Filter::default() }).map(|totals| totals.targets)
    };
    Ok(of(filter.old)? + of(filter.new)?)
}

fn choices(known: &[SchoolYear], chosen: Option<SchoolYear>) -> Vec<Choice> {
    let choice =
        |year: &SchoolYear| Choice { value: year.to_string(), words: year.to_string(), chosen: chosen == Some(*year) };
    known.iter().rev().map(choice).collect()
}

impl Compared {
    fn of(store: &Store, filter: &DiffFilter, lang: Lang) -> Result<Self, StoreError> {
        let found = match diff(store, filter) {
            Ok(found) => found,
            Err(AnswerError::Store(cause)) => return Err(cause),
            Err(other) => return Ok(Self { note: Some(other.told(lang)), ..Self::default() }),
        };
        let line = |row: DiffRow<'_>| {
            let fate = Fate::of(&found, &row);
            Line { fate, group: Group::of(&row), row: Row::of(&row, fate, lang) }
        };
        let (vi, en) =
            ("Kho không có chỉ tiêu khớp yêu cầu ở hai năm học này.", "This store has no such targets of these years.");
        Ok(Self {
            lines: found.rows().into_iter().map(line).collect(),
            note: found.is_empty().then(|| lang.pick(vi, en).to_owned()),
            unread: messages::unread_note(found.unread.files, found.unread.pages, lang),
        })
    }
}

impl ComparePage {
    fn show(&mut self, ask: &Ask, found: &Compared) {
        let lang = ask.lang;
        let wanted = ask.field("change");
        let mut counts: BTreeMap<Fate, usize> = BTreeMap::new();
        for line in &found.lines {
            *counts.entry(line.fate).or_default() += 1;
        }
        let is_wanted = |line: &&Line| wanted.is_none_or(|wanted| wanted == line.fate.class());
        let mut lines: Vec<&Line> = found.lines.iter().filter(is_wanted).collect();
        // What belongs to one pair of directives stands together.
        let mut order: HashMap<_, usize> = HashMap::new();
        for line in &lines {
            let next = order.len();
            order.entry(line.group.documents).or_insert(next);
        }
        lines.sort_by_key(|line| order.get(&line.group.documents).copied());
        let (shown, paging) = Paging::of(ask, lines.len(), SHOWN);
        self.paging = paging;
        let mut groups: Vec<Group> = Vec::new();
        for line in &lines[shown] {
            let row = line.row.clone();
            match groups.iter_mut().find(|group| group.documents == line.group.documents) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group { rows: vec![row], ..line.group.clone() }),
            }
        }
        let count = |(fate, count): (Fate, usize)| {
            let (class, chosen) = (fate.class(), wanted == Some(fate.class()));
            let address = ask.with(&[("change", (!chosen).then_some(class)), ("sheet", None)]);
            Count { class, words: fate.name(lang), count, address, chosen }
        };
        self.counts = counts.into_iter().map(count).collect();
        self.groups = groups;
        self.note.clone_from(&found.note);
        self.unread.clone_from(&found.unread);
    }
}

/// Leaves of a comparison what the visitor looks at: the rows of one change. Says in words which.
pub(super) fn narrow(ask: &Ask, found: &mut Diff) -> Option<&'static str> {
    let wanted = ask.field("change")?;
    found.keep(|found, row| Fate::of(found, row).class() == wanted);
    Fate::all().find(|fate| fate.class() == wanted).map(|fate| fate.name(ask.lang))
}

impl Fate {
    fn all() -> impl Iterator<Item = Self> {
        DiffChange::ALL.map(Self::Changed).into_iter().chain([Self::Unmatched])
    }

    fn of(found: &Diff, row: &DiffRow<'_>) -> Self {
        match row.change {
            DiffChange::New | DiffChange::Dropped if !found.has_counterpart(row) => Self::Unmatched,
            change => Self::Changed(change),
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Changed(change) => change.slug(),
            Self::Unmatched => "unmatched",
        }
    }

    fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Changed(change) => change.name(lang),
            Self::Unmatched => lang.pick("không ghép được", "not paired"),
        }
    }
}

impl Row {
    fn of(row: &DiffRow<'_>, fate: Fate, lang: Lang) -> Self {
        let subject = row.subject();
        let cell = |found: &Found<Target>| Cell::of(found, subject, lang);
        Self {
            subject: subject.to_owned(),
            class: fate.class(),
            fate: fate.name(lang),
            old: row.old.map(cell),
            result: row.result.map(cell),
            new: row.new.map(cell),
            sides: row.old.zip(row.new).map(|(old, new)| {
                let part = |found: &Found<Target>| format!("{}.{}", found.document.id, found.id);
                address("/compare/pages", &[("old", &part(old)), ("new", &part(new))])
            }),
        }
    }
}

impl Cell {
    fn of(found: &Found<Target>, subject: &str, lang: Lang) -> Self {
        let fact = &found.fact;
        let said = found.review != crate::store::Review::default();
        Self {
            quantity: quantity::quantity(fact, lang),
            words: (fact.subject != subject).then(|| fact.subject.clone()),
            page: page_name(&found.document, fact.evidence.page, lang),
            address: place(found.document.id, "targets", found.id, &fact.evidence),
            review: said.then(|| ReviewView::new(&found.review, fact.evidence.confidence, lang)),
        }
    }
}

impl Group {
    fn of(row: &DiffRow<'_>) -> Self {
        let named = |found: &Found<Target>| (found.document.titled(), format!("/documents/{}", found.document.id));
        let issuer = row.new.or(row.old).and_then(|found| found.document.header.issuer.clone());
        Self {
            documents: row.documents(),
            old: row.old.map(named),
            new: row.new.map(named),
            issuer: issuer.unwrap_or_default(),
            rows: Vec::new(),
        }
    }
}
