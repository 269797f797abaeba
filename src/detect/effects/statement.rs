//! Statements: "Thông tư này … thay thế Thông tư số …", "Quyết định số … hết hiệu lực kể từ ngày …".
//!
//! The active form needs this document as its subject, the passive one no other document as its author: what two
//! other documents did to each other is no effect of this one.

use std::sync::LazyLock;

use regex::Regex;

use super::cues::Cues;
use super::date::Dates;
use super::found::Found;
use super::instruction::{excepted, sentences};
use super::list;
use super::object::objects;
use super::operation::Operation;
use super::structure::Rank;
use super::view::{Stretch, View};
use super::words::{in_word, skip, standing};
use crate::detect::letters::lower;
use crate::detect::terms::{Terms, terms};
use crate::directive::{EffectVerb, Span};

/// The words for this document: "Thông tư này".
pub(super) const OWN: &str = concat!(
    r"(?:thông tư(?: liên tịch)?|quyết định|nghị định|bộ luật|luật|pháp lệnh|nghị quyết(?: liên tịch)?|quy chế|",
    r"quy định|điều lệ|văn bản|công văn|công điện|kế hoạch|phương án|hướng dẫn|chỉ thị|chương trình|thông báo|báo cáo|",
    r"tờ trình|đề án|kết luận) này",
);

/// All effects that statements make, in the order of the text.
pub(super) fn effects(view: &View) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, unit) in view.units.iter().enumerate() {
        if unit.quoted || unit.rank == Rank::Row || unit.words.is_empty() || view.repeats(index) {
            continue;
        }
        let cues = view.cues[index];
        if !cues.has(Cues::CHANGES) && !cues.has(Cues::FORCE) {
            continue;
        }
        let words = &view.text.content[unit.words.start..unit.words.end];
        let active = words.contains("này") || words.contains('(');
        let passive = words.contains("iệu lực") || words.contains(" bị ") || words.contains("được ");
        if !active && !passive {
            continue;
        }
        let stretch = view.stretch(unit.words);
        for (from, to) in sentences(&stretch.plain) {
            let lower = lower(&stretch.plain[from..to]);
            if !Cues::effect_in(&lower) || is_condition(&lower) {
                continue;
            }
            if active {
                acts(view, index, &stretch, (from, to), &lower, &mut found);
            }
            if passive {
                ends(view, index, &stretch, (from, to), &lower, &mut found);
            }
        }
    }
    found
}

/// "Thông tư này có hiệu lực … và thay thế …".
fn acts(view: &View, unit: usize, stretch: &Stretch, sentence: (usize, usize), lower: &str, found: &mut Vec<Found>) {
    let (from, to) = sentence;
    // "(thay thế Công văn số …)" stands behind the document's own title.
    let title =
        view.header.found.iter().any(|f| f.field == "subject" && f.evidence.span.overlaps(&view.units[unit].whole));
    let own = if lower.contains(" này") { standing(&SUBJECT, lower, 0) } else { None };
    let mut at = match &own {
        Some(own) => own.end,
        None if title => 0,
        None => return,
    };
    let own_end = at;
    while let Some(verb) = standing(&VERB, lower, at) {
        let object = verb.end
            + lower[verb.end..].strip_prefix(" cho").filter(|r| !r.starts_with(in_word)).map_or(0, |_| " cho".len());
        at = object;
        let between = lower[own_end..verb.start].trim_end();
        let direct = match own {
            Some(_) => is_active(between),
            None => between.ends_with('('),
        };
        if !direct {
            continue;
        }
        let verbs = std::iter::successors(standing(&VERB, lower, object), |last| standing(&VERB, lower, last.end));
        let next = verbs.map(|next| next.start).find(|&next| {
            let before = lower[object..next].trim_end();
            before.ends_with(" và") || before.ends_with([',', ';']) || before.ends_with("đồng thời")
        });
        let (start, mut end) = (from + object, from + next.unwrap_or(lower.len()).min(to - from));
        let mut except = None;
        if let Some((stop, what)) = excepted(&stretch.plain[start..end]) {
            except = Some(stretch.s[start + what..end].trim_end_matches(['.', ')', ';', '/']).trim().to_owned());
            end = start + stop;
        }
        let verb = verb_of(&lower[verb]);
        let dates = Dates::of(&stretch.plain[start..end]);
        let objects = objects(stretch, view.references, start, end);
        if objects.is_empty() && stretch.plain[start..end].trim_end().ends_with(':') {
            let operation = Operation { verb, phrase: false, start, end };
            list::items(view, unit, &list::Heading { operation, target: None, scope: None, dates }, found);
        }
        for object in objects {
            found.push(Found {
                verb,
                target: view.in_full(object.reference),
                scope: object.scope,
                except: except.clone(),
                phrase: false,
                from: dates.from,
                to: None,
                span: span_of(stretch, from + own_start(lower), end),
                unit,
                rule: "effect/statement",
                confidence: 0.95,
            });
        }
    }
}

/// "Thông tư số … hết hiệu lực", "… bị bãi bỏ kể từ ngày Quyết định này có hiệu lực".
fn ends(view: &View, unit: usize, stretch: &Stretch, sentence: (usize, usize), lower: &str, found: &mut Vec<Found>) {
    let (from, to) = sentence;
    let Some(m) = ENDS.captures(lower) else { return };
    let (Some(whole), Some(word)) = (m.get(0), m.get(1)) else { return };
    let before = lower[..whole.start()].trim_end();
    let unreal = ["đã", "khi", "nếu", "ngày", "còn", "chưa", "không", "trước", "sau", "thời điểm", "hoặc"];
    if unreal.iter().any(|word| before.ends_with(word)) {
        return;
    }
    // "Kể từ ngày Nghị định này có hiệu lực, …"
    let start = OPENING.find(lower).map_or(0, |m| m.end());
    let start = skip(&stretch.plain, from + start);
    let end = from + whole.start();
    if start >= end {
        return;
    }
    let after = &lower[whole.end()..];
    if AGENT.is_match(after) && !OWN_AGENT.is_match(after) {
        return;
    }
    let verb = if word.as_str().contains("thay thế") {
        EffectVerb::Replaces
    } else if word.as_str().contains("ngưng") || word.as_str().contains("đình chỉ") {
        EffectVerb::Suspends
    } else {
        EffectVerb::Repeals
    };
    let dates = Dates::of(&stretch.plain[from + whole.end()..to]);
    let except = excepted(after).map(|(_, what)| {
        stretch.s[from + whole.end() + what..to].trim_end_matches(['.', ')', ';', '/']).trim().to_owned()
    });
    let objects = objects(stretch, view.references, start, end);
    if objects.is_empty() && after.trim_end().ends_with(':') {
        let operation = Operation { verb, phrase: false, start, end };
        list::items(view, unit, &list::Heading { operation, target: None, scope: None, dates }, found);
    }
    for object in objects {
        found.push(Found {
            verb,
            target: view.in_full(object.reference),
            scope: object.scope,
            except: except.clone(),
            phrase: false,
            from: dates.from,
            to: dates.to.filter(|_| verb == EffectVerb::Suspends),
            span: span_of(stretch, start, to),
            unit,
            rule: "effect/ends",
            confidence: 0.9,
        });
    }
}

/// Whether a sentence says what would be, or how to read citations.
fn is_condition(lower: &str) -> bool {
    const OPENINGS: [&str; 5] = ["trường hợp", "trong trường hợp", "nếu", "khi", "trong quá trình"];
    let opens = |word: &&str| lower.trim_start().strip_prefix(*word).is_some_and(|rest| !rest.starts_with(in_word));
    OPENINGS.iter().any(opens) || lower.contains("dẫn chiếu") && standing(terms!["dẫn chiếu"], lower, 0).is_some()
}

fn own_start(lower: &str) -> usize {
    standing(&SUBJECT, lower, 0).map_or(0, |own| own.start)
}

fn span_of(stretch: &Stretch, from: usize, to: usize) -> Span {
    let words = stretch.s[from..to].trim_end_matches([' ', '.', ';', ',', '/', ':']);
    let words = words.strip_suffix(" và").unwrap_or(words);
    Span::new(stretch.base + from, stretch.base + from + words.len())
}

fn verb_of(word: &str) -> EffectVerb {
    match word {
        word if word.starts_with("thay") => EffectVerb::Replaces,
        word if word.starts_with("sửa") || word.starts_with("bổ") || word.starts_with("điều") => {
            EffectVerb::Amends
        }
        "đính chính" => EffectVerb::Corrects,
        word if word.contains("ngưng") => EffectVerb::Suspends,
        _ => EffectVerb::Repeals,
    }
}

/// As [`OWN`].
static SUBJECT: Terms = Terms::new(&[
    "thông tư này",
    "thông tư liên tịch này",
    "quyết định này",
    "nghị định này",
    "bộ luật này",
    "luật này",
    "pháp lệnh này",
    "nghị quyết này",
    "nghị quyết liên tịch này",
    "quy chế này",
    "quy định này",
    "điều lệ này",
    "văn bản này",
    "công văn này",
    "công điện này",
    "phương án này",
    "báo cáo này",
    "tờ trình này",
    "kế hoạch này",
    "hướng dẫn này",
    "chỉ thị này",
    "chương trình này",
    "thông báo này",
    "đề án này",
    "kết luận này",
]);

static VERB: Terms = Terms::new(&[
    "thay thế",
    "thay cho",
    "bãi bỏ",
    "hủy bỏ",
    "huỷ bỏ",
    "sửa đổi, bổ sung",
    "sửa đổi",
    "điều chỉnh, bổ sung",
    "đính chính",
    "ngưng hiệu lực",
]);

/// Whether between this document and its verb stands nothing, or the words on its entry into force, or another verb.
fn is_active(between: &str) -> bool {
    const JOINTS: [&str; 5] = ["và", "sẽ", "để", "đồng thời", "được ban hành"];
    let bare = between.strip_prefix([',', ';']).unwrap_or(between).trim_start();
    if bare.is_empty() || JOINTS.contains(&bare) {
        return true;
    }
    let joined = |word: &str| between.strip_suffix(word).filter(|head| !head.ends_with(in_word));
    let mark = between.strip_suffix([',', ';']);
    let both = mark.or_else(|| joined("và")).or_else(|| joined("đồng thời"));
    both.or_else(|| joined("để")).is_some_and(enters) || both.is_some_and(changes)
}

/// Whether not long before the end of a clause its entry into force is spoken of, or a year.
fn enters(clause: &str) -> bool {
    const REACH: usize = 120;
    let near = |end: usize| clause[end..].chars().count() <= REACH;
    let words = ["hiệu lực", "ngày ký", "ban hành"];
    let year = || {
        let digits = |at: usize| clause.as_bytes()[at..at + 4].iter().all(u8::is_ascii_digit);
        (0..clause.len().saturating_sub(3)).rev().find(|&at| digits(at)).is_some_and(|at| near(at + 4))
    };
    !clause.contains(';')
        && (words.iter().any(|word| clause.rfind(word).is_some_and(|at| near(at + word.len()))) || year())
}

/// Whether the first clause holds another verb of drafting.
fn changes(words: &str) -> bool {
    let clause = words.find(';').map_or(words, |end| &words[..end]);
    ["thay thế", "bãi bỏ", "hủy bỏ", "sửa đổi"].iter().any(|verb| clause.contains(verb))
}

static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\s(?:sẽ\s+|đều\s+|cũng\s+)?(hết hiệu lực|chấm dứt hiệu lực|không còn hiệu lực|(?:bị|được) (?:bãi bỏ|hủy bỏ|huỷ bỏ|",
        r"thay thế (?:bằng|bởi)|thay thế|ngưng hiệu lực|tạm ngưng|đình chỉ)|",
        r"(?:tạm )?ngưng hiệu lực(?: thi hành)? (?:kể từ|từ|đến|cho đến))",
    ))
    .expect("a valid pattern")
});

/// "Kể từ ngày … có hiệu lực …," before the subject.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:kể\s+)?từ\s+ngày\s+[^,;]{0,120}?(?:,|thì|:)\s*|^\s*riêng\s+").expect("a valid pattern")
});

/// "bởi Thông tư số …": another document did it.
static AGENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[^,;.]{0,40}\b(?:bởi|bằng|theo|tại)\b").expect("a valid pattern"));

static OWN_AGENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"^[^;.]{{0,60}}\b(?:bởi|bằng|theo|tại)\s+(?:quy định tại\s+)?{OWN}")).expect("a valid pattern")
});
