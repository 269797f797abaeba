//! Footnote marks in running text: found by the label of a note that exists, and cut out of their words.

use std::collections::HashMap;

use super::line::{Line, Token};

/// The search for marks, in the order of the notes.
#[derive(Debug, Default)]
pub struct Marks {
    /// Line and word after the last mark: marks stand in the order of their notes.
    from: (usize, usize),
    /// Labels that were searched for in vain: from where, and up to which line.
    vain: HashMap<String, ((usize, usize), usize)>,
}

impl Marks {
    /// Finds the mark `label` in `body`, cuts it out and binds it to `note`: from the page before the note's `page` on
    /// in any form; raised ones anywhere, since notes may stand at the end of the document.
    pub fn find(&mut self, body: &mut [Line], label: &str, page: u32, note: usize) -> bool {
        let start = body.partition_point(|l| l.page + 1 < page);
        // Lines that were searched through once need no second look until the search moves on.
        let seen = self.vain.get(label).filter(|(from, _)| *from == self.from).map_or((0, 0), |(_, until)| (*until, 0));
        let (near, far) = (self.from.max((start, 0)).max(seen), self.from.max(seen));
        let found = [Form::Raised, Form::Glued, Form::Capitals, Form::Alone]
            .into_iter()
            .map(|form| (form, near))
            .chain([(Form::Raised, far)])
            .any(|(form, from)| self.find_form(body, label, note, form, from));
        if !found {
            self.vain.insert(label.to_owned(), (self.from, body.len()));
        }
        found
    }

    fn find_form(&mut self, body: &mut [Line], label: &str, note: usize, form: Form, from: (usize, usize)) -> bool {
        for (i, line) in body.iter_mut().enumerate().skip(from.0) {
            let first = if i == from.0 { from.1 } else { 0 };
            let found = (first..line.words.len()).find_map(|w| place(line, w, label, form));
            if let Some((word, at, len)) = found {
                cut(line, word, at, len, note);
                self.from = (i, word);
                return true;
            }
        }
        false
    }
}

/// How a mark is written, the surest form first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// In raised type or raised digits.
    Raised,
    /// Right behind a word: `cơ sở giáo dục1,`.
    Glued,
    /// Right behind an abbreviation: `TH&THCS13.`
    Capitals,
    /// Apart from the word before, but before a punctuation mark or at the end: `tổ chức 9 ,`.
    Alone,
}

/// The mark's place: word, byte offset in it, length.
fn place(line: &Line, w: usize, label: &str, form: Form) -> Option<(usize, usize, usize)> {
    let word = &line.words[w];
    match form {
        Form::Raised if word.superscript => {
            let core = word.text.trim_matches(|c: char| "()[],.;:".contains(c));
            let same = core == label || raised_digits(core).is_some_and(|d| d == label);
            same.then(|| trimmed(word, label, core)).flatten().map(|(at, len)| (w, at, len))
        }
        Form::Raised => raised_runs(&word.text).find(|(_, _, digits)| digits == label).map(|(at, len, _)| (w, at, len)),
        Form::Glued | Form::Capitals => glued(&word.text, label, form).map(|(at, len)| (w, at, len)),
        Form::Alone => {
            let core = word.text.trim_end_matches([',', '.', ';', ':']);
            let closed = w > 0 && line.words[w - 1].text.ends_with([')', '…', '.', ',', '”', '"']);
            let ends = line.words.get(w + 1).is_some_and(|next| next.text.starts_with([',', '.', ';', ':']));
            let free = w > 0 && (closed || (ends && core == word.text));
            (core == label && free && label.bytes().all(|b| b.is_ascii_digit())).then_some((w, 0, label.len()))
        }
    }
}

/// Brackets of a raised mark go with it, punctuation stays.
fn trimmed(word: &Token, label: &str, core: &str) -> Option<(usize, usize)> {
    for bracketed in [format!("({label})"), format!("[{label}]")] {
        if let Some(at) = word.text.find(&bracketed) {
            return Some((at, bracketed.len()));
        }
    }
    word.text.find(core).map(|at| (at, core.len()))
}

/// A number glued to the end of a word of letters, before punctuation at most; `m2` and `km2` are measures.
fn glued(text: &str, label: &str, form: Form) -> Option<(usize, usize)> {
    let bracketed = format!("[{label}]");
    if let Some(at) = text.find(&bracketed) {
        return Some((at, bracketed.len()));
    }
    if label.is_empty() || !label.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let core = text.trim_end_matches(|c: char| ",.;:)”\"…".contains(c));
    let before = core.strip_suffix(label)?;
    let letter = before.chars().next_back()?;
    let sentence = before.strip_suffix(['.', ',', ';']).and_then(|b| b.chars().next_back());
    let closes = ")”\"’»%".contains(letter) || sentence.is_some_and(|c| c.is_lowercase() || ")”%".contains(c));
    let is_word = letter.is_lowercase() && before.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    let bare = before.trim_start_matches(|c: char| !c.is_alphabetic());
    let measure = ["km", "cm", "dm", "mm", "dam", "hm"].contains(&bare);
    let is_short_form = form == Form::Capitals && letter.is_uppercase() && bare.chars().count() >= 3;
    ((closes || is_word || is_short_form) && !measure).then_some((before.len(), label.len()))
}

fn cut(line: &mut Line, w: usize, at: usize, len: usize, note: usize) {
    let word = &mut line.words[w];
    word.text.replace_range(at..at + len, "");
    word.marks.push((at, note));
    if at == 0 && w > 0 && !word.text.is_empty() && word.text.chars().all(|c| c.is_ascii_punctuation()) {
        word.spaced = false;
    }
    if word.text.is_empty() && w > 0 {
        // The mark was a word of its own: it now stands at the end of the word before. What follows keeps its space.
        let gone = line.words.remove(w);
        let before = &mut line.words[w - 1];
        let end = before.text.len();
        before.marks.extend(gone.marks.into_iter().map(|(_, note)| (end, note)));
        if let Some(next) = line.words.get_mut(w)
            && next.text.chars().all(|c| c.is_ascii_punctuation())
        {
            next.spaced = false;
        }
    }
}

/// The plain digits of raised ones; `None` where the text holds anything else, or nothing.
pub fn raised_digits(text: &str) -> Option<String> {
    let digits: Option<String> = text
        .chars()
        .map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|d| d == c).and_then(|d| char::from_digit(d as u32, 10)))
        .collect();
    digits.filter(|d| !d.is_empty())
}

/// Runs of raised digits behind something: offset, length, plain digits.
fn raised_runs(text: &str) -> impl Iterator<Item = (usize, usize, String)> {
    let is_raised = |c: char| raised_digits(c.encode_utf8(&mut [0; 4])).is_some();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_raised)?;
        let len = text[start..].find(|c| !is_raised(c)).unwrap_or(text.len() - start);
        at = start + len;
        Some((start, len, raised_digits(&text[start..at]).unwrap_or_default()))
    })
}
