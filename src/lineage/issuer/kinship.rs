//! How two issuers stand to each other by their names; what only a table knows stands in [`super::super::succession`].

use super::{Body, Issuer, Tier};

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
    /// How `later` stands to this issuer. A district's office is followed by the wards and communes of its area from
    /// 1 July 2025 on (Luật 72/2025/QH15 ends the district tier); one that bears the district's name counts here,
    /// the others stand in [`super::super::succession`].
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
