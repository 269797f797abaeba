//! Formatted disk pages: which stretch of the file has which properties (\[MS-DOC\] 2.8.6, 2.8.25, 2.9.33, 2.9.175).

use super::bytes::{plc, slice, u16_at, u32_at};
use super::sprm::{P_HUGE, modifiers};

/// A stretch of the `WordDocument` stream with the same properties.
#[derive(Debug)]
pub struct Run<'a> {
    from: u32,
    to: u32,
    /// The paragraph's style; 0 for runs of characters.
    pub style: u16,
    /// The modifiers.
    pub properties: &'a [u8],
}

/// Stretches in the order of the file.
#[derive(Debug, Default)]
pub struct Runs<'a>(Vec<Run<'a>>);

const PAGE: usize = 512;

impl<'a> Runs<'a> {
    /// The runs of characters that `part` finds in `stream`.
    pub fn characters(part: &[u8], stream: &'a [u8]) -> Self {
        Self::new(part, stream, 1, |page, at| {
            let length = usize::from(*page.get(at)?);
            Some((0, slice(page, at + 1, length)?))
        })
    }

    /// The paragraphs that `part` finds in `stream`; `data` holds the properties that are too long for a page.
    pub fn paragraphs(part: &[u8], stream: &'a [u8], data: &'a [u8]) -> Self {
        Self::new(part, stream, 13, |page, at| {
            let (at, length) = match usize::from(*page.get(at)?) {
                0 => (at + 2, 2 * usize::from(*page.get(at + 1)?)),
                words => (at + 1, 2 * words - 1),
            };
            let bytes = slice(page, at, length)?;
            let properties = bytes.get(2..)?;
            let elsewhere = modifiers(properties).find(|(code, _)| P_HUGE.contains(code)).and_then(|(_, operand)| {
                let at = u32_at(operand, 0)? as usize;
                slice(data, at + 2, usize::from(u16_at(data, at)?))
            });
            Some((u16_at(bytes, 0)?, elsewhere.unwrap_or(properties)))
        })
    }

    /// The run that holds the byte at `offset`.
    pub fn at(&self, offset: u32) -> Option<&Run<'a>> {
        let index = self.0.partition_point(|run| run.from <= offset).checked_sub(1)?;
        self.0.get(index).filter(|run| offset < run.to)
    }

    fn new(
        part: &[u8],
        stream: &'a [u8],
        entry: usize,
        properties: impl Fn(&'a [u8], usize) -> Option<(u16, &'a [u8])>,
    ) -> Self {
        let mut runs = Vec::new();
        // No page is named twice, so that more pages than the stream has are damage.
        for (_, _, number) in plc(part, 4).take(stream.len() / PAGE + 1) {
            let number = u32_at(number, 0).unwrap_or(0) & 0x3F_FFFF;
            let Some(page) = slice(stream, number as usize * PAGE, PAGE) else { continue };
            let count = usize::from(page[PAGE - 1]);
            for index in 0..count {
                let (Some(from), Some(to)) = (u32_at(page, 4 * index), u32_at(page, 4 * index + 4)) else { break };
                let Some(at) = page.get(4 * (count + 1) + entry * index) else { break };
                // Offsets count words; nothing stands at 0, the run has the properties of its style alone.
                let found = (*at != 0).then(|| properties(page, 2 * usize::from(*at))).flatten();
                let (style, properties) = found.unwrap_or((0, &[]));
                runs.push(Run { from, to, style, properties });
            }
        }
        runs.sort_by_key(|run| run.from);
        Self(runs)
    }
}
