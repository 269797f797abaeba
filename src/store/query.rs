//! What a visitor's query asks for: a document by its number or name, with words beside it.

use super::{Citations, Filter, Store, StoreError, Wanted, Words};
use crate::detect;

impl Store {
    /// The mentions that a query asks for, where it names a document, or at most `limit` of them; words beside the name must
    /// stand near the mention. All are counted.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn cited(&self, query: &str, filter: &Filter, limit: Option<usize>) -> Result<Option<Citations>, StoreError> {
        let named = detect::mentions(query);
        let mut rest = query.to_owned();
        for mention in &named {
            let span = mention.evidence.span;
            if rest.get(span.start..span.end).is_some() {
                rest.replace_range(span.start..span.end, &" ".repeat(span.len()));
            }
        }
        let rest = Words::of(&rest);
        // Of several names, and of words near the mentions, all have to be looked at.
        let part = limit.filter(|_| named.len() == 1 && rest.is_empty());
        let mut all: Option<Citations> = None;
        for mention in &named {
            let found = self.citations(&Wanted::of(mention), filter, part)?;
            match &mut all {
                None => all = Some(found),
                Some(all) => all.extend(found),
            }
        }
        if let Some(found) = all.as_mut().filter(|found| !rest.is_empty() && !found.mentions.is_empty()) {
            let around = self.passages(&found.mentions, usize::MAX)?;
            let near: Vec<bool> = around.iter().map(|passage| rest.are_all_in(&passage.text)).collect();
            if near.contains(&true) {
                let mut near = near.into_iter();
                found.mentions.retain(|_| near.next().unwrap_or_default());
                found.count();
            }
        }
        if let Some((found, limit)) = all.as_mut().zip(limit) {
            found.mentions.truncate(limit);
        }
        Ok(all)
    }
}
