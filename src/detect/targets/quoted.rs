//! Figures that a report sets beside its own: the level that was planned, the mean of others, how far off they are.

use super::bound;
use super::quantity::Form;
use super::view::View;
use crate::detect::Mode;
use crate::detect::phrases::{Phrases, phrase_list, phrases};

/// What names the level that was set for the time that a report is on.
pub(super) static PLANS: Phrases = phrase_list![
    "kế hoạch",
    "chỉ tiêu",
    "mục tiêu",
    "kế hoạch giao",
    "kế hoạch được giao",
    "kế hoạch đề ra",
    "kế hoạch đặt ra",
    "kế hoạch năm",
    "kế hoạch năm học",
    "chỉ tiêu kế hoạch",
    "chỉ tiêu giao",
    "chỉ tiêu được giao",
    "chỉ tiêu đề ra",
    "chỉ tiêu đặt ra",
    "mục tiêu đề ra",
    "mục tiêu đặt ra",
];

/// A comparison with what others have.
static MEANS: Phrases = phrase_list![
    "cao hơn bình quân",
    "cao hơn mức bình quân",
    "cao hơn trung bình",
    "cao hơn mức trung bình",
    "cao hơn mặt bằng",
    "cao hơn mặt bằng chung",
    "cao hơn tỷ lệ chung",
    "cao hơn tỉ lệ chung",
    "thấp hơn bình quân",
    "thấp hơn mức bình quân",
    "thấp hơn trung bình",
    "thấp hơn mức trung bình",
    "thấp hơn mặt bằng",
    "thấp hơn mặt bằng chung",
    "thấp hơn tỷ lệ chung",
    "thấp hơn tỉ lệ chung",
    "so với bình quân",
    "so với mức bình quân",
    "so với mặt bằng",
    "so với mặt bằng chung",
    "bằng bình quân",
    "bằng mức bình quân",
];

impl View<'_> {
    /// "(kế hoạch 40%)", "thấp hơn chỉ tiêu được giao (36%)", "chưa đạt chỉ tiêu 20%": in a report, the level that was
    /// set for its year.
    pub(super) fn quotes_plan(&self) -> bool {
        let line = self.line;
        let counted = self.q.form == Form::Count && self.q.unit.known && !self.q.unit.schedule && !self.q.unit.time;
        if self.setting.mode != Mode::Report || self.q.form != Form::Percent && !counted {
            return false;
        }
        let open = |i: usize| line.word(i.max(1) - 1) == "(";
        let at = bound::skip_fillers(line, self.q.lead);
        let bracketed = open(at);
        let Some(first) = line.longest_before(at - usize::from(bracketed), &PLANS) else { return false };
        let against = phrases![
            "thấp hơn",
            "cao hơn",
            "vượt",
            "so với",
            "chưa đạt",
            "không đạt",
            "chưa bằng",
            "bằng",
            "so với mức",
            "dưới"
        ];
        let compared = line.longest_before(first, against);
        // "vượt chỉ tiêu 0,3%" is a difference, "vượt chỉ tiêu (36%)" none.
        open(first) || compared.is_some_and(|verb| bracketed || line.word(verb) != "vượt")
    }

    /// Whether the figure is no level of what is measured: how far it lies over the plan ("vượt chỉ tiêu 0,3%"), or
    /// what others have ("cao hơn bình quân toàn tỉnh (99,1%)").
    pub(super) fn is_of_comparison(&self) -> bool {
        /// How many words name the others.
        const OTHERS: usize = 9;
        let line = self.line;
        let at = bound::skip_fillers(line, self.q.lead);
        let reports = self.setting.mode == Mode::Report;
        let over = line.longest_before(at, &PLANS).and_then(|first| first.checked_sub(1));
        if reports && over.is_some_and(|verb| line.word(verb) == "vượt") {
            return true;
        }
        // "vượt 2 giải so với kế hoạch"
        if reports && line.word(self.q.lead) == "vượt" && line.phrase_at(self.q.end, "so với").is_some() {
            return true;
        }
        let bracketed = line.word(self.q.lead.max(1) - 1) == "(";
        if !bracketed && !reports {
            return false;
        }
        let end = self.q.lead - usize::from(bracketed);
        let from = (end.saturating_sub(OTHERS)..end).rev().take_while(|&i| line.is_word(i)).last();
        from.is_some_and(|from| line.find(from..end, &MEANS).is_some())
    }
}
