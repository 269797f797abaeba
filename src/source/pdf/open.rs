//! Opens a PDF: with the password that fits, and mended where its end is lost.

use std::sync::{Arc, LazyLock};

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use regex::bytes::Regex;

use super::salvage;
use crate::source::SourceError;

/// A PDF that is open.
pub struct Opened {
    /// The document.
    pub pdf: Pdf,
    /// Whether its content is encrypted.
    pub encrypted: bool,
    /// Whether its list of pages was lost, so that its pages are what was found in it.
    pub salvaged: bool,
}

/// Opens a PDF. No password is tried before the empty one.
///
/// # Errors
/// [`SourceError::Locked`] where no password fits, [`SourceError::Damaged`] where no page can be found.
pub fn open(bytes: Vec<u8>, passwords: &[String]) -> Result<Opened, SourceError> {
    let encrypted = names_encryption(&bytes);
    let bytes = Arc::new(bytes);
    let mut locked = false;
    for password in std::iter::once("").chain(passwords.iter().map(String::as_str)) {
        match Pdf::new_with_password(Arc::clone(&bytes), password) {
            Ok(pdf) if pdf.pages().is_empty() => break,
            Ok(pdf) => return Ok(Opened { pdf, encrypted, salvaged: false }),
            Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => locked = true,
            Err(LoadPdfError::Decryption(other)) => {
                return Err(damaged(&format!("encryption cannot be undone ({other:?})")));
            }
            Err(LoadPdfError::Invalid) => {}
        }
    }
    if locked {
        return Err(SourceError::Locked { tried: passwords.len() });
    }
    let pdf = salvage::salvage(&bytes).ok_or_else(|| damaged("no page can be found"))?;
    Ok(Opened { pdf, encrypted, salvaged: true })
}

fn damaged(cause: &str) -> SourceError {
    SourceError::Damaged { format: "PDF".to_owned(), cause: cause.to_owned() }
}

/// Whether the trailer names an encryption dictionary. Trailers are never compressed nor encrypted themselves.
fn names_encryption(bytes: &[u8]) -> bool {
    static KEY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?-u)/Encrypt\s*[0-9<]").ok());
    KEY.as_ref().is_some_and(|key| key.is_match(bytes))
}
