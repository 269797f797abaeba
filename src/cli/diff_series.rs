//! What `chidao diff --series` says beside the targets: deadlines, references and sections of two versions.

use chidao::answer::{DiffFilter, with_earlier};
use chidao::catalogue::Changes;
use chidao::directive::{Deadline, Reference};
use chidao::lineage::changes::{deadlines, references, sections};
use chidao::lineage::identity::WorkId;
use chidao::render::{Lang, changes as wording, dates, markdown, table};
use chidao::store::Found;

use super::place;

/// For reading.
pub fn as_table(changes: &Changes, filter: &DiffFilter, lang: Lang) -> String {
    let mut parts: Vec<String> = missing(changes, filter, lang);
    if !parts.is_empty() {
        return parts.join("\n\n");
    }
    let (old, new) = (filter.old.to_string(), filter.new.to_string());
    let rows = deadline_rows(changes, lang);
    if !rows.is_empty() {
        let most = if table::width() < 100 { 14 } else { 24 };
        let mut list = table::sized(&[
            (lang.pick("Việc", "Task"), None),
            (&old, Some(most)),
            (&new, Some(most)),
            (lang.pick("Thay đổi", "Change"), Some(17)),
            (lang.pick("Trang", "Pages"), Some(9)),
        ]);
        for row in rows {
            list.add_row(row);
        }
        parts.push(format!("{}\n{}", lang.pick("THỜI HẠN", "DEADLINES"), table::text(&list)));
    }
    let lines = reference_lines(changes, lang);
    if !lines.is_empty() {
        parts.push(format!("{}\n{}", lang.pick("VIỆN DẪN", "REFERENCES"), lines.join("\n")));
    }
    parts.push(section_table(changes, &old, &new, lang));
    parts.join("\n\n")
}

/// As Markdown.
pub fn as_markdown(changes: &Changes, filter: &DiffFilter, lang: Lang) -> String {
    let missing = missing(changes, filter, lang);
    if !missing.is_empty() {
        return missing.join("\n\n");
    }
    let (old, new) = (filter.old.to_string(), filter.new.to_string());
    let mut parts = Vec::new();
    let rows = deadline_rows(changes, lang);
    if !rows.is_empty() {
        let heads =
            [lang.pick("Việc", "Task"), &old, &new, lang.pick("Thay đổi", "Change"), lang.pick("Trang", "Pages")];
        parts.push(format!("## {}\n\n{}", lang.pick("Thời hạn", "Deadlines"), markdown::table(heads, rows)));
    }
    let lines = reference_lines(changes, lang);
    if !lines.is_empty() {
        let lines: Vec<String> = lines.iter().map(|line| format!("- {}", markdown::plain(line))).collect();
        parts.push(format!("## {}\n\n{}", lang.pick("Viện dẫn", "References"), lines.join("\n")));
    }
    let heads = [lang.pick("Mục", "Section"), old.as_str(), new.as_str()];
    let mut rows = Vec::new();
    for row in section_rows(changes, lang) {
        rows.push([row.heading, row.old_lead, row.new_lead]);
        rows.extend(row.sentences.into_iter().map(|(old, new)| [String::new(), old, new]));
    }
    parts.push(format!("## {}\n\n{}", lang.pick("Các mục", "Sections"), counts(changes, lang)));
    if !rows.is_empty() {
        parts.push(markdown::table(heads, rows));
    }
    parts.join("\n\n")
}

/// What is said where a year's version is not held.
fn missing(changes: &Changes, filter: &DiffFilter, lang: Lang) -> Vec<String> {
    let sides = [(filter.old, &changes.old), (filter.new, &changes.new)];
    let absent = sides.iter().filter(|(_, documents)| documents.is_empty());
    absent
        .map(|(year, _)| {
            lang.pick(
                format!("Kho không có phiên bản của năm học {year}: không so sánh được thời hạn, viện dẫn, các mục."),
                format!("The store holds no version of {year}: deadlines, references and sections cannot be compared."),
            )
        })
        .collect()
}

fn deadline_rows(changes: &Changes, lang: Lang) -> Vec<[String; 5]> {
    let list = &changes.deadlines;
    let row = |pair: &deadlines::Pair| {
        let (old, new) =
            (pair.old.and_then(|index| list.old.get(index)), pair.new.and_then(|index| list.new.get(index)));
        let when =
            |found: Option<&Found<Deadline>>| found.map(|found| dates::when(&found.fact, lang)).unwrap_or_default();
        let page = |found: &Found<Deadline>| place::page(&found.document, found.fact.evidence.page);
        let pages: Vec<String> = [old, new].into_iter().flatten().map(page).filter(|page| !page.is_empty()).collect();
        let task = |found: &Found<Deadline>| found.fact.action.as_ref().unwrap_or(&found.fact.text).clone();
        let earlier = old.filter(|_| new.is_some()).map(task).unwrap_or_default();
        let task = with_earlier(&new.or(old).map(task).unwrap_or_default(), &earlier, lang);
        [task, when(old), when(new), wording::deadline(pair, lang), pages.join(" → ")]
    };
    list.pairs.iter().map(row).collect()
}

fn reference_lines(changes: &Changes, lang: Lang) -> Vec<String> {
    let list = &changes.references;
    let name = |found: &Found<Reference>| {
        let page = place::page(&found.document, found.fact.evidence.page);
        let place = if page.is_empty() { page } else { format!(" ({} {page})", lang.pick("tr.", "p.")) };
        format!("{}{place}", WorkId::of_reference(&found.fact))
    };
    let of = |change: references::Change| list.pairs.iter().filter(move |pair| pair.change == change);
    let old = |pair: &references::Pair| pair.old.and_then(|index| list.old.get(index)).map(name).unwrap_or_default();
    let new = |pair: &references::Pair| pair.new.and_then(|index| list.new.get(index)).map(name).unwrap_or_default();
    let mut lines = Vec::new();
    let mut say = |title: &str, names: Vec<String>| {
        if !names.is_empty() {
            lines.push(format!("{title} ({}): {}", names.len(), names.join("; ")));
        }
    };
    let followed = of(references::Change::Followed).map(|pair| format!("{} → {}", old(pair), new(pair)));
    say(wording::reference(references::Change::Followed, lang), followed.collect());
    say(wording::reference(references::Change::Added, lang), of(references::Change::Added).map(new).collect());
    say(wording::reference(references::Change::Dropped, lang), of(references::Change::Dropped).map(old).collect());
    let kept = of(references::Change::Kept).count();
    if kept > 0 {
        lines.push(format!("{}: {kept}", wording::reference(references::Change::Kept, lang)));
    }
    lines
}

/// A section that is not the same, with its sentences side by side.
struct SectionRow {
    heading: String,
    old_lead: String,
    new_lead: String,
    sentences: Vec<(String, String)>,
}

fn section_rows(changes: &Changes, lang: Lang) -> Vec<SectionRow> {
    let list = &changes.sections;
    let title = |section: &sections::Passage| {
        let label = if section.label.is_empty() { String::new() } else { format!("{}. ", section.label) };
        format!("{label}{} ({} {})", section.title, lang.pick("tr.", "p."), section.page)
    };
    let side = |section: Option<&sections::Passage>| section.map(title).unwrap_or_default();
    let row = |pair: &sections::Pair| {
        let (old, new) =
            (pair.old.and_then(|index| list.old.get(index)), pair.new.and_then(|index| list.new.get(index)));
        let sentences =
            pair.sentences.iter().map(|s| (s.old.clone().unwrap_or_default(), s.new.clone().unwrap_or_default()));
        SectionRow {
            heading: wording::section(pair.change, lang).to_owned(),
            old_lead: side(old),
            new_lead: side(new),
            sentences: sentences.collect(),
        }
    };
    list.pairs.iter().filter(|pair| pair.change != sections::Change::Same).map(row).collect()
}

fn section_table(changes: &Changes, old: &str, new: &str, lang: Lang) -> String {
    let mut list = table::sized(&[(lang.pick("Mục", "Section"), Some(9)), (old, None), (new, None)]);
    for row in section_rows(changes, lang) {
        list.add_row([row.heading, row.old_lead, row.new_lead]);
        for (old, new) in row.sentences {
            list.add_row([String::new(), old, new]);
        }
    }
    format!("{}: {}\n{}", lang.pick("CÁC MỤC", "SECTIONS"), counts(changes, lang), table::text(&list))
}

fn counts(changes: &Changes, lang: Lang) -> String {
    use sections::Change::{Added, Dropped, Reworded, Same};
    let of = |change: sections::Change| changes.sections.pairs.iter().filter(|pair| pair.change == change).count();
    let said = [Same, Reworded, Added, Dropped].map(|change| (of(change), wording::section(change, lang)));
    said.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{n} {name}")).collect::<Vec<_>>().join(" · ")
}
