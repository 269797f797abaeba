//! PDF files from outside: built here, and the sample files beside the repository where they exist.

use std::path::{Path, PathBuf};

use chidao::source::{PageProblem, RawDocument, SourceError, read};
use lopdf::content::{Content, Operation};
use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary};

/// A one-page PDF that shows each text at its place with a Type 1 font, y counted from below.
fn pdf(texts: &[(f32, f32, f32, &str)], rotate: i64) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica-Bold", "Encoding" => "WinAnsiEncoding",
    });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let operations: Vec<Operation> = texts
        .iter()
        .flat_map(|(x, y, size, text)| {
            [
                Operation::new("BT", vec![]),
                Operation::new("Tf", vec!["F1".into(), (*size).into()]),
                Operation::new("Td", vec![(*x).into(), (*y).into()]),
                Operation::new("Tj", vec![Object::string_literal(*text)]),
                Operation::new("ET", vec![]),
            ]
        })
        .chain([
            Operation::new("m", vec![72.into(), 90.into()]),
            Operation::new("l", vec![200.into(), 90.into()]),
            Operation::new("S", vec![]),
        ])
        .collect();
    let content = Content { operations }.encode().expect("content");
    let content = document.add_object(Stream::new(dictionary! {}, content));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()], "Rotate" => rotate,
    });
    document.objects.insert(
        pages,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let info = document.add_object(dictionary! {
        "Title" => Object::string_literal("Ke hoach"), "Producer" => Object::string_literal("thu"),
    });
    document.trailer.set("Info", info);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

fn read_bytes(bytes: &[u8]) -> Result<RawDocument, SourceError> {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("a.pdf");
    std::fs::write(&path, bytes).expect("written");
    read(&path)
}

fn lines(document: &RawDocument) -> Vec<String> {
    document.pages.iter().flat_map(|p| &p.lines).map(|l| l.text()).collect()
}

const TEXTS: [(f32, f32, f32, &str); 3] =
    [(72.0, 700.0, 14.0, "So: 12/KH-UBND"), (72.0, 680.0, 14.0, "Muc 1"), (112.5, 685.0, 8.0, "2")];

#[test]
fn a_built_pdf_gives_words_with_boxes_and_rules() {
    let document = read_bytes(&pdf(&TEXTS, 0)).expect("readable");
    assert_eq!(lines(&document), ["So: 12/KH-UBND", "Muc 12"]);
    assert_eq!(document.metadata.title.as_deref(), Some("Ke hoach"));
    assert_eq!(document.metadata.producer.as_deref(), Some("thu"));
    assert!(!document.metadata.encrypted);
    let page = &document.pages[0];
    assert_eq!((page.number, page.size, &page.problem), (1, Some((595.0, 842.0)), &None));
    let word = &page.lines[0].words[0];
    assert_eq!((word.text.as_str(), word.size), ("So:", 14.0));
    let rect = word.rect.expect("a box");
    assert!((rect.x0 - 72.0).abs() < 1.0 && rect.y0 < 142.0 && rect.y1 > 142.0, "{rect:?}");
    let mark = page.lines[1].words.last().expect("a mark");
    assert_eq!((mark.text.as_str(), mark.superscript, mark.spaced), ("2", true, false));
    assert_eq!(page.rules, [(72.0, 200.0, 752.0)]);
}

#[test]
fn a_rotated_page_is_read_as_the_text_runs() {
    for rotate in [90, 180, 270] {
        let document = read_bytes(&pdf(&TEXTS, rotate)).expect("readable");
        assert_eq!(lines(&document), ["So: 12/KH-UBND", "Muc 12"], "rotated by {rotate}");
    }
}

#[test]
fn damaged_files_are_errors_or_text_but_never_a_panic() {
    let whole = pdf(&TEXTS, 0);
    for length in (0..whole.len()).step_by(7) {
        let cut = &whole[..length];
        if let Err(error) = read_bytes(cut) {
            let expected = matches!(error, SourceError::Damaged { .. } | SourceError::Unsupported | SourceError::Empty);
            assert!(expected, "{length}: {error}");
        }
    }
    let lost: Vec<u8> = whole.iter().copied().take(whole.len() - 30).collect();
    assert_eq!(lines(&read_bytes(&lost).expect("readable")).len(), 2);
}

/// The same PDF, locked with a user password and an owner password.
fn locked(user: &str) -> Vec<u8> {
    let mut document = Document::load_mem(&pdf(&TEXTS, 0)).expect("a document");
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: user,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).expect("a key");
    document.encrypt(&state).expect("encrypted");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

#[test]
fn only_a_user_password_keeps_a_file_closed() {
    let open = read_bytes(&locked("")).expect("readable");
    assert_eq!(lines(&open), ["So: 12/KH-UBND", "Muc 12"]);
    assert!(open.metadata.encrypted);
    assert_eq!(read_bytes(&locked("bi mat")), Err(SourceError::Locked { tried: 0 }));
}

fn shared(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus").join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("SKIPPED: {} is not here", folder.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "pdf"));
    files.sort();
    files
}

#[test]
fn every_page_of_the_samples_gives_text_or_waits_for_ocr() {
    for path in ["real", "an-lao", "pdf-variants"].into_iter().flat_map(shared) {
        match read(&path) {
            Ok(document) => {
                for page in document.pages {
                    let readable = !page.lines.is_empty() || page.problem == Some(PageProblem::NoTextLayer);
                    assert!(readable, "{} page {}", path.display(), page.number);
                }
            }
            Err(error) => assert!(matches!(error, SourceError::Damaged { .. }), "{}: {error}", path.display()),
        }
    }
}
