//! The list rules of a document (\[MS-DOC\] 2.9.131, 2.9.147, 2.9.150, 2.9.188, 2.9.189).

use std::collections::HashMap;

use super::bytes::{slice, u16_at, u32_at};
use crate::source::numbering::{Counters, LEVELS, Level, NumberFormat};

/// The lists of a document with the state of their counters.
#[derive(Debug, Default)]
pub struct Lists {
    /// By the number that paragraphs use, from 1: whose counters it shares, and its levels.
    lists: Vec<(String, Vec<Level>)>,
    counters: Counters,
}

const LIST: usize = 28;
const OVERRIDE: usize = 16;
/// More lists than this are damage.
const MOST: usize = 4_096;

impl Lists {
    /// Reads the rules: `rules` begins with the table of lists, behind which their levels follow; `overrides` is the
    /// table that paragraphs refer to. What makes no sense has no labels.
    pub fn new(rules: &[u8], overrides: &[u8]) -> Self {
        let rules = levels_by_list(rules).unwrap_or_default();
        Self { lists: lists(overrides, &rules).unwrap_or_default(), counters: Counters::default() }
    }

    /// The label of the next paragraph of a list (from 1) at a level (from 0).
    pub fn label(&mut self, list: u16, level: u8) -> Option<String> {
        let (shared, levels) = self.lists.get(usize::from(list).checked_sub(1)?)?;
        self.counters.next(shared, levels, usize::from(level))
    }
}

fn levels_by_list(bytes: &[u8]) -> Option<HashMap<u32, Vec<Level>>> {
    let count = usize::from(u16_at(bytes, 0)?).min(MOST);
    let mut at = 2 + LIST * count;
    let mut found = HashMap::new();
    for index in 0..count {
        let list = slice(bytes, 2 + LIST * index, LIST)?;
        let is_simple = list[26] & 1 != 0;
        let mut levels = Vec::new();
        for _ in 0..if is_simple { 1 } else { LEVELS } {
            let Some((level, length)) = level(bytes.get(at..)?) else { return Some(found) };
            levels.push(level);
            at += length;
        }
        found.insert(u32_at(list, 0)?, levels);
    }
    Some(found)
}

/// A level with its length in bytes.
fn level(bytes: &[u8]) -> Option<(Level, usize)> {
    let head = slice(bytes, 0, 28)?;
    let text = 28 + usize::from(head[24]) + usize::from(head[25]);
    let count = usize::from(u16_at(bytes, text)?);
    let mut pattern = String::new();
    let units = slice(bytes, text + 2, 2 * count)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    for character in char::decode_utf16(units).flatten() {
        match character {
            // The number of a level stands as the level itself.
            '\0'..='\u{8}' => pattern.push_str(&format!("%{}", u32::from(character) + 1)),
            _ => pattern.push(character),
        }
    }
    let format = match head[4] {
        1 => NumberFormat::UpperRoman,
        2 => NumberFormat::LowerRoman,
        3 => NumberFormat::UpperLetter,
        4 => NumberFormat::LowerLetter,
        22 => NumberFormat::DecimalZero,
        23 => NumberFormat::Bullet,
        255 => NumberFormat::None,
        _ => NumberFormat::Decimal,
    };
    // A counter from there would count nothing that a document has.
    let start = u32_at(head, 0)?.min(0x7FFF);
    Some((Level { format, pattern, start, legal: head[5] & 4 != 0 }, text + 2 + 2 * count))
}

fn lists(bytes: &[u8], rules: &HashMap<u32, Vec<Level>>) -> Option<Vec<(String, Vec<Level>)>> {
    let count = (u32_at(bytes, 0)? as usize).min(MOST);
    let mut at = 4 + OVERRIDE * count;
    let mut found = Vec::new();
    for index in 0..count {
        let head = slice(bytes, 4 + OVERRIDE * index, OVERRIDE)?;
        let id = u32_at(head, 0)?;
        let mut levels = rules.get(&id).cloned().unwrap_or_default();
        let restarts = own_levels(bytes, &mut at, usize::from(head[12]), &mut levels).unwrap_or(false);
        let shared = if restarts { format!("override {index}") } else { format!("list {id}") };
        found.push((shared, levels));
    }
    Some(found)
}

/// Applies what a list changes of the levels of its rule; says whether it counts by itself.
fn own_levels(bytes: &[u8], at: &mut usize, count: usize, levels: &mut [Level]) -> Option<bool> {
    // A position that is not used comes first.
    *at += 4;
    let mut restarts = false;
    for _ in 0..count {
        let (start, flags) = (u32_at(bytes, *at)?, u32_at(bytes, *at + 4)?);
        *at += 8;
        let slot = levels.get_mut((flags & 0xF) as usize);
        if flags & 0x20 != 0 {
            let (own, length) = level(bytes.get(*at..)?)?;
            *at += length;
            if let Some(slot) = slot {
                *slot = own;
                restarts = true;
            }
        } else if let Some(slot) = slot.filter(|_| flags & 0x10 != 0) {
            slot.start = start.min(0x7FFF);
            restarts = true;
        }
    }
    Some(restarts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(format: u8, start: u32, text: &[u16]) -> Vec<u8> {
        let mut bytes = start.to_le_bytes().to_vec();
        bytes.push(format);
        bytes.extend([0; 23]);
        bytes.extend((text.len() as u16).to_le_bytes());
        bytes.extend(text.iter().flat_map(|unit| unit.to_le_bytes()));
        bytes
    }

    /// One list of nine levels, the first ones as given.
    fn rules(levels: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = 1u16.to_le_bytes().to_vec();
        bytes.extend(77u32.to_le_bytes());
        bytes.extend([0; 24]);
        bytes.extend(levels.iter().flatten());
        (levels.len()..LEVELS).for_each(|_| bytes.extend(rule(0, 1, &[])));
        bytes
    }

    fn overrides(starts: &[Option<u32>]) -> Vec<u8> {
        let mut bytes = (starts.len() as u32).to_le_bytes().to_vec();
        for start in starts {
            bytes.extend(77u32.to_le_bytes());
            bytes.extend([0; 8]);
            bytes.extend([u8::from(start.is_some()), 0, 0, 0]);
        }
        for start in starts {
            bytes.extend([0xFF; 4]);
            if let Some(start) = start {
                bytes.extend(start.to_le_bytes());
                bytes.extend(0x10u32.to_le_bytes());
            }
        }
        bytes
    }

    #[test]
    fn labels_are_counted_by_list_and_level() {
        let rules = rules(&[rule(1, 1, &[0, u16::from(b'.')]), rule(4, 1, &[1, u16::from(b')')])]);
        let mut lists = Lists::new(&rules, &overrides(&[None, None, Some(5)]));
        let mut labels = Vec::new();
        for (list, level) in [(1, 0), (1, 1), (1, 1), (2, 0), (2, 1), (3, 0), (3, 0)] {
            labels.extend(lists.label(list, level));
        }
        // The second list counts on with the first, the third by itself.
        assert_eq!(labels, ["I.", "a)", "b)", "II.", "a)", "V.", "VI."]);
        assert_eq!((lists.label(0, 0), lists.label(9, 0)), (None, None));
    }

    #[test]
    fn damage_costs_labels_only() {
        let (rules, overrides) = (rules(&[rule(1, 1, &[0])]), overrides(&[Some(5)]));
        for cut in 0..rules.len() {
            let _label = Lists::new(&rules[..cut], &overrides).label(1, 0);
        }
        for cut in 0..overrides.len() {
            let _label = Lists::new(&rules, &overrides[..cut]).label(1, 0);
        }
        assert_eq!(Lists::new(&[], &[]).label(1, 0), None);
    }
}
