//! What the words around a quantity say: who aims, what is reported, what is done, what is only a condition.

use std::ops::Range;

use super::accept::Setting;
use super::bound;
use super::deeds;
use super::lexicon::{
    AIM_EDGES, AIMS, BACK, COMPARED, DEEDS, FUTURE, HOLDERS, KEEPING, PAST, PEOPLE, STANDING, STRICT_AIMS, TIME_UNITS,
    TIMELY,
};
use super::line::Line;
use super::quantity::Quantity;
use crate::detect::Mode;
use crate::detect::phrases::{Phrases, phrases};
use crate::directive::{TargetKind, TargetOp};

/// How many tokens on either side are looked at.
pub(super) const WINDOW: usize = 150;

/// A quantity in its sentence, and what is known of the place.
pub(super) struct View<'a> {
    /// The paragraph.
    pub line: &'a Line<'a>,
    /// The quantity.
    pub q: &'a Quantity,
    /// The sentence before it.
    pub before: Range<usize>,
    /// The sentence, or what of it stands near.
    pub sentence: Range<usize>,
    /// Its section.
    pub setting: Setting,
    /// What the quantity is that it follows in a list: "mỗi phòng tối đa 24 thí sinh, 02 giám thị".
    pub beside: Option<TargetKind>,
}

impl View<'_> {
    /// Whether a verb of doing governs the quantity: "sửa chữa xong 12 phòng học", "lắp camera tại 04 trường".
    pub fn does(&self) -> bool {
        if deeds::governs(self.line, self.q.lead) {
            return true;
        }
        // "Tuyển sinh lớp 1: 190 HS", "chọn 2 - 3 trường làm điểm"
        let colon = self.line.word(self.q.lead.max(1) - 1) == ":";
        let labelled = colon && self.line.longest_at(self.before.start, &DEEDS).is_some();
        let piloted = self.line.longest_at(self.q.unit_end, phrases!["làm điểm", "làm thí điểm", "thí điểm"]).is_some();
        if labelled || piloted && self.follows(phrases!["chọn", "lựa chọn"]) {
            return true;
        }
        // "cử 04 giáo viên đi học thạc sĩ": not whom to send to a meeting.
        let studies = phrases!["đi học", "đi đào tạo", "đi bồi dưỡng", "học", "tham gia đào tạo"];
        if self.follows(phrases!["cử"]) && self.line.longest_at(self.q.unit_end, studies).is_some() {
            return true;
        }
        let placed = matches!(self.line.word(self.q.lead.max(1) - 1), "tại" | "cho");
        let start = self.clause_start();
        // "hoàn thành phần thô 8 trường", "bàn giao mặt bằng 3 điểm trường"
        let brought = self.line.longest_at(start, phrases!["hoàn thành", "khởi công", "bàn giao"]).is_some()
            && self.q.lead - start <= 6;
        brought || placed && self.line.longest_at(start, &DEEDS).is_some()
    }

    /// "(hiện 1,8%)", "(năm học trước: 52)": brackets that say where a figure stands or stood.
    pub fn compares_in_brackets(&self) -> bool {
        let at = bound::skip_fillers(self.line, self.q.lead);
        let then = self.line.longest_before(at, &STANDING);
        then.and_then(|first| first.checked_sub(1)).is_some_and(|open| self.line.word(open) == "(")
    }

    /// Whether a colon parts the quantity from the words that say what is counted, with which the sentence opens:
    /// "Học sinh giỏi cấp tỉnh: 12 giải".
    pub fn labels(&self) -> bool {
        let Some(colon) = self.q.lead.checked_sub(1).filter(|&i| self.line.word(i) == ":") else { return false };
        let label = self.before.start..colon;
        let general = phrases!["tổng số", "trong đó", "số lượng", "cụ thể", "như sau", "gồm", "tổng cộng"];
        label.len() >= 2
            && label.clone().all(|i| self.line.is_word(i) && !self.line.is_number(i))
            && self.line.find(label, general).is_none()
    }

    /// "vận động quỹ khuyến học 320 triệu đồng".
    pub fn raises(&self) -> bool {
        let verbs = phrases!["vận động", "huy động", "quyên góp", "gây quỹ"];
        // "ủng hộ quỹ vì người nghèo 30.000 đồng/người"
        let gives = phrases!["ủng hộ", "đóng góp"];
        if self.q.unit.rate && self.line.find(self.clause_start()..self.q.lead, gives).is_some() {
            return true;
        }
        let near = self.clause_start().max(self.q.lead.saturating_sub(6))..self.q.lead;
        // "Vận động tài trợ theo Thông tư …: 180 triệu đồng"
        let labelled = self.line.word(self.q.lead.max(1) - 1) == ":";
        self.line.find(near, verbs).is_some() || labelled && self.line.longest_at(self.before.start, verbs).is_some()
    }

    /// "mời nghệ nhân ít nhất 02 buổi": whom to have or what to hold so many times.
    pub fn invites(&self) -> bool {
        let verbs = phrases!["mời", "tổ chức", "tập huấn", "dự", "tham gia", "bồi dưỡng", "sinh hoạt", "ngoại khóa"];
        self.line.longest_at(self.clause_start(), verbs).is_some()
    }

    /// "chậm nhất 30 phút sau buổi thi": a length of time that a deadline counts.
    pub fn timely(&self) -> bool {
        let late = phrases!["chậm nhất", "muộn nhất", "trước", "sau", "trong vòng"];
        self.line.find(self.clause_start()..self.q.number, late).is_some()
    }

    /// "Thi thử 3 lần": how often something is held, all in all.
    pub fn repeats(&self) -> bool {
        let held =
            phrases!["thi thử", "khảo sát", "tập huấn", "diễn tập", "kiểm tra", "tổ chức thi thử", "tổ chức khảo sát"];
        let ends = matches!(self.line.word(self.q.end), "" | "," | ";" | "." | ":");
        ends && !self.reported() && self.line.longest_before(self.q.lead, held) == Some(self.clause_start())
    }

    /// "sáp nhập 5 trung tâm thành 2 trường": what comes of what there is.
    pub fn makes(&self) -> bool {
        let verbs = phrases!["sáp nhập", "hợp nhất", "sắp xếp", "ghép", "dồn ghép", "gộp", "tách", "chia"];
        let into = self.line.longest_before(self.q.lead, phrases!["thành", "còn", "lại thành", "xuống còn"]);
        into.is_some() && self.line.find(self.clause_start()..self.q.lead, verbs).is_some()
    }

    /// "lương thực, nước uống tối thiểu 03 ngày", "dự phòng ít nhất 02 tuần": for how long something is to last.
    pub fn is_reserve(&self) -> bool {
        let stock =
            phrases!["dự phòng", "dự trữ", "lương thực", "nhu yếu phẩm", "đủ dùng", "đủ ăn", "thực tập", "tập sự"];
        let near = self.q.lead.saturating_sub(10).max(self.before.start)..self.q.lead;
        self.q.firm
            && self.q.op == TargetOp::Ge
            && self.line.word(self.q.end - 1) != "lên"
            && self.line.find(near.clone(), stock).is_some()
            && self.line.find(near, &TIMELY).is_none()
    }

    /// Whether the clause speaks of each one of its kind: "mỗi lớp", "từng phòng thi".
    pub fn each(&self) -> bool {
        self.line.find(self.clause_start()..self.q.lead, phrases!["mỗi", "từng"]).is_some()
    }

    /// "Mỗi phòng thi xếp 24 thí sinh", "mỗi lớp có 02 giáo viên": how many people a room or group holds, with
    /// nothing said of what they shall reach.
    pub fn holds_people(&self) -> bool {
        let each = self.line.find(self.clause_start()..self.q.lead, phrases!["mỗi", "từng"]);
        let holder = each.is_some_and(|i| self.line.longest_at(i + 1, &HOLDERS).is_some());
        let verb = phrases!["có", "xếp", "gồm", "bố trí", "bố trí đủ", "sắp xếp", "phải có", "được xếp", "tối đa"];
        let last = matches!(self.line.word(self.q.end), "" | "," | "." | ";" | ")" | "(" | "và");
        // "mỗi lớp từ 25 đến 40 học viên"
        let from = self.q.lead.saturating_sub(usize::from(self.line.word(self.q.lead.max(1) - 1) == "từ"));
        let sized = each.is_some_and(|i| self.line.longest_at(i + 1, &HOLDERS).is_some_and(|n| i + 1 + n == from));
        holder && last && (sized || self.follows(verb)) && PEOPLE.all().contains(&self.q.unit.head.as_str())
    }

    /// "03 xã còn lại hoàn thành", "Bốn trường còn lại khởi công": what is left over has its task.
    pub fn remaining_do(&self) -> bool {
        let left = self.line.phrase_at(self.q.unit_end, "còn lại").map(|n| self.q.unit_end + n);
        left.is_some_and(|i| {
            let modal = self.line.longest_at(i, phrases!["phải", "cần", "sẽ", "tiếp tục"]).unwrap_or(0);
            self.line.longest_at(i + modal, &DEEDS).is_some()
        })
    }

    /// Whether the clause says how long papers, data or samples are kept.
    pub fn keeps(&self) -> bool {
        let start = self.clause_start().max(self.q.lead.saturating_sub(10));
        self.line.find(start..self.q.lead, &KEEPING).is_some()
            // "hồ sơ có thời hạn bảo quản từ 05 năm trở lên" says which are meant.
            && self.line.word(self.q.end - 1) != "lên"
            && (self.q.firm
                || matches!(self.line.word(self.q.lead.max(1) - 1), "là" | "đủ")
                || self.q.unit.head == "giờ" && !self.q.unit.rate)
    }

    /// "mỗi tháng 01 lần", "hằng năm … 02 lần".
    pub fn periodic(&self) -> bool {
        let start = if self.q.firm { self.before.start } else { self.clause_start() };
        (start..self.q.lead).any(|i| {
            matches!(self.line.word(i), "mỗi" | "hằng" | "hàng" | "một" | "1" | "01")
                && self.line.longest_at(i + 1, &TIME_UNITS).is_some()
        })
    }

    /// "nghỉ học tối đa 03 ngày": how long something may last, not when it must be done.
    pub fn is_length_limit(&self) -> bool {
        // "nghỉ tối đa 02 ngày và báo cáo": behind "và" or a comma another task begins.
        let most = (self.q.end + 8).min(self.sentence.end);
        let end = (self.q.end..most).find(|&i| matches!(self.line.word(i), "," | "và")).unwrap_or(most);
        let near = self.clause_start()..end;
        self.q.op == TargetOp::Le
            && self.q.firm
            && !self.setting.normative
            && matches!(self.q.unit.text.as_str(), "ngày" | "tuần" | "tháng")
            && self.line.find(near, &TIMELY).is_none()
    }

    /// Whether one of `phrases` begins among the few tokens before the quantity.
    pub fn near_before(&self, phrases: &Phrases) -> bool {
        self.line.find(self.q.lead.saturating_sub(5).max(self.before.start)..self.q.lead, phrases).is_some()
    }

    /// The first token behind the comma or colon before the quantity.
    pub fn clause_start(&self) -> usize {
        let mark = |&i: &usize| matches!(self.line.word(i), "," | ":");
        self.before.clone().rev().find(mark).map_or(self.before.start, |i| i + 1)
    }

    /// Whether the figure is reported as reached: by its section, unless it looks ahead; else by its tense.
    pub fn reported(&self) -> bool {
        let ahead = self.last(self.before.clone(), &FUTURE);
        // "đạt 100% (tăng 5% so với năm trước)"
        let change = matches!(self.q.op, TargetOp::Rise | TargetOp::Fall) && !self.q.firm;
        if change && self.q.lead > 0 && self.line.word(self.q.lead - 1) == "(" {
            return true;
        }
        if self.setting.mode == Mode::Report {
            return ahead.is_none();
        }
        // "chỉ 19%", "mới đạt 40%": where it stands.
        let at = bound::skip_fillers(self.line, self.q.lead);
        let short =
            phrases!["mới đạt", "mới có", "mới chiếm", "mới chỉ đạt", "chỉ mới đạt", "chỉ đạt", "chỉ có", "chỉ chiếm"];
        // "chứng chỉ 36%" is a certificate.
        let only = || {
            (at..self.q.lead)
                .any(|i| self.line.word(i) == "chỉ" && !matches!(self.line.word(i.max(1) - 1), "chứng" | "địa"))
        };
        if !self.q.bounded && (self.line.longest_before(at, short).is_some() || only()) {
            return true;
        }
        let aim = self.last(self.before.clone(), &AIMS).max(ahead);
        let past = self.last(self.before.clone(), &PAST);
        if past.is_some() && past > aim && !(self.setting.aims && self.line.word(past.unwrap_or(0)) == "đã") {
            return true;
        }
        let compared = self.line.find(self.sentence.clone(), &COMPARED).is_some();
        let share_of_rule = self.setting.rules;
        let change = change && !self.setting.aims;
        // "Giảm 10% số điểm thi so với năm trước": the sentence orders it.
        if change && self.before.is_empty() && self.line.is_capital(self.q.lead) {
            return false;
        }
        // ", tăng 5 em so với năm trước" behind "phải đình chỉ thi"
        let beside = change && compared && self.line.word(self.q.lead.max(1) - 1) == ",";
        if beside && self.last(self.before.clone(), &FUTURE).is_none() && !self.strictly_aimed() {
            return true;
        }
        if aim.is_some() || self.setting.aims {
            return false;
        }
        let near = self.q.end..(self.q.end + 6).min(self.sentence.end);
        let done = near.into_iter().take_while(|&i| self.line.word(i) != ",").any(|i| self.line.word(i) == "đã");
        // "chiếm 40%" describes a share; a target would say "đạt".
        let share = self.line.longest_before(self.q.lead, phrases!["chiếm", "chiếm tỷ lệ", "chiếm tỉ lệ"]).is_some();
        // "thay mới 350 máy tính đã hỏng": what is done away with is so already.
        done && !self.does() || (compared || share && !share_of_rule) && !self.q.firm
    }

    /// Whether a word of aiming stands before the quantity.
    pub fn aimed(&self) -> bool {
        self.line.find(self.before.clone(), &AIMS).is_some()
    }

    /// Whether the clause aims at a level, in the narrow sense that holds in a legal normative text.
    pub fn strictly_aimed(&self) -> bool {
        self.line.find(self.before.clone(), &STRICT_AIMS).is_some()
    }

    /// Whether the quantity opens its clause, words of aiming aside.
    pub fn opens(&self) -> bool {
        let mut i = self.q.lead;
        while i > self.before.start {
            if matches!(self.line.word(i - 1), "," | ":" | "/") {
                return true;
            }
            match self.line.longest_before(i, &AIM_EDGES) {
                Some(first) => i = first,
                None => return false,
            }
        }
        true
    }

    /// Whether "không có" says what shall be, not what something lacks ("trường không có phòng máy").
    pub fn begins_clause(&self) -> bool {
        // "Toàn tỉnh không có thí sinh vi phạm."
        let whole = self.line.word(self.before.start) == "toàn" && self.before.len() <= 3;
        if whole || self.opens() {
            return true;
        }
        let start = (self.before.start..self.q.lead)
            .rev()
            .find(|&i| self.line.word(i) == ",")
            .map_or(self.before.start, |c| c + 1);
        let lacks = phrases![
            "nếu",
            "khi",
            "nơi",
            "những",
            "các",
            "cho",
            "đối với",
            "do",
            "vì",
            "mà",
            "nhưng",
            "trường hợp",
            "của",
            "với",
            "thuộc",
        ];
        (self.setting.aims || self.aimed())
            && self.q.lead - start <= 6
            && self.line.find(start..self.q.lead, lacks).is_none()
    }

    pub fn conditional(&self) -> bool {
        let clause = self.before.clone().rev().take_while(|&i| !matches!(self.line.word(i), "," | ":")).last();
        let mut start = clause.unwrap_or(self.q.lead);
        // "quy mô không quá 05 trẻ thì phải có …": behind "thì" stands what is ruled.
        if let Some(then) = (start..self.q.lead).rfind(|&i| self.line.word(i) == "thì") {
            start = then + 1;
        }
        // "không quá 35 học sinh đối với tiểu học và không quá 45 học sinh …": the words before it hold for the first.
        if self.q.firm && self.line.word(self.q.lead.max(1) - 1) == "và" {
            start = self.q.lead;
        }
        let which = phrases!["nếu", "trường hợp", "khi có", "đối với", "những", "nơi có"];
        let sized = self.setting.normative && self.line.find(start..self.q.lead, phrases!["quy mô"]).is_some();
        (sized || self.line.find(start..self.q.lead, which).is_some()) && !self.aimed()
    }

    /// Whether one of `phrases` stands right before the quantity, its fillers aside.
    pub fn follows(&self, phrases: &Phrases) -> bool {
        self.line.longest_before(self.q.lead, phrases).is_some()
            || self.line.longest_before(bound::skip_fillers(self.line, self.q.lead), phrases).is_some()
    }

    pub fn last(&self, range: Range<usize>, phrases: &Phrases) -> Option<usize> {
        range.rev().find(|&i| self.line.longest_at(i, phrases).is_some())
    }
}

/// Whether a paragraph opens with the time that lies behind ("Những năm qua, …"): all of it tells what was reached.
pub(super) fn looks_back(line: &Line<'_>, from: usize) -> bool {
    line.longest_at(from, &BACK).is_some()
}
