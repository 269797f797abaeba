//! Teaching load, lengths of lessons, how often something is held.

use super::accept::{Verdict, verdict};
use super::lexicon::LASTING;
use super::quantity::Quantity;
use super::view::View;
use crate::detect::phrases::phrases;
use crate::directive::{TargetKind, TargetOp};

impl View<'_> {
    /// Teaching load and lesson length: a norm, except the name of a schooling mode ("học 2 buổi/ngày").
    pub(super) fn schedule(&self, prior: Option<&Quantity>) -> Option<Verdict> {
        let (q, unit) = (self.q, &self.q.unit);
        let mode_name = unit.head.starts_with("buổi") && unit.text.ends_with("ngày") && q.value <= 2.0 && !q.bounded;
        if mode_name || self.reported() {
            return None;
        }
        if unit.head == "lần" {
            if unit.rate || self.periodic() {
                return Some(verdict(TargetKind::Norm, "target/norm-rate", 0.8));
            }
            return (self.repeats() && !self.setting.normative)
                .then(|| verdict(TargetKind::Target, "target/count", 0.5));
        }
        // "Mỗi giáo viên dự ít nhất 17 tiết" under a heading of targets.
        let teachers = phrases!["mỗi giáo viên", "mỗi gv", "mỗi cán bộ", "mỗi đồng chí", "mỗi tổ", "mỗi thầy"];
        let each_teaches = unit.head.starts_with("tiết") && self.line.find(self.before.clone(), teachers).is_some();
        if self.setting.aims && each_teaches && !unit.rate && matches!(q.op, TargetOp::Eq | TargetOp::Ge) {
            return Some(verdict(TargetKind::Target, "target/count", 0.7));
        }
        if self.setting.aims
            && self.each()
            && q.firm
            && q.op == TargetOp::Ge
            && !unit.rate
            && unit.head.starts_with("tiết")
        {
            return Some(verdict(TargetKind::Target, "target/count", 0.7));
        }
        if unit.head == "giờ" && !(unit.rate && q.bounded) {
            return None;
        }
        // "Tổ chức 02 buổi ngoại khóa": sessions of a named kind, held not scheduled.
        let named = unit.head.starts_with("buổi") && unit.text.split(' ').count() > unit.head.split(' ').count();
        let limit = q.firm && q.op == TargetOp::Le;
        if named && !unit.rate && !limit && !self.setting.normative && (q.bounded || self.does()) {
            return Some(verdict(TargetKind::Target, "target/count", 0.7));
        }
        // "Buổi sáng: 07h30 - 10h35 (4 tiết)"
        let near = self.q.lead.saturating_sub(14)..self.q.lead;
        let bracketed = self.line.word(self.q.lead.max(1) - 1) == "(" && self.line.word(q.end) == ")";
        if bracketed && self.line.find(near, phrases!["buổi sáng", "buổi chiều", "sáng", "chiều"]).is_some() {
            return Some(verdict(TargetKind::Norm, "target/norm-rate", 0.7));
        }
        let minutes = unit.head == "phút";
        // "bài kiểm tra định kỳ 60 phút", "môn chuyên 120 phút"
        let papers = phrases!["bài kiểm tra", "bài thi", "đề kiểm tra", "đề thi", "làm bài", "kiểm tra định kỳ"];
        if minutes && !q.bounded && self.line.find(self.before.clone(), papers).is_some() && !self.timely() {
            return Some(verdict(TargetKind::Norm, "target/norm-time", 0.7));
        }
        // "môn trên 70 tiết/năm có 4 điểm" says for which subjects the rule holds.
        let first = crate::detect::targets::bound::skip_fillers(self.line, q.lead);
        let which = self.line.longest_before(first, phrases!["môn", "môn học", "các môn", "môn có"]).is_some();
        if unit.rate && which && matches!(self.line.word(q.end), "có" | "thì" | ":") && self.line.is_number(q.end + 1)
        {
            return None;
        }
        let load = self.line.find(
            self.before.clone(),
            phrases![
                "thời lượng",
                "tổng số tiết",
                "mỗi tuần",
                "mỗi ngày",
                "mỗi buổi",
                "mỗi tiết",
                "một tuần",
                "một ngày",
                "tiết học",
                "mỗi môn",
                "mỗi hoạt động",
                "mỗi giờ",
                "mỗi ca",
                "mỗi lần",
                "mỗi đội",
                "số tiết",
                "buổi sáng",
                "buổi chiều",
                "thời gian làm bài",
                "thời gian thi",
            ],
        );
        // "phần lễ không kéo dài quá 60 phút", "đọc sách 15 phút đầu giờ"
        if minutes && self.timely() && !unit.rate {
            return None;
        }
        // "sinh hoạt lớp 45 phút"
        let hours = phrases![
            "sinh hoạt lớp",
            "sinh hoạt",
            "chào cờ",
            "thể dục",
            "ra chơi",
            "nghỉ trưa",
            "đọc sách",
            "ngủ trưa"
        ];
        let held = minutes && self.line.longest_before(self.q.lead, hours).is_some();
        let lasts = held
            || minutes
                && (self.setting.rules
                    || q.firm && self.line.find(self.clause_start()..q.number, &LASTING).is_some()
                    || self.line.longest_at(q.end, phrases!["đầu giờ", "đầu buổi", "cuối giờ", "giữa giờ"]).is_some());
        if lasts {
            return Some(verdict(TargetKind::Norm, "target/norm-time", 0.7));
        }
        // "mời nghệ nhân ít nhất 02 buổi": so many sessions of one kind, no load of a week or day.
        let sessions = unit.head == "buổi" && q.firm && q.op == TargetOp::Ge && !unit.rate && !self.each();
        if sessions && load.is_none() && !self.setting.normative && !self.setting.rules && self.invites() {
            return Some(verdict(TargetKind::Target, "target/count", 0.6));
        }
        let weeks = unit.head == "tuần thực học";
        let beside = prior.is_some_and(|p| p.unit.schedule);
        if unit.rate || weeks || load.is_some() || (q.bounded || beside) && !minutes {
            return Some(verdict(TargetKind::Norm, "target/norm-rate", if unit.rate { 0.9 } else { 0.7 }));
        }
        None
    }
}
