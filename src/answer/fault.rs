//! What is said to a program that asks for what cannot be answered (RFC 9457).

use serde_json::{Value, json};

use super::{AnswerError, Wrong};
use crate::render::Lang;
use crate::store::StoreError;

/// Why a program gets no answer.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A parameter is missing, unknown or no such value.
    #[error("{0}")]
    Parameter(Wrong),
    /// The parameters are good, and there is no answer.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// There is nothing of this name to ask.
    #[error("nothing is here; what can be asked is described in /api/v1/openapi.json")]
    NotFound,
    /// The request itself cannot be read; with this status.
    #[error("the request cannot be read")]
    Unreadable(u16),
    /// The request is turned away before anything is asked, with this status and these words.
    #[error("{1}")]
    Refused(u16, String),
    /// Something was to be changed: what is here can only be read.
    #[error("only GET and HEAD are answered here")]
    Method,
    /// The answer was not made to its end.
    #[error("the answer was not made to its end")]
    Broken,
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
            Self::Unreadable(status) | Self::Refused(status, _) => *status,
            Self::Method => 405,
            Self::Broken => 500,
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
            Self::Parameter(what) => {
                format!("{}: {}", lang.pick("tham số không hợp lệ", "invalid parameter"), what.told(lang))
            }
            Self::NotFound => lang
                .pick(
                    "không có gì ở địa chỉ này; xem /api/v1/openapi.json để biết hỏi được những gì",
                    "nothing is here; what can be asked is described in /api/v1/openapi.json",
                )
                .to_owned(),
            Self::Unreadable(_) => lang.pick("yêu cầu không đọc được", "the request cannot be read").to_owned(),
            Self::Refused(_, told) => told.clone(),
            Self::Method => lang
                .pick(
                    "ở đây chỉ đọc, không thay đổi gì: hãy dùng GET hoặc HEAD",
                    "nothing can be changed here: ask with GET or HEAD",
                )
                .to_owned(),
            Self::Broken => lang
                .pick(
                    "chương trình gặp lỗi khi trả lời; hãy thử lại",
                    "the program failed while it answered; try again",
                )
                .to_owned(),
        }
    }

    /// For programs, as `application/problem+json`.
    pub fn json(&self, lang: Lang) -> Value {
        let status = self.status();
        let (kind, title) = match status {
            401 => ("password", lang.pick("Cần mật khẩu", "A password is needed")),
            403 => ("refused", lang.pick("Yêu cầu bị từ chối", "The request is refused")),
            404 => ("not-found", lang.pick("Không tìm thấy", "Not found")),
            405 => ("method", lang.pick("Phương thức không dùng được ở đây", "Method not allowed")),
            409 => ("several", lang.pick("Nhiều văn bản khớp", "Several documents match")),
            413 => ("request", lang.pick("Yêu cầu quá lớn", "The request is too large")),
            421 => ("host", lang.pick("Sai tên trang", "Not a name of this site")),
            422 => ("question", lang.pick("Yêu cầu không hợp lệ", "The request makes no sense")),
            500 => ("broken", lang.pick("Lỗi của chương trình", "The program failed")),
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
