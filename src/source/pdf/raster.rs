//! The only file that names the rasterizer: the image of a page, for OCR.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_syntax::page::Page;

use crate::source::ocr::GreyImage;

/// The resolution that Tesseract is trained on.
const DPI: f32 = 300.0;
/// A page of more pixels is drawn smaller.
const MAX_PIXELS: f32 = 24e6;

/// A page that can be drawn.
pub struct Paper<'p, 'a>(&'p Page<'a>);

impl<'p, 'a> Paper<'p, 'a> {
    /// This page.
    pub fn new(page: &'p Page<'a>) -> Self {
        Self(page)
    }

    /// The page's image; `None` where the library cannot draw it.
    pub fn image(&self) -> Option<GreyImage> {
        catch_unwind(AssertUnwindSafe(|| draw(self.0))).ok().flatten()
    }
}

fn draw(page: &Page<'_>) -> Option<GreyImage> {
    let (width, height) = page.render_dimensions();
    let inches = (width / 72.0) * (height / 72.0);
    let dpi = DPI.min((MAX_PIXELS / inches.max(1e-6)).sqrt()).min(60_000.0 * 72.0 / width.max(height)).floor();
    let scale = dpi / 72.0;
    if !dpi.is_finite() || dpi < 30.0 || width * scale < 8.0 || height * scale < 8.0 {
        return None;
    }
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let cache = RenderCache::new();
    // Without it, images would be scaled up by doubling pixels, and letters would have stairs.
    let smooth = RenderSettings { force_image_interpolation: true, ..RenderSettings::default() };
    let drawn = render(page, &cache, &InterpreterSettings::default(), &smooth, &settings);
    let grey = |p: &[u8]| match p {
        // The luma of ITU-R BT.601.
        [r, g, b, ..] => ((299 * u32::from(*r) + 587 * u32::from(*g) + 114 * u32::from(*b)) / 1000) as u8,
        _ => u8::MAX,
    };
    let pixels = drawn.data_as_u8_slice().chunks_exact(4).map(grey).collect();
    Some(GreyImage { width: u32::from(drawn.width()), height: u32::from(drawn.height()), dpi: dpi as u32, pixels })
}
