//! Documents out of the store.

use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row, ToSql, params, params_from_iter};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::layout;
use super::packed::{Like, as_text, pack, unpack};
use super::record::Lines;
use super::text::StoredText;
use super::{Filter, Store, StoreError};
use crate::directive::{Header, PartialDate, Problem, SchoolYear};
use crate::lineage::issuer::{Issuer, Tier};
use crate::lineage::resolve::Chain;
use crate::source::{Format, Metadata, SourceError};
use crate::text::fold;

/// Whether a file's facts are in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// They are.
    Read,
    /// The file could not be read.
    Unread,
    /// The file is not there any more; its facts are kept, but not shown.
    Vanished,
}

/// A file of the store and what its letterhead says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// Its number in the store.
    pub id: i64,
    /// Where the file was met.
    pub path: String,
    /// Whether its facts are there.
    pub status: Status,
    /// Why it could not be read.
    pub reason: Option<SourceError>,
    /// Its format, where it was read.
    pub format: Option<Format>,
    /// How many pages it has.
    pub pages: u32,
    /// How many of them gave no text.
    pub pages_unread: u32,
    /// The header.
    #[serde(rename = "document")]
    pub header: Header,
    /// What the container says.
    pub metadata: Metadata,
    /// The canonical key of the work that it is.
    pub work: Option<String>,
    /// The document that it repeats in another file: the same bytes, the same text, or one identity and like texts.
    pub copy_of: Option<i64>,
    /// The school years it governs, or the one that its date falls in.
    pub school_years: Vec<SchoolYear>,
    /// Whether the school year is only taken from its date.
    pub year_inferred: bool,
    /// The district it stands under, without marks and case, by its letterhead, recipients and the papers it names.
    #[serde(skip)]
    pub district: Option<String>,
    /// Likewise the province or city.
    #[serde(skip)]
    pub province: Option<String>,
}

impl Document {
    /// Its issuer, with places without marks and case: what the letterhead leaves out is that of the chain it stands in.
    pub fn issued_by(&self) -> Issuer {
        seated(&self.header, self.district.as_deref(), self.province.as_deref())
    }

    /// Number and symbol (`322/PGD-THCS`), or else the file's name.
    pub fn label(&self) -> String {
        self.header.designation().unwrap_or_else(|| self.path.rsplit('/').next().unwrap_or(&self.path).to_owned())
    }

    /// Kind and number: `Công văn 322/PGD-THCS`; the file's name where there is no number.
    pub fn titled(&self) -> String {
        let kind = self.header.kind.filter(|_| self.header.number.is_some());
        kind.map_or_else(|| self.label(), |kind| format!("{} {}", kind.name(), self.label()))
    }
}

/// The issuer of a letterhead, without marks and case, in a chain of authority of which these places are known.
pub(super) fn seated(header: &Header, district: Option<&str>, province: Option<&str>) -> Issuer {
    let mut issuer = Issuer::of_header(header).folded();
    if issuer.place.is_none() {
        issuer.place = match issuer.tier {
            Some(Tier::District) => district.map(str::to_owned),
            Some(Tier::Province) => province.map(str::to_owned),
            _ => None,
        };
    }
    issuer.province = province.map(str::to_owned).or(issuer.province);
    issuer
}

/// A name without case, marks, and what people leave out or add.
pub fn plain_name(text: &str) -> String {
    fold(text).replace([' ', '&', '-', '/'], "").trim_start_matches('0').to_owned()
}

/// What a file is found by: the plain name of the end of its path.
pub(super) fn file_key(path: &str) -> String {
    plain_name(path.rsplit('/').next().unwrap_or(path))
}

/// What stands at the head of a document, as its row holds it beside its [`Chain`].
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Head {
    pub header: Header,
    /// What its file says.
    pub metadata: Metadata,
}

/// Where a document stands among authorities, as its row holds it beside the [`Head`].
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Placed {
    pub chain: Chain,
}

impl Head {
    /// The row's value, of three values of JSON.
    ///
    /// # Errors
    /// Where it cannot be packed.
    pub fn write(header: &str, metadata: &str, chain: &str) -> Result<Vec<u8>, StoreError> {
        pack(Like::Header, format!(r#"{{"header":{header},"metadata":{metadata},"chain":{chain}}}"#).as_bytes())
    }

    /// What a row holds; what is known of a file that was not read where it holds nothing.
    ///
    /// # Errors
    /// Where it holds something else.
    pub fn read(packed: Option<&[u8]>) -> Result<Self, StoreError> {
        read_head(packed)
    }
}

/// What a row holds of a [`Head`] and a [`Placed`], as far as `T` asks for it.
///
/// # Errors
/// Where the row holds something else.
pub(super) fn read_head<T: Default + DeserializeOwned>(packed: Option<&[u8]>) -> Result<T, StoreError> {
    packed.map_or_else(|| Ok(T::default()), |packed| Ok(serde_json::from_str(as_text(&unpack(packed)?)?)?))
}

pub(super) const COLUMNS: &str = "d.id, d.path, d.status, d.reason, d.format, d.pages, d.pages_unread, d.head,
    (SELECT key FROM works WHERE id = d.work_id), d.copy_of,
    (SELECT group_concat(school_year || iif(inferred, '?', ''), ' ') FROM document_years WHERE document_id = d.id),
    d.district, d.province";

impl Store {
    /// The documents that were read and fit the filter, by date and path.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn documents(&self, filter: &Filter) -> Result<Vec<Document>, StoreError> {
        let (condition, values) = filter.of_documents(self)?;
        self.select(&format!("{condition} ORDER BY d.date IS NULL, d.date, d.path"), &values)
    }

    /// Some of the documents that [`Store::documents`] gives, the newest first, those without a date at the end.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn newest(&self, filter: &Filter, skip: usize, limit: usize) -> Result<Vec<Document>, StoreError> {
        let (condition, values) = filter.of_documents(self)?;
        self.select(
            &format!("{condition} ORDER BY d.date IS NULL, d.date DESC, d.path LIMIT {limit} OFFSET {skip}"),
            &values,
        )
    }

    /// The school years of the documents that were read, in order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn school_years(&self) -> Result<Vec<SchoolYear>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT y.school_year FROM document_years y JOIN documents d ON d.id = y.document_id
             WHERE d.status = 'read' AND d.copy_of IS NULL ORDER BY y.school_year",
        )?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        let years: Vec<String> = rows.collect::<Result<_, _>>()?;
        Ok(years.iter().filter_map(|year| year.parse().ok()).collect())
    }

    /// How many files could not be read, and how many pages of the others gave no text, copies left out. A file of another
    /// kind that stands among the directives (a program, a piece of music) holds nothing that an answer could lack; one
    /// whose name ends as a document's, or a picture's, may.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn unread_counts(&self) -> Result<(usize, usize), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT (SELECT count(*) FROM documents
                     WHERE status = 'unread' AND (reason <> '\"Unsupported\"'
                         OR ' pdf doc docx docm rtf odt wps xls xlsx ods ppt pptx odp htm html mht xml txt csv md ' ||
                            'zip rar 7z jpg jpeg png tif tiff bmp gif webp heic '
                            LIKE '% ' || lower(replace(path, rtrim(path, replace(path, '.', '')), '')) || ' %')),
                 (SELECT coalesce(sum(pages_unread), 0) FROM documents
                     WHERE status = 'read' AND copy_of IS NULL AND pages_unread > 0)",
        )?;
        let counts: (i64, i64) = statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((usize::try_from(counts.0).unwrap_or_default(), usize::try_from(counts.1).unwrap_or_default()))
    }

    /// All files that could not be read, by path.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn unread(&self) -> Result<Vec<Document>, StoreError> {
        self.select("d.status = 'unread' ORDER BY d.path", &[])
    }

    /// One document by its number in the store, whatever its status.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn document(&self, id: i64) -> Result<Option<Document>, StoreError> {
        Ok(self.select("d.id = ?1", &[Box::new(id)])?.pop())
    }

    /// The document of a path as [`Document::path`] gives it, whatever its status.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn document_at(&self, path: &str) -> Result<Option<Document>, StoreError> {
        Ok(self.select("d.path = ?1", &[Box::new(path.to_owned())])?.pop())
    }

    /// The documents with one of these numbers, and those whose file is called as `name`, or as its end.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn documents_called(&self, numbers: &[String], name: &str) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM documents WHERE number IS NOT NULL AND number IN (SELECT value FROM json_each(?1))
             UNION SELECT id FROM documents WHERE file_key IN (?2, ?3)",
        )?;
        let rows = statement
            .query_map(params![serde_json::to_string(numbers)?, file_key(name), plain_name(name)], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The text of a document.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn text(&self, document: i64) -> Result<Option<StoredText>, StoreError> {
        let Some((content, behind)) = self.packed_text(document)? else { return Ok(None) };
        let layout = layout::read(&content, &behind)?;
        Ok(Some(StoredText::new(content, layout)))
    }

    /// The text of a document without where its words stand.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub(super) fn content(&self, document: i64) -> Result<Option<String>, StoreError> {
        Ok(self.packed_text(document)?.map(|(content, _)| content))
    }

    fn packed_text(&self, document: i64) -> Result<Option<(String, Vec<u8>)>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT content FROM texts WHERE document_id = ?1")?;
        let packed: Option<Vec<u8>> = statement.query_row([document], |row| row.get(0)).optional()?;
        packed.map(|packed| layout::content(unpack(&packed)?)).transpose()
    }

    /// The day of a document; of one that names only a month or a year, the first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub(super) fn day_of(&self, document: i64) -> Result<Option<Date>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT date FROM documents WHERE id = ?1")?;
        let date: Option<String> = statement.query_row([document], |row| row.get(0)).optional()?.flatten();
        Ok(date.and_then(|date| date.parse::<PartialDate>().ok()).map(|date| date.first_day()))
    }

    /// What was odd in a document.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn problems(&self, document: i64) -> Result<Vec<Problem>, StoreError> {
        let problems = Lines::read(&self.connection, "problems", document)?;
        problems.all().map(|json| Ok(serde_json::from_str(json)?)).collect()
    }

    /// The documents that a transaction after the generation `since` has touched, and whether their text counts.
    pub(super) fn changed_after(&self, since: i64) -> Result<Vec<(i64, bool)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, status = 'read' FROM documents WHERE generation > ?1 ORDER BY id")?;
        let rows = statement.query_map([since], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(super) fn select(&self, condition: &str, values: &[Box<dyn ToSql>]) -> Result<Vec<Document>, StoreError> {
        let mut statement =
            self.connection.prepare_cached(&format!("SELECT {COLUMNS} FROM documents d WHERE {condition}"))?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next()? {
            documents.push(read(row)?);
        }
        Ok(documents)
    }
}

/// A document of a row that begins with [`COLUMNS`].
fn read(row: &Row<'_>) -> Result<Document, StoreError> {
    let status: String = row.get(2)?;
    let head = Head::read(row.get::<_, Option<Vec<u8>>>(7)?.as_deref())?;
    // One that is only taken from the date ends with "?".
    let years = row.get::<_, Option<String>>(10)?.unwrap_or_default();
    let mut school_years: Vec<SchoolYear> =
        years.split(' ').filter_map(|year| year.trim_end_matches('?').parse().ok()).collect();
    school_years.sort_unstable();
    Ok(Document {
        id: row.get(0)?,
        path: row.get(1)?,
        status: match status.as_str() {
            "read" => Status::Read,
            "unread" => Status::Unread,
            _ => Status::Vanished,
        },
        reason: row.get::<_, Option<String>>(3)?.map(|json| serde_json::from_str(&json)).transpose()?,
        format: row.get::<_, Option<String>>(4)?.map(|name| serde_json::from_value(name.into())).transpose()?,
        pages: row.get(5)?,
        pages_unread: row.get(6)?,
        header: head.header,
        metadata: head.metadata,
        work: row.get(8)?,
        copy_of: row.get(9)?,
        school_years,
        year_inferred: years.contains('?'),
        district: row.get(11)?,
        province: row.get(12)?,
    })
}
