//! What one mention or header states of a document's identity, as resolution reads it.

use serde::{Deserialize, Serialize};

use crate::directive::{CitedWork, DirectiveKind, Header, PartialDate, Reference};
use crate::lineage::identity::{WorkId, plain_name, plain_symbol};

/// The stated fields of an identity. Equal statements in one document mean one work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Statement {
    /// Loại, by the symbol where that says it.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<DirectiveKind>,
    /// Số.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The year inside the number, or after a law's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<String>,
    /// Ký hiệu, plain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    /// A law's name in small letters, without its year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Cơ quan ban hành, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Ngày ban hành.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Whether a code in the symbol was written with a slip and is set right here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub slip: bool,
}

impl Statement {
    /// What a mention states.
    pub fn of_reference(reference: &Reference) -> Self {
        let id = WorkId::of_reference(reference);
        let is_law = matches!(reference.kind, DirectiveKind::Luat | DirectiveKind::PhapLenh);
        let (name, year) = match id.number {
            None => (id.symbol.clone(), year_after_name(&reference.text).filter(|_| id.date.is_none())),
            Some(_) if is_law => (name_before_number(&reference.text), None),
            Some(_) => (None, None),
        };
        let slip = reference.symbol.as_deref().is_some_and(is_slip);
        Self { name, slip, ..Self::of_id(id) }.with_year(year)
    }

    /// What an effect or a statement of validity says of the document it is about.
    pub fn of_cited(cited: &CitedWork) -> Self {
        let mut id = WorkId::new(cited.kind, cited.number.as_deref(), cited.year.as_deref(), cited.symbol.as_deref());
        id.date = cited.date;
        let name = id.number.is_none().then(|| cited.work.rsplit("//").next().map(str::to_owned)).flatten();
        Self { name, slip: cited.symbol.as_deref().is_some_and(is_slip), ..Self::of_id(id) }
    }

    /// What a directive's own header states; `None` where it has no number.
    pub fn of_header(header: &Header) -> Option<Self> {
        let mut statement = Self::of_id(WorkId::of_header(header)?);
        // "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO" under "UBND HUYỆN AN LÃO": the line above names the place.
        if let (Some(issuer), Some(superior)) = (&statement.issuer, &header.superior)
            && super::Seat::of_issuer(issuer).name.is_none()
        {
            statement.issuer = Some(format!("{issuer}, {superior}"));
        }
        Some(statement)
    }

    /// What a person states who says which document a file is.
    pub fn of_id(id: WorkId) -> Self {
        Self {
            kind: id.kind,
            symbol: id.symbol.filter(|_| id.number.is_some()),
            number: id.number,
            year: id.year,
            name: None,
            issuer: id.issuer,
            date: id.date,
            slip: false,
        }
    }

    /// The block in which it is resolved: its number, or else the law's name.
    pub fn block(&self) -> &str {
        self.number.as_deref().or(self.name.as_deref()).unwrap_or_default()
    }

    /// For a law with name and number: the name, under which others may cite it.
    pub fn name_block(&self) -> Option<&str> {
        self.name.as_deref().filter(|_| self.number.is_some())
    }

    fn with_year(mut self, year: Option<String>) -> Self {
        self.year = self.year.or(year);
        self
    }
}

/// Whether more than marks, dashes and short forms keeps the symbol from its plain form.
fn is_slip(symbol: &str) -> bool {
    let letters = |text: &str| {
        let folded = crate::text::fold(text);
        folded.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    let short = |plain: &str| plain.replace("gddt", "gd");
    let (written, plain) = (letters(symbol), letters(&plain_symbol(symbol)));
    written != plain && short(&written) != short(&plain)
}

/// "Luật Nhà giáo số 73/2025/QH15" → "luật nhà giáo"; "Luật số 73/2025/QH15" has no name.
fn name_before_number(text: &str) -> Option<String> {
    let at = text.match_indices(" số ").filter(|(at, gap)| starts_with_digit(&text[at + gap.len()..])).last();
    let name = plain_name(&text[..at?.0]);
    (!matches!(name.as_str(), "" | "luật" | "bộ luật" | "pháp lệnh")).then_some(name)
}

/// "Luật Giáo dục năm 2019", "Luật Giáo dục 2019".
fn year_after_name(text: &str) -> Option<String> {
    let digits = text.trim_end().rsplit(' ').next()?;
    let is_year = digits.len() == 4 && digits.parse::<u16>().is_ok_and(|year| (1945..2100).contains(&year));
    is_year.then(|| digits.to_owned())
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}
