//! What else might be searched for, in words.

use super::Lang;
use crate::answer::Idea;

/// Another question that would find something, in a line.
pub fn idea(idea: &Idea, lang: Lang) -> String {
    let all = |count: usize, more: bool| lang.count_of_many(count, more, "chỗ", "place", "places");
    let places = |count: usize| all(count, false);
    match idea {
        Idea::Fewer(words) => lang.pick(
            format!("Trong kho chỉ có các từ: {words}. Thử tìm với các từ này."),
            format!("Only these words are in the store: {words}. Try with them."),
        ),
        Idea::Year(year, count) => lang.pick(
            format!("Năm học {year} có {}.", places(*count)),
            format!("School year {year} has {}.", places(*count)),
        ),
        Idea::Anywhere(count, more) => lang.pick(
            format!("Bỏ các bộ lọc thì có {}.", all(*count, *more)),
            format!("Without the filters there are {}.", all(*count, *more)),
        ),
    }
}
