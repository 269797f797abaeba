//! SARIF 2.1.0 (OASIS): the findings of a check as review tools and editors read them.

use chidao::lineage::check::{Finding, Rule, Severity};
use chidao::lineage::status::Source;
use chidao::render::{Lang, check as wording, status as status_wording};
use serde_json::{Value, json};

use chidao::catalogue::Checked;

/// The log of one run over one directive.
pub fn log(answer: &Checked, lang: Lang) -> Value {
    let rules: Vec<Value> = Rule::ALL
        .into_iter()
        .map(|rule| {
            json!({
                "id": rule.id(),
                "shortDescription": { "text": wording::rule(rule, lang) },
                "defaultConfiguration": { "level": level(rule.severity()) },
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "chidao",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "artifacts": [{ "location": { "uri": uri(&answer.file) } }],
            "results": answer.findings.iter().map(|finding| result(answer, finding, lang)).collect::<Vec<_>>(),
            "properties": { "asOf": answer.as_of.day.to_string(), "notJudged": answer.unjudged.len() },
        }],
    })
}

fn result(answer: &Checked, finding: &Finding, lang: Lang) -> Value {
    let rule = finding.rule();
    let mut message = format!("{}: {}", finding.words, wording::message(finding, lang));
    if let Some(suggestion) = &finding.suggestion {
        message.push_str(&format!(". {}: {suggestion}", lang.pick("Nên ghi", "Write")));
    }
    let related: Vec<Value> = wording::sources(finding)
        .into_iter()
        .enumerate()
        .map(|(id, source)| json!({ "id": id, "message": { "text": status_wording::source(source, lang) }, "logicalLocations": [{ "fullyQualifiedName": named(source) }] }))
        .collect();
    json!({
        "ruleId": rule.id(),
        "ruleIndex": Rule::ALL.iter().position(|known| *known == rule),
        "level": level(finding.severity()),
        "message": { "text": message },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(&answer.file), "index": 0 },
                // Of plain text the file's own lines; on each page of a PDF they begin anew, and the page stands below.
                "region": { "startLine": finding.place.line.max(1), "snippet": { "text": finding.words } },
            },
            "logicalLocations": [{ "fullyQualifiedName": format!("page {}", finding.place.page) }],
        }],
        "relatedLocations": related,
        "partialFingerprints": { "citation/v1": format!("{}:{}", rule.id(), finding.work) },
        "rank": f64::from(finding.confidence) * 100.0,
        "properties": {
            "page": finding.place.page,
            "spanStart": finding.place.span.start,
            "spanEnd": finding.place.span.end,
            "suggestion": finding.suggestion,
            "confidence": finding.confidence,
        },
    })
}

fn named(source: &Source) -> String {
    match source {
        Source::Text { label, page, .. } => format!("{label}, page {page}"),
        Source::Registry(origin) => format!("{}:{}", origin.file, origin.line),
        Source::Portal { label, .. } => label.clone(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A path as a URI reference: bytes that may not stand there are percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            b'\\' => out.push('/'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    if path.starts_with('/') { format!("file://{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_uri_references() {
        for (path, want) in [
            ("dự thảo.docx", "d%E1%BB%B1%20th%E1%BA%A3o.docx"),
            ("/a/b.pdf", "file:///a/b.pdf"),
            ("a\\b.pdf", "a/b.pdf"),
        ] {
            assert_eq!(uri(path), want);
        }
    }
}
