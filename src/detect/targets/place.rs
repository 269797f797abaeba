//! The level of education and the school year of a target.

use std::ops::Range;

use super::line::Line;
use super::quantity::Quantity;
use crate::detect::letters::lower;
use crate::detect::phrases::phrases;
use crate::detect::{Context, Mode};
use crate::directive::education::{levels_in, school_years_in};
use crate::directive::{Level, SchoolYear, TargetKind};

/// The level that the clause names, else `led` (what leads it on: the head of its sentence or list), else its section
/// or document; `None` for two at once.
///
/// A clause about going from one level to the next ("vào lớp 6", "thi vào lớp 10 THPT") is about the level it is
/// written for, not about the one it names; where it names both, about the one that is left.
pub(super) fn level(
    line: &Line<'_>,
    range: Range<usize>,
    clause: &str,
    led: Option<Level>,
    context: &Context<'_>,
) -> Option<Level> {
    let own = if let [level] = context.levels { Some(*level) } else { None };
    // Continuing education teaches the grades and awards the certificates of the others.
    if own == Some(Level::Gdtx) {
        return own;
    }
    // "lớp 5-6 tuổi", "lớp 2 buổi/ngày" of a kindergarten are no grades.
    if own.is_some() && (passes_on(line, range) || own == Some(Level::MamNon) && !is_of_grown(clause)) {
        return own;
    }
    match levels_in(clause)[..] {
        [level] => Some(level),
        [] => led.or(own),
        _ => left(clause),
    }
}

/// The level that pupils leave in "hoàn thành cấp THCS tiếp tục học THPT".
fn left(clause: &str) -> Option<Level> {
    let lower = lower(clause);
    let done = ["hoàn thành", "tốt nghiệp", "học xong"].iter().filter_map(|w| lower.find(w)).min()?;
    let on = ["tiếp tục", " vào ", "lên học", "học lên", "học tiếp", "chuyển lên", "theo học"];
    let on = on.iter().filter_map(|w| lower[done..].find(w)).min()? + done;
    if let [level] = levels_in(&clause[..on])[..] { Some(level) } else { None }
}

/// Tiểu học, as the head of a list or a column: elsewhere the two letters stand for much else.
pub(super) const PRIMARY: &str = "TH";

/// What the head of a sentence says of the level of what follows: `Some(None)` where it speaks of all or of others.
///
/// "Tiểu học: …", "Ở cấp THCS, …" lead until the next head.
pub(super) fn lead(line: &Line<'_>, sentence: &Range<usize>) -> Option<Option<Level>> {
    const LONGEST: usize = 9;
    let range = sentence.start..sentence.end.min(sentence.start + LONGEST);
    let mark = range.clone().find(|&i| matches!(line.word(i), ":" | ","))?;
    if mark == range.start {
        return None;
    }
    let head = line.words(range.start..mark);
    let named = if head == PRIMARY { vec![Level::TieuHoc] } else { levels_in(&head) };
    let led = line.longest_at(range.start, phrases!["đối với", "ở", "cấp", "bậc", "với", "riêng", "tại"]).is_some();
    let general = phrases!["toàn", "chung", "tất cả", "các cấp", "cả", "mọi", "đội ngũ", "giáo viên", "cán bộ"];
    match (line.word(mark), &named[..]) {
        (":", [level]) => Some(Some(*level)),
        (":", []) => line.longest_at(range.start, general).map(|_| None),
        (":", _) => Some(None),
        (_, [level]) if led => Some(Some(*level)),
        _ => None,
    }
}

/// Whether a clause of few words goes on with what was spoken of: "hoàn thành 54%", "mỗi học kỳ 16 tuần".
pub(super) fn goes_on(line: &Line<'_>, clause: &Range<usize>, q: &Quantity) -> bool {
    const MOST: usize = 4;
    let others = phrases!["giáo viên", "gv", "cán bộ", "trường", "xã", "phường", "phòng", "cơ sở", "nhân viên"];
    q.lead.saturating_sub(clause.start) <= MOST
        && clause.end.saturating_sub(q.end) <= 1
        && line.find(clause.clone(), others).is_none()
}

/// "trẻ thừa cân", "tỷ lệ trẻ chuyên cần": a clause that begins with children.
pub(super) fn of_children(line: &Line<'_>, clause: &Range<usize>) -> bool {
    const NEAR: usize = 3;
    let near = clause.start..clause.end.min(clause.start + NEAR);
    near.clone().any(|i| {
        let other = i.checked_sub(1).is_some_and(|p| matches!(line.word(p), "tuổi" | "sức" | "giới" | "bạn" | "viên"));
        line.word(i) == "trẻ" && !other && !matches!(line.word(i + 1), "em" | "tuổi")
    })
}

/// Whether the words speak of going from one level to the next.
fn passes_on(line: &Line<'_>, range: Range<usize>) -> bool {
    let end = range.end.min(line.len());
    let goes_on = |i: usize| i < end && line.tokens[i].spaced;
    range.clone().any(|i| match line.word(i) {
        "vào" => i > range.start && goes_on(i) && goes_on(i + 1),
        "lên" => goes_on(i + 1) && ["lớp", "cấp"].iter().any(|word| line.word(i + 1).starts_with(word)),
        "không" => goes_on(i + 1) && line.word(i + 1) == "học" && goes_on(i + 2),
        "bổ" => goes_on(i + 1) && line.word(i + 1).starts_with("túc"),
        _ => false,
    })
}

/// Whether the words name a level above the kindergarten.
fn is_of_grown(clause: &str) -> bool {
    let lower = lower(clause);
    ["tiểu học", "thcs", "trung học", "thpt"].iter().any(|level| lower.contains(level))
}

/// The school year that the clause names, else the words before it in its sentence, else the one that these go on from
/// (`opened`), else its section or document, unless it looks beyond that. A year that the figure is only compared with ("so với năm học …") is not its own.
pub(super) fn school_year(
    clause: &str,
    before: &str,
    opened: Option<SchoolYear>,
    kind: TargetKind,
    context: &Context<'_>,
) -> Option<SchoolYear> {
    let mut own = opened;
    for words in [clause, before] {
        let mut years = school_years_in(words);
        if !years.is_empty()
            && let Some(at) = comparison(words)
        {
            years = school_years_in(&words[..at]);
        }
        match years[..] {
            [] => {}
            [year] => return Some(year),
            _ => {
                own = None;
                break;
            }
        }
    }
    if own.is_some() {
        return own;
    }
    let looks_ahead = kind != TargetKind::Result && context.mode == Mode::Report;
    let own = context.school_year.filter(|_| !looks_ahead)?;
    let beyond = years_in(clause).any(|year| kind != TargetKind::Result && year > own.last());
    (!beyond).then_some(own)
}

/// Where the words begin that say with what a figure is compared: "so với …", "cao hơn năm học …", "bằng năm học …".
fn comparison(words: &str) -> Option<usize> {
    const THAN: [&str; 3] = ["hơn năm", "bằng năm", "như năm"];
    let whole = |at: &usize| !words[..*at].ends_with(char::is_alphabetic);
    let than = THAN.iter().filter_map(|than| words.find(than).filter(whole));
    than.chain(words.find("so với")).min()
}

/// The calendar year that a sentence opens with ("Năm 2023, toàn tỉnh có …").
pub(super) fn opening_year(line: &Line<'_>, start: usize) -> Option<i16> {
    let year = start + usize::from(matches!(line.word(start), "trong" | "hết" | "cuối"));
    (line.word(year) == "năm").then(|| line.word(year + 1).parse().ok()).flatten().filter(|y| (1945..=2100).contains(y))
}

/// The school year that a sentence opens with ("Năm học 2023-2024, nhà trường có …").
pub(super) fn opening_school_year(line: &Line<'_>, start: usize) -> Option<SchoolYear> {
    /// "năm học 2023 - 2024", a colon among them.
    const LONGEST: usize = 6;
    let ahead = phrases!["trong", "hết", "kết thúc", "sang", "bước vào", "trong suốt"];
    let at = start + line.longest_at(start, ahead).unwrap_or(0);
    line.phrase_at(at, "năm học")?;
    if let [year] = school_years_in(&line.words(at..line.len().min(at + LONGEST)))[..] { Some(year) } else { None }
}

/// The calendar years after the word "năm".
fn years_in(clause: &str) -> impl Iterator<Item = i16> + '_ {
    let bytes = clause.as_bytes();
    let digits = (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit() && clause[..at].ends_with("năm "));
    digits.filter_map(|at| clause.get(at..at + 4)?.parse().ok()).filter(|year| (1945..=2100).contains(year))
}
