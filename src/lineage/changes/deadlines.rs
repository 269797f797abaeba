//! Deadlines of two years side by side: what is due earlier, later, on the same day, anew, no more.

use jiff::civil::Date;
use serde::Serialize;

use super::innermost;
use crate::directive::Deadline;
use crate::lineage::assign::assign;
use crate::lineage::wording::{Weighed, Wording, content_words};
use crate::text::match_key;

/// Below this likeness two deadlines are for different tasks.
const ALIKE: f32 = 0.5;

/// Tasks less alike than this are two, whatever their days.
const SAME_TASK: f32 = 0.3;

/// Two tasks that name different things ("Tiểu học Bến Lau", "Tiểu học Đồng Lãng") are so much less alike.
const OTHER_NAMES: f32 = 0.6;

/// So many days from the same day of the year say nothing any more.
const FAR: f32 = 60.0;

/// What became of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The same day of the year, or the same words where there is no day.
    Same,
    /// Sớm hơn.
    Earlier,
    /// Muộn hơn.
    Later,
    /// Set in another way: a day instead of a rhythm, other words.
    Reset,
    /// Only in the later year.
    New,
    /// Only in the earlier year.
    Dropped,
}

/// A deadline of the earlier year and the same one in the later year, by index into the lists given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// Index into the earlier ones.
    pub old: Option<usize>,
    /// Index into the later ones.
    pub new: Option<usize>,
    /// How alike they are, 0.0 to 1.0.
    pub likeness: Option<f32>,
    /// What changed.
    pub change: Change,
    /// By how many days, against the same day of the other year.
    pub days: Option<i32>,
}

/// Compares the deadlines of two versions that are `apart` school years from each other: pairs and what is new in the
/// order of the later year, then what was dropped.
pub fn compare(old: &[&Deadline], new: &[&Deadline], apart: i16) -> Vec<Pair> {
    let words = |list: &[&Deadline]| list.iter().map(|deadline| Words::of(deadline)).collect::<Vec<_>>();
    let (old_words, new_words) = (words(old), words(new));
    let all = old_words.iter().chain(&new_words).flat_map(|words| [words.task.as_slice(), words.heading.as_slice()]);
    let wording = Wording::of(all);
    let (old_weighed, new_weighed) = (weighed(&old_words, &wording), weighed(&new_words, &wording));
    let position = |index: usize, list: &[&Deadline]| index as f32 / (list.len().max(2) - 1) as f32;
    let assigned = assign(old.len(), new.len(), ALIKE, |i, j| {
        let near = 1.0 - (position(i, old) - position(j, new)).abs();
        likeness(old[i], new[j], &old_weighed[i], &new_weighed[j], apart) * 0.97 + 0.03 * near
    });
    let mut pairs: Vec<Pair> = (0..new.len())
        .map(|j| match assigned.iter().find(|pair| pair.1 == j) {
            Some((i, _, score)) => {
                let (change, days) = change(old[*i], new[j], apart);
                Pair { old: Some(*i), new: Some(j), likeness: Some(*score), change, days }
            }
            None => Pair { old: None, new: Some(j), likeness: None, change: Change::New, days: None },
        })
        .collect();
    let dropped = (0..old.len()).filter(|i| !assigned.iter().any(|pair| pair.0 == *i));
    pairs.extend(dropped.map(|i| Pair {
        old: Some(i),
        new: None,
        likeness: None,
        change: Change::Dropped,
        days: None,
    }));
    pairs
}

/// What a deadline is compared by.
struct Words {
    task: Vec<String>,
    /// Words with a capital that are no part of an agency's name, in matching form.
    names: Vec<String>,
    heading: Vec<String>,
}

/// The same with what the words weigh.
struct WeighedWords<'a> {
    words: &'a Words,
    task: Weighed<'a>,
    heading: Weighed<'a>,
}

fn weighed<'a>(list: &'a [Words], wording: &Wording) -> Vec<WeighedWords<'a>> {
    let one = |words: &'a Words| WeighedWords {
        words,
        task: wording.weigh(words.task.as_slice()),
        heading: wording.weigh(words.heading.as_slice()),
    };
    list.iter().map(one).collect()
}

impl Words {
    fn of(deadline: &Deadline) -> Self {
        let undated = |text: &str| -> Vec<String> {
            let words = content_words(text);
            words.into_iter().filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit())).collect()
        };
        let mut task = undated(deadline.action.as_deref().unwrap_or_default());
        task.extend(undated(deadline.who.as_deref().unwrap_or_default()));
        let names = names_in(deadline.action.as_deref().unwrap_or_default());
        Self { task, names, heading: undated(innermost(deadline.section.as_deref())) }
    }

    fn name_others(&self, other: &Self) -> bool {
        !self.names.is_empty() && !other.names.is_empty() && !self.names.iter().any(|name| other.names.contains(name))
    }
}

/// The words of a task that begin with a capital inside it, but those of agencies, schools and offices.
fn names_in(action: &str) -> Vec<String> {
    const COMMON: [&str; 26] = [
        "bộ",
        "sở",
        "phòng",
        "ủy",
        "uỷ",
        "ban",
        "giáo",
        "đào",
        "tạo",
        "trường",
        "tiểu",
        "trung",
        "mầm",
        "hội",
        "đồng",
        "ngày",
        "luật",
        "nghị",
        "thông",
        "quyết",
        "công",
        "kế",
        "nhà",
        "tổ",
        "hiệu",
        "lễ",
    ];
    let words = action.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).skip(1);
    words
        .filter(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
        })
        .map(match_key)
        .filter(|word| !COMMON.contains(&word.as_str()))
        .collect()
}

fn likeness(a: &Deadline, b: &Deadline, x: &WeighedWords<'_>, y: &WeighedWords<'_>, apart: i16) -> f32 {
    let near = match (day(a), day(b)) {
        (Some(old), Some(new)) => (1.0 - moved(old, new, apart).unsigned_abs() as f32 / FAR).max(0.0),
        (None, None) if a.recurrence.is_some() && a.recurrence == b.recurrence => 1.0,
        (None, None) => 0.5,
        _ => 0.0,
    };
    let heading = x.heading.similarity(&y.heading);
    let kind = if a.kind == b.kind { 1.0 } else { 0.0 };
    if x.words.task.is_empty() || y.words.task.is_empty() {
        return 0.4 * heading + 0.4 * near + 0.15 * kind;
    }
    let within = x.task.share_within(&y.task).max(y.task.share_within(&x.task));
    let others = if x.words.name_others(y.words) { OTHER_NAMES } else { 1.0 };
    let task = x.task.similarity(&y.task).max(0.8 * within) * others;
    if task < SAME_TASK {
        return 0.0;
    }
    0.6 * task + 0.14 * heading + 0.18 * near + 0.08 * kind
}

/// The day that counts: the last one.
fn day(deadline: &Deadline) -> Option<Date> {
    deadline.end.or(deadline.start).map(|date| date.last_day())
}

/// By how many days the later day is moved against the same day of its year.
fn moved(old: Date, new: Date, apart: i16) -> i32 {
    let year = old.year().saturating_add(apart);
    let same = Date::new(year, old.month(), old.day()).or_else(|_| Date::new(year, old.month(), 28));
    same.and_then(|same| same.until(new)).map_or(i32::MAX, |span| span.get_days())
}

fn change(old: &Deadline, new: &Deadline, apart: i16) -> (Change, Option<i32>) {
    match (day(old), day(new)) {
        (Some(a), Some(b)) => {
            // A period whose end stays may begin earlier or later.
            let begin = |deadline: &Deadline| deadline.end.and(deadline.start).map(|date| date.first_day());
            let days = match (moved(a, b, apart), begin(old).zip(begin(new))) {
                (0, Some((a, b))) => moved(a, b, apart),
                (days, _) => days,
            };
            let change = match days {
                0 => Change::Same,
                days if days < 0 => Change::Earlier,
                _ => Change::Later,
            };
            (change, Some(days))
        }
        (None, None) if old.recurrence == new.recurrence && old.kind == new.kind => (Change::Same, None),
        _ => (Change::Reset, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::{DeadlineKind, Evidence, Span};

    fn deadline(action: &str, end: &str) -> Deadline {
        Deadline {
            text: format!("trước {end}"),
            kind: DeadlineKind::Due,
            start: None,
            end: end.parse().ok(),
            exclusive: true,
            recurrence: None,
            action: Some(action.to_owned()).filter(|action| !action.is_empty()),
            who: None,
            school_year: None,
            explanation: Vec::new(),
            section: Some("IV. TỔ CHỨC THỰC HIỆN".to_owned()),
            evidence: Evidence::in_line(Span::new(0, 1), ""),
        }
    }

    type Seen = (Option<usize>, Option<usize>, Change, Option<i32>);

    fn seen(old: &[Deadline], new: &[Deadline]) -> Vec<Seen> {
        let (old, new): (Vec<_>, Vec<_>) = (old.iter().collect(), new.iter().collect());
        compare(&old, &new, 1).iter().map(|pair| (pair.old, pair.new, pair.change, pair.days)).collect()
    }

    #[test]
    fn a_task_is_followed_though_its_day_moves() {
        let old = [
            deadline("tổ chức hội nghị viên chức, người lao động", "2023-09-23"),
            deadline("báo cáo sơ kết học kỳ I", "2024-01-15"),
            deadline("nộp hồ sơ kiểm định", "2024-04-30"),
        ];
        let new = [
            deadline("nộp báo cáo sơ kết học kỳ I về Phòng", "2025-01-13"),
            deadline("hội nghị viên chức, người lao động", "2024-09-21"),
            deadline("cấp chữ ký số cho giáo viên", "2024-12-31"),
        ];
        assert_eq!(
            seen(&old, &new),
            [
                (Some(1), Some(0), Change::Earlier, Some(-2)),
                (Some(0), Some(1), Change::Earlier, Some(-2)),
                (None, Some(2), Change::New, None),
                (Some(2), None, Change::Dropped, None),
            ]
        );
    }

    #[test]
    fn the_same_day_is_the_same_day_of_its_year() {
        let old = [deadline("khai giảng năm học mới", "2023-09-05"), deadline("báo cáo tổng kết", "2024-02-29")];
        let new = [deadline("khai giảng năm học mới", "2024-09-05"), deadline("báo cáo tổng kết", "2025-03-01")];
        assert_eq!(
            seen(&old, &new),
            [(Some(0), Some(0), Change::Same, Some(0)), (Some(1), Some(1), Change::Later, Some(1))]
        );
    }

    #[test]
    fn a_period_moves_by_its_end_and_else_by_its_beginning() {
        let period = |start: &str, end: &str| Deadline {
            kind: DeadlineKind::Period,
            start: start.parse().ok(),
            exclusive: false,
            ..deadline("hội thi giáo viên dạy giỏi cấp huyện", end)
        };
        for (old, new, change, days) in [
            (("2023-11-15", "2023-11-30"), ("2024-11-18", "2024-11-29"), Change::Earlier, -1),
            (("2023-11-15", "2023-11-30"), ("2024-11-18", "2024-11-30"), Change::Later, 3),
            (("2023-11-15", "2023-11-30"), ("2024-11-15", "2024-11-30"), Change::Same, 0),
        ] {
            let [old, new] = [old, new].map(|(start, end)| [period(start, end)]);
            assert_eq!(seen(&old, &new), [(Some(0), Some(0), change, Some(days))], "{}", new[0].text);
        }
    }

    #[test]
    fn what_is_named_must_be_the_same() {
        let old = [deadline("hoàn thành cải tạo hai điểm trường Bến Lau và Khê Hạ", "2023-12-31")];
        let other = [deadline("hoàn thành cải tạo điểm trường Đồng Lãng", "2025-04-30")];
        let same = [deadline("hoàn thành cải tạo điểm trường Khê Hạ", "2024-12-31")];
        assert_eq!(seen(&old, &other).len(), 2);
        assert_eq!(seen(&old, &same).len(), 1);
    }

    #[test]
    fn two_tasks_of_one_day_are_two() {
        let old = [deadline("nộp kế hoạch giáo dục nhà trường", "2023-09-15")];
        let new = [deadline("khám sức khỏe học sinh", "2024-09-15")];
        assert_eq!(seen(&old, &new).len(), 2);
    }
}
