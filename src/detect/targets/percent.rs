//! Which percentages are targets, and which say how a meal, a test or a budget is made up.

use super::accept::{Verdict, verdict};
use super::lexicon::{BARE_UNITS, CONDITIONS, PRICE_WORDS, TOTALS};
use super::view::{View, WINDOW};
use crate::detect::phrases::{Phrases, phrase_list, phrases};
use crate::directive::{TargetKind, TargetOp};

impl View<'_> {
    pub(super) fn percent(&self) -> Option<Verdict> {
        // "90% phụ huynh nộp học phí qua ngân hàng" is a share of people, whatever they do.
        // So is "12% số cơ sở" of a number of things.
        let of_people = self.line.longest_at(self.q.end, &BARE_UNITS).is_some() || self.line.word(self.q.end) == "số";
        // "(hiện 1,8%)", "(năm trước 3,4%)" say where it stands or stood.
        if self.compares_in_brackets() {
            return None;
        }
        if self.is_ration_or_ruled_share() && !self.reported() {
            return Some(verdict(TargetKind::Norm, "target/norm-share", 0.7));
        }
        // "Kinh phí: ngân sách tỉnh hỗ trợ 30%, địa phương 70%" parts a sum.
        let opening = self.sentence.start..(self.sentence.start + 3).min(self.q.lead);
        let funds = self.line.find(opening, phrases!["kinh phí", "nguồn vốn", "vốn"]).is_some();
        // "Kinh phí sửa chữa 2 tỷ đồng, bằng 85% dự toán"
        let spent = self.follows(phrases!["bằng", "đạt"]) && self.reported();
        if funds
            && !spent
            && !self.strictly_aimed()
            && self.line.find(self.before.clone(), phrases!["giải ngân"]).is_none()
        {
            return None;
        }
        // "12,6 tỷ đồng; trong đó ngân sách 75%, xã hội hóa 25%"
        static PURSES: Phrases = phrase_list![
            "ngân sách",
            "ngân sách tỉnh",
            "ngân sách xã",
            "ngân sách phường",
            "ngân sách cấp",
            "xã hội hóa",
            "xã hội hoá",
            "vốn đối ứng",
            "nguồn khác",
        ];
        if self.follows(&PURSES) && !self.q.bounded && !self.aimed() {
            return None;
        }
        if !of_people && self.line.find(self.sentence.clone(), &PRICE_WORDS).is_some()
            || self.line.find(self.q.lead.saturating_sub(WINDOW)..self.q.lead, &TOTALS).is_some()
            || self.line.find(self.sentence.clone(), &CONDITIONS).is_some() && !self.strictly_aimed()
        {
            return None;
        }
        if self.tells_whom() {
            return None;
        }
        if self.setting.normative {
            if self.strictly_aimed() {
                return Some(verdict(TargetKind::Target, "target/percent", 0.6));
            }
            // "Mức chi bằng 1,7% tổng kinh phí"
            let rate = self.follows(phrases!["bằng"]) && self.line.find(self.before.clone(), phrases!["mức"]).is_some();
            if rate {
                return Some(verdict(TargetKind::Norm, "target/norm-share", 0.6));
            }
            // "100% số giáo viên đạt chuẩn", "huy động ít nhất 60% người khuyết tật …": a level that all shall reach.
            let whole = self.q.value >= 100.0 && of_people && self.opens() && self.line.word(self.q.end) == "số";
            if whole && !self.conditional() || self.q.firm && self.follows(phrases!["huy động"]) {
                return Some(verdict(TargetKind::Target, "target/percent", 0.5));
            }
            return self.rules_by_law().then(|| verdict(TargetKind::Norm, "target/norm-share", 0.5));
        }
        if self.line.find(self.before.clone(), phrases!["thời lượng"]).is_some() && !self.reported() {
            return Some(verdict(TargetKind::Norm, "target/norm-share", 0.7));
        }
        if self.reported() {
            return Some(verdict(TargetKind::Result, "result/percent", 0.8));
        }
        // "mỗi cụm đề nghị không quá 40% số đơn vị": a share that is handed out.
        let quota = self.q.firm
            && self.q.op == TargetOp::Le
            && self.follows(phrases!["đề nghị", "xét tặng", "bình chọn", "được đề nghị", "xét chọn"]);
        if self.ruled() || quota && !self.setting.aims {
            return Some(verdict(TargetKind::Norm, "target/norm-share", 0.7));
        }
        Some(verdict(
            TargetKind::Target,
            "target/percent",
            if self.setting.aims || self.q.bounded { 0.95 } else { 0.85 },
        ))
    }

    /// "Đối với các trường có trên 50% học sinh dân tộc thiểu số, …", "ở những nơi có dưới 30% …": whom a task is for.
    fn tells_whom(&self) -> bool {
        let bound = self.q.firm && matches!(self.q.op, TargetOp::Gt | TargetOp::Ge | TargetOp::Lt | TargetOp::Le);
        let which = phrases!["đối với", "những", "nơi", "ở các", "tại các", "với các"];
        let opening = self.clause_start()..self.q.lead;
        bound
            && !self.setting.normative
            && !self.setting.aims
            && self.follows(phrases!["có"])
            && self.line.find(opening, which).is_some()
            && !self.aimed()
            && !self.strictly_aimed()
    }

    /// Whether a percentage is a rule by what it is of: a meal's energy, how far figures may differ, what is set aside.
    pub(super) fn is_ration_or_ruled_share(&self) -> bool {
        let line = self.line;
        // "bữa trưa cung cấp từ 30% đến 35% năng lượng cả ngày", "năng lượng … đạt 50 - 55% nhu cầu của trẻ"
        let energy = phrases!["nhu cầu năng lượng", "năng lượng cả ngày", "năng lượng khẩu phần"];
        let behind = self.q.end..(self.q.end + 4).min(self.sentence.end);
        let need = line.find(self.before.clone(), phrases!["năng lượng"]).is_some()
            && line.find(behind.clone(), phrases!["nhu cầu", "khẩu phần"]).is_some();
        // "sai lệch … không quá 1%"
        let clause = self.clause_start()..self.q.lead;
        let error = self.q.firm
            && !self.setting.aims
            && self.q.op == TargetOp::Le
            && line.find(clause, phrases!["sai lệch giữa", "chênh lệch giữa", "sai số"]).is_some();
        // "dành tối thiểu 2% chi thường xuyên cho …"
        // "không nặng quá 10% trọng lượng cơ thể"
        let adjective = phrases!["nặng", "dài", "cao", "lớn", "xa", "rộng", "sâu", "dày", "ồn"];
        let heavy = (1..=3).any(|back| {
            let at = self.q.number.saturating_sub(back);
            line.word(at) == "quá"
                && line.longest_before(at, adjective).is_some_and(|a| a > 0 && line.word(a - 1) == "không")
        });
        let set_aside = self.follows(phrases!["dành", "trích", "bố trí", "để lại"])
            && line.find(behind, phrases!["chi", "kinh phí", "ngân sách", "quỹ", "dự toán", "số thu"]).is_some();
        line.find(self.sentence.clone(), energy).is_some()
            || self.is_part_of_test()
            || need
            || heavy
            || error
            || set_aside && !self.setting.aims
    }

    /// "nhận biết 40%, thông hiểu 30%", "30% trắc nghiệm - 70% tự luận", "đề gồm 40% mức 1": what a test is made of.
    fn is_part_of_test(&self) -> bool {
        let line = self.line;
        let parts = phrases!["nhận biết", "thông hiểu", "vận dụng", "vận dụng cao", "trắc nghiệm", "tự luận"];
        let near = self.q.lead.saturating_sub(5).max(self.before.start)..self.q.lead;
        let other = phrases!["phần mềm", "phòng", "học sinh", "giáo viên", "trường"];
        if line.find(near.clone(), parts).is_some() && line.find(near, other).is_none()
            || line.longest_at(self.q.end, parts).is_some()
        {
            return true;
        }
        let tests = phrases!["mức độ", "ma trận", "đề", "đề thi", "đề kiểm tra", "câu hỏi", "trắc nghiệm", "tự luận"];
        if line.find(self.sentence.clone(), tests).is_none() && !self.setting.rules {
            return false;
        }
        // "40% mức 1", "biết 40%": a grade of difficulty, with nothing said of who reaches it.
        let grades = phrases!["mức 1", "mức 2", "mức 3", "mức 4", "biết", "hiểu", "vận dụng"];
        let alone = |at: usize| !line.is_word(at) || line.word(at) == "và";
        let behind = line.longest_at(self.q.end, grades).is_some_and(|n| alone(self.q.end + n));
        let ahead = line.longest_before(self.q.lead, grades);
        behind || ahead.is_some_and(|first| first == self.before.start || alone(first - 1))
    }
}
