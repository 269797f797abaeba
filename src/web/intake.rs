//! Files that are taken in while the site is served: one run at a time, beside the answers.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::ask::Upload;
use crate::source::worker::Pool;
use crate::store::{Event, Store, StoreError, Summary};

/// The longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 120;

/// Takes files in.
#[derive(Debug)]
pub struct Intake {
    store: PathBuf,
    received: PathBuf,
    pool: Pool,
    progress: Arc<Mutex<Progress>>,
}

/// How far a run is.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    /// Whether one is under way.
    pub running: bool,
    /// How many files are to be read.
    pub planned: usize,
    /// How many have been read.
    pub done: usize,
    /// The file that was read last.
    pub last: String,
    /// What is taken in.
    pub root: PathBuf,
    /// What the last run did, or why it could not.
    pub ended: Option<Result<Summary, Arc<StoreError>>>,
}

impl Intake {
    /// Takes files into `store` with the workers of `pool`; those that visitors send are kept in `received`.
    pub fn new(store: PathBuf, received: PathBuf, pool: Pool) -> Self {
        Self { store, received, pool, progress: Arc::default() }
    }

    /// How far the present run is, or what the last one did.
    pub fn progress(&self) -> Progress {
        locked(&self.progress).clone()
    }

    /// Keeps the files that a visitor has sent; gives the folder that holds them. A file of the same name and content
    /// is kept once, one of the same name and other content under another name.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn keep(&self, uploads: &[Upload]) -> std::io::Result<&Path> {
        std::fs::create_dir_all(&self.received)?;
        for upload in uploads {
            let name = safe_name(&upload.name);
            for n in 1.. {
                let path = self.received.join(numbered(&name, n));
                match std::fs::OpenOptions::new().write(true).create_new(true).open(&path) {
                    Ok(mut file) => {
                        std::io::Write::write_all(&mut file, &upload.bytes)?;
                        break;
                    }
                    Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {
                        if std::fs::read(&path).is_ok_and(|known| known == upload.bytes) {
                            break;
                        }
                    }
                    Err(cause) => return Err(cause),
                }
            }
        }
        Ok(&self.received)
    }

    /// Begins to take in all below `root`; `false` where a run is under way already.
    pub fn start(&self, root: PathBuf) -> bool {
        {
            let mut progress = locked(&self.progress);
            if progress.running {
                return false;
            }
            *progress = Progress { running: true, root: root.clone(), ..Progress::default() };
        }
        let (store, pool, progress) = (self.store.clone(), self.pool.clone(), Arc::clone(&self.progress));
        std::thread::spawn(move || {
            let ended = run(&store, pool, root, &progress).map_err(Arc::new);
            let mut progress = locked(&progress);
            progress.running = false;
            progress.ended = Some(ended);
        });
        true
    }
}

fn run(store: &Path, pool: Pool, root: PathBuf, progress: &Mutex<Progress>) -> Result<Summary, StoreError> {
    let mut writer = Store::writer(store)?;
    let pool = pool.with_ocr_folder(&writer.store().ocr_folder());
    writer.ingest(&[root], &pool, |event| {
        let mut progress = locked(progress);
        match event {
            Event::Planned(files) => progress.planned = files,
            Event::Read(path) => {
                progress.done += 1;
                progress.last = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            }
        }
    })
}

fn locked(progress: &Mutex<Progress>) -> MutexGuard<'_, Progress> {
    progress.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A name under which a file can be kept on any system: without folders, without what shells and systems read as
/// something else, without a dot in front.
fn safe_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = |c: char| if c.is_control() || "<>:\"|?*".contains(c) { '_' } else { c };
    let name: String = last.chars().map(plain).collect();
    let name = name.trim().trim_matches('.').trim();
    if name.is_empty() {
        return "tep".to_owned();
    }
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem: String = stem.chars().take(LONGEST_NAME).collect();
    let extension: String = extension.chars().take(8).collect();
    if extension.is_empty() { stem } else { format!("{stem}.{extension}") }
}

/// `tep.pdf`, `tep (2).pdf`, …
fn numbered(name: &str, n: u32) -> String {
    match (n, name.rsplit_once('.')) {
        (1, _) => name.to_owned(),
        (_, Some((stem, extension))) => format!("{stem} ({n}).{extension}"),
        (_, None) => format!("{name} ({n})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        for (given, kept) in [
            ("Công văn 322.pdf", "Công văn 322.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\a\\ke-hoach.docx", "ke-hoach.docx"),
            ("..", "tep"),
            ("", "tep"),
            (".bashrc", "bashrc"),
            ("a\0b\n.pdf", "a_b_.pdf"),
            ("a:b|c?.txt", "a_b_c_.txt"),
            ("con. ", "con"),
        ] {
            assert_eq!(safe_name(given), kept, "{given:?}");
        }
        assert!(safe_name(&"ă".repeat(500)).chars().count() <= LONGEST_NAME);
        assert_eq!(numbered("a.b.pdf", 2), "a.b (2).pdf");
    }

    #[test]
    fn nothing_that_was_sent_is_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let intake = Intake::new(
            folder.path().join("store"),
            folder.path().join("in"),
            Pool::new(PathBuf::new(), 1, Default::default()),
        );
        let upload = |bytes: &str| Upload { name: "a.txt".to_owned(), bytes: bytes.into() };
        intake.keep(&[upload("một"), upload("hai"), upload("một")]).expect("kept");
        let mut kept: Vec<_> = std::fs::read_dir(folder.path().join("in"))
            .expect("there")
            .flatten()
            .map(|entry| entry.file_name())
            .collect();
        kept.sort();
        assert_eq!(kept, ["a (2).txt", "a.txt"]);
    }
}
