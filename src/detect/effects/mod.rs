//! Tác động và hiệu lực: what a directive does to other documents, and when and for whom documents hold.
//!
//! [`cues`] looks once over the text; most directives end there. [`structure`] reads the clauses and sets quoted new
//! wording apart; [`instruction`], [`list`], [`statement`] and [`consolidation`] find effects in the directive's own
//! words, [`object`] and [`provision`] read what their verbs govern, [`inherit`] names the document that an instruction
//! leaves to its heading. [`entry`] reads entry into force and expiry, [`transition`] who goes on under earlier rules,
//! [`applies`] which regulation holds for which grades in which school year. The mentions come from [`references`](mod@super::references) and are not read anew.

mod applies;
mod consolidation;
mod cues;
mod date;
mod entry;
mod found;
mod inherit;
mod instruction;
mod list;
mod object;
mod operation;
mod provision;
mod statement;
mod structure;
#[cfg(test)]
mod tests;
mod transition;
mod view;
mod words;

use std::collections::BTreeSet;

use crate::detect::Outline;
use crate::detect::tokens::Tokens;
use crate::directive::{DirectiveKind, Effect, EffectVerb, Header, PartialDate, Reference, Validity};
use entry::Entry;
use found::Found;
use view::View;

/// Finds what the directive does to other documents, and what it states of validity, each in the order of the text.
pub fn detect(
    tokens: &Tokens<'_>,
    header: &Header,
    outline: &Outline,
    references: &[Reference],
) -> (Vec<Effect>, Vec<Validity>) {
    let mut validity = applies::of_references(tokens, outline, references);
    if !cues::promising(tokens, references) {
        return (Vec::new(), validity);
    }
    let view = View::new(tokens, header, outline, references);
    if consolidation::is_one(&view) {
        let found = consolidation::effects(&view);
        return (found.into_iter().map(|found| effect(&view, &Entry::default(), found)).collect(), validity);
    }
    let entry = entry::read(&view);
    let title = inherit::Title::of(&view);
    let mut found = instruction::effects(&view, &title);
    found.extend(statement::effects(&view));
    found.retain(|found| may(header.kind, found));
    found.sort_by_key(|found| found.span.start);
    let found = once(found);
    let effects = found.into_iter().map(|found| effect(&view, &entry, found)).collect();
    validity.extend(applies::of_itself(&view));
    let goes_on = transition::read(&view);
    let told = |v: &Validity| validity.iter().any(|other| other.evidence.span.overlaps(&v.evidence.span));
    let goes_on: Vec<Validity> = goes_on.into_iter().filter(|v| !told(v)).collect();
    validity.extend(goes_on);
    validity.extend(entry.validity);
    validity.sort_by_key(|validity| validity.evidence.span.start);
    (effects, validity)
}

/// Each effect once: a table of contents repeats the headings, and a heading the instructions below it.
fn once(found: Vec<Found>) -> Vec<Found> {
    let key = |found: &Found| {
        (found.verb, found.target.work.clone(), found.scope.as_ref().map(|scope| provision::key(&scope.words)))
    };
    let scoped: BTreeSet<_> = found
        .iter()
        .filter(|f| f.scope.is_some() && f.verb == EffectVerb::Amends)
        .map(|f| f.target.work.clone())
        .collect();
    let mut seen = BTreeSet::new();
    let general = |f: &Found| f.scope.is_none() && f.verb == EffectVerb::Amends && scoped.contains(&f.target.work);
    found.into_iter().filter(|f| !general(f) && seen.insert(key(f))).collect()
}

/// Whether a document of this kind can do that: a document is changed by its own issuer or one above, in a document
/// of the same or a higher rank (Luật Ban hành VBQPPL 64/2025/QH15 art. 8). A mention that breaks this stands in a title.
fn may(kind: Option<DirectiveKind>, found: &Found) -> bool {
    let rank = |kind: DirectiveKind| match kind {
        DirectiveKind::Luat | DirectiveKind::PhapLenh => 3,
        DirectiveKind::NghiDinh => 2,
        _ => 1,
    };
    // A resolution may be that of Quốc hội.
    let own = match kind {
        None | Some(DirectiveKind::NghiQuyet | DirectiveKind::Khac) => 3,
        Some(kind) => rank(kind),
    };
    own >= rank(found.target.kind)
}

fn effect(view: &View, entry: &Entry, found: Found) -> Effect {
    let clause = view.place(found.unit);
    let staggered = clause.as_deref().and_then(|clause| part_from(entry, clause));
    Effect {
        text: view.text.words_of(found.span),
        verb: found.verb,
        target: found.target,
        scope: found.scope.map(|scope| scope.words),
        except: found.except,
        phrase: found.phrase,
        from: found.from.or(staggered).or(entry.from),
        to: found.to,
        clause,
        section: view.outline.path_at(found.span.start),
        evidence: view.text.evidence(found.span, found.rule, found.confidence),
    }
}

/// The day on which the clause takes effect, where that of the directive differs for it: "Điểm b khoản 1, khoản 4 …
/// Điều 1 của Luật này có hiệu lực từ ngày …".
fn part_from(entry: &Entry, clause: &str) -> Option<PartialDate> {
    entry.parts.iter().find(|(words, _)| provision::covers(words, clause)).map(|(_, day)| *day)
}
