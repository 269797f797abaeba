//! The file information block: where everything else stands (\[MS-DOC\] 2.5).

use super::bytes::{slice, u16_at, u32_at};

/// What stands at the head of the `WordDocument` stream.
#[derive(Debug)]
pub struct Fib<'a> {
    stream: &'a [u8],
}

/// A part of the table stream, by its place among the pairs of offset and length in the block.
#[derive(Debug, Clone, Copy)]
#[repr(usize)]
pub enum Part {
    /// The style sheet.
    Styles = 1,
    /// Where footnotes are referred to.
    FootnoteMarks = 2,
    /// Where their texts stand in the footnote story.
    FootnoteTexts = 3,
    /// Pages of character properties.
    Characters = 12,
    /// Pages of paragraph properties.
    Paragraphs = 13,
    /// The piece table.
    Pieces = 33,
    /// Where shapes are anchored in the main text.
    Shapes = 40,
    /// Where endnotes are referred to.
    EndnoteMarks = 46,
    /// Where their texts stand in the endnote story.
    EndnoteTexts = 47,
    /// Where the texts of boxes stand in their story.
    BoxTexts = 56,
    /// The lists; their levels follow behind.
    Lists = 73,
    /// What paragraphs refer to as their list.
    ListOverrides = 74,
}

/// The stretches of the one long text that a document is, in characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stories {
    /// Length of the main text, which comes first.
    pub main: usize,
    /// Start of the footnotes' texts.
    pub footnotes: usize,
    /// Start of the endnotes' texts.
    pub endnotes: usize,
    /// End of them: start of the text boxes' texts.
    pub boxes: usize,
}

/// Offset of the pairs in the block as Word 97 and all later versions write it.
const PAIRS: usize = 154;
const LENGTHS: usize = 76;
const WORD_97: u16 = 0xA5EC;
const WORD_6: u16 = 0xA5DC;

impl<'a> Fib<'a> {
    /// The block of a `WordDocument` stream; `None` where it is none.
    pub fn new(stream: &'a [u8]) -> Option<Self> {
        slice(stream, 0, PAIRS)?;
        matches!(u16_at(stream, 0)?, WORD_97 | WORD_6).then_some(Self { stream })
    }

    /// Whether it was written by Word 6 or 95, or one older still, whose blocks are laid out otherwise.
    pub fn is_old(&self) -> bool {
        u16_at(self.stream, 0) == Some(WORD_6) || u16_at(self.stream, 2).is_some_and(|version| version < 0xC1)
    }

    /// Whether a password is needed.
    pub fn is_encrypted(&self) -> bool {
        self.flags() & 0x0100 != 0
    }

    /// The stream that the pairs point into.
    pub fn table(&self) -> &'static str {
        if self.flags() & 0x0200 != 0 { "1Table" } else { "0Table" }
    }

    /// Where the stories stand.
    pub fn stories(&self) -> Stories {
        let length = |index: usize| {
            u32_at(self.stream, LENGTHS + 4 * index)
                .filter(|length| *length < 1 << 28)
                .map_or(0, |length| length as usize)
        };
        // In the order of the file: main, footnotes, headers, macros, comments, endnotes, and boxes.
        let main = length(0);
        let headers = main + length(1);
        let endnotes = headers + length(2) + length(3) + length(4);
        Stories { main, footnotes: main, endnotes, boxes: endnotes + length(5) }
    }

    /// The bytes of a part; nothing where the document has none or the block points past the end.
    pub fn part<'t>(&self, part: Part, table: &'t [u8]) -> &'t [u8] {
        let at = PAIRS + 8 * part as usize;
        let found = u32_at(self.stream, at)
            .zip(u32_at(self.stream, at + 4))
            .and_then(|(offset, length)| slice(table, offset as usize, length as usize));
        found.unwrap_or_default()
    }

    /// The bytes from where a part begins to the end of the table stream.
    pub fn from<'t>(&self, part: Part, table: &'t [u8]) -> &'t [u8] {
        let at = PAIRS + 8 * part as usize;
        let is_there = u32_at(self.stream, at + 4).is_some_and(|length| length > 0);
        let offset = u32_at(self.stream, at).filter(|_| is_there);
        offset.and_then(|offset| table.get(offset as usize..)).unwrap_or_default()
    }

    fn flags(&self) -> u16 {
        u16_at(self.stream, 10).unwrap_or(0)
    }
}
