//! Lists of phrases that a grammar looks for, word by word, at the price of one bit where none of them stands.
//!
//! The grammars ask at every word of a text whether one of some phrases stands there, and nearly always none does.
//! Each word carries a [`Key`], made once when its line is cut into tokens, and each list has since compile time an index
//! of the keys with which its phrases begin and end. Words are compared only where the keys of two of them agree, so that
//! a long list costs no more than a short one. A tokenizer takes part by implementing [`Words`].

/// A number that equal words share and hardly any unequal ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::detect) struct Key(u32);

impl Key {
    /// That of no word.
    pub const NONE: Self = Self(0);

    /// The key of a word, which is in lower case where the phrases are.
    #[inline]
    pub const fn of(word: &str) -> Self {
        Self::of_bytes(word.as_bytes(), 0, word.len())
    }

    /// The key of the word in `bytes[from..to]`.
    ///
    /// Four bytes at either end tell Vietnamese words apart as well as all of them do.
    #[inline(always)]
    pub const fn of_bytes(bytes: &[u8], from: usize, to: usize) -> Self {
        if from >= to {
            return Self(0);
        }
        let length = to - from;
        let sample = if length >= 4 {
            four(bytes, from) as u64 | (four(bytes, to - 4) as u64) << 32
        } else {
            bytes[from] as u64 | (bytes[from + length / 2] as u64) << 8 | (bytes[to - 1] as u64) << 16
        };
        let sample = sample ^ (length as u64) << 24;
        Self::of_sample(sample)
    }

    /// The key of a number that equal words share.
    #[inline]
    pub const fn of_sample(sample: u64) -> Self {
        // The upper bits of the product depend on all bits of the sample.
        Self((sample.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32)
    }

    /// Its place in a table of `slots`, a power of two.
    #[inline]
    pub const fn slot(self, slots: usize) -> usize {
        (self.0 >> 16) as usize % slots
    }

    /// Whether two keys are the same.
    pub const fn same(self, other: Self) -> bool {
        self.0 == other.0
    }

    /// Its place among [`BUCKETS`] of an index.
    #[inline]
    const fn bucket(self) -> usize {
        (self.0 >> (32 - BUCKET_BITS)) as usize
    }

    /// Its place in a set of keys, one of 512.
    #[inline]
    const fn bit(self) -> u32 {
        self.0 >> (32 - 9)
    }
}

/// Four bytes as a number.
#[inline]
const fn four(bytes: &[u8], at: usize) -> u32 {
    match bytes.split_at(at).1.first_chunk::<4>() {
        Some(four) => u32::from_le_bytes(*four),
        None => 0,
    }
}

/// A set of keys; of those outside it, one in 512 for each key inside passes for one of them.
#[derive(Debug, Clone, Copy)]
pub(in crate::detect) struct Keys([u64; 8]);

impl Keys {
    /// No key.
    pub const NONE: Self = Self([0; 8]);

    /// These keys and one more.
    pub const fn with(mut self, key: Key) -> Self {
        self.0[(key.bit() >> 6) as usize & 7] |= 1 << (key.bit() & 63);
        self
    }

    /// Whether `key` may be one of them.
    #[inline]
    pub const fn has(&self, key: Key) -> bool {
        self.0[(key.bit() >> 6) as usize & 7] >> (key.bit() & 63) & 1 == 1
    }
}

/// The tokens of a line as phrases are matched against them.
pub(in crate::detect) trait Words {
    /// Token `i` in lower case; empty past the end.
    fn word(&self, i: usize) -> &str;

    /// The key of `word(i)`; `None` past the end.
    fn key(&self, i: usize) -> Option<Key>;

    /// Whether `word` stands at token `i`.
    #[inline]
    fn is(&self, i: usize, word: Single) -> bool {
        self.key(i) == Some(word.key) && self.word(i) == word.word
    }
}

/// One word in lower case, by [`word!`].
#[derive(Debug, Clone, Copy)]
pub(in crate::detect) struct Single {
    word: &'static str,
    key: Key,
}

impl Single {
    /// The one of `word`.
    pub const fn new(word: &'static str) -> Self {
        Self { word, key: Key::of(word) }
    }
}

/// `word!["ngày"]`: a word whose key is known at compile time.
macro_rules! word {
    ($word:literal) => {
        const { $crate::detect::phrases::Single::new($word) }
    };
}
pub(in crate::detect) use word;

/// A list of phrases: words in lower case parted by single spaces, marks counting as words ("/ lần").
#[derive(Debug)]
pub(in crate::detect) struct Phrases {
    all: &'static [&'static str],
    /// By their first words.
    heads: Index,
    /// By their last words.
    tails: Index,
}

/// `phrase_list!["hằng", "hàng"]`: a list made at compile time.
macro_rules! phrase_list {
    ($($phrase:expr),+ $(,)?) => {{
        use $crate::detect::phrases::{Entry, Phrases, entries};
        const ALL: &[&str] = &[$($phrase),+];
        const HEADS: [Entry; ALL.len()] = entries(ALL, true);
        const TAILS: [Entry; ALL.len()] = entries(ALL, false);
        Phrases::new(ALL, &HEADS, &TAILS)
    }};
}
pub(in crate::detect) use phrase_list;

/// `phrases!["hằng", "hàng"]`: a list made at compile time, for the place where it is asked for.
macro_rules! phrases {
    ($($phrase:expr),+ $(,)?) => {
        const { &$crate::detect::phrases::phrase_list![$($phrase),+] }
    };
}
pub(in crate::detect) use phrases;

/// The phrases of a list by a word at one of their ends.
#[derive(Debug)]
struct Index {
    /// The keys of those words, as a set.
    keys: Keys,
    /// Where the entries begin whose keys have the same upper bits, and one past the last.
    starts: [u16; BUCKETS + 1],
    /// By the upper bits of their keys, then in the order of the list.
    entries: &'static [Entry],
}

const BUCKETS: usize = 1 << BUCKET_BITS;
const BUCKET_BITS: u32 = 4;

/// A phrase by the word at one of its ends.
#[derive(Debug, Clone, Copy)]
pub(in crate::detect) struct Entry {
    /// The key of that word.
    key: Key,
    /// The key of the word beside it; that of no word where the phrase is a single one.
    beside: Key,
    /// Its place in the list.
    rank: u16,
}

impl Entry {
    /// That of `phrase` by its first or its last word.
    const fn new(phrase: &str, rank: usize, by_first: bool) -> Self {
        let bytes = phrase.as_bytes();
        let (mut first, mut last) = (0, bytes.len());
        while first < bytes.len() && bytes[first] != b' ' {
            first += 1;
        }
        while last > 0 && bytes[last - 1] != b' ' {
            last -= 1;
        }
        let single = first == bytes.len();
        let (mut from, mut to) = (first + 1, first + 1);
        if !by_first {
            (from, to) = (last.saturating_sub(1), last.saturating_sub(1));
        }
        while !single && by_first && to < bytes.len() && bytes[to] != b' ' {
            to += 1;
        }
        while !single && !by_first && from > 0 && bytes[from - 1] != b' ' {
            from -= 1;
        }
        Self {
            key: if by_first { Key::of_bytes(bytes, 0, first) } else { Key::of_bytes(bytes, last, bytes.len()) },
            beside: if single { Key::NONE } else { Key::of_bytes(bytes, from, to) },
            rank: rank as u16,
        }
    }

    const fn bucket(self) -> usize {
        self.key.bucket()
    }
}

/// The entries of `all` for an [`Index`], in its order.
pub(in crate::detect) const fn entries<const N: usize>(all: &[&str], by_first: bool) -> [Entry; N] {
    let mut entries = [Entry { key: Key::NONE, beside: Key::NONE, rank: 0 }; N];
    let mut n = 0;
    while n < N {
        let entry = Entry::new(all[n], n, by_first);
        let mut at = n;
        while at > 0 && entries[at - 1].bucket() > entry.bucket() {
            entries[at] = entries[at - 1];
            at -= 1;
        }
        entries[at] = entry;
        n += 1;
    }
    entries
}

impl Index {
    const fn new(entries: &'static [Entry]) -> Self {
        let mut keys = Keys::NONE;
        let mut starts = [0; BUCKETS + 1];
        let mut n = 0;
        while n < entries.len() {
            keys = keys.with(entries[n].key);
            let mut bucket = entries[n].bucket() + 1;
            while bucket <= BUCKETS {
                starts[bucket] = n as u16 + 1;
                bucket += 1;
            }
            n += 1;
        }
        Self { keys, starts, entries }
    }

    /// The places in the list of the phrases whose word has this key, and the one beside it that key.
    #[inline]
    fn ranks(&self, key: Key, beside: Key) -> impl Iterator<Item = usize> + use<> {
        let bucket = key.bucket();
        let range = usize::from(self.starts[bucket])..usize::from(self.starts[bucket + 1]);
        let likely = self.entries.get(range).unwrap_or_default().iter();
        let likely = likely.filter(move |e| e.key == key && (e.beside == beside || e.beside == Key::NONE));
        likely.map(|entry| usize::from(entry.rank))
    }
}

impl Phrases {
    /// The list of `all`, by [`phrase_list!`]; where phrases are told apart by their order, earlier ones win.
    pub const fn new(all: &'static [&'static str], heads: &'static [Entry], tails: &'static [Entry]) -> Self {
        Self { all, heads: Index::new(heads), tails: Index::new(tails) }
    }

    /// The phrases themselves.
    pub fn all(&self) -> &'static [&'static str] {
        self.all
    }

    /// Whether one of the list may stand at token `i`, by its first word; rarely true where none does.
    #[inline]
    pub fn may_stand_at(&self, words: &impl Words, i: usize) -> bool {
        words.key(i).is_some_and(|key| self.heads.keys.has(key))
    }

    /// As [`Phrases::may_stand_at`], for the key of a word.
    #[inline]
    pub fn may_open(&self, key: Key) -> bool {
        self.heads.keys.has(key)
    }

    /// The index after the first of the list that stands at token `i`.
    #[inline]
    pub fn first_at(&self, words: &impl Words, i: usize) -> Option<usize> {
        self.rank_at(words, i).map(|(_, end)| end)
    }

    /// The index after the longest, in tokens, of the list that stands at token `i`.
    #[inline]
    pub fn longest_at(&self, words: &impl Words, i: usize) -> Option<usize> {
        if self.may_stand_at(words, i) { self.longest_compared_at(words, i) } else { None }
    }

    /// The place in the list of the first of it that stands at token `i`, and the index after it.
    #[inline]
    pub fn rank_at(&self, words: &impl Words, i: usize) -> Option<(usize, usize)> {
        if self.may_stand_at(words, i) { self.compared_at(words, i) } else { None }
    }

    /// Whether token `i` by itself is one of the list.
    #[inline]
    pub fn holds(&self, words: &impl Words, i: usize) -> bool {
        self.may_stand_at(words, i) && self.single_compared_at(words, i)
    }

    /// Whether one of the list begins at a token of `range`; it may end behind it.
    #[inline]
    pub fn begins_in(&self, words: &impl Words, mut range: std::ops::Range<usize>) -> bool {
        range.any(|i| self.first_at(words, i).is_some())
    }

    /// The first tokens of those of the list that end right before token `end`, in the order of the list.
    #[inline]
    pub fn before<W: Words>(&self, words: &W, end: usize) -> impl Iterator<Item = usize> {
        let key = |i: Option<usize>| i.and_then(|i| words.key(i)).unwrap_or(Key::NONE);
        let ranks = self.tails.ranks(key(end.checked_sub(1)), key(end.checked_sub(2)));
        ranks.filter_map(move |rank| phrase_before(words, end, self.all[rank]))
    }

    /// Whether one of the list ends right before token `end`.
    #[inline]
    pub fn ends_before(&self, words: &impl Words, end: usize) -> bool {
        self.may_end_before(words, end) && self.before(words, end).next().is_some()
    }

    /// The first token of the longest, in tokens, of the list that ends right before token `end`.
    #[inline]
    pub fn longest_before(&self, words: &impl Words, end: usize) -> Option<usize> {
        if self.may_end_before(words, end) { self.longest_compared_before(words, end) } else { None }
    }

    #[inline]
    fn may_end_before(&self, words: &impl Words, end: usize) -> bool {
        end.checked_sub(1).and_then(|last| words.key(last)).is_some_and(|key| self.tails.keys.has(key))
    }

    // What compares words is kept out of line, so that the places that ask stay small.

    #[inline(never)]
    fn compared_at(&self, words: &impl Words, i: usize) -> Option<(usize, usize)> {
        self.all_at(words, i).next()
    }

    #[inline(never)]
    fn longest_compared_at(&self, words: &impl Words, i: usize) -> Option<usize> {
        let mut longest = None;
        for (_, end) in self.all_at(words, i) {
            longest = longest.max(Some(end));
        }
        longest
    }

    #[inline(never)]
    fn single_compared_at(&self, words: &impl Words, i: usize) -> bool {
        let key = words.key(i).unwrap_or(Key::NONE);
        self.heads.ranks(key, Key::NONE).any(|rank| self.all[rank] == words.word(i))
    }

    #[inline(never)]
    fn longest_compared_before(&self, words: &impl Words, end: usize) -> Option<usize> {
        self.before(words, end).min()
    }

    /// Those of the list that stand at token `i`. Where keys of two words agree, words are hardly ever compared in vain.
    fn all_at<W: Words>(&self, words: &W, i: usize) -> impl Iterator<Item = (usize, usize)> {
        let key = |i| words.key(i).unwrap_or(Key::NONE);
        let ranks = self.heads.ranks(key(i), key(i + 1));
        ranks.filter_map(move |rank| Some((rank, phrase_at(words, i, self.all[rank])?)))
    }
}

/// The index after `phrase` where it stands at token `i`.
pub(in crate::detect) fn phrase_at(words: &impl Words, i: usize, phrase: &str) -> Option<usize> {
    let (mut at, mut rest) = (i, phrase);
    loop {
        rest = rest.strip_prefix(words.word(at)).filter(|left| left.len() < rest.len())?;
        at += 1;
        if rest.is_empty() {
            return Some(at);
        }
        rest = rest.strip_prefix(' ')?;
    }
}

/// The first token of `phrase` where it ends right before token `end`.
fn phrase_before(words: &impl Words, end: usize, phrase: &str) -> Option<usize> {
    let (mut at, mut rest) = (end, phrase);
    loop {
        at = at.checked_sub(1)?;
        rest = rest.strip_suffix(words.word(at)).filter(|left| left.len() < rest.len())?;
        if rest.is_empty() {
            return Some(at);
        }
        rest = rest.strip_suffix(' ')?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Split(Vec<&'static str>);

    impl Words for Split {
        fn word(&self, i: usize) -> &str {
            self.0.get(i).copied().unwrap_or_default()
        }

        fn key(&self, i: usize) -> Option<Key> {
            self.0.get(i).map(|word| Key::of(word))
        }
    }

    fn words(text: &'static str) -> Split {
        Split(text.split(' ').collect())
    }

    #[test]
    fn finds_whole_words_only() {
        let list = phrases!["đến hết", "đến", "/ lần", "hết ngày"];
        for (text, i, want) in [
            ("từ nay đến hết ngày 5", 2, Some(4)),
            ("từ nay đến cuối năm", 2, Some(3)),
            ("2 tháng / lần", 2, Some(4)),
            ("2 tháng / lần", 1, None),
            // Neither a part of a word nor a phrase that the text breaks off.
            ("đếnhết", 0, None),
            ("đ ến", 0, None),
            ("ra hết", 1, None),
            ("", 0, None),
            ("đến", 1, None),
            ("đến", usize::MAX, None),
        ] {
            assert_eq!(list.first_at(&words(text), i), want, "{text} at {i}");
        }
    }

    #[test]
    fn gives_all_that_stand_there_in_the_order_of_the_list() {
        let list = phrases!["hoàn thành", "hoàn thành xong", "xong"];
        let text = words("phải hoàn thành xong việc");
        assert_eq!(
            (list.first_at(&text, 1), list.longest_at(&text, 1), list.rank_at(&text, 3)),
            (Some(3), Some(4), Some((2, 4)))
        );
        assert_eq!(list.before(&text, 4).collect::<Vec<_>>(), [1, 3]);
        assert_eq!((list.before(&text, 0).next(), list.before(&text, 9).next()), (None, None));
    }

    #[test]
    fn holds_single_words_and_looks_through_ranges() {
        let list = phrases!["và", "hoặc là"];
        let text = words("a và b hoặc là c");
        assert!(list.holds(&text, 1) && !list.holds(&text, 3) && !list.holds(&text, 9));
        assert!(list.begins_in(&text, 2..4) && !list.begins_in(&text, 4..9));
    }

    /// The filter by keys never hides a phrase: compared with a plain search over words that share letters.
    #[test]
    fn keys_hide_nothing() {
        let list = phrases!["a", "b a", "ab", "ba b", "a a a", "bb"];
        let plain = ["a", "b a", "ab", "ba b", "a a a", "bb"];
        let atoms = ["a", "b", "ab", "ba", "bb"];
        for n in 0..atoms.len().pow(4) {
            let text = Split((0..4).map(|k| atoms[n / atoms.len().pow(k) % atoms.len()]).collect());
            for i in 0..5 {
                let at = plain.iter().find_map(|p| {
                    let end = i + p.split(' ').count();
                    (end <= 4 && text.0[i..end].join(" ") == *p).then_some(end)
                });
                assert_eq!(list.first_at(&text, i), at);
            }
        }
    }
}
