//! The server: requests in, answers out, with the guard before every page.

use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Query, RawPathParams, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use axum::{Form, RequestExt};

use super::answer::{Answer, Trouble};
use super::api;
use super::ask::{Ask, Upload};
use super::guard;
use super::routes::{Page, routes};
use super::site::Site;
use crate::answer::Fault;
use crate::render::Lang;

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
            let mut response = (refusal.status(), refusal.to_string()).into_response();
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

/// Has a page answer on a thread that may wait.
async fn answer(site: Arc<Site>, page: Page, request: Request) -> Response {
    let is_data = request.uri().path().starts_with(api::PREFIX);
    let ask = match read(site, request).await {
        Ok(ask) => ask,
        Err(refused) if is_data => return refused_data(&refused),
        Err(refused) => return refused,
    };
    let answered = tokio::task::spawn_blocking(move || match page(&ask) {
        Ok(answer) => respond(answer),
        Err(Trouble::NotFound) if is_data => respond(api::problem(&Fault::NotFound, &ask)),
        Err(trouble) => (status(trouble.status()), html(trouble.page(&ask))).into_response(),
    });
    answered.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// A request that cannot be read, told to a program.
fn refused_data(refused: &Response) -> Response {
    let fault = Fault::Refused(refused.status().as_u16());
    let body = fault.json(Lang::default()).to_string();
    respond(Answer::Data { status: fault.status(), kind: "application/problem+json", body, tag: None })
}

/// The parts of a request that pages read.
async fn read(site: Arc<Site>, mut request: Request) -> Result<Ask, Response> {
    let lang = language(request.headers());
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).map(str::to_owned);
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str()).to_owned();
    let parts = request.extract_parts::<RawPathParams>().await.map_err(IntoResponse::into_response)?;
    let parts = parts.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let Query(mut fields) =
        request.extract_parts::<Query<HashMap<String, String>>>().await.map_err(IntoResponse::into_response)?;
    fields.remove(guard::TOKEN_PARAMETER);
    let mut uploads = Vec::new();
    if *request.method() == Method::POST {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            let form = Multipart::from_request(request, &()).await.map_err(IntoResponse::into_response)?;
            (uploads, fields) = parts_of(form, fields).await.map_err(IntoResponse::into_response)?;
        } else {
            let Form(form) = Form::<HashMap<String, String>>::from_request(request, &())
                .await
                .map_err(IntoResponse::into_response)?;
            fields.extend(form);
        }
    }
    Ok(Ask { site, lang, address, parts, fields, uploads, known })
}

/// The files and the fields of a form with files; fields are added to `fields`.
async fn parts_of(
    mut form: Multipart,
    mut fields: HashMap<String, String>,
) -> Result<(Vec<Upload>, HashMap<String, String>), MultipartError> {
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
    Ok((uploads, fields))
}

/// The language that the visitor has chosen; Vietnamese before that.
fn language(headers: &HeaderMap) -> Lang {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let chosen = cookies.flat_map(|line| line.split(';')).find_map(|cookie| cookie.trim().strip_prefix("lang="));
    chosen.and_then(|lang| lang.parse().ok()).unwrap_or(Lang::Vi)
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
            let mut response = (status(code), [(header::CONTENT_TYPE, kind)], body).into_response();
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

fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
