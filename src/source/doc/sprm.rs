//! Single property modifiers: the operations that set properties (\[MS-DOC\] 2.6).

use super::bytes::slice;

/// Character: a style.
pub const C_STYLE: u16 = 0x4A30;
/// Character: deleted with tracked changes.
pub const C_DELETED: u16 = 0x0800;
/// Character: back to the style.
pub const C_PLAIN: u16 = 0x2A33;
/// Character: bold.
pub const C_BOLD: u16 = 0x0835;
/// Character: drawn in capitals.
pub const C_CAPITALS: u16 = 0x083B;
/// Character: hidden.
pub const C_HIDDEN: u16 = 0x083C;
/// Character: size in half points.
pub const C_SIZE: u16 = 0x4A43;
/// Character: raised (1) or lowered (2).
pub const C_RAISED: u16 = 0x2A48;
/// Character: moved up by half points.
pub const C_POSITION: u16 = 0x4845;
/// Character: the font for Latin letters.
pub const C_FONT: u16 = 0x4A4F;
/// Character: a sign of a symbol font.
pub const C_SYMBOL: u16 = 0x6A09;
/// Paragraph: stands in a table.
pub const P_IN_TABLE: u16 = 0x2416;
/// Paragraph: ends a table row.
pub const P_ROW_END: u16 = 0x2417;
/// Paragraph: how many tables it stands in.
pub const P_DEPTH: u16 = 0x6649;
/// Paragraph: begins a page.
pub const P_NEW_PAGE: u16 = 0x2407;
/// Paragraph: properties are in the data stream.
pub const P_HUGE: [u16; 2] = [0x6645, 0x6646];
/// Paragraph: the list, counted from 1.
pub const P_LIST: u16 = 0x460B;
/// Paragraph: its level.
pub const P_LEVEL: u16 = 0x260A;
/// Table: columns and cells.
pub const T_DEFINITION: u16 = 0xD608;
/// Table: borders, in the older and the newer form.
pub const T_BORDERS: [u16; 2] = [0xD605, 0xD613];
/// Table: borders of some cells, in the older and the newer form.
pub const T_CELL_BORDERS: [u16; 2] = [0xD620, 0xD62F];
/// Paragraph: tab stops, of odd length.
const P_TABS: u16 = 0xC615;

/// The modifiers in a list with their operands (a length that stands before one is not part of it). Ends where the
/// list makes no sense.
pub fn modifiers(mut list: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let code = super::bytes::u16_at(list, 0)?;
        let rest = list.get(2..)?;
        let (skip, length) = size(code, rest)?;
        let operand = slice(rest, skip, length)?;
        list = rest.get(skip + length..)?;
        Some((code, operand))
    })
}

/// The length of what stands before the operand, and its own.
fn size(code: u16, rest: &[u8]) -> Option<(usize, usize)> {
    let fixed = |length: usize| Some((0, length));
    match code >> 13 {
        0 | 1 => fixed(1),
        2 | 4 | 5 => fixed(2),
        3 => fixed(4),
        7 => fixed(3),
        _ if code == T_DEFINITION => {
            let length = usize::from(super::bytes::u16_at(rest, 0)?);
            Some((2, length.checked_sub(1)?))
        }
        _ => match usize::from(*rest.first()?) {
            255 if code == P_TABS => {
                let deleted = 1 + 4 * usize::from(*rest.get(1)?);
                let added = 1 + 3 * usize::from(*rest.get(1 + deleted)?);
                Some((1, deleted + added))
            }
            length => Some((1, length)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modifiers_have_the_length_their_code_says() {
        let list = [0x16, 0x24, 1, 0x43, 0x4A, 28, 0, 0x05, 0xD6, 2, 9, 9, 0x08, 0xD6, 3, 0, 7, 7, 0x35, 0x08, 0x81];
        let all: Vec<_> = modifiers(&list).collect();
        let expected: [(u16, &[u8]); 5] = [
            (P_IN_TABLE, &[1]),
            (C_SIZE, &[28, 0]),
            (T_BORDERS[0], &[9, 9]),
            (T_DEFINITION, &[7, 7]),
            (C_BOLD, &[0x81]),
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn a_list_that_is_cut_off_ends() {
        assert_eq!(modifiers(&[0x43, 0x4A, 28]).count(), 0);
        assert_eq!(modifiers(&[0x08, 0xD6, 0, 0]).count(), 0);
        assert_eq!(modifiers(&[0x15, 0xC6, 255, 255]).count(), 0);
        assert_eq!(modifiers(&[0x35]).count(), 0);
    }
}
