//! Effects and validity out of the store: what a document does to others, what is done to a work, and for whom it holds.

mod common;

use std::path::Path;

use chidao::directive::{EffectVerb, SchoolYear, ValidityKind};
use chidao::store::{Filter, Store};
use common::Sample;

fn works(store: &Store, number: &str, symbol: &str) -> Vec<i64> {
    let works = store.works_numbered(number).expect("a store that can be read");
    works.iter().filter(|work| work.symbol.as_deref() == Some(symbol)).map(|work| work.id).collect()
}

#[test]
fn an_effect_is_found_from_both_its_ends() {
    let sample = Sample::of(&["corpus"]);
    let store = Store::open(Path::new(sample.folder())).expect("a store");
    // The time frame of 2023-2024 replaces that of the year before.
    let found = store.effects_on(&works(&store, "1987", "QĐ-UBND"), &Filter::default()).expect("effects");
    let [effect] = &found[..] else { panic!("one effect, not {found:?}") };
    assert_eq!((effect.fact.verb, effect.fact.scope.as_deref()), (EffectVerb::Replaces, None));
    assert!(effect.fact.from.is_some() && effect.fact.evidence.page > 0 && effect.fact.clause.is_some());
    let by = store.effects_by(effect.document.id).expect("effects");
    assert_eq!(by.iter().map(|found| found.id).collect::<Vec<_>>(), [effect.id]);
}

#[test]
fn a_regulation_holds_for_grades_in_school_years() {
    let sample = Sample::of(&["corpus"]);
    let store = Store::open(Path::new(sample.folder())).expect("a store");
    let year: SchoolYear = "2023-2024".parse().expect("a school year");
    let says = |number: &str, symbol: &str, grade: u32| {
        let stated = store.applies_to(&works(&store, number, symbol), &Filter::default()).expect("statements");
        let held = stated.iter().filter(|found| {
            let fact = &found.fact;
            fact.kind == ValidityKind::Applies
                && fact.covers_year(year) == Some(true)
                && fact.concerns_grade(grade) == Some(true)
        });
        held.count()
    };
    assert!(says("27", "TT-BGDĐT", 4) > 0);
    assert_eq!(says("27", "TT-BGDĐT", 5), 0, "grade 5 was still under the earlier rules");
    assert!(says("30", "TT-BGDĐT", 5) > 0 && says("22", "TT-BGDĐT", 5) > 0);
    assert_eq!(says("30", "TT-BGDĐT", 4), 0);
}

#[test]
fn show_lists_effects_and_validity() {
    let sample = Sample::of(&["corpus"]);
    let said = sample.json(&["show", "2145/QĐ-UBND"]);
    let effects = said["effects"].as_array().expect("a list");
    assert_eq!(effects[0]["fact"]["target"]["work"], "quyet-dinh:1987//QĐ-UBND@2022:tp-hai-thanh");
    let (code, out, err) = sample.ask(&["show", "2145/QĐ-UBND"]);
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("replaces") && out.contains("Quyết định 1987/QĐ-UBND") && out.contains("takes effect"),
        "{out}"
    );
}
