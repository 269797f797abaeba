//! What a visitor asks for: the parts of a request that pages read, out of the hands of the server's library.

use std::collections::HashMap;
use std::sync::Arc;

use crate::directive::{DirectiveKind, Level, SchoolYear};
use crate::render::Lang;
use crate::store::Filter;

use super::site::Site;

/// A file sent with a form.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its name, as the browser gives it; nothing to rely on.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// One request.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The site that is asked.
    pub site: Arc<Site>,
    /// The language of the answer.
    pub lang: Lang,
    /// Path and query, as asked.
    pub address: String,
    /// The parts of the path that the route names.
    pub parts: HashMap<String, String>,
    /// The query and, for a change, the fields of the form.
    pub fields: HashMap<String, String>,
    /// The files of the form.
    pub uploads: Vec<Upload>,
    /// The tags of the answers that the program has already (`If-None-Match`).
    pub known: Option<String>,
}

impl Ask {
    /// A field that is not blank.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// A field that is a number, a school year, a level …; nothing where it is something else.
    pub fn parsed<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.field(name)?.parse().ok()
    }

    /// A part of the path that is a number.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.parts.get(name)?.parse().ok()
    }

    /// The filter that the fields `year`, `level`, `type` and `issuer` describe.
    pub fn filter(&self) -> Filter {
        Filter {
            year: self.parsed::<SchoolYear>("year"),
            level: self.parsed::<Level>("level"),
            kind: self.parsed::<DirectiveKind>("type"),
            issuer: self.field("issuer").map(str::to_owned),
            ..Filter::default()
        }
    }

    /// The address of this page with `changes` in its query: a value sets a field, `None` takes it out.
    pub fn with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let path = self.address.split('?').next().unwrap_or("/");
        let mut fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.retain(|(name, value)| !value.is_empty() && !changes.iter().any(|(changed, _)| changed == name));
        fields.extend(changes.iter().filter_map(|&(name, value)| Some((name, value?))));
        fields.sort_unstable();
        address(path, &fields)
    }
}

/// A path with a query.
pub fn address(path: &str, fields: &[(&str, &str)]) -> String {
    let query: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// `text` as it may stand in a query (RFC 3986, 3.4): all but unreserved characters as `%XX` of their UTF-8 bytes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_any_text() {
        for (text, expected) in [
            ("27/2020", "27%2F2020"),
            ("lớp 5", "l%E1%BB%9Bp%205"),
            ("a&b=c#d", "a%26b%3Dc%23d"),
            ("~x-y_z.", "~x-y_z."),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(address("/search", &[("q", "a b"), ("year", "2024-2025")]), "/search?q=a%20b&year=2024-2025");
        assert_eq!(address("/", &[]), "/");
    }
}
