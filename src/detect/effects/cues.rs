//! The prefilter: one multi-pattern search for the words that effects and validity hang on.
//!
//! Most directives say nothing of other documents' fate; for them this search is all the work there is.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::structure::Unit;
use crate::detect::tokens::{self, Tokens};
use crate::directive::{Reference, Span};

/// "bổ sung" and "điều chỉnh" are everyday words inside a sentence; as an instruction they open one.
const CUES: &[&str] = &[
    "hay thế",
    "hay cho",
    "ãi bỏ",
    "ủy bỏ",
    "uỷ bỏ",
    "Bỏ ",
    "bỏ cụm từ",
    "ửa đổi",
    "Bổ sung",
    "Điều chỉnh",
    "ính chính",
    "gưng hiệu lực",
    "ạm ngưng",
    "ình chỉ",
    "iệu lực",
    "lộ trình",
];

static SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    // The patterns are constants of this program and few: building the automaton cannot fail.
    #[allow(clippy::expect_used)]
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(CUES).expect("few constant patterns")
});

/// Which rules a paragraph may concern, by the words in it. A rule that finds its bit unset has nothing to read there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cues(u8);

impl Cues {
    /// A verb of amending, replacing, repealing …
    pub const CHANGES: Self = Self(1);
    /// "hiệu lực".
    pub const FORCE: Self = Self(2);
    /// "này": this document.
    pub const OWN: Self = Self(4);
    /// A timetable or a school year.
    pub const TIMETABLE: Self = Self(8);
    /// "tiếp tục".
    pub const GOES_ON: Self = Self(16);
    /// "ban hành".
    pub const ENACTS: Self = Self(32);

    /// The cues of each of `units`, in one pass over the text in lower case.
    pub fn of(lower: &str, units: &[Unit]) -> Vec<Self> {
        let mut found = vec![Self::default(); units.len()];
        let mut at = 0;
        for hit in STEMS_SEARCH.find_iter(lower) {
            while units.get(at).is_some_and(|unit| unit.whole.end <= hit.start()) {
                at += 1;
            }
            match units.get(at) {
                Some(unit) if unit.whole.start <= hit.start() => found[at].0 |= STEMS[hit.pattern().as_usize()].1.0,
                Some(_) => {}
                None => break,
            }
        }
        found
    }

    /// Whether all bits of `cue` are set.
    pub const fn has(self, cue: Self) -> bool {
        self.0 & cue.0 == cue.0
    }

    /// Whether `lower`, text in small letters, holds a verb or "hiệu lực": what a statement of an effect hangs on.
    pub fn effect_in(lower: &str) -> bool {
        STEMS_SEARCH.find_iter(lower).any(|hit| {
            let cue = STEMS[hit.pattern().as_usize()].1;
            cue == Self::CHANGES || cue == Self::FORCE
        })
    }
}

/// Words in small letters; none begins inside another.
const STEMS: [(&str, Cues); 14] = [
    ("thay", Cues::CHANGES),
    ("bỏ", Cues::CHANGES),
    ("sửa đổi", Cues::CHANGES),
    ("bổ sung", Cues::CHANGES),
    ("đính chính", Cues::CHANGES),
    ("ngưng", Cues::CHANGES),
    ("đình chỉ", Cues::CHANGES),
    ("điều chỉnh", Cues::CHANGES),
    ("hiệu lực", Cues::FORCE),
    ("này", Cues::OWN),
    ("lộ trình", Cues::TIMETABLE),
    ("năm học", Cues::TIMETABLE),
    ("tiếp tục", Cues::GOES_ON),
    ("ban hành", Cues::ENACTS),
];

static STEMS_SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    // The patterns are constants of this program and few: building the automaton cannot fail.
    #[allow(clippy::expect_used)]
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(STEMS.iter().map(|(stem, _)| stem))
        .expect("few constant patterns")
});

/// Whether the text may hold an effect or a statement of validity, so that its structure is worth reading: a cue
/// that has a document, a provision or "này" (this document) near it.
pub(super) fn promising(tokens: &Tokens<'_>, references: &[Reference]) -> bool {
    let s = &tokens.text.content;
    let mut paragraphs = tokens.passages().filter(|words| words.cues.has(tokens::Cues::EFFECT));
    paragraphs.any(|words| {
        let line_end = words.base + words.text.len();
        SEARCH.find_iter(words.text).any(|hit| {
            let (start, end) = (words.base + hit.start(), words.base + hit.end());
            match CUES[hit.pattern().as_usize()] {
                "iệu lực" => in_force(s, start, line_end),
                "lộ trình" => s[end..line_end].contains(':') || s[end..line_end].contains("năm học"),
                _ => {
                    let near = references.partition_point(|r| r.evidence.span.start < start);
                    let cited = references.get(near).is_some_and(|r| r.evidence.span.start < line_end.min(end + 400));
                    cited || governs(&s[end..line_end])
                }
            }
        })
    })
}

/// "có hiệu lực", "hết hiệu lực", "ngưng hiệu lực" of this document or of one that is cited.
fn in_force(s: &str, at: usize, line_end: usize) -> bool {
    let mut start = at.saturating_sub(24);
    while !s.is_char_boundary(start) {
        start += 1;
    }
    let before = &s[start..at];
    ["có h", "hết h", "ngưng h", "Ngưng h", "còn h", "dứt h"].iter().any(|end| before.ends_with(end)) && line_end > at
}

/// Whether an instruction's object follows: words of the text, or provisions.
fn governs(rest: &str) -> bool {
    let mut end = rest.len().min(90);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    const OBJECTS: &[&str] = &["cụm từ", "Điều ", "khoản", "điểm", "hụ lục", "văn bản", "Mẫu", "mục", "Mục", "Chương"];
    OBJECTS.iter().any(|object| rest[..end].contains(object))
}

/// The references whose mention starts inside `span`.
pub(super) fn within(references: &[Reference], span: Span) -> &[Reference] {
    let from = references.partition_point(|r| r.evidence.span.start < span.start);
    let to = references.partition_point(|r| r.evidence.span.start < span.end);
    &references[from..to.max(from)]
}
