//! Gathers what the PDF library draws: glyphs with their Unicode and place, straight strokes, where images lie.
//!
//! Nothing is rasterized and no image is decoded here: the library interprets a content stream and calls the
//! [`Collector`].

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect as KurboRect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};

use super::glyph::{Direction, Drawing, Glyph, Stroke};
use crate::source::Rect;

/// More glyphs than any page of text holds; what comes after is left out.
const MAX_GLYPHS: usize = 60_000;
/// More strokes than any ruled page holds.
const MAX_STROKES: usize = 20_000;
/// No glyph is wider than this, in thousandths of its size.
const MAX_ADVANCE: f32 = 10_000.0;
/// Strokes and bars up to this thickness in points count as rulings.
const MAX_THICKNESS: f32 = 3.0;
/// Shorter strokes are parts of ornaments.
const MIN_STROKE: f32 = 4.0;
/// Text of at most this opacity is a watermark's: what is to be read is opaque.
const FAINT_ALPHA: f32 = 0.6;
/// Text at least this light (of black 0 and white 1) hardly shows on paper.
const FAINT_LIGHT: f32 = 0.6;

/// Gathers what a page draws.
pub struct Collector {
    /// What has been drawn.
    pub drawing: Drawing,
    /// The glyphs of the last filled run: text that is filled and then stroked is bold, and comes as two runs.
    last_filled: Option<(usize, Point)>,
}

impl Collector {
    /// For a page of this size, in points.
    pub fn new(size: (f32, f32)) -> Self {
        Self { drawing: Drawing { size, ..Drawing::default() }, last_filled: None }
    }

    fn push_glyph(&mut self, place: Affine, advance: f32, text: Option<BfString>, Ink { bold, faint }: Ink) {
        let [a, b, c, d, e, f] = place.as_coeffs();
        let length = a.hypot(b);
        if !(length.is_finite() && length > 0.0 && e.is_finite() && f.is_finite()) {
            return;
        }
        let size = (((a * d - b * c).abs() / length) * 1000.0) as f32;
        if !(0.1..=2000.0).contains(&size) {
            return;
        }
        let advance = if advance.is_finite() { advance.clamp(-MAX_ADVANCE, MAX_ADVANCE) } else { 0.0 };
        let (width, height) = self.drawing.size;
        let start = (e as f32, f as f32);
        let end = (start.0 + a as f32 * advance, start.1 + b as f32 * advance);
        let outside = |v: f32, w: f32, limit: f32| v.max(w) < -1.0 || v.min(w) > limit + 1.0;
        if outside(start.0, end.0, width) || outside(start.1, end.1, height) {
            return;
        }
        let direction = Direction::of(a as f32, b as f32);
        let (x0, y) = direction.turn(start, self.drawing.size);
        let (x1, _) = direction.turn(end, self.drawing.size);
        let (ch, rest) = match text {
            Some(BfString::Char(c)) => (c, String::new()),
            Some(BfString::String(s)) => {
                let mut chars = s.chars();
                (chars.next().unwrap_or('\u{fffd}'), chars.filter(|c| !c.is_control()).collect())
            }
            None => ('\u{fffd}', String::new()),
        };
        let ch = if ch.is_control() && !ch.is_whitespace() { '\u{fffd}' } else { ch };
        let glyph = Glyph { ch, rest, x0: x0.min(x1), x1: x1.max(x0), y, size, bold, raised: false };
        let glyphs = if faint { &mut self.drawing.faint } else { &mut self.drawing.glyphs };
        glyphs.push((direction, glyph));
    }

    fn push_line(&mut self, a: Point, b: Point) {
        let (dx, dy) = ((b.x - a.x).abs() as f32, (b.y - a.y).abs() as f32);
        if dy <= 0.5 && dx >= MIN_STROKE {
            self.push_stroke(true, a.x.min(b.x) as f32, a.x.max(b.x) as f32, ((a.y + b.y) / 2.0) as f32);
        } else if dx <= 0.5 && dy >= MIN_STROKE {
            self.push_stroke(false, a.y.min(b.y) as f32, a.y.max(b.y) as f32, ((a.x + b.x) / 2.0) as f32);
        }
    }

    fn push_stroke(&mut self, horizontal: bool, from: f32, to: f32, at: f32) {
        let strokes = if horizontal { &mut self.drawing.horizontal } else { &mut self.drawing.vertical };
        if strokes.len() < MAX_STROKES && from.is_finite() && to.is_finite() && at.is_finite() {
            strokes.push(Stroke { from, to, at });
        }
    }

    /// A filled bar is a ruling when it is thin.
    fn push_bar(&mut self, bar: KurboRect) {
        let (w, h) = (bar.width() as f32, bar.height() as f32);
        if h <= MAX_THICKNESS && w >= MIN_STROKE && w > h {
            self.push_stroke(true, bar.x0 as f32, bar.x1 as f32, bar.center().y as f32);
        } else if w <= MAX_THICKNESS && h >= MIN_STROKE {
            self.push_stroke(false, bar.y0 as f32, bar.y1 as f32, bar.center().x as f32);
        }
    }

    fn push_outline(&mut self, path: &BezPath, transform: Affine) {
        let mut start = Point::ZERO;
        let mut at = Point::ZERO;
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(p) => {
                    at = transform * p;
                    start = at;
                }
                PathEl::LineTo(p) => {
                    let next = transform * p;
                    self.push_line(at, next);
                    at = next;
                }
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => at = transform * p,
                PathEl::ClosePath => {
                    self.push_line(at, start);
                    at = start;
                }
            }
        }
    }

    fn push_filled(&mut self, path: &BezPath, transform: Affine) {
        // Each subpath by its bounding box; one that has a curve is an ornament or an outlined letter.
        let mut bounds: Option<KurboRect> = None;
        let mut curved = false;
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(p) => {
                    self.end_filled(bounds.take(), curved);
                    curved = false;
                    let p = transform * p;
                    bounds = Some(KurboRect::from_points(p, p));
                }
                PathEl::LineTo(p) => bounds = bounds.map(|b| b.union_pt(transform * p)),
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
                    curved = true;
                    bounds = bounds.map(|b| b.union_pt(transform * p));
                }
                PathEl::ClosePath => {}
            }
        }
        self.end_filled(bounds, curved);
    }

    fn end_filled(&mut self, bounds: Option<KurboRect>, curved: bool) {
        if curved {
            self.drawing.curves += 1;
        } else if let Some(bounds) = bounds {
            self.push_bar(bounds);
        }
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let Some(first) = run.glyphs().first() else { return };
        let origin = props.transform * first.transform() * Point::ZERO;
        if let (DrawMode::Stroke(_), Some((start, at))) = (mode, self.last_filled.take())
            && at.distance(origin) < 0.01
        {
            let filled = self.drawing.glyphs.get_mut(start..).unwrap_or_default();
            filled.iter_mut().for_each(|(_, glyph)| glyph.bold = true);
            return;
        }
        let start = self.drawing.glyphs.len();
        if start + self.drawing.faint.len() + run.glyphs().len() > MAX_GLYPHS {
            return;
        }
        let ink = Ink { bold: is_bold(first), faint: is_faint(&props.paint) };
        for positioned in run.glyphs() {
            let advance = match &**positioned {
                FontGlyph::Outline(glyph) => glyph.advance_width(),
                FontGlyph::Type3(glyph) => glyph.advance_width(),
            };
            self.push_glyph(
                props.transform * positioned.transform(),
                advance.unwrap_or(500.0),
                positioned.as_unicode(),
                ink,
            );
        }
        self.last_filled = matches!(mode, DrawMode::Fill(_)).then_some((start, origin));
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        match mode {
            DrawMode::Fill(_) => self.push_filled(path, props.transform),
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => self.push_outline(path, props.transform),
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &KurboRect, props: DrawProps<'a>, mode: &DrawMode) {
        match mode {
            DrawMode::Fill(_) => self.push_bar(props.transform.transform_rect_bbox(*rect)),
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => self.push_outline(&rect.to_path(0.1), props.transform),
            DrawMode::Invisible => {}
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = KurboRect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let b = props.transform.transform_rect_bbox(pixels);
        let area = |r: &Rect| (r.x1 - r.x0) * (r.y1 - r.y0);
        let largest = self.drawing.images.iter().map(area).fold(0.0, f32::max);
        if b.area() as f32 > largest {
            self.drawing.image_dpi = 72.0 * (pixels.area() / b.area()).sqrt() as f32;
        }
        if self.drawing.images.len() < MAX_STROKES {
            self.drawing.images.push(Rect { x0: b.x0 as f32, y0: b.y0 as f32, x1: b.x1 as f32, y1: b.y1 as f32 });
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &KurboRect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// How a run of glyphs is set.
#[derive(Clone, Copy)]
struct Ink {
    bold: bool,
    faint: bool,
}

/// Whether what is painted so hardly shows.
fn is_faint(paint: &Paint<'_>) -> bool {
    let Paint::Color(color) = paint else { return false };
    let [r, g, b, alpha] = color.to_rgba().components();
    // The luma of ITU-R BT.601.
    alpha <= FAINT_ALPHA || 0.299 * r + 0.587 * g + 0.114 * b >= FAINT_LIGHT
}

/// Bold by the font's weight or its name. Type 1 and Type 3 fonts tell neither.
fn is_bold(glyph: &FontGlyph<'_>) -> bool {
    let FontGlyph::Outline(outline) = glyph else { return false };
    outline.font_data().is_some_and(|font| {
        font.weight.is_some_and(|w| w >= 600)
            || font.postscript_name.is_some_and(|name| {
                let name = name.to_ascii_lowercase();
                ["bold", "black", "heavy"].iter().any(|word| name.contains(word))
            })
    })
}
