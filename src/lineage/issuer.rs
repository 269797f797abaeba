//! Issuers as links of a chain of authority: their tier, their body and their place, however their names are written.
//!
//! A name says what it says: "Sở GD&ĐT" has a tier and no place. [`Issuer::of_header`] takes the place from the rest
//! of a letterhead; where only citations are known the caller may say where the citing directive comes from
//! ([`Issuer::within`]). What took over from what stands in [`super::succession`].

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use crate::directive::Header;
use crate::text::match_key;

/// A tier of the chain Bộ → Sở → Phòng → trường.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// National: Chính phủ, Thủ tướng, a ministry.
    Nation,
    /// Province or centrally run city: Sở, UBND tỉnh, UBND thành phố.
    Province,
    /// District (until 30 June 2025): Phòng GD&ĐT, UBND huyện, quận, thị xã.
    District,
    /// Commune, ward (phường, xã, thị trấn, đặc khu).
    Commune,
    /// A school.
    School,
}

impl Tier {
    /// All tiers, from the highest down.
    pub const ALL: [Tier; 5] = [Self::Nation, Self::Province, Self::District, Self::Commune, Self::School];
}

/// What kind of agency issues: two of one tier and place need not be one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Body {
    /// Bộ, Sở, Phòng Giáo dục và Đào tạo; a school.
    Education,
    /// Ủy ban nhân dân, with its offices that have no field of their own.
    Committee,
    /// Hội đồng nhân dân, Quốc hội.
    Council,
    /// The Party's organs: Trung ương, tỉnh ủy, huyện ủy, đảng ủy.
    Party,
    /// Any other, by its words: `chính phủ`, `bộ tài chính`.
    Other(String),
}

/// An issuer as far as its name tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Issuer {
    /// Its tier, where the name has one.
    pub tier: Option<Tier>,
    /// What kind of agency it is.
    pub body: Option<Body>,
    /// The name of its place in matching form (`vân khê`), where the name has one.
    pub place: Option<String>,
    /// The province or city that the place lies in, where that is known.
    pub province: Option<String>,
}

/// How two issuers stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// They cannot be one agency or its successor.
    Apart,
    /// Nothing in the names decides.
    Open,
    /// One took over from the other.
    Successor,
    /// The same agency.
    Same,
}

impl Issuer {
    /// Reads the name of an agency.
    pub fn of(name: &str) -> Self {
        let name = match_key(name);
        let words: Vec<&str> =
            name.split(|c: char| !c.is_alphanumeric() && c != '&').filter(|w| !w.is_empty()).collect();
        let words = without_office(&words);
        let tier = tier(words);
        let (place, province) = places(words);
        let province = if tier == Some(Tier::Province) { place.clone() } else { province };
        Self { tier, body: body(words), place, province }
    }

    /// Reads the issuer of a letterhead: a name without a place ("Phòng Giáo dục và Đào tạo") takes that of the
    /// agency above it, else that of the line before the date.
    pub fn of_header(header: &Header) -> Self {
        let mut issuer = Self::of(header.issuer.as_deref().unwrap_or_default());
        let superior = Self::of(header.superior.as_deref().unwrap_or_default());
        // "UBND thành phố Vinh" under "UBND tỉnh Nghệ An": a city of a province is of the district tier.
        if issuer.tier == Some(Tier::Province) && superior.tier == Some(Tier::Province) && issuer.body == superior.body
        {
            issuer.tier = Some(Tier::District);
            issuer.province.clone_from(&superior.place);
        }
        let local = matches!(issuer.tier, Some(Tier::Province | Tier::District | Tier::Commune));
        if issuer.place.is_none() && superior.tier == issuer.tier {
            issuer.place.clone_from(&superior.place);
        }
        if issuer.place.is_none() && local {
            issuer.place = header.place.as_deref().map(match_key).filter(|place| !place.is_empty());
        }
        let above = (superior.tier == Some(Tier::Province)).then_some(superior.place).flatten();
        let own = issuer.place.clone().filter(|_| issuer.tier == Some(Tier::Province));
        issuer.province = issuer.province.or(superior.province).or(above).or(own);
        issuer
    }

    /// The issuer that the symbol of a number names: `SGDĐT-GDTH` a Sở's, `BGDĐT-GDTrH` the Ministry's; nothing where it
    /// names none (`QĐ-UBND` may be anybody's of three tiers).
    pub fn of_symbol(symbol: &str) -> Self {
        let plain = super::identity::plain_symbol(symbol);
        let code = |wanted: &[&str]| plain.split('-').any(|part| wanted.contains(&part));
        let (tier, body) = if code(&["BGDĐT"]) {
            (Some(Tier::Nation), Some(Body::Education))
        } else if code(&["SGDĐT"]) {
            (Some(Tier::Province), Some(Body::Education))
        } else if code(&["PGDĐT"]) {
            (Some(Tier::District), Some(Body::Education))
        } else if code(&["TTG"]) {
            (Some(Tier::Nation), Some(Body::Other("thủ tướng chính phủ".to_owned())))
        } else if code(&["CP"]) {
            (Some(Tier::Nation), Some(Body::Other("chính phủ".to_owned())))
        } else if code(&["TW"]) {
            (Some(Tier::Nation), Some(Body::Party))
        } else {
            (None, code(&["UBND"]).then_some(Body::Committee))
        };
        Self { tier, body, ..Self::default() }
    }

    /// The same issuer, known to lie in `province`: one of a province without a place of its own is that province's.
    pub fn within(mut self, province: Option<&str>) -> Self {
        // "Quyết định 2400/QĐ-UBND": a committee of any tier, but of this province.
        let local = self.tier > Some(Tier::Nation) || self.tier.is_none() && self.body == Some(Body::Committee);
        if self.province.is_none() && local {
            self.province = province.map(match_key);
            if self.tier == Some(Tier::Province) && self.place.is_none() {
                self.place.clone_from(&self.province);
            }
        }
        self
    }

    /// The province or city that running words name ("… giáo dục thường xuyên thành phố Hải Phòng"), in matching form.
    pub fn province_in(words: &str) -> Option<String> {
        static NAMED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?:[Tt]ỉnh|[Tt]hành phố|TP\.?) ((?:\p{Lu}\p{Ll}*)(?:[ -]+\p{Lu}\p{Ll}*){0,4})")
                .expect("a valid pattern")
        });
        let name = NAMED.captures(words)?.get(1)?;
        Some(match_key(name.as_str())).filter(|name| name.contains(' ') || name == "huế")
    }

    /// The same issuer as a paper of `citing` means it: an agency of its own tier without a place is itself, one above
    /// it without a place is that of its province.
    pub fn cited_by(mut self, citing: &Self) -> Self {
        if self.place.is_none() && self.tier.is_some() && self.tier == citing.tier {
            self.place.clone_from(&citing.place);
        }
        self.within(citing.province.as_deref())
    }

    /// How `later` stands to this issuer. A district's office is followed by the wards and communes of its area from
    /// 1 July 2025 on (Luật 72/2025/QH15 ends the district tier); one that bears the district's name counts here,
    /// the others stand in [`super::succession`].
    pub fn kinship(&self, later: &Self) -> Kinship {
        if differ(&self.province, &later.province) || differ(&self.place, &later.place) {
            return Kinship::Apart;
        }
        let places_agree = self.place.is_some() == later.place.is_some();
        let bodies = Bodies::of(self.body.as_ref(), later.body.as_ref());
        if bodies == Bodies::Apart {
            return Kinship::Apart;
        }
        match (self.tier, later.tier) {
            (Some(a), Some(b)) if a == b => {
                if places_agree && bodies == Bodies::Same {
                    Kinship::Same
                } else {
                    Kinship::Open
                }
            }
            (Some(Tier::District), Some(Tier::Commune)) => {
                if self.place.is_some() && places_agree {
                    Kinship::Successor
                } else {
                    Kinship::Apart
                }
            }
            (Some(_), Some(_)) => Kinship::Apart,
            _ => Kinship::Open,
        }
    }
}

fn differ(a: &Option<String>, b: &Option<String>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// Whether two bodies of one tier may be one.
#[derive(PartialEq)]
enum Bodies {
    Same,
    /// A committee and its education office act for each other.
    Kin,
    Apart,
}

impl Bodies {
    fn of(a: Option<&Body>, b: Option<&Body>) -> Self {
        let local = |body: &Body| matches!(body, Body::Education | Body::Committee);
        match (a, b) {
            (Some(a), Some(b)) if a == b => Self::Same,
            (Some(a), Some(b)) if local(a) && local(b) => Self::Kin,
            (Some(_), Some(_)) => Self::Apart,
            _ => Self::Same,
        }
    }
}

/// Without the head of the agency: "Giám đốc Sở …", "Bộ trưởng Bộ …".
fn without_office<'a>(words: &'a [&'a str]) -> &'a [&'a str] {
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

fn tier(words: &[&str]) -> Option<Tier> {
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

fn body(words: &[&str]) -> Option<Body> {
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
fn places(words: &[&str]) -> (Option<String>, Option<String>) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_tier_and_place() {
        for (name, tier, place) in [
            ("Bộ Giáo dục và Đào tạo", Some(Tier::Nation), None),
            ("Sở GD&ĐT Hải Thanh", Some(Tier::Province), Some("hải thanh")),
            ("SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI THANH", Some(Tier::Province), Some("hải thanh")),
            ("Giám đốc Sở GDĐT Hải Thanh", Some(Tier::Province), Some("hải thanh")),
            ("Phòng GD&ĐT huyện Vân Khê", Some(Tier::District), Some("vân khê")),
            ("Phòng GD&ĐT huyện Vân Khê, thành phố Hải Thanh", Some(Tier::District), Some("vân khê")),
            ("Phòng Giáo dục và Đào tạo", Some(Tier::District), None),
            ("Trưởng phòng GDĐT huyện Vân Khê", Some(Tier::District), Some("vân khê")),
            ("UBND thành phố Hải Thanh", Some(Tier::Province), Some("hải thanh")),
            ("UBND TP Hải Thanh", Some(Tier::Province), Some("hải thanh")),
            ("Ủy ban nhân dân phường Vân Khê", Some(Tier::Commune), Some("vân khê")),
            ("UBND phường Vân Khê, thành phố Hải Thanh", Some(Tier::Commune), Some("vân khê")),
            ("Phòng Văn hóa - Xã hội phường Vân Khê", Some(Tier::Commune), Some("vân khê")),
            ("UBND thị xã Hoài An", Some(Tier::District), Some("hoài an")),
            ("UBND xã Bình Sơn", Some(Tier::Commune), Some("bình sơn")),
            ("Trường THCS Lê Lợi", Some(Tier::School), None),
            ("Huyện ủy Vân Khê", Some(Tier::District), Some("vân khê")),
            ("Thành ủy Hải Thanh", Some(Tier::Province), Some("hải thanh")),
            ("", None, None),
        ] {
            let issuer = Issuer::of(name);
            assert_eq!((issuer.tier, issuer.place.as_deref()), (tier, place), "{name}");
        }
    }

    #[test]
    fn names_tell_the_body() {
        let other = |words: &str| Some(Body::Other(words.to_owned()));
        for (name, body) in [
            ("Bộ trưởng Bộ Giáo dục và Đào tạo", Some(Body::Education)),
            ("Sở GD&ĐT Hải Thanh", Some(Body::Education)),
            ("PGDĐT Vân Khê", Some(Body::Education)),
            ("Chủ tịch UBND huyện Vân Khê", Some(Body::Committee)),
            ("Phòng Văn hóa - Xã hội phường Vân Khê", Some(Body::Committee)),
            ("HĐND thành phố Hải Thanh", Some(Body::Council)),
            ("Bộ Chính trị", Some(Body::Party)),
            ("Ban Chấp hành Trung ương", Some(Body::Party)),
            ("Bộ Tài chính", other("bộ tài chính")),
            ("Sở Y tế thành phố Hải Thanh", other("sở y tế")),
            ("Thủ tướng Chính phủ", other("thủ tướng chính phủ")),
            ("", None),
        ] {
            assert_eq!(Issuer::of(name).body, body, "{name}");
        }
    }

    #[test]
    fn a_letterhead_gives_the_place_that_the_name_leaves_out() {
        for (superior, issuer, line, tier, place, province) in [
            (
                "UBND thành phố Hải Thanh",
                "Sở Giáo dục và Đào tạo",
                "Hải Thanh",
                Tier::Province,
                "hải thanh",
                Some("hải thanh"),
            ),
            ("UBND huyện Vân Khê", "Phòng Giáo dục và Đào tạo", "Vân Khê", Tier::District, "vân khê", None),
            ("", "Phòng Giáo dục và Đào tạo", "Vân Khê", Tier::District, "vân khê", None),
            ("UBND tỉnh Đông Giang", "UBND thành phố Lạc An", "Lạc An", Tier::District, "lạc an", Some("đông giang")),
            ("UBND tỉnh Đông Giang", "Sở GDĐT", "Lạc An", Tier::Province, "đông giang", Some("đông giang")),
        ] {
            let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            let header =
                Header { superior: some(superior), issuer: some(issuer), place: some(line), ..Header::default() };
            let found = Issuer::of_header(&header);
            let seen = (found.tier, found.place.as_deref(), found.province.as_deref());
            assert_eq!(seen, (Some(tier), Some(place), province), "{superior} | {issuer}");
        }
    }

    #[test]
    fn chains_go_on_and_neighbours_stay_apart() {
        for (old, new, kinship) in [
            ("Phòng GD&ĐT huyện Vân Khê", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN VÂN KHÊ", Kinship::Same),
            ("Phòng GD&ĐT", "Phòng Giáo dục và Đào tạo", Kinship::Same),
            ("Phòng GD&ĐT huyện Vân Khê", "UBND phường Vân Khê", Kinship::Successor),
            ("Phòng GD&ĐT huyện Vân Khê", "Phòng GD&ĐT huyện An Hòa", Kinship::Apart),
            (
                "Phòng GD&ĐT huyện Châu Giang, tỉnh Đông Giang",
                "Phòng GD&ĐT huyện Châu Giang, tỉnh Lạc An",
                Kinship::Apart,
            ),
            ("Sở GD&ĐT Hải Thanh", "Phòng GD&ĐT huyện Vân Khê", Kinship::Apart),
            ("Sở GD&ĐT Hải Thanh", "Sở Y tế thành phố Hải Thanh", Kinship::Apart),
            ("Bộ Tài chính", "Bộ Giáo dục và Đào tạo", Kinship::Apart),
            ("UBND huyện Vân Khê", "Phòng GD&ĐT huyện Vân Khê", Kinship::Open),
            ("Phòng GD&ĐT", "Phòng GD&ĐT huyện Vân Khê", Kinship::Open),
            ("", "Sở GD&ĐT Hải Thanh", Kinship::Open),
        ] {
            assert_eq!(Issuer::of(old).kinship(&Issuer::of(new)), kinship, "{old} → {new}");
        }
    }

    #[test]
    fn a_symbol_names_the_tier_of_an_issuer() {
        for (symbol, tier) in [
            ("SGDDĐT-TrH", Some(Tier::Province)),
            ("SGD&ĐT-VP", Some(Tier::Province)),
            ("BGDĐT-GDTrH", Some(Tier::Nation)),
            ("QĐ-BGDĐT", Some(Tier::Nation)),
            ("PGD-THCS", Some(Tier::District)),
            ("QĐ-TTg", Some(Tier::Nation)),
            ("QĐ-UBND", None),
        ] {
            assert_eq!(Issuer::of_symbol(symbol).tier, tier, "{symbol}");
        }
    }

    #[test]
    fn running_words_name_a_province() {
        for (words, want) in [
            ("giáo dục thường xuyên thành phố Hải Thanh", Some("hải thanh")),
            ("trên địa bàn tỉnh Đông Giang năm học 2024-2025", Some("đông giang")),
            ("tỉnh Bà Rịa - Vũng Tàu; Sở", Some("bà rịa - vũng tàu")),
            ("học sinh giỏi cấp tỉnh năm học", None),
            ("kế hoạch của thành phố", None),
        ] {
            assert_eq!(Issuer::province_in(words).as_deref(), want, "{words}");
        }
    }

    #[test]
    fn a_citing_directive_tells_whose_sở_it_means() {
        let cited = Issuer::of("Sở GD&ĐT");
        let citing = Issuer::of("Phòng GD&ĐT huyện Vân Khê, thành phố Hải Thanh");
        assert_eq!(Issuer::of("Phòng GD&ĐT").cited_by(&citing), citing);
        let here = cited.clone().cited_by(&citing);
        assert_eq!(here.kinship(&Issuer::of("Sở GD&ĐT Hải Thanh")), Kinship::Same);
        assert_eq!(here.kinship(&Issuer::of("Sở GD&ĐT Lạc An")), Kinship::Apart);
        assert_eq!(cited.kinship(&Issuer::of("Sở GD&ĐT Lạc An")), Kinship::Open);
        assert_eq!(Issuer::of("Bộ GD&ĐT").within(Some("Hải Thanh")), Issuer::of("Bộ GD&ĐT"), "a ministry has no place");
    }
}
