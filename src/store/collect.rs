//! What is taken of the paragraphs that match: the newest, or how many there are in each document.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use jiff::civil::Date;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::fulltext::{DAY, DOCUMENT, START, STOP};
use crate::directive::Span;

/// The day of a document without one: before all others.
pub(super) const UNDATED: i64 = i64::MIN;
/// So few documents are sooner asked for by number than looked up for each paragraph.
const FEW: usize = 256;

/// A paragraph that may match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub document: i64,
    /// Counted as [`day_number`] does.
    pub day: i64,
    pub paragraph: Span,
}

/// Days as numbers that grow with them.
pub(super) fn day_number(day: Date) -> i64 {
    (i64::from(day.year()) * 12 + i64::from(day.month())) * 31 + i64::from(day.day())
}

/// The documents that are searched.
#[derive(Debug)]
pub(super) enum Among {
    /// All but these.
    But(Bits),
    /// These, and their numbers where they are few.
    Only(Bits, Option<Vec<i64>>),
}

impl Among {
    pub fn but(ids: &[i64]) -> Self {
        Self::But(Bits::of(ids))
    }

    pub fn only(ids: Vec<i64>) -> Self {
        Self::Only(Bits::of(&ids), (ids.len() <= FEW).then_some(ids))
    }

    /// Their numbers, where they are few.
    pub fn few(&self) -> Option<&[i64]> {
        match self {
            Self::Only(_, few) => few.as_deref(),
            Self::But(_) => None,
        }
    }

    fn holds(&self, document: u64) -> bool {
        match self {
            Self::But(bits) => !bits.holds(document),
            Self::Only(bits, _) => bits.holds(document),
        }
    }
}

/// A set of documents' numbers, which are given out in order.
#[derive(Debug, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    fn of(ids: &[i64]) -> Self {
        let most = ids.iter().max().map_or(0, |most| most.unsigned_abs());
        let mut bits = vec![0; usize::try_from(most / 64 + 1).unwrap_or_default()];
        for id in ids.iter().map(|id| id.unsigned_abs()) {
            if let Some(word) = usize::try_from(id / 64).ok().and_then(|at| bits.get_mut(at)) {
                *word |= 1 << (id % 64);
            }
        }
        Self(bits)
    }

    fn holds(&self, id: u64) -> bool {
        let word = usize::try_from(id / 64).ok().and_then(|at| self.0.get(at));
        word.is_some_and(|word| word >> (id % 64) & 1 == 1)
    }
}

/// Counts, and keeps the paragraphs of the newest documents, at most so many, in the order of the texts.
pub(super) struct Best {
    pub among: Arc<Among>,
    pub most: usize,
}

/// By day, then in the order of the store.
type Place = (i64, Reverse<u64>, Reverse<u64>, u64);

impl Collector for Best {
    type Fruit = (usize, Vec<Candidate>);
    type Child = BestOfSegment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Self::Child> {
        let columns = segment.fast_fields();
        Ok(BestOfSegment {
            among: Arc::clone(&self.among),
            most: self.most,
            document: columns.u64(DOCUMENT)?,
            day: columns.i64(DAY)?,
            start: columns.u64(START)?,
            stop: columns.u64(STOP)?,
            count: 0,
            best: BinaryHeap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<(usize, Vec<Place>)>) -> tantivy::Result<Self::Fruit> {
        let count = fruits.iter().map(|(count, _)| count).sum();
        let mut places: Vec<Place> = fruits.into_iter().flat_map(|(_, places)| places).collect();
        places.sort_unstable_by(|a, b| b.cmp(a));
        places.truncate(self.most);
        let candidate = |(day, Reverse(document), Reverse(start), stop): Place| {
            let (start, stop) = (usize::try_from(start).ok()?, usize::try_from(stop).ok()?);
            let document = i64::try_from(document).ok()?;
            (start <= stop).then(|| Candidate { document, day, paragraph: Span::new(start, stop) })
        };
        Ok((count, places.into_iter().filter_map(candidate).collect()))
    }
}

pub(super) struct BestOfSegment {
    among: Arc<Among>,
    most: usize,
    document: Column<u64>,
    day: Column<i64>,
    start: Column<u64>,
    stop: Column<u64>,
    count: usize,
    /// The worst of those that are kept on top.
    best: BinaryHeap<Reverse<Place>>,
}

impl SegmentCollector for BestOfSegment {
    type Fruit = (usize, Vec<Place>);

    fn collect(&mut self, at: DocId, _: Score) {
        let Some(document) = self.document.first(at).filter(|document| self.among.holds(*document)) else { return };
        self.count += 1;
        let day = self.day.first(at).unwrap_or(UNDATED);
        if self.best.len() >= self.most {
            match self.best.peek() {
                Some(Reverse(worst)) if (worst.0, worst.1) < (day, Reverse(document)) => {
                    self.best.pop();
                }
                _ => return,
            }
        }
        let (start, stop) = (self.start.first(at).unwrap_or_default(), self.stop.first(at).unwrap_or_default());
        self.best.push(Reverse((day, Reverse(document), Reverse(start), stop)));
    }

    fn harvest(self) -> Self::Fruit {
        (self.count, self.best.into_iter().map(|Reverse(place)| place).collect())
    }
}

/// Counts the paragraphs of each document.
pub(super) struct PerDocument {
    pub among: Arc<Among>,
}

impl Collector for PerDocument {
    type Fruit = BTreeMap<i64, usize>;
    type Child = PerDocumentOfSegment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Self::Child> {
        let document = segment.fast_fields().u64(DOCUMENT)?;
        Ok(PerDocumentOfSegment { among: Arc::clone(&self.among), document, counts: BTreeMap::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<BTreeMap<i64, usize>>) -> tantivy::Result<Self::Fruit> {
        let mut all = BTreeMap::new();
        for (document, count) in fruits.into_iter().flatten() {
            *all.entry(document).or_default() += count;
        }
        Ok(all)
    }
}

pub(super) struct PerDocumentOfSegment {
    among: Arc<Among>,
    document: Column<u64>,
    counts: BTreeMap<i64, usize>,
}

impl SegmentCollector for PerDocumentOfSegment {
    type Fruit = BTreeMap<i64, usize>;

    fn collect(&mut self, at: DocId, _: Score) {
        if let Some(document) = self.document.first(at).filter(|document| self.among.holds(*document))
            && let Ok(document) = i64::try_from(document)
        {
            *self.counts.entry(document).or_default() += 1;
        }
    }

    fn harvest(self) -> Self::Fruit {
        self.counts
    }
}
