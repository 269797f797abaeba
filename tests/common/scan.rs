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
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let font = document
        .add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" });
    let mut pages = Vec::new();
    for (picture, (width, height)) in pictures {
        let picture = document.add_object(picture);
        let draw = format!("q {width} 0 0 {height} 0 0 cm /P Do Q {over}");
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
