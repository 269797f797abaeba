//! Names of entries: decoded, and made safe to show and to keep.
//!
//! The format says of a name at most that it is UTF-8; programs on Vietnamese systems wrote the code page of the
//! system (windows-1258), and older ones TCVN3 or VNI. What is none of these is code page 437, as the format has it.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

use crate::text::legacy;

/// What stands between an archive and its entry. In the name of a file it is written otherwise (see [`escape`]), so
/// that a name with it is always an entry's.
const SEPARATOR: &str = " » ";

/// A longer name is cut.
const LONGEST: usize = 400;

/// The name of `entry` in the archive of this name.
pub fn join(archive: &str, entry: &str) -> String {
    format!("{archive}{SEPARATOR}{entry}")
}

/// The archive and the entry that a name is joined from; `None` for the name of a file.
pub fn split(name: &str) -> Option<(&str, &str)> {
    name.split_once(SEPARATOR)
}

/// The name with the separator, should it stand in it, written so that it is none.
pub fn escape(name: &str) -> Cow<'_, str> {
    if name.contains(SEPARATOR) { Cow::Owned(name.replace(SEPARATOR, " \\xC2\\xBB ")) } else { Cow::Borrowed(name) }
}

/// A name as the archive holds it.
pub struct Written<'a> {
    /// Its bytes.
    pub raw: &'a [u8],
    /// What the format makes of them.
    pub read: Cow<'a, str>,
}

/// The names of an archive, decoded together, because one name is too short to tell its encoding, and made safe:
/// relative, without steps upward, without control characters.
pub fn safe(names: &[Written<'_>]) -> Vec<String> {
    let unknown = |name: &Written<'_>| {
        // A name in Unicode may stand in an extra field, which the format prefers.
        std::str::from_utf8(name.raw).is_err() && name.read.chars().count() == name.raw.len()
    };
    let latin: Vec<String> = names
        .iter()
        .filter(|name| unknown(name))
        // Slashes, dots and underscores stand between the words of names.
        .map(|name| WINDOWS_1252.decode_without_bom_handling(name.raw).0.into_owned())
        .collect();
    let words: Vec<String> = latin.iter().map(|name| name.replace(['/', '\\', '_', '-', '.'], " ")).collect();
    let encoding = legacy::recognize(words.iter().map(String::as_str));
    let mut latin = latin.into_iter();
    names
        .iter()
        .map(|name| {
            let decoded = match std::str::from_utf8(name.raw) {
                Ok(text) if !text.is_ascii() => Cow::Borrowed(text),
                _ if !unknown(name) => Cow::Borrowed(&*name.read),
                _ => match (latin.next(), encoding) {
                    (Some(latin), Some(encoding)) => Cow::Owned(legacy::decode(&latin, encoding)),
                    _ => Cow::Borrowed(&*name.read),
                },
            };
            relative(&decoded)
        })
        .collect()
}

/// Whether an entry is not a person's file: as for files on disk, hidden ones and the locks of office programs.
pub fn is_left_out(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part.starts_with("~$") || part == "__MACOSX")
        || name.ends_with("Thumbs.db")
        || name.ends_with("desktop.ini")
}

/// The name without drive, root and steps upward.
fn relative(name: &str) -> String {
    let name = name.replace('\\', "/");
    let name = match name.as_bytes() {
        [drive, b':', ..] if drive.is_ascii_alphabetic() => &name[2..],
        _ => &name[..],
    };
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty() && *part != "." && *part != "..").collect();
    let joined: String = parts.join("/").chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    let mut name = escape(joined.trim()).into_owned();
    if name.len() > LONGEST {
        // The ending says the format.
        let ending = name.rfind('.').map_or("", |dot| &name[dot..]).to_owned();
        let mut cut = LONGEST.saturating_sub(ending.len().min(20));
        while !name.is_char_boundary(cut) {
            cut -= 1;
        }
        name.truncate(cut);
        name.push('…');
        name.push_str(if ending.len() <= 20 { &ending } else { "" });
    }
    if name.is_empty() { "?".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &[&[u8]], expected: &[&str]) {
        // What a reader makes of bytes without the UTF-8 flag: one character for each (code page 437).
        let read = |raw: &[u8]| raw.iter().map(|b| if b.is_ascii() { char::from(*b) } else { '¥' }).collect::<String>();
        let names: Vec<Written<'_>> = raw.iter().map(|raw| Written { raw, read: Cow::Owned(read(raw)) }).collect();
        assert_eq!(safe(&names), expected);
    }

    #[test]
    fn names_are_decoded_whatever_wrote_them() {
        check(&["Kế hoạch/Hướng dẫn.pdf".as_bytes()], &["Kế hoạch/Hướng dẫn.pdf"]);
        // TCVN3: "Kế hoạch năm học mới.doc", "Báo cáo tổng kết.doc".
        check(
            &[b"K\xD5 ho\xB9ch n\xA8m h\xE4c m\xEDi.doc", b"B\xB8o c\xB8o t\xE6ng k\xD5t.doc"],
            &["Kế hoạch năm học mới.doc", "Báo cáo tổng kết.doc"],
        );
        // windows-1258: letters with combining marks.
        check(
            &[b"K\xEA\xEC hoa\xF2ch n\xE3m ho\xF2c m\xF5\xECi.doc", b"Ba\xECo ca\xECo t\xF4\xD2ng k\xEA\xECt.doc"],
            &["Kế hoạch năm học mới.doc", "Báo cáo tổng kết.doc"],
        );
        check(&[b"caf\xE9.pdf"], &["caf¥.pdf"]);
    }

    #[test]
    fn no_name_leads_out_of_the_archive() {
        for (raw, want) in [
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\van-ban\\1.doc", "van-ban/1.doc"),
            ("a/./b//c.pdf", "a/b/c.pdf"),
            ("..", "?"),
            ("a\nb.pdf", "a\u{fffd}b.pdf"),
            ("x » y.pdf", "x \\xC2\\xBB y.pdf"),
        ] {
            check(&[raw.as_bytes()], &[want]);
        }
        let long = format!("{}.pdf", "dài".repeat(300));
        let cut = relative(&long);
        assert!(cut.len() < 420 && cut.ends_with("….pdf"), "{cut}");
    }

    #[test]
    fn joined_names_come_apart_again() {
        assert_eq!(split(&join("kho/a.zip", "b/1.pdf")), Some(("kho/a.zip", "b/1.pdf")));
        assert_eq!(split(&join(&join("a.zip", "b.zip"), "1.pdf")), Some(("a.zip", "b.zip » 1.pdf")));
        assert_eq!(split(&escape("văn bản » cũ/1.pdf")), None);
    }
}
