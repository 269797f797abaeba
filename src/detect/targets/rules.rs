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
        // "kiểm tra việc coi thi tại ít nhất 05 trường": where those go who look after it.
        let visits = self.line.word(self.q.lead.max(1) - 1) == "tại"
            && [self.before.start, self.clause_start()]
                .into_iter()
                .any(|at| self.line.longest_at(at, phrases!["kiểm tra", "giám sát", "thanh tra"]).is_some());
        self.setting.rules
            && bound
            && !visits
            && !self.setting.aims
            && self.line.find(self.before.clone(), &GOALS).is_none()
    }

    /// "tuổi đời không quá 30 tuổi", "vào học ở tuổi cao hơn nhưng không quá 09 tuổi": who may come.
    pub(super) fn is_age_limit(&self) -> bool {
        self.q.unit.head == "tuổi"
            && self.q.firm
            && self.q.op == TargetOp::Le
            && !self.q.unit.rate
            && !matches!(self.line.word(self.q.end), "được" | "thì")
    }

    /// "Thời gian đào tạo: 03 năm", "chứng chỉ có thời hạn không quá 02 năm": how long a course, a year's work or a
    /// certificate lasts.
    pub(super) fn lasts(&self) -> bool {
        static COURSES: Phrases = phrase_list![
            "thời gian đào tạo",
            "thời gian học",
            "thời gian khóa học",
            "thời gian bồi dưỡng",
            "thời gian tập sự",
            "thời gian làm việc của giáo viên",
            "thời gian làm việc trong năm học",
            "thời gian năm học",
        ];
        static PAPERS: Phrases =
            phrase_list!["chứng chỉ", "chứng nhận", "giấy chứng nhận", "thời gian đoạt giải", "kết quả thi"];
        let near = self.q.lead.saturating_sub(16).max(self.before.start)..self.q.lead;
        let stated = matches!(self.line.word(self.q.lead.max(1) - 1), ":" | "là");
        let course = self.line.find(near.clone(), &COURSES).is_some() && (stated || self.q.firm);
        let valid = self.q.unit.text == "năm"
            && self.q.firm
            && self.q.op == TargetOp::Le
            && self.line.find(near, &PAPERS).is_some();
        !self.q.unit.rate && (course || valid)
    }

    /// "Mỗi cụm có từ 05 đến 07 sở": how many offices a group is made of.
    pub(super) fn groups_offices(&self) -> bool {
        let group = phrases!["mỗi cụm", "mỗi khối thi đua", "mỗi khối", "mỗi nhóm", "mỗi đội", "mỗi hội đồng thi"];
        let office = matches!(self.q.unit.head.as_str(), "sở" | "trường" | "đơn vị" | "xã" | "phường" | "thành viên");
        office && self.line.find(self.clause_start()..self.q.lead, group).is_some() && self.follows_having()
    }

    fn follows_having(&self) -> bool {
        let at = self.q.lead - usize::from(self.line.word(self.q.lead.max(1) - 1) == "từ");
        self.line.longest_before(at, phrases!["có", "gồm", "có tối đa", "có không quá", "có ít nhất"]).is_some()
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
