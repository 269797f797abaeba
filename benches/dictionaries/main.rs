//! The dictionaries that the store packs by (`src/store/packed/`): how well they pack, and how they are made.
//!
//! Made-up directives ([`genre`], others than those that the other benches ask for) and the sample corpus are indexed by
//! the program; the values of that store are the samples. Said is how much they, and the values of real directives where
//! these lie beside the repository, shrink by dictionaries that are made anew, of which none has seen a real directive.
//! `CHIDAO_DICTIONARIES=src/store/packed` writes them there: that is another form of the store, and asks for a new
//! version of its tables.

#[path = "../genre/mod.rs"]
mod genre;
#[path = "../../tests/common/unpack.rs"]
mod unpack;

use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;

/// The name of a dictionary, its bytes, and the queries that give what is packed by it.
const KINDS: [(&str, usize, &[&str]); 4] = [
    ("text", 64 << 10, &["SELECT content FROM texts"]),
    ("facts", 48 << 10, &["SELECT mentions FROM texts", "SELECT deadlines FROM texts", "SELECT targets FROM texts"]),
    ("header", 16 << 10, &["SELECT head FROM documents"]),
    ("statement", 16 << 10, &["SELECT statement FROM sightings", "SELECT said FROM works"]),
];

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    // Those at the end are what the benches add one by one.
    genre::write(&path("files"), genre::PAPERS - 2000..genre::PAPERS - 1000).expect("written");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    index(&path("made"), &[&path("files"), &own]);
    let real = std::env::var_os("CHIDAO_SHARED").map_or_else(|| own.join("../../shared"), PathBuf::from).join("corpus");
    let real = real.exists().then(|| {
        index(&path("real"), &[&real]);
        path("real")
    });
    if real.is_none() {
        println!("SKIPPED: real directives, which are not there");
    }
    for (name, size, queries) in KINDS {
        let samples = values(&path("made"), queries);
        let dictionary = zstd::dict::from_samples(&samples, size).expect("a dictionary");
        told(name, "made-up", &samples, &dictionary);
        if let Some(real) = &real {
            told(name, "real", &values(real, queries), &dictionary);
        }
        if let Some(folder) = std::env::var_os("CHIDAO_DICTIONARIES") {
            std::fs::write(PathBuf::from(folder).join(format!("{name}.dict")), &dictionary).expect("written");
        }
    }
}

fn index(store: &Path, paths: &[&Path]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chidao"));
    command.args(["index", "--no-ocr", "--store"]).arg(store).args(paths);
    // 3: some files could not be read.
    let status = command.stdout(std::process::Stdio::null()).status().expect("run");
    assert!(matches!(status.code(), Some(0 | 3)), "{status}");
}

fn values(store: &Path, queries: &[&str]) -> Vec<Vec<u8>> {
    let database = Connection::open(store.join(chidao::store::DATABASE)).expect("a store");
    let mut all = Vec::new();
    for query in queries {
        let mut select = database.prepare(query).expect("SQL");
        let rows = select.query_map([], |row| row.get::<_, Option<Vec<u8>>>(0)).expect("asked");
        all.extend(rows.filter_map(|row| row.expect("read")).map(|packed| unpack::unpack(&packed)));
    }
    all
}

fn told(name: &str, of: &str, samples: &[Vec<u8>], dictionary: &[u8]) {
    let mut packer = zstd::bulk::Compressor::with_dictionary(9, dictionary).expect("a dictionary");
    let whole: usize = samples.iter().map(Vec::len).sum();
    // Without the four bytes with which every frame begins, and the number of the dictionary.
    let packed: usize = samples.iter().map(|sample| packer.compress(sample).expect("packed").len() - 7).sum();
    let (count, share) = (samples.len(), packed as f64 / whole as f64);
    println!("{name:<10} {of:<8} {count:>7} values of {:>6} bytes: {share:.3}", whole / count.max(1));
}
