//! The pages that survive in a PDF whose end is lost: a download that broke off, a disk that was full.
//!
//! A PDF lists its pages near its end. Where that list is gone, the file is read from the front, a new list of the
//! pages that are still there is written behind it, and the library opens the mended file. Some programs write even
//! the pages themselves last; then what is drawn survives alone, and each piece of it becomes a page again. Which
//! font a name on such a page means is lost as well: it is the one with which the page speaks Vietnamese.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use hayro_interpret::{InterpreterCache, RenderContent};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object};
use regex::bytes::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{content, stamps};
use crate::text::share;

/// Object numbers of what is written behind the file: beyond those of any directive.
const FIRST_NEW: u32 = 7_000_001;
/// More pages than this are not put together.
const MOST_PAGES: usize = 5_000;
/// More fonts, or names of fonts, than this are not tried.
const MOST_FONTS: usize = 16;
/// A name is tried on so many pages that use it.
const SAMPLE: usize = 3;
/// The share of Vietnamese syllables that only the right font gives.
const RIGHT: f32 = 0.75;
/// Shorter samples prove nothing.
const SAMPLE_LETTERS: usize = 12;

/// Opens what is left of a PDF whose list of pages is lost; `None` where no page is left.
pub fn salvage(bytes: &[u8]) -> Option<Pdf> {
    let found = Pdf::new(mended(bytes, &[], &[])).ok()?;
    let roots = page_nodes(&found);
    let pdf =
        if roots.is_empty() { from_contents(bytes, &found)? } else { Pdf::new(mended(bytes, &roots, &[])).ok()? };
    (!pdf.pages().is_empty()).then_some(pdf)
}

/// The file with a catalog behind it whose pages are the objects `kids`, and with `more` objects.
///
/// The table of objects is said to be where none is, so that the library looks for the objects itself.
fn mended(bytes: &[u8], kids: &[u32], more: &[String]) -> Vec<u8> {
    let (catalog, pages) = (FIRST_NEW, FIRST_NEW + 1);
    let list: String = kids.iter().map(|id| format!("{id} 0 R ")).collect();
    let mut out = bytes.to_vec();
    // What was cut off in the middle of a string or a stream ends here.
    out.extend_from_slice(b"\nendstream\nendobj\n");
    out.extend(more.concat().into_bytes());
    out.extend(
        format!(
            "{catalog} 0 obj\n<</Type/Catalog/Pages {pages} 0 R>>\nendobj\n\
             {pages} 0 obj\n<</Type/Pages/Kids[{list}]/Count {}>>\nendobj\n\
             trailer\n<</Root {catalog} 0 R>>\nstartxref\n0\n%%EOF\n",
            kids.len()
        )
        .into_bytes(),
    );
    out
}

/// The uppermost nodes of the tree of pages that are left, in the order of the file.
fn page_nodes(pdf: &Pdf) -> Vec<u32> {
    let (mut nodes, mut below) = (Vec::new(), BTreeSet::new());
    for object in pdf.objects() {
        let Object::Dict(dict) = object else { continue };
        let (Some(id), Some(kind)) = (dict.obj_id(), dict.get::<Name<'_>>(b"Type")) else { continue };
        if id.obj_number < FIRST_NEW && matches!(kind.as_str(), "Page" | "Pages") {
            nodes.push(id.obj_number);
            let kids = dict.get::<Array<'_>>(b"Kids");
            below.extend(
                kids.iter().flat_map(|kids| kids.raw_iter()).filter_map(|kid| Some(kid.as_obj_ref()?.obj_number)),
            );
        }
    }
    nodes.retain(|id| !below.contains(id));
    nodes.truncate(MOST_PAGES);
    nodes
}

/// What a page draws, and the names of the fonts that it draws with.
struct Piece {
    object: u32,
    fonts: BTreeSet<String>,
}

fn from_contents(bytes: &[u8], found: &Pdf) -> Option<Pdf> {
    let pieces = pieces(found);
    let fonts: Vec<u32> = found.objects().into_iter().filter_map(|object| font(&object)).take(MOST_FONTS).collect();
    let names: BTreeSet<&String> = pieces.iter().flat_map(|piece| &piece.fonts).collect();
    let mut tried: Vec<(f32, &String, u32)> = Vec::new();
    for name in names.into_iter().take(MOST_FONTS) {
        let sample: Vec<&Piece> = pieces.iter().filter(|p| p.fonts.contains(name)).take(SAMPLE).collect();
        for font in &fonts {
            let text = text_with(bytes, &sample, name, *font);
            if text.chars().filter(|c| c.is_alphabetic()).count() >= SAMPLE_LETTERS {
                tried.push((share(&text), name, *font));
            }
        }
    }
    // The surest first; each name is one font, and each font has one name.
    tried.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut meant: BTreeMap<&String, u32> = BTreeMap::new();
    for (share, name, font) in tried {
        if share >= RIGHT && !meant.contains_key(name) && !meant.values().any(|known| *known == font) {
            meant.insert(name, font);
        }
    }
    if meant.is_empty() {
        return None;
    }
    open_with(bytes, &pieces.iter().collect::<Vec<_>>(), &meant)
}

/// Streams that draw text and belong to nothing but a page.
fn pieces(pdf: &Pdf) -> Vec<Piece> {
    static FONT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?-u)/([!-$&'*-.0-;=?-Z\\^-z|~]+)\s+-?[\d.]+\s+Tf\b").ok());
    static TEXT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?-u)\bBT\b(?s:.)*\bET\b").ok());
    let (Some(font), Some(text)) = (FONT.as_ref(), TEXT.as_ref()) else { return Vec::new() };
    let streams = pdf.objects().into_iter().filter_map(Object::into_stream);
    streams
        .filter(|stream| {
            ["Type", "Subtype", "Length1", "FunctionType"].iter().all(|key| !stream.dict().contains_key(key))
        })
        .filter_map(|stream| {
            let drawn = stream.decoded_data().ok()?;
            let fonts = font
                .captures_iter(&drawn)
                .filter_map(|c| Some(String::from_utf8_lossy(c.get(1)?.as_bytes()).into_owned()));
            let fonts: BTreeSet<String> = fonts.collect();
            (!fonts.is_empty() && text.is_match(&drawn)).then(|| Piece { object: stream.obj_id().obj_number, fonts })
        })
        .take(MOST_PAGES)
        .collect()
}

/// The number of an object that is a font which a page can name.
fn font(object: &Object<'_>) -> Option<u32> {
    let Object::Dict(dict) = object else { return None };
    let is = |dict: &Dict<'_>, key: &[u8], names: &[&str]| {
        dict.get::<Name<'_>>(key).is_some_and(|name| names.contains(&name.as_str()))
    };
    let usable =
        is(dict, b"Type", &["Font"]) && is(dict, b"Subtype", &["Type0", "TrueType", "Type1", "Type3", "MMType1"]);
    dict.obj_id().filter(|_| usable).map(|id| id.obj_number)
}

fn open_with(bytes: &[u8], pieces: &[&Piece], fonts: &BTreeMap<&String, u32>) -> Option<Pdf> {
    let lost = FIRST_NEW + 2;
    let names: BTreeSet<&String> = pieces.iter().flat_map(|piece| &piece.fonts).collect();
    let meant = |name: &&String| fonts.get(*name).copied().unwrap_or(lost);
    let fonts: String = names.iter().map(|name| format!("/{name} {} 0 R ", meant(name))).collect();
    // A font without letters: what it draws is not known.
    let nothing = format!(
        "{lost} 0 obj\n<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<>>\
         /Encoding<</Type/Encoding/Differences[]>>/FirstChar 0/LastChar 0/Widths[500]>>\nendobj\n"
    );
    let first = lost + 1;
    let page = |(piece, id): (&&Piece, u32)| {
        // The size of the paper is lost too: A4, as directives have it (Nghị định 30/2020/NĐ-CP, Phụ lục I).
        format!(
            "{id} 0 obj\n<</Type/Page/Parent {} 0 R/MediaBox[0 0 595.28 841.89]\
             /Resources<</Font<<{fonts}>>>>/Contents {} 0 R>>\nendobj\n",
            FIRST_NEW + 1,
            piece.object
        )
    };
    let more: Vec<String> = std::iter::once(nothing).chain(pieces.iter().zip(first..).map(page)).collect();
    let kids: Vec<u32> = (first..).take(pieces.len()).collect();
    Pdf::new(mended(bytes, &kids, &more)).ok()
}

/// What the pages say when only `name` means a font, and this one.
fn text_with(bytes: &[u8], pieces: &[&Piece], name: &String, font: u32) -> String {
    let Some(pdf) = open_with(bytes, pieces, &BTreeMap::from([(name, font)])) else { return String::new() };
    let cache = InterpreterCache::new();
    let mut text = String::new();
    for page in pdf.pages().iter() {
        let drawing = content::interpret(page, &cache, RenderContent::PAGE);
        text.extend(stamps::words(&drawing.glyphs, drawing.size).nfc());
        text.push('\n');
    }
    text
}
