//! Quantities as people write them: the bound in front, a decimal comma in Vietnamese, a point in English.

use super::Lang;
use crate::directive::{Target, TargetOp};

/// The level that a target sets: `≥ 97 %`, `100 %`, `2–5 %`, `+ 1 điểm`.
pub fn quantity(target: &Target, lang: Lang) -> String {
    level(bound(target.op), target.value, target.value_max, &target.unit, lang)
}

/// A bound, a number or a range, and a unit, which may be empty.
pub fn level(bound: &str, value: f64, most: Option<f64>, unit: &str, lang: Lang) -> String {
    let value = match most {
        Some(most) => format!("{}–{}", number(value, lang), number(most, lang)),
        None => number(value, lang),
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

/// A number without needless zeros.
pub fn number(value: f64, lang: Lang) -> String {
    let plain = value.to_string();
    if lang == Lang::Vi { plain.replace('.', ",") } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_decimal_sign() {
        for (value, most, unit, vi, en) in [
            (97.5, None, "%", "≥ 97,5 %", "≥ 97.5 %"),
            (2.0, Some(2.5), "m", "≥ 2–2,5 m", "≥ 2–2.5 m"),
            (3.0, None, "", "≥ 3", "≥ 3"),
        ] {
            let said = [Lang::Vi, Lang::En].map(|lang| level("≥", value, most, unit, lang));
            assert_eq!(said, [vi, en]);
        }
    }
}
