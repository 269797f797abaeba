//! Answers in the forms in which people work on: a calendar ([`ics`]), and others.
//!
//! Each writer is pure: rows in, bytes out; no store is asked, no clock is read, so that the same rows give the same bytes.

pub mod ics;
pub mod source;
