//! A check as tables: a sentence, a date, what is known – and which rules find something.

use super::*;
use crate::detect;
use crate::directive::{DirectiveKind, EffectVerb, Level, PartialDate, Span};
use crate::lineage::identity::WorkId;
use crate::lineage::registry::{Registry, work_of_name};
use crate::lineage::status::{Claim, Evidence, Party, Source, Statement};
use crate::text::{Paragraph, Text, Zone};

const KNOWN: &str = r#"
schema = "chidao/registry@1"
[[document]]
name = "Thông tư 27/2020/TT-BGDĐT"
issued = 2020-09-04
effective = 2020-10-20
provenance = "known"
effect = [{ verb = "replaces", on = "Thông tư 30/2014/TT-BGDĐT" }]
title = "Quy định đánh giá học sinh tiểu học"
applies = [
  { grades = [1], from = "2020-2021" }, { grades = [2], from = "2021-2022" }, { grades = [3], from = "2022-2023" },
  { grades = [4], from = "2023-2024" }, { grades = [5], from = "2024-2025" },
]
[[document]]
name = "Thông tư 09/2024/TT-BGDĐT"
issued = 2024-06-03
effective = 2024-07-19
provenance = "clause"
effect = [{ verb = "replaces", on = "Thông tư 36/2017/TT-BGDĐT" }]
[[document]]
name = "Thông tư 22/2021/TT-BGDĐT"
title = "Quy định về đánh giá học sinh trung học cơ sở và học sinh trung học phổ thông"
effective = 2021-09-05
provenance = "known"
effect = [{ verb = "replaces", on = { name = "Thông tư 58/2011/TT-BGDĐT", title = "Quy chế đánh giá học sinh trung học cơ sở và học sinh trung học phổ thông" } }]
applies = [{ grades = [6, 7, 8], from = "2021-2022" }, { grades = [9], from = "2024-2025" }]
[[document]]
name = "Thông tư 13/2022/TT-BGDĐT"
effective = 2022-08-03
provenance = "known"
effect = [{ verb = "amends", on = "Thông tư 32/2018/TT-BGDĐT" }]
[[document]]
name = "Nghị định 11/2021/NĐ-CP"
effective = 2021-06-01
provenance = "known"
effect = [
  { verb = "repeals", on = "Nghị định 71/2009/NĐ-CP" },
  { verb = "suspends", on = "Nghị định 72/2009/NĐ-CP", to = 2021-12-31 },
]
"#;

fn text(source: &str) -> Text {
    let mut text = Text::default();
    for line in source.lines() {
        if !text.content.is_empty() {
            text.content.push('\n');
        }
        let start = text.content.len();
        text.content.push_str(line);
        let span = Span::new(start, text.content.len());
        text.paragraphs.push(Paragraph { span, zone: Zone::Body, page: 1, block: 0, bold: false, centered: false });
    }
    text
}

struct Case<'a> {
    words: &'a str,
    header: Header,
    years: Vec<SchoolYear>,
    as_of: Option<AsOf>,
    works: Vec<KnownWork>,
}

impl<'a> Case<'a> {
    /// A công văn of that day about primary schools.
    fn new(day: &str, words: &'a str) -> Self {
        let header = Header {
            number: Some("1".to_owned()),
            symbol: Some("PGD-GDTH".to_owned()),
            kind: Some(DirectiveKind::CongVan),
            date: day.parse().ok(),
            levels: vec![Level::TieuHoc],
            ..Header::default()
        };
        Self { words, header, years: Vec::new(), as_of: None, works: Vec::new() }
    }

    fn findings(&self) -> Vec<Finding> {
        let registry = Registry::parse("test.toml", KNOWN).unwrap_or_else(|error| panic!("{error}"));
        self.findings_by(&Evidence::new(registry.statements().to_vec()))
    }

    fn findings_by(&self, evidence: &Evidence) -> Vec<Finding> {
        let text = text(self.words);
        let facts = detect::detect(&text);
        let own = self.header.date.unwrap_or(PartialDate::Year(2000)).first_day();
        let draft = Draft {
            header: &self.header,
            school_years: &self.years,
            references: &facts.references,
            certainty: &[],
            validity: &facts.validity,
            text: &text.content,
            as_of: self.as_of.unwrap_or(AsOf::day(own)),
        };
        check(&draft, &Known { evidence, works: &self.works }).findings
    }

    /// The rules that find something, notes on completeness aside.
    fn rules(&self) -> Vec<&'static str> {
        let told = |finding: &Finding| finding.rule() != Rule::Incomplete;
        self.findings().iter().filter(|finding| told(finding)).map(|finding| finding.rule().id()).collect()
    }
}

fn elsewhere(name: &str, day: &str, document: i64) -> KnownWork {
    let id = work_of_name(name).unwrap_or_else(|fault| panic!("{fault}"));
    let source = Source::Text {
        document,
        label: format!("{document}/BC"),
        date: None,
        own: false,
        tier: None,
        draft: false,
        page: 3,
        line: 1,
        span: Span::new(0, 1),
        words: name.to_owned(),
        clause: None,
    };
    let witness =
        CitedElsewhere { date: day.parse().ok(), issuer: None, title: None, own: false, source: Some(source) };
    KnownWork { id: WorkId { date: None, ..id }, witnesses: vec![witness] }
}

#[test]
fn citations_are_judged_as_of_the_directives_own_date() {
    for (day, words, want) in [
        ("2024-07-18", "Các trường thực hiện Thông tư số 36/2017/TT-BGDĐT ngày 28/12/2017.", &[][..]),
        ("2024-07-19", "Các trường thực hiện Thông tư số 36/2017/TT-BGDĐT ngày 28/12/2017.", &["citation/replaced"]),
        ("2024-09-04", "Căn cứ Thông tư số 36/2017/TT-BGDĐT ngày 28/12/2017;", &["citation/replaced"]),
        ("2024-09-04", "Các trường thực hiện Thông tư số 09/2024/TT-BGDĐT ngày 03/6/2024.", &[]),
        ("2024-07-01", "Các trường thực hiện Thông tư số 09/2024/TT-BGDĐT ngày 03/6/2024.", &["citation/not-yet"]),
        // Announced, not applied.
        ("2024-07-01", "Thông tư số 09/2024/TT-BGDĐT ngày 03/6/2024 có hiệu lực từ ngày 19/7/2024.", &[]),
        ("2022-01-01", "Các trường thực hiện Nghị định số 71/2009/NĐ-CP ngày 01/9/2009.", &["citation/repealed"]),
        ("2021-07-01", "Các trường thực hiện Nghị định số 72/2009/NĐ-CP ngày 01/9/2009.", &["citation/suspended"]),
        ("2022-01-01", "Các trường thực hiện Nghị định số 72/2009/NĐ-CP ngày 01/9/2009.", &[]),
        // Nothing is known: no finding.
        ("2024-09-04", "Các trường thực hiện Thông tư số 55/2011/TT-BGDĐT ngày 22/11/2011.", &[]),
        ("2024-09-04", "Các trường thực hiện Thông tư số 32/2018/TT-BGDĐT ngày 26/12/2018.", &["citation/amended"]),
        ("2022-08-02", "Các trường thực hiện Thông tư số 32/2018/TT-BGDĐT ngày 26/12/2018.", &[]),
        // Both are cited.
        (
            "2024-09-04",
            "Thực hiện Thông tư số 32/2018/TT-BGDĐT ngày 26/12/2018 và Thông tư số 13/2022/TT-BGDĐT ngày 03/8/2022.",
            &[],
        ),
    ] {
        assert_eq!(Case::new(day, words).rules(), want, "{day}: {words}");
    }
}

#[test]
fn who_knows_that_it_ended_is_not_told() {
    for words in [
        "Thực hiện Thông tư số 09/2024/TT-BGDĐT ngày 03/6/2024 thay thế Thông tư số 36/2017/TT-BGDĐT.",
        "Thông tư số 36/2017/TT-BGDĐT đã được thay thế bởi Thông tư số 09/2024/TT-BGDĐT.",
        "Thông tư số 36/2017/TT-BGDĐT không còn áp dụng từ năm học này.",
        "Các trường không viện dẫn Thông tư số 36/2017/TT-BGDĐT trong văn bản ban hành từ nay trở đi.",
        "Trước đây thực hiện Thông tư số 36/2017/TT-BGDĐT.",
        "Nay là Thông tư số 09/2024/TT-BGDĐT. Các trường từng làm theo Thông tư số 36/2017/TT-BGDĐT.",
    ] {
        assert_eq!(Case::new("2024-09-04", words).rules(), [""; 0], "{words}");
    }
}

#[test]
fn grades_that_wait_excuse_the_old_rules() {
    let year = |text: &str| text.parse::<SchoolYear>().unwrap_or_else(|error| panic!("{error}"));
    for (day, years, words, want) in [
        ("2023-09-05", "2023-2024", "Lớp 5 đánh giá theo Thông tư số 30/2014/TT-BGDĐT ngày 28/8/2014.", &[][..]),
        (
            "2023-09-05",
            "2023-2024",
            "Lớp 4 đánh giá theo Thông tư số 30/2014/TT-BGDĐT ngày 28/8/2014.",
            &["citation/replaced"],
        ),
        // No grade is named: it still holds for one that the directive governs.
        ("2023-09-05", "2023-2024", "Đánh giá học sinh theo Thông tư số 30/2014/TT-BGDĐT ngày 28/8/2014.", &[]),
        (
            "2024-09-05",
            "2024-2025",
            "Đánh giá học sinh theo Thông tư số 30/2014/TT-BGDĐT ngày 28/8/2014.",
            &["citation/replaced"],
        ),
        (
            "2023-09-05",
            "2023-2024",
            "Lớp 5 đánh giá theo Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020.",
            &["citation/not-yet"],
        ),
        ("2023-09-05", "2023-2024", "Lớp 1 đến lớp 4 đánh giá theo Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020.", &[]),
    ] {
        let case = Case { years: vec![year(years)], ..Case::new(day, words) };
        assert_eq!(case.rules(), want, "{day}: {words}");
    }
    // A report closes the year in which the old rules still held.
    let words = "Học sinh lớp 5 đánh giá theo Thông tư số 30/2014/TT-BGDĐT ngày 28/8/2014.";
    let mut report = Case::new("2024-06-25", words);
    report.header.kind = Some(DirectiveKind::BaoCao);
    assert_eq!(report.rules(), [""; 0]);
}

#[test]
fn a_regulation_of_other_grades_is_told_and_nothing_proposed() {
    for (day, words, want) in [
        ("2023-09-05", "Lớp 5 áp dụng Thông tư số 58/2011/TT-BGDĐT ngày 12/12/2011.", &["citation/other-grades"][..]),
        ("2023-09-05", "Lớp 5 áp dụng Thông tư số 22/2021/TT-BGDĐT ngày 20/7/2021.", &["citation/other-grades"]),
        ("2023-09-05", "Lớp 9 áp dụng Thông tư số 58/2011/TT-BGDĐT ngày 12/12/2011.", &[]),
        ("2024-09-05", "Lớp 9 áp dụng Thông tư số 58/2011/TT-BGDĐT ngày 12/12/2011.", &["citation/replaced"]),
        // No grade is named: a primary school may cite what it is not bound by, as long as it is in force.
        ("2023-09-05", "Thực hiện Thông tư số 22/2021/TT-BGDĐT ngày 20/7/2021.", &[]),
    ] {
        let year = SchoolYear::of_day(day.parse().unwrap_or_else(|_| panic!("{day}")));
        let case = Case { years: year.into_iter().collect(), ..Case::new(day, words) };
        let findings = case.findings();
        let told: Vec<&Finding> = findings.iter().filter(|finding| finding.rule() != Rule::Incomplete).collect();
        assert_eq!(told.iter().map(|finding| finding.rule().id()).collect::<Vec<_>>(), want, "{day}: {words}");
        for finding in told.iter().filter(|finding| finding.rule() == Rule::OtherGrades) {
            assert_eq!((finding.suggestion.as_deref(), finding.severity()), (None, Severity::Error), "{words}");
        }
    }
}

#[test]
fn what_lies_behind_the_latest_day_is_in_the_future() {
    let words = "Theo Công văn số 12/PGDĐT ngày 20/9/2023.";
    for (latest, want) in [("2023-09-30", &[][..]), ("2023-09-19", &["citation/future-date"])] {
        let day = |text: &str| text.parse().unwrap_or_else(|_| panic!("{text}"));
        let as_of = Some(AsOf { day: day("2023-09-01"), latest: day(latest), certain: true });
        assert_eq!(Case { as_of, ..Case::new("2023-09", words) }.rules(), want, "{latest}");
    }
}

#[test]
fn a_paper_without_a_number_is_no_citation() {
    let mut evidence = Evidence::new(Vec::new());
    let old = work_of_name("Thông tư 27/2020/TT-BGDĐT").unwrap_or_else(|fault| panic!("{fault}"));
    let by = Party { id: WorkId::default(), name: "van-ban.txt".to_owned(), title: None };
    let claim = Claim::Effect {
        verb: EffectVerb::Replaces,
        by,
        on: Party::of(old),
        scope: None,
        except: None,
        from: "2023-01-01".parse().ok(),
        to: None,
    };
    let source = elsewhere("Thông tư 27/2020/TT-BGDĐT", "2020-09-04", 5).witnesses.remove(0).source;
    evidence.extend(source.map(|source| Statement { claim, source }));
    let case = Case::new("2024-09-04", "Các trường thực hiện Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020.");
    let found = case.findings_by(&evidence);
    let replaced: Vec<_> = found.iter().filter(|finding| finding.rule() == Rule::Replaced).collect();
    assert_eq!(replaced.iter().map(|finding| finding.suggestion.as_deref()).collect::<Vec<_>>(), [None]);
}

#[test]
fn a_time_that_is_only_inferred_makes_no_error() {
    let words = "Các trường thực hiện Thông tư số 36/2017/TT-BGDĐT ngày 28/12/2017.";
    let span = |first: &str, last: &str| {
        let day = |text: &str| text.parse().unwrap_or_else(|_| panic!("{text}"));
        Some(AsOf { day: day(first), latest: day(last), certain: false })
    };
    let severities = |as_of| {
        let case = Case { as_of, ..Case::new("", words) };
        case.findings().iter().filter(|f| f.rule() == Rule::Replaced).map(Finding::severity).collect::<Vec<_>>()
    };
    assert_eq!(severities(span("2024-08-01", "2024-12-31")), [Severity::Warning]);
    assert_eq!(severities(span("2024-06-01", "2024-12-31")), [], "it may have been issued before");
}

#[test]
fn forms_that_cannot_be_are_told_with_what_is_meant() {
    for (words, rule, suggestion) in [
        (
            "Theo Nghị định 80/NĐ-CP ngày 17/7/2017 của Chính phủ.",
            "citation/missing-year",
            Some("Nghị định 80/2017/NĐ-CP ngày 17/7/2017 của Chính phủ"),
        ),
        (
            "Theo Công văn số 2474/SGDDĐT-TrH ngày 16/8/2024.",
            "citation/agency",
            Some("Công văn số 2474/SGDĐT-TrH ngày 16/8/2024"),
        ),
        (
            "Theo Công văn số 353/KH-PGDĐT ngày 25/9/2023.",
            "citation/kind",
            Some("Kế hoạch số 353/KH-PGDĐT ngày 25/9/2023"),
        ),
        ("Theo Công văn số 12/PGDĐT ngày 31/02/2023.", "citation/impossible-date", None),
        ("Theo Công văn số 12/PGDĐT ngày 31 tháng 4 năm 2023.", "citation/impossible-date", None),
        ("Theo Công văn số 12/PGDĐT ngày 05/9/2024.", "citation/future-date", None),
        ("Theo Thông tư số 55/2011/TT-BGDĐT ngày 22/11/2012.", "citation/year-and-date", None),
    ] {
        let found = Case::new("2024-09-04", words).findings();
        let told: Vec<&Finding> = found.iter().filter(|finding| finding.rule() != Rule::Incomplete).collect();
        assert_eq!(told.iter().map(|finding| finding.rule().id()).collect::<Vec<_>>(), [rule], "{words}");
        assert_eq!(told[0].suggestion.as_deref(), suggestion, "{words}");
    }
    for words in [
        "Theo Nghị quyết số 102/NQ-CP ngày 03/7/2020 của Chính phủ.",
        "Theo Nghị định số 73-CP ngày 12/9/1995 của Chính phủ.",
        "Theo Kế hoạch số 88/PGD ngày 24/5/2022.",
        "Theo Đề án 1299/QĐ-TTg ngày 03/10/2018.",
        "Theo Công văn số 2455/CT-CS ngày 03/10/2018.",
        "Theo Kế hoạch số 77/KH-TTST ngày 20/9/2023.",
        "Theo Công văn số 18/KL-QLR ngày 20/9/2023.",
        "Theo Quyết định số 131/QĐ-TTg ngày 25/01/2022 của Thủ tướng Chính phủ.",
        "Theo Thông tư số 55/2011/TT-BGD&ĐT ngày 22/11/2011.",
        "Theo Nghị quyết số 29-NQ/TW ngày 04/11/2013.",
    ] {
        assert_eq!(Case::new("2024-09-04", words).rules(), [""; 0], "{words}");
    }
}

#[test]
fn first_mentions_are_complete() {
    for (words, want) in [
        ("Theo Thông tư số 36/2019/TT-BGDĐT ngày 28/12/2019 của Bộ trưởng Bộ GDĐT ban hành Quy chế thi nghề.", &[][..]),
        ("Theo Thông tư số 36/2019/TT-BGDĐT.", &[MissingPart::Date, MissingPart::Issuer, MissingPart::Subject]),
        ("Theo Luật Giáo dục.", &[]),
    ] {
        let found = Case::new("2024-09-04", words).findings();
        let missing: Vec<MissingPart> = found
            .iter()
            .flat_map(|finding| match &finding.issue {
                Issue::Incomplete { missing } => missing.clone(),
                _ => Vec::new(),
            })
            .collect();
        assert_eq!(missing, want, "{words}");
    }
    // Only the first mention counts, and a bare number after it is a short form.
    let words = "Theo Thông tư số 36/2019/TT-BGDĐT ngày 28/12/2019 của Bộ GDĐT.\nTheo Thông tư số 36/2019/TT-BGDĐT.\nTheo Thông tư 36.";
    let found = Case::new("2024-09-04", words).findings();
    assert_eq!(found.len(), 1, "{found:#?}");
    let bare = Case::new("2024-09-04", "Theo Thông tư 61 của Bộ Tài chính.").findings();
    assert_eq!(bare.iter().map(Finding::severity).collect::<Vec<_>>(), [Severity::Warning]);
}

#[test]
fn numbers_and_dates_are_compared_with_other_sources() {
    let decision = "Theo Quyết định số 24000/QĐ-UBND ngày 10/8/2023 của UBND Thành phố.";
    let letter = "Theo Công văn số 3799/BGDĐT-GDTH ngày 07/9/2021 của Bộ GDĐT.";
    for (words, works, want, suggestion) in [
        (
            decision,
            vec![elsewhere("Quyết định 2400/QĐ-UBND", "2023-08-10", 2)],
            &["citation/number"][..],
            Some("Quyết định số 2400/QĐ-UBND ngày 10/8/2023 của UBND Thành phố"),
        ),
        // Another day: another decision.
        (decision, vec![elsewhere("Quyết định 2400/QĐ-UBND", "2023-08-11", 2)], &[], None),
        (decision, vec![], &[], None),
        // More documents have the longer number.
        (
            decision,
            vec![
                elsewhere("Quyết định 2400/QĐ-UBND", "2023-08-10", 2),
                elsewhere("Quyết định 24000/QĐ-UBND", "2023-08-10", 3),
                elsewhere("Quyết định 24000/QĐ-UBND", "2023-08-10", 4),
            ],
            &[],
            None,
        ),
        // Papers of one day have neighbouring numbers, and like subjects.
        (
            "Theo Nghị định số 142/2025/NĐ-CP ngày 12/6/2025 của Chính phủ quy định về phân định thẩm quyền của chính \
             quyền địa phương và Nghị định số 143/2025/NĐ-CP ngày 12/6/2025 của Chính phủ quy định về phân quyền, phân \
             cấp của chính quyền địa phương.",
            vec![],
            &["citation/future-date", "citation/future-date"],
            None,
        ),
        (letter, vec![elsewhere("Công văn 3798/BGDĐT-GDTH", "2021-09-07", 2)], &[], None),
        (
            letter,
            vec![
                elsewhere("Công văn 3799/BGDĐT-GDTH", "2021-09-01", 2),
                elsewhere("Công văn 3799/BGDĐT-GDTH", "2021-09-01", 3),
            ],
            &["citation/date"],
            Some("Công văn số 3799/BGDĐT-GDTH ngày 01/9/2021 của Bộ GDĐT"),
        ),
        // One says so, one says otherwise: nothing is proposed.
        (letter, vec![elsewhere("Công văn 3799/BGDĐT-GDTH", "2021-09-01", 2)], &["citation/date"], None),
        // The same number of another year is another document.
        (letter, vec![elsewhere("Công văn 3799/BGDĐT-GDTH", "2022-09-07", 2)], &[], None),
        // Offices of other districts give the same numbers.
        ("Theo Công văn số 12/PGDĐT ngày 05/9/2023.", vec![elsewhere("Công văn 12/PGDĐT", "2023-09-06", 2)], &[], None),
        (
            "Theo Thông tư số 09/2024/TT-BGDĐT ngày 04/6/2024 của Bộ GDĐT.",
            vec![
                elsewhere("Thông tư 09/2024/TT-BGDĐT", "2024-06-03", 2),
                elsewhere("Thông tư 09/2024/TT-BGDĐT", "2024-06-03", 3),
            ],
            &["citation/date"],
            Some("Thông tư số 09/2024/TT-BGDĐT ngày 03/6/2024 của Bộ GDĐT"),
        ),
    ] {
        let case = Case { works, ..Case::new("2024-09-04", words) };
        assert_eq!(case.rules(), want, "{words}");
        let proposed: Vec<_> = case.findings().iter().filter_map(|finding| finding.suggestion.clone()).collect();
        assert_eq!(proposed.first().map(String::as_str), suggestion, "{words}");
    }
    // Inside one text: the decree of the same committee, once with and once without its date.
    let own =
        "Theo Quyết định 3380/QĐ-UBND của UBND huyện.\nTheo Quyết định 3880/QĐ-UBND ngày 28/9/2022 của UBND huyện.";
    assert_eq!(Case::new("2024-09-04", own).rules(), ["citation/number", "citation/number"]);
    let apart = "Theo Quyết định 3380/QĐ-UBND ngày 01/9/2022 của UBND huyện.\nTheo Quyết định 3880/QĐ-UBND ngày 28/9/2022 của UBND huyện.";
    assert_eq!(Case::new("2024-09-04", apart).rules(), [""; 0]);
}

#[test]
fn errors_stand_first_and_then_the_order_of_the_text() {
    let words = "Theo Nghị định 80/NĐ-CP ngày 17/7/2017.\nThực hiện Thông tư số 36/2017/TT-BGDĐT.\n\
        Thực hiện Nghị định số 71/2009/NĐ-CP.";
    let found = Case::new("2024-09-04", words).findings();
    assert!(found.is_sorted_by_key(|finding| (finding.severity(), finding.place.span.start)));
    assert_eq!(found.first().map(|finding| finding.rule()), Some(Rule::Replaced));
    for finding in &found {
        assert_eq!(words.get(finding.place.span.start..finding.place.span.end), Some(finding.words.as_str()));
        assert!((0.0..=1.0).contains(&finding.confidence), "{finding:#?}");
    }
}

#[test]
fn a_citation_with_several_slips_has_one_correction() {
    for (words, want) in [
        (
            "Theo Công văn số 353/KH-SGDDĐT ngày 05/8/2024 của Sở GDĐT.",
            "Kế hoạch số 353/KH-SGDĐT ngày 05/8/2024 của Sở GDĐT",
        ),
        (
            "Theo Công văn số 353/KH-SGDĐT ngày 05/8/2024 của Sở GDĐT.",
            "Kế hoạch số 353/KH-SGDĐT ngày 05/8/2024 của Sở GDĐT",
        ),
    ] {
        let found = Case::new("2024-09-04", words).findings();
        let proposed: Vec<&str> = found.iter().filter_map(|finding| finding.suggestion.as_deref()).collect();
        assert!(!proposed.is_empty() && proposed.iter().all(|one| *one == want), "{words}: {found:#?}");
    }
}

#[test]
fn a_date_that_is_known_is_proposed() {
    for (words, want) in [
        (
            "Theo Thông tư số 27/2020/TT-BGDĐT của Bộ GDĐT.",
            Some("Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ GDĐT"),
        ),
        ("Theo Thông tư số 45/2019/TT-BGDĐT của Bộ GDĐT.", None),
        ("Theo Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020.", None),
    ] {
        let found = Case::new("2024-09-04", words).findings();
        let incomplete = found.iter().find(|finding| finding.rule() == Rule::Incomplete).expect("a subject is missing");
        assert_eq!(incomplete.suggestion.as_deref(), want, "{words}");
    }
}

#[test]
fn what_cannot_be_judged_is_told() {
    let plan = "[[document]]\nname = \"Kế hoạch 87/KH-UBND\"\nissued = 2024-08-22\nprovenance = \"known\"\n";
    let registry = Registry::parse("test.toml", &format!("{KNOWN}{plan}")).unwrap_or_else(|error| panic!("{error}"));
    let evidence = Evidence::new(registry.statements().to_vec());
    for (words, want) in [
        ("Theo Thông tư số 36/2017/TT-BGDĐT ngày 28/12/2017.", &[][..]),
        ("Theo Thông tư số 09/2024/TT-BGDĐT ngày 03/6/2024.", &[]),
        (
            "Theo Thông tư số 45/2019/TT-BGDĐT.\nTheo Thông tư số 45/2019/TT-BGDĐT.",
            &["Thông tư số 45/2019/TT-BGDĐT*2 NothingKnown"],
        ),
        // A number alone may be anything, but for one that is cited in full as well.
        ("Theo Thông tư 61 của Bộ Tài chính.", &["Thông tư 61 của Bộ Tài chính*1 WhichWork"]),
        ("Theo Thông tư số 36/2017/TT-BGDĐT.\nTheo Thông tư 36.", &[]),
        // A plan that is known, and that nothing ends, holds from its date.
        ("Theo Kế hoạch số 87/KH-UBND ngày 22/8/2024 của UBND phường.", &[]),
        // What the directive itself ends needs no judgement.
        ("Công văn này thay thế Công văn số 15/PGD-GDTH ngày 05/9/2023.", &[]),
    ] {
        let case = Case::new("2024-09-04", words);
        let text = text(case.words);
        let facts = detect::detect(&text);
        let draft = Draft {
            header: &case.header,
            school_years: &[],
            references: &facts.references,
            certainty: &[],
            validity: &facts.validity,
            text: &text.content,
            as_of: AsOf::day(jiff::civil::Date::constant(2024, 9, 4)),
        };
        let found = check(&draft, &Known { evidence: &evidence, works: &[] }).unjudged;
        let told: Vec<String> =
            found.iter().map(|one| format!("{}*{} {:?}", one.words, one.mentions, one.doubt)).collect();
        assert_eq!(told, want, "{words}");
    }
}
