//! What `chidao check` prints: for reading, for programs, for a report.

use chidao::lineage::check::{Finding, Severity};
use chidao::render::{Lang, check as wording};

use chidao::catalogue::Checked;

/// Findings, errors first, notes folded into their number unless they are asked for.
pub fn as_text(answer: &Checked, notes: bool, lang: Lang) -> String {
    let mut out = vec![wording::head(answer, lang)];
    for finding in shown(answer, notes) {
        let severity = wording::severity(finding.severity(), lang);
        let place = wording::place(&finding.place, &finding.around, answer.layout, lang);
        out.push(format!("\n{place}: {severity} [{}] {}", finding.rule().id(), finding.words));
        out.push(format!("    {}", wording::message(finding, lang)));
        for ground in wording::grounds(finding, lang).into_iter().take(4) {
            out.push(format!("    {}: {ground}", lang.pick("căn cứ", "evidence")));
        }
        if let Some(suggestion) = &finding.suggestion {
            out.push(format!("    {}: {suggestion}", lang.pick("nên ghi", "write")));
        }
        if finding.confidence < 0.8 {
            out.push(format!("    {} {:.0} %", lang.pick("tin cậy", "confidence"), finding.confidence * 100.0));
        }
    }
    if !answer.unjudged.is_empty() {
        out.push(format!("\n{}:", wording::unjudged_head(answer, lang)));
    }
    for one in &answer.unjudged {
        let place = wording::place(&one.place, &one.around, answer.layout, lang);
        out.push(format!("  {place}: {}", wording::unjudged(one, lang)));
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
        let evidence: Vec<String> = wording::grounds(finding, lang).into_iter().take(2).collect();
        let cells = [
            wording::place(&finding.place, &finding.around, answer.layout, lang),
            format!("{} `{}`", wording::severity(finding.severity(), lang), finding.rule().id()),
            finding.words.clone(),
            wording::message(finding, lang),
            finding.suggestion.clone().unwrap_or_default(),
            evidence.join("; "),
        ];
        out.push(format!("| {} |", cells.map(|text| cell(&text)).join(" | ")));
    }
    if !answer.unjudged.is_empty() {
        out.push(format!("\n## {}\n", wording::unjudged_head(answer, lang)));
    }
    for one in &answer.unjudged {
        let place = wording::place(&one.place, &one.around, answer.layout, lang);
        out.push(format!("- {}", cell(&format!("{place}: {}", wording::unjudged(one, lang)))));
    }
    out.push(format!("\n{}", tally(answer, notes, lang)));
    out.join("\n")
}

fn shown(answer: &Checked, notes: bool) -> impl Iterator<Item = &Finding> {
    answer.findings.iter().filter(move |finding| notes || finding.severity() != Severity::Note)
}

fn tally(answer: &Checked, notes: bool, lang: Lang) -> String {
    let hint = if notes || answer.count(Severity::Note) == 0 {
        String::new()
    } else {
        lang.pick(" (xem ghi chú: --notes)", " (see the notes: --notes)").to_owned()
    };
    format!("{}{hint}", wording::tally(answer, lang))
}
