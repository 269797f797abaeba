//! The site whose page sent a request.

use axum::http::{HeaderMap, HeaderValue, header};

/// Whether nothing says that the request comes from another site's page: `Sec-Fetch-Site` (Fetch Metadata), where a browser sends it,
/// must be `same-origin` or `none`, and `Origin` (RFC 6454), where it is sent, this site.
pub fn is_own(headers: &HeaderMap, hosts: &[String]) -> bool {
    let fetch = headers.get_all("sec-fetch-site").iter().all(|value| value == "same-origin" || value == "none");
    fetch && headers.get_all(header::ORIGIN).iter().all(|origin| is_site(origin, hosts))
}

fn is_site(origin: &HeaderValue, hosts: &[String]) -> bool {
    let host = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
    host.is_some_and(|host| hosts.iter().any(|own| own.eq_ignore_ascii_case(host)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_sites_are_known_by_what_browsers_say() {
        let hosts = ["localhost:8765".to_owned()];
        for (name, value, own) in [
            ("origin", "http://localhost:8765", true),
            ("origin", "https://localhost:8765", false),
            ("origin", "http://localhost:8766", false),
            ("origin", "http://localhost:8765.evil.example", false),
            ("origin", "http://evil.example", false),
            ("origin", "null", false),
            ("sec-fetch-site", "same-origin", true),
            ("sec-fetch-site", "none", true),
            ("sec-fetch-site", "same-site", false),
            ("sec-fetch-site", "cross-site", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(name, HeaderValue::from_static(value));
            assert_eq!(is_own(&headers, &hosts), own, "{name}: {value}");
        }
        assert!(is_own(&HeaderMap::new(), &hosts), "a program that is no browser says nothing; it needs the token");
    }
}
