//! Where one paragraph ends and the next begins.

use super::layout::Layout;
use super::line::Line;
use super::marker::{
    self, Opening, announces, asks_number, ends_open, is_capitals, is_terminal, opening, opens_recital, opens_sentence,
    starts_cut,
};

/// The paragraph so far, as far as the next line's fate depends on it.
#[derive(Debug, Clone, Copy)]
pub struct Open<'a> {
    /// Its first line.
    pub first: &'a Line,
    /// Its last line.
    pub last: &'a Line,
    /// Whether it has one line only.
    pub single: bool,
}

/// How a line is added to the paragraph before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// It opens a paragraph of its own.
    Break,
    /// It goes on after a space.
    Space,
    /// It goes on inside a word that the wrap cut: `TT-` `BGDĐT`.
    Glue,
}

/// Decides how `next` follows the open paragraph. `marked`: the source itself marks paragraph starts.
pub fn join(open: Open<'_>, next: &Line, layout: &Layout, marked: bool) -> Join {
    let last = open.last;
    let glue = if ends_open(last) || starts_cut(last, next) { Join::Glue } else { Join::Space };
    if apart(last, next, layout) {
        return Join::Break;
    }
    if marked {
        return if !next.starts_paragraph || torn(last, next) { glue } else { Join::Break };
    }
    if !next.starts_paragraph && goes_on(open, next, layout, glue == Join::Glue) { glue } else { Join::Break }
}

/// Whether a source that marks paragraphs tore one in two, as text that was taken out of a PDF is: a long line
/// without an end before a small letter.
fn torn(last: &Line, next: &Line) -> bool {
    opening(next) == Opening::Lower && !is_terminal(last) && last.text().chars().count() >= 60
}

/// Lines of different columns or type sizes never belong together, unless text runs from column to column.
fn apart(last: &Line, next: &Line, layout: &Layout) -> bool {
    let same_page = last.page == next.page && !(layout.is_in_column(last) && layout.is_in_column(next));
    let (a, b) = (last.size(), next.size());
    let sizes = a > 0.0 && b > 0.0 && (a - b).abs() > 0.12 * a.max(b);
    (same_page && last.block != next.block) || (sizes && !torn(last, next))
}

fn goes_on(open: Open<'_>, next: &Line, layout: &Layout, cut: bool) -> bool {
    let last = open.last;
    if is_orphan(last, next) || starts_cut(last, next) || marker::runs_through_motto(last, next) {
        return true;
    }
    if is_subject(open.first) && !layout.is_gap(last, next) && !is_capitals(next) {
        // The trích yếu of a công văn, last in its narrow column: only a list or another part of the form ends it.
        return matches!(opening(next), Opening::Lower | Opening::Upper | Opening::Other);
    }
    let full = layout.is_full(last, next, open.single);
    let terminal = is_terminal(last);
    let comma = last.last().ends_with(',');
    match opening(next) {
        Opening::Form => false,
        Opening::Lower if !terminal => true,
        Opening::Lower => full,
        Opening::Part => !terminal && (full && names_part(last) || marker::hangs(last)),
        Opening::Outline => !terminal && full && (asks_number(last) || comma),
        Opening::Bullet => !terminal && full && dashed(last) && next.words.first().is_some_and(|w| w.text.len() <= 3),
        Opening::Other | Opening::Upper if cut || marker::hangs(last) => true,
        Opening::Other if !terminal && next.first().chars().any(char::is_numeric) && asks_number(last) => true,
        Opening::Other if !terminal && !full => comma,
        _ if !full || layout.is_right_half(last) => comma && !terminal,
        _ => same_run(open, next, layout, terminal),
    }
}

/// Whether a line begins the trích yếu in the letterhead's left column (Nghị định 30/2020/NĐ-CP, Phụ lục I).
fn is_subject(line: &Line) -> bool {
    line.block != 0 && ["V/v", "v/v", "V/V"].iter().any(|words| line.first().starts_with(words))
}

/// A quantity at the start of a paragraph whose clause the one before begins, however short that was torn: "…, học kỳ I
/// có ít nhất" "17 tuần.". A heading or the name of a list is shorter, or has capitals at its end. `next` is the first
/// line of the paragraph, `end` its last: what is torn ends with the sentence. Asked of whole paragraphs, so that
/// reading again what was joined gives the same.
pub fn counts_on(open: Open<'_>, next: &Line, end: &Line, layout: &Layout, marked: bool) -> bool {
    let last = open.last;
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    (!open.single || last.words.len() >= 6)
        && is_quantity(next.first())
        && small(last.last())
        && next.words.get(1).is_some_and(|word| small(&word.text))
        && opening(next) == Opening::Other
        && !is_terminal(last)
        && is_terminal(end)
        && !(marked || next.starts_paragraph || apart(last, next, layout) || layout.is_full(last, next, open.single))
}

/// "17", "98,5%", "2-3", "5/9": figures alone, neither the number of a document nor the torn half of a span.
fn is_quantity(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-' | '–' | '/'))
        && word.ends_with(|c: char| c.is_ascii_digit() || c == '%')
}

/// The rest of an issuer's name that did not fit its column of the letterhead: `PHÒNG GIÁO DỤC VÀ ĐÀO` `TẠO`.
fn is_orphan(last: &Line, next: &Line) -> bool {
    let wide = |line: &Line| line.rect.map_or(0.0, |r| r.x1 - r.x0);
    let capitals = |line: &Line| line.text().chars().all(|c| c.is_uppercase() || c == ' ');
    let same_column = last.block != 0 && last.block == next.block && last.page == next.page;
    same_column
        && last.bold() == next.bold()
        && next.words.len() <= 2
        && wide(next) < 0.35 * wide(last)
        && is_capitals(last)
        && capitals(next)
}

/// A full line before a capital or a digit: the paragraph goes on unless something says that a new one begins.
fn same_run(open: Open<'_>, next: &Line, layout: &Layout, terminal: bool) -> bool {
    let last = open.last;
    let capitals = is_capitals(last);
    if capitals != is_capitals(next) && (terminal || capitals || next.words.len() > 2) {
        return false;
    }
    let recital = opens_recital(open.first) || opens_recital(next);
    if terminal && (announces(last) || (last.last().ends_with(';') && recital)) {
        return false;
    }
    if !terminal && open.single && is_item(last) && opens_sentence(next) {
        return false;
    }
    let centered = (layout.is_centered(last), layout.is_centered(next));
    if centered.0 != centered.1 && !(open.single && centered.1) && !last.last().ends_with(',') {
        return false;
    }
    if layout.is_gap(last, next) && (terminal || last.bold() != next.bold()) {
        return false;
    }
    if last.bold() && !next.words.first().is_some_and(|w| w.bold) && next.page == last.page && open.first.bold() {
        return false;
    }
    !indented(open, next, layout, terminal)
}

/// Whether `next` is set in as the first line of a paragraph.
fn indented(open: Open<'_>, next: &Line, layout: &Layout, terminal: bool) -> bool {
    let (Some(last), Some(new)) = (layout.indent(open.last), layout.indent(next)) else { return false };
    const STEP: f32 = 8.0;
    if new < STEP {
        return false;
    }
    if layout.is_set_in(next) {
        return true;
    }
    if open.single {
        // The line before is set in as well: one-line paragraphs in a row, or a block that hangs.
        return terminal && (new - last).abs() < STEP / 2.0 && !is_item(open.first);
    }
    new > last + STEP
}

fn is_item(line: &Line) -> bool {
    matches!(opening(line), Opening::Bullet | Opening::Outline)
}

/// `tại`, `của`, `theo`: a named part after them is cited, not opened.
fn names_part(line: &Line) -> bool {
    let last = line.last().to_lowercase();
    last.ends_with(',')
        || ["tại", "của", "theo", "và", "hoặc", "ở", "thuộc", "trong", "các", "với", "đến", "từ", "này"]
            .contains(&last.as_str())
        || marker::asks_number(line)
}

/// Whether a row of words joined by dashes runs over the wrap: `Xanh - Sạch` `- Đẹp`.
fn dashed(line: &Line) -> bool {
    line.words.iter().skip(1).any(|w| w.text == "-" || w.text == "–")
}
