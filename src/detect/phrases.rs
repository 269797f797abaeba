//! Lists of phrases that a grammar looks for, word by word, at the price of one bit where none of them stands.
//!
//! The grammars ask at every word of a text whether one of some phrases stands there, and nearly always none does.
//! Each word carries a [`Key`], made once when its line is cut into tokens, and each list knows since compile time with
//! which keys its phrases begin and end. Words are compared only where the key is among them, so that a long list costs
//! no more than a short one. A tokenizer takes part by implementing [`Words`].

/// A number that equal words share; one in 512 unequal ones shares it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::detect) struct Key(u16);

impl Key {
    /// The key of a word, which is in lower case where the phrases are.
    #[inline]
    pub const fn of(word: &str) -> Self {
        Self::of_bytes(word.as_bytes(), 0, word.len())
    }

    /// The key of the word in `bytes[from..to]`.
    ///
    /// A few bytes tell Vietnamese words apart as well as all of them do.
    #[inline]
    const fn of_bytes(bytes: &[u8], from: usize, to: usize) -> Self {
        if from >= to {
            return Self(0);
        }
        let length = to - from;
        let sample = bytes[from] as u64
            | (bytes[to - 1] as u64) << 8
            | (bytes[from + length / 2] as u64) << 16
            | (bytes[from + length.saturating_sub(2)] as u64) << 24
            | (length as u64) << 32;
        Self::of_sample(sample)
    }

    /// The key of a number that equal words share.
    #[inline]
    pub const fn of_sample(sample: u64) -> Self {
        // The upper bits of the product depend on all bits of the sample.
        Self((sample.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - 9)) as u16)
    }
}

/// A set of keys.
#[derive(Debug, Clone, Copy)]
pub(in crate::detect) struct Keys([u64; 8]);

impl Keys {
    /// No key.
    pub const NONE: Self = Self([0; 8]);

    /// These keys and one more.
    pub const fn with(mut self, key: Key) -> Self {
        self.0[(key.0 >> 6 & 7) as usize] |= 1 << (key.0 & 63);
        self
    }

    /// Whether `key` is one of them.
    #[inline]
    pub const fn has(&self, key: Key) -> bool {
        self.0[(key.0 >> 6 & 7) as usize] >> (key.0 & 63) & 1 == 1
    }
}

/// The tokens of a line as phrases are matched against them.
pub(in crate::detect) trait Words {
    /// Token `i` in lower case; empty past the end.
    fn word(&self, i: usize) -> &str;

    /// The key of `word(i)`; `None` past the end.
    fn key(&self, i: usize) -> Option<Key>;
}

/// A list of phrases: words in lower case parted by single spaces, marks counting as words ("/ lần").
#[derive(Debug)]
pub(in crate::detect) struct Phrases {
    all: &'static [&'static str],
    /// The keys of their first words.
    first: Keys,
    /// The keys of their last words.
    last: Keys,
}

/// `phrases!["hằng", "hàng"]`: a list made at compile time, for the place where it is asked for.
macro_rules! phrases {
    ($($phrase:expr),+ $(,)?) => {
        const { &$crate::detect::phrases::Phrases::new(&[$($phrase),+]) }
    };
}
pub(in crate::detect) use phrases;

impl Phrases {
    /// The list of `all`; where phrases are told apart by their order, earlier ones win.
    pub const fn new(all: &'static [&'static str]) -> Self {
        let (mut first, mut last) = (Keys::NONE, Keys::NONE);
        let mut n = 0;
        while n < all.len() {
            let bytes = all[n].as_bytes();
            let mut end = 0;
            while end < bytes.len() && bytes[end] != b' ' {
                end += 1;
            }
            let mut start = bytes.len();
            while start > 0 && bytes[start - 1] != b' ' {
                start -= 1;
            }
            first = first.with(Key::of_bytes(bytes, 0, end));
            last = last.with(Key::of_bytes(bytes, start, bytes.len()));
            n += 1;
        }
        Self { all, first, last }
    }

    /// The phrases themselves.
    pub fn all(&self) -> &'static [&'static str] {
        self.all
    }

    /// Whether one of the list may stand at token `i`, by its first word; rarely true where none does.
    #[inline]
    pub fn may_stand_at(&self, words: &impl Words, i: usize) -> bool {
        words.key(i).is_some_and(|key| self.first.has(key))
    }

    /// The index after the first of the list that stands at token `i`.
    #[inline]
    pub fn first_at(&self, words: &impl Words, i: usize) -> Option<usize> {
        self.rank_at(words, i).map(|(_, end)| end)
    }

    /// The index after the longest, in tokens, of the list that stands at token `i`.
    #[inline]
    pub fn longest_at(&self, words: &impl Words, i: usize) -> Option<usize> {
        if self.may_stand_at(words, i) { self.all_at(words, i).map(|(_, end)| end).max() } else { None }
    }

    /// The place in the list of the first of it that stands at token `i`, and the index after it.
    #[inline]
    pub fn rank_at(&self, words: &impl Words, i: usize) -> Option<(usize, usize)> {
        if self.may_stand_at(words, i) { self.compared_at(words, i) } else { None }
    }

    /// Whether token `i` by itself is one of the list.
    #[inline]
    pub fn holds(&self, words: &impl Words, i: usize) -> bool {
        self.may_stand_at(words, i) && self.all.contains(&words.word(i))
    }

    /// Whether one of the list begins at a token of `range`; it may end behind it.
    #[inline]
    pub fn begins_in(&self, words: &impl Words, mut range: std::ops::Range<usize>) -> bool {
        range.any(|i| self.first_at(words, i).is_some())
    }

    /// The first tokens of those of the list that end right before token `end`, in the order of the list.
    #[inline]
    pub fn before<W: Words>(&self, words: &W, end: usize) -> impl Iterator<Item = usize> {
        let may = end.checked_sub(1).and_then(|last| words.key(last)).is_some_and(|key| self.last.has(key));
        let all = if may { self.all } else { &[] };
        // One byte tells most phrases from the one that may stand here.
        let last = words.word(end.wrapping_sub(1)).bytes().next_back();
        let alike = move |phrase: &&&str| phrase.bytes().next_back() == last;
        all.iter().filter(alike).filter_map(move |phrase| phrase_before(words, end, phrase))
    }

    /// Kept out of line, so that the places that ask stay small.
    #[inline(never)]
    fn compared_at(&self, words: &impl Words, i: usize) -> Option<(usize, usize)> {
        self.all_at(words, i).next()
    }

    fn all_at<W: Words>(&self, words: &W, i: usize) -> impl Iterator<Item = (usize, usize)> {
        let word = words.word(i).as_bytes();
        let (first, length) = (word.first().copied(), word.len());
        let begins = move |phrase: &str| {
            let phrase = phrase.as_bytes();
            phrase.first().copied() == first && (phrase.len() == length || phrase.get(length) == Some(&b' '))
        };
        let likely = self.all.iter().enumerate().filter(move |(_, phrase)| begins(phrase));
        likely.filter_map(move |(rank, phrase)| Some((rank, phrase_at(words, i, phrase)?)))
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
