//! Words that bound a quantity: "ít nhất", "dưới", "trở lên". Read by [`super::super::bound`].

use crate::directive::TargetOp;

/// Bounds that stand before the number.
pub(in super::super) const BOUNDS_BEFORE: &[(TargetOp, &[&str])] = &[
    (
        TargetOp::Ge,
        &[
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
        &[
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
            "cao nhất là",
            "≤",
            "< =",
        ],
    ),
    (TargetOp::Gt, &["trên", "hơn", "nhiều hơn", "lớn hơn", "cao hơn", "vượt", "vượt trên", "vượt mức", "quá", ">"]),
    (TargetOp::Lt, &["dưới", "thấp hơn", "ít hơn", "nhỏ hơn", "xuống dưới", "còn dưới", "chưa đến", "chưa tới", "<"]),
];

/// Bounds that stand after the quantity.
pub(in super::super) const BOUNDS_AFTER: &[(TargetOp, &[&str])] =
    &[(TargetOp::Ge, &["trở lên", "trở nên"]), (TargetOp::Le, &["trở xuống", "trở lại"])];

/// Words that may stand between a bound or verb and its number.
pub(in super::super) const FILLERS: &[&str] =
    &["khoảng", "bình quân", "trung bình", "là", "mức", "tỷ lệ", "tỉ lệ", "được", ":", "chỉ", "cả"];
