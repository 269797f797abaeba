//! What the store holds, in numbers.

use rusqlite::{ToSql, params_from_iter};
use serde::Serialize;

use super::reviews::{self, FactKind};
use super::{Filter, Store, StoreError};

/// What the store holds, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Documents that were read, copies left out.
    pub documents: usize,
    /// Files that repeat one of them.
    pub copies: usize,
    /// Files that could not be read.
    pub unread: usize,
    /// Pages.
    pub pages: usize,
    /// Pages without text.
    pub pages_unread: usize,
    /// References.
    pub references: usize,
    /// Deadlines.
    pub deadlines: usize,
    /// Targets, norms and results.
    pub targets: usize,
}

impl Store {
    /// What the store holds within the filter; files that could not be read are counted whatever the filter.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn totals(&self, filter: &Filter) -> Result<Totals, StoreError> {
        let (documents, of_documents) = filter.of_documents(self)?;
        let (facts, of_facts) = filter.of_facts(self)?;
        let number = |n: i64| usize::try_from(n).unwrap_or_default();
        let count = |sql: &str, values: &[Box<dyn ToSql>]| -> Result<usize, StoreError> {
            let mut statement = self.connection.prepare_cached(sql)?;
            Ok(number(statement.query_row(params_from_iter(values), |row| row.get(0))?))
        };
        let sums = format!(
            "SELECT count(*), coalesce(sum(d.pages), 0), coalesce(sum(d.pages_unread), 0), coalesce(sum(d.mentions), 0),
                 coalesce(sum(d.deadlines), 0), coalesce(sum(d.targets), 0) FROM documents d WHERE {documents}"
        );
        let mut statement = self.connection.prepare_cached(&sums)?;
        let sums: Vec<usize> = statement.query_row(params_from_iter(&of_documents), |row| {
            (0..6).map(|column| row.get(column).map(number)).collect()
        })?;
        let fact = |kind: FactKind, all: usize| {
            let (table, review, stands) = (kind.table(), reviews::joined(kind), reviews::stands(kind));
            if filter.year.is_none() && filter.level.is_none() {
                // Then the facts are those of the documents, but for those few of which people say that they are none.
                let dismissed = format!(
                    "SELECT count(*) FROM reviews r CROSS JOIN documents d ON d.hash = r.hash CROSS JOIN {table} f
                         ON f.document_id = d.id WHERE r.state = 'dismissed' AND {review} AND {facts}"
                );
                return Ok(all.saturating_sub(count(&dismissed, &of_facts)?));
            }
            let of_documents = filter.with_documents(table);
            count(&format!("SELECT count(*) FROM {of_documents} WHERE {facts} AND {stands}"), &of_facts)
        };
        Ok(Totals {
            documents: sums[0],
            copies: count("SELECT count(*) FROM documents WHERE status = 'read' AND copy_of IS NOT NULL", &[])?,
            unread: count("SELECT count(*) FROM documents WHERE status = 'unread'", &[])?,
            pages: sums[1],
            pages_unread: sums[2],
            references: fact(FactKind::Reference, sums[3])?,
            deadlines: fact(FactKind::Deadline, sums[4])?,
            targets: fact(FactKind::Target, sums[5])?,
        })
    }
}
