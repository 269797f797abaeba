//! Gold files in a folder, and the documents that belong to them.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::gold::SUFFIX;

/// Endings of names that documents have; whether one can be read is for the reader to say.
const DOCUMENTS: [&str; 8] = ["pdf", "docx", "doc", "html", "htm", "txt", "text", "md"];

/// One annotated directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name that its files share.
    pub name: String,
    /// The gold file.
    pub gold: PathBuf,
    /// Its documents, in the order of their names: `NAME.txt`, `NAME.pdf`, `NAME.scan.pdf` …
    pub documents: Vec<PathBuf>,
    /// The plain text of the directive beside its gold, where there is one.
    pub text: Option<PathBuf>,
}

/// The gold files of a folder in the order of their names, with the documents in `documents` of the same name.
///
/// # Errors
/// Where one of the folders cannot be listed.
pub fn entries(gold: &Path, documents: &Path) -> io::Result<Vec<Entry>> {
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for (file, path) in files(gold)? {
        if let Some(name) = file.strip_suffix(SUFFIX) {
            let text = Some(gold.join(format!("{name}.txt"))).filter(|text| text.is_file());
            entries.insert(name.to_owned(), Entry { name: name.to_owned(), gold: path, documents: Vec::new(), text });
        }
    }
    for (file, path) in files(documents)? {
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
        if !DOCUMENTS.contains(&ending.as_str()) {
            continue;
        }
        // The longest name that fits: with gold for "a" and for "a.b", "a.b.pdf" belongs to the second.
        let mut name = file.as_str();
        while let Some((shorter, _)) = name.rsplit_once('.') {
            name = shorter;
            if let Some(entry) = entries.get_mut(name) {
                entry.documents.push(path);
                break;
            }
        }
    }
    Ok(entries.into_values().collect())
}

/// The files of a folder with their names, sorted; hidden ones and those of office programs (`~$…`) are left out.
fn files(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if path.is_file() && !name.starts_with('.') && !name.starts_with("~$") {
            files.push((name.to_owned(), path.clone()));
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_belong_to_the_gold_of_their_name() {
        let folder = tempfile::tempdir().expect("a folder");
        for file in [
            "a.gold.json",
            "a.b.gold.json",
            "c.gold.json",
            "a.pdf",
            "a.TXT",
            "a.b.pdf",
            "a.scan.pdf",
            "a.bak",
            "ab.pdf",
        ] {
            std::fs::write(folder.path().join(file), "x").expect("a file");
        }
        let found: Vec<_> = entries(folder.path(), folder.path())
            .expect("a listing")
            .into_iter()
            .map(|entry| {
                let names: Vec<_> = entry
                    .documents
                    .iter()
                    .map(|d| d.file_name().expect("a name").to_string_lossy().into_owned())
                    .collect();
                format!("{}: {}", entry.name, names.join(" "))
            })
            .collect();
        assert_eq!(found, ["a: a.TXT a.pdf a.scan.pdf", "a.b: a.b.pdf", "c: "]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        assert!(entries(Path::new("no/such/folder"), Path::new(".")).is_err());
    }
}
