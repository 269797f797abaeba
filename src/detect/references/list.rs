//! Lists that share a type word ("các Thông tư số A, số B và số C ngày … của Bộ …"): their further members, and what
//! the end of the list gives to the members before.

use super::bare::UNITS;
use super::kinds;
use super::mention::{Mention, number_word};
use super::number::{self, Number};
use super::scan::{after, eat_any, skip_blank, window_end};
use super::tail::attach_tail;
use crate::detect::terms::terms;
use crate::directive::{DirectiveKind, Span};

/// The next member of a list after `last`: "…, số B", "… và C": it takes the type word of the list.
pub(super) fn next(s: &str, last: &Mention) -> Option<Mention> {
    let first = last.number.as_ref()?;
    let mut p = skip_blank(s, last.span.end);
    let sign = after(s, p).filter(|c| matches!(c, ',' | ';'));
    if sign.is_some() {
        p = skip_blank(s, p + 1);
    }
    let word = eat_any(s, p, terms!["và", "hoặc", "cùng"]);
    if let Some(next) = word {
        p = skip_blank(s, next);
    } else if sign.is_none() {
        return None;
    }
    let numbered = number_word(s, p);
    let at = numbered.map_or(p, |next| skip_blank(s, next));
    if !after(s, at)?.is_ascii_digit() {
        return None;
    }
    let number = number::parse(s, at, true)?;
    let mut mention = Mention {
        span: number.span,
        kind: last.kind,
        name: None,
        date: None,
        issuer: None,
        worded: false,
        own: false,
        rule: "reference/list-item",
        confidence: 0.93,
        number: None,
    };
    if number.is_full() {
        number.symbol.as_ref().or(number.year.as_ref())?;
        if let Some(kind) =
            kinds::of_symbol(&number.raw_symbol).filter(|kind| !last.worded || *kind == DirectiveKind::ThongTuLienTich)
        {
            mention.kind = kind;
        }
        if number.symbol.is_none() && first.symbol.is_some() {
            return None;
        }
        mention.number = Some(number);
        attach_tail(s, &mut mention);
    } else {
        // "Nghị quyết 94, 95 và 96 của …": bare numbers go on a list of bare numbers only.
        if first.symbol.is_some() && numbered.is_none() {
            return None;
        }
        let end = number.span.end;
        mention.number = Some(number);
        attach_tail(s, &mut mention);
        let q = skip_blank(s, end);
        let has_tail = mention.date.is_some() || mention.issuer.is_some();
        let closed = after(s, q).is_none_or(|c| matches!(c, ',' | ';' | '.' | ')'))
            || eat_any(s, q, terms!["và", "về"]).is_some() && eat_any(s, q, &UNITS).is_none();
        if !has_tail
            && !(closed && (numbered.is_some() || sign == Some(',') || word.is_some()) && number_list_follows(s, q))
            && numbered.is_none()
        {
            return None;
        }
        mention.confidence = 0.8;
    }
    Some(mention)
}

/// After a bare member: a further number with a symbol, or the shared date or issuer, must close the list.
fn number_list_follows(s: &str, at: usize) -> bool {
    let window = &s[at..window_end(s, at, 60)];
    let stop = window.find(['\n', ';', '.']).unwrap_or(window.len());
    let list = &window[..stop];
    list.split([',', ' ']).filter(|w| !w.is_empty()).take(6).any(|w| w.contains('/') || w == "của" || w == "ngày")
}

/// Gives the date and issuer at the end of a list to the members before: the issuer where "và" or a comma joins them,
/// the date where they also share one type word; year and symbol where bare numbers lead up to them ("26, 27/2020").
pub(super) fn share(s: &str, found: &mut [Mention]) {
    for i in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(i);
        let (earlier, later) = (&mut head[i - 1], &tail[0]);
        if earlier.span.end > later.span.start || !joined(&s[earlier.span.end..later.span.start]) {
            continue;
        }
        let elided = later.rule == "reference/list-item";
        if earlier.issuer.is_none()
            && let Some(issuer) = later.issuer
            && fits(s, earlier, issuer)
        {
            earlier.issuer = Some(issuer);
        }
        if elided && earlier.date.is_none() && year_agrees(earlier, later) {
            earlier.date = later.date;
        }
        let shares = elided && later.number.as_ref().is_some_and(Number::is_full);
        if let Some(number) = earlier.number.as_mut().filter(|n| shares && !n.is_full())
            && let Some(full) = &later.number
        {
            number.year.clone_from(&full.year);
            number.symbol.clone_from(&full.symbol);
            number.raw_symbol.clone_from(&full.raw_symbol);
        }
    }
}

fn joined(between: &str) -> bool {
    // Longer than any joint: two mentions with text between them.
    const LONGEST: usize = 40;
    if between.len() > LONGEST {
        return false;
    }
    let words: Vec<&str> = between.split_whitespace().collect();
    !between.contains(['\n', ';'])
        && matches!(
            words[..],
            [] | [","] | ["và"] | [",", "và"] | [",", "số"] | ["và", "số"] | ["và", "các"] | [",", "các"]
        )
}

/// The symbol of `mention` does not speak against the issuer.
fn fits(s: &str, mention: &Mention, issuer: Span) -> bool {
    let symbol = mention.number.as_ref().and_then(|n| n.symbol.as_deref());
    let said = symbol.and_then(|symbol| kinds::issuer_fits(symbol, &s[issuer.start..issuer.end]));
    mention.number.is_some() && said != Some(false)
}

fn year_agrees(earlier: &Mention, later: &Mention) -> bool {
    let year = earlier.number.as_ref().and_then(|n| n.year.as_deref());
    later.date.is_some_and(|(date, _)| year.is_none_or(|year| date.year().to_string() == year))
}
