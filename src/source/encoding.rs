//! Text out of bytes that do not say their encoding.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::text::legacy;

/// The text of `bytes`: in UTF-8, UTF-16 or UTF-32, with a byte order mark or without, or in an encoding of Vietnamese of
/// before Unicode, which is given as the Latin-1 characters that it looks like (normalization converts it). `None` where
/// it is none of them.
pub fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    // The mark of UTF-32 begins as that of UTF-16 does.
    for (mark, order) in
        [([0xFF, 0xFE, 0, 0], u32::from_le_bytes as fn([u8; 4]) -> u32), ([0, 0, 0xFE, 0xFF], u32::from_be_bytes)]
    {
        if let Some(text) = bytes.strip_prefix(&mark).and_then(|bytes| utf_32(bytes, order)) {
            return Some(Cow::Owned(text));
        }
    }
    let marked = Encoding::for_bom(bytes).filter(|(encoding, _)| [UTF_16LE, UTF_16BE].contains(encoding));
    if let Some((encoding, mark)) = marked {
        return encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return Some(text);
    }
    // Binary files are full of zeros, and text is not, unless its characters are two or four bytes wide.
    if bytes.contains(&0) {
        return wide(bytes).map(Cow::Owned);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    legacy::recognize(text.lines()).is_some().then_some(text)
}

/// Text of wide characters without a mark: in the one reading that is text from end to end.
fn wide(bytes: &[u8]) -> Option<String> {
    let utf_16 = |encoding: &'static Encoding| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)
    };
    let readings =
        [utf_32(bytes, u32::from_le_bytes), utf_32(bytes, u32::from_be_bytes), utf_16(UTF_16LE), utf_16(UTF_16BE)];
    readings.into_iter().flatten().find(|text| is_plain(text))
}

fn utf_32(bytes: &[u8], order: fn([u8; 4]) -> u32) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<4>();
    rest.is_empty().then(|| units.iter().map(|unit| char::from_u32(order(*unit))).collect()).flatten()
}

/// Whether all characters are those of Vietnamese text, but for a few.
fn is_plain(text: &str) -> bool {
    let known = |c: char| {
        matches!(c, '\t' | '\n' | '\r' | '\u{c}' | ' '..='~' | '\u{a0}'..='\u{24f}' | '\u{300}'..='\u{36f}')
            || matches!(c, '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{206f}' | '\u{20ab}' | '\u{2190}'..='\u{25ff}')
    };
    let (all, odd) = (text.chars().count(), text.chars().filter(|c| !known(*c)).count());
    all > 0 && odd * 50 <= all && !text.contains('\0')
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn check(bytes: &[u8], expected: Option<&str>) {
        assert_eq!(decode(bytes).as_deref(), expected, "{bytes:02x?}");
    }

    #[test]
    fn encodings_are_told_apart() {
        check("Thông tư".as_bytes(), Some("Thông tư"));
        check(b"\xFF\xFET\0\xB0\x01", Some("Tư"));
        check(b"\xFE\xFF\0T\x01\xB0", Some("Tư"));
        check(b"C\xE9ng ho\xB5 x\xB7 h\xE9i ch\xF1 ngh\xDCa Vi\xD6t Nam", Some("Céng hoµ x· héi chñ nghÜa ViÖt Nam"));
        check(b"", Some(""));
    }

    #[test]
    fn wide_characters_are_read_with_and_without_a_mark() {
        let text = "Kế hoạch năm học 2024-2025:\n98% học sinh";
        let units: Vec<u16> = text.encode_utf16().collect();
        let wide: Vec<u32> = text.chars().map(u32::from).collect();
        for bytes in [
            units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<_>>(),
            units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
            wide.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
            wide.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        ] {
            check(&bytes, Some(text));
            let mark: &[u8] = match bytes.len() == wide.len() * 4 {
                true if bytes[0] == 0 => &[0, 0, 0xFE, 0xFF],
                true => &[0xFF, 0xFE, 0, 0],
                false if bytes[0] == 0 => &[0xFE, 0xFF],
                false => &[0xFF, 0xFE],
            };
            check(&[mark, &bytes].concat(), Some(text));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        check(b"\xFF\xFET\0\xB0", None);
        check(b"caf\xE9 d\xE9j\xE0 ferm\xE9 l'\xE9t\xE9", None);
        check(b"\x89PNG\x0D\x0A\x1A\x0A\0\0\0\x0D", None);
        check(&[0x80, 0x81, 0xFE, 0xFF], None);
    }
}
