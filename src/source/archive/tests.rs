//! What an archive gives, from archives written here.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;

use super::*;

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        archive.write_all(content).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

/// The archive in a file of its own.
fn file(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("thư mục.zip");
    std::fs::write(&path, bytes).expect("written");
    (folder, path)
}

/// What each entry of an archive gives where an archive may hold so much.
#[track_caller]
fn check(entries: &[(&str, &[u8])], caps: Caps, expected: &[Option<Limit>]) {
    let entries = super::listed(Cursor::new(zip(entries)), caps).expect("an archive");
    let refused: Vec<Option<Limit>> = entries
        .iter()
        .map(|entry| match &entry.content {
            Ok(_) => None,
            Err(SourceError::Archive(limit)) => Some(*limit),
            Err(other) => panic!("{other}"),
        })
        .collect();
    assert_eq!(refused, expected, "{caps:?}");
}

/// Bytes that do not pack.
fn noise(count: u32) -> Vec<u8> {
    (0..count).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

fn three() -> [(&'static str, Vec<u8>); 3] {
    [("1.txt", noise(600)), ("2.txt", noise(400)), ("3.txt", noise(300))]
}

fn of<'a>(entries: &'a [(&'static str, Vec<u8>)]) -> Vec<(&'a str, &'a [u8])> {
    entries.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect()
}

/// Without the cap the entry is unpacked, whatever its size.
#[test]
fn an_entry_beyond_its_size_is_refused() {
    check(&of(&three()), CAPS, &[None, None, None]);
    check(&of(&three()), Caps { entry: 599, ..CAPS }, &[Some(Limit::EntrySize), None, None]);
}

/// Without the cap the entries are taken in, however much they are together.
#[test]
fn entries_beyond_the_size_of_all_are_refused() {
    check(&of(&three()), Caps { total: 1299, ..CAPS }, &[None, None, Some(Limit::TotalSize)]);
    check(&of(&three()), Caps { total: 999, ..CAPS }, &[None, Some(Limit::TotalSize), Some(Limit::TotalSize)]);
}

/// Without the cap the bomb is unpacked to its end.
#[test]
fn an_entry_that_packs_as_no_document_does_is_refused() {
    let packed = [("1.txt", vec![0; 2000]), ("2.txt", noise(600))];
    check(&of(&packed), Caps { small: 1000, ratio: 20, ..CAPS }, &[Some(Limit::Ratio), None]);
    check(&of(&packed), Caps { small: 2000, ratio: 20, ..CAPS }, &[None, None]);
}

/// Without the cap archives in archives are opened as deep as they go.
#[test]
fn archives_in_archives_are_opened_as_deep_as_is_allowed() {
    let inner = zip(&[("1.txt", b"one")]);
    let outer = zip(&[("inner.zip", &inner)]);
    check(&[("outer.zip", &outer)], Caps { depth: 3, ..CAPS }, &[None]);
    check(&[("outer.zip", &outer)], CAPS, &[Some(Limit::Nesting)]);
}

/// Without the cap an archive has any number of rows; the entries of an archive in an archive count as well.
#[test]
fn entries_beyond_their_number_are_refused() {
    let entries = three();
    let many = |most| super::listed(Cursor::new(zip(&of(&entries))), Caps { entries: most, ..CAPS });
    assert!(many(3).is_ok());
    assert_eq!(many(2), Err(SourceError::Archive(Limit::Entries)));
    let both = zip(&[("1.zip", &zip(&of(&entries))), ("2.zip", &zip(&of(&entries)))]);
    let found = super::listed(Cursor::new(both), Caps { entries: 5, ..CAPS }).expect("an archive");
    let refused = found.iter().filter(|entry| entry.content == Err(SourceError::Archive(Limit::Entries))).count();
    assert_eq!((found.len(), refused), (4, 1));
}

fn listed(bytes: &[u8]) -> Vec<Entry> {
    list(&file(bytes).1).expect("an archive")
}

fn names(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.name.as_str()).collect()
}

#[test]
fn entries_are_named_and_read_by_their_place() {
    let inner = zip(&[("b.txt", "trong nữa".as_bytes())]);
    let bytes = zip(&[
        ("công văn/1.txt", "một".as_bytes()),
        ("__MACOSX/công văn/._1.txt", b"x"),
        (".ẩn.txt", b"x"),
        ("sâu.zip", &inner),
    ]);
    let (_folder, path) = file(&bytes);
    let entries = list(&path).expect("an archive");
    assert_eq!(names(&entries), ["công văn/1.txt", "sâu.zip » b.txt"]);
    for (entry, want) in entries.iter().zip(["một", "trong nữa"]) {
        let address = address(&path, &entry.place);
        let (archive, place) = parse_address(&address).expect("an address");
        assert_eq!((&archive, &place), (&path, &entry.place));
        let (_, content) = read(&archive, &place).expect("readable");
        assert_eq!(content, want.as_bytes());
        assert_eq!(entry.content, Ok(blake3::hash(want.as_bytes()).as_bytes().to_vec()));
        assert_eq!(entry.size, content.len() as u64);
    }
    assert_eq!(parse_address(&path), None);
    assert_eq!(parse_address(Path::new("/nowhere.zip/»/0")), None);
}

#[test]
fn names_that_lead_out_are_made_safe_and_unique() {
    let entries = listed(&zip(&[("../1.txt", b"a"), ("/1.txt", b"b"), ("x/../../1.txt", b"c")]));
    assert_eq!(names(&entries), ["1.txt", "1.txt (2)", "x/1.txt"]);
}

#[test]
fn archives_are_opened_two_deep_and_no_deeper() {
    let deepest = zip(&[("c.txt", b"c")]);
    let middle = zip(&[("b.txt", b"b"), ("sâu nhất.zip", &deepest)]);
    let entries = listed(&zip(&[("giữa.zip", &middle)]));
    assert_eq!(names(&entries), ["giữa.zip » b.txt", "giữa.zip » sâu nhất.zip"]);
    assert_eq!(entries[1].content, Err(SourceError::Archive(Limit::Nesting)));
}

#[test]
fn what_cannot_be_unpacked_costs_its_own_entry() {
    // A zero byte a million times over packs a thousandfold.
    let bomb = vec![0u8; (CAPS.small + 1) as usize];
    let mut bytes = zip(&[("1.txt", b"one"), ("bom.txt", &bomb), ("2.txt", b"two")]);
    let entries = listed(&bytes);
    assert_eq!(entries[1].content, Err(SourceError::Archive(Limit::Ratio)));
    assert!(entries[0].content.is_ok() && entries[2].content.is_ok());

    // The flag of encryption in both headers of the first entry.
    for (sign, offset) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = bytes.windows(4).position(|four| four == sign).expect("a header");
        bytes[at + offset] |= 1;
    }
    assert_eq!(listed(&bytes)[0].content, Err(SourceError::Encrypted));
}

#[test]
fn too_many_entries_are_refused_as_a_whole() {
    let many: Vec<String> = (0..=CAPS.entries).map(|n| format!("{n}.txt")).collect();
    let entries: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let outcome = list(&file(&zip(&entries)).1);
    assert_eq!(outcome, Err(SourceError::Archive(Limit::Entries)));
}

#[test]
fn containers_of_other_programs_are_told_apart() {
    for (entry, want) in [
        ("word/document.xml", Purpose::Word),
        ("[Content_Types].xml", Purpose::Other),
        ("mimetype", Purpose::Other),
        ("1.txt", Purpose::Files),
    ] {
        assert_eq!(purpose(&zip(&[(entry, b"x")])), Ok(want), "{entry}");
    }
}

#[test]
fn a_broken_archive_is_refused_with_a_reason() {
    let bytes = zip(&[("1.txt", b"one")]);
    for broken in [&bytes[..bytes.len() / 2], b"PK\x03\x04", b"PK\x05\x06"] {
        assert!(matches!(list(&file(broken).1), Err(SourceError::Damaged { .. })));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    #[test]
    fn damage_never_panics(
        changes in proptest::collection::vec((proptest::prelude::any::<proptest::sample::Index>(), 0u8..), 1..16),
    ) {
        let mut bytes = zip(&[("một.txt", b"one"), ("b/2.txt", &[7; 300])]);
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let _outcome = list(&file(&bytes).1);
    }
}
