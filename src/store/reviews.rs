//! What people say of single facts: that they are right, that they are otherwise, that they are none.
//!
//! It is kept by the content of the file and the anchor of the fact ([`super::anchor`]) and laid over the fact whenever it
//! is read ([`super::facts`]): what a person holds to be true wins, and what the machine reads is shown beside it where
//! the two differ, also where the machine has changed its mind since. A person may speak while files are being taken in.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::record::Lines;
use super::{Document, Store, StoreError};

/// The kinds of facts that people review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// Thời hạn.
    Deadline,
    /// Chỉ tiêu, định mức, kết quả.
    Target,
    /// Viện dẫn.
    Reference,
    /// Tác động.
    Effect,
}

impl FactKind {
    /// All of them, in the order in which they are asked about.
    pub const ALL: [FactKind; 4] = [Self::Deadline, Self::Target, Self::Reference, Self::Effect];

    /// The name in JSON and in addresses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Deadline => "deadline",
            Self::Target => "target",
            Self::Reference => "reference",
            Self::Effect => "effect",
        }
    }

    pub(super) fn table(self) -> &'static str {
        match self {
            Self::Deadline => "deadlines",
            Self::Target => "targets",
            Self::Reference => "mentions",
            Self::Effect => "effects",
        }
    }

    /// The fields that a person vouches for; where it stands and how it was found is not theirs to say.
    fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Deadline => &["kind", "start", "end", "exclusive", "recurrence", "action", "who"],
            Self::Target => &["kind", "subject", "op", "value", "value_max", "unit", "level"],
            Self::Reference => &["type", "number", "year", "symbol", "date", "relation", "work"],
            Self::Effect => &["verb", "scope", "from", "to"],
        }
    }

    /// Those fields of a whole fact.
    fn essence(self, fact: &Map<String, Value>) -> Map<String, Value> {
        let field = |name: &&str| ((*name).to_owned(), fact.get(*name).cloned().unwrap_or_default());
        self.fields().iter().map(field).collect()
    }
}

impl std::str::FromStr for FactKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.slug() == text).ok_or(())
    }
}

/// Whether a person has looked at a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewState {
    /// Máy đề xuất: nobody has.
    #[default]
    Proposed,
    /// Đã xác nhận: it is right.
    Confirmed,
    /// Đã sửa: it is there, and otherwise.
    Corrected,
    /// Đã bỏ: it is no such fact.
    Dismissed,
}

impl ReviewState {
    const ALL: [ReviewState; 4] = [Self::Proposed, Self::Confirmed, Self::Corrected, Self::Dismissed];

    /// The name in JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Corrected => "corrected",
            Self::Dismissed => "dismissed",
        }
    }
}

/// What is said of a fact; the default is what nobody has said anything of.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Review {
    /// Whether, and what.
    pub state: ReviewState,
    /// Who said it: the user of the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When, as RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The fields that the person vouches for, which the fact beside this bears.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The same fields as the machine reads them, where they differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub machine: Option<Value>,
}

impl Review {
    /// Whether the person vouches for something else in this field than the machine reads.
    pub(super) fn says_otherwise(&self, field: &str) -> bool {
        let of = |value: &Option<Value>| value.as_ref().and_then(|value| value.get(field)).cloned();
        self.machine.is_some() && self.value.is_some() && of(&self.machine) != of(&self.value)
    }
}

/// What a person says now.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It is right as the machine reads it.
    Confirm,
    /// It is this: a whole fact, or at least the fields that count.
    Correct(Value),
    /// It is no such fact.
    Dismiss,
    /// Nothing: what was said is taken back.
    Withdraw,
}

/// What was said of a fact, with the place, whether or not the fact is still read there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reviewed {
    /// The documents of the store with that content; none where the file is gone.
    #[serde(skip)]
    pub document: Option<Document>,
    /// The kind of the fact.
    pub kind: FactKind,
    /// What it is known by.
    pub anchor: String,
    /// Its number in the store, where it is still read.
    pub fact: Option<i64>,
    /// The words as they were written there.
    pub words: String,
    /// The page.
    pub page: u32,
    /// What was said.
    pub review: Review,
}

/// The columns of a review in a query that joins it as `r`.
pub(super) const COLUMNS: &str = "r.state, r.value, r.who, r.at";

/// The condition under which the review `r` is of the fact `f` of this kind in the document `d`.
pub(super) fn joined(kind: FactKind) -> String {
    format!("r.hash = d.hash AND r.kind = '{}' AND r.anchor = lower(hex(f.anchor))", kind.slug())
}

/// The condition under which no person has said of the fact `f` of this kind in the document `d` that it is none.
pub(super) fn stands(kind: FactKind) -> String {
    format!("NOT EXISTS (SELECT 1 FROM reviews r WHERE {} AND r.state = 'dismissed')", joined(kind))
}

/// Lays what a person has said over a fact as the machine reads it; `row` begins at [`COLUMNS`].
pub(super) fn lay<T: DeserializeOwned>(
    kind: FactKind,
    json: &str,
    row: &Row<'_>,
    at: usize,
) -> Result<(T, Review), StoreError> {
    let Some(state) = row.get::<_, Option<String>>(at)?.and_then(|name| state(&name)) else {
        return Ok((serde_json::from_str(json)?, Review::default()));
    };
    let value: Map<String, Value> = serde_json::from_str(&row.get::<_, String>(at + 1)?)?;
    let mut fact: Map<String, Value> = serde_json::from_str(json)?;
    let machine = kind.essence(&fact);
    let review = Review {
        state,
        by: row.get(at + 2)?,
        at: row.get(at + 3)?,
        value: None,
        machine: (machine != value).then_some(Value::Object(machine)),
    };
    if state == ReviewState::Dismissed {
        return Ok((serde_json::from_str(json)?, review));
    }
    if review.machine.is_some() {
        // How the dates came out of the words holds for the machine's dates.
        fact.remove("explanation");
    }
    fact.extend(value.clone());
    // What an earlier program kept may not fit the fields of this one: then the machine's reading is all there is to show.
    Ok(match serde_json::from_value(Value::Object(fact)) {
        Ok(fact) => (fact, Review { value: Some(Value::Object(value)), ..review }),
        Err(_) => (serde_json::from_str(json)?, review),
    })
}

fn state(name: &str) -> Option<ReviewState> {
    ReviewState::ALL.into_iter().find(|state| state.slug() == name)
}

impl Store {
    /// Takes it from a person what a fact of the document with this number is; `false` where there is no such fact (any
    /// more). It is written at once, also while another process takes in files.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn review(
        &self,
        document: i64,
        kind: FactKind,
        anchor: &str,
        verdict: &Verdict,
        who: &str,
        at: &str,
    ) -> Result<bool, StoreError> {
        let transaction = self.change()?;
        let hash: Option<Vec<u8>> = transaction
            .query_row("SELECT hash FROM documents WHERE id = ?1", [document], |row| row.get(0))
            .optional()?
            .flatten();
        let Some(hash) = hash else { return Ok(false) };
        if *verdict == Verdict::Withdraw {
            let gone = transaction.execute(
                "DELETE FROM reviews WHERE hash = ?1 AND kind = ?2 AND anchor = ?3",
                params![hash, kind.slug(), anchor],
            )?;
            changed(&transaction)?;
            self.keep(transaction)?;
            return Ok(gone > 0);
        }
        let place: Option<i64> = transaction
            .query_row(
                &format!("SELECT place FROM {} WHERE document_id = ?1 AND anchor = unhex(?2)", kind.table()),
                params![document, anchor],
                |row| row.get(0),
            )
            .optional()?;
        let Some(place) = place else { return Ok(false) };
        let facts = Lines::read(&transaction, kind.table(), document)?;
        let fact: Map<String, Value> = serde_json::from_str(facts.at(place)?)?;
        let machine = kind.essence(&fact);
        let (state, value) = match verdict {
            Verdict::Correct(Value::Object(given)) if kind.essence(given) != machine => {
                (ReviewState::Corrected, kind.essence(given))
            }
            Verdict::Dismiss => (ReviewState::Dismissed, machine.clone()),
            // A correction that changes nothing says that it is right.
            _ => (ReviewState::Confirmed, machine.clone()),
        };
        transaction.execute(
            "INSERT OR REPLACE INTO reviews VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                hash,
                kind.slug(),
                anchor,
                state.slug(),
                serde_json::to_string(&value)?,
                serde_json::to_string(&machine)?,
                fact.get("text").and_then(Value::as_str).unwrap_or_default(),
                fact.get("page").and_then(Value::as_u64).unwrap_or(1).cast_signed(),
                who,
                at,
            ],
        )?;
        changed(&transaction)?;
        self.keep(transaction)?;
        Ok(true)
    }

    /// All that people have said of single facts, the latest first; of one document where its number is given.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn reviews(&self, document: Option<i64>) -> Result<Vec<Reviewed>, StoreError> {
        let found = FactKind::ALL.map(|kind| {
            let (name, table) = (kind.slug(), kind.table());
            format!("WHEN '{name}' THEN (SELECT id FROM {table} f WHERE f.document_id = d.id AND f.anchor = unhex(r.anchor))")
        });
        // Of several files with one content the first that is there speaks for all.
        let sql = format!(
            "SELECT {COLUMNS}, r.machine, r.kind, r.anchor, r.words, r.page, d.id, CASE r.kind {} END
             FROM reviews r LEFT JOIN documents d ON d.id = (SELECT id FROM documents WHERE hash = r.hash
                 AND status = 'read' AND (?1 IS NULL OR id = ?1) ORDER BY copy_of IS NOT NULL, id LIMIT 1)
             WHERE ?1 IS NULL OR d.id = ?1 ORDER BY r.at DESC, r.page, r.anchor",
            found.join(" ")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([document])?;
        let mut reviewed = Vec::new();
        while let Some(row) = rows.next()? {
            let (Some(state), Ok(kind)) = (state(&row.get::<_, String>(0)?), row.get::<_, String>(5)?.parse()) else {
                continue;
            };
            let value: Value = serde_json::from_str(&row.get::<_, String>(1)?)?;
            let machine: Value = serde_json::from_str(&row.get::<_, String>(4)?)?;
            let id: Option<i64> = row.get(9)?;
            reviewed.push(Reviewed {
                document: id.map(|id| self.document(id)).transpose()?.flatten(),
                kind,
                anchor: row.get(6)?,
                fact: row.get(10)?,
                words: row.get(7)?,
                page: row.get(8)?,
                review: Review {
                    state,
                    by: row.get(2)?,
                    at: row.get(3)?,
                    machine: (machine != value).then_some(machine),
                    value: (state != ReviewState::Dismissed).then_some(value),
                },
            });
        }
        Ok(reviewed)
    }

    /// Which store it is, and how often answers may have changed since it was made: while both are the same, so are
    /// the answers.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn state(&self) -> Result<(i64, i64), StoreError> {
        Ok((self.meta("identity")?, self.meta("changes")?))
    }
}

/// Notes in a transaction that answers may be others now.
pub(super) fn changed(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'changes'", []).map(drop)
}
