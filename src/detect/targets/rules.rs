//! What makes of a quantity a fixed rule: papers about examinations, legal normative texts, the size of groups.

use super::lexicon::GOALS;
use super::quantity::Quantity;
use super::view::View;
use crate::detect::phrases::{Phrases, phrase_list, phrases};
use crate::directive::{TargetKind, TargetOp};

impl View<'_> {
    /// Whether a bound in a paper about an examination rules: "có ít nhất 02 phòng thi dự phòng".
    pub(super) fn ruled(&self) -> bool {
        // "do 02 giám thị coi", "cứ 05 phòng thi có 01 giám thị", "chỉ được dự thi 01 môn", "chiếm từ 50% đến 60%"
        let paper = phrases!["đề", "đề thi", "đề kiểm tra", "bài thi", "bài kiểm tra"];
        let asks = matches!(self.q.unit.head.as_str(), "câu" | "câu hỏi" | "bài" | "trang" | "mã đề" | "đề")
            && self.line.find(self.before.clone(), paper).is_some();
        let assigned = asks
            || self.follows(phrases!["do"])
            || self.line.find(self.clause_start()..self.q.lead, phrases!["cứ", "chỉ được"]).is_some();
        let bound = self.q.firm && matches!(self.q.op, TargetOp::Ge | TargetOp::Le)
            || self.each()
            || assigned
            || self.q.value_max.is_some()
            || !self.q.bounded && self.beside == Some(TargetKind::Norm);
        self.setting.rules && bound && !self.setting.aims && self.line.find(self.before.clone(), &GOALS).is_none()
    }

    /// Whether a bound of a legal normative text is a fixed rule for what schools do and have: not the papers of a
    /// procedure, a vote, an office's length, and not whom the rule holds for ("từ 10 lớp trở lên thì …").
    pub(super) fn rules_by_law(&self) -> bool {
        let line = self.line;
        static PROCEDURES: Phrases = phrase_list![
            "hồ sơ",
            "bản sao",
            "phiếu",
            "biểu quyết",
            "tán thành",
            "đồng ý",
            "thành viên",
            "nhiệm kỳ",
            "bổ nhiệm",
            "kinh nghiệm",
            "công tác",
            "đình chỉ",
            "kỷ luật",
            "đơn vị sự nghiệp",
            "cổ phần",
            "vốn",
        ];
        let condition = line.find(self.q.end..self.sentence.end, phrases!["thì", "được hưởng", "được xét"]).is_some();
        self.q.firm
            && matches!(self.q.op, TargetOp::Ge | TargetOp::Le)
            && line.word(self.q.end - 1) != "lên"
            && !condition
            && !self.conditional()
            && line.find(self.sentence.clone(), &PROCEDURES).is_none()
    }

    /// "Nhóm trẻ từ 13 đến 24 tháng tuổi không quá 20 trẻ", "Lớp mẫu giáo 4 - 5 tuổi: 30 trẻ": how many children a
    /// group holds.
    pub(super) fn sizes_group(&self, prior: Option<&Quantity>) -> bool {
        let children = |head: &str| matches!(head, "trẻ" | "trẻ em" | "học sinh" | "học viên" | "cháu" | "em");
        let group = phrases!["nhóm", "nhóm trẻ", "lớp", "lớp học", "phòng", "sĩ số"];
        let colon = self.line.word(self.q.lead.max(1) - 1) == ":" && self.q.lead > 1;
        let aged = colon && self.line.word(self.q.lead - 2) == "tuổi";
        let limited = self.q.firm
            && self.q.op == TargetOp::Le
            && (self.line.find(self.before.clone(), group).is_some() || prior.is_some_and(|p| children(&p.unit.head)));
        children(&self.q.unit.head) && (aged || limited)
    }
}
