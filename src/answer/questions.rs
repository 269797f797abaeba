//! The questions that programs can ask: one table for the HTTP interface ([`crate::web`]) and for assistants
//! ([`crate::mcp`]), so that both offer the same and give the same.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::parameters::{filter, of_query, schema_of};
use super::part::{Part, Sizes};
use super::recognized::recognized;
use super::{
    AnswerError, CheckFilter, DeadlineFilter, DiffFilter, Fault, LineageFilter, PageFilter, QuoteFilter, ReviewFilter,
    Search, SearchFilter, ShowFilter, StatusFilter, TargetFilter, check, check_json, deadlines, diff, legislation,
    lineage, one_named, page, quote, reviews, search, show, status, targets,
};
use crate::directive::SchoolYear;
use crate::lineage::registry::Registry;
use crate::render::Lang;
use crate::store::Store;

/// What an answer is taken from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The store.
    pub store: &'a Store,
    /// The known effects.
    pub registry: &'a Registry,
    /// The language of what is said in words.
    pub lang: Lang,
}

/// A question that programs can ask.
#[derive(Clone, Copy)]
pub struct Question {
    /// Its address in the HTTP interface.
    pub path: &'static str,
    /// Its name among the tools of an assistant; `None` where another tool serves them better.
    pub tool: Option<&'static str>,
    /// What it is, in a few words.
    pub title: &'static str,
    /// What it answers and when to ask it.
    pub about: &'static str,
    /// The name of its answer's schema ([`crate::schema`]).
    pub schema: &'static str,
    parts: Option<(&'static str, Sizes)>,
    own_parameters: fn() -> Map<String, Value>,
    answer: Answering,
}

/// From the parameters, with the part of a list taken out of them, to an answer.
type Answering = fn(&Sources<'_>, Map<String, Value>, Part) -> Result<Value, Fault>;

/// Lists.
const ROWS: Sizes = Sizes { usual: 20, most: 100 };
/// A page's characters.
const CHARACTERS: Sizes = Sizes { usual: 8000, most: 20_000 };

/// All of them.
pub fn questions() -> [Question; 12] {
    [
        Question {
            path: "/api/v1/search",
            tool: Some("search"),
            title: "Search directives",
            about: "Find every mention of a document by its number (however written: “tt 27/2020”, \
                “27/2020/TT-BGDĐT”), by school year, with page, words and role; or passages that hold some words \
                (Vietnamese tone marks optional, \"quotes\" for phrases).",
            schema: "search",
            parts: Some(("mentions or passages", ROWS)),
            own_parameters: schema_of::<SearchFilter>,
            answer: |of, parameters, part| {
                let mut wanted: SearchFilter = filter(parameters)?;
                wanted.limit = std::num::NonZeroUsize::new(part.offset + part.limit);
                let found = search(of.store, of.registry, &wanted)?;
                let mut answer = found.json(of.lang);
                match &found {
                    Search::Mentions(all) => part.cut(&mut answer, "mentions", Some(all.total)),
                    Search::Passages(all) => part.cut(&mut answer, "passages", Some(all.hits.total)),
                }
                Ok(answer)
            },
        },
        Question {
            path: "/api/v1/deadlines",
            tool: Some("list_deadlines"),
            title: "List deadlines",
            about: "What is due, by when, for whom, in a school year or between two days: dated deadlines in order, then \
                those without a date. `exclusive` means before that day.",
            schema: "deadlines",
            parts: Some(("deadlines", ROWS)),
            own_parameters: schema_of::<DeadlineFilter>,
            answer: |of, parameters, part| {
                let wanted = filter::<DeadlineFilter>(parameters)?;
                let mut answer = deadlines(of.store, &wanted)?.json(of.lang);
                part.cut(&mut answer, "deadlines", None);
                Ok(answer)
            },
        },
        Question {
            path: "/api/v1/targets",
            tool: Some("list_targets"),
            title: "List targets",
            about: "Targets (chỉ tiêu), norms (định mức) and reported results (kết quả) of a school year, document by \
                document, with bound, value and unit.",
            schema: "targets",
            parts: Some(("targets", ROWS)),
            own_parameters: schema_of::<TargetFilter>,
            answer: |of, parameters, part| {
                let wanted = filter::<TargetFilter>(parameters)?;
                let mut answer = targets(of.store, &wanted)?.json();
                part.cut(&mut answer, "targets", None);
                Ok(answer)
            },
        },
        Question {
            path: "/api/v1/diff",
            tool: Some("diff_targets"),
            title: "Compare two school years",
            about: "How the targets of two school years differ: same, raised, lowered, bound changed, new, dropped, with \
                the result reported in between; with `series` also the deadlines, references and sections of two versions \
                of one directive. “new” and “dropped” may also mean that no pair was found.",
            schema: "diff",
            parts: Some(("rows", ROWS)),
            own_parameters: schema_of::<DiffFilter>,
            answer: |of, parameters, part| {
                let wanted = filter::<DiffFilter>(parameters)?;
                let mut answer = diff(of.store, &wanted)?.json();
                part.cut(&mut answer, "rows", None);
                Ok(answer)
            },
        },
        Question {
            path: "/api/v1/lineage",
            tool: Some("lineage"),
            title: "Follow a directive over the years",
            about: "The yearly versions of a directive, held or only cited; what each carries out and what carries it \
                out (ministry, department, district or commune, school); what is stated to replace or amend it.",
            schema: "lineage",
            parts: None,
            own_parameters: schema_of::<LineageFilter>,
            answer: |of, parameters, _| Ok(lineage(of.store, &filter::<LineageFilter>(parameters)?)?.json()),
        },
        Question {
            path: "/api/v1/status",
            tool: Some("status"),
            title: "Say whether a document is in force",
            about: "Whether a document is in force, on a day or in a school year, for a grade or level, what applies \
                instead, and the clauses that say so. “unknown” is an answer: never take it for “in force”.",
            schema: "status",
            parts: None,
            own_parameters: schema_of::<StatusFilter>,
            answer: |of, parameters, _| {
                let wanted = filter::<StatusFilter>(parameters)?;
                Ok(status(Some(of.store), of.registry, &wanted)?.json(of.lang))
            },
        },
        Question {
            path: "/api/v1/check",
            tool: Some("check_citations"),
            title: "Check the citations of a directive or draft",
            about: "Judge each citation of a directive of the store as of its own date, or of a draft's words (`text`) as \
                of today: replaced, repealed, not yet in force, another number or date elsewhere, impossible dates, \
                misspelt codes.",
            schema: "check",
            parts: Some(("findings", ROWS)),
            own_parameters: schema_of::<CheckFilter>,
            answer: |of, parameters, part| {
                let wanted = filter::<CheckFilter>(parameters)?;
                let mut answer = check_json(&check(of.store, of.registry, &wanted)?, of.lang);
                let named = wanted.document.as_deref().map(|name| one_named(of.store, name.trim())).transpose()?;
                part.cut(&mut answer, "findings", None);
                answer["recognized"] = recognized(of.store, &answer, named.map(|document| document.id))?.into();
                Ok(answer)
            },
        },
        Question {
            path: "/api/v1/page",
            tool: Some("get_page"),
            title: "Read a page",
            about: "The text of one page of a directive of the store, and whether it was recognized on an image (OCR).",
            schema: "page",
            parts: Some(("characters", CHARACTERS)),
            own_parameters: schema_of::<PageFilter>,
            answer: |of, parameters, part| {
                let mut answer = page(of.store, &filter::<PageFilter>(parameters)?)?.json();
                part.cut_text(&mut answer, "text");
                Ok(answer)
            },
        },
        Question {
            path: "/api/v1/quote",
            tool: Some("verify_quote"),
            title: "Verify a quote",
            about: "Whether words stand in the directives exactly as quoted, and where; if not, the passages that come \
                nearest. Ask before quoting a directive to anyone.",
            schema: "quote",
            parts: None,
            own_parameters: schema_of::<QuoteFilter>,
            answer: |of, parameters, _| Ok(quote(of.store, &filter::<QuoteFilter>(parameters)?)?.json()),
        },
        Question {
            path: "/api/v1/document",
            tool: None,
            title: "Show a directive",
            about: "All that is known of one directive of the store: header, references and whether they hold today, \
                deadlines, targets, effects, validity, what was odd when it was read.",
            schema: "show",
            parts: None,
            own_parameters: schema_of::<ShowFilter>,
            answer: |of, parameters, _| {
                Ok(show(of.store, of.registry, &filter::<ShowFilter>(parameters)?)?.json(of.lang))
            },
        },
        Question {
            path: "/api/v1/reviews",
            tool: None,
            title: "List what people have said",
            about: "What people have confirmed, set right or dismissed, the latest first; also of facts that are not \
                found any more.",
            schema: "reviews",
            parts: Some(("reviews", ROWS)),
            own_parameters: schema_of::<ReviewFilter>,
            answer: |of, parameters, part| {
                let mut answer = reviews(of.store, &filter::<ReviewFilter>(parameters)?)?.json();
                part.cut(&mut answer, "reviews", None);
                Ok(answer)
            },
        },
        Question {
            path: "/api/v1/legislation",
            tool: None,
            title: "Describe a directive as linked data",
            about: "One directive of the store as JSON-LD of the type Legislation of schema.org.",
            schema: "legislation",
            parts: None,
            own_parameters: schema_of::<ShowFilter>,
            answer: |of, parameters, _| {
                let document = one_named(of.store, filter::<ShowFilter>(parameters)?.document.trim())?;
                Ok(legislation(of.store, of.registry, &document)?)
            },
        },
    ]
}

impl Question {
    /// The schema of its parameters, an object.
    pub fn parameters(&self) -> Map<String, Value> {
        let mut schema = (self.own_parameters)();
        if let (Some((of, sizes)), Some(Value::Object(properties))) = (self.parts, schema.get_mut("properties")) {
            properties.extend(Part::schemas(of, sizes).map(|(name, schema)| (name.to_owned(), schema)));
        }
        schema
    }

    /// The answer to it.
    ///
    /// # Errors
    /// Where the parameters are not what its schema says, or there is no answer.
    pub fn answer(&self, of: &Sources<'_>, mut parameters: Map<String, Value>) -> Result<Value, Fault> {
        let part = match self.parts {
            Some((_, sizes)) => Part::take(&mut parameters, sizes)?,
            None => Part { offset: 0, limit: usize::MAX },
        };
        let schema = self.parameters();
        for (name, value) in &parameters {
            school_year(schema.get("properties").and_then(|all| all.get(name)).unwrap_or(&Value::Null), value)?;
        }
        let mut answer = (self.answer)(of, parameters, part)?;
        if answer.get("schema").is_some() && answer.get("recognized").is_none() {
            answer["recognized"] = recognized(of.store, &answer, None)?.into();
        }
        Ok(answer)
    }

    /// As [`Question::answer`], of the fields of an address.
    ///
    /// # Errors
    /// As there.
    pub fn answer_query(&self, of: &Sources<'_>, fields: &HashMap<String, String>) -> Result<Value, Fault> {
        self.answer(of, of_query(fields, &Value::Object(self.parameters()))?)
    }
}

/// A value may look like a school year and be none: 2024-2029. That no pattern can say.
fn school_year(schema: &Value, value: &Value) -> Result<(), Fault> {
    let is_year = schema.get("pattern").and_then(Value::as_str) == Some(SchoolYear::PATTERN);
    let text = value.as_str().filter(|text| is_year && SchoolYear::looks_like(text)).unwrap_or_default();
    if !text.is_empty() && text.parse::<SchoolYear>().is_err() {
        return Err(AnswerError::NoSuchYear(text.to_owned()).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_says_what_it_is() {
        for question in questions() {
            assert!(crate::schema::whole(question.schema).is_some(), "{}", question.path);
            let schema = question.parameters();
            assert_eq!(schema["additionalProperties"], false, "{}", question.path);
            for (name, parameter) in schema["properties"].as_object().expect("properties") {
                let at = format!("{}: {name}: {parameter}", question.path);
                assert!(parameter["description"].is_string(), "{at}");
                assert!(parameter.get("type").is_some() || parameter.get("oneOf").is_some(), "{at}");
                assert!(!parameter.to_string().contains("null"), "{at}");
            }
        }
    }
}
