//! The piece table: which bytes of the file are which characters of the text (\[MS-DOC\] 2.8.35, 2.9.38, 2.9.177).
//!
//! A file that was saved quickly has many pieces in any order: what was typed since stands behind all else, and what
//! was formatted since is said beside the pieces (2.9.209).

use super::bytes::{plc, slice, u16_at, u32_at};
use super::sprm;

/// The text of all stories, one unit per character position.
#[derive(Debug, Default)]
pub struct Characters {
    /// UTF-16 units.
    pub units: Vec<u16>,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    /// The first character position.
    from: usize,
    /// Where its bytes begin in the `WordDocument` stream.
    offset: usize,
    /// Bytes per character.
    width: usize,
    /// Property modifiers for all that is in it.
    modifiers: Vec<u8>,
}

impl Characters {
    /// The text that `clx`, the part with the piece table, finds in `stream`; `None` where there is no piece table.
    /// Text that is not there ends the document: what comes before it is kept.
    pub fn new(clx: &[u8], stream: &[u8]) -> Option<Self> {
        let mut text = Self::default();
        let (table, lists) = piece_table(clx)?;
        for (from, to, piece) in plc(table, 8) {
            let place = u32_at(piece, 2)?;
            let compressed = place & 0x4000_0000 != 0;
            let offset = (place & 0x3FFF_FFFF) as usize;
            let (offset, width) = if compressed { (offset / 2, 1) } else { (offset, 2) };
            let length = (to - from) as usize;
            // Pieces do not share bytes, so that a text longer than its file is none.
            let fits = text.units.len() == from as usize && text.units.len() + length <= stream.len();
            let Some(bytes) = length.checked_mul(width).filter(|_| fits).and_then(|size| slice(stream, offset, size))
            else {
                break;
            };
            let modifiers = modifiers(u16_at(piece, 6).unwrap_or(0), &lists);
            text.pieces.push(Piece { from: from as usize, offset, width, modifiers });
            if compressed {
                text.units.extend(windows_1252(bytes));
            } else {
                text.units.extend(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
            }
        }
        Some(text)
    }

    /// The offset in the stream of the character at `position`: properties are found by it.
    pub fn offset(&self, position: usize) -> Option<u32> {
        let piece = self.piece(position)?;
        u32::try_from(piece.offset + (position - piece.from) * piece.width).ok()
    }

    /// What the piece of the character at `position` sets beside the properties of its place.
    pub fn modifiers(&self, position: usize) -> &[u8] {
        self.piece(position).map_or(&[], |piece| &piece.modifiers)
    }

    fn piece(&self, position: usize) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|piece| piece.from <= position).checked_sub(1)?)
    }
}

/// The modifiers of a piece: one with a short operand, or a list from before the table (2.9.209 to 2.9.211).
fn modifiers(said: u16, lists: &[&[u8]]) -> Vec<u8> {
    if said & 1 == 1 {
        return lists.get(usize::from(said >> 1)).map(|list| list.to_vec()).unwrap_or_default();
    }
    let [short, operand] = said.to_le_bytes();
    let code = match short >> 1 {
        0x09 => sprm::P_NEW_PAGE,
        0x0C => sprm::P_LEVEL,
        0x18 => sprm::P_IN_TABLE,
        0x19 => sprm::P_ROW_END,
        0x41 => sprm::C_DELETED,
        0x53 => sprm::C_PLAIN,
        0x55 => sprm::C_BOLD,
        0x5B => sprm::C_CAPITALS,
        0x5C => sprm::C_HIDDEN,
        0x68 => sprm::C_RAISED,
        _ => return Vec::new(),
    };
    [&code.to_le_bytes()[..], &[operand]].concat()
}

/// The table, and the lists of property modifiers that may stand before it.
fn piece_table(mut clx: &[u8]) -> Option<(&[u8], Vec<&[u8]>)> {
    let mut lists = Vec::new();
    loop {
        match clx.split_first()? {
            (2, rest) => {
                let length = u32_at(rest, 0)? as usize;
                return Some((slice(rest, 4, length)?, lists));
            }
            (1, rest) => {
                let length = usize::from(u16_at(rest, 0)?);
                lists.push(slice(rest, 2, length)?);
                clx = rest.get(2 + length..)?;
            }
            _ => return None,
        }
    }
}

/// Every byte of windows-1252 is one character of one unit.
fn windows_1252(bytes: &[u8]) -> impl Iterator<Item = u16> {
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    text.encode_utf16().collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Without the guard a small file is a text of any length: each piece names the same bytes again.
    #[test]
    fn pieces_do_not_share_bytes() {
        let stream = [b'a'; 100];
        let pieces = 1000u32;
        let bounds = (0..=pieces).flat_map(|n| (100 * n).to_le_bytes());
        let piece = [&[0, 0][..], &0x4000_0000u32.to_le_bytes(), &[0, 0]].concat();
        let table: Vec<u8> = bounds.chain(piece.repeat(pieces as usize)).collect();
        let clx = [&[2][..], &(table.len() as u32).to_le_bytes(), &table].concat();
        let text = Characters::new(&clx, &stream).expect("a piece table");
        assert_eq!(text.units.len(), 100);
    }
}
