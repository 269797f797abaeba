//! The documents that a user names: as the library knows names, and also by paths as seen from where the user stands.

use std::path::Path;

use anyhow::anyhow;
use chidao::answer::{self, AnswerError};
use chidao::render::Lang;
use chidao::source::archive;
use chidao::store::{Document, Store, StoreError};

/// The documents that `name` may mean.
pub fn documents(store: &Store, name: &str) -> Result<Vec<Document>, StoreError> {
    answer::named(store, &given(store, name)?)
}

/// The name under which the library knows what the user named: for the path of a file of the store, its number there.
pub fn given(store: &Store, name: &str) -> Result<String, StoreError> {
    if name.trim_matches(['[', ']', '#']).parse::<i64>().is_ok() {
        return Ok(name.to_owned());
    }
    let mut paths: Vec<String> = Path::new(name).canonicalize().iter().map(|path| path.display().to_string()).collect();
    // An entry of an archive: the archive is a file.
    if let Some((archive, entry)) = archive::name::split(name)
        && let Ok(path) = Path::new(archive).canonicalize()
    {
        paths.push(archive::name::join(&path.display().to_string(), entry));
    }
    for path in paths {
        if let Some(document) = store.document_at(&path)? {
            return Ok(format!("[{}]", document.id));
        }
    }
    Ok(name.to_owned())
}

/// Why there is no answer, in the language of the user.
pub fn told(error: AnswerError, lang: Lang) -> anyhow::Error {
    match error {
        AnswerError::Store(error) => error.into(),
        other => anyhow!(other.told(lang)),
    }
}
