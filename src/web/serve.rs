//! The server: requests in, answers out, with the guard before every page.

use std::collections::HashMap;
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Query, RawPathParams, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use axum::{Form, RequestExt};

use super::answer::{Answer, Trouble};
use super::api;
use super::ask::{Ask, Upload};
use super::guard;
use super::lang;
use super::routes::{Page, routes};
use super::site::Site;
use super::status;
use crate::answer::Fault;
use crate::store::{Document, Filter};

/// From so many documents on, answers that hold for a while are worked out before they are asked for.
const LARGE_STORE: usize = 500;
/// What a visitor may send at once, in bytes.
const LARGEST_BODY: usize = 64 << 20;

/// Why the site cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The system refuses threads or the socket.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Serves `site` on `listener` until the program is told to end (Ctrl-C).
///
/// # Errors
/// Where the system refuses what a server needs.
pub fn serve(listener: TcpListener, site: Arc<Site>) -> Result<(), ServeError> {
    let warmed = Arc::clone(&site);
    std::thread::spawn(move || warm(&warmed));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let until = async {
            // Without a way to be told, the site is served until the process ends.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        Ok(axum::serve(listener, router(site)).with_graceful_shutdown(until).await?)
    })
}

/// Works out beforehand, in a large store, what takes longest and holds until the store changes: who comes first would
/// wait for it. What fails here is said to whoever asks.
fn warm(site: &Site) {
    let Ok(store) = site.store() else { return };
    let Ok(documents) = store.documents(&Filter::default()) else { return };
    if documents.len() < LARGE_STORE {
        return;
    }
    let documents: Vec<&Document> = documents.iter().collect();
    let _judged = status::classes(site, &store, &documents, jiff::Zoned::now().date());
}

/// All routes, behind the guard.
fn router(site: Arc<Site>) -> Router {
    let mut router = Router::new();
    for route in routes() {
        let page = route.page;
        let filter = if route.method == Method::GET { MethodFilter::GET } else { MethodFilter::POST };
        let handler = move |State(site): State<Arc<Site>>, request: Request| answer(site, page, request);
        router = router.route(route.path, on(filter, handler));
    }
    router
        .fallback(|State(site): State<Arc<Site>>, request: Request| answer(site, |_| Err(Trouble::NotFound), request))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(Arc::clone(&site), stand_guard))
        .with_state(site)
}

async fn stand_guard(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let mut response = match guard::pass(&site, request.method(), request.uri(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => {
            let mut response = refused(refusal, request.uri(), request.headers());
            if refusal == guard::Refusal::Password {
                let asks = HeaderValue::from_static("Basic realm=\"chidao\", charset=\"UTF-8\"");
                response.headers_mut().insert(header::WWW_AUTHENTICATE, asks);
            }
            response
        }
    };
    guard::shield(response.headers_mut());
    response
}

/// A request that the guard does not let pass: words for a visitor, data for a program.
fn refused(refusal: guard::Refusal, uri: &Uri, headers: &HeaderMap) -> Response {
    let lang = lang::wanted(uri, headers);
    if !uri.path().starts_with(api::PREFIX) {
        return (refusal.status(), refusal.told(lang)).into_response();
    }
    let fault = match refusal {
        guard::Refusal::Method => Fault::Method,
        other => Fault::Refused(other.status().as_u16(), other.told(lang)),
    };
    let mut response = respond(api::problem(&fault, lang));
    if refusal == guard::Refusal::Method {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// Has a page answer on a thread that may wait.
async fn answer(site: Arc<Site>, page: Page, request: Request) -> Response {
    let is_data = request.uri().path().starts_with(api::PREFIX);
    let ask = match read(site, request).await {
        Ok(ask) => ask,
        Err((ask, trouble)) if is_data => {
            return respond(api::problem(&Fault::Unreadable(trouble.status()), ask.lang));
        }
        Err((ask, trouble)) => return (code_of(trouble.status()), html(trouble.page(&ask))).into_response(),
    };
    let lang = ask.lang;
    let answered = tokio::task::spawn_blocking(move || match page(&ask) {
        Ok(answer) => respond(answer),
        Err(Trouble::NotFound) if is_data => respond(api::problem(&Fault::NotFound, ask.lang)),
        Err(trouble) => (code_of(trouble.status()), html(trouble.page(&ask))).into_response(),
    });
    let mut response = answered.await.unwrap_or_else(|_| match is_data {
        true => respond(api::problem(&Fault::Broken, lang)),
        false => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    });
    if is_data {
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    }
    response
}

/// The parts of a request that pages read; where they cannot be read, why, with what is known of the request.
async fn read(site: Arc<Site>, mut request: Request) -> Result<Ask, (Ask, Trouble)> {
    let is_data = request.uri().path().starts_with(api::PREFIX);
    let mut ask = Ask {
        site,
        lang: match is_data {
            true => lang::wanted(request.uri(), request.headers()),
            false => lang::chosen(request.headers()),
        },
        address: request.uri().path_and_query().map_or("/", |address| address.as_str()).to_owned(),
        parts: HashMap::new(),
        fields: HashMap::new(),
        uploads: Vec::new(),
        known: request.headers().get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).map(str::to_owned),
    };
    let Ok(parts) = request.extract_parts::<RawPathParams>().await else { return Err((ask, Trouble::Garbled)) };
    ask.parts = parts.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let Ok(Query(fields)) = request.extract_parts::<Query<HashMap<String, String>>>().await else {
        return Err((ask, Trouble::Garbled));
    };
    ask.fields = fields;
    ask.fields.remove(guard::TOKEN_PARAMETER);
    if *request.method() == Method::POST
        && let Err(trouble) = read_form(&mut ask, request).await
    {
        // The address is that of a form that was sent: the language is changed on a page of its own.
        ask.address = "/".to_owned();
        return Err((ask, trouble));
    }
    Ok(ask)
}

/// The fields and files of a form.
async fn read_form(ask: &mut Ask, request: Request) -> Result<(), Trouble> {
    let headers = request.headers();
    let of = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if of(header::CONTENT_LENGTH).parse().is_ok_and(|length: usize| length > LARGEST_BODY) {
        // A browser that is cut off while it sends shows nothing of the answer.
        drain(request.into_body()).await;
        return Err(Trouble::TooLarge(LARGEST_BODY >> 20));
    }
    let refused = |status: StatusCode| match status {
        StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge(LARGEST_BODY >> 20),
        _ => Trouble::Garbled,
    };
    if of(header::CONTENT_TYPE).starts_with("multipart/form-data") {
        let form = Multipart::from_request(request, &()).await.map_err(|cause| refused(cause.status()))?;
        ask.uploads = parts_of(form, &mut ask.fields).await.map_err(|cause| refused(cause.status()))?;
    } else {
        let form = Form::<HashMap<String, String>>::from_request(request, &()).await;
        let Form(form) = form.map_err(|cause| refused(cause.into_response().status()))?;
        ask.fields.extend(form);
    }
    Ok(())
}

/// Reads what is sent to its end, or so much of it as a hurried visitor may send, and keeps nothing.
async fn drain(mut body: Body) {
    let mut left = 16 * LARGEST_BODY;
    while let Some(Ok(frame)) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let length = frame.data_ref().map_or(0, |data| data.len());
        let Some(rest) = left.checked_sub(length) else { return };
        left = rest;
    }
}

/// The files and the fields of a form with files; fields are added to `fields`.
async fn parts_of(mut form: Multipart, fields: &mut HashMap<String, String>) -> Result<Vec<Upload>, MultipartError> {
    let mut uploads = Vec::new();
    while let Some(part) = form.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            // A field for files that was left empty is sent with an empty name.
            Some(file) if file.is_empty() => {}
            Some(file) => uploads.push(Upload { name: file, bytes: part.bytes().await?.to_vec() }),
            None => {
                fields.insert(name, part.text().await?);
            }
        }
    }
    Ok(uploads)
}

fn respond(answer: Answer) -> Response {
    match answer {
        Answer::Page(page) => html(page),
        Answer::Bytes { kind, bytes, keep, save_as } => {
            let mut response = Response::new(Body::from(bytes));
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            if let Ok(keep) = HeaderValue::from_str(&format!("private, max-age={keep}")) {
                headers.insert(header::CACHE_CONTROL, keep);
            }
            if let Some(name) = save_as
                && let Ok(value) = HeaderValue::from_str(&disposition("attachment", &name))
            {
                headers.insert(header::CONTENT_DISPOSITION, value);
            }
            response
        }
        Answer::Data { status: code, kind, body, tag } => {
            let mut response = (code_of(code), [(header::CONTENT_TYPE, kind)], body).into_response();
            if let Some(tag) = tag {
                tagged(&mut response, &tag);
            }
            response
        }
        Answer::Unchanged(tag) => {
            let mut response = StatusCode::NOT_MODIFIED.into_response();
            tagged(&mut response, &tag);
            response
        }
        Answer::See(address) => see(&address),
        Answer::Speak(address, lang) => {
            let mut response = see(&address);
            let cookie = format!("lang={lang}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly");
            if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            response
        }
    }
}

/// A program may keep an answer, and asks each time whether it still stands.
fn tagged(response: &mut Response, tag: &str) {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, tag);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
}

/// A file is shown or saved under its own name (RFC 6266, RFC 8187).
fn disposition(how: &str, name: &str) -> String {
    format!("{how}; filename*=UTF-8''{}", super::ask::escaped(name))
}

fn see(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let address = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, address);
    response
}

fn html(page: String) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

fn code_of(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
