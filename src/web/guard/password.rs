//! The password of a site that listens to the network.

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Whether the request brings the password (Basic authentication, RFC 7617); any name of a user will do.
pub fn is_given(headers: &HeaderMap, password: &str) -> bool {
    let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let sent = sent.and_then(|value| value.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic"));
    let pair =
        sent.and_then(|(_, pair)| STANDARD.decode(pair.trim()).ok()).and_then(|pair| String::from_utf8(pair).ok());
    pair.as_deref().and_then(|pair| pair.split_once(':')).is_some_and(|(_, given)| super::same(given, password))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_opens() {
        let given = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, value.parse().expect("a header"));
            is_given(&headers, "mật khẩu:1")
        };
        let basic = |pair: &str| format!("Basic {}", STANDARD.encode(pair));
        assert!(given(&basic("officer:mật khẩu:1")));
        assert!(given(&basic(":mật khẩu:1")));
        for wrong in [
            basic("officer:mật khẩu"),
            basic("mật khẩu:1x"),
            basic("officer:"),
            "Basic ###".to_owned(),
            "Bearer x".to_owned(),
        ] {
            assert!(!given(&wrong), "{wrong}");
        }
        assert!(!is_given(&HeaderMap::new(), ""));
    }
}
