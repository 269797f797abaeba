//! References of two years side by side: what is cited still, no more, anew, and in its next year's version.

use serde::Serialize;

use crate::directive::Reference;
use crate::lineage::identity::WorkId;

/// What became of a cited work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Cited in both years.
    Kept,
    /// The later year cites its next version instead (1702/SGDĐT-GDTH → 1845/SGDĐT-GDTH).
    Followed,
    /// Only in the later year.
    Added,
    /// Only in the earlier year.
    Dropped,
}

/// A work in both years or one, by the index of its first mention in the lists given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// Index into the earlier mentions.
    pub old: Option<usize>,
    /// Index into the later mentions.
    pub new: Option<usize>,
    /// What changed.
    pub change: Change,
}

/// Compares what two versions cite; `follows` says whether a work (by its key) is the next year's version of another.
/// What is kept and followed comes first, in the order of the later year, then what was added and what was dropped.
pub fn compare(old: &[&Reference], new: &[&Reference], follows: impl Fn(&str, &str) -> bool) -> Vec<Pair> {
    let (mut before, mut after) = (works(old), works(new));
    let mut pairs = Vec::new();
    let mut take = |change: Change, fits: &dyn Fn(&Reference, &Reference) -> bool| {
        after.retain(|j| {
            let found = before.iter().position(|i| fits(old[*i], new[*j]));
            if let Some(at) = found {
                pairs.push(Pair { old: Some(before.remove(at)), new: Some(*j), change });
            }
            found.is_none()
        });
    };
    take(Change::Kept, &|a, b| a.work == b.work);
    // "Thông tư 27" one year, "Thông tư số 27/2020/TT-BGDĐT" the next.
    take(Change::Kept, &|a, b| WorkId::of_reference(a).agrees(&WorkId::of_reference(b)));
    take(Change::Followed, &|a, b| follows(&a.work, &b.work));
    pairs.sort_by_key(|pair| (pair.change, pair.new));
    pairs.extend(after.into_iter().map(|j| Pair { old: None, new: Some(j), change: Change::Added }));
    pairs.extend(before.into_iter().map(|i| Pair { old: Some(i), new: None, change: Change::Dropped }));
    pairs
}

/// The first mention of each work; of one that is cited more fully elsewhere the fuller one.
fn works(list: &[&Reference]) -> Vec<usize> {
    let mut first: Vec<usize> = Vec::new();
    for (index, reference) in list.iter().enumerate() {
        if !first.iter().any(|known| list[*known].work == reference.work) {
            first.push(index);
        }
    }
    // "Thông tư 27", "Thông tư 27/2020" and "Thông tư 27/2020/TT-BGDĐT" in one paper are one work.
    let parts = |index: usize| usize::from(list[index].year.is_some()) + usize::from(list[index].symbol.is_some());
    let counts = |index: &usize| {
        let own = WorkId::of_reference(list[*index]);
        let fuller = |other: &usize| parts(*other) > parts(*index) && own.agrees(&WorkId::of_reference(list[*other]));
        list[*index].number.is_none() || !first.iter().any(fuller)
    };
    first.iter().copied().filter(|index| counts(index)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::mentions;

    fn seen(old: &str, new: &str) -> Vec<(Change, Option<String>, Option<String>)> {
        let (old, new) = (mentions(old), mentions(new));
        let (a, b): (Vec<_>, Vec<_>) = (old.iter().collect(), new.iter().collect());
        let follows = |x: &str, y: &str| x.contains("1702") && y.contains("1845");
        let number = |list: &[Reference], index: Option<usize>| index.and_then(|index| list[index].number.clone());
        compare(&a, &b, follows).iter().map(|p| (p.change, number(&old, p.old), number(&new, p.new))).collect()
    }

    #[test]
    fn works_are_kept_followed_added_and_dropped() {
        let some = |number: &str| Some(number.to_owned());
        assert_eq!(
            seen(
                "Công văn 1702/SGDĐT-GDTH; Thông tư 27/2020/TT-BGDĐT; Thông tư 27/2020/TT-BGDĐT; Quyết định 16/2006/QĐ-BGDĐT",
                "Công văn 1845/SGDĐT-GDTH; Thông tư 27; Thông tư 09/2024/TT-BGDĐT"
            ),
            [
                (Change::Kept, some("27"), some("27")),
                (Change::Followed, some("1702"), some("1845")),
                (Change::Added, None, some("9")),
                (Change::Dropped, some("16"), None),
            ]
        );
    }

    #[test]
    fn a_bare_mention_of_what_is_cited_in_full_counts_once() {
        let text = "Thông tư 27; Thông tư 27/2020/TT-BGDĐT; Thông tư 27/2020";
        assert_eq!(seen(text, text).len(), 1);
    }
}
