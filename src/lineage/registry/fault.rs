//! What can be wrong with a registry file.

use std::fmt;

/// All that is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryError {
    /// The file, as named by the caller.
    pub file: String,
    /// The faults, by line.
    pub faults: Vec<RegistryFault>,
}

/// A fault and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryFault {
    /// The line from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong at one place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is not TOML.
    #[error("not TOML: {0}")]
    Syntax(String),
    /// A key that the format does not know here.
    #[error("unknown key “{key}”; known here: {known}")]
    UnknownKey {
        /// The key.
        key: String,
        /// Those that could stand here.
        known: String,
    },
    /// A key that must be there.
    #[error("“{0}” is missing")]
    Missing(&'static str),
    /// A value of another type.
    #[error("“{key}” must be {wanted}")]
    Type {
        /// The key.
        key: String,
        /// What must stand there.
        wanted: &'static str,
    },
    /// No verb.
    #[error("unknown verb “{0}”; use replaces, repeals, amends, corrects, suspends or consolidates")]
    Verb(String),
    /// No kind of document.
    #[error("unknown kind of document in “{0}”; write it as in “Thông tư 27/2020/TT-BGDĐT”")]
    Kind(String),
    /// The kind that is written is not the one of the symbol.
    #[error("kind and symbol of “{0}” do not fit together")]
    KindAndSymbol(String),
    /// No number.
    #[error("no number in “{0}”")]
    Number(String),
    /// No symbol.
    #[error("no symbol in “{0}”, such as TT-BGDĐT")]
    Symbol(String),
    /// Neither a year in the number nor a date.
    #[error("“{0}” has no year in its number: give “issued”, since numbers begin anew each year")]
    NoYear(String),
    /// The year of the number and the one of the date differ.
    #[error("“{name}” cannot be issued on {issued}")]
    YearAndDate {
        /// The document.
        name: String,
        /// Its issue date.
        issued: String,
    },
    /// No date.
    #[error("“{0}” is not a date such as 2024-07-19, 2024-07 or 2024")]
    Date(String),
    /// No school year.
    #[error("“{0}” is not a school year such as 2024-2025")]
    SchoolYear(String),
    /// No grade.
    #[error("{0} is not a grade from 1 to 12")]
    Grade(String),
    /// No level.
    #[error("unknown level “{0}”; use mam-non, tieu-hoc, thcs, thpt or gdtx")]
    Level(String),
    /// No provenance.
    #[error("unknown provenance “{0}”; use clause, text or known")]
    Provenance(String),
    /// Another schema.
    #[error("“{0}” is not the schema of this format, chidao/registry@1")]
    Schema(String),
    /// An end before its beginning.
    #[error("it ends before it begins")]
    Reversed,
    /// A document that acts on itself.
    #[error("“{0}” acts on itself")]
    Itself(String),
    /// The same thing told twice.
    #[error("told before, in line {0}")]
    Duplicate(usize),
}

impl fmt::Display for RegistryError {
    /// One line for each fault: `FILE:LINE: what is wrong`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            let end = if index + 1 < self.faults.len() { "\n" } else { "" };
            write!(f, "{}:{}: {}{end}", self.file, fault.line, fault.fault)?;
        }
        Ok(())
    }
}

impl std::error::Error for RegistryError {}
