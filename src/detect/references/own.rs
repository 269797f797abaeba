//! The document's own number, which its annexes and its closing words repeat: no mention of another paper.

use super::mention::Mention;
use crate::directive::{Header, PartialDate};
use crate::lineage::identity;
use crate::lineage::issuer::{Issuer, Kinship};

/// The numbers by which a directive calls itself.
pub(super) struct OwnNumbers<'a> {
    s: &'a str,
    /// The issue date, where known: an equal number of another day is another document's.
    date: Option<PartialDate>,
    issuer: Option<Issuer>,
    /// Digits, year, plain symbol.
    numbers: Vec<(String, Option<String>, Option<String>)>,
}

impl<'a> OwnNumbers<'a> {
    /// By the header of the text `s`, or by a number line that the header did not take.
    pub(super) fn new(s: &'a str, header: &Header, found: &[Mention]) -> Self {
        let mut numbers = Vec::new();
        if let Some(number) = &header.number {
            numbers.push((number.clone(), header.year.clone(), header.symbol.as_deref().map(identity::plain_symbol)));
        }
        if let Some(number) = found.iter().find(|m| m.own).and_then(|m| m.number.as_ref()) {
            numbers.push((
                number.number.clone(),
                number.year.clone(),
                number.symbol.as_deref().map(identity::plain_symbol),
            ));
        }
        let issuer = header.issuer.is_some().then(|| Issuer::of_header(header));
        Self { s, date: header.date, issuer, numbers }
    }

    /// Whether `mention` is of the directive itself.
    pub(super) fn holds(&self, mention: &Mention) -> bool {
        let Some(number) = &mention.number else { return mention.own };
        let Some(symbol) = &number.symbol else { return mention.own };
        mention.own
            || self.numbers.iter().any(|(digits, year, own)| {
                *digits == number.number
                    && (year.is_none() || number.year.is_none() || *year == number.year)
                    && own.as_deref() == Some(&*identity::plain_symbol(symbol))
            }) && !self.is_of_another(mention)
    }

    /// Whether its date or its issuer says that the paper is another one: numbers begin anew each year at each office.
    fn is_of_another(&self, mention: &Mention) -> bool {
        let Some((date, _)) = mention.date else { return self.is_by_another(mention) };
        let Some(own) = self.date else { return self.is_by_another(mention) };
        let days = matches!((own, date), (PartialDate::Day(_), PartialDate::Day(_)));
        // The date over an annex is filled in by hand, and wrong at times.
        own.year() != date.year() || (days && own != date || self.is_by_another(mention)) && !self.heads_annex(mention)
    }

    fn is_by_another(&self, mention: &Mention) -> bool {
        let (Some(own), Some(issuer)) = (&self.issuer, mention.issuer) else { return false };
        let name = &self.s[issuer.start..issuer.end];
        // "UBND thành phố" may be of a province or of a district.
        let city = name.trim_end().ends_with("thành phố");
        let stated = Issuer::of(name);
        !city && stated.tier.is_some() && own.tier.is_some() && stated.kinship(own) == Kinship::Apart
    }

    /// "(Kèm theo Kế hoạch số 45/KH-UBND ngày …)" at the head of an annex.
    fn heads_annex(&self, mention: &Mention) -> bool {
        let line = self.s[..mention.span.start].rfind('\n').map_or(0, |i| i + 1);
        let lead = self.s[line..mention.span.start].trim_start_matches(['(', ' ', '[']);
        ["Kèm theo", "kèm theo", "Ban hành kèm theo", "ban hành kèm theo"].iter().any(|words| lead.starts_with(words))
    }
}
