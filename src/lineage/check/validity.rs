//! Whether the works cited were in force as of the directive's date, for those whom the citation concerns.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

use regex::Regex;

use super::context::{paragraph, sentence};
use super::{Draft, Finding, Issue};
use crate::directive::{DirectiveKind, EffectVerb, Level, Reference, Relation, SchoolYear, ValidityKind};
use crate::lineage::identity::WorkId;
use crate::lineage::status::{Doubt, Evidence, Party, Question, Status, Verdict, status};

/// So sure it must be which work is meant, for an error.
const SURE: f32 = 0.85;

/// Answers for the works cited, each worked out once, however often it is cited.
pub(super) struct Judge<'a> {
    draft: &'a Draft<'a>,
    evidence: &'a Evidence,
    known: HashMap<(WorkId, Option<Named>), Rc<Asked>>,
}

/// The grades that a sentence names with a citation, and the school year.
type Named = (Vec<u32>, Option<SchoolYear>);

/// The answers for each of the grades that a citation concerns, for `None` where grades play no part; and whether its
/// sentence names the grades.
type Asked = (bool, Vec<OfGrade>);

impl<'a> Judge<'a> {
    pub fn new(draft: &'a Draft<'a>, evidence: &'a Evidence) -> Self {
        Self { draft, evidence, known: HashMap::new() }
    }

    fn asked(&mut self, reference: &Reference, work: &WorkId) -> Rc<Asked> {
        let named = grades_named(self.draft, reference);
        let ask = || Rc::new(asked(self.draft, self.evidence, named.as_ref(), work));
        Rc::clone(self.known.entry((work.clone(), named.clone())).or_insert_with(ask))
    }
}

/// Judges the citation with this index.
pub(super) fn judged(
    judge: &mut Judge<'_>,
    index: usize,
    at: &dyn Fn(Issue, Option<String>, f32) -> Finding,
) -> Vec<Finding> {
    let (draft, evidence) = (judge.draft, judge.evidence);
    let Some(reference) = draft.references.get(index) else { return Vec::new() };
    let sure = draft.certainty.get(index).copied().unwrap_or(1.0);
    let work = WorkId::meant_by(reference);
    // A number alone is what the text cites in full elsewhere; a law's name alone is the law of that day.
    let told = work.number.is_some() && work.symbol.is_some();
    if !told || is_ended_by(draft, reference) {
        return Vec::new();
    }
    let asked = judge.asked(reference, &work);
    let (named, grades) = (asked.0, &asked.1);
    let mut against: Vec<(Option<u32>, &Status)> = Vec::new();
    let mut holding: Vec<&Status> = Vec::new();
    for (grade, answers) in grades {
        match answers.iter().find(|answer| !is_against(answer.verdict)) {
            Some(answer) => holding.push(answer),
            None => against.extend(answers.first().map(|answer| (*grade, answer))),
        }
    }
    let partly = !holding.is_empty();
    // Where no grades are named, one grade for which it holds is enough.
    if let Some(&(_, first)) = against.first().filter(|_| !partly || named) {
        let ended = first.verdict.is_ended() || matches!(first.verdict, Verdict::Suspended | Verdict::NotForGrade);
        // What is announced before it takes effect is cited rightly; only what is to be applied is not.
        let applied = reference.relation == Relation::Implements || reference.relation == Relation::Basis;
        let cited = first.verdict.is_ended() && cites_what_replaced(draft, reference, first);
        // A date that lies ahead is told by itself; of a paper that gives its month alone it may lie before it.
        let ahead = reference.date.is_some_and(|date| date.first_day() > draft.as_of.day);
        if cited || !ended && (!applied || ahead || tells_the_start(draft.text, reference)) {
            return Vec::new();
        }
        let grades = if named { against.iter().filter_map(|(grade, _)| *grade).collect() } else { Vec::new() };
        let suggestion = suggested(&first.instead, evidence).filter(|_| !partly);
        let confidence = if first.doubt.is_some() || partly { 0.6 } else { 0.95 };
        let status = Box::new(first.clone());
        let certain = draft.as_of.certain && sure >= SURE;
        return vec![at(Issue::NotInForce { status, grades, partly, certain }, suggestion, confidence * sure)];
    }
    holding.first().and_then(|status| amended(draft, reference, status, at)).into_iter().collect()
}

/// Why nothing can be said of the citation with this index; `None` where something can, or need not be.
pub(super) fn unknown(judge: &mut Judge<'_>, index: usize) -> Option<Doubt> {
    let draft = judge.draft;
    let reference = draft.references.get(index)?;
    let work = WorkId::meant_by(reference);
    let number = work.number.as_ref()?;
    if is_ended_by(draft, reference) {
        return None;
    }
    if work.symbol.is_none() {
        let in_full = |other: &Reference| {
            other.symbol.is_some() && other.kind == reference.kind && other.number.as_ref() == Some(number)
        };
        return (!draft.references.iter().any(in_full)).then_some(Doubt::WhichWork);
    }
    let asked = judge.asked(reference, &work);
    let answers = || asked.1.iter().flat_map(|(_, answers)| answers);
    let nothing = answers().all(|answer| answer.verdict == Verdict::Unknown);
    let doubt = nothing.then(|| answers().find_map(|answer| answer.doubt).unwrap_or(Doubt::NothingKnown));
    // A plan or letter that is known and that nothing ends holds from its date; it states no other day.
    let from_its_date = |doubt: &Doubt| *doubt == Doubt::EntryUnknown && !reference.kind.is_regulation();
    doubt.filter(|doubt| !from_its_date(doubt))
}

/// Whether the directive ends or changes the work itself, or says that it has ended: then that is no news.
fn is_ended_by(draft: &Draft<'_>, reference: &Reference) -> bool {
    matches!(reference.relation, Relation::Replaces | Relation::Amends) || tells_the_end(draft.text, reference)
}

/// The answers for a grade, one for each time that counts; `None` where grades play no part.
type OfGrade = (Option<u32>, Vec<Status>);

fn asked(draft: &Draft<'_>, evidence: &Evidence, named: Option<&Named>, work: &WorkId) -> Asked {
    let grades: Vec<Option<u32>> = match (named, grades_governed(draft)) {
        (Some((grades, _)), _) => grades.iter().copied().map(Some).collect(),
        (None, Some(grades)) => grades.into_iter().map(Some).collect(),
        (None, None) => vec![None],
    };
    let years = named.and_then(|(_, year)| *year).map_or_else(|| times(draft), |year| vec![year]);
    let answered = |grade: Option<u32>| -> Vec<Status> {
        questions(draft, &years, grade).iter().map(|q| status(work, evidence, q)).collect()
    };
    let mut answers: Vec<OfGrade> = grades.into_iter().map(|grade| (grade, answered(grade))).collect();
    // Of the grades that are only governed, those that the work is for.
    if named.is_none() {
        answers.retain(|(_, answers)| answers.iter().any(|answer| answer.verdict != Verdict::NotForGrade));
    }
    if answers.is_empty() {
        answers.push((None, answered(None)));
    }
    (named.is_some(), answers)
}

fn is_against(verdict: Verdict) -> bool {
    verdict.is_ended()
        || matches!(verdict, Verdict::Suspended | Verdict::NotYet | Verdict::NotYetForGrade | Verdict::NotForGrade)
}

/// The school years to judge by: that of the day, and those governed.
fn times(draft: &Draft<'_>) -> Vec<SchoolYear> {
    let of_day = SchoolYear::of_day(draft.as_of.day);
    let mut years: Vec<SchoolYear> = of_day.into_iter().chain(draft.school_years.iter().copied()).collect();
    years.sort();
    years.dedup();
    years
}

fn questions(draft: &Draft<'_>, years: &[SchoolYear], grade: Option<u32>) -> Vec<Question> {
    let mut questions = Vec::new();
    if let Some(base) = Question::on(draft.as_of.day) {
        questions.extend(years.iter().map(|year| Question { year: *year, grade, ..base }));
    }
    // A report tells what was done by the rules of the year that it closes.
    if draft.header.kind == Some(DirectiveKind::BaoCao)
        && let Some(year) = SchoolYear::of_day(draft.as_of.day)
    {
        let reported = if draft.as_of.day.month() >= 9 { year.previous() } else { year };
        questions.push(Question { grade, ..Question::in_year(reported) });
    }
    questions
}

/// The grades and the school year that the directive names with this citation.
fn grades_named(draft: &Draft<'_>, reference: &Reference) -> Option<Named> {
    let span = reference.evidence.span;
    let (start, words) = sentence(draft.text, span);
    let near = |at: usize| (start..=start + words.len()).contains(&at);
    let its = draft.validity.iter().find(|validity| {
        validity.kind == ValidityKind::Applies
            && !validity.grades.is_empty()
            && validity.work.as_ref().is_some_and(|work| work.work == reference.work)
            && (validity.evidence.span.overlaps(&span) || near(validity.evidence.span.start))
    })?;
    Some((its.grades.clone(), its.school_year))
}

/// The grades of the levels that the directive governs; `None` where it governs others too, or none is known.
fn grades_governed(draft: &Draft<'_>) -> Option<Vec<u32>> {
    let levels = &draft.header.levels;
    let grades: Vec<u32> =
        (1..=12).filter(|g| Level::of_grade(*g).is_some_and(|level| levels.contains(&level))).collect();
    (!grades.is_empty()).then_some(grades)
}

/// Whether the sentence itself says that the work has ended or ends.
fn tells_the_end(text: &str, reference: &Reference) -> bool {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)thay thế|thay cho|bãi bỏ|huỷ bỏ|hủy bỏ|hết hiệu lực|hết thời hạn|không còn|trước đây|trước đó|đã bị|ngừng|chấm dứt|hết hạn|không (?:áp dụng|viện dẫn|thực hiện|sử dụng)",
        )
        .expect("a valid pattern")
    });
    END.is_match(sentence(text, reference.evidence.span).1)
}

/// Whether the sentence says when the work takes effect.
fn tells_the_start(text: &str, reference: &Reference) -> bool {
    sentence(text, reference.evidence.span).1.contains("hiệu lực")
}

/// Whether the paragraph cites what replaced it, so that the author knows.
fn cites_what_replaced(draft: &Draft<'_>, reference: &Reference, status: &Status) -> bool {
    let (start, words) = paragraph(draft.text, reference.evidence.span);
    let here = |other: &Reference| (start..start + words.len()).contains(&other.evidence.span.start);
    draft.references.iter().filter(|other| here(other)).any(|other| {
        let id = WorkId::meant_by(other);
        status.changes.iter().filter_map(|change| change.by.as_ref()).any(|by| by.is(&id))
    })
}

/// An amendment before the directive's date that it cites nowhere.
fn amended(
    draft: &Draft<'_>,
    reference: &Reference,
    status: &Status,
    at: &dyn Fn(Issue, Option<String>, f32) -> Finding,
) -> Option<Finding> {
    let cited: Vec<WorkId> = draft.references.iter().map(WorkId::meant_by).collect();
    let first = draft.references.iter().find(|other| other.work == reference.work)?;
    if first.evidence.span != reference.evidence.span {
        return None;
    }
    let by: Vec<Party> = status
        .changes
        .iter()
        .filter(|change| change.verb == Some(EffectVerb::Amends) && change.from.is_some())
        .filter_map(|change| change.by.clone())
        .filter(|by| !cited.iter().any(|id| by.is(id)))
        .collect();
    if by.is_empty() {
        return None;
    }
    let names: Vec<&str> = by.iter().map(|party| party.name.as_str()).collect();
    let suggestion = format!("{} (được sửa đổi, bổ sung bởi {})", reference.text, names.join(", "));
    Some(at(Issue::Amended { status: Box::new(status.clone()), by }, Some(suggestion), 0.8))
}

/// The works that apply, with their dates where known; a paper without a number of its own cannot be cited.
fn suggested(works: &[Party], evidence: &Evidence) -> Option<String> {
    let cite = |work: &Party| {
        // A law is cited by its name.
        let law = work.title.as_deref().filter(|_| work.id.kind == Some(DirectiveKind::Luat));
        let name = match (law, work.name.split_once(' ')) {
            (Some(title), Some((_, number))) => format!("{title} số {number}"),
            _ => work.name.clone(),
        };
        match evidence.issue_date(&work.id) {
            Some(date) => format!("{name} ngày {}", date.written()),
            None => name,
        }
    };
    let citable: Vec<String> = works.iter().filter(|work| work.id.number.is_some()).map(cite).collect();
    (!citable.is_empty()).then(|| citable.join("; "))
}
