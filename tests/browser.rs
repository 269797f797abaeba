//! The site in a real browser: `tests/browser` drives it with Node and Chromium on the sample corpus.
//!
//! `scripts/test.sh` installs what Node needs. A machine without a browser says so and passes, unless
//! `CHIDAO_REQUIRE_BROWSER` is set, as it is in CI.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::Sample;

#[test]
fn the_site_works_in_a_browser() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let missing = match chromium() {
        None => Some("chromium"),
        _ if !runs("node") => Some("node"),
        _ if !runs("pdftotext") => Some("pdftotext"),
        _ if !folder.join("node_modules/playwright-core").exists() => Some("npm ci in tests/browser"),
        _ => None,
    };
    if let Some(missing) = missing {
        assert!(std::env::var_os("CHIDAO_REQUIRE_BROWSER").is_none(), "{missing} is missing");
        eprintln!("SKIPPED: the site was not tried in a browser: {missing} is missing");
        return;
    }
    let sample = Sample::of(&["corpus"]);
    let output = Command::new("node")
        .arg("--test-reporter=tap")
        .arg(folder.join("run.mjs"))
        .arg(env!("CARGO_BIN_EXE_chidao"))
        .arg(sample.folder())
        .arg(chromium().expect("looked for above"))
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots"))
        .output()
        .expect("node starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("# fail 0") && !said.contains("# pass 0"), "{said}");
}

fn runs(program: &str) -> bool {
    Command::new(program).arg("-v").output().is_ok()
}

/// The system's browser; `CHROMIUM` names another.
fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
    named.into_iter().chain(known).find(|path| path.exists())
}
