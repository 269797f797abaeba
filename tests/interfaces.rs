//! The interfaces for programs, driven by others' clients: assistants by the client of the protocol's own makers, the
//! HTTP interface by schemathesis, which makes questions from its description.
//!
//! `scripts/test.sh` installs what Python needs. A machine without says so and passes, unless `CHIDAO_REQUIRE_PYTHON` is
//! set, as it is in CI.

mod common;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use common::Sample;

/// The Python of the tests with this package, or a loud word that it is missing.
fn python(package: &str) -> Option<PathBuf> {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/.venv/bin/python");
    let import = Command::new(&python).args(["-c", &format!("import {package}")]).stderr(Stdio::null()).status();
    if import.is_ok_and(|status| status.success()) {
        return Some(python);
    }
    assert!(std::env::var_os("CHIDAO_REQUIRE_PYTHON").is_none(), "the Python package {package} is missing");
    eprintln!("SKIPPED: the Python package {package} is missing: run scripts/test.sh");
    None
}

fn run(command: &mut Command) -> String {
    let output = command.output().expect("Python starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    said
}

#[test]
fn an_assistant_gets_an_answer_from_every_tool() {
    let Some(python) = python("mcp") else { return };
    let sample = Sample::of(&["corpus"]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/mcp_tools.py");
    let said = run(Command::new(python).arg(script).arg(env!("CARGO_BIN_EXE_chidao")).arg(sample.folder()));
    assert!(said.ends_with("ok\n"), "{said}");
}

#[test]
fn the_http_interface_keeps_to_its_description() {
    let Some(python) = python("schemathesis") else { return };
    let sample = Sample::of(&["corpus"]);
    let site = Served::of(sample.folder());
    // It keeps notes in the folder that it is started in.
    let folder = tempfile::tempdir().expect("a folder");
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/schemathesis.toml");
    let said = run(Command::new(python.with_file_name("schemathesis"))
        .current_dir(folder.path())
        .arg("--config-file")
        .arg(config)
        .args(["run", "--no-color", "--continue-on-failure"])
        .args(["--phases", "examples,coverage,fuzzing", "--max-examples", "25", "--generation-deterministic"])
        .arg(format!("{}api/v1/openapi.json", site.address)));
    let tested = said.lines().find_map(|line| line.trim().strip_prefix("Tested: ")?.parse::<usize>().ok());
    assert_eq!(tested, Some(chidao::answer::questions().len()), "{said}");
    assert!(!said.contains("nresolvable reference"), "{said}");
}

/// `chidao serve` on a free port; it ends with the test.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn of(store: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_chidao"))
            .args(["serve", "--port", "0", "--store", store])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("standard output"))
            .read_line(&mut line)
            .expect("it says its address");
        Self { child, address: line.trim().to_owned() }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself; the test says what is wrong then.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}
