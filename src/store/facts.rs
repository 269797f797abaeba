//! Facts out of the store: each with the document it stands in and what its section puts it under.

use std::collections::HashMap;
use std::rc::Rc;

use jiff::civil::Date;
use rusqlite::{ToSql, params_from_iter};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::record::Lines;
use super::reviews::{self, FactKind, Review};
use super::{Document, Filter, Store, StoreError};
use crate::directive::{Deadline, Effect, Level, Reference, SchoolYear, Target, Validity};
use crate::lineage::resolve::How;

/// A fact with its document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found<T> {
    /// Its number in the store.
    pub id: i64,
    /// Where it stands.
    #[serde(skip)]
    pub document: Rc<Document>,
    /// The school year it belongs to: its own, its section's, its document's, or that of the document's date.
    pub school_year: Option<SchoolYear>,
    /// Whether the school year is only taken from the document's date.
    pub year_inferred: bool,
    /// The levels that it, its section or its document is about; empty where unknown.
    pub levels: Vec<Level>,
    /// For a fact that points to a work: how it is known which one that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Resolution>,
    /// What a person has said of it; validity is not reviewed.
    pub review: Review,
    /// What it is known by when its file is read anew, for those who review it.
    #[serde(skip)]
    pub anchor: String,
    /// The fact, as a person has set it right where one has; the work it points to is the one that it was resolved to.
    pub fact: T,
}

/// How a mention came to its work.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Resolution {
    /// By what.
    pub how: How,
    /// How sure that is.
    pub confidence: f32,
    /// Where it is open: the keys of the works that may be meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
}

impl Resolution {
    /// Whether it was found beyond the mention's own words: the mention is short, and which work it means is inferred.
    pub fn is_inferred(&self) -> bool {
        !matches!(self.how, How::Confirmed | How::Stated | How::Open)
    }
}

/// A fact as the store keeps it.
trait Kept: DeserializeOwned {
    /// Whether it points to a work.
    const CITES: bool = false;
    /// What people review it as, where they do.
    const KIND: Option<FactKind>;

    /// Takes the key of the work that it was resolved to.
    fn resolve(&mut self, _work: String) {}
}

impl Kept for Deadline {
    const KIND: Option<FactKind> = Some(FactKind::Deadline);
}

impl Kept for Target {
    const KIND: Option<FactKind> = Some(FactKind::Target);
}

impl Kept for Reference {
    const CITES: bool = true;
    const KIND: Option<FactKind> = Some(FactKind::Reference);

    fn resolve(&mut self, work: String) {
        self.work = work;
    }
}

impl Kept for Effect {
    const CITES: bool = true;
    const KIND: Option<FactKind> = Some(FactKind::Effect);

    fn resolve(&mut self, work: String) {
        self.target.work = work;
    }
}

impl Kept for Validity {
    const CITES: bool = true;
    const KIND: Option<FactKind> = None;

    fn resolve(&mut self, own: String) {
        if let Some(work) = &mut self.work {
            work.work = own;
        }
    }
}

impl Store {
    /// References that fit the filter, by document date, path and place.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn mentions(&self, filter: &Filter) -> Result<Vec<Found<Reference>>, StoreError> {
        let (condition, values) = filter.of_facts(self)?;
        self.facts("mentions", filter, &condition, values)
    }

    /// References to the works with these numbers ([`super::Work::id`]) that fit the filter. One that a person has set
    /// right stands under the work that the person names, not under the one that the machine took it for.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn mentions_of(&self, works: &[i64], filter: &Filter) -> Result<Vec<Found<Reference>>, StoreError> {
        let mut found: Vec<Found<Reference>> = self.facts_of("mentions", works, filter)?;
        found.retain(|mention| !mention.review.says_otherwise("work"));
        let before = found.len();
        for mention in self.mentions_set_right(filter)? {
            if self
                .works_named_by_a_person(&mention)?
                .is_some_and(|named| named.iter().any(|work| works.contains(work)))
            {
                found.push(mention);
            }
        }
        if found.len() > before {
            super::wanted::sort(&mut found);
        }
        Ok(found)
    }

    /// References of which a person has said something else than the machine.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub(super) fn mentions_set_right(&self, filter: &Filter) -> Result<Vec<Found<Reference>>, StoreError> {
        let (mut condition, values) = filter.of_facts(self)?;
        condition.push_str(
            " AND f.id IN (SELECT c.id FROM reviews s JOIN documents o ON o.hash = s.hash
                JOIN mentions c ON c.document_id = o.id AND c.anchor = unhex(s.anchor)
                WHERE s.kind = 'reference' AND s.state = 'corrected')",
        );
        self.facts("mentions", filter, &condition, values)
    }

    /// The mentions of the works with these numbers ([`super::Work::id`]) whose sentences state what other cited papers
    /// have done to them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn acts_told_of(&self, works: &[i64]) -> Result<Vec<Found<Reference>>, StoreError> {
        let filter = Filter::default();
        let (mut condition, mut values) = filter.of_facts(self)?;
        values.push(Box::new(serde_json::to_string(works)?));
        condition.push_str(&format!(
            " AND f.acted AND f.sighting_id IN (
                SELECT id FROM sightings WHERE acted AND work_id IN (SELECT value FROM json_each(?{})))",
            values.len()
        ));
        self.facts("mentions", &filter, &condition, values)
    }

    /// Deadlines that fit the filter, by document date, path and place.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn deadlines(&self, filter: &Filter) -> Result<Vec<Found<Deadline>>, StoreError> {
        let (condition, values) = filter.of_facts(self)?;
        self.facts("deadlines", filter, &condition, values)
    }

    /// Targets, norms and results that fit the filter, by document date, path and place.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn targets(&self, filter: &Filter) -> Result<Vec<Found<Target>>, StoreError> {
        let (condition, values) = filter.of_facts(self)?;
        self.facts("targets", filter, &condition, values)
    }

    /// As [`Store::targets`], of any of these school years: the documents of an issuer are gone through once for all.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn targets_of_years(&self, filter: &Filter, years: &[SchoolYear]) -> Result<Vec<Found<Target>>, StoreError> {
        let (mut condition, mut values) = filter.of_facts(self)?;
        let years: Vec<String> = years.iter().map(ToString::to_string).collect();
        values.push(Box::new(serde_json::to_string(&years)?));
        condition.push_str(&format!(" AND f.school_year IN (SELECT value FROM json_each(?{}))", values.len()));
        self.facts("targets", filter, &condition, values)
    }

    /// Effects that fit the filter, by document date, path and place.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn effects(&self, filter: &Filter) -> Result<Vec<Found<Effect>>, StoreError> {
        let (condition, values) = filter.of_facts(self)?;
        self.facts("effects", filter, &condition, values)
    }

    /// What the documents that fit the filter do to the works with these numbers ([`super::Work::id`]).
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn effects_on(&self, works: &[i64], filter: &Filter) -> Result<Vec<Found<Effect>>, StoreError> {
        self.facts_of("effects", works, filter)
    }

    /// What the document with this number does to others, in the order of its text.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn effects_by(&self, document: i64) -> Result<Vec<Found<Effect>>, StoreError> {
        self.effects(&Filter { document: Some(document), copies: true, ..Filter::default() })
    }

    /// Statements of validity that fit the filter, by document date, path and place.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn validity(&self, filter: &Filter) -> Result<Vec<Found<Validity>>, StoreError> {
        let (condition, values) = filter.of_facts(self)?;
        self.facts("validity", filter, &condition, values)
    }

    /// When and for whom the works with these numbers ([`super::Work::id`]) hold, by the documents that fit the
    /// filter, the works' own among them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn applies_to(&self, works: &[i64], filter: &Filter) -> Result<Vec<Found<Validity>>, StoreError> {
        self.facts_of("validity", works, filter)
    }

    /// Deadlines of which some day lies between these, and perhaps others that are of a whole month, by document date, path
    /// and place; without reading all others.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn deadlines_about(&self, first: Date, last: Date) -> Result<Vec<Found<Deadline>>, StoreError> {
        let filter = Filter::default();
        let (mut condition, mut values) = filter.of_facts(self)?;
        let n = values.len();
        // A month or a year, written shorter, comes before all its days: "2024-09" < "2024-09-01". So the first day's own
        // are asked for apart.
        values.push(Box::new(first.strftime("%Y").to_string()));
        values.push(Box::new(first.strftime("%Y-%m").to_string()));
        values.push(Box::new(first.to_string()));
        values.push(Box::new(last.to_string()));
        let (year, month, start, end) = (n + 1, n + 2, n + 3, n + 4);
        condition.push_str(&format!(
            " AND f.id IN (
                SELECT id FROM deadlines WHERE coalesce(stop, start) BETWEEN ?{start} AND ?{end}
                    AND coalesce(start, stop) <= ?{end}
                UNION ALL SELECT id FROM deadlines WHERE start < stop AND coalesce(stop, start) > ?{end} AND start <= ?{end}
                UNION ALL SELECT id FROM deadlines WHERE coalesce(stop, start) IN (?{year}, ?{month})
                UNION ALL SELECT c.id FROM reviews s JOIN documents o ON o.hash = s.hash
                    JOIN deadlines c ON c.document_id = o.id AND c.anchor = unhex(s.anchor)
                    WHERE s.kind = 'deadline' AND s.state = 'corrected')"
        ));
        self.facts("deadlines", &filter, &condition, values)
    }

    fn facts_of<T: Kept>(&self, table: &str, works: &[i64], filter: &Filter) -> Result<Vec<Found<T>>, StoreError> {
        let (mut condition, mut values) = filter.of_facts(self)?;
        values.push(Box::new(serde_json::to_string(works)?));
        // Of the many sightings of a work few are more than mentioned.
        let told = if T::KIND == Some(FactKind::Reference) { "" } else { "told AND" };
        condition.push_str(&format!(
            " AND f.sighting_id IN (SELECT id FROM sightings WHERE {told} work_id IN (SELECT value FROM json_each(?{})))",
            values.len()
        ));
        self.facts(table, filter, &condition, values)
    }

    /// The numbers of the references to these works that fit the filter, with those of their documents, by document date,
    /// path and place: what has to be known of all of them where a part is wanted.
    pub(super) fn mention_numbers(&self, works: &[i64], filter: &Filter) -> Result<Vec<(i64, i64)>, StoreError> {
        let (mut condition, mut values) = filter.of_facts(self)?;
        values.push(Box::new(serde_json::to_string(works)?));
        condition.push_str(&format!(
            " AND f.sighting_id IN (SELECT id FROM sightings WHERE work_id IN (SELECT value FROM json_each(?{})))",
            values.len()
        ));
        if !filter.dismissed {
            condition.push_str(&format!(" AND {}", reviews::stands(FactKind::Reference)));
        }
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT f.id, f.document_id FROM mentions f JOIN documents d ON d.id = f.document_id WHERE {condition}
             ORDER BY d.date IS NULL, d.date, d.path, f.id"
        ))?;
        let rows = statement.query_map(params_from_iter(&values), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// References by their numbers, by document date, path and place.
    pub(super) fn mentions_numbered(
        &self,
        numbers: &[i64],
        filter: &Filter,
    ) -> Result<Vec<Found<Reference>>, StoreError> {
        self.mentions(&Filter { facts: Some(numbers.to_vec()), ..filter.clone() })
    }

    fn facts<T: Kept>(
        &self,
        table: &str,
        filter: &Filter,
        condition: &str,
        values: Vec<Box<dyn ToSql>>,
    ) -> Result<Vec<Found<T>>, StoreError> {
        let (columns, join) = if T::CITES {
            (
                "w.key, s.how, s.candidates",
                "LEFT JOIN sightings s ON s.id = f.sighting_id LEFT JOIN works w ON w.id = s.work_id",
            )
        } else {
            ("NULL, NULL, NULL", "")
        };
        let (reviewed, review) = match T::KIND {
            Some(kind) => {
                let columns = format!("lower(hex(f.anchor)), {}", reviews::COLUMNS);
                let stands = if filter.dismissed { "" } else { "AND r.state IS NOT 'dismissed'" };
                (columns, (format!("LEFT JOIN reviews r ON {}", reviews::joined(kind)), stands))
            }
            None => ("NULL".to_owned(), (String::new(), "")),
        };
        let (review, stands) = review;
        // What cites is asked for by the works that it cites, and few facts cite one.
        let facts = match T::CITES {
            true => format!("{table} f JOIN documents d ON d.id = f.document_id"),
            false => filter.with_documents(table),
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT f.id, f.document_id, f.school_year, f.inferred, f.levels, f.place, {columns}, {reviewed}
             FROM {facts} {join} {review}
             WHERE {condition} {stands} ORDER BY d.date IS NULL, d.date, d.path, f.id"
        ))?;
        let mut rows = statement.query(params_from_iter(&values))?;
        let mut documents: HashMap<i64, Option<Rc<Document>>> = HashMap::new();
        let mut read: Option<(i64, Lines)> = None;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(1)?;
            let document = match documents.get(&id) {
                Some(known) => known.clone(),
                None => {
                    let document = self.document(id)?.map(Rc::new);
                    documents.insert(id, document.clone());
                    document
                }
            };
            // A document that a writer has just taken away: the next call does not meet it.
            let Some(document) = document else { continue };
            let (year, levels): (Option<String>, String) = (row.get(2)?, row.get(4)?);
            // Facts of one document come one after the other.
            let facts = match &mut read {
                Some((last, facts)) if *last == id => facts,
                read => &mut read.insert((id, Lines::read(&self.connection, table, id)?)).1,
            };
            let json = facts.at(row.get(5)?)?;
            let (mut fact, review): (T, Review) = match T::KIND {
                Some(kind) => reviews::lay(kind, json, row, 10)?,
                None => (serde_json::from_str(json)?, Review::default()),
            };
            // A mention that a person has set right means what the person says, not what its words were resolved to.
            if let Some(work) = row.get(6)?
                && !review.says_otherwise("work")
            {
                fact.resolve(work);
            }
            found.push(Found {
                id: row.get(0)?,
                document,
                school_year: year.and_then(|year| year.parse().ok()),
                year_inferred: row.get(3)?,
                levels: levels.split(',').filter_map(|level| level.parse().ok()).collect(),
                resolution: resolution(row.get(7)?, row.get(8)?)?,
                review,
                anchor: row.get::<_, Option<String>>(9)?.unwrap_or_default(),
                fact,
            });
        }
        Ok(found)
    }
}

fn resolution(how: Option<String>, candidates: Option<String>) -> Result<Option<Resolution>, StoreError> {
    let Some(how) = how.and_then(|name| How::ALL.into_iter().find(|how| how.slug() == name)) else { return Ok(None) };
    let candidates = candidates.map(|json| serde_json::from_str(&json)).transpose()?.unwrap_or_default();
    Ok(Some(Resolution { how, confidence: how.confidence(), candidates }))
}
