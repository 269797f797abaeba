//! Who may ask: every request passes here before a page sees it.
//!
//! A site on this computer is reached by every page that a browser on it shows, so the address alone keeps nobody out.
//! [`host`] refuses names that are not this site's own (DNS rebinding), [`origin`] and the token refuse changes that
//! another site's page sends (cross-site request forgery), the password keeps the network out where the site listens
//! to it. What goes out carries headers that forbid scripts of others, frames and every outbound connection.

mod host;
mod origin;
mod password;

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};

use super::site::Site;
use crate::render::Lang;

/// The parameter of the query that carries the token; in the query, so that it is looked at before the body is read.
pub const TOKEN_PARAMETER: &str = "token";

/// Nothing but the site's own files, no script inside pages, no frames, no outbound connection.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not one of this site's names.
    #[error("this site is not known under that name")]
    Host,
    /// The request comes from a page of another site.
    #[error("the request comes from another site")]
    Origin,
    /// A change is asked of the interface for programs, which changes nothing.
    #[error("nothing can be changed here")]
    Method,
    /// A change without the token of this run.
    #[error("the form is from an earlier run of chidao")]
    Token,
    /// The password is missing or wrong.
    #[error("a password is needed")]
    Password,
}

impl Refusal {
    /// Why, and what to do, for a reader.
    pub fn told(self, lang: Lang) -> String {
        let (vi, what) = match self {
            Self::Host => (
                "Trang này không có tên như vậy: hãy mở đúng địa chỉ mà chidao đã in ra.",
                "open the address that chidao has printed",
            ),
            Self::Origin => (
                "Yêu cầu đến từ một trang khác nên bị từ chối: hãy mở trang của chidao rồi làm lại ở đó.",
                "open chidao's own page and do it there",
            ),
            Self::Method => ("Ở đây chỉ đọc, không thay đổi gì: hãy dùng GET hoặc HEAD.", "ask with GET or HEAD"),
            Self::Token => (
                "Biểu mẫu thuộc lần chạy trước của chidao: hãy quay lại, tải lại trang rồi gửi lại.",
                "go back, load the page again and send it once more",
            ),
            Self::Password => {
                ("Cần mật khẩu: hãy hỏi người chạy chidao trên mạng này.", "ask who serves chidao on this network")
            }
        };
        lang.pick(vi.to_owned(), format!("{self}; {what}"))
    }

    /// The status code (RFC 9110) that goes with it.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Origin | Self::Token => StatusCode::FORBIDDEN,
            Self::Password => StatusCode::UNAUTHORIZED,
        }
    }
}

/// Lets a request pass, or says why not.
///
/// # Errors
/// The first reason to refuse it.
pub fn pass(site: &Site, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
    if !host::is_own(headers, uri, &site.hosts) {
        return Err(Refusal::Host);
    }
    if let Some(password) = &site.password
        && !password::is_given(headers, password)
    {
        return Err(Refusal::Password);
    }
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    // There is no change to guard against, and a program is to hear what it did wrong.
    if uri.path().starts_with(super::api::PREFIX) {
        return Err(Refusal::Method);
    }
    if !origin::is_own(headers, &site.hosts) {
        return Err(Refusal::Origin);
    }
    if !token_of(uri).is_some_and(|token| same(token, site.token())) {
        return Err(Refusal::Token);
    }
    Ok(())
}

/// The headers that every answer carries.
pub fn shield(headers: &mut HeaderMap) {
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // With `no-referrer`, browsers would send `Origin: null` with the forms of the site itself (Fetch, "append a request
        // `Origin` header").
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), clipboard-read=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

fn token_of(uri: &Uri) -> Option<&str> {
    uri.query()?.split('&').find_map(|field| field.strip_prefix(TOKEN_PARAMETER)?.strip_prefix('='))
}

/// Compares without telling by its time how much is right.
fn same(given: &str, wanted: &str) -> bool {
    blake3::hash(given.as_bytes()) == blake3::hash(wanted.as_bytes())
}
