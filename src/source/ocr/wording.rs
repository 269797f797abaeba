//! Tone marks that Tesseract confuses, set right where the language allows but one reading.
//!
//! A small hook over a circumflex or a breve (`ổ`, `ể`, `ẩ`, `ẳ`) is taken for an acute or a grave. Both readings are
//! syllables; but `tố chức` is no word, and `tổ chức` is. Pairs that are words both ways (`phân bổ` and `phân bố`,
//! `có thể` and `có thế`) are not among those below.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::{Letter, Line};

/// Words of two syllables with a hook over a circumflex or a breve, none of which is a word with another tone.
static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "tổ chức, tổ trưởng, tổ phó, tổ viên, tổ chuyên, tổng kết, tổng hợp, tổng số, tổng thể, tổng cục, tổng bí, \
     đổi mới, chuyển đổi, thay đổi, trao đổi, sửa đổi, biến đổi, phổ thông, phổ cập, phổ biến, bổ sung, bổ nhiệm, \
     bổ trợ, bổ túc, cổng thông, cổ phần, cổ vũ, nổi bật, ổn định, triển khai, phát triển, chuyển biến, chuyển giao, \
     chuyển tiếp, luân chuyển, thuyên chuyển, tuyển sinh, tuyển dụng, tuyển chọn, thi tuyển, xét tuyển, kiểm tra, \
     kiểm định, kiểm soát, kiểm điểm, kiểm kê, quan điểm, thời điểm, địa điểm, trọng điểm, thí điểm, đặc điểm, \
     cụ thể, đoàn thể, thể thao, thể chất, thể hiện, thể dục, thể thức, tập thể, đẩy mạnh, thúc đẩy, thẩm quyền, \
     thẩm định, phẩm chất, sản phẩm, tác phẩm, thực phẩm, ấn phẩm, khẩn trương, bình đẳng, khẳng định, cao đẳng, \
     tiểu học, tiểu ban, biểu dương, biểu mẫu, biểu quyết, đại biểu, tiêu biểu, phát biểu, tìm hiểu, hiểu biết"
        .split(", ")
        .collect()
});

/// The hook above.
const HOOK: char = '\u{309}';
/// The marks that it is taken for.
const TAKEN_FOR: [char; 2] = ['\u{301}', '\u{300}'];
/// The marks of letters that it stands over.
const BELOW: [char; 2] = ['\u{302}', '\u{306}'];

/// Sets right the hooks in words of two syllables, also where a word goes on in the next line.
pub fn hooks(lines: &mut [Line]) {
    let words: Vec<(usize, usize)> =
        lines.iter().enumerate().flat_map(|(l, line)| (0..line.words.len()).map(move |w| (l, w))).collect();
    for pair in words.windows(2) {
        let [(first_line, first), (second_line, second)] = *pair else { continue };
        let (a, b) = (&lines[first_line].words[first].letters, &lines[second_line].words[second].letters);
        // What ends a phrase ends a word; what is before the first syllable or after the second does no harm.
        if a.last().is_none_or(|l| !is_alphabetic(l)) || b.first().is_none_or(|l| !is_alphabetic(l)) {
            continue;
        }
        let Some((at_a, hooked_a, at_b, hooked_b)) = right(a, b) else { continue };
        if let Some((at, text)) = at_a.zip(hooked_a) {
            lines[first_line].words[first].letters[at].text = text;
        }
        if let Some((at, text)) = at_b.zip(hooked_b) {
            lines[second_line].words[second].letters[at].text = text;
        }
    }
}

fn is_alphabetic(letter: &Letter) -> bool {
    letter.text.chars().all(char::is_alphabetic)
}

type Change = (Option<usize>, Option<String>, Option<usize>, Option<String>);

/// Which letters must change, and into what, for the two to be a word.
fn right(a: &[Letter], b: &[Letter]) -> Option<Change> {
    let (a, skipped) = (last_syllable(a), a.len() - last_syllable(a).len());
    let b = first_syllable(b);
    let is_word = |a: &str, b: &str| WORDS.contains(format!("{a} {b}").as_str());
    let plain = |letters: &[Letter]| letters.iter().map(|l| l.text.to_lowercase()).collect::<String>();
    let (read_a, read_b) = (plain(a), plain(b));
    if is_word(&read_a, &read_b) {
        return None;
    }
    let with = |letters: &[Letter], change: &Option<(usize, String)>| -> String {
        let Some((at, text)) = change else { return plain(letters) };
        letters
            .iter()
            .enumerate()
            .map(|(i, l)| if i == *at { text.to_lowercase() } else { l.text.to_lowercase() })
            .collect()
    };
    let (hook_a, hook_b) = (hooked(a), hooked(b));
    for (a_changes, b_changes) in [(true, false), (false, true), (true, true)] {
        let change_a = hook_a.clone().filter(|_| a_changes);
        let change_b = hook_b.clone().filter(|_| b_changes);
        if (change_a.is_some(), change_b.is_some()) == (a_changes, b_changes)
            && is_word(&with(a, &change_a), &with(b, &change_b))
        {
            let (at_a, text_a) = change_a.unzip();
            let (at_b, text_b) = change_b.unzip();
            return Some((at_a.map(|at| at + skipped), text_a, at_b, text_b));
        }
    }
    None
}

fn last_syllable(letters: &[Letter]) -> &[Letter] {
    let from = letters.iter().rposition(|l| !is_alphabetic(l)).map_or(0, |at| at + 1);
    &letters[from..]
}

fn first_syllable(letters: &[Letter]) -> &[Letter] {
    let to = letters.iter().position(|l| !is_alphabetic(l)).unwrap_or(letters.len());
    &letters[..to]
}

/// The letter whose mark may have been a hook, and the letter with the hook.
fn hooked(letters: &[Letter]) -> Option<(usize, String)> {
    letters.iter().enumerate().find_map(|(at, letter)| {
        let marks: Vec<char> = letter.text.nfd().collect();
        let over = marks.iter().any(|c| BELOW.contains(c)) && marks.iter().any(|c| TAKEN_FOR.contains(c));
        let text = || marks.iter().map(|c| if TAKEN_FOR.contains(c) { HOOK } else { *c }).nfc().collect();
        over.then(|| (at, text()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Rect;
    use crate::source::ocr::Word;

    #[track_caller]
    fn check(read: &str, expected: &str) {
        let rect = Rect { x0: 0.0, y0: 0.0, x1: 1.0, y1: 1.0 };
        let word = |text: &str| Word {
            rect,
            confidence: 0.9,
            letters: text.chars().map(|c| Letter { text: c.to_string(), rect }).collect(),
        };
        let line = |text: &str| Line {
            words: text.split_whitespace().map(word).collect(),
            x0: 0.0,
            baseline: 0.0,
            slope: 0.0,
            size: 1.0,
        };
        let mut lines: Vec<Line> = read.split('\n').map(line).collect();
        hooks(&mut lines);
        let text = |line: &Line| line.words.iter().map(Word::text).collect::<Vec<_>>().join(" ");
        assert_eq!(lines.iter().map(text).collect::<Vec<_>>().join("\n"), expected);
    }

    #[test]
    fn a_hook_comes_back_where_only_it_makes_a_word() {
        check("Các trường tố chức dạy học", "Các trường tổ chức dạy học");
        check("chuyến đối số", "chuyển đổi số");
        check("trung học phố\nthông.", "trung học phổ\nthông.");
        check("5. Đầy mạnh", "5. Đẩy mạnh");
        check("TỐ CHỨC THỰC HIỆN", "TỔ CHỨC THỰC HIỆN");
        check("(triến khai)", "(triển khai)");
    }

    #[test]
    fn what_may_be_meant_stays() {
        for read in
            ["phân bố", "có thế", "thành phố", "tổ chức", "số tố, chức", "đối với", "trên toàn thế giới", "kế hoạch"]
        {
            check(read, read);
        }
    }
}
