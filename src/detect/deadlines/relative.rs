//! Times fixed by an event: "ngay sau khi …", "cuối năm học", "chậm nhất 05 ngày làm việc kể từ ngày …".

use super::expression::{Expression, Strength, Time};
use super::recurring;
use super::token::Line;
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};

/// A relative time that begins at token `i`.
pub(super) fn at(line: &Line, i: usize) -> Option<Expression> {
    duration(line, i)
        .or_else(|| counted(line, i))
        .or_else(|| school_event(line, i))
        .or_else(|| event(line, i))
        .or_else(|| same_day(line, i))
        .or_else(|| week(line, i))
        .or_else(|| first_days(line, i))
        .or_else(|| occasion(line, i))
        .or_else(|| session(line, i))
        .or_else(|| part_of_year(line, i))
}

fn relative(first: usize, end: usize, exclusive: bool, strength: Strength) -> Expression {
    Expression::one(first, end, Time::Relative { exclusive }, strength)
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

/// "trong thời hạn 07 ngày làm việc, kể từ ngày …", "chậm nhất 05 ngày trước khi …", "sau 15 ngày kể từ …".
fn duration(line: &Line, i: usize) -> Option<Expression> {
    static LEADS: Phrases = phrase_list![
        "chậm nhất là sau",
        "chậm nhất sau",
        "chậm nhất trong thời hạn",
        "chậm nhất trong vòng",
        "chậm nhất trong",
        "chậm nhất là",
        "chậm nhất",
        "muộn nhất là",
        "muộn nhất",
        "trễ nhất là",
        "trễ nhất",
        "trong thời hạn không quá",
        "trong thời hạn tối đa",
        "trong thời hạn",
        "trong thời gian không quá",
        "trong thời gian tối đa",
        "trong thời gian",
        "trong vòng không quá",
        "trong vòng",
        "không quá",
        "tối đa",
        "ít nhất",
        "tối thiểu",
        "sau",
        "trước",
        "trong",
    ];
    let lead = line.one_of(i, &LEADS)?;
    let weak = line.any(i, phrases!["không", "tối", "ít", "sau", "trước", "trong"]) && lead == i + 1
        || line.one_of(i, phrases!["không quá", "tối đa", "ít nhất", "tối thiểu"]).is_some();
    let (unit, number_end) = amount(line, lead)?;
    if unit == "giờ" && line.is(number_end, word!["ngày"]) {
        return None;
    }
    // "sau 10 ngày là muộn nhất"
    if let Some(end) = line.one_of(number_end, phrases!["là muộn nhất", "là chậm nhất", "là trễ nhất", "là cùng"])
    {
        return Some(relative(i, end, false, Strength::Strong));
    }
    let after = if line.mark(number_end) == Some(',') { number_end + 1 } else { number_end };
    static ANCHORS: Phrases = phrase_list![
        "kể từ khi",
        "kể từ ngày",
        "kể từ",
        "tính từ",
        "từ ngày",
        "từ khi",
        "sau khi",
        "trước khi",
        "sau ngày",
        "trước ngày",
        "so với",
        "trước thời điểm",
        "sau thời điểm",
        "sau thời gian",
        "trước",
        "sau",
    ];
    let exclusive = line.any(i, phrases!["trước"]);
    let anchored = line.one_of(after, &ANCHORS);
    let over = number_end >= line.len() || matches!(line.mark(number_end), Some(',' | '.' | ';' | ')'));
    let end = match anchored {
        Some(next) => event_end(line, next),
        // "tài liệu gửi trước 05 ngày;" before what was just spoken of; "trước 17 giờ" is a time of the day.
        None if over && lead == i + 1 && line.any(i, phrases!["trước", "sau", "trong"]) => {
            let long = matches!(unit, "ngày" | "tuần") || unit == "giờ" && !line.is(i, word!["trước"]);
            return long.then(|| relative(i, number_end, false, Strength::Bare));
        }
        None if weak => return None,
        None => number_end,
    };
    // "trong thời gian 03 năm trở lên": a span that has passed, not one to keep.
    if line.one_of(number_end, phrases!["trở lên", "trở về", "gần", "liên tục", "qua"]).is_some() {
        return None;
    }
    let short = matches!(unit, "ngày" | "giờ" | "tuần" | "tháng" | "phút");
    (short && (anchored.is_some() || matches!(unit, "ngày" | "giờ")))
        .then(|| relative(i, end, exclusive, Strength::Strong))
}

/// "trước đại hội ít nhất 10 ngày", "sau buổi thi cuối 02 giờ": the event stands before the amount.
fn counted(line: &Line, i: usize) -> Option<Expression> {
    const LONGEST: usize = 12;
    let lead = line.one_of(i, phrases!["trước khi", "sau khi", "trước ngày", "sau ngày", "trước", "sau"])?;
    let limit = line.len().min(lead + LONGEST);
    let amount_at = (lead..limit).take_while(|&k| line.is_word(k)).last()? + 1;
    let (unit, end) = amount(line, amount_at)?;
    static BOUNDS: Phrases =
        phrase_list!["ít nhất", "tối thiểu", "chậm nhất", "khoảng", "đúng", "không quá", "tối đa", "là"];
    let event_end = BOUNDS.before(line, amount_at).next().unwrap_or(amount_at);
    static DUTIES: Phrases = phrase_list!["phải", "có", "và", "được", "thì", "trong", "đến", "từ", "nghỉ"];
    let named = event_end > lead && !line.has(lead..event_end, &DUTIES);
    let over = end >= line.len() || line.mark(end).is_some() || line.is(end, word!["và"]);
    // What the school's calendar has needs no verb of a duty beside it.
    static KNOWN: Phrases = phrase_list![
        "khai giảng",
        "tựu trường",
        "bế giảng",
        "ngày thi",
        "kỳ thi",
        "kì thi",
        "nghỉ hè",
        "nghỉ tết",
        "tết",
        "năm học",
    ];
    let strength = if line.one_of(lead, &KNOWN).is_some() { Strength::Strong } else { Strength::Plain };
    (named && over && unit != "năm").then(|| relative(i, end, false, strength))
}

/// "05 ngày làm việc", "02 (hai) ngày", "24 giờ": its unit and the index after it.
fn amount<'a>(line: &'a Line, i: usize) -> Option<(&'a str, usize)> {
    line.number(i).filter(|_| line.word(i).len() <= 3)?;
    let mut at = i + 1;
    if line.mark(at) == Some('(') {
        at = (at..line.len().min(at + 6)).find(|&k| line.mark(k) == Some(')'))? + 1;
    }
    let unit = line.any(at, phrases!["ngày", "giờ", "tuần", "tháng", "phút", "năm"]).then(|| line.word(at))?;
    Some((unit, line.skip(at + 1, phrases!["làm việc"])))
}

/// "trước khai giảng", "sau khi nghỉ Tết", "trước khi bước vào năm học mới": events of the school's calendar that
/// everybody knows the day of.
fn school_event(line: &Line, i: usize) -> Option<Expression> {
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
    let end = super::point::school_year(line, end).map_or(end, |(_, e)| e);
    // "trước năm học mới bắt đầu" and "trước khi nghỉ hè 10 ngày" say more: the common rule reads on.
    let counted = line.number(end).is_some() && line.any(end + 1, phrases!["ngày", "tuần"]);
    // "trước Tết Nguyên đán (29/01/2025)" is a date.
    (!counted && recurring::each(line, end).is_none() && super::point::bracketed(line, end).is_none())
        .then(|| relative(i, end, line.has(i..lead, phrases!["trước"]), Strength::Strong))
}

/// "báo cáo ngay trong ngày": on the day on which it happens.
fn same_day(line: &Line, i: usize) -> Option<Expression> {
    // "trước 16 giờ cùng ngày", "chậm nhất 8 giờ hôm sau".
    let lead = line.one_of(i, phrases!["chậm nhất là", "chậm nhất", "muộn nhất", "trước", "đến"]);
    if let Some((clock, _)) = lead.and_then(|lead| super::point::clocks(line, lead)) {
        static DAYS: Phrases =
            phrase_list!["cùng ngày", "trong ngày", "ngày hôm sau", "hôm sau", "ngày tiếp theo", "ngày kế tiếp"];
        let end = line.one_of(clock, &DAYS)?;
        return Some(relative(i, end, line.is(i, word!["trước"]), Strength::Strong));
    }
    let end = line.one_of(
        i,
        phrases![
            "ngay trong ngày",
            "ngay trong buổi",
            "ngay trong đêm",
            "ngay trong cùng ngày",
            "trong cùng ngày",
            "ngay cùng ngày",
        ],
    )?;
    let named =
        line.number(end).is_some() || line.any(end, phrases!["đầu", "khai", "tựu", "thứ", "học", "nghỉ", "lễ", "hội"]);
    (!named).then(|| relative(i, end, false, Strength::Strong))
}

/// "bắt đầu từ tuần 3 của học kỳ I", "chậm nhất tuần thứ 5 của năm học": a week of the school's calendar.
fn week(line: &Line, i: usize) -> Option<Expression> {
    static LEADS: Phrases = phrase_list![
        "bắt đầu từ",
        "kể từ",
        "chậm nhất là",
        "chậm nhất vào",
        "chậm nhất",
        "muộn nhất",
        "trước",
        "đến hết",
        "từ",
        "vào",
        "trong",
        "hết",
    ];
    let led = line.one_of(i, &LEADS);
    let next = line.one_of(led.unwrap_or(i), phrases!["tuần"])?;
    let next = line.skip(next, phrases!["học thứ", "học", "thứ"]);
    let numbered = line.small(next).is_some() || line.any(next, phrases!["nhất", "hai", "ba", "tư", "đầu", "cuối"]);
    let next = line.skip(next + 1, phrases!["tiên", "cùng"]);
    let term = line.skip(next, phrases!["của", "trong"]);
    let part = line.one_of(term, phrases!["học kỳ", "học kì", "hk", "năm học"]).filter(|_| numbered)?;
    let end = if line.any(part, phrases!["i", "ii", "1", "2"]) { part + 1 } else { part };
    // "từ tuần 1 đến tuần 18" is the span of a programme.
    let strength = if led.is_some() { Strength::Strong } else { Strength::Plain };
    (line.one_of(end, phrases!["đến"]).is_none()).then(|| relative(i, end, line.is(i, word!["trước"]), strength))
}

/// "trong 30 ngày đầu năm học", "hai tuần đầu của học kỳ II".
fn first_days(line: &Line, i: usize) -> Option<Expression> {
    static LEADS: Phrases =
        phrase_list!["chậm nhất trong", "chậm nhất", "ngay trong", "trong vòng", "trong", "vào", "sau"];
    let led = line.one_of(i, &LEADS);
    let at = led.unwrap_or(i);
    let next = match amount(line, at) {
        Some((_, next)) => next,
        None => line.one_of(at, phrases!["một tuần", "hai tuần", "ba tuần", "bốn tuần", "một tháng", "hai tháng"])?,
    };
    let part = line.one_of(next, phrases!["đầu tiên", "đầu", "cuối cùng", "cuối"])?;
    let term = line.one_of(line.skip(part, phrases!["của", "trong"]), phrases!["học kỳ", "học kì", "năm học"])?;
    let end = if line.any(term, phrases!["i", "ii", "1", "2"]) { term + 1 } else { term };
    let end = super::point::school_year(line, end).map_or(end, |(_, e)| e);
    Some(relative(i, end, false, if led.is_some() { Strength::Strong } else { Strength::Plain }))
}

/// "trong hè 2025", "dịp Tết", "nhân khai giảng": a part of the year that everybody knows the days of.
fn occasion(line: &Line, i: usize) -> Option<Expression> {
    static LEADS: Phrases = phrase_list![
        "ngay trong dịp",
        "ngay trong",
        "trong dịp",
        "trong cả dịp",
        "trong kỳ",
        "nhân dịp",
        "vào dịp",
        "dịp",
        "nhân",
        "trong",
        "vào",
    ];
    static OCCASIONS: Phrases = phrase_list![
        "nghỉ hè",
        "hè",
        "tết nguyên đán",
        "tết âm lịch",
        "tết dương lịch",
        "tết trung thu",
        "tết",
        "trung thu",
        "lễ khai giảng",
        "khai giảng",
        "lễ tổng kết",
        "tổng kết",
        "lễ bế giảng",
        "bế giảng",
    ];
    let led = line.one_of(i, &LEADS);
    // A season alone is a time where it says which: "Hè 2027".
    let at = led.unwrap_or(i);
    let named = line.one_of(at, &OCCASIONS)?;
    let season = line.is(named - 1, word!["hè"]);
    let tet = line.is(at, word!["tết"]) || line.is(at, word!["trung"]);
    let said = led.is_some_and(|led| line.has(i..led, phrases!["dịp", "nhân"]));
    if !(season && (led.is_some() || line.any(i, phrases!["hè"])) || tet && led.is_some() || said) {
        return None;
    }
    // The year by its animal: "Tết Ất Tỵ".
    const STEMS: &Phrases = phrases!["giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"];
    let mut end = line.skip(named, phrases!["năm học", "năm"]);
    end = if end > named && line.number(end).is_none() && !line.any(end, STEMS) { named } else { end };
    let year =
        super::point::school_year(line, end).map(|(_, e)| e).or_else(|| super::point::year(line, end).map(|_| end + 1));
    let end = match year {
        Some(end) => end,
        None if line.any(end, STEMS) && line.is_word(end + 1) => end + 2,
        None => named,
    };
    if led.is_none() && (year.is_none() || !season) || recurring::each(line, end).is_some() {
        return None;
    }
    // "trong kỳ nghỉ hè", and "nhân dịp Tết (17/02/2026)" is a date.
    let dated = super::point::bracketed(line, end).is_some();
    (!dated).then(|| relative(i, end, false, Strength::Plain))
}

/// "dịp tổng kết và khai giảng": the occasion that follows another one right away.
pub(super) fn occasion_after(line: &Line, i: usize, before: &Expression) -> Option<Expression> {
    let first =
        matches!(before.times[..], [Time::Relative { .. }]) && line.any(before.first, phrases!["dịp", "nhân", "vào"]);
    if !first || line.one_of(before.end, phrases!["và", ",", "hoặc"]) != Some(i) {
        return None;
    }
    let feasts =
        phrases!["tết nguyên đán", "tết trung thu", "tết", "khai giảng", "tổng kết năm học", "tổng kết", "bế giảng"];
    Some(relative(i, line.one_of(i, feasts)?, false, Strength::Strong))
}

/// "tại kỳ họp gần nhất", "trong phiên họp tháng tới": the next sitting of a body that sits now and then.
fn session(line: &Line, i: usize) -> Option<Expression> {
    const LONGEST: usize = 6;
    let next = line.one_of(
        i,
        phrases![
            "tại kỳ họp",
            "tại kì họp",
            "tại phiên họp",
            "tại cuộc họp",
            "trong kỳ họp",
            "trong phiên họp",
            "vào kỳ họp"
        ],
    )?;
    static WHICH: Phrases = phrase_list!["gần nhất", "tiếp theo", "sắp tới", "kế tiếp", "tới đây"];
    let near = (next..line.len().min(next + LONGEST)).take_while(|&k| line.is_word(k));
    let end = near.filter_map(|k| line.one_of(k, &WHICH)).next()?;
    Some(relative(i, end, false, Strength::Strong))
}

/// "ngay sau khi …", "trước khi …", "vào thời điểm …", "khi có hướng dẫn …", "sau khi kết thúc …".
fn event(line: &Line, i: usize) -> Option<Expression> {
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
    if let Some(next) = line.one_of(i, phrases!["trước thời điểm", "sau thời điểm", "vào thời điểm"])
    {
        if line.any(next, phrases!["này", "đó", "hiện", "trên"]) {
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

/// "cuối năm học", "kết thúc học kỳ I", "trong học kỳ II".
fn part_of_year(line: &Line, i: usize) -> Option<Expression> {
    static LEADS: Phrases = phrase_list![
        "chậm nhất là",
        "chậm nhất vào",
        "chậm nhất",
        "muộn nhất vào",
        "muộn nhất",
        "xong trước",
        "ngay từ",
        "bắt đầu từ",
        "kể từ",
        "ngay sau",
        "trước",
        "sau",
        "vào dịp",
        "vào",
        "trong",
        "từ",
        "đến hết",
        "đến",
        "khi",
        "tại thời điểm",
        "vào lúc",
        "ngay trong",
        "ngay",
        "hết",
    ];
    let lead = line.one_of(i, &LEADS);
    let at = lead.unwrap_or(i);
    let part = line
        .one_of(at, phrases!["đầu", "giữa", "cuối", "kết thúc", "hết", "hoàn thành", "sơ kết", "tổng kết", "nửa đầu"]);
    if part.is_none() && lead.is_none() {
        return None;
    }
    let ended = line.is(i, word!["hết"]) && lead.is_some();
    let named = part.is_some_and(|p| {
        line.any(p - 1, phrases!["sơ", "tổng", "kết", "thành"]) && !line.follows(p, phrases!["kết thúc"])
    });
    let unit_at = part.unwrap_or(at);
    let unit_at = line.skip(unit_at, phrases!["của", "mỗi"]);
    let in_term = part.is_none() && lead.is_some();
    let terms = phrases!["học kỳ", "học kì", "hk", "kỳ"];
    let end = if let Some(next) = line.one_of(unit_at, terms) {
        let number = line.any(next, phrases!["i", "ii", "1", "2", "một", "hai"]);
        // "trong học kỳ" without its number is no time of its own.
        if !number && (in_term || line.is(unit_at, word!["kỳ"])) {
            return None;
        }
        let next = if number { next + 1 } else { next };
        line.one_of(next, phrases!["năm học"])
            .and_then(|k| super::point::school_year(line, k).map(|(_, e)| e))
            .unwrap_or(next)
    } else if line.any(unit_at, phrases!["hki", "hkii"]) {
        unit_at + 1
    } else {
        if in_term && !ended {
            return None;
        }
        let next = line.one_of(unit_at, phrases!["năm học", "khóa học", "khoá học"]).or_else(|| {
            // "cuối năm" alone: a year's end only where nothing narrows it ("cuối năm 2025" is a date).
            (part.is_some() && !named).then(|| line.one_of(unit_at, phrases!["năm", "quý", "tháng"])).flatten()
        })?;
        super::point::school_year(line, next).map_or(next, |(_, e)| e)
    };
    if line.number(end).is_some() || line.any(end, phrases!["trước"]) && !line.any(end + 1, phrases!["khi"]) {
        return None;
    }
    let exclusive = lead.is_some() && line.has(i..at, phrases!["trước"]);
    let end = line.skip(end, phrases!["này"]);
    let strength = if named && lead.is_none() {
        return None;
    } else if lead.is_some() || part.is_some_and(|p| line.is(p - 1, word!["thúc"])) {
        Strength::Plain
    } else {
        Strength::Bare
    };
    Some(relative(i, end, exclusive, strength))
}
