//! What people have said of facts, in words.

use serde_json::Value;

use super::{Lang, dates, messages};
use crate::directive::{DeadlineKind, EffectVerb, Level, PartialDate, Relation, TargetKind, TargetOp};
use crate::store::{FactKind, Review, ReviewState};

/// Whether a person has looked at a fact: *máy đề xuất*, *đã xác nhận*, *đã sửa*, *đã bỏ*.
pub fn state(state: ReviewState, lang: Lang) -> &'static str {
    match state {
        ReviewState::Proposed => lang.pick("máy đề xuất", "proposed"),
        ReviewState::Confirmed => lang.pick("đã xác nhận", "confirmed"),
        ReviewState::Corrected => lang.pick("đã sửa", "corrected"),
        ReviewState::Dismissed => lang.pick("đã bỏ", "dismissed"),
    }
}

/// The kind of a fact.
pub fn kind(kind: FactKind, lang: Lang) -> &'static str {
    match kind {
        FactKind::Deadline => lang.pick("Thời hạn", "Deadline"),
        FactKind::Target => lang.pick("Chỉ tiêu", "Target"),
        FactKind::Reference => lang.pick("Viện dẫn", "Reference"),
        FactKind::Effect => lang.pick("Tác động", "Effect"),
    }
}

/// Who said it, and on which day; empty where nobody has.
pub fn by(review: &Review) -> String {
    let day = review.at.as_deref().and_then(|at| at.get(..10)).and_then(|day| day.parse::<PartialDate>().ok());
    [review.by.clone(), day.map(dates::date)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What tables say under a fact that a person has looked at; nothing under what the machine proposes.
pub fn note(review: &Review, lang: Lang) -> Option<String> {
    (review.state != ReviewState::Proposed).then(|| format!("{} ({})", state(review.state, lang), by(review)))
}

/// What the machine reads otherwise than the person says: "máy đọc: đến 20/11/2024"; `None` where the two agree.
pub fn machine(review: &Review, lang: Lang) -> Option<String> {
    let machine = review.machine.as_ref()?.as_object()?;
    let value = review.value.as_ref()?.as_object()?;
    let differs = machine.iter().filter(|(name, read)| value.get(*name) != Some(*read));
    let said: Vec<String> = differs
        .filter_map(|(name, read)| Some(format!("{} {}", field(name, lang)?, words(name, read, lang))))
        .collect();
    (!said.is_empty()).then(|| format!("{} {}", lang.pick("máy đọc:", "the machine reads:"), said.join("; ")))
}

/// A field of a fact by its name in JSON; `None` for what is no reader's concern.
pub fn field(name: &str, lang: Lang) -> Option<&'static str> {
    Some(match name {
        "kind" => lang.pick("loại", "kind"),
        "start" | "from" => lang.pick("từ", "from"),
        "end" | "to" => lang.pick("đến", "until"),
        "exclusive" => lang.pick("không tính ngày cuối", "last day excluded"),
        "recurrence" => lang.pick("định kỳ", "recurrence"),
        "action" => lang.pick("việc", "task"),
        "who" => lang.pick("ai", "who"),
        "subject" => lang.pick("nội dung", "subject"),
        "op" => lang.pick("so sánh", "bound"),
        "value" => lang.pick("mức", "quantity"),
        "value_max" => lang.pick("đến mức", "up to"),
        "unit" => lang.pick("đơn vị", "unit"),
        "level" => lang.pick("cấp học", "level"),
        "type" => lang.pick("loại văn bản", "kind of document"),
        "number" => lang.pick("số", "number"),
        "year" => lang.pick("năm", "year"),
        "symbol" => lang.pick("ký hiệu", "symbol"),
        "date" => lang.pick("ngày", "date"),
        "relation" => lang.pick("vai trò", "role"),
        "verb" => lang.pick("tác động", "effect"),
        "scope" => lang.pick("phạm vi", "scope"),
        _ => return None,
    })
}

/// The bound of a target in words.
pub fn bound(op: TargetOp, lang: Lang) -> &'static str {
    match op {
        TargetOp::Eq => lang.pick("bằng", "equal to"),
        TargetOp::Ge => lang.pick("ít nhất (≥)", "at least (≥)"),
        TargetOp::Le => lang.pick("nhiều nhất (≤)", "at most (≤)"),
        TargetOp::Gt => lang.pick("trên (>)", "more than (>)"),
        TargetOp::Lt => lang.pick("dưới (<)", "less than (<)"),
        TargetOp::Rise => lang.pick("tăng thêm (+)", "rise by (+)"),
        TargetOp::Fall => lang.pick("giảm bớt (−)", "fall by (−)"),
    }
}

fn words(name: &str, value: &Value, lang: Lang) -> String {
    fn of<T: serde::de::DeserializeOwned>(value: &Value) -> Option<T> {
        serde_json::from_value(value.clone()).ok()
    }
    let named = match name {
        "kind" => of::<DeadlineKind>(value)
            .map(|kind| messages::deadline_kind(kind, lang))
            .or_else(|| of::<TargetKind>(value).map(|kind| messages::target_kind(kind, lang))),
        "level" => of::<Level>(value).map(|level| messages::level(level, lang)),
        "op" => of::<TargetOp>(value).map(|op| bound(op, lang)),
        "relation" => of::<Relation>(value).map(|relation| messages::relation(relation, lang)),
        "verb" => of::<EffectVerb>(value).map(|verb| messages::effect_verb(verb, lang)),
        _ => None,
    };
    let date = || of::<PartialDate>(value).filter(|_| matches!(name, "start" | "end" | "from" | "to" | "date"));
    match (named, value) {
        (Some(named), _) => named.to_owned(),
        (None, Value::Null) => "–".to_owned(),
        (None, Value::Bool(yes)) => if *yes { lang.pick("có", "yes") } else { lang.pick("không", "no") }.to_owned(),
        (None, Value::Number(number)) => {
            let plain = number.to_string();
            let plain = plain.trim_end_matches(".0");
            lang.pick(plain.replace('.', ","), plain.to_owned())
        }
        (None, Value::String(text)) => date().map_or_else(|| text.clone(), dates::date),
        (None, other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_machine_reads_otherwise_is_said_field_by_field() {
        let review = |value: Value, machine: Option<Value>| Review {
            state: ReviewState::Corrected,
            by: Some("Lan".to_owned()),
            at: Some("2024-09-06T08:00:00Z".to_owned()),
            value: Some(value),
            machine,
        };
        for (value, read, said) in [
            (
                json!({"end": "2024-11-21", "who": null}),
                json!({"end": "2024-11-20", "who": null}),
                Some("máy đọc: đến 20/11/2024"),
            ),
            (
                json!({"value": 98.0, "op": ">="}),
                json!({"value": 97.5, "op": "="}),
                Some("máy đọc: so sánh bằng; mức 97,5"),
            ),
            (json!({"who": "Các trường"}), json!({"who": null}), Some("máy đọc: ai –")),
            (json!({"exclusive": false}), json!({"exclusive": true}), Some("máy đọc: không tính ngày cuối có")),
            (json!({"work": "a"}), json!({"work": "b"}), None),
        ] {
            assert_eq!(machine(&review(value, Some(read)), Lang::Vi).as_deref(), said);
        }
        assert_eq!(machine(&review(json!({}), None), Lang::Vi), None);
        assert_eq!(by(&review(json!({}), None)), "Lan, 06/9/2024");
        assert_eq!(by(&Review::default()), "");
    }
}
