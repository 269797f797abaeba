//! What an agency's name says: the tiers that its head allows and the places in it.

use super::{Seat, Tiers};
use crate::text::fold;

/// A unit of administration with its name, folded: `hai phong`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The tiers that the word before it allows.
    pub tiers: Tiers,
    /// Whether that word is "thành phố".
    pub city: bool,
    /// The name; empty where the word stands alone ("UBND huyện").
    pub name: String,
}

impl Place {
    pub(super) fn into_seat(self) -> Seat {
        Seat { tiers: self.tiers, city: self.city, name: Some(self.name), province: None }.settled()
    }
}

/// An agency's name taken apart.
pub(super) struct Name {
    /// The tiers that its head allows; `None` for no agency.
    pub(super) tiers: Option<Tiers>,
    /// The units named in it, in order.
    pub(super) places: Vec<Place>,
    /// The words after the agency's field where no unit is named: "Phòng GD&ĐT An Lão".
    pub(super) rest: Option<String>,
}

/// Words that name a kind of place, folded, longest first.
const UNITS: &[(&str, Tiers, bool)] = &[
    ("thanh pho", Tiers::CITY, true),
    ("thi tran", Tiers::COMMUNE, false),
    ("dac khu", Tiers::COMMUNE, false),
    ("thi xa", Tiers::DISTRICT, false),
    ("tinh uy", Tiers::PROVINCE, false),
    ("thanh uy", Tiers::CITY, true),
    ("huyen uy", Tiers::DISTRICT, false),
    ("quan uy", Tiers::DISTRICT, false),
    ("thi uy", Tiers::DISTRICT, false),
    ("phuong", Tiers::COMMUNE, false),
    ("huyen", Tiers::DISTRICT, false),
    ("quan", Tiers::DISTRICT, false),
    ("tinh", Tiers::PROVINCE, false),
    ("tp", Tiers::CITY, true),
    ("xa", Tiers::COMMUNE, false),
];

/// The centrally run cities (Luật Tổ chức chính quyền địa phương 72/2025/QH15 and the resolutions that set them up).
const CENTRAL: &[&str] = &["ha noi", "hai phong", "da nang", "can tho", "ho chi minh", "hcm", "hue"];

pub(super) fn is_central(name: &str) -> bool {
    CENTRAL.contains(&name)
}

impl Name {
    pub(super) fn read(issuer: &str) -> Self {
        let folded = fold(issuer).replace('&', "");
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let places = places(&words);
        let unit = places.first().map(|place| place.tiers);
        let agency = agency_start(&words);
        let head = words.get(agency).copied().unwrap_or_default();
        let next = words.get(agency + 1).copied().unwrap_or_default();
        let national = ["toi cao", "chinh phu", "trung uong", "quoc hoi", "bo chinh tri", "ban bi thu", "nha nuoc"];
        let is_national = || national.iter().any(|name| format!(" {folded} ").contains(&format!(" {name} ")));
        let tiers = match (head, next) {
            ("", _) => None,
            ("bo", _) | ("chinh", "phu") | ("thu", "tuong") | ("quoc", "hoi") => Some(Tiers::NATION),
            ("so" | "sgddt" | "sgd", _) => Some(Tiers::PROVINCE),
            ("phong" | "pgd" | "pgddt", _) => Some(match unit {
                Some(Tiers::COMMUNE) => Tiers::COMMUNE,
                _ => Tiers::DISTRICT,
            }),
            ("truong" | "trung", _) if head == "truong" || next == "tam" => Some(Tiers::SCHOOL),
            _ if unit.is_some() => unit,
            _ if is_national() => Some(Tiers::NATION),
            ("ubnd" | "hdnd", _) | ("uy" | "hoi", _) => Some(Tiers::LOCAL),
            ("dang", "uy") => Some(Tiers::COMMUNE),
            _ => None,
        };
        let rest = if tiers == Some(Tiers::SCHOOL) {
            Some(words[agency..].join(" "))
        } else {
            let field = words.iter().rposition(|word| FIELD_ENDS.contains(word));
            field.map(|at| words[at + 1..].join(" ")).filter(|rest| places.is_empty() && !rest.is_empty())
        };
        Self { tiers, places: if tiers == Some(Tiers::SCHOOL) { Vec::new() } else { places }, rest }
    }
}

/// The last words of an education office's name: what follows is its place.
const FIELD_ENDS: &[&str] = &["tao", "gddt", "pgddt", "sgddt", "pgd", "sgd", "dt"];

/// Where the agency begins behind the offices that head it ("Chủ tịch UBND …", "Trưởng phòng …").
fn agency_start(words: &[&str]) -> usize {
    const HEADS: &[&str] = &["bo", "so", "phong", "ubnd", "hdnd", "uy", "truong", "sgddt", "pgddt", "pgd", "sgd"];
    match words {
        // "Bộ trưởng Bộ …", "Trưởng phòng Phòng …", "Giám đốc Sở …".
        ["bo", "truong", rest @ ..] if rest.contains(&"bo") => 2,
        ["truong", "phong", ..] => 1,
        ["giam", "doc", ..] | ["chu", "tich", ..] | ["hieu", "truong", ..] | ["chanh", "an", ..] => {
            words.iter().skip(2).position(|word| HEADS.contains(word)).map_or(0, |at| at + 2)
        }
        ["pho", ..] => words.iter().skip(1).position(|word| HEADS.contains(word)).map_or(0, |at| at + 1),
        _ => 0,
    }
}

fn places(words: &[&str]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut at = 0;
    let mut open = false;
    while at < words.len() {
        let unit = UNITS.iter().find_map(|(unit, tiers, city)| {
            let parts: Vec<&str> = unit.split(' ').collect();
            let social = *unit == "xa" && words.get(at + 1) == Some(&"hoi");
            (words[at..].starts_with(&parts) && !social).then_some((parts.len(), *tiers, *city))
        });
        match unit {
            Some((length, tiers, city)) => {
                places.push(Place { tiers, city, name: String::new() });
                open = true;
                at += length;
            }
            None => {
                if let Some(place) = places.last_mut().filter(|_| open) {
                    if !place.name.is_empty() {
                        place.name.push(' ');
                    }
                    place.name.push_str(words[at]);
                }
                at += 1;
            }
        }
    }
    places
}

/// The provinces and districts that a text names: a kind of place, then capitalised words.
pub(super) fn places_in(text: &str) -> Vec<Place> {
    const WORDS: &[(&str, Tiers, bool)] = &[
        ("huyện ", Tiers::DISTRICT, false),
        ("quận ", Tiers::DISTRICT, false),
        ("thị xã ", Tiers::DISTRICT, false),
        ("tỉnh ", Tiers::PROVINCE, false),
        ("thành phố ", Tiers::CITY, true),
    ];
    let mut found = Vec::new();
    for (word, tiers, city) in WORDS {
        for (at, _) in text.match_indices(word) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(char::is_alphanumeric) {
                continue;
            }
            let rest = &text[at + word.len()..];
            let named = rest.split(' ').take(4).take_while(|word| {
                let mut letters = word.chars();
                letters.next().is_some_and(char::is_uppercase) && letters.clone().next().is_some_and(char::is_lowercase)
            });
            let mut name: Vec<String> = Vec::new();
            for word in named {
                let plain = word.trim_end_matches(|c: char| !c.is_alphanumeric());
                if !plain.chars().all(char::is_alphabetic) {
                    break;
                }
                name.push(fold(plain));
                if plain.len() < word.len() {
                    break;
                }
            }
            if name.len() >= 2 {
                found.push(Place { tiers: *tiers, city: *city, name: name.join(" ") });
            }
        }
    }
    found.sort();
    found.dedup();
    found
}
