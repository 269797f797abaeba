//! The segments of the full text view, and the walk through the paragraphs of one that match.

use std::num::NonZeroUsize;
use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, OnceLock};
use std::thread::available_parallelism;

use tantivy::columnar::Column;
use tantivy::query::Scorer;
use tantivy::{DocId, Searcher, SegmentReader, TERMINATED};

use super::among::Among;
use super::paragraphs::{DAY, DOCUMENT, PARAGRAPH, UNDATED};

/// Documents with fewer paragraphs than one in so many of all are sooner gone to than looked up for each paragraph.
const FEW: u64 = 4;

/// Fewer paragraphs are gone through before another thread has begun.
const MANY: u64 = 1 << 13;

/// A segment: its paragraphs lie newest first.
pub(super) struct Segment {
    pub reader: SegmentReader,
    day: Column<u64>,
    /// Read where they are asked for.
    document: OnceLock<Column<u64>>,
    paragraph: OnceLock<Column<u64>>,
}

impl Segment {
    pub fn day(&self, at: DocId) -> u64 {
        self.day.first(at).unwrap_or(UNDATED)
    }

    pub fn document(&self, at: DocId) -> tantivy::Result<u64> {
        Ok(self.column(&self.document, DOCUMENT)?.first(at).unwrap_or_default())
    }

    pub fn paragraph(&self, at: DocId) -> tantivy::Result<u64> {
        Ok(self.column(&self.paragraph, PARAGRAPH)?.first(at).unwrap_or_default())
    }

    fn column<'a>(&self, kept: &'a OnceLock<Column<u64>>, name: &str) -> tantivy::Result<&'a Column<u64>> {
        match kept.get() {
            Some(column) => Ok(column),
            None => {
                let column = self.reader.fast_fields().u64(name)?;
                Ok(kept.get_or_init(|| column))
            }
        }
    }
}

/// All segments, that with the newest document first.
pub(super) struct Segments {
    pub all: Vec<Segment>,
    /// Their places by how much there is to go through, the largest first: begun last, it would be waited for.
    by_size: Vec<usize>,
    /// Where each document lies; made when it is first asked for.
    lying: OnceLock<Lying>,
}

/// The paragraphs of documents, by the documents' numbers.
struct Lying {
    /// Where the runs of each number begin.
    first: Vec<u32>,
    /// The segment, and the paragraphs there.
    runs: Vec<(u32, Range<DocId>)>,
}

impl Segments {
    pub fn of(searcher: &Searcher) -> tantivy::Result<Self> {
        let open = |reader: &SegmentReader| -> tantivy::Result<Segment> {
            let day = reader.fast_fields().u64(DAY)?;
            Ok(Segment { reader: reader.clone(), day, document: OnceLock::new(), paragraph: OnceLock::new() })
        };
        let mut all = searcher.segment_readers().iter().map(open).collect::<tantivy::Result<Vec<_>>>()?;
        all.sort_by_key(|segment| std::cmp::Reverse(segment.day(0)));
        let mut by_size: Vec<usize> = (0..all.len()).collect();
        by_size.sort_by_key(|at| std::cmp::Reverse(all[*at].reader.max_doc()));
        Ok(Self { all, by_size, lying: OnceLock::new() })
    }

    /// What `of` gives for each segment, in their order; where there is much to go through, as many segments at a time as
    /// there are processors.
    pub fn each<T: Send>(&self, of: impl Fn(usize, &Segment) -> tantivy::Result<T> + Sync) -> tantivy::Result<Vec<T>> {
        static PROCESSORS: LazyLock<usize> = LazyLock::new(|| available_parallelism().map_or(1, NonZeroUsize::get));
        let paragraphs: u64 = self.all.iter().map(|segment| u64::from(segment.reader.max_doc())).sum();
        let threads = if paragraphs < MANY { 1 } else { (*PROCESSORS).min(self.all.len()) };
        if threads < 2 {
            return self.all.iter().enumerate().map(|(ordinal, segment)| of(ordinal, segment)).collect();
        }
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let Some(&ordinal) = self.by_size.get(next.fetch_add(1, Ordering::Relaxed)) else { return done };
                done.push((ordinal, of(ordinal, &self.all[ordinal])));
            }
        };
        let mut done = std::thread::scope(|scope| {
            // Where the system gives no other thread, this one does all.
            let other = |_| std::thread::Builder::new().spawn_scoped(scope, work).ok();
            let others: Vec<_> = (1..threads).filter_map(other).collect();
            let mut done = work();
            for other in others {
                done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            done
        });
        done.sort_unstable_by_key(|(ordinal, _)| *ordinal);
        done.into_iter().map(|(_, its)| its).collect()
    }

    /// The paragraphs of these documents, to walk through.
    pub fn within(&self, among: &Arc<Among>) -> tantivy::Result<Within> {
        let paragraphs: u64 = self.all.iter().map(|segment| u64::from(segment.reader.max_doc())).sum();
        let ranges = match &**among {
            Among::Only(_, ids) => {
                let lying = self.lying()?;
                let runs = || ids.iter().flat_map(|&id| lying.runs_of(id));
                let theirs: u64 = runs().map(|(_, run)| u64::from(run.end - run.start)).sum();
                (theirs * FEW <= paragraphs).then(|| {
                    let mut ranges = vec![Vec::new(); self.all.len()];
                    for (segment, run) in runs() {
                        ranges[*segment as usize].push(run.clone());
                    }
                    for ranges in &mut ranges {
                        ranges.sort_unstable_by_key(|range: &Range<DocId>| range.start);
                    }
                    ranges
                })
            }
            Among::But(_) => None,
        };
        Ok(Within { among: Arc::clone(among), ranges })
    }

    fn lying(&self) -> tantivy::Result<&Lying> {
        match self.lying.get() {
            Some(lying) => Ok(lying),
            None => {
                let lying = Lying::of(&self.all)?;
                Ok(self.lying.get_or_init(|| lying))
            }
        }
    }
}

impl Lying {
    fn of(segments: &[Segment]) -> tantivy::Result<Self> {
        let mut runs: Vec<(u64, u32, Range<DocId>)> = Vec::new();
        for (ordinal, segment) in (0..).zip(segments) {
            let column = segment.column(&segment.document, DOCUMENT)?;
            let mut documents = vec![0; segment.reader.max_doc() as usize];
            column.values.get_range(0, &mut documents);
            for (at, document) in (0..).zip(documents) {
                match runs.last_mut() {
                    Some((same, of, run)) if (*same, *of) == (document, ordinal) => run.end = at + 1,
                    _ => runs.push((document, ordinal, at..at + 1)),
                }
            }
        }
        runs.sort_by_key(|(document, ..)| *document);
        let most = runs.last().map_or(0, |(document, ..)| usize::try_from(*document).unwrap_or_default());
        let mut first = vec![0; most + 2];
        for (document, ..) in &runs {
            if let Some(count) = usize::try_from(document + 1).ok().and_then(|next| first.get_mut(next)) {
                *count += 1;
            }
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        Ok(Self { first, runs: runs.into_iter().map(|(_, segment, run)| (segment, run)).collect() })
    }

    fn runs_of(&self, id: i64) -> &[(u32, Range<DocId>)] {
        let bounds = usize::try_from(id).ok().and_then(|at| Some((*self.first.get(at)?, *self.first.get(at + 1)?)));
        bounds.and_then(|(from, to)| self.runs.get(from as usize..to as usize)).unwrap_or_default()
    }
}

/// Where a walk leads: the paragraphs of some documents.
pub(super) struct Within {
    among: Arc<Among>,
    /// For each segment the paragraphs of these documents, where they are few.
    ranges: Option<Vec<Vec<Range<DocId>>>>,
}

impl Within {
    /// Goes through those that match in a segment, newest first, until `each` has enough.
    pub fn walk(
        &self,
        (ordinal, segment): (usize, &Segment),
        mut matching: Box<dyn Scorer>,
        mut each: impl FnMut(DocId) -> tantivy::Result<ControlFlow<()>>,
    ) -> tantivy::Result<()> {
        let alive = segment.reader.alive_bitset();
        let is_alive = |at: DocId| alive.is_none_or(|alive| alive.is_alive(at));
        let mut at = matching.doc();
        if let Some(ranges) = &self.ranges {
            for range in ranges.get(ordinal).into_iter().flatten() {
                if at < range.start {
                    at = matching.seek(range.start);
                }
                while at < range.end {
                    if is_alive(at) && each(at)?.is_break() {
                        return Ok(());
                    }
                    at = matching.advance();
                }
            }
            return Ok(());
        }
        let is_all = self.among.is_all();
        while at != TERMINATED {
            if is_alive(at) && (is_all || self.among.holds(segment.document(at)?)) && each(at)?.is_break() {
                return Ok(());
            }
            at = matching.advance();
        }
        Ok(())
    }
}
