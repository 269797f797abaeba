//! Text boxes: where they are anchored, and where their texts stand (\[MS-DOC\] 2.8.32, 2.8.37, 2.9.95, 2.9.102).

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::bytes::{plc, u32_at};
use super::fib::{Fib, Part, Stories};

/// The texts of the boxes over the main text by the position of their anchor.
pub fn boxes(fib: &Fib<'_>, stories: &Stories, table: &[u8]) -> BTreeMap<usize, Range<usize>> {
    // A shape names itself in its anchor and in the list of texts.
    let texts: HashMap<u32, Range<usize>> = plc(fib.part(Part::BoxTexts, table), 22)
        .filter_map(|(from, to, about)| {
            let start = stories.boxes.saturating_add(from as usize);
            Some((u32_at(about, 14)?, start..stories.boxes.saturating_add(to as usize)))
        })
        .collect();
    plc(fib.part(Part::Shapes, table), 26)
        .filter(|(anchor, ..)| (*anchor as usize) < stories.main)
        .filter_map(|(anchor, _, shape)| Some((anchor as usize, texts.get(&u32_at(shape, 0)?)?.clone())))
        .collect()
}
