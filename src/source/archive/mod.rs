//! ZIP archives of files: each entry is a document of its own.
//!
//! An archive is unpacked in memory only, entry by entry; nothing of it is ever written anywhere. [`list`] says what
//! stands in it, each entry with an [`address`] by which a worker reads it alone, so that an entry that breaks its
//! reader costs its own row. [`name`] makes names safe to show.

pub mod name;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use zip::ZipArchive;
use zip::result::ZipError;

use super::SourceError;

/// What an archive may hold.
#[derive(Debug, Clone, Copy)]
struct Caps {
    /// An archive of more entries than this is no bundle of directives.
    entries: usize,
    /// An entry larger than this when unpacked would use up a worker's memory.
    entry: u64,
    /// What all entries may unpack to.
    total: u64,
    /// Text packs up to some thirty times; beyond this and `small`, an entry is a bomb.
    ratio: u64,
    /// What any entry may unpack to, however well it is packed.
    small: u64,
    /// So many archives may stand in each other: one in another, and no deeper.
    depth: usize,
}

const CAPS: Caps = Caps { entries: 5_000, entry: 256 << 20, total: 1 << 30, ratio: 200, small: 16 << 20, depth: 2 };

/// What an archive would exceed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Too many entries.
    Entries,
    /// The entry is too large when unpacked.
    EntrySize,
    /// The entries are too large together.
    TotalSize,
    /// The entry unpacks to very many times its size: a bomb.
    Ratio,
    /// An archive in an archive in an archive.
    Nesting,
}

/// One entry, as a file is: a document, or something with a reason why it is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in the archive, safe to show and unique in it; the name of an archive in the archive comes before it
    /// (see [`name::join`]).
    pub name: String,
    /// Its place: the index of the entry, before it those of the archives that it stands in.
    pub place: Vec<usize>,
    /// Its size when unpacked, in bytes.
    pub size: u64,
    /// The BLAKE3 hash of its content, or why it cannot be unpacked.
    pub content: Result<Vec<u8>, SourceError>,
}

/// Whether bytes begin as a ZIP archive does, an empty one included.
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Whether a file is named as an archive is: other programs keep their documents in the same container.
pub fn is_named_zip(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// The path under which a worker is asked for an entry: below the archive's own, where no file can stand.
pub fn address(archive: &Path, place: &[usize]) -> PathBuf {
    place.iter().fold(archive.to_owned(), |path, index| path.join(SIGN).join(index.to_string()))
}

/// The archive and the place that [`address`] made into `path`; `None` where it is the path of an ordinary file.
pub fn parse_address(path: &Path) -> Option<(PathBuf, Vec<usize>)> {
    let mut place = Vec::new();
    let mut at = path;
    while let (Some(index), Some(parent)) = (at.file_name(), at.parent())
        && parent.file_name().is_some_and(|sign| sign == SIGN)
    {
        place.push(index.to_str()?.parse().ok()?);
        at = parent.parent()?;
    }
    place.reverse();
    // In a folder of that name stand ordinary files.
    (!place.is_empty() && at.is_file()).then(|| (at.to_owned(), place))
}

const SIGN: &str = "»";

/// What stands in the archive at `path`, in the order of the archive.
///
/// # Errors
/// [`SourceError`] where it cannot be opened as an archive; an entry that cannot be unpacked is in the list.
pub fn list(path: &Path) -> Result<Vec<Entry>, SourceError> {
    let file = File::open(path).map_err(|cause| SourceError::io(path, cause))?;
    listed(BufReader::new(file), CAPS)
}

fn listed(reader: impl Read + Seek, caps: Caps) -> Result<Vec<Entry>, SourceError> {
    let mut listing = Listing { caps, entries: Vec::new(), total: 0 };
    listing.archive(reader, "", &[])?;
    Ok(listing.entries)
}

/// The name and the content of an entry.
///
/// # Errors
/// Where the archive or the entry cannot be opened any more.
pub fn read(archive: &Path, place: &[usize]) -> Result<(PathBuf, Vec<u8>), SourceError> {
    let file = File::open(archive).map_err(|cause| SourceError::io(archive, cause))?;
    let Some((first, rest)) = place.split_first() else { return Err(SourceError::Unsupported) };
    let mut found = unpack(&mut open(BufReader::new(file))?, *first, &CAPS)?;
    for index in rest {
        found = unpack(&mut open(Cursor::new(found.1))?, *index, &CAPS)?;
    }
    let (raw, bytes) = found;
    // Only the ending counts, and that is ASCII.
    Ok((PathBuf::from(String::from_utf8_lossy(&raw).into_owned()), bytes))
}

/// What a ZIP archive is for: the format is also the container of office documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It bundles files.
    Files,
    /// It is a Word document.
    Word,
    /// It is a document of another program.
    Other,
}

/// What the archive is for, by the parts that every container of its kind has.
///
/// # Errors
/// [`SourceError::Damaged`] where it cannot be opened.
pub fn purpose(bytes: &[u8]) -> Result<Purpose, SourceError> {
    let archive = open(Cursor::new(bytes))?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    Ok(match () {
        () if has("word/document.xml") => Purpose::Word,
        // Office Open XML; OpenDocument and EPUB.
        () if has("[Content_Types].xml") || has("mimetype") => Purpose::Other,
        () => Purpose::Files,
    })
}

/// Collects entries.
struct Listing {
    caps: Caps,
    entries: Vec<Entry>,
    total: u64,
}

impl Listing {
    fn archive<R: Read + Seek>(&mut self, reader: R, within: &str, place: &[usize]) -> Result<(), SourceError> {
        let mut archive = open(reader)?;
        if archive.len() + self.entries.len() > self.caps.entries {
            return Err(SourceError::Archive(Limit::Entries));
        }
        let names = names(&archive);
        for (index, name) in names.into_iter().enumerate() {
            let Some(name) = name else { continue };
            let name = if within.is_empty() { name } else { name::join(within, &name) };
            let name = self.unused(name);
            let place = [place, &[index]].concat();
            let content = unpack(&mut archive, index, &self.caps).and_then(|(_, bytes)| {
                self.total += bytes.len() as u64;
                if self.total > self.caps.total { Err(SourceError::Archive(Limit::TotalSize)) } else { Ok(bytes) }
            });
            match content {
                Ok(bytes) if is_zip(&bytes) && is_named_zip(Path::new(&name)) => {
                    let inner = if place.len() >= self.caps.depth {
                        Err(SourceError::Archive(Limit::Nesting))
                    } else {
                        self.archive(Cursor::new(bytes), &name, &place)
                    };
                    if let Err(reason) = inner {
                        self.entries.push(Entry { name, place, size: 0, content: Err(reason) });
                    }
                }
                Ok(bytes) => {
                    let hash = blake3::hash(&bytes).as_bytes().to_vec();
                    self.entries.push(Entry { name, place, size: bytes.len() as u64, content: Ok(hash) });
                }
                Err(reason) => self.entries.push(Entry { name, place, size: 0, content: Err(reason) }),
            }
        }
        if archive.has_duplicate_names() {
            let name = self.unused(name::join(within, "?").trim_start().to_owned());
            let cause = "it names an entry twice, and only the last can be read".to_owned();
            let content = Err(SourceError::Damaged { format: "ZIP".to_owned(), cause });
            self.entries.push(Entry { name, place: place.to_vec(), size: 0, content });
        }
        Ok(())
    }

    /// Names made safe may come to be the same.
    fn unused(&self, name: String) -> String {
        let taken = |name: &str| self.entries.iter().any(|entry| entry.name == name);
        if !taken(&name) {
            return name;
        }
        (2..).map(|n| format!("{name} ({n})")).find(|name| !taken(name)).unwrap_or(name)
    }
}

/// The entries' names; `None` for folders and for what systems and programs leave behind.
fn names<R: Read + Seek>(archive: &ZipArchive<R>) -> Vec<Option<String>> {
    let entries: Vec<_> = (0..archive.len()).map(|index| archive.by_index_data(index).ok()).collect();
    let written: Vec<name::Written> = entries
        .iter()
        .flatten()
        .map(|entry| name::Written { raw: entry.name_raw(), read: entry.name().unwrap_or_default() })
        .collect();
    let mut names = name::safe(&written).into_iter();
    entries
        .iter()
        .map(|entry| {
            let entry = entry.as_ref()?;
            let name = names.next()?;
            (!entry.is_dir() && !entry.is_symlink() && !name::is_left_out(&name)).then_some(name)
        })
        .collect()
}

fn open<R: Read + Seek>(reader: R) -> Result<ZipArchive<R>, SourceError> {
    ZipArchive::new(reader).map_err(|cause| reason(&cause))
}

/// The raw name and the content of an entry, within the limits.
fn unpack<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    index: usize,
    caps: &Caps,
) -> Result<(Vec<u8>, Vec<u8>), SourceError> {
    let entry = archive.by_index_data(index).map_err(|cause| reason(&cause))?;
    if entry.encrypted() {
        return Err(SourceError::Encrypted);
    }
    let (raw, packed) = (entry.name_raw().to_vec(), entry.compressed_size());
    // Both sizes as stated may be lies: what comes out is counted.
    let most = caps.entry.min(caps.small.max(packed.saturating_mul(caps.ratio)));
    let mut bytes = Vec::new();
    let file = archive.by_index(index).map_err(|cause| reason(&cause))?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(|cause| damaged(&cause.to_string()))?;
    if bytes.len() as u64 > most {
        let limit = if most < caps.entry { Limit::Ratio } else { Limit::EntrySize };
        return Err(SourceError::Archive(limit));
    }
    Ok((raw, bytes))
}

fn reason(cause: &ZipError) -> SourceError {
    match cause {
        ZipError::CompressionMethodNotSupported(_) => SourceError::NotRead { format: "ZIP".to_owned() },
        other => damaged(&other.to_string()),
    }
}

fn damaged(cause: &str) -> SourceError {
    SourceError::Damaged { format: "ZIP".to_owned(), cause: cause.to_owned() }
}
