//! The PDFs that are read beside other programs.

use std::fs;
use std::path::{Path, PathBuf};

/// The PDFs of the sample corpus, and the real ones where they are.
pub fn pdfs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for folder in ["corpus", "../shared/corpus/an-lao", "../shared/corpus/real"] {
        match fs::read_dir(root.join(folder)) {
            Ok(entries) => all.extend(entries.flatten().map(|entry| entry.path())),
            Err(_) => println!("SKIPPED: {folder} is not here"),
        }
    }
    all.retain(|path| path.extension().is_some_and(|ending| ending == "pdf"));
    all.sort();
    all
}
