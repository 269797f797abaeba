//! What was read of one document, as rows: its facts, packed, with the columns that queries need, and the statements of
//! identity that they point to. A reading and a store of an earlier version are both brought into this form.

use rusqlite::{Connection, params};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::StoreError;
use super::packed::{Like, pack, unpack_text};
use super::sightings::{self, Stated};

/// A kind of facts; its name is that of its table and of the column in `texts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Mentions,
    Deadlines,
    Targets,
    Effects,
    Validity,
}

impl Table {
    pub const ALL: [Self; 5] = [Self::Mentions, Self::Deadlines, Self::Targets, Self::Effects, Self::Validity];

    pub fn name(self) -> &'static str {
        match self {
            Self::Mentions => "mentions",
            Self::Deadlines => "deadlines",
            Self::Targets => "targets",
            Self::Effects => "effects",
            Self::Validity => "validity",
        }
    }
}

/// A fact with what its section puts it under.
#[derive(Debug, Default)]
pub(super) struct Fact {
    /// Its number, where it has one already.
    pub id: Option<i64>,
    /// The place of the statement that it points to among those of the record.
    pub stated: Option<usize>,
    pub school_year: Option<String>,
    pub inferred: bool,
    /// As they are searched for: `,tieu-hoc,thcs,`.
    pub levels: String,
    /// What it is known by, where people review its kind.
    pub anchor: Option<[u8; 16]>,
    /// The fact itself.
    pub json: String,
}

/// The facts of a document, with its statements of identity.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub stated: Vec<Stated>,
    /// By [`Table::ALL`].
    pub facts: [Vec<Fact>; 5],
    pub problems: Vec<String>,
}

/// What becomes a column.
#[derive(Deserialize)]
struct Columns {
    #[serde(default)]
    text: String,
    #[serde(default)]
    confidence: f64,
    title: Option<String>,
    acted: Option<IgnoredAny>,
    relation: Option<String>,
    verb: Option<String>,
    scope: Option<IgnoredAny>,
    start: Option<String>,
    end: Option<String>,
    work: Option<IgnoredAny>,
}

impl Record {
    pub fn of(&mut self, table: Table) -> &mut Vec<Fact> {
        &mut self.facts[table as usize]
    }

    /// Writes all of it, with the text of the document and its lines as [`super::layout`] gives them.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(mut self, connection: &Connection, document: i64, text: &[u8]) -> Result<(), StoreError> {
        let columns = |fact: &Fact| serde_json::from_str(&fact.json);
        let columns: Vec<Vec<Columns>> =
            self.facts.iter().map(|facts| facts.iter().map(columns).collect()).collect::<Result<_, _>>()?;
        for (table, (facts, columns)) in Table::ALL.into_iter().zip(self.facts.iter().zip(&columns)) {
            for (fact, columns) in facts.iter().zip(columns) {
                let Some(stated) = fact.stated.and_then(|at| self.stated.get_mut(at)) else { continue };
                match table {
                    Table::Mentions => {
                        stated.mention(&columns.text, columns.acted.is_some(), columns.title.as_deref());
                    }
                    _ => stated.told = true,
                }
            }
        }
        let sightings = sightings::insert(connection, document, &self.stated)?;
        for (table, (facts, columns)) in Table::ALL.into_iter().zip(self.facts.iter().zip(&columns)) {
            for (place, (fact, columns)) in facts.iter().zip(columns).enumerate() {
                let sighting = fact.stated.and_then(|at| sightings.get(at).copied());
                insert(connection, table, document, sighting, place, fact, columns)?;
            }
        }
        let lines = |facts: &[Fact]| -> Result<Option<Vec<u8>>, StoreError> {
            pack_lines(facts.iter().map(|fact| fact.json.as_str()))
        };
        connection.prepare_cached("INSERT OR REPLACE INTO texts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(
            params![
                document,
                lines(&self.facts[0])?,
                lines(&self.facts[1])?,
                lines(&self.facts[2])?,
                lines(&self.facts[3])?,
                lines(&self.facts[4])?,
                pack_lines(self.problems.iter().map(String::as_str))?,
                pack(Like::Text, text)?,
            ],
        )?;
        Ok(())
    }
}

fn insert(
    connection: &Connection,
    table: Table,
    document: i64,
    sighting: Option<i64>,
    place: usize,
    fact: &Fact,
    columns: &Columns,
) -> Result<(), StoreError> {
    let place = i64::try_from(place).unwrap_or(i64::MAX);
    let confidence = in_ten_thousands(columns.confidence);
    let anchor = fact.anchor.as_ref().map(|anchor| &anchor[..]);
    let Fact { id, school_year, inferred, levels, .. } = fact;
    match table {
        Table::Mentions => connection
            .prepare_cached("INSERT INTO mentions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?
            .execute(params![
                id,
                document,
                sighting,
                place,
                school_year,
                inferred,
                levels,
                anchor,
                confidence,
                columns.title.is_some(),
                columns.acted.is_some(),
                columns.relation.as_deref() == Some("replaces"),
            ])?,
        Table::Deadlines => connection
            .prepare_cached("INSERT INTO deadlines VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?
            .execute(params![
                id,
                document,
                place,
                school_year,
                inferred,
                levels,
                anchor,
                confidence,
                columns.start,
                columns.end
            ])?,
        Table::Targets => connection
            .prepare_cached("INSERT INTO targets VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
            .execute(params![id, document, place, school_year, inferred, levels, anchor, confidence])?,
        Table::Effects => connection
            .prepare_cached("INSERT INTO effects VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?
            .execute(params![
                id,
                document,
                sighting,
                place,
                school_year,
                inferred,
                levels,
                anchor,
                confidence,
                columns.verb.as_deref() == Some("replaces") && columns.scope.is_none(),
            ])?,
        Table::Validity => {
            connection.prepare_cached("INSERT INTO validity VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(
                params![id, document, sighting, place, school_year, inferred, levels, columns.work.is_none()],
            )?
        }
    };
    Ok(())
}

/// Of 10,000, never more than it is: what is less sure than a limit stays so.
fn in_ten_thousands(confidence: f64) -> i64 {
    (confidence * 10_000.0 + 1e-6) as i64
}

/// The facts of one kind in a document, as JSON.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Lines {
    /// Those of a document; none where nothing was read of it.
    ///
    /// # Errors
    /// Where the store cannot be read, or they cannot be unpacked.
    pub fn read(connection: &Connection, name: &str, document: i64) -> Result<Self, StoreError> {
        let mut statement = connection.prepare_cached(&format!("SELECT {name} FROM texts WHERE document_id = ?1"))?;
        let mut rows = statement.query([document])?;
        match rows.next()?.map(|row| row.get::<_, Option<Vec<u8>>>(0)).transpose()?.flatten() {
            Some(packed) => Self::unpack(&packed),
            None => Ok(Self::default()),
        }
    }

    /// Those of a column of `texts`.
    ///
    /// # Errors
    /// Where they cannot be unpacked.
    pub fn unpack(packed: &[u8]) -> Result<Self, StoreError> {
        let text = unpack_text(packed)?;
        let ends = text.match_indices('\n').map(|(at, _)| at).chain([text.len()]).collect();
        Ok(Self { text, ends })
    }

    /// All of them, in their order.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).filter_map(|place| self.get(place))
    }

    fn get(&self, place: usize) -> Option<&str> {
        let start = place.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).map(|end| end + 1))?;
        self.text.get(start..*self.ends.get(place)?)
    }

    /// The one at this place.
    ///
    /// # Errors
    /// Where there is none.
    pub fn at(&self, place: i64) -> Result<&str, StoreError> {
        let fact = usize::try_from(place).ok().and_then(|place| self.get(place));
        fact.ok_or_else(|| StoreError::Packed("a fact is not there".to_owned()))
    }
}

fn pack_lines<'a>(lines: impl Iterator<Item = &'a str>) -> Result<Option<Vec<u8>>, StoreError> {
    let lines: Vec<&str> = lines.collect();
    (!lines.is_empty()).then(|| pack(Like::Facts, lines.join("\n").as_bytes())).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_of_confidence_is_kept() {
        for (confidence, expected) in
            [(0.9, 9000), (0.899_999_98, 8999), (0.849_999_96, 8499), (0.98, 9800), (1.0, 10_000), (0.29, 2900)]
        {
            assert_eq!(in_ten_thousands(confidence), expected, "{confidence}");
        }
    }

    #[test]
    fn a_fact_is_found_by_its_place() {
        let facts = [r#"{"text":"một"}"#, r#"{"text":"hai\nba"}"#];
        let packed = pack_lines(facts.into_iter()).expect("packed").expect("some");
        let lines = Lines::unpack(&packed).expect("unpacked");
        assert_eq!(lines.all().collect::<Vec<_>>(), facts);
        assert_eq!(lines.at(1).expect("there"), facts[1]);
        assert!(lines.at(2).is_err() && lines.at(-1).is_err());
        assert!(pack_lines(std::iter::empty()).expect("packed").is_none());
    }
}
