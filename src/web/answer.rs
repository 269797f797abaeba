//! What pages answer, and what becomes of those that cannot.

use askama::Template;

use super::ask::Ask;
use super::view::Frame;
use crate::render::{messages, trouble};
use crate::store::StoreError;

/// What a page answers.
#[derive(Debug)]
pub enum Answer {
    /// A page.
    Page(String),
    /// Bytes of a kind (`image/png`), which may be kept by the browser for so many seconds.
    Bytes {
        /// Their media type.
        kind: &'static str,
        /// The bytes.
        bytes: Vec<u8>,
        /// For how long, in seconds, they stay the same.
        keep: u32,
        /// The name to save them under, where they are to be saved.
        save_as: Option<String>,
    },
    /// Data for programs, with the status that goes with it.
    Data {
        /// The status code (RFC 9110).
        status: u16,
        /// Their media type.
        kind: &'static str,
        /// The data.
        body: String,
        /// By what a program knows them again (`ETag`).
        tag: Option<String>,
    },
    /// What the program has already; by its tag.
    Unchanged(String),
    /// Go to another page of the site.
    See(String),
    /// As [`Answer::See`], and remember the language.
    Speak(String, crate::render::Lang),
}

/// Why a page cannot answer.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// There is nothing under this address.
    #[error("nothing is here")]
    NotFound,
    /// What was asked cannot be done; for the visitor.
    #[error("{0}")]
    Asked(String),
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A template failed.
    #[error(transparent)]
    Template(#[from] askama::Error),
    /// A file to take along cannot be made.
    #[error(transparent)]
    Export(#[from] crate::export::ExportError),
    /// A file cannot be read.
    #[error(transparent)]
    Source(#[from] crate::source::SourceError),
}

/// A page that says what is wrong and what to do.
#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage {
    frame: Frame,
    what: String,
    /// Whether the store is not there yet.
    no_store: bool,
}

impl Trouble {
    /// The status code (RFC 9110) that goes with it.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Asked(_) | Self::Source(_) => 400,
            Self::Store(StoreError::Missing(_)) => 200,
            Self::Store(_) => 503,
            Self::Template(_) | Self::Export(_) => 500,
        }
    }

    /// The page that tells the visitor.
    pub fn page(&self, ask: &Ask) -> String {
        let lang = ask.lang;
        let what = match self {
            Self::NotFound => {
                lang.pick("Không có trang nào ở địa chỉ này.", "There is no page at this address.").to_owned()
            }
            Self::Store(StoreError::Missing(_)) => String::new(),
            Self::Store(error) => trouble::store(error, lang),
            Self::Source(error) => messages::reason(error, lang),
            other => other.to_string(),
        };
        let title = match self {
            Self::NotFound => lang.pick("Không tìm thấy", "Not found"),
            Self::Store(StoreError::Missing(_)) => lang.pick("Chưa có kho", "No store yet"),
            _ => lang.pick("Không trả lời được", "No answer"),
        };
        let page = TroublePage {
            frame: Frame::new(ask, title, ""),
            what,
            no_store: matches!(self, Self::Store(StoreError::Missing(_))),
        };
        page.render().unwrap_or_else(|_| title.to_owned())
    }
}
