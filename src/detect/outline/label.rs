//! The number or letter in front of a heading, and its rank among the numbering styles.
//!
//! Directives number by Nghị định 30/2020/NĐ-CP, Phụ lục I: phần, chương, mục, điều, khoản (1.), điểm (a)); plans and
//! guidance letters use A., I., 1., 1.1. and a) freely, so that the rank of "A." against "I." is decided by use
//! (see [`super::build`]). How they are written is [`super::numbering`]'s matter.

use super::numbering::{Numbering, numbering};
use crate::detect::letters::is_letter;

/// A numbering style, in the order in which styles usually enclose one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Phụ lục, Mẫu số: a text of its own behind the directive.
    Annex,
    /// Phần.
    Part,
    /// Chương.
    Chapter,
    /// A heading in capitals without a number.
    Capitals,
    /// Mục.
    Muc,
    /// `A.`
    Upper,
    /// `I.`
    Roman,
    /// Điều.
    Article,
    /// `1.`, `1.1.`, `1.1.1.` by the count of numbers.
    Arabic(u8),
    /// `a)`
    Lower,
    /// `(1)`, `1)`
    Paren,
    /// `* Đối với …`: a child of whatever is open.
    Star,
}

/// A paragraph's label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its style.
    pub style: Style,
    /// The number or letter without punctuation (`II`, `2.1`, `a`); empty for stars.
    pub text: String,
    /// Byte offset in the paragraph at which the words after the label start.
    pub rest: usize,
}

/// The label of a paragraph, where it has one. `after_upper` is the last letter used as `A.`: a lone `I`, `V` or `X`
/// is a letter only right behind its neighbour in the alphabet.
pub fn label_of(paragraph: &str, after_upper: Option<char>) -> Option<Label> {
    let lead = paragraph.len() - paragraph.trim_start().len();
    let (numbering, length) = numbering(&paragraph[lead..])?;
    let rest = lead + length;
    let label = |style, text: &str| Some(Label { style, text: text.to_owned(), rest });
    match numbering {
        Numbering::Named { style, name, ordinal, stop } => {
            let words = paragraph[rest..].trim();
            // "Phần 1 của kế hoạch" and "Điều 5 Thông tư này" are sentences; headings stop behind the number or shout.
            let closed = stop || words.is_empty() || is_capitals(words);
            let fits = match style {
                Style::Annex => heads_annex(paragraph.trim(), name, ordinal, closed),
                _ => closed && !ordinal.is_empty(),
            };
            if fits { label(style, ordinal) } else { None }
        }
        Numbering::Upper(letter, text) => {
            let roman = matches!(letter, 'I' | 'V' | 'X') && after_upper.is_none_or(|before| !follows(before, letter));
            label(if roman { Style::Roman } else { Style::Upper }, text)
        }
        Numbering::Arabic(text) => {
            let text = text.trim_end_matches('.');
            let parts = text.split('.').count();
            // A wrapped line may begin with a decimal or a date's rest: the words after a heading's number start large.
            let starts_large =
                || paragraph[rest..].chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
            // 20.000, 30/4: a separator with digits on both sides ends no label.
            let number_goes_on = !paragraph[..rest].ends_with(char::is_whitespace)
                && paragraph[rest..].starts_with(|c: char| c.is_ascii_digit());
            let fits = !number_goes_on && (parts == 1 || starts_large());
            if fits { label(Style::Arabic(parts.min(9) as u8), text) } else { None }
        }
        Numbering::Plain(style, text) => label(style, text),
    }
}

/// Whether "Phụ lục", "Mẫu số" opens an annex: closed behind its number, in capitals or in brackets, and no sentence.
fn heads_annex(whole: &str, name: &str, ordinal: &str, closed: bool) -> bool {
    let shouts = is_capitals(name);
    (closed || shouts || whole.ends_with(')'))
        && !whole.ends_with(['.', ';'])
        && whole.split_whitespace().count() <= 40
        && (!ordinal.is_empty() || shouts && !name.to_lowercase().starts_with("mẫu"))
}

/// Whether all letters are capitals, and there are at least two.
pub fn is_capitals(text: &str) -> bool {
    let mut letters = 0;
    for c in text.chars().filter(|c| is_letter(*c)) {
        if c.is_lowercase() {
            return false;
        }
        letters += 1;
    }
    letters >= 2
}

fn follows(before: char, letter: char) -> bool {
    const ALPHABET: &str = "ABCDĐEGHIKLMNOPQRSTUVX";
    let place = |c| ALPHABET.chars().position(|a| a == c);
    matches!((place(before), place(letter)), (Some(a), Some(b)) if b == a + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_labels_from_sentences() {
        let check = |text: &str, want: Option<(Style, &str)>| {
            let found = label_of(text, None);
            assert_eq!(found.as_ref().map(|l| (l.style, l.text.as_str())), want, "{text}");
        };
        check("PHẦN I", Some((Style::Part, "I")));
        check("Phần thứ hai", Some((Style::Part, "hai")));
        check("Phần 2. PHƯƠNG HƯỚNG", Some((Style::Part, "2")));
        check("Chương III", Some((Style::Chapter, "III")));
        check("Mục 2 KIỂM TRA", Some((Style::Muc, "2")));
        check("Điều 12. Hiệu lực thi hành", Some((Style::Article, "12")));
        check("PHỤ LỤC", Some((Style::Annex, "")));
        check("Phụ lục II", Some((Style::Annex, "II")));
        check("Mẫu số 03", Some((Style::Annex, "03")));
        check("A. MỤC TIÊU", Some((Style::Upper, "A")));
        check("I. MỤC TIÊU", Some((Style::Roman, "I")));
        check("IV- GIẢI PHÁP", Some((Style::Roman, "IV")));
        check("II/ Kết quả", Some((Style::Roman, "II")));
        check("3. Công tác phổ cập", Some((Style::Arabic(1), "3")));
        check("1.Công tác thu chi", Some((Style::Arabic(1), "1")));
        check("2.1 Đối với lớp 9", Some((Style::Arabic(2), "2.1")));
        check("2.1.3. Khen thưởng", Some((Style::Arabic(3), "2.1.3")));
        check("đ) Thư viện", Some((Style::Lower, "đ")));
        check("1) Thư viện", Some((Style::Paren, "1")));
        check("(2) Thư viện", Some((Style::Paren, "2")));
        check("* Đối với giáo viên:", Some((Style::Star, "")));
        check("*/ Về thi đua", Some((Style::Star, "")));
        // Sentences, years, decimals, initials, dashes.
        check("Phần 1 của kế hoạch này nêu mục tiêu.", None);
        check("Điều 5 Thông tư này quy định", None);
        check("Mục tiêu chung", None);
        check("Mẫu báo cáo gửi về Phòng", None);
        check("2024. Cụ thể:", None);
        check("1.5 điểm so với năm trước", None);
        check("L.K.Thiện; 07 giải", None);
        check("- Thư viện", None);
        check("+ Thư viện", None);
        check("1-2 cán bộ", None);
        check("20.000 học sinh", None);
        check("30/4 và 1/5", None);
        check("", None);
    }

    #[test]
    fn a_lone_i_after_h_is_a_letter() {
        assert_eq!(label_of("I. Khen thưởng", Some('H')).map(|l| l.style), Some(Style::Upper));
        assert_eq!(label_of("I. Khen thưởng", Some('A')).map(|l| l.style), Some(Style::Roman));
    }
}
