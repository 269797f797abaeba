//! The set of hostile files: at least 300 in some twenty classes, the same for the same seed.
//!
//! Each class is what one kind of mistake or malice looks like. The files are made here, from own minimal ones or by
//! damaging samples of the corpus; none is an attack found elsewhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::{office, pdf, pdf_images, plain};

/// A file of the set.
pub struct Hostile {
    /// What is wrong with it.
    pub class: &'static str,
    /// The ending under which it is saved.
    pub ending: &'static str,
    pub bytes: Vec<u8>,
}

/// A generator of numbers (xorshift64*): small, and the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 to below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.next() as u8).collect()
    }
}

/// The whole set.
pub fn all(seed: u64) -> Vec<Hostile> {
    let mut random = Random::new(seed);
    let mut set = Vec::new();
    set.extend(truncated(&mut random));
    set.extend(pdf::all(&mut random));
    set.extend(pdf_images::all(&mut random));
    set.extend(office::all(&mut random));
    set.extend(plain::all(&mut random));
    set
}

/// Writes the set below `folder`, a folder for each class; gives the number of files in each.
pub fn write(folder: &Path, seed: u64) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for file in all(seed) {
        let n = counts.entry(file.class).or_insert(0);
        *n += 1;
        let folder = folder.join(file.class);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(format!("{n:03}.{}", file.ending)), &file.bytes).expect("written");
    }
    counts
}

/// Sound files that end too early.
fn truncated(random: &mut Random) -> Vec<Hostile> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut samples: Vec<_> = fs::read_dir(corpus).expect("the corpus").flatten().map(|entry| entry.path()).collect();
    samples.retain(|path| path.extension().is_some_and(|ending| ending != "toml"));
    samples.sort();
    let mut cut = |class, ending, bytes: &[u8]| {
        let end = random.below(bytes.len());
        Hostile { class, ending, bytes: bytes[..end].to_vec() }
    };
    let mut set = Vec::new();
    for sample in samples {
        let ending = if sample.extension().is_some_and(|e| e == "docx") { "docx" } else { "pdf" };
        set.push(cut("truncated", ending, &fs::read(&sample).expect("a sample")));
    }
    for _ in 0..4 {
        set.push(cut("truncated", "docx", &office::sound_docx()));
        set.push(cut("truncated", "doc", &office::sound_doc()));
        set.push(cut("truncated", "pdf", &pdf::sound()));
    }
    set
}
