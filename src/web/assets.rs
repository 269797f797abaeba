//! The files that the binary carries: style, script, font.
//!
//! The font is Source Sans 3 (SIL Open Font License 1.1, `assets/source-sans-3-LICENSE.txt`), Latin and Vietnamese.

use super::answer::{Answer, Trouble};
use super::ask::Ask;

/// A day, in seconds; the program may be another one after that.
const KEEP: u32 = 86_400;

const FILES: [(&str, &str, &[u8]); 6] = [
    ("style.css", "text/css; charset=utf-8", include_bytes!("../../assets/style.css")),
    ("lineage.css", "text/css; charset=utf-8", crate::render::lineage::STYLE.as_bytes()),
    ("site.js", "text/javascript; charset=utf-8", include_bytes!("../../assets/site.js")),
    ("latin.woff2", "font/woff2", include_bytes!("../../assets/source-sans-3-latin-wght-normal.woff2")),
    ("vietnamese.woff2", "font/woff2", include_bytes!("../../assets/source-sans-3-vietnamese-wght-normal.woff2")),
    ("icon.svg", "image/svg+xml", include_bytes!("../../assets/icon.svg")),
];

/// `/assets/{name}`.
pub fn asset(ask: &Ask) -> Result<Answer, Trouble> {
    let name = ask.parts.get("name").map(String::as_str).unwrap_or_default();
    let (_, kind, bytes) = FILES.iter().find(|(known, ..)| *known == name).ok_or(Trouble::NotFound)?;
    Ok(Answer::Bytes { kind, bytes: bytes.to_vec(), keep: KEEP, save_as: None })
}
