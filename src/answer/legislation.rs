//! A directive as linked data: JSON-LD of the type `Legislation` of schema.org (<https://schema.org/Legislation>).

use serde_json::{Map, Value, json};

use crate::catalogue::evidence;
use crate::directive::{Effect, EffectVerb, PartialDate};
use crate::lineage::identity::WorkId;
use crate::lineage::registry::Registry;
use crate::lineage::status::{Basis, Claim, Evidence, Question, Verdict, status};
use crate::store::{Document, Filter, Store, StoreError};

/// Describes a directive of the store. `schemaVersion` names the schema; what is not known is left out.
///
/// # Errors
/// Where the store cannot be read.
pub fn legislation(store: &Store, registry: &Registry, document: &Document) -> Result<Value, StoreError> {
    let header = &document.header;
    let own = Filter { document: Some(document.id), copies: true, ..Filter::default() };
    let mut said = Map::new();
    let mut say = |name: &str, value: Option<Value>| {
        said.extend(value.map(|value| (name.to_owned(), value)));
    };
    say("@context", Some(json!("https://schema.org")));
    say("@type", Some(json!("Legislation")));
    say("schemaVersion", Some(json!("chidao/legislation@1")));
    say("name", Some(json!(document.titled())));
    say("legislationIdentifier", header.number.is_some().then(|| json!(document.label())));
    say("legislationType", header.kind.map(|kind| json!(kind.name())));
    say("description", header.subject.as_ref().map(|subject| json!(subject)));
    say("inLanguage", Some(json!("vi")));
    // A date of schema.org is a whole day.
    let day = header.date.filter(|date| matches!(date, PartialDate::Day(_)));
    say("legislationDate", day.map(|date| json!(date)));
    say(
        "legislationPassedBy",
        header.issuer.as_ref().map(|name| json!({ "@type": "GovernmentOrganization", "name": name })),
    );
    let years: Vec<String> =
        document.school_years.iter().map(|year| format!("{}-09-01/{}-08-31", year.first(), year.last())).collect();
    say("temporalCoverage", (!years.is_empty() && !document.year_inferred).then(|| json!(years)));
    let mut cited: Vec<(String, Value)> = Vec::new();
    for mention in store.mentions(&own)? {
        if !cited.iter().any(|(key, _)| *key == mention.fact.work) {
            cited.push((mention.fact.work.clone(), named(&WorkId::meant_by(&mention.fact))));
        }
    }
    say("citation", (!cited.is_empty()).then(|| cited.into_iter().map(|(_, work)| work).collect()));
    let effects = store.effects(&own)?;
    let of = |is_meant: fn(&Effect) -> bool| -> Option<Value> {
        let its = effects.iter().filter(|effect| is_meant(&effect.fact));
        let works: Vec<Value> = its
            .map(|effect| {
                let target = &effect.fact.target;
                let symbol = target.symbol.as_deref().or(target.name.as_deref());
                named(&WorkId::new(target.kind, target.number.as_deref(), target.year.as_deref(), symbol))
            })
            .fold(Vec::new(), |mut works, work| {
                if !works.contains(&work) {
                    works.push(work);
                }
                works
            });
        (!works.is_empty()).then(|| works.into())
    };
    // What is replaced is repealed as well: schema.org has no other word for it. What ends in part is changed.
    say("legislationRepeals", of(ends));
    say("legislationChanges", of(|effect| !ends(effect) && effect.verb != EffectVerb::Consolidates));
    say("legislationConsolidates", of(|effect| effect.verb == EffectVerb::Consolidates));
    if let Some(work) = WorkId::of_header(header) {
        let known = evidence(Some(store), registry, std::slice::from_ref(&work))?;
        say("legislationDateOfApplicability", in_effect(&work, &known).map(|date| json!(date)));
        let force = legal_force(&work, &known).map(|force| json!(format!("https://schema.org/{force}")));
        say("legislationLegalForce", force);
    }
    Ok(Value::Object(said))
}

/// Whether an effect ends the other document as a whole.
fn ends(effect: &Effect) -> bool {
    matches!(effect.verb, EffectVerb::Replaces | EffectVerb::Repeals)
        && effect.scope.is_none()
        && effect.except.is_none()
        && !effect.phrase
}

/// The first day on which it holds, as it says itself or as the registry knows; a date of schema.org is a whole day.
fn in_effect(work: &WorkId, known: &Evidence) -> Option<PartialDate> {
    let from = known.about(work).find_map(|statement| match statement.claim {
        Claim::Entry { from, scope: None, .. } if !statement.source.is_draft() => Some(from),
        _ => None,
    });
    from.filter(|date| matches!(date, PartialDate::Day(_)))
}

/// A work that is cited or changed.
fn named(work: &WorkId) -> Value {
    let mut said = json!({ "@type": "Legislation", "name": work.to_string() });
    if work.number.is_some() {
        let bare = WorkId { kind: None, ..work.clone() };
        said["legislationIdentifier"] = bare.to_string().into();
    }
    if let Some(kind) = work.kind {
        said["legislationType"] = kind.name().into();
    }
    said
}

/// Whether it is in force today, in the words of schema.org; none where that is not known.
fn legal_force(work: &WorkId, known: &Evidence) -> Option<&'static str> {
    let status = status(work, known, &Question::on(jiff::Zoned::now().date())?);
    match status.verdict {
        // Linked data cannot say "as far as this store can see", and is read where nobody knows what the store holds.
        Verdict::InForce if status.basis == Some(Basis::NothingContrary) => None,
        Verdict::InForce => Some("InForce"),
        Verdict::Partly | Verdict::NotYetForGrade => Some("PartiallyInForce"),
        Verdict::Replaced | Verdict::Repealed | Verdict::Expired | Verdict::Suspended | Verdict::NotYet => {
            Some("NotInForce")
        }
        Verdict::NotForGrade | Verdict::Unknown => None,
    }
}
