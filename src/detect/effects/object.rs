//! Which documents a verb governs: "thay thế Thông tư A … và khoản 2 Điều 5 Thông tư B" has two objects; the documents
//! that stand inside their titles, or that amended them, are none.

use std::sync::LazyLock;

use regex::Regex;

use super::cues::within;
use super::provision::{Scope, runs};
use super::view::Stretch;
use super::words::in_word;
use crate::directive::{Reference, Span};

/// One object with the provisions that stand before it.
#[derive(Debug, Clone)]
pub(super) struct Object<'a> {
    /// The mention.
    pub reference: &'a Reference,
    /// The provisions named of it; `None`: the whole.
    pub scope: Option<Scope>,
}

/// The objects in `from..to` of `stretch`, in order; empty where the first mention is not governed from `from`.
pub(super) fn objects<'a>(
    stretch: &Stretch<'a>,
    references: &'a [Reference],
    from: usize,
    to: usize,
) -> Vec<Object<'a>> {
    let span = Span::new(stretch.base + from, stretch.base + to.max(from));
    let mut found: Vec<Object<'a>> = Vec::new();
    // Whether further members of a list belong to a document inside a title or to the amenders of one.
    let mut nested = false;
    let mut end = from;
    for reference in within(references, span) {
        let start = reference.evidence.span.start - stretch.base;
        if start < end {
            // A mention inside a mention (an amending law's name).
            continue;
        }
        if stretch.plain[start..].starts_with(' ') {
            // Quoted words.
            continue;
        }
        let gap = &stretch.plain[end..start];
        let core = core(gap);
        let governed = if found.is_empty() && end == from {
            leads(core, gap)
        } else {
            let known = found.iter().any(|o| o.reference.work == reference.work);
            coordinate(core, gap, known, &mut nested)
        };
        if !governed && found.is_empty() {
            return found;
        }
        if governed {
            let repeats = found.iter().any(|o| o.reference.work == reference.work && o.scope.is_none());
            let scope = Scope::read(stretch.s, &stretch.plain, end, start, false);
            if !(repeats && scope.is_none()) {
                found.push(Object { reference, scope });
            }
        }
        end = (reference.evidence.span.end - stretch.base).max(end);
    }
    found
}

/// The gap before a mention without the provisions and the small words at its end.
fn core(gap: &str) -> &str {
    let found: Vec<_> = runs(gap, 0, gap.len()).collect();
    let mut rest = gap.trim_end();
    loop {
        let before = rest.len();
        for word in
            ["của", "tại", "số", "các", "toàn bộ", "một phần", "một số", "nội dung", "trong", "những", "gồm", "cả"]
        {
            if let Some(stem) = rest.strip_suffix(word)
                && (stem.is_empty() || stem.ends_with(' '))
            {
                rest = stem.trim_end();
            }
        }
        if let Some(run) = found.iter().find(|run| run.end == rest.len() && run.start < rest.len()) {
            rest = rest[..run.start].trim_end();
        }
        if rest.len() == before {
            return rest;
        }
    }
}

/// Whether the first mention is the verb's own object: no sentence ends before it and no other word governs it.
fn leads(core: &str, gap: &str) -> bool {
    let lower = core.to_lowercase();
    !gap.contains(". ") && !gap.contains('\n') && !governs_else(&lower)
}

/// Whether a further mention is one more object.
fn coordinate(core: &str, gap: &str, known: bool, nested: &mut bool) -> bool {
    let lower = core.to_lowercase();
    let trimmed = lower.trim();
    if trimmed.is_empty() || trimmed.ends_with([';', ':']) || gap.contains(';') && ATTACHED.is_match(trimmed) {
        let joint = gap.contains([';', ':']);
        *nested &= !joint;
        return joint;
    }
    if [",", "và", "cùng với", "cùng", "hoặc"].iter().any(|word| trimmed.ends_with(word)) {
        // In a title's "… của Thông tư B và Thông tư C" the list goes on in the title.
        return !*nested;
    }
    if ATTACHED.is_match(trimmed) {
        return !*nested;
    }
    let amenders = AMENDED_BY.is_match(&gap.to_lowercase());
    // "… tạm ngưng hiệu lực Nghị định B và Nghị quyết C": the title of an object acts on others; where it acts on a
    // document that is an object itself, the list of objects goes on behind it.
    let acts = ACTS.is_match(trimmed) && !known;
    *nested = amenders || acts || gap.trim_end().ends_with("các");
    false
}

/// Whether words end with one that governs the mention after them in the verb's place.
fn governs_else(lower: &str) -> bool {
    const ANYWHERE: [&str; 15] = [
        "trái với",
        "khác với",
        "căn cứ",
        "thực hiện",
        "thi hành",
        "hướng dẫn",
        "triển khai",
        "về việc",
        "phù hợp với",
        "so với",
        "sửa đổi",
        "bổ sung",
        "thay thế",
        "bãi bỏ",
        "đính chính",
    ];
    const LONGER: [&str; 2] = ["ngưng hiệu lực", "quy định chi tiết"];
    let behind = |word: &str, free: fn(char) -> bool| {
        lower.strip_suffix(word).is_some_and(|head| head.chars().next_back().is_none_or(free))
    };
    ANYWHERE.iter().chain(&LONGER).any(|word| lower.ends_with(word))
        || ["bởi", "bằng", "như", "khi"].iter().any(|word| behind(word, |c| !in_word(c)))
        || ["theo quy định", "theo quy định tại"].iter().any(|words| behind(words, char::is_whitespace))
        // "kèm theo", "theo" behind "h" ("hành theo") are other words.
        || lower.strip_suffix(" theo").is_some_and(|head| !head.is_empty() && !head.ends_with(['m', 'h']))
}

/// "và Quy chế … ban hành kèm theo": a document named by what it puts in force.
static ATTACHED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|[,;]|\bvà)\s*(?:các\s+)?(?:quy chế|quy định|quy trình|điều lệ|chương trình|danh mục|phụ lục|nội quy|",
        r"chuẩn|tiêu chuẩn|định mức|bộ |bảng|khung|mẫu|đề án|kế hoạch)[^;]*(?:ban hành|kèm)\s+(?:kèm\s+)?theo$",
    ))
    .expect("a valid pattern")
});

/// "được sửa đổi, bổ sung bởi": what follows changed the object, and is not changed.
static AMENDED_BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:được|bị)\s+(?:sửa đổi|bổ sung|thay thế|bãi bỏ|đính chính)[^;]*(?:bởi|tại|theo|bằng|ở)\s*(?:các\s*)?(?:[^,;]*)$")
        .expect("a valid pattern")
});

/// A verb of drafting inside a title.
static ACTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:sửa đổi|bổ sung|bãi bỏ|thay thế|đính chính|ngưng hiệu lực|điều chỉnh)[^;]{0,120}$")
        .expect("a valid pattern")
});
