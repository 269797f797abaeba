//! The judgement as tables: what is known, what is asked, what is answered.

use super::*;
use crate::directive::{PortalStatus, Span};
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
    Evidence::new(registry.statements())
}

fn text(document: i64, own: bool, claim: Claim) -> Statement {
    let source = Source::Text {
        document,
        label: format!("{document}/CV"),
        date: None,
        own,
        page: 2,
        line: 1,
        span: Span::new(0, 1),
        words: String::new(),
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
    // But where the new rules come in steps, it tells that a step has not come yet, whatever the registry says.
    let mut evidence = known();
    evidence.extend([applies(7, "Thông tư 30/2014/TT-BGDĐT", &[4], "2023-2024")]);
    let told = status(&work("Thông tư 30/2014/TT-BGDĐT"), &evidence, &question("2023-2024/4"));
    assert_eq!((told.verdict, told.doubt), (Verdict::InForce, Some(Doubt::Transition)));
    // The document that is checked does not excuse itself.
    let itself = Question { apart: Some(7), ..question("2023-2024/4") };
    let told = status(&work("Thông tư 30/2014/TT-BGDĐT"), &evidence, &itself);
    assert_eq!(told.verdict, Verdict::Replaced);
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
