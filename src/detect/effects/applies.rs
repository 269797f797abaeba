//! Which regulation holds for which grades in which school year: "Lớp 1, 2, 3, 4 thực hiện Thông tư số 27/2020/TT-BGDĐT;
//! lớp 5 theo các Thông tư số 30/2014/TT-BGDĐT và số 22/2016/TT-BGDĐT", and the timetable (lộ trình) by which a
//! regulation comes in grade by grade.
//!
//! Guidance says this in passing, so that each clause around a mention is looked at for grades, and a verb of
//! application must join the two.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cues::{Cues, within};
use super::date::Dates;
use super::provision::collapse;
use super::structure::Rank;
use super::view::View;
use super::words::{in_word, standing};
use crate::detect::Outline;
use crate::detect::terms::{Terms, terms};
use crate::detect::tokens::{self, Tokens};
use crate::directive::education::{grades_at, school_years_at};
use crate::directive::{CitedWork, DirectiveKind, Reference, Span, Validity, ValidityKind};
use crate::text::Text;

/// The statements that tie a cited regulation to grades.
pub(super) fn of_references(tokens: &Tokens<'_>, outline: &Outline, references: &[Reference]) -> Vec<Validity> {
    let text = tokens.text;
    let mut found = Vec::new();
    let mut read = 0;
    for reference in references {
        let at = reference.evidence.span.start;
        let of_grades = || tokens.passage_at(at).is_some_and(|words| words.cues.has(tokens::Cues::GRADES));
        if at < read || !is_regulation(reference.kind) || !of_grades() {
            continue;
        }
        let span = sentence(&text.content, reference.evidence.span, references);
        read = span.end;
        of_sentence(text, outline, references, span, &mut found);
    }
    found
}

/// The timetable by which the directive itself comes in: "Từ năm học 2021-2022 đối với lớp 6", under "lộ trình".
pub(super) fn of_itself(view: &View) -> Vec<Validity> {
    let mut found = Vec::new();
    for (index, unit) in view.units.iter().enumerate() {
        let words = &view.text.content[unit.words.start..unit.words.end];
        let may = view.cues[index].has(Cues::TIMETABLE);
        if !may || unit.quoted || unit.rank == Rank::Row || !is_own_timetable(words, view.cues[index]) {
            continue;
        }
        let below = view.units.iter().enumerate().skip(index + 1);
        let items = below.take_while(|(i, _)| view.above(*i).any(|above| above == index)).map(|(_, item)| item.words);
        for span in std::iter::once(unit.words).chain(items) {
            of_timetable(view, span, &mut found);
        }
    }
    found.sort_by_key(|v: &Validity| v.evidence.span.start);
    found.dedup_by_key(|v| v.evidence.span);
    found
}

/// "Từ năm học 2022-2023 đối với lớp 7 và lớp 10; từ năm học …": the grades behind each year are its own.
fn of_timetable(view: &View, span: Span, found: &mut Vec<Validity>) {
    let words = &view.text.content[span.start..span.end];
    let years = school_years_at(words);
    for (i, (at, year)) in years.iter().enumerate() {
        let end = years.get(i + 1).map_or(words.len(), |(next, _)| next.start);
        let grades = grades_of(&words[at.end..end]);
        let lead = words[..at.start].trim_end().to_lowercase();
        if grades.is_empty() || !(lead.ends_with("từ") || lead.ends_with("bắt đầu từ") || lead.is_empty()) {
            continue;
        }
        let start = words[..at.start].trim_end().len().saturating_sub("từ".len());
        let start = if words.is_char_boundary(start) && !lead.is_empty() { start } else { at.start };
        let stop = words[at.end..end].find([';', '.']).map_or(end, |i| at.end + i);
        let place = Span::new(span.start + start, span.start + words[..stop].trim_end().len().max(at.end));
        found.push(Validity {
            text: view.text.words_of(place),
            kind: ValidityKind::Applies,
            work: None,
            from: None,
            to: None,
            scope: Some(collapse(words[at.end..stop].trim())),
            grades,
            levels: Vec::new(),
            school_year: Some(*year),
            school_year_to: None,
            year_inferred: false,
            section: view.outline.path_at(place.start),
            evidence: view.text.evidence(place, "validity/timetable", 0.9),
        });
    }
}

fn is_regulation(kind: DirectiveKind) -> bool {
    use DirectiveKind::{
        ChuongTrinh, Khac, Luat, NghiDinh, NghiQuyet, QuyChe, QuyDinh, QuyetDinh, ThongTu, ThongTuLienTich,
        VanBanHopNhat,
    };
    matches!(
        kind,
        ThongTu
            | ThongTuLienTich
            | QuyetDinh
            | NghiDinh
            | NghiQuyet
            | Luat
            | QuyChe
            | QuyDinh
            | ChuongTrinh
            | VanBanHopNhat
            | Khac
    )
}

/// How far from a mention its sentence may start or end, in bytes.
const REACH: usize = 500;

/// The sentence around a mention; a stop inside another mention ends none.
fn sentence(s: &str, mention: Span, references: &[Reference]) -> Span {
    let near = |mut at: usize| {
        while !s.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    let (from, to) = (near(mention.start.saturating_sub(REACH)), near((mention.end + REACH).min(s.len())));
    let stops = |range: Range<usize>| {
        s[range.clone()].match_indices(['.', '\n', '\t']).filter_map(move |(i, c)| {
            let at = range.start + i;
            let after = s[at + 1..].trim_start_matches(' ').chars().next();
            let ends = c != "." || s[at + 1..].starts_with(' ') && after.is_some_and(char::is_uppercase);
            ends.then_some(at)
        })
    };
    let inside = |at: usize| within(references, Span::new(from, to)).iter().any(|r| r.evidence.span.contains(at));
    let start = stops(from..mention.start).rfind(|&at| !inside(at)).map_or(from, |at| at + 1);
    let end = stops(mention.end..to).find(|&at| !inside(at)).unwrap_or(to);
    Span::new(start, end)
}

/// A group of grades or of documents in a sentence, in reading order.
enum Group<'a> {
    Grades { at: Range<usize>, grades: Vec<u32>, hung: bool },
    Works { at: Range<usize>, works: Vec<&'a Reference> },
}

fn of_sentence(text: &Text, outline: &Outline, references: &[Reference], span: Span, found: &mut Vec<Validity>) {
    let s = &text.content[span.start..span.end];
    let groups = groups(s, span, references);
    if groups.len() < 2 {
        return;
    }
    let Some(first_verb) = standing(&VERB, s, 0).map(|verb| verb.start) else { return };
    let grades_lead = matches!(groups.first(), Some(Group::Grades { .. }));
    let mut i = 0;
    while i + 1 < groups.len() {
        let (pair, used) = match (&groups[i], &groups[i + 1]) {
            (Group::Grades { at, grades, .. }, Group::Works { at: works_at, works }) if grades_lead => {
                let between = &s[at.end..works_at.start];
                let joined = standing(&VERB, between, 0).is_some() && !BREAK.is_match(between);
                (joined.then_some((grades, works, at.start..works_at.end)), 2)
            }
            (Group::Works { at: works_at, works }, Group::Grades { at, grades, hung: true }) if !grades_lead => {
                let between = &s[works_at.end..at.start];
                let joined =
                    (first_verb < works_at.start || standing(&VERB, between, 0).is_some()) && !between.contains(';');
                (joined.then_some((grades, works, works_at.start..at.end)), 2)
            }
            _ => (None, 1),
        };
        if let Some((grades, works, at)) = pair {
            let place = Span::new(span.start + at.start, span.start + at.end);
            for work in works {
                found.push(statement(text, outline, s, place, at.clone(), grades, work));
            }
        }
        i += used;
    }
}

fn groups<'a>(s: &str, span: Span, references: &'a [Reference]) -> Vec<Group<'a>> {
    let mut marks: Vec<Group<'a>> = Vec::new();
    let cited = within(references, span);
    for (at, grades) in grades_at(s) {
        let place = Span::new(span.start + at.start, span.start + at.end);
        let before = s[..at.start].trim_end().to_lowercase();
        let entrance = ["vào", "tuyển sinh", "tuyển", "thi", "ban", "đầu cấp"].iter().any(|w| before.ends_with(w));
        // "lớp 27/2020/TT-BGDĐT": a slip, and a number of the document.
        if !entrance && !cited.iter().any(|r| r.evidence.span.overlaps(&place)) {
            let hung = is_hung(&before);
            marks.push(Group::Grades { at, grades, hung });
        }
    }
    if marks.is_empty() {
        return marks;
    }
    for reference in cited.iter().filter(|r| is_regulation(r.kind)) {
        let at = reference.evidence.span.start - span.start..(reference.evidence.span.end - span.start).min(s.len());
        let lead = s[..at.start].trim_end();
        if !lead.ends_with("bởi") && !lead.ends_with("tập huấn") && !lead.ends_with("tập huấn lại") {
            marks.push(Group::Works { at, works: vec![reference] });
        }
    }
    marks.sort_by_key(|mark| match mark {
        Group::Grades { at, .. } | Group::Works { at, .. } => at.start,
    });
    let mut groups: Vec<Group<'a>> = Vec::new();
    for mark in marks {
        match (groups.last_mut(), mark) {
            (Some(Group::Works { at, works }), Group::Works { at: next, works: more }) => {
                // A document inside another's title, or one that amends it, is none that is applied.
                if JOINED.is_match(&s[at.end.min(next.start)..next.start]) {
                    works.extend(more);
                    at.end = next.end;
                }
            }
            (Some(Group::Grades { at, grades, .. }), Group::Grades { at: next, grades: more, .. })
                if s[at.end.min(next.start)..next.start].chars().all(|c| !c.is_alphanumeric())
                    || s[at.end.min(next.start)..next.start].trim() == "và" =>
            {
                grades.extend(more);
                at.end = next.end;
            }
            (_, mark) => groups.push(mark),
        }
    }
    groups
}

fn statement(
    text: &Text,
    outline: &Outline,
    sentence: &str,
    place: Span,
    at: Range<usize>,
    grades: &[u32],
    work: &Reference,
) -> Validity {
    let context = outline.context_at(place.start);
    let (mut first, mut last, mut stated) = (None, None, false);
    // A year between the two, or right around them, is theirs.
    let from = sentence[..at.start].rfind(';').map_or(0, |i| i + 1);
    let to = sentence[at.end..].find(';').map_or(sentence.len(), |i| at.end + i);
    for (year_at, year) in school_years_at(&sentence[from..to]) {
        let before = sentence[from..from + year_at.start].trim_end().to_lowercase();
        stated = true;
        if before.ends_with("hết") || before.ends_with("đến") {
            last = Some(year);
        } else if before.ends_with("từ") {
            first = Some(year);
        } else {
            (first, last) = (first.or(Some(year)), Some(year));
        }
    }
    if !stated {
        (first, last) = (context.school_year, context.school_year);
    }
    let mut grades = grades.to_vec();
    grades.sort_unstable();
    grades.dedup();
    let dates = Dates::of(&sentence[from..to]);
    Validity {
        text: text.words_of(place),
        kind: ValidityKind::Applies,
        work: Some(CitedWork::of(work)),
        from: dates.from.filter(|_| !stated),
        to: dates.to.filter(|_| !stated),
        scope: None,
        grades,
        levels: Vec::new(),
        school_year: first,
        school_year_to: last,
        year_inferred: !stated && first.is_some(),
        section: outline.path_at(place.start),
        evidence: text.evidence(place, "validity/applies", if stated { 0.9 } else { 0.8 }),
    }
}

fn grades_of(words: &str) -> Vec<u32> {
    let mut grades: Vec<u32> = grades_at(words).into_iter().flat_map(|(_, grades)| grades).collect();
    grades.sort_unstable();
    grades.dedup();
    grades
}

/// Words by which a regulation is applied.
static VERB: Terms = Terms::new(&["theo", "thực hiện", "áp dụng", "triển khai", "đánh giá", "vận dụng"]);

/// Words that make of the document an object of study, or start another thought.
static BREAK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)tập huấn|nghiên cứu|nắm|góp ý|thay thế|tuyển sinh|;").expect("a valid pattern"));

/// Grades that hang on what goes before: "đối với lớp 5", "với lớp 5", "ở lớp 4", "cho các lớp 1, 2".
fn is_hung(before: &str) -> bool {
    const BETWEEN: [&str; 13] =
        ["các", "những", "học", "sinh", "khối", "em", "hs", "cấp", "từ", "toàn", "bộ", "giáo", "viên"];
    let mut words = before.split_whitespace().rev().skip_while(|word| BETWEEN.contains(word));
    let last = words.next().unwrap_or_default();
    ["với", "ở", "cho", "trong", "tại"]
        .iter()
        .any(|word| last.strip_suffix(word).is_some_and(|s| !s.ends_with(in_word)))
}

static JOINED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:[^,;]{0,120})?(?:[,;]|\bvà)\s*(?:các\s+)?(?:số\s+)?$").expect("a valid pattern"));

fn is_own_timetable(words: &str, cues: Cues) -> bool {
    standing(terms!["lộ trình"], words, 0).is_some() || cues.has(Cues::OWN) && OWN_TIMETABLE.is_match(words)
}

/// "Thông tư này … thực hiện theo lộ trình sau", "Chương trình … được thực hiện theo lộ trình như sau".
static OWN_TIMETABLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:thông tư|quyết định|quy định|chương trình|quy chế) này[^.;]{0,60}(?:áp dụng|thực hiện)[^.;]{0,40}năm học")
        .expect("a valid pattern")
});
