//! A statement seen from the document that makes it: with the year out of its date, and the seat out of its issuer, its
//! symbol and the chain of authority; and how much of an identity that is.

use std::sync::LazyLock;

use super::seat::{Seat, Tiers};
use super::{Chain, Statement};
use crate::directive::{DirectiveKind, PartialDate};
use crate::lineage::codes::{self, Agency};
use crate::lineage::issuer::Tier;
use crate::text::fold;

/// What a statement amounts to in its document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form {
    pub kind: Option<DirectiveKind>,
    pub number: Option<String>,
    pub name: Option<String>,
    /// The year inside the number.
    pub year_inside: Option<i16>,
    /// The year whose numbering it belongs to.
    pub year: Option<i16>,
    pub symbol: Option<String>,
    pub date: Option<PartialDate>,
    pub seat: Seat,
    pub agency: Option<&'static Agency>,
    /// How much is known; what knows less is attached to what knows more, never the other way round.
    pub level: u8,
}

/// The level of an identity that needs no other mention.
pub(super) const FULL: u8 = u8::MAX;

impl Form {
    pub fn of(statement: &Statement, chain: &Chain) -> Self {
        let symbol = statement.symbol.as_deref().map(|symbol| typed(symbol, statement.kind));
        let by_symbol = symbol.as_deref().map(Seat::of_symbol).unwrap_or_default();
        let stated = statement.issuer.as_deref().map(Seat::of_issuer).unwrap_or_default();
        // "Quyết định …/QĐ-TTg của Chính phủ": of two that conflict the symbol is the number's own.
        let mut seat = by_symbol.and(&stated).unwrap_or(by_symbol);
        let unsaid = symbol.is_none() && statement.issuer.is_none();
        // Only national bodies issue what always holds its year.
        if statement.number.is_none() || unsaid && statement.kind.is_some_and(keeps_year) {
            seat.tiers = Tiers::NATION;
        }
        let agency = match &symbol {
            Some(symbol) => codes::agency_of(symbol),
            None => statement.issuer.as_deref().and_then(agency_named),
        };
        let written = statement.year.as_deref().and_then(|year| year.parse().ok());
        let year = written.or(statement.date.map(|date| date.year()));
        let mut form = Self {
            kind: statement.kind,
            number: statement.number.clone(),
            name: statement.name.clone(),
            year_inside: written.filter(|_| statement.number.is_some()),
            year,
            symbol,
            date: statement.date,
            seat: seat.in_chain(chain),
            agency,
            level: 0,
        };
        form.level = form.measure();
        form
    }

    /// The canonical key: `kind:number/year/symbol`, then `@year` where the number does not hold it, then `:place`
    /// where numbers repeat from place to place. Parts that are not known are left out.
    pub fn key(&self) -> String {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let kind = self.kind.unwrap_or(DirectiveKind::Khac);
        let holds_year = self.number.is_some() && (self.year_inside.is_some() || self.kind.is_some_and(keeps_year));
        let inside = self.year_inside.or(self.year).filter(|_| holds_year);
        let inside = inside.map(|year| year.to_string()).unwrap_or_default();
        let symbol = self.symbol.clone().or_else(|| self.name.clone().filter(|_| self.number.is_none()));
        let mut key = format!("{kind}:{}/{inside}/{}", part(&self.number), part(&symbol));
        // Where the place is not known for sure, only the day tells documents apart.
        let settled = self.is_determined() && self.seat.detail() == 2;
        if !settled && let Some(day) = self.date.filter(|_| self.number.is_some()) {
            key.push_str(&format!("@{day}"));
        } else if let Some(year) = self.year.filter(|_| !holds_year) {
            key.push_str(&format!("@{year}"));
        }
        let label = match self.agency.filter(|_| self.symbol.is_none()) {
            Some(agency) if self.seat.is_national() => fold(agency.code),
            _ => self.seat.label(),
        };
        if !label.is_empty() {
            key.push(':');
            key.push_str(&label);
        }
        key
    }

    /// Whether it says enough for equal ones to be one document.
    pub fn is_determined(&self) -> bool {
        match self.number {
            Some(_) => self.symbol.is_some() && self.year.is_some() && self.seat.detail() > 0,
            None => self.year.is_some(),
        }
    }

    /// Whether it says enough for the only candidate of a whole year or store to be meant.
    pub fn may_reach_far(&self) -> bool {
        self.number.is_none() || self.symbol.is_some() || self.seat.detail() > 0
    }

    fn measure(&self) -> u8 {
        let year = u8::from(self.year.is_some());
        if self.number.is_none() {
            return year;
        }
        let symbol = match &self.symbol {
            None => 0,
            Some(symbol) if self.is_letter() && !symbol.contains('-') => 1,
            Some(_) => 2,
        };
        let place = self.seat.detail();
        if symbol == 2 && year == 1 && place == 2 {
            return FULL;
        }
        let day = u8::from(matches!(self.date, Some(PartialDate::Day(_))));
        symbol * 12 + year * 6 + place * 2 + day
    }

    /// Whether it is a công văn, whose symbol names a drafting unit that mentions leave out.
    fn is_letter(&self) -> bool {
        self.kind == Some(DirectiveKind::CongVan)
    }
}

/// Kinds whose numbers always hold their year (Nghị định 30/2020/NĐ-CP annex I; Luật 80/2015/QH13): one without it was
/// cited short.
pub(super) fn keeps_year(kind: DirectiveKind) -> bool {
    use DirectiveKind::{Luat, NghiDinh, PhapLenh, ThongTu, ThongTuLienTich};
    matches!(kind, NghiDinh | ThongTu | ThongTuLienTich | Luat | PhapLenh)
}

/// The symbol with the type code that a mention left out: `03/2014/BTTTT` of a thông tư.
fn typed(symbol: &str, kind: Option<DirectiveKind>) -> String {
    let code = match kind {
        Some(DirectiveKind::ThongTu) => "TT",
        Some(DirectiveKind::NghiDinh) => "NĐ",
        _ => return symbol.to_owned(),
    };
    let first = symbol.split('-').next().unwrap_or_default();
    if codes::is_type(first) || codes::agency(first).is_none() {
        return symbol.to_owned();
    }
    format!("{code}-{symbol}")
}

/// The national agency that an issuer's name means.
pub(super) fn agency_named(issuer: &str) -> Option<&'static Agency> {
    let issuer = plain_agency(issuer);
    // The longest name counts: "Thủ tướng Chính phủ" is not "Chính phủ".
    let (_, code) = NATIONAL.iter().filter(|(name, _)| issuer.contains(name.as_str())).max_by_key(|(n, _)| n.len())?;
    codes::agency(code)
}

/// Names of national agencies as they are compared, with their codes.
static NATIONAL: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let national = codes::AGENCIES.iter().filter(|agency| agency.tier == Some(Tier::Nation));
    // The Party's central bodies share one code.
    let party = ["Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương"].map(|name| (name, "TW"));
    let names = national.map(|agency| (agency.name, agency.code)).chain(party);
    names.map(|(name, code)| (plain_agency(name), code)).collect()
});

/// Without marks, commas, dashes and "và", the education abbreviation written out, between blanks.
fn plain_agency(name: &str) -> String {
    let folded = fold(name).replace('&', "").replace([',', '-', '–'], " ");
    let words: Vec<&str> = folded.split_whitespace().filter(|word| *word != "va").collect();
    let long = format!(" {} ", words.join(" "));
    long.replace(" gddt ", " giao duc dao tao ").replace(" bgddt ", " bo giao duc dao tao ")
}
