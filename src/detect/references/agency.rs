//! Cơ quan ban hành: the name after "của", with the right end ("của Bộ trưởng Bộ GD&ĐT | quy định …").
//!
//! A name is a head (Bộ, UBND, Ban Thường vụ …) and what may follow it: names of fields, levels with their place,
//! capitalised words. It ends before the first word that cannot belong to it.

use super::agency_names::{FIELDS, HEADS, INSIDE, JOINTS, LEVELS, NAMES, OFFICES, TERMS};
use super::scan::{after, eat_any, eat_word, skip_blank, word_end};
use crate::detect::terms::{Opening, Terms};

/// Reads an agency's name at `at`: its end. `joint`: several agencies may be named.
pub(super) fn parse(s: &str, at: usize, joint: bool) -> Option<usize> {
    let mut end = one(s, at)?;
    if joint {
        for _ in 0..6 {
            let Some(next) = next_of_joint(s, end) else { break };
            end = next;
        }
    }
    Some(end)
}

fn next_of_joint(s: &str, end: usize) -> Option<usize> {
    let p = skip_blank(s, end);
    let glue = JOINTS.iter().find_map(|joint| s[p..].starts_with(joint).then(|| p + joint.len()))?;
    one(s, skip_blank(s, glue))
}

fn one(s: &str, at: usize) -> Option<usize> {
    let mut p = at;
    let mut end = None;
    // Offices: each may stand alone or before the agency; "Chủ tịch nước" is no office of something else.
    for _ in 0..3 {
        let opening = Opening::at(s, p);
        if NAMES.eat_from(s, p, &opening).is_some() {
            break;
        }
        let Some(office) = OFFICES.eat_from(s, p, &opening) else { break };
        end = Some(office);
        p = skip_blank(s, office);
        if after(s, p) == Some(',') && eat_any(s, skip_blank(s, p + 1), &OFFICES).is_some() {
            p = skip_blank(s, p + 1);
        }
    }
    let opening = Opening::at(s, p);
    if let Some(name) = NAMES.eat_from(s, p, &opening) {
        return Some(tail(s, name));
    }
    let Some(head) = HEADS.eat_from(s, p, &opening) else {
        return end.map(|end| tail(s, end));
    };
    let p = skip_blank(s, head);
    // "của Phòng ⏎ GD&ĐT": no issuer ends with a bare head, so the wrap was not joined.
    let next = super::scan::skip_wrap(s, head);
    if after(s, p) == Some('\n') && next == p + 1 {
        let named = s[next..word_end(s, next)].chars().filter(|c| c.is_uppercase()).count() >= 2
            && super::words::at(s, next).is_none();
        if let Some(end) = eat_field(s, next).or_else(|| eat_any(s, next, &LEVELS)) {
            return Some(tail(s, end));
        }
        if named {
            return Some(tail(s, abbreviation_end(s, word_end(s, next))));
        }
    }
    if let Some(field) = eat_field(s, p) {
        return Some(tail(s, field));
    }
    Some(tail(s, head))
}

fn eat_field(s: &str, at: usize) -> Option<usize> {
    // Dashes of any length, with or without blanks, are one.
    FIELDS
        .likely(s, at)
        .filter_map(|field| {
            let mut p = at;
            for (i, word) in field.split(' ').enumerate() {
                if i > 0 {
                    p = skip_blank(s, p);
                }
                p = match word {
                    "-" => p + after(s, p).filter(|c| matches!(c, '-' | '–'))?.len_utf8(),
                    _ if word.ends_with(',') => {
                        let end = eat_word(s, p, word.trim_end_matches(','))?;
                        s[end..].starts_with(',').then_some(end + 1)?
                    }
                    _ => eat_word(s, p, word)?,
                };
            }
            Some(p)
        })
        .max()
}

/// What may follow: levels, places, terms, capitalised words and their second syllables.
fn tail(s: &str, start: usize) -> usize {
    let mut end = start;
    let mut syllable = false;
    for _ in 0..24 {
        let p = skip_blank(s, end);
        if p == end {
            break;
        }
        let opening = Opening::at(s, p);
        if let Some(term) = TERMS.eat_from(s, p, &opening) {
            let q = skip_blank(s, term);
            let number = q + super::scan::leading(&s[q..], |c| c.is_alphanumeric() || c == '-' || c == '–');
            if number > q {
                end = number;
                syllable = false;
                continue;
            }
            break;
        }
        if let Some(level) = LEVELS.eat_from(s, p, &opening) {
            end = if s[level..].starts_with('.') && s[p..level].eq_ignore_ascii_case("tp") { level + 1 } else { level };
            syllable = false;
            continue;
        }
        if let Some(name) = NAMES.eat_from(s, p, &opening).or_else(|| INSIDE.eat_from(s, p, &opening)) {
            end = name;
            syllable = false;
            continue;
        }
        let word = word_end(s, p);
        let first = after(s, p);
        if first.is_some_and(char::is_uppercase) {
            if super::words::at(s, p).is_some() || is_title_word(s, p) {
                break;
            }
            end = abbreviation_end(s, word);
            syllable = s[p..word].chars().filter(|c| c.is_uppercase()).count() == 1;
            continue;
        }
        if first.is_some_and(|c| c.is_ascii_digit()) && word - p <= 3 && !syllable {
            // "Ban Chỉ đạo 35", "Quận 1".
            end = word;
            continue;
        }
        let joint = eat_word(s, p, "và")
            .or_else(|| matches!(first, Some('-' | '–')).then(|| p + 1 + usize::from(first == Some('–')) * 2));
        if let Some(joint) = joint {
            let q = skip_blank(s, joint);
            let opening = Opening::at(s, q);
            let next_is_new = super::words::at(s, q).is_some()
                || [&HEADS, &OFFICES, &NAMES].iter().any(|list| list.eat_from(s, q, &opening).is_some());
            if syllable_field(s, q) && !next_is_new && q > joint {
                end = word_end(s, q);
                syllable = true;
                continue;
            }
            break;
        }
        // The second syllable of a capitalised word ("Hạ tầng"), but no verb or preposition.
        if syllable && first.is_some_and(char::is_lowercase) && !is_stop(&s[p..word]) {
            end = word;
            syllable = false;
            continue;
        }
        break;
    }
    end
}

fn syllable_field(s: &str, at: usize) -> bool {
    after(s, at).is_some_and(char::is_uppercase)
}

/// "GD&ĐT", "LĐ-TB&XH": abbreviations joined without blanks.
fn abbreviation_end(s: &str, mut end: usize) -> usize {
    while let Some(glue) = after(s, end).filter(|c| matches!(c, '&' | '-' | '–' | '.')) {
        let next = word_end(s, end + glue.len_utf8());
        if next == end + glue.len_utf8() || !after(s, end + glue.len_utf8()).is_some_and(char::is_uppercase) {
            break;
        }
        end = next;
    }
    end
}

/// Capitalised words that open the title of the document, not part of its issuer ("của Chính phủ Quy định về …").
fn is_title_word(s: &str, at: usize) -> bool {
    static TITLE: Terms = Terms::new(&[
        "quy định",
        "qui định",
        "ban hành",
        "phê duyệt",
        "về",
        "hướng dẫn",
        "v/v",
        "sửa đổi",
        "bổ sung",
        "triển khai",
        "tăng cường",
        "tiếp tục",
        "điều",
        "khoản",
        "thực hiện",
        "công bố",
        "bãi bỏ",
        "thay thế",
        "căn cứ",
        "theo",
        "đẩy mạnh",
        "tổ chức thực hiện",
        "quy chế",
        "giao",
    ]);
    eat_any(s, at, &TITLE).is_some()
}

/// Small words that never belong to a name: verbs and prepositions that follow an issuer.
fn is_stop(word: &str) -> bool {
    [
        "về", "việc", "ban", "quy", "hướng", "ngày", "là", "đã", "được", "có", "và", "số", "thực", "triển", "tại",
        "trong", "cho", "với", "để", "theo", "từ", "đến", "khi", "nếu", "thì", "này", "năm", "gắn", "tiếp", "chỉ",
        "phê", "giao", "sửa", "nhằm", "yêu", "của", "như", "các", "những", "do", "vào", "trên", "đối", "hoặc", "cũng",
        "còn", "phải", "không", "đề", "nêu", "bổ", "thay", "bãi", "liên", "đang", "sẽ", "bị", "cùng", "làm", "mà",
        "tới", "bằng",
    ]
    .contains(&word)
}
