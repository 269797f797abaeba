//! The style sheet: what a paragraph or run has without saying it itself (\[MS-DOC\] 2.9.260, 2.9.271).

use super::bytes::{slice, u16_at};

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles<'a>(Vec<Option<Style<'a>>>);

#[derive(Debug, Default)]
struct Style<'a> {
    base: u16,
    paragraph: &'a [u8],
    characters: &'a [u8],
}

/// Styles based on styles go no deeper in real documents; damaged ones may go round in circles.
const DEEPEST: usize = 16;

impl<'a> Styles<'a> {
    /// Reads the style sheet.
    pub fn new(sheet: &'a [u8]) -> Self {
        let mut styles = Vec::new();
        let read =
            || -> Option<(usize, usize)> { Some((usize::from(u16_at(sheet, 0)?), usize::from(u16_at(sheet, 4)?))) };
        let Some((header, base)) = read() else { return Self::default() };
        let mut at = 2 + header;
        while let Some(length) = u16_at(sheet, at).map(usize::from) {
            let Some(bytes) = slice(sheet, at + 2, length) else { break };
            styles.push(style(bytes, base));
            at += 2 + length + length % 2;
        }
        Self(styles)
    }

    /// The paragraph modifiers of a style, those of the styles it is based on first.
    pub fn paragraph(&self, style: u16) -> impl Iterator<Item = &'a [u8]> {
        self.chain(style).into_iter().map(|style| style.paragraph)
    }

    /// The character modifiers of a style, those of the styles it is based on first.
    pub fn characters(&self, style: u16) -> impl Iterator<Item = &'a [u8]> {
        self.chain(style).into_iter().map(|style| style.characters)
    }

    fn chain(&self, style: u16) -> Vec<&Style<'a>> {
        let mut chain = Vec::new();
        let mut next = style;
        while let Some(Some(style)) = self.0.get(usize::from(next)).filter(|_| chain.len() < DEEPEST) {
            chain.push(style);
            next = style.base;
        }
        chain.reverse();
        chain
    }
}

fn style(bytes: &[u8], base: usize) -> Option<Style<'_>> {
    let kind = u16_at(bytes, 2)? & 0xF;
    let parent = u16_at(bytes, 2)? >> 4;
    // The name: its length, its characters, a zero.
    let mut at = base.checked_add(2 + 2 * usize::from(u16_at(bytes, base)?) + 2)?;
    let mut next = || -> Option<&[u8]> {
        let length = usize::from(u16_at(bytes, at)?);
        let found = slice(bytes, at + 2, length)?;
        at += 2 + length + length % 2;
        Some(found)
    };
    let mut style = Style { base: parent, ..Style::default() };
    match kind {
        1 => {
            // The first two bytes repeat the style's number.
            style.paragraph = next().and_then(|list| list.get(2..)).unwrap_or_default();
            style.characters = next().unwrap_or_default();
        }
        2 => style.characters = next().unwrap_or_default(),
        _ => {}
    }
    Some(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Without the guard the chain grows until there is no memory left.
    #[test]
    fn a_style_based_on_itself_ends() {
        // The sheet's head: its length, the count of styles, the length of a style's fixed part; one style of characters
        // (2) that is based on style 0, which it is, without a name and with one modifier.
        let style = [&[0, 0, 2, 0, 0, 0, 0, 0, 0, 0][..], &[0, 0, 0, 0], &[3, 0, 0x35, 0x08, 1, 0]].concat();
        let sheet = [&[4, 0, 1, 0, 10, 0][..], &[style.len() as u8, 0], &style].concat();
        let styles = Styles::new(&sheet);
        assert_eq!(styles.characters(0).collect::<Vec<_>>(), [&[0x35, 0x08, 1]; DEEPEST]);
    }
}
