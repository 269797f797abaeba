//! The clauses of a directive as drafting law numbers them: phần, chương, mục, điều, khoản, điểm (Nghị định
//! 30/2020/NĐ-CP, annex I; Nghị định 78/2025/NĐ-CP), with the new wording that an amending document quotes set apart.
//!
//! Quotation marks in real files are often unbalanced. A quotation therefore ends where its marks do, or where a label
//! goes on with the directive's own numbering and not with the numbering inside the quotation.

use super::words::{eat_ranked, next_word, skip};
use crate::detect::terms::{Opening, Terms};
use crate::detect::tokens::{Cues, Passage, Tokens};
use crate::directive::Span;
use crate::text::Zone;

/// What a label says of its paragraph, outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Phụ lục, Danh mục: a paper behind the directive.
    Annex,
    /// Phần.
    Part,
    /// Chương.
    Chapter,
    /// Mục, and `I.` or `A.`
    Section,
    /// Điều.
    Article,
    /// Khoản: `1.`
    Clause,
    /// Điểm: `a)`
    Point,
    /// `-`, `+`
    Dash,
    /// A table row.
    Row,
    /// No label.
    Plain,
}

/// One paragraph of the directive.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Its rank.
    pub rank: Rank,
    /// Number or letter, small letters; empty where there is none.
    pub label: String,
    /// The whole paragraph.
    pub whole: Span,
    /// The words behind the label.
    pub words: Span,
    /// The unit that it stands under, by index.
    pub parent: Option<usize>,
    /// Whether it is new wording that the directive quotes.
    pub quoted: bool,
}

/// The units of `text` in order.
pub(super) fn units(tokens: &Tokens<'_>) -> Vec<Unit> {
    let text = tokens.text;
    let s = &text.content;
    let mut units: Vec<Unit> = Vec::with_capacity(text.paragraphs.len());
    let mut own = Numbering::default();
    let mut quotation: Option<Quotation> = None;
    let mut open: Vec<usize> = Vec::new();
    for (paragraph, passage) in text.paragraphs.iter().zip(tokens.passages()) {
        if matches!(paragraph.zone, Zone::Footnote(_)) {
            continue;
        }
        let whole = paragraph.span;
        let words = &s[whole.start..whole.end];
        let lead = words.len() - words.trim_start().len();
        let opening = words[lead..].starts_with(['“', '"', '«']);
        let bare = words[lead..].trim_start_matches(['“', '"', '«']);
        let at = whole.end - bare.len();
        let row = paragraph.zone == Zone::TableRow;
        let label = if row { None } else { label(s, at, whole.end) };
        if let Some(inner) = &mut quotation {
            let closes = !opening && label.as_ref().is_some_and(|l| own.expects(l) && !inner.expects(l));
            if closes {
                quotation = None;
            } else {
                inner.read(passage, opening, label.as_ref());
                if inner.depth <= 0 {
                    quotation = None;
                }
                units.push(quoted(whole, open.last().copied()));
                continue;
            }
        }
        let mut inner = Quotation::default();
        if opening && !row {
            inner.read(passage, opening, label.as_ref());
            if inner.depth > 0 {
                quotation = Some(inner);
            }
            units.push(quoted(whole, open.last().copied()));
            continue;
        }
        inner.depth = balance(passage);
        let (rank, name, rest) = match label {
            Some(label) => {
                own.note(&label);
                (label.rank, label.name, label.rest)
            }
            None => (if row { Rank::Row } else { Rank::Plain }, String::new(), whole.start + lead),
        };
        while open.last().is_some_and(|&i| units[i].rank >= rank) {
            open.pop();
        }
        units.push(Unit {
            rank,
            label: name,
            whole,
            words: Span::new(rest.min(whole.end), whole.end),
            parent: open.last().copied(),
            quoted: false,
        });
        if rank < Rank::Row {
            open.push(units.len() - 1);
        }
        if inner.depth > 0 {
            quotation = Some(inner);
        }
    }
    units
}

fn quoted(whole: Span, parent: Option<usize>) -> Unit {
    Unit { rank: Rank::Plain, label: String::new(), whole, words: whole, parent, quoted: true }
}

/// A quotation under way.
#[derive(Default)]
struct Quotation {
    /// Marks opened and not closed.
    depth: i32,
    /// The numbering of the quoted text; of a quotation inside it, where the new wording amends again, one more.
    levels: Vec<Numbering>,
}

impl Quotation {
    fn read(&mut self, words: Passage<'_>, opening: bool, label: Option<&Label>) {
        if opening || self.levels.is_empty() {
            self.levels.push(Numbering::default());
        }
        if let (Some(level), Some(label)) = (self.levels.last_mut(), label) {
            level.note(label);
        }
        self.depth += balance(words);
        self.levels.truncate(usize::try_from(self.depth).unwrap_or_default().max(1));
    }

    fn expects(&self, label: &Label) -> bool {
        self.levels.iter().any(|level| level.expects(label))
    }
}

/// Marks opened less marks closed; straight ones open after a blank and close before one.
fn balance(words: Passage<'_>) -> i32 {
    if !words.cues.has(Cues::QUOTES) {
        return 0;
    }
    let mut depth = 0;
    let mut before = ' ';
    for c in words.text.chars() {
        match c {
            '“' | '«' => depth += 1,
            '”' | '»' => depth -= 1,
            '"' if before.is_whitespace() || matches!(before, '(' | ':') => depth += 1,
            '"' => depth -= 1,
            _ => {}
        }
        before = c;
    }
    depth
}

struct Label {
    rank: Rank,
    /// Small letters.
    name: String,
    /// Where the words start.
    rest: usize,
}

/// The last label of each rank, so that the next one can be told.
#[derive(Default)]
struct Numbering {
    chapter: Option<u32>,
    article: Option<u32>,
    clause: Option<u32>,
    point: Option<usize>,
}

/// The letters of points, in their order (Nghị định 30/2020/NĐ-CP, annex I).
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

impl Numbering {
    fn expects(&self, label: &Label) -> bool {
        let follows = |last: Option<u32>| last.is_some_and(|last| number(&label.name) == Some(last + 1));
        match label.rank {
            Rank::Chapter => follows(self.chapter),
            Rank::Article => follows(self.article),
            Rank::Clause => follows(self.clause),
            Rank::Point => self.point.is_some_and(|last| letter(&label.name) == Some(last + 1)),
            _ => false,
        }
    }

    fn note(&mut self, label: &Label) {
        match label.rank {
            Rank::Chapter => self.chapter = number(&label.name),
            Rank::Article => {
                self.article = number(&label.name);
                (self.clause, self.point) = (None, None);
            }
            Rank::Clause => {
                self.clause = number(&label.name);
                self.point = None;
            }
            Rank::Point => self.point = letter(&label.name),
            _ => {}
        }
    }
}

fn letter(name: &str) -> Option<usize> {
    let mut letters = name.chars();
    let first = letters.next()?;
    LETTERS.chars().position(|c| c == first).filter(|_| letters.next().is_none())
}

/// `12`, `12a` (as 12), `iv`.
fn number(name: &str) -> Option<u32> {
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    if !digits.is_empty() {
        return digits.parse().ok();
    }
    let mut sum = 0;
    let mut last = 0;
    for c in name.chars().rev() {
        let value = match c {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            _ => return None,
        };
        sum = if value < last { sum - value } else { sum + value };
        last = last.max(value);
    }
    u32::try_from(sum).ok().filter(|&n| n > 0)
}

/// The label at `at`, the start of a paragraph that ends at `end`.
fn label(s: &str, at: usize, end: usize) -> Option<Label> {
    let words = &s[at..end];
    let first = words.chars().next()?;
    if first.is_ascii_digit() {
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let suffix = words[digits..].chars().next().filter(|c| c.is_lowercase()).map_or(0, char::len_utf8);
        let stop = digits + suffix;
        let closed =
            words[stop..].starts_with(['.', ')']) && !words[stop + 1..].starts_with(|c: char| c.is_ascii_digit());
        let rank = if words[stop..].starts_with(')') { Rank::Point } else { Rank::Clause };
        return (digits <= 2 && closed).then(|| Label {
            rank,
            name: words[..stop].to_owned(),
            rest: skip(s, at + stop + 1),
        });
    }
    if matches!(first, '-' | '–' | '—' | '+' | '•' | '*') {
        let rest = at + words.find(|c: char| !matches!(c, '-' | '–' | '—' | '+' | '•' | '*')).unwrap_or(words.len());
        return Some(Label { rank: Rank::Dash, name: String::new(), rest: skip(s, rest) });
    }
    if first.is_lowercase() {
        let stop = first.len_utf8() + words[first.len_utf8()..].bytes().take_while(u8::is_ascii_digit).count();
        let closed = words[stop..].starts_with(')') || words[stop..].starts_with(". ");
        return (closed && LETTERS.contains(first)).then(|| Label {
            rank: Rank::Point,
            name: words[..stop].to_owned(),
            rest: skip(s, at + stop + 1),
        });
    }
    named(s, at, end).or_else(|| {
        let stop = words.find(|c| !matches!(c, 'I' | 'V' | 'X' | 'A'..='H')).unwrap_or(words.len());
        let roman = number(&words[..stop].to_lowercase()).is_some() || stop == 1;
        let closed = words[stop..].starts_with(". ") || words[stop..].starts_with(".\u{a0}");
        (stop > 0 && stop < 6 && roman && closed).then(|| Label {
            rank: Rank::Section,
            name: words[..stop].to_lowercase(),
            rest: skip(s, at + stop + 1),
        })
    })
}

/// "Điều 5.", "Chương II", "Phụ lục I".
fn named(s: &str, at: usize, end: usize) -> Option<Label> {
    static NAMES: Terms = Terms::new(&["điều", "chương", "mục", "phần", "phụ lục", "danh mục"]);
    const RANKS: [Rank; 6] = [Rank::Article, Rank::Chapter, Rank::Section, Rank::Part, Rank::Annex, Rank::Annex];
    let (after, rank) = eat_ranked(s, at, &Opening::at(s, at), &NAMES)?;
    let rank = RANKS[rank];
    let shouted = s[at..after].chars().all(|c| !c.is_lowercase());
    let p = skip(s, after);
    let stop = next_word(s, p).min(end);
    let name = s[p..stop].to_lowercase();
    let numbered = number(&name).is_some() && name.chars().count() <= 5;
    if rank == Rank::Annex {
        // "DANH MỤC" and "PHỤ LỤC" head a paper; "Phụ lục I ban hành kèm theo …" inside a sentence does not.
        let whole = &s[at..end];
        let heads =
            shouted || numbered && whole.chars().count() < 40 && !whole.trim_end().ends_with(['.', ';', ':', ',']);
        return heads.then(|| Label {
            rank,
            name: if numbered { name } else { String::new() },
            rest: if numbered { stop } else { p },
        });
    }
    if !numbered {
        return None;
    }
    let tail = &s[stop..end];
    let closed = tail.trim_start().starts_with(['.', ':']) || tail.trim().is_empty() || shouted;
    let rest = skip(s, stop + tail.len() - tail.trim_start().trim_start_matches(['.', ':']).len());
    closed.then_some(Label { rank, name, rest })
}
