//! Works that probably are one but for a typing error, kept beside the works they concern.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::StoreError;
use crate::lineage::resolve::near::{Cited, slip};

/// From so many sightings on, a work is compared with all works of its symbol, not with what its documents cite.
const WIDELY: i64 = 500;

/// Compares the touched works, as they are now, with those that share a day, a number and symbol, or a citing document
/// with them, and writes which come near.
pub(super) fn settle(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(
        "DELETE FROM near_works WHERE work_id IN (SELECT work_id FROM touched_works);
         DELETE FROM near_works WHERE other_id IN (SELECT work_id FROM touched_works);",
    )?;
    let mut touched = connection.prepare("SELECT work_id FROM touched_works ORDER BY work_id")?;
    let touched: Vec<i64> = touched.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut put = connection.prepare_cached("INSERT OR REPLACE INTO near_works VALUES (?1, ?2, ?3, ?4)")?;
    for work in touched {
        let Some(cited) = cited(connection, work)? else { continue };
        for (other, together) in others(connection, work, &cited)? {
            let Some(partner) = self::cited(connection, other)? else { continue };
            let found = match together {
                // Whether one document cites both is looked up only where it counts.
                None if slip(&cited, &partner, true) == slip(&cited, &partner, false) => slip(&cited, &partner, false),
                None => slip(&cited, &partner, are_cited_together(connection, work, other)?),
                Some(together) => slip(&cited, &partner, together),
            };
            if let Some((slip, confidence)) = found {
                let (first, second) = (work.min(other), work.max(other));
                put.execute(params![first, second, slip.slug(), confidence])?;
            }
        }
    }
    Ok(())
}

/// What a work has to be compared with, and whether one document cites both, where that is known.
fn others(connection: &Connection, work: i64, cited: &Cited) -> Result<BTreeMap<i64, Option<bool>>, StoreError> {
    let known = |sql: &str| -> Result<Vec<i64>, StoreError> {
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map(params![work, cited.symbol, cited.number], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let widely: i64 = connection
        .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM sightings WHERE work_id = ?1 LIMIT ?2)")?
        .query_row([work, WIDELY], |row| row.get(0))?;
    let mut others = BTreeMap::new();
    if widely < WIDELY {
        let shared = known(
            "SELECT w.id FROM work_days own CROSS JOIN work_days d ON d.day = own.day CROSS JOIN works w ON w.id = d.work_id
                 WHERE own.work_id = ?1 AND w.id <> ?1 AND (w.symbol = ?2 OR w.number = ?3)
             UNION SELECT id FROM works WHERE number = ?3 AND symbol = ?2 AND id <> ?1",
        )?;
        others.extend(shared.into_iter().map(|other| (other, Some(false))));
        // In this order: all works of a symbol are far more than what a few documents cite.
        let together = known(
            "SELECT DISTINCT w.id FROM sightings own CROSS JOIN sightings s ON s.document_id = own.document_id
                 CROSS JOIN works w ON w.id = s.work_id
                 WHERE own.work_id = ?1 AND own.listed IS NOT NULL AND w.id <> ?1 AND w.symbol = ?2 AND ?3 IS NOT NULL",
        )?;
        others.extend(together.into_iter().map(|other| (other, Some(true))));
    } else {
        let alike = known("SELECT id FROM works WHERE (symbol = ?2 OR number = ?3) AND id <> ?1")?;
        others.extend(alike.into_iter().map(|other| (other, None)));
    }
    Ok(others)
}

fn are_cited_together(connection: &Connection, work: i64, other: i64) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM sightings s JOIN sightings o ON o.document_id = s.document_id
             WHERE s.work_id = ?2 AND s.listed IS NOT NULL AND o.work_id = ?1)",
    )?;
    Ok(statement.query_row([work, other], |row| row.get(0))?)
}

/// The work as far as typing errors are concerned; `None` where it has no number and symbol, or nothing shows it now.
fn cited(connection: &Connection, work: i64) -> Result<Option<Cited>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT number, year, symbol, place, (SELECT group_concat(day, ' ' ORDER BY day) FROM work_days
             WHERE work_id = works.id) FROM works WHERE id = ?1 AND number IS NOT NULL AND symbol IS NOT NULL
             AND EXISTS (SELECT 1 FROM sightings s WHERE s.work_id = works.id AND s.listed IS NOT NULL)",
    )?;
    let mut rows = select.query([work])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let days: Option<String> = row.get(4)?;
    Ok(Some(Cited {
        number: row.get(0)?,
        year: row.get(1)?,
        symbol: row.get(2)?,
        place: row.get(3)?,
        days: days.iter().flat_map(|days| days.split(' ')).map(str::to_owned).collect(),
    }))
}
