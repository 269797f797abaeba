//! One writes and many read: no reader sees an error, or a document of which a part is of another time; whoever else wants to
//! write is told who does.
//!
//! `CHIDAO_READERS_SECONDS` says for how long (20).

use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use chidao::directive::Span;
use chidao::store::{Filter, Store, Words};
use serde_json::Value;

use super::world::{Chance, World, code, said, setting};

const DIRECTIVES: usize = 16;
/// So many readers use the library, and so many run the program.
const READERS: (u64, u64) = (12, 4);

#[test]
fn readers_see_whole_documents_while_one_writes() {
    let world = World::new(DIRECTIVES);
    world.done(&["index", "docs", "--store", "kho"]);
    let time = Duration::from_secs(setting("CHIDAO_READERS_SECONDS", 20));
    let (ended, looks, runs) = (AtomicBool::new(false), AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for reader in 0..READERS.0 + READERS.1 {
            let (world, ended, looks) = (&world, &ended, &looks);
            scope.spawn(move || {
                let mut chance = Chance::new(reader + 1);
                while !ended.load(Ordering::Relaxed) {
                    if reader < READERS.0 {
                        look(world, &mut chance)
                    } else {
                        ask(world, &mut chance)
                    }
                    looks.fetch_add(1, Ordering::Relaxed);
                    std::thread::sleep(Duration::from_millis(30));
                }
            });
        }
        // A reader that fails ends the test when all are awaited; the writer need not know.
        let since = Instant::now();
        let mut chance = Chance::new(99);
        let mut version = 0;
        while since.elapsed() < time {
            version += 1;
            for n in 0..DIRECTIVES {
                let gone = world.path(&format!("docs/{n:03}.txt"));
                match chance.below(4) {
                    0 => world.write(n, version),
                    1 if n > 4 => drop(std::fs::remove_file(gone)),
                    _ => {}
                }
            }
            let output = world.run(&["index", "docs", "--store", "kho"]);
            if !output.status.success() {
                ended.store(true, Ordering::Relaxed);
                panic!("the writer: {}", said(&output));
            }
            runs.fetch_add(1, Ordering::Relaxed);
        }
        ended.store(true, Ordering::Relaxed);
    });
    let (looks, runs) = (looks.into_inner(), runs.into_inner());
    eprintln!("{looks} looks by {} readers beside {runs} runs of the writer in {time:?}", READERS.0 + READERS.1);
    assert!(looks > 30 && runs > 1, "{looks} looks, {runs} runs");
}

/// All that one store says belongs together.
fn look(world: &World, chance: &mut Chance) {
    let store = Store::open(&world.path("kho")).expect("a store");
    let everything = Filter { copies: true, ..Filter::default() };
    let documents = store.documents(&everything).expect("documents");
    let counts = store.totals(&everything).expect("totals");
    assert_eq!(counts.documents, documents.len());
    let (mut deadlines, mut targets, mut mentions) = (0, 0, 0);
    for document in &documents {
        let own = Filter { document: Some(document.id), ..everything.clone() };
        let text = store.text(document.id).expect("a text").expect("a text").content;
        let (n, version) = which(&text);
        assert!(document.path.ends_with(&format!("{n:03}.txt")), "{}: {text}", document.path);
        let own_deadlines = store.deadlines(&own).expect("deadlines");
        let [deadline] = &own_deadlines[..] else { panic!("{} deadlines of {}", own_deadlines.len(), document.path) };
        let day = format!("{}/10/2024", 1 + (n + version) % 28);
        assert!(
            words(&text, deadline.fact.evidence.span).contains(&day),
            "{}: {:?}, not {day}",
            document.path,
            deadline.fact
        );
        let own_targets = store.targets(&own).expect("targets");
        let share = format!("{}%", 60 + (n * 7 + version) % 40);
        assert!(
            own_targets.iter().any(|t| words(&text, t.fact.evidence.span).contains(&share)),
            "{}: no {share}",
            document.path
        );
        let own_mentions = store.mentions(&own).expect("mentions");
        assert_eq!(own_mentions.len(), 2, "{}", document.path);
        assert!(own_mentions.iter().all(|mention| !mention.fact.work.is_empty()));
        deadlines += own_deadlines.len();
        targets += own_targets.len();
        mentions += own_mentions.len();
    }
    assert_eq!((counts.deadlines, counts.targets, counts.references), (deadlines, targets, mentions));
    // What the full text finds is there; it may lack what is new, and then says so.
    let one = &documents[usize::try_from(chance.below(documents.len() as u64)).expect("small")];
    let (n, version) = which(&store.text(one.id).expect("a text").expect("a text").content);
    let hits = store.find(&Words::of(&code(n, version)), &everything, 5).expect("found");
    match &hits.hits[..] {
        [hit] => assert_eq!(hit.document.id, one.id),
        hits => assert!(hits.is_empty()),
    }
    assert!(hits.total == 1 || hits.stale, "{} is not found", one.path);
}

fn words(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).expect("the fact stands in this text")
}

/// The program, as a person asks it.
fn ask(world: &World, chance: &mut Chance) {
    match chance.below(3) {
        0 => {
            let export = world.export("kho");
            let lines: Vec<Value> = export.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
            let documents = lines.iter().filter(|line| line["item"] == "document").count();
            assert_eq!(lines[0]["documents"], documents);
            let deadlines = lines.iter().filter(|line| line["kind"] == "deadline").count();
            assert_eq!(deadlines, documents, "each has one");
        }
        1 => drop(world.done(&["search", "kế hoạch", "--store", "kho"])),
        _ => drop(world.done(&["deadlines", "2024-2025", "--store", "kho", "--format", "json"])),
    }
}

/// Which directive this text is, in which version.
fn which(text: &str) -> (usize, usize) {
    let word = text.split_whitespace().find(|word| word.starts_with("mã") && word.contains("bản")).expect("its word");
    let (n, version) = word["mã".len()..].split_once("bản").expect("two numbers");
    (n.parse().expect("a number"), version.parse().expect("a number"))
}

#[test]
fn a_second_writer_is_told_who_writes() {
    let world = World::new(2);
    world.add_scan();
    // The first is at the scan for as long as the test needs.
    let slow =
        std::fs::read_to_string(world.path("bin/tesseract")).expect("a script").replace("sleep 0.05", "sleep 60");
    std::fs::write(world.path("bin/tesseract"), slow).expect("written");
    let mut first = world.command(&["index", "docs", "--store", "kho"]).stdout(Stdio::null()).spawn().expect("it runs");
    let since = Instant::now();
    while std::fs::read_to_string(world.path("kho/chidao.lock")).unwrap_or_default().is_empty() {
        assert!(since.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(10));
    }
    for (lang, process) in [("en", "process"), ("vi", "tiến trình")] {
        let second = world.run(&["--lang", lang, "index", "docs", "--store", "kho"]);
        let message = said(&second);
        assert_eq!(second.status.code(), Some(2), "{message}");
        assert!(message.contains(&format!("{process} {}", first.id())), "{message}");
        assert!(message.contains("20") && message.contains('T') && message.contains('Z'), "since when: {message}");
    }
    first.kill().expect("killed");
    first.wait().expect("reaped");
    world.done(&["index", "docs", "--store", "kho", "--no-ocr"]);
}
