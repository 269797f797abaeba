//! Số và ký hiệu as they are shown: the one place that decides how a document's number is written.
//!
//! Facts keep numbers without leading zeros and symbols in capitals, so that spellings can be compared; people read what
//! offices write: "05/KH-SGDĐT", "1076/QĐ-TTg", "17-TB/ĐU". Where the writing of the document itself or of a mention is at
//! hand, its digits and letters are shown, else those of the rules (Nghị định 30/2020/NĐ-CP, annex I, II.3 and annex III;
//! Hướng dẫn 36-HD/VPTW for papers of the Party).

/// Organs of the Party: their papers have a hyphen behind the number, and a slash before the organ.
pub(crate) const PARTY_ORGANS: [&str; 5] = ["TW", "TU", "HU", "QU", "ĐU"];

/// Organs that only the slash of the form tells from offices of the state ("03-TB/BCĐ", but "12/KH-BCĐ").
const BY_SLASH: [&str; 3] = ["BCĐ", "CB", "ĐB"];

/// Parts of symbols that hold small letters.
const MIXED_CASE: [(&str, &str); 7] = [
    ("TTG", "TTg"),
    ("CTR", "CTr"),
    ("TTR", "TTr"),
    ("QYĐ", "QyĐ"),
    ("QĐI", "QĐi"),
    ("TRH", "TrH"),
    ("GDTRH", "GDTrH"),
];

/// Number, year and symbol in one, as an office writes them; `written` is the document's own number or a mention of it,
/// as it stands in a text.
///
/// ```
/// # use chidao::directive::designation;
/// assert_eq!(designation("5", None, Some("KH-SGDĐT"), None), "05/KH-SGDĐT");
/// assert_eq!(designation("17", None, Some("TB-ĐU"), None), "17-TB/ĐU");
/// assert_eq!(designation("1", Some("2025"), Some("TT-BNV"), Some("Thông tư số 001/2025/TT-BNV")), "001/2025/TT-BNV");
/// ```
pub fn designation(number: &str, year: Option<&str>, symbol: Option<&str>, written: Option<&str>) -> String {
    let mut shown = written.and_then(|written| digits(number, written)).unwrap_or_else(|| padded(number));
    if let Some(year) = year {
        shown = format!("{shown}/{year}");
    }
    let Some(symbol) = symbol else { return shown };
    let symbol = in_case(&written.and_then(|written| letters(symbol, written)).unwrap_or_else(|| symbol.to_owned()));
    match party(&symbol).filter(|_| year.is_none()) {
        Some((code, organ)) => format!("{shown}-{code}/{organ}"),
        None => format!("{shown}/{symbol}"),
    }
}

/// Numbers below 10 have a leading zero, whatever letter follows.
fn padded(number: &str) -> String {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 1 { format!("0{number}") } else { number.to_owned() }
}

/// The number with the zeros that stand before it in `written`; nothing where it stands there without the one it needs.
fn digits(number: &str, written: &str) -> Option<String> {
    let mut at = 0;
    while let Some(start) = written[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
        let end = written[start..].find(|c: char| !c.is_ascii_digit()).map_or(written.len(), |i| start + i);
        let zeros = written[start..end].bytes().take_while(|digit| *digit == b'0').count();
        let rest = &written[start + zeros..];
        let is_it = rest.get(..number.len()).is_some_and(|head| head.eq_ignore_ascii_case(number))
            && !rest[number.len()..].starts_with(|c: char| c.is_alphanumeric());
        if is_it {
            return (zeros > 0).then(|| format!("{}{number}", "0".repeat(zeros)));
        }
        at = end;
    }
    None
}

/// The symbol as it stands in `written`: its letters, its & and its slashes.
fn letters(symbol: &str, written: &str) -> Option<String> {
    let plain = |c: char| match c {
        '-' | '–' | '/' => '-',
        c => c.to_uppercase().next().unwrap_or(c),
    };
    let wanted: Vec<char> = symbol.chars().filter(|c| *c != '&').map(plain).collect();
    let found = written.char_indices().find_map(|(start, first)| {
        let before = written[..start].chars().next_back();
        if plain(first) != *wanted.first()? || before.is_some_and(char::is_alphabetic) {
            return None;
        }
        let mut left = wanted.iter();
        let mut end = start;
        for (at, c) in written[start..].char_indices() {
            if c == '&' || c.is_whitespace() {
                continue;
            }
            match left.next() {
                Some(next) if *next == plain(c) => end = start + at + c.len_utf8(),
                Some(_) => return None,
                None => break,
            }
        }
        let goes_on = written[end..].starts_with(char::is_alphanumeric);
        (left.next().is_none() && !goes_on).then(|| written[start..end].replace(' ', "").replace('–', "-"))
    })?;
    let count = |is: fn(char) -> bool| found.chars().filter(|c| is(*c)).count();
    // Small letters throughout are a way of typing, and no way of writing symbols.
    (count(char::is_uppercase) > count(char::is_lowercase)).then_some(found)
}

fn in_case(symbol: &str) -> String {
    let mut shown = String::with_capacity(symbol.len());
    let mut rest = symbol;
    while !rest.is_empty() {
        let end = rest.find(['-', '/', '&']).unwrap_or(rest.len());
        let part = &rest[..end];
        shown.push_str(MIXED_CASE.iter().find(|(upper, _)| *upper == part).map_or(part, |(_, mixed)| mixed));
        let sign = rest[end..].chars().next();
        shown.extend(sign);
        rest = &rest[end + sign.map_or(0, char::len_utf8)..];
    }
    shown
}

/// Kind and organ of a paper of the Party.
fn party(symbol: &str) -> Option<(&str, &str)> {
    let (code, organ) = symbol.rsplit_once(['-', '/'])?;
    let by_slash = BY_SLASH.contains(&organ) && symbol[code.len()..].starts_with('/');
    (!code.is_empty() && (PARTY_ORGANS.contains(&organ) || by_slash)).then_some((code, organ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_offices_write_them() {
        for (number, year, symbol, written, want) in [
            ("5", None, Some("KH-SGDĐT"), None, "05/KH-SGDĐT"),
            ("15", None, Some("KH-SGDĐT"), None, "15/KH-SGDĐT"),
            ("8", Some("2010"), Some("TT-BGDĐT"), None, "08/2010/TT-BGDĐT"),
            ("8", Some("2010"), None, None, "08/2010"),
            ("3", None, None, None, "03"),
            ("5a", None, Some("QĐ-UBND"), None, "05a/QĐ-UBND"),
            ("36a", None, Some("NQ-CP"), None, "36a/NQ-CP"),
            ("80", Some("2014"), Some("QĐ-TTG"), None, "80/2014/QĐ-TTg"),
            ("7", None, Some("SGDĐT-GDTRH"), None, "07/SGDĐT-GDTrH"),
            ("12", None, Some("TTR-SGDĐT"), None, "12/TTr-SGDĐT"),
            // Papers of the Party, however they are kept or written.
            ("17", None, Some("TB-ĐU"), None, "17-TB/ĐU"),
            ("17", None, Some("TB/ĐU"), None, "17-TB/ĐU"),
            ("4", None, Some("NQ-HU"), Some("04/NQ-HU"), "04-NQ/HU"),
            ("3", None, Some("TB-BCĐ"), Some("03-TB/BCĐ"), "03-TB/BCĐ"),
            ("12", None, Some("KH-BCĐ"), None, "12/KH-BCĐ"),
            // The writing at hand, but not its slips of case.
            ("1", Some("2025"), Some("TT-BNV"), Some("Thông tư số 001/2025/TT-BNV"), "001/2025/TT-BNV"),
            ("5", None, Some("SGDĐT-GDMNT"), Some("5/SGD&ĐT-GDMNt"), "05/SGD&ĐT-GDMNt"),
            ("8", Some("2010"), Some("TT-BGDĐT"), Some("thông tư 8/2010/tt-bgdđt"), "08/2010/TT-BGDĐT"),
            ("12", None, Some("QĐ-TTG"), Some("12/QĐ-TTG"), "12/QĐ-TTg"),
            ("5", None, Some("KH-UBND"), Some("Kế hoạch 5 /KH- UBND ngày 05/5/2024"), "05/KH-UBND"),
        ] {
            assert_eq!(designation(number, year, symbol, written), want, "{number} {year:?} {symbol:?} {written:?}");
        }
    }
}
