//! The chain of authority that a document stands in: it completes what a mention leaves out ("UBND thành phố").

use serde::{Deserialize, Serialize};

use super::name::{Name, places_in};
use super::{Place, Seat, Tiers};

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
