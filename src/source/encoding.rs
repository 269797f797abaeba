//! Text out of bytes that do not say their encoding.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::text::legacy;

/// The text of `bytes`: in UTF-8, in UTF-16 with a byte order mark, or in an encoding of Vietnamese of before Unicode,
/// which is given as the Latin-1 characters that it looks like (normalization converts it). `None` where it is none of
/// them.
pub fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let marked = Encoding::for_bom(bytes).filter(|(encoding, _)| [UTF_16LE, UTF_16BE].contains(encoding));
    if let Some((encoding, mark)) = marked {
        return encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return Some(text);
    }
    // Binary files are full of zeros, and text is not.
    if bytes.contains(&0) {
        return None;
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    legacy::recognize(text.lines()).is_some().then_some(text)
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
    fn what_is_no_text_is_refused() {
        check(b"\xFF\xFET\0\xB0", None);
        check(b"caf\xE9 d\xE9j\xE0 ferm\xE9 l'\xE9t\xE9", None);
        check(b"\x89PNG\x0D\x0A\x1A\x0A\0\0\0\x0D", None);
        check(&[0x80, 0x81, 0xFE, 0xFF], None);
    }
}
