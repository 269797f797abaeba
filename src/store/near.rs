//! Works that probably are one but for a typing error, kept beside the works they concern.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::StoreError;
use crate::lineage::resolve::near::{Cited, slip};

/// Compares the works of the touched blocks, as they are now, with those that share a day, a number and symbol, or a
/// citing document with them, and writes which come near.
pub(super) fn settle(connection: &Connection, blocks: &[String], works: &BTreeSet<i64>) -> Result<(), StoreError> {
    let mut forget = connection.prepare_cached(
        "DELETE FROM near_works WHERE work_id IN (SELECT id FROM works WHERE number = ?1)
             OR other_id IN (SELECT id FROM works WHERE number = ?1)",
    )?;
    let mut no_days =
        connection.prepare_cached("DELETE FROM work_days WHERE work_id IN (SELECT id FROM works WHERE number = ?1)")?;
    for block in blocks {
        forget.execute([block])?;
        no_days.execute([block])?;
    }
    let mut days = connection.prepare_cached(
        "INSERT OR IGNORE INTO work_days SELECT s.statement ->> 'date', s.work_id FROM sightings s
             JOIN documents d ON d.id = s.document_id
             WHERE s.work_id = ?1 AND d.status = 'read' AND length(s.statement ->> 'date') = 10",
    )?;
    for work in works {
        days.execute([work])?;
    }
    let mut others = connection.prepare_cached(
        "SELECT w.id, 0 FROM work_days own JOIN work_days d ON d.day = own.day JOIN works w ON w.id = d.work_id
             WHERE own.work_id = ?1 AND w.id <> ?1 AND (w.symbol = ?2 OR w.number = ?3)
         UNION SELECT id, 0 FROM works WHERE number = ?3 AND symbol = ?2 AND id <> ?1
         UNION SELECT w.id, 1 FROM sightings own JOIN documents c ON c.id = own.document_id AND c.status = 'read'
             JOIN sightings s ON s.document_id = own.document_id
             JOIN works w ON w.id = s.work_id
             WHERE own.work_id = ?1 AND w.id <> ?1 AND w.symbol = ?2",
    )?;
    let mut put = connection.prepare_cached("INSERT OR REPLACE INTO near_works VALUES (?1, ?2, ?3, ?4)")?;
    for &work in works {
        let Some(cited) = cited(connection, work)? else { continue };
        let rows = others.query_map(params![work, cited.symbol, cited.number], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Vec<(i64, bool)> = rows.collect::<Result<_, _>>()?;
        for &(other, _) in &rows {
            let together = rows.contains(&(other, true));
            let Some(partner) = self::cited(connection, other)? else { continue };
            if let Some((slip, confidence)) = slip(&cited, &partner, together) {
                let (first, second) = (work.min(other), work.max(other));
                put.execute(params![first, second, slip.slug(), confidence])?;
            }
        }
    }
    Ok(())
}

/// The work as far as typing errors are concerned; `None` where it has no number and symbol, or nothing shows it now.
fn cited(connection: &Connection, work: i64) -> Result<Option<Cited>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT number, year, symbol, place, (SELECT group_concat(day, ' ' ORDER BY day) FROM work_days
             WHERE work_id = works.id) FROM works WHERE id = ?1 AND number IS NOT NULL AND symbol IS NOT NULL
             AND EXISTS (SELECT 1 FROM sightings s JOIN documents d ON d.id = s.document_id
                 WHERE s.work_id = works.id AND d.status = 'read')",
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
