//! Recitals (căn cứ ban hành): the paragraphs that only say what a paper rests on.
//!
//! Nothing is asked for in a recital: no time is set and no level. The detectors of [`deadlines`](mod@super::deadlines) and
//! [`targets`](mod@super::targets) pass over it, the [`outline`](mod@super::outline) takes it for a part of the frame.

use super::phrases::{Phrases, phrase_list, phrases};
use super::tokens::{Kind, Passage};

/// Whether a paragraph is a recital.
///
/// It opens with "căn cứ", "theo đề nghị", "xét đề nghị" and the like. Recitals end with ";" and the last one with "."
/// (Nghị định 30/2020/NĐ-CP, annex I); many papers write ",". What ends otherwise is one only where it is one sentence
/// and nobody is told behind a comma what to do or to reach: "Căn cứ Kế hoạch số …, nhà trường phấn đấu …" is none.
pub(in crate::detect) fn is_recital(words: Passage<'_>) -> bool {
    opening(words).is_some() && !goes_beyond(words)
}

/// Whether a paragraph opens as a recital does and then goes on to say what is to be done.
pub(in crate::detect) fn goes_beyond(words: Passage<'_>) -> bool {
    let words = words.trim();
    let Some(first) = opening(words) else { return false };
    !words.text.ends_with([';', ',']) && (has_duty(words, first) || !is_one_sentence(words))
}

/// The token behind the words with which a recital opens, where they stand at the head of the paragraph.
fn opening(words: Passage<'_>) -> Option<usize> {
    let words = words.trim();
    OPENINGS.longest_at(&words, marker_end(words))
}

/// What a recital opens with.
static OPENINGS: Phrases =
    phrase_list!["căn cứ", "chiếu theo", "theo đề nghị", "xét đề nghị", "xét tờ trình", "theo tờ trình"];

/// What the office is told to do, or aims at, that a paper speaks of behind its basis.
static DUTIES: Phrases = phrase_list![
    "phấn đấu",
    "yêu cầu",
    "đề nghị",
    "phải",
    "cần",
    "có trách nhiệm",
    "chịu trách nhiệm",
    "giao",
    "giao cho",
    "xây dựng",
    "ban hành",
    "tổ chức",
    "triển khai",
    "thực hiện",
    "hướng dẫn",
    "chỉ đạo",
    "báo cáo",
    "thông báo",
    "nộp",
    "gửi",
    "hoàn thành",
    "duy trì",
    "đảm bảo",
    "bảo đảm",
    "bố trí",
    "tuyển",
    "tuyển sinh",
    "huy động",
    "đạt",
    "đặt",
    "đề ra",
    "đăng ký",
    "lập",
    "rà soát",
    "kiểm tra",
    "chủ động",
    "tham mưu",
    "tăng cường",
    "tiếp tục",
    "dạy",
];

/// What goes on with the paper that the recital names: its title, its date, its issuer, another paper.
static GOES_ON: Phrases = phrase_list![
    "về",
    "của",
    "ngày",
    "số",
    "theo",
    "xét",
    "căn cứ",
    "nhằm",
    "để",
    "sửa đổi",
    "bổ sung",
    "luật",
    "bộ luật",
    "hiến pháp",
    "pháp lệnh",
    "nghị quyết",
    "nghị định",
    "quyết định",
    "chỉ thị",
    "thông tư",
    "công văn",
    "kế hoạch",
    "hướng dẫn số",
    "thông báo số",
    "báo cáo số",
    "kết luận",
    "chương trình",
    "đề án",
    "tờ trình",
    "quy chế",
    "quy định",
    "điều lệ",
    "văn bản",
    "các văn bản",
];

/// One past the marker of a list item, as a token.
fn marker_end(words: Passage<'_>) -> usize {
    let kind = |i: usize| words.tokens.get(i).map(|token| token.kind);
    match kind(0) {
        Some(Kind::Mark('-' | '–' | '—' | '+' | '*' | '•')) => 1,
        Some(Kind::Number(_) | Kind::Word) if matches!(kind(1), Some(Kind::Mark('.' | ')' | '/'))) => 2,
        _ => 0,
    }
}

/// Whether no sentence begins behind the first.
fn is_one_sentence(words: Passage<'_>) -> bool {
    !words.tokens.windows(2).any(|pair| {
        let (stop, next) = (&pair[0], &pair[1]);
        let at = next.start - words.base;
        stop.kind == Kind::Mark('.')
            && next.start > stop.end()
            && words.text[at..].starts_with(char::is_uppercase)
            && !is_abbreviated(&words.text[..stop.start - words.base])
    })
}

/// "TP.", "TX.", "Q.": the stop ends no sentence.
fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.chars().count() <= 3 && word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a clause behind a comma says what is to be done or reached.
fn has_duty(words: Passage<'_>, first: usize) -> bool {
    /// How far from the comma the verb stands: behind whom it is for.
    const FARTHEST: usize = 12;
    let mark = |i: usize, marks: &[char]| matches!(words.tokens.get(i).map(|token| token.kind), Some(Kind::Mark(c)) if marks.contains(&c));
    let commas = (first..words.tokens.len()).filter(|&i| mark(i, &[',']));
    commas.into_iter().any(|comma| {
        let start = comma + 1;
        let end = (start..words.tokens.len().min(start + FARTHEST))
            .find(|&i| mark(i, &[',', ';', '(', '“', '"']))
            .unwrap_or(words.tokens.len().min(start + FARTHEST));
        GOES_ON.first_at(&words, start).is_none()
            && (start..end).any(|i| {
                let asked = i
                    .checked_sub(1)
                    .is_some_and(|p| phrases!["theo", "xét", "của", "về", "việc"].first_at(&words, p).is_some());
                !asked && DUTIES.first_at(&words, i).is_some()
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recital_says_what_a_paper_rests_on_and_no_more() {
        for (words, want) in [
            ("Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;", true),
            ("- Căn cứ Kế hoạch số 12/KH-UBND, phấn đấu 98% học sinh hoàn thành;", true),
            ("CĂN CỨ Nghị định số 24/2014/NĐ-CP của Chính phủ,", true),
            ("Căn cứ Nghị định số 85/2023/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 115/2020/NĐ-CP.", true),
            (
                "Căn cứ Công văn số 12/SGDĐT-TrH ngày 05/9/2024 của Sở GD&ĐT TP. Hải Thanh, về việc tổ chức kỳ thi.",
                true,
            ),
            ("Theo đề nghị của Giám đốc Sở Giáo dục và Đào tạo.", true),
            ("Xét đề nghị của Trưởng phòng Văn hóa - Xã hội,", true),
            ("Căn cứ Luật Giáo dục, Nghị quyết số 29-NQ/TW của Ban Chấp hành Trung ương.", true),
            ("Căn cứ Kế hoạch số 12/KH-UBND, nhà trường phấn đấu 98% học sinh hoàn thành.", false),
            ("Căn cứ Kế hoạch số 12/KH-UBND, phấn đấu 98% học sinh hoàn thành.", false),
            ("Theo đề nghị của Trưởng phòng GD&ĐT, các trường nộp báo cáo trước ngày 15/9/2024.", false),
            ("Xét đề nghị của Phòng GD&ĐT, UBND huyện giao chỉ tiêu như sau:", false),
            ("Căn cứ Công văn số 12/SGDĐT ngày 05/9/2024. Nhà trường có 98% học sinh chuyên cần.", false),
            ("Các trường căn cứ Luật Giáo dục;", false),
            ("Theo kế hoạch, các trường nộp báo cáo;", false),
            ("", false),
        ] {
            assert_eq!(is_recital(Passage::of_test(words, 5)), want, "{words}");
        }
    }
}
