//! How a run of characters is set: its style's properties and its own, one over the other.

use super::bytes::u16_at;
use super::sprm::{self, modifiers};
use super::styles::Styles;

/// The properties of a run that matter for its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Look {
    /// Bold.
    pub bold: bool,
    /// Drawn in capitals.
    pub capitals: bool,
    /// Not shown.
    pub hidden: bool,
    /// Deleted with tracked changes.
    pub deleted: bool,
    /// Raised and smaller.
    pub raised: bool,
    /// Size in half points, 0 where unknown.
    pub size: u16,
    /// The font by its number.
    pub font: u16,
    /// The sign of a symbol font that it stands for.
    pub symbol: Option<char>,
}

/// The size where neither style nor run says one.
const USUAL_SIZE: u16 = 20;

impl Look {
    /// What `style`, of a paragraph, sets.
    pub fn of_style(styles: &Styles<'_>, style: u16) -> Self {
        let mut look = Self { size: USUAL_SIZE, ..Self::default() };
        for list in styles.characters(style) {
            let base = look.clone();
            look.apply(list, &base);
        }
        look
    }

    /// What a run with `properties` in a paragraph of this look has.
    pub fn with(&self, properties: &[u8], styles: &Styles<'_>) -> Self {
        let mut base = self.clone();
        let named = modifiers(properties).filter(|(code, _)| *code == sprm::C_STYLE).last();
        if let Some(style) = named.and_then(|(_, operand)| u16_at(operand, 0)) {
            for list in styles.characters(style) {
                let below = base.clone();
                base.apply(list, &below);
            }
        }
        let mut look = base.clone();
        look.apply(properties, &base);
        look
    }

    fn apply(&mut self, list: &[u8], base: &Self) {
        for (code, operand) in modifiers(list) {
            let value = operand.first().copied().unwrap_or(0);
            let word = u16_at(operand, 0).unwrap_or(0);
            match code {
                sprm::C_BOLD => self.bold = toggle(value, base.bold),
                sprm::C_CAPITALS => self.capitals = toggle(value, base.capitals),
                sprm::C_HIDDEN => self.hidden = toggle(value, base.hidden),
                sprm::C_DELETED => self.deleted = value == 1,
                sprm::C_RAISED => self.raised = value == 1,
                // As for DOCX: two points up is a mark.
                sprm::C_POSITION => self.raised |= (4..0x8000).contains(&word),
                sprm::C_SIZE => self.size = word,
                sprm::C_FONT => self.font = word,
                sprm::C_SYMBOL => self.symbol = u16_at(operand, 2).and_then(|code| char::from_u32(u32::from(code))),
                sprm::C_PLAIN => *self = Self { deleted: self.deleted, symbol: self.symbol, ..base.clone() },
                _ => {}
            }
        }
    }
}

/// Off, on, as the style has it, or the other way round (\[MS-DOC\] 2.9.328).
fn toggle(value: u8, base: bool) -> bool {
    match value {
        0x80 => base,
        0x81 => !base,
        value => value != 0,
    }
}
