//! Where pages are recognized: how many at a time, and what is kept of those that are done.
//!
//! Recognizing a page takes a second or more, so what came out is kept in a folder, one file a page, written as soon as
//! the page is done: a run that is cut short loses only the pages under way. A page is known again by its pixels and
//! by what they were read with, so the folder needs no upkeep and can be deleted at any time. Workers of one run share
//! it, and through the locks that lie in it they share the cores: so many programs run at a time and no more.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::{GreyImage, LANGUAGE, Recognized, tesseract};

/// Raised whenever an image is prepared, or an answer taken apart, in another way: pages are then recognized anew.
const SETTINGS: u32 = 2;
/// The pages that are kept take up to so many bytes; those not used for the longest time go first.
const LARGEST: u64 = 512 << 20;
/// No page takes more bytes when unpacked.
const LARGEST_PAGE: u64 = 64 << 20;
/// How often it is looked whether a core is free.
const PATIENCE: Duration = Duration::from_millis(15);
/// A page that takes too long is tried so many times in all, unless it gets more time.
pub const MOST_TRIES: u32 = 3;
/// The ending of a page's file.
const ENDING: &str = "page";
/// The ending of a file that says how often a page took too long.
const SLOW: &str = "slow";
/// What is known of slow pages is forgotten after this time.
const FORGOTTEN: Duration = Duration::from_secs(180 * 24 * 3600);
/// The ending of a file that is being written.
const UNDER_WAY: &str = "part";
/// What is left of a write that was cut short is cleared away after this time.
const ABANDONED: Duration = Duration::from_secs(3600);

/// A folder for recognized pages, and the number of programs that may run at a time.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    folder: Option<PathBuf>,
    programs: usize,
}

/// The right to run a program; it ends with the value.
#[derive(Debug)]
pub struct Seat(#[expect(dead_code, reason = "held for its lock")] Option<File>);

impl Desk {
    /// A desk that keeps pages in `folder`, where there is one, and shares `programs` seats with all that use the same
    /// folder. A folder that cannot be written keeps nothing, which is no reason to stop.
    pub fn new(folder: Option<&Path>, programs: usize) -> Self {
        Self { folder: folder.map(Path::to_owned), programs: programs.max(1) }
    }

    /// Waits until a program may run.
    pub fn seat(&self) -> Seat {
        let Some(folder) = &self.folder else { return Seat(None) };
        loop {
            for seat in 0..self.programs {
                let Ok(file) = File::create(folder.join(format!("seat-{seat}"))) else { return Seat(None) };
                match file.try_lock() {
                    Ok(()) => return Seat(Some(file)),
                    Err(TryLockError::WouldBlock) => {}
                    Err(TryLockError::Error(_)) => return Seat(None),
                }
            }
            std::thread::sleep(PATIENCE);
        }
    }

    /// What is kept of this image.
    pub fn find(&self, image: &GreyImage) -> Option<Recognized> {
        let path = self.path(image)?;
        let file = File::open(&path).ok()?;
        let mut json = Vec::new();
        ZlibDecoder::new(&file).take(LARGEST_PAGE).read_to_end(&mut json).ok()?;
        let found = serde_json::from_slice(&json).ok()?;
        // Pages in use are the last to go.
        let _kept = File::options().append(true).open(&path).and_then(|file| file.set_modified(SystemTime::now()));
        Some(found)
    }

    /// Keeps what was recognized on this image: wholly or not at all, whenever the program is killed.
    ///
    /// # Errors
    /// Where it cannot be written; the page is then recognized anew the next time.
    pub fn keep(&self, image: &GreyImage, recognized: &Recognized) -> io::Result<()> {
        static WRITES: AtomicU64 = AtomicU64::new(0);
        let Some(path) = self.path(image) else { return Ok(()) };
        let write = WRITES.fetch_add(1, Ordering::Relaxed);
        let part = path.with_extension(format!("{}-{write}.{UNDER_WAY}", std::process::id()));
        let json = serde_json::to_vec(recognized)?;
        let mut out = ZlibEncoder::new(File::create(&part)?, Compression::fast());
        let written = out.write_all(&json).and_then(|()| out.finish()).and_then(|file| file.sync_all());
        if written.is_err() {
            let _gone = fs::remove_file(&part);
            return written;
        }
        fs::rename(&part, &path)
    }

    /// How often this image took too long, where it has been tried often enough and does not get more `time` now.
    pub fn given_up(&self, image: &GreyImage, time: Duration) -> Option<u32> {
        self.slow(image)
            .filter(|(tries, seconds)| *tries >= MOST_TRIES && time.as_secs() <= *seconds)
            .map(|slow| slow.0)
    }

    /// Notes that this image took longer than `time`; gives how often that has happened, as far as it can be counted.
    pub fn note(&self, image: &GreyImage, time: Duration) -> u32 {
        // More time is a new beginning.
        let before = self.slow(image).filter(|(_, seconds)| time.as_secs() <= *seconds).map_or(0, |slow| slow.0);
        let written = self
            .path(image)
            .map(|path| fs::write(path.with_extension(SLOW), format!("{} {}", before + 1, time.as_secs())));
        if written.is_some_and(|written| written.is_ok()) { before + 1 } else { MOST_TRIES }
    }

    /// How often this image took too long, and the seconds that it had.
    fn slow(&self, image: &GreyImage) -> Option<(u32, u64)> {
        let said = fs::read_to_string(self.path(image)?.with_extension(SLOW)).ok()?;
        let (tries, seconds) = said.split_once(' ')?;
        Some((tries.parse().ok()?, seconds.parse().ok()?))
    }

    /// The file of an image; its name says everything that the result hangs on.
    fn path(&self, image: &GreyImage) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?;
        let version = tesseract::status().version.as_deref()?;
        let mut hasher = blake3::Hasher::new();
        let read_with = format!("{SETTINGS} {LANGUAGE} {}x{} {} {version}\n", image.width, image.height, image.dpi);
        hasher.update(read_with.as_bytes()).update(&image.pixels);
        Some(folder.join(format!("{}.{ENDING}", &hasher.finalize().to_hex()[..32])))
    }
}

/// The pages kept in `folder`: how many, and how many bytes they take.
pub fn kept(folder: &Path) -> (usize, u64) {
    let pages = files(folder, ENDING);
    (pages.len(), pages.iter().map(|page| page.2).sum())
}

/// Makes room in `folder`: the pages not used for the longest time go, and what was left half written.
pub fn clear(folder: &Path) {
    shrink(folder, LARGEST);
}

fn shrink(folder: &Path, largest: u64) {
    for (ending, most) in [(UNDER_WAY, ABANDONED), (SLOW, FORGOTTEN)] {
        for (path, time, _) in files(folder, ending) {
            if time.elapsed().is_ok_and(|age| age > most) {
                let _gone = fs::remove_file(path);
            }
        }
    }
    let mut pages = files(folder, ENDING);
    pages.sort_by_key(|page| std::cmp::Reverse(page.1));
    let mut room = largest;
    for (path, _, size) in pages {
        match room.checked_sub(size) {
            Some(rest) => room = rest,
            None => {
                room = 0;
                let _gone = fs::remove_file(path);
            }
        }
    }
}

/// The files with this ending, their time of change and size.
fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, SystemTime, u64)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let file = |entry: fs::DirEntry| {
        let path = entry.path();
        let data = entry.metadata().ok().filter(|data| data.is_file())?;
        path.extension()
            .is_some_and(|e| e == ending)
            .then(|| (path, data.modified().unwrap_or(SystemTime::UNIX_EPOCH), data.len()))
    };
    entries.flatten().filter_map(file).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(shade: u8) -> GreyImage {
        GreyImage { width: 2, height: 2, dpi: 72, pixels: vec![shade; 4] }
    }

    fn recognized(skew: f32) -> Recognized {
        Recognized { skew, ..Recognized::default() }
    }

    #[test]
    fn a_page_is_known_by_its_pixels() {
        if tesseract::status().version.is_none() {
            eprintln!("SKIPPED: tesseract is not installed");
            return;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let desk = Desk::new(Some(folder.path()), 1);
        assert_eq!(desk.find(&image(1)), None);
        desk.keep(&image(1), &recognized(0.25)).expect("written");
        desk.keep(&image(2), &recognized(0.5)).expect("written");
        assert_eq!(desk.find(&image(1)), Some(recognized(0.25)));
        assert_eq!(desk.find(&image(2)), Some(recognized(0.5)));
        assert_eq!(desk.find(&GreyImage { dpi: 90, ..image(1) }), None);
        assert_eq!(kept(folder.path()).0, 2);

        // A file cut short, or one that is none of ours, is as good as none.
        for (path, _, _) in files(folder.path(), ENDING) {
            fs::write(path, b"x").expect("written");
        }
        assert_eq!(desk.find(&image(1)), None);
        assert_eq!(Desk::new(None, 1).find(&image(1)), None);
    }

    #[test]
    fn a_slow_page_is_given_up_until_it_gets_more_time() {
        if tesseract::status().version.is_none() {
            eprintln!("SKIPPED: tesseract is not installed");
            return;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let desk = Desk::new(Some(folder.path()), 1);
        let (short, long) = (Duration::from_secs(1), Duration::from_secs(2));
        for tries in 1..=MOST_TRIES {
            assert_eq!(desk.given_up(&image(1), short), None, "{tries}");
            assert_eq!(desk.note(&image(1), short), tries);
        }
        assert_eq!(desk.given_up(&image(1), short), Some(MOST_TRIES));
        assert_eq!((desk.given_up(&image(1), long), desk.given_up(&image(2), short)), (None, None));
        assert_eq!(desk.note(&image(1), long), 1);
        // What cannot be counted is not tried for ever.
        assert_eq!(Desk::new(None, 1).note(&image(1), short), MOST_TRIES);
    }

    #[test]
    fn the_oldest_pages_make_room() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, age) in [("a.page", 30), ("b.page", 10), ("c.page", 20), ("d.part", 10), ("e.part", 9000)] {
            let file = File::create(folder.path().join(name)).expect("created");
            (&file).write_all(&[0; 100]).expect("written");
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).expect("set");
        }
        shrink(folder.path(), 250);
        let mut names: Vec<_> =
            fs::read_dir(folder.path()).expect("read").flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        assert_eq!(names, ["b.page", "c.page", "d.part"]);
    }

    #[test]
    fn there_are_so_many_seats_and_no_more() {
        let folder = tempfile::tempdir().expect("a folder");
        let (desk, other) = (Desk::new(Some(folder.path()), 2), Desk::new(Some(folder.path()), 2));
        let (first, _second) = (desk.seat(), other.seat());
        let waiting = std::thread::spawn(move || drop(other.seat()));
        std::thread::sleep(PATIENCE * 10);
        assert!(!waiting.is_finished(), "a third program runs");
        drop(first);
        waiting.join().expect("the seat is taken");
    }
}
