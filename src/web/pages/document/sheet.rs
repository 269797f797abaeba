//! The page of a document beside its facts: the image with boxes, or the text with marks where there is none.

use super::facts::{Fact, Tab};
use crate::directive::PageBox;
use crate::render::messages;
use crate::source::Format;
use crate::store::{Document, Store, StoredText};
use crate::web::answer::Trouble;
use crate::web::ask::Ask;

/// A box on the page.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The fact's number.
    pub fact: i64,
    /// Whether the visitor came for it.
    pub chosen: bool,
    /// What a click leads to.
    pub address: String,
    /// The words as written, for those who do not see the box.
    pub words: String,
    /// The box.
    pub at: PageBox,
}

impl Mark {
    /// The left edge, upper edge, width and height with some room around the words, in points.
    pub fn frame(&self) -> (f32, f32, f32, f32) {
        const ROOM: f32 = 1.5;
        let PageBox { x0, y0, x1, y1, .. } = self.at;
        (x0 - ROOM, y0 - ROOM, x1 - x0 + 2.0 * ROOM, y1 - y0 + 2.0 * ROOM)
    }
}

/// The image of a page.
#[derive(Debug, Clone)]
pub struct Image {
    /// Its address.
    pub address: String,
    /// Width and height of the page in points.
    pub size: (f32, f32),
    /// The boxes of facts on it.
    pub marks: Vec<Mark>,
}

/// A paragraph in pieces: words, and the fact that they are of.
pub type Paragraph = Vec<(String, Option<Piece>)>;

/// A marked piece of text.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The fact's number.
    pub fact: i64,
    /// Whether the visitor came for it.
    pub chosen: bool,
    /// What a click leads to.
    pub address: String,
}

/// A page.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Its number.
    pub number: u32,
    /// How many there are.
    pub pages: u32,
    /// Its image, where it can be drawn.
    pub image: Option<Image>,
    /// Why there is no image, where one was to be expected.
    pub trouble: Option<String>,
    /// The text, where there is no image or the text is asked for.
    pub paragraphs: Vec<Paragraph>,
    /// The pages before and after.
    pub before: Option<String>,
    /// See `before`.
    pub after: Option<String>,
}

impl Sheet {
    /// Page `number` of `document` with the marks of `facts`.
    pub fn of(
        ask: &Ask,
        store: &Store,
        document: &Document,
        number: u32,
        tab: Tab,
        facts: &[Fact],
    ) -> Result<Self, Trouble> {
        let pages = document.pages.max(1);
        let mut sheet = Self { number, pages, ..Self::default() };
        let other =
            |page: u32| ask.with(&[("page", Some(&page.to_string())), ("fact", None), ("tab", Some(tab.slug()))]);
        let is_drawn = document.format == Some(Format::Pdf);
        if is_drawn {
            sheet.before = (number > 1).then(|| other(number - 1));
            sheet.after = (number < pages).then(|| other(number + 1));
            match ask.site.images.page(&document.path, number) {
                Ok(picture) => {
                    sheet.image = Some(Image {
                        address: format!("/documents/{}/pages/{number}", document.id),
                        size: (picture.width, picture.height),
                        marks: marks(facts, number),
                    });
                }
                Err(reason) => sheet.trouble = Some(messages::reason(&reason, ask.lang)),
            }
        }
        if (sheet.image.is_none() || tab == Tab::Text)
            && let Some(text) = store.text(document.id)?
        {
            sheet.paragraphs = paragraphs(&text, facts, is_drawn.then_some(number));
        }
        Ok(sheet)
    }
}

fn marks(facts: &[Fact], page: u32) -> Vec<Mark> {
    let of_fact = |fact: &Fact| -> Vec<Mark> {
        let boxes = fact.boxes.iter().filter(|at| at.page == page);
        boxes
            .map(|at| Mark {
                fact: fact.id,
                chosen: fact.chosen,
                address: fact.address.clone(),
                words: fact.written.clone(),
                at: *at,
            })
            .collect()
    };
    facts.iter().flat_map(of_fact).collect()
}

/// The paragraphs, those that begin on `page` where one is given, with the facts' places in them.
fn paragraphs(text: &StoredText, facts: &[Fact], page: Option<u32>) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for span in text.paragraphs() {
        if page.is_some_and(|page| text.place_of(span.start).0 != page) {
            continue;
        }
        let mut pieces: Paragraph = Vec::new();
        let mut at = span.start;
        for fact in facts.iter().filter(|fact| fact.span.start >= span.start && fact.span.end <= span.end) {
            // Two facts may share words: the first has them.
            if fact.span.start < at {
                continue;
            }
            let (Some(before), Some(own)) =
                (text.content.get(at..fact.span.start), text.content.get(fact.span.start..fact.span.end))
            else {
                continue;
            };
            pieces.push((before.to_owned(), None));
            let piece = Piece { fact: fact.id, chosen: fact.chosen, address: fact.address.clone() };
            pieces.push((own.to_owned(), Some(piece)));
            at = fact.span.end;
        }
        pieces.push((text.content.get(at..span.end).unwrap_or_default().to_owned(), None));
        pieces.retain(|(words, _)| !words.is_empty());
        paragraphs.push(pieces);
    }
    paragraphs
}
