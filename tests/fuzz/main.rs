//! Inputs that are nearly right must give a text or a reason, in time, never a panic of the program's own.
//!
//! A plain mutation harness, since coverage-guided fuzzers want a nightly compiler. `CHIDAO_FUZZ_SECONDS` says how long
//! all kinds together may take (20), `CHIDAO_FUZZ_SEED` which sequence is tried (1). A failure names seed and number;
//! `CHIDAO_FUZZ_ONLY=pdf:1234`, with the same seed, tries that one again. The input under way lies in `target/tmp`, for
//! the case that the process itself dies.

mod mutate;

use std::fs;
use std::io::{Cursor, Write};
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use chidao::detect;
use chidao::directive::Evidence;
use chidao::extract;
use chidao::source::Options;
use chidao::store::Words;

use mutate::{Random, TOKENS, mutated};

/// No input of a few pages may take longer, on a busy machine and unoptimized.
const SLOW: Duration = Duration::from_secs(20);

/// A panic of the program's own code, since the last input.
static PANIC: Mutex<Option<String>> = Mutex::new(None);
/// When the input under way was begun, in milliseconds since the start, and 0 between inputs.
static BEGUN: AtomicU64 = AtomicU64::new(0);

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |value| value.parse().unwrap_or_else(|_| panic!("{name}: a number")))
}

#[test]
fn nearly_right_inputs_give_a_text_or_a_reason() {
    // What a library does is its own affair: a worker outlives it. Backtraces of caught panics take the time.
    panic::set_hook(Box::new(|info| {
        let own = info.location().filter(|place| !Path::new(place.file()).is_absolute());
        if let Some(place) = own {
            let mut first = PANIC.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            first.get_or_insert_with(|| format!("{place}: {info}"));
        }
    }));
    let seed = setting("CHIDAO_FUZZ_SEED", 1);
    let each = Duration::from_secs(setting("CHIDAO_FUZZ_SECONDS", 20)) / TOKENS.len() as u32;
    let only = std::env::var("CHIDAO_FUZZ_ONLY").ok();
    let only = only.as_deref().map(|only| only.split_once(':').expect("CHIDAO_FUZZ_ONLY: KIND:NUMBER"));
    let mut failures = Vec::new();
    for (kind, tokens) in TOKENS {
        let numbers = match only {
            Some((wanted, number)) if wanted == kind => {
                let number = number.parse().expect("CHIDAO_FUZZ_ONLY: KIND:NUMBER");
                number..number + 1
            }
            Some(_) => continue,
            None => 0..u64::MAX,
        };
        failures.extend(fuzz(kind, tokens, seed, numbers, each));
    }
    drop(panic::take_hook());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Tries inputs of a kind until the time is over; gives the first failure.
fn fuzz(kind: &str, tokens: &[&str], seed: u64, numbers: std::ops::Range<u64>, time: Duration) -> Option<String> {
    let corpus = corpus(kind);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz.{}", ending(kind)));
    let start = Instant::now();
    let mut tried = 0;
    for number in numbers {
        if start.elapsed() >= time {
            break;
        }
        let input = mutated(&corpus, tokens, &mut Random::new(seed, number));
        let begun = Instant::now();
        let result =
            catch_unwind(AssertUnwindSafe(|| within(SLOW, kind, seed, number, || attempt(kind, &path, &input))));
        let panicked = PANIC.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).take();
        let failure = match result {
            _ if panicked.is_some() => panicked,
            Ok(Err(broken)) => Some(broken),
            _ if begun.elapsed() > SLOW => Some(format!("took {:?}", begun.elapsed())),
            _ => None,
        };
        if let Some(failure) = failure {
            return Some(format!(
                "{failure}\n  again: CHIDAO_FUZZ_SEED={seed} CHIDAO_FUZZ_ONLY={kind}:{number} cargo test --test fuzz\n  \
                 input: {}",
                path.display()
            ));
        }
        tried += 1;
    }
    eprintln!("{kind}: {tried} inputs of seed {seed}");
    None
}

/// Ends the process where `attempt` does not come back.
fn within<T>(time: Duration, kind: &str, seed: u64, number: u64, attempt: impl FnOnce() -> T) -> T {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    static NAME: Mutex<String> = Mutex::new(String::new());
    let start = START.get_or_init(|| {
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_secs(1));
                let begun = BEGUN.load(Ordering::Relaxed);
                let now = START.get().map_or(0, |start| start.elapsed().as_millis() as u64);
                if begun > 0 && now.saturating_sub(begun) > 3 * time.as_millis() as u64 {
                    eprintln!("{} does not end", NAME.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
                    std::process::exit(101);
                }
            }
        });
        Instant::now()
    });
    *NAME.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = format!("seed {seed}, {kind}:{number}");
    BEGUN.store(start.elapsed().as_millis() as u64 + 1, Ordering::Relaxed);
    let result = attempt();
    BEGUN.store(0, Ordering::Relaxed);
    result
}

fn corpus(kind: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(kind);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).expect("a corpus").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("an input")).collect()
}

fn ending(kind: &str) -> &str {
    if kind == "text" || kind == "query" { "txt" } else { kind }
}

/// Reads an input all the way; says what is wrong with what came out.
fn attempt(kind: &str, path: &Path, input: &[u8]) -> Result<(), String> {
    match kind {
        "query" => {
            fs::write(path, input).expect("written");
            let query = String::from_utf8_lossy(input);
            let (_found, words) = (detect::mentions(&query), Words::of(&query));
            let _held = words.are_all_in(&query);
            Ok(())
        }
        "docx" => read(path, &zipped(input)),
        // A file of bytes that are no text is refused as a whole: most should come further.
        "text" => read(path, String::from_utf8_lossy(input).as_bytes()),
        _ => read(path, input),
    }
}

fn read(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).expect("written");
    let Ok(reading) = extract::read(path, &Options::default()) else { return Ok(()) };
    let (facts, content) = (&reading.facts, &reading.text.content);
    let references = facts.references.iter().map(|fact| &fact.evidence);
    let deadlines = facts.deadlines.iter().map(|fact| &fact.evidence);
    let targets = facts.targets.iter().map(|fact| &fact.evidence);
    let is_outside =
        |evidence: &&Evidence| content.get(evidence.span.start..evidence.span.end).is_none_or(str::is_empty);
    match references.chain(deadlines).chain(targets).find(is_outside) {
        Some(evidence) => Err(format!("{evidence:?} is not in a text of {} bytes", content.len())),
        None => Ok(()),
    }
}

fn zipped(xml: &[u8]) -> Vec<u8> {
    use zip::write::{SimpleFileOptions, ZipWriter};
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("word/document.xml", stored).expect("a part");
    zip.write_all(xml).expect("its bytes");
    zip.finish().expect("an archive").into_inner()
}
