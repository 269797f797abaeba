//! Words of the field that several detectors read: levels of education (cấp học) and school years (năm học).
//!
//! Both functions read short stretches (a heading, a clause, a subject) of normalized text and know nothing of the
//! directive around it; the outline says what holds where nothing is stated.

mod mention;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::directive::{Level, SchoolYear};

/// The levels that `text` names, each once, from the youngest up: by word ("tiểu học"), abbreviation ("TH&THCS")
/// or grade ("lớp 6, 7, 8", "khối 9", "lớp 1 đến lớp 5").
///
/// "Trung học" alone stands for lower and upper secondary together, as in "Giáo dục trung học". Continuing education
/// keeps what is said of its own stages: "GDTX cấp THPT", "lớp 10 hệ GDTX" name it alone. Children by their age
/// ("trẻ 5 tuổi") are of the preschool.
pub fn levels_in(text: &str) -> Vec<Level> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(mention) = mention::next(text, at) {
        let words = &text[mention.clone()];
        at = mention.end;
        let grades = is_grades(words);
        let continuing =
            words.ends_with("GDTX") || words.ends_with(['n', 'N']) && words.to_lowercase().ends_with("xuyên");
        if grades && text[at..].starts_with(|c: char| c.is_ascii_digit() || c == '%') {
            // "ra lớp 100%" counts.
        } else if grades && is_entrance(&text[..mention.start]) {
            let below = grades_in(words).first().and_then(|grade| Level::of_grade(grade.saturating_sub(1)));
            found.extend(below);
        } else if is_continuing(&text[at..], grades) {
            // "GDTX" follows and speaks for both.
        } else if words.contains(char::is_whitespace) {
            named(words, &mut found);
        } else if stands_apart(text, mention.clone()) {
            abbreviated(text, mention, &mut found);
        } else {
            // "THÍ" and "KHTHCS" are no levels; another may begin inside.
            at = mention.start + 1;
            continue;
        }
        if continuing {
            at += own_stages(&text[at..]);
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Whether an examination for the grade that follows is meant ("ôn thi vào lớp 10"): those of the level below sit it.
fn is_entrance(before: &str) -> bool {
    let words = before.trim_end().strip_suffix("vào").or_else(|| before.trim_end().strip_suffix("VÀO"));
    words.is_some_and(|words| {
        let words = words.trim_end();
        ["thi", "Thi", "THI"]
            .iter()
            .any(|word| words.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphabetic)))
    })
}

/// Whether "hệ GDTX" follows a level, or "GDTX" a grade: both are of continuing education.
fn is_continuing(rest: &str, grades: bool) -> bool {
    let rest = rest.trim_start().trim_start_matches('(');
    let system = rest.strip_prefix("hệ ").map(str::trim_start);
    let Some(named) = system.or(grades.then_some(rest)) else { return false };
    named.starts_with("GDTX") || named.to_lowercase().starts_with("giáo dục thường xuyên")
}

/// The bytes of "cấp THCS, THPT" behind "GDTX": stages of continuing education.
fn own_stages(rest: &str) -> usize {
    static STAGES: LazyLock<Regex> = LazyLock::new(|| {
        let stage = r"(?:THCS|THPT|(?i:tiểu\s+học|trung\s+học(?:\s+cơ\s+sở|\s+phổ\s+thông)?))";
        Regex::new(&format!(r"^\s*\(?(?i:cấp|bậc|trình\s+độ)\s+{stage}(?:\s*(?:,|và|&)\s*(?i:cấp\s+)?{stage})*"))
            .expect("a valid pattern")
    });
    STAGES.find(rest).map_or(0, |m| m.end())
}

/// The levels of a mention in words: "trung học cơ sở", "cấp trung học", "lớp 6, 7".
fn named(words: &str, found: &mut Vec<Level>) {
    let lower = words.to_lowercase();
    let begins = |with: &[&str]| with.iter().any(|first| lower.starts_with(first));
    if is_grades(words) {
        found.extend(grades_in(words).into_iter().filter_map(Level::of_grade));
    } else if begins(&["mầm", "mẫu", "nhà", "trẻ"]) {
        found.push(Level::MamNon);
    } else if begins(&["tiểu"]) {
        found.push(Level::TieuHoc);
    } else if lower.ends_with("xuyên") {
        found.push(Level::Gdtx);
    } else if lower.ends_with("sở") {
        found.push(Level::Thcs);
    } else if lower.ends_with("thông") {
        found.push(Level::Thpt);
    } else {
        found.extend([Level::Thcs, Level::Thpt]);
    }
}

/// "lớp 6, 7": the only mention with a digit in it.
fn is_grades(words: &str) -> bool {
    words.ends_with(|c: char| c.is_ascii_digit())
}

/// The levels of an abbreviation, the capitals of `text` at `at`.
fn abbreviated(text: &str, at: Range<usize>, found: &mut Vec<Level>) {
    match &text[at.clone()] {
        letters if letters.ends_with("MN") => found.push(Level::MamNon),
        letters if letters.ends_with("THCS") => found.push(Level::Thcs),
        "THPT" => found.push(Level::Thpt),
        "GDTrH" => found.extend([Level::Thcs, Level::Thpt]),
        "GDTX" => found.push(Level::Gdtx),
        "TH" if !is_primary(text, at.clone()) => {}
        _ => found.push(Level::TieuHoc),
    }
}

/// The school years that `text` names with the words "năm học", each once, in the order of the text.
pub fn school_years_in(text: &str) -> Vec<SchoolYear> {
    let mut years = Vec::new();
    for (_, year) in school_years_at(text) {
        if !years.contains(&year) {
            years.push(year);
        }
    }
    years
}

/// As [`school_years_in`], every mention with its byte range (from "năm học", or from the year itself in a list).
pub fn school_years_at(text: &str) -> Vec<(Range<usize>, SchoolYear)> {
    let mut found = Vec::new();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    let mut at = 0;
    while let Some(lead) = school_year_lead(text, at) {
        at = lead.end + "2024".len();
        if text[..lead.start].ends_with(in_word) {
            continue;
        }
        let mut start = lead.start;
        let mut next = lead.end;
        while let Some((length, year)) = year_pair(&text[next..]) {
            at = next + length;
            found.extend(year.map(|year| (start..at, year)));
            start = at;
            let Some(joint) = year_joint(&text[at..]) else { break };
            next = at + joint;
        }
    }
    found
}

/// The grades (lớp, khối) that `text` names, each list with its byte range: "lớp 1, 2, 3", "lớp 1 đến lớp 4".
pub fn grades_at(text: &str) -> Vec<(Range<usize>, Vec<u32>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(mention) = mention::next(text, at) {
        at = mention.end;
        let words = &text[mention.clone()];
        if is_grades(words) {
            found.push((mention, grades_in(words)));
        }
    }
    found
}

/// The first "năm học", "NH" from `from` on that four digits follow, up to the digits.
fn school_year_lead(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits >= 4 {
            let head = text[from..at].trim_end();
            let head = head.strip_suffix(':').map_or(head, str::trim_end);
            let words = || {
                let year = without_end(head, "học")?;
                without_end(year.trim_end(), "năm").filter(|_| year.ends_with(char::is_whitespace))
            };
            if let Some(before) = words().or_else(|| without_end(head, "nh")) {
                return Some(from + before.len()..at);
            }
        }
        at += digits;
    }
}

/// `text` without the lowered `word` at its end, in any case.
fn without_end<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut left = text.chars();
    for want in word.chars().rev() {
        let c = left.next_back()?;
        if c != want && !c.to_lowercase().eq([want]) {
            return None;
        }
    }
    Some(left.as_str())
}

/// The bytes of what joins one pair of years to the next: ", ", " và ", "; năm học ".
fn year_joint(text: &str) -> Option<usize> {
    let rest = text.trim_start();
    let length = [",", ";", "và", "đến", "sang"].iter().find_map(|joint| mention::phrase(rest, joint))?;
    let behind = rest[length..].trim_start();
    let again = mention::phrase(behind, "năm học ").unwrap_or(0);
    Some(text.len() - behind.len() + again)
}

/// "2024 - 2025", "2023-24" at the start of `text`: its bytes, and the school year where the two years follow.
fn year_pair(text: &str) -> Option<(usize, Option<SchoolYear>)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = text.get(..4).filter(|first| digits(first) == 4)?;
    let last = text[4..].trim_start().strip_prefix(['-', '–', '—', '−', '/'])?.trim_start();
    let count = Some(digits(last)).filter(|count| matches!(count, 2 | 4))?;
    if last[count..].starts_with(in_word) {
        return None;
    }
    let year = format!("{first}-{}", &last[..count]).parse().ok();
    Some((text.len() - last.len() + count, year))
}

/// Whether no letter or digit touches `at` in `text`. Borders of words are looked at here and not in the patterns:
/// a pattern with Unicode borders runs many times slower.
fn stands_apart(text: &str, at: Range<usize>) -> bool {
    !text[..at.start].ends_with(in_word) && !text[at.end..].starts_with(in_word)
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// "TH" is also short for "thực hiện" and "tổng hợp": it is the level only beside another level's abbreviation or
/// after a word that takes a level.
fn is_primary(text: &str, at: Range<usize>) -> bool {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:(?:MN|TH|THCS|THPT|GDTX)\s*[,;&/+–-]\s*|\bMN\s+và\s+|(?i:trường|cấp|bậc|học sinh|giáo viên|khối|ngành|gd|giáo dục|đối với|hs|gv)\s+)$").expect("a valid pattern")
    });
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:[,;&/+–-]\s*(?:MN|TH|THCS|THPT|GDTX)\b|và\s+THCS\b)").expect("a valid pattern")
    });
    let near = text[..at.start].char_indices().rev().take(24).last().map_or(at.start, |(i, _)| i);
    BEFORE.is_match(&text[near..at.start]) || AFTER.is_match(&text[at.end..])
}

/// The grades of a list such as `1,2,3`, `6-9` or `1 đến lớp 5`; numbers that are no grade are passed over.
fn grades_in(list: &str) -> Vec<u32> {
    let mut grades: Vec<u32> = Vec::new();
    let mut rest = list;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (gap, digits) = rest.split_at(at);
        let count = digits.bytes().take(2).take_while(u8::is_ascii_digit).count();
        let grade = digits[..count].parse().unwrap_or(0);
        let range = ["-", "–", "đến", "tới"].iter().any(|word| gap.contains(word));
        match grades.last() {
            Some(&last) if range && last < grade && grade <= 12 => grades.extend(last + 1..=grade),
            _ => grades.push(grade),
        }
        rest = &digits[count..];
    }
    grades.retain(|grade| (1..=12).contains(grade));
    grades
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_levels() {
        use Level::{Gdtx, MamNon, Thcs, Thpt, TieuHoc};
        let check = |text: &str, want: &[Level]| assert_eq!(levels_in(text), want, "{text}");
        check("2.2. Giáo dục Tiểu học", &[TieuHoc]);
        check("GIÁO DỤC MẦM NON", &[MamNon]);
        check("Đối với cấp THCS", &[Thcs]);
        check("các trường TH&THCS", &[TieuHoc, Thcs]);
        check("các trường MN, TH, THCS", &[MamNon, TieuHoc, Thcs]);
        check("MN và TH", &[MamNon, TieuHoc]);
        check("Đối với trung học cơ sở và trung học phổ thông", &[Thcs, Thpt]);
        check("nhiệm vụ giáo dục trung học", &[Thcs, Thpt]);
        check("nhiệm vụ giáo dục trung học cơ sở", &[Thcs]);
        check("4. Giáo dục Trung học phổ thông", &[Thpt]);
        check("Trung tâm GDNN-GDTX", &[Gdtx]);
        check("giáo dục thường xuyên", &[Gdtx]);
        check("đối với lớp 1,2,3,4", &[TieuHoc]);
        check("lớp 5, lớp 6", &[TieuHoc, Thcs]);
        check("lớp 6-9", &[Thcs]);
        check("từ lớp 4 đến lớp 7", &[TieuHoc, Thcs]);
        check("khối 12", &[Thpt]);
        check("xét tốt nghiệp và ôn thi vào lớp 10", &[Thcs]);
        check("IV. ÔN THI VÀO LỚP 10", &[Thcs]);
        check("kỳ thi vào lớp 10 THPT", &[Thcs, Thpt]);
        check("tuyển sinh vào lớp 10", &[Thpt]);
        check("trường TH Hoa Ban", &[TieuHoc]);
        check("phổ cập GDTH", &[TieuHoc]);
        check("Chương trình GDTX cấp THPT", &[Gdtx]);
        check("giáo dục thường xuyên cấp trung học cơ sở và trung học phổ thông", &[Gdtx]);
        check("trường THPT, trung tâm GDTX", &[Thpt, Gdtx]);
        check("THPT và GDTX cấp THPT", &[Thpt, Gdtx]);
        check("học viên lớp 11, 12 GDTX", &[Gdtx]);
        check("tốt nghiệp THPT hệ GDTX", &[Gdtx]);
        check("lớp 10 hệ giáo dục thường xuyên", &[Gdtx]);
        check("trẻ em 5 tuổi ra lớp", &[MamNon]);
        check("trẻ từ 3 đến 5 tuổi", &[MamNon]);
        check("trẻ 24-36 tháng tuổi", &[MamNon]);
        check("trẻ 6 tuổi vào lớp 1", &[TieuHoc]);
        check("trẻ 11 tuổi", &[]);
        check("ra lớp 100%, đến lớp 12%", &[]);
        // No level: counts of classes, "thực hiện", "tổng hợp", the general programme.
        check("giảm 8 lớp so với năm trước", &[]);
        check("LĐ, CV (để CĐ và TH)", &[]);
        check("Lưu: VT, TH.", &[]);
        check("Chương trình giáo dục phổ thông 2018", &[]);
        check("Tin học", &[]);
        check("", &[]);
    }

    #[test]
    fn names_the_school_years() {
        let check = |text: &str, want: &[&str]| {
            let found: Vec<_> = school_years_in(text).iter().map(ToString::to_string).collect();
            assert_eq!(found, want, "{text}");
        };
        check("nhiệm vụ năm học 2024-2025", &["2024-2025"]);
        check("NĂM HỌC 2024 – 2025", &["2024-2025"]);
        check("năm học: 2023 - 2024", &["2023-2024"]);
        check("năm học 2023-24", &["2023-2024"]);
        check("các năm học 2022-2023, 2023-2024 và 2024-2025", &["2022-2023", "2023-2024", "2024-2025"]);
        check("từ năm học 2020-2021 đến năm học 2022-2023", &["2020-2021", "2022-2023"]);
        check("năm học 2024-2025; sơ kết năm học 2024-2025", &["2024-2025"]);
        check("giai đoạn 2021-2025", &[]);
        check("năm học 2021-2025", &[]);
        check("năm 2024", &[]);
        check("", &[]);
    }

    #[test]
    fn names_the_grades() {
        for (text, want) in [
            ("lớp 1, 2, 3 và lớp 5", &[1, 2, 3, 5][..]),
            ("từ lớp 1 đến lớp 4", &[1, 2, 3, 4]),
            ("khối 6-9", &[6, 7, 8, 9]),
            ("giảm 8 lớp", &[]),
        ] {
            let found: Vec<u32> = grades_at(text).into_iter().flat_map(|(_, grades)| grades).collect();
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn ranges_cover_the_words() {
        let text = "cho năm học 2023-2024 và 2024-2025.";
        let words: Vec<_> = school_years_at(text).into_iter().map(|(at, _)| &text[at]).collect();
        assert_eq!(words, ["năm học 2023-2024", " và 2024-2025"]);
    }
}
