//! Times fixed by an event: "ngay sau khi …", "cuối năm học", "chậm nhất 05 ngày làm việc kể từ ngày …".

use super::clock;
use super::event::{event, event_end, school_event};
use super::expression::{Expression, Strength, Time};
use super::season::{first_days, numbered_week, occasion, part_of_year, session, week};
use super::token::Line;
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};

/// The first words of all relative times that begin with no number.
static OPENERS: Phrases = phrase_list![
    "ba", "bế", "bắt", "bốn", "các", "chậm", "cuối", "dịp", "giữa", "hai", "hoàn", "hè", "hết", "khai", "khi", "không",
    "kết", "kể", "lễ", "muộn", "một", "ngay", "nghỉ", "nhân", "nửa", "sau", "sơ", "trong", "trung", "trước", "trễ",
    "tuần", "tại", "tết", "tối", "tổng", "từ", "vào", "xong", "ít", "đầu", "đến",
];

/// A relative time that begins at token `i`.
pub(super) fn at(line: &Line, i: usize) -> Option<Expression> {
    if line.number(i).is_some() {
        let found = duration(line, i).or_else(|| first_days(line, i));
        debug_assert_eq!(found, read(line, i), "a number begins more than days that are counted");
        return found;
    }
    if !OPENERS.may_stand_at(line, i) {
        debug_assert_eq!(read(line, i), None, "{:?} is missing among the openers", line.word(i));
        return None;
    }
    read(line, i)
}

fn read(line: &Line, i: usize) -> Option<Expression> {
    duration(line, i)
        .or_else(|| from_that(line, i))
        .or_else(|| counted(line, i))
        .or_else(|| school_event(line, i))
        .or_else(|| event(line, i))
        .or_else(|| same_day(line, i))
        .or_else(|| week(line, i))
        .or_else(|| numbered_week(line, i))
        .or_else(|| first_days(line, i))
        .or_else(|| occasion(line, i))
        .or_else(|| session(line, i))
        .or_else(|| part_of_year(line, i))
}

pub(super) fn relative(first: usize, end: usize, exclusive: bool, strength: Strength) -> Expression {
    Expression::one(first, end, Time::Relative { exclusive }, strength)
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
    let lead = match line.one_of(i, &LEADS) {
        Some(lead) => lead,
        // "thẩm định: 30 ngày, kể từ khi nhận đủ hồ sơ"
        None => {
            let (_, end) = amount(line, i)?;
            line.one_of(end + usize::from(line.mark(end) == Some(',')), phrases!["kể từ khi", "kể từ ngày"])?;
            i
        }
    };
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
    // "từ 01/4 đến trước ngày thi 3 ngày" is the end of a span.
    let ends = i > 0 && line.any(i - 1, phrases!["đến", "tới"]);
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
    let each = (lead..event_end).any(|k| line.is(k, word!["mỗi"]));
    let exam = line.is(lead - 1, word!["ngày"]) && line.is(lead, word!["thi"]);
    let known = each || exam && !ends || line.one_of(lead, &KNOWN).is_some();
    let strength = if known { Strength::Strong } else { Strength::Plain };
    (named && over && unit != "năm").then(|| relative(i, end, false, strength))
}

/// "danh sách giám thị trước đó một tuần": counted from the time just spoken of.
fn from_that(line: &Line, i: usize) -> Option<Expression> {
    let lead = line.one_of(i, phrases!["trước đó", "sau đó"])?;
    let at = line.skip(lead, phrases!["ít nhất", "tối thiểu", "chậm nhất", "không quá"]);
    let spelled = || line.one_of(at, phrases!["một ngày", "hai ngày", "ba ngày", "một tuần", "hai tuần", "một tháng"]);
    let end = amount(line, at).filter(|(unit, _)| *unit != "năm").map(|(_, end)| end).or_else(spelled)?;
    let over = end >= line.len() || line.mark(end).is_some() || line.is(end, word!["và"]);
    over.then(|| relative(i, end, line.is(i, word!["trước"]), Strength::Strong))
}

/// "05 ngày làm việc", "02 (hai) ngày", "24 giờ": its unit and the index after it.
pub(super) fn amount<'a>(line: &'a Line, i: usize) -> Option<(&'a str, usize)> {
    line.number(i).filter(|_| line.word(i).len() <= 3)?;
    let mut at = i + 1;
    if line.mark(at) == Some('(') {
        at = (at..line.len().min(at + 6)).find(|&k| line.mark(k) == Some(')'))? + 1;
    }
    let unit = line.any(at, phrases!["ngày", "giờ", "tuần", "tháng", "phút", "năm"]).then(|| line.word(at))?;
    Some((unit, line.skip(at + 1, phrases!["làm việc"])))
}

/// "báo cáo ngay trong ngày": on the day on which it happens.
fn same_day(line: &Line, i: usize) -> Option<Expression> {
    // "trước 16 giờ cùng ngày", "chậm nhất 8 giờ hôm sau".
    let lead = line.one_of(i, phrases!["chậm nhất là", "chậm nhất", "muộn nhất", "trước", "đến"]);
    if let Some((clock, _)) = lead.and_then(|lead| clock::clocks(line, lead)) {
        static DAYS: Phrases =
            phrase_list!["cùng ngày", "trong ngày", "ngày hôm sau", "hôm sau", "ngày tiếp theo", "ngày kế tiếp"];
        let end = line.one_of(clock, &DAYS)?;
        return Some(relative(i, end, line.is(i, word!["trước"]), Strength::Strong));
    }
    // "báo cáo bằng văn bản trong ngày."
    if let Some(end) = line.one_of(i, phrases!["trong ngày"]) {
        let over = end >= line.len() || line.mark(end).is_some_and(|c| ",.;)".contains(c));
        let led = i > 0 && line.any(i - 1, phrases!["ngay", "lần", "giờ", "buổi", "tiết"]);
        return (over && !led).then(|| relative(i, end, false, Strength::Plain));
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
