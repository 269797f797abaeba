//! Which paragraphs are headings.

use super::label::{Label, Style, is_capitals, label_of};
use crate::directive::Span;
use crate::text::{Text, Zone, collapse, word_count as count};

/// A heading on its way to a section.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Its numbering style.
    pub style: Style,
    /// Its number or letter.
    pub label: String,
    /// Its words, shortened where a whole sentence stands in their place.
    pub title: String,
    /// The heading in the text; of a run-in heading its words up to the colon.
    pub span: Span,
    /// False for a numbered sentence that only heads what follows: its words say nothing of a section's year or level.
    proper: bool,
    /// A numbered item that heads nothing: no section, but the end of its open siblings.
    pub item: bool,
}

impl Heading {
    /// The words that may say what holds below.
    pub fn telling(&self) -> &str {
        if self.proper { &self.title } else { "" }
    }
}

/// The longest heading: beyond it a paragraph is a sentence.
const LONGEST: usize = 45;

/// The headings of `text` outside `frames`, with the numbered items among them, in order.
pub fn headings(text: &Text, frames: &[Span]) -> Vec<Heading> {
    let lines = lines(text, frames);
    let mut found: Vec<Heading> = Vec::new();
    // The index of the line that the last heading ended on, while its title may go on in the next.
    let mut title_open: Option<usize> = None;
    for (i, line) in lines.iter().enumerate() {
        if let (Some(end), Some(last)) = (title_open, found.last_mut())
            && end + 1 == i
            && continues(last, line)
        {
            last.title = [last.title.as_str(), line.words.trim()].join(" ").trim().to_owned();
            last.span.end = line.span.end;
            last.proper = true;
            title_open = Some(i);
            continue;
        }
        if let Some(heading) = heading(line, &lines[i + 1..]) {
            title_open = Some(i);
            found.push(heading);
        } else if let Some(label) = &line.label {
            let (style, label) = (label.style, label.text.clone());
            found.push(Heading { style, label, title: String::new(), span: line.span, proper: false, item: true });
        }
    }
    found
}

/// A paragraph that may be a heading or what a heading heads; footnotes and frames are left out.
struct Line<'a> {
    span: Span,
    /// The words behind the label.
    words: &'a str,
    label: Option<Label>,
    table: bool,
    emphatic: bool,
}

fn lines<'a>(text: &'a Text, frames: &[Span]) -> Vec<Line<'a>> {
    let mut lines = Vec::with_capacity(text.paragraphs.len());
    let mut last_upper = None;
    let mut frame = 0;
    for p in &text.paragraphs {
        while frames.get(frame).is_some_and(|f| f.end <= p.span.start) {
            frame += 1;
        }
        if matches!(p.zone, Zone::Footnote(_)) || frames.get(frame).is_some_and(|f| f.contains(p.span.start)) {
            continue;
        }
        let whole = text.slice(p.span);
        let table = p.zone == Zone::TableRow;
        let label = if table { None } else { label_of(whole, last_upper) };
        if let Some(Label { style: Style::Upper, text, .. }) = &label {
            last_upper = text.chars().next();
        }
        let words = label.as_ref().map_or(whole, |l| &whole[l.rest..]);
        lines.push(Line { span: p.span, words, label, table, emphatic: p.bold || p.centered });
    }
    lines
}

/// Whether `line` goes on with the title of the heading right above it: the title of a bare "Phần 2", or more
/// capitals under capitals.
fn continues(last: &Heading, line: &Line) -> bool {
    if line.table || line.label.is_some() || line.words.trim().is_empty() || count(line.words) > LONGEST {
        return false;
    }
    if count(&last.title) > LONGEST {
        return false;
    }
    if is_capitals(line.words) {
        return last.title.is_empty() || is_capitals(&last.title);
    }
    last.title.is_empty()
        && matches!(last.style, Style::Part | Style::Chapter | Style::Muc | Style::Annex)
        && !line.words.trim_end().ends_with(['.', ';', ':'])
        && !line.words.trim_start().starts_with(['-', '+', '('])
        && (line.emphatic || count(line.words) <= 20)
}

fn heading(line: &Line, below: &[Line]) -> Option<Heading> {
    if line.table {
        return None;
    }
    let words = line.words.trim();
    let Some(label) = &line.label else {
        let stands = is_capitals(words)
            && words.chars().filter(|c| c.is_alphabetic()).count() >= 7
            && (2..=LONGEST).contains(&count(words))
            && !words.ends_with(['.', ';', ','])
            && !words.starts_with(['-', '+', '(', '“', '"'])
            && !words.starts_with("CỘNG H");
        return stands.then(|| Heading {
            style: Style::Capitals,
            label: String::new(),
            title: collapse(words),
            span: line.span,
            proper: true,
            item: false,
        });
    };
    let make = |title: &str, span: Span, proper: bool| {
        Some(Heading {
            style: label.style,
            label: label.text.clone(),
            title: collapse(title),
            span,
            proper,
            item: false,
        })
    };
    let named = matches!(label.style, Style::Annex | Style::Part | Style::Chapter | Style::Muc | Style::Article);
    let short = words.len() <= 400 && count(words) <= LONGEST;
    let sentence = words.ends_with(['.', ';', ',']) || words.contains(". ") && !line.emphatic;
    if words.is_empty() {
        return if named { make("", line.span, true) } else { None };
    }
    if short && (named || !sentence || is_capitals(words)) {
        return make(words.trim_end_matches([':', '.']), line.span, true);
    }
    // A run-in heading: a few words, a colon, and the text on the same line.
    if let Some(colon) = words.find(':')
        && count(&words[..colon]) <= 14
        && !words[..colon].contains([';', '.'])
    {
        let start_of_words = line.span.end - line.words.trim_start().len();
        return make(&words[..colon], Span::new(line.span.start, start_of_words + colon), true);
    }
    let heads = match below.first() {
        Some(next) if next.table => true,
        Some(next) => next.label.as_ref().map_or(!is_capitals(next.words), |l| l.style > label.style),
        None => false,
    };
    if label.style == Style::Star || !(named || heads) {
        return None;
    }
    make(first_clause(words), line.span, false)
}

/// A sentence's first clause, cut at a word where it is long.
fn first_clause(words: &str) -> &str {
    let end = words.find(". ").or_else(|| words.find("; ")).unwrap_or(words.len());
    let clause = &words[..end];
    match clause.char_indices().filter(|(_, c)| *c == ' ').nth(30) {
        Some((cut, _)) => &clause[..cut],
        None => clause,
    }
}
