//! A store as version 6 of its tables had it: without what is counted over all documents.

use rusqlite::Connection;

/// Takes out what version 7 has added.
pub fn make(connection: &Connection) {
    let indexes = [
        "sightings_listed",
        "sightings_told",
        "deadlines_long",
        "pages_problem",
        "document_years_year",
        "document_levels_level",
        "documents_counts",
        "documents_pages_unread",
        "documents_copies",
        "documents_newest",
        "documents_facets",
        "documents_seats",
        "documents_file",
        "documents_number",
    ];
    let run = |sql: &str| connection.execute_batch(sql).expect("taken out");
    indexes.iter().for_each(|index| run(&format!("DROP INDEX {index}")));
    for (table, columns) in [
        ("sightings", &["mentions", "wording", "told", "listed"][..]),
        ("works", &["mentions", "wording", "dates", "issuers", "held"]),
        ("documents", &["mentions", "deadlines", "targets", "file_key"]),
    ] {
        columns.iter().for_each(|column| run(&format!("ALTER TABLE {table} DROP COLUMN {column}")));
    }
    run("DROP TABLE touched_works; DROP TABLE touched_documents; CREATE INDEX sightings_work ON sightings (work_id);
         PRAGMA user_version = 6;");
}
