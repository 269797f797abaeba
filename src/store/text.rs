//! The text of a document as the store keeps it: content, paragraphs and lines, enough to rebuild the full text view
//! and to show the words around a fact. Boxes are not kept here; they belong to the facts' evidence.

use serde::Serialize;

use super::layout::Layout;
use crate::detect::Section;
use crate::directive::Span;

/// A document's normalized text with its pages and lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StoredText {
    /// The same text that facts' spans count bytes of.
    pub content: String,
    layout: Layout,
}

/// A piece of a document's text around marked places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The words, cut at word borders; `…` stands where the paragraph goes on.
    pub text: String,
    /// Byte offsets in `text` of what is marked, in order.
    pub marks: Vec<Span>,
}

impl Passage {
    /// A text that is marked as a whole.
    pub(super) fn whole(text: &str) -> Self {
        Self { text: text.to_owned(), marks: vec![Span::new(0, text.len())] }
    }
}

impl StoredText {
    pub(super) fn new(content: String, layout: Layout) -> Self {
        Self { content, layout }
    }

    /// The paragraphs' places in the content, in order; those that do not fit the content are left out.
    pub fn paragraphs(&self) -> impl Iterator<Item = Span> + '_ {
        self.layout
            .paragraphs
            .iter()
            .filter(|&&(start, end)| self.content.get(start..end).is_some())
            .map(|&(start, end)| Span::new(start, end))
    }

    /// The sections, outer before inner, in the order of the text.
    pub fn sections(&self) -> &[Section] {
        &self.layout.sections
    }

    /// Page and line, both from 1, of the word at `offset`.
    pub fn place_of(&self, offset: usize) -> (u32, u32) {
        let after = self.layout.lines.partition_point(|&(start, ..)| start <= offset);
        self.layout.lines.get(after.saturating_sub(1)).map_or((1, 1), |&(_, page, line)| (page, line))
    }

    /// The text that stands on a page (from 1), in its order.
    pub fn page(&self, page: u32) -> String {
        let lines = &self.layout.lines;
        let ends = lines.iter().skip(1).map(|&(next, ..)| next).chain([self.content.len()]);
        let on_page = lines.iter().zip(ends).filter(|(line, _)| line.1 == page);
        on_page.filter_map(|(&(start, ..), end)| self.content.get(start..end)).collect::<String>().trim_end().to_owned()
    }

    /// The paragraph around `span`, at most about `room` bytes to each side, with the span marked; `None` where the
    /// span does not fit the content.
    pub fn around(&self, span: Span, room: usize) -> Option<Passage> {
        around(&self.content, span, room)
    }
}

/// [`StoredText::around`] of a text by itself.
pub(super) fn around(content: &str, span: Span, room: usize) -> Option<Passage> {
    content.get(span.start..span.end)?;
    let start = content[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = content[span.end..].find('\n').map_or(content.len(), |at| span.end + at);
    Some(cut(content, Span::new(start, end), &[span], room))
}

/// Cuts the part of `content` inside `within` around the marks, at most about `room` bytes before the first mark and
/// after the last, and at most so much between two.
pub(super) fn cut(content: &str, within: Span, marks: &[Span], room: usize) -> Passage {
    let mut passage = Passage { text: String::new(), marks: Vec::new() };
    let (first, last) = match (marks.first(), marks.last()) {
        (Some(first), Some(last)) => (first.start, last.end),
        _ => (within.start, within.start),
    };
    let mut at = word_before(content, within.start, first, room);
    if at > within.start {
        passage.text.push('…');
    }
    let push = |passage: &mut Passage, from: usize, to: usize| {
        let plain = content[from..to].replace(['\n', '\t'], " ");
        passage.text.push_str(&plain);
    };
    for mark in marks {
        let left = word_before(content, at, mark.start, room);
        let right = word_after(content, at, mark.start, room);
        if right < left {
            push(&mut passage, at, right);
            passage.text.push_str(" … ");
            at = left;
        }
        push(&mut passage, at, mark.start);
        let start = passage.text.len();
        push(&mut passage, mark.start, mark.end);
        passage.marks.push(Span::new(start, passage.text.len()));
        at = mark.end;
    }
    let end = word_after(content, last, within.end, room);
    push(&mut passage, at.min(end), end);
    if end < within.end {
        passage.text.push('…');
    }
    passage
}

/// The last word border at most `room` bytes before `to`, or `from` where that is near enough.
fn word_before(content: &str, from: usize, to: usize, room: usize) -> usize {
    if to - from <= room {
        return from;
    }
    let start = content.ceil_char_boundary(to - room);
    content[start..to].find(' ').map_or(to, |at| start + at + 1)
}

/// The last word border at most `room` bytes after `from`, or `to` where that is near enough.
fn word_after(content: &str, from: usize, to: usize, room: usize) -> usize {
    if to - from <= room {
        return to;
    }
    let end = content.floor_char_boundary(from + room);
    if content[end..].starts_with(' ') {
        return end;
    }
    content[from..end].rfind(' ').map_or(from, |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: &str, mark: &str, room: usize, expected: &str) {
        let start = content.find(mark).expect("the mark stands in the content");
        let text = StoredText::new(content.to_owned(), Layout::default());
        let passage = text.around(Span::new(start, start + mark.len()), room).expect("the span fits");
        let mut shown = passage.text.clone();
        for span in passage.marks.iter().rev() {
            shown.insert(span.end, ']');
            shown.insert(span.start, '[');
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn shows_the_words_around_a_place() {
        check("một\nhai ba bốn\nnăm", "ba", 40, "hai [ba] bốn");
        check("thứ nhất thứ hai thứ ba thứ tư thứ năm", "thứ ba", 10, "…hai [thứ ba] thứ tư…");
        check("ô\tđịnh\tmức", "định", 40, "ô [định] mức");
        check("ệệệệệệệệệệệệ x ệệệệệệệệệệệệ", "x", 4, "…[x]…");
    }

    #[test]
    fn a_page_is_the_lines_that_stand_on_it() {
        // A paragraph that goes on over the page, and a footnote put behind it.
        let lines = vec![(0, 1, 1), (4, 1, 2), (9, 2, 1), (15, 1, 9), (20, 2, 2)];
        let layout = Layout { lines, ..Layout::default() };
        let text = StoredText::new("one two\n three foot last\n".to_owned(), layout);
        assert_eq!(text.page(1), "one two\n foot");
        assert_eq!((text.page(2).as_str(), text.page(3).as_str()), ("three last", ""));
    }

    #[test]
    fn a_span_that_does_not_fit_gives_nothing() {
        let text = StoredText::new("hoà".to_owned(), Layout::default());
        for (start, end) in [(0, 3), (3, 4), (2, 99)] {
            assert_eq!(text.around(Span::new(start, end), 10), None, "{start}..{end}");
        }
    }
}
