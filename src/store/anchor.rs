//! What a fact is known by in its file, so that what a person has said of it outlives the reading of the file.
//!
//! Offsets move when the text is put together better, and the numbers of rows change with every reading. What stays are
//! the words of the fact and those around them (as in the Web Annotation Data Model, W3C 2017, 4.2.4 "Text Quote
//! Selector"), here without blanks, marks of punctuation and case, and which of several alike it is.

use std::collections::HashMap;

use crate::directive::Span;

/// So many letters and digits to each side count.
const ROOM: usize = 40;

/// Names the facts of one kind in one text, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    seen: HashMap<String, u32>,
}

impl Anchors {
    /// The name of the fact that stands at `span` of `content`; the second of two alike has another.
    pub fn next(&mut self, content: &str, span: Span) -> [u8; 16] {
        let place = quote(content, span);
        let alike = self.seen.entry(place.clone()).or_default();
        *alike += 1;
        let name = blake3::hash(format!("{place}\n{alike}").as_bytes());
        std::array::from_fn(|at| name.as_bytes()[at])
    }
}

/// The words before, at and after `span`.
fn quote(content: &str, span: Span) -> String {
    let part = |from: usize, to: usize| content.get(from..to).unwrap_or_default();
    let mut before: Vec<char> = letters(part(0, span.start).chars().rev()).take(ROOM).collect();
    before.reverse();
    let words: String = letters(part(span.start, span.end).chars()).collect();
    let after: String = letters(part(span.end, content.len()).chars()).take(ROOM).collect();
    format!("{}\n{words}\n{after}", String::from_iter(before))
}

fn letters(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    text.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(content: &str, words: &str, nth: usize) -> [u8; 16] {
        let mut anchors = Anchors::default();
        let mut names = content
            .match_indices(words)
            .map(|(start, words)| anchors.next(content, Span::new(start, start + words.len())));
        names.nth(nth).expect("the words are there")
    }

    #[test]
    fn a_fact_is_known_again_in_a_text_that_was_put_together_otherwise() {
        let first = "Trang 1\n\nThực hiện nhiệm vụ năm học theo kế hoạch của Sở, các trường báo cáo trước ngày 15/10/2024 về Phòng, qua thư điện tử công vụ của Phòng Giáo dục.";
        for (again, same) in [
            // A heading more in front, a line joined, another dash.
            (
                "Lời đầu. Trang 1\nThực hiện nhiệm vụ năm học theo kế hoạch của Sở, các trường báo cáo trước ngày\n15/10/2024 về Phòng, qua thư điện tử công vụ của Phòng Giáo dục",
                true,
            ),
            (
                "Trang 1\n\nThực hiện nhiệm vụ năm học theo kế hoạch của Sở, các trường báo cáo trước ngày 15/10/2025 về Phòng, qua thư điện tử công vụ của Phòng Giáo dục.",
                false,
            ),
            (
                "Trang 1\n\nThực hiện nhiệm vụ năm học theo kế hoạch của Sở, các phòng báo cáo trước ngày 15/10/2024 về Phòng, qua thư điện tử công vụ của Phòng Giáo dục.",
                false,
            ),
        ] {
            let words = again.find("trước ngày").map(|start| {
                let end = again[start..].find("/202").map_or(again.len(), |year| start + year + 5);
                Anchors::default().next(again, Span::new(start, end))
            });
            assert_eq!(words == Some(at(first, "trước ngày 15/10/2024", 0)), same, "{again}");
        }
    }

    #[test]
    fn two_alike_are_two() {
        let text = "x ".repeat(100);
        let line = format!("{text}98%. {text}98%. {text}");
        assert_ne!(at(&line, "98%", 0), at(&line, "98%", 1));
    }
}
