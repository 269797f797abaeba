//! Dự thảo: whether the paper is a draft, which binds nobody and can be cited by nobody.
//!
//! Its author says so in a line of its own ("DỰ THẢO LẦN 2"); or the clerk has not yet given it a number and a day
//! ("Số:      /KH-UBND", "ngày     tháng 9 năm 2026").

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::lines::{Line, Role};
use crate::directive::PartialDate;
use crate::text::TextPage;

/// Looks for the word and for a number left blank among the lines of the opening; number and date have been read.
pub fn read(found: &mut Found<'_>, lines: &[Line<'_>]) {
    let header = &found.header;
    let signed = matches!(header.date, Some(PartialDate::Day(_)));
    // Number and day are written by hand, and the recognition of a signed scan loses what is written by hand.
    let scanned = found.text.pages.first().is_some_and(TextPage::is_recognized);
    let unnumbered = header.number.is_none() && header.symbol.is_some() && !signed && !scanned;
    let said = lines.iter().find(|line| is_word(line.text)).map(|line| (line.span, "header/draft-word", 0.97));
    let blank = lines.iter().find(|line| unnumbered && line.role == Role::Number);
    let Some((span, rule, sure)) = said.or(blank.map(|line| (line.span, "header/blank-number", 0.8))) else { return };
    found.header.draft = true;
    found.note("draft", span, rule, sure);
}

/// Whether a line says of the paper itself that it is a draft: "V/v góp ý dự thảo Thông tư …" speaks of another one.
fn is_word(line: &str) -> bool {
    line.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(['D', 'B']) && WORD.is_match(line)
}

static WORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^\W*(?:BẢN |Bản )?(?:DỰ THẢO|D[ựự] [Tt]hảo)",
        r"(?:,? (?:LẦN|lần|SỐ|số)(?: THỨ| thứ)?)?(?: \d{1,2}| [IVX]{1,4})?",
        r"(?:\W{0,3}(?:NGÀY|ngày|XIN Ý KIẾN|xin ý kiến|LẤY Ý KIẾN|lấy ý kiến|GÓP Ý|góp ý|TRÌNH|trình) .{1,60}",
        r"| (?:LUẬT|NGHỊ ĐỊNH|NGHỊ QUYẾT|THÔNG TƯ|QUYẾT ĐỊNH|CHỈ THỊ|KẾ HOẠCH|HƯỚNG DẪN|QUY CHẾ|CÔNG VĂN|BÁO CÁO))?\W*$",
    ))
    .expect("a valid pattern")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_of_its_own_paper_that_it_is_a_draft() {
        for line in [
            "DỰ THẢO",
            "(DỰ THẢO LẦN 2)",
            "Dự thảo",
            "Dự thảo 3",
            "Dự thảo lần thứ 2",
            "Dự thảo ngày 12/3/2026",
            "BẢN DỰ THẢO",
            "DỰ THẢO THÔNG TƯ",
            "[Dự thảo, lấy ý kiến các trường]",
        ] {
            assert!(is_word(line), "{line}");
        }
        for line in [
            "V/v góp ý dự thảo Thông tư quy định đánh giá học sinh tiểu học",
            "dự thảo Thông tư",
            "Dự thảo Thông tư được gửi các trường để góp ý.",
            "BÁO CÁO VỀ DỰ THẢO",
            "KẾ HOẠCH",
        ] {
            assert!(!is_word(line), "{line}");
        }
    }
}
