//! The table of all pages. What is not in it does not exist; the tests of the site's safety take the addresses from here.

use axum::http::Method;

use super::answer::{Answer, Trouble};
use super::ask::Ask;
use super::{api, assets, pages};
use crate::answer::questions;

/// A page: a plain function, which may wait for the store and for workers.
pub(super) type Page = fn(&Ask) -> Result<Answer, Trouble>;

/// One address of the site.
#[derive(Debug, Clone)]
pub struct Route {
    /// GET for what only shows, POST for what changes something.
    pub method: Method,
    /// The address; parts in braces stand for anything.
    pub path: &'static str,
    pub(super) page: Page,
}

/// All of them.
pub fn routes() -> Vec<Route> {
    let shown: [(&'static str, Page); 29] = [
        ("/", pages::home::page),
        ("/search", pages::search::page),
        ("/search/{form}", pages::exports::search),
        ("/searches", pages::searches::page),
        ("/documents", pages::documents::page),
        ("/documents/{id}", pages::document::page),
        ("/documents/{id}/pages/{page}", pages::document::image),
        ("/documents/{id}/file", pages::document::file),
        ("/documents/{id}/references/{form}", pages::exports::document),
        ("/works", pages::works::page),
        ("/works/{id}", pages::works::work),
        ("/works/{id}/{form}", pages::exports::work),
        ("/deadlines", pages::deadlines::page),
        ("/deadlines/{form}", pages::exports::deadlines),
        ("/targets", pages::targets::page),
        ("/targets/{form}", pages::exports::targets),
        ("/compare", pages::compare::page),
        ("/compare/pages", pages::compare::sides),
        ("/compare/{form}", pages::exports::compare),
        ("/review", pages::review::page),
        ("/reviewed", pages::review::list::page),
        ("/lineage", pages::lineage::page),
        ("/lineage/{form}", pages::exports::lineage),
        ("/check", pages::check::page),
        ("/check/{form}", pages::exports::check),
        ("/intake", pages::intake::page),
        ("/health", pages::health::page),
        ("/help", pages::help::page),
        ("/assets/{name}", assets::asset),
    ];
    let changes: [(&'static str, Page); 8] = [
        ("/language", pages::language::change),
        ("/check", pages::check::draft),
        ("/searches", pages::searches::change),
        ("/review", pages::review::say),
        ("/identity", pages::review::identify),
        ("/intake/files", pages::intake::receive),
        ("/intake/folder", pages::intake::folder),
        ("/intake/again", pages::intake::again),
    ];
    let asked = questions().into_iter().map(|question| (question.path, api::ask as Page));
    let asked = asked.chain([(api::DESCRIPTION, api::description as Page)]);
    let shown = shown.into_iter().chain(asked).map(|(path, page)| Route { method: Method::GET, path, page });
    let changes = changes.into_iter().map(|(path, page)| Route { method: Method::POST, path, page });
    shown.chain(changes).collect()
}
