//! The tables and indexes, as a new store is made.
//!
//! Some indexes (`*_twice`) answer no question: what stands in one place only is written a second time in them, so that a
//! change of either is noticed ([`crate::store::sums`]).

/// The tables that have not changed since version 7, or version 4 where that had them.
pub(in crate::store) const KEPT: &str = "
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
-- `generation` counts what the full text must follow, `changes` all that may change an answer.
INSERT OR IGNORE INTO meta VALUES ('generation', 0), ('identity', random()), ('changes', 0);

-- Archives whose entries are all in `documents`, as they were then; an entry's path begins with its archive's.
CREATE TABLE IF NOT EXISTS archives (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS document_years (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    school_year TEXT NOT NULL,
    inferred INTEGER NOT NULL,
    PRIMARY KEY (document_id, school_year)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document_levels (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    level TEXT NOT NULL,
    PRIMARY KEY (document_id, level)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    problem TEXT,
    -- Where the text comes from, where it is not the page's own.
    source TEXT,
    PRIMARY KEY (document_id, number)
) WITHOUT ROWID;

-- Which document a file is, as a person has said: by its content, so that it outlives the reading of it.
CREATE TABLE IF NOT EXISTS confirmed (
    hash BLOB PRIMARY KEY,
    statement TEXT NOT NULL,
    -- The number as it was given.
    written TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;
-- Proposals that a person has turned down, by content and number as shown.
CREATE TABLE IF NOT EXISTS dismissed (
    hash BLOB NOT NULL,
    number TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (hash, number)
) WITHOUT ROWID;
-- What people have said of single facts: by the content of the file and the anchor of the fact, so that it outlives the
-- reading of the file. The words and the page say where it was, should it not be found again.
CREATE TABLE IF NOT EXISTS reviews (
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
CREATE TABLE IF NOT EXISTS searches (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL UNIQUE,
    seen TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
);

-- What has changed since it was last resolved: blocks, works whose sightings, documents whose content or path.
CREATE TABLE IF NOT EXISTS touched (block TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS touched_works (work_id INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS touched_documents (document_id INTEGER PRIMARY KEY);
-- Districts of which all documents that say so name one province.
CREATE TABLE IF NOT EXISTS districts (name TEXT PRIMARY KEY, province TEXT NOT NULL) WITHOUT ROWID;
-- The days stated for works, and works that probably are one but for a typing error.
CREATE TABLE IF NOT EXISTS work_days (
    day TEXT NOT NULL,
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    PRIMARY KEY (day, work_id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS near_works (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    slip TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (work_id, other_id)
) WITHOUT ROWID;
";

/// What was read of documents, and the works that they name. What is packed is told as a BLOB ([`crate::store::packed`]).
pub(in crate::store) const OF_DOCUMENTS: &str = "
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
    work_id INTEGER REFERENCES works (id),
    copy_of INTEGER REFERENCES documents (id) ON DELETE SET NULL,
    -- Of its header.
    kind TEXT,
    number TEXT,
    date TEXT,
    issuer TEXT,
    issuer_key TEXT,
    -- The places of its chain, to join by.
    district TEXT,
    province TEXT,
    -- Whose it is and what it is about, as those are looked up that may be versions of one ([`crate::store::kin`]).
    seat TEXT,
    subject TEXT,
    -- What the file is called, for those who name it.
    file_key TEXT,
    -- How many facts were read in it.
    mentions INTEGER NOT NULL DEFAULT 0,
    deadlines INTEGER NOT NULL DEFAULT 0,
    targets INTEGER NOT NULL DEFAULT 0,
    -- What it is compared with others by ([`crate::lineage::likeness`]).
    letters BLOB,
    likeness BLOB,
    -- Its header, what its file says, and where it stands among authorities ([`crate::lineage::resolve::Chain`]): packed.
    head BLOB,
    -- Of all that was made of the file ([`crate::store::sums`]).
    sum BLOB
);
-- Facts as a line of JSON each, and the text with its lines ([`crate::store::layout`]): packed.
CREATE TABLE texts (
    document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    mentions BLOB,
    deadlines BLOB,
    targets BLOB,
    effects BLOB,
    validity BLOB,
    problems BLOB,
    content BLOB NOT NULL
);

-- A work is what mentions and headers point to; it is held where a read document has it as its own. Its fields are
-- what `lineage::resolve` makes of its sightings.
CREATE TABLE works (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    -- Of its key, to look it up by.
    key_hash INTEGER NOT NULL,
    kind TEXT,
    number TEXT,
    year TEXT,
    symbol TEXT,
    name TEXT,
    issued INTEGER,
    place TEXT NOT NULL DEFAULT '',
    open INTEGER NOT NULL DEFAULT 1,
    -- What its sightings say together, as the last run has left it; days, issuers and the first words packed.
    mentions INTEGER NOT NULL DEFAULT 0,
    held TEXT NOT NULL DEFAULT '[]',
    said BLOB,
    -- Whose it is, where it is only cited, with a subject that names a school year.
    seat TEXT,
    -- Of what stands in one place only.
    sum INTEGER
);
-- What a document states of a work's identity, once however often it says so, and the work that is meant.
CREATE TABLE sightings (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    -- The number, or the name of a law, that it is resolved by; a law's name to which its number is evidence.
    block TEXT NOT NULL,
    name_block TEXT,
    -- The statement, and in which words the document mentions it first by the alphabet: packed.
    statement BLOB NOT NULL,
    -- Whether it is the document's own identity: 1 by its header, 2 as a person has confirmed.
    own INTEGER NOT NULL,
    work_id INTEGER NOT NULL REFERENCES works (id),
    how TEXT NOT NULL DEFAULT 'open',
    -- The keys of the works that it may mean, as JSON.
    candidates TEXT,
    -- Whether a sentence that mentions it states what other cited papers have done to it.
    acted INTEGER NOT NULL,
    -- How often the document mentions it; whether effects or validity point to it.
    mentions INTEGER NOT NULL,
    told INTEGER NOT NULL,
    -- Where it stands in a list of mentions: the day of a document that counts, `~` for one without a day; empty for a
    -- copy, NULL for a document that is not there.
    listed TEXT,
    -- Whether a mention quotes its subject: 1, or 2 where the subject names a school year.
    titled INTEGER NOT NULL
);

-- Facts: `place` says which one of its kind it is in `texts`, `anchor` what it is known by when its file is read anew
-- ([`crate::store::anchor`]), `confidence` how sure the machine is, of 10,000.
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    sighting_id INTEGER NOT NULL REFERENCES sightings (id),
    place INTEGER NOT NULL,
    school_year TEXT,
    inferred INTEGER NOT NULL,
    levels TEXT NOT NULL,
    anchor BLOB,
    confidence INTEGER NOT NULL,
    -- Whether a subject is quoted with it, its sentence tells what others have done to the work, or the document replaces it.
    titled INTEGER NOT NULL,
    acted INTEGER NOT NULL,
    replaces INTEGER NOT NULL
);
CREATE TABLE deadlines (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    school_year TEXT,
    inferred INTEGER NOT NULL,
    levels TEXT NOT NULL,
    anchor BLOB,
    confidence INTEGER NOT NULL,
    start TEXT,
    stop TEXT
);
CREATE TABLE targets (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    school_year TEXT,
    inferred INTEGER NOT NULL,
    levels TEXT NOT NULL,
    anchor BLOB,
    confidence INTEGER NOT NULL
);
-- What a document does to a work.
CREATE TABLE effects (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    sighting_id INTEGER NOT NULL REFERENCES sightings (id),
    place INTEGER NOT NULL,
    school_year TEXT,
    inferred INTEGER NOT NULL,
    levels TEXT NOT NULL,
    anchor BLOB,
    confidence INTEGER NOT NULL,
    -- Whether it replaces all of the work.
    replaces INTEGER NOT NULL
);
-- When and for whom a work holds, as a document states it.
CREATE TABLE validity (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    sighting_id INTEGER REFERENCES sightings (id),
    place INTEGER NOT NULL,
    school_year TEXT,
    inferred INTEGER NOT NULL,
    levels TEXT NOT NULL,
    -- Whether the work is the document itself.
    own INTEGER NOT NULL
);
";

/// All indexes.
pub(in crate::store) const INDEXES: &str = "
CREATE INDEX documents_hash ON documents (hash);
CREATE INDEX documents_letters ON documents (letters);
CREATE INDEX documents_work ON documents (work_id);
-- What is known of the file stands twice.
CREATE INDEX documents_generation ON documents (generation, detector, size, mtime);
CREATE INDEX documents_file ON documents (file_key);
CREATE INDEX documents_number ON documents (number) WHERE number IS NOT NULL;
-- The status stands in front, not in a condition of the index: only so the index is all that has to be read.
CREATE INDEX documents_counts ON documents (status, copy_of, pages, pages_unread, mentions, deadlines, targets);
CREATE INDEX documents_pages_unread ON documents (status, copy_of, pages_unread) WHERE pages_unread > 0;
CREATE INDEX documents_newest ON documents (status, copy_of, date IS NULL, date DESC, seat IS NULL);
CREATE INDEX documents_facets ON documents (status, issuer_key, kind, copy_of, issuer);
CREATE INDEX documents_seats ON documents (status, district, province);
CREATE INDEX documents_kin ON documents (seat, province, kind);
CREATE INDEX documents_copies ON documents (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX document_years_year ON document_years (school_year, document_id);
CREATE INDEX document_levels_level ON document_levels (level, document_id);
CREATE INDEX pages_problem ON pages (document_id) WHERE problem IS NOT NULL;

CREATE INDEX works_key ON works (key_hash);
CREATE INDEX works_number ON works (number, symbol);
CREATE INDEX works_symbol ON works (symbol);
CREATE INDEX works_kin ON works (seat) WHERE seat IS NOT NULL;
CREATE INDEX work_days_work ON work_days (work_id);
CREATE INDEX near_works_other ON near_works (other_id);
CREATE INDEX near_works_twice ON near_works (slip, confidence);
CREATE INDEX districts_twice ON districts (province);

CREATE INDEX sightings_document ON sightings (document_id);
CREATE INDEX sightings_block ON sightings (block);
CREATE INDEX sightings_name ON sightings (name_block) WHERE name_block IS NOT NULL;
CREATE INDEX sightings_listed ON sightings (work_id, listed, document_id, mentions);
CREATE INDEX sightings_told ON sightings (work_id) WHERE told;
CREATE INDEX sightings_acted ON sightings (work_id) WHERE acted;
CREATE INDEX sightings_titled ON sightings (work_id, titled DESC, listed) WHERE titled > 0;
CREATE INDEX sightings_twice ON sightings (how, candidates) WHERE how <> 'stated' OR candidates IS NOT NULL;

CREATE INDEX mentions_document ON mentions (document_id);
CREATE INDEX mentions_sighting ON mentions (sighting_id);
-- Those of which the machine is not sure ([`crate::store::queue::UNSURE`]) are asked for first.
CREATE INDEX mentions_confidence ON mentions (confidence) WHERE confidence < 9000;
CREATE INDEX deadlines_document ON deadlines (document_id);
CREATE INDEX deadlines_year ON deadlines (school_year, document_id);
CREATE INDEX deadlines_confidence ON deadlines (confidence) WHERE confidence < 9000;
CREATE INDEX deadlines_last ON deadlines (coalesce(stop, start));
CREATE INDEX deadlines_long ON deadlines (coalesce(stop, start), start) WHERE start < stop;
CREATE INDEX targets_document ON targets (document_id);
CREATE INDEX targets_year ON targets (school_year, document_id);
CREATE INDEX targets_confidence ON targets (confidence) WHERE confidence < 9000;
CREATE INDEX effects_document ON effects (document_id);
CREATE INDEX effects_sighting ON effects (sighting_id);
CREATE INDEX effects_confidence ON effects (confidence) WHERE confidence < 9000;
CREATE INDEX validity_document ON validity (document_id);
CREATE INDEX validity_sighting ON validity (sighting_id);

CREATE INDEX meta_twice ON meta (value);
CREATE INDEX archives_twice ON archives (size, mtime);
CREATE INDEX confirmed_twice ON confirmed (statement, written, who, at);
CREATE INDEX dismissed_twice ON dismissed (who, at);
CREATE INDEX reviews_twice ON reviews (state, value, machine, words, page, who, at);
CREATE INDEX searches_twice ON searches (name, seen, who, at);
";
