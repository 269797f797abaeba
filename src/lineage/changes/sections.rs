//! Sections of two years side by side: kept, reworded, added, dropped; in a reworded one, sentence by sentence.

use std::collections::HashMap;

use serde::Serialize;

use crate::lineage::assign::assign;
use crate::lineage::wording::{Wording, content_words};

/// Below this likeness two sections are about different matters.
const ALIKE: f32 = 0.42;

/// Below this likeness two sentences say different things.
const SAME_SENTENCE: f32 = 0.5;

/// From this likeness on a sentence is the same but for a word.
const SAME: f32 = 0.995;

/// One heading with the text that stands right under it, without that of its subsections.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Passage {
    /// The number or letter of the heading, as written.
    pub label: String,
    /// The heading's words.
    pub title: String,
    /// How deep it stands, 0 outermost.
    pub depth: usize,
    /// The page of the heading.
    pub page: u32,
    /// The text below, down to the next heading.
    pub text: String,
}

/// What became of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Nothing but years and dates, if anything.
    Same,
    /// The same matter in other words.
    Reworded,
    /// Only in the later year.
    Added,
    /// Only in the earlier year.
    Dropped,
}

/// A section of the earlier year and the same one in the later year, by index into the lists given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// Index into the earlier ones.
    pub old: Option<usize>,
    /// Index into the later ones.
    pub new: Option<usize>,
    /// How alike they are, 0.0 to 1.0.
    pub likeness: Option<f32>,
    /// What changed.
    pub change: Change,
    /// In a reworded section: the sentences that changed, came or went, in the order of the later year.
    pub sentences: Vec<Sentence>,
}

/// A sentence in both years or one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// As it stood.
    pub old: Option<String>,
    /// As it stands.
    pub new: Option<String>,
}

/// Compares the sections of two versions: pairs and what was added in the order of the later year, then what was
/// dropped.
pub fn compare(old: &[Passage], new: &[Passage]) -> Vec<Pair> {
    let words = |list: &[Passage]| list.iter().map(Words::of).collect::<Vec<_>>();
    let (before, after) = (words(old), words(new));
    let all = before.iter().chain(&after).flat_map(|words| [words.title.as_slice(), words.text.as_slice()]);
    let wording = Wording::of(all);
    let [weighed_old, weighed_new] = [&before, &after].map(|list| {
        list.iter()
            .map(|words| (wording.weigh(words.title.as_slice()), wording.weigh(words.text.as_slice())))
            .collect::<Vec<_>>()
    });
    let position = |index: usize, list: &[Passage]| index as f32 / (list.len().max(2) - 1) as f32;
    let assigned = assign(old.len(), new.len(), ALIKE, |i, j| {
        let near = 1.0 - (position(i, old) - position(j, new)).abs();
        let labels = if old[i].label == new[j].label && old[i].depth == new[j].depth { 1.0 } else { 0.0 };
        let titles = weighed_old[i].0.similarity(&weighed_new[j].0);
        let texts = weighed_old[i].1.similarity(&weighed_new[j].1);
        // A heading over subsections alone has no text of its own.
        let matter = match (before[i].text.is_empty(), after[j].text.is_empty()) {
            (true, true) => titles,
            // Under one heading all may be new from year to year ("Hội thi, phong trào").
            (false, false) => (0.5 * titles + 0.5 * texts).max(0.85 * titles),
            _ => 0.8 * titles,
        };
        if matter < 0.3 { 0.0 } else { 0.8 * matter + 0.13 * labels + 0.07 * near }
    });
    let mut pairs: Vec<Pair> = (0..new.len())
        .map(|j| match assigned.iter().find(|pair| pair.1 == j) {
            Some((i, _, score)) => {
                let sentences = sentences(&old[*i].text, &new[j].text);
                let titles = before[*i].title == after[j].title;
                let change = if titles && sentences.is_empty() { Change::Same } else { Change::Reworded };
                Pair { old: Some(*i), new: Some(j), likeness: Some(*score), change, sentences }
            }
            None => Pair { old: None, new: Some(j), likeness: None, change: Change::Added, sentences: Vec::new() },
        })
        .collect();
    let dropped = (0..old.len()).filter(|i| !assigned.iter().any(|pair| pair.0 == *i));
    let gone = |i| Pair { old: Some(i), new: None, likeness: None, change: Change::Dropped, sentences: Vec::new() };
    pairs.extend(dropped.map(gone));
    pairs
}

/// What a section is compared by.
struct Words {
    title: Vec<String>,
    text: Vec<String>,
}

impl Words {
    fn of(section: &Passage) -> Self {
        Self { title: content_words(&section.title), text: content_words(&section.text) }
    }
}

/// The sentences that are not the same on both sides, side by side.
fn sentences(old: &str, new: &str) -> Vec<Sentence> {
    let (before, after) = (split(old), split(new));
    let (a, b): (Vec<_>, Vec<_>) =
        (before.iter().map(|s| content_words(s)).collect(), after.iter().map(|s| content_words(s)).collect());
    // Equal ones go first: a plan of hundreds of sentences repeats most of them.
    let mut equal: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (i, words) in a.iter().enumerate().rev() {
        equal.entry(words).or_default().push(i);
    }
    let (mut partner, mut taken) = (vec![None; b.len()], vec![false; a.len()]);
    for (j, words) in b.iter().enumerate() {
        if let Some(i) = equal.get_mut(words.as_slice()).and_then(Vec::pop) {
            partner[j] = Some(i);
            taken[i] = true;
        }
    }
    let rest_old: Vec<usize> = (0..a.len()).filter(|i| !taken[*i]).collect();
    let rest_new: Vec<usize> = (0..b.len()).filter(|j| partner[*j].is_none()).collect();
    let wording = Wording::of(a.iter().chain(&b).map(Vec::as_slice));
    let [weighed_old, weighed_new] = [(&a, &rest_old), (&b, &rest_new)]
        .map(|(of, rest)| rest.iter().map(|at| wording.weigh(of[*at].as_slice())).collect::<Vec<_>>());
    let like = |i: usize, j: usize| weighed_old[i].similarity(&weighed_new[j]);
    let mut changed = Vec::new();
    let mut met = vec![false; rest_old.len()];
    let assigned = assign(rest_old.len(), rest_new.len(), SAME_SENTENCE, like);
    for (j, at) in rest_new.iter().enumerate() {
        let new = after[*at].clone();
        match assigned.iter().find(|pair| pair.1 == j) {
            Some((i, _, score)) => {
                met[*i] = true;
                if *score < SAME {
                    changed.push(Sentence { old: Some(before[rest_old[*i]].clone()), new: Some(new) });
                }
            }
            None => changed.push(Sentence { old: None, new: Some(new) }),
        }
    }
    let gone = rest_old.iter().zip(met).filter(|(_, met)| !met);
    changed.extend(gone.map(|(i, _)| Sentence { old: Some(before[*i].clone()), new: None }));
    changed
}

/// Paragraphs, and sentences within them; a full stop ends one only before a capital.
fn split(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        for (at, _) in line.match_indices(['.', ';']) {
            let rest = line[at + 1..].trim_start();
            let apart = rest.len() < line.len() - at - 1;
            if apart && (line[at..].starts_with(';') || rest.starts_with(char::is_uppercase)) && at > start + 20 {
                found.push(line[start..=at].trim().to_owned());
                start = at + 1;
            }
        }
        found.push(line[start..].trim().to_owned());
    }
    found.retain(|sentence| sentence.chars().any(char::is_alphanumeric));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(label: &str, title: &str, text: &str) -> Passage {
        Passage { label: label.to_owned(), title: title.to_owned(), depth: 0, page: 1, text: text.to_owned() }
    }

    #[test]
    fn sections_are_followed_though_their_numbers_move() {
        let old = [
            section("I", "YÊU CẦU CHUNG", "1. Giữ kỷ cương trong dạy và học."),
            section("II", "Phòng, chống dịch bệnh", "Các trường giữ vệ sinh lớp học, đo thân nhiệt hằng ngày."),
            section("III", "Đánh giá học sinh", "Lớp 5 đánh giá theo quy định cũ. Kết quả gửi về Phòng trước kỳ nghỉ."),
        ];
        let new = [
            section("I", "YÊU CẦU CHUNG", "1. Giữ kỷ cương trong dạy và học."),
            section("II", "Đánh giá học sinh", "Lớp 5 đánh giá theo quy định mới. Kết quả gửi về Phòng trước kỳ nghỉ."),
            section("III", "Chuyển đổi số", "Nhà trường cấp chữ ký số cho giáo viên chủ nhiệm lớp 1."),
        ];
        let found = compare(&old, &new);
        let seen: Vec<_> = found.iter().map(|pair| (pair.old, pair.new, pair.change)).collect();
        assert_eq!(
            seen,
            [
                (Some(0), Some(0), Change::Same),
                (Some(2), Some(1), Change::Reworded),
                (None, Some(2), Change::Added),
                (Some(1), None, Change::Dropped),
            ]
        );
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            found[1].sentences,
            [Sentence {
                old: some("Lớp 5 đánh giá theo quy định cũ."),
                new: some("Lớp 5 đánh giá theo quy định mới.")
            }]
        );
    }

    #[test]
    fn sentences_come_and_go() {
        let old = "Trường lập kế hoạch từ đầu năm học. Học sinh khối lớp một làm quen tiếng Anh.";
        let new = "Học sinh khối lớp một làm quen tiếng Anh. Mỗi trường có một bài học STEM ở từng khối.";
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            sentences(old, new),
            [
                Sentence { old: None, new: some("Mỗi trường có một bài học STEM ở từng khối.") },
                Sentence { old: some("Trường lập kế hoạch từ đầu năm học."), new: None },
            ]
        );
        assert!(sentences(old, old).is_empty());
    }
}
