//! `chidao` reads Vietnamese official directives (văn bản chỉ đạo), finds what they cite, demand and set as
//! targets, and links each to the versions before and after it, year by year.
//!
//! The modules follow the data: [`source`] turns a file into pages of positioned lines, [`text`] into
//! normalized text, [`detect`] finds facts in it, [`lineage`] links them, [`store`] keeps them, [`catalogue`]
//! brings what is kept to what links, [`answer`] gives them to who asks, [`render`] shows them; [`directive`] holds the nouns that all of them share. `ARCHITECTURE.md` walks through it.

pub mod answer;
pub mod catalogue;
pub mod detect;
pub mod directive;
pub mod eval;
pub mod export;
pub mod extract;
pub mod lineage;
pub mod mcp;
pub mod render;
pub mod schema;
pub mod source;
pub mod store;
pub mod text;
pub mod web;
