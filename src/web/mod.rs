//! The local site: what `chidao serve` shows in a browser on this computer.
//!
//! [`routes`](mod@routes) is the table of all pages; each is a plain function from an [`Ask`](ask::Ask) to an
//! answer, run on a thread for blocking work, which opens the store. [`guard`] stands before all of them (who may ask), [`site`] holds what
//! they share, [`api`] answers programs, [`image`] draws pages of documents in a worker, [`assets`] are the files that the binary carries. Templates
//! lie in `templates/`; every page works without JavaScript. Nothing here knows SQL or how facts are found.

mod answer;
mod api;
mod ask;
mod assets;
mod facets;
mod guard;
mod image;
mod intake;
mod kept;
mod lang;
mod matching;
mod pages;
mod routes;
mod serve;
mod site;
mod status;
mod view;

pub use guard::TOKEN_PARAMETER;
pub use routes::{Route, routes};
pub use serve::{ServeError, serve};
pub use site::{Settings, Site};
