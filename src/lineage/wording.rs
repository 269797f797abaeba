//! How alike two wordings are: weighted overlap of their syllables and of adjacent pairs.
//!
//! Subjects of targets and titles of directives keep their nouns from year to year while the words around them
//! change ("số học sinh được học 2 buổi/ngày", "tỷ lệ học 02 buổi/ngày"), so frequent words weigh little and
//! function words nothing.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use crate::text::match_key;

/// Words that carry no subject: classifiers of quantity, particles, prepositions, aim verbs.
const LIGHT: [&str; 43] = [
    "tỷ", "lệ", "tỉ", "số", "các", "những", "được", "có", "đạt", "của", "và", "với", "trong", "cho", "là", "tại", "ở",
    "trên", "theo", "đối", "việc", "về", "từ", "đến", "để", "do", "bằng", "này", "mỗi", "toàn", "tổng", "duy", "trì",
    "phấn", "đấu", "đảm", "bảo", "tiếp", "tục", "thực", "hiện", "cả", "tất",
];

/// Abbreviations of the field, by their written-out form.
const SHORT: [(&str, &str); 19] = [
    ("hs", "học sinh"),
    ("gv", "giáo viên"),
    ("cbql", "cán bộ quản lý"),
    ("cbgv", "cán bộ giáo viên"),
    ("nv", "nhân viên"),
    ("cntt", "công nghệ thông tin"),
    ("csvc", "cơ sở vật chất"),
    ("th", "tiểu học"),
    ("thcs", "trung học cơ sở"),
    ("thpt", "trung học phổ thông"),
    ("mn", "mầm non"),
    ("gdpt", "giáo dục phổ thông"),
    ("gd", "giáo dục"),
    ("pcgd", "phổ cập giáo dục"),
    ("xmc", "xóa mù chữ"),
    ("sgk", "sách giáo khoa"),
    ("cstđ", "chiến sĩ thi đua"),
    ("hsg", "học sinh giỏi"),
    ("khkt", "khoa học kỹ thuật"),
];

/// What stands for a word that is light, or short for others: these, or none.
static PLAIN: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let light = LIGHT.into_iter().map(|word| (word, Vec::new()));
    light.chain(SHORT.into_iter().map(|(short, long)| (short, long.split(' ').collect()))).collect()
});

/// The content words of a text in order, in matching form.
pub fn content_words(text: &str) -> Vec<String> {
    let key = match_key(text);
    let mut words = Vec::new();
    for word in key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        match PLAIN.get(word) {
            Some(long) => words.extend(long.iter().map(|&word| word.to_owned())),
            None => {
                let digits = word.trim_start_matches('0');
                words.push(if digits.is_empty() { word } else { digits }.to_owned());
            }
        }
    }
    words
}

/// Words of the titles of directives, of school years and of regulations, by how many of so many titles hold them (counted
/// in 325 different ones of public directives on education, and rounded to powers of two). What is not among them is in
/// fewer than one in sixty.
const IN_TITLES: [(u32, &str); 5] = [
    (3, "giáo dục học định quy"),
    (6, "năm công thông vụ hành cơ"),
    (8, "nhiệm hướng phổ cấp quản lý chính điều ban bộ nhà đổi một"),
    (
        16,
        "dẫn tổ chức sở đào tạo trung thi trường sinh kế hoạch tác chế độ sửa bổ sung ngày tháng quyền lĩnh vực nước tư",
    ),
    (
        32,
        "tiểu mầm non dạy trình động nghị kết phương phân chuẩn hoạt triển khai luật tin thường xuyên năng viên cập \
         nhận chương phát kỳ kiểm tra giao tuyển nội dung đánh giá tiêu chi tiết nghiệp cấu đường thời gian khung lớp báo",
    ),
];

/// So many titles count a word that is not among [`IN_TITLES`] once.
const TITLES: u32 = 256;

/// Knows how telling each word is among the texts it was made from.
#[derive(Debug, Default)]
pub struct Wording {
    frequency: HashMap<String, u32>,
    texts: u32,
}

impl Wording {
    /// Learns the frequencies of words from the content words of all texts to be compared.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a [String]>) -> Self {
        let mut wording = Self::default();
        for text in texts {
            wording.texts += 1;
            let mut distinct: Vec<&String> = text.iter().collect();
            distinct.sort_unstable();
            distinct.dedup();
            for word in distinct {
                *wording.frequency.entry(word.clone()).or_default() += 1;
            }
        }
        wording
    }

    /// Knows how telling words are in titles, whatever else a store holds: two directives are as alike in a drawer as in
    /// an archive.
    pub fn of_titles() -> &'static Self {
        static TITLES_OF_THE_FIELD: LazyLock<Wording> = LazyLock::new(|| {
            let words =
                IN_TITLES.iter().flat_map(|(one_in, words)| words.split_whitespace().map(|word| (word, *one_in)));
            let frequency = words.map(|(word, one_in)| (word.to_owned(), TITLES / one_in)).collect();
            Wording { frequency, texts: TITLES }
        });
        &TITLES_OF_THE_FIELD
    }

    /// A text by its content words, ready to be compared with many others.
    pub fn weigh<'a>(&self, words: impl Into<Cow<'a, [String]>>) -> Weighed<'a> {
        let words = words.into();
        let marks: Vec<u64> = words.iter().map(mark).collect();
        Weighed {
            sketch: marks.iter().fold(0, |sketch, mark| sketch | 1 << (mark % 128)),
            marks,
            weights: words.iter().map(|word| self.weight(word)).collect(),
            // "Chưa đạt" and "đạt", "có" and "không có" share all but the word that counts.
            denies: words.iter().any(|word| matches!(word.as_str(), "chưa" | "không" | "ngoài")),
            words,
        }
    }

    fn weight(&self, word: &str) -> f32 {
        let frequency = self.frequency.get(word).copied().unwrap_or(0).max(1) as f32;
        (1.0 + self.texts.max(1) as f32 / frequency).ln()
    }
}

/// A text whose words have been weighed ([`Wording::weigh`]).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weighed<'a> {
    words: Cow<'a, [String]>,
    /// Of each word: words that are compared are nearly always others.
    marks: Vec<u64>,
    /// Of all words together: texts whose sketches have nothing in common have no word in common.
    sketch: u128,
    weights: Vec<f32>,
    denies: bool,
}

fn mark(word: &String) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

impl Weighed<'_> {
    /// The content words.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// How alike two texts are, 0.0 to 1.0, by their content words: 0.6 for the words, 0.4 for adjacent pairs.
    pub fn similarity(&self, other: &Self) -> f32 {
        let (a, b) = (self.words(), other.words());
        if self.sketch & other.sketch == 0 {
            return 0.0;
        }
        let agreement = if self.denies == other.denies && !ranks_conflict(a, b) { 1.0 } else { 0.7 };
        let same = |i, j| self.same(i, other, j);
        let words = overlap((a.len(), |i| self.weights[i]), (b.len(), |j| other.weights[j]), same);
        if a.len() == 1 || b.len() == 1 {
            return words * agreement;
        }
        let pair = |weights: &[f32], at: usize| (weights[at] + weights[at + 1]) / 2.0;
        let pairs =
            overlap((a.len() - 1, |i| pair(&self.weights, i)), (b.len() - 1, |j| pair(&other.weights, j)), |i, j| {
                same(i, j) && same(i + 1, j + 1)
            });
        (0.6 * words + 0.4 * pairs) * agreement
    }

    /// The share of this text that stands in the other as adjacent pairs of words, 0.0 to 1.0, by weight.
    pub fn share_within(&self, other: &Self) -> f32 {
        let (mut total, mut found) = (0.0, 0.0);
        if self.sketch & other.sketch == 0 {
            return 0.0;
        }
        for i in 1..self.words.len() {
            let weight = self.weights[i - 1] + self.weights[i];
            total += weight;
            let is_there = (1..other.words.len()).any(|j| self.same(i - 1, other, j - 1) && self.same(i, other, j));
            found += if is_there { weight } else { 0.0 };
        }
        if total > 0.0 { found / total } else { 0.0 }
    }

    fn same(&self, i: usize, other: &Self, j: usize) -> bool {
        self.marks[i] == other.marks[j] && self.words[i] == other.words[j]
    }
}

/// Whether each text names a rank and none is the other's: "xếp loại Tốt" is not "xếp loại Khá".
fn ranks_conflict(a: &[String], b: &[String]) -> bool {
    let rank = |word: &&String| matches!(word.as_str(), "tốt" | "khá" | "giỏi" | "yếu" | "kém");
    let has_rank = |text: &[String]| text.iter().any(|word| rank(&word));
    has_rank(a) && has_rank(b) && !a.iter().filter(rank).any(|word| b.contains(word))
}

/// Weighted Dice coefficient of two bags, each given by how many items it has and what each weighs. They are short: to
/// look through one for each item of the other is sooner done than to make a table of it.
fn overlap(
    (left, left_weight): (usize, impl Fn(usize) -> f32),
    (right, right_weight): (usize, impl Fn(usize) -> f32),
    same: impl Fn(usize, usize) -> bool,
) -> f32 {
    let (mut total, mut shared) = (0.0, 0.0);
    for i in 0..left {
        total += left_weight(i);
    }
    let (mut few, mut many) = ([false; 64], Vec::new());
    let taken = match few.get_mut(..left) {
        Some(few) => few,
        None => {
            many.resize(left, false);
            &mut many[..]
        }
    };
    for j in 0..right {
        let worth = right_weight(j);
        total += worth;
        if let Some(i) = (0..left).find(|i| !taken[*i] && same(*i, j)) {
            taken[i] = true;
            shared += 2.0 * worth;
        }
    }
    if total > 0.0 { shared / total } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn similarity(wording: &Wording, a: &[String], b: &[String]) -> f32 {
        wording.weigh(a).similarity(&wording.weigh(b))
    }

    fn check(texts: &[&str], near: (usize, usize), far: (usize, usize)) {
        let words: Vec<_> = texts.iter().map(|text| content_words(text)).collect();
        let wording = Wording::of(words.iter().map(Vec::as_slice));
        let score = |(a, b): (usize, usize)| similarity(&wording, &words[a], &words[b]);
        assert!(score(near) > 0.5 && score(near) > score(far) + 0.1, "{texts:?}: {} {}", score(near), score(far));
    }

    #[test]
    fn the_same_subject_in_other_words_is_near() {
        check(
            &["tỷ lệ học 02 buổi/ngày", "số học sinh được học 2 buổi/ngày", "học sinh được học tin học"],
            (0, 1),
            (0, 2),
        );
        check(&["HS lên lớp thẳng", "tỉ lệ học sinh lên lớp thẳng", "học sinh bỏ học"], (0, 1), (0, 2));
        check(
            &["trường có thư viện số", "các trường có thư viện số", "trường có phòng học thông minh"],
            (0, 1),
            (0, 2),
        );
    }

    #[test]
    fn a_denial_is_another_subject() {
        check(&["Xếp loại Chưa đạt", "xếp loại chưa đạt", "xếp loại đạt"], (0, 1), (0, 2));
        check(&["Xếp loại Tốt", "học tập xếp loại tốt", "học tập xếp loại khá"], (0, 1), (0, 2));
    }

    #[test]
    fn another_rank_is_another_subject() {
        let texts = ["Học tập: Xếp loại Tốt", "Học tập: xếp loại Khá", "Rèn luyện: xếp loại Tốt"];
        check(&[texts[0], "học tập xếp loại tốt", texts[1]], (0, 1), (0, 2));
        let words = texts.map(content_words);
        assert!(ranks_conflict(&words[0], &words[1]) && !ranks_conflict(&words[0], &words[2]));
        assert!(!ranks_conflict(&words[0], &content_words("học sinh lên lớp")));
    }

    #[test]
    fn likeness_has_its_ends() {
        let words = content_words("học sinh hoàn thành chương trình tiểu học");
        let wording = Wording::of([words.as_slice()]);
        assert!((similarity(&wording, &words, &words) - 1.0).abs() < 1e-6);
        assert_eq!(similarity(&wording, &words, &content_words("máy chiếu")), 0.0);
        assert_eq!(similarity(&wording, &words, &[]), 0.0);
        let (some, all, other) = (&words[..3], &words, content_words("máy chiếu"));
        assert_eq!(wording.weigh(some).share_within(&wording.weigh(all.as_slice())), 1.0);
        assert_eq!(wording.weigh(all.as_slice()).share_within(&wording.weigh(other)), 0.0);
    }
}
