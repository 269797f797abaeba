//! Mentions of a level or of grades, as written: "trung học cơ sở", "TH", "lớp 6, 7".

use std::ops::Range;

/// The first mention in `text` that begins at `from` or behind it. Where one begins inside a word, it is found as well.
pub(super) fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    (from..bytes.len().saturating_sub(1)).find_map(|at| {
        let next = bytes[at + 1] | 0x20;
        let may = bytes[at] & 0xc0 == 0x40 && OPENERS[usize::from(bytes[at] & 0x1f)] >> (next & 0x1f) & 1 == 1;
        if may { Some(at..at + length(text, at, bytes[at] | 0x20, next)?) } else { None }
    })
}

/// For each letter that a mention begins with, by its place in the alphabet, the bytes of small letters behind it, as bits
/// by their lower halves; a byte with the same half passes for one of them.
static OPENERS: [u32; 32] = {
    const LEAD: u8 = 0xe1;
    const ALL: [(u8, &[u8]); 9] = [
        (b'b', &[LEAD]),
        (b'c', &[LEAD]),
        (b'g', b"id"),
        (b'k', b"h"),
        (b'l', &[LEAD]),
        (b'm', &[LEAD, b'n']),
        (b'n', b"h"),
        (b'p', b"c"),
        (b't', b"hir"),
    ];
    let mut openers = [0; 32];
    let mut n = 0;
    while n < ALL.len() {
        let (first, next) = ALL[n];
        let mut k = 0;
        while k < next.len() {
            openers[(first & 0x1f) as usize] |= 1 << (next[k] & 0x1f);
            k += 1;
        }
        n += 1;
    }
    openers
};

/// The bytes of the mention that begins at `at` with the small letters `first` and `second`. Abbreviations are capitals
/// only: "th" and "mn" in running text are no words of the field.
fn length(text: &str, at: usize, first: u8, second: u8) -> Option<usize> {
    let rest = &text[at..];
    // What the third byte, that of a letter in any case, must be for the words.
    let third = rest.as_bytes().get(2).copied().unwrap_or_default();
    match (first, second) {
        (b'm', b'n') => any_letters(rest, &["MN"]),
        (b'm', _) if third == 0xba => any(rest, &["mầm non", "mẫu giáo"]),
        (b'n', _) if third == 0xc3 => phrase(rest, "nhà trẻ"),
        (b't', b'r') if third | 0x20 == b'u' => any(rest, &["trung học cơ sở", "trung học phổ thông"]),
        (b't', b'r') if third == 0xc6 => secondary(rest, "trường"),
        (b't', b'r') if third == 0xe1 => children(rest),
        (b't', b'i') if third == 0xe1 => phrase(rest, "tiểu học"),
        (b't', b'h') => any_letters(rest, &["THCS", "THPT", "TH"]),
        (b'g', b'd') => {
            secondary(rest, "gd").or_else(|| any_letters(rest, &["GDMN", "GDTHCS", "GDTrH", "GDTX", "GDTH"]))
        }
        (b'g', _) if third == 0xc3 => secondary(rest, "giáo dục").or_else(|| phrase(rest, "giáo dục thường xuyên")),
        (b'c', _) if third == 0xba => secondary(rest, "cấp"),
        (b'b', _) if third == 0xba => secondary(rest, "bậc"),
        (b'p', _) => any_letters(rest, &["PCGDMN", "PCGDTHCS", "PCMN", "PCTHCS", "PCGDTH"]),
        (b'l', _) if third == 0xbb => grades(rest),
        (b'k', _) if third == 0xe1 => grades(rest),
        _ => None,
    }
}

/// "cấp trung học", "giáo dục trung học cơ sở".
fn secondary(rest: &str, lead: &str) -> Option<usize> {
    let lead = phrase(rest, lead)?;
    let level = lead + phrase(&rest[lead..], " trung học")?;
    Some(level + any(&rest[level..], &[" cơ sở", " phổ thông"]).unwrap_or(0))
}

/// "trẻ 5 tuổi", "trẻ em từ 3 đến 5 tuổi", "trẻ dưới 36 tháng": children of the age of the preschool.
fn children(rest: &str) -> Option<usize> {
    let lead = phrase(rest, "trẻ")?;
    let lead = lead + phrase(&rest[lead..], " em").unwrap_or(0);
    years(rest, lead).or_else(|| months(rest, lead))
}

fn years(rest: &str, lead: usize) -> Option<usize> {
    let age = |at: usize, most: u8| {
        let zero = usize::from(rest[at..].starts_with('0'));
        rest.as_bytes().get(at + zero).filter(|digit| (b'3'..=most).contains(digit)).map(|_| at + zero + 1)
    };
    let at = lead + any(&rest[lead..], &[" từ "]).or_else(|| phrase(&rest[lead..], " "))?;
    let mut end = age(at, b'5')?;
    loop {
        let joint = end + blanks(&rest[end..]);
        let joined = any(&rest[joint..], &["-", "–", "đến", "tới", ",", "và"]).map(|length| joint + length);
        match joined.and_then(|at| age(at + blanks(&rest[at..]), b'6')) {
            Some(next) => end = next,
            None => return Some(end + phrase(&rest[end..], " tuổi")?),
        }
    }
}

fn months(rest: &str, lead: usize) -> Option<usize> {
    let digits = |at: usize| at + rest[at..].bytes().take(2).take_while(u8::is_ascii_digit).count();
    let at = lead + any(&rest[lead..], &[" từ ", " dưới "]).or_else(|| phrase(&rest[lead..], " "))?;
    let mut end = Some(digits(at)).filter(|&end| end > at)?;
    let joint = end + blanks(&rest[end..]);
    if let Some(length) = any(&rest[joint..], &["-", "–", "đến", "tới"]) {
        let next = joint + length + blanks(&rest[joint + length..]);
        end = Some(digits(next)).filter(|&end| end > next).unwrap_or(end);
    }
    Some(end + phrase(&rest[end..], " tháng")?)
}

/// "lớp 6, 7 và lớp 9".
fn grades(rest: &str) -> Option<usize> {
    let lead = any(rest, &["lớp ", "khối "])?;
    let digits = |text: &str| Some(text.bytes().take(2).take_while(u8::is_ascii_digit).count()).filter(|&n| n > 0);
    let mut end = lead + digits(&rest[lead..])?;
    loop {
        let mut at = end + blanks(&rest[end..]);
        let joint = [",", ";", "-", "–", "&", "+", "/", "và", "hoặc", "đến", "tới"];
        at += joint.iter().find(|joint| rest[at..].starts_with(**joint)).map_or(0, |joint| joint.len());
        at += blanks(&rest[at..]);
        at += any(&rest[at..], &["khối ", "lớp "]).unwrap_or(0);
        match digits(&rest[at..]) {
            Some(count) => end = at + count,
            None => return Some(end),
        }
    }
}

fn any(rest: &str, phrases: &[&str]) -> Option<usize> {
    phrases.iter().find_map(|wanted| phrase(rest, wanted))
}

fn any_letters(rest: &str, all: &[&str]) -> Option<usize> {
    all.iter().find(|letters| rest.starts_with(**letters)).map(|letters| letters.len())
}

/// The bytes of the lowered phrase `wanted` at the start of `rest`, in any case and with any white space.
pub(super) fn phrase(rest: &str, wanted: &str) -> Option<usize> {
    let mut left = rest;
    for want in wanted.chars() {
        if want == ' ' {
            left = &left[Some(blanks(left)).filter(|&blanks| blanks > 0)?..];
        } else {
            let c = left.chars().next()?;
            if c != want && (c.is_ascii() && c.to_ascii_lowercase() != want || !c.to_lowercase().eq([want])) {
                return None;
            }
            left = &left[c.len_utf8()..];
        }
    }
    Some(rest.len() - left.len())
}

/// The bytes of white space at the start of `text`.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
