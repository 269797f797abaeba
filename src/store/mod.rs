//! Facts in SQLite, full text in tantivy.
