//! What files without a number may be, and what people have said they are.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::documents::{Head, Placed, read_head};
use super::ingest::Writer;
use super::record::Lines;
use super::sightings::Sightings;
use super::{Document, Store, StoreError, Work, resolution, sightings, sums, write};
use crate::directive::{DirectiveKind, Header, PartialDate};
use crate::lineage::identity::WorkId;
use crate::lineage::resolve::proposal::{Headless, Proposal, RedLink, propose};
use crate::lineage::resolve::{Seat, Statement};

/// So much of a text without a subject stands for its opening, in bytes.
const OPENING: usize = 600;

/// The day of a mention.
#[derive(Deserialize)]
struct Dated {
    date: Option<String>,
}

/// The documents, copies left out, that have no number and are no work that is known, by date and path.
const UNNAMED: &str = "d.status = 'read' AND d.copy_of IS NULL AND d.number IS NULL AND d.work_id IS NULL
    ORDER BY d.date IS NULL, d.date, d.path";

/// What a person has said a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Confirmation {
    /// The number as it was given.
    pub number: String,
    /// The user of the system who said it.
    pub who: String,
    /// When, as RFC 3339.
    pub at: String,
}

/// The identity that a person gives a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The fields; what the file's own header says is added.
    pub identity: WorkId,
    /// The number as it was given.
    pub number: String,
    /// The user of the system.
    pub who: String,
    /// When, as RFC 3339.
    pub at: String,
}

impl Given {
    /// The identity of a work that citations know, with the day that all of them state.
    pub fn of_work(work: &Work, who: String, at: String) -> Self {
        let date = match work.dates.as_slice() {
            [only] => only.parse().ok(),
            _ => None,
        };
        let issuer = work.issuers.first().cloned();
        Self { identity: WorkId { date, issuer, ..work.identity() }, number: work.name(), who, at }
    }
}

impl Store {
    /// The cited documents that a file without a number may be, best first; none for a file that has one, or for which
    /// a person has said which it is.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn proposals(&self, document: &Document) -> Result<Vec<Proposal>, StoreError> {
        if document.header.number.is_some() || document.work.is_some() {
            return Ok(Vec::new());
        }
        let links = self.red_links()?;
        self.proposals_among(document, &links)
    }

    /// All files without a number for which something is proposed, by date and path, with the proposals.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn all_proposals(&self) -> Result<Vec<(Document, Vec<Proposal>)>, StoreError> {
        let unnamed = self.select(UNNAMED, &[])?;
        if unnamed.is_empty() {
            return Ok(Vec::new());
        }
        let links = self.red_links()?;
        let mut found = Vec::new();
        for document in unnamed {
            let proposals = self.proposals_among(&document, &links)?;
            if !proposals.is_empty() {
                found.push((document, proposals));
            }
        }
        Ok(found)
    }

    /// The files without a number that may be this work, best first, with the proposal.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn proposed_for(&self, work: &str) -> Result<Vec<(Document, Proposal)>, StoreError> {
        let unnamed = self.select(UNNAMED, &[])?;
        if unnamed.is_empty() {
            return Ok(Vec::new());
        }
        let links = self.red_links()?;
        if !links.iter().any(|link| link.key == work) {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for document in unnamed {
            let best = self.proposals_among(&document, &links)?.into_iter().next();
            found.extend(best.filter(|best| best.work == work).map(|best| (document, best)));
        }
        found.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
        Ok(found)
    }

    /// What a person has said this file is.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn confirmation(&self, document: i64) -> Result<Option<Confirmation>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.written, c.who, c.at FROM confirmed c JOIN documents d ON d.hash = c.hash WHERE d.id = ?1",
        )?;
        let read =
            |row: &rusqlite::Row<'_>| Ok(Confirmation { number: row.get(0)?, who: row.get(1)?, at: row.get(2)? });
        Ok(statement.query_row([document], read).optional()?)
    }

    fn proposals_among(&self, document: &Document, links: &[RedLink]) -> Result<Vec<Proposal>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT w.key FROM sightings s JOIN works w ON w.id = s.work_id WHERE s.document_id = ?1
             UNION SELECT n.number FROM dismissed n JOIN documents d ON d.hash = n.hash WHERE d.id = ?1",
        )?;
        let rows = statement.query_map([document.id], |row| row.get(0))?;
        // What it cites it is not, nor what a person has turned down.
        let never: Vec<String> = rows.collect::<Result<_, _>>()?;
        let links: Vec<RedLink> = links.iter().filter(|link| !never.contains(&link.key)).cloned().collect();
        Ok(propose(&self.headless(document)?, &links))
    }

    fn headless(&self, document: &Document) -> Result<Headless, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT head, (SELECT province FROM districts WHERE name = district) FROM documents WHERE id = ?1",
        )?;
        let (head, province): (Option<Vec<u8>>, Option<String>) =
            statement.query_row([document.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let Placed { mut chain } = read_head(head.as_deref())?;
        let mut cites_until = None;
        for fact in Lines::read(&self.connection, "mentions", document.id)?.all() {
            cites_until = cites_until.max(serde_json::from_str::<Dated>(fact)?.date);
        }
        chain.province = chain.province.or(province);
        let header = &document.header;
        let opening = match &header.subject {
            Some(subject) => subject.clone(),
            None => self.text(document.id)?.map(|text| opening(&text.content)).unwrap_or_default(),
        };
        Ok(Headless {
            kind: header.kind.filter(|kind| *kind != DirectiveKind::Khac),
            date: header.date,
            seat: header.issuer.as_deref().map(Seat::of_issuer).unwrap_or_default().in_chain(&chain),
            years: if document.year_inferred { Vec::new() } else { document.school_years.clone() },
            levels: header.levels.clone(),
            opening,
            cites_until: cites_until.and_then(|date: String| date.parse().ok()),
        })
    }

    /// The numbered works that are cited with a subject and not held.
    fn red_links(&self) -> Result<Vec<RedLink>, StoreError> {
        let mut titles: HashMap<i64, Vec<String>> = HashMap::new();
        for titled in self.titles()? {
            titles.entry(titled.work).or_default().push(titled.title);
        }
        let works = self.works()?.into_iter().filter(|work| work.held.is_empty() && work.number.is_some());
        let link = |work: Work| {
            let titles = titles.remove(&work.id)?;
            let date: Option<PartialDate> = match work.dates.as_slice() {
                [only] => only.parse().ok(),
                _ => None,
            };
            let place = work.place.clone().unwrap_or_default();
            Some(RedLink { name: work.name(), key: work.key, kind: work.kind, date, place, titles })
        };
        Ok(works.filter_map(link).collect())
    }
}

impl Writer {
    /// Takes it from a person which document a file is; it holds for this content, however often it is read anew.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn confirm(&mut self, document: i64, given: &Given) -> Result<(), StoreError> {
        self.about(document, |connection, hash, header| {
            let mut statement = Statement::of_id(given.identity.clone());
            statement.date = statement.date.or(header.date);
            statement.issuer = statement.issuer.or_else(|| header.issuer.clone());
            connection.execute(
                "INSERT OR REPLACE INTO confirmed VALUES (?1, ?2, ?3, ?4, ?5)",
                params![hash, serde_json::to_string(&statement)?, given.number, given.who, given.at],
            )?;
            Ok(())
        })
    }

    /// Takes it from a person that a file is not the work with this key.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn dismiss(&mut self, document: i64, work: &str, who: &str, at: &str) -> Result<(), StoreError> {
        self.about(document, |connection, hash, _| {
            connection
                .execute("INSERT OR REPLACE INTO dismissed VALUES (?1, ?2, ?3, ?4)", params![hash, work, who, at])?;
            Ok(())
        })
    }

    /// Takes back all that people have said of a file.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn withdraw(&mut self, document: i64) -> Result<(), StoreError> {
        self.about(document, |connection, hash, _| {
            connection.execute("DELETE FROM confirmed WHERE hash = ?1", [hash])?;
            connection.execute("DELETE FROM dismissed WHERE hash = ?1", [hash])?;
            Ok(())
        })
    }

    /// Changes what people have said of a file's content, then sees to it that all files with it bear that identity.
    fn about(
        &mut self,
        document: i64,
        change: impl FnOnce(&Connection, &[u8], &Header) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let transaction = self.connection_mut().transaction()?;
        let row = transaction
            .query_row("SELECT hash, head FROM documents WHERE id = ?1 AND hash IS NOT NULL", [document], |row| {
                Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Option<Vec<u8>>>(1)?))
            })
            .optional()?;
        let Some((hash, head)) = row else { return Ok(()) };
        let header = Head::read(head.as_deref())?.header;
        change(&transaction, &hash, &header)?;
        let mut same = transaction.prepare("SELECT id FROM documents WHERE hash = ?1")?;
        let files: Vec<i64> = same.query_map([&hash], |row| row.get(0))?.collect::<Result<_, _>>()?;
        drop(same);
        for file in files {
            resolution::touch(&transaction, file)?;
            let own = "SELECT id FROM sightings WHERE document_id = ?1 AND own > 0";
            transaction.execute(
                &format!("UPDATE validity SET sighting_id = NULL WHERE document_id = ?1 AND sighting_id IN ({own})"),
                [file],
            )?;
            transaction.execute("UPDATE documents SET work_id = NULL WHERE id = ?1", [file])?;
            transaction.execute("DELETE FROM sightings WHERE document_id = ?1 AND own > 0", [file])?;
            let mut stated = Sightings::of(&transaction);
            stated.own(&hash, &header)?;
            let own = sightings::insert(&transaction, file, &stated.all)?.pop();
            write::take_own_work(&transaction, file)?;
            transaction
                .execute("UPDATE validity SET sighting_id = ?2 WHERE document_id = ?1 AND own", params![file, own])?;
            sightings::tell(&transaction, file)?;
            sums::seal(&transaction, file)?;
            resolution::touch(&transaction, file)?;
        }
        transaction.commit()?;
        write::tidy(self.connection_mut())?;
        self.put_away()
    }
}

/// What a text without a subject begins with, and its lines in capitals: headings of parts.
fn opening(content: &str) -> String {
    let start = &content[..content.floor_char_boundary(OPENING)];
    let is_heading = |line: &&str| {
        let letters = line.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = line.chars().filter(|c| c.is_uppercase()).count();
        letters >= 8 && line.len() < 300 && capitals * 10 >= letters * 7
    };
    let headings = content[start.len()..].lines().filter(is_heading);
    [start].into_iter().chain(headings).collect::<Vec<_>>().join("\n")
}
