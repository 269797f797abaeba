//! What every reader gives: pages of positioned lines in reading order.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::directive::PortalRecord;

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML text document.
    Docx,
    /// Word document of the years 1997 to 2003.
    Doc,
    /// A saved web page.
    Html,
    /// Plain text.
    Txt,
}

impl Format {
    /// The format by content first, by name where the content leaves it open; `None` where it is none of them.
    pub fn of(path: &Path, bytes: &[u8]) -> Option<Self> {
        let head = &bytes[..bytes.len().min(1024)];
        if head.windows(5).any(|w| w == b"%PDF-") {
            return Some(Self::Pdf);
        }
        // A compound file; that it holds a Word document is for the reader to see.
        if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            return Some(Self::Doc);
        }
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
        match extension.as_str() {
            // Files are renamed, and some systems write web pages under the name of a Word document.
            "docx" | "doc" if head.starts_with(b"PK") => Some(Self::Docx),
            "doc" if is_markup(head) => Some(Self::Html),
            "html" | "htm" => Some(Self::Html),
            // Whether it is text, and in which encoding, is for the reader to see.
            "txt" | "text" | "md" => Some(Self::Txt),
            _ => None,
        }
    }
}

/// Whether bytes begin as a web page does.
fn is_markup(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let start = head.trim_start_matches('\u{feff}').trim_start();
    start.starts_with("<!doctype html") || start.starts_with('<') && head.contains("<html")
}

/// A rectangle in points, origin top left of the page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
}

/// One word as the source draws it: no white space inside, not yet normalized.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RawWord {
    /// The characters, in reading order.
    pub text: String,
    /// Its box, where the source has geometry.
    pub rect: Option<Rect>,
    /// Font size in points, 0.0 where unknown.
    pub size: f32,
    /// Whether it is set bold.
    pub bold: bool,
    /// Whether it is a raised, smaller mark (a footnote mark, an ordinal).
    pub superscript: bool,
    /// Whether white space comes before it; false where it touches the word before (a raised mark).
    pub spaced: bool,
}

/// One line of words that belong together, left to right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RawLine {
    /// The words; never empty.
    pub words: Vec<RawWord>,
    /// The column or cell region it stands in: lines of one letterhead column share it, those of the other do not.
    pub block: u32,
    /// A certain paragraph start: a DOCX paragraph, an HTML block.
    pub starts_paragraph: bool,
    /// For a table: its number on the page, row and column, from 0.
    pub cell: Option<(u32, u32, u32)>,
    /// For a footnote that the format marks as one (DOCX): its mark.
    pub footnote: Option<String>,
    /// Its number in the file, from 1, where the format has lines of its own (plain text); else it is counted on its page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
}

impl RawLine {
    /// The box around all words, where the source has geometry.
    pub fn rect(&self) -> Option<Rect> {
        self.words.iter().filter_map(|w| w.rect).reduce(|a, b| Rect {
            x0: a.x0.min(b.x0),
            y0: a.y0.min(b.y0),
            x1: a.x1.max(b.x1),
            y1: a.y1.max(b.y1),
        })
    }

    /// The line's words with their spaces.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (i, word) in self.words.iter().enumerate() {
            if i > 0 && word.spaced {
                out.push(' ');
            }
            out.push_str(&word.text);
        }
        out
    }
}

/// Why a page gives no text, or not all of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "problem", content = "detail")]
pub enum PageProblem {
    /// An image without a text layer: it waits for OCR.
    NoTextLayer,
    /// The page's content could not be interpreted.
    Broken(String),
    /// OCR was tried and gave nothing.
    OcrFailed(String),
    /// OCR was stopped for its time; it is tried again, but not for ever.
    OcrTimedOut {
        /// The time that it had.
        seconds: u64,
        /// How often it has been tried.
        tries: u32,
    },
    /// This page and those after it were not reached in the time that the file has.
    LeftOut {
        /// How many pages.
        pages: usize,
        /// The time.
        seconds: u64,
    },
    /// This page and those after it were left, for those before have as many words as are read of one file.
    TooLong {
        /// How many pages.
        pages: usize,
        /// How many words are read.
        words: usize,
    },
}

/// Where a page's text comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "source")]
pub enum TextSource {
    /// From the source's own text.
    #[default]
    Layer,
    /// From the source's own text, though it is not to be trusted: there is nothing better yet.
    LayerRejected {
        /// What is wrong with it.
        why: Distrust,
    },
    /// Recognized on the page's image.
    Ocr {
        /// The mean confidence of the words, from 0 to 1.
        confidence: f32,
        /// Why the source's own text was not taken.
        why: Distrust,
        /// By how many degrees (90, 180, 270) the image was turned clockwise to stand upright.
        #[serde(default, skip_serializing_if = "is_zero")]
        turned: u16,
        /// By how many degrees the lines then fell to the right, before they were set level.
        #[serde(default, skip_serializing_if = "is_level")]
        skew: f32,
    },
    /// From the source's own text, and recognized on pictures that stand in it.
    Pictures {
        /// The mean confidence of the words on the least sure of the pictures, from 0 to 1.
        confidence: f32,
        /// The box around the pictures that say something, in points.
        within: Rect,
    },
}

fn is_zero(turned: &u16) -> bool {
    *turned == 0
}

fn is_level(skew: &f32) -> bool {
    *skew == 0.0
}

impl TextSource {
    /// Where a box of the text lies on the page as it is shown; `size` is that of the page as its text is laid out
    /// ([`RawPage::size`]).
    pub fn on_page(self, rect: Rect, size: (f32, f32)) -> Rect {
        let Self::Ocr { turned, skew, .. } = self else { return rect };
        if turned == 0 && skew == 0.0 {
            return rect;
        }
        let (width, height) = size;
        let (sin, cos) = skew.to_radians().sin_cos();
        let corner = |x: f32, y: f32| {
            let (dx, dy) = (x - width / 2.0, y - height / 2.0);
            let (x, y) = (width / 2.0 + dx * cos - dy * sin, height / 2.0 + dx * sin + dy * cos);
            match turned {
                90 => (y, width - x),
                180 => (width - x, height - y),
                270 => (height - y, x),
                _ => (x, y),
            }
        };
        let corners = [(rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x0, rect.y1), (rect.x1, rect.y1)];
        let corners = corners.map(|(x, y)| corner(x, y));
        let [first, ..] = corners;
        corners.into_iter().fold(Rect { x0: first.0, y0: first.1, x1: first.0, y1: first.1 }, |r, (x, y)| Rect {
            x0: r.x0.min(x),
            y0: r.y0.min(y),
            x1: r.x1.max(x),
            y1: r.y1.max(y),
        })
    }
}

/// Why a page's own text is not to be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Distrust {
    /// There is none.
    NoText,
    /// A stamp or a page number on an image.
    OnlyStamp,
    /// Its fonts do not tell which letters they draw.
    NoUnicode,
    /// Too few of its words are Vietnamese syllables: an OCR layer without tone marks, wrong letters.
    NotVietnamese,
}

/// Words on a page that are no part of its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Aside {
    /// What they are.
    pub kind: AsideKind,
    /// The words, lines parted by spaces; not yet normalized.
    pub text: String,
}

/// What stands on a page beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AsideKind {
    /// The stamp of a digital signature, an arrival stamp (dấu ĐẾN), a rubber stamp.
    Stamp,
    /// Large, faint or slanted text across the page.
    Watermark,
    /// What a reader noted on the page (a sticky note, a remark on marked text).
    Comment,
    /// What a word processor repeats at the head or foot of pages.
    RunningHead,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RawPage {
    /// Page number from 1.
    pub number: u32,
    /// Width and height in points, where the source has geometry.
    pub size: Option<(f32, f32)>,
    /// Lines in reading order.
    pub lines: Vec<RawLine>,
    /// Why text is missing, if it is.
    pub problem: Option<PageProblem>,
    /// Where the lines come from.
    #[serde(default)]
    pub text_source: TextSource,
    /// What was put on the page beside its text: stamps, watermarks, comments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aside: Vec<Aside>,
    /// Horizontal strokes `(x0, x1, y)` in points: footnote separators and rulings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<(f32, f32, f32)>,
}

/// What the container says of the document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The title field.
    pub title: Option<String>,
    /// The program that made the file.
    pub producer: Option<String>,
    /// The creation date, as the container writes it.
    pub created: Option<String>,
    /// Whether the file is encrypted (and could be read all the same).
    pub encrypted: bool,
    /// Whether the file is damaged so that its list of pages is lost: the pages are those that were found in it.
    #[serde(default)]
    pub salvaged: bool,
    /// For a saved page of a legal portal or an agency: what the page states of the document beside its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal: Option<PortalRecord>,
}

/// A whole document as read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RawDocument {
    /// Its format.
    pub format: Format,
    /// Its pages.
    pub pages: Vec<RawPage>,
    /// What the container says.
    pub metadata: Metadata,
}
