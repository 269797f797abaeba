//! Pages of documents as images, drawn in a worker and kept for a while.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use crate::source::worker::Pool;
use crate::source::{Picture, Sheet, SourceError, archive};

/// Sharp enough to read on a screen that shows the page in full width.
const DPI: f32 = 110.0;
/// So many bytes of images are kept.
const KEPT: usize = 48 << 20;
/// So many pages are drawn at a time.
const AT_ONCE: usize = 2;

/// Which image: the file as it was when it was drawn, and the page.
type Key = (PathBuf, u64, Option<std::time::SystemTime>, u32);

/// Draws pages and keeps the last ones.
#[derive(Debug)]
pub struct Images {
    pool: Pool,
    kept: Mutex<VecDeque<(Key, Arc<Picture>)>>,
    drawing: Mutex<usize>,
    done: Condvar,
}

impl Images {
    /// Draws with the workers of `pool`.
    pub fn new(pool: Pool) -> Self {
        Self { pool, kept: Mutex::default(), drawing: Mutex::new(0), done: Condvar::new() }
    }

    /// A page (from 1) of the document at `path`, which may be an entry of an archive, as the store names it.
    ///
    /// # Errors
    /// Where the file is gone, is no PDF, has no such page, or cannot be drawn within the limits.
    pub fn page(&self, path: &str, page: u32) -> Result<Arc<Picture>, SourceError> {
        let file = archive::name::split(path).map_or(path, |(archive, _)| archive);
        let metadata = std::fs::metadata(file).map_err(|cause| SourceError::io(Path::new(file), cause))?;
        let key = (PathBuf::from(path), metadata.len(), metadata.modified().ok(), page);
        if let Some(picture) = self.known(&key) {
            return Ok(picture);
        }
        let _turn = self.turn();
        // Another visitor may have had it drawn in the meantime.
        if let Some(picture) = self.known(&key) {
            return Ok(picture);
        }
        let address = address(path)?;
        let picture = Arc::new(self.pool.draw(&address, Sheet { page, dpi: DPI })?);
        self.keep(key, &picture);
        Ok(picture)
    }

    fn known(&self, key: &Key) -> Option<Arc<Picture>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == key).map(|(_, picture)| Arc::clone(picture))
    }

    fn keep(&self, key: Key, picture: &Arc<Picture>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((key, Arc::clone(picture)));
        let mut size: usize = kept.iter().map(|(_, picture)| picture.png.len()).sum();
        while size > KEPT
            && let Some((_, oldest)) = kept.pop_front()
        {
            size -= oldest.png.len();
        }
    }

    /// Waits until fewer than [`AT_ONCE`] pages are being drawn.
    fn turn(&self) -> Turn<'_> {
        let mut drawing = self.drawing.lock().unwrap_or_else(PoisonError::into_inner);
        while *drawing >= AT_ONCE {
            drawing = self.done.wait(drawing).unwrap_or_else(PoisonError::into_inner);
        }
        *drawing += 1;
        Turn(self)
    }
}

/// The right to draw a page.
struct Turn<'a>(&'a Images);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.drawing.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.done.notify_one();
    }
}

/// The path under which a worker finds what the store names so.
fn address(path: &str) -> Result<PathBuf, SourceError> {
    let Some((archive, entry)) = archive::name::split(path) else { return Ok(PathBuf::from(path)) };
    let archive = Path::new(archive);
    let entries = archive::list(archive)?;
    let found = entries.into_iter().find(|known| known.name == entry);
    found.map(|entry| archive::address(archive, &entry.place)).ok_or(SourceError::Unsupported)
}
