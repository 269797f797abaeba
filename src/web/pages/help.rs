//! Help and keys.

use askama::Template;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::view::Frame;

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
}

/// `GET /help`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let frame = Frame::new(ask, ask.lang.pick("Trợ giúp và phím tắt", "Help and keys"), "help");
    Ok(Answer::Page(HelpPage { frame }.render()?))
}
