//! Words that bound a quantity: "ít nhất", "dưới", "trở lên". Read by [`super::super::bound`].

use crate::detect::phrases::{Phrases, phrase_list};
use crate::directive::TargetOp;

/// Bounds that stand before the number.
pub(in super::super) static BOUNDS_BEFORE: [(TargetOp, Phrases); 4] = [
    (
        TargetOp::Ge,
        phrase_list![
            "ít nhất",
            "ít nhất là",
            "ít nhất có",
            "ít nhất phải có",
            "tối thiểu có",
            "tối thiểu phải có",
            "tối thiểu đạt",
            "ít nhất đạt",
            "tối thiểu",
            "tối thiểu là",
            "không dưới",
            "không ít hơn",
            "không thấp hơn",
            "thấp nhất",
            "thấp nhất là",
            "chí ít",
            "≥",
            "> =",
        ],
    ),
    (
        TargetOp::Le,
        phrase_list![
            "không quá",
            "tối đa",
            "tối đa là",
            "không vượt quá",
            "không vượt",
            "không nhiều hơn",
            "không lớn hơn",
            "không cao hơn",
            "không trên",
            "nhiều nhất",
            "có thể đến",
            "có thể tới",
            "có thể lên đến",
            "có thể xếp đến",
            "có thể bố trí đến",
            "cao nhất là",
            "≤",
            "< =",
        ],
    ),
    (
        TargetOp::Gt,
        phrase_list![
            "trên",
            "hơn",
            "nhiều hơn",
            "lớn hơn",
            "cao hơn",
            "vượt",
            "vượt quá",
            "vượt trên",
            "vượt mức",
            "quá",
            ">",
        ],
    ),
    (
        TargetOp::Lt,
        phrase_list!["dưới", "thấp hơn", "ít hơn", "nhỏ hơn", "xuống dưới", "còn dưới", "chưa đến", "chưa tới", "<"],
    ),
];

/// Bounds that stand after the quantity.
pub(in super::super) static BOUNDS_AFTER: [(TargetOp, Phrases); 2] =
    [(TargetOp::Ge, phrase_list!["trở lên", "trở nên"]), (TargetOp::Le, phrase_list!["trở xuống", "trở lại"])];

/// Words that may stand between a bound or verb and its number.
pub(in super::super) static FILLERS: Phrases =
    phrase_list!["khoảng", "bình quân", "trung bình", "là", "mức", "tỷ lệ", "tỉ lệ", "được", ":", "chỉ", "cả"];
