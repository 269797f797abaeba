//! Nơi ban hành: whose numbering a number belongs to, as far as the words say.
//!
//! Numbers begin anew each year at each agency (Nghị định 30/2020/NĐ-CP art. 15), so `2400/QĐ-UBND` is one document
//! only with its year and its place. A mention often names a tier alone ("UBND thành phố"); whose it is then follows
//! from the chain of authority that the citing document stands in ([`Chain`]). [`name`] takes agencies' names apart,
//! [`office()`] tells the offices that keep a numbering apart.

mod chain;
mod name;
mod office;

pub use chain::Chain;
pub use name::Place;
pub use office::office;

use crate::lineage::codes;
use crate::lineage::issuer::Tier;
use name::{Name, is_central};

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
    pub(super) fn settled(mut self) -> Self {
        if self.city && self.name.as_deref().is_some_and(is_central) {
            self.tiers = self.tiers.and(Tiers::PROVINCE).unwrap_or(self.tiers);
        }
        self
    }
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
