//! Why a question has no answer.

use jiff::civil::Date;

use crate::directive::PartialDate;
use crate::render::{Lang, dates, trouble};
use crate::store::{Document, StoreError};

use super::short;

/// Why a question has no answer; [`AnswerError::told`] says it with what to do.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Of two school years the later one came first.
    #[error("the earlier year comes first")]
    YearsReversed,
    /// A span of days ends before it begins.
    #[error("{from} is after {to}")]
    DaysReversed {
        /// Its first day.
        from: Date,
        /// Its last day.
        to: Date,
    },
    /// A name means nothing that the store holds.
    #[error("this store holds no directive “{0}”")]
    NotHeld(String),
    /// The store knows no document of this name, neither held nor cited.
    #[error("this store does not know “{name}”")]
    Unknown {
        /// The name.
        name: String,
        /// Names of works that come near.
        near: Vec<String>,
    },
    /// Two parts of a question exclude each other.
    #[error("give {0} or {1}, not both")]
    Both(&'static str, &'static str),
    /// Of two parts of a question one is needed.
    #[error("give {0} or {1}")]
    Neither(&'static str, &'static str),
    /// A part of a question is outside what it can be.
    #[error("{what} is outside {from} to {to}")]
    Outside {
        /// Which part.
        what: &'static str,
        /// The least it can be.
        from: i64,
        /// The most it can be.
        to: i64,
    },
    /// Two years that are no school year, such as 2024-2029.
    #[error("“{0}” is not a school year such as 2024-2025")]
    NoSuchYear(String),
    /// There is nothing to look for.
    #[error("nothing to search for: give a document's number or some words")]
    NothingAsked,
    /// A name means several documents of the store.
    #[error("several match, give the number")]
    Several(Vec<Document>),
}

impl AnswerError {
    /// What is wrong and what to do, in the language of the user.
    pub fn told(&self, lang: Lang) -> String {
        match self {
            Self::Store(error) => trouble::store(error, lang),
            Self::YearsReversed => {
                lang.pick("năm trước phải đứng trước năm sau", "the earlier year comes first").to_owned()
            }
            Self::DaysReversed { from, to } => {
                let [from, to] = [from, to].map(|day| dates::date(PartialDate::Day(*day)));
                lang.pick(
                    format!("từ ngày {from} đến ngày {to} không có ngày nào: hãy đổi chỗ hai ngày"),
                    format!("there is no day from {from} to {to}: swap the two"),
                )
            }
            Self::NotHeld(name) => {
                format!("{} “{name}”", lang.pick("trong kho không có văn bản", "this store holds no directive"))
            }
            Self::Unknown { name, near } => {
                let unknown = lang.pick("Kho này không biết văn bản", "This store does not know");
                let meant = lang.pick("Có phải bạn tìm:", "Did you mean:");
                let near = near.iter().map(|near| format!("{meant} {near}?"));
                std::iter::once(format!("{unknown} “{name}”.")).chain(near).collect::<Vec<_>>().join("\n")
            }
            Self::Both(one, other) => {
                lang.pick(format!("chỉ dùng {one} hoặc {other}"), format!("give {one} or {other}, not both"))
            }
            Self::Neither(one, other) => {
                lang.pick(format!("hãy cho {one} hoặc {other}"), format!("give {one} or {other}"))
            }
            Self::Outside { what, from, to } if from == to => {
                lang.pick(format!("{what} chỉ có thể là {from}"), format!("{what} can only be {from}"))
            }
            Self::Outside { what, from, to } => {
                lang.pick(format!("{what} phải từ {from} đến {to}"), format!("{what} must be from {from} to {to}"))
            }
            Self::NoSuchYear(text) => lang.pick(
                format!("“{text}” không phải là năm học như 2024-2025"),
                format!("“{text}” is not a school year such as 2024-2025"),
            ),
            Self::NothingAsked => lang
                .pick(
                    "chưa có gì để tìm: hãy nhập số, ký hiệu văn bản hoặc từ ngữ",
                    "nothing to search for: give a document's number or some words",
                )
                .to_owned(),
            Self::Several(documents) => {
                let line = |d: &Document| format!("  [{}] {} {}", d.id, d.label(), short(&d.path));
                let list: Vec<String> = documents.iter().map(line).collect();
                let ask = lang.pick("nhiều văn bản khớp, hãy chọn số trong ngoặc", "several match, give the number");
                format!("{ask}:\n{}", list.join("\n"))
            }
        }
    }
}
