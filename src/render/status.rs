//! Hiệu lực in words: a verdict in a line, what it rests on, and the same for programs.

use serde_json::{Value, json};

use super::{Lang, dates, messages};
use crate::directive::{EffectVerb, Level, PartialDate, SchoolYear};
use crate::lineage::registry::Provenance;
use crate::lineage::status::{
    Basis, Change, Claim, Disagreement, Doubt, GradeStatus, Party, Source, Statement, Status, Verdict,
};

/// A verdict by itself.
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::InForce => lang.pick("còn hiệu lực", "in force"),
        Verdict::Partly => lang.pick("còn hiệu lực một phần", "in force in part"),
        Verdict::Replaced => lang.pick("đã bị thay thế", "replaced"),
        Verdict::Repealed => lang.pick("đã bị bãi bỏ", "repealed"),
        Verdict::Expired => lang.pick("hết hiệu lực", "expired"),
        Verdict::Suspended => lang.pick("đang ngưng hiệu lực", "suspended"),
        Verdict::NotYet => lang.pick("chưa có hiệu lực", "not yet in force"),
        Verdict::NotYetForGrade => lang.pick("chưa áp dụng cho lớp này", "not yet for this grade"),
        Verdict::NotForGrade => lang.pick("không quy định cho lớp này", "not for this grade"),
        Verdict::Unknown => lang.pick("chưa rõ", "unknown"),
    }
}

/// The answer in one line, without its evidence.
pub fn line(status: &Status, lang: Lang) -> String {
    if !status.grades.is_empty() {
        let parts: Vec<String> = status.grades.iter().map(|part| grade_line(part, lang)).collect();
        let head = verdict(Verdict::Partly, lang);
        return format!("{head}: {}", parts.join("; "));
    }
    let from = |date: PartialDate| format!(" {} {}", lang.pick("từ", "since"), dates::date(date));
    let words = verdict(status.verdict, lang).to_owned();
    match status.verdict {
        Verdict::Replaced | Verdict::Repealed => {
            let ends = if status.changes.is_empty() { words } else { changes_line(&status.changes, lang) };
            let still = match status.doubt {
                Some(Doubt::Transition) => lang.pick("; có quy định chuyển tiếp", "; with transitional rules"),
                _ => "",
            };
            let later = match status.chain.as_slice() {
                [_, .., _] if !status.instead.is_empty() => {
                    format!("; {}: {}", lang.pick("hiện áp dụng", "now applies"), names(&status.instead, lang))
                }
                _ => String::new(),
            };
            format!("{ends}{still}{later}")
        }
        Verdict::Expired => format!("{words}{}", status.since.map(from).unwrap_or_default()),
        Verdict::Suspended => {
            let act = status.changes.first().map(|change| change_line(change, lang));
            act.unwrap_or(words)
        }
        Verdict::NotYet | Verdict::NotYetForGrade => {
            let first = status.since.map(|date| match status.verdict {
                Verdict::NotYetForGrade => {
                    let year = date.year();
                    format!("; {} {year}-{}", lang.pick("áp dụng từ năm học", "from school year"), year + 1)
                }
                _ => format!("; {} {}", lang.pick("từ", "from"), dates::date(date)),
            });
            format!("{words}{}", first.unwrap_or_default())
        }
        Verdict::Partly => {
            let parts = changes_line(&status.changes, lang);
            if parts.is_empty() { words } else { format!("{words}: {parts}") }
        }
        Verdict::InForce if status.doubt == Some(Doubt::Transition) => {
            lang.pick("vẫn áp dụng, theo lộ trình chuyển tiếp", "still applies, in transition").to_owned()
        }
        Verdict::InForce => in_force(status, lang),
        Verdict::NotForGrade => {
            let levels = status.evidence.iter().find_map(|statement| match &statement.claim {
                Claim::Concerns { levels, .. } => Some(levels_of(levels, lang)),
                _ => None,
            });
            let only = levels.map(|levels| format!("; {} {levels}", lang.pick("chỉ quy định cho", "only for")));
            format!("{words}{}", only.unwrap_or_default())
        }
        Verdict::Unknown => match (status.doubt, status.candidates.as_slice()) {
            (Some(doubt @ Doubt::WhichWork), []) => self::doubt(doubt, lang).to_owned(),
            (Some(doubt @ Doubt::WhichWork), candidates) => {
                let names: Vec<&str> = candidates.iter().map(|party| party.name.as_str()).collect();
                let may_be = lang.pick("có thể là", "it may be");
                format!("{}; {may_be} {}", self::doubt(doubt, lang), names.join(", "))
            }
            (Some(doubt), _) => format!("{words}: {}", self::doubt(doubt, lang)),
            (None, _) => words,
        },
    }
}

/// That it holds, with what this rests on: that nothing is known that ends it is no proof.
fn in_force(status: &Status, lang: Lang) -> String {
    let words = verdict(Verdict::InForce, lang);
    let since = status.since.map(dates::date);
    let known = match (&since, lang) {
        (Some(day), Lang::Vi) => format!("có hiệu lực từ {day}"),
        (Some(day), Lang::En) => format!("in effect from {day}"),
        (None, _) => String::new(),
    };
    let ends = status.coming.iter().find(|change| change.ends_all() && change.from.is_some());
    match status.basis {
        Some(Basis::EndsLater) => {
            let last = ends.and_then(|change| match change.steps {
                Some((first, last)) if first == last => {
                    Some(format!("{} {}", lang.pick("hết năm học", "the end of school year"), first.previous()))
                }
                _ => change.from?.first_day().yesterday().ok().map(|day| dates::date(PartialDate::Day(day))),
            });
            format!("{words} {} {}", lang.pick("đến", "until"), last.unwrap_or_default())
        }
        Some(basis) => {
            let applied = lang.pick("văn bản của năm học nêu áp dụng", "applied by directives of the year");
            let nothing = lang.pick("kho không thấy văn bản nào thay thế", "nothing that ends it is known here");
            let applied = (basis == Basis::Applied).then(|| applied.to_owned());
            let parts = [Some(known).filter(|known| !known.is_empty()), applied, Some(nothing.to_owned())];
            parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
        }
        None if known.is_empty() => words.to_owned(),
        None => known,
    }
}

fn levels_of(levels: &[Level], lang: Lang) -> String {
    levels.iter().map(|level| messages::level(*level, lang)).collect::<Vec<_>>().join(", ")
}

/// The answer in very few words, for a column: `còn hiệu lực`, `bị thay thế: Thông tư 09/2024/TT-BGDĐT`.
pub fn brief(status: &Status, lang: Lang) -> String {
    match status.verdict {
        Verdict::InForce if status.basis == Some(Basis::NothingContrary) => {
            lang.pick("không thấy văn bản thay thế", "nothing that ends it is known").to_owned()
        }
        Verdict::Unknown if status.doubt == Some(Doubt::WhichWork) => {
            lang.pick("chưa rõ là văn bản nào", "which document is not known").to_owned()
        }
        Verdict::Partly if !status.grades.is_empty() => lang.pick("tùy lớp", "depends on the grade").to_owned(),
        Verdict::Partly => lang.pick("còn, đã sửa đổi hoặc hết một phần", "in force, amended or in part").to_owned(),
        Verdict::Replaced if !status.instead.is_empty() => {
            format!("{}: {}", lang.pick("bị thay thế", "replaced"), names(&status.instead, lang))
        }
        other => verdict(other, lang).to_owned(),
    }
}

/// What holds for some grades, in a line: `lớp 5: chưa áp dụng (áp dụng Thông tư …)`.
pub fn grade_line(part: &GradeStatus, lang: Lang) -> String {
    let what = match part.verdict {
        Verdict::InForce | Verdict::Partly => lang.pick("áp dụng", "applies"),
        Verdict::NotYetForGrade => lang.pick("chưa áp dụng", "not yet"),
        other => verdict(other, lang),
    };
    let instead = match part.instead.as_slice() {
        [] => String::new(),
        parties => format!(" ({} {})", lang.pick("áp dụng", "instead:"), names(parties, lang)),
    };
    let years = || part.steps.iter().map(|(_, year)| *year);
    let told = part.verdict != Verdict::InForce && part.steps.len() == part.grades.len();
    let since = years().min().zip(years().max()).filter(|_| told).map(|steps| {
        let begins = if part.verdict == Verdict::NotYetForGrade { lang.pick(", bắt đầu", ",") } else { "" };
        format!("{begins}{}", from_steps(steps, lang))
    });
    format!("{} {}: {what}{}{instead}", lang.pick("lớp", "grade"), grades(&part.grades), since.unwrap_or_default())
}

/// "từ năm học 2023-2024"; of grades that come one after the other "lần lượt từ năm học … đến …".
fn from_steps((first, last): (SchoolYear, SchoolYear), lang: Lang) -> String {
    match first == last {
        true => format!(" {} {first}", lang.pick("từ năm học", "from school year")),
        false => lang.pick(
            format!(" lần lượt từ năm học {first} đến {last}"),
            format!(" step by step from school year {first} to {last}"),
        ),
    }
}

/// Changes in words, what one document does on one day to several provisions together.
pub fn changes_line(changes: &[Change], lang: Lang) -> String {
    let mut together: Vec<Change> = Vec::new();
    for change in changes {
        let same = |known: &&mut Change| {
            (known.verb, &known.by, known.from, known.to) == (change.verb, &change.by, change.from, change.to)
                && known.steps == change.steps
                && known.except.is_none()
                && change.except.is_none()
        };
        match (together.iter_mut().find(same), &change.scope) {
            (Some(Change { scope: Some(scopes), .. }), Some(scope)) => scopes.push_str(&format!("; {scope}")),
            _ => together.push(change.clone()),
        }
    }
    together.iter().map(|change| change_line(change, lang)).collect::<Vec<_>>().join("; ")
}

/// One change in words: `bị Thông tư 09/2024/TT-BGDĐT thay thế từ 19/7/2024`.
pub fn change_line(change: &Change, lang: Lang) -> String {
    let verb = match change.verb {
        Some(EffectVerb::Replaces) => lang.pick("thay thế", "replaced"),
        Some(EffectVerb::Repeals) => lang.pick("bãi bỏ", "repealed"),
        Some(EffectVerb::Amends) => lang.pick("sửa đổi, bổ sung", "amended"),
        Some(EffectVerb::Suspends) => lang.pick("ngưng hiệu lực", "suspended"),
        Some(EffectVerb::Corrects) => lang.pick("đính chính", "corrected"),
        Some(EffectVerb::Consolidates) => lang.pick("hợp nhất", "consolidated"),
        None => lang.pick("hết hiệu lực", "expires"),
    };
    let scope = change.scope.as_deref().map(|scope| format!(" ({})", short(scope))).unwrap_or_default();
    let except = change.except.as_deref().map(|words| format!(" ({} {})", lang.pick("trừ", "but"), short(words)));
    let except = except.unwrap_or_default();
    let since = match (change.from, change.from_issue) {
        _ if change.steps.is_some_and(|(first, last)| first == last) => {
            change.steps.map(|steps| from_steps(steps, lang)).unwrap_or_default()
        }
        (Some(date), false) => format!(" {} {}", lang.pick("từ", "from"), dates::date(date)),
        (Some(date), true) => format!(" {} {}", lang.pick("từ ngày ban hành", "from its issue on"), dates::date(date)),
        // Of amendments the day matters less than that there are some.
        (None, _) if change.verb == Some(EffectVerb::Amends) => String::new(),
        (None, _) => lang.pick(" (chưa rõ từ ngày nào)", " (from a day that is not known)").to_owned(),
    };
    let since = match change.steps {
        Some((first, last)) if first != last => {
            let steps = lang.pick(", theo lộ trình từng lớp đến năm học", ", grade by grade until school year");
            format!("{since}{steps} {last}")
        }
        _ => since,
    };
    let until = change.to.map(|date| format!(" {} {}", lang.pick("đến hết", "to"), dates::date(date)));
    let until = until.unwrap_or_default();
    let passive = if change.verb == Some(EffectVerb::Amends) { "được" } else { "bị" };
    match (&change.by, lang) {
        (Some(by), Lang::Vi) => format!("{passive} {} {verb}{scope}{except}{since}{until}", by.name),
        (Some(by), Lang::En) => format!("{verb} by {}{scope}{except}{since}{until}", by.name),
        (None, _) => format!("{verb}{scope}{except}{since}{until}"),
    }
}

/// The beginning of a long list of provisions.
fn short(words: &str) -> String {
    const ROOM: usize = 60;
    if words.chars().count() <= ROOM {
        return words.to_owned();
    }
    let head: String = words.chars().take(ROOM).collect();
    format!("{}…", head.rsplit_once(' ').map_or(head.as_str(), |(head, _)| head).trim_end_matches([',', ';']))
}

/// Why an answer is not certain.
pub fn doubt(doubt: Doubt, lang: Lang) -> &'static str {
    match doubt {
        Doubt::NothingKnown => lang.pick("chưa có thông tin về hiệu lực", "nothing is known of its validity"),
        Doubt::EntryUnknown => lang.pick("chưa biết có hiệu lực từ ngày nào", "when it takes effect is not known"),
        Doubt::EndUnknown => lang.pick(
            "đã có văn bản thay thế hoặc bãi bỏ, chưa biết từ ngày nào",
            "ended by another, from a day that is not known",
        ),
        Doubt::OtherGrades => lang.pick("chỉ biết việc áp dụng cho các lớp khác", "only other grades are known"),
        Doubt::Transition => lang.pick("theo quy định chuyển tiếp", "by transitional rules"),
        Doubt::PortalOnly => lang.pick("chỉ theo trang thông tin nêu", "only as stated by a portal"),
        Doubt::WhichWork => lang.pick("chưa rõ là văn bản nào", "which document is meant is not known"),
    }
}

/// What a statement says, in words.
pub fn claim(claim: &Claim, lang: Lang) -> String {
    let of = |scope: &Option<String>| scope.as_deref().map(|scope| format!(" ({scope})")).unwrap_or_default();
    let day = |date: &PartialDate| dates::date(*date);
    match claim {
        Claim::Issued { work, on } => {
            format!("{} {} {}", work.name, lang.pick("ban hành ngày", "was issued on"), day(on))
        }
        Claim::Entry { work, from, scope } => {
            format!("{}{} {} {}", work.name, of(scope), lang.pick("có hiệu lực từ", "takes effect on"), day(from))
        }
        Claim::Expiry { work, from, scope } => {
            let from = from.as_ref().map(|date| format!(" {} {}", lang.pick("từ", "from"), day(date)));
            let ends = lang.pick("hết hiệu lực", "ends");
            format!("{}{} {ends}{}", work.name, of(scope), from.unwrap_or_default())
        }
        Claim::Effect { verb, by, on, scope, from, .. } => {
            let from = from.as_ref().map(|date| format!(" {} {}", lang.pick("từ", "from"), day(date)));
            let verb = messages::effect_verb(*verb, lang);
            format!("{} {verb} {}{}{}", by.name, on.name, of(scope), from.unwrap_or_default())
        }
        Claim::Applies { work, grades: named, levels, first, last, .. } => {
            let whom = if named.is_empty() {
                levels_of(levels, lang)
            } else {
                format!("{} {}", lang.pick("lớp", "grade"), grades(named))
            };
            let years = match (first, last) {
                (Some(first), Some(last)) if first == last => {
                    format!(", {} {first}", lang.pick("năm học", "school year"))
                }
                (Some(first), Some(last)) => format!(", {first} – {last}"),
                (Some(first), None) => format!(" {} {first}", lang.pick("từ năm học", "from school year")),
                (None, Some(last)) => format!(" {} {last}", lang.pick("đến năm học", "until school year")),
                (None, None) => String::new(),
            };
            format!("{} {} {whom}{years}", work.name, lang.pick("áp dụng cho", "applies to"))
        }
        Claim::Transition { work, scope, to } => {
            let until = to.as_ref().map(|date| format!(" {} {}", lang.pick("đến", "until"), day(date)));
            format!(
                "{}: {}{}{}",
                work.name,
                lang.pick("chuyển tiếp", "transition"),
                of(scope),
                until.unwrap_or_default()
            )
        }
        Claim::Concerns { work, levels } => {
            format!("{} {} {}", work.name, lang.pick("quy định cho", "is for"), levels_of(levels, lang))
        }
        Claim::Portal { work, status } => {
            format!("{}: {}", work.name, messages::portal_status(*status, lang))
        }
    }
}

/// Who says it and where, in few words: `322/PGD-THCS tr. 8`, `sổ hiệu lực, registry.toml:12 (điều khoản hiệu lực)`.
pub fn source(source: &Source, lang: Lang) -> String {
    match source {
        Source::Text { document, label, page, draft, .. } => {
            let draft = if *draft { lang.pick("dự thảo ", "draft ") } else { "" };
            format!("{draft}{label} [{document}] {} {page}", lang.pick("tr.", "p."))
        }
        Source::Registry(origin) => {
            let how = provenance(origin.provenance, lang);
            let read = origin.source.as_deref().map(|source| format!(": {source}")).unwrap_or_default();
            format!("{}, {}:{} ({how}{read})", lang.pick("sổ hiệu lực", "registry"), origin.file, origin.line)
        }
        Source::Portal { document, label, site, .. } => {
            let site = site.as_deref().unwrap_or(lang.pick("trang đã lưu", "a saved page"));
            format!("{} {site} ({label} [{document}])", lang.pick("theo trang", "as stated by"))
        }
    }
}

/// How a row of the registry is known.
pub fn provenance(provenance: Provenance, lang: Lang) -> &'static str {
    match provenance {
        Provenance::Clause => lang.pick("điều khoản hiệu lực", "effect clause"),
        Provenance::Text => lang.pick("văn bản áp dụng nêu", "stated by a directive"),
        Provenance::Known => lang.pick("được biết chung, chưa kiểm chứng", "generally known, not checked"),
    }
}

/// A statement in a line: who says it, what, and the words.
pub fn statement_line(statement: &Statement, lang: Lang) -> String {
    let words = match &statement.source {
        Source::Text { words, .. } | Source::Portal { words, .. } if !words.is_empty() => format!(" “{words}”"),
        _ => String::new(),
    };
    format!("{}: {}{words}", source(&statement.source, lang), claim(&statement.claim, lang))
}

/// Two statements that differ, in a line.
pub fn disagreement_line(disagreement: &Disagreement, lang: Lang) -> String {
    let instead = lang.pick("nhưng", "but");
    format!("{}; {instead} {}", statement_line(&disagreement.believed, lang), statement_line(&disagreement.other, lang))
}

/// Names, joined as a reader joins them.
pub fn names(parties: &[Party], lang: Lang) -> String {
    let names: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
    match names.as_slice() {
        [init @ .., last] if !init.is_empty() => format!("{} {} {last}", init.join(", "), lang.pick("và", "and")),
        _ => names.concat(),
    }
}

/// Grades in few characters: `1–4`, `6, 8`.
pub fn grades(grades: &[u32]) -> String {
    let runs = grades.chunk_by(|a, b| a + 1 == *b);
    let run = |run: &[u32]| match run {
        [first, second] => format!("{first}, {second}"),
        [first, .., last] => format!("{first}–{last}"),
        _ => run.iter().map(ToString::to_string).collect(),
    };
    runs.map(run).collect::<Vec<_>>().join(", ")
}

/// The answer for programs; [`line()`] in the language asked for is part of it.
pub fn as_json(status: &Status, lang: Lang) -> Value {
    json!({
        "verdict": status.verdict,
        "line": line(status, lang),
        "since": status.since,
        "changes": status.changes.iter().map(change_json).collect::<Vec<_>>(),
        "instead": status.instead.iter().map(party_json).collect::<Vec<_>>(),
        "chain": status.chain.iter().map(party_json).collect::<Vec<_>>(),
        "grades": status.grades.iter().map(|part| json!({
            "grades": part.grades,
            "verdict": part.verdict,
            "instead": part.instead.iter().map(party_json).collect::<Vec<_>>(),
            "steps": part.steps.iter().map(|(grade, year)| json!({ "grade": grade, "from": year })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "coming": status.coming.iter().map(change_json).collect::<Vec<_>>(),
        "doubt": status.doubt,
        "basis": status.basis,
        "candidates": status.candidates.iter().map(party_json).collect::<Vec<_>>(),
        "evidence": status.evidence.iter().map(|statement| statement_json(statement, lang)).collect::<Vec<_>>(),
        "disagreements": status.disagreements.iter().map(|two| json!({
            "believed": statement_json(&two.believed, lang),
            "other": statement_json(&two.other, lang),
        })).collect::<Vec<_>>(),
        "drafted": status.drafted.iter().map(|statement| statement_json(statement, lang)).collect::<Vec<_>>(),
    })
}

/// A statement for programs: what it says in words, and its source.
pub fn statement_json(statement: &Statement, lang: Lang) -> Value {
    json!({
        "claim": claim(&statement.claim, lang),
        "about": party_json(statement.claim.work()),
        "said_by": statement.source,
    })
}

/// A work for programs.
pub fn party_json(party: &Party) -> Value {
    json!({ "name": party.name, "work": party.id.key(), "title": party.title })
}

fn change_json(change: &Change) -> Value {
    json!({
        "verb": change.verb,
        "by": change.by.as_ref().map(party_json),
        "scope": change.scope,
        "except": change.except,
        "from": change.from,
        "from_issue": change.from_issue,
        "steps": change.steps.map(|(first, last)| json!({ "first": first, "last": last })),
        "to": change.to,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provisions_that_one_document_changes_are_told_together() {
        let change = |scope: &str, by: &str| Change {
            verb: Some(EffectVerb::Amends),
            by: Some(Party { id: Default::default(), name: by.to_owned(), title: None }),
            scope: Some(scope.to_owned()),
            except: None,
            from: "2025-10-20".parse().ok(),
            from_issue: false,
            steps: None,
            to: None,
        };
        let changes = [change("Điều 1", "A"), change("Điều 3", "A"), change("Điều 4", "B")];
        assert_eq!(
            changes_line(&changes, Lang::Vi),
            "được A sửa đổi, bổ sung (Điều 1; Điều 3) từ 20/10/2025; được B sửa đổi, bổ sung (Điều 4) từ 20/10/2025"
        );
    }

    #[test]
    fn grades_are_told_in_few_characters() {
        for (given, want) in
            [(&[1, 2, 3, 4][..], "1–4"), (&[5], "5"), (&[6, 8], "6, 8"), (&[9, 10], "9, 10"), (&[1, 2, 3, 5], "1–3, 5")]
        {
            assert_eq!(grades(given), want);
        }
    }
}
