//! The prefilter: one look at the tokens for the words that effects and validity hang on.
//!
//! Most directives say nothing of other documents' fate; for them this look is all the work there is.

use super::structure::Unit;
use super::words::standing;
use crate::detect::phrases::{Phrases, phrase_list};
use crate::detect::terms::Terms;
use crate::detect::tokens::{self, Passage, Tokens};
use crate::directive::{Reference, Span};

/// Of those of one beginning the longest first.
static WORDS: Phrases = phrase_list![
    "thay thế",
    "thay cho",
    "bãi bỏ",
    "hủy bỏ",
    "huỷ bỏ",
    "bỏ cụm từ",
    "bỏ",
    "sửa đổi",
    "bổ sung",
    "điều chỉnh",
    "đính chính",
    "ngưng hiệu lực",
    "tạm ngưng",
    "đình chỉ",
    "hiệu lực",
    "lộ trình",
];

/// Everyday words inside a sentence; as an instruction they open one.
const OPENERS: [&str; 3] = ["bỏ", "bổ sung", "điều chỉnh"];

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

    /// The cues of each of `units`.
    pub fn of(tokens: &Tokens<'_>, units: &[Unit]) -> Vec<Self> {
        let mut passages = tokens.passages();
        let own =
            |unit: &Unit| passages.find(|words| words.base == unit.whole.start).map_or(Self::default(), Self::in_words);
        units.iter().map(own).collect()
    }

    fn in_words(words: Passage<'_>) -> Self {
        let found = (0..words.tokens.len()).filter_map(|i| STEMS.rank_at(&words, i));
        found.fold(Self::default(), |cues, (rank, _)| Self(cues.0 | TELL[rank].0))
    }

    /// Whether all bits of `cue` are set.
    pub const fn has(self, cue: Self) -> bool {
        self.0 & cue.0 == cue.0
    }

    /// Whether `lower`, text in small letters, holds a verb or "hiệu lực": what a statement of an effect hangs on.
    pub fn effect_in(lower: &str) -> bool {
        lower.contains("hiệu lực") || standing(&VERBS, lower, 0).is_some()
    }
}

/// The words that are cues; of "hiệu lực" the first alone, since a blank is sometimes missing behind it.
static STEMS: Phrases = phrase_list![
    "thay",
    "bỏ",
    "sửa đổi",
    "bổ sung",
    "đính chính",
    "ngưng",
    "đình chỉ",
    "điều chỉnh",
    "hiệu",
    "này",
    "lộ trình",
    "năm học",
    "tiếp tục",
    "ban hành",
];

/// What each of [`STEMS`] is a cue for.
const TELL: [Cues; 14] = [
    Cues::CHANGES,
    Cues::CHANGES,
    Cues::CHANGES,
    Cues::CHANGES,
    Cues::CHANGES,
    Cues::CHANGES,
    Cues::CHANGES,
    Cues::CHANGES,
    Cues::FORCE,
    Cues::OWN,
    Cues::TIMETABLE,
    Cues::TIMETABLE,
    Cues::GOES_ON,
    Cues::ENACTS,
];

/// The verbs among them.
static VERBS: Terms =
    Terms::new(&["thay", "bỏ", "sửa đổi", "bổ sung", "đính chính", "ngưng", "đình chỉ", "điều chỉnh"]);

/// Whether the text may hold an effect or a statement of validity, so that its structure is worth reading: a cue
/// that has a document, a provision or "này" (this document) near it.
pub(super) fn promising(tokens: &Tokens<'_>, references: &[Reference]) -> bool {
    let s = &tokens.text.content;
    let mut paragraphs = tokens.passages().filter(|words| words.cues.has(tokens::Cues::EFFECT));
    paragraphs.any(|words| {
        let line_end = words.base + words.text.len();
        (0..words.tokens.len()).any(|i| {
            let Some((rank, next)) = WORDS.rank_at(&words, i) else { return false };
            let (at, end) = (words.tokens[i].start, words.tokens[next - 1].end());
            // Words in capitals head a section; those of a sentence have a large letter at most at their start.
            let first = s[at..].chars().next().map_or(0, char::len_utf8);
            let (start, cue) = (at + first, WORDS.all()[rank]);
            if s[start..end] != cue[first..] {
                return false;
            }
            let large = s[at..].starts_with(char::is_uppercase);
            match cue {
                "hiệu lực" => in_force(s, start, line_end),
                "lộ trình" => !large && (s[end..line_end].contains(':') || s[end..line_end].contains("năm học")),
                _ => {
                    let near = references.partition_point(|r| r.evidence.span.start < start);
                    let cited = references.get(near).is_some_and(|r| r.evidence.span.start < line_end.min(end + 400));
                    // "Kế hoạch này điều chỉnh …"
                    let own = || s[words.base..at].trim_end().ends_with(" này");
                    let opens = large || !OPENERS.contains(&cue) || own();
                    opens && (cited || governs(&s[end..line_end]))
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
