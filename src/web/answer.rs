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
    /// More was sent at once than is taken, in MiB.
    #[error("more than {0} MB at once")]
    TooLarge(usize),
    /// What was sent breaks off, or is no form.
    #[error("the form is damaged")]
    Garbled,
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
            Self::Asked(_) | Self::Source(_) | Self::Garbled => 400,
            Self::TooLarge(_) => 413,
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
            Self::Source(error) => lang.pick(
                format!("Không đọc được tệp: {}.", messages::reason(error, lang)),
                format!("The file could not be read: {}.", messages::reason(error, lang)),
            ),
            Self::TooLarge(most) => lang.pick(
                format!(
                    "Các tệp gửi một lần không được quá {most} MB. Hãy gửi ít tệp hơn mỗi lần, hoặc chép chúng vào một \
                     thư mục trên máy này rồi nạp thư mục đó ở trang “Nạp văn bản”."
                ),
                format!(
                    "Files sent at once must not exceed {most} MB. Send fewer at a time, or copy them to a folder of \
                     this computer and take in that folder on the page “Take in files”."
                ),
            ),
            Self::Garbled => lang
                .pick(
                    "Dữ liệu gửi lên bị dở dang. Hãy tải lại trang rồi gửi lại.",
                    "What was sent breaks off. Load the page again and send it once more.",
                )
                .to_owned(),
            other => other.to_string(),
        };
        let title = match self {
            Self::NotFound => lang.pick("Không tìm thấy", "Not found"),
            Self::Store(StoreError::Missing(_)) => lang.pick("Chưa có kho", "No store yet"),
            Self::Asked(_) | Self::Source(_) | Self::TooLarge(_) | Self::Garbled => {
                lang.pick("Chưa thực hiện được", "Not done")
            }
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
