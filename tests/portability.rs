//! Code for one system stands in its own modules: the rest is the same on Linux, macOS and Windows.

use std::fs;
use std::path::{Path, PathBuf};

/// The files that may know one system; each says so at its head.
const MODULES: [&str; 3] = ["source/worker/family.rs", "source/worker/fence.rs", "store/disk.rs"];
/// What only one system has.
const SIGNS: [&str; 10] = [
    "cfg(unix",
    "cfg(not(unix",
    "cfg(windows",
    "cfg(target_os",
    "cfg(target_family",
    "std::os::",
    "rustix::",
    "libc::",
    "landlock::",
    "seccompiler::",
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn code_for_one_system_stands_in_its_modules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&root, &mut all);
    assert!(all.len() > 100, "{} files", all.len());
    let mut known = 0;
    for path in all {
        let text = fs::read_to_string(&path).expect("readable");
        let name = path.strip_prefix(&root).expect("below the root").to_string_lossy().replace('\\', "/");
        let signs: Vec<&str> = SIGNS.into_iter().filter(|sign| text.contains(sign)).collect();
        if MODULES.contains(&name.as_str()) {
            known += usize::from(!signs.is_empty());
            assert!(text.contains("The only file with code for"), "{name} does not say what it is");
        } else {
            assert_eq!(signs, [""; 0], "in {name}");
        }
    }
    assert_eq!(known, MODULES.len());
}
