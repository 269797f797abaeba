//! Glyphs become rows: those of one baseline together, left to right, with raised marks and accents put in place.

use unicode_normalization::char::is_combining_mark;

use super::glyph::Glyph;

/// The glyphs of one baseline, sorted from left to right.
#[derive(Debug, Clone)]
pub struct Row {
    /// The baseline.
    pub y: f32,
    /// The font size of most of it.
    pub size: f32,
    /// Its glyphs.
    pub glyphs: Vec<Glyph>,
}

/// Baselines this near, in ems, are one.
const SAME_BASELINE: f32 = 0.2;
/// A raised mark has at most this many characters (`12`, `(3)`, `***`).
const MARK_CHARS: usize = 6;

/// A page with more scattered pieces than this is a drawing.
const MAX_MARKS: usize = 2000;
/// A row of more pieces than this is a drawing.
const MAX_PIECES: usize = 400;

/// Groups glyphs, given in stream order, into rows from top to bottom.
pub fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    attach_following_marks(&mut glyphs);
    let mut chunks = chunks(glyphs);
    chunks.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut groups: Vec<Vec<Chunk>> = Vec::new();
    for chunk in chunks {
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|first| same_baseline(first, &chunk)) => group.push(chunk),
            _ => groups.push(vec![chunk]),
        }
    }
    raise_marks(&mut groups);
    groups.into_iter().filter_map(finish).collect()
}

/// Glyphs that follow one another in the stream on one baseline, in one size.
#[derive(Debug)]
struct Chunk {
    glyphs: Vec<Glyph>,
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
}

fn chunks(glyphs: Vec<Glyph>) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    for mut glyph in glyphs {
        glyph.raised = is_superscript_digit(glyph.ch);
        match out.last_mut() {
            Some(chunk)
                if (glyph.y - chunk.y).abs() <= 0.08 * chunk.size
                    && (glyph.size - chunk.size).abs() <= 0.12 * chunk.size
                    && glyph.x0 >= chunk.x1 - 0.5 * chunk.size
                    && glyph.x0 <= chunk.x1 + 1.5 * chunk.size =>
            {
                chunk.x1 = chunk.x1.max(glyph.x1);
                chunk.glyphs.push(glyph);
            }
            _ => out.push(Chunk { x0: glyph.x0, x1: glyph.x1, y: glyph.y, size: glyph.size, glyphs: vec![glyph] }),
        }
    }
    out.retain(|chunk| !chunk.glyphs.iter().all(Glyph::is_space));
    for chunk in &mut out {
        let ink = |g: &&Glyph| !g.is_space();
        chunk.x0 = chunk.glyphs.iter().find(ink).map_or(chunk.x0, |g| g.x0);
        chunk.x1 = chunk.glyphs.iter().rfind(ink).map_or(chunk.x1, |g| g.x1);
    }
    out
}

fn same_baseline(a: &Chunk, b: &Chunk) -> bool {
    (a.y - b.y).abs() <= SAME_BASELINE * a.size.min(b.size)
}

/// Moves raised and lowered marks into the row they hang on.
fn raise_marks(groups: &mut Vec<Vec<Chunk>>) {
    let mut moves: Vec<(usize, usize, usize, bool)> = Vec::new();
    let mut tried = 0;
    for (from, group) in groups.iter().enumerate() {
        for (at, chunk) in group.iter().enumerate() {
            if chunk.glyphs.iter().filter(|g| !g.is_space()).count() > MARK_CHARS {
                continue;
            }
            tried += 1;
            if tried > MAX_MARKS {
                break;
            }
            if let Some((to, raised)) = host(groups, from, chunk) {
                moves.push((from, at, to, raised));
            }
        }
    }
    // From the back, so that the places of the chunks still to be moved stay right.
    for (from, at, to, raised) in moves.into_iter().rev() {
        let Some(mut chunk) = groups.get_mut(from).filter(|g| at < g.len()).map(|g| g.remove(at)) else { continue };
        chunk.glyphs.iter_mut().for_each(|g| g.raised |= raised);
        if let Some(group) = groups.get_mut(to) {
            group.push(chunk);
        }
    }
    groups.retain(|group| !group.is_empty());
}

/// The row that `mark` belongs to though its baseline is another, and whether it is raised over it.
fn host(groups: &[Vec<Chunk>], from: usize, mark: &Chunk) -> Option<(usize, bool)> {
    let near = |to: &usize| {
        let first = groups.get(*to).and_then(|g| g.first());
        first.is_some_and(|first| (first.y - mark.y).abs() <= 1.5 * mark.size.max(4.0))
    };
    let below = (from + 1..groups.len()).take_while(near);
    let above = (0..from).rev().take_while(near);
    below.chain(above).find_map(|to| {
        let group = groups.get(to)?;
        let raised = group.iter().find_map(|chunk| raised_over(chunk, mark));
        raised.or_else(|| fills_blank(group, mark).then_some(false)).map(|raised| (to, raised))
    })
}

/// Whether `mark` is a mark on `chunk`: `Some(true)` a raised one, `Some(false)` a lowered one.
fn raised_over(chunk: &Chunk, mark: &Chunk) -> Option<bool> {
    if chunk.glyphs.len() < mark.glyphs.len() || chunk.size < mark.size * 0.99 || !touches(chunk, mark) {
        return None;
    }
    let rise = (chunk.y - mark.y) / chunk.size;
    if mark.size <= 0.85 * chunk.size {
        return ((0.1..=0.75).contains(&rise) || (-0.35..=-0.05).contains(&rise)).then_some(rise > 0.0);
    }
    // Raised without being smaller: only what can be a footnote mark. Letters are an uneven line of an OCR layer.
    let is_mark = mark.glyphs.iter().all(|g| g.ch.is_ascii_digit() || matches!(g.ch, '*' | '(' | ')'));
    (is_mark && (0.2..=0.5).contains(&rise) && !group_blank(std::slice::from_ref(chunk), mark)).then_some(true)
}

/// Whether `mark` fills a blank that the row leaves for it: a number or a day that was stamped in later.
fn fills_blank(group: &[Chunk], mark: &Chunk) -> bool {
    let near = group
        .iter()
        .all(|chunk| (chunk.y - mark.y).abs() <= 0.5 * chunk.size && (0.6..=1.6).contains(&(mark.size / chunk.size)));
    near && group_blank(group, mark)
}

/// Whether the row is white where the mark stands, with letters on both sides not far away.
fn group_blank(group: &[Chunk], mark: &Chunk) -> bool {
    let ink = || group.iter().flat_map(|c| &c.glyphs).filter(|g| !g.is_space());
    let reach = 3.0 * mark.size;
    let clear = ink().all(|g| g.x1 <= mark.x0 + 0.1 * mark.size || g.x0 >= mark.x1 - 0.1 * mark.size);
    let left = ink().any(|g| g.center() < mark.x0 && g.x1 >= mark.x0 - reach);
    clear && left && ink().any(|g| g.center() > mark.x1 && g.x0 <= mark.x1 + reach)
}

/// Whether the mark stands right before, right after or inside the chunk.
fn touches(chunk: &Chunk, mark: &Chunk) -> bool {
    let near = 0.35 * chunk.size;
    mark.x0 >= chunk.x0 - near - (mark.x1 - mark.x0) && mark.x0 <= chunk.x1 + near
}

fn finish(mut chunks: Vec<Chunk>) -> Option<Row> {
    drop_covered_spaces(&mut chunks);
    let widest = chunks.iter().max_by(|a, b| (a.x1 - a.x0).total_cmp(&(b.x1 - b.x0)))?;
    let (y, size) = (widest.y, widest.size);
    let mut glyphs: Vec<Glyph> = chunks.into_iter().flat_map(|c| c.glyphs).collect();
    if !glyphs.is_sorted_by(|a, b| a.center() <= b.center()) {
        glyphs.sort_by(|a, b| a.center().total_cmp(&b.center()));
    }
    drop_doubles(&mut glyphs);
    attach_overlaid_marks(&mut glyphs);
    (!glyphs.is_empty()).then_some(Row { y, size, glyphs })
}

/// Spaces over which another piece of the row was written part no words.
fn drop_covered_spaces(chunks: &mut [Chunk]) {
    let extents: Vec<(f32, f32)> = chunks.iter().map(|c| (c.x0, c.x1)).collect();
    if !(2..=MAX_PIECES).contains(&extents.len()) {
        return;
    }
    for (at, chunk) in chunks.iter_mut().enumerate() {
        let inner = extents.iter().enumerate().filter(|(i, e)| *i != at && e.0 > chunk.x0 && e.1 < chunk.x1);
        for (_, (x0, x1)) in inner {
            chunk.glyphs.retain(|g| !g.is_space() || g.center() < *x0 || g.center() > *x1);
        }
    }
}

/// A letter drawn again at the same place: bold without a bold font, or a shadow.
fn drop_doubles(glyphs: &mut Vec<Glyph>) {
    glyphs.dedup_by(|next, kept| {
        let double = next.ch == kept.ch
            && next.rest == kept.rest
            && (next.x0 - kept.x0).abs() < 0.08 * kept.size
            && next.x1 - next.x0 > 0.1 * kept.size
            && !kept.is_space();
        kept.bold |= double;
        double
    });
}

/// Combining marks that come as glyphs of their own right after their letter.
fn attach_following_marks(glyphs: &mut Vec<Glyph>) {
    glyphs.dedup_by(|mark, base| {
        let attach = is_mark(mark)
            && !is_mark(base)
            && !base.is_space()
            && (mark.y - base.y).abs() < 0.7 * base.size
            && mark.x0 > base.x0 - 0.6 * base.size
            && mark.x0 < base.x1 + 0.3 * base.size;
        if attach {
            base.rest.extend(mark.chars());
        }
        attach
    });
}

/// Marks and spacing accents that were drawn at another time, over their letter.
fn attach_overlaid_marks(glyphs: &mut Vec<Glyph>) {
    if !glyphs.iter().any(|g| is_mark(g) || spacing_accent(g.ch).is_some()) {
        return;
    }
    let mut out: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut rest = std::mem::take(glyphs).into_iter().peekable();
    while let Some(mark) = rest.next() {
        let base = out.last_mut().filter(|base| overlays(&mark, base));
        let Some(base) = base.or_else(|| rest.peek_mut().filter(|base| overlays(&mark, base))) else {
            out.push(mark);
            continue;
        };
        match spacing_accent(mark.ch) {
            Some(combining) => base.rest.push(combining),
            None => base.rest.extend(mark.chars()),
        }
    }
    *glyphs = out;
}

/// Whether `mark` is an accent that stands over the letter `base`.
fn overlays(mark: &Glyph, base: &Glyph) -> bool {
    let combining = is_mark(mark);
    if !base.ch.is_alphabetic() || !combining && spacing_accent(mark.ch).is_none() {
        return false;
    }
    let width = mark.x1 - mark.x0;
    if combining && width < 0.05 * mark.size {
        return mark.x0 > base.x0 && mark.x0 <= base.x1 + 0.1 * mark.size;
    }
    mark.x1.min(base.x1) - mark.x0.max(base.x0) > 0.6 * width.min(base.x1 - base.x0)
}

fn is_mark(glyph: &Glyph) -> bool {
    glyph.chars().all(is_combining_mark)
}

/// The combining form of an accent that stands on its own.
fn spacing_accent(c: char) -> Option<char> {
    Some(match c {
        '\u{b4}' | '\u{2ca}' => '\u{301}',
        '`' | '\u{2cb}' => '\u{300}',
        '~' | '\u{2dc}' => '\u{303}',
        '^' | '\u{2c6}' => '\u{302}',
        '\u{2d8}' => '\u{306}',
        _ => return None,
    })
}

fn is_superscript_digit(c: char) -> bool {
    matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}
