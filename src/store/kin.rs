//! What can be a version of a directive, looked up by whose it is: the seat of its issuer ([`Issuer::seat`]).
//!
//! Documents carry the seat of their issuer; so do works that are only cited, where a subject quoted with a mention names
//! a school year, since nothing else is ever linked. Which mention tells the subject of a work follows from an index.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use rusqlite::{Connection, Row, params};

use super::citing::Titled;
use super::documents::{Head, seated};
use super::gathered::Said;
use super::record::Lines;
use super::{Store, StoreError};
use crate::directive::education::school_years_in;
use crate::directive::{DirectiveKind, Header};
use crate::lineage::issuer::{Issuer, Tier};

/// A document as far as it takes to tell whether it can be of one with another: its number in the store, kind, subject.
pub type Described = (i64, Option<DirectiveKind>, Rc<str>);

/// The papers of a seat, with the province that each names.
type Seated = Rc<[(Described, Option<Rc<str>>)]>;

/// The papers of the seats that were asked for last, with the state of the store then: every version of a line asks for
/// those of the same seats, and so does the next question about an agency.
#[derive(Debug, Default)]
pub(super) struct LastSeated(RefCell<Known>);

#[derive(Debug, Default)]
struct Known {
    state: (i64, i64),
    seats: HashMap<String, Seated>,
    /// Each subject and province once: the papers of agencies are about the same things.
    names: HashSet<Rc<str>>,
    /// How many papers there are together.
    papers: usize,
}

/// So many papers are kept, some 50 bytes each; then it begins anew.
const KEPT: usize = 200_000;

impl Known {
    fn name(&mut self, name: &str) -> Rc<str> {
        if let Some(known) = self.names.get(name) {
            return Rc::clone(known);
        }
        let new: Rc<str> = name.into();
        self.names.insert(Rc::clone(&new));
        new
    }
}

/// Notes whose a document is, and what it is about.
pub(super) fn seat_document(
    connection: &Connection,
    document: i64,
    header: &Header,
    district: Option<&str>,
    province: Option<&str>,
) -> Result<(), StoreError> {
    let seat = seated(header, district, province).seat();
    connection.prepare_cached("UPDATE documents SET seat = ?2, subject = ?3 WHERE id = ?1")?.execute(params![
        document,
        seat,
        header.subject
    ])?;
    Ok(())
}

/// Brings the seats of the touched works up to date.
pub(super) fn settle(connection: &Connection) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE works SET seat = NULL WHERE seat IS NOT NULL AND id IN (SELECT work_id FROM touched_works)",
        [],
    )?;
    // In this order: left to itself, SQLite goes through all works.
    let mut select = connection.prepare(
        "SELECT w.id FROM touched_works t CROSS JOIN works w ON w.id = t.work_id
         WHERE w.held = '[]' AND EXISTS (
             SELECT 1 FROM sightings s WHERE s.work_id = w.id AND s.titled > 0 AND s.titled = 2 AND s.listed > '')",
    )?;
    let works: Vec<i64> = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut known = connection.prepare("SELECT symbol, said FROM works WHERE id = ?1")?;
    let mut put = connection.prepare("UPDATE works SET seat = ?2 WHERE id = ?1")?;
    for work in works {
        let Some(titled) = quoted(connection, work)? else { continue };
        let (symbol, said): (Option<String>, Option<Vec<u8>>) =
            known.query_row([work], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let issuers = Said::read(said.as_deref())?.issuers;
        let written = titled.issuer.as_deref().or(issuers.first().map(String::as_str));
        let issuer =
            Issuer::of_citation(symbol.as_deref(), written, &titled.title, &citing(connection, titled.document)?);
        put.execute(params![work, issuer.folded().seat()])?;
    }
    Ok(())
}

/// The issuer of a document that cites, by what itself says.
fn citing(connection: &Connection, document: i64) -> Result<Issuer, StoreError> {
    let mut select = connection.prepare_cached("SELECT head, district, province FROM documents WHERE id = ?1")?;
    let (head, district, province) = select.query_row([document], |row| {
        Ok((row.get::<_, Option<Vec<u8>>>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, Option<String>>(2)?))
    })?;
    Ok(seated(&Head::read(head.as_deref())?.header, district.as_deref(), province.as_deref()))
}

/// The subject quoted with the first mention that quotes one with a school year, else with the first that quotes one, by
/// document date, path and place.
fn quoted(connection: &Connection, work: i64) -> Result<Option<Titled>, StoreError> {
    let mut first = connection.prepare_cached(
        "SELECT s.document_id, s.titled FROM sightings s JOIN documents d ON d.id = s.document_id
         WHERE s.work_id = ?1 AND s.titled > 0 AND s.listed > '' ORDER BY s.titled DESC, s.listed, d.path LIMIT 1",
    )?;
    let mut rows = first.query([work])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (document, titled): (i64, i64) = (row.get(0)?, row.get(1)?);
    let mut all = connection.prepare_cached(
        "SELECT place FROM mentions WHERE titled AND sighting_id IN (
             SELECT id FROM sightings WHERE work_id = ?1 AND document_id = ?2 AND titled > 0) ORDER BY id",
    )?;
    let places: Vec<i64> = all.query_map([work, document], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let facts = Lines::read(connection, "mentions", document)?;
    let mut titles: Vec<Titled> = Vec::new();
    for place in places {
        titles.push(Titled::read(work, document, facts.at(place)?)?);
    }
    let at = titles.iter().position(|one| titled < 2 || !school_years_in(&one.title).is_empty());
    Ok(at.map(|at| titles.swap_remove(at)))
}

impl Store {
    /// The subject that mentions quote of a work: that of the first by document date, path and place that names a school
    /// year, else of the first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn quoted(&self, work: i64) -> Result<Option<Titled>, StoreError> {
        quoted(&self.connection, work)
    }

    /// The documents, copies left out, whose issuers have one of these seats; with a province those alone that do not say
    /// that they are of another.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn documents_of_seats(
        &self,
        seats: &BTreeSet<String>,
        province: Option<&str>,
    ) -> Result<Vec<Described>, StoreError> {
        let mut described = Vec::new();
        for seat in seats {
            let papers = self.papers_of_seat(seat)?;
            let is_there =
                |named: &Option<Rc<str>>| named.as_deref().is_none_or(|named| province.is_none_or(|p| p == named));
            described.extend(papers.iter().filter(|(_, named)| is_there(named)).map(|(paper, _)| paper.clone()));
        }
        Ok(described)
    }

    /// The documents of a seat, copies left out, read once for each state of the store.
    fn papers_of_seat(&self, seat: &str) -> Result<Seated, StoreError> {
        let state = self.state()?;
        let mut known = self.seated.0.borrow_mut();
        if known.state != state || known.papers > KEPT {
            *known = Known { state, ..Known::default() };
        }
        if let Some(papers) = known.seats.get(seat) {
            return Ok(Rc::clone(papers));
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT d.id, d.kind, d.subject, d.province FROM documents d
             WHERE d.seat = ?1 AND +d.status = 'read' AND +d.copy_of IS NULL",
        )?;
        let mut rows = statement.query([seat])?;
        let mut papers = Vec::new();
        while let Some(row) = rows.next()? {
            let mut text = |column| -> Result<Option<Rc<str>>, StoreError> {
                let text = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
                Ok(text.map(|text| known.name(text)))
            };
            let (subject, province) = (text(2)?, text(3)?);
            let kind = row.get_ref(1)?.as_str_or_null().map_err(rusqlite::Error::from)?;
            let paper = (row.get(0)?, kind.and_then(|kind| kind.parse().ok()), subject.unwrap_or_default());
            papers.push((paper, province));
        }
        let papers: Seated = papers.into();
        known.papers += papers.len();
        known.seats.insert(seat.to_owned(), Rc::clone(&papers));
        Ok(papers)
    }

    /// The documents with one of these dates, copies left out; with `anybodys` those alone whose issuers have no seat.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn documents_of_days(&self, days: &[String], anybodys: bool) -> Result<Vec<Described>, StoreError> {
        let anybodys = if anybodys { " AND (d.seat IS NULL) = 1" } else { "" };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT d.id, d.kind, d.subject FROM documents d WHERE d.status = 'read' AND d.copy_of IS NULL
                 AND (d.date IS NULL) = 0 AND d.date IN (SELECT value FROM json_each(?1)){anybodys}"
        ))?;
        let rows = statement.query_map([serde_json::to_string(days)?], described)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The works that are only cited, with a school year, and whose issuers have one of these seats.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works_of_seats(&self, seats: &BTreeSet<String>) -> Result<Vec<i64>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id FROM works WHERE seat IN (SELECT value FROM json_each(?1))")?;
        let rows = statement.query_map([serde_json::to_string(seats)?], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The works that are only cited, with a school year, of which this day is stated; with `anybodys` those alone whose
    /// issuers have no seat.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works_of_day(&self, day: &str, anybodys: bool) -> Result<Vec<i64>, StoreError> {
        // Days have many works, and few of these are quoted so: that is looked up first, in an index.
        let mut statement = self.connection.prepare_cached(
            "SELECT w.id FROM work_days d CROSS JOIN works w ON w.id = d.work_id
             WHERE d.day = ?1 AND w.held = '[]' AND (?2 = 0 OR w.seat IS NULL) AND EXISTS (
                 SELECT 1 FROM sightings s WHERE s.work_id = d.work_id AND s.titled > 0 AND s.titled = 2 AND s.listed > '')",
        )?;
        let rows = statement.query_map(params![day, anybodys], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The province that the papers of a seat name, where it is one.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn province_of_seat(&self, seat: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT province FROM documents WHERE seat = ?1 AND province IS NOT NULL
                 AND +status = 'read' AND +copy_of IS NULL LIMIT 2",
        )?;
        let named: Vec<String> = statement.query_map([seat], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(<[String; 1]>::try_from(named).ok().map(|[only]| only))
    }

    /// The only seat with a place of agencies of a tier; `Ok(None)` where there are several, or none.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn only_seat(&self, tier: Tier) -> Result<Seats, StoreError> {
        let none = tier.seat();
        let next = |after: &str| -> Result<Option<String>, StoreError> {
            let mut statement = self.connection.prepare_cached(
                "SELECT min(seat) FROM (
                     SELECT * FROM (SELECT seat FROM documents WHERE seat > ?1 AND seat < ?2 AND +status = 'read'
                         AND +copy_of IS NULL ORDER BY seat LIMIT 1)
                     UNION ALL SELECT * FROM (SELECT seat FROM works WHERE seat > ?1 AND seat < ?2 ORDER BY seat LIMIT 1))",
            )?;
            // `}` comes behind the bar of a key and whatever follows it.
            Ok(statement.query_row([after, &none.replace('|', "}")], |row| row.get(0))?)
        };
        let Some(first) = next(&none)? else { return Ok(Seats::None) };
        Ok(if next(&first)?.is_some() { Seats::Several } else { Seats::One(first) })
    }

    /// What documents say they replace: by document the keys of works, each once.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn replaced_by(&self, documents: &[i64]) -> Result<HashMap<i64, BTreeSet<String>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT e.document_id, w.key FROM effects e JOIN sightings s ON s.id = e.sighting_id JOIN works w ON w.id = s.work_id
                 WHERE e.document_id IN (SELECT value FROM json_each(?1)) AND e.replaces
             UNION SELECT m.document_id, w.key FROM mentions m JOIN sightings s ON s.id = m.sighting_id
                 JOIN works w ON w.id = s.work_id
                 WHERE m.document_id IN (SELECT value FROM json_each(?1)) AND m.replaces",
        )?;
        let rows = statement.query_map([serde_json::to_string(documents)?], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut replaced: HashMap<i64, BTreeSet<String>> = HashMap::new();
        for row in rows {
            let (document, key): (i64, String) = row?;
            replaced.entry(document).or_default().insert(key);
        }
        Ok(replaced)
    }

    /// The documents, copies left out, that say they replace a work.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn replacing(&self, work: i64) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.id FROM sightings s JOIN documents d ON d.id = s.document_id
             WHERE s.work_id = ?1 AND s.listed > '' AND (
                 EXISTS (SELECT 1 FROM effects WHERE sighting_id = s.id AND replaces)
                 OR EXISTS (SELECT 1 FROM mentions WHERE sighting_id = s.id AND replaces))",
        )?;
        let rows = statement.query_map([work], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The places that agencies of a tier are known of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seats {
    /// None.
    None,
    /// One, with its seat.
    One(String),
    /// More than one.
    Several,
}

fn described(row: &Row<'_>) -> rusqlite::Result<Described> {
    let kind: Option<String> = row.get(1)?;
    let subject: Option<Rc<str>> = row.get(2)?;
    Ok((row.get(0)?, kind.and_then(|kind| kind.parse().ok()), subject.unwrap_or_default()))
}
