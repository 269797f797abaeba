//! The piece table: which bytes of the file are which characters of the text (\[MS-DOC\] 2.8.35, 2.9.38, 2.9.177).

use super::bytes::{plc, slice, u32_at};

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
}

impl Characters {
    /// The text that `clx`, the part with the piece table, finds in `stream`; `None` where there is no piece table.
    /// Text that is not there ends the document: what comes before it is kept.
    pub fn new(clx: &[u8], stream: &[u8]) -> Option<Self> {
        let mut text = Self::default();
        for (from, to, piece) in plc(piece_table(clx)?, 8) {
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
            text.pieces.push(Piece { from: from as usize, offset, width });
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
        let index = self.pieces.partition_point(|piece| piece.from <= position).checked_sub(1)?;
        let piece = self.pieces.get(index)?;
        u32::try_from(piece.offset + (position - piece.from) * piece.width).ok()
    }
}

/// Skips the property modifiers that may stand before the table.
fn piece_table(mut clx: &[u8]) -> Option<&[u8]> {
    loop {
        match clx.split_first()? {
            (2, rest) => {
                let length = u32_at(rest, 0)? as usize;
                return slice(rest, 4, length);
            }
            (1, rest) => {
                let length = usize::from(super::bytes::u16_at(rest, 0)?);
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
