//! What the store holds, as statements of validity.

use super::{Document, Found};
use crate::directive::{ActedOn, CitedWork, Effect, Evidence, Reference, Validity, ValidityKind};
use crate::lineage::identity::WorkId;
use crate::lineage::issuer::Issuer;
use crate::lineage::status::{Claim, Party, Source, Statement};

impl Found<Effect> {
    /// Whether its document is of an agency below that of the work it acts on
    /// ([`crate::lineage::status::powers`]).
    pub fn is_beyond_powers(&self) -> bool {
        acted(self).is_beyond_powers()
    }
}

/// What a document does to another, in its own words.
pub(super) fn acted(effect: &Found<Effect>) -> Statement {
    let fact = &effect.fact;
    let claim = Claim::Effect {
        verb: fact.verb,
        by: party(&effect.document),
        on: Party::of(cited(&fact.target)),
        // Words exchanged here and there leave the rest as it is.
        scope: fact.scope.clone().or_else(|| fact.phrase.then(|| "cụm từ".to_owned())),
        except: fact.except.clone(),
        from: fact.from,
        to: fact.to,
    };
    let mut source = text(&effect.document, &fact.evidence, &fact.text, true);
    if let Source::Text { clause, .. } = &mut source {
        clause.clone_from(&fact.clause);
    }
    Statement { claim, source }
}

/// What a document that is neither of the two states one cited work to have done to another. It names no provisions and
/// no day. One that is issued before the other cannot have acted on it: then the sentence was misread or miswritten.
pub(super) fn told(mention: &Found<Reference>, act: &ActedOn) -> Option<Statement> {
    let on = &mention.fact;
    let by = WorkId::of_key(&act.by).filter(|by| by.number.is_some() && by.year.is_some())?;
    let earlier = on.year.as_ref().is_some_and(|year| by.year.as_ref() < Some(year));
    if on.number.is_none() || on.symbol.is_none() || earlier {
        return None;
    }
    let claim = Claim::Effect {
        verb: act.verb,
        by: Party::of(by),
        on: Party::of(cited(&CitedWork::of(on))),
        scope: None,
        except: None,
        from: None,
        to: None,
    };
    Some(Statement { claim, source: text(&mention.document, &on.evidence, &act.text, false) })
}

/// When, for whom or how long a work holds.
pub(super) fn stated(validity: &Found<Validity>) -> Option<Statement> {
    let (document, fact) = (&validity.document, &validity.fact);
    let own = fact.work.is_none();
    let work = fact.work.as_ref().map_or_else(|| party(document), |work| Party::of(cited(work)));
    let claim = match fact.kind {
        ValidityKind::Entry => Claim::Entry { work, from: fact.from?, scope: fact.scope.clone() },
        ValidityKind::Expiry => Claim::Expiry { work, from: fact.from, scope: fact.scope.clone() },
        ValidityKind::Transition => {
            // Of the directive itself it tells how the earlier rules end, not that it goes on.
            fact.work.as_ref()?;
            Claim::Transition { work, scope: fact.scope.clone(), to: fact.to }
        }
        ValidityKind::Applies => Claim::Applies {
            work,
            grades: fact.grades.clone(),
            levels: fact.levels.clone(),
            first: fact.school_year,
            last: fact.school_year_to,
            phase: own
                && fact.school_year.is_some()
                && fact.school_year_to.is_none()
                && !(fact.grades.is_empty() && fact.levels.is_empty()),
        },
    };
    Some(Statement { claim, source: text(document, &fact.evidence, &fact.text, own) })
}

/// What a portal states of the document that was saved from it.
pub(super) fn by_portal(document: &Document, work: &Party) -> Vec<Statement> {
    let Some(record) = &document.metadata.portal else { return Vec::new() };
    let said = |claim: Claim, words: &str| Statement {
        claim,
        source: Source::Portal {
            document: document.id,
            label: document.label(),
            site: record.site.clone(),
            words: words.to_owned(),
        },
    };
    let mut out = Vec::new();
    if let Some((day, words)) = record.effective.as_ref().and_then(|said| Some((said.means?, &said.stated))) {
        out.push(said(Claim::Entry { work: work.clone(), from: day, scope: None }, words));
    }
    if let Some((day, words)) = record.expires.as_ref().and_then(|said| Some((said.means?, &said.stated))) {
        out.push(said(Claim::Expiry { work: work.clone(), from: Some(day), scope: None }, words));
    }
    if let Some((status, words)) = record.status.as_ref().and_then(|said| Some((said.means?, &said.stated))) {
        out.push(said(Claim::Portal { work: work.clone(), status }, words));
    }
    out
}

/// The source that `words` at a place of a document are.
pub(super) fn text(document: &Document, place: &Evidence, words: &str, own: bool) -> Source {
    Source::Text {
        document: document.id,
        label: document.label(),
        date: document.header.date,
        own,
        tier: Issuer::of_header(&document.header).tier,
        draft: document.header.draft,
        page: place.page,
        line: place.line,
        span: place.span,
        words: words.to_owned(),
        clause: None,
    }
}

/// A document of the store; without a number it goes by its file.
pub(super) fn party(document: &Document) -> Party {
    match WorkId::of_header(&document.header) {
        Some(id) => Party::titled(id, document.header.subject.clone()),
        None => Party { id: WorkId::default(), name: document.label(), title: document.header.subject.clone() },
    }
}

/// The work that an effect or a statement names, as it was resolved.
pub(super) fn cited(work: &CitedWork) -> WorkId {
    let meant = WorkId::of_key(&work.work).unwrap_or_else(|| {
        let symbol = work.symbol.as_deref().or(work.name.as_deref());
        WorkId::new(work.kind, work.number.as_deref(), work.year.as_deref(), symbol)
    });
    WorkId { date: work.date.or(meant.date), ..meant }
}
