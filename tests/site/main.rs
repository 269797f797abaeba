//! The local site from outside: what its pages say, and what it refuses. Requests are written by hand, so that a test
//! can say what no browser would.

#[path = "../common/mod.rs"]
mod common;
mod client;
mod pages;
mod safety;
