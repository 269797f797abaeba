//! What `chidao check` prints: for reading, for programs, for a report.

use chidao::lineage::check::{Finding, Severity};
use chidao::render::{Lang, check as wording, status as status_wording};

use chidao::catalogue::Checked;

/// Findings in the order of the text, notes folded into their number unless they are asked for.
pub fn as_text(answer: &Checked, notes: bool, lang: Lang) -> String {
    let mut out = vec![wording::head(answer, lang)];
    for finding in shown(answer, notes) {
        let severity = wording::severity(finding.severity(), lang);
        let place = place(finding, lang);
        out.push(format!("\n{place}: {severity} [{}] {}", finding.rule().id(), finding.words));
        out.push(format!("    {}", wording::message(finding, lang)));
        for statement in wording::evidence(finding).into_iter().take(4) {
            out.push(format!(
                "    {}: {}",
                lang.pick("căn cứ", "evidence"),
                status_wording::statement_line(statement, lang)
            ));
        }
        if let Some(suggestion) = &finding.suggestion {
            out.push(format!("    {}: {suggestion}", lang.pick("nên ghi", "write")));
        }
        if finding.confidence < 0.8 {
            out.push(format!("    {} {:.0} %", lang.pick("tin cậy", "confidence"), finding.confidence * 100.0));
        }
    }
    out.push(format!("\n{}", tally(answer, notes, lang)));
    out.join("\n")
}

/// For a report: one row for each finding.
pub fn as_markdown(answer: &Checked, notes: bool, lang: Lang) -> String {
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    let columns = lang.pick(
        ["Chỗ", "Mức", "Viện dẫn", "Nhận xét", "Nên ghi", "Căn cứ"],
        ["Place", "Severity", "Citation", "Finding", "Write", "Evidence"],
    );
    let mut out = vec![format!("# {}\n", cell(&answer.name)), format!("{}\n", wording::head(answer, lang))];
    let rows: Vec<&Finding> = shown(answer, notes).collect();
    if !rows.is_empty() {
        out.push(format!("| {} |", columns.join(" | ")));
        out.push("|---|---|---|---|---|---|".to_owned());
    }
    for finding in rows {
        let evidence: Vec<String> = wording::evidence(finding)
            .into_iter()
            .take(2)
            .map(|statement| status_wording::source(&statement.source, lang))
            .collect();
        let cells = [
            place(finding, lang),
            format!("{} `{}`", wording::severity(finding.severity(), lang), finding.rule().id()),
            finding.words.clone(),
            wording::message(finding, lang),
            finding.suggestion.clone().unwrap_or_default(),
            evidence.join("; "),
        ];
        out.push(format!("| {} |", cells.map(|text| cell(&text)).join(" | ")));
    }
    out.push(format!("\n{}", tally(answer, notes, lang)));
    out.join("\n")
}

fn shown(answer: &Checked, notes: bool) -> impl Iterator<Item = &Finding> {
    answer.findings.iter().filter(move |finding| notes || finding.severity() != Severity::Note)
}

fn place(finding: &Finding, lang: Lang) -> String {
    let (page, line) = (finding.place.page, finding.place.line);
    lang.pick(format!("tr. {page}, dòng {line}"), format!("p. {page}, line {line}"))
}

fn tally(answer: &Checked, notes: bool, lang: Lang) -> String {
    let errors = lang.count(answer.count(Severity::Error), "lỗi", "error", "errors");
    let warnings = lang.count(answer.count(Severity::Warning), "cảnh báo", "warning", "warnings");
    let number = answer.count(Severity::Note);
    let noted = lang.count(number, "ghi chú", "note", "notes");
    let hint =
        if notes || number == 0 { String::new() } else { lang.pick(" (xem: --notes)", " (see: --notes)").to_owned() };
    format!("{errors}, {warnings}, {noted}{hint}")
}
