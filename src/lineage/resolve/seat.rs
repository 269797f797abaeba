//! Nơi ban hành: whose numbering a number belongs to, as far as the words say.
//!
//! Numbers begin anew each year at each agency (Nghị định 30/2020/NĐ-CP art. 15), so `2400/QĐ-UBND` is one document
//! only with its year and its place. A mention often names a tier alone ("UBND thành phố"); whose it is then follows
//! from the chain of authority that the citing document stands in.

use serde::{Deserialize, Serialize};

use crate::lineage::codes;
use crate::lineage::issuer::Tier;
use crate::text::fold;

/// A set of tiers: a code or a name may leave several open ("UBND", "thành phố").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tiers(u8);

impl Tiers {
    /// Every tier.
    pub const ALL: Self = Self(0b11111);
    /// The nation alone.
    pub const NATION: Self = Self(0b00001);
    /// A province or a centrally run city.
    pub const PROVINCE: Self = Self(0b00010);
    /// A district.
    pub const DISTRICT: Self = Self(0b00100);
    /// A commune or ward.
    pub const COMMUNE: Self = Self(0b01000);
    /// A school.
    pub const SCHOOL: Self = Self(0b10000);
    /// Where People's Committees and Councils are.
    const LOCAL: Self = Self(0b01110);
    /// What "thành phố" may be.
    const CITY: Self = Self(0b00110);

    fn of(tier: Tier) -> Self {
        match tier {
            Tier::Nation => Self::NATION,
            Tier::Province => Self::PROVINCE,
            Tier::District => Self::DISTRICT,
            Tier::Commune => Self::COMMUNE,
            Tier::School => Self::SCHOOL,
        }
    }

    /// The tiers in both; `None` where there is none.
    pub fn and(self, other: Self) -> Option<Self> {
        Some(Self(self.0 & other.0)).filter(|both| both.0 != 0)
    }

    /// Whether all of these are among `other`.
    pub fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }
}

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

/// Whose number it is, as far as stated.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seat {
    /// The tiers it may be of.
    pub tiers: Tiers,
    /// Whether it is called a city.
    pub city: bool,
    /// The name of its place, folded, where known.
    pub name: Option<String>,
    /// The province that a lower place lies in, where known.
    pub province: Option<String>,
}

impl Default for Seat {
    fn default() -> Self {
        Self { tiers: Tiers::ALL, city: false, name: None, province: None }
    }
}

impl Seat {
    /// The seat that an agency's name states.
    pub fn of_issuer(issuer: &str) -> Self {
        let name = Name::read(issuer);
        let Some(tiers) = name.tiers else { return Self::default() };
        let own = name.places.iter().find(|place| place.tiers.and(tiers).is_some());
        let city = own.is_some_and(|place| place.city);
        let tiers = own.and_then(|place| place.tiers.and(tiers)).unwrap_or(tiers);
        let above = name.places.iter().find(|place| own != Some(place) && place.tiers.within(Tiers::CITY));
        Self {
            tiers,
            city,
            name: own.map(|place| &place.name).or(name.rest.as_ref()).filter(|name| !name.is_empty()).cloned(),
            province: above.map(|place| place.name.clone()).filter(|name| !name.is_empty()),
        }
        .settled()
    }

    /// The seat that a plain symbol allows.
    pub fn of_symbol(symbol: &str) -> Self {
        let agency = codes::agency_of(symbol);
        let tiers = match agency {
            Some(agency) => match (agency.tier, agency.code) {
                (Some(tier), _) => Tiers::of(tier),
                (None, "UBND" | "HĐND") => Tiers::LOCAL,
                (None, "GDĐT") => Tiers::CITY,
                _ => Tiers::ALL,
            },
            None => Tiers::ALL,
        };
        Self { tiers, ..Self::default() }
    }

    /// What both say; `None` where they speak against each other.
    pub fn and(&self, other: &Self) -> Option<Self> {
        let either = |a: &Option<String>, b: &Option<String>| match (a, b) {
            (Some(a), Some(b)) if a != b => None,
            _ => Some(a.clone().or_else(|| b.clone())),
        };
        let tiers = self.tiers.and(other.tiers)?;
        let seat = Self {
            tiers,
            city: self.city || other.city,
            name: either(&self.name, &other.name)?,
            province: either(&self.province, &other.province)?,
        };
        Some(seat)
    }

    /// Whether nothing in the two conflicts.
    pub fn agrees(&self, other: &Self) -> bool {
        let same = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
        self.tiers.and(other.tiers).is_some() && same(&self.name, &other.name) && same(&self.province, &other.province)
    }

    /// Whether numbers of it are unique in the whole country.
    pub fn is_national(&self) -> bool {
        self.tiers == Tiers::NATION
    }

    /// How much is known of the place: 2 all, 1 the name but not its province, 0 no name.
    pub fn detail(&self) -> u8 {
        match (&self.name, &self.province) {
            _ if self.is_national() => 2,
            (None, _) => 0,
            (Some(_), None) if !self.tiers.within(Tiers::CITY) || self.tiers == Tiers::DISTRICT => 1,
            _ => 2,
        }
    }

    /// What is not said, filled from the chain of authority of the document that speaks: "UBND thành phố" in a paper
    /// of a district of Hải Phòng is Hải Phòng's.
    pub fn in_chain(mut self, chain: &Chain) -> Self {
        if self.name.is_none() {
            if self.city {
                let own = chain.district_is_city && self.tiers.and(Tiers::DISTRICT).is_some();
                self.tiers = if own { Tiers::DISTRICT } else { Tiers::PROVINCE };
            }
            self.name = match self.tiers {
                Tiers::PROVINCE => chain.province.clone().or_else(|| chain.city.clone()),
                Tiers::DISTRICT => chain.district.clone(),
                Tiers::COMMUNE => chain.commune.clone(),
                Tiers::SCHOOL => chain.school.clone(),
                _ => None,
            };
        }
        let below = [Tiers::DISTRICT, Tiers::COMMUNE, Tiers::SCHOOL].contains(&self.tiers);
        if below && self.province.is_none() && self.name.is_some() {
            let own = match self.tiers {
                Tiers::DISTRICT => &chain.district,
                Tiers::COMMUNE => &chain.commune,
                _ => &chain.school,
            };
            if self.name == *own {
                self.province.clone_from(&chain.province);
            }
        }
        self
    }

    /// How the place stands in keys: `tp-hai-phong`, `huyen-an-lao.hai-phong`; empty for the nation and where unknown.
    pub fn label(&self) -> String {
        if self.is_national() {
            return String::new();
        }
        let unit = match self.tiers {
            _ if self.city => "tp",
            Tiers::PROVINCE => "tinh",
            Tiers::DISTRICT => "huyen",
            Tiers::COMMUNE => "xa",
            Tiers::SCHOOL => "truong",
            _ => "",
        };
        let words = [Some(unit).filter(|unit| !unit.is_empty()), self.name.as_deref()];
        let mut label = words.into_iter().flatten().collect::<Vec<_>>().join(" ").replace(' ', "-");
        if let Some(province) = self.province.as_deref().filter(|_| self.name.is_some()) {
            label.push('.');
            label.push_str(&province.replace(' ', "-"));
        }
        label
    }

    /// A centrally run city is of one tier.
    fn settled(mut self) -> Self {
        if self.city && self.name.as_deref().is_some_and(is_central) {
            self.tiers = self.tiers.and(Tiers::PROVINCE).unwrap_or(self.tiers);
        }
        self
    }
}

/// The chain of authority that a document stands in, as far as it tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Chain {
    /// Its province or centrally run city, folded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    /// Its district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Its commune or ward.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commune: Option<String>,
    /// The school that issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// The city whose committee issued it, where nothing says of which tier that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Whether its district is a city below a province: "UBND thành phố" is then its own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub district_is_city: bool,
}

impl Chain {
    /// Reads the chain off a letterhead (issuer, superior, in this order), the agencies that the document cites, and
    /// the places that its text names. What is nearer to the letterhead counts; of what is only named, a place counts
    /// where no other of its tier is named.
    pub fn of<'a>(
        letterhead: impl IntoIterator<Item = &'a str>,
        cited: impl IntoIterator<Item = &'a str>,
        text: &str,
    ) -> Self {
        let mut chain = Self::default();
        for issuer in letterhead {
            let name = Name::read(issuer);
            let seat = Seat::of_issuer(issuer);
            chain.take(&seat);
            for place in name.places.iter().filter(|place| Some(&place.name) != seat.name.as_ref()) {
                chain.take(
                    &Seat {
                        tiers: place.tiers,
                        city: place.city,
                        name: Some(place.name.clone()).filter(|name| !name.is_empty()),
                        province: None,
                    }
                    .settled(),
                );
            }
        }
        let mut named: Vec<Seat> = cited.into_iter().map(Seat::of_issuer).filter(|seat| seat.name.is_some()).collect();
        chain.take_only(&named);
        named = places_in(text).into_iter().map(Place::into_seat).collect();
        chain.take_only(&named);
        chain
    }

    fn take(&mut self, seat: &Seat) {
        let Some(name) = &seat.name else { return };
        // A city above a district or a ward is a province's; one that stands alone may be either.
        let place = match seat.tiers {
            Tiers::PROVINCE => &mut self.province,
            Tiers::CITY if self.district.is_none() && self.commune.is_none() => &mut self.city,
            Tiers::CITY if self.district.as_ref() == Some(name) => return,
            Tiers::CITY => &mut self.province,
            Tiers::DISTRICT => {
                if self.district.is_none() {
                    self.district_is_city = seat.city;
                }
                &mut self.district
            }
            Tiers::COMMUNE => &mut self.commune,
            Tiers::SCHOOL => &mut self.school,
            _ => return,
        };
        place.get_or_insert_with(|| name.clone());
        if let Some(province) = &seat.province {
            self.province.get_or_insert_with(|| province.clone());
        }
    }

    /// Takes the province and the district that are the only ones among `named`.
    fn take_only(&mut self, named: &[Seat]) {
        for tiers in [Tiers::DISTRICT, Tiers::PROVINCE] {
            let fits = |seat: &&Seat| {
                seat.tiers == tiers
                    || tiers == Tiers::PROVINCE && seat.tiers == Tiers::CITY && seat.name != self.district
            };
            let mut names: Vec<&Seat> = named.iter().filter(fits).collect();
            names.dedup_by(|a, b| a.name == b.name);
            if let Some(first) = names.first().filter(|first| names.iter().all(|seat| seat.name == first.name)) {
                let seat = Seat { tiers, ..(*first).clone() };
                self.take(&seat);
            }
        }
    }
}

impl Place {
    fn into_seat(self) -> Seat {
        Seat { tiers: self.tiers, city: self.city, name: Some(self.name), province: None }.settled()
    }
}

/// The office that issued a document, in a form that is the same for all its papers (`phong-gd:huyen-an-lao`); `None`
/// where the letterhead and the chain do not tell which one of its kind it is.
pub fn office(issuer: &str, superior: Option<&str>, chain: &Chain) -> Option<String> {
    let mut seat = Seat::of_issuer(issuer);
    if seat.name.is_none()
        && let Some(above) = superior
    {
        seat = Seat::of_issuer(&format!("{issuer}, {above}"));
    }
    let seat = seat.in_chain(chain);
    let name = Name::read(issuer);
    if seat.is_national() {
        return Some(super::form::agency_named(issuer).map_or_else(|| fold(issuer), |agency| fold(agency.code)));
    }
    seat.name.as_ref()?;
    let folded = fold(issuer).replace('&', "");
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let schools = folded.contains("giao duc") || words.iter().any(|word| word.contains("gd"));
    let head = match words.first().copied().unwrap_or_default() {
        "uy" | "ubnd" | "chu" => "ubnd",
        "pgd" | "pgddt" => "phong",
        "sgd" | "sgddt" => "so",
        head => head,
    };
    let field = match (head, schools) {
        ("so" | "phong", true) => "-gd".to_owned(),
        ("so" | "phong", false) => {
            let own = name.places.first().map_or(0, |place| place.name.split(' ').count() + 1);
            format!("-{}", words[1..words.len().saturating_sub(own).max(1)].join("-"))
        }
        _ => String::new(),
    };
    Some(format!("{head}{field}:{}", seat.label()))
}

/// An agency's name taken apart.
struct Name {
    /// The tiers that its head allows; `None` for no agency.
    tiers: Option<Tiers>,
    /// The units named in it, in order.
    places: Vec<Place>,
    /// The words after the agency's field where no unit is named: "Phòng GD&ĐT An Lão".
    rest: Option<String>,
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

fn is_central(name: &str) -> bool {
    CENTRAL.contains(&name)
}

impl Name {
    fn read(issuer: &str) -> Self {
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
fn places_in(text: &str) -> Vec<Place> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_whose_number_it_is() {
        for (issuer, label) in [
            ("Bộ Tài chính", ""),
            ("Bộ trưởng Bộ GD&ĐT", ""),
            ("Thủ tướng Chính phủ", ""),
            ("UBND thành phố Hải Phòng", "tp-hai-phong"),
            ("Chủ tịch UBND TP. Hải Phòng", "tp-hai-phong"),
            ("Ủy ban nhân dân tỉnh Nghệ An", "tinh-nghe-an"),
            ("UBND huyện An Lão", "huyen-an-lao"),
            ("UBND huyện", "huyen"),
            ("Sở GD&ĐT Hải Phòng", "tinh-hai-phong"),
            ("Giám đốc Sở Giáo dục và Đào tạo Nghệ An", "tinh-nghe-an"),
            ("Phòng GD&ĐT An Lão", "huyen-an-lao"),
            ("Phòng GD&ĐT huyện An Lão, thành phố Hải Phòng", "huyen-an-lao.hai-phong"),
            ("Phòng GD&ĐT", "huyen"),
            ("Ban Thường vụ Huyện ủy An Lão", "huyen-an-lao"),
            ("BTV huyện uỷ", "huyen"),
            ("UBND phường Vân Khê", "xa-van-khe"),
            ("Phòng Văn hóa - Xã hội phường Vân Khê", "xa-van-khe"),
            ("Trường THCS Lê Lợi", "truong-truong-thcs-le-loi"),
            ("UBND thị xã Hoài An", "huyen-hoai-an"),
            ("Hội đồng", ""),
            ("", ""),
        ] {
            assert_eq!(Seat::of_issuer(issuer).label(), label, "{issuer}");
        }
    }

    #[test]
    fn the_chain_completes_what_is_left_out() {
        let district = Chain::of(
            ["Phòng GD&ĐT huyện An Lão", "UBND huyện An Lão"],
            ["Sở GD&ĐT", "Sở GD&ĐT Hải Phòng", "Bộ Tài chính"],
            "",
        );
        assert_eq!((district.district.as_deref(), district.province.as_deref()), (Some("an lao"), Some("hai phong")));
        let ward = Chain::of(["Ủy ban nhân dân phường Vân Khê"], ["UBND thành phố Hải Thanh"], "");
        let town = Chain::of(["Phòng GD&ĐT thành phố Vinh"], ["UBND tỉnh Nghệ An"], "");
        let headless =
            Chain::of(["Phòng GD&ĐT"], [], "ngành giáo dục huyện An Lão, thành phố Hải Phòng; huyện An Lão.");
        let city = Chain::of(["Ủy ban nhân dân thành phố Hải Thanh"], ["UBND thành phố"], "");
        let two = Chain::of(["Phòng GD&ĐT"], [], "huyện An Lão và huyện Kiến Thụy");
        for (issuer, chain, label) in [
            ("UBND thành phố", &district, "tp-hai-phong"),
            ("UBND Thành phố", &ward, "tp-hai-thanh"),
            ("UBND thành phố", &town, "tp-vinh.nghe-an"),
            ("UBND tỉnh", &town, "tinh-nghe-an"),
            ("UBND thành phố", &city, "tp-hai-thanh"),
            ("Sở GD&ĐT", &city, "tinh-hai-thanh"),
            ("UBND huyện", &district, "huyen-an-lao.hai-phong"),
            ("Huyện ủy", &headless, "huyen-an-lao.hai-phong"),
            ("UBND huyện", &two, "huyen"),
            ("Phòng GD&ĐT huyện Kiến Thụy", &district, "huyen-kien-thuy"),
            ("Sở GD&ĐT", &district, "tinh-hai-phong"),
            ("Bộ Tài chính", &district, ""),
        ] {
            assert_eq!(Seat::of_issuer(issuer).in_chain(chain).label(), label, "{issuer} in {chain:?}");
        }
    }

    #[test]
    fn an_office_is_one_however_its_letterhead_is_written() {
        let chain = Chain { district: Some("an lao".to_owned()), ..Chain::default() };
        for (issuer, superior, office) in [
            ("Phòng GD&ĐT huyện An Lão", None, Some("phong-gd:huyen-an-lao")),
            ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", Some("UBND HUYỆN AN LÃO"), Some("phong-gd:huyen-an-lao")),
            ("Phòng GDĐT An Lão", None, Some("phong-gd:huyen-an-lao")),
            ("Phòng Nội vụ huyện An Lão", None, Some("phong-noi-vu:huyen-an-lao")),
            ("UBND huyện An Lão", None, Some("ubnd:huyen-an-lao")),
            ("Ủy ban nhân dân huyện An Lão", None, Some("ubnd:huyen-an-lao")),
            ("Bộ GD&ĐT", None, Some("bgddt")),
            ("Sở GD&ĐT", None, None),
            ("Hội đồng", None, None),
        ] {
            assert_eq!(super::office(issuer, superior, &chain).as_deref(), office, "{issuer}");
        }
    }

    #[test]
    fn seats_agree_unless_they_conflict() {
        let seat = |issuer: &str| Seat::of_issuer(issuer);
        for (a, b, agree) in [
            ("UBND huyện An Lão", "UBND huyện", true),
            ("UBND huyện An Lão", "UBND huyện Kiến Thụy", false),
            ("UBND huyện", "UBND thành phố Hải Phòng", false),
            ("UBND huyện An Lão", "", true),
            ("UBND huyện An Lão, tỉnh Bình Định", "UBND huyện An Lão, thành phố Hải Phòng", false),
            ("Bộ Tài chính", "UBND huyện", false),
        ] {
            assert_eq!(seat(a).agrees(&seat(b)), agree, "{a} ~ {b}");
            assert_eq!(seat(a).and(&seat(b)).is_some(), agree, "{a} + {b}");
        }
    }
}
