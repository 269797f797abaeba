//! The tables of `chidao.sqlite` and the version that says which program can read them.
//!
//! A fact is kept whole, as its JSON (`fact`), and the columns that queries and joins need are computed from it, so
//! the two can never disagree and a field added to a fact is kept without a new table. Text without marks and case
//! (`*_key`) is written beside the fields that people filter by: SQLite cannot fold Vietnamese.
//!
//! A store of an earlier version is brought up to date where it can be ([`super::migrate`]): what people have said is in
//! it, and reading thousands of files anew takes hours.

use rusqlite::Connection;

use super::{StoreError, migrate};

/// The version of the tables below; raised with every change of their meaning.
pub const VERSION: i64 = 7;

const TABLES: &str = "
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
-- `generation` counts what the full text must follow, `changes` all that may change an answer.
INSERT INTO meta VALUES ('generation', 0), ('identity', random()), ('changes', 0);

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
    issuer_key TEXT,
    -- Where it stands among authorities ([`crate::lineage::resolve::Chain`]), and its places to join by.
    chain TEXT,
    district TEXT,
    province TEXT,
    -- Of all that was made of the file ([`super::sums`]).
    sum BLOB
);
CREATE INDEX documents_hash ON documents (hash);
CREATE INDEX documents_letters ON documents (letters);
CREATE INDEX documents_work ON documents (work_id);
CREATE INDEX documents_generation ON documents (generation);
CREATE INDEX documents_places ON documents (district, province);

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

-- A work is what mentions and headers point to; it is held where a read document has it as its own. Its fields are
-- what `lineage::resolve` makes of its sightings.
CREATE TABLE works (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT,
    number TEXT,
    year TEXT,
    symbol TEXT,
    name TEXT,
    issued INTEGER,
    place TEXT NOT NULL DEFAULT '',
    open INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX works_number ON works (number, symbol);
CREATE INDEX works_symbol ON works (symbol);

-- What a document states of a work's identity, once however often it says so, and the work that is meant.
CREATE TABLE sightings (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    -- The number, or the name of a law, that it is resolved by; a law's name to which its number is evidence.
    block TEXT NOT NULL,
    name_block TEXT,
    statement TEXT NOT NULL,
    -- Whether it is the document's own identity: 1 by its header, 2 as a person has confirmed.
    own INTEGER NOT NULL,
    work_id INTEGER NOT NULL REFERENCES works (id),
    how TEXT NOT NULL DEFAULT 'open',
    -- The keys of the works that it may mean, as JSON.
    candidates TEXT,
    -- Whether a sentence that mentions it states what other cited papers have done to it.
    acted INTEGER NOT NULL DEFAULT 0,
    UNIQUE (document_id, statement, own)
);
CREATE INDEX sightings_block ON sightings (block);
CREATE INDEX sightings_name ON sightings (name_block) WHERE name_block IS NOT NULL;
CREATE INDEX sightings_work ON sightings (work_id);
CREATE INDEX sightings_acted ON sightings (work_id) WHERE acted;

-- Which document a file is, as a person has said: by its content, so that it outlives the reading of it.
CREATE TABLE confirmed (
    hash BLOB PRIMARY KEY,
    statement TEXT NOT NULL,
    -- The number as it was given.
    written TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;
-- Proposals that a person has turned down, by content and number as shown.
CREATE TABLE dismissed (
    hash BLOB NOT NULL,
    number TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (hash, number)
) WITHOUT ROWID;

-- Blocks that have changed since they were resolved.
CREATE TABLE touched (block TEXT PRIMARY KEY) WITHOUT ROWID;
-- Districts of which all documents that say so name one province.
CREATE TABLE districts (name TEXT PRIMARY KEY, province TEXT NOT NULL) WITHOUT ROWID;

-- The days stated for works, and works that probably are one but for a typing error.
CREATE TABLE work_days (
    day TEXT NOT NULL,
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    PRIMARY KEY (day, work_id)
) WITHOUT ROWID;
CREATE INDEX work_days_work ON work_days (work_id);
CREATE TABLE near_works (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    slip TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (work_id, other_id)
) WITHOUT ROWID;
CREATE INDEX near_works_other ON near_works (other_id);

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    sighting_id INTEGER NOT NULL REFERENCES sightings (id),
    school_year TEXT,
    inferred INTEGER NOT NULL,
    levels TEXT NOT NULL,
    fact TEXT NOT NULL,
    -- What it is known by when its file is read anew ([`super::anchor`]).
    anchor TEXT,
    confidence REAL AS (fact ->> 'confidence'),
    kind TEXT AS (fact ->> 'type'),
    number TEXT AS (fact ->> 'number'),
    year TEXT AS (fact ->> 'year'),
    symbol TEXT AS (fact ->> 'symbol'),
    date TEXT AS (fact ->> 'date'),
    relation TEXT AS (fact ->> 'relation'),
    page INTEGER AS (fact ->> 'page')
);
CREATE INDEX mentions_document ON mentions (document_id);
CREATE INDEX mentions_sighting ON mentions (sighting_id);
CREATE INDEX mentions_number ON mentions (number);

CREATE TABLE deadlines (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    school_year TEXT,
    inferred INTEGER NOT NULL,
    levels TEXT NOT NULL,
    fact TEXT NOT NULL,
    anchor TEXT,
    confidence REAL AS (fact ->> 'confidence'),
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
    anchor TEXT,
    confidence REAL AS (fact ->> 'confidence'),
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
    sighting_id INTEGER NOT NULL REFERENCES sightings (id),
    school_year TEXT,
    inferred INTEGER NOT NULL,
    levels TEXT NOT NULL,
    fact TEXT NOT NULL,
    anchor TEXT,
    confidence REAL AS (fact ->> 'confidence'),
    verb TEXT AS (fact ->> 'verb'),
    scope TEXT AS (fact ->> 'scope'),
    start TEXT AS (fact ->> 'from'),
    stop TEXT AS (fact ->> 'to'),
    page INTEGER AS (fact ->> 'page')
);
CREATE INDEX effects_document ON effects (document_id);
CREATE INDEX effects_sighting ON effects (sighting_id);

-- When and for whom a work holds, as a document states it; the work may be the document's own.
CREATE TABLE validity (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    sighting_id INTEGER REFERENCES sightings (id),
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
CREATE INDEX validity_sighting ON validity (sighting_id);

CREATE TABLE problems (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    fact TEXT NOT NULL,
    code TEXT AS (fact ->> 'code')
);
CREATE INDEX problems_document ON problems (document_id);
";

/// What version 4 has beside the tables of version 3: what people say of single facts, the searches that they keep, and
/// the orders in which the site asks.
pub(super) const ADDED_IN_4: &str = "
-- What people have said of single facts: by the content of the file and the anchor of the fact, so that it outlives the
-- reading of the file. The words and the page say where it was, should it not be found again.
CREATE TABLE reviews (
    hash BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('reference', 'target', 'deadline', 'effect')),
    anchor TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('confirmed', 'corrected', 'dismissed')),
    -- The fields that count, as the person holds them to be, and as the machine had read them.
    value TEXT NOT NULL,
    machine TEXT NOT NULL,
    words TEXT NOT NULL,
    page INTEGER NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (hash, kind, anchor)
) WITHOUT ROWID;

-- Searches that people keep: the address that gives them, and the documents that it gave when they last looked.
CREATE TABLE searches (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL UNIQUE,
    seen TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE INDEX mentions_confidence ON mentions (confidence);
CREATE INDEX deadlines_confidence ON deadlines (confidence);
CREATE INDEX targets_confidence ON targets (confidence);
CREATE INDEX effects_confidence ON effects (confidence);
CREATE INDEX deadlines_last ON deadlines (coalesce(stop, start));
";

/// What stands in one place only is written a second time in an index, so that a change of either is noticed
/// ([`super::sums`]); no question asks for these.
pub(super) const ADDED_IN_6: &str = "
CREATE INDEX works_twice ON works (kind, year, name, issued, place, open);
CREATE INDEX sightings_twice ON sightings (candidates) WHERE candidates IS NOT NULL;
CREATE INDEX near_works_twice ON near_works (slip, confidence);
CREATE INDEX districts_twice ON districts (province);
CREATE INDEX confirmed_twice ON confirmed (statement, written, who, at);
CREATE INDEX dismissed_twice ON dismissed (who, at);
CREATE INDEX reviews_twice ON reviews (state, value, machine, words, page, who, at);
CREATE INDEX searches_twice ON searches (name, seen, who, at);
";

/// What version 7 has beside that: what is counted over all documents together, kept where it is asked for, and orders
/// in which a part of a long list can be taken without the rest.
pub(super) const ADDED_IN_7: &str = "
-- How often the document mentions it, in what words first by the alphabet; whether effects or validity point to it.
ALTER TABLE sightings ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sightings ADD COLUMN wording TEXT;
ALTER TABLE sightings ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
-- Where it stands in a list of mentions: the day of a document that counts, `~` for one without a day; empty for a copy,
-- NULL for a document that is not there.
ALTER TABLE sightings ADD COLUMN listed TEXT;
DROP INDEX sightings_work;
CREATE INDEX sightings_listed ON sightings (work_id, listed, document_id, mentions);
CREATE INDEX sightings_told ON sightings (work_id) WHERE told;

-- What the sightings of a work say together, as the last run has left them.
ALTER TABLE works ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE works ADD COLUMN wording TEXT;
ALTER TABLE works ADD COLUMN dates TEXT NOT NULL DEFAULT '[]';
ALTER TABLE works ADD COLUMN issuers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE works ADD COLUMN held TEXT NOT NULL DEFAULT '[]';

-- Works whose sightings, and documents whose content or path, have changed since the last run was ended.
CREATE TABLE touched_works (work_id INTEGER PRIMARY KEY);
CREATE TABLE touched_documents (document_id INTEGER PRIMARY KEY);

-- What the file is called, for those who name it.
ALTER TABLE documents ADD COLUMN file_key TEXT;
CREATE INDEX documents_file ON documents (file_key);
CREATE INDEX documents_number ON documents (number) WHERE number IS NOT NULL;
-- How many facts were read in a document.
ALTER TABLE documents ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN deadlines INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN targets INTEGER NOT NULL DEFAULT 0;
-- The status stands in front, not in a condition of the index: only so the index is all that has to be read.
CREATE INDEX documents_counts ON documents (status, copy_of, pages, pages_unread, mentions, deadlines, targets);
CREATE INDEX documents_pages_unread ON documents (status, copy_of, pages_unread);
CREATE INDEX documents_newest ON documents (status, copy_of, date IS NULL, date DESC, path);
CREATE INDEX documents_facets ON documents (status, issuer_key, kind, copy_of, issuer);
CREATE INDEX documents_seats ON documents (status, district, province);
CREATE INDEX documents_copies ON documents (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX document_years_year ON document_years (school_year, document_id);
CREATE INDEX document_levels_level ON document_levels (level, document_id);
CREATE INDEX pages_problem ON pages (document_id) WHERE problem IS NOT NULL;
CREATE INDEX deadlines_long ON deadlines (coalesce(stop, start), start) WHERE start < stop;
";

/// Sets how the connection works: rows belong together, a waiting reader is patient, and what is committed outlives a loss
/// of power.
pub fn configure(connection: &Connection) -> rusqlite::Result<()> {
    be_patient(connection)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)
}

/// Keeps many pages in memory: what ends a run goes over all that the run has touched, in no order of the file, and pages
/// that have changed and do not fit are written and read again and again.
pub(super) fn keep_pages(connection: &Connection) -> rusqlite::Result<()> {
    /// In kibibytes; they are taken only as far as pages are touched.
    const KEPT: i64 = 128 << 10;
    connection.pragma_update(None, "cache_size", -KEPT)
}

/// Waits for others for a while.
pub(super) fn be_patient(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(10))
}

/// Leaves SQLite's log alone: only the holder of the writer's lock brings it into the file ([`super::sums::put_away`]).
pub(super) fn leave_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map(drop)
}

/// Creates the tables in a new file and checks the version of an old one.
pub fn prepare(connection: &mut Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    let transaction = connection.transaction()?;
    if version(&transaction)? == 0 && is_blank(&transaction)? {
        transaction.execute_batch(TABLES)?;
        transaction.execute_batch(ADDED_IN_4)?;
        transaction.execute_batch(ADDED_IN_6)?;
        transaction.execute_batch(ADDED_IN_7)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    migrate::up(&transaction)?;
    check(&transaction)?;
    Ok(transaction.commit()?)
}

/// Whether [`prepare`] can bring the file up to this version.
pub fn is_outdated(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(migrate::can_begin_at(version(connection)?))
}

/// Refuses a file that another version of the program, or another program, has written.
pub fn check(connection: &Connection) -> Result<(), StoreError> {
    match version(connection)? {
        VERSION => Ok(()),
        found => Err(StoreError::Version { found, known: VERSION }),
    }
}

pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn is_blank(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))
}
