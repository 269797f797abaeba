//! PDF: glyphs with Unicode and boxes become lines in reading order.
//!
//! [`content`] and its helpers ([`open`], [`salvage`], [`collector`], [`annotations`]) are the only part that knows the
//! PDF library. [`stamps`] takes out what was put over the page later. A page's glyphs become [`rows`], rows become [`columns`],
//! drawn rulings become [`tables`], and a line's glyphs become [`words`]; [`legible`] tells pages whose text
//! cannot be trusted: their image ([`raster`]) goes through OCR, and what comes back ([`scan`]) takes the same way, as do
//! [`pictures`] of text on other pages. [`pace`] ends the reading of a file that has more pages than time.

mod annotations;
mod bands;
mod collector;
mod columns;
mod content;
mod gaps;
mod glyph;
mod legible;
mod open;
mod pace;
mod page;
mod pictures;
mod raster;
mod region;
mod rows;
mod salvage;
mod scan;
mod several;
mod stamps;
mod strings;
mod tables;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Scope;
use std::time::Duration;

use pace::{MAX_WORDS, Over, Pace};
use pictures::Pictured;
use raster::Paper;

use super::ocr::{self, Desk, GreyImage, OcrError};
use super::{Format, Options, PageProblem, Phase, Picture, RawDocument, RawPage, Rect, Sheet, SourceError, TextSource};

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
    let mut pace = Pace::new(options.time);
    let (metadata, left) = std::thread::scope(|scope| {
        let mut recognizer = Recognizer::new(scope, options);
        let read = content::read(bytes, options.passwords, |drawing, paper| {
            pace.drawn();
            let number = pages.len() as u32 + 1;
            let image_dpi = drawing.as_ref().map_or(0.0, |drawing| drawing.image_dpi);
            let regions = drawing.as_ref().map(pictures::regions).unwrap_or_default();
            let pictured = drawing.as_ref().ok().filter(|_| !regions.is_empty()).cloned();
            let mut page = match drawing {
                Ok(drawing) => page::page(drawing, number),
                Err(cause) => broken_page(number, cause),
            };
            let pictured = pictured.filter(|_| page.problem.is_none());
            if pictured.is_some() {
                page.problem = Some(PageProblem::NoTextLayer);
            }
            let waits = page.problem == Some(PageProblem::NoTextLayer);
            pace.laid_out(page.lines.iter().map(|line| line.words.len()).sum());
            pages.push(page);
            if waits && recognizer.is_ready() {
                match pictured {
                    Some(drawing) => recognizer.take_pictures(&mut pages, paper, drawing, &regions, image_dpi),
                    None => recognizer.take(&mut pages, paper, image_dpi),
                }
                pace.resume();
            }
            if pace.is_over().is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        recognizer.finish(&mut pages);
        read
    })?;
    if let Some(over) = pace.is_over().filter(|_| left > 0) {
        let problem = match over {
            Over::Time(seconds) => PageProblem::LeftOut { pages: left, seconds },
            Over::Words => PageProblem::TooLong { pages: left, words: MAX_WORDS },
        };
        pages.push(unread_page(pages.len() as u32 + 1, problem));
    }
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
    /// Pages by index of which only pictures are recognized.
    pictured: HashMap<usize, Pictured>,
}

/// What is heard of pages.
enum News {
    /// One has a core.
    Begun,
    /// A page by index, and what was recognized on it, or on a picture at this place.
    Done(usize, Option<Rect>, Box<Result<scan::Scan, OcrError>>),
}

impl<'scope, 'env, 'o> Recognizer<'scope, 'env, 'o> {
    fn new(scope: &'scope Scope<'scope, 'env>, options: &'o Options<'o>) -> Self {
        let (sender, news) = channel();
        let desk = Desk::new(options.ocr_folder, options.ocr);
        Self { scope, options, desk, sender, news, under_way: 0, begun: 0, pictured: HashMap::new() }
    }

    fn is_ready(&self) -> bool {
        self.options.ocr > 0 && ocr::status().is_ready()
    }

    /// Takes the last of `pages`, which is drawn on `paper` and shows an image of `dpi`.
    fn take(&mut self, pages: &mut [RawPage], paper: &Paper<'_, '_>, dpi: f32) {
        let Some(index) = pages.len().checked_sub(1) else { return };
        (self.options.phase)(Phase::Recognizing);
        match paper.image(dpi) {
            Some(image) => self.start(pages, index, None, image),
            None => self.put(pages, index, None, Err(cannot_be_drawn())),
        }
        (self.options.phase)(Phase::Parsing);
    }

    /// Takes pictures on the last of `pages`, which draws this; the largest shows an image of `dpi`.
    fn take_pictures(
        &mut self,
        pages: &mut [RawPage],
        paper: &Paper<'_, '_>,
        drawing: glyph::Drawing,
        regions: &[Rect],
        dpi: f32,
    ) {
        let Some(index) = pages.len().checked_sub(1) else { return };
        (self.options.phase)(Phase::Recognizing);
        let image = paper.image(dpi);
        self.pictured.insert(index, Pictured::new(drawing, regions.len()));
        for region in regions {
            match &image {
                Some(image) => self.start(pages, index, Some(*region), image.cut(*region)),
                None => self.put(pages, index, Some(*region), Err(cannot_be_drawn())),
            }
        }
        (self.options.phase)(Phase::Parsing);
    }

    fn start(&mut self, pages: &mut [RawPage], index: usize, place: Option<Rect>, image: GreyImage) {
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
            let _taken = sender.send(News::Done(index, place, Box::new(scan)));
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
                Ok(News::Done(index, place, answer)) => {
                    self.under_way -= 1;
                    // A page that was found is done without a core.
                    self.begun = self.begun.saturating_sub(1);
                    return self.put(pages, index, place, *answer);
                }
                // A page has its time from when it is begun: waiting for the pages of other files costs none.
                Err(RecvTimeoutError::Timeout) if self.begun == 0 => {}
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return,
            }
            (self.options.phase)(Phase::Recognizing);
        }
    }

    fn put(&mut self, pages: &mut [RawPage], index: usize, place: Option<Rect>, answer: Result<scan::Scan, OcrError>) {
        let Some(page) = pages.get_mut(index) else { return };
        match (answer, place) {
            (Ok(scan), None) => {
                // What stood beside the page's own text, such as who signed it when, stays known.
                let aside = std::mem::take(&mut page.aside);
                scan.put(page);
                page.aside.splice(0..0, aside);
            }
            (Ok(scan), Some(place)) => {
                if let Some(pictured) = self.pictured.get_mut(&index) {
                    pictured.take(scan, place);
                }
            }
            (Err(cause), _) => page.problem = Some(problem(cause)),
        }
        let Some(pictured) = self.pictured.get_mut(&index) else { return };
        pictured.waiting = pictured.waiting.saturating_sub(1);
        if pictured.waiting == 0
            && let Some(pictured) = self.pictured.remove(&index)
        {
            pictured.put(page);
        }
    }
}

fn cannot_be_drawn() -> OcrError {
    OcrError::Failed("the page cannot be drawn".to_owned())
}

fn problem(cause: OcrError) -> PageProblem {
    match cause {
        OcrError::TimedOut { seconds, tries } => PageProblem::OcrTimedOut { seconds, tries },
        OcrError::Failed(cause) => PageProblem::OcrFailed(cause),
    }
}

fn broken_page(number: u32, cause: String) -> RawPage {
    unread_page(number, PageProblem::Broken(cause))
}

fn unread_page(number: u32, problem: PageProblem) -> RawPage {
    let (problem, text_source) = (Some(problem), TextSource::default());
    RawPage { number, size: None, lines: Vec::new(), problem, text_source, rules: Vec::new(), aside: Vec::new() }
}
