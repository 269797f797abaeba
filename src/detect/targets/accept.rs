//! Which quantities are targets, norms or results, and which are only numbers.

use std::ops::Range;

use super::lexicon::{BARE_UNITS, BURDENS, CONDITIONS, GOALS, LASTING, PRICE_WORDS, REACH, TOTALS, WEATHER};
use super::line::Line;
use super::quantity::{Form, Quantity};
use super::view::{View, WINDOW};
use crate::detect::Mode;
use crate::detect::phrases::{Phrases, phrase_list, phrases};
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
        matches!(line.word(p.end), "," | "và") && (begins == q.lead || begins + 1 == q.lead && has(begins))
    };
    let beside = prior.filter(listed).map(|(_, kind)| kind);
    let prior = prior.map(|(p, _)| p);
    let view = View { line, q, before: sentence.start..q.lead, sentence, setting, beside };
    match q.form {
        Form::Percent => view.percent(),
        Form::Zero => view.zero(),
        Form::Count => view.count(prior),
    }
}

impl View<'_> {
    fn percent(&self) -> Option<Verdict> {
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
        if funds && !self.strictly_aimed() && self.line.find(self.before.clone(), phrases!["giải ngân"]).is_none() {
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
        if self.setting.normative {
            if self.strictly_aimed() {
                return Some(verdict(TargetKind::Target, "target/percent", 0.6));
            }
            return self.rules_by_law().then(|| verdict(TargetKind::Norm, "target/norm-share", 0.5));
        }
        if self.line.find(self.before.clone(), phrases!["thời lượng"]).is_some() && !self.reported() {
            return Some(verdict(TargetKind::Norm, "target/norm-share", 0.7));
        }
        if self.reported() {
            return Some(verdict(TargetKind::Result, "result/percent", 0.8));
        }
        if self.ruled() {
            return Some(verdict(TargetKind::Norm, "target/norm-share", 0.7));
        }
        Some(verdict(
            TargetKind::Target,
            "target/percent",
            if self.setting.aims || self.q.bounded { 0.95 } else { 0.85 },
        ))
    }

    /// Whether a bound of a legal normative text is a fixed rule for what schools do and have: not the papers of a
    /// procedure, a vote, an office's length, and not whom the rule holds for ("từ 10 lớp trở lên thì …").
    fn rules_by_law(&self) -> bool {
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

    /// Whether a percentage is a rule by what it is of: a meal's energy, how far figures may differ, what is set aside.
    fn is_ration_or_ruled_share(&self) -> bool {
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
        let set_aside = self.follows(phrases!["dành", "trích", "bố trí", "để lại"])
            && line.find(behind, phrases!["chi", "kinh phí", "ngân sách", "quỹ", "dự toán", "số thu"]).is_some();
        // "nhận biết 40%, thông hiểu 30%", "trắc nghiệm 30%, tự luận 70%": what a test is made of.
        let parts = phrases!["nhận biết", "thông hiểu", "vận dụng", "vận dụng cao", "trắc nghiệm", "tự luận"];
        let near = self.q.lead.saturating_sub(5).max(self.before.start)..self.q.lead;
        let of = self.q.end..(self.q.end + 3).min(self.sentence.end);
        let asked = line
            .find(self.before.start..self.sentence.end, phrases!["đề", "đề kiểm tra", "đề thi", "câu hỏi", "ma trận"]);
        let test = self.line.find(near.clone(), parts).is_some()
            && line.find(near, phrases!["phần mềm", "phòng"]).is_none()
            || line
                .find(
                    of,
                    phrases![
                        "nhận biết",
                        "thông hiểu",
                        "vận dụng",
                        "mức 1",
                        "mức 2",
                        "mức 3",
                        "trắc nghiệm",
                        "tự luận"
                    ],
                )
                .is_some()
                && (asked.is_some() || self.setting.rules);
        line.find(self.sentence.clone(), energy).is_some() || test || need || error || set_aside && !self.setting.aims
    }

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
        // "của 5 trường" says more of what is counted before it, "cứ 05 phòng thi" for how many the rest holds.
        let of = matches!(self.line.word(self.q.lead.max(1) - 1), "của" | "thuộc" | "cứ");
        if of && !self.q.fraction && !self.q.bounded && !unit.rate {
            return None;
        }
        if unit.money {
            // "mức hỗ trợ tối đa 60 triệu đồng/phòng": a rate or limit that the directive passes on.
            let rated = self.line.find(self.before.clone(), phrases!["mức"]).is_some();
            let beside = prior.is_some_and(|p| p.unit.rate && p.unit.text == unit.text);
            if (rated && (self.q.firm || unit.rate) || beside)
                && !self.setting.normative
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
            let level = unit.rate || self.q.bounded || self.follows(phrases!["đạt"]);
            return (wanted && level && !self.setting.normative).then(|| self.target_or_result("target/money", 0.6));
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
            let rate = unit.rate && self.q.bounded && !granted;
            return (!reported && (weeks || rate || self.is_length_limit() || self.is_reserve()))
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
        // "của 5 trường" says more of what is counted before it.
        if matches!(self.line.word(self.q.lead.max(1) - 1), "của" | "thuộc") && !self.q.fraction && !self.q.bounded
        {
            return None;
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
            let reached = self.q.fraction || reports;
            return (unit.known && reached).then(|| verdict(TargetKind::Result, "result/count", 0.5));
        }
        let verdict = self.counted_target(prior)?;
        if self.ruled() && verdict.kind == TargetKind::Target {
            return norm("target/norm-limit");
        }
        Some(verdict)
    }

    /// Whether a bound in a paper about an examination rules: "có ít nhất 02 phòng thi dự phòng".
    fn ruled(&self) -> bool {
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

    /// "Nhóm trẻ từ 13 đến 24 tháng tuổi không quá 20 trẻ", "Lớp mẫu giáo 4 - 5 tuổi: 30 trẻ": how many children a
    /// group holds.
    fn sizes_group(&self, prior: Option<&Quantity>) -> bool {
        let children = |head: &str| matches!(head, "trẻ" | "trẻ em" | "học sinh" | "học viên" | "cháu" | "em");
        let group = phrases!["nhóm", "nhóm trẻ", "lớp", "lớp học", "phòng", "sĩ số"];
        let colon = self.line.word(self.q.lead.max(1) - 1) == ":" && self.q.lead > 1;
        let aged = colon && self.line.word(self.q.lead - 2) == "tuổi";
        let limited = self.q.firm
            && self.q.op == TargetOp::Le
            && (self.line.find(self.before.clone(), group).is_some() || prior.is_some_and(|p| children(&p.unit.head)));
        children(&self.q.unit.head) && (aged || limited)
    }

    /// Teaching load and lesson length: a norm, except the name of a schooling mode ("học 2 buổi/ngày").
    fn schedule(&self, prior: Option<&Quantity>) -> Option<Verdict> {
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
        let minutes = unit.head == "phút";
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
        let timed = minutes
            && self
                .line
                .find(self.clause_start()..self.q.number, phrases!["chậm nhất", "muộn nhất", "trước", "sau"])
                .is_some();
        if timed && !unit.rate {
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
        // "sáp nhập 5 trung tâm thành 2 trường"
        if self.makes() {
            return Some(verdict(TargetKind::Target, "target/count", 0.7));
        }
        let opens = self.opens();
        let kept = phrases!["phấn đấu", "duy trì", "giữ vững", "ổn định", "quy mô"];
        let reach = line.longest_before(q.lead, &REACH).is_some() || self.follows(kept);
        // "duy trì 22 trường và 14 nhóm lớp"
        let joined = prior.is_some() && line.word(q.lead.max(1) - 1) == "và" && self.setting.aims;
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

fn verdict(kind: TargetKind, rule: &'static str, confidence: f32) -> Verdict {
    Verdict { kind, rule, confidence }
}
