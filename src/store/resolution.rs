//! Which work each sighting means, kept right as documents come, change and go.
//!
//! Whatever changes a document marks the blocks of its sightings as touched, in the same transaction; [`settle`] loads
//! the touched blocks whole, has [`crate::lineage::resolve`] resolve them and writes what is different. The result is
//! that of resolving everything anew, since blocks do not touch each other.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, ToSql, params};
use serde::Deserialize;

use super::{StoreError, documents, sightings, works};
use crate::directive::{PartialDate, SchoolYear};
use crate::lineage::resolve::{self, Chain, Citing, How, Link, Resolved, Sighting, Statement, Work};

/// Blocks are put together until they have so many sightings: their rows and documents are in memory at a time. A block by
/// itself may have more.
const SIGHTINGS: usize = 1 << 14;

/// Notes that the blocks of this document's sightings must be resolved anew, that their works may be others, and that
/// the document may repeat others than before.
pub(super) fn touch(connection: &Connection, document: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO touched SELECT block FROM sightings WHERE document_id = ?1
             UNION SELECT name_block FROM sightings WHERE document_id = ?1 AND name_block IS NOT NULL",
        )?
        .execute([document])?;
    connection
        .prepare_cached("INSERT OR IGNORE INTO touched_works SELECT work_id FROM sightings WHERE document_id = ?1")?
        .execute([document])?;
    touch_document(connection, document)
}

/// Notes that the document may repeat others than before.
pub(super) fn touch_document(connection: &Connection, document: i64) -> Result<(), StoreError> {
    connection.prepare_cached("INSERT OR IGNORE INTO touched_documents VALUES (?1)")?.execute([document])?;
    Ok(())
}

/// Resolves what was touched. Gives how many sightings that took into account.
pub(super) fn settle(connection: &Connection) -> Result<usize, StoreError> {
    settle_districts(connection)?;
    let mut statement = connection.prepare("SELECT block FROM touched ORDER BY block")?;
    let touched: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut looked_at = 0;
    let mut loaded = Loaded::default();
    for block in touched {
        loaded.read(connection, block)?;
        if loaded.rows.len() >= SIGHTINGS {
            looked_at += loaded.rows.len();
            let offices = std::mem::take(&mut loaded.offices);
            std::mem::take(&mut loaded).resolve(connection)?;
            loaded.offices = offices;
        }
    }
    looked_at += loaded.rows.len();
    loaded.resolve(connection)?;
    connection.execute("DELETE FROM touched", [])?;
    Ok(looked_at)
}

/// Learns which province each district lies in, and touches what that changes.
fn settle_districts(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS provinces (name TEXT PRIMARY KEY, province TEXT NOT NULL);
         DELETE FROM temp.provinces;
         INSERT INTO temp.provinces SELECT district, max(province) FROM documents
             WHERE status = 'read' AND district IS NOT NULL AND province IS NOT NULL
             GROUP BY district HAVING count(DISTINCT province) = 1;
         CREATE TEMP TABLE IF NOT EXISTS moved (name TEXT PRIMARY KEY);
         DELETE FROM temp.moved;
         INSERT INTO temp.moved SELECT name FROM (
             SELECT name, province FROM temp.provinces EXCEPT SELECT name, province FROM districts)
         UNION SELECT name FROM (
             SELECT name, province FROM districts EXCEPT SELECT name, province FROM temp.provinces);",
    )?;
    connection.execute(
        "INSERT OR IGNORE INTO touched SELECT s.block FROM temp.moved m
             CROSS JOIN documents d ON d.status = 'read' AND d.district = m.name
             CROSS JOIN sightings s ON s.document_id = d.id WHERE d.province IS NULL",
        [],
    )?;
    connection.execute(
        "INSERT OR IGNORE INTO touched SELECT s.name_block FROM temp.moved m
             CROSS JOIN documents d ON d.status = 'read' AND d.district = m.name
             CROSS JOIN sightings s ON s.document_id = d.id WHERE d.province IS NULL AND s.name_block IS NOT NULL",
        [],
    )?;
    connection.execute_batch(
        "DELETE FROM districts WHERE name IN (SELECT name FROM temp.moved);
         INSERT INTO districts SELECT name, province FROM temp.provinces WHERE name IN (SELECT name FROM temp.moved);",
    )?;
    Ok(())
}

/// A sighting's row.
struct Row {
    id: i64,
    /// The document that states it.
    of: i64,
    sighting: Sighting,
    own: i64,
    now: (i64, String, Option<String>),
}

/// Some blocks with all that their resolution needs.
#[derive(Default)]
struct Loaded {
    rows: Vec<Row>,
    statements: Vec<Statement>,
    documents: Vec<Citing>,
    /// The block's name and its rows' places.
    blocks: Vec<(String, Vec<usize>)>,
    /// Where each statement is, by what a row holds, the words of mentions among it, and by the statement alone.
    packed: HashMap<Vec<u8>, u32>,
    stated: HashMap<String, u32>,
    /// Where each document is.
    placed: HashMap<i64, u32>,
    offices: Offices,
}

/// The offices of letterheads: to understand one takes long, and an agency has the same on all its papers.
#[derive(Default)]
struct Offices(HashMap<(String, Option<String>, Chain), Option<String>>);

impl Offices {
    fn of(&mut self, issuer: String, superior: Option<String>, chain: &Chain) -> Option<String> {
        let key = (issuer, superior, chain.clone());
        if let Some(known) = self.0.get(&key) {
            return known.clone();
        }
        let office = resolve::office(&key.0, key.1.as_deref(), chain);
        self.0.insert(key, office.clone());
        office
    }
}

/// What resolution takes from the head of a document ([`documents::Head`]), and no more.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Standing {
    header: Above,
    chain: Chain,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Above {
    superior: Option<String>,
}

impl Loaded {
    /// Reads one block more.
    fn read(&mut self, connection: &Connection, name: String) -> Result<(), StoreError> {
        // In this order: left to itself, SQLite goes through all documents for each block.
        let mut select = connection.prepare_cached(
            "SELECT s.id, s.document_id, s.statement, s.own, s.work_id, s.how, s.candidates
             FROM sightings s CROSS JOIN documents d ON d.id = s.document_id
             WHERE d.status = 'read' AND s.id IN (
                 SELECT id FROM sightings WHERE block = ?1 UNION SELECT id FROM sightings WHERE name_block = ?1)",
        )?;
        let first = self.rows.len();
        let mut rows = select.query([&name])?;
        while let Some(row) = rows.next()? {
            let (id, of) = (row.get(0)?, row.get(1)?);
            let sighting =
                Sighting { statement: self.statement(row.get(2)?)?, document: self.document(connection, of)? };
            let now = (row.get(4)?, row.get(5)?, row.get(6)?);
            self.rows.push(Row { id, of, sighting, own: row.get(3)?, now });
        }
        self.blocks.push((name, (first..self.rows.len()).collect()));
        Ok(())
    }

    fn statement(&mut self, packed: Vec<u8>) -> Result<u32, StoreError> {
        if let Some(known) = self.packed.get(&packed) {
            return Ok(*known);
        }
        let (json, _) = sightings::taken_apart(&packed)?;
        let statement = match self.stated.get(&json) {
            Some(known) => *known,
            None => {
                let place = place(self.statements.len());
                self.statements.push(serde_json::from_str(&json)?);
                self.stated.insert(json, place);
                place
            }
        };
        self.packed.insert(packed, statement);
        Ok(statement)
    }

    fn document(&mut self, connection: &Connection, id: i64) -> Result<u32, StoreError> {
        if let Some(known) = self.placed.get(&id) {
            return Ok(*known);
        }
        let place = place(self.documents.len());
        self.documents.push(citing(connection, id, &mut self.offices)?);
        self.placed.insert(id, place);
        Ok(place)
    }

    /// Resolves the blocks and writes what is new.
    fn resolve(&self, connection: &Connection) -> Result<(), StoreError> {
        let sightings: Vec<Vec<Sighting>> =
            self.blocks.iter().map(|(_, rows)| rows.iter().map(|row| self.rows[*row].sighting).collect()).collect();
        let blocks: Vec<(&str, &[Sighting])> =
            self.blocks.iter().zip(&sightings).map(|((name, _), list)| (name.as_str(), list.as_slice())).collect();
        let mut resolved: Vec<Resolved> = vec![Resolved::default(); blocks.len()];
        resolve::each(&self.statements, &self.documents, &blocks, |at, block| resolved[at] = block);
        for ((_, rows), block) in self.blocks.iter().zip(&resolved) {
            let ids: Vec<i64> = block.works.iter().map(|work| put_work(connection, work)).collect::<Result<_, _>>()?;
            for (row, link) in rows.iter().zip(&block.links) {
                let Some(link) = link else { continue };
                put_link(connection, &self.rows[*row], link, ids[link.work])?;
            }
        }
        Ok(())
    }
}

fn put_work(connection: &Connection, work: &Work) -> Result<i64, StoreError> {
    let kind = work.kind.map(|kind| kind.slug());
    let fields: [(&str, &dyn ToSql); 8] = [
        (":kind", &kind),
        (":number", &work.number),
        (":year", &work.year),
        (":symbol", &work.symbol),
        (":name", &work.name),
        (":issued", &work.issued),
        (":place", &work.place),
        (":open", &work.open),
    ];
    let id = match works::numbered(connection, &work.key)? {
        Some(known) => {
            // Most works of a block are what they were.
            let changed = connection
                .prepare_cached(
                    "UPDATE works SET kind = :kind, number = :number, year = :year, symbol = :symbol, name = :name,
                         issued = :issued, place = :place, open = :open
                     WHERE id = :id AND (kind, number, year, symbol, name, issued, place, open)
                         IS NOT (:kind, :number, :year, :symbol, :name, :issued, :place, :open)",
                )?
                .execute(&*[&fields[..], &[(":id", &known)]].concat())?;
            if changed == 0 {
                return Ok(known);
            }
            known
        }
        None => {
            let hash = works::key_hash(&work.key);
            connection
                .prepare_cached(
                    "INSERT INTO works (key, key_hash, kind, number, year, symbol, name, issued, place, open)
                     VALUES (:key, :hash, :kind, :number, :year, :symbol, :name, :issued, :place, :open)",
                )?
                .execute(&*[&fields[..], &[(":key", &work.key), (":hash", &hash)]].concat())?;
            connection.last_insert_rowid()
        }
    };
    touch_work(connection, id)?;
    Ok(id)
}

fn touch_work(connection: &Connection, work: i64) -> Result<(), StoreError> {
    connection.prepare_cached("INSERT OR IGNORE INTO touched_works VALUES (?1)")?.execute([work])?;
    Ok(())
}

fn put_link(connection: &Connection, row: &Row, link: &Link, work: i64) -> Result<(), StoreError> {
    const CONFIRMED: i64 = 2;
    let how = if row.own == CONFIRMED { How::Confirmed } else { link.how };
    let candidates = (!link.candidates.is_empty()).then(|| serde_json::to_string(&link.candidates)).transpose()?;
    let new = (work, how.slug().to_owned(), candidates);
    if new != row.now {
        connection
            .prepare_cached("UPDATE sightings SET work_id = ?2, how = ?3, candidates = ?4 WHERE id = ?1")?
            .execute(params![row.id, new.0, new.1, new.2])?;
    }
    if work != row.now.0 {
        touch_work(connection, work)?;
        touch_work(connection, row.now.0)?;
    }
    if row.own > 0 {
        let changed = connection
            .prepare_cached("UPDATE documents SET work_id = ?2 WHERE id = ?1 AND work_id IS NOT ?2")?
            .execute(params![row.of, work])?;
        if changed > 0 {
            touch_document(connection, row.of)?;
        }
    }
    Ok(())
}

/// A document as resolution sees it; its province by its district where it does not say it itself.
fn citing(connection: &Connection, document: i64, offices: &mut Offices) -> Result<Citing, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT date, issuer, head,
             (SELECT group_concat(school_year, ' ') FROM document_years WHERE document_id = documents.id),
             (SELECT province FROM districts WHERE name = district)
         FROM documents WHERE id = ?1",
    )?;
    let row = select
        .query_row([document], |row| {
            Ok((
                row.get::<_, Option<String>>(0)?,
                row.get::<_, Option<String>>(1)?,
                row.get::<_, Option<Vec<u8>>>(2)?,
                row.get::<_, Option<String>>(3)?,
                row.get::<_, Option<String>>(4)?,
            ))
        })
        .optional()?;
    let Some((date, issuer, head, years, province)) = row else { return Ok(Citing::default()) };
    let Standing { header: Above { superior }, mut chain } = documents::read_head(head.as_deref())?;
    chain.province = chain.province.or(province);
    let years = years.unwrap_or_default();
    let mut years: Vec<i16> =
        years.split(' ').filter_map(|year| year.parse::<SchoolYear>().ok()).map(|year| year.first()).collect();
    years.sort_unstable();
    let issuer = issuer.and_then(|issuer| offices.of(issuer, superior, &chain));
    Ok(Citing { date: date.and_then(|date| date.parse::<PartialDate>().ok()), years, issuer, chain })
}

/// So many as fit; what does not is not resolved, and no chunk of blocks holds as many.
fn place(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
