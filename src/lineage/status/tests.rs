//! The judgement as tables: what is known, what is asked, what is answered.

use super::*;
use crate::directive::{DirectiveKind, PortalStatus, Span};
use crate::lineage::issuer::Tier;
use crate::lineage::registry::{Registry, work_of_name};

/// A small registry: assessment comes grade by grade, disclosure at once, a chain, an amendment, a suspension.
const KNOWN: &str = r#"
schema = "chidao/registry@1"
[[document]]
name = "Thông tư 27/2020/TT-BGDĐT"
issued = 2020-09-04
effective = 2020-10-20
provenance = "known"
effect = [
  { verb = "replaces", on = { name = "Thông tư 30/2014/TT-BGDĐT", issued = 2014-08-28 } },
  { verb = "replaces", on = { name = "Thông tư 22/2016/TT-BGDĐT", issued = 2016-09-22 } },
]
applies = [
  { grades = [1], from = "2020-2021" }, { grades = [2], from = "2021-2022" }, { grades = [3], from = "2022-2023" },
  { grades = [4], from = "2023-2024" }, { grades = [5], from = "2024-2025" },
]
[[document]]
name = "Thông tư 09/2024/TT-BGDĐT"
issued = 2024-06-03
effective = 2024-07-19
provenance = "clause"
effect = [{ verb = "replaces", on = { name = "Thông tư 36/2017/TT-BGDĐT", issued = 2017-12-28 } }]
[[document]]
name = "Thông tư 36/2017/TT-BGDĐT"
issued = 2017-12-28
effective = 2018-02-12
provenance = "known"
effect = [{ verb = "replaces", on = "Thông tư 09/2009/TT-BGDĐT" }]
[[document]]
name = "Thông tư 13/2022/TT-BGDĐT"
issued = 2022-08-03
effective = 2022-08-03
provenance = "known"
effect = [{ verb = "amends", on = "Thông tư 32/2018/TT-BGDĐT" }]
[[document]]
name = "Thông tư 20/2023/TT-BGDĐT"
issued = 2023-10-30
provenance = "clause"
effect = [{ verb = "replaces", on = "Thông tư 16/2017/TT-BGDĐT" }]
[[document]]
name = "Nghị quyết 05/2021/NQ-CP"
effective = 2021-06-01
provenance = "known"
effect = [
  { verb = "suspends", on = "Nghị định 10/2019/NĐ-CP", to = 2021-12-31 },
  { verb = "repeals", on = "Nghị định 11/2019/NĐ-CP" },
  { verb = "repeals", on = "Nghị định 12/2019/NĐ-CP", scope = "Điều 5" },
]
[[document]]
name = "Nghị định 10/2019/NĐ-CP"
effective = 2019-03-01
expires = 2024-12-31
provenance = "known"
[[document]]
name = "Văn bản hợp nhất 07/2023/VBHN-BGDĐT"
provenance = "known"
effect = [{ verb = "consolidates", on = "Nghị định 10/2019/NĐ-CP" }]
"#;

fn work(name: &str) -> WorkId {
    work_of_name(name).unwrap_or_else(|fault| panic!("{name}: {fault}"))
}

fn known() -> Evidence {
    let registry = Registry::parse("test.toml", KNOWN).unwrap_or_else(|error| panic!("{error}"));
    Evidence::new(registry.statements().to_vec())
}

fn text(document: i64, own: bool, claim: Claim) -> Statement {
    let source = Source::Text {
        document,
        label: format!("{document}/CV"),
        date: None,
        own,
        tier: None,
        draft: false,
        page: 2,
        line: 1,
        span: Span::new(0, 1),
        words: String::new(),
        clause: None,
    };
    Statement { claim, source }
}

fn applies(document: i64, name: &str, grades: &[u32], year: &str) -> Statement {
    let year = year.parse().ok();
    let claim = Claim::Applies {
        work: Party::of(work(name)),
        grades: grades.to_vec(),
        levels: Vec::new(),
        first: year,
        last: year,
        phase: false,
    };
    text(document, false, claim)
}

fn effect(document: i64, verb: EffectVerb, by: &str, on: &str, from: Option<&str>) -> Statement {
    let claim = Claim::Effect {
        verb,
        by: Party::of(work(by)),
        on: Party::of(work(on)),
        scope: None,
        except: None,
        from: from.and_then(|day| day.parse().ok()),
        to: None,
    };
    text(document, true, claim)
}

/// "2023-10-01" or "2023-2024", with "/5" for a grade.
fn question(asked: &str) -> Question {
    let (time, grade) = asked.split_once('/').map_or((asked, None), |(time, grade)| (time, grade.parse().ok()));
    let question = match time.parse::<Date>() {
        Ok(day) => Question::on(day).unwrap_or_else(|| panic!("{asked}")),
        Err(_) => Question::in_year(time.parse().unwrap_or_else(|_| panic!("{asked}"))),
    };
    Question { grade, ..question }
}

fn names(parties: &[Party]) -> Vec<String> {
    parties.iter().map(|party| party.id.number.clone().unwrap_or_default()).collect()
}

#[test]
fn the_day_decides() {
    use Verdict::{Expired, InForce, NotYet, Partly, Repealed, Replaced, Suspended, Unknown};
    let evidence = known();
    for (name, asked, verdict, since) in [
        // Before the replacement takes effect the old one holds; on its first day it does not.
        ("Thông tư 36/2017/TT-BGDĐT", "2024-07-18", InForce, Some("2018-02-12")),
        ("Thông tư 36/2017/TT-BGDĐT", "2024-07-19", Replaced, Some("2024-07-19")),
        ("Thông tư 36/2017/TT-BGDĐT", "2023-2024", InForce, Some("2018-02-12")),
        ("Thông tư 36/2017/TT-BGDĐT", "2024-2025", Replaced, Some("2024-07-19")),
        ("Thông tư 36/2017/TT-BGDĐT", "2018-02-11", NotYet, Some("2018-02-12")),
        ("Thông tư 09/2024/TT-BGDĐT", "2024-06-10", NotYet, Some("2024-07-19")),
        ("Thông tư 09/2024/TT-BGDĐT", "2024-07-19", InForce, Some("2024-07-19")),
        // Before the year of its number it does not exist.
        ("Thông tư 16/2017/TT-BGDĐT", "2016-05-01", NotYet, None),
        // The replacement has been issued, its day is not known: neither is sure; long after, it is.
        ("Thông tư 16/2017/TT-BGDĐT", "2023-10-01", InForce, None),
        ("Thông tư 16/2017/TT-BGDĐT", "2023-11-15", Unknown, None),
        ("Thông tư 16/2017/TT-BGDĐT", "2025-09-01", Replaced, None),
        // Amended: it goes on, in part.
        ("Thông tư 32/2018/TT-BGDĐT", "2022-08-02", InForce, None),
        ("Thông tư 32/2018/TT-BGDĐT", "2022-08-03", Partly, None),
        // Suspended for a time, then in force again, then expired; consolidation changes nothing.
        ("Nghị định 10/2019/NĐ-CP", "2021-05-31", InForce, Some("2019-03-01")),
        ("Nghị định 10/2019/NĐ-CP", "2021-06-01", Suspended, Some("2021-06-01")),
        ("Nghị định 10/2019/NĐ-CP", "2021-12-31", Suspended, Some("2021-06-01")),
        ("Nghị định 10/2019/NĐ-CP", "2022-01-01", InForce, Some("2019-03-01")),
        ("Nghị định 10/2019/NĐ-CP", "2024-12-31", InForce, Some("2019-03-01")),
        ("Nghị định 10/2019/NĐ-CP", "2025-01-01", Expired, Some("2025-01-01")),
        ("Nghị định 11/2019/NĐ-CP", "2021-05-31", InForce, None),
        ("Nghị định 11/2019/NĐ-CP", "2021-06-01", Repealed, Some("2021-06-01")),
        // One article is gone.
        ("Nghị định 12/2019/NĐ-CP", "2022-01-01", Partly, None),
        // Nothing is known.
        ("Thông tư 99/2019/TT-BGDĐT", "2022-01-01", Unknown, None),
        // Issued, acting on others, but not said to be in force.
        ("Thông tư 20/2023/TT-BGDĐT", "2024-01-01", Unknown, None),
    ] {
        let status = status(&work(name), &evidence, &question(asked));
        let since_said = status.since.map(|date| date.to_string());
        assert_eq!((status.verdict, since_said.as_deref()), (verdict, since), "{name} {asked}: {status:#?}");
        let silent = status.evidence.is_empty();
        assert!(!silent || matches!(verdict, Unknown | NotYet), "{name} {asked} has no evidence");
    }
}

#[test]
fn grades_come_one_by_one() {
    use Verdict::{InForce, NotYet, NotYetForGrade, Replaced, Unknown};
    let evidence = known();
    for (name, asked, verdict, instead) in [
        ("Thông tư 27/2020/TT-BGDĐT", "2023-2024/5", NotYetForGrade, &["30", "22"][..]),
        ("Thông tư 27/2020/TT-BGDĐT", "2023-2024/4", InForce, &[]),
        ("Thông tư 27/2020/TT-BGDĐT", "2024-2025/5", InForce, &[]),
        ("Thông tư 27/2020/TT-BGDĐT", "2020-2021/1", NotYet, &["30", "22"]),
        ("Thông tư 27/2020/TT-BGDĐT", "2020-10-20/1", InForce, &[]),
        ("Thông tư 27/2020/TT-BGDĐT", "2020-10-20/2", NotYetForGrade, &["30", "22"]),
        // It has nothing to do with grade 6.
        ("Thông tư 27/2020/TT-BGDĐT", "2023-2024/6", Unknown, &[]),
        ("Thông tư 30/2014/TT-BGDĐT", "2023-2024/5", InForce, &[]),
        ("Thông tư 30/2014/TT-BGDĐT", "2023-2024/4", Replaced, &["27"]),
        ("Thông tư 22/2016/TT-BGDĐT", "2023-2024/5", InForce, &[]),
        ("Thông tư 22/2016/TT-BGDĐT", "2024-2025/5", Replaced, &["27"]),
        ("Thông tư 30/2014/TT-BGDĐT", "2019-2020/3", InForce, &[]),
    ] {
        let status = status(&work(name), &evidence, &question(asked));
        assert_eq!(status.verdict, verdict, "{name} {asked}: {status:#?}");
        assert_eq!(names(&status.instead), instead, "{name} {asked}");
    }
}

#[test]
fn without_a_grade_the_answer_tells_them_apart() {
    let evidence = known();
    let told = status(&work("Thông tư 27/2020/TT-BGDĐT"), &evidence, &question("2023-2024"));
    assert_eq!(told.verdict, Verdict::Partly);
    let parts: Vec<_> =
        told.grades.iter().map(|part| (part.grades.clone(), part.verdict, names(&part.instead))).collect();
    assert_eq!(
        parts,
        [
            (vec![1, 2, 3, 4], Verdict::InForce, vec![]),
            (vec![5], Verdict::NotYetForGrade, vec!["30".to_owned(), "22".to_owned()]),
        ]
    );
    let old = status(&work("Thông tư 30/2014/TT-BGDĐT"), &evidence, &question("2023-2024"));
    let parts: Vec<_> = old.grades.iter().map(|part| (part.grades.clone(), part.verdict)).collect();
    assert_eq!(parts, [(vec![1, 2, 3, 4], Verdict::Replaced), (vec![5], Verdict::InForce)]);
    // For a level whose grades all agree there is one answer.
    let later = status(&work("Thông tư 30/2014/TT-BGDĐT"), &evidence, &question("2024-2025"));
    assert_eq!((later.verdict, later.grades.len()), (Verdict::Replaced, 0));
    assert_eq!(later.since.map(|date| date.to_string()).as_deref(), Some("2020-10-20"));
    // The level narrows the grades.
    let upper = Question { level: Some(Level::Thcs), ..question("2023-2024") };
    assert!(status(&work("Thông tư 27/2020/TT-BGDĐT"), &evidence, &upper).grades.is_empty());
}

#[test]
fn chains_are_followed() {
    let evidence = known();
    let told = status(&work("Thông tư 09/2009/TT-BGDĐT"), &evidence, &question("2025-01-01"));
    assert_eq!(told.verdict, Verdict::Replaced);
    assert_eq!((names(&told.chain), names(&told.instead)), (vec!["36".into(), "9".into()], vec!["9".to_owned()]));
    // In between, the first successor holds.
    let told = status(&work("Thông tư 09/2009/TT-BGDĐT"), &evidence, &question("2020-01-01"));
    assert_eq!((names(&told.chain), names(&told.instead)), (vec!["36".to_owned()], vec!["36".to_owned()]));
    // A circle of statements ends.
    let mut round = known();
    round.extend([effect(
        1,
        EffectVerb::Replaces,
        "Thông tư 09/2009/TT-BGDĐT",
        "Thông tư 09/2024/TT-BGDĐT",
        Some("2024-08-01"),
    )]);
    let told = status(&work("Thông tư 36/2017/TT-BGDĐT"), &round, &question("2025-01-01"));
    assert_eq!((told.verdict, told.instead.len()), (Verdict::Replaced, 0));
}

#[test]
fn what_changes_later_is_told() {
    let told = status(&work("Thông tư 36/2017/TT-BGDĐT"), &known(), &question("2024-01-01"));
    let coming: Vec<_> = told.coming.iter().map(|change| change.from.map(|from| from.to_string())).collect();
    assert_eq!(coming, [Some("2024-07-19".to_owned())]);
    let told = status(&work("Thông tư 30/2014/TT-BGDĐT"), &known(), &question("2023-2024/5"));
    assert_eq!(told.coming.first().and_then(|c| c.from).map(|from| from.to_string()).as_deref(), Some("2024-09-01"));
}

#[test]
fn directives_say_who_is_still_under_the_old_rules() {
    // Without the steps in the registry, the guidance of the year tells.
    let evidence = Evidence::new(vec![
        effect(9, EffectVerb::Replaces, "Thông tư 27/2020/TT-BGDĐT", "Thông tư 30/2014/TT-BGDĐT", Some("2020-10-20")),
        applies(1, "Thông tư 30/2014/TT-BGDĐT", &[5], "2023-2024"),
        applies(1, "Thông tư 27/2020/TT-BGDĐT", &[1, 2, 3, 4], "2023-2024"),
    ]);
    let told = status(&work("Thông tư 27/2020/TT-BGDĐT"), &evidence, &question("2023-2024/5"));
    assert_eq!(told.verdict, Verdict::NotYetForGrade, "{told:#?}");
    assert_eq!(told.evidence.len(), 2, "both statements of the guidance: {told:#?}");
    let told = status(&work("Thông tư 27/2020/TT-BGDĐT"), &evidence, &question("2023-2024/4"));
    assert_eq!(told.verdict, Verdict::InForce);
    // A statement of another year says nothing of this one.
    let told = status(&work("Thông tư 27/2020/TT-BGDĐT"), &evidence, &question("2022-2023/5"));
    assert_eq!(told.verdict, Verdict::Unknown);
}

#[test]
fn a_directive_does_not_revive_what_has_ended_at_once() {
    let mut evidence = known();
    evidence.extend([applies(7, "Thông tư 36/2017/TT-BGDĐT", &[5], "2024-2025")]);
    let told = status(&work("Thông tư 36/2017/TT-BGDĐT"), &evidence, &question("2024-2025"));
    assert_eq!(told.verdict, Verdict::Replaced);
    assert_eq!(told.disagreements.len(), 1, "it is shown beside: {told:#?}");
    // Nor does it put off a step of the new rules; where their steps do not name the grade, it tells who waits.
    let mut evidence = known();
    evidence.extend([applies(7, "Thông tư 30/2014/TT-BGDĐT", &[4], "2023-2024")]);
    let told = status(&work("Thông tư 30/2014/TT-BGDĐT"), &evidence, &question("2023-2024/4"));
    assert_eq!((told.verdict, told.disagreements.len()), (Verdict::Replaced, 1), "{told:#?}");
    let steps = KNOWN.replace("{ grades = [5], from = \"2024-2025\" },", "");
    let registry = Registry::parse("test.toml", &steps).unwrap_or_else(|error| panic!("{error}"));
    let mut evidence = Evidence::new(registry.statements().to_vec());
    evidence.extend([applies(7, "Thông tư 30/2014/TT-BGDĐT", &[5], "2023-2024")]);
    let told = status(&work("Thông tư 30/2014/TT-BGDĐT"), &evidence, &question("2023-2024/5"));
    assert_eq!((told.verdict, told.doubt), (Verdict::InForce, Some(Doubt::Transition)));
}

/// A directive by an agency of a tier that says who is under which rules in 2023-2024.
fn applies_by(tier: Tier, name: &str, grades: &[u32], year: &str) -> Statement {
    let mut statement = applies(tier as i64 + 20, name, grades, year);
    if let Source::Text { tier: own, .. } = &mut statement.source {
        *own = Some(tier);
    }
    statement
}

#[test]
fn nobody_below_puts_off_or_brings_forward_what_the_steps_say() {
    use Tier::{District, Province, School};
    use Verdict::{InForce, NotYetForGrade, Replaced};
    const NEW: &str = "Thông tư 27/2020/TT-BGDĐT";
    const OLD: &str = "Thông tư 30/2014/TT-BGDĐT";
    // Of a replacement whose steps are not known, the word of the highest tier counts.
    let open = |said: Vec<Statement>| {
        let mut all = said;
        all.push(effect(9, EffectVerb::Replaces, NEW, OLD, Some("2020-10-20")));
        Evidence::new(all)
    };
    let steps = |said: Vec<Statement>| {
        let mut all = known();
        all.extend(said);
        all
    };
    for (evidence, name, asked, verdict, disagreements) in [
        (steps(vec![applies_by(School, NEW, &[1, 2, 3, 4, 5], "2023-2024")]), NEW, "2023-2024/5", NotYetForGrade, 1),
        (steps(vec![applies_by(School, NEW, &[1, 2, 3, 4, 5], "2023-2024")]), NEW, "2023-2024/4", InForce, 0),
        (steps(vec![applies_by(Province, OLD, &[4], "2023-2024")]), NEW, "2023-2024/4", InForce, 0),
        (steps(vec![applies_by(Province, OLD, &[4], "2023-2024")]), OLD, "2023-2024/4", Replaced, 1),
        // What is said of another year or another grade contradicts nothing.
        (steps(vec![applies_by(Province, OLD, &[4], "2022-2023")]), OLD, "2023-2024/4", Replaced, 0),
        (steps(vec![applies_by(Province, OLD, &[5], "2023-2024")]), OLD, "2023-2024/4", Replaced, 0),
        (
            open(vec![applies_by(School, NEW, &[5], "2023-2024"), applies_by(Province, OLD, &[5], "2023-2024")]),
            NEW,
            "2023-2024/5",
            NotYetForGrade,
            1,
        ),
        (
            open(vec![applies_by(School, OLD, &[5], "2023-2024"), applies_by(District, NEW, &[5], "2023-2024")]),
            NEW,
            "2023-2024/5",
            InForce,
            0,
        ),
    ] {
        let told = status(&work(name), &evidence, &question(asked));
        assert_eq!((told.verdict, told.disagreements.len()), (verdict, disagreements), "{name} {asked}: {told:#?}");
    }
    // Without a grade as well.
    let evidence = steps(vec![applies_by(School, NEW, &[1, 2, 3, 4, 5], "2023-2024")]);
    let told = status(&work(NEW), &evidence, &question("2023-2024"));
    assert_eq!((told.grades.len(), told.disagreements.len()), (2, 1), "{told:#?}");
}

#[test]
fn a_grade_is_told_from_which_school_year() {
    let old = work("Thông tư 30/2014/TT-BGDĐT");
    for (asked, since, steps) in [
        ("2023-2024/4", "2023-09-01", Some("2023-2024")),
        ("2024-2025/4", "2023-09-01", Some("2023-2024")),
        // The first grade was under the new rules as soon as they took effect.
        ("2023-2024/1", "2020-10-20", None),
    ] {
        let told = status(&old, &known(), &question(asked));
        let change = &told.changes[0];
        assert_eq!(told.since.map(|date| date.to_string()).as_deref(), Some(since), "{asked}");
        assert_eq!(change.steps.map(|(first, _)| first.to_string()).as_deref(), steps, "{asked}");
    }
    let told = status(&old, &known(), &question("2023-2024"));
    let years: Vec<String> = told.grades[0].steps.iter().map(|(grade, year)| format!("{grade}: {year}")).collect();
    assert_eq!(years, ["1: 2020-2021", "2: 2021-2022", "3: 2022-2023", "4: 2023-2024"]);
    // All at once it is told until which year it went on.
    let told = status(&old, &known(), &question("2024-2025"));
    assert_eq!(told.changes[0].steps.map(|(_, last)| last.to_string()).as_deref(), Some("2024-2025"));
}

#[test]
fn a_bare_number_is_no_work() {
    let evidence = || {
        let mut evidence = known();
        let bare = WorkId { number: Some("30".to_owned()), kind: Some(DirectiveKind::ThongTu), ..WorkId::default() };
        let claim = Claim::Applies {
            work: Party::of(bare.clone()),
            grades: vec![6, 7],
            levels: Vec::new(),
            first: "2023-2024".parse().ok(),
            last: "2023-2024".parse().ok(),
            phase: false,
        };
        evidence.extend([text(1, false, claim)]);
        (evidence, bare)
    };
    let (evidence, bare) = evidence();
    let told = status(&bare, &evidence, &question("2025-01-01"));
    assert_eq!((told.verdict, told.doubt), (Verdict::Unknown, Some(Doubt::WhichWork)));
    assert_eq!(names(&told.candidates), ["30"]);
    assert_eq!((told.changes.len(), told.evidence.len()), (0, 0));
    // Nor is what is said of it said of a work of that number.
    let told = status(&work("Thông tư 30/2014/TT-BGDĐT"), &evidence, &question("2023-2024/6"));
    assert!(told.evidence.iter().all(|statement| statement.source.document().is_none()), "{told:#?}");
    // A number with its year that one work bears is that work, one that several bear is none.
    let short = |year: &str| WorkId { year: Some(year.to_owned()), ..bare.clone() };
    let told = status(&short("2014"), &evidence, &question("2025-01-01"));
    assert_eq!(told.verdict, Verdict::Replaced);
    let mut two = known();
    two.extend([effect(1, EffectVerb::Repeals, "Thông tư 5/2020/TT-BTC", "Thông tư 30/2014/TT-BTC", None)]);
    let told = status(&short("2014"), &two, &question("2025-01-01"));
    assert_eq!((told.doubt, told.candidates.len()), (Some(Doubt::WhichWork), 2));
}

#[test]
fn a_draft_decides_nothing_and_is_told_apart() {
    let name = "Thông tư 09/2024/TT-BGDĐT";
    let mut evidence = known();
    let mut draft = effect(4, EffectVerb::Replaces, "Thông tư 7/2026/TT-BGDĐT", name, Some("2026-09-01"));
    let mut plan = applies(4, name, &[5], "2026-2027");
    let mut earlier = applies(4, name, &[5], "2025-2026");
    for statement in [&mut draft, &mut plan, &mut earlier] {
        if let Source::Text { draft, .. } = &mut statement.source {
            *draft = true;
        }
    }
    evidence.extend([draft, plan, earlier]);
    let told = status(&work(name), &evidence, &question("2026-12-01"));
    assert_eq!((told.verdict, told.basis), (Verdict::InForce, Some(Basis::NothingContrary)), "{told:#?}");
    assert_eq!((told.drafted.len(), told.coming.len(), told.disagreements.len()), (2, 0, 0));
}

#[test]
fn a_subject_bounds_the_grades() {
    let registry = r#"
schema = "chidao/registry@1"
[[document]]
name = "Thông tư 22/2021/TT-BGDĐT"
title = "Quy định về đánh giá học sinh trung học cơ sở và học sinh trung học phổ thông"
effective = 2021-09-05
provenance = "known"
effect = [{ verb = "replaces", on = { name = "Thông tư 58/2011/TT-BGDĐT", title = "Quy chế đánh giá học sinh trung học cơ sở và học sinh trung học phổ thông" } }]
applies = [{ grades = [6], from = "2021-2022" }, { grades = [9], from = "2024-2025" }]
[[document]]
name = "Thông tư 32/2020/TT-BGDĐT"
title = "Điều lệ trường trung học cơ sở và trường phổ thông có nhiều cấp học"
effective = 2020-11-01
provenance = "known"
"#;
    let registry = Registry::parse("test.toml", registry).unwrap_or_else(|error| panic!("{error}"));
    let mut evidence = Evidence::new(registry.statements().to_vec());
    evidence.extend([applies_by(Tier::School, "Thông tư 58/2011/TT-BGDĐT", &[5], "2023-2024")]);
    for (name, asked, verdict) in [
        ("Thông tư 58/2011/TT-BGDĐT", "2023-2024/5", Verdict::NotForGrade),
        ("Thông tư 58/2011/TT-BGDĐT", "2023-2024/6", Verdict::Replaced),
        ("Thông tư 58/2011/TT-BGDĐT", "2023-2024/9", Verdict::InForce),
        ("Thông tư 22/2021/TT-BGDĐT", "2023-2024/5", Verdict::NotForGrade),
        ("Thông tư 32/2020/TT-BGDĐT", "2023-2024/5", Verdict::InForce),
    ] {
        let told = status(&work(name), &evidence, &question(asked));
        assert_eq!(told.verdict, verdict, "{name} {asked}: {told:#?}");
        assert_eq!(told.disagreements.len(), usize::from(name.contains("58/2011") && asked.ends_with("/5")), "{asked}");
    }
}

#[test]
fn that_nothing_ends_it_is_no_certainty() {
    for (name, asked, basis) in [
        ("Thông tư 36/2017/TT-BGDĐT", "2024-01-01", Some(Basis::EndsLater)),
        ("Thông tư 09/2024/TT-BGDĐT", "2025-01-01", Some(Basis::NothingContrary)),
        ("Thông tư 36/2017/TT-BGDĐT", "2025-01-01", None),
        ("Thông tư 30/2014/TT-BGDĐT", "2023-2024/5", None),
    ] {
        let told = status(&work(name), &known(), &question(asked));
        assert_eq!(told.basis, basis, "{name} {asked}: {told:#?}");
    }
    let mut evidence = known();
    evidence.extend([applies(1, "Thông tư 09/2024/TT-BGDĐT", &[5], "2024-2025")]);
    let told = status(&work("Thông tư 09/2024/TT-BGDĐT"), &evidence, &question("2024-2025/5"));
    assert_eq!(told.basis, Some(Basis::Applied));
}

#[test]
fn a_text_is_believed_before_the_registry_and_the_difference_shown() {
    let mut evidence = known();
    evidence.extend([effect(
        3,
        EffectVerb::Repeals,
        "Thông tư 09/2024/TT-BGDĐT",
        "Thông tư 36/2017/TT-BGDĐT",
        Some("2024-08-01"),
    )]);
    let name = "Thông tư 36/2017/TT-BGDĐT";
    let told = status(&work(name), &evidence, &question("2024-07-25"));
    assert_eq!(told.verdict, Verdict::InForce, "the clause says 1 August: {told:#?}");
    let told = status(&work(name), &evidence, &question("2024-08-01"));
    // "Hết hiệu lực" and "thay thế" by the same document are one act.
    assert_eq!((told.verdict, told.changes.len()), (Verdict::Replaced, 1));
    assert_eq!(told.since.map(|date| date.to_string()).as_deref(), Some("2024-08-01"));
    assert_eq!(told.disagreements.len(), 1, "{told:#?}");
    assert!(matches!(told.evidence.first().map(|s| &s.source), Some(Source::Text { .. })));
    // The same day in both is no disagreement.
    let mut evidence = known();
    evidence.extend([effect(3, EffectVerb::Replaces, "Thông tư 09/2024/TT-BGDĐT", name, Some("2024-07-19"))]);
    assert_eq!(status(&work(name), &evidence, &question("2024-08-01")).disagreements, []);
}

#[test]
fn a_portals_word_is_marked_and_weakest() {
    let portal = |name: &str, status| Statement {
        claim: Claim::Portal { work: Party::of(work(name)), status },
        source: Source::Portal { document: 5, label: "x".into(), site: Some("vbpl.vn".into()), words: "…".into() },
    };
    let mut evidence = known();
    evidence.extend([
        portal("Thông tư 36/2017/TT-BGDĐT", PortalStatus::InForce),
        portal("Thông tư 77/2019/TT-BGDĐT", PortalStatus::InForce),
        portal("Thông tư 78/2019/TT-BGDĐT", PortalStatus::Expired),
    ]);
    for (name, verdict, doubt, disagreements) in [
        ("Thông tư 36/2017/TT-BGDĐT", Verdict::Replaced, None, 1),
        ("Thông tư 77/2019/TT-BGDĐT", Verdict::InForce, Some(Doubt::PortalOnly), 0),
        ("Thông tư 78/2019/TT-BGDĐT", Verdict::Expired, Some(Doubt::PortalOnly), 0),
    ] {
        let told = status(&work(name), &evidence, &question("2025-01-01"));
        assert_eq!((told.verdict, told.doubt, told.disagreements.len()), (verdict, doubt, disagreements), "{name}");
    }
}

#[test]
fn a_letter_that_replaces_a_letter_acts_from_its_date() {
    let dated = |name: &str, day: &str| WorkId { date: day.parse().ok(), ..work(name) };
    let (new, old) = (dated("Công văn 248/PGDĐT-GDTH", "2024-09-09"), dated("Công văn 236/PGDĐT-GDTH", "2023-09-07"));
    let claim = Claim::Effect {
        verb: EffectVerb::Replaces,
        by: Party::of(new),
        on: Party::of(old.clone()),
        scope: None,
        except: None,
        from: None,
        to: None,
    };
    let evidence = Evidence::new(vec![text(1, true, claim)]);
    for (asked, verdict) in [("2024-09-08", Verdict::InForce), ("2024-09-09", Verdict::Replaced)] {
        let told = status(&old, &evidence, &question(asked));
        assert_eq!(told.verdict, verdict, "{asked}: {told:#?}");
        assert!(told.changes.iter().all(|change| change.from_issue), "the day is that of issue");
    }
}

/// What a third paper says of two others, as "được sửa đổi bởi …".
fn hearsay(document: i64, verb: EffectVerb, by: &str, on: &str) -> Statement {
    let Statement { claim, .. } = effect(document, verb, by, on, None);
    text(document, false, claim)
}

#[test]
fn what_a_third_paper_says_counts_where_nobody_tells_more() {
    let (old, new) = ("Thông tư 5/2019/TT-BTC", "Thông tư 8/2023/TT-BTC");
    let asked = |evidence: &Evidence, day: &str| {
        let status = status(&work(old), evidence, &question(day));
        (status.verdict, status.changes.len(), status.doubt)
    };
    let told = hearsay(1, EffectVerb::Replaces, new, old);
    let evidence = Evidence::new(vec![told.clone()]);
    // The year after the number's year is over, the replacement has begun; nobody says on which day.
    assert_eq!(asked(&evidence, "2025-03-01"), (Verdict::Replaced, 1, Some(Doubt::EndUnknown)));
    assert_eq!(asked(&evidence, "2022-03-01").0, Verdict::InForce);
    // It is not said twice, and the source that knows the day and the provisions decides.
    let mut part = effect(2, EffectVerb::Replaces, new, old, Some("2023-06-01"));
    if let Claim::Effect { scope, .. } = &mut part.claim {
        *scope = Some("Điều 3".to_owned());
    }
    let evidence = Evidence::new(vec![told, part]);
    assert_eq!(asked(&evidence, "2025-03-01"), (Verdict::Partly, 1, None));
}

/// The step by which a work comes to a grade, as its own text states it.
fn step(document: i64, name: &str, grade: u32, year: &str) -> Statement {
    let claim = Claim::Applies {
        work: Party::of(work(name)),
        grades: vec![grade],
        levels: Vec::new(),
        first: year.parse().ok(),
        last: None,
        phase: true,
    };
    text(document, true, claim)
}

fn in_words(mut statement: Statement, said: &str) -> Statement {
    if let Source::Text { words, .. } = &mut statement.source {
        *words = said.to_owned();
    }
    statement
}

#[test]
fn a_stated_end_is_put_off_by_no_steps() {
    use Verdict::{InForce, Repealed, Replaced};
    let new = "Thông tư 51/2029/TT-BGDĐT";
    let from = Some("2029-03-01");
    let steps = || vec![step(1, new, 1, "2029-2030"), step(1, new, 2, "2030-2031")];
    let repeals = |on: &str, words: &str| in_words(effect(1, EffectVerb::Repeals, new, on, from), words);
    let mut said = steps();
    said.push(repeals("Thông tư 6/2019/TT-BGDĐT", "hết hiệu lực kể từ ngày Thông tư này có hiệu lực"));
    said.push(repeals("Thông tư 7/2019/TT-BGDĐT", "hết hiệu lực theo lộ trình tại khoản 1"));
    said.push(effect(1, EffectVerb::Replaces, new, "Thông tư 8/2019/TT-BGDĐT", from));
    // What one clause replaces and another ends on a later day ends on that day.
    said.push(effect(1, EffectVerb::Replaces, new, "Thông tư 9/2019/TT-BGDĐT", from));
    said.push(effect(1, EffectVerb::Repeals, new, "Thông tư 9/2019/TT-BGDĐT", Some("2029-06-01")));
    // Of what ends at once the clause itself may spare a grade for some time.
    said.push(repeals("Thông tư 11/2019/TT-BGDĐT", "hết hiệu lực kể từ ngày Thông tư này có hiệu lực"));
    said.push(applies(1, "Thông tư 11/2019/TT-BGDĐT", &[2], "2029-2030"));
    let evidence = Evidence::new(said);
    for (name, asked, verdict) in [
        ("Thông tư 6/2019/TT-BGDĐT", "2029-02-28/2", InForce),
        ("Thông tư 6/2019/TT-BGDĐT", "2029-03-01/2", Repealed),
        ("Thông tư 6/2019/TT-BGDĐT", "2029-10-01/2", Repealed),
        ("Thông tư 6/2019/TT-BGDĐT", "2029-10-01", Repealed),
        ("Thông tư 7/2019/TT-BGDĐT", "2029-10-01/2", InForce),
        ("Thông tư 8/2019/TT-BGDĐT", "2029-10-01/1", Replaced),
        ("Thông tư 8/2019/TT-BGDĐT", "2029-10-01/2", InForce),
        ("Thông tư 9/2019/TT-BGDĐT", "2029-05-31/2", InForce),
        ("Thông tư 9/2019/TT-BGDĐT", "2029-06-01/2", Replaced),
        ("Thông tư 11/2019/TT-BGDĐT", "2029-10-01/1", Repealed),
        ("Thông tư 11/2019/TT-BGDĐT", "2029-10-01/2", InForce),
        ("Thông tư 11/2019/TT-BGDĐT", "2030-10-01/2", Repealed),
    ] {
        let told = status(&work(name), &evidence, &question(asked));
        assert_eq!(told.verdict, verdict, "{name} {asked}: {told:#?}");
    }
    let told = status(&work("Thông tư 6/2019/TT-BGDĐT"), &evidence, &question("2029-10-01"));
    assert!(told.grades.is_empty() && told.changes.iter().all(|change| change.steps.is_none()), "{told:#?}");
}

#[test]
fn nobody_ends_what_stands_above_him() {
    let act = |verb, by: &str, tier: Option<Tier>, on: &str| Statement {
        claim: Claim::Effect {
            verb,
            by: Party::of(work_of_name(by).expect("a work")),
            on: Party::of(work_of_name(on).expect("a work")),
            scope: None,
            except: None,
            from: Some(PartialDate::Day(jiff::civil::date(2024, 9, 1))),
            to: None,
        },
        source: Source::Text {
            document: 1,
            label: by.to_owned(),
            date: None,
            own: true,
            tier,
            draft: false,
            page: 1,
            line: 1,
            span: Span { start: 0, end: 0 },
            words: String::new(),
            clause: None,
        },
    };
    let circular = "Thông tư 27/2020/TT-BGDĐT";
    for (by, tier, on, ends) in [
        ("Thông tư 30/2024/TT-BGDĐT", None, circular, true),
        // Whatever was read of its letterhead.
        ("Thông tư 30/2024/TT-BGDĐT", Some(Tier::School), circular, true),
        ("Quyết định 12/QĐ-BGDĐT", Some(Tier::Nation), circular, true),
        ("Quyết định 12/QĐ-UBND", Some(Tier::Province), circular, false),
        ("Quyết định 12/QĐ-SGDĐT", None, circular, false),
        ("Quyết định 12/QĐ-THLL", Some(Tier::School), circular, false),
        // Of whom nothing is known, nothing is presumed.
        ("Quyết định 12/QĐ-UBND", None, circular, true),
        ("Quyết định 12/QĐ-UBND", Some(Tier::District), "Quyết định 7/QĐ-UBND", true),
        ("Quyết định 12/QĐ-UBND", Some(Tier::Province), "Quyết định 7/QĐ-SGDĐT", true),
        ("Quyết định 12/QĐ-PGDĐT", Some(Tier::District), "Quyết định 7/QĐ-SGDĐT", false),
        ("Quyết định 12/QĐ-UBND", Some(Tier::Commune), "Quyết định 7/QĐ-PGDĐT", true),
        ("Quyết định 12/QĐ-THLL", Some(Tier::School), "Quyết định 7/QĐ-PGDĐT", false),
    ] {
        for verb in [EffectVerb::Replaces, EffectVerb::Repeals] {
            let statement = act(verb, by, tier, on);
            assert_eq!(statement.is_beyond_powers(), !ends, "{by} of {tier:?} on {on}");
            let evidence = Evidence::new(vec![statement]);
            let question = Question::on(jiff::civil::date(2024, 10, 1)).expect("a day");
            let said = status(&work_of_name(on).expect("a work"), &evidence, &question);
            assert_eq!(said.verdict.is_ended(), ends, "{by} of {tier:?} on {on}: {:?}", said.verdict);
        }
    }
}
