//! Names of agencies: out of capitals, across lines, and where the body names its author.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use crate::detect::phrases::{Key, Phrases, Words, phrase_at, phrase_list};
use crate::directive::Span;

/// An agency named in the letterhead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its name in ordinary case.
    pub name: String,
    /// Its place.
    pub span: Span,
}

/// The agencies that the capital lines of a letterhead name, in order. A line that begins with no agency's word goes
/// on with the name above it ("PHÒNG GIÁO DỤC VÀ" / "ĐÀO TẠO", "HỘI ĐỒNG NHÂN DÂN" / "XÃ …").
pub fn agencies(lines: &[&Line<'_>]) -> Vec<Agency> {
    let mut found: Vec<(String, Span)> = Vec::new();
    for line in lines {
        for (start, end) in parts(line.text) {
            let words = line.text[start..end].trim();
            let span = Span::new(line.span.start + start, line.span.start + end);
            let begins = BEGINS.is_match(words) && words.contains(' ') || ALONE.is_match(words);
            match found.last_mut() {
                Some((name, whole)) if !begins || OPEN_END.is_match(name) => {
                    name.push(' ');
                    name.push_str(words);
                    whole.end = span.end.max(whole.end);
                }
                _ if begins => found.push((words.to_owned(), span)),
                _ => {}
            }
        }
    }
    found.into_iter().map(|(name, span)| Agency { name: ordinary_case(&name), span }).collect()
}

/// A capital line that holds superior and issuer together falls in two.
fn parts(line: &str) -> Vec<(usize, usize)> {
    let mut cuts = vec![0];
    for m in INSIDE.find_iter(line) {
        let before = &line[..m.start()];
        let joined = before.trim_end().ends_with(['-', '–', ',']) || OPEN_END.is_match(before.trim_end());
        if m.start() > 0 && before.split_whitespace().count() >= 2 && !joined {
            cuts.push(m.start());
        }
    }
    cuts.push(line.len());
    cuts.windows(2).map(|w| (w[0], w[1])).collect()
}

/// `BỘ GIÁO DỤC VÀ ĐÀO TẠO` → `Bộ Giáo dục và Đào tạo`, `UBND HUYỆN AN BÌNH` → `UBND huyện An Bình`: kinds of agency
/// and unit in small letters but for the first, fields by their first syllable, proper names in full.
pub fn ordinary_case(capitals: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    // Whether the words that follow are a proper name, and whether the next word opens a field's name.
    let (mut proper, mut opens) = (false, true);
    let name = Name::new(capitals);
    let words = &name.words;
    let mut i = 0;
    while i < words.len() {
        let standing = |list: &Phrases| list.rank_at(&name, i).map(|(rank, _)| list.all()[rank]);
        if let Some(kind) = standing(if proper { &LONG_KINDS } else { &KINDS }) {
            for (k, word) in kind.split(' ').enumerate() {
                out.push(if k == 0 && out.is_empty() { capitalized(word) } else { word.to_owned() });
                i += 1;
            }
            (proper, opens) = (kind.contains("ủy") && !kind.starts_with("ủy"), true);
            continue;
        }
        if let Some(unit) = standing(&UNITS).filter(|_| phrase_at(&name, i, "xã hội").is_none()) {
            for (k, word) in unit.split(' ').enumerate() {
                out.push(if out.is_empty() && k == 0 { capitalized(word) } else { word.to_owned() });
                i += 1;
            }
            (proper, opens) = (true, true);
            continue;
        }
        if let Some(school) = standing(&SCHOOLS) {
            for (k, word) in school.split(' ').enumerate() {
                out.push(if k == 0 { capitalized(word) } else { word.to_owned() });
                i += 1;
            }
            proper = true;
            continue;
        }
        let word = &words[i];
        proper |= ["th", "mn", "thcs", "thpt", "th&thcs", "gd&đt", "gdđt"].contains(&word.as_str());
        out.push(if is_abbreviation(word) {
            word.to_uppercase()
        } else if word == "và" || word == "của" {
            opens = true;
            word.clone()
        } else if matches!(word.as_str(), "-" | "–") {
            (opens, proper) = (true, false);
            word.clone()
        } else if proper || opens {
            opens = false;
            capitalized(word)
        } else {
            word.clone()
        });
        // "SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG": what follows the field is a place.
        proper |= word == "tạo" && i > 0 && words[i - 1] == "đào";
        opens |= matches!(out.last().map(String::as_str), Some("và" | "của" | "-" | "–"));
        i += 1;
    }
    out.join(" ")
}

/// The lowered words of a name.
struct Name {
    words: Vec<String>,
    keys: Vec<Key>,
}

impl Name {
    fn new(name: &str) -> Self {
        let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
        let keys = words.iter().map(|word| Key::of(word)).collect();
        Self { words, keys }
    }
}

impl Words for Name {
    fn word(&self, i: usize) -> &str {
        self.words.get(i).map_or("", String::as_str)
    }

    fn key(&self, i: usize) -> Option<Key> {
        self.keys.get(i).copied()
    }
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

fn is_abbreviation(word: &str) -> bool {
    const KNOWN: [&str; 12] =
        ["ubnd", "ubmttq", "hđnd", "thcs", "thpt", "gdtx", "gdnn", "gd&đt", "gdđt", "ubmttqvn", "tw", "ii"];
    // Every other letter with marks is a vowel.
    let consonant = |c: char| c == 'đ' || c.is_ascii_alphabetic() && !"aeiouy".contains(c);
    KNOWN.contains(&word)
        || word.contains('&')
        || word.chars().any(|c| c.is_ascii_digit())
        || word.chars().all(consonant)
        // "GDNN-GDTX"
        || word.contains('-') && word.split('-').all(|part| !part.is_empty() && is_abbreviation(part))
}

/// Units of administration: a proper name follows.
static UNITS: Phrases =
    phrase_list!["thành phố", "thị xã", "thị trấn", "tỉnh", "huyện", "quận", "phường", "xã", "đặc khu"];

/// Kinds of agency, in small letters inside a name.
static KINDS: Phrases = phrase_list![
    "ủy ban nhân dân",
    "uỷ ban nhân dân",
    "hội đồng nhân dân",
    "ban chỉ đạo",
    "tỉnh ủy",
    "thành ủy",
    "huyện ủy",
    "quận ủy",
    "thị ủy",
    "đảng ủy",
    "đảng bộ",
    "chi bộ",
    "ban chấp hành",
    "ban thường vụ",
    "tổng cục",
    "chi cục",
    "cục",
    "vụ",
    "văn phòng",
    "phòng",
    "sở",
    "bộ",
    "trường",
    "trung tâm",
];

/// Those of more than one word: inside a proper name ("Hải Phòng") a single word is no kind.
static LONG_KINDS: Phrases = phrase_list![
    "ủy ban nhân dân",
    "uỷ ban nhân dân",
    "hội đồng nhân dân",
    "ban chỉ đạo",
    "tỉnh ủy",
    "thành ủy",
    "huyện ủy",
    "quận ủy",
    "thị ủy",
    "đảng ủy",
    "đảng bộ",
    "chi bộ",
    "ban chấp hành",
    "ban thường vụ",
    "tổng cục",
    "chi cục",
    "văn phòng",
    "trung tâm",
];

/// Kinds of school: the school's own name follows.
static SCHOOLS: Phrases = phrase_list![
    "tiểu học",
    "mầm non",
    "mẫu giáo",
    "trung học cơ sở",
    "trung học phổ thông",
    "phổ thông dân tộc bán trú",
    "phổ thông dân tộc nội trú",
];

/// The place of an agency above, to tell the agency below it from its namesakes: `UBND huyện An Bình` → `huyện An
/// Bình`; for a Sở the bare name, as people write it.
pub fn locality(superior: &str, issuer: &str) -> Option<String> {
    if !LACKS_PLACE.is_match(issuer) {
        return None;
    }
    let m = PLACE_OF.captures(superior)?;
    let whole = m.get(0)?.as_str().trim();
    Some(if issuer.starts_with("Sở") { m.get(1)?.as_str().trim().to_owned() } else { whole.to_owned() })
}

/// Where a paragraph names the agency that speaks: "…, Phòng GD&ĐT huyện An Bình hướng dẫn các trường …".
pub fn speaker(paragraph: &str) -> Option<(std::ops::Range<usize>, String)> {
    let (at, found) = names_at(paragraph).find_map(|at| Some((at, SPEAKER.find(&paragraph[at..])?)))?;
    // A group in the pattern would cost many times the search.
    let name = NAMED.find(found.as_str())?;
    let without_note = NOTE.replace_all(name.as_str(), " ");
    let range = at + name.start()..at + name.end();
    Some((range, without_note.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// Where the name of an agency that speaks may begin: at the start of the text or of a line, or behind a mark.
fn names_at(text: &str) -> impl Iterator<Item = usize> + '_ {
    const HEADS: [&str; 7] = ["Phòng", "Sở", "Bộ", "UBND", "Ủy", "Uỷ", "Trường"];
    let marks = text.bytes().enumerate().filter(|(_, b)| matches!(b, b',' | b';' | b'.' | b':' | b'\n'));
    let behind = marks.filter_map(|(at, mark)| {
        let rest = &text[at + 1..];
        let blanks = rest.len() - rest.trim_start().len();
        (mark == b'\n' && blanks == 0 || mark != b'\n' && blanks > 0).then_some(at + 1 + blanks)
    });
    std::iter::once(0).chain(behind).filter(|&at| HEADS.iter().any(|head| text[at..].starts_with(head)))
}

static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:BỘ|SỞ|PHÒNG|UBND|ỦY BAN|UỶ BAN|HĐND|HỘI|TRƯỜNG|TRUNG TÂM|CHÍNH PHỦ|QUỐC HỘI|THỦ TƯỚNG|(?:TỈNH|THÀNH) [ỦU][YỶ]",
        r"|HUYỆN [ỦU][YỶ]|QUẬN [ỦU][YỶ]|THỊ [ỦU][YỶ]|ĐẢNG (?:[ỦU][YỶ]|BỘ|ĐOÀN)|CHI BỘ|BAN|BCH|BCĐ|CỤC|VỤ|TỔNG CỤC|CHI CỤC|VĂN PHÒNG|LIÊN|CÔNG ĐOÀN",
        r"|ĐOÀN|ĐẠI HỌC|HỌC VIỆN|VIỆN|TÒA ÁN|TOÀ ÁN|NGÂN HÀNG|KIỂM TOÁN|THANH TRA|CÔNG AN|TẬP ĐOÀN|TỔNG CÔNG TY|CÔNG TY|CỤM",
        r"|KHOA|TỔ|MẶT TRẬN|CHỦ TỊCH|TRUNG ƯƠNG|BẢO HIỂM|KHO BẠC|NHÀ)(?:\W|$)",
    ))
    .expect("a valid pattern")
});
/// Agencies of one word or that stand alone.
static ALONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:CHÍNH PHỦ|QUỐC HỘI|UBND|HĐND)$").expect("a valid pattern"));
/// A name that cannot end here.
static OPEN_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(?:^|\W)(?:VÀ|THÀNH PHỐ|THÀNH PHỐ HẢI|TỈNH|HUYỆN|QUẬN|PHƯỜNG|XÃ)|[-–,])$").expect("a valid pattern")
});
static INSIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:PHÒNG (?:GIÁO DỤC|GD|VĂN HÓA|VĂN HOÁ|VH)|SỞ (?:GIÁO DỤC|GD)|TRƯỜNG (?:TIỂU|TRUNG|MẦM|MẪU|TH|THCS|THPT|MN|PT|PHỔ|CAO)",
        r"|TRUNG TÂM|UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|BỘ (?:Y TẾ|TÀI CHÍNH|NỘI VỤ|GIÁO DỤC|TƯ PHÁP|LAO ĐỘNG))",
    ))
    .expect("a valid pattern")
});
static LACKS_PLACE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:Phòng|Sở)\s+(?:Giáo dục và Đào tạo|Giáo dục - Đào tạo|GD\s*&\s*ĐT|GDĐT|GD-ĐT|Giáo dục|Văn hóa - Xã hội|Văn hóa – Xã hội)$")
        .expect("a valid pattern")
});
static PLACE_OF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:tỉnh|thành phố|huyện|quận|thị xã|phường|xã|thị trấn|đặc khu)\s+(.+)$").expect("a valid pattern")
});
static NOTE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\s*\([^)]*\)").expect("a valid pattern"));
/// The name of an agency that speaks; of what begins alike the longer comes first.
const NAME: &str = concat!(
    r"(?:",
    r"(?:Phòng|Sở|Bộ)\s+(?:GD\s*&\s*ĐT|GD-ĐT|GDĐT|GD|Giáo dục(?:\s+(?:và|-|–|&)\s+Đào tạo)?|Văn hóa\s*[-–]\s*Xã hội)",
    r"|(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)(?:\s+(?i:huyện|quận|xã|phường|thị trấn|thị xã|tỉnh|thành phố))?",
    r"|Trường\s+(?:Tiểu học|TH&THCS|THCS|THPT|TH|MN|Mầm non|Trung học cơ sở|Trung học phổ thông|PTDTBT|PTDTNT))",
    r"(?:\s*\([^)]{1,30}\))?",
    r"(?:\s+(?:huyện|quận|thành phố|tỉnh|thị xã|phường|xã|TP\.?))?(?:\s+\p{Lu}[\p{L}]*){0,4}",
);
/// What it says begins in small letters, which no part of a name does: the longest name that stands there is meant.
static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
    const SAYS: &str = concat!(
        r"(?:\s*\([^)]{1,60}\))?,?",
        r"\s+(?:hướng dẫn|yêu cầu|đề nghị|thông báo|xây dựng|ban hành|báo cáo|có một số|triển khai|trân trọng|kính)(?:\W|$)",
    );
    Regex::new(&format!("^{NAME}{SAYS}")).expect("a valid pattern")
});
static NAMED: LazyLock<Regex> = LazyLock::new(|| Regex::new(&format!("^{NAME}")).expect("a valid pattern"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_become_ordinary() {
        for (capitals, want) in [
            ("BỘ GIÁO DỤC VÀ ĐÀO TẠO", "Bộ Giáo dục và Đào tạo"),
            ("UBND HUYỆN CÁT NGỌC", "UBND huyện Cát Ngọc"),
            ("ỦY BAN NHÂN DÂN THÀNH PHỐ SÔNG LAM", "Ủy ban nhân dân thành phố Sông Lam"),
            ("PHÒNG GD&ĐT HUYỆN CÁT NGỌC", "Phòng GD&ĐT huyện Cát Ngọc"),
            ("SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG", "Sở Giáo dục và Đào tạo Hải Phòng"),
            ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
            ("HUYỆN ỦY CÁT NGỌC", "Huyện ủy Cát Ngọc"),
            ("CHÍNH PHỦ", "Chính phủ"),
            ("UBND THÀNH PHỐ HẢI PHÒNG", "UBND thành phố Hải Phòng"),
            ("UBND XÃ BÌNH AN", "UBND xã Bình An"),
            ("TRƯỜNG TIỂU HỌC HOA BAN", "Trường Tiểu học Hoa Ban"),
            ("ĐẢNG ỦY XÃ BÌNH AN", "Đảng ủy xã Bình An"),
            ("TRƯỜNG TH&THCS BÌNH AN", "Trường TH&THCS Bình An"),
        ] {
            assert_eq!(ordinary_case(capitals), want);
        }
    }

    #[test]
    fn the_body_names_its_author() {
        for (paragraph, want) in [
            (
                "Thực hiện kế hoạch, Phòng GD&ĐT huyện Cát Ngọc hướng dẫn các trường như sau:",
                Some("Phòng GD&ĐT huyện Cát Ngọc"),
            ),
            ("Sở Giáo dục và Đào tạo (GDĐT) yêu cầu các đơn vị", Some("Sở Giáo dục và Đào tạo")),
            ("Nay UBND phường đã", None),
            ("Căn cứ đề nghị, UBND phường Bình An xây dựng kế hoạch", Some("UBND phường Bình An")),
            ("theo chỉ đạo của Phòng GD&ĐT, các trường báo cáo", None),
            ("Trường THPT Bình An xây dựng kế hoạch", Some("Trường THPT Bình An")),
            ("Sở GD&ĐT (sau đây gọi là Sở) hướng dẫn các đơn vị", Some("Sở GD&ĐT")),
        ] {
            assert_eq!(speaker(paragraph).map(|(_, name)| name).as_deref(), want, "{paragraph}");
        }
    }
}
