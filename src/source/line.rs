//! Lines from runs of text: words, with what the format says of their weight and height.
//!
//! Both Word readers build their lines here, through [`super::flow`].

use crate::source::{RawLine, RawWord};

/// How a run is set.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Style {
    /// Bold.
    pub bold: bool,
    /// Raised.
    pub superscript: bool,
    /// Font size in points, 0.0 where unknown.
    pub size: f32,
}

/// Collects the text of runs into words.
#[derive(Debug, Default)]
pub struct LineBuilder {
    words: Vec<RawWord>,
    /// Whether white space stands before the next character.
    space: bool,
}

impl LineBuilder {
    /// Appends the text of a run.
    pub fn push(&mut self, text: &str, style: Style) {
        for character in text.chars() {
            if character.is_whitespace() {
                self.space = true;
                continue;
            }
            // A raised mark is a word of its own: the text layer decides whether it is a footnote's.
            let continues = !self.space && self.words.last().is_some_and(|word| word.superscript == style.superscript);
            match self.words.last_mut() {
                Some(word) if continues => {
                    word.text.push(character);
                    word.bold &= style.bold;
                }
                _ => self.words.push(RawWord {
                    text: character.to_string(),
                    rect: None,
                    size: style.size,
                    bold: style.bold,
                    superscript: style.superscript,
                    spaced: self.space || self.words.is_empty(),
                }),
            }
            self.space = false;
        }
    }

    /// White space.
    pub fn space(&mut self) {
        self.space = true;
    }

    /// Whether no word stands in it yet.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Takes the line collected so far, `None` where it is empty; the builder starts anew.
    pub fn take(&mut self, block: u32, starts_paragraph: bool) -> Option<RawLine> {
        self.space = false;
        let words = std::mem::take(&mut self.words);
        let line = RawLine { words, block, starts_paragraph, cell: None, footnote: None, number: None };
        (!line.words.is_empty()).then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_spaces_not_at_runs() {
        let mut line = LineBuilder::default();
        let (plain, raised) = (Style::default(), Style { superscript: true, ..Style::default() });
        line.push("Thông tư 27", plain);
        line.push("/2020", plain);
        line.push("1", raised);
        line.push(" của Bộ", plain);
        let line = line.take(0, true).expect("a line");
        let words: Vec<_> = line.words.iter().map(|w| (w.text.as_str(), w.superscript, w.spaced)).collect();
        assert_eq!(
            words,
            [
                ("Thông", false, true),
                ("tư", false, true),
                ("27/2020", false, true),
                ("1", true, false),
                ("của", false, true),
                ("Bộ", false, true)
            ]
        );
    }
}
