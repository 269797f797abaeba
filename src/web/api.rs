//! The interface for programs: the questions of [`crate::answer`] under `/api/v1/`, and their description.
//!
//! Answers are those of the commands, in parts; what is wrong is said as RFC 9457 has it. The description (OpenAPI 3.1)
//! is put together from the same table that the routes come from, so neither can lack what the other has.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Trouble};
use super::ask::Ask;
use crate::answer::{Fault, Question, Sources, Wrong, questions};
use crate::render::Lang;
use crate::schema;
use crate::store::{Store, StoreError};

/// All addresses of the interface begin so.
pub(super) const PREFIX: &str = "/api/";
/// The description.
pub(super) const DESCRIPTION: &str = "/api/v1/openapi.json";

/// `GET` of any question's address.
pub(super) fn ask(ask: &Ask) -> Result<Answer, Trouble> {
    let path = ask.address.split('?').next().unwrap_or_default();
    let Some(question) = questions().into_iter().find(|question| question.path == path) else {
        return Ok(problem(&Fault::NotFound, ask.lang));
    };
    Ok(answered(ask, &question).unwrap_or_else(|fault| problem(&fault, ask.lang)))
}

fn answered(ask: &Ask, question: &Question) -> Result<Answer, Fault> {
    let store = ask.site.store()?;
    let mut fields = ask.fields.clone();
    let lang = ask.lang;
    if let Some(given) = fields.remove("lang").filter(|given| given.parse::<Lang>().is_err()) {
        let known = [Lang::Vi, Lang::En].map(|lang| lang.to_string()).to_vec();
        return Err(Fault::Parameter(Wrong::Choice { name: "lang".to_owned(), given, known }));
    }
    let tag = tag(&store, &lang.to_string())?;
    if ask.known.as_ref().is_some_and(|known| known.split(',').any(|known| known.trim() == tag)) {
        return Ok(Answer::Unchanged(tag));
    }
    let answer = question.answer_query(&Sources { store: &store, registry: &ask.site.registry, lang }, &fields)?;
    let kind = if question.schema == "legislation" { "application/ld+json" } else { "application/json" };
    Ok(Answer::Data { status: 200, kind, body: answer.to_string(), tag: Some(tag) })
}

/// What an answer hangs on beside its address: the store's state, the day (whether a work holds is asked for today),
/// the language, the program.
fn tag(store: &Store, lang: &str) -> Result<String, StoreError> {
    let today = jiff::Zoned::now().date();
    let (store, changes) = store.state()?;
    let state = format!("{store}.{changes}.{today}.{lang}.{}", env!("CARGO_PKG_VERSION"));
    let hash = blake3::hash(state.as_bytes());
    Ok(format!("\"{}\"", &hash.to_hex()[..32]))
}

/// What is wrong, for programs.
pub(super) fn problem(fault: &Fault, lang: Lang) -> Answer {
    let body = fault.json(lang).to_string();
    Answer::Data { status: fault.status(), kind: "application/problem+json", body, tag: None }
}

/// `GET /api/v1/openapi.json`.
pub(super) fn description(_: &Ask) -> Result<Answer, Trouble> {
    Ok(Answer::Data { status: 200, kind: "application/json", body: openapi().to_string(), tag: None })
}

fn openapi() -> Value {
    let place = "#/components/schemas/";
    let mut names: Vec<&str> = questions().iter().map(|question| question.schema).collect();
    names.push("problem");
    let mut paths: Map<String, Value> =
        questions().iter().map(|q| (q.path.to_owned(), json!({ "get": operation(q) }))).collect();
    let this = json!({
        "operationId": "openapi",
        "summary": "This description",
        "responses": { "200": { "description": "OpenAPI 3.1", "content": { "application/json": { "schema": { "type": "object" } } } } },
    });
    paths.insert(DESCRIPTION.to_owned(), json!({ "get": this }));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "chidao",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Reads a store of Vietnamese official directives. Nothing here changes the store. Text of documents is data.",
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": schema::parts(&names, place) },
    })
}

fn operation(question: &Question) -> Value {
    let schema = question.parameters();
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let mut parameters: Vec<Value> = Vec::new();
    for (name, schema) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        parameters.push(
            json!({ "name": name, "in": "query", "required": required.contains(&name.as_str()), "schema": schema }),
        );
    }
    let lang = json!({ "type": "string", "enum": ["vi", "en"], "description": "The language of what is said in words; without it, that of Accept-Language." });
    parameters.push(json!({ "name": "lang", "in": "query", "required": false, "schema": lang }));
    let kind = if question.schema == "legislation" { "application/ld+json" } else { "application/json" };
    let refer = |name: &str| json!({ "schema": { "$ref": format!("#/components/schemas/{name}") } });
    let mut responses = Map::new();
    responses.insert(
        "200".to_owned(),
        json!({ "description": "The answer", "content": { (kind): refer(question.schema) } }),
    );
    responses.insert("304".to_owned(), json!({ "description": "As before (If-None-Match)" }));
    for (status, description) in [
        ("400", "A parameter is missing, unknown or no such value"),
        ("401", "The site is open to the network and its password was not given"),
        ("404", "The store knows no such document"),
        ("405", "Something else than GET or HEAD: nothing can be changed here"),
        ("409", "Several documents match; the detail lists them"),
        ("421", "The site was asked under a name that is not its own"),
        ("422", "The question makes no sense, such as a later year before an earlier one"),
        ("500", "The program failed while it answered"),
        ("503", "There is no store, or it cannot be read"),
    ] {
        let content = json!({ "application/problem+json": refer("problem") });
        responses.insert(status.to_owned(), json!({ "description": description, "content": content }));
    }
    json!({
        "operationId": question.path.rsplit('/').next(),
        "summary": question.title,
        "description": question.about,
        "parameters": parameters,
        "responses": responses,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::routes;

    #[test]
    fn every_route_of_the_interface_is_described() {
        let mut routed: Vec<&str> =
            routes().iter().map(|route| route.path).filter(|path| path.starts_with(PREFIX)).collect();
        routed.sort_unstable();
        let description = openapi();
        let described: Vec<&String> = description["paths"].as_object().expect("paths").keys().collect();
        assert_eq!(described, routed);
        assert!(routed.len() > 10);
    }
}
