//! What became of a deadline, a reference, a section between two versions, in few words.

use super::Lang;
use crate::lineage::changes::{deadlines, references, sections};

/// Of a deadline: earlier or later, by how much, new, dropped.
pub fn deadline(pair: &deadlines::Pair, lang: Lang) -> String {
    let days = pair.days.unwrap_or_default().unsigned_abs();
    let days = lang.count(usize::try_from(days).unwrap_or(usize::MAX), "ngày", "day", "days");
    let said: &str = match pair.change {
        deadlines::Change::Same if pair.days.is_some() => lang.pick("cùng ngày", "same day"),
        deadlines::Change::Same => lang.pick("giữ nguyên", "same"),
        deadlines::Change::Earlier => return lang.pick(format!("sớm hơn {days}"), format!("{days} earlier")),
        deadlines::Change::Later => return lang.pick(format!("muộn hơn {days}"), format!("{days} later")),
        deadlines::Change::Reset => lang.pick("đặt lại", "set anew"),
        deadlines::Change::New => lang.pick("mới", "new"),
        deadlines::Change::Dropped => lang.pick("bỏ", "dropped"),
    };
    said.to_owned()
}

/// Of a reference.
pub fn reference(change: references::Change, lang: Lang) -> &'static str {
    match change {
        references::Change::Kept => lang.pick("giữ nguyên", "kept"),
        references::Change::Followed => lang.pick("năm kế tiếp", "next year's version"),
        references::Change::Added => lang.pick("thêm", "added"),
        references::Change::Dropped => lang.pick("bỏ", "dropped"),
    }
}

/// Of a section.
pub fn section(change: sections::Change, lang: Lang) -> &'static str {
    match change {
        sections::Change::Same => lang.pick("giữ nguyên", "same"),
        sections::Change::Reworded => lang.pick("sửa lời", "reworded"),
        sections::Change::Added => lang.pick("thêm", "added"),
        sections::Change::Dropped => lang.pick("bỏ", "dropped"),
    }
}
