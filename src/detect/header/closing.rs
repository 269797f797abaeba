//! The closing part: who gets copies (Nơi nhận) and who signs, in either order.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::lines::{Line, Role, lines};
use super::list::{clean, entries};
use crate::detect::letters::is_letter;
use crate::detect::outline::{Style, is_capitals, label_of};
use crate::detect::tokens::Cues;
use crate::directive::Span;
use crate::text::Text;

/// How many paragraphs around "Nơi nhận" the closing part takes at most.
const BEFORE: usize = 12;
const AFTER: usize = 60;

/// What stands for the hand of who signed.
const SIGNS: [&str; 2] = ["(đã ký)", "(Đã ký)"];

/// No name with its ranks and degrees takes more bytes.
const LONGEST_NAME: usize = 160;

/// Reads copies and signature from the paragraphs behind `body`.
pub fn read(found: &mut Found<'_>, body: usize) {
    let text = found.text;
    let copies = copies_at(found, body);
    let (first, end) = match copies {
        Some(at) => (at.saturating_sub(BEFORE).max(body), end_of_closing(text, at + 1, AFTER)),
        None => {
            let end = end_of_closing(text, body, usize::MAX);
            (end.saturating_sub(BEFORE).max(body), end)
        }
    };
    let lines = in_columns(signed_apart(lines(found.tokens, first, end)));
    let at = lines.iter().position(|l| l.role == Role::Copies);
    if let Some(at) = at {
        read_copies(found, &lines[at..]);
    }
    read_signature(found, &lines, at);
}

/// "HIỆU TRƯỞNG (đã ký) Trần Quốc Toản" in one line as the lines that it was.
fn signed_apart(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut apart = Vec::with_capacity(lines.len());
    for line in lines {
        let sign =
            if is_capacity(line.text) { SIGNS.iter().find_map(|s| Some((line.text.find(s)?, s.len()))) } else { None };
        let Some((at, length)) = sign else {
            apart.push(line);
            continue;
        };
        for (from, to) in [(0, at), (at, at + length), (at + length, line.text.len())] {
            let words = line.text[from..to].trim();
            let start = line.span.start + to - line.text[from..to].trim_start().len();
            if !words.is_empty() {
                let role = if is_capitals(words) { Role::Capitals } else { Role::Words };
                apart.push(Line { span: Span::new(start, start + words.len()), text: words, role, cell: false });
            }
        }
    }
    apart
}

/// The lines with what stood in a right column cut off behind the copies and put below them: "- Sở Y tế;   KT. CHỦ TỊCH".
fn in_columns(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let Some(at) = lines.iter().position(|l| l.role == Role::Copies) else { return lines };
    let mut kept: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let mut right = Vec::new();
    let mut below = 0;
    for (i, line) in lines.into_iter().enumerate() {
        let cut = if i >= at { signature_behind(line.text) } else { None };
        let Some(cut) = cut else {
            kept.push(line);
            continue;
        };
        let (copy, office) = (line.text[..cut].trim_end(), line.text[cut..].trim_start());
        let start = line.span.end - office.len();
        let role = if is_capitals(office) { Role::Capitals } else { Role::Words };
        right.push(Line { span: Span::new(start, line.span.end), text: office, role, cell: line.cell });
        kept.push(Line {
            span: Span::new(line.span.start, line.span.start + copy.len()),
            text: copy,
            role: line.role,
            cell: line.cell,
        });
        below = kept.len();
    }
    kept.splice(below..below, right);
    kept
}

/// Where an office or a name begins behind the end of an entry: the byte after its semicolon, stop or colon.
fn signature_behind(words: &str) -> Option<usize> {
    if is_capacity(words) {
        return None;
    }
    words.match_indices([';', '.', ':', ',']).map(|(i, mark)| i + mark.len()).find(|&cut| {
        let rest = words[cut..].trim();
        words[cut..].starts_with(' ') && (is_capitals(rest) && is_capacity(rest) || is_name(rest))
    })
}

/// The paragraph from `body` on that opens the list of copies.
fn copies_at(found: &Found<'_>, body: usize) -> Option<usize> {
    let text = found.text;
    (body..text.paragraphs.len()).find(|&i| {
        let words = found.tokens.passage(i);
        words.cues.has(Cues::COPIES)
            && words.text.match_indices("nhận").any(|(at, _)| words.text[..at].ends_with("ơi "))
            && lines(found.tokens, i, i + 1).iter().any(|l| l.role == Role::Copies)
    })
}

/// The paragraph at which an annex, or nothing, follows the closing part.
fn end_of_closing(text: &Text, from: usize, limit: usize) -> usize {
    let last = text.paragraphs.len().min(from.saturating_add(limit));
    (from..last)
        .find(|&i| label_of(text.slice(text.paragraphs[i].span), None).is_some_and(|l| l.style == Style::Annex))
        .unwrap_or(last)
}

fn read_copies(found: &mut Found<'_>, lines: &[Line<'_>]) {
    let rest = COPIES_WORDS.replace(lines[0].text, "");
    let mut all = entries(&rest);
    let mut end = lines[0].span.end;
    // Whether the last entry may go on in the next line, and whether it broke behind a comma.
    let (mut open, mut listing) = (false, false);
    let mut archived = all.iter().any(|e| ARCHIVE.is_match(e));
    for line in &lines[1..] {
        let dashed = line.text.starts_with(['-', '–', '+', '•']);
        if line.role == Role::To || ends_document(line) {
            break;
        }
        if !dashed && (is_signature(line) || line.role == Role::Rule || line.role == Role::Stamp) {
            continue;
        }
        // "Lưu: VT" closes the list; only the rest of its own wrapped line may follow.
        if archived && (dashed || !open) {
            break;
        }
        if !dashed && open {
            if let Some(last) = all.last_mut() {
                let comma = if listing { "," } else { "" };
                *last = clean(&format!("{last}{comma} {}", line.text));
            }
        } else if dashed || line.text.ends_with([';', ',', '.']) || ARCHIVE.is_match(line.text) {
            let new = entries(line.text);
            archived |= new.iter().any(|e| ARCHIVE.is_match(e));
            all.extend(new);
        } else {
            continue;
        }
        open = !line.text.ends_with([';', '.']);
        listing = line.text.ends_with(',');
        end = line.span.end;
    }
    if !all.is_empty() {
        found.header.cc = all;
        found.note("cc", Span::new(lines[0].span.start, end), "header/copies", 0.93);
    }
}

/// A line that can only belong to a paper attached below.
fn ends_document(line: &Line<'_>) -> bool {
    line.role == Role::Motto || line.role == Role::Number
}

fn read_signature(found: &mut Found<'_>, lines: &[Line<'_>], copies: Option<usize>) {
    let bare: Vec<&str> = lines.iter().map(|l| undecorated(l.text)).collect();
    let mut titles: Vec<(usize, usize)> = Vec::new();
    let mut names: Vec<usize> = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        if lines[i].role == Role::Capitals && is_capacity(bare[i]) {
            let first = i;
            let goes_on = |i: usize| {
                lines.get(i).is_some_and(|l| {
                    l.role == Role::Capitals && !is_name(bare[i]) || l.role == Role::Words && bare[i].is_empty()
                })
            };
            while goes_on(i + 1) {
                i += 1;
            }
            titles.push((first, i));
            // Right under the office any name will do; further down, past the copies, only one with a family name.
            let near = (i + 1..lines.len())
                .find(|&k| !passed_over(&lines[k], bare[k]))
                .filter(|&k| lines[k].role == Role::Words && has_name_form(bare[k]));
            let name = near.or_else(|| (i + 1..lines.len().min(i + 1 + AFTER)).find(|&k| is_name(bare[k])));
            names.extend(name.filter(|k| !names.contains(k)));
        }
        i += 1;
    }
    if names.is_empty() && titles.is_empty() {
        // A signature without its capacity: the last line of all, if it can only be a name.
        let last = lines.len().checked_sub(1).filter(|&k| copies.is_some_and(|at| k > at) && is_name(bare[k]));
        if let Some(k) = last {
            found.header.signer = Some(person(bare[k]));
            found.note("signer", lines[k].span, "header/name-last", 0.6);
        }
        return;
    }
    if !names.is_empty() {
        let people: Vec<String> = names.iter().map(|&k| person(bare[k])).collect();
        found.header.signer = Some(people.join(", "));
        let first = names.iter().map(|&k| lines[k].span).min_by_key(|s| s.start);
        let span = first.unwrap_or(Span::new(0, 0));
        found.note("signer", span, "header/signature", 0.93);
    }
    if let Some(&(first, last)) = titles.first() {
        found.header.signer_title = Some(bare[first..=last].join(" ").split_whitespace().collect::<Vec<_>>().join(" "));
        found.note("signer_title", Span::new(lines[first].span.start, lines[last].span.end), "header/capacity", 0.9);
    }
}

fn is_signature(line: &Line<'_>) -> bool {
    let bare = undecorated(line.text);
    line.role == Role::Capitals && is_capacity(bare) || is_name(bare) || SIGNED.is_match(bare)
}

/// Without marks of emphasis and brackets that text exports leave.
fn undecorated(words: &str) -> &str {
    words.trim_matches(|c: char| matches!(c, '*' | '[' | ']' | '_') || c.is_whitespace())
}

/// Strokes, stamps and "(Đã ký)" between the office and the name.
fn passed_over(line: &Line<'_>, bare: &str) -> bool {
    matches!(line.role, Role::Rule | Role::Stamp) || bare.is_empty() || SIGNED.is_match(bare)
}

/// Whether a line is a person's name: a family name and one to four more words that begin large, nothing else.
fn is_name(words: &str) -> bool {
    let family = |name: &str| name.split_whitespace().next().map(crate::text::fold).unwrap_or_default();
    name_in(words).is_some_and(|name| FAMILY_NAMES.contains(&family(&name).as_str()))
}

fn has_name_form(words: &str) -> bool {
    name_in(words).is_some()
}

/// The name without rank and degree: two to five words that begin large, nothing else, and no office.
fn name_in(words: &str) -> Option<Cow<'_, str>> {
    let is_syllable =
        |s: &str| s.starts_with(char::is_uppercase) && s.chars().all(|c| is_letter(c) || matches!(c, '\'' | '’'));
    // Ranks and degrees stand in front: most lines show by their last words that they are no name.
    let likely = || words.split_whitespace().rev().take(2).all(is_syllable);
    if words.len() > LONGEST_NAME || !words.starts_with(char::is_alphabetic) || !likely() {
        return None;
    }
    let name = TITLES.replace(words, "");
    let count = name.split_whitespace().count();
    ((2..=5).contains(&count) && name.split_whitespace().all(is_syllable) && !is_capacity(&name)).then_some(name)
}

/// Whether a line begins with what is written for quyền hạn or chức vụ: most show by two letters that they do not.
fn is_capacity(words: &str) -> bool {
    let mut chars = words.chars();
    let opens = chars.next().is_some_and(char::is_uppercase);
    opens && chars.next().is_some_and(|c| !c.is_lowercase()) && CAPACITY.is_match(words)
}

/// A name without rank and degree, in ordinary case.
fn person(words: &str) -> String {
    let name = TITLES.replace(words, "");
    let ordinary = |word: &str| -> String {
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect())
    };
    name.split_whitespace().map(ordinary).collect::<Vec<_>>().join(" ")
}

static COPIES_WORDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?i:nơi\s+nhận)\s*[:.]*\s*").expect("a valid pattern"));

/// "Lưu: VT", with the slips of hurried typing.
static ARCHIVE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[-–\s]*(?:L[ưu][uư]u?|Lưu)(?:\W|$)").expect("a valid pattern"));

/// Quyền hạn and chức vụ of those who sign: KT., TM., TL., TUQ., Q. and offices.
static CAPACITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:(?:KT|TM|TL|TUQ|T/M|K/T|T/L|T\.M|K\.T|T\.L|Q)(?:\.\s*|\s+)\p{Lu}",
        r"|PHỤ TRÁCH(?:\W|$)|(?:QUYỀN\s+)?(?:PHÓ\s+)?(?:BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|TRƯỞNG PHÒNG|TRƯỞNG BAN",
        r"|HIỆU TRƯỞNG|CHÁNH VĂN PHÒNG|VĂN PHÒNG|CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|BÍ THƯ|TỔNG BÍ THƯ",
        r"|CHÁNH ÁN|CHỦ NHIỆM|TRƯỞNG KHOA|TỔ TRƯỞNG|TRƯỞNG ĐOÀN|CHÁNH THANH TRA|TỔNG THANH TRA|THỐNG ĐỐC|CHỦ TỊCH NƯỚC|THƯỜNG TRỰC",
        r"|THỨ TRƯỞNG THƯỜNG TRỰC|TỔNG KIỂM TOÁN|TƯ LỆNH))",
    ))
    .expect("a valid pattern")
});

static SIGNED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?i:\(?\s*(?:đã ký|ký tên|ký, đóng dấu|daky|signed))").expect("a valid pattern"));

/// Ranks and degrees in front of a name.
static TITLES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:(?:GS|PGS|TS|ThS|Th\.s|Ths|TSKH|NGND|NGƯT|BS|CN|KS)\s*[.,]?\s*)+|(?i:đại|trung|thượng|thiếu)\s+(?i:tướng|tá|úy)\s+|(?i:ông|bà)\s+)+")
        .expect("a valid pattern")
});

/// Family names (họ), without marks; those of the Kinh and of the larger minorities.
const FAMILY_NAMES: [&str; 122] = [
    "an", "au", "bach", "bang", "banh", "be", "bui", "ca", "cam", "cao", "cat", "chau", "chu", "chung", "cu", "cung",
    "dam", "dang", "danh", "dao", "dau", "diep", "dieu", "dinh", "do", "doan", "doi", "dong", "du", "duong", "ga",
    "giang", "giap", "ha", "han", "hau", "ho", "hoa", "hoang", "hua", "huong", "huynh", "kha", "khong", "khuat",
    "khuc", "khuong", "kieu", "kim", "ksor", "la", "lac", "lai", "lam", "lang", "le", "lo", "loc", "long", "lu", "luc",
    "luong", "luu", "luyen", "ly", "ma", "mac", "mai", "man", "mau", "mua", "nghiem", "ngo", "nguyen", "nham", "nhu",
    "nie", "ninh", "nong", "ong", "pham", "phan", "phi", "phu", "phung", "phuong", "quach", "quan", "quang", "sam",
    "sung", "ta", "tang", "thach", "thai", "than", "thao", "thi", "thieu", "tieu", "to", "ton", "tong", "tra", "tran",
    "trang", "trieu", "trinh", "truong", "tu", "tuong", "ung", "van", "vang", "vi", "vien", "vo", "vu", "vuong", "xa",
    "y", "yen",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_from_offices() {
        for name in ["Trần Thị Mai Lan", "LÊ VĂN BÌNH", "TS. Vũ Hoàng Nam", "Đại tướng Phạm Văn An", "Ksor Minh"]
        {
            assert!(is_name(name), "{name}");
        }
        for other in
            ["PHÓ CHỦ TỊCH", "Lưu: VT", "Trần", "Hà Nội, ngày 2", "Các phòng ban", "Lê lợi dụng", "TRƯỞNG PHÒNG", ""]
        {
            assert!(!is_name(other), "{other}");
        }
        assert_eq!(person("ThS. LÊ VĂN BÌNH"), "Lê Văn Bình");
    }
}
