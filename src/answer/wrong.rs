//! What is wrong with a parameter of a question, in words of our own: the reader of JSON speaks one language, and of types
//! that no one who asks has seen.

use std::fmt;

use serde_json::{Map, Value};

use crate::render::Lang;

/// What is wrong with a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// The question has no such parameter.
    Unknown {
        /// Its name.
        name: String,
        /// The names that there are.
        known: Vec<String>,
    },
    /// The question cannot be asked without it.
    Missing(String),
    /// It must be a whole number.
    Whole {
        /// Its name.
        name: String,
        /// What was given.
        given: String,
        /// The least it can be.
        from: u64,
        /// The most it can be.
        to: u64,
    },
    /// It must be `true` or `false`.
    Truth {
        /// Its name.
        name: String,
        /// What was given.
        given: String,
    },
    /// It must be one of some words.
    Choice {
        /// Its name.
        name: String,
        /// What was given.
        given: String,
        /// The words.
        known: Vec<String>,
    },
    /// It must be a day.
    Day {
        /// Its name.
        name: String,
        /// What was given.
        given: String,
    },
    /// It must be a school year.
    SchoolYear {
        /// Its name.
        name: String,
        /// What was given.
        given: String,
    },
    /// It must be text.
    Text(String),
    /// The parameters do not fit, and no rule above says why.
    Unfit,
}

impl Wrong {
    /// What is wrong and what is expected.
    pub fn told(&self, lang: Lang) -> String {
        match self {
            Self::Unknown { name, known } => {
                let known = known.join(", ");
                lang.pick(
                    format!("không có tham số “{name}”; có: {known}"),
                    format!("there is no parameter “{name}”; there are {known}"),
                )
            }
            Self::Missing(name) => lang.pick(format!("còn thiếu “{name}”"), format!("“{name}” is missing")),
            Self::Whole { name, given, from, to } => lang.pick(
                format!("{name} phải là số nguyên từ {from} đến {to}, không phải “{given}”"),
                format!("{name} must be a whole number from {from} to {to}, not “{given}”"),
            ),
            Self::Truth { name, given } => lang.pick(
                format!("{name} phải là true hoặc false, không phải “{given}”"),
                format!("{name} must be true or false, not “{given}”"),
            ),
            Self::Choice { name, given, known } => {
                let known = known.join(", ");
                lang.pick(
                    format!("{name} không thể là “{given}”; hãy dùng: {known}"),
                    format!("{name} cannot be “{given}”; use one of: {known}"),
                )
            }
            Self::Day { name, given } => lang.pick(
                format!("{name}: “{given}” không phải là ngày như 2024-09-01 hoặc 1/9/2024"),
                format!("{name}: “{given}” is not a day such as 2024-09-01 or 1/9/2024"),
            ),
            Self::SchoolYear { name, given } => lang.pick(
                format!("{name}: “{given}” không phải là năm học như 2024-2025"),
                format!("{name}: “{given}” is not a school year such as 2024-2025"),
            ),
            Self::Text(name) => lang.pick(format!("{name} phải là chữ"), format!("{name} must be text")),
            Self::Unfit => lang.pick("không đọc được các tham số này", "these parameters cannot be read").to_owned(),
        }
    }

    /// Why `parameters` do not fit `schema` (that of a filter); the first reason.
    pub(super) fn of(schema: &Map<String, Value>, parameters: &Map<String, Value>) -> Self {
        let empty = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
        if let Some(name) = parameters.keys().find(|name| !properties.contains_key(*name)) {
            return Self::Unknown { name: name.clone(), known: properties.keys().cloned().collect() };
        }
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let mut missing = required.filter(|name| parameters.get(*name).is_none_or(Value::is_null));
        if let Some(name) = missing.next() {
            return Self::Missing(name.to_owned());
        }
        let given = parameters.iter().filter(|(_, value)| !value.is_null());
        given.filter_map(|(name, value)| misfit(name, &properties[name], value)).next().unwrap_or(Self::Unfit)
    }

    /// A number that is none, or not one of those that `schema` allows.
    pub(super) fn whole(name: &str, given: &str, schema: &Value) -> Self {
        let bound = |word: &str, without: u64| schema[word].as_u64().unwrap_or(without);
        let (from, to) = (bound("minimum", 0), bound("maximum", u32::MAX.into()));
        Self::Whole { name: name.to_owned(), given: given.to_owned(), from, to }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Lang::En))
    }
}

/// Why a value is not what its schema says.
fn misfit(name: &str, schema: &Value, value: &Value) -> Option<Wrong> {
    let given = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let name = name.to_owned();
    let choices: Vec<String> = schema["oneOf"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|choice| choice["const"].as_str().map(str::to_owned))
        .collect();
    if !choices.is_empty() {
        return (!choices.contains(&given)).then_some(Wrong::Choice { name, given, known: choices });
    }
    match schema["type"].as_str() {
        Some("integer") => {
            let fits = value.as_u64().is_some_and(|number| u32::try_from(number).is_ok());
            (!fits).then(|| Wrong::whole(&name, &given, schema))
        }
        Some("boolean") => (!value.is_boolean()).then_some(Wrong::Truth { name, given }),
        _ if !value.is_string() => Some(Wrong::Text(name)),
        _ if schema["format"] == "date" => super::day(&given).is_err().then_some(Wrong::Day { name, given }),
        _ if schema.get("pattern").is_some() => Some(Wrong::SchoolYear { name, given }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::parameters::filter;
    use super::super::{DeadlineFilter, DiffFilter, Fault, PageFilter, SearchFilter};
    use super::*;

    fn told<F: schemars::JsonSchema + serde::de::DeserializeOwned>(parameters: Value) -> [String; 2] {
        let Value::Object(parameters) = parameters else { panic!("an object") };
        let Err(Fault::Parameter(wrong)) = filter::<F>(parameters) else { panic!("they do not fit") };
        [wrong.told(Lang::Vi), wrong.told(Lang::En)]
    }

    #[test]
    fn what_does_not_fit_is_told_in_both_languages() {
        for (said, vi, en) in [
            (told::<DeadlineFilter>(json!({ "yera": "x" })), "không có tham số “yera”; có: ", "no parameter “yera”"),
            (told::<DiffFilter>(json!({ "old": "2023-2024" })), "còn thiếu “new”", "“new” is missing"),
            (told::<DiffFilter>(json!({ "old": "2023-2024", "new": null })), "còn thiếu “new”", "“new” is missing"),
            (told::<PageFilter>(json!({ "document": "1", "page": -1 })), "số nguyên từ 1", "a whole number from 1"),
            (told::<PageFilter>(json!({ "document": "1", "page": "a" })), "không phải “a”", "not “a”"),
            (told::<DeadlineFilter>(json!({ "explain": "có" })), "true hoặc false", "true or false"),
            (told::<DeadlineFilter>(json!({ "kind": "hạn" })), "hãy dùng: due, on", "use one of: due, on"),
            (told::<SearchFilter>(json!({ "query": "x", "level": "cấp 2" })), "hãy dùng: mam-non", "one of: mam-non"),
            (told::<DeadlineFilter>(json!({ "from": "31/2/2024" })), "không phải là ngày", "is not a day"),
            (told::<DeadlineFilter>(json!({ "year": "soon" })), "không phải là năm học", "is not a school year"),
            (told::<SearchFilter>(json!({ "query": 7 })), "query phải là chữ", "query must be text"),
        ] {
            assert!(said[0].contains(vi) && said[1].contains(en), "{said:?}");
        }
    }
}
