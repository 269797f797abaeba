//! The local site from outside: what its pages say, and what it refuses. Requests are written by hand, so that a test
//! can say what no browser would.

mod api;
mod client;
#[path = "../common/mod.rs"]
mod common;
mod exports;
mod lists;
mod pages;
mod reviews;
mod safety;
#[path = "../common/scan.rs"]
mod scan;
