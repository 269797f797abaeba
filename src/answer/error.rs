//! Why a question has no answer.

use crate::render::Lang;
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
    /// A name means nothing that the store holds.
    #[error("this store holds no directive “{0}”")]
    NotHeld(String),
    /// A name means several documents of the store.
    #[error("several match, give the number")]
    Several(Vec<Document>),
}

impl AnswerError {
    /// What is wrong and what to do, in the language of the user.
    pub fn told(&self, lang: Lang) -> String {
        match self {
            Self::Store(error) => error.to_string(),
            Self::YearsReversed => {
                lang.pick("năm trước phải đứng trước năm sau", "the earlier year comes first").to_owned()
            }
            Self::NotHeld(name) => {
                format!("{} “{name}”", lang.pick("trong kho không có văn bản", "this store holds no directive"))
            }
            Self::Several(documents) => {
                let line = |d: &Document| format!("  [{}] {} {}", d.id, d.label(), short(&d.path));
                let list: Vec<String> = documents.iter().map(line).collect();
                let ask = lang.pick("nhiều văn bản khớp, hãy chọn số trong ngoặc", "several match, give the number");
                format!("{ask}:\n{}", list.join("\n"))
            }
        }
    }
}
