//! What workbooks and reports are written from: tables of typed cells under a title, with what limits them.

use crate::directive::{PartialDate, Target};
use crate::render::{Lang, dates, quantity};

/// An answer to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The language of its words.
    pub lang: Lang,
    /// What it is, for a heading.
    pub title: String,
    /// The filters in force and other facts about it, a line each.
    pub about: Vec<String>,
    /// The tables.
    pub tables: Vec<Table>,
    /// What was not read, not paired, not known, a line each.
    pub notes: Vec<String>,
}

/// Rows under named columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The name of the sheet, the heading of the section.
    pub name: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// How many of the first columns a workbook prints; the others are for the screen.
    pub printed: usize,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// How wide it is, in characters.
    pub width: u16,
}

impl Column {
    /// A column.
    pub fn new(name: &str, width: u16) -> Self {
        Self { name: name.to_owned(), width }
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A date, known to the day, the month or the year.
    Date(PartialDate),
    /// A number.
    Number(f64),
    /// Per cent, 97 for 97 %.
    Percent(f64),
    /// A level with its bound, `≥ 97 %`: still a number where numbers can be summed.
    Level {
        /// The number, in front of [`Self::Level::most`] the lower one; 97 for 97 %.
        value: f64,
        /// The upper number of a range.
        most: Option<f64>,
        /// The bound as people write it; empty for a level that is to be met exactly.
        bound: &'static str,
        /// Whether it is per cent.
        percent: bool,
    },
    /// Words that lead to an address.
    Link {
        /// The words.
        said: String,
        /// The address.
        address: String,
        /// The document of the store and its page that this is.
        place: (i64, u32),
    },
}

impl Paper {
    /// The same paper with links to the pages of a site instead of files, which its visitors may not have.
    pub fn on_site(mut self, site: &str) -> Self {
        for cell in self.tables.iter_mut().flat_map(|table| table.rows.iter_mut().flatten()) {
            if let Cell::Link { address, place: (document, page), .. } = cell {
                *address = format!("{site}/documents/{document}?page={page}");
            }
        }
        self
    }
}

impl Cell {
    /// Words; nothing where there are none.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// Words that may be missing.
    pub fn words(words: Option<&str>) -> Self {
        words.map_or(Self::Empty, Self::text)
    }

    /// A date that may be missing.
    pub fn date(date: Option<PartialDate>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    /// A quantity: per cent where that is its unit.
    pub fn quantity(value: f64, unit: &str) -> Self {
        if unit == "%" { Self::Percent(value) } else { Self::Number(value) }
    }

    /// The level that a target sets.
    pub fn level(target: &Target) -> Self {
        let (value, most, percent) = (target.value, target.value_max, target.unit == "%");
        Self::Level { value, most, bound: quantity::bound(target.op), percent }
    }

    /// For a reader, without regard to type.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(words) | Self::Link { said: words, .. } => words.clone(),
            Self::Date(date) => dates::date(*date),
            Self::Number(value) => quantity::number(*value, lang),
            Self::Percent(value) => format!("{} %", quantity::number(*value, lang)),
            Self::Level { value, most, bound, percent } => {
                quantity::level(bound, *value, *most, if *percent { "%" } else { "" }, lang)
            }
        }
    }

    /// Whether it is a number, which no program takes for a formula.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Percent(_) | Self::Level { .. })
    }
}
