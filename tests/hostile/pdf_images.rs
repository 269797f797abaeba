//! Pages that are nothing but an image, and the image is broken: JBIG2, JPX, JPEG, fax, raw.

use crate::pdf::Pdf;
use crate::set::{Hostile, Random};

pub fn all(random: &mut Random) -> Vec<Hostile> {
    let mut set = Vec::new();
    let mut image = |entries: &str, data: &[u8]| {
        let mut pdf = Pdf::page("/MediaBox[0 0 200 280]", "/XObject<</X 6 0 R>>", b"q 200 0 0 280 0 0 cm /X Do Q");
        pdf.stream(&format!("/Type/XObject/Subtype/Image{entries}"), data);
        set.push(Hostile { class: "bad-image", ending: "pdf", bytes: pdf.bytes("") });
    };
    let size = |w: u64, h: u64| format!("/Width {w}/Height {h}/BitsPerComponent 8/ColorSpace/DeviceGray");
    for (w, h) in [(0, 0), (65_535, 65_535), (4_294_967_295, 4_294_967_295), (1, 1_000_000_000), (1_000_000, 2_000)] {
        image(&size(w, h), b"\0\0\0\0");
        image(&format!("{}/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns {w}/Rows {h}>>", size(w, h)), &[0; 64]);
    }
    for _ in 0..4 {
        // A page segment that claims a giant page, a dictionary of symbols without end, and noise.
        let page = [0, 0, 0, 0, 0x30, 0, 1, 0, 0, 0, 19, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        let symbols = [0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 60, 0, 0, 3, 0xff, 0xfd, 0xff, 2, 0xfe, 0xfe, 0xfe];
        let jbig2 = [&page[..], &[0; 11], &symbols, &[0xff; 8], &random.bytes(200)].concat();
        image(&format!("{}/Filter/JBIG2Decode", size(2480, 3508)), &jbig2);
        // The size marker of a JPEG 2000 stream with a giant image of tiny tiles.
        let head = b"\xff\x4f\xff\x51\0\x29\0\0\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\x01";
        let jpx = [&head[..], &[0; 8], &[0, 1, 7, 1, 1], &random.bytes(300)].concat();
        image("/Width 2480/Height 3508/Filter/JPXDecode", &jpx);
        let jpeg = b"\xff\xd8\xff\xc0\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0";
        image(&format!("{}/Filter/DCTDecode", size(65_535, 65_535)), &[&jpeg[..], &random.bytes(300)].concat());
        image(&format!("{}/Filter/JBIG2Decode/DecodeParms<</JBIG2Globals 6 0 R>>", size(100, 100)), &random.bytes(100));
    }
    for entries in [
        "/Width 9/Height 9/BitsPerComponent 8/ColorSpace[/Indexed/DeviceRGB 2147483647 6 0 R]",
        "/Width 9/Height 9/BitsPerComponent 8/ColorSpace[/ICCBased 6 0 R]/N 255",
        "/Width 9/Height 9/BitsPerComponent 64/ColorSpace/DeviceN",
        "/Width 9/Height 9/ImageMask true/SMask 6 0 R/Mask 6 0 R/Decode[9e9 -9e9]",
        "/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 6 0 R",
    ] {
        image(entries, &random.bytes(81));
    }
    set
}
