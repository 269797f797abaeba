//! The room that a database takes: written anew, its pages are full.
//!
//! Keys come in no order while documents are read, and leave pages half empty behind (0.87 bytes for a byte of text where
//! 0.80 are enough). SQLite writes the whole file anew to fill them, twice what it holds goes to the disk for it, so it is
//! done each time that the store holds twice as many documents: over its life each document is written anew once or twice.

use rusqlite::Connection;

/// Writes the database anew where it holds twice as many documents as the last time. Where that cannot be done (the disk has
/// no room for it) the store is whole, and larger than it could be.
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn compact(connection: &Connection) -> rusqlite::Result<()> {
    let documents: i64 = connection.query_row("SELECT count(*) FROM documents", [], |row| row.get(0))?;
    let last: i64 =
        connection
            .query_row("SELECT ifnull(max(value), 0) FROM meta WHERE name = 'compacted'", [], |row| row.get(0))?;
    if documents > 0 && documents >= 2 * last {
        rewrite(connection, documents);
    }
    Ok(())
}

/// Writes the database, of so many documents, anew, where the disk has room for it.
pub(super) fn rewrite(connection: &Connection, documents: i64) {
    // Noted first: on a full disk not every run should try again.
    let note = "INSERT OR REPLACE INTO meta VALUES ('compacted', ?1)";
    let _smaller = connection.execute(note, [documents]).and_then(|_| connection.execute_batch("VACUUM"));
}

#[cfg(test)]
mod tests {
    use super::super::schema;
    use super::*;

    fn add_documents(connection: &Connection, from: i64, to: i64) {
        let put = "INSERT INTO documents (path, size, mtime, status, detector, generation, file_key)
            VALUES (?1, 0, 0, 'unread', 0, 0, '')";
        for at in from..to {
            connection.execute(put, [at.to_string()]).expect("a row");
        }
    }

    /// Pages that hold nothing, once a table has come and gone.
    fn leave_room(connection: &Connection) {
        let many = "CREATE TABLE passing AS SELECT zeroblob(100000); DROP TABLE passing;";
        connection.execute_batch(many).expect("room");
    }

    fn room(connection: &Connection) -> i64 {
        connection.query_row("PRAGMA freelist_count", [], |row| row.get(0)).expect("a number")
    }

    #[test]
    fn a_database_is_written_anew_when_it_has_doubled() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut connection = Connection::open(folder.path().join("store")).expect("a database");
        schema::prepare(&mut connection).expect("tables");
        for (documents, rewritten) in [(0, false), (1, true), (1, false), (2, true), (3, false), (4, true)] {
            let now = connection.query_row("SELECT count(*) FROM documents", [], |row| row.get(0)).expect("a number");
            add_documents(&connection, now, documents);
            leave_room(&connection);
            assert!(room(&connection) > 0);
            compact(&connection).expect("read");
            assert_eq!(room(&connection) == 0, rewritten, "{documents}");
        }
    }
}
