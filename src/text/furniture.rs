//! Page furniture: page numbers, running heads, stamps, and what the source has set aside itself.
//!
//! It stands between the two halves of a sentence that runs over a page, so it is taken out before lines are joined;
//! it is kept in [`super::Text::set_aside`], because a stamp may be all that a scanned page says of its date.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::clean::clean;
use super::fold::fold;
use super::line::Line;
use super::{SetAside, SetAsideKind, stamp};
use crate::source::{AsideKind, RawDocument};

/// Takes the furniture out of `lines`.
pub fn take(raw: &RawDocument, lines: &mut Vec<Line>) -> Vec<SetAside> {
    let heights: HashMap<u32, f32> = raw.pages.iter().filter_map(|p| Some((p.number, p.size?.1))).collect();
    let edges = Edges::of(lines, &heights);
    let heads = running_heads(lines, &edges, raw.pages.len());
    let stamps = stamps(lines);
    let kinds: Vec<Option<SetAsideKind>> = lines
        .iter()
        .enumerate()
        .map(|(i, line)| {
            if stamps.contains(&i) {
                Some(SetAsideKind::Stamp)
            } else if line.cell.is_some() || line.footnote.is_some() {
                None
            } else if heads.contains(&i) || GAZETTE.is_match(&line.text()) {
                Some(SetAsideKind::RunningHead)
            } else {
                (edges.outer.contains(&i) && is_page_number(line, &edges)).then_some(SetAsideKind::PageNumber)
            }
        })
        .collect();
    let mut aside: Vec<SetAside> = raw
        .pages
        .iter()
        .flat_map(|page| {
            page.aside.iter().map(|aside| SetAside {
                page: page.number,
                kind: match aside.kind {
                    AsideKind::Stamp => SetAsideKind::Stamp,
                    AsideKind::Watermark => SetAsideKind::Watermark,
                    AsideKind::Comment => SetAsideKind::Comment,
                    AsideKind::RunningHead => SetAsideKind::RunningHead,
                },
                text: clean(&aside.text).join(" "),
            })
        })
        .collect();
    aside.extend(remove(lines, &kinds));
    aside.sort_by_key(|aside| aside.page);
    aside
}

/// Takes out page numbers inside pages, left by a text that had other pages before: a run of ever higher numbers on
/// lines of their own.
pub fn take_loose_numbers(lines: &mut Vec<Line>) -> Vec<SetAside> {
    let alone: Vec<(usize, u32)> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| l.cell.is_none() && l.footnote.is_none() && l.words.len() == 1)
        .filter_map(|(i, l)| Some((i, l.first().parse().ok()?)))
        .collect();
    let rising = alone.windows(2).all(|w| w[1].1 == w[0].1 + 1);
    if alone.len() < 3 || !rising {
        return Vec::new();
    }
    let mut kinds = vec![None; lines.len()];
    for (i, _) in alone {
        kinds[i] = Some(SetAsideKind::PageNumber);
    }
    remove(lines, &kinds)
}

fn remove(lines: &mut Vec<Line>, kinds: &[Option<SetAsideKind>]) -> Vec<SetAside> {
    let mut aside = Vec::new();
    let mut kinds = kinds.iter();
    lines.retain(|line| match kinds.next().copied().flatten() {
        Some(kind) => {
            aside.push(SetAside { page: line.page, kind, text: line.text() });
            false
        }
        None => true,
    });
    aside
}

/// Which lines stand at the head or foot of a page.
struct Edges {
    /// Lines where a page number or a running head may stand.
    outer: HashSet<usize>,
    /// Whether the source has geometry.
    measured: bool,
    /// Page numbers count from here in plain text: number on the page minus page.
    offset: Option<i64>,
}

impl Edges {
    fn of(lines: &[Line], heights: &HashMap<u32, f32>) -> Self {
        let mut outer = HashSet::new();
        let mut start = 0;
        while start < lines.len() {
            let page = lines[start].page;
            let end = start + lines[start..].iter().take_while(|l| l.page == page).count();
            match heights.get(&page) {
                Some(height) => {
                    outer.extend(
                        (start..end)
                            .filter(|i| lines[*i].rect.is_some_and(|r| r.y1 < 0.11 * height || r.y0 > 0.89 * height)),
                    );
                }
                None => outer.extend((start..end).filter(|i| *i < start + 2 || *i + 2 >= end)),
            }
            start = end;
        }
        let mut edges = Self { outer, measured: !heights.is_empty(), offset: None };
        edges.offset = edges.numbering(lines);
        edges
    }

    /// In plain text a number at the edge of a page is a page number where two pages agree on the count.
    fn numbering(&self, lines: &[Line]) -> Option<i64> {
        let mut offsets: HashMap<i64, HashSet<u32>> = HashMap::new();
        for i in &self.outer {
            if let Some(n) = number(&lines[*i]) {
                offsets.entry(n - i64::from(lines[*i].page)).or_default().insert(lines[*i].page);
            }
        }
        let (offset, pages) = offsets.into_iter().max_by_key(|(offset, pages)| (pages.len(), -offset.abs()))?;
        (pages.len() >= 2).then_some(offset)
    }
}

/// The number that a line consists of: `2`, `- 2 -`, `Trang 2/15`.
fn number(line: &Line) -> Option<i64> {
    static ALONE: LazyLock<Regex> = LazyLock::new(|| {
        compiled(r"(?i)^[-–—\[(]?\s*(?:trang\s*:?\s*)?(\d{1,4})(?:\s*(?:/|trên)\s*\d{1,4})?\s*[-–—\])]?$")
    });
    ALONE.captures(&line.text())?.get(1)?.as_str().parse().ok()
}

fn is_page_number(line: &Line, edges: &Edges) -> bool {
    let Some(n) = number(line) else { return false };
    edges.measured || edges.offset == Some(n - i64::from(line.page))
}

/// Lines at the head or foot that come again on many pages, whatever number they carry.
fn running_heads(lines: &[Line], edges: &Edges, pages: usize) -> HashSet<usize> {
    let mut seen: HashMap<String, (HashSet<u32>, Vec<usize>)> = HashMap::new();
    for i in &edges.outer {
        let line = &lines[*i];
        let key: String = fold(&line.text())
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| if c.is_ascii_digit() { '#' } else { c })
            .collect();
        if line.cell.is_none() && line.footnote.is_none() && key.chars().any(char::is_alphabetic) {
            let (on, places) = seen.entry(key).or_default();
            on.insert(line.page);
            places.push(*i);
        }
    }
    // Odd and even pages may have different heads, and the first page none.
    let enough = (pages * 2 / 5).max(if edges.measured { 2 } else { 3 });
    seen.into_values().filter(|(on, _)| on.len() >= enough).flat_map(|(_, places)| places).collect()
}

/// Lines of stamps, each in one region of the page.
fn stamps(lines: &[Line]) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut i = 0;
    while let Some(first) = lines.get(i) {
        let together = |l: &&Line| l.page == first.page && l.block == first.block && l.cell == first.cell;
        let texts: Vec<String> = lines[i..].iter().take(stamp::LONGEST).take_while(together).map(Line::text).collect();
        let length = stamp::length(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        found.extend(i..i + length);
        i += length.max(1);
    }
    found
}

/// The running head of the official gazette (Công báo), of the state and of the provinces.
static GAZETTE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"^(?:\d{1,4}\s+)?CÔNG BÁO(?:\s+[\p{Lu}\s-]+)?\s?/\s?Số\s.{1,40}/\s?Ngày\s\d{1,2}\s?[-/]\s?\d{1,2}\s?[-/]\s?\d{4}(?:\s+\d{1,4})?$",
    )
});

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and valid")
}
