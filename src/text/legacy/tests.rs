//! Old encodings: each letter there and back, and what must be left alone.

use super::*;
use crate::source::{Format, Metadata, RawPage, RawWord, TextSource};
use crate::text::normalize;

/// Every vowel with every tone, small.
const VOWELS: &str = "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ đ";

/// The text as `encoding` spells it; letters that have no spelling stay.
fn encode(text: &str, encoding: Encoding) -> String {
    let spellings = tables::spellings(encoding);
    let spelling = |c: char| spellings.iter().find(|(_, letter)| *letter == c).map(|(spelling, _)| spelling.clone());
    let plain = |c: char| c.to_string();
    match encoding {
        // Letter marks are one byte, tones another.
        Encoding::Windows1258 => {
            let mut out = String::new();
            for c in text.chars() {
                let (base, tone) = syllable::strip_tone(&c.to_string()).expect("one tone at most");
                for c in base.chars().chain(tone) {
                    out.push_str(&spelling(c).unwrap_or_else(|| plain(c)));
                }
            }
            out
        }
        _ => text.chars().map(|c| spelling(c).unwrap_or_else(|| plain(c))).collect(),
    }
}

fn document(lines: &[&str]) -> RawDocument {
    let word = |text: &str| RawWord {
        text: text.to_owned(),
        rect: None,
        size: 0.0,
        bold: false,
        superscript: false,
        spaced: true,
    };
    let line = |text: &&str| RawLine {
        words: text.split_ascii_whitespace().map(word).collect(),
        block: 0,
        starts_paragraph: true,
        cell: None,
        footnote: None,
        number: None,
    };
    let page = RawPage {
        number: 1,
        size: None,
        lines: lines.iter().map(line).collect(),
        problem: None,
        rules: Vec::new(),
        aside: Vec::new(),
        text_source: TextSource::Layer,
    };
    RawDocument { format: Format::Doc, pages: vec![page], metadata: Metadata::default() }
}

fn check(lines: &[&str], expected: &[&str], encoding: Option<Encoding>) {
    let text = normalize(&document(lines));
    assert_eq!(text.content.lines().collect::<Vec<_>>(), expected, "{lines:?}");
    assert_eq!(text.encoding.as_deref(), encoding.map(Encoding::name), "{lines:?}");
}

#[test]
fn every_vowel_with_every_tone_there_and_back() {
    for encoding in Encoding::ALL {
        for c in VOWELS.chars().filter(|c| *c != ' ') {
            // One letter at a time: beside others, two letters may be the spelling of one.
            let encoded = encode(&c.to_string(), encoding);
            assert_eq!(decode(&encoded, encoding), c.to_string(), "{} {encoded}", encoding.name());
            assert!(c.is_ascii() || encoded.chars().all(|c| (c as u32) < 0x100), "{} {encoded}", encoding.name());
            if encoding != Encoding::Tcvn3 {
                let large: String = c.to_uppercase().collect();
                assert_eq!(decode(&encode(&large, encoding), encoding), large, "{}", encoding.name());
            }
        }
        let all: std::collections::HashSet<String> =
            VOWELS.chars().filter(|c| *c != ' ').map(|c| encode(&c.to_string(), encoding)).collect();
        assert_eq!(all.len(), 73, "{}: two letters are spelt alike", encoding.name());
    }
}

#[test]
fn known_words_are_spelt_so() {
    for (encoding, old, new) in [
        (Encoding::Tcvn3, "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        (Encoding::Tcvn3, "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        (Encoding::Tcvn3, "tr\u{ad}êng tiÓu häc", "trường tiểu học"),
        (Encoding::Vni, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        (Encoding::Vni, "ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        (Encoding::Vni, "tröôøng tieåu hoïc, ñònh kyø", "trường tiểu học, định kỳ"),
        (
            Encoding::Windows1258,
            "Cô\u{f2}ng hoÌa xaÞ hô\u{f2}i chuÒ nghiÞa Viê\u{f2}t Nam",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
        ),
    ] {
        assert_eq!(decode(old, encoding), new, "{}", encoding.name());
    }
}

#[test]
fn documents_are_recognized_and_set_right() {
    let new = [
        "Các trường tiểu học nộp báo cáo về Phòng Giáo dục trước ngày 15/9/2004.",
        "Tỷ lệ huy động trẻ 6 tuổi vào lớp 1 đạt 99,5%.",
        "Điều 2",
        "Nơi nhận:",
    ];
    for encoding in Encoding::ALL {
        let old = new.map(|line| encode(line, encoding));
        check(&old.each_ref().map(String::as_str), &new, Some(encoding));
    }
}

#[test]
fn short_lines_are_as_the_lines_around_them() {
    check(
        &["Quy ®Þnh vÒ d¹y vµ häc", "cã", "Quy định về dạy và học", "Quy chế thi tốt nghiệp", "hãy hát"],
        &["Quy định về dạy và học", "có", "Quy định về dạy và học", "Quy chế thi tốt nghiệp", "hãy hát"],
        Some(Encoding::Tcvn3),
    );
}

#[test]
fn capitals_that_a_font_draws_are_capitals() {
    check(
        &["Bé GI¸O DôC Vµ §µO T¹O", "Sè: 5/Q§-UBND", "QUYÕT §ÞNH", "VÒ viÖc c«ng nhËn tr\u{ad}êng chuÈn"],
        &["BỘ GIÁO DỤC VÀ ĐÀO TẠO", "Số: 5/QĐ-UBND", "QUYẾT ĐỊNH", "Về việc công nhận trường chuẩn"],
        Some(Encoding::Tcvn3),
    );
}

#[test]
fn a_hyphen_drawn_for_a_letter_is_the_letter() {
    check(
        &["Thñ t-íng ChÝnh phñ ban hµnh Th«ng t- sè 05/2004/TT-BGD§T - lÇn 2"],
        &["Thủ tướng Chính phủ ban hành Thông tư số 05/2004/TT-BGDĐT - lần 2"],
        Some(Encoding::Tcvn3),
    );
    check(
        &["C«ng v¨n sè 7 vÒ d¹y-häc vµ tr\u{ad}êng th- môc"],
        &["Công văn số 7 về dạy-học và trường th- mục"],
        Some(Encoding::Tcvn3),
    );
}

#[test]
fn what_is_good_is_left_alone() {
    for lines in [
        &["Cộng hoà xã hội chủ nghĩa Việt Nam", "hãy hát to và hoà ca", "là và có"][..],
        &["hãy hát to và hoà ca là và có"],
        &["The quick brown fox; café, naïve, façade, Ångström, § 5, © 2004, 10 µg, ±2°"],
        &["L'été dernier, le ministère a été chargé de préparer un décret à ce sujet; où êtes-vous né?"],
        &["Señor Muñoz pidió más información sobre la educación en España"],
        &["Größe und Maße müssen für alle Schüler geprüft werden"],
        &["~,..' ... \"N -I\\UBND cac tinh, N iz/o.:;!t~i::~ ©ñi U'l;A·~c d~o ·a §b ~:·:a", "§ · © ® 5 « µ"],
        &["12/3 - 45,6%", "27/2020/TT-BGDĐT", "• ·"],
        &[],
    ] {
        let raw = document(lines);
        let (repaired, encoding) = repair(&raw);
        assert_eq!((repaired.as_ref(), encoding), (&raw, None), "{lines:?}");
    }
}

proptest::proptest! {
    #[test]
    fn decoding_never_panics_and_leaves_ascii(text in "\\PC*", ascii in "[ -~]*") {
        for encoding in Encoding::ALL {
            let _outcome = decode(&text, encoding);
            proptest::prop_assert_eq!(decode(&ascii, encoding), ascii.clone());
        }
        let _outcome = repair(&document(&[&text]));
    }
}
