-- The tables that version 8 has replaced, and all indexes, as version 7 had them.
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
, file_key TEXT, mentions INTEGER NOT NULL DEFAULT 0, deadlines INTEGER NOT NULL DEFAULT 0, targets INTEGER NOT NULL DEFAULT 0);
CREATE TABLE texts (
    document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    layout TEXT NOT NULL
);
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
, mentions INTEGER NOT NULL DEFAULT 0, wording TEXT, dates TEXT NOT NULL DEFAULT '[]', issuers TEXT NOT NULL DEFAULT '[]', held TEXT NOT NULL DEFAULT '[]');
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
    acted INTEGER NOT NULL DEFAULT 0, mentions INTEGER NOT NULL DEFAULT 0, wording TEXT, told INTEGER NOT NULL DEFAULT 0, listed TEXT,
    UNIQUE (document_id, statement, own)
);
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
CREATE TABLE problems (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    fact TEXT NOT NULL,
    code TEXT AS (fact ->> 'code')
);
CREATE INDEX documents_hash ON documents (hash);
CREATE INDEX documents_letters ON documents (letters);
CREATE INDEX documents_work ON documents (work_id);
CREATE INDEX documents_generation ON documents (generation);
CREATE INDEX documents_places ON documents (district, province);
CREATE INDEX works_number ON works (number, symbol);
CREATE INDEX works_symbol ON works (symbol);
CREATE INDEX sightings_block ON sightings (block);
CREATE INDEX sightings_name ON sightings (name_block) WHERE name_block IS NOT NULL;
CREATE INDEX sightings_acted ON sightings (work_id) WHERE acted;
CREATE INDEX work_days_work ON work_days (work_id);
CREATE INDEX near_works_other ON near_works (other_id);
CREATE INDEX mentions_document ON mentions (document_id);
CREATE INDEX mentions_sighting ON mentions (sighting_id);
CREATE INDEX mentions_number ON mentions (number);
CREATE INDEX deadlines_document ON deadlines (document_id);
CREATE INDEX deadlines_year ON deadlines (school_year);
CREATE INDEX targets_document ON targets (document_id);
CREATE INDEX targets_year ON targets (school_year);
CREATE INDEX effects_document ON effects (document_id);
CREATE INDEX effects_sighting ON effects (sighting_id);
CREATE INDEX validity_document ON validity (document_id);
CREATE INDEX validity_sighting ON validity (sighting_id);
CREATE INDEX problems_document ON problems (document_id);
CREATE INDEX mentions_confidence ON mentions (confidence);
CREATE INDEX deadlines_confidence ON deadlines (confidence);
CREATE INDEX targets_confidence ON targets (confidence);
CREATE INDEX effects_confidence ON effects (confidence);
CREATE INDEX deadlines_last ON deadlines (coalesce(stop, start));
CREATE INDEX works_twice ON works (kind, year, name, issued, place, open);
CREATE INDEX sightings_twice ON sightings (candidates) WHERE candidates IS NOT NULL;
CREATE INDEX near_works_twice ON near_works (slip, confidence);
CREATE INDEX districts_twice ON districts (province);
CREATE INDEX confirmed_twice ON confirmed (statement, written, who, at);
CREATE INDEX dismissed_twice ON dismissed (who, at);
CREATE INDEX reviews_twice ON reviews (state, value, machine, words, page, who, at);
CREATE INDEX searches_twice ON searches (name, seen, who, at);
CREATE INDEX sightings_listed ON sightings (work_id, listed, document_id, mentions);
CREATE INDEX sightings_told ON sightings (work_id) WHERE told;
CREATE INDEX documents_file ON documents (file_key);
CREATE INDEX documents_number ON documents (number) WHERE number IS NOT NULL;
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
