//! Word documents, old and new, and the ZIP archives and compound files around them.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::set::{Hostile, Random};

const MAIN: &str = "word/document.xml";

/// An archive of these parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

fn body(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{inside}</w:body></w:document>"
    )
}

const PARAGRAPH: &str = "<w:p><w:r><w:t>Thực hiện Thông tư 27/2020/TT-BGDĐT trước ngày 30/9/2024.</w:t></w:r></w:p>";

/// A sound Word document.
pub fn sound_docx() -> Vec<u8> {
    zipped(&[(MAIN, body(PARAGRAPH).as_bytes())])
}

/// A sound Word 97 document: the information block, the text, and a table of one piece.
pub fn sound_doc() -> Vec<u8> {
    let text = b"Thuc hien Thong tu 27/2020/TT-BGDDT truoc ngay 30/9/2024.\r";
    let length = text.len() as u32;
    let mut main = vec![0; 1024];
    main[..4].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0]);
    main[10..12].copy_from_slice(&0x0200_u16.to_le_bytes());
    main[76..80].copy_from_slice(&length.to_le_bytes());
    main[154 + 8 * 33 + 4..][..4].copy_from_slice(&21_u32.to_le_bytes());
    main.extend_from_slice(text);
    main.resize(8192, 0);
    let pieces = [
        &[2][..],
        &16_u32.to_le_bytes(),
        &0_u32.to_le_bytes(),
        &length.to_le_bytes(),
        &[0, 0],
        &2048_u32.to_le_bytes(),
    ];
    let table = [pieces.concat(), vec![0; 4100]].concat();
    // The offset of a piece of one-byte characters is doubled and marked.
    let mut table = table;
    table[15..19].copy_from_slice(&(2048_u32 | 0x4000_0000).to_le_bytes());
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    for (name, bytes) in [("/WordDocument", &main), ("/1Table", &table)] {
        file.create_stream(name).expect("a stream").write_all(bytes).expect("its bytes");
    }
    file.into_inner().into_inner()
}

fn hostile(class: &'static str, bytes: Vec<u8>) -> Hostile {
    Hostile { class, ending: "docx", bytes }
}

pub fn all(random: &mut Random) -> Vec<Hostile> {
    let mut set = Vec::new();
    set.extend(zip_bombs());
    set.extend(lying_archives(random));
    set.extend(entity_bombs());
    set.extend(foreign_paths());
    set.extend(deep_markup());
    set.extend(broken_markup(random));
    set.extend(compound_files(random));
    set
}

fn zip_bombs() -> Vec<Hostile> {
    let mut set = Vec::new();
    let sound = body(PARAGRAPH);
    let large = |unit: &str, mib: usize| unit.repeat((mib << 20) / unit.len()).into_bytes();
    let spaces = large(" ", 160);
    set.push(hostile("zip-bomb", zipped(&[(MAIN, &spaces)])));
    for part in
        ["word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml", "docProps/core.xml"]
    {
        set.push(hostile("zip-bomb", zipped(&[(MAIN, sound.as_bytes()), (part, &spaces)])));
    }
    for (unit, mib) in
        [("<w:p/>", 4), ("<w:p><w:r><w:t>a</w:t></w:r></w:p>", 4), ("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", 4)]
    {
        let inside = String::from_utf8(large(unit, mib)).expect("text");
        set.push(hostile("zip-bomb", zipped(&[(MAIN, body(&inside).as_bytes())])));
    }
    let attribute = format!("<w:p><w:pPr><w:jc w:val=\"{}\"/></w:pPr></w:p>{PARAGRAPH}", "a".repeat(32 << 20));
    set.push(hostile("zip-bomb", zipped(&[(MAIN, body(&attribute).as_bytes())])));
    // All five at once, each below every limit for one part.
    let part = large(" ", 100);
    let names = [MAIN, "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml"];
    set.push(hostile("zip-bomb", zipped(&names.map(|name| (name, part.as_slice())))));
    // Archives in archives, and one of many empty parts.
    let mut nested = zipped(&[("a.txt", &large("Ke hoach ", 64))]);
    for depth in 1..=6 {
        let names: Vec<String> = (0..16).map(|n| format!("{depth}-{n}.zip")).collect();
        let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), nested.as_slice())).collect();
        nested = zipped(&parts);
        if nested.len() < 1 << 20 {
            set.push(Hostile { class: "zip-bomb", ending: "zip", bytes: nested.clone() });
        } else {
            break;
        }
    }
    let names: Vec<String> = (0..20_000).map(|n| format!("word/{n}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    set.push(hostile("zip-bomb", zipped(&parts)));
    set.push(Hostile { class: "zip-bomb", ending: "zip", bytes: zipped(&parts) });
    set
}

/// Sizes, offsets and counts of an archive that are not true: bytes of its headers changed.
fn lying_archives(random: &mut Random) -> Vec<Hostile> {
    let mut set = Vec::new();
    for n in 0..24 {
        let mut bytes = sound_docx();
        let ends = bytes.len();
        for _ in 0..=random.below(5) {
            // The local header stands at the start, the directory at the end.
            let at = if n % 2 == 0 { random.below(30) } else { ends - 1 - random.below(90) };
            bytes[at] = if random.below(3) == 0 { 0xff } else { random.next() as u8 };
        }
        set.push(hostile("lying-archive", bytes));
    }
    set
}

fn entity_bombs() -> Vec<Hostile> {
    let lol = |steps: usize, times: usize| {
        let mut dtd = String::from("<!ENTITY e0 \"Kế hoạch \">");
        for n in 1..=steps {
            dtd += &format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(times));
        }
        (dtd, format!("&e{steps};"))
    };
    let mut kinds = vec![lol(9, 10), lol(3, 10), lol(40, 2), lol(1, 1)];
    kinds.push(("<!ENTITY a \"&a;\">".to_owned(), "&a;".to_owned()));
    kinds.push(("<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">".to_owned(), "&a;".to_owned()));
    kinds.push((format!("<!ENTITY a \"{}\">", "x".repeat(50_000)), "&a;".repeat(50_000)));
    kinds.push(("<!ENTITY a SYSTEM \"file:///etc/passwd\">".to_owned(), "&a;".to_owned()));
    kinds.push(("<!ENTITY a SYSTEM \"http://127.0.0.1:1/a\">".to_owned(), "&a;".to_owned()));
    kinds.push(("<!ENTITY % p SYSTEM \"file:///dev/zero\"> %p;".to_owned(), String::new()));
    let mut set = Vec::new();
    for (dtd, text) in kinds {
        let paragraph = format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let with_dtd = |xml: String| xml.replace("<w:document", &format!("<!DOCTYPE w:document [{dtd}]><w:document"));
        let main = with_dtd(body(&paragraph));
        set.push(hostile("entity-bomb", zipped(&[(MAIN, main.as_bytes())])));
        let styles = format!("<!DOCTYPE s [{dtd}]><s>{text}</s>");
        let parts = [(MAIN, body(PARAGRAPH)), ("word/styles.xml", styles.clone()), ("docProps/core.xml", styles)];
        set.push(hostile("entity-bomb", zipped(&parts.each_ref().map(|(name, xml)| (*name, xml.as_bytes())))));
    }
    set
}

/// Names of parts that point out of the archive; beside them the document may be sound.
fn foreign_paths() -> Vec<Hostile> {
    let sound = body(PARAGRAPH);
    let mut set = Vec::new();
    for name in [
        "../../../../tmp/chidao-was-here.docx",
        "/tmp/chidao-was-here.docx",
        "..\\..\\chidao-was-here.docx",
        "C:\\chidao-was-here.docx",
        "word/../../chidao-was-here.docx",
        "./word/document.xml",
        "word//document.xml",
        "word/document.xml\0.docx",
        "",
        "..",
    ] {
        set.push(hostile("foreign-path", zipped(&[(name, sound.as_bytes())])));
        set.push(hostile("foreign-path", zipped(&[(name, b"x"), (MAIN, sound.as_bytes())])));
        let bytes = zipped(&[(name, sound.as_bytes()), ("ke-hoach.txt", PARAGRAPH.as_bytes())]);
        set.push(Hostile { class: "foreign-path", ending: "zip", bytes });
    }
    set
}

fn deep_markup() -> Vec<Hostile> {
    let mut set = Vec::new();
    for depth in [200, 3_000, 100_000] {
        for (open, close) in [
            ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
            ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
            ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
            ("<w:ins>", "</w:ins>"),
            ("<a>", "</a>"),
        ] {
            let inside = open.repeat(depth) + PARAGRAPH + &close.repeat(depth);
            set.push(hostile("deep-nesting", zipped(&[(MAIN, body(&inside).as_bytes())])));
        }
    }
    set
}

/// Bytes of the main part changed, doubled or dropped.
fn broken_markup(random: &mut Random) -> Vec<Hostile> {
    let mut set = Vec::new();
    for _ in 0..15 {
        let mut xml = body(&PARAGRAPH.repeat(3)).into_bytes();
        for _ in 0..=random.below(4) {
            let at = random.below(xml.len());
            match random.below(3) {
                0 => xml[at] = random.next() as u8,
                1 => drop(xml.drain(at..(at + 9).min(xml.len()))),
                _ => xml = [&xml[..at], &xml[at / 2..]].concat(),
            }
        }
        set.push(hostile("broken-markup", zipped(&[(MAIN, &xml)])));
    }
    set
}

/// Chains of sectors, trees of entries and information blocks that lead nowhere or back.
fn compound_files(random: &mut Random) -> Vec<Hostile> {
    let mut set = Vec::new();
    let sound = sound_doc();
    let sector = |n: usize| 512 * (n + 1);
    let fat = u32::from_le_bytes([sound[76], sound[77], sound[78], sound[79]]) as usize;
    let directory = u32::from_le_bytes([sound[48], sound[49], sound[50], sound[51]]) as usize;
    let sectors = (sound.len() / 512).saturating_sub(1);
    let mut push = |bytes: Vec<u8>| set.push(Hostile { class: "doc-loop", ending: "doc", bytes });
    // Each sector is its own next one; the next is the first; the chain leaves the file.
    for next in [|n: usize| n as u32, |_| 0, |_| 0x00ff_ffff, |n| (n as u32).wrapping_sub(1)] {
        let mut bytes = sound.clone();
        for n in 0..sectors.min(128) {
            bytes[sector(fat) + 4 * n..][..4].copy_from_slice(&next(n).to_le_bytes());
        }
        push(bytes);
    }
    // Entries that are their own siblings, children, and have no length or all of it.
    for (offset, value) in [(68, 1_u32), (72, 0), (76, 0), (76, 1), (68, 0xffff_fff0), (120, u32::MAX), (116, 0)] {
        let mut bytes = sound.clone();
        for entry in 0..3 {
            let at = sector(directory) + 128 * entry + offset;
            bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        push(bytes);
    }
    for (offset, value) in
        [(30, 0xffff_u32), (32, 31), (44, u32::MAX), (48, 0x7fff_ffff), (60, 0), (68, 0), (72, u32::MAX)]
    {
        let mut bytes = sound.clone();
        bytes[offset..offset + 4].copy_from_slice(&value.to_le_bytes());
        push(bytes);
    }
    // The information block and the table of pieces, changed at random.
    let word = sound.windows(4).position(|w| w == [0xEC, 0xA5, 0xC1, 0]).expect("a block");
    let pieces = sound.windows(5).position(|w| w == [2, 16, 0, 0, 0]).expect("a table");
    for n in 0..14 {
        let mut bytes = sound.clone();
        for _ in 0..=random.below(6) {
            let at = if n % 2 == 0 { word + 10 + random.below(440) } else { pieces + random.below(24) };
            bytes[at] = if random.below(2) == 0 { 0xff } else { random.next() as u8 };
        }
        push(bytes);
    }
    set
}
