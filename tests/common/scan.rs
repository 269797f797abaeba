//! Scans for tests: pages of the sample corpus drawn as images, and images put into PDFs.
#![allow(dead_code, reason = "each test uses a part")]

use std::path::Path;
use std::process::Command;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_syntax::Pdf;
use lopdf::{Document, Object, Stream, dictionary};

/// Whether Tesseract with Vietnamese is here; a test that needs it says so when it is not.
pub fn has_tesseract() -> bool {
    let said = Command::new("tesseract").arg("--list-langs").output();
    let found = said.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).lines().any(|line| line == "vie"));
    if !found {
        eprintln!("SKIPPED: tesseract with the language vie is not installed");
    }
    found
}

/// An image in shades of grey.
#[derive(Clone)]
pub struct Scan {
    pub width: usize,
    pub height: usize,
    pub dpi: f32,
    pub pixels: Vec<u8>,
}

impl Scan {
    /// A page (from 0) of a PDF in the repository, drawn.
    pub fn of_page(path: &str, page: usize, dpi: f32) -> Self {
        let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the sample is there");
        let pdf = Pdf::new(bytes).expect("a PDF");
        let settings = PixmapSettings { x_scale: dpi / 72.0, y_scale: dpi / 72.0, bg_color: WHITE };
        let page = pdf.pages().get(page).expect("the page is there");
        let cache = RenderCache::new();
        let drawn = render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
        let pixels = drawn.data_as_u8_slice().chunks_exact(4).map(|pixel| pixel[1]).collect();
        Self { width: drawn.width().into(), height: drawn.height().into(), dpi, pixels }
    }

    /// Turned clockwise by so many quarters.
    pub fn turned(&self, quarters: usize) -> Self {
        let mut image = self.clone();
        for _ in 0..quarters {
            let (width, height) = (image.height, image.width);
            let at = |i: usize| image.pixels[(width - 1 - i % width) * height + i / width];
            let pixels = (0..width * height).map(at).collect();
            image = Self { width, height, dpi: image.dpi, pixels };
        }
        image
    }

    /// Laid on the glass so that its lines fall by so many degrees.
    pub fn skewed(&self, degrees: f32) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (middle_x, middle_y) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let shade = |x: f32, y: f32| -> f32 {
            let inside = x >= 0.0 && y >= 0.0 && (x as usize) < self.width && (y as usize) < self.height;
            if inside { f32::from(self.pixels[y as usize * self.width + x as usize]) } else { 255.0 }
        };
        let at = |i: usize| {
            let (dx, dy) = ((i % self.width) as f32 - middle_x, (i / self.width) as f32 - middle_y);
            let (x, y) = (middle_x + dx * cos + dy * sin, middle_y - dx * sin + dy * cos);
            let (right, low) = (x - x.floor(), y - y.floor());
            let upper = shade(x.floor(), y.floor()) * (1.0 - right) + shade(x.floor() + 1.0, y.floor()) * right;
            let lower =
                shade(x.floor(), y.floor() + 1.0) * (1.0 - right) + shade(x.floor() + 1.0, y.floor() + 1.0) * right;
            (upper * (1.0 - low) + lower * low) as u8
        };
        Self { pixels: (0..self.pixels.len()).map(at).collect(), ..*self }
    }

    /// As a picture of a PDF: eight bits a pixel.
    pub fn picture(&self) -> Stream {
        self.encoded(dictionary! { "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8 }, self.pixels.clone())
    }

    /// As a picture of a PDF: one bit a pixel, white is 1.
    pub fn bits(&self) -> Stream {
        let row = |row: &[u8]| -> Vec<u8> {
            let byte =
                |bits: &[u8]| bits.iter().enumerate().fold(0, |byte, (i, s)| byte | u8::from(*s > 128) << (7 - i));
            row.chunks(8).map(byte).collect()
        };
        let content = self.pixels.chunks(self.width).flat_map(row).collect();
        self.encoded(dictionary! { "ColorSpace" => "DeviceGray", "BitsPerComponent" => 1 }, content)
    }

    /// As a picture of a PDF: numbers of a palette of two colours.
    pub fn indexed(&self) -> Stream {
        let palette = Object::String(vec![20, 20, 60, 250, 250, 240], lopdf::StringFormat::Hexadecimal);
        let space = vec!["Indexed".into(), "DeviceRGB".into(), 1.into(), palette];
        let content = self.pixels.iter().map(|shade| u8::from(*shade > 128)).collect();
        self.encoded(dictionary! { "ColorSpace" => space, "BitsPerComponent" => 8 }, content)
    }

    /// As a picture of a PDF: one bit a pixel, encoded by this filter, whose codes have these bytes.
    pub fn filtered(&self, filter: &str, parameters: lopdf::Dictionary, content: Vec<u8>) -> Stream {
        let about = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => self.width as i64, "Height" => self.height as i64,
            "ColorSpace" => "DeviceGray", "BitsPerComponent" => 1, "Filter" => filter, "DecodeParms" => parameters,
        };
        Stream::new(about, content)
    }

    /// Which pixels are black, where there is no grey between.
    pub fn black(&self) -> Vec<bool> {
        self.pixels.iter().map(|shade| *shade <= 128).collect()
    }

    /// A part of it, from the left upper corner to the right lower one, in pixels.
    pub fn part(&self, (x0, y0): (usize, usize), (x1, y1): (usize, usize)) -> Self {
        let rows = self.pixels.chunks(self.width).take(y1).skip(y0);
        let pixels = rows.flat_map(|row| row[x0..x1].iter().copied()).collect();
        Self { width: x1 - x0, height: y1 - y0, dpi: self.dpi, pixels }
    }

    /// As a picture of a PDF in colour, with the red ring and star of a seal pressed over it: where there is ink below,
    /// both inks are seen.
    pub fn sealed(&self, middle: (f32, f32), radius: f32) -> Stream {
        let mut content = Vec::with_capacity(3 * self.pixels.len());
        for (i, shade) in self.pixels.iter().enumerate() {
            let (dx, dy) = ((i % self.width) as f32 - middle.0, (i / self.width) as f32 - middle.1);
            let distance = dx.hypot(dy);
            let ring = (0.9..=1.0).contains(&(distance / radius)) || (0.7..=0.74).contains(&(distance / radius));
            let star = distance < 0.35 * radius && (5.0 * dy.atan2(dx)).cos() > 2.0 * distance / radius - 0.4;
            let through = |ink: u8| (u16::from(*shade) * u16::from(ink) / 255) as u8;
            content.extend(if ring || star { [through(214), through(40), through(48)] } else { [*shade; 3] });
        }
        self.encoded(dictionary! { "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8 }, content)
    }

    fn encoded(&self, mut about: lopdf::Dictionary, content: Vec<u8>) -> Stream {
        about.set("Type", "XObject");
        about.set("Subtype", "Image");
        about.set("Width", self.width as i64);
        about.set("Height", self.height as i64);
        let mut stream = Stream::new(about, content);
        stream.compress().expect("compressed");
        stream
    }
}

/// A PDF of scans: each fills a page.
pub fn pdf(scans: &[Scan]) -> Vec<u8> {
    let pictures = scans.iter().map(|scan| {
        let points = |pixels: usize| pixels as f32 * 72.0 / scan.dpi;
        (scan.picture(), (points(scan.width), points(scan.height)))
    });
    pdf_of(pictures.collect(), "")
}

/// A PDF of pictures, each with the size of its page; `over` is drawn over each (a content stream).
pub fn pdf_of(pictures: Vec<(Stream, (f32, f32))>, over: &str) -> Vec<u8> {
    let pages = pictures.into_iter().map(|(picture, size)| (picture, size, (0.0, 0.0, size.0, size.1)));
    pdf_with(pages.collect(), over)
}

/// A picture, the size of its page, and where it stands on it.
pub type OnPage = (Stream, (f32, f32), (f32, f32, f32, f32));

/// A PDF of pages, each of this size with a picture on it (left, lower edge, width, height); `over` is drawn over each.
pub fn pdf_with(pictures: Vec<OnPage>, over: &str) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let font = document
        .add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" });
    let mut pages = Vec::new();
    for (picture, (width, height), (x, y, wide, high)) in pictures {
        let picture = document.add_object(picture);
        let draw = format!("q {wide} 0 0 {high} {x} {y} cm /P Do Q {over}");
        let content = document.add_object(Stream::new(dictionary! {}, draw.into_bytes()));
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
            "Resources" => dictionary! {
                "XObject" => dictionary! { "P" => picture }, "Font" => dictionary! { "F" => font }
            },
        });
        pages.push(Object::from(page));
    }
    let count = pages.len() as i64;
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => pages, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut out = Vec::new();
    document.save_to(&mut out).expect("written");
    out
}
