//! The only file that names the rasterizer: the image of a page, for OCR and for people.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_syntax::page::Page;

use crate::source::Picture;
use crate::source::ocr::GreyImage;

/// The resolution that Tesseract is trained on.
const DPI: f32 = 300.0;
/// From this resolution on, an image is read as well in its own: nothing is gained by drawing it larger.
const SHARP: f32 = 190.0;
/// A page of more pixels is drawn smaller.
const MAX_PIXELS: f32 = 24e6;

/// A page that can be drawn.
pub struct Paper<'p, 'a>(&'p Page<'a>);

impl<'p, 'a> Paper<'p, 'a> {
    /// This page.
    pub fn new(page: &'p Page<'a>) -> Self {
        Self(page)
    }

    /// The page's image, in the resolution of the picture that it shows (`native`, 0 where it shows none) or in the
    /// one that suits the recognition best; `None` where the library cannot draw it.
    pub fn image(&self, native: f32) -> Option<GreyImage> {
        let dpi = if (SHARP..=DPI).contains(&native) { native } else { DPI };
        let drawn = catch_unwind(AssertUnwindSafe(|| draw(self.0, dpi))).ok().flatten()?;
        Some(GreyImage::of_rgba(drawn.width, drawn.height, drawn.dpi, &drawn.rgba))
    }

    /// The page's image in colour; `None` where the library cannot draw it.
    pub fn picture(&self, dpi: f32) -> Option<Picture> {
        let (width, height) = self.0.render_dimensions();
        let drawn = catch_unwind(AssertUnwindSafe(|| draw(self.0, dpi))).ok().flatten()?;
        Picture::of_rgba((width, height), (drawn.width, drawn.height), drawn.rgba)
    }
}

/// Pixels of four bytes (red, green, blue, alpha), row by row.
struct Drawn {
    width: u32,
    height: u32,
    dpi: u32,
    rgba: Vec<u8>,
}

fn draw(page: &Page<'_>, dpi: f32) -> Option<Drawn> {
    let (width, height) = page.render_dimensions();
    let inches = (width / 72.0) * (height / 72.0);
    let dpi = dpi.min((MAX_PIXELS / inches.max(1e-6)).sqrt()).min(60_000.0 * 72.0 / width.max(height));
    let scale = dpi / 72.0;
    if !dpi.is_finite() || dpi < 30.0 || width * scale < 8.0 || height * scale < 8.0 {
        return None;
    }
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let cache = RenderCache::new();
    // Without it, images would be scaled up by doubling pixels, and letters would have stairs.
    let smooth = RenderSettings { force_image_interpolation: true, ..RenderSettings::default() };
    let drawn = render(page, &cache, &InterpreterSettings::default(), &smooth, &settings);
    let (width, height) = (drawn.width().into(), drawn.height().into());
    Some(Drawn { width, height, dpi: dpi.round() as u32, rgba: drawn.data_as_u8_slice().to_vec() })
}
