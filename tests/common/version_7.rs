//! A store as version 7 of its tables had it: nothing packed, all facts and statements as JSON. What version 8 packs is
//! taken apart here by itself, so that its form is not changed unawares.

#[path = "unpack.rs"]
mod unpack;

use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};

use self::unpack::unpack;

const REPLACED: [&str; 9] =
    ["documents", "texts", "works", "sightings", "mentions", "deadlines", "targets", "effects", "validity"];

/// Brings the tables of version 8 back to those of version 7.
pub fn make(connection: &Connection) {
    let run = |sql: &str| connection.execute_batch(sql).expect("changed");
    run("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; BEGIN;");
    let indexes = column(connection, "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL");
    indexes.iter().for_each(|index| run(&format!("DROP INDEX {index}")));
    REPLACED.iter().for_each(|table| run(&format!("ALTER TABLE {table} RENAME TO new_{table}")));
    run(include_str!("version_7.sql"));
    documents(connection);
    texts(connection);
    works(connection);
    sightings(connection);
    for (table, sighting, anchor) in [
        ("mentions", "sighting_id", "anchor"),
        ("deadlines", "NULL", "anchor"),
        ("targets", "NULL", "anchor"),
        ("effects", "sighting_id", "anchor"),
        ("validity", "sighting_id", "NULL"),
    ] {
        facts(connection, table, sighting, anchor);
    }
    problems(connection);
    REPLACED.iter().for_each(|table| run(&format!("DROP TABLE new_{table}")));
    run("PRAGMA user_version = 7; COMMIT; PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = ON;");
}

fn text(packed: &[u8]) -> String {
    String::from_utf8(unpack(packed)).expect("UTF-8")
}

fn column(connection: &Connection, sql: &str) -> Vec<String> {
    let mut select = connection.prepare(sql).expect("SQL");
    select.query_map([], |row| row.get(0)).expect("asked").collect::<Result<_, _>>().expect("read")
}

fn each(connection: &Connection, sql: &str, mut take: impl FnMut(&Row<'_>)) {
    let mut select = connection.prepare(sql).expect("SQL");
    let mut rows = select.query([]).expect("asked");
    while let Some(row) = rows.next().expect("read") {
        take(row);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn documents(connection: &Connection) {
    let same =
        "id, path, hash, size, mtime, status, reason, detector, generation, format, pages, pages_unread, work_id,
        copy_of, issuer_key, district, province, file_key, mentions, deadlines, targets, sum";
    connection
        .execute_batch(&format!("INSERT INTO documents ({same}) SELECT {same} FROM new_documents"))
        .expect("copied");
    each(connection, "SELECT id, head, letters, likeness FROM new_documents WHERE head IS NOT NULL", |row| {
        let blob = |at: usize| row.get::<_, Option<Vec<u8>>>(at).expect("a BLOB");
        let head: Value = serde_json::from_slice(&unpack(&blob(1).expect("a head"))).expect("JSON");
        let likeness = blob(3).expect("a likeness");
        let (numbers, least) = likeness.split_at(8);
        let least: Vec<u32> =
            least.iter().map(|&byte| if byte == 255 { u32::MAX } else { u32::from(byte) + 255 * 7001 }).collect();
        let likeness = json!({
            "letters": blob(2).as_deref().map(hex), "numbers": format!("{}{}", hex(numbers), "0".repeat(16)), "triples": least,
        });
        connection
            .execute(
                "UPDATE documents SET header = ?2, metadata = ?3, chain = ?4, likeness = ?5, title = ?6 WHERE id = ?1",
                params![
                    row.get::<_, i64>(0).expect("a number"),
                    head["header"].to_string(),
                    head["metadata"].to_string(),
                    head["chain"].to_string(),
                    likeness.to_string(),
                    head["header"]["subject"].as_str(),
                ],
            )
            .expect("written");
    });
}

fn texts(connection: &Connection) {
    each(connection, "SELECT document_id, content FROM new_texts", |row| {
        let (content, layout) = taken_apart(&unpack(&row.get::<_, Vec<u8>>(1).expect("a BLOB")));
        connection
            .execute(
                "INSERT INTO texts VALUES (?1, ?2, ?3)",
                params![row.get::<_, i64>(0).expect("a number"), content, layout.to_string()],
            )
            .expect("written");
    });
}

/// Numbers of seven bits a byte.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    fn next(&mut self) -> i64 {
        let (mut value, mut shift) = (0_u64, 0);
        loop {
            let byte = self.0[0];
            self.0 = &self.0[1..];
            value |= u64::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 {
                return value.cast_signed();
            }
        }
    }
}

/// A text with its layout.
fn taken_apart(bytes: &[u8]) -> (String, Value) {
    let mut rest = Numbers(bytes);
    let way = |number: i64| if number % 2 == 0 { number / 2 } else { -(number / 2) };
    let length = usize::try_from(rest.next()).expect("a length");
    let (content, behind) = rest.0.split_at(length);
    let content = String::from_utf8(content.to_vec()).expect("UTF-8");
    rest.0 = behind;
    let mut paragraphs: Vec<(i64, i64)> = Vec::new();
    match rest.next() {
        0 => {
            let mut start = 0;
            for line in content.split('\n') {
                let end = start + line.len();
                paragraphs.push((start as i64, end as i64));
                start = end + 1;
            }
        }
        count => {
            let mut last = 0;
            for _ in 1..count {
                let start = last + way(rest.next());
                last = start + way(rest.next());
                paragraphs.push((start, last));
            }
        }
    }
    let count = rest.next();
    let mut last: Option<i64> = None;
    let starts: Vec<i64> = (0..count)
        .map(|_| {
            let start = match rest.next() {
                0 => {
                    let next = paragraphs.iter().find(|(start, _)| last.is_none_or(|last| *start > last));
                    next.expect("a paragraph").0
                }
                by => last.unwrap_or(0) + way(by - 1),
            };
            last = Some(start);
            start
        })
        .collect();
    let mut places = || -> Vec<i64> {
        let mut last = 0;
        let next = |_| {
            last += way(rest.next());
            last
        };
        (0..count).map(next).collect()
    };
    let (pages, numbers) = (places(), places());
    let lines: Vec<(i64, i64, i64)> =
        starts.into_iter().zip(pages).zip(numbers).map(|((start, page), line)| (start, page, line)).collect();
    let sections: Value = serde_json::from_slice(rest.0).expect("sections");
    (content, json!({"paragraphs": paragraphs, "lines": lines, "sections": sections}))
}

fn works(connection: &Connection) {
    let same = "id, key, kind, number, year, symbol, name, issued, place, open, mentions, held";
    connection.execute_batch(&format!("INSERT INTO works ({same}) SELECT {same} FROM new_works")).expect("copied");
    each(connection, "SELECT id, said FROM new_works WHERE said IS NOT NULL", |row| {
        let said: Value = serde_json::from_slice(&unpack(&row.get::<_, Vec<u8>>(1).expect("a BLOB"))).expect("JSON");
        let list = |name: &str| said.get(name).map_or_else(|| "[]".to_owned(), Value::to_string);
        connection
            .execute(
                "UPDATE works SET dates = ?2, issuers = ?3, wording = ?4 WHERE id = ?1",
                params![row.get::<_, i64>(0).expect("a number"), list("d"), list("i"), said["w"].as_str()],
            )
            .expect("written");
    });
}

fn sightings(connection: &Connection) {
    let same = "id, document_id, block, name_block, own, work_id, how, candidates, acted, mentions, told, listed";
    each(connection, "SELECT id, statement FROM new_sightings", |row| {
        let both = text(&row.get::<_, Vec<u8>>(1).expect("a BLOB"));
        let (statement, wording) = match both.split_once('\n') {
            Some((statement, wording)) => (statement, Some(wording)),
            None => (both.as_str(), None),
        };
        connection
            .execute(
                &format!("INSERT INTO sightings ({same}, statement, wording) SELECT {same}, ?2, ?3 FROM new_sightings WHERE id = ?1"),
                params![row.get::<_, i64>(0).expect("a number"), statement, wording],
            )
            .expect("written");
    });
}

fn facts(connection: &Connection, table: &str, sighting: &str, anchor: &str) {
    let columns = if sighting == "NULL" { "" } else { "sighting_id, " };
    let anchors = if anchor == "NULL" { "" } else { ", anchor" };
    let sql = format!(
        "SELECT f.id, f.place, t.{table} FROM new_{table} f JOIN new_texts t ON t.document_id = f.document_id ORDER BY f.id"
    );
    each(connection, &sql, |row| {
        let place: i64 = row.get(1).expect("a place");
        let lines = text(&row.get::<_, Vec<u8>>(2).expect("a BLOB"));
        connection
            .execute(
                &format!(
                    "INSERT INTO {table} (id, document_id, {columns}school_year, inferred, levels, fact{anchors})
                     SELECT id, document_id, {columns}school_year, inferred, levels, ?2{} FROM new_{table} WHERE id = ?1",
                    anchors.replace("anchor", "lower(hex(anchor))")
                ),
                params![row.get::<_, i64>(0).expect("a number"), lines.lines().nth(usize::try_from(place).expect("small")).expect("a fact")],
            )
            .expect("written");
    });
}

fn problems(connection: &Connection) {
    each(connection, "SELECT document_id, problems FROM new_texts WHERE problems IS NOT NULL", |row| {
        for problem in text(&row.get::<_, Vec<u8>>(1).expect("a BLOB")).lines() {
            connection
                .execute(
                    "INSERT INTO problems (document_id, fact) VALUES (?1, ?2)",
                    params![row.get::<_, i64>(0).expect("a number"), problem],
                )
                .expect("written");
        }
    });
}
