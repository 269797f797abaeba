//! The verbs of drafting: what an instruction does, and whether to words or to provisions
//! (Nghị định 78/2025/NĐ-CP and before it 34/2016/NĐ-CP, on amending, replacing, repealing and correcting).

use super::words::{eat, eat_any, eat_ranked, skip};
use crate::detect::terms::{Opening, Terms, terms};
use crate::directive::EffectVerb;

/// Longest first where one begins another.
static VERBS: Terms = Terms::new(&[
    "sửa đổi, bổ sung",
    "sửa đổi và bổ sung",
    "sửa đổi bổ sung",
    "sửa đổi",
    "bổ sung",
    "điều chỉnh, bổ sung",
    "điều chỉnh",
    "bãi bỏ",
    "hủy bỏ",
    "huỷ bỏ",
    "bỏ",
    "thay thế cho",
    "thay thế",
    "thay cho",
    "thay",
    "đính chính",
    "ngưng hiệu lực",
    "tạm ngưng hiệu lực",
    "tạm ngưng",
    "đình chỉ việc thi hành",
    "đình chỉ thi hành",
    "đình chỉ",
]);

/// What each of [`VERBS`] does.
const DOES: [EffectVerb; 22] = [
    EffectVerb::Amends,
    EffectVerb::Amends,
    EffectVerb::Amends,
    EffectVerb::Amends,
    EffectVerb::Amends,
    EffectVerb::Amends,
    EffectVerb::Amends,
    EffectVerb::Repeals,
    EffectVerb::Repeals,
    EffectVerb::Repeals,
    EffectVerb::Repeals,
    EffectVerb::Replaces,
    EffectVerb::Replaces,
    EffectVerb::Replaces,
    EffectVerb::Replaces,
    EffectVerb::Corrects,
    EffectVerb::Suspends,
    EffectVerb::Suspends,
    EffectVerb::Suspends,
    EffectVerb::Suspends,
    EffectVerb::Suspends,
    EffectVerb::Suspends,
];

/// What an instruction does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Operation {
    /// The verb; of several different ones the amending one.
    pub verb: EffectVerb,
    /// Whether words are put in, out or exchanged.
    pub phrase: bool,
    /// Where the verb starts.
    pub start: usize,
    /// Where its object starts.
    pub end: usize,
}

/// The operation whose verb stands at `at`; `s` is the text with its quotations, which an operation on words has
/// right behind it.
pub(super) fn at(s: &str, at: usize) -> Option<Operation> {
    let (mut end, mut verb) = verb_at(s, at)?;
    let short = matches!(s[at..end].to_lowercase().as_str(), "bỏ" | "thay" | "điều chỉnh" | "đình chỉ" | "tạm ngưng");
    // "Sửa đổi, bổ sung, thay thế, bãi bỏ một số …": one instruction with several verbs.
    while let Some((next, also)) = eat_any(s, skip(s, end), terms![",", "và", ";"]).and_then(|p| verb_at(s, skip(s, p)))
    {
        if also != verb {
            verb = EffectVerb::Amends;
        }
        end = next;
    }
    let mut p = skip(s, end);
    while let Some(next) = eat_any(s, p, terms!["các", "một số", "những", "thêm", "toàn bộ", "lại"]) {
        p = skip(s, next);
    }
    let words =
        eat_any(s, p, terms!["cụm từ", "từ ngữ", "từ", "chữ", "dấu"]).is_some() && eat(s, p, "từ ngày").is_none();
    let quote = s[p..].starts_with(['“', '"', '«']);
    let numeral = eat(s, p, "số").is_some_and(|next| s[skip(s, next)..].starts_with(['“', '"']));
    let phrase = (words || quote || numeral) && !matches!(verb, EffectVerb::Corrects | EffectVerb::Suspends);
    if phrase {
        verb = EffectVerb::Amends;
    } else if short && !is_object(s, p) {
        return None;
    }
    Some(Operation { verb, phrase, start: at, end: skip(s, end) })
}

/// A short verb is an everyday word; as an instruction it has a provision or a document behind it.
fn is_object(s: &str, at: usize) -> bool {
    static OBJECTS: Terms = Terms::new(&[
        "điều",
        "khoản",
        "điểm",
        "phụ lục",
        "mẫu",
        "biểu",
        "chương",
        "mục",
        "nội dung",
        "quy định",
        "thông tư",
        "quyết định",
        "nghị định",
        "nghị quyết",
        "công văn",
        "kế hoạch",
        "tên",
        "việc thi hành",
        "hiệu lực",
        "thi hành",
    ]);
    eat_any(s, at, &OBJECTS).is_some()
}

fn verb_at(s: &str, at: usize) -> Option<(usize, EffectVerb)> {
    eat_ranked(s, at, &Opening::at(s, at), &VERBS).map(|(end, rank)| (end, DOES[rank]))
}

/// The places in `plain[from..to]` where a further instruction of the sentence starts: behind ";", "," or "và".
pub(super) fn further(s: &str, plain: &str, from: usize, to: usize) -> Vec<Operation> {
    let mut found = Vec::new();
    let mut p = from;
    // With these bytes the joints begin.
    while let Some(next) = plain
        .as_bytes()
        .get(p..to)
        .and_then(|rest| rest.iter().position(|byte| matches!(byte, b';' | b',' | b'v' | b'V' | 0xc4)))
    {
        p += next;
        let c = plain[p..].chars().next().map_or(1, char::len_utf8);
        let boundary = p == 0 || plain[..p].ends_with([' ', ';', ',']);
        let joint = match plain.as_bytes()[p] {
            b';' | b',' => Some(p + 1),
            _ => boundary.then(|| eat_any(plain, p, terms!["và", "đồng thời"])).flatten(),
        };
        // The comma of "được sửa đổi, bổ sung bởi" joins no instructions.
        let inside =
            || ["sửa đổi", "điều chỉnh", "thay thế", "bãi bỏ"].iter().any(|w| plain[..p].trim_end().ends_with(w));
        let Some(mut next) = joint.filter(|end| *end <= to && !inside()) else {
            p += c;
            continue;
        };
        next = skip(plain, next);
        while let Some(end) = eat_any(plain, next, terms!["và", "đồng thời"]) {
            next = skip(plain, end);
        }
        match at(s, next).filter(|operation| operation.end <= to) {
            Some(operation) => {
                p = operation.end;
                found.push(operation);
            }
            None => p += c,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_an_instruction_does() {
        use EffectVerb::{Amends, Corrects, Repeals, Replaces, Suspends};
        for (s, want) in [
            ("Sửa đổi, bổ sung khoản 1", Some((Amends, false))),
            ("Bãi bỏ Điều 4", Some((Repeals, false))),
            ("Bỏ cụm từ “a” tại Điều 4", Some((Amends, true))),
            ("Bãi bỏ các cụm từ “a”, “b” tại Điều 4", Some((Amends, true))),
            ("Thay thế Phụ lục II", Some((Replaces, false))),
            ("Thay thế cụm từ “a” bằng cụm từ “b”", Some((Amends, true))),
            ("Thay cụm từ “a” bằng “b”", Some((Amends, true))),
            ("Sửa đổi, bổ sung, thay thế, bỏ một số cụm từ", Some((Amends, true))),
            ("Đính chính lỗi kỹ thuật", Some((Corrects, false))),
            ("Ngưng hiệu lực thi hành khoản 2", Some((Suspends, false))),
            ("Bỏ khoản 2", Some((Repeals, false))),
            ("Bỏ học giữa chừng", None),
            ("Thay đổi phương pháp", None),
            ("Điều chỉnh kế hoạch dạy học", Some((Amends, false))),
            ("Điều chỉnh thời khóa biểu", None),
        ] {
            assert_eq!(at(s, 0).map(|o| (o.verb, o.phrase)), want, "{s}");
        }
    }

    #[test]
    fn finds_the_further_instructions_of_a_sentence() {
        let s = "khoản 3 và bổ sung khoản 5; bãi bỏ Điều 7, thay thế cụm từ “a; bỏ cụm từ” bằng “b”";
        let plain = super::super::words::unquoted(s);
        let verbs: Vec<_> = further(s, &plain, 0, s.len()).iter().map(|o| (o.verb, o.phrase)).collect();
        assert_eq!(verbs, [(EffectVerb::Amends, false), (EffectVerb::Repeals, false), (EffectVerb::Amends, true)]);
    }
}
