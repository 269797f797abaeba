//! Letterheads by their words: what no running head says.
//!
//! Some offices keep the letterhead (quốc hiệu, tên cơ quan, số và ký hiệu; Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II)
//! in the head of the first page, where a word processor keeps what is repeated. It is no page furniture.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::fold::fold;

/// The national title (quốc hiệu), without marks.
const TITLE: &str = "cong hoa xa hoi chu nghia viet nam";

/// The number line: `Số: 12/KH-UBND`, also with the number left blank.
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)^\s*số\s*[:.]?\s*[\d.…_\s]*/\s*[\p{L}\d]").ok());

/// Whether the lines hold the national title or the number of a directive.
pub fn is_one(lines: &[String]) -> bool {
    lines.iter().any(|line| {
        let line: String = line.nfc().collect();
        fold(&line).contains(TITLE) || NUMBER.as_ref().is_some_and(|number| number.is_match(&line))
    })
}

#[cfg(test)]
mod tests {
    use super::is_one;

    #[test]
    fn letterheads_are_known_by_their_words() {
        for (line, expected) in [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", true),
            ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", true),
            ("Số: 123/PGDĐT-GDTH", true),
            ("Số:      /KH-UBND", true),
            ("Số 12/2024/TT-BGDĐT", true),
            ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", false),
            ("Trang 2", false),
            ("Địa chỉ: số 12 đường Trần Phú", false),
            ("Kế hoạch số 12/KH-UBND", false),
        ] {
            assert_eq!(is_one(&[line.to_owned()]), expected, "{line}");
        }
    }
}
