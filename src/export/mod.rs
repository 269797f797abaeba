//! Answers in the forms in which people work on: calendar ([`ics`]), workbook ([`xlsx`]), CSV ([`csv`]), reports
//! ([`markdown`], [`html`], [`docx`]).
//!
//! Each writer is pure: rows in, bytes out; no store is asked, no clock is read, so that the same rows give the same
//! bytes. All but the calendar are written from a [`paper::Paper`]: tables of typed cells.

pub mod csv;
pub mod docx;
pub mod form;
pub mod html;
pub mod ics;
pub mod markdown;
pub mod paper;
pub mod source;
pub mod xlsx;
