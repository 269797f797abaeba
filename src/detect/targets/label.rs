//! List headings within a section ("- Học tập:", "* Kết quả đạt được:"): the subject and the mode of their items.

use std::sync::LazyLock;

use regex::Regex;

use super::clause;
use super::line::Line;
use crate::detect::Mode;
use crate::detect::letters::lower;
use crate::detect::tokens::Passage;
use crate::directive::Level;
use crate::directive::education::levels_in;

/// The list headings over the current paragraph, outer first.
#[derive(Debug, Default)]
pub(super) struct Labels {
    open: Vec<(u8, Label)>,
}

#[derive(Debug)]
struct Label {
    /// The words, where they name what is measured.
    subject: Option<String>,
    level: Option<Level>,
    mode: Option<Mode>,
    aims: bool,
}

/// More words than this make a sentence, not a label.
const LONGEST: usize = 14;

impl Labels {
    /// Takes up a paragraph whose marker has `rank` and ends before token `from`; `plain` where it has no quantity.
    pub fn enter(&mut self, rank: u8, line: &Line<'_>, from: usize, plain: bool) {
        self.close(rank);
        if !plain || line.len() <= from || line.word(line.len() - 1) != ":" {
            return;
        }
        let words = line.words(from..line.len() - 1);
        if words.is_empty() {
            return;
        }
        let lower = lower(&words);
        let says = |phrases: &[&str]| phrases.iter().any(|p| lower.contains(p));
        let mode = if says(&["kết quả đạt được", "kết quả thực hiện", "tồn tại", "hạn chế", "ưu điểm", "nguyên nhân"])
        {
            Some(Mode::Report)
        } else {
            None
        };
        let aims = says(&["chỉ tiêu", "mục tiêu", "phấn đấu"]);
        let level = if let [level] = levels_in(&words)[..] { Some(level) } else { None };
        let subject = (rank >= 4 && words.split(' ').count() <= LONGEST && !is_general(&words)).then_some(words);
        self.open.push((rank, Label { subject, level, mode, aims }));
    }

    /// Passes over a paragraph that neither counts anything nor is a list heading: only its marker is looked at.
    pub fn pass(&mut self, words: Passage<'_>) {
        /// A marker and what stands behind it.
        const MARKER: usize = 8;
        if !self.open.is_empty() {
            let tokens = &words.tokens[..words.tokens.len().min(MARKER)];
            self.close(clause::marker(&Line::of(Passage { tokens, ..words })).0);
        }
    }

    /// Takes leave of the list headings that a paragraph whose marker has `rank` does not stand under.
    fn close(&mut self, rank: u8) {
        while self.open.last().is_some_and(|(open, _)| *open >= rank) {
            self.open.pop();
        }
    }

    /// The innermost list heading, where it names what is measured.
    pub fn subject(&self) -> Option<&str> {
        self.open.last().and_then(|(_, label)| label.subject.as_deref())
    }

    /// The one level that the innermost list heading with a level names.
    pub fn level(&self) -> Option<Level> {
        self.open.iter().rev().find_map(|(_, label)| label.level)
    }

    /// The mode that a list heading sets.
    pub fn mode(&self) -> Option<Mode> {
        self.open.iter().rev().find_map(|(_, label)| label.mode)
    }

    /// Whether a list heading speaks of targets.
    pub fn aims(&self) -> bool {
        self.open.iter().any(|(_, label)| label.aims)
    }
}

/// Whether a paragraph may be a list heading: it ends with a colon.
pub(super) fn may_open(words: Passage<'_>) -> bool {
    words.tokens.last().is_some_and(|token| token.word == ":")
}

/// Whether the words of a heading tell of a kind of text or of people addressed, not of what is measured.
pub(super) fn is_general(words: &str) -> bool {
    const GENERAL: &[&str] = &[
        "như sau",
        "sau đây",
        "cụ thể",
        "gồm",
        "nhiệm vụ",
        "chỉ tiêu",
        "mục tiêu",
        "phấn đấu",
        "giải pháp",
        "nội dung",
        "thực hiện",
        "đạt được",
        "yêu cầu",
        "các trường",
        "đối với",
        "căn cứ",
        "trong đó",
        "về ",
        "kính gửi",
        "nơi nhận",
        "công tác",
        "kết quả",
        "chung",
        "đội ngũ",
        "quy mô",
        "mạng lưới",
        "chất lượng",
        "khác",
        "cơ bản",
        "tổ chức",
        "giáo dục",
        "cấp ",
        "khối",
        "hoạt động",
        "phát triển",
        "điều kiện",
        "tăng cường",
        "ứng dụng",
        "nâng cao",
        "đẩy mạnh",
        "phương hướng",
        "tồn tại",
        "kiến nghị",
        "đề xuất",
        "định mức",
        "tình hình",
        "đặc điểm",
    ];
    static ANY: LazyLock<Regex> = LazyLock::new(|| Regex::new(&GENERAL.join("|")).expect("a valid pattern"));
    ANY.is_match(&lower(words)) || !levels_in(words).is_empty()
}
