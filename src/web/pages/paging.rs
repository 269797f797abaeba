//! A long list in pages.

use std::ops::Range;

use super::super::ask::Ask;
use crate::render::Lang;

/// Where in a list a page stands, and the way to its neighbours.
#[derive(Debug, Clone, Default)]
pub struct Paging {
    /// The address of the page before.
    pub before: Option<String>,
    /// The address of the page after.
    pub after: Option<String>,
    /// "1–50 / 320"; empty where all is on one page.
    pub words: String,
}

impl Paging {
    /// The page that `ask` asks for of a list of `total` rows, `size` to a page, with the rows that stand on it. Pages
    /// behind the last one are the last one.
    pub fn of(ask: &Ask, total: usize, size: usize) -> (Range<usize>, Self) {
        let last = total.div_ceil(size.max(1)).max(1);
        let sheet = ask.parsed::<usize>("sheet").unwrap_or(1).clamp(1, last);
        let rows = (sheet - 1) * size..total.min(sheet * size);
        let other = |sheet: usize| ask.with(&[("sheet", Some(&sheet.to_string()))]);
        let words = match (last, ask.lang) {
            (1, _) => String::new(),
            (_, Lang::Vi) => format!("{}–{} trong {total}", rows.start + 1, rows.end),
            (_, Lang::En) => format!("{}–{} of {total}", rows.start + 1, rows.end),
        };
        let paging = Self {
            before: (sheet > 1).then(|| other(sheet - 1)),
            after: (sheet < last).then(|| other(sheet + 1)),
            words,
        };
        (rows, paging)
    }
}
