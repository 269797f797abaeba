//! Quantities as people write them in Vietnamese: decimal comma, the bound in front.

use crate::directive::{Target, TargetOp};

/// The level that a target sets: `≥ 97 %`, `100 %`, `2–5 %`, `+ 1 điểm`.
pub fn quantity(target: &Target) -> String {
    let op = bound(target.op);
    let value = match target.value_max {
        Some(max) => format!("{}–{}", number(target.value), number(max)),
        None => number(target.value),
    };
    format!("{op} {value} {}", target.unit).trim().to_owned()
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
fn number(value: f64) -> String {
    value.to_string().replace('.', ",")
}
