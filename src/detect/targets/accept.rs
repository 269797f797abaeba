//! Which quantities are targets, norms or results, and which are only numbers.

use std::ops::Range;

use super::lexicon::{BURDENS, PRICE_WORDS, REACH, WEATHER};
use super::line::Line;
use super::quantity::{Form, Quantity};
use super::view::{View, WINDOW};
use crate::detect::Mode;
use crate::detect::phrases::phrases;
use crate::directive::{TargetKind, TargetOp};

/// What is known of the place of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Setting {
    /// What its section does.
    pub mode: Mode,
    /// Whether it stands under a heading of targets ("Chỉ tiêu", "Mục tiêu cụ thể").
    pub aims: bool,
    /// Whether the directive is a legal normative text: it rules and defines, it sets no targets.
    pub normative: bool,
    /// Whether it is about how an examination is held: what is bounded there is ruled.
    pub rules: bool,
}

/// What a quantity is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Verdict {
    /// Target, norm or result.
    pub kind: TargetKind,
    /// The rule.
    pub rule: &'static str,
    /// How sure.
    pub confidence: f32,
}

/// The rule of a level that a report quotes from the plan.
pub(super) const QUOTED: &str = "target/quoted";

/// Judges `q` in its `sentence`; `prior` is the accepted quantity before it in the same paragraph.
pub(super) fn judge(
    line: &Line<'_>,
    q: &Quantity,
    sentence: &Range<usize>,
    setting: Setting,
    prior: Option<(&Quantity, TargetKind)>,
) -> Option<Verdict> {
    if setting.mode == Mode::Frame {
        return None;
    }
    // A window, so that a page without a full stop stays cheap.
    let sentence = sentence.start.max(q.lead.saturating_sub(WINDOW))..sentence.end.min(q.end + WINDOW);
    let has = |i: usize| matches!(line.word(i), "có" | "gồm" | "và" | "do");
    let listed = |(p, _): &(&Quantity, TargetKind)| {
        let begins = p.end + 1;
        matches!(line.word(p.end), "," | "và" | "với") && (begins == q.lead || begins + 1 == q.lead && has(begins))
    };
    let beside = prior.filter(listed).map(|(_, kind)| kind);
    let prior = prior.map(|(p, _)| p);
    let view = View { line, q, before: sentence.start..q.lead, sentence, setting, beside };
    if view.quotes_plan() {
        return Some(verdict(TargetKind::Target, QUOTED, 0.6));
    }
    if view.is_of_comparison() {
        return None;
    }
    match q.form {
        Form::Percent => view.percent(),
        Form::Zero => view.zero(),
        Form::Count => view.count(prior),
    }
}

impl View<'_> {
    fn zero(&self) -> Option<Verdict> {
        // A law that sees to it that none is left sets a level, whatever else "không có" denies in it.
        let none_left = self.line.word(self.q.number + 1) == "còn"
            && self.line.find(self.before.clone(), phrases!["bảo đảm", "đảm bảo"]).is_some();
        let sets = if self.setting.normative { none_left } else { self.begins_clause() };
        if !sets {
            return None;
        }
        if self.reported() {
            return Some(verdict(TargetKind::Result, "result/zero", 0.6));
        }
        Some(verdict(TargetKind::Target, "target/zero", 0.85))
    }

    fn count(&self, prior: Option<&Quantity>) -> Option<Verdict> {
        let unit = &self.q.unit;
        if self.compares_in_brackets() {
            return None;
        }
        // "phó hiệu trưởng dự không ít hơn 02 hoạt động/tháng": how many lessons are looked at.
        let observes = phrases!["dự", "dự giờ", "thăm lớp", "thao giảng", "dự giờ thăm lớp"];
        if unit.rate && self.follows(observes) && !self.setting.aims && !self.reported() {
            return Some(verdict(TargetKind::Norm, "target/norm-rate", 0.7));
        }
        // "của 5 trường" says more of what is counted before it, "cứ 05 phòng thi" for how many the rest holds.
        let of = matches!(self.line.word(self.q.lead.max(1) - 1), "của" | "thuộc" | "cứ");
        if of && !self.q.fraction && !self.q.bounded && !unit.rate {
            return None;
        }
        if unit.money {
            // "mức hỗ trợ tối đa 60 triệu đồng/phòng": a rate or limit that the directive passes on.
            let rated = self.line.find(self.before.clone(), phrases!["mức", "trị giá", "mỗi suất"]).is_some();
            let beside = prior.is_some_and(|p| p.unit.rate && p.unit.text == unit.text);
            if (rated && (self.q.firm || unit.rate) || beside)
                && (!self.setting.normative || rated && unit.rate)
                && !self.setting.aims
                && (!self.aimed() || rated && unit.rate)
                && !self.reported()
            {
                return Some(verdict(TargetKind::Norm, "target/norm-money", 0.7));
            }
            // "vận động quỹ khuyến học 320 triệu đồng": what is to be raised, not what is spent.
            if self.raises() && !self.setting.normative {
                return Some(self.target_or_result("target/money", 0.6));
            }
            let wanted = self.setting.aims || self.aimed();
            let reached = self.follows(phrases!["đạt"]);
            let level = unit.rate || self.q.bounded || reached;
            // "Quỹ đạt bình quân 40.000 đồng/người"
            return ((wanted && level || unit.rate && reached) && !self.setting.normative)
                .then(|| self.target_or_result("target/money", 0.6));
        }
        if (unit.time || unit.head == "giờ") && !unit.rate && self.keeps() && !self.reported() {
            return Some(verdict(TargetKind::Norm, "target/norm-time", 0.7));
        }
        if unit.schedule {
            return self.schedule(prior);
        }
        let norm = |rule| Some(verdict(TargetKind::Norm, rule, 0.7));
        let reported = self.reported();
        // "phun thuốc 2 đợt/năm", "mở chuyên mục 2 kỳ/tháng": how often.
        if unit.rate && matches!(unit.head.as_str(), "đợt" | "kỳ" | "kì" | "phiên") && !reported {
            return norm("target/norm-rate");
        }
        if unit.time {
            // "35 tuần thực học, học kỳ I có 18 tuần"
            let weeks = unit.head == "tuần"
                && (prior.is_some_and(|p| p.unit.head.starts_with("tuần"))
                    || self.near_before(phrases!["học kỳ", "học kì", "cả năm", "năm học có", "thực học"]));
            let granted = self.line.find(self.sentence.clone(), &PRICE_WORDS).is_some()
                || self.near_before(phrases!["hưởng", "hỗ trợ", "chi trả", "trợ cấp"]);
            // "học 32 tuần/năm"
            let weekly = unit.head == "tuần" && unit.rate && !self.setting.aims;
            let rate = unit.rate && (self.q.bounded || weekly) && !granted;
            let ruled = self.is_age_limit() || self.lasts();
            return (!reported && (weeks || rate || ruled || self.is_length_limit() || self.is_reserve()))
                .then(|| norm("target/norm-time"))
                .flatten();
        }
        let aims = self.setting.aims || self.strictly_aimed();
        // "nhà cao hơn đường từ 5 m trở lên" says in a law whom it holds for.
        let threshold = self.setting.normative && self.line.word(self.q.end - 1) == "lên";
        if unit.measure && self.line.find(self.sentence.clone(), &WEATHER).is_some() {
            return None;
        }
        // "15 kg/tháng/học sinh"
        if unit.measure && unit.rate && !unit.known && !aims && !reported {
            return norm("target/norm-rate");
        }
        if unit.measure && !unit.rate && !threshold && (self.q.firm || self.q.value_max.is_some()) && !aims && !reported
        {
            return norm("target/norm-measure");
        }
        if self.conditional() {
            return None;
        }
        if self.holds_people() && !aims && !reported {
            return norm("target/norm-each");
        }
        let staffed = matches!(unit.head.as_str(), "giáo viên" | "nhân viên" | "giảng viên" | "nhà giáo")
            && self.q.firm
            && self.q.op == TargetOp::Ge
            && self.follows(phrases!["phải có", "bố trí", "phải bố trí", "có đủ"]);
        if self.setting.normative && staffed {
            return norm("target/norm-staff");
        }
        if self.groups_offices() && !aims && !reported {
            return norm("target/norm-each");
        }
        if self.setting.normative && self.sizes_group(prior) {
            return norm("target/norm-limit");
        }
        if unit.rate && per_class(&unit.head) {
            // "bảo đảm tối đa 1,5 giáo viên/lớp" keeps to a rule, whatever verb leads to it.
            // So does "tối thiểu 1,45 giáo viên/lớp": how many teachers a class has is ruled, not aimed at.
            let teachers = matches!(unit.head.as_str(), "giáo viên" | "gv");
            let upper = self.q.firm && (self.q.op == TargetOp::Le || teachers) && !aims;
            // "sĩ số bình quân không quá 38 em/lớp" is a level among levels.
            let mean = self.line.find(self.before.clone(), phrases!["bình quân", "trung bình"]).is_some();
            let standard = self.setting.aims && (unit.measure || mean);
            let reached = standard
                || !upper && self.aimed()
                || self.follows(phrases!["đạt", "đạt tỷ lệ", "đạt tỉ lệ"])
                || self.setting.aims && self.follows(phrases!["tỷ lệ", "tỉ lệ"]);
            return match (reported, reached && !self.setting.normative) {
                (true, _) => Some(verdict(TargetKind::Result, "result/rate", 0.6)),
                (false, true) => Some(verdict(TargetKind::Target, "target/rate", 0.8)),
                (false, false) => Some(verdict(TargetKind::Norm, "target/norm-rate", 0.8)),
            };
        }
        // An upper limit on what is counted is a rule; an aim says so.
        // "báo cáo năm từ 10 đến 12 trang"
        if unit.head == "trang" && (self.q.bounded || self.q.value_max.is_some()) && !reported {
            return norm("target/norm-limit");
        }
        // "từ 01 đến 03 thí sinh/môn" in a paper about an examination
        if self.setting.rules && !reported && self.ruled() && (unit.rate || unit.known) && !self.setting.normative {
            return norm("target/norm-limit");
        }
        let limit = self.q.firm && self.q.op == TargetOp::Le && !reported;
        let each = self.each() && self.last(self.before.clone(), phrases!["phấn đấu"]).is_none();
        // "không quá 04 cuộc thi/năm học": what is kept down is a burden, whatever heading it stands under.
        let burden = unit.rate && BURDENS.all().contains(&unit.head.as_str());
        let limit = limit && (!aims || each || burden);
        if limit && (!self.setting.normative && unit.head != "%" || self.each() || unit.head == "nhiệm kỳ") {
            return norm("target/norm-limit");
        }
        if self.setting.normative && self.q.firm && self.each() && unit.known {
            return norm("target/norm-each");
        }
        if self.setting.normative && unit.known && !self.strictly_aimed() && self.rules_by_law() {
            return norm("target/norm-limit");
        }
        if self.setting.normative {
            return (self.strictly_aimed() && self.q.bounded).then(|| verdict(TargetKind::Target, "target/count", 0.5));
        }
        if self.reported() {
            let reports = self.setting.mode == Mode::Report && self.line.longest_before(self.q.lead, &REACH).is_some();
            // "20 trường, 410 lớp với 9.800 học sinh"; "Học sinh giỏi cấp tỉnh: 12 giải"
            let listed = self.setting.mode == Mode::Report && self.beside == Some(TargetKind::Result);
            let told = self.setting.mode == Mode::Report && self.labels();
            let points = unit.text.starts_with("điểm ");
            let reached = self.q.fraction || reports || listed || told || points;
            return (unit.known && reached).then(|| verdict(TargetKind::Result, "result/count", 0.5));
        }
        let verdict = self.counted_target(prior)?;
        if self.ruled() && verdict.kind == TargetKind::Target {
            return norm("target/norm-limit");
        }
        Some(verdict)
    }

    fn counted_target(&self, prior: Option<&Quantity>) -> Option<Verdict> {
        let (line, q) = (self.line, self.q);
        let known = q.unit.known;
        let change = matches!(q.op, TargetOp::Rise | TargetOp::Fall);
        // "đạt từ 7,0 điểm trở lên" is as a rule a condition for candidates.
        if q.unit.head == "điểm" && !change && !self.setting.aims && !self.strictly_aimed() {
            return (self.setting.rules && q.firm).then(|| verdict(TargetKind::Norm, "target/norm-limit", 0.6));
        }
        if q.bounded && (!change || known) {
            return Some(verdict(TargetKind::Target, "target/count", 0.9));
        }
        // "Bốn trường còn lại khởi công chậm nhất tháng 5"
        if known && self.opens() && self.remaining_do() {
            return Some(verdict(TargetKind::Target, "target/count", 0.7));
        }
        // "tổ chức 1 đêm thơ", "- 01 chiến sĩ thi đua cấp tỉnh" under a heading of targets
        if !known && !q.spelled && (self.does() || self.setting.aims && self.opens()) {
            return Some(verdict(TargetKind::Target, "target/count", 0.55));
        }
        if !known || q.spelled && !self.each() {
            return None;
        }
        // "làm quen tiếng Anh 2 hoạt động/tuần": what a week or a day holds is scheduled.
        if q.unit.rate
            && !self.setting.aims
            && !self.aimed()
            && ["tuần", "ngày"].iter().any(|w| q.unit.text.ends_with(w))
        {
            return Some(verdict(TargetKind::Norm, "target/norm-rate", 0.6));
        }
        let assigns = phrases!["cử", "phân công", "bố trí", "chọn", "chọn cử", "gửi", "nộp", "mời"];
        let each = line.find(self.before.clone(), phrases!["mỗi", "từng trường", "từng đơn vị"]).is_some()
            && line.longest_before(q.lead, assigns).is_none();
        // "mỗi phòng tối đa 20 người, 02 cán bộ": what stands beside the limit is part of the rule.
        let beside_limit = prior.is_some_and(|p| p.number >= self.sentence.start && p.firm && p.op == TargetOp::Le);
        let listed = q.lead.checked_sub(1).is_some_and(|i| matches!(line.word(i), "," | "và"));
        if beside_limit
            && !q.bounded
            && listed
            && self.line.find(self.before.clone(), phrases!["mỗi", "từng"]).is_some()
        {
            return Some(verdict(TargetKind::Norm, "target/norm-each", 0.6));
        }
        if q.fraction || each {
            return Some(verdict(TargetKind::Target, "target/count", 0.85));
        }
        // "dạy nghề ngắn hạn 400 người" under a heading of targets
        let closes = matches!(line.word(q.end), "" | "," | ";" | "." | "(") && q.lead - self.clause_start() <= 8;
        if self.setting.aims && closes {
            return Some(verdict(TargetKind::Target, "target/count", 0.7));
        }
        // "Học sinh giỏi cấp tỉnh: 12 giải"
        let award = phrases!["giải", "giải thưởng", "huy chương", "bằng khen", "giấy khen", "cờ thi đua"];
        if closes && award.all().contains(&q.unit.head.as_str()) && self.labels() {
            return Some(verdict(TargetKind::Target, "target/count", 0.6));
        }
        // "sáp nhập 5 trung tâm thành 2 trường"
        if self.makes() {
            return Some(verdict(TargetKind::Target, "target/count", 0.7));
        }
        let opens = self.opens();
        let kept = phrases!["phấn đấu", "duy trì", "giữ vững", "ổn định", "quy mô"];
        let reach = line.longest_before(q.lead, &REACH).is_some() || self.follows(kept);
        // "duy trì 22 trường và 14 nhóm lớp"
        let joined = prior.is_some() && line.word(q.lead.max(1) - 1) == "và" && self.setting.aims;
        // "tuyển 8 lớp với 320 học sinh"
        let beside = prior.is_some_and(|p| p.end + 1 == q.lead && !p.unit.rate && p.unit.known);
        if beside && line.word(q.lead.max(1) - 1) == "với" {
            return Some(verdict(TargetKind::Target, "target/count", 0.7));
        }
        if (self.setting.aims || self.aimed() || self.strictly_aimed()) && (opens || reach || joined) {
            return Some(verdict(TargetKind::Target, "target/count", 0.8));
        }
        if prior.is_some() && (opens || reach) {
            return Some(verdict(TargetKind::Target, "target/count", 0.75));
        }
        self.does().then(|| verdict(TargetKind::Target, "target/count", 0.6))
    }

    fn target_or_result(&self, rule: &'static str, confidence: f32) -> Verdict {
        if self.reported() {
            verdict(TargetKind::Result, "result/count", confidence)
        } else {
            verdict(TargetKind::Target, rule, confidence)
        }
    }
}

fn per_class(head: &str) -> bool {
    matches!(
        head,
        "học sinh"
            | "hs"
            | "trẻ"
            | "trẻ em"
            | "cháu"
            | "em"
            | "giáo viên"
            | "gv"
            | "người"
            | "học viên"
            | "sinh viên"
            | "phòng"
            | "phòng học"
            | "máy tính"
            | "máy"
            | "m2"
            | "m²"
            | "mét vuông"
            | "chỗ"
            | "chỗ ngồi"
    )
}

/// A verdict.
pub(super) fn verdict(kind: TargetKind, rule: &'static str, confidence: f32) -> Verdict {
    Verdict { kind, rule, confidence }
}
