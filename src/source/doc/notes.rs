//! Footnotes and endnotes: where they are referred to, and where their texts stand.

use std::collections::HashMap;
use std::ops::Range;

use super::bytes::{plc, u16_at};
use super::fib::{Fib, Part, Stories};

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The characters of its text.
    pub text: Range<usize>,
    /// Whether the program counts it; otherwise a person typed the mark.
    pub counted: bool,
}

/// The notes by the position of their mark in the main text.
pub fn notes(fib: &Fib<'_>, stories: &Stories, table: &[u8]) -> HashMap<usize, Note> {
    let mut found = HashMap::new();
    for (marks, texts, start, end) in [
        (Part::FootnoteMarks, Part::FootnoteTexts, stories.footnotes, stories.endnotes),
        (Part::EndnoteMarks, Part::EndnoteTexts, stories.endnotes, stories.boxes),
    ] {
        let texts = plc(fib.part(texts, table), 0).map(|(from, to, _)| from as usize..to as usize);
        for ((mark, _, counted), text) in plc(fib.part(marks, table), 2).zip(texts) {
            let text = start.saturating_add(text.start)..start.saturating_add(text.end).min(end);
            let counted = u16_at(counted, 0) != Some(0);
            found.insert(mark as usize, Note { text, counted });
        }
    }
    found
}
