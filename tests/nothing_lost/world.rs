//! What these tests share: small directives, the program over them, and the looks at a store.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::scan::{Scan, pdf};
use chidao::store::{Filter, Store, Words};
use tempfile::TempDir;

/// A number from the environment.
pub fn setting(name: &str, default: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}")),
        Err(_) => default,
    }
}

/// Numbers that look random and are the same for the same seed (xorshift).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end.max(1)
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            let other = usize::try_from(self.below(at as u64 + 1)).expect("small");
            list.swap(at, other);
        }
    }
}

/// A folder with `docs`, and a `bin` for programs that stand before others.
pub struct World(TempDir);

impl World {
    /// With so many directives.
    pub fn new(directives: usize) -> Self {
        let world = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(world.path("docs")).expect("a folder");
        for n in 0..directives {
            world.write(n, 0);
        }
        world
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a directive, which says which version of it this is.
    pub fn write(&self, n: usize, version: usize) {
        fs::write(self.path(&format!("docs/{n:03}.txt")), directive(n, version)).expect("written");
    }

    /// Adds the scan, and a program in the place of Tesseract that takes a moment for each page and says always the same.
    pub fn add_scan(&self) {
        let (width, height) = (300, 420);
        let is_ink = |at: usize| {
            let (x, y) = (at % width, at / width);
            (40..260).contains(&x) && (40..380).contains(&y) && y % 24 < 12 && x % 11 < 7
        };
        let pixels = (0..width * height).map(|at| if is_ink(at) { 0 } else { 255 }).collect();
        let page = Scan { width, height, dpi: 72.0, pixels };
        fs::write(self.path("docs/scan.pdf"), pdf(&[page.clone(), page])).expect("written");
        fs::create_dir_all(self.path("bin")).expect("a folder");
        let word = |x: u32, text: &str| {
            let letters: String = text
                .chars()
                .zip(0..)
                .map(|(letter, at)| {
                    let x = x + at * 30;
                    format!(
                        "<span class='ocrx_cinfo' title='x_bboxes {x} 200 {} 240; x_conf 95'>{letter}</span>",
                        x + 25
                    )
                })
                .collect();
            format!("<span class='ocrx_word' title='bbox {x} 200 {} 240; x_wconf 95'>{letters}</span>", x + 150)
        };
        let page = format!(
            "<html><body><div class='ocr_page'><span class='ocr_line' title='bbox 100 200 600 240; baseline 0 0; x_size 40'>\
             {}{}</span></div></body></html>",
            word(100, "trang"),
            word(300, "quét")
        );
        let body = format!(
            "#!/bin/sh\ncase $1 in --version) echo tesseract 5;; --list-langs) echo vie;; \
             *) cat > /dev/null; sleep 0.05; cat <<'X'\n{page}\nX\nesac\n"
        );
        let program = self.path("bin/tesseract");
        fs::write(&program, body).expect("written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("executable");
    }

    /// The program in this folder, with what lies in `bin` before all others.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chidao"));
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap_or_default());
        command.args(arguments).current_dir(self.root()).env("LC_ALL", "C").env("PATH", path);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    /// Runs the program, which succeeds; gives what it prints.
    #[track_caller]
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// All that the store holds.
    #[track_caller]
    pub fn export(&self, store: &str) -> String {
        self.done(&["export", "--store", store])
    }
}

pub fn directive(n: usize, version: usize) -> String {
    let (share, day) = (60 + (n * 7 + version) % 40, 1 + (n + version) % 28);
    let filler: String = (0..n % 5)
        .map(|task| format!("{}. Các trường tổ chức nội dung thứ {n}{task} theo kế hoạch của năm học.\n\n", task + 1))
        .collect();
    format!(
        "UBND XÃ AN BÌNH\nSố: {}/KH-UBND\nAn Bình, ngày 05 tháng 9 năm 2024\n\nKẾ HOẠCH\nNhiệm vụ thứ {n} năm học 2024-2025\n\n\
         Căn cứ Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ Giáo dục và Đào tạo;\n\nCăn cứ Kế hoạch số {}/KH-UBND;\n\n\
         Tỉ lệ học sinh hoàn thành chương trình lớp học đạt {share}%.\n\n\
         Các trường gửi báo cáo {} về UBND xã trước ngày {day}/10/2024.\n\n{filler}",
        n + 1,
        n + 2,
        code(n, version)
    )
}

/// A word that stands in one version of one directive alone.
pub fn code(n: usize, version: usize) -> String {
    format!("mã{n}bản{version}")
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The paths of the documents that were read.
pub fn documents(store: &Store) -> BTreeSet<String> {
    store.documents(&Filter { copies: true, ..Filter::default() }).expect("read").into_iter().map(|d| d.path).collect()
}

/// Whether the database is whole, and the full text gives for every document's own word that document and no other.
#[track_caller]
pub fn agrees(store: &Store) {
    assert_eq!(store.damage(), [""; 0]);
    let everything = Filter { copies: true, ..Filter::default() };
    let mut wanted: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    for document in store.documents(&everything).expect("read") {
        let text = store.text(document.id).expect("read").expect("a text").content;
        for word in text.split_whitespace().filter(|word| word.starts_with("mã") && word.contains("bản")) {
            wanted.entry(word.to_owned()).or_default().insert(document.id);
        }
    }
    for (word, documents) in wanted {
        let found = store.count_passages(&Words::of(&word), &everything).expect("found");
        let found: BTreeSet<i64> = found.into_iter().map(|(document, _)| document.id).collect();
        assert_eq!(found, documents, "{word}");
    }
}

/// What lies in a folder and in those below it, by name.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if let Ok(name) = entry.path().strip_prefix(folder) {
                found.push(name.to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}

/// Copies a folder with all times.
pub fn copy(from: &Path, to: &Path) {
    let _gone = fs::remove_dir_all(to);
    let done = Command::new("cp").arg("-a").arg(from).arg(to).status().expect("cp runs");
    assert!(done.success());
}
