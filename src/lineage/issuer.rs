//! Issuers as links of a chain of authority: their tier and their place, however their names are written.

use crate::text::match_key;

/// A tier of the chain Bộ → Sở → Phòng → trường.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// An issuer as far as its name tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Issuer {
    /// Its tier, where the name has one.
    pub tier: Option<Tier>,
    /// The name of its place in matching form (`vân khê`), where the name has one.
    pub place: Option<String>,
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
        Self { tier: tier(&words), place: place(&words) }
    }

    /// How `later` stands to this issuer. A district's office is followed by the wards and communes of its area from
    /// 1 July 2025 on (Luật 72/2025/QH15 ends the district tier); one that bears the district's name counts here.
    pub fn kinship(&self, later: &Self) -> Kinship {
        let places_agree = match (&self.place, &later.place) {
            (Some(a), Some(b)) if a != b => return Kinship::Apart,
            (Some(_), Some(_)) => true,
            (None, None) => true,
            _ => false,
        };
        match (self.tier, later.tier) {
            (Some(a), Some(b)) if a == b => {
                if places_agree {
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

fn tier(words: &[&str]) -> Option<Tier> {
    // The head of the name is its first word; a place later in it tells the tier of a People's Committee.
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let pair = |a: &str, b: &str| words.windows(2).any(|w| w == [a, b]);
    match *words.first()? {
        "trường" | "trung" => Some(Tier::School),
        "sở" | "sgdđt" | "sgd&đt" => Some(Tier::Province),
        "pgd" | "pgd&đt" | "pgdđt" => Some(Tier::District),
        "bộ" | "chính" | "thủ" | "quốc" => Some(Tier::Nation),
        "phòng" if has(&["phường", "xã"]) && !pair("thị", "xã") && !pair("xã", "hội") => Some(Tier::Commune),
        "phòng" if pair("văn", "hóa") => Some(Tier::Commune),
        "phòng" => Some(Tier::District),
        _ if has(&["phường"]) || pair("thị", "trấn") || pair("đặc", "khu") => Some(Tier::Commune),
        _ if has(&["huyện", "quận"]) || pair("thị", "xã") => Some(Tier::District),
        _ if has(&["xã"]) => Some(Tier::Commune),
        _ if has(&["tỉnh"]) || pair("thành", "phố") => Some(Tier::Province),
        _ => None,
    }
}

/// The words after the last word that names a kind of place, or else after the agency's field of work.
fn place(words: &[&str]) -> Option<String> {
    const UNITS: [&str; 9] = ["huyện", "quận", "phường", "xã", "tỉnh", "trấn", "phố", "khu", "tp"];
    const FIELD: [&str; 8] = ["gd&đt", "gdđt", "đào", "tạo", "gd", "đt", "pgd&đt", "sgd&đt"];
    let social = |i: usize| words.get(i + 1) == Some(&"hội");
    let unit = words.iter().enumerate().rposition(|(i, word)| UNITS.contains(word) && !social(i));
    let after = unit.or_else(|| words.iter().rposition(|word| FIELD.contains(word)))? + 1;
    (after < words.len()).then(|| words[after..].join(" "))
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
            ("Phòng GD&ĐT huyện Vân Khê", Some(Tier::District), Some("vân khê")),
            ("Phòng Giáo dục và Đào tạo", Some(Tier::District), None),
            ("UBND thành phố Hải Thanh", Some(Tier::Province), Some("hải thanh")),
            ("Ủy ban nhân dân phường Vân Khê", Some(Tier::Commune), Some("vân khê")),
            ("Phòng Văn hóa - Xã hội phường Vân Khê", Some(Tier::Commune), Some("vân khê")),
            ("UBND thị xã Hoài An", Some(Tier::District), Some("hoài an")),
            ("UBND xã Bình Sơn", Some(Tier::Commune), Some("bình sơn")),
            ("Trường THCS Lê Lợi", Some(Tier::School), None),
            ("", None, None),
        ] {
            let issuer = Issuer::of(name);
            assert_eq!((issuer.tier, issuer.place.as_deref()), (tier, place), "{name}");
        }
    }

    #[test]
    fn chains_go_on_and_neighbours_stay_apart() {
        for (old, new, kinship) in [
            ("Phòng GD&ĐT huyện Vân Khê", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN VÂN KHÊ", Kinship::Same),
            ("Phòng GD&ĐT", "Phòng Giáo dục và Đào tạo", Kinship::Same),
            ("Phòng GD&ĐT huyện Vân Khê", "UBND phường Vân Khê", Kinship::Successor),
            ("Phòng GD&ĐT huyện Vân Khê", "Phòng GD&ĐT huyện An Hòa", Kinship::Apart),
            ("Sở GD&ĐT Hải Thanh", "Phòng GD&ĐT huyện Vân Khê", Kinship::Apart),
            ("Phòng GD&ĐT", "Phòng GD&ĐT huyện Vân Khê", Kinship::Open),
            ("", "Sở GD&ĐT Hải Thanh", Kinship::Open),
        ] {
            assert_eq!(Issuer::of(old).kinship(&Issuer::of(new)), kinship, "{old} → {new}");
        }
    }
}
