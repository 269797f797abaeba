//! Mentions of laws by name, with the number, date and year that stand with them.

use super::law;
use super::mention::{Mention, number_word};
use super::number::{self, Number};
use super::scan::{after, eat_any, eat_word, skip_blank};
use super::tail::attach_tail;
use super::words::{self, TypeWord};
use crate::detect::terms::terms;
use crate::directive::{DirectiveKind, Span};

/// Reads the law that the type word at `start..end` names: one mention, or for an amending law its own and those of
/// the laws that it amends.
pub(super) fn by_name(s: &str, start: usize, end: usize, word: TypeWord) -> Vec<Mention> {
    let p = skip_blank(s, end);
    if word.constitution {
        return constitution(s, start, end, word).into_iter().collect();
    }
    if let Some(inner) = law::amending(s, p).filter(|_| !word.lower) {
        return amending(s, start, inner);
    }
    let Some(name) = law::name(s, p, word.lower) else { return Vec::new() };
    let mut mention = named(start, name.end, name.end_with_year, word.kind.unwrap_or(DirectiveKind::Luat));
    mention.confidence = if name.known { 0.95 } else { 0.7 };
    if let Some((number, end)) = number_after(s, mention.span.end) {
        mention.span.end = end;
        mention.number = Some(number);
    }
    attach_tail(s, &mut mention);
    vec![mention]
}

/// "Hiến pháp năm 2013", "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam".
fn constitution(s: &str, start: usize, end: usize, word: TypeWord) -> Option<Mention> {
    if word.lower {
        return None;
    }
    let country = eat_any(
        s,
        skip_blank(s, end),
        terms![
            "nước Cộng hòa xã hội chủ nghĩa Việt Nam",
            "nước Cộng hoà xã hội chủ nghĩa Việt Nam",
            "nước CHXHCN Việt Nam",
            "Việt Nam",
        ],
    )
    .unwrap_or(end);
    let mut mention = named(start, country, law::year(s, country).unwrap_or(country), DirectiveKind::Khac);
    attach_tail(s, &mut mention);
    Some(mention)
}

fn named(start: usize, name: usize, end: usize, kind: DirectiveKind) -> Mention {
    Mention {
        span: Span::new(start, end),
        kind,
        number: None,
        name: Some(Span::new(start, name)),
        date: None,
        issuer: None,
        worded: true,
        own: false,
        rule: "reference/law-name",
        confidence: 0.9,
    }
}

/// An amending law with the laws in its name, which start at `inner`: a first number before a second one is the
/// amended law's; a single number and the date are the amending law's.
fn amending(s: &str, start: usize, inner: usize) -> Vec<Mention> {
    let mut laws: Vec<Mention> = Vec::new();
    let mut q = inner;
    while let Some((next, word)) = words::at(s, q).filter(|(_, w)| w.kind == Some(DirectiveKind::Luat) && !w.upper) {
        let Some(name) = law::name(s, skip_blank(s, next), word.lower) else { break };
        let mut law = named(q, name.end, name.end_with_year, DirectiveKind::Luat);
        if let Some((number, end)) = number_after(s, law.span.end)
            && (number_after(s, end).is_some() || joint(s, end).is_some_and(|p| words::at(s, p).is_some()))
        {
            law.number = Some(number);
            law.span.end = end;
        }
        let end = law.span.end;
        laws.push(law);
        match joint(s, end) {
            Some(p) => q = p,
            None => break,
        }
    }
    let Some(last) = laws.last() else { return Vec::new() };
    let mut outer = named(start, last.span.end, last.span.end, DirectiveKind::Luat);
    if let Some((number, end)) = number_after(s, outer.span.end) {
        outer.number = Some(number);
        outer.span.end = end;
    }
    attach_tail(s, &mut outer);
    if outer.date.is_none() && outer.number.is_none() {
        // Words of an instruction, not the name of a law that exists.
        return laws;
    }
    laws.insert(0, outer);
    laws
}

/// The place after "," or "và".
fn joint(s: &str, end: usize) -> Option<usize> {
    let p = skip_blank(s, end);
    if after(s, p) == Some(',') {
        Some(skip_blank(s, p + 1))
    } else {
        eat_word(s, p, "và").map(|end| skip_blank(s, end))
    }
}

/// "số 43/2019/QH14" after a law's name, also in brackets or without "số": the number and its end.
fn number_after(s: &str, end: usize) -> Option<(Number, usize)> {
    let blank = skip_blank(s, end);
    let open = after(s, blank) == Some('(');
    let p = if open { blank + 1 } else { blank };
    let p = eat_word(s, p, "Luật").map_or(p, |end| skip_blank(s, end));
    let at = number_word(s, p).map_or(p, |end| skip_blank(s, end));
    let number = after(s, at)?.is_ascii_digit().then(|| number::parse(s, at, true))?.filter(|n| n.symbol.is_some())?;
    let end = number.span.end;
    let closing = usize::from(open && after(s, end) == Some(')'));
    Some((number, end + closing))
}
