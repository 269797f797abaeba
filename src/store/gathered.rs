//! What the sightings of a work say together, kept with the work.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::among::Bits;
use super::packed::{Like, as_text, pack, unpack};
use super::{StoreError, sightings, sums};

/// What is kept packed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    /// The days, months or years stated for it, sorted.
    #[serde(rename = "d", skip_serializing_if = "BTreeSet::is_empty")]
    pub dates: BTreeSet<String>,
    /// Its issuers as stated, sorted.
    #[serde(rename = "i", skip_serializing_if = "BTreeSet::is_empty")]
    pub issuers: BTreeSet<String>,
    /// The words of its mentions that come first by the alphabet.
    #[serde(rename = "w", skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// How often it is cited, where that is often: to count few mentions takes no time.
    #[serde(rename = "c", skip_serializing_if = "Option::is_none")]
    pub cited: Option<Cited>,
}

/// How often a work is cited in documents that count, copies left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cited {
    /// In so many documents.
    #[serde(rename = "p")]
    pub papers: usize,
    /// So many times.
    #[serde(rename = "m")]
    pub mentions: usize,
}

/// In so many documents is often.
const OFTEN: usize = 256;

impl Said {
    /// What a row holds; nothing where no run has been ended since the work was met.
    ///
    /// # Errors
    /// Where it holds something else.
    pub fn read(packed: Option<&[u8]>) -> Result<Self, StoreError> {
        Ok(packed
            .map(|packed| Ok::<_, StoreError>(serde_json::from_str(as_text(&unpack(packed)?)?)?))
            .transpose()?
            .unwrap_or_default())
    }
}

/// What the sightings of a work come to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Gathered {
    mentions: i64,
    held: BTreeSet<i64>,
    said: Said,
}

/// The parts of a statement that count here.
#[derive(Debug, Clone, Deserialize)]
struct Part {
    date: Option<String>,
    issuer: Option<String>,
}

/// Gathers for one work after another; most sightings state what another one has stated.
#[derive(Default)]
struct Gatherer {
    known: HashMap<Vec<u8>, (Part, Option<String>)>,
}

impl Gatherer {
    fn gather(&mut self, connection: &Connection, work: i64) -> Result<Gathered, StoreError> {
        let mut select = connection.prepare_cached(
            "SELECT s.mentions, s.own, s.document_id, s.statement,
                 iif(s.own = 1, (SELECT issuer FROM documents WHERE id = s.document_id), NULL), s.listed > ''
             FROM sightings s WHERE s.work_id = ?1 AND s.listed IS NOT NULL",
        )?;
        let mut rows = select.query([work])?;
        let mut gathered = Gathered::default();
        let (mut papers, mut cited) = (Bits::default(), Cited { papers: 0, mentions: 0 });
        self.known.clear();
        while let Some(row) = rows.next()? {
            let mentions: i64 = row.get(0)?;
            gathered.mentions += mentions;
            if mentions > 0 && row.get(5)? {
                cited.mentions += usize::try_from(mentions).unwrap_or_default();
                cited.papers += usize::from(papers.insert(row.get(2)?));
            }
            let own: i64 = row.get(1)?;
            if own > 0 {
                gathered.held.insert(row.get(2)?);
            }
            let packed: Vec<u8> = row.get(3)?;
            let (part, wording) = match self.known.get(&packed) {
                Some(known) => known,
                None => {
                    let (statement, wording) = sightings::taken_apart(&packed)?;
                    let part: Part = serde_json::from_str(&statement)?;
                    self.known.entry(packed).or_insert((part, wording))
                }
            };
            let said = &mut gathered.said;
            add(&mut said.dates, part.date.as_ref());
            let issuer: Option<String> = row.get(4)?;
            add(&mut said.issuers, if own == 1 { issuer.as_ref() } else { part.issuer.as_ref() });
            if wording.as_ref().is_some_and(|words| said.wording.as_ref().is_none_or(|first| words < first)) {
                said.wording.clone_from(wording);
            }
        }
        gathered.said.cited = Some(cited).filter(|cited| cited.papers >= OFTEN);
        Ok(gathered)
    }
}

fn add(set: &mut BTreeSet<String>, value: Option<&String>) {
    if let Some(value) = value.filter(|value| !set.contains(*value)) {
        set.insert(value.clone());
    }
}

/// Brings what the touched works' sightings say together up to date, with the days that works are looked up by; works that
/// nothing points to any more go.
pub(super) fn refresh(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(
        "DELETE FROM works WHERE id IN (SELECT work_id FROM touched_works)
             AND NOT EXISTS (SELECT 1 FROM sightings WHERE work_id = works.id)
             AND NOT EXISTS (SELECT 1 FROM documents WHERE work_id = works.id);
         DELETE FROM work_days WHERE work_id IN (SELECT work_id FROM touched_works);",
    )?;
    let mut touched = connection.prepare("SELECT id FROM works WHERE id IN (SELECT work_id FROM touched_works)")?;
    let touched: Vec<i64> = touched.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut keep =
        connection.prepare_cached("UPDATE works SET mentions = ?2, held = ?3, said = ?4, sum = ?5 WHERE id = ?1")?;
    let mut day = connection.prepare_cached("INSERT OR IGNORE INTO work_days VALUES (?1, ?2)")?;
    let mut gatherer = Gatherer::default();
    for work in touched {
        let gathered = gatherer.gather(connection, work)?;
        let said = pack(Like::Statement, &serde_json::to_vec(&gathered.said)?)?;
        let held = serde_json::to_string(&gathered.held)?;
        keep.execute(params![work, gathered.mentions, held, said, sum(connection, work)?])?;
        for date in gathered.said.dates.iter().filter(|date| date.len() == "2024-09-04".len()) {
            day.execute(params![date, work])?;
        }
    }
    Ok(())
}

/// A checksum of what resolution has made of a work.
fn sum(connection: &Connection, work: i64) -> Result<i64, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT key, key_hash, kind, number, year, symbol, name, issued, place, open FROM works WHERE id = ?1",
    )?;
    Ok(select.query_row([work], sums::short)?)
}

/// Whether all works that no run has still to look at are as [`refresh`] has left them.
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn is_as_gathered(connection: &Connection) -> Result<bool, StoreError> {
    let mut select = connection.prepare(
        "SELECT id, mentions, held, said, sum FROM works WHERE id NOT IN (SELECT work_id FROM touched_works)",
    )?;
    let mut rows = select.query([])?;
    let mut gatherer = Gatherer::default();
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let held: Vec<i64> = serde_json::from_str(&row.get::<_, String>(2)?)?;
        let kept = Gathered {
            mentions: row.get(1)?,
            held: held.into_iter().collect(),
            said: Said::read(row.get::<_, Option<Vec<u8>>>(3)?.as_deref())?,
        };
        let mut gathered = gatherer.gather(connection, id)?;
        // It has not always been counted; then it is counted when it is asked for.
        gathered.said.cited = gathered.said.cited.filter(|_| kept.said.cited.is_some());
        if gathered != kept || row.get::<_, Option<i64>>(4)? != Some(sum(connection, id)?) {
            return Ok(false);
        }
    }
    Ok(true)
}
