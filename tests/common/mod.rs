//! What the tests of the commands share: the program, a store of the sample corpus, the gold folder.
#![allow(dead_code, reason = "each test uses a part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// Runs the program in the repository's root, in English.
pub fn chidao(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chidao"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("LC_ALL", "C")
        .env_remove("COLUMNS")
        .output()
        .expect("the program runs")
}

/// A store of its own that holds these files and folders.
pub struct Sample(TempDir);

impl Sample {
    /// Indexes `paths` (relative to the repository) into a new store.
    pub fn of(paths: &[&str]) -> Self {
        // Recognizing the scans takes longer than all else, and the answers should not hang on a program.
        Self::indexed(&["--no-ocr"], paths)
    }

    /// As [`Sample::of`], with the scans recognized, however busy the machine is.
    pub fn with_scans(paths: &[&str]) -> Self {
        Self::indexed(&["--ocr-time", "300"], paths)
    }

    fn indexed(options: &[&str], paths: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let sample = Self(folder);
        let mut arguments = vec!["index", "--store", sample.folder()];
        arguments.extend(options);
        arguments.extend(paths);
        let output = chidao(&arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        sample
    }

    /// The store's folder.
    pub fn folder(&self) -> &str {
        self.0.path().to_str().expect("a UTF-8 path")
    }

    /// Asks the store; gives the exit code, standard output and standard error.
    pub fn ask(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut all = arguments.to_vec();
        all.extend(["--store", self.folder()]);
        let output = chidao(&all);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        (output.status.code().expect("an exit code"), text(&output.stdout), text(&output.stderr))
    }

    /// Asks in a window of so many columns; gives standard output.
    pub fn at_width(&self, width: usize, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_chidao"))
            .args(arguments)
            .args(["--store", self.folder()])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("LC_ALL", "C")
            .env("COLUMNS", width.to_string())
            .output()
            .expect("the program runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Asks for JSON.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let mut all = arguments.to_vec();
        all.extend(["--format", "json"]);
        let (_, out, err) = self.ask(&all);
        serde_json::from_str(&out).unwrap_or_else(|_| panic!("no JSON for {arguments:?}, but: {err}"))
    }
}

/// The folder of shared directives beside the repository; where it is absent the test says so and passes.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if !found.exists() {
        eprintln!("SKIPPED: {} is not here", found.display());
        return None;
    }
    Some(found)
}
