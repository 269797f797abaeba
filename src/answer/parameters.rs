//! The parameters of a question: their JSON Schema, made from the filter, and the filter, made from JSON or a query.

use std::collections::HashMap;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Fault, Wrong};

/// The schema of the filter `F` as an object, in itself complete.
pub(super) fn schema_of<F: JsonSchema>() -> Map<String, Value> {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<F>();
    let mut schema = schema.to_value();
    plain(&mut schema);
    let Value::Object(mut schema) = schema else { return Map::new() };
    for word in ["$schema", "title", "description"] {
        schema.remove(word);
    }
    schema
}

/// A parameter that may be absent is said so by `required` alone: nothing is null, and there are no formats of one
/// language's numbers.
fn plain(schema: &mut Value) {
    let Value::Object(words) = schema else { return };
    if let Some(Value::Array(kinds)) = words.get_mut("type") {
        kinds.retain(|kind| kind != "null");
        if let [only] = kinds.as_slice() {
            let only = only.clone();
            words.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(choices)) = words.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type") != Some(&Value::from("null")));
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            words.remove("anyOf");
            for (word, value) in only {
                words.entry(word).or_insert(value);
            }
        }
    }
    words.retain(|word, value| match word.as_str() {
        "format" => value == "date",
        "default" => !value.is_null(),
        _ => true,
    });
    for word in ["properties", "$defs"] {
        if let Some(Value::Object(inner)) = words.get_mut(word) {
            inner.values_mut().for_each(plain);
        }
    }
}

/// The filter that these parameters make.
///
/// # Errors
/// Where they make none: what is wrong with them, in words of our own.
pub(super) fn filter<F: DeserializeOwned + JsonSchema>(parameters: Map<String, Value>) -> Result<F, Fault> {
    serde_json::from_value(Value::Object(parameters.clone()))
        .map_err(|_| Fault::Parameter(Wrong::of(&schema_of::<F>(), &parameters)))
}

/// The fields of a query as JSON, each as its schema wants it.
///
/// # Errors
/// Where a number is none. What else is wrong shows when the filter is made.
pub(super) fn of_query(fields: &HashMap<String, String>, schema: &Value) -> Result<Map<String, Value>, Fault> {
    let mut parameters = Map::new();
    for (name, text) in fields {
        let kind = schema["properties"][name]["type"].as_str().unwrap_or("string");
        let value = match kind {
            "integer" => text.parse::<i64>().ok().map(Value::from),
            "boolean" => text.parse::<bool>().ok().map(Value::from),
            _ => Some(Value::from(text.as_str())),
        };
        let value = value.ok_or_else(|| {
            Fault::Parameter(match kind {
                "integer" => Wrong::whole(name, text, &schema["properties"][name]),
                _ => Wrong::Truth { name: name.clone(), given: text.clone() },
            })
        })?;
        parameters.insert(name.clone(), value);
    }
    Ok(parameters)
}
