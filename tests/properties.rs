//! What holds for any input: no panic, spans that can be sliced, the same facts from NFC and NFD.

use chidao::detect::{Facts, detect, mentions};
use chidao::directive::{Evidence, Span};
use chidao::source;
use chidao::text::{Text, normalize};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn read(content: &str) -> Text {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, content).expect("written");
    source::read(&path).map(|raw| normalize(&raw)).unwrap_or_default()
}

fn evidence(facts: &Facts) -> Vec<&Evidence> {
    let references = facts.references.iter().map(|fact| &fact.evidence);
    let deadlines = facts.deadlines.iter().map(|fact| &fact.evidence);
    let targets = facts.targets.iter().map(|fact| &fact.evidence);
    let header = facts.document.found.iter().map(|field| &field.evidence);
    references.chain(deadlines).chain(targets).chain(header).collect()
}

fn check(content: &str) {
    let text = read(content);
    let facts = detect(&text);
    for found in evidence(&facts) {
        let Span { start, end } = found.span;
        assert!(start < end, "{found:?} is empty in {content:?}");
        assert!(text.content.get(start..end).is_some(), "{found:?} cannot be cut out of {content:?}");
        assert!((0.0..=1.0).contains(&found.confidence) && !found.rule.is_empty(), "{found:?}");
    }
    assert_eq!(detect(&text), facts, "the same answer twice");
    let decomposed: String = content.nfd().collect();
    let other = detect(&read(&decomposed));
    assert_eq!(facts, other, "NFD gives other facts than NFC for {content:?}");
}

/// Pieces of the genre in any order, whole or cut: what detectors look for, next to what they must not trip over.
fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Thông tư",
        "số",
        "27/2020/TT-BGDĐT",
        "ngày",
        "04/9/2020",
        "của",
        "Bộ GD&ĐT",
        "trước",
        "chậm nhất",
        "21/9",
        "31/4/2024",
        "ngày 30 tháng 2",
        "năm học",
        "2024-2025",
        "2024 – 2025",
        "97%",
        "trở lên",
        "ít nhất",
        "16/16",
        "trường",
        "1.324",
        "0,2%",
        "Kính gửi:",
        "Nơi nhận:",
        "V/v",
        "Số:",
        "/",
        "-",
        "(",
        ")",
        "“",
        "”",
        ";",
        ".",
        ":",
        "\n",
        "\n\n",
        "\t",
        "Điều 5",
        "khoản",
        "điểm a",
        "Căn cứ",
        "thay thế",
        "hằng tháng",
        "học kỳ I",
        "đến năm 2030",
        "QÐ-UBND",
        "¹",
        "1",
        "a)",
        "I.",
        "PHỤ LỤC",
        "không có",
        "giảm",
        "tăng",
        "99999999999999999999",
        "từ",
        "đến",
        "tháng 13",
        "Luật Giáo dục",
        "NQ/TW",
        "29-NQ/TW",
        "và",
        "các",
        "\u{ad}",
        "\u{200b}",
        "🙂",
        "е\u{301}",
    ]);
    prop::collection::vec((words, prop::bool::weighted(0.9)), 0..60).prop_map(|list| {
        let mut out = String::new();
        for (word, spaced) in list {
            out.push_str(word);
            if spaced {
                out.push(' ');
            }
        }
        out
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(27_2020), ..ProptestConfig::default() })]

    #[test]
    fn pieces_of_the_genre_never_trip_it(content in pieces()) {
        check(&content);
        let _found = mentions(&content);
    }

    #[test]
    fn any_text_never_trips_it(content in "\\PC{0,400}") {
        check(&content);
        let _found = mentions(&content);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600), kind in 0_usize..4) {
        let (name, head): (&str, &[u8]) =
            [("a.txt", &b""[..]), ("a.pdf", b"%PDF-1.7\n"), ("a.docx", b"PK\x03\x04"), ("a.html", b"<p>")][kind];
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, [head, &bytes[..]].concat()).expect("written");
        if let Ok(raw) = source::read(&path) {
            detect(&normalize(&raw));
        }
    }
}
