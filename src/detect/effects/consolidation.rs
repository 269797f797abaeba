//! Văn bản hợp nhất: which documents it puts together (Pháp lệnh 01/2012/UBTVQH13 art. 11–13: the consolidated text
//! opens with the amended document, its entry into force, and the list of the documents that amended it).
//!
//! Everything else in it is the word of those documents, so that nothing in it is an effect of its own.

use super::found::Found;
use super::structure::Rank;
use super::view::View;
use crate::directive::{DirectiveKind, EffectVerb, Span};

/// Whether the text is a consolidated one: by its kind, its symbol, or the words that it opens or closes with.
pub(super) fn is_one(view: &View) -> bool {
    let header = view.header;
    header.kind == Some(DirectiveKind::VanBanHopNhat)
        || header.symbol.as_deref().is_some_and(|symbol| symbol.contains("VBHN"))
        || view.text.content.contains("XÁC THỰC VĂN BẢN HỢP NHẤT") && !effects(view).is_empty()
}

/// One effect for the amended document and for each that amended it.
pub(super) fn effects(view: &View) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut listing = false;
    for (index, unit) in view.units.iter().enumerate() {
        let words = view.text.content[unit.words.start..unit.words.end].trim_end();
        if unit.rank == Rank::Article || unit.rank == Rank::Chapter || words.starts_with("Căn cứ") {
            break;
        }
        let lead = super::cues::within(view.references, unit.words).first();
        let Some(reference) = lead.filter(|r| r.evidence.span.start < unit.words.start + 4) else { continue };
        let opens = words.contains("sửa đổi, bổ sung bởi") || words.contains("sửa đổi, bổ sung theo");
        if !(opens && found.is_empty() || listing || words.contains("có hiệu lực")) {
            continue;
        }
        listing |= opens;
        // The amended document and a single amender may share a paragraph.
        let mut merged = vec![reference];
        if opens && !words.ends_with(':') {
            let at = unit.words.start + words.find("bổ sung bởi").or(words.find("bổ sung theo")).unwrap_or(0);
            merged.extend(super::cues::within(view.references, Span::new(at, unit.words.end)).first());
        }
        for reference in merged {
            if found.iter().any(|f| f.target.work == reference.work) {
                continue;
            }
            found.push(Found {
                verb: EffectVerb::Consolidates,
                target: view.in_full(reference),
                scope: None,
                except: None,
                phrase: false,
                from: None,
                to: None,
                span: Span::new(unit.words.start, unit.words.start + words.trim_end_matches([':', '.', ';']).len()),
                unit: index,
                rule: "effect/consolidated",
                confidence: 0.95,
            });
        }
    }
    found
}
