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
    for (from, group) in groups.iter().enumerate() {
        for (at, chunk) in group.iter().enumerate() {
            if chunk.glyphs.iter().filter(|g| !g.is_space()).count() > MARK_CHARS {
                continue;
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

/// The row that `mark` hangs on, if it is a mark, and whether it is raised over it.
fn host(groups: &[Vec<Chunk>], from: usize, mark: &Chunk) -> Option<(usize, bool)> {
    let near = |to: &usize| {
        groups
            .get(*to)
            .and_then(|g| g.first())
            .is_some_and(|first| (first.y - mark.y).abs() <= 1.5 * mark.size.max(4.0))
    };
    let below = (from + 1..groups.len()).take_while(near);
    let above = (0..from).rev().take_while(near);
    below.chain(above).find_map(|to| {
        groups.get(to)?.iter().find_map(|chunk| {
            if chunk.glyphs.len() < mark.glyphs.len() || chunk.size < mark.size * 0.99 {
                return None;
            }
            let rise = (chunk.y - mark.y) / chunk.size;
            let smaller = mark.size <= 0.85 * chunk.size;
            let raised = if smaller { 0.1..=0.75 } else { 0.2..=0.5 };
            let lowered = smaller && (-0.35..=-0.05).contains(&rise);
            (touches(chunk, mark) && (raised.contains(&rise) || lowered)).then_some((to, rise > 0.0))
        })
    })
}

/// Whether the mark stands right before, right after or inside the chunk.
fn touches(chunk: &Chunk, mark: &Chunk) -> bool {
    let near = 0.35 * chunk.size;
    mark.x0 >= chunk.x0 - near - (mark.x1 - mark.x0) && mark.x0 <= chunk.x1 + near
}

fn finish(chunks: Vec<Chunk>) -> Option<Row> {
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
    let mut at = 0;
    while at < glyphs.len() {
        let Some(mark) = glyphs.get(at) else { break };
        let combining = is_mark(mark);
        if !combining && spacing_accent(mark.ch).is_none() {
            at += 1;
            continue;
        }
        let fits = |base: &Glyph| {
            let width = mark.x1 - mark.x0;
            let overlap = mark.x1.min(base.x1) - mark.x0.max(base.x0);
            base.ch.is_alphabetic()
                && if combining && width < 0.05 * mark.size {
                    mark.x0 > base.x0 && mark.x0 <= base.x1 + 0.1 * mark.size
                } else {
                    overlap > 0.6 * width.min(base.x1 - base.x0)
                }
        };
        let before = at.checked_sub(1).filter(|i| glyphs.get(*i).is_some_and(fits));
        let after = Some(at + 1).filter(|i| glyphs.get(*i).is_some_and(fits));
        let Some(base) = before.or(after) else {
            at += 1;
            continue;
        };
        let mark = glyphs.remove(at);
        // The letter after the mark has moved into the mark's place.
        if let Some(base) = glyphs.get_mut(base.min(at)) {
            if combining {
                base.rest.extend(mark.chars());
            } else {
                base.rest.extend(spacing_accent(mark.ch));
            }
        }
    }
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
