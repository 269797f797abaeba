//! Which found item is which wanted one.

use super::gold::{Deadline, Reference, Target};
use super::wording::{norm, number, overlap, symbol, words};

/// An item that can be wanted and found.
pub(super) trait Item {
    /// How well a found item answers this wanted one; 0.0 is not at all.
    fn fit(&self, found: &Self) -> f64;
    /// Whether finding it is neither rewarded nor punished.
    fn is_optional(&self) -> bool;
    /// The item as written.
    fn text(&self) -> &str;

    /// Whether the two stand at the same words, whatever was made of them.
    fn is_near(&self, found: &Self) -> bool {
        overlap(self.text(), found.text()) >= 0.6
    }
}

impl Item for Reference {
    fn fit(&self, found: &Self) -> f64 {
        let near = || overlap(&self.text, &found.text);
        if self.number.is_none() {
            let same = found.number.is_none() && self.kind == found.kind && near() >= 0.6;
            return if same { 1.0 } else { 0.0 };
        }
        let key = |r: &Reference| {
            (r.kind.clone(), number(r.number.as_deref()), number(r.year.as_deref()), symbol(r.symbol.as_deref()))
        };
        if key(self) != key(found) {
            return 0.0;
        }
        // Of several mentions of one document, the one with the same words and date is the same mention.
        1.0 + near() + if self.date == found.date { 1.0 } else { 0.0 }
    }

    fn is_optional(&self) -> bool {
        self.optional
    }

    fn text(&self) -> &str {
        &self.text
    }
}

impl Item for Deadline {
    fn fit(&self, found: &Self) -> f64 {
        if (&self.kind, &self.start, &self.end) != (&found.kind, &found.start, &found.end) {
            return 0.0;
        }
        let near = overlap(&self.text, &found.text);
        let action = |d: &Deadline| d.action.clone().unwrap_or_default();
        if near >= 0.5 { near + overlap(&action(self), &action(found)) } else { 0.0 }
    }

    fn is_optional(&self) -> bool {
        self.optional
    }

    fn text(&self) -> &str {
        &self.text
    }
}

impl Item for Target {
    fn fit(&self, found: &Self) -> f64 {
        // An upper end of 0 is none.
        let upper = |t: &Target| t.value_max.filter(|value| *value != 0.0);
        let same = self.kind == found.kind
            && self.op == found.op
            && self.value.is_some()
            && self.value == found.value
            && upper(self) == upper(found)
            && unit_fits(self.unit.as_deref(), found.unit.as_deref());
        if !same {
            return 0.0;
        }
        let near = overlap(&self.text, &found.text).max(overlap(&self.subject, &found.subject));
        if near >= 0.5 { near } else { 0.0 }
    }

    fn is_optional(&self) -> bool {
        self.optional
    }

    fn text(&self) -> &str {
        &self.text
    }
}

/// Per cent is per cent; counted things fit when they share a word ("trường", "trường học").
fn unit_fits(a: Option<&str>, b: Option<&str>) -> bool {
    let (a, b) = (norm(a.unwrap_or_default()), norm(b.unwrap_or_default()));
    if a == "%" || b == "%" {
        return a == b;
    }
    let b = words(&b);
    words(&a).iter().any(|word| b.contains(word))
}

/// Who is paired with whom, by index.
pub(super) struct Pairs {
    /// For each wanted item, the found one.
    pub found_of: Vec<Option<usize>>,
    /// For each found item, whether it is taken.
    pub taken: Vec<bool>,
}

/// Greedy one-to-one pairing: required items first, then the best fits; among equals those that stand at the same part
/// of their lists.
pub(super) fn pair<T: Item>(wanted: &[T], found: &[T]) -> Pairs {
    let mut candidates = Vec::new();
    for (i, item) in wanted.iter().enumerate() {
        for (j, other) in found.iter().enumerate() {
            let fit = item.fit(other);
            if fit > 0.0 {
                candidates.push((!item.is_optional(), fit, (i * found.len()).abs_diff(j * wanted.len()), i, j));
            }
        }
    }
    candidates.sort_by(|a, b| {
        b.0.cmp(&a.0)
            .then(b.1.total_cmp(&a.1))
            .then(a.2.cmp(&b.2))
            // Between equals the later pair first, as the reference scorer does.
            .then((b.3, b.4).cmp(&(a.3, a.4)))
    });
    let mut pairs = Pairs { found_of: vec![None; wanted.len()], taken: vec![false; found.len()] };
    for (_, _, _, i, j) in candidates {
        if pairs.found_of[i].is_none() && !pairs.taken[j] {
            pairs.found_of[i] = Some(j);
            pairs.taken[j] = true;
        }
    }
    pairs
}
