//! Annotations (ISO 32000-1, 12.5): what is filled into a form or typed onto a page is text at its place; stamps,
//! watermarks and comments stand beside the text.
//!
//! A field is drawn by its appearance, which a program may have left out or written in a font without Vietnamese
//! letters; then its value (`/V`) is set into its rectangle here.

use hayro_interpret::TransformExt;
use hayro_interpret::kurbo::Rect as KurboRect;
use hayro_syntax::object::{Array, Dict, Name, Object, Rect as PdfRect, String as PdfString};
use hayro_syntax::page::Page;
use unicode_normalization::UnicodeNormalization;

use super::glyph::{Direction, Drawing, Glyph};
use super::stamps;
use super::strings::text_string;
use crate::source::{Aside, AsideKind, Rect};

/// More annotations than any page of text has.
const MOST: usize = 2_000;
/// A field's parents are at most so many.
const DEEPEST: usize = 16;
/// The size of text where the field leaves it to the program.
const AUTOMATIC: f32 = 12.0;
/// Hidden, and not to be shown on a screen (12.5.3).
const UNSEEN: i32 = 1 << 1 | 1 << 5;
/// Flags of fields (12.7.4): a password, a button that does something.
const PASSWORD: i32 = 1 << 13;
const PUSH_BUTTON: i32 = 1 << 16;
/// From so many lines on a rubber stamp is no number filled in.
const STAMP_LINES: usize = 3;

/// An annotation that may carry text.
#[derive(Debug)]
pub struct Annotation {
    kind: Kind,
    /// Its rectangle on the page as it is looked at.
    rect: Rect,
    /// The value of a field, or what the annotation says.
    value: Option<String>,
    /// The size of its text.
    size: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A field of a form that is filled in.
    Field,
    /// Text typed onto the page; anything unknown that draws.
    Text,
    /// A rubber stamp, which may be a number put into a blank.
    Rubber,
    /// The appearance of a digital signature.
    Signature,
    /// A watermark.
    Watermark,
    /// A remark of a reader.
    Comment,
    /// Nothing to read: a button, a password.
    Silent,
}

/// The annotations of a page that are to be seen.
pub fn of(page: &Page<'_>) -> Vec<Annotation> {
    let Some(list) = page.raw().get::<Array<'_>>(b"Annots") else { return Vec::new() };
    let upright = page.initial_transform(true).to_kurbo();
    list.iter::<Dict<'_>>()
        .take(MOST)
        .filter_map(|dict| {
            if dict.get::<i32>(b"F").unwrap_or(0) & UNSEEN != 0 {
                return None;
            }
            let r = dict.get::<PdfRect>(b"Rect")?;
            let r = upright.transform_rect_bbox(KurboRect::new(r.x0, r.y0, r.x1, r.y1));
            let rect = Rect { x0: r.x0 as f32, y0: r.y0 as f32, x1: r.x1 as f32, y1: r.y1 as f32 };
            let kind = kind(&dict)?;
            let value = match kind {
                Kind::Field => field_value(&dict),
                Kind::Text | Kind::Comment => {
                    dict.get::<PdfString<'_>>(b"Contents").and_then(|s| text_string(s.as_bytes()))
                }
                _ => None,
            };
            Some(Annotation { kind, rect, value, size: type_size(&dict) })
        })
        .collect()
}

/// Puts the text of `annotations`, whose appearances draw `shown`, into `drawing` or beside it.
pub fn place(annotations: Vec<Annotation>, shown: Drawing, drawing: &mut Drawing) {
    drawing.images.extend(shown.images);
    drawing.curves += shown.curves;
    let mut parts: Vec<Vec<(Direction, Glyph)>> = annotations.iter().map(|_| Vec::new()).collect();
    for (direction, glyph) in shown.glyphs.into_iter().chain(shown.faint) {
        let r = direction.on_page(&glyph, drawing.size);
        let (x, y) = ((r.x0 + r.x1) / 2.0, (r.y0 + r.y1) / 2.0);
        let area = |a: &Annotation| (a.rect.x1 - a.rect.x0) * (a.rect.y1 - a.rect.y0);
        let owner = annotations
            .iter()
            .zip(&mut parts)
            .filter(|(a, _)| a.kind != Kind::Comment && holds(&a.rect, x, y))
            .min_by(|(a, _), (b, _)| area(a).total_cmp(&area(b)));
        if let Some((_, part)) = owner {
            part.push((direction, glyph));
        }
    }
    for (annotation, glyphs) in annotations.into_iter().zip(parts) {
        let lines = stamps::drawn_lines(&glyphs, drawing.size);
        let kind = match annotation.kind {
            Kind::Rubber if lines.len() >= STAMP_LINES => Some(AsideKind::Stamp),
            Kind::Rubber | Kind::Text if stamps::is_stamp(&lines) => Some(AsideKind::Stamp),
            Kind::Signature => Some(AsideKind::Stamp),
            Kind::Watermark => Some(AsideKind::Watermark),
            Kind::Comment => Some(AsideKind::Comment),
            Kind::Silent => continue,
            Kind::Field | Kind::Text | Kind::Rubber => None,
        };
        if let Some(kind) = kind {
            let text = if kind == AsideKind::Comment {
                annotation.value.unwrap_or_default()
            } else {
                stamps::words(&glyphs, drawing.size)
            };
            drawing.aside.extend((!text.is_empty()).then_some(Aside { kind, text }));
            continue;
        }
        let typed = annotation.value.as_deref().filter(|value| {
            let drawn: String = lines.iter().map(|line| line.text.as_str()).collect();
            lines.is_empty() || annotation.kind == Kind::Field && letters(&drawn) != letters(value)
        });
        let text = match typed {
            Some(value) => typeset(value, &annotation, drawing),
            None => glyphs,
        };
        fill_in(text, &annotation.rect, drawing);
    }
}

/// Puts text into the blank that lies under `rect`: the blank's dots, which would stand between the letters, go, and
/// the last letter takes the room that is left, so that no gap parts the line.
fn fill_in(mut text: Vec<(Direction, Glyph)>, rect: &Rect, drawing: &mut Drawing) {
    if text.is_empty() {
        return;
    }
    let size = drawing.size;
    let mut end = f32::NEG_INFINITY;
    drawing.glyphs.retain(|(direction, glyph)| {
        let r = direction.on_page(glyph, size);
        let blank = matches!(glyph.ch, '.' | '…' | '_') && holds(rect, (r.x0 + r.x1) / 2.0, (r.y0 + r.y1) / 2.0);
        if blank && *direction == Direction::Right {
            end = end.max(glyph.x1);
        }
        !blank
    });
    if let Some((Direction::Right, last)) = text.last_mut() {
        last.x1 = last.x1.max(end);
    }
    drawing.glyphs.append(&mut text);
}

fn kind(dict: &Dict<'_>) -> Option<Kind> {
    Some(match dict.get::<Name<'_>>(b"Subtype")?.as_str() {
        "Widget" => {
            let flags = inherited(dict, |field| field.get::<i32>(b"Ff")).unwrap_or(0);
            match inherited(dict, |field| field.get::<Name<'_>>(b"FT"))?.as_str() {
                "Sig" => Kind::Signature,
                "Btn" if flags & PUSH_BUTTON != 0 => Kind::Silent,
                "Tx" if flags & PASSWORD != 0 => Kind::Silent,
                "Tx" | "Ch" => Kind::Field,
                _ => Kind::Text,
            }
        }
        "Stamp" => Kind::Rubber,
        "Watermark" => Kind::Watermark,
        // The window of a remark repeats what the remark says.
        "Popup" | "Link" => Kind::Silent,
        "Text" | "Highlight" | "Underline" | "StrikeOut" | "Squiggly" | "Caret" | "Ink" | "Line" | "Square"
        | "Circle" | "Polygon" | "PolyLine" | "FileAttachment" => Kind::Comment,
        _ => Kind::Text,
    })
}

/// What a field, or the next of its parents that has it, says.
fn inherited<'a, T>(dict: &Dict<'a>, get: impl Fn(&Dict<'a>) -> Option<T>) -> Option<T> {
    let mut field = dict.clone();
    for _ in 0..DEEPEST {
        if let Some(found) = get(&field) {
            return Some(found);
        }
        field = field.get::<Dict<'_>>(b"Parent")?;
    }
    None
}

/// The value of a text or choice field, as a reader sees it.
fn field_value(dict: &Dict<'_>) -> Option<String> {
    let options = inherited(dict, |field| field.get::<Array<'_>>(b"Opt"));
    let text = |object: Object<'_>| object.into_string().and_then(|s| text_string(s.as_bytes()));
    // An option may have one name for programs and another for people.
    let shown = |value: String| {
        let named = options.iter().flat_map(|o| o.iter::<Array<'_>>()).find_map(|pair| {
            let mut names = pair.iter::<PdfString<'_>>().filter_map(|s| text_string(s.as_bytes()));
            (names.next()? == value).then(|| names.next()).flatten()
        });
        named.unwrap_or(value)
    };
    match inherited(dict, |field| field.get::<Object<'_>>(b"V"))? {
        Object::Array(values) => {
            let all: Vec<String> = values.iter::<Object<'_>>().filter_map(text).map(shown).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        Object::Stream(stream) => stream.decoded_data().ok().and_then(|bytes| text_string(&bytes)),
        value => text(value).map(shown),
    }
}

/// The size that the default appearance sets (`/Helv 12 Tf`).
fn type_size(dict: &Dict<'_>) -> f32 {
    let said = inherited(dict, |field| field.get::<PdfString<'_>>(b"DA"));
    let said = said.map(|s| String::from_utf8_lossy(s.as_bytes()).into_owned()).unwrap_or_default();
    let words: Vec<&str> = said.split_whitespace().collect();
    let size = words.windows(2).find(|pair| pair.get(1) == Some(&"Tf")).and_then(|pair| pair.first()?.parse().ok());
    size.filter(|size: &f32| (1.0..=200.0).contains(size)).unwrap_or(AUTOMATIC)
}

/// Sets text into the rectangle of its annotation, on the baseline of what stands beside it.
fn typeset(value: &str, annotation: &Annotation, drawing: &Drawing) -> Vec<(Direction, Glyph)> {
    let Rect { x0, y0, x1, y1 } = annotation.rect;
    let size = annotation.size.min((y1 - y0).max(4.0));
    let width = x1 - x0;
    if !(width > 0.0 && y1 > y0) {
        return Vec::new();
    }
    // Half an em a letter is what Times takes.
    let fitting = ((width / (0.5 * size)) as usize).max(1);
    let lines = if y1 - y0 < 2.2 * size {
        vec![value.split_whitespace().collect::<Vec<_>>().join(" ")]
    } else {
        wrapped(value, fitting)
    };
    let beside = (lines.len() == 1).then(|| baseline_beside(annotation.rect, drawing)).flatten();
    let first = beside.unwrap_or(if lines.len() == 1 { (y0 + y1) / 2.0 + 0.3 * size } else { y0 + size });
    let mut out = Vec::new();
    for (line, number) in lines.iter().zip(0u16..) {
        let y = first + 1.15 * size * f32::from(number);
        let advance = (0.5 * size).min(width / line.chars().count().max(1) as f32);
        let mut x = x0;
        for ch in line.chars() {
            let glyph = Glyph { ch, rest: String::new(), x0: x, x1: x + advance, y, size, bold: false, raised: false };
            out.push((Direction::Right, glyph));
            x += advance;
        }
    }
    out
}

/// The lines of a text, each of at most `fitting` characters unless a word is longer.
fn wrapped(text: &str, fitting: usize) -> Vec<String> {
    let mut out = Vec::new();
    for line in text.split(['\r', '\n']) {
        let mut open = String::new();
        for word in line.split_whitespace() {
            if !open.is_empty() && open.chars().count() + 1 + word.chars().count() > fitting {
                out.push(std::mem::take(&mut open));
            }
            if !open.is_empty() {
                open.push(' ');
            }
            open.push_str(word);
        }
        if !open.is_empty() {
            out.push(open);
        }
    }
    out
}

/// The baseline of the letters that stand nearest beside a rectangle.
fn baseline_beside(rect: Rect, drawing: &Drawing) -> Option<f32> {
    let apart = |glyph: &Glyph| (rect.x0 - glyph.x1).max(glyph.x0 - rect.x1).max(0.0);
    let beside = drawing.glyphs.iter().filter(|(direction, glyph)| {
        *direction == Direction::Right
            && !glyph.is_space()
            && glyph.y >= rect.y0
            && glyph.y <= rect.y1 + 0.2 * glyph.size
    });
    beside.min_by(|(_, a), (_, b)| apart(a).total_cmp(&apart(b))).map(|(_, glyph)| glyph.y)
}

/// Whether a point lies in a rectangle, give or take a point.
fn holds(rect: &Rect, x: f32, y: f32) -> bool {
    (rect.x0 - 1.0..=rect.x1 + 1.0).contains(&x) && (rect.y0 - 1.0..=rect.y1 + 1.0).contains(&y)
}

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    text.nfc().filter(|c| c.is_alphanumeric()).collect()
}
