//! Quantities as people write them in Vietnamese: decimal comma, the bound in front.

use crate::directive::{Target, TargetOp};

/// The level that a target sets: `≥ 97 %`, `100 %`, `2–5 %`, `+ 1 điểm`.
pub fn quantity(target: &Target) -> String {
    level(bound(target.op), target.value, target.value_max, &target.unit)
}

/// A bound, a number or a range, and a unit, which may be empty.
pub fn level(bound: &str, value: f64, most: Option<f64>, unit: &str) -> String {
    let value = match most {
        Some(most) => format!("{}–{}", number(value), number(most)),
        None => number(value),
    };
    format!("{bound} {value} {unit}").trim().to_owned()
}

/// The bound as people write it; nothing for a level that is to be met exactly.
pub fn bound(op: TargetOp) -> &'static str {
    match op {
        TargetOp::Eq => "",
        TargetOp::Ge => "≥",
        TargetOp::Le => "≤",
        TargetOp::Gt => ">",
        TargetOp::Lt => "<",
        TargetOp::Rise => "+",
        TargetOp::Fall => "−",
    }
}

/// A number with a decimal comma and without needless zeros.
pub fn number(value: f64) -> String {
    value.to_string().replace('.', ",")
}
