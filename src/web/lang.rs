//! The language that a request asks for.
//!
//! A visitor chooses one on the site, which a cookie keeps; a program says `lang=` in the query, or `Accept-Language`
//! (RFC 9110, 12.5.4). Where nothing is asked for, the site speaks Vietnamese.

use axum::http::{HeaderMap, Uri, header};

use crate::render::Lang;

/// The language that the visitor has chosen; Vietnamese before that.
pub fn chosen(headers: &HeaderMap) -> Lang {
    of_cookie(headers).unwrap_or(Lang::Vi)
}

/// The language for a program, or for somebody of whom no choice is known: the query before the choice, this before what
/// the browser or the program prefers.
pub fn wanted(uri: &Uri, headers: &HeaderMap) -> Lang {
    let fields = uri.query().unwrap_or_default().split('&');
    let of_query = fields.filter_map(|field| field.strip_prefix("lang=")).find_map(|lang| lang.parse().ok());
    of_query.or_else(|| of_cookie(headers)).or_else(|| preferred(headers)).unwrap_or(Lang::Vi)
}

fn of_cookie(headers: &HeaderMap) -> Option<Lang> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut chosen = cookies.flat_map(|line| line.split(';')).filter_map(|cookie| cookie.trim().strip_prefix("lang="));
    chosen.find_map(|lang| lang.parse().ok())
}

/// The one of the two that has the greater weight; of equal ones the first.
fn preferred(headers: &HeaderMap) -> Option<Lang> {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    let mut best: Option<(f32, Lang)> = None;
    for range in lines.flat_map(|line| line.split(',')) {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_lowercase();
        let Ok(lang) = name.split('-').next().unwrap_or_default().parse() else { continue };
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse).unwrap_or(0.0);
        if weight > 0.0 && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_query_goes_before_the_cookie_and_this_before_what_is_preferred() {
        for (query, cookie, accept, want) in [
            ("/", "", "", Lang::Vi),
            ("/", "", "en", Lang::En),
            ("/", "", "en-GB,en;q=0.9", Lang::En),
            ("/", "", "fr, vi;q=0.5, en;q=0.8", Lang::En),
            ("/", "", "en;q=0, vi;q=0.1", Lang::Vi),
            ("/", "", "en;q=0", Lang::Vi),
            ("/", "", "vi-VN, en", Lang::Vi),
            ("/", "", ";;q=,,", Lang::Vi),
            ("/", "a=b; lang=vi", "en", Lang::Vi),
            ("/?x=1&lang=en", "lang=vi", "vi", Lang::En),
            ("/?lang=fr", "", "en", Lang::En),
        ] {
            let mut headers = HeaderMap::new();
            for (name, value) in [(header::COOKIE, cookie), (header::ACCEPT_LANGUAGE, accept)] {
                if !value.is_empty() {
                    headers.insert(name, HeaderValue::from_str(value).expect("a header"));
                }
            }
            assert_eq!(wanted(&Uri::from_static(query), &headers), want, "{query} {cookie} {accept}");
        }
    }
}
