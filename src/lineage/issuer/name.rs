//! Reading an agency's name: its tier, its body, its place.

use super::{Body, Tier};
use crate::lineage::wording::content_words;

/// Without the head of the agency: "Giám đốc Sở …", "Bộ trưởng Bộ …".
pub(super) fn without_office<'a>(words: &'a [&'a str]) -> &'a [&'a str] {
    const OFFICES: [&[&str]; 9] = [
        &["phó", "giám", "đốc"],
        &["giám", "đốc"],
        &["bộ", "trưởng"],
        &["thứ", "trưởng"],
        &["phó", "chủ", "tịch"],
        &["chủ", "tịch"],
        &["phó", "trưởng"],
        &["hiệu", "trưởng"],
        &["trưởng"],
    ];
    let office = OFFICES.iter().find(|office| words.starts_with(office) && words.len() > office.len());
    office.map_or(words, |office| &words[office.len()..])
}

fn pair(words: &[&str], a: &str, b: &str) -> bool {
    words.windows(2).any(|w| w == [a, b])
}

/// The tier that a name tells.
pub(super) fn tier(words: &[&str]) -> Option<Tier> {
    // The head of the name is its first word; a place later in it tells the tier of a People's Committee.
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let pair = |a: &str, b: &str| pair(words, a, b);
    match *words.first()? {
        "trường" | "trung" if !pair("trung", "ương") => Some(Tier::School),
        "sở" | "sgdđt" | "sgd&đt" => Some(Tier::Province),
        "pgd" | "pgd&đt" | "pgdđt" => Some(Tier::District),
        "bộ" | "chính" | "thủ" | "quốc" | "trung" | "ubtvqh" | "bgdđt" => Some(Tier::Nation),
        "ban" if pair("bí", "thư") || pair("trung", "ương") => Some(Tier::Nation),
        "phòng" if has(&["phường", "xã"]) && !pair("thị", "xã") && !pair("xã", "hội") => Some(Tier::Commune),
        "phòng" if pair("văn", "hóa") => Some(Tier::Commune),
        "phòng" => Some(Tier::District),
        _ => match units(words).first()?.1 {
            "phường" | "trấn" | "khu" | "xã" => Some(Tier::Commune),
            "huyện" | "quận" | "thị xã" => Some(Tier::District),
            _ => Some(Tier::Province),
        },
    }
}

/// What kind of agency a name is.
pub(super) fn body(words: &[&str]) -> Option<Body> {
    const EDUCATION: [&str; 10] =
        ["gd&đt", "gdđt", "gd", "sgdđt", "sgd&đt", "pgd", "pgdđt", "pgd&đt", "bgdđt", "bgd&đt"];
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let head = *words.first()?;
    if has(&["ubnd"]) || words.starts_with(&["ủy", "ban", "nhân", "dân"]) {
        return Some(Body::Committee);
    }
    if has(&["hđnd", "ubtvqh"]) || pair(words, "hội", "đồng") || head == "quốc" {
        return Some(Body::Council);
    }
    if has(&["ủy"]) || pair(words, "trung", "ương") || pair(words, "bí", "thư") || words == ["bộ", "chính", "trị"]
    {
        return Some(Body::Party);
    }
    if let Some(name) = school(words) {
        return Some(Body::School(name));
    }
    if has(&EDUCATION) || pair(words, "giáo", "dục") || head == "trường" {
        return Some(Body::Education);
    }
    match head {
        // An office of a ward's committee: education is among its fields.
        "phòng" if pair(words, "văn", "hóa") => Some(Body::Committee),
        "bộ" | "sở" | "phòng" | "chính" | "thủ" => {
            let end = units(words).first().map_or(words.len(), |(start, _, _)| *start);
            (end > 1).then(|| Body::Other(words[..end].join(" ")))
        }
        _ => None,
    }
}

/// The name of a school in the form in which two spellings of it are compared: "Trường TH Lê Lợi" is "Trường Tiểu học
/// Lê Lợi", and not "Trường THCS Lê Lợi".
fn school(words: &[&str]) -> Option<String> {
    let (&head, name) = words.split_first()?;
    let name = content_words(&name.join(" ")).join(" ");
    (head == "trường" && !name.is_empty()).then_some(name)
}

/// The words that name a kind of place: where they begin, which they are, where the name begins.
fn units<'a>(words: &[&'a str]) -> Vec<(usize, &'a str, usize)> {
    let mut found = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| words[i]);
        match *word {
            "xã" if before == Some("thị") => found.push((i - 1, "thị xã", i + 1)),
            "xã" if words.get(i + 1) == Some(&"hội") => {}
            "trấn" if before == Some("thị") => found.push((i - 1, *word, i + 1)),
            "phố" if before == Some("thành") => found.push((i - 1, *word, i + 1)),
            "khu" if before == Some("đặc") => found.push((i - 1, *word, i + 1)),
            // "Huyện ủy Vân Khê", "Thành ủy Hải Phòng".
            "ủy" if matches!(before, Some("huyện" | "quận" | "tỉnh" | "thành" | "thị")) => {
                let unit = match before {
                    Some("thành") => "phố",
                    Some("thị") => "thị xã",
                    other => other.unwrap_or_default(),
                };
                found.retain(|(start, _, _)| start + 1 != i);
                found.push((i - 1, unit, i + 1));
            }
            "huyện" | "quận" | "phường" | "xã" | "tỉnh" | "tp" => found.push((i, *word, i + 1)),
            _ => {}
        }
    }
    found
}

/// The place, and the province named behind it: the words after those that name a kind of place, or else after the
/// agency's field of work.
pub(super) fn places(words: &[&str]) -> (Option<String>, Option<String>) {
    const FIELD: [&str; 11] = ["gd&đt", "gdđt", "đào", "tạo", "gd", "đt", "pgd&đt", "sgd&đt", "sgdđt", "pgdđt", "pgd"];
    let units = units(words);
    let named = |index: usize| {
        let (_, unit, start) = *units.get(index)?;
        let end = units.get(index + 1).map_or(words.len(), |next| next.0);
        (start < end).then(|| (unit, words[start..end].join(" ")))
    };
    let Some((_, place)) = named(0) else {
        let after = words.iter().rposition(|word| FIELD.contains(word)).map_or(words.len(), |at| at + 1);
        return ((after < words.len()).then(|| words[after..].join(" ")), None);
    };
    let province = (1..units.len()).filter_map(named).find(|(unit, _)| matches!(*unit, "tỉnh" | "phố" | "tp"));
    (Some(place), province.map(|(_, name)| name))
}
