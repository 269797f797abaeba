//! Keys by which a store looks up the agencies that can be one with an issuer, or be followed by it.

use std::collections::BTreeSet;

use super::{Body, Issuer, Tier};
use crate::lineage::succession::Successions;
use crate::text::fold;

/// What stands between tier and place in a key.
const BAR: char = '|';

impl Tier {
    /// What the keys of all agencies of this tier begin with; by itself the key of one whose place is not known.
    pub fn seat(self) -> String {
        format!("{}{BAR}", self as u8)
    }

    /// The tier of a key.
    pub fn of_seat(seat: &str) -> Option<Self> {
        let (tier, _) = seat.split_once(BAR)?;
        Self::ALL.into_iter().find(|known| (*known as u8).to_string() == tier)
    }
}

impl Issuer {
    /// What all agencies of one tier and place share, however they are written: `2|van khe`; of schools, which have no
    /// place, the name: `4|tieu hoc le loi`. `None` where the name has no tier.
    pub fn seat(&self) -> Option<String> {
        let name = match (&self.body, &self.place) {
            (Some(Body::School(name)), _) | (_, Some(name)) => fold(name),
            _ => String::new(),
        };
        Some(self.tier?.seat() + &name)
    }

    /// The keys of all agencies that may be this one, precede it or follow it, by their names or by the table: whatever
    /// [`Successions::kinship`] does not hold apart has one of them, but for agencies without a tier, and where neither
    /// place is known for sure.
    pub fn seats_of_kin(&self, successions: &Successions) -> BTreeSet<String> {
        let Some(tier) = self.tier else { return BTreeSet::new() };
        let mut seats: BTreeSet<String> = self.seat().into_iter().chain([tier.seat()]).collect();
        let other = match tier {
            Tier::District => Some(Tier::Commune),
            Tier::Commune => Some(Tier::District),
            Tier::Nation | Tier::Province | Tier::School => None,
        };
        if let Some((other, place)) = other.zip(self.place.as_deref()) {
            seats.insert(other.seat() + &fold(place));
        }
        seats.extend(successions.beside(self).iter().filter_map(Self::seat));
        seats
    }
}
