//! The picture of a page, for people to look at.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Which page is drawn, and how large.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Page number from 1.
    pub page: u32,
    /// Pixels per inch; very large pages are drawn smaller.
    pub dpi: f32,
}

/// A page as an image.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The width of the page in points, as boxes of facts count them.
    pub width: f32,
    /// Its height in points.
    pub height: f32,
    /// The image, a PNG.
    #[serde(serialize_with = "to_base64", deserialize_with = "from_base64")]
    pub png: Vec<u8>,
}

impl Picture {
    /// From pixels of four bytes (red, green, blue, alpha), row by row, of a page of `points`; `None` where they do not
    /// fit the `size`.
    pub(super) fn of_rgba(points: (f32, f32), size: (u32, u32), rgba: Vec<u8>) -> Option<Self> {
        let mut png = Vec::new();
        let mut encoder = png::Encoder::new(&mut png, size.0, size.1);
        encoder.set_color(png::ColorType::Rgb);
        // Pages are mostly white: the quickest setting packs them well enough.
        encoder.set_compression(png::Compression::Fast);
        // Pages are drawn on white paper, so nothing of them is transparent.
        let rgb: Vec<u8> = rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        encoder.write_header().ok()?.write_image_data(&rgb).ok()?;
        Some(Self { width: points.0, height: points.1, png })
    }
}

/// Bytes as JSON carries them best.
fn to_base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(bytes))
}

fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map_err(serde::de::Error::custom)
}
