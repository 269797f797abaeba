//! What is said to a program that asks for what cannot be answered (RFC 9457).

use serde_json::{Value, json};

use super::AnswerError;
use crate::render::Lang;
use crate::store::StoreError;

/// Why a program gets no answer.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A parameter is missing, unknown or no such value.
    #[error("{0}")]
    Parameter(String),
    /// The parameters are good, and there is no answer.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// There is nothing of this name to ask.
    #[error("nothing is here; what can be asked is described in /api/v1/openapi.json")]
    NotFound,
    /// The request itself is refused, with this status.
    #[error("the request cannot be read")]
    Refused(u16),
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Answer(error.into())
    }
}

impl Fault {
    /// The status code (RFC 9110) that goes with it.
    pub fn status(&self) -> u16 {
        match self {
            Self::Parameter(_) => 400,
            Self::NotFound => 404,
            Self::Refused(status) => *status,
            Self::Answer(error) => match error {
                AnswerError::NotHeld(_) | AnswerError::Unknown { .. } => 404,
                AnswerError::Several(_) => 409,
                AnswerError::Store(_) => 503,
                AnswerError::YearsReversed
                | AnswerError::DaysReversed { .. }
                | AnswerError::Both(..)
                | AnswerError::Neither(..)
                | AnswerError::Outside { .. }
                | AnswerError::NoSuchYear(_)
                | AnswerError::NothingAsked => 422,
            },
        }
    }

    /// What to do about it.
    pub fn told(&self, lang: Lang) -> String {
        match self {
            Self::Answer(error) => error.told(lang),
            Self::Parameter(what) => format!("{}: {what}", lang.pick("tham số không hợp lệ", "invalid parameter")),
            Self::NotFound => lang
                .pick(
                    "không có gì ở địa chỉ này; xem /api/v1/openapi.json để biết hỏi được những gì",
                    "nothing is here; what can be asked is described in /api/v1/openapi.json",
                )
                .to_owned(),
            Self::Refused(_) => lang.pick("yêu cầu không đọc được", "the request cannot be read").to_owned(),
        }
    }

    /// For programs, as `application/problem+json`.
    pub fn json(&self, lang: Lang) -> Value {
        let status = self.status();
        let (kind, title) = match status {
            404 => ("not-found", lang.pick("Không tìm thấy", "Not found")),
            409 => ("several", lang.pick("Nhiều văn bản khớp", "Several documents match")),
            422 => ("question", lang.pick("Yêu cầu không hợp lệ", "The request makes no sense")),
            503 => ("store", lang.pick("Kho không trả lời được", "The store does not answer")),
            _ => ("parameter", lang.pick("Tham số không hợp lệ", "Invalid parameter")),
        };
        json!({
            "schema": "chidao/problem@1",
            "type": format!("https://chidao.example/problems/{kind}"),
            "title": title,
            "status": status,
            "detail": self.told(lang),
        })
    }
}
