//! The name under which the site is asked.

use axum::http::{HeaderMap, Uri, header};

/// Whether the request names this site, and nothing but it: exactly one `Host` (RFC 9112, 3.2), equal to one of `hosts`
/// but for the case of letters; a target in absolute form must name the same.
pub fn is_own(headers: &HeaderMap, uri: &Uri, hosts: &[String]) -> bool {
    let mut given = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (given.next(), given.next()) else { return false };
    let is_known = |name: &str| hosts.iter().any(|own| own.eq_ignore_ascii_case(name));
    host.to_str().is_ok_and(is_known) && uri.authority().is_none_or(|authority| is_known(authority.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_the_exact_names_pass() {
        let hosts = ["127.0.0.1:8765", "localhost:8765", "[::1]:8765"].map(str::to_owned);
        for (host, own) in [
            ("127.0.0.1:8765", true),
            ("localhost:8765", true),
            ("LocalHost:8765", true),
            ("[::1]:8765", true),
            ("", false),
            ("localhost", false),
            ("localhost:80", false),
            ("localhost:8765.", false),
            ("localhost.:8765", false),
            ("localhost:08765", false),
            (" localhost:8765", false),
            ("localhost:8765,evil.example", false),
            ("evil.example", false),
            ("evil.example:8765", false),
            ("127.0.0.1.evil.example:8765", false),
            ("localhost:8765@evil.example", false),
            ("user@localhost:8765", false),
            ("127.1:8765", false),
            ("2130706433:8765", false),
            ("0x7f.0.0.1:8765", false),
            ("0.0.0.0:8765", false),
            ("[::ffff:127.0.0.1]:8765", false),
            ("xn--localhost:8765", false),
            ("ｌocalhost:8765", false),
        ] {
            let mut headers = HeaderMap::new();
            let Ok(value) = HeaderValue::from_bytes(host.as_bytes()) else { continue };
            headers.insert(header::HOST, value);
            assert_eq!(is_own(&headers, &Uri::from_static("/"), &hosts), own, "{host:?}");
        }
    }

    #[test]
    fn no_name_and_two_names_are_refused() {
        let hosts = ["localhost:1".to_owned()];
        let mut headers = HeaderMap::new();
        assert!(!is_own(&headers, &Uri::from_static("/"), &hosts));
        headers.append(header::HOST, HeaderValue::from_static("localhost:1"));
        assert!(is_own(&headers, &Uri::from_static("/"), &hosts));
        assert!(!is_own(&headers, &Uri::from_static("http://evil.example/"), &hosts));
        headers.append(header::HOST, HeaderValue::from_static("localhost:1"));
        assert!(!is_own(&headers, &Uri::from_static("/"), &hosts));
    }
}
