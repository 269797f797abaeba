//! What a `.doc` file gives, from files written here byte by byte.

use std::io::{Cursor, Write};

use super::read;
use crate::source::{RawDocument, RawLine, SourceError};

/// Where the text stands in the stream.
const TEXT: usize = 1024;

/// A document in the making: runs of characters, paragraphs, notes.
#[derive(Default)]
struct Sample {
    units: Vec<u16>,
    /// Stretches with modifiers.
    characters: Vec<(usize, usize, Vec<u8>)>,
    paragraphs: Vec<(usize, usize, Vec<u8>)>,
    /// Where the paragraph at hand begins.
    start: usize,
    /// Positions of footnote marks.
    marks: Vec<u32>,
    /// Length of the main text, once it is closed.
    main: Option<usize>,
    /// Ends of the notes' texts in their story.
    notes: Vec<u32>,
    flags: u16,
    /// How many characters at the start are stored as one byte each.
    narrow: usize,
    /// The pieces of a file saved quickly, in the order of the file: stretches of the text, and what is said beside them.
    pieces: Vec<(std::ops::Range<usize>, u16)>,
    /// Lists of modifiers that stand before the piece table.
    lists: Vec<Vec<u8>>,
}

impl Sample {
    fn run(mut self, text: &str, modifiers: &[u8]) -> Self {
        let from = self.units.len();
        self.units.extend(text.encode_utf16());
        self.characters.push((from, self.units.len(), modifiers.to_vec()));
        self
    }

    fn end(mut self, mark: u16, modifiers: &[u8]) -> Self {
        self.units.push(mark);
        self.paragraphs.push((self.start, self.units.len(), modifiers.to_vec()));
        self.start = self.units.len();
        self
    }

    fn p(self, text: &str) -> Self {
        self.run(text, &[]).end(0x0D, &[])
    }

    fn mark(mut self) -> Self {
        self.marks.push(self.units.len() as u32);
        self.run("\u{2}", &[0x55, 0x08, 1])
    }

    fn row(mut self, cells: &[&str], row: &[u8]) -> Self {
        for cell in cells {
            self = self.run(cell, &[]).end(0x07, &IN_TABLE);
        }
        self.end(0x07, &[&IN_TABLE[..], &[0x17, 0x24, 1], row].concat())
    }

    fn note(mut self, text: &str) -> Self {
        let main = *self.main.get_or_insert(self.units.len());
        self = self.p(text);
        self.notes.push((self.units.len() - main) as u32);
        self
    }

    fn streams(&self) -> (Vec<u8>, Vec<u8>) {
        let mut main = vec![0; TEXT];
        let mut table = Vec::new();
        let mut parts: Vec<(usize, Vec<u8>)> = Vec::new();
        // The text, in one piece or two.
        let mut stored = self.pieces.clone();
        if stored.is_empty() {
            stored = [0..self.narrow, self.narrow..self.units.len()].map(|piece| (piece, 0)).to_vec();
        }
        // Where each piece stands in the stream, and how wide its characters are.
        let mut placed = Vec::new();
        for (piece, said) in stored.into_iter().filter(|(piece, _)| !piece.is_empty()) {
            let narrow = piece.end <= self.narrow;
            placed.push((piece.clone(), main.len(), narrow, said));
            let bytes = |unit: &u16| unit.to_le_bytes().into_iter().take(if narrow { 1 } else { 2 });
            main.extend(self.units[piece].iter().flat_map(bytes));
        }
        placed.sort_by_key(|(piece, ..)| piece.start);
        let mut bounds = vec![0];
        let mut pieces = Vec::new();
        for (piece, at, narrow, said) in &placed {
            bounds.push(piece.end as u32);
            let place = if *narrow { (2 * at) as u32 | 0x4000_0000 } else { *at as u32 };
            pieces.extend([[0, 0].as_slice(), &place.to_le_bytes(), &said.to_le_bytes()].concat());
        }
        let mut plc: Vec<u8> = bounds.iter().flat_map(|bound| bound.to_le_bytes()).collect();
        plc.extend(pieces);
        let list = |list: &Vec<u8>| [&[1][..], &(list.len() as u16).to_le_bytes(), list].concat();
        let lists: Vec<u8> = self.lists.iter().flat_map(list).collect();
        parts.push((33, [&lists, &[2][..], &(plc.len() as u32).to_le_bytes(), &plc].concat()));
        // One page for each stretch of properties.
        let offset = |position: usize| {
            let found = placed.iter().rev().find(|(piece, ..)| piece.start <= position);
            found.map_or(TEXT, |(piece, at, narrow, _)| at + (position - piece.start) * if *narrow { 1 } else { 2 })
                as u32
        };
        for (index, entries, is_paragraph) in [(12, &self.characters, false), (13, &self.paragraphs, true)] {
            let (mut bounds, mut numbers) = (Vec::new(), Vec::new());
            for (from, to, modifiers) in entries {
                main.resize(main.len().next_multiple_of(512), 0);
                numbers.extend(((main.len() / 512) as u32).to_le_bytes());
                bounds.extend(offset(*from).to_le_bytes());
                let mut page = [0; 512];
                page[..4].copy_from_slice(&offset(*from).to_le_bytes());
                page[4..8].copy_from_slice(&offset(*to).to_le_bytes());
                page[8] = 64;
                let head = if is_paragraph {
                    vec![0, modifiers.len().div_ceil(2) as u8 + 1, 0, 0]
                } else {
                    vec![modifiers.len() as u8]
                };
                page[128..128 + head.len()].copy_from_slice(&head);
                page[128 + head.len()..][..modifiers.len()].copy_from_slice(modifiers);
                page[511] = 1;
                main.extend(page);
            }
            bounds.extend(offset(self.units.len()).to_le_bytes());
            bounds.extend(numbers);
            parts.push((index, bounds));
        }
        let mut marks: Vec<u8> = self.marks.iter().chain([&u32::MAX]).flat_map(|mark| mark.to_le_bytes()).collect();
        marks.extend([1, 0].repeat(self.marks.len()));
        parts.push((2, marks));
        parts.push((3, [0].iter().chain(&self.notes).flat_map(|end: &u32| end.to_le_bytes()).collect()));
        for (index, bytes) in parts {
            let at = 154 + 8 * index;
            main[at..at + 4].copy_from_slice(&(table.len() as u32).to_le_bytes());
            main[at + 4..at + 8].copy_from_slice(&(bytes.len() as u32).to_le_bytes());
            table.extend(bytes);
        }
        let length = self.main.unwrap_or(self.units.len());
        main[..4].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0]);
        main[10..12].copy_from_slice(&(0x0200 | self.flags).to_le_bytes());
        main[76..80].copy_from_slice(&(length as u32).to_le_bytes());
        main[80..84].copy_from_slice(&((self.units.len() - length) as u32).to_le_bytes());
        (main, table)
    }

    fn bytes(&self) -> Vec<u8> {
        let (main, table) = self.streams();
        container(&[("/WordDocument", &main), ("/1Table", &table)])
    }

    fn read(&self) -> RawDocument {
        read(&self.bytes()).expect("readable")
    }

    fn check(&self, expected: &[&str]) {
        assert_eq!(texts(&self.read()), expected);
    }
}

const IN_TABLE: [u8; 3] = [0x16, 0x24, 1];
const BOLD: [u8; 3] = [0x35, 0x08, 1];
/// All borders of the row's cells: single lines.
const RULED: [u8; 27] = [0x05, 0xD6, 24, 4, 1, 0, 0, 4, 1, 0, 0, 4, 1, 0, 0, 4, 1, 0, 0, 4, 1, 0, 0, 4, 1, 0, 0];

fn container(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    for (name, bytes) in streams {
        file.create_stream(name).expect("a stream").write_all(bytes).expect("its bytes");
    }
    file.into_inner().into_inner()
}

fn lines(document: &RawDocument) -> impl Iterator<Item = &RawLine> {
    document.pages.iter().flat_map(|page| &page.lines)
}

fn texts(document: &RawDocument) -> Vec<String> {
    lines(document).map(RawLine::text).collect()
}

#[test]
fn paragraphs_and_breaks_are_lines() {
    Sample::default()
        .p("Kính gửi: các trường tiểu học")
        .p("")
        .p("PHÒNG GIÁO DỤC\u{b}VÀ ĐÀO TẠO")
        .p("Số:\t05/KH\u{1e}UBND, năm\u{a0}học\u{1f}")
        .check(&["Kính gửi: các trường tiểu học", "PHÒNG GIÁO DỤC", "VÀ ĐÀO TẠO", "Số: 05/KH-UBND, năm học"]);
}

/// Word 97 to 2003 could save quickly: what was typed since stands behind all else and in any order, what was formatted
/// since is said beside the pieces. Without the modifiers of pieces, what was hidden since would be read.
#[test]
fn a_file_that_was_saved_quickly_is_read_in_the_order_of_its_text() {
    let first = "Số: 12/KH-UBND";
    let (second, third, fourth) = ("Thực hiện trước ngày", "đã xóa sau cùng", "30/9/2024.");
    let sample = Sample::default().p(first).p(second).p(third).p(fourth);
    let ends: Vec<usize> = sample.units.iter().enumerate().filter(|(_, u)| **u == 0x0D).map(|(i, _)| i + 1).collect();
    let [a, b, c, d] = ends[..] else { panic!("{ends:?}") };
    let hidden = 0x5C << 1 | 1 << 8;
    let pieces = vec![(c..d, 0), (0..4, 0), (b..c, hidden), (a..b, 3), (4..a, 0)];
    // Short words before the table; the second list is of the piece that says 3.
    let lists = vec![vec![0x35, 0x08, 0], BOLD.to_vec()];
    let quick = Sample { pieces, lists, flags: 0x0004, characters: Vec::new(), ..sample };
    let document = quick.read();
    assert_eq!(texts(&document), [first, second, fourth]);
    let bold: Vec<bool> = lines(&document).map(|line| line.words.iter().all(|word| word.bold)).collect();
    assert_eq!(bold, [false, true, false]);
    // Pieces of one byte a character among others.
    let plain = Sample::default().p("Ke hoach so 12").p("Thực hiện");
    let cut = "Ke hoach".len();
    let narrow = "Ke hoach so 12\r".len();
    let pieces = vec![(narrow..plain.units.len(), 0), (cut..narrow, 0), (0..cut, 0)];
    Sample { pieces, narrow, ..plain }.check(&["Ke hoach so 12", "Thực hiện"]);
    // Out of the bounds of the lists, and a list that is cut off.
    let short =
        Sample { lists: vec![vec![0x35]], pieces: vec![(0..2, 1), (2..5, 999)], ..Sample::default().p("Một.") };
    short.check(&["Một."]);
}

#[test]
fn one_byte_characters_are_windows_1252() {
    let sample = Sample { narrow: 7, ..Sample::default().p("caf\u{e9} 5\u{a7}").p("trường") };
    sample.check(&["café 5§", "trường"]);
    let mut quoted = Sample::default().p("\u{93}x\u{94}");
    quoted.narrow = 4;
    quoted.check(&["“x”"]);
}

#[test]
fn what_word_hides_or_deletes_is_not_read() {
    Sample::default()
        .run("mới", &[])
        .run(" cũ", &[0x00, 0x08, 1])
        .run(" ẩn", &[0x3C, 0x08, 1])
        .run(" \u{13}PAGE\u{14}7\u{15}", &[])
        .run(" hoa", &[0x3B, 0x08, 1])
        .end(0x0D, &[])
        .check(&["mới 7 HOA"]);
}

#[test]
fn weight_and_height_are_kept() {
    let document =
        Sample::default().run("Mục tiêu", &BOLD).run(" 12m", &[]).run("2", &[0x48, 0x2A, 1]).end(0x0D, &[]).read();
    let words: Vec<_> = document.pages[0].lines[0].words.iter().map(|w| (&*w.text, w.bold, w.superscript)).collect();
    assert_eq!(words, [("Mục", true, false), ("tiêu", true, false), ("12m", false, false), ("2", false, true)]);
}

#[test]
fn pages_end_where_a_person_ended_them() {
    let document =
        Sample::default().p("một").run("hai", &[]).end(0x0C, &[]).run("ba", &[]).end(0x0D, &[0x07, 0x24, 1]).read();
    let pages: Vec<_> =
        document.pages.iter().map(|page| page.lines.iter().map(RawLine::text).collect::<Vec<_>>()).collect();
    assert_eq!(pages, [vec!["một".to_owned(), "hai".to_owned()], vec!["ba".to_owned()]]);
}

#[test]
fn a_letterhead_is_read_column_by_column() {
    let document = Sample::default()
        .row(&["UBND XÃ", "CỘNG HÒA"], &[])
        .row(&["Số: 7/KH-UBND", "ngày 5"], &[])
        .p("KẾ HOẠCH")
        .read();
    assert_eq!(texts(&document), ["UBND XÃ", "Số: 7/KH-UBND", "CỘNG HÒA", "ngày 5", "KẾ HOẠCH"]);
    let blocks: Vec<_> = lines(&document).map(|line| line.block).collect();
    assert!(blocks[0] == blocks[1] && blocks[1] != blocks[2] && blocks[2] == blocks[3] && blocks[3] != blocks[4]);
    assert!(lines(&document).all(|line| line.cell.is_none()));
}

#[test]
fn a_ruled_table_keeps_rows_and_cells() {
    let document =
        Sample::default().row(&["TT", "Chỉ tiêu"], &RULED).row(&["1", ""], &RULED).row(&["2", "98%"], &RULED).read();
    let cells: Vec<_> = lines(&document).filter_map(|line| line.cell).collect();
    assert_eq!(cells, [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 2, 0), (0, 2, 1)]);
}

#[test]
fn footnotes_follow_the_paragraph_of_their_mark() {
    let document = Sample::default()
        .run("theo quy định", &[])
        .mark()
        .run(" hiện hành", &[])
        .end(0x0D, &[])
        .p("Điều sau")
        .note("\u{2} Thông tư số 22/2021/TT-BGDĐT.")
        .read();
    let found: Vec<_> = lines(&document).map(|line| (line.text(), line.footnote.clone())).collect();
    assert_eq!(
        found,
        [
            ("theo quy định1 hiện hành".to_owned(), None),
            ("Thông tư số 22/2021/TT-BGDĐT.".to_owned(), Some("1".to_owned())),
            ("Điều sau".to_owned(), None),
        ]
    );
    assert!(document.pages[0].lines[0].words.iter().any(|word| word.superscript && word.text == "1"));
}

#[test]
fn what_cannot_be_read_is_refused_with_a_reason() {
    let sample = Sample::default().p("Kế hoạch");
    let (main, table) = sample.streams();
    let old = [&[0xEC, 0xA5, 0x65, 0][..], &main[4..]].concat();
    let encrypted = Sample { flags: 0x0100, ..Sample::default().p("Kế hoạch") }.bytes();
    for (bytes, expected) in [
        (encrypted, SourceError::Encrypted),
        (container(&[("/EncryptedPackage", &[0])]), SourceError::Encrypted),
        (container(&[("/Workbook", &[0])]), SourceError::Unsupported),
        (
            container(&[("/WordDocument", &old), ("/1Table", &table)]),
            SourceError::NotRead { format: "Word 6/95".to_owned() },
        ),
    ] {
        assert_eq!(read(&bytes).expect_err("not readable"), expected);
    }
    for bytes in [
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
        container(&[("/WordDocument", &main)]),
        container(&[("/WordDocument", b"no block"), ("/1Table", &table)]),
        container(&[("/WordDocument", &main), ("/1Table", b"")]),
    ] {
        assert!(matches!(read(&bytes), Err(SourceError::Damaged { .. })));
    }
}

/// A sample with something of everything.
fn everything() -> Sample {
    Sample { narrow: 3, ..Sample::default().p("abc") }
        .row(&["UBND", "Số: 7"], &RULED)
        .run("\u{13}PAGE\u{14}7\u{15}", &BOLD)
        .mark()
        .end(0x0C, &[0x08, 0xD6, 3, 0, 7, 7])
        .note("\u{2}ghi chú")
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    #[test]
    fn damage_never_panics(
        changes in proptest::collection::vec((proptest::prelude::any::<proptest::sample::Index>(), 0u8..), 1..24),
        in_table in proptest::prelude::any::<bool>(),
    ) {
        let (mut main, mut table) = everything().streams();
        for (index, byte) in changes {
            let stream = if in_table { &mut table } else { &mut main };
            let at = index.index(stream.len());
            stream[at] = byte;
        }
        let _outcome = read(&container(&[("/WordDocument", &main), ("/1Table", &table)]));
    }

    #[test]
    fn a_damaged_container_never_panics(
        changes in proptest::collection::vec((proptest::prelude::any::<proptest::sample::Index>(), 0u8..), 1..24),
        keep in proptest::prelude::any::<proptest::sample::Index>(),
    ) {
        let mut bytes = everything().bytes();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let _outcome = read(&bytes);
        let _outcome = read(&bytes[..keep.index(bytes.len())]);
    }
}
