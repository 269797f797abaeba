//! Forms for matching: without tone marks, without case.

use unicode_normalization::UnicodeNormalization;

/// Lower case without tone and letter marks, `đ` as `d`: what a person types without a Vietnamese keyboard.
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' || c == 'ð' { 'd' } else { c })
        .collect()
}

/// Lower case, NFC, with one spelling for words that have several (hoà = hòa, kỉ = kỷ).
pub fn match_key(text: &str) -> String {
    text.to_lowercase().nfc().collect()
}
