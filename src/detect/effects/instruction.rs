//! Instructions: "Sửa đổi, bổ sung khoản 2 Điều 5 như sau", "Bãi bỏ Thông tư số …", "Khoản 3 được sửa đổi như sau".
//!
//! One effect per lowest instruction: where the paragraphs below give instructions of their own, the heading above
//! them only says of what; where they are a list, each item is an effect of its own.

use std::sync::LazyLock;

use regex::Regex;

use super::cues::Cues;
use super::date::Dates;
use super::found::Found;
use super::inherit::{self, Title};
use super::list;
use super::object::{Object, objects};
use super::operation::{self, Operation};
use super::provision::{Scope, collapse, names_one};
use super::structure::Rank;
use super::view::{Stretch, View};
use super::words::{eat_any, skip};
use crate::detect::letters::lower;
use crate::detect::terms::terms;
use crate::directive::{EffectVerb, Span};

/// One instruction of a paragraph, places relative to the paragraph.
#[derive(Debug, Clone, Copy)]
struct Part {
    operation: Operation,
    /// Where its object starts and ends.
    from: usize,
    to: usize,
}

/// The instructions of one paragraph.
struct Instruction<'a> {
    stretch: Stretch<'a>,
    parts: Vec<Part>,
    /// Whether what it is about is said below: it ends with a colon or "sau đây".
    opens: bool,
}

/// All effects that instructions state, in the order of the text.
pub(super) fn effects(view: &View, title: &Title) -> Vec<Found> {
    let instructions: Vec<Option<Instruction>> =
        (0..view.units.len()).map(|i| if view.is_title(i) || view.repeats(i) { None } else { read(view, i) }).collect();
    let mut heads = vec![false; view.units.len()];
    for (i, instruction) in instructions.iter().enumerate() {
        if instruction.is_some() {
            view.above(i).for_each(|above| heads[above] = true);
        }
    }
    let mut found = Vec::new();
    for (unit, instruction) in instructions.iter().enumerate() {
        let Some(instruction) = instruction else { continue };
        let start = found.len();
        for (index, part) in instruction.parts.iter().enumerate() {
            let amends = part.operation.verb == EffectVerb::Amends;
            let named = has_object(view, &instruction.stretch, part);
            if heads[unit] && (amends || !named) {
                continue;
            }
            let last = index + 1 == instruction.parts.len();
            emit(view, title, unit, instruction, *part, last && !heads[unit], &mut found);
        }
        merge(&mut found, start);
        for one in found[start..].iter_mut().filter(|one| one.rule != list::RULE && one.rule != list::ANNEX_RULE) {
            if let Some(scope) = &mut one.scope {
                complete(view, unit, scope);
            }
        }
    }
    found
}

/// Instructions of one paragraph with the same verb and document are one.
fn merge(found: &mut Vec<Found>, start: usize) {
    let mut i = start;
    while i + 1 < found.len() {
        let (head, tail) = found.split_at_mut(i + 1);
        let (one, next) = (&mut head[i], &tail[0]);
        let alike = one.verb == next.verb
            && one.target.work == next.target.work
            && one.unit == next.unit
            && one.rule != list::RULE
            && one.except.is_none()
            && next.except.is_none();
        if let (true, Some(scope), Some(more)) = (alike, &mut one.scope, &next.scope) {
            scope.words.push_str(&format!(", {}", more.words));
            scope.items.extend(more.items.iter().cloned());
            one.span.end = next.span.end;
            one.phrase &= next.phrase;
            found.remove(i + 1);
        } else {
            i += 1;
        }
    }
}

/// The instructions at the starts of the sentences of a paragraph.
fn read<'a>(view: &View<'a>, index: usize) -> Option<Instruction<'a>> {
    let unit = &view.units[index];
    if unit.quoted || unit.rank == Rank::Row || unit.words.is_empty() {
        return None;
    }
    if !view.cues[index].has(Cues::CHANGES) {
        return None;
    }
    let words = &view.text.content[unit.words.start..unit.words.end];
    if !words.contains("ửa đổi")
        && !words.contains("ổ sung")
        && !words.contains("bỏ")
        && !words.contains("Bỏ")
        && !words.contains("hay ")
        && !words.contains("ính chính")
        && !words.contains("gưng")
        && !words.contains("ình chỉ")
        && !words.contains("iều chỉnh")
    {
        return None;
    }
    let stretch = view.stretch(unit.words);
    let mut parts = Vec::new();
    for (from, to) in sentences(&stretch.plain) {
        let mut start = skip(&stretch.plain, from);
        while let Some(next) = eat_any(&stretch.plain, start, terms!["đồng thời", "nay", "và", ","]) {
            start = skip(&stretch.plain, next);
        }
        match operation::at(stretch.s, start).filter(|operation| operation.end <= to) {
            Some(first) => {
                let further = operation::further(stretch.s, &stretch.plain, first.end, to);
                let mut operations = vec![first];
                operations.extend(further);
                for (i, operation) in operations.iter().enumerate() {
                    let end = operations.get(i + 1).map_or(to, |next| next.start);
                    let part = Part { operation: *operation, from: operation.end, to: end };
                    if i == 0 || has_object(view, &stretch, &part) || operation.phrase {
                        parts.push(part);
                    } else if let Some(before) = parts.last_mut() {
                        before.to = end;
                    }
                }
            }
            None => parts.extend(passive(&stretch, start, to).or_else(|| by_agency(view, &stretch, start, to))),
        }
    }
    parts.retain(|part| is_instruction(view, &stretch, part));
    if parts.is_empty() {
        return None;
    }
    let opens = opens(stretch.plain.trim_end());
    Some(Instruction { stretch, parts, opens })
}

/// "Điều 5 được sửa đổi, bổ sung như sau": the object comes first.
fn passive(stretch: &Stretch, from: usize, to: usize) -> Option<Part> {
    let (subject, verb) = suffered(&lower(&stretch.plain[from..to]))?;
    let mut operation = operation::at(stretch.s, from + verb)?;
    let lower = stretch.s[from..from + subject].to_lowercase();
    if ["cụm từ", "từ ", "các từ"].iter().any(|word| lower.trim_start().starts_with(word)) {
        operation.phrase = true;
        operation.verb = EffectVerb::Amends;
    } else if !names_one(&stretch.plain, from, from + subject) {
        return None;
    }
    Some(Part { operation, from, to: from + subject })
}

/// Where the words end before "được sửa đổi … như sau" in a sentence in small letters, and where the verb starts.
fn suffered(sentence: &str) -> Option<(usize, usize)> {
    const LONGEST: usize = 400;
    const VERBS: [&str; 8] = [
        "sửa đổi, bổ sung ",
        "sửa đổi và bổ sung ",
        "sửa đổi bổ sung ",
        "sửa đổi ",
        "bổ sung ",
        "thay thế ",
        "thay ",
        "đính chính ",
    ];
    const NEW: [&str; 4] = ["như sau", "lại như sau", "bằng", "thành"];
    sentence.match_indices(' ').find_map(|(at, _)| {
        let rest = sentence[at..].trim_start();
        let object = rest.strip_prefix("được ").or_else(|| rest.strip_prefix("bị "))?.trim_start();
        let states = |verb: &&str| {
            let tail = object.strip_prefix(*verb).map(str::trim_start);
            tail.is_some_and(|tail| NEW.iter().any(|words| tail.starts_with(words)))
        };
        let fits = VERBS.iter().any(states) && (3..=LONGEST).contains(&sentence[..at].chars().count());
        fits.then_some((at, sentence.len() - object.len()))
    })
}

/// Whether words end by saying that something follows: with a colon, "như sau", "gồm".
fn opens(words: &str) -> bool {
    const ENDS: [&str; 4] = ["như sau", "sau đây", "dưới đây", "gồm"];
    let tail = lower(&words[words.floor_char_boundary(words.len().saturating_sub(24))..]);
    let bare = tail.strip_suffix([':', '.']).unwrap_or(&tail);
    tail.ends_with(':') || bare.ends_with(':') || ENDS.iter().any(|end| bare.ends_with(end))
}

/// "…, Sở Giáo dục và Đào tạo đính chính Công văn số …": in a letter, which has no articles, its author is the subject.
fn by_agency(view: &View, stretch: &Stretch, from: usize, to: usize) -> Option<Part> {
    let sentence = &stretch.plain[from..to];
    let may = view.body == 0 && AGENCY_VERB.is_match(sentence);
    let verb = may.then(|| AGENCY.captures(sentence)).flatten()?.get(1)?;
    let operation = operation::at(stretch.s, from + verb.start())?;
    Some(Part { operation, from: operation.end, to })
}

/// Whether the part names a document.
fn has_object(view: &View, stretch: &Stretch, part: &Part) -> bool {
    !objects(stretch, view.references, part.from, part.to).is_empty() || names_one(&stretch.plain, part.from, part.to)
}

/// Whether the words are an instruction of drafting and no everyday sentence: provisions, a document, words of the
/// text, or "một số điều", "các văn bản sau" as their object.
fn is_instruction(view: &View, stretch: &Stretch, part: &Part) -> bool {
    let words = &stretch.plain[part.from..part.to];
    part.operation.phrase
        || has_object(view, stretch, part)
        || GENERAL.is_match(words)
        || part.operation.verb != EffectVerb::Amends && words.contains("văn bản") && opens(words.trim_end())
}

fn emit(
    view: &View,
    title: &Title,
    unit: usize,
    instruction: &Instruction,
    part: Part,
    may_list: bool,
    found: &mut Vec<Found>,
) {
    let stretch = &instruction.stretch;
    let mut to = part.to;
    let mut except = None;
    if let Some((start, what)) = excepted(&stretch.plain[part.from..to]) {
        except = Some((part.from + what, to));
        to = part.from + start;
    }
    let objects = objects(stretch, view.references, part.from, to);
    let operation = part.operation;
    let dates = Dates::of(&stretch.plain[part.from..part.to]);
    let span = words_of(stretch, part, except.map(|(_, end)| end));
    let make = |target, scope, rule, confidence| Found {
        verb: operation.verb,
        target,
        scope,
        except: except.map(|(from, to)| left_out(view, unit, stretch, from, to)),
        phrase: operation.phrase,
        from: dates.from,
        to: dates.to.filter(|_| operation.verb == EffectVerb::Suspends),
        span,
        unit,
        rule,
        confidence,
    };
    let mut own = Scope::read(stretch.s, &stretch.plain, part.from, to, operation.phrase);
    // The words behind complete the first of two ("khoản 3 và bãi bỏ khoản 5 Điều 9"); two alike become one.
    let next = instruction.parts.iter().find(|next| next.operation.start >= part.to);
    let behind = |scope: &mut Scope| {
        if next.is_some_and(|next| next.operation.verb != operation.verb)
            && let Some(behind) = Scope::read(stretch.s, &stretch.plain, part.to, stretch.plain.len(), operation.phrase)
        {
            scope.complete(&behind);
        }
    };
    let lists = may_list && except.is_none() && (instruction.opens || objects.is_empty() && own.is_none());
    if lists {
        let default =
            objects.first().map(|object| inherit::Named { target: view.in_full(object.reference), confidence: 0.9 });
        let default = default.or_else(|| inherit::target(view, title, unit));
        let mut scope = own.clone();
        if let Some(scope) = &mut scope {
            complete(view, unit, scope);
        }
        let heading = list::Heading { operation, target: default.as_ref(), scope: scope.as_ref(), dates };
        let before = found.len();
        list::items(view, unit, &heading, found);
        if own.is_none() && objects.is_empty() {
            list::annexed(view, unit, &heading, &stretch.plain[part.from..part.to], found);
        }
        if found.len() > before {
            return;
        }
    }
    if objects.is_empty() {
        let Some(scope) = &mut own else { return };
        behind(scope);
        if let Some(named) = inherit::target(view, title, unit) {
            found.push(make(named.target, own, "effect/inherited", named.confidence));
        }
        return;
    }
    let whole = |object: &Object| object.scope.is_none() && trailing(stretch, object, to);
    if let [object] = &objects[..]
        && (operation.phrase || whole(object))
    {
        let target = view.in_full(object.reference);
        found.push(make(target, own, "effect/instruction", 0.95));
        return;
    }
    for object in &objects {
        found.push(make(view.in_full(object.reference), object.scope.clone(), "effect/instruction", 0.95));
    }
}

/// Fills in the provisions that only the headings above the instruction name.
fn complete(view: &View, unit: usize, scope: &mut Scope) {
    for above in view.above(unit) {
        let Some(heading) = read(view, above) else { continue };
        for part in &heading.parts {
            let words = &heading.stretch;
            if let Some(outer) = Scope::read(words.s, &words.plain, part.from, part.to, false) {
                scope.complete(&outer);
            }
        }
    }
}

/// Provisions right behind the document: "Thông tư số … tại khoản 2 Điều 5", "… đối với Điều 7".
fn trailing(stretch: &Stretch, object: &Object, to: usize) -> bool {
    let end = object.reference.evidence.span.end - stretch.base;
    let tail = stretch.plain.get(end..to).unwrap_or_default().trim_start();
    ["tại ", "đối với ", "ở ", "gồm "].iter().any(|word| tail.starts_with(word))
}

/// Where the exception of a clause starts: with its "trừ", and behind it.
pub(super) fn excepted(words: &str) -> Option<(usize, usize)> {
    let m = EXCEPT.captures(words)?;
    Some((m.get(0)?.start(), m.name("what")?.start()))
}

/// What is left out; where a list below says it, the list's words.
fn left_out(view: &View, unit: usize, stretch: &Stretch, from: usize, to: usize) -> String {
    let words = collapse(stretch.s[from..to].trim_end_matches(['.', ';', ')']));
    if !opens(words.trim_end()) {
        return words;
    }
    let below = view.units.iter().enumerate().skip(unit + 1).take_while(|(i, _)| view.above(*i).any(|a| a == unit));
    let items: Vec<String> =
        below.map(|(_, u)| collapse(&view.text.content[u.words.start..u.words.end])).take(12).collect();
    if items.is_empty() { words } else { items.join(" ") }
}

/// The instruction's words, without "như sau" and what it introduces.
fn words_of(stretch: &Stretch, part: Part, end: Option<usize>) -> Span {
    let start = part.operation.start.min(part.from);
    let to = end.unwrap_or(part.to).max(start);
    let words = stretch.s[start..to].trim_end_matches([' ', ':', ';', '.', ',', '/']);
    let verb_end = part.operation.end.min(stretch.s.len());
    let end = (start + words.len()).max(if part.from < part.operation.start { verb_end } else { start });
    Span::new(stretch.base + start, stretch.base + end)
}

/// Sentences: from a capital behind ". " to the next.
pub(super) fn sentences(plain: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, _) in plain.match_indices(". ") {
        let next = skip(plain, at + 1);
        if plain[next..].starts_with(char::is_uppercase) {
            found.push((start, at + 1));
            start = next;
        }
    }
    found.push((start, plain.len()));
    found
}

/// "trừ khoản 2 Điều 5", and not the "(trừ trường chuyên biệt)" of a title.
static EXCEPT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)[,;(]?\s*(?:ngoại\s+)?\btrừ\s+",
        r"(?P<what>(?:các |những |một số |quy định |nội dung |trường hợp |khoản |điểm |điều |chương |mục |phụ lục |hiệu lực ))",
    ))
    .expect("a valid pattern")
});

static GENERAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^\s*(?:một số|các|những|toàn bộ|một phần|hiệu lực|\d+)?\s*(?:\(?\w*\)?\s*)?",
        r"(?:điều|khoản|điểm|nội dung|văn bản|quy định|thông tư|quyết định|nghị quyết|nghị định|luật|lỗi|sai sót|phụ lục|mẫu)\b",
    ))
    .expect("a valid pattern")
});

/// Without these words nothing is [`AGENCY`], whose search is slow.
static AGENCY_VERB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s(?:đính chính|điều chỉnh, bổ sung|sửa đổi, bổ sung|thay thế|bãi bỏ|hủy bỏ)\s")
        .expect("a valid pattern")
});

static AGENCY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|, |nay )(?:Bộ|Sở|Phòng|Ủy ban|Uỷ ban|UBND|HĐND|Hội đồng|Cục|Vụ|Ban|Văn phòng|Trường)\b[^,.;:]{0,120}?\s(?:xin\s+)?",
        r"(đính chính|điều chỉnh, bổ sung|sửa đổi, bổ sung|thay thế|bãi bỏ|hủy bỏ)\s",
    ))
    .expect("a valid pattern")
});
