//! The prepositions that say how a point of time is set: by it, before it, from it on.

use super::token::Line;
use crate::detect::phrases::{Phrases, phrase_list, phrases};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preposition {
    Before,
    By,
    /// "đến", "tới", "hết": by, but the end of a range where a beginning stands in front.
    Until,
    In,
    From,
    /// "bắt đầu": on a day, but the beginning of a range where its end follows, and of what years bring.
    Beginning,
    Span,
}

pub(super) fn preposition(line: &Line, i: usize) -> Option<(Preposition, usize)> {
    static LATEST: Phrases = phrase_list![
        "chậm nhất là",
        "chậm nhất",
        "muộn nhất là",
        "muộn nhất",
        "trễ nhất là",
        "trễ nhất",
        "hạn cuối cùng là",
        "hạn cuối cùng",
        "hạn cuối là",
        "hạn cuối",
        "hạn chót là",
        "hạn chót",
        "không muộn hơn",
        "không chậm hơn",
        "không trễ hơn",
        "không quá",
    ];
    static IN_FRONT: Phrases = phrase_list!["đến hết", "cho đến", "đến", "trong", "vào", "hết", "tới", ":"];
    if let Some(mut next) = line.one_of(i, &LATEST) {
        next = line.skip(next, &IN_FRONT);
        if let Some(next) = line.one_of(next, phrases!["trước"]) {
            return Some((Preposition::Before, next));
        }
        return Some((Preposition::By, next));
    }
    let rules: [(&Phrases, Preposition); 7] = [
        (
            phrases!["vào trước", "trước thời điểm", "trước thời hạn", "trước lúc", "đến trước", "trước"],
            Preposition::Before,
        ),
        (phrases!["giai đoạn", "thời kỳ", "nhiệm kỳ", "các năm"], Preposition::Span),
        (
            phrases![
                "cho đến hết",
                "đến hết",
                "tới hết",
                "cho đến",
                "cho tới",
                "đến cuối",
                "đến",
                "tới",
                "trong hết",
                "hết"
            ],
            Preposition::Until,
        ),
        (phrases!["bắt đầu kể từ", "bắt đầu từ", "ngay từ", "kể từ", "tính từ", "từ sau", "từ"], Preposition::From),
        (phrases!["bắt đầu vào lúc", "bắt đầu vào", "bắt đầu lúc", "bắt đầu"], Preposition::Beginning),
        (
            phrases![
                "dự kiến vào",
                "vào lúc",
                "vào khoảng",
                "ngay trong",
                "vào",
                "lúc",
                "trong suốt",
                "trong vòng",
                "trong cả",
                "trong",
                "khoảng"
            ],
            Preposition::In,
        ),
        (phrases!["dự kiến"], Preposition::In),
    ];
    rules.iter().find_map(|(phrases, p)| line.one_of(i, phrases).map(|next| (*p, next)))
}
