//! PDF: glyphs with Unicode and boxes become lines in reading order.
//!
//! [`content`] and its helpers ([`open`], [`salvage`], [`collector`], [`annotations`]) are the only part that knows the
//! PDF library. [`stamps`] takes out what was put over the page later. A page's glyphs become [`rows`], rows become [`columns`],
//! drawn rulings become [`tables`], and a line's glyphs become [`words`]; [`legible`] tells pages whose text
//! cannot be trusted: their image ([`raster`]) goes through OCR, and what comes back ([`scan`]) takes the same way.

mod annotations;
mod bands;
mod collector;
mod columns;
mod content;
mod gaps;
mod glyph;
mod legible;
mod open;
mod page;
mod raster;
mod region;
mod rows;
mod salvage;
mod scan;
mod stamps;
mod strings;
mod tables;
#[cfg(test)]
mod tests;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Scope;
use std::time::Duration;

use raster::Paper;

use super::ocr::{self, Desk, OcrError};
use super::{Format, Options, PageProblem, Phase, Picture, RawDocument, RawPage, Sheet, SourceError, TextSource};

/// Draws a page.
///
/// # Errors
/// As [`read`], and [`SourceError::Damaged`] where there is no such page or it cannot be drawn.
pub fn picture(bytes: Vec<u8>, sheet: Sheet, passwords: &[String]) -> Result<Picture, SourceError> {
    let damaged = |cause: &str| SourceError::Damaged { format: "PDF".to_owned(), cause: cause.to_owned() };
    let pdf = open::open(bytes, passwords)?.pdf;
    let index = (sheet.page as usize).wrapping_sub(1);
    let page = pdf.pages().get(index).ok_or_else(|| damaged("it has no such page"))?;
    Paper::new(page).picture(sheet.dpi).ok_or_else(|| damaged("the page cannot be drawn"))
}

/// Reads a PDF. An owner password or an empty user password does not stand in the way.
///
/// # Errors
/// [`SourceError::Locked`] where another password is needed than those of `options`, [`SourceError::Damaged`] where no page can be found.
pub fn read(bytes: Vec<u8>, options: &Options<'_>) -> Result<RawDocument, SourceError> {
    let mut pages = Vec::new();
    let metadata = std::thread::scope(|scope| {
        let mut recognizer = Recognizer::new(scope, options);
        let metadata = content::read(bytes, options.passwords, |drawing, paper| {
            let number = pages.len() as u32 + 1;
            let image_dpi = drawing.as_ref().map_or(0.0, |drawing| drawing.image_dpi);
            let page = match drawing {
                Ok(drawing) => page::page(drawing, number),
                Err(cause) => broken_page(number, cause),
            };
            let waits = page.problem == Some(PageProblem::NoTextLayer);
            pages.push(page);
            if waits && recognizer.is_ready() {
                recognizer.take(&mut pages, paper, image_dpi);
            }
        });
        recognizer.finish(&mut pages);
        metadata
    })?;
    if metadata.salvaged && pages.iter().all(|page| page.lines.is_empty()) {
        return Err(SourceError::Damaged { format: "PDF".to_owned(), cause: "no page of it can be read".to_owned() });
    }
    Ok(RawDocument { format: Format::Pdf, pages, metadata })
}

/// So often it is said that pages wait for a core.
const PULSE: Duration = Duration::from_secs(5);

/// Has pages recognized side by side, while the next are drawn.
struct Recognizer<'scope, 'env, 'o> {
    scope: &'scope Scope<'scope, 'env>,
    options: &'o Options<'o>,
    desk: Desk,
    sender: Sender<News>,
    news: Receiver<News>,
    under_way: usize,
    /// So many of them have a core.
    begun: usize,
}

/// What is heard of pages.
enum News {
    /// One has a core.
    Begun,
    /// A page by index, and what was recognized on it.
    Done(usize, Result<scan::Scan, OcrError>),
}

impl<'scope, 'env, 'o> Recognizer<'scope, 'env, 'o> {
    fn new(scope: &'scope Scope<'scope, 'env>, options: &'o Options<'o>) -> Self {
        let (sender, news) = channel();
        let desk = Desk::new(options.ocr_folder, options.ocr);
        Self { scope, options, desk, sender, news, under_way: 0, begun: 0 }
    }

    fn is_ready(&self) -> bool {
        self.options.ocr > 0 && ocr::status().is_ready()
    }

    /// Takes the last of `pages`, which is drawn on `paper` and shows an image of `dpi`.
    fn take(&mut self, pages: &mut [RawPage], paper: &Paper<'_, '_>, dpi: f32) {
        let Some(index) = pages.len().checked_sub(1) else { return };
        (self.options.phase)(Phase::Recognizing);
        self.start(pages, index, paper, dpi);
        (self.options.phase)(Phase::Parsing);
    }

    fn start(&mut self, pages: &mut [RawPage], index: usize, paper: &Paper<'_, '_>, dpi: f32) {
        let Some(image) = paper.image(dpi) else {
            self.put(pages, index, Err(OcrError::Failed("the page cannot be drawn".to_owned())));
            return;
        };
        while self.under_way >= self.options.ocr {
            self.wait(pages);
        }
        self.under_way += 1;
        let (sender, time, desk) = (self.sender.clone(), self.options.ocr_time, self.desk.clone());
        self.scope.spawn(move || {
            let begun = || drop(sender.send(News::Begun));
            let read = || Ok(scan::Scan::new(&ocr::recognize(&image, &desk, time, begun)?));
            let scan = catch_unwind(AssertUnwindSafe(read));
            let scan = scan.unwrap_or_else(|_| Err(OcrError::Failed("its answer cannot be laid out".to_owned())));
            // Whoever waits for it keeps the other end.
            let _taken = sender.send(News::Done(index, scan));
        });
    }

    fn finish(mut self, pages: &mut [RawPage]) {
        while self.under_way > 0 {
            self.wait(pages);
        }
        (self.options.phase)(Phase::Parsing);
    }

    fn wait(&mut self, pages: &mut [RawPage]) {
        (self.options.phase)(Phase::Recognizing);
        loop {
            match self.news.recv_timeout(PULSE) {
                Ok(News::Begun) => self.begun += 1,
                Ok(News::Done(index, answer)) => {
                    self.under_way -= 1;
                    // A page that was found is done without a core.
                    self.begun = self.begun.saturating_sub(1);
                    return self.put(pages, index, answer);
                }
                // A page has its time from when it is begun: waiting for the pages of other files costs none.
                Err(RecvTimeoutError::Timeout) if self.begun == 0 => {}
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return,
            }
            (self.options.phase)(Phase::Recognizing);
        }
    }

    fn put(&self, pages: &mut [RawPage], index: usize, answer: Result<scan::Scan, OcrError>) {
        let Some(page) = pages.get_mut(index) else { return };
        match answer {
            Ok(scan) => {
                // What stood beside the page's own text, such as who signed it when, stays known.
                let aside = std::mem::take(&mut page.aside);
                scan.put(page);
                page.aside.splice(0..0, aside);
            }
            Err(cause) => page.problem = Some(PageProblem::OcrFailed(cause.to_string())),
        }
    }
}

fn broken_page(number: u32, cause: String) -> RawPage {
    let problem = Some(PageProblem::Broken(cause));
    let text_source = TextSource::default();
    RawPage { number, size: None, lines: Vec::new(), problem, text_source, rules: Vec::new(), aside: Vec::new() }
}
