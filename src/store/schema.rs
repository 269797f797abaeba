//! The tables of `chidao.sqlite` and the version that says which program can read them.
//!
//! A fact is kept whole, as its JSON (`fact`), and the columns that queries and joins need are computed from it, so
//! the two can never disagree and a field added to a fact is kept without a new table. Text without marks and case
//! (`*_key`) is written beside the fields that people filter by: SQLite cannot fold Vietnamese.

use rusqlite::Connection;

use super::StoreError;

/// The version of the tables below; raised with every change of their meaning.
pub const VERSION: i64 = 2;

const TABLES: &str = "
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('generation', 0), ('identity', random());

-- One row per file met, also the files and folders that could not be read.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    hash BLOB,
    size INTEGER NOT NULL,
    mtime INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('read', 'unread', 'vanished')),
    reason TEXT,
    detector INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    format TEXT,
    pages INTEGER NOT NULL DEFAULT 0,
    pages_unread INTEGER NOT NULL DEFAULT 0,
    title TEXT,
    header TEXT,
    metadata TEXT,
    work_id INTEGER REFERENCES works (id),
    copy_of INTEGER REFERENCES documents (id) ON DELETE SET NULL,
    likeness TEXT,
    letters TEXT AS (likeness ->> 'letters'),
    kind TEXT AS (header ->> 'type'),
    number TEXT AS (header ->> 'number'),
    year TEXT AS (header ->> 'year'),
    symbol TEXT AS (header ->> 'symbol'),
    date TEXT AS (header ->> 'date'),
    issuer TEXT AS (header ->> 'issuer'),
    subject TEXT AS (header ->> 'subject'),
    issuer_key TEXT
);
CREATE INDEX documents_hash ON documents (hash);
CREATE INDEX documents_letters ON documents (letters);
CREATE INDEX documents_work ON documents (work_id);
CREATE INDEX documents_generation ON documents (generation);

-- Archives whose entries are all in `documents`, as they were then; an entry's path begins with its archive's.
CREATE TABLE archives (path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE document_years (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    school_year TEXT NOT NULL,
    inferred INTEGER NOT NULL,
    PRIMARY KEY (document_id, school_year)
) WITHOUT ROWID;
CREATE TABLE document_levels (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    level TEXT NOT NULL,
    PRIMARY KEY (document_id, level)
) WITHOUT ROWID;

CREATE TABLE pages (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    problem TEXT,
    -- Where the text comes from, where it is not the page's own.
    source TEXT,
    PRIMARY KEY (document_id, number)
) WITHOUT ROWID;
CREATE TABLE texts (
    document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    layout TEXT NOT NULL
);

-- A work is what mentions and headers point to; it is held where a read document has it as its own.
CREATE TABLE works (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    work_id INTEGER NOT NULL REFERENCES works (id),
    school_year TEXT,
    inferred INTEGER NOT NULL,
    levels TEXT NOT NULL,
    fact TEXT NOT NULL,
    kind TEXT AS (fact ->> 'type'),
    number TEXT AS (fact ->> 'number'),
    year TEXT AS (fact ->> 'year'),
    symbol TEXT AS (fact ->> 'symbol'),
    date TEXT AS (fact ->> 'date'),
    relation TEXT AS (fact ->> 'relation'),
    page INTEGER AS (fact ->> 'page')
);
CREATE INDEX mentions_document ON mentions (document_id);
CREATE INDEX mentions_work ON mentions (work_id);
CREATE INDEX mentions_number ON mentions (number);

CREATE TABLE deadlines (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    school_year TEXT,
    inferred INTEGER NOT NULL,
    levels TEXT NOT NULL,
    fact TEXT NOT NULL,
    kind TEXT AS (fact ->> 'kind'),
    start TEXT AS (fact ->> 'start'),
    stop TEXT AS (fact ->> 'end'),
    page INTEGER AS (fact ->> 'page')
);
CREATE INDEX deadlines_document ON deadlines (document_id);
CREATE INDEX deadlines_year ON deadlines (school_year);

CREATE TABLE targets (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    school_year TEXT,
    inferred INTEGER NOT NULL,
    levels TEXT NOT NULL,
    fact TEXT NOT NULL,
    kind TEXT AS (fact ->> 'kind'),
    subject TEXT AS (fact ->> 'subject'),
    page INTEGER AS (fact ->> 'page')
);
CREATE INDEX targets_document ON targets (document_id);
CREATE INDEX targets_year ON targets (school_year);

-- What a document does to a work.
CREATE TABLE effects (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    work_id INTEGER NOT NULL REFERENCES works (id),
    school_year TEXT,
    inferred INTEGER NOT NULL,
    levels TEXT NOT NULL,
    fact TEXT NOT NULL,
    verb TEXT AS (fact ->> 'verb'),
    scope TEXT AS (fact ->> 'scope'),
    start TEXT AS (fact ->> 'from'),
    stop TEXT AS (fact ->> 'to'),
    page INTEGER AS (fact ->> 'page')
);
CREATE INDEX effects_document ON effects (document_id);
CREATE INDEX effects_work ON effects (work_id);

-- When and for whom a work holds, as a document states it; the work may be the document's own.
CREATE TABLE validity (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    work_id INTEGER REFERENCES works (id),
    school_year TEXT,
    inferred INTEGER NOT NULL,
    levels TEXT NOT NULL,
    fact TEXT NOT NULL,
    kind TEXT AS (fact ->> 'kind'),
    start TEXT AS (fact ->> 'from'),
    stop TEXT AS (fact ->> 'to'),
    first_year TEXT AS (fact ->> 'school_year'),
    last_year TEXT AS (fact ->> 'school_year_to'),
    page INTEGER AS (fact ->> 'page')
);
CREATE INDEX validity_document ON validity (document_id);
CREATE INDEX validity_work ON validity (work_id);

CREATE TABLE problems (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    fact TEXT NOT NULL,
    code TEXT AS (fact ->> 'code')
);
CREATE INDEX problems_document ON problems (document_id);
";

/// Sets how the connection works: rows belong together, a waiting reader is patient.
pub fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.pragma_update(None, "foreign_keys", true)
}

/// Creates the tables in a new file and checks the version of an old one.
pub fn prepare(connection: &mut Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "normal")?;
    let transaction = connection.transaction()?;
    if version(&transaction)? == 0 && is_blank(&transaction)? {
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    check(&transaction)?;
    Ok(transaction.commit()?)
}

/// Refuses a file that another version of the program, or another program, has written.
pub fn check(connection: &Connection) -> Result<(), StoreError> {
    match version(connection)? {
        VERSION => Ok(()),
        found => Err(StoreError::Version { found, known: VERSION }),
    }
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn is_blank(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))
}
