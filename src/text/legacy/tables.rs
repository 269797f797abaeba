//! The letters of each encoding, as the Latin-1 characters that its bytes look like.

use super::Encoding;

/// TCVN 5712:1993, third set (VN3), as the fonts of the ABC program (`.VnTime`) have it: one byte a letter. Capitals
/// with tone marks are not in it: fonts whose name ends in H draw small letters as capitals.
const TCVN3: [(&str, &str); 2] = [
    ("¡¢£¤¥¦§¨©ª«¬\u{ad}®", "ĂÂÊÔƠƯĐăâêôơưđ"),
    (
        "µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    ),
];

/// VNI for Windows: letters that are one byte. The others are a base letter and a byte for its marks.
const VNI_LETTERS: (&str, &str) = ("íìæóòîñôöÍÌÆÓÒÎÑÔÖ", "íìỉĩịỵđơưÍÌỈĨỊỴĐƠƯ");

/// Bytes for marks, with the letters that their bases become.
const VNI_MARKS: [(&str, &str, &str); 2] = [
    // Tones: sắc, huyền, hỏi, ngã, nặng.
    ("ùøûõï", "aeouyôö", "áàảãạéèẻẽẹóòỏõọúùủũụýỳỷỹỵớờởỡợứừửữự"),
    // The circumflex alone, then with the tones.
    ("âáàåãä", "aeo", "âấầẩẫậêếềểễệôốồổỗộ"),
];

/// The breve, alone and with the tones: only over `a`.
const VNI_BREVE: (&str, &str) = ("êéèúüë", "ăắằẳẵặ");

/// windows-1258: where it differs from windows-1252. Tones are combining characters after the letter.
const WINDOWS_1258: (&str, &str) = ("ÃãÐðÕõÝýÌìÒÞò", "ĂăĐđƠơƯư\u{300}\u{301}\u{309}\u{303}\u{323}");

/// Spellings of the encoding with what they mean, longer spellings first.
pub fn spellings(encoding: Encoding) -> Vec<(String, char)> {
    let letters =
        |(from, to): (&str, &str)| -> Vec<(String, char)> { from.chars().map(String::from).zip(to.chars()).collect() };
    match encoding {
        Encoding::Tcvn3 => TCVN3.into_iter().flat_map(letters).collect(),
        Encoding::Vni => {
            let mut all = Vec::new();
            let breve = (VNI_BREVE.0, "a", VNI_BREVE.1);
            for (marks, bases, to) in VNI_MARKS.into_iter().chain([breve]) {
                let pairs = bases.chars().flat_map(|base| marks.chars().map(move |mark| (base, mark)));
                for ((base, mark), letter) in pairs.zip(to.chars()) {
                    let large = |c: char| c.to_uppercase().next().unwrap_or(c);
                    all.push((String::from_iter([base, mark]), letter));
                    all.push((String::from_iter([large(base), large(mark)]), large(letter)));
                    // Capitals at the start of a name are often typed with the small mark.
                    all.push((String::from_iter([large(base), mark]), large(letter)));
                }
            }
            all.extend(letters(VNI_LETTERS));
            all
        }
        Encoding::Windows1258 => letters(WINDOWS_1258),
    }
}
