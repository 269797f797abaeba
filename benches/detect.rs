//! How fast facts are found: megabytes of normalized text per second on one core, all detectors together and each apart,
//! and documents per second. The text is that of `corpus/`, read once and repeated as many documents; that of the
//! directives under `tests/` (`unseen`) and that of real ones beside the repository (`real`; SKIPPED where they are
//! absent) is measured by all detectors together. See `README.md`.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chidao::detect::{self, Facts};
use chidao::{source, text};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// So much text is worked through in one round.
const BYTES: usize = 3_000_000;

/// The documents of a round with the facts that later detectors need of earlier ones: those in `folders` whose names do
/// not end in one of `but`.
fn documents(folders: &[PathBuf], but: &[&str]) -> Vec<(text::Text, Facts)> {
    let files = |folder: &PathBuf| std::fs::read_dir(folder).expect("a folder of directives");
    let mut paths: Vec<PathBuf> =
        folders.iter().flat_map(files).map(|entry| entry.expect("a readable entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| !but.iter().any(|other| ending == *other)));
    paths.sort();
    let read: Vec<_> = paths
        .iter()
        .map(|path| text::normalize(&source::read(path).expect("readable")))
        // A scan has no text before it went through OCR.
        .filter(|text| !text.content.is_empty())
        .collect();
    let once: usize = read.iter().map(|text| text.content.len()).sum();
    let all = read.iter().cycle().take(read.len() * BYTES.div_ceil(once)).cloned();
    all.map(|text| {
        let facts = detect::detect(&text);
        (text, facts)
    })
    .collect()
}

fn benchmarks(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documents = documents(&[root.join("corpus")], &["toml"]);
    let (bytes, count) = (size(&documents), documents.len());

    let mut group = criterion.benchmark_group("detect");
    group.sample_size(20).measurement_time(Duration::from_secs(5));
    group.throughput(Throughput::BytesDecimal(bytes as u64));
    group.bench_function("all", |b| b.iter(|| for_each(&documents, |text, _| detect::detect(text))));
    group
        .bench_function("header", |b| b.iter(|| for_each(&documents, |text, _| detect::header(text, &mut Vec::new()))));
    group.bench_function("outline", |b| b.iter(|| for_each(&documents, |text, f| detect::outline(text, &f.document))));
    group.bench_function("references", |b| {
        b.iter(|| for_each(&documents, |text, f| detect::references(text, &f.document, &f.outline)));
    });
    group.bench_function("deadlines", |b| {
        b.iter(|| for_each(&documents, |text, f| detect::deadlines(text, &f.document, &f.outline, &f.references)));
    });
    group.bench_function("targets", |b| {
        b.iter(|| for_each(&documents, |text, f| detect::targets(text, &f.document, &f.outline, &f.references)));
    });
    group.bench_function("effects", |b| {
        b.iter(|| for_each(&documents, |text, f| detect::effects(text, &f.document, &f.outline, &f.references)));
    });
    group.throughput(Throughput::Elements(count as u64));
    group.bench_function("documents", |b| b.iter(|| for_each(&documents, |text, _| detect::detect(text))));
    group.finish();
    drop(documents);

    let unseen = ["heldout", "unseen", "unseen2", "unseen3"].map(|folder| root.join("tests").join(folder));
    together(criterion, "unseen", &unseen, &["json", "md"]);

    let shared = std::env::var_os("CHIDAO_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let real = ["gold", "gold/effects", "corpus/an-lao", "corpus/real"].map(|folder| shared.join(folder));
    if real.iter().all(|folder| folder.is_dir()) {
        together(criterion, "real", &real, &["json", "md", "py"]);
    } else {
        eprintln!("SKIPPED: no real directives are measured, {} is not here", shared.display());
    }
}

/// Measures all detectors together over the directives in `folders`.
fn together(criterion: &mut Criterion, name: &str, folders: &[PathBuf], but: &[&str]) {
    let documents = documents(folders, but);
    let mut group = criterion.benchmark_group(name);
    group.sample_size(20).measurement_time(Duration::from_secs(5));
    group.throughput(Throughput::BytesDecimal(size(&documents) as u64));
    group.bench_function("all", |b| b.iter(|| for_each(&documents, |text, _| detect::detect(text))));
    group.finish();
}

/// How many bytes of normalized text there are, which is told, with how many facts.
fn size(documents: &[(text::Text, Facts)]) -> usize {
    let bytes: usize = documents.iter().map(|(text, _)| text.content.len()).sum();
    let lists = |f: &Facts| [f.references.len(), f.deadlines.len(), f.targets.len(), f.effects.len(), f.validity.len()];
    let facts: usize = documents.iter().flat_map(|(_, facts)| lists(facts)).sum();
    let count = documents.len();
    eprintln!("{count} documents, {bytes} bytes of normalized text, a fact for every {}", bytes / facts.max(1));
    bytes
}

fn for_each<T>(documents: &[(text::Text, Facts)], work: impl Fn(&text::Text, &Facts) -> T) {
    for (text, facts) in documents {
        black_box(work(black_box(text), facts));
    }
}

criterion_group!(benches, benchmarks);
criterion_main!(benches);
