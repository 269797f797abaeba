//! Answers in the forms in which people work on: calendar ([`ics`]), workbook ([`xlsx`]), CSV ([`csv`]), reports
//! ([`markdown`], [`html`], [`docx`]).
//!
//! Each writer is pure: rows in, bytes out; no store is asked, no clock is read, so that the same rows give the same
//! bytes. Workbooks and reports are written from a [`paper::Paper`], tables of typed cells, which [`sheets`] makes of an
//! answer for the screen and [`reports`] for paper; [`about`] and [`titles`] say what an export is and what is not in it.

pub mod about;
pub mod csv;
pub mod docx;
mod file;
pub mod form;
pub mod html;
pub mod ics;
pub mod markdown;
pub mod paper;
pub mod reports;
pub mod sheets;
pub mod source;
pub mod titles;
pub mod xlsx;

pub use file::{ExportError, Form};
pub use paper::Paper;
