//! Where paragraphs and lines of a text stand, in few bytes.
//!
//! Behind the text itself stand, as numbers of seven bits a byte (LEB128): how many paragraphs there are and where they
//! begin and end, none where they are the lines of the text; how many lines, where each begins (0 where it is the next
//! paragraph), its page and its place on the page, each as the difference to the one before; then the sections as JSON.

use serde::{Deserialize, Serialize};

use super::StoreError;
use super::packed::as_text;
use crate::detect::{Outline, Section};
use crate::text::Text;

/// What is kept beside the content.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Layout {
    /// Start and end of each paragraph.
    pub paragraphs: Vec<(usize, usize)>,
    /// Where a line begins: offset, page, line number on the page.
    pub lines: Vec<(usize, u32, u32)>,
    /// The headings and how far each reaches.
    #[serde(default)]
    pub sections: Vec<Section>,
}

impl Layout {
    pub fn of(text: &Text, outline: &Outline) -> Self {
        let mut lines: Vec<(usize, u32, u32)> = Vec::new();
        for word in &text.words {
            if lines.last().is_none_or(|&(_, page, line)| (page, line) != (word.page, word.line)) {
                lines.push((word.span.start, word.page, word.line));
            }
        }
        let paragraphs = text.paragraphs.iter().map(|p| (p.span.start, p.span.end)).collect();
        Self { paragraphs, lines, sections: outline.sections.clone() }
    }

    /// A text with its layout, as [`read`] takes them apart.
    ///
    /// # Errors
    /// Where the sections cannot be written as JSON.
    pub fn write(&self, content: &str) -> Result<Vec<u8>, StoreError> {
        let mut out = Vec::with_capacity(content.len() + 3 * self.lines.len());
        put(&mut out, content.len() as u64);
        out.extend_from_slice(content.as_bytes());
        if self.paragraphs == plain(content) {
            put(&mut out, 0);
        } else {
            put(&mut out, self.paragraphs.len() as u64 + 1);
            let mut last = 0;
            for &(start, end) in &self.paragraphs {
                put(&mut out, step(last, start));
                put(&mut out, step(start, end));
                last = end;
            }
        }
        put(&mut out, self.lines.len() as u64);
        let mut last = None;
        for &(start, ..) in &self.lines {
            let from = last.unwrap_or(0);
            let next = self.paragraph_after(last);
            put(&mut out, if next == Some(start) { 0 } else { step(from, start) + 1 });
            last = Some(start);
        }
        let mut last = 0;
        for &(_, page, _) in &self.lines {
            put(&mut out, step(last as usize, page as usize));
            last = page;
        }
        let mut last = 0;
        for &(_, _, line) in &self.lines {
            put(&mut out, step(last as usize, line as usize));
            last = line;
        }
        serde_json::to_writer(&mut out, &self.sections)?;
        Ok(out)
    }

    /// Where the first paragraph begins that begins behind `last`, of all where there is none before.
    fn paragraph_after(&self, last: Option<usize>) -> Option<usize> {
        let at = last.map_or(0, |last| self.paragraphs.partition_point(|&(start, _)| start <= last));
        self.paragraphs.get(at).map(|&(start, _)| start)
    }
}

/// The content of what [`Layout::write`] gives, and what stands behind it.
///
/// # Errors
/// [`StoreError::Packed`] where these are other bytes.
pub(super) fn content(bytes: Vec<u8>) -> Result<(String, Vec<u8>), StoreError> {
    let mut rest = &bytes[..];
    let length = usize::try_from(take(&mut rest)?).unwrap_or(usize::MAX);
    let begin = bytes.len() - rest.len();
    let end = begin.checked_add(length).filter(|end| *end <= bytes.len()).ok_or_else(broken)?;
    Ok((as_text(&bytes[begin..end])?.to_owned(), bytes[end..].to_vec()))
}

/// The layout that stands behind a content.
///
/// # Errors
/// As [`content`].
pub(super) fn read(content: &str, behind: &[u8]) -> Result<Layout, StoreError> {
    let mut rest = behind;
    let mut layout = Layout::default();
    match take(&mut rest)? {
        0 => layout.paragraphs = plain(content),
        count => {
            let mut last = 0;
            for _ in 1..count {
                let start = stepped(last, take(&mut rest)?)?;
                last = stepped(start, take(&mut rest)?)?;
                layout.paragraphs.push((start, last));
            }
        }
    }
    let count = take(&mut rest)?;
    let mut last = None;
    for _ in 0..count {
        let start = match take(&mut rest)? {
            0 => layout.paragraph_after(last).ok_or_else(broken)?,
            by => stepped(last.unwrap_or(0), by - 1)?,
        };
        last = Some(start);
        layout.lines.push((start, 0, 0));
    }
    let mut last = 0;
    for line in &mut layout.lines {
        last = stepped(last, take(&mut rest)?)?;
        line.1 = u32::try_from(last).map_err(|_| broken())?;
    }
    let mut last = 0;
    for line in &mut layout.lines {
        last = stepped(last, take(&mut rest)?)?;
        line.2 = u32::try_from(last).map_err(|_| broken())?;
    }
    layout.sections = serde_json::from_slice(rest)?;
    Ok(layout)
}

/// The paragraphs of a text in which each is a line.
fn plain(content: &str) -> Vec<(usize, usize)> {
    let mut start = 0;
    let mut paragraphs = Vec::new();
    for line in content.split('\n') {
        paragraphs.push((start, start + line.len()));
        start += line.len() + 1;
    }
    paragraphs
}

/// The way between two places, small where it is short, in either direction.
fn step(from: usize, to: usize) -> u64 {
    if to >= from { ((to - from) as u64) << 1 } else { ((from - to) as u64) << 1 | 1 }
}

fn stepped(from: usize, step: u64) -> Result<usize, StoreError> {
    let by = usize::try_from(step >> 1).map_err(|_| broken())?;
    let to = if step & 1 == 0 { from.checked_add(by) } else { from.checked_sub(by) };
    to.ok_or_else(broken)
}

fn put(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7F {
        out.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn take(rest: &mut &[u8]) -> Result<u64, StoreError> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, behind) = rest.split_first().ok_or_else(broken)?;
        *rest = behind;
        number |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(broken())
}

fn broken() -> StoreError {
    StoreError::Packed("the lines of a text do not fit it".to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(
            text in "[a-zăđ \n]{0,60}",
            as_lines in any::<bool>(),
            paragraphs in proptest::collection::vec((0..500_usize, 0..500_usize), 0..6),
            lines in proptest::collection::vec((0..500_usize, 0..9_u32, any::<u32>()), 0..9),
        ) {
            let paragraphs = if as_lines { plain(&text) } else { paragraphs };
            let layout = Layout { paragraphs, lines, sections: Vec::new() };
            let (content, behind) = content(layout.write(&text).expect("written")).expect("read");
            prop_assert_eq!(&content, &text);
            prop_assert_eq!(read(&content, &behind).expect("read"), layout);
        }

        #[test]
        fn other_bytes_are_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            if let Ok((content, behind)) = content(bytes) {
                let _ = read(&content, &behind);
            }
        }
    }
}
