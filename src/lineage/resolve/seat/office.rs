//! The office that issued a document: each keeps a numbering of its own, however its letterhead is written.

use super::name::Name;
use super::{Chain, Seat};
use crate::lineage::resolve::form::agency_named;
use crate::text::fold;

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
        return Some(agency_named(issuer).map_or_else(|| fold(issuer), |agency| fold(agency.code)));
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
