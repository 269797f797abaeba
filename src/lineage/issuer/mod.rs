//! Issuers as links of a chain of authority: their tier, their body and their place, however their names are written.
//!
//! A name says what it says: "Sở GD&ĐT" has a tier and no place. [`Issuer::of_header`] takes the place from the rest
//! of a letterhead; where only citations are known the caller may say where the citing directive comes from
//! ([`Issuer::within`]). [`kinship`] says how two issuers stand to each other, [`seat`] under which key those of one place
//! are looked up; what took over from what stands in [`super::succession`].

mod kinship;
mod name;
mod seat;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use crate::directive::Header;
use crate::text::{fold, match_key};
use name::{body, places, tier, without_office};

pub use kinship::Kinship;

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
    /// Bộ, Sở, Phòng Giáo dục và Đào tạo; a school without a name.
    Education,
    /// A school, by the content words of its name: `tiểu học lê lợi`.
    School(String),
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

    /// The issuer of a work that is only cited, as a paper of `citing` cites it: as written with a mention, else as its symbol
    /// says; its province from the subject that is quoted.
    pub fn of_citation(symbol: Option<&str>, written: Option<&str>, title: &str, citing: &Self) -> Self {
        let written = written.map(Self::of).filter(|issuer| issuer.tier.is_some());
        let issuer = written.unwrap_or_else(|| Self::of_symbol(symbol.unwrap_or_default()));
        issuer.within(Self::province_in(title).as_deref()).cited_by(citing)
    }

    /// The same issuer with its names in small letters without marks: letterheads in capitals leave marks out, and what
    /// follows from a paper's chain of authority ([`super::resolve::Chain`]) has none.
    pub fn folded(mut self) -> Self {
        for name in [&mut self.place, &mut self.province].into_iter().flatten() {
            // "Bà Rịa - Vũng Tàu" stands in names of agencies without its dash.
            *name = fold(name).replace(" - ", " ");
        }
        if let Some(Body::School(name)) = &mut self.body {
            *name = fold(name);
        }
        self
    }

    /// The same issuer as a paper of `citing` means it: an agency of its own tier without a place is itself, one above
    /// it without a place is that of its province.
    pub fn cited_by(mut self, citing: &Self) -> Self {
        if self.place.is_none() && self.tier.is_some() && self.tier == citing.tier {
            self.place.clone_from(&citing.place);
        }
        self.within(citing.province.as_deref())
    }
}
