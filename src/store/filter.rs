//! Which documents and facts are asked for, and the conditions in SQL that let in these alone.
//!
//! Where a condition could be looked up in two indexes, the form of the words (a `+` in front of a column) tells SQLite
//! which of them not to take.

use rusqlite::ToSql;

use super::agency::agency_key;
use super::{Store, StoreError};
use crate::directive::{DirectiveKind, Level, SchoolYear};

/// A condition in SQL, and the values of its parameters.
pub(super) type Condition = (String, Vec<Box<dyn ToSql>>);

/// Which documents and facts are asked for; the default asks for all, without copies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this school year: for documents one that they govern, for facts the one they belong to.
    pub year: Option<SchoolYear>,
    /// Of this level: for documents one that they govern, for facts one that they or their section are about.
    pub level: Option<Level>,
    /// Issued by one whose name holds these words, without regard to marks and case.
    pub issuer: Option<String>,
    /// Of this kind of document.
    pub kind: Option<DirectiveKind>,
    /// In this document.
    pub document: Option<i64>,
    /// In one of these documents.
    pub among: Option<Vec<i64>>,
    /// One of the facts with these numbers ([`super::Found::id`]); documents are not narrowed by it.
    pub facts: Option<Vec<i64>>,
    /// Also in files that repeat a directive that another file of the store holds.
    pub copies: bool,
    /// Also facts of which a person has said that they are none.
    pub dismissed: bool,
}

impl Filter {
    /// The condition on `documents d` of a store, with its values.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub(super) fn of_documents(&self, store: &Store) -> Result<Condition, StoreError> {
        let (mut condition, mut values) = self.common(store)?;
        if let Some(year) = self.year {
            values.push(Box::new(year.to_string()));
            condition.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM document_years y WHERE y.document_id = d.id AND y.school_year = ?{})",
                values.len()
            ));
        }
        if let Some(level) = self.level {
            values.push(Box::new(level.slug()));
            condition.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM document_levels l WHERE l.document_id = d.id AND l.level = ?{})",
                values.len()
            ));
        }
        Ok((condition, values))
    }

    /// The condition on facts `f` with their `documents d` of a store, with its values.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub(super) fn of_facts(&self, store: &Store) -> Result<Condition, StoreError> {
        let (mut condition, mut values) = self.common(store)?;
        if !self.is_of_few() {
            // Nearly all documents count: facts are found first, and the documents of these looked up.
            condition = condition.replace("d.status =", "+d.status =").replace(" d.copy_of IS", " +d.copy_of IS");
        }
        if let Some(year) = self.year {
            values.push(Box::new(year.to_string()));
            condition.push_str(&format!(" AND f.school_year = ?{}", values.len()));
        }
        if let Some(level) = self.level {
            values.push(Box::new(format!(",{level},")));
            condition.push_str(&format!(" AND instr(f.levels, ?{}) > 0", values.len()));
        }
        if let Some(facts) = &self.facts {
            values.push(Box::new(serde_json::Value::from(facts.clone()).to_string()));
            condition.push_str(&format!(" AND f.id IN (SELECT value FROM json_each(?{}))", values.len()));
        }
        Ok((condition, values))
    }

    /// The facts `f` of a table with their `documents d`, as a query names them. In few documents what belongs to a year is
    /// sooner looked up than among all that belongs to it, so documents come first there.
    pub(super) fn with_documents(&self, table: &str) -> String {
        if self.is_of_few() {
            format!("documents d CROSS JOIN {table} f ON f.document_id = d.id")
        } else {
            format!("{table} f JOIN documents d ON d.id = f.document_id")
        }
    }

    /// Whether it lets in the documents of an issuer, or single ones.
    fn is_of_few(&self) -> bool {
        self.issuer.is_some() || self.names_documents()
    }

    fn names_documents(&self) -> bool {
        self.document.is_some() || self.among.is_some()
    }

    fn common(&self, store: &Store) -> Result<Condition, StoreError> {
        // Single documents are looked up by their numbers; an index of all that were read would be walked through instead.
        let plus = if self.names_documents() { "+" } else { "" };
        let mut condition = format!("{plus}d.status = 'read'");
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        if !self.copies {
            // Of few documents this is looked up, not looked for.
            condition.push_str(if self.is_of_few() { " AND +d.copy_of IS NULL" } else { " AND d.copy_of IS NULL" });
        }
        if let Some(issuer) = self.issuer.as_deref().map(agency_key).filter(|key| !key.is_empty()) {
            values.push(Box::new(serde_json::to_string(&store.issuers_named(&issuer)?)?));
            condition.push_str(&format!(" AND d.issuer_key IN (SELECT value FROM json_each(?{}))", values.len()));
        }
        if let Some(kind) = self.kind {
            values.push(Box::new(kind.slug()));
            condition.push_str(&format!(" AND d.kind = ?{}", values.len()));
        }
        if let Some(among) = &self.among {
            values.push(Box::new(serde_json::Value::from(among.clone()).to_string()));
            condition.push_str(&format!(" AND d.id IN (SELECT value FROM json_each(?{}))", values.len()));
        }
        if let Some(document) = self.document {
            values.push(Box::new(document));
            condition.push_str(&format!(" AND d.id = ?{}", values.len()));
        }
        Ok((condition, values))
    }
}
