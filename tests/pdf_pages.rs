//! What is on the pages of PDFs beside plain lines: forms, annotations, stamps, watermarks, tables, columns, locks and
//! damage. Each file is built here, whole, by another library than the one that reads it.

use std::path::{Path, PathBuf};
use std::process::Command;

use chidao::source::{SourceError, read};
use chidao::text::{SetAsideKind, Text, Zone, normalize};
use lopdf::content::{Content, Operation};
use lopdf::{
    Dictionary, Document, EncryptionState, EncryptionVersion, Object, ObjectId, Permissions, Stream, dictionary,
};

/// A page of A4 with text in one font that knows Vietnamese, and what is put on it.
#[derive(Default)]
struct Sheet {
    operations: Vec<Operation>,
    annotations: Vec<Dictionary>,
    rotate: i64,
}

impl Sheet {
    /// Text at a place counted from below, in 12 point type.
    fn text(self, x: f32, y: f32, text: &str) -> Self {
        self.set([1.0, 0.0, 0.0, 1.0, x, y], 12.0, 0.0, text)
    }

    /// Text under a matrix, in a grey from 0 (black) to 1.
    fn set(mut self, matrix: [f32; 6], size: f32, grey: f32, text: &str) -> Self {
        let codes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        self.operations.extend([
            Operation::new("BT", vec![]),
            Operation::new("g", vec![grey.into()]),
            Operation::new("Tf", vec!["F1".into(), size.into()]),
            Operation::new("Tm", matrix.iter().map(|v| (*v).into()).collect()),
            Operation::new("Tj", vec![Object::String(codes, lopdf::StringFormat::Hexadecimal)]),
            Operation::new("ET", vec![]),
        ]);
        self
    }

    /// Lines from above, each a row of pieces at their places.
    fn rows(mut self, top: f32, step: f32, rows: &[&[(f32, &str)]]) -> Self {
        for (row, number) in rows.iter().zip(0u8..) {
            for (x, text) in *row {
                self = self.text(*x, top - step * f32::from(number), text);
            }
        }
        self
    }

    fn annotation(mut self, annotation: Dictionary) -> Self {
        self.annotations.push(annotation);
        self
    }
}

/// A Type 0 font whose codes are UTF-16 and whose letters are all half an em wide.
fn font(document: &mut Document) -> ObjectId {
    let map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def \
        1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange \
        endcmap end end";
    let map = document.add_object(Stream::new(dictionary! {}, map.as_bytes().to_vec()));
    let descendant = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Times", "DW" => 500,
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
    });
    document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Times", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()], "ToUnicode" => map,
    })
}

/// A Type 3 font: its letter `a` is a drawing, of which the map says that it is `ế`.
fn drawn_font(document: &mut Document) -> ObjectId {
    let map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def \
        1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <61> <1EBF> endbfchar endcmap end end";
    let map = document.add_object(Stream::new(dictionary! {}, map.as_bytes().to_vec()));
    let letter = document.add_object(Stream::new(dictionary! {}, b"500 0 d0 0 0 400 600 re f".to_vec()));
    document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type3", "FontBBox" => rect(0, 0, 500, 700), "FirstChar" => 97,
        "LastChar" => 97, "Widths" => vec![500.into()], "CharProcs" => dictionary! { "a" => letter },
        "Encoding" => dictionary! { "Type" => "Encoding", "Differences" => vec![97.into(), "a".into()] },
        "FontMatrix" => vec![0.001.into(), 0.into(), 0.into(), 0.001.into(), 0.into(), 0.into()], "ToUnicode" => map,
    })
}

#[test]
fn drawn_letters_are_read_where_their_font_tells_them() {
    let mut sheet = Sheet::default().text(72.0, 700.0, "Thông báo k");
    sheet.operations.extend([
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F2".into(), 12.into()]),
        Operation::new("Td", vec![138.into(), 700.into()]),
        Operation::new("Tj", vec![Object::string_literal("a")]),
        Operation::new("ET", vec![]),
    ]);
    let sheet = sheet.text(144.0, 700.0, "t quả");
    let (_folder, path) = file(&saved(document(vec![sheet])));
    assert_eq!(normalize(&read(&path).expect("readable")).content, "Thông báo kết quả");
}

fn document(sheets: Vec<Sheet>) -> Document {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let font = font(&mut document);
    let drawn = drawn_font(&mut document);
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font, "F2" => drawn } });
    let mut kids = Vec::new();
    for sheet in sheets {
        let content = Content { operations: sheet.operations }.encode().expect("content");
        let content = document.add_object(Stream::new(dictionary! {}, content));
        let annotations: Vec<Object> =
            sheet.annotations.into_iter().map(|annotation| document.add_object(annotation).into()).collect();
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()], "Rotate" => sheet.rotate,
            "Annots" => annotations,
        });
        kids.push(page.into());
    }
    let count = kids.len() as i64;
    let node = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    document.objects.insert(pages, Object::Dictionary(node));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    document
}

fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

/// A file of its own in a folder that goes with it.
fn file(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, bytes).expect("written");
    (folder, path)
}

fn text_of(sheets: Vec<Sheet>) -> Text {
    let (_folder, path) = file(&saved(document(sheets)));
    normalize(&read(&path).expect("readable"))
}

fn aside(text: &Text) -> Vec<(SetAsideKind, &str)> {
    text.set_aside.iter().map(|aside| (aside.kind, aside.text.as_str())).collect()
}

/// A PDF text string.
fn string(text: &str) -> Object {
    let bytes = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}

fn rect(x0: i64, y0: i64, x1: i64, y1: i64) -> Object {
    Object::Array(vec![x0.into(), y0.into(), x1.into(), y1.into()])
}

fn field(name: &str, value: Object, place: Object) -> Dictionary {
    dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => name, "V" => value, "Rect" => place,
        "DA" => Object::string_literal("/Helv 12 Tf 0 g"),
    }
}

#[test]
fn fields_stand_where_they_are_filled_in() {
    let sheet = Sheet::default()
        .text(72.0, 700.0, "Trường: ...................., xã An Lạc")
        .text(72.0, 680.0, "Số lớp:")
        .text(72.0, 660.0, "Hết.")
        .annotation(field("Tx", string("Tiểu học Lê Lợi"), rect(122, 697, 238, 711)))
        .annotation(field("Ch", string("b"), rect(122, 677, 200, 691)).tap(|field| {
            field.set(
                "Opt",
                vec![
                    Object::Array(vec![string("a"), string("10 lớp")]),
                    Object::Array(vec![string("b"), string("12 lớp")]),
                ],
            );
        }))
        .annotation(field("Tx", string("bí mật"), rect(300, 600, 400, 612)).tap(|field| field.set("Ff", 1 << 13)))
        .annotation(field("Tx", string("ẩn"), rect(300, 500, 400, 512)).tap(|field| field.set("F", 2)));
    let text = text_of(vec![sheet]);
    assert_eq!(text.content, "Trường: Tiểu học Lê Lợi, xã An Lạc\nSố lớp: 12 lớp\nHết.");
}

trait Tap {
    fn tap(self, change: impl FnOnce(&mut Self)) -> Self;
}

impl Tap for Dictionary {
    fn tap(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

#[test]
fn typed_text_is_text_and_comments_stand_aside() {
    let note = |kind: &str, says: &str, y: i64| {
        dictionary! { "Type" => "Annot", "Subtype" => kind, "Contents" => string(says), "Rect" => rect(72, y, 400, y + 14) }
    };
    let sheet = Sheet::default()
        .text(72.0, 700.0, "Dòng một của văn bản.")
        .text(72.0, 640.0, "Dòng ba của văn bản.")
        .annotation(note("FreeText", "Dòng hai gõ thêm.", 668))
        .annotation(note("Text", "Xem lại chỗ này", 600))
        .annotation(note("Highlight", "Có đúng không?", 640))
        .annotation(note("Popup", "Xem lại chỗ này", 500));
    let text = text_of(vec![sheet]);
    assert_eq!(text.content, "Dòng một của văn bản.\nDòng hai gõ thêm.\nDòng ba của văn bản.");
    assert_eq!(aside(&text), [(SetAsideKind::Comment, "Xem lại chỗ này"), (SetAsideKind::Comment, "Có đúng không?")]);
}

#[test]
fn stamps_are_not_read_into_the_letterhead() {
    // Both stamps lie level with lines of the letterhead; they were drawn last.
    let sheet = Sheet::default()
        .text(72.0, 780.0, "UBND HUYỆN AN LẠC")
        .text(300.0, 780.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        .text(72.0, 764.0, "Số: 12/KH-UBND")
        .text(330.0, 764.0, "An Lạc, ngày 05 tháng 9 năm 2024")
        .text(72.0, 700.0, "Thân văn bản.")
        .set([1.0, 0.0, 0.0, 1.0, 200.0, 765.0], 8.0, 0.0, "CÔNG VĂN ĐẾN")
        .set([1.0, 0.0, 0.0, 1.0, 200.0, 755.0], 8.0, 0.0, "Số: 1234")
        .set([1.0, 0.0, 0.0, 1.0, 200.0, 745.0], 8.0, 0.0, "Ngày: 12/9/2024")
        .set([1.0, 0.0, 0.0, 1.0, 400.0, 795.0], 7.0, 0.0, "Người ký: Ủy ban nhân dân")
        .set([1.0, 0.0, 0.0, 1.0, 400.0, 787.0], 7.0, 0.0, "Cơ quan: huyện An Lạc")
        .set([1.0, 0.0, 0.0, 1.0, 400.0, 779.0], 7.0, 0.0, "Thời gian ký: 06.09.2024 08:00:00 +07:00");
    let text = text_of(vec![sheet]);
    let want = [
        "UBND HUYỆN AN LẠC",
        "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "An Lạc, ngày 05 tháng 9 năm 2024",
        "Thân văn bản.",
    ];
    assert_eq!(text.content.lines().collect::<Vec<_>>(), want);
    assert_eq!(
        aside(&text),
        [
            (SetAsideKind::Stamp, "CÔNG VĂN ĐẾN Số: 1234 Ngày: 12/9/2024"),
            (
                SetAsideKind::Stamp,
                "Người ký: Ủy ban nhân dân Cơ quan: huyện An Lạc Thời gian ký: 06.09.2024 08:00:00 +07:00"
            ),
        ]
    );
}

#[test]
fn watermarks_stand_aside_and_light_letters_do_not() {
    let lines: Vec<(f32, String)> = (0..20u8)
        .map(|n| (700.0 - 16.0 * f32::from(n), format!("Dòng thứ {n} của một trang chữ đủ dài để in mờ.")))
        .collect();
    let page = |mut sheet: Sheet| {
        for (y, line) in &lines {
            sheet = sheet.text(72.0, *y, line);
        }
        sheet
    };
    let body = text_of(vec![page(Sheet::default())]).content;
    let (slanted, level) = ([0.7, 0.7, -0.7, 0.7, 120.0, 420.0], [1.0, 0.0, 0.0, 1.0, 80.0, 560.0]);
    for (matrix, grey) in [(slanted, 0.0), (slanted, 0.8), (level, 0.8)] {
        let text = text_of(vec![page(Sheet::default().set(matrix, 48.0, grey, "BẢN SAO"))]);
        assert_eq!(text.content, body, "{matrix:?} {grey}");
        assert_eq!(aside(&text), [(SetAsideKind::Watermark, "BẢN SAO")], "{matrix:?} {grey}");
    }
    // A light heading of a usual size, and a large one beside other text, are text.
    for (size, y) in [(12.0, 740.0), (30.0, 740.0)] {
        let text = text_of(vec![page(Sheet::default().set([1.0, 0.0, 0.0, 1.0, 72.0, y], size, 1.0, "BẢN SAO"))]);
        assert!(text.content.starts_with("BẢN SAO"), "{size}: {}", text.content);
    }
}

#[test]
fn text_that_is_turned_by_its_matrix_or_its_page_is_read_upright() {
    let turn = |degrees: i64, x: f32, y: f32| match degrees {
        90 => [0.0, 1.0, -1.0, 0.0, 595.0 - y, x],
        180 => [-1.0, 0.0, 0.0, -1.0, 595.0 - x, 842.0 - y],
        270 => [0.0, -1.0, 1.0, 0.0, y, 842.0 - x],
        _ => [1.0, 0.0, 0.0, 1.0, x, y],
    };
    for degrees in [0, 90, 180, 270] {
        for rotate in [0, 90, 180, 270] {
            let mut sheet = Sheet { rotate, ..Sheet::default() };
            for (n, line) in ["Kế hoạch của các trường", "trong năm học mới."].iter().enumerate() {
                sheet = sheet.set(turn(degrees, 100.0, 500.0 - 16.0 * n as f32), 12.0, 0.0, line);
            }
            let text = text_of(vec![sheet]);
            assert_eq!(text.content, "Kế hoạch của các trường trong năm học mới.", "{degrees} {rotate}");
        }
    }
}

fn rows(text: &Text) -> Vec<&str> {
    text.paragraphs.iter().filter(|p| p.zone == Zone::TableRow).map(|p| text.slice(p.span)).collect()
}

#[test]
fn aligned_gaps_make_a_table_where_it_says_figures() {
    let head =
        Sheet::default().text(72.0, 740.0, "Chỉ tiêu của các trường trong năm học mới là những chỉ tiêu sau đây:");
    let table: &[&[(f32, &str)]] = &[
        &[(72.0, "TT"), (110.0, "Chỉ tiêu"), (300.0, "Đơn vị"), (400.0, "Năm học 2024-2025")],
        &[(72.0, "1"), (110.0, "Học sinh lên lớp thẳng"), (300.0, "%"), (400.0, "98,0")],
        &[(72.0, "2"), (110.0, "Học sinh đỗ tốt nghiệp"), (300.0, "%"), (400.0, "99,5")],
        &[(110.0, "và bổ túc")],
        &[(72.0, "3"), (110.0, "Trường chuẩn quốc gia"), (300.0, "trường"), (400.0, "06")],
    ];
    let text = text_of(vec![head.rows(716.0, 16.0, table).text(72.0, 620.0, "Các trường báo cáo kết quả về Phòng.")]);
    assert_eq!(
        rows(&text),
        [
            "TT\tChỉ tiêu\tĐơn vị\tNăm học 2024-2025",
            "1\tHọc sinh lên lớp thẳng\t%\t98,0",
            "2\tHọc sinh đỗ tốt nghiệp và bổ túc\t%\t99,5",
            "3\tTrường chuẩn quốc gia\ttrường\t06",
        ]
    );
    // Two columns with figures behind are a table; names of signers side by side are none.
    let two: &[&[(f32, &str)]] =
        &[&[(72.0, "Tốt"), (300.0, "30%")], &[(72.0, "Khá"), (300.0, "40%")], &[(72.0, "Đạt"), (300.0, "28%")]];
    assert_eq!(rows(&text_of(vec![Sheet::default().rows(700.0, 16.0, two)])), ["Tốt\t30%", "Khá\t40%", "Đạt\t28%"]);
    let signers: &[&[(f32, &str)]] = &[
        &[(72.0, "NGƯỜI LẬP"), (230.0, "KẾ TOÁN"), (400.0, "HIỆU TRƯỞNG")],
        &[(72.0, "(Ký tên)"), (230.0, "(Ký tên)"), (400.0, "(Ký tên)")],
        &[(72.0, "Lê Thị An"), (230.0, "Lê Thị Bình"), (400.0, "Lê Thị Cúc")],
    ];
    assert!(rows(&text_of(vec![Sheet::default().rows(700.0, 20.0, signers)])).is_empty());
}

#[test]
fn a_table_over_pages_says_its_head_once() {
    let row = |n: u8| -> Vec<(f32, String)> {
        vec![(72.0, n.to_string()), (110.0, format!("Trường số {n}")), (300.0, format!("{n}0"))]
    };
    let page = |from: u8| {
        let mut sheet = Sheet::default();
        let head = vec![(72.0, "TT".to_owned()), (110.0, "Trường".to_owned()), (300.0, "Số lớp".to_owned())];
        for (line, n) in std::iter::once(head).chain((from..from + 4).map(row)).zip(0u8..) {
            for (x, text) in line {
                sheet = sheet.text(x, 700.0 - 16.0 * f32::from(n), &text);
            }
        }
        sheet
    };
    let text = text_of(vec![page(1), page(5)]);
    let found = rows(&text);
    assert_eq!(found.len(), 9, "{found:?}");
    assert_eq!((found[0], found[5]), ("TT\tTrường\tSố lớp", "5\tTrường số 5\t50"));
    assert_eq!(aside(&text), [(SetAsideKind::RunningHead, "TT Trường Số lớp")]);
}

#[test]
fn two_columns_of_text_are_read_one_after_the_other() {
    let words = "các trường tổ chức dạy học theo kế hoạch của năm học mới và báo cáo kết quả về Phòng Giáo dục";
    let words: Vec<&str> = words.split(' ').cycle().take(150).collect();
    let mut lines: Vec<String> = Vec::new();
    for word in &words {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= 36 => *line = format!("{line} {word}"),
            _ => lines.push((*word).to_owned()),
        }
    }
    let half = lines.len().div_ceil(2);
    let mut sheet = Sheet::default();
    for (n, line) in lines.iter().enumerate() {
        // Justified: the letters of a line fill its column.
        let stretch = 36.0 / line.chars().count() as f32;
        let (x, row) = if n < half { (60.0, n) } else { (310.0, n - half) };
        sheet = sheet.set([stretch, 0.0, 0.0, 1.0, x, 760.0 - 15.0 * row as f32], 12.0, 0.0, line);
    }
    let text = text_of(vec![sheet]);
    assert_eq!(text.content, words.join(" "));
}

fn locked(version: &str, user: &str) -> Vec<u8> {
    let mut document = document(vec![Sheet::default().text(72.0, 700.0, "Kế hoạch số 12/KH-UBND")]);
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let (owner_password, user_password, permissions) = ("owner", user, Permissions::all());
    let aes = |name: &str| -> std::collections::BTreeMap<
        Vec<u8>,
        std::sync::Arc<dyn lopdf::encryption::crypt_filters::CryptFilter>,
    > {
        use lopdf::encryption::crypt_filters::{Aes128CryptFilter, Aes256CryptFilter};
        let filter: std::sync::Arc<dyn lopdf::encryption::crypt_filters::CryptFilter> =
            if name == "128" { std::sync::Arc::new(Aes128CryptFilter) } else { std::sync::Arc::new(Aes256CryptFilter) };
        std::collections::BTreeMap::from([(b"StdCF".to_vec(), filter)])
    };
    let std_filter = || b"StdCF".to_vec();
    let version = match version {
        "rc4-40" => EncryptionVersion::V1 { document: &document, owner_password, user_password, permissions },
        "rc4-128" => {
            EncryptionVersion::V2 { document: &document, owner_password, user_password, key_length: 128, permissions }
        }
        "aes-128" => EncryptionVersion::V4 {
            document: &document,
            encrypt_metadata: true,
            crypt_filters: aes("128"),
            stream_filter: std_filter(),
            string_filter: std_filter(),
            owner_password,
            user_password,
            permissions,
        },
        _ => EncryptionVersion::V5 {
            encrypt_metadata: true,
            crypt_filters: aes("256"),
            file_encryption_key: &[7; 32],
            stream_filter: std_filter(),
            string_filter: std_filter(),
            owner_password,
            user_password,
            permissions,
        },
    };
    let state = EncryptionState::try_from(version).expect("a key");
    document.encrypt(&state).expect("encrypted");
    saved(document)
}

fn chidao(arguments: &[&str], environment: &[(&str, &str)]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_chidao"))
        .args(arguments)
        .env("LC_ALL", "C")
        .env_remove("CHIDAO_PASSWORD")
        .envs(environment.iter().copied())
        .output()
        .expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn locked_files_open_with_their_password_and_say_that_they_need_one() {
    for version in ["rc4-40", "rc4-128", "aes-128", "aes-256"] {
        let (_folder, path) = file(&locked(version, ""));
        let open = read(&path).expect("an empty password is no lock");
        assert_eq!(normalize(&open).content, "Kế hoạch số 12/KH-UBND", "{version}");
        assert!(open.metadata.encrypted);

        let (_folder, path) = file(&locked(version, "bi mat"));
        assert_eq!(read(&path), Err(SourceError::Locked { tried: 0 }), "{version}");
        let name = path.to_str().expect("UTF-8");
        let text = |more: &[&str], environment: &[(&str, &str)]| {
            chidao(&[&["extract", name, "--format", "text", "--no-ocr"], more].concat(), environment)
        };
        let (code, _, said) = text(&[], &[]);
        assert!(code == 2 && said.contains("--password"), "{version}: {said}");
        let (code, _, said) = text(&["--password", "sai"], &[]);
        assert!(code == 2 && said.contains("another password"), "{version}: {said}");
        for (more, environment) in [
            (&["--password", "sai", "--password", "bi mat"][..], &[][..]),
            (&[], &[("CHIDAO_PASSWORD", "sai\nbi mat")]),
            (&["--password", "sai"], &[("CHIDAO_PASSWORD", "bi mat")]),
        ] {
            assert_eq!(text(more, environment), (0, "Kế hoạch số 12/KH-UBND\n".to_owned(), String::new()), "{version}");
        }
    }
}

#[test]
fn a_locked_file_waits_in_the_store_for_its_password() {
    let (folder, path) = file(&locked("aes-256", "bi mat"));
    let store = folder.path().join("store");
    let (name, store) = (path.to_str().expect("UTF-8"), store.to_str().expect("UTF-8"));
    let index = |more: &[&str]| chidao(&[&["index", name, "--store", store, "--no-ocr"], more].concat(), &[]);
    let (code, said, _) = index(&[]);
    assert!(code == 3 && said.contains("--password"), "{said}");
    assert_eq!(index(&["--password", "sai"]).0, 3);
    assert_eq!(index(&["--password", "bi mat"]).0, 0);
    assert_eq!(index(&[]).0, 0, "it was read and stays so");
}

#[test]
fn a_file_without_its_end_gives_the_pages_that_are_left() {
    let sheets = |count: u8| -> Vec<Sheet> {
        (1..=count).map(|n| Sheet::default().text(72.0, 700.0, &format!("Trang {n} của kế hoạch năm học."))).collect()
    };
    let whole = saved(document(sheets(3)));
    let place = |needle: &str, from: usize| {
        let found = whole.get(from..).and_then(|rest| rest.windows(needle.len()).position(|w| w == needle.as_bytes()));
        from + found.unwrap_or_else(|| panic!("no {needle}"))
    };
    let cut_at = |end: usize| whole.get(..end).expect("within the file").to_vec();
    // Without the catalog all pages are left; the cut in the third page leaves two.
    let third = (0..3).fold(0, |from, _| place("/Contents", from) + 1) - 40;
    for (bytes, want) in [(cut_at(place("/Catalog", 0)), 3), (cut_at(third), 2)] {
        let (folder, path) = file(&bytes);
        let document = read(&path).expect("readable");
        assert!(document.metadata.salvaged);
        let pages: Vec<String> = document.pages.iter().flat_map(|p| &p.lines).map(|l| l.text()).collect();
        let all: Vec<String> = (1..=want).map(|n| format!("Trang {n} của kế hoạch năm học.")).collect();
        assert_eq!(pages, all);
        let (store, name) = (folder.path().join("store"), path.to_str().expect("UTF-8"));
        let index = ["index", name, "--no-ocr", "--store", store.to_str().expect("UTF-8")];
        let (code, said, _) = chidao(&index, &[]);
        assert!(code == 0 && said.contains("damaged") && said.contains(&format!("({want} pages)")), "{said}");
    }
    assert!(!read(&file(&whole).1).expect("readable").metadata.salvaged);
    for nothing in [&b"%PDF-1.7\n"[..], b"%PDF-1.7\n1 0 obj\n<</Type/Pages/Kids[1 0 R]>>\nendobj\n"] {
        let (_folder, path) = file(nothing);
        assert!(matches!(read(&path), Err(SourceError::Damaged { .. })));
    }
}

#[test]
fn what_is_drawn_alone_becomes_pages_again() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/pdf-variants/lo_003_trunc90.pdf");
    if !path.exists() {
        eprintln!("SKIPPED: {} is not here", path.display());
        return;
    }
    let document = read(&path).expect("readable");
    assert!(document.metadata.salvaged);
    assert_eq!(document.pages.len(), 10);
    let text = normalize(&document);
    assert!(text.content.contains("Số: 322/PGD-THCS"), "{}", text.content);
    assert!(chidao::text::share(&text.content) > 0.9);
}
