//! Which verbs of doing govern a quantity: "sửa chữa xong 12 phòng học", "xây dựng ngân hàng 1.200 câu hỏi".

use super::bound;
use super::lexicon::{ASPECTS, DEEDS};
use super::line::Line;
use crate::detect::phrases::phrases;

/// Whether such a verb stands before the quantity that begins at token `lead`, with nothing between but how it is done
/// ("xong", "thêm") or what the counted things make up ("ngân hàng").
pub(super) fn governs(line: &Line<'_>, lead: usize) -> bool {
    let mut i = bound::skip_fillers(line, lead);
    let whole = phrases!["ngân hàng", "kho", "thư viện", "hệ thống", "bộ", "tủ", "mạng lưới"];
    i = line.longest_before(i, whole).unwrap_or(i);
    if line.longest_before(i, &DEEDS).is_some() {
        return true;
    }
    while let Some(first) = line.longest_before(i, &ASPECTS) {
        i = first;
        if line.longest_before(i, &DEEDS).is_some() {
            return true;
        }
    }
    false
}
