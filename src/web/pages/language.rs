//! The change of language, remembered in a cookie.

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use crate::render::Lang;

/// `POST /language`: on with the page that the visitor came from.
pub fn change(ask: &Ask) -> Result<Answer, Trouble> {
    let lang: Lang = ask.parsed("lang").ok_or(Trouble::NotFound)?;
    let back = ask.field("back").filter(|back| is_own(back)).unwrap_or("/");
    Ok(Answer::Speak(back.to_owned(), lang))
}

/// Whether an address is one of this site: browsers read `//` and `/\` at its start as another site's.
pub(super) fn is_own(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn the_way_back_stays_on_the_site() {
        for own in ["/", "/search?q=27%2F2020", "/documents/3?tab=targets&page=2"] {
            assert!(is_own(own), "{own}");
        }
        for other in [
            "",
            "//evil.example",
            "/\\evil.example",
            "http://evil.example",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: x",
            "/ă",
        ] {
            assert!(!is_own(other), "{other}");
        }
    }
}
