//! What the headings over a place say of its quantities; each heading is read once.

use std::cell::OnceCell;

use super::label;
use crate::detect::Outline;
use crate::detect::letters::lower;

/// The headings of an outline.
pub(super) struct Headings<'a> {
    outline: &'a Outline,
    read: Vec<Heading<'a>>,
}

#[derive(Default, Clone)]
struct Heading<'a> {
    aims: OnceCell<bool>,
    telling: OnceCell<Option<&'a str>>,
}

/// A heading of more words is a sentence that names nothing.
const SHORT: usize = 4;

impl<'a> Headings<'a> {
    /// Those of `outline`.
    pub fn new(outline: &'a Outline) -> Self {
        Self { outline, read: vec![Heading::default(); outline.sections.len()] }
    }

    /// The heading over `offset`, where it names what is measured ("Rèn luyện"), not a kind of text ("Chỉ tiêu").
    pub fn telling(&self, offset: usize) -> Option<&'a str> {
        let i = self.outline.section_at(offset)?;
        *self.read[i].telling.get_or_init(|| {
            let title = self.outline.sections[i].title.split('(').next().unwrap_or_default();
            let title = title.trim().trim_end_matches([':', '.']);
            let names = !title.is_empty() && !title.contains(',') && title.split(' ').count() < SHORT;
            (names && !label::is_general(title)).then_some(title)
        })
    }

    /// Whether the innermost heading over `offset` that speaks of targets or of tasks speaks of targets.
    pub fn aims(&self, offset: usize) -> bool {
        self.outline.section_at(offset).is_some_and(|i| self.aims_in(i))
    }

    /// Whether `offset` stands under a heading of requests ("Kiến nghị, đề xuất").
    pub fn request(&self, offset: usize) -> bool {
        let sections = &self.outline.sections;
        let over = std::iter::successors(self.outline.section_at(offset), |&i| sections[i].parent);
        over.into_iter().any(|i| {
            let title = lower(&sections[i].title);
            ["kiến nghị", "đề xuất"].iter().any(|word| title.contains(word))
        })
    }

    fn aims_in(&self, section: usize) -> bool {
        *self.read[section].aims.get_or_init(|| {
            let title = lower(&self.outline.sections[section].title);
            if title.contains("chỉ tiêu") || title.contains("mục tiêu cụ thể") {
                return true;
            }
            if ["nhiệm vụ", "giải pháp", "tổ chức thực hiện"].iter().any(|w| title.contains(w)) {
                return false;
            }
            title.contains("mục tiêu") || self.outline.sections[section].parent.is_some_and(|i| self.aims_in(i))
        })
    }
}

/// Whether a subject is the holding of an examination or contest: "tổ chức Kỳ thi tuyển sinh", "thể lệ Hội thi".
pub(super) fn names_exam(words: &str) -> bool {
    let lower = lower(words);
    let says = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    const EXAMS: &[&str] = &[
        "kỳ thi",
        "kì thi",
        "coi thi",
        "chấm thi",
        "đề thi",
        "phòng thi",
        "thi thử",
        "tuyển sinh",
        "thể lệ",
        "phúc khảo",
        "kiểm tra cuối",
        "đánh giá cuối",
        "đánh giá giữa",
        "đánh giá định kỳ",
        "kiểm tra giữa",
        "kiểm tra học kỳ",
        "kiểm tra học kì",
        "kiểm tra định kỳ",
        "kiểm tra định kì",
        "ra đề",
        "đề kiểm tra",
        "coi kiểm tra",
        "chấm kiểm tra",
        "khảo sát chất lượng",
    ];
    says(EXAMS) && !says(&["kết quả", "chỉ tiêu", "mục tiêu"])
}
