//! Web pages and plain texts, files under a wrong name, and files with nothing in them.

use crate::office;
use crate::pdf;
use crate::set::{Hostile, Random};

pub fn all(random: &mut Random) -> Vec<Hostile> {
    let mut set = Vec::new();
    set.extend(pages());
    set.extend(texts(random));
    set.extend(wrong_endings(random));
    set.extend(empty());
    set
}

fn pages() -> Vec<Hostile> {
    const TAGS: usize = 100_000;
    let mut set = Vec::new();
    let mut push = |html: String| set.push(Hostile { class: "html", ending: "html", bytes: html.into_bytes() });
    for tag in ["div", "b", "a", "font", "table", "td", "li", "select", "svg", "p", "ruby", "nobr", "template"] {
        push(format!("<html><body>{}Kế hoạch", format!("<{tag}>").repeat(TAGS)));
    }
    push("<table><tr><td>".repeat(TAGS / 10) + "Kế hoạch");
    push("<table>a<tr>b".repeat(TAGS / 10));
    push("<b><p>".repeat(5_000) + &"</b>".repeat(5_000));
    push(format!("<p>{}</p>", "<a href=x><i>".repeat(2_000) + &"</a>".repeat(2_000)));
    push(format!("<p title=\"{}\">Kế hoạch</p>", "a".repeat(5 << 20)));
    push(format!("<p {}>Kế hoạch</p>", (0..TAGS / 5).map(|n| format!("a{n}=1 ")).collect::<String>()));
    push("&amp;".repeat(TAGS));
    push("&notanentity".repeat(TAGS / 5));
    push(format!("<p>Kế hoạch</p><!--{}", "-".repeat(1 << 20)));
    push("<!--".repeat(TAGS) + "Kế hoạch");
    push(format!("<plaintext>{}", "<p>a".repeat(TAGS)));
    push(format!(
        "<table>{}</table>",
        format!("<tr>{}</tr>", "<td colspan=65535 rowspan=65535>a</td>".repeat(50)).repeat(50)
    ));
    push("</p>".repeat(TAGS * 3));
    push(format!("<script>{}", "<script>".repeat(TAGS)));
    set
}

fn texts(random: &mut Random) -> Vec<Hostile> {
    const LENGTH: usize = 40_000;
    let mut set = Vec::new();
    let mut push = |bytes: Vec<u8>| set.push(Hostile { class: "text", ending: "txt", bytes });
    for unit in [
        "a",
        "1/1 ",
        "1/1/2024 ",
        "Điều 1 khoản 2 điểm a, ",
        "năm học 2024-2025 ",
        "(((((",
        "“",
        "a\u{301}\u{302}\u{303}",
        "\u{202e}",
        "\u{200b}",
        "Thông tư số 27/2020/TT-BGDĐT; ",
        "từ 80% đến 90%, ",
        "\n",
        "1.\n",
        "a) \n",
        "I. \nII. \n",
        "-",
        "…………",
        "trước ngày ",
        "999999999999999999999999",
        "TT-",
    ] {
        push(unit.repeat(LENGTH / unit.len()).into_bytes());
    }
    // One paragraph of a mark on a mark, halves of surrogates, a length that is odd, an encoding that changes.
    push(["a".as_bytes(), &"\u{301}".as_bytes().repeat(LENGTH / 2)].concat());
    push([&[0xff, 0xfe][..], &[0x00, 0xd8].repeat(5_000)].concat());
    push([&[0xff, 0xfe][..], &[0x41, 0].repeat(5_000), &[0x41]].concat());
    push([&[0, 0, 0xfe, 0xff][..], &[0, 0, 0, 0x41].repeat(5_000)].concat());
    push(["Kế hoạch\n".repeat(500).as_bytes(), &[0xb8, 0xb5, 0xd3].repeat(500)].concat());
    push(random.bytes(50_000));
    push(random.bytes(50_000).into_iter().map(|b| b & 0x7f | 0x20).collect());
    set
}

fn wrong_endings(random: &mut Random) -> Vec<Hostile> {
    let text = "Thực hiện Thông tư 27/2020/TT-BGDĐT trước ngày 30/9/2024.".as_bytes();
    let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &random.bytes(300)].concat();
    let elf = [&b"\x7fELF\x02\x01\x01"[..], &random.bytes(300)].concat();
    let gzip = [&b"\x1f\x8b\x08"[..], &random.bytes(300)].concat();
    let contents: Vec<Vec<u8>> = vec![
        pdf::sound(),
        office::sound_docx(),
        office::sound_doc(),
        text.to_vec(),
        b"<html><body><p>Ke hoach</p></body></html>".to_vec(),
        b"{\\rtf1 Ke hoach}".to_vec(),
        png,
        elf,
        gzip,
        random.bytes(2_000),
    ];
    let mut set = Vec::new();
    for (n, bytes) in contents.into_iter().enumerate() {
        for (m, ending) in ["pdf", "docx", "doc", "txt", "html"].into_iter().enumerate() {
            if n != m {
                set.push(Hostile { class: "wrong-ending", ending, bytes: bytes.clone() });
            }
        }
    }
    set
}

fn empty() -> Vec<Hostile> {
    let mut set = Vec::new();
    for ending in ["pdf", "docx", "doc", "txt", "html", "zip"] {
        for bytes in [&b""[..], b"\n", b"\xef\xbb\xbf", b"\0\0\0\0"] {
            set.push(Hostile { class: "empty", ending, bytes: bytes.to_vec() });
        }
    }
    for (ending, bytes) in [
        ("pdf", &b"%PDF-1.7\n"[..]),
        ("pdf", b"%PDF-1.7\nstartxref\n0\n%%EOF"),
        ("docx", b"PK\x03\x04"),
        ("docx", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        ("doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("html", b"<html>"),
    ] {
        set.push(Hostile { class: "empty", ending, bytes: bytes.to_vec() });
    }
    set
}
