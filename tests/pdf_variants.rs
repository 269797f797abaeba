//! One directive as seven programs write it into PDF, whole, locked, linearized and damaged: the text that comes out
//! beside the text that went in.
//!
//! The measure is the plain **character error rate**: the Levenshtein distance of both texts over the length of the
//! true one, counted in characters of NFC with runs of white space made one space. It is taken over the body, from
//! "Kính gửi:" to the last "Nơi nhận:", the table in its place and without footnote marks; the letterhead, the closing
//! part and footnotes, whose order on paper is open, and the cells of the table are compared phrase by phrase.

use std::path::{Path, PathBuf};

use chidao::source::read;
use chidao::text::{Text, Zone, normalize};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

mod common;

/// The goal for every variant whose fonts tell their letters.
const GOAL: f64 = 0.001;

/// The variants whose text cannot be had from the file alone: no map to Unicode, the last tenth cut off.
const BEYOND: [&str; 2] = ["lo_003_notounicode.pdf", "lo_003_trunc90.pdf"];

fn variants() -> Option<(Vec<PathBuf>, String, Value)> {
    let folder = common::shared("corpus/pdf-variants")?;
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "pdf"));
    files.sort();
    let truth = std::fs::read_to_string(folder.join("doc003.truth.txt")).expect("the text that went in");
    let parts = std::fs::read(folder.join("doc003.truth.json")).expect("its parts");
    Some((files, truth, serde_json::from_slice(&parts).expect("JSON")))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn text_of(path: &Path) -> Text {
    normalize(&read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// Running text and the cells of tables; footnotes and their marks are not in it.
fn running_text(text: &Text) -> String {
    let running = text.paragraphs.iter().filter(|p| matches!(p.zone, Zone::Body | Zone::TableRow));
    running.map(|p| text.slice(p.span)).collect::<Vec<_>>().join("\n")
}

/// The text that went in, without the footnote marks: 1, 2, … behind the stop at the end of their lines. Some of the
/// programs number the notes of each page anew.
fn unmarked(truth: &str) -> String {
    let mut next = 1;
    let line = |line: &str| {
        let bare = line.strip_suffix(&next.to_string()).filter(|bare| bare.ends_with('.'));
        next += usize::from(bare.is_some());
        bare.unwrap_or(line).to_owned()
    };
    truth.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// From "Kính gửi:" to the last "Nơi nhận:", as the measure compares it.
fn body(text: &str) -> Vec<char> {
    let text: String = text.nfc().collect();
    let start = text.find("Kính gửi:").expect("an address");
    let end = text.rfind("Nơi nhận:").expect("a list of receivers");
    text[start..end].split_whitespace().collect::<Vec<_>>().join(" ").chars().collect()
}

/// The Levenshtein distance, exact up to `limit`, above it just more than `limit`: only the cells of the table that
/// are so near to its diagonal are filled (Ukkonen 1985).
fn distance(a: &[char], b: &[char], limit: usize) -> usize {
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let far = limit + 1;
    let mut row: Vec<usize> = (0..=b.len()).map(|j| j.min(far)).collect();
    for (i, x) in a.iter().enumerate() {
        let (from, to) = ((i + 1).saturating_sub(limit).max(1), (i + 1 + limit).min(b.len()));
        let mut corner = row[from - 1];
        row[from - 1] = if from == 1 { (i + 1).min(far) } else { far };
        for j in from..=to {
            let above = if j < i + 1 + limit { row[j] } else { far };
            let cost = (corner + usize::from(*x != b[j - 1])).min(above + 1).min(row[j - 1] + 1).min(far);
            corner = std::mem::replace(&mut row[j], cost);
        }
    }
    row[b.len()]
}

/// The error rate; what is beyond a tenth is not told apart.
fn error_rate(truth: &[char], read: &[char]) -> f64 {
    let most = truth.len() / 10;
    let found = [30, 300, most].into_iter().map(|limit| (limit, distance(truth, read, limit)));
    let (_, errors) = found.clone().find(|(limit, errors)| errors <= limit).unwrap_or((most, most + 1));
    errors as f64 / truth.len() as f64
}

/// Without white space: a cell may wrap anywhere.
fn dense(text: &str) -> String {
    text.nfc().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_measure_counts_insertions_deletions_and_replacements() {
    let chars = |text: &str| text.chars().collect::<Vec<char>>();
    for (a, b, limit, want) in [
        ("", "", 3, 0),
        ("trường", "trường", 3, 0),
        ("trường", "truong", 3, 2),
        ("trường", "trưởng học", 9, 5),
        ("kitten", "sitting", 3, 3),
        ("kitten", "sitting", 2, 3),
        ("abcdef", "cdefab", 6, 4),
        ("abc", "", 5, 3),
    ] {
        assert_eq!(distance(&chars(a), &chars(b), limit), want, "{a} {b}");
    }
}

#[test]
fn the_body_is_read_almost_without_error() {
    let Some((files, truth, _)) = variants() else { return };
    let truth = body(&unmarked(&truth));
    let mut over = Vec::new();
    for file in files.iter().filter(|file| !BEYOND.contains(&name(file).as_str())) {
        let read = body(&running_text(&text_of(file)));
        let rate = error_rate(&truth, &read);
        println!("{:28} {:.4} %", name(file), 100.0 * rate);
        if rate > GOAL {
            let at = truth.iter().zip(&read).position(|(a, b)| a != b).unwrap_or_default();
            let near = |text: &[char]| text.iter().skip(at.saturating_sub(20)).take(70).collect::<String>();
            over.push(format!("{}: {:.3} %: {} | {}", name(file), 100.0 * rate, near(&truth), near(&read)));
        }
    }
    assert!(over.is_empty(), "over {GOAL}:\n{}", over.join("\n"));
}

#[test]
fn letterhead_cells_notes_and_signatures_come_whole() {
    let Some((files, _, parts)) = variants() else { return };
    let strings = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(|v| v.as_str()).map(str::to_owned).collect()
    };
    let mut missing = Vec::new();
    for file in files.iter().filter(|file| !BEYOND.contains(&name(file).as_str())) {
        let text = text_of(file);
        let paragraphs = |zone: fn(&Zone) -> bool| -> Vec<String> {
            text.paragraphs.iter().filter(|p| zone(&p.zone)).map(|p| text.slice(p.span).to_owned()).collect()
        };
        let mut want = |what: &str, found: bool, phrase: &str| {
            if !found {
                missing.push(format!("{}: {what}: {phrase}", name(file)));
            }
        };
        let running: Vec<String> = paragraphs(|zone| *zone == Zone::Body).iter().map(|p| dense(p)).collect();
        for phrase in strings(&parts["header"]).iter().chain(&strings(&parts["sign"])) {
            want("phrase", running.iter().any(|p| p.contains(&dense(phrase))), phrase);
        }
        let rows = paragraphs(|zone| *zone == Zone::TableRow);
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.split('\t').map(dense).collect()).collect();
        for row in parts["table"].as_array().expect("rows") {
            let cells: Vec<String> = strings(row).iter().map(|cell| dense(cell)).collect();
            want("row", rows.contains(&cells), &cells.join(" | "));
        }
        let notes: Vec<String> =
            paragraphs(|zone| matches!(zone, Zone::Footnote(_))).iter().map(|note| dense(note)).collect();
        for note in strings(&parts["footnotes"]) {
            want("footnote", notes.contains(&dense(&note)), &note);
        }
    }
    assert!(missing.is_empty(), "{} missing:\n{}", missing.len(), missing.join("\n"));
}
