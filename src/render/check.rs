//! The findings of a check in words.

use super::{Lang, dates, status as status_wording};
use crate::catalogue::{Checked, Layout, Why};
use crate::directive::Evidence;
use crate::directive::PartialDate;
use crate::lineage::check::{Around, CitedElsewhere, Finding, Issue, MissingPart, Rule, Severity, Unjudged};
use crate::lineage::registry::{Origin, Provenance, SHIPPED};
use crate::lineage::status::{Claim, Source, Statement, Verdict};

/// How bad a finding is.
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("lỗi", "error"),
        Severity::Warning => lang.pick("cảnh báo", "warning"),
        Severity::Note => lang.pick("ghi chú", "note"),
    }
}

/// What was checked and as of which day, with why this one: `du-thao.docx: 14 viện dẫn, xét tại ngày 01/9/2023 (…)`.
pub fn head(answer: &Checked, lang: Lang) -> String {
    let citations = lang.count(answer.citations, "viện dẫn", "citation", "citations");
    format!("{}: {citations}, {}", answer.name, as_of(answer, lang))
}

/// The day as of which citations were judged, with why this one: `xét tại ngày 01/9/2023 (…)`.
pub fn as_of(answer: &Checked, lang: Lang) -> String {
    let day = dates::date(PartialDate::Day(answer.as_of.day));
    let why = match answer.why {
        Why::Asked => lang.pick("ngày được yêu cầu", "the day asked for"),
        Why::OwnDate => lang.pick("ngày của văn bản", "its own date"),
        Why::OwnMonth => lang.pick("văn bản chỉ ghi tháng: ngày đầu tháng", "it gives the month only: its first day"),
        Why::SchoolYear => {
            lang.pick("không ghi ngày, tháng: ngày đầu năm học", "no date: the first day of its school year")
        }
        Why::Today => lang.pick("không ghi ngày, năm học: hôm nay", "neither date nor school year: today"),
    };
    format!("{} {day} ({why})", lang.pick("xét tại ngày", "judged as of"))
}

/// What a rule looks for.
pub fn rule(rule: Rule, lang: Lang) -> &'static str {
    match rule {
        Rule::Replaced => lang.pick("Văn bản được viện dẫn đã bị thay thế", "The cited document had been replaced"),
        Rule::Repealed => lang.pick("Văn bản được viện dẫn đã bị bãi bỏ", "The cited document had been repealed"),
        Rule::Expired => lang.pick("Văn bản được viện dẫn đã hết hiệu lực", "The cited document had expired"),
        Rule::Suspended => lang.pick("Văn bản được viện dẫn đang ngưng hiệu lực", "The cited document was suspended"),
        Rule::NotYet => lang.pick("Văn bản được viện dẫn chưa áp dụng", "The cited document was not yet in force"),
        Rule::OtherGrades => {
            lang.pick("Văn bản được viện dẫn không quy định cho lớp được nêu", "The cited document is for other grades")
        }
        Rule::Amended => lang.pick("Văn bản được viện dẫn đã được sửa đổi", "The cited document had been amended"),
        Rule::Number => lang.pick("Số khác với nguồn khác", "Other sources give another number"),
        Rule::Date => lang.pick("Ngày khác với nguồn khác", "Other sources give another date"),
        Rule::ImpossibleDate => lang.pick("Ngày không có trong lịch", "No calendar has the date"),
        Rule::FutureDate => lang.pick("Ngày sau ngày của chính văn bản", "Dated after the directive itself"),
        Rule::YearAndDate => {
            lang.pick("Năm trong số khác năm ban hành", "The year in the number is not that of the date")
        }
        Rule::Agency => lang.pick("Chữ viết tắt tên cơ quan có thể sai", "The code of the agency is probably misspelt"),
        Rule::Kind => lang.pick("Tên loại không khớp ký hiệu", "The word for the kind does not fit the symbol"),
        Rule::MissingYear => lang.pick("Số thiếu năm", "The number lacks its year"),
        Rule::Incomplete => lang.pick(
            "Viện dẫn lần đầu chưa đủ (Nghị định 30/2020/NĐ-CP, phụ lục I)",
            "The first mention is not complete (Nghị định 30/2020/NĐ-CP, annex I)",
        ),
    }
}

/// What is wrong, in a sentence.
pub fn message(finding: &Finding, lang: Lang) -> String {
    match &finding.issue {
        Issue::NotInForce { status, grades, partly, .. } => {
            let whom = match grades.as_slice() {
                [] => String::new(),
                grades => {
                    let only = if *partly { lang.pick("riêng ", "only ") } else { "" };
                    format!("{only}{} {}: ", lang.pick("lớp", "grade"), status_wording::grades(grades))
                }
            };
            format!("{whom}{}", status_wording::line(status, lang))
        }
        Issue::Amended { by, .. } => {
            let names = status_wording::names(by, lang);
            lang.pick(format!("đã được {names} sửa đổi, bổ sung"), format!("had been amended by {names}"))
        }
        Issue::Number { other, witnesses } => {
            let others = witnesses_line(witnesses, lang);
            let number = &other.name;
            lang.pick(format!("nguồn khác ghi {number} ({others})"), format!("others have {number} ({others})"))
        }
        Issue::Date { other, witnesses } => {
            let (date, others) = (dates::date(*other), witnesses_line(witnesses, lang));
            lang.pick(format!("nguồn khác ghi ngày {date} ({others})"), format!("others have {date} ({others})"))
        }
        Issue::ImpossibleDate { written } => {
            lang.pick(format!("“{written}” không có trong lịch"), format!("no calendar has “{written}”"))
        }
        Issue::FutureDate { own } => {
            let own = dates::date(*own);
            lang.pick(format!("sau ngày của chính văn bản, {own}"), format!("after the directive's own date, {own}"))
        }
        Issue::YearAndDate { year, date } => {
            let date = dates::date(*date);
            lang.pick(format!("số ghi năm {year}, ngày ghi {date}"), format!("the number says {year}, the date {date}"))
        }
        Issue::Agency { code, near } => {
            lang.pick(format!("“{code}” có thể là “{near}”"), format!("“{code}” is probably “{near}”"))
        }
        Issue::Kind { word, symbol } => lang.pick(
            format!("gọi là {}, ký hiệu là của {}", word.name().to_lowercase(), symbol.name().to_lowercase()),
            format!("called {}, with the symbol of a {}", word.name(), symbol.name()),
        ),
        Issue::MissingYear => lang.pick("số thiếu năm ban hành".to_owned(), "the number lacks its year".to_owned()),
        Issue::Incomplete { missing } => {
            let parts: Vec<&str> = missing.iter().map(|part| missing_part(*part, lang)).collect();
            format!("{} {}", lang.pick("viện dẫn lần đầu thiếu", "the first mention lacks"), parts.join(", "))
        }
    }
}

fn missing_part(part: MissingPart, lang: Lang) -> &'static str {
    match part {
        MissingPart::Symbol => lang.pick("ký hiệu", "the symbol"),
        MissingPart::Date => lang.pick("ngày ban hành", "the date"),
        MissingPart::Issuer => lang.pick("cơ quan ban hành", "the issuer"),
        MissingPart::Subject => lang.pick("trích yếu", "the subject"),
    }
}

/// Up to two of those who say otherwise, the work itself and the registry first.
fn witnesses_line(witnesses: &[CitedElsewhere], lang: Lang) -> String {
    let mut order: Vec<&CitedElsewhere> = witnesses.iter().collect();
    order.sort_by_key(|witness| (!witness.own, witness.source.is_none()));
    let mut lines: Vec<String> = Vec::new();
    for witness in order {
        let line = match &witness.source {
            Some(source) => authority(source, lang),
            None => lang.pick("trong chính văn bản này", "in this directive itself").to_owned(),
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let more = lines.len().saturating_sub(2);
    lines.truncate(2);
    let more = if more > 0 { format!("; +{more}") } else { String::new() };
    format!("{}{more}", lines.join("; "))
}

/// What a finding rests on: for validity the statements that decide, most of all those of effect.
pub fn evidence(finding: &Finding) -> Vec<&Statement> {
    let status = match &finding.issue {
        Issue::NotInForce { status, .. } | Issue::Amended { status, .. } => status,
        _ => return Vec::new(),
    };
    let decides = |statement: &&Statement| match status.verdict {
        Verdict::NotYet | Verdict::NotYetForGrade | Verdict::NotForGrade => true,
        _ => !matches!(statement.claim, Claim::Issued { .. }),
    };
    status.evidence.iter().filter(decides).collect()
}

/// The sources of a finding, for programs.
pub fn sources(finding: &Finding) -> Vec<&Source> {
    match &finding.issue {
        Issue::Number { witnesses, .. } | Issue::Date { witnesses, .. } => {
            witnesses.iter().filter_map(|witness| witness.source.as_ref()).collect()
        }
        _ => evidence(finding).into_iter().map(|statement| &statement.source).collect(),
    }
}

/// Where a citation stands: `tr. 2, dòng 28`, `dòng 12`, `đoạn “Căn cứ Thông tư số …”`.
pub fn place(place: &Evidence, around: &Around, layout: Layout, lang: Lang) -> String {
    let (page, line) = (place.page, place.line);
    match layout {
        Layout::Pages => lang.pick(format!("tr. {page}, dòng {line}"), format!("p. {page}, line {line}")),
        Layout::Lines => format!("{} {line}", lang.pick("dòng", "line")),
        Layout::Flow => {
            let paragraph = format!("{} “{}”", lang.pick("đoạn", "paragraph"), around.opening);
            match around.section.as_deref().filter(|section| !around.opening.contains(section)) {
                Some(section) => format!("{} “{section}”, {paragraph}", lang.pick("mục", "section")),
                None => paragraph,
            }
        }
    }
}

/// How many findings there are of each sort, and how many works could not be judged: that nothing is found in them says
/// nothing.
pub fn tally(answer: &Checked, lang: Lang) -> String {
    let counted = [
        lang.count(answer.count(Severity::Error), "lỗi", "error", "errors"),
        lang.count(answer.count(Severity::Warning), "cảnh báo", "warning", "warnings"),
        lang.count(answer.count(Severity::Note), "ghi chú", "note", "notes"),
    ];
    format!("{}; {}", counted.join(", "), not_judged(answer.unjudged.len(), lang))
}

fn not_judged(number: usize, lang: Lang) -> String {
    lang.count(number, "văn bản chưa xét được hiệu lực", "document not judged", "documents not judged")
}

/// What stands over the list of works that could not be judged.
pub fn unjudged_head(answer: &Checked, lang: Lang) -> String {
    let why = lang.pick("kho và sổ hiệu lực chưa đủ thông tin", "store and registry do not know enough");
    format!("{} ({why})", not_judged(answer.unjudged.len(), lang))
}

/// A work that could not be judged, with why: `Luật …: chưa có thông tin về hiệu lực`.
pub fn unjudged(one: &Unjudged, lang: Lang) -> String {
    let times =
        if one.mentions > 1 { format!(" ({} {})", one.mentions, lang.pick("lần", "times")) } else { String::new() };
    format!("{}{times}: {}", one.words, status_wording::doubt(one.doubt, lang))
}

/// What a finding rests on, a line for each authority with what it says; each said once.
pub fn grounds(finding: &Finding, lang: Lang) -> Vec<String> {
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for statement in evidence(finding) {
        let (who, what) = (authority(&statement.source, lang), status_wording::claim(&statement.claim, lang));
        match said.iter_mut().find(|(known, _)| *known == who) {
            Some((_, claims)) if claims.contains(&what) => {}
            Some((_, claims)) => claims.push(what),
            None => said.push((who, vec![what])),
        }
    }
    said.into_iter().map(|(who, claims)| format!("{} ({who})", claims.join("; "))).collect()
}

/// The authorities that a finding rests on, each once, with the source of the first statement.
pub fn authorities(finding: &Finding, lang: Lang) -> Vec<(String, &Source)> {
    let mut named: Vec<(String, &Source)> = Vec::new();
    for source in sources(finding) {
        let words = authority(source, lang);
        if !named.iter().any(|(known, _)| *known == words) {
            named.push((words, source));
        }
    }
    named
}

/// Who says it, as an officer names it: the clause and the document, or the registry with how it knows.
fn authority(source: &Source, lang: Lang) -> String {
    match source {
        Source::Registry(origin) => registry(origin, lang),
        Source::Text { clause: Some(clause), .. } => {
            format!("{clause}, {}", status_wording::source(source, lang))
        }
        _ => status_wording::source(source, lang),
    }
}

fn registry(origin: &Origin, lang: Lang) -> String {
    let shipped = lang.pick("sổ hiệu lực của chương trình", "the program's registry");
    let own = || origin.file.rsplit(['/', '\\']).next().unwrap_or(&origin.file);
    let name = match origin.file == SHIPPED {
        true => shipped.to_owned(),
        false => format!("{} {}", lang.pick("sổ hiệu lực", "the registry"), own()),
    };
    let how = match origin.provenance {
        Provenance::Clause => lang.pick("ghi theo điều khoản hiệu lực của văn bản", "after its effect clause"),
        Provenance::Text => lang.pick("ghi theo văn bản áp dụng", "as a directive applies it"),
        Provenance::Known => lang.pick("biết chung, chưa đối chiếu bản gốc", "generally known, not checked"),
    };
    format!("{name}, {how}")
}
