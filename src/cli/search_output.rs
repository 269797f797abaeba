//! What `chidao search` prints.

use chidao::answer::{Mentions, Passages, fullest, short};
use chidao::directive::Reference;
use chidao::render::{Lang, messages, passage::passage, search};
use chidao::store::{Document, Found, Hits, Passage};

use super::place;

/// Mentions under their school years.
pub fn mentions_text(answer: &Mentions, lang: Lang) -> String {
    let Mentions { found, passages, held, standing, .. } = answer;
    let mut out = String::new();
    for work in fullest(&found.works) {
        let possible = if found.possible { lang.pick("Có thể là: ", "Possibly: ") } else { "" };
        out.push_str(&format!("{possible}{}\n", answer.name(work)));
        if let Some(line) = standing.line(&work.key, lang) {
            out.push_str(&format!("  {line}\n"));
        }
    }
    let mentions = lang.count(answer.total, "lần viện dẫn", "mention", "mentions");
    let places = lang.count(answer.citing, "văn bản", "document", "documents");
    out.push_str(&format!("{mentions} {} {places}", lang.pick("trong", "in")));
    if answer.total > found.mentions.len() {
        let shown = found.mentions.len();
        out.push_str(&lang.pick(format!(", hiện {shown} lần đầu"), format!(", the first {shown} are shown")));
    }
    if held.is_empty() {
        out.push_str(lang.pick(
            "; văn bản không có trong kho, chỉ biết qua viện dẫn",
            "; not in this store, known only by citations",
        ));
    }
    out.push('\n');
    for document in held {
        let at = lang.pick("có trong kho", "in this store");
        out.push_str(&format!("{at}: {} [{}] {}\n", document.label(), document.id, short(&document.path)));
    }
    let mut rows: Vec<(&Found<Reference>, &Passage)> = found.mentions.iter().zip(passages).collect();
    // Within a year the order of documents stays.
    rows.sort_by_key(|(mention, _)| (mention.school_year.is_none(), mention.school_year.map(|year| year.first())));
    let mut before = None;
    let mut last = None;
    for (mention, around) in rows {
        if before != Some(mention.school_year) {
            before = Some(mention.school_year);
            last = None;
            let year = mention.school_year.map_or_else(
                || lang.pick("Chưa rõ năm học", "School year unknown").to_owned(),
                |year| format!("{} {year}", lang.pick("Năm học", "School year")),
            );
            out.push_str(&format!("\n{year}\n"));
        }
        if last != Some(mention.document.id) {
            last = Some(mention.document.id);
            out.push_str(&format!("  {}\n", document_line(&mention.document, mention.year_inferred, lang)));
        }
        let role = messages::relation(mention.fact.relation, lang);
        let page = page(&mention.document, mention.fact.evidence.page, lang);
        let inferred = mention.resolution.as_ref().filter(|found| found.is_inferred() || !found.candidates.is_empty());
        let meant = inferred.and_then(|found| messages::resolution(found.how, lang));
        out.push_str(&result(4, &[page, role.to_owned(), meant.unwrap_or_default().to_owned()], &passage(around)));
    }
    out.trim_end().to_owned()
}

/// Passages, best first.
pub fn hits_text(hits: &Hits, lang: Lang) -> String {
    let mut out = if hits.some_words {
        let note = lang.pick("không đoạn nào có đủ các từ; gần nhất", "no passage holds all the words; nearest");
        format!("{} ({note})\n", passages_count(hits, lang))
    } else {
        format!("{}\n", passages_count(hits, lang))
    };
    // Documents in the order of their best passage.
    let mut order: Vec<i64> = Vec::new();
    for hit in &hits.hits {
        if !order.contains(&hit.document.id) {
            order.push(hit.document.id);
        }
    }
    for id in order {
        let mut its = hits.hits.iter().filter(|hit| hit.document.id == id).peekable();
        if let Some(first) = its.peek() {
            let years: Vec<String> = first.document.school_years.iter().map(ToString::to_string).collect();
            let years = if years.is_empty() { String::new() } else { format!(" · {}", years.join(", ")) };
            let inferred = first.document.year_inferred && !years.is_empty();
            out.push_str(&format!("\n{}{years}\n", document_line(&first.document, inferred, lang)));
        }
        for hit in its {
            out.push_str(&result(2, &[page(&hit.document, hit.page, lang)], &passage(&hit.passage)));
        }
    }
    out.trim_end().to_owned()
}

fn passages_count(hits: &Hits, lang: Lang) -> String {
    let total = lang.count_of_many(hits.total, hits.more, "đoạn", "passage", "passages");
    let shown = hits.hits.len();
    if shown < hits.total {
        return lang.pick(format!("{total}, hiện {shown} đoạn đầu"), format!("{total}, the first {shown} are shown"));
    }
    total
}

/// "Did you mean", one line for each idea.
pub fn suggestions(answer: &Passages, lang: Lang) -> Vec<String> {
    let ask = lang.pick("Có phải bạn tìm", "Did you mean");
    let numbers = answer.near.iter().map(|work| {
        let mentions = lang.count(work.mentions as usize, "lần viện dẫn", "mention", "mentions");
        format!("{ask}: {} ({mentions})?", work.name())
    });
    let words = answer.hits.suggestion.iter().map(|query| format!("{ask}: {query}?"));
    numbers.chain(words).chain(answer.ideas.iter().map(|idea| search::idea(idea, lang))).collect()
}

/// A document in a line, with a note where its school year is only inferred.
fn document_line(document: &Document, inferred: bool, lang: Lang) -> String {
    let note = lang.pick("năm học suy từ ngày ban hành", "school year inferred from its date");
    let inferred = if inferred { format!(" ({note})") } else { String::new() };
    format!("{}{inferred}", place::line(document, lang))
}

/// One answer: where it stands, then the words.
fn result(indent: usize, place: &[String], words: &str) -> String {
    let parts: Vec<&str> = place.iter().map(String::as_str).filter(|part| !part.is_empty()).chain([words]).collect();
    format!("{}{}\n", " ".repeat(indent), parts.join(" · "))
}

/// `tr. 5`; nothing for a file that knows no pages.
fn page(document: &Document, number: u32, lang: Lang) -> String {
    let page = place::page(document, number);
    if page.is_empty() { page } else { format!("{} {page}", lang.pick("tr.", "p.")) }
}
