//! Times that an event fixes: "ngay sau khi …", "trước khi …", "trước khai giảng".

use super::expression::{Expression, Strength, Time};
use super::month;
use super::point;
use super::recurring;
use super::relative::relative;
use super::token::Line;
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};

/// "ngay sau khi …", "trước khi …", "vào thời điểm …", "khi có hướng dẫn …", "sau khi kết thúc …".
pub(super) fn event(line: &Line, i: usize) -> Option<Expression> {
    static STRONG: Phrases = phrase_list![
        "chậm nhất sau khi",
        "chậm nhất khi",
        "chậm nhất trước khi",
        "ngay sau khi",
        "ngay trước khi",
        "ngay khi",
        "ngay sau",
        "xong trước khi",
    ];
    if let Some(next) = line.one_of(i, &STRONG) {
        // "ngay sau đây", "ngay sau đó" point into the text.
        if line.any(next, phrases!["đây", "đó", "này", "lưng"]) {
            return None;
        }
        return nonempty(line, i, next, line.has(i..next, phrases!["trước"]), Strength::Strong);
    }
    if let Some(next) = line.one_of(i, phrases!["trước thời điểm", "sau thời điểm", "vào thời điểm", "đến thời điểm"])
    {
        if line.any(next, phrases!["này", "đó", "hiện", "trên", "báo", "kiểm"]) {
            return None;
        }
        return nonempty(line, i, next, line.is(i, word!["trước"]), Strength::Strong);
    }
    if let Some(next) = line.one_of(i, phrases!["trước khi", "sau khi"]) {
        return nonempty(line, i, next, line.is(i, word!["trước"]), Strength::Plain);
    }
    if let Some(next) = line.one_of(i, phrases!["khi có"]) {
        static PAPERS: Phrases = phrase_list![
            "văn bản",
            "hướng dẫn",
            "công văn",
            "quyết định",
            "thông báo",
            "kế hoạch",
            "chỉ đạo",
            "các văn bản",
            "thông tư",
        ];
        line.one_of(next, &PAPERS)?;
        return nonempty(line, i, next, false, Strength::Bare);
    }
    if let Some(next) = line.one_of(i, phrases!["trước ngày", "sau ngày", "trước lễ", "trước kỳ thi"]) {
        static EVENTS: Phrases = phrase_list![
            "khai giảng",
            "tựu trường",
            "khai mạc",
            "bế giảng",
            "bế mạc",
            "thi",
            "tổ chức",
            "kết thúc",
            "diễn ra",
            "bắt đầu",
            "kiểm tra",
            "họp",
            "hội nghị",
            "học sinh",
            "nghỉ",
            "tổng kết",
        ];
        let named = !line.is(i + 1, word!["ngày"]) || line.one_of(next, &EVENTS).is_some();
        return named.then(|| nonempty(line, i, next, line.is(i, word!["trước"]), Strength::Strong)).flatten();
    }
    None
}

fn nonempty(line: &Line, i: usize, next: usize, exclusive: bool, strength: Strength) -> Option<Expression> {
    let mut end = event_end(line, next);
    if let Some(k) = (next..end).find(|&k| recurring::each(line, k).is_some()) {
        // "trước khi dạy và cập nhật hằng tháng": the second time has its own verb.
        match (next..k).find(|&m| line.any(m, phrases!["và"])) {
            Some(and) => end = and,
            // "trước khi vào lớp 1 hằng năm" comes again every year.
            None => {
                let (every, end) = recurring::each(line, k)?;
                return Some(Expression::one(i, end, Time::Recurring { every: Some(every) }, Strength::Strong));
            }
        }
    }
    // "sau khi đóng" says too little.
    (end > next + usize::from(!exclusive)).then(|| relative(i, end, exclusive, strength))
}

/// Where the words that name an event end: at a comma, a stop, a bracket, or what begins the main clause.
pub(super) fn event_end(line: &Line, i: usize) -> usize {
    const LONGEST: usize = 28;
    let mut open = 0;
    for k in i..line.len().min(i + LONGEST) {
        let over = match line.mark(k) {
            Some('(') => {
                open += 1;
                false
            }
            Some(')') => {
                open -= 1;
                open < 0
            }
            // "ngay sau khi cá nhân, tập thể lập thành tích": so short an event goes on after the comma.
            Some(',') => open == 0 && k > i + 2,
            Some(':' | '“' | '”') => open == 0,
            _ => line.is_stop(k) || k + 1 == line.len() && line.mark(k) == Some('.'),
        };
        // "sau khi kết thúc học kỳ I và trước ngày 15/6/2026": another time begins.
        static TIMES: Phrases =
            phrase_list!["trước", "chậm nhất", "muộn nhất", "sau khi", "hằng", "hàng", "cuối", "vào ngày", "đến"];
        let another = line.is(k, word!["và"]) && line.one_of(k + 1, &TIMES).is_some();
        if over || another || k > i && line.any(k, phrases!["thì", "phải", "để"]) {
            return k;
        }
    }
    line.len().min(i + LONGEST)
}

/// "trước khai giảng", "sau khi nghỉ Tết", "trước khi bước vào năm học mới": events of the school's calendar that
/// everybody knows the day of.
pub(super) fn school_event(line: &Line, i: usize) -> Option<Expression> {
    static LEADS: Phrases = phrase_list![
        "chậm nhất trước khi",
        "chậm nhất trước",
        "xong trước khi",
        "xong trước",
        "trước khi",
        "trước thềm",
        "trước ngày",
        "trước lễ",
        "trước buổi",
        "trước",
        "ngay sau khi",
        "ngay sau",
        "sau khi",
        "sau ngày",
        "sau lễ",
        "sau",
    ];
    static EVENTS: Phrases = phrase_list![
        "khai giảng",
        "lễ khai giảng",
        "ngày khai giảng",
        "ngày tựu trường",
        "tựu trường",
        "bế giảng",
        "lễ bế giảng",
        "tổng kết năm học",
        "bước vào năm học",
        "vào năm học",
        "bắt đầu năm học",
        "năm học mới",
        "kết thúc năm học",
        "nghỉ hè",
        "kỳ nghỉ hè",
        "nghỉ tết",
        "kỳ nghỉ tết",
        "đợt nghỉ tết",
        "tết nguyên đán",
        "tết",
        "kỳ nghỉ lễ",
        "đợt nghỉ lễ",
        "mùa mưa , bão",
        "mùa mưa , lũ",
        "mùa mưa bão",
        "mùa mưa lũ",
        "mùa bão lũ",
        "mùa mưa",
        "mùa bão",
        "mùa lũ",
        "mùa khô",
    ];
    static WHICH: Phrases =
        phrase_list!["nguyên đán", "âm lịch", "năm học mới", "năm học sau", "năm học tới", "năm học", "mới", "sau"];
    let lead = line.one_of(i, &LEADS)?;
    let end = line.one_of(lead, &EVENTS)?;
    let end = line.skip(end, &WHICH);
    let animal = line.any(end, phrases!["giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"]);
    let end = if line.follows(end, phrases!["tết", "nguyên đán"]) && animal && line.is_word(end + 1) {
        end + 2
    } else {
        end
    };
    let end = month::school_year(line, end).map_or(end, |(_, e)| e);
    // "trước năm học mới bắt đầu" and "trước khi nghỉ hè 10 ngày" say more: the common rule reads on.
    let counted = line.number(end).is_some() && line.any(end + 1, phrases!["ngày", "tuần"]);
    // "trước Tết Nguyên đán (29/01/2025)" is a date.
    (!counted && recurring::each(line, end).is_none() && point::bracketed(line, end).is_none())
        .then(|| relative(i, end, line.has(i..lead, phrases!["trước"]), Strength::Strong))
}
