//! Rows in, one document at a time, inside the transaction of a batch.

use rusqlite::{Connection, Params, Transaction, params};
use serde::Serialize;

use super::StoreError;
use super::agency::agency_key;
use super::anchor::Anchors;
use super::copies;
use super::documents::{Head, file_key};
use super::gathered;
use super::kin;
use super::layout::Layout;
use super::near;
use super::record::{Fact, Record, Table};
use super::resolution;
use super::reviews;
use super::sightings::{self, Own, Sightings};
use super::sums;
use super::walk::Seen;
use crate::detect::Outline;
use crate::directive::{Evidence, Header, Level, SchoolYear};
use crate::extract::{DETECTOR_VERSION, Reading};
use crate::lineage::resolve::{Chain, Statement};
use crate::source::{SourceError, TextSource};
use crate::text::Text;

/// The tables whose rows go with what a document was read as.
const TABLES_OF_A_DOCUMENT: [&str; 10] = [
    "document_years",
    "document_levels",
    "pages",
    "texts",
    "mentions",
    "deadlines",
    "targets",
    "effects",
    "validity",
    // Last: facts point to them.
    "sightings",
];

/// How many facts there are in a document.
const COUNTED: &str = "UPDATE documents SET
     mentions = (SELECT count(*) FROM mentions WHERE document_id = documents.id),
     deadlines = (SELECT count(*) FROM deadlines WHERE document_id = documents.id),
     targets = (SELECT count(*) FROM targets WHERE document_id = documents.id) WHERE id = ?1";
/// Whether that is so.
pub(super) const AS_COUNTED: &str = "
     mentions = (SELECT count(*) FROM mentions WHERE document_id = documents.id)
     AND deadlines = (SELECT count(*) FROM deadlines WHERE document_id = documents.id)
     AND targets = (SELECT count(*) FROM targets WHERE document_id = documents.id)";

/// A transaction of the writer; its changes carry the generation that it makes.
pub(super) struct Batch<'a> {
    transaction: Transaction<'a>,
    generation: i64,
}

impl<'a> Batch<'a> {
    pub fn begin(transaction: Transaction<'a>) -> Result<Self, StoreError> {
        let generation = transaction.query_row(
            "UPDATE meta SET value = value + 1 WHERE name = 'generation' RETURNING value",
            [],
            |row| row.get(0),
        )?;
        reviews::changed(&transaction)?;
        Ok(Self { transaction, generation })
    }

    /// Ends the transaction.
    pub fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit()?)
    }

    /// Puts in what was read of a file, in place of what was known of it.
    pub fn put_reading(&self, path: &str, seen: &Seen, hash: &[u8], reading: &Reading) -> Result<(), StoreError> {
        let header = &reading.facts.document;
        let unread = reading.text.pages.iter().filter(|page| page.problem.is_some()).count();
        let id = self.put_row(path, seen, Some(hash), None)?;
        let chain = chain_of(reading);
        let head = Head::write(
            &serde_json::to_string(header)?,
            &serde_json::to_string(&reading.metadata)?,
            &serde_json::to_string(&chain)?,
        )?;
        self.run(
            "UPDATE documents SET format = ?2, pages = ?3, pages_unread = ?4, kind = ?5, number = ?6, date = ?7, issuer = ?8,
                 issuer_key = ?9, letters = ?10, likeness = ?11, head = ?12, district = ?13, province = ?14 WHERE id = ?1",
            params![
                id,
                name_of(&reading.format)?,
                count(reading.text.pages.len()),
                count(unread),
                header.kind.map(|kind| kind.slug()),
                header.number,
                header.date.map(|date| date.to_string()),
                header.issuer,
                header.issuer.as_deref().map(agency_key),
                reading.likeness.letters.as_ref().map(|letters| &letters[..]),
                reading.likeness.to_bytes(),
                head,
                chain.district,
                chain.province,
            ],
        )?;
        kin::seat_document(&self.transaction, id, header, chain.district.as_deref(), chain.province.as_deref())?;
        self.put_scope(id, header)?;
        self.put_pages(id, &reading.text)?;
        let record = self.record(hash, reading)?;
        let text = Layout::of(&reading.text, &reading.outline).write(&reading.text.content)?;
        put_record(&self.transaction, id, record, &text)
    }

    /// Says that a file cannot be read, and why; what was known of its content is gone.
    pub fn put_failure(
        &self,
        path: &str,
        seen: &Seen,
        hash: Option<&[u8]>,
        reason: &SourceError,
    ) -> Result<(), StoreError> {
        let id = self.put_row(path, seen, hash, Some(&serde_json::to_string(reason)?))?;
        sums::seal(&self.transaction, id)
    }

    /// Notes that a known file has kept its content under a new time of change, or under a new name, or is back.
    pub fn keep(&self, id: i64, path: &str, seen: &Seen) -> Result<(), StoreError> {
        let back = self.transaction.execute(
            "UPDATE documents SET path = ?2, size = ?3, mtime = ?4, generation = ?5, file_key = ?6,
                 status = iif(reason IS NULL, 'read', 'unread') WHERE id = ?1 AND status = 'vanished'",
            params![id, path, seen.size, seen.mtime, self.generation, file_key(path)],
        )?;
        if back > 0 {
            sightings::list(&self.transaction, id)?;
            return resolution::touch(&self.transaction, id);
        }
        // Of several with one content the first by path stands for all.
        resolution::touch_document(&self.transaction, id)?;
        self.transaction.execute(
            "UPDATE documents SET path = ?2, size = ?3, mtime = ?4, generation = ?5, file_key = ?6 WHERE id = ?1",
            params![id, path, seen.size, seen.mtime, self.generation, file_key(path)],
        )?;
        Ok(())
    }

    /// Marks a file that is not there any more; a row that never held content goes with it.
    pub fn vanish(&self, id: i64) -> Result<(), StoreError> {
        resolution::touch(&self.transaction, id)?;
        self.transaction.execute(
            "UPDATE documents SET status = 'vanished', generation = ?2 WHERE id = ?1",
            params![id, self.generation],
        )?;
        sightings::list(&self.transaction, id)?;
        self.transaction.execute("DELETE FROM documents WHERE id = ?1 AND hash IS NULL", [id])?;
        Ok(())
    }

    /// Forgets what stood in an archive.
    pub fn forget_archive(&self, archive: &str) -> Result<(), StoreError> {
        self.transaction.execute("DELETE FROM archives WHERE path = ?1", [archive])?;
        Ok(())
    }

    fn put_row(&self, path: &str, seen: &Seen, hash: Option<&[u8]>, reason: Option<&str>) -> Result<i64, StoreError> {
        let status = if reason.is_some() { "unread" } else { "read" };
        let mut put = self.transaction.prepare_cached(
            "INSERT INTO documents (path, hash, size, mtime, status, reason, detector, generation, file_key)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (path) DO UPDATE SET hash = ?2, size = ?3, mtime = ?4, status = ?5, reason = ?6,
                 detector = ?7, generation = ?8, format = NULL, pages = 0, pages_unread = 0,
                 work_id = NULL, copy_of = NULL, kind = NULL, number = NULL, date = NULL, issuer = NULL,
                 issuer_key = NULL, district = NULL, province = NULL, seat = NULL, subject = NULL, mentions = 0, deadlines = 0, targets = 0,
                 letters = NULL, likeness = NULL, head = NULL
             RETURNING id",
        )?;
        let id = put.query_row(
            params![
                path,
                hash,
                seen.size,
                seen.mtime,
                status,
                reason,
                DETECTOR_VERSION,
                self.generation,
                file_key(path)
            ],
            |row| row.get(0),
        )?;
        resolution::touch(&self.transaction, id)?;
        for table in TABLES_OF_A_DOCUMENT {
            self.transaction.prepare_cached(&format!("DELETE FROM {table} WHERE document_id = ?1"))?.execute([id])?;
        }
        Ok(id)
    }

    fn run(&self, sql: &str, values: impl Params) -> rusqlite::Result<usize> {
        self.transaction.prepare_cached(sql)?.execute(values)
    }

    fn put_scope(&self, id: i64, header: &Header) -> Result<(), StoreError> {
        let (years, inferred) = years_of(header);
        for year in years {
            self.run(
                "INSERT OR IGNORE INTO document_years VALUES (?1, ?2, ?3)",
                params![id, year.to_string(), inferred],
            )?;
        }
        for level in &header.levels {
            self.run("INSERT OR IGNORE INTO document_levels VALUES (?1, ?2)", params![id, level.slug()])?;
        }
        Ok(())
    }

    fn put_pages(&self, id: i64, text: &Text) -> Result<(), StoreError> {
        let mut statement = self.transaction.prepare_cached("INSERT OR REPLACE INTO pages VALUES (?1, ?2, ?3, ?4)")?;
        for page in &text.pages {
            let problem = page.problem.as_ref().map(serde_json::to_string).transpose()?;
            let source = (page.source != TextSource::Layer).then(|| serde_json::to_string(&page.source)).transpose()?;
            statement.execute(params![id, page.number, problem, source])?;
        }
        Ok(())
    }

    /// The facts of a reading with the statements that they point to.
    fn record(&self, hash: &[u8], reading: &Reading) -> Result<Record, StoreError> {
        let (facts, outline, content) = (&reading.facts, &reading.outline, &reading.text.content);
        let mut sightings = Sightings::of(&self.transaction);
        let own = sightings.own(hash, &facts.document)?;
        let mut record = Record::default();
        let scope = |evidence: &Evidence, year: Option<SchoolYear>, levels: &[Level]| {
            Scope::at(outline, &facts.document, evidence.span.start, year, levels)
        };
        let mut anchors = Anchors::default();
        for fact in &facts.references {
            let stated = Some(sightings.put(&Statement::of_reference(fact), Own::No)?);
            let anchor = Some(anchors.next(content, fact.evidence.span));
            record.of(Table::Mentions).push(scope(&fact.evidence, None, &[]).of(fact, stated, anchor)?);
        }
        let mut anchors = Anchors::default();
        for fact in &facts.deadlines {
            let anchor = Some(anchors.next(content, fact.evidence.span));
            record.of(Table::Deadlines).push(scope(&fact.evidence, fact.school_year, &[]).of(fact, None, anchor)?);
        }
        let mut anchors = Anchors::default();
        for fact in &facts.targets {
            let own: Vec<Level> = fact.level.into_iter().collect();
            let anchor = Some(anchors.next(content, fact.evidence.span));
            record.of(Table::Targets).push(scope(&fact.evidence, fact.school_year, &own).of(fact, None, anchor)?);
        }
        let mut anchors = Anchors::default();
        for fact in &facts.effects {
            let stated = Some(sightings.put(&Statement::of_cited(&fact.target), Own::No)?);
            let anchor = Some(anchors.next(content, fact.evidence.span));
            record.of(Table::Effects).push(scope(&fact.evidence, None, &[]).of(fact, stated, anchor)?);
        }
        // Statements of validity are not reviewed, and bear no anchor.
        for fact in &facts.validity {
            let work = fact.work.as_ref();
            let cited = work.map(|work| sightings.put(&Statement::of_cited(work), Own::No)).transpose()?;
            let scope = scope(&fact.evidence, fact.school_year, &fact.levels);
            record.of(Table::Validity).push(scope.of(fact, cited.or(own), None)?);
        }
        record.problems = facts.problems.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
        record.stated = sightings.all;
        Ok(record)
    }
}

/// Writes what was read of a document whose own row is complete, and seals it.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn put_record(connection: &Connection, id: i64, record: Record, text: &[u8]) -> Result<(), StoreError> {
    record.write(connection, id, text)?;
    take_own_work(connection, id)?;
    count_facts(connection, id)?;
    resolution::touch(connection, id)?;
    sums::seal(connection, id)
}

/// Notes with a document how many facts there are in it.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn count_facts(connection: &Connection, id: i64) -> Result<(), StoreError> {
    connection.prepare_cached(COUNTED)?.execute([id])?;
    Ok(())
}

/// Notes which work the document is, as it states itself or a person has said.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn take_own_work(connection: &Connection, document: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE documents SET work_id = (SELECT work_id FROM sightings WHERE document_id = ?1 AND own > 0) WHERE id = ?1",
        )?
        .execute([document])?;
    Ok(())
}

/// Notes that the entries of an archive are all in the store.
pub(super) fn remember_archive(connection: &Connection, archive: &str, seen: &Seen) -> Result<(), StoreError> {
    connection
        .execute("INSERT OR REPLACE INTO archives VALUES (?1, ?2, ?3)", params![archive, seen.size, seen.mtime])?;
    Ok(())
}

/// Whether a run was broken off before it could [`tidy`].
pub(super) fn is_unfinished(connection: &Connection) -> rusqlite::Result<bool> {
    let anything = "SELECT EXISTS (SELECT 1 FROM touched) OR EXISTS (SELECT 1 FROM touched_works)
         OR EXISTS (SELECT 1 FROM touched_documents)";
    connection.query_row(anything, [], |row| row.get(0))
}

/// Sets right what depends on all documents together: mentions are resolved to works ([`resolution`]), and files that
/// hold the same document are linked (see [`super::copies`]). Gives how many sightings had to be looked at.
pub(super) fn tidy(connection: &mut Connection) -> Result<usize, StoreError> {
    let transaction = connection.transaction()?;
    if !is_unfinished(&transaction)? {
        return Ok(0);
    }
    let looked_at = resolution::settle(&transaction)?;
    copies::mark(&transaction)?;
    // What is said of works together leaves copies out.
    gathered::refresh(&transaction)?;
    near::settle(&transaction)?;
    kin::settle(&transaction)?;
    transaction.execute("DELETE FROM touched_works", [])?;
    reviews::changed(&transaction)?;
    transaction.commit()?;
    Ok(looked_at)
}

/// Where a document stands among authorities: by its letterhead, the agencies it cites, the places it names.
fn chain_of(reading: &Reading) -> Chain {
    let header = &reading.facts.document;
    let letterhead = [&header.issuer, &header.superior].into_iter().flatten().map(String::as_str);
    let cited = reading.facts.references.iter().filter_map(|reference| reference.issuer.as_deref());
    Chain::of(letterhead, cited, &reading.text.content)
}

/// What holds for a fact: its own statement before its section's before its document's.
struct Scope {
    year: Option<String>,
    inferred: bool,
    levels: String,
}

impl Scope {
    fn at(outline: &Outline, header: &Header, offset: usize, year: Option<SchoolYear>, levels: &[Level]) -> Self {
        let context = outline.context_at(offset);
        let stated = year.or(context.school_year);
        let inferred = stated.is_none().then(|| years_of(header)).filter(|(_, inferred)| *inferred);
        let year = stated.or_else(|| inferred.as_ref().and_then(|(years, _)| years.first().copied()));
        let levels = if levels.is_empty() { context.levels } else { levels };
        Self { year: year.map(|y| y.to_string()), inferred: inferred.is_some(), levels: join(levels) }
    }

    /// A fact to which it belongs.
    fn of<T: Serialize>(self, fact: &T, stated: Option<usize>, anchor: Option<[u8; 16]>) -> Result<Fact, StoreError> {
        let Self { year, inferred, levels } = self;
        Ok(Fact { id: None, stated, school_year: year, inferred, levels, anchor, json: serde_json::to_string(fact)? })
    }
}

/// The school years that a document names, or else the one that its date falls in, which is then inferred. What is
/// issued in August or later is issued for the year about to begin.
fn years_of(header: &Header) -> (Vec<SchoolYear>, bool) {
    if !header.school_years.is_empty() {
        return (header.school_years.clone(), false);
    }
    let month = header.date.map(|date| date.first_day());
    let year = month.and_then(|d| SchoolYear::beginning(if d.month() >= 8 { d.year() } else { d.year() - 1 }));
    (year.into_iter().collect(), true)
}

/// Levels as they are searched for: `,tieu-hoc,thcs,`, empty where none is known.
fn join(levels: &[Level]) -> String {
    levels.iter().map(|level| format!(",{level}")).chain((!levels.is_empty()).then(|| ",".to_owned())).collect()
}

/// SQLite counts in 64 bits with a sign.
fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// An enum's name as JSON writes it.
fn name_of<T: Serialize>(value: &T) -> Result<Option<String>, StoreError> {
    Ok(serde_json::to_value(value)?.as_str().map(str::to_owned))
}
