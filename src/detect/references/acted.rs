//! What a directive states one cited document to have done to another: "A được sửa đổi, bổ sung bởi B", "A và các Thông
//! tư sửa đổi, bổ sung B, C", "B thay thế A".
//!
//! It is read between two mentions that follow each other in one sentence, and kept with the one that was acted upon.
//! What the directive itself does is no such statement ([`effects`](mod@crate::detect::effects)).

use crate::detect::tokens::Tokens;
use crate::directive::{ActedOn, EffectVerb, Reference, Span};

/// Words between two mentions are read up to this length, in bytes.
const FAR: usize = 200;

/// Fills in [`Reference::acted`] of mentions that stand in the order of the text.
pub(super) fn read(tokens: &Tokens<'_>, references: &mut [Reference]) {
    let s = tokens.lower;
    for at in 0..references.len().saturating_sub(1) {
        let Some(words) = Between::of(s, &references[at], &references[at + 1]) else { continue };
        let Some((verb, is_first_acted_on)) = words.statement(s, &references[at]) else { continue };
        if !is_first_acted_on {
            let (by, text) = (references[at].work.clone(), words_of(tokens, &references[at..=at + 1]));
            references[at + 1].acted.push(ActedOn { verb, by, text });
            continue;
        }
        // The acting ones may be a list.
        let mut last = at + 1;
        while let Some(next) = references.get(last + 1)
            && Between::of(s, &references[last], next).is_some_and(|words| words.is_joint())
        {
            last += 1;
        }
        let text = words_of(tokens, &references[at..=last]);
        let acting: Vec<String> = references[at + 1..=last].iter().map(|one| one.work.clone()).collect();
        references[at].acted.extend(acting.into_iter().map(|by| ActedOn { verb, by, text: text.clone() }));
    }
}

/// The words from the first of these mentions to the last, white space collapsed.
fn words_of(tokens: &Tokens<'_>, references: &[Reference]) -> String {
    let (Some(first), Some(last)) = (references.first(), references.last()) else { return String::new() };
    let words = tokens.text.content.get(first.evidence.span.start..last.evidence.span.end).unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words between two mentions, without the words for the kind of the second one.
struct Between<'a> {
    words: Vec<&'a str>,
    /// Whether a comma stands right behind the first mention.
    apart: bool,
}

impl<'a> Between<'a> {
    /// `None` where they do not stand in one sentence, near each other.
    fn of(s: &'a str, first: &Reference, second: &Reference) -> Option<Self> {
        let Span { start, end } = second.evidence.span;
        let between = s.get(first.evidence.span.end..start)?;
        if between.len() > FAR || between.contains(['\n', ';']) || between.contains(". ") {
            return None;
        }
        let lead = s[start..end].split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
        let mut words: Vec<&str> = [between, lead].into_iter().flat_map(words_in).collect();
        const KINDS: [&str; 18] = [
            "các", "cả", "số", "thông", "tư", "liên", "tịch", "nghị", "định", "quyết", "luật", "bộ", "văn", "bản",
            "công", "chỉ", "thị", "hướng",
        ];
        while words.last().is_some_and(|word| KINDS.contains(word)) {
            words.pop();
        }
        Some(Self { words, apart: between.trim_start().starts_with(',') })
    }

    /// Whether nothing but a joint stands between them.
    fn is_joint(&self) -> bool {
        self.words.iter().all(|word| ["và", "hoặc", "cùng"].contains(word))
    }

    /// What is done, and whether the first mention is the one acted upon.
    fn statement(&self, s: &str, first: &Reference) -> Option<(EffectVerb, bool)> {
        let words = &self.words;
        let (head, last) = (*words.first()?, *words.last()?);
        let verb = verb_in(words)?;
        let suffers = words.iter().take(3).any(|word| ["được", "bị"].contains(word));
        let by = last == "bởi" || suffers && ["bằng", "tại", "theo"].contains(&last);
        if by && (suffers || is_verb(head)) && words.len() <= 14 {
            return Some((verb, true));
        }
        // "và các Thông tư sửa đổi, bổ sung …", "và văn bản sửa đổi mới nhất là …".
        let names = words.get(1).is_some_and(|word| ["các", "những", "văn", "thông", "nghị"].contains(word));
        let amending = ["sung", "đổi", "là"].contains(&last) && verb == EffectVerb::Amends;
        if ["và", "cùng"].contains(&head) && names && amending && words.len() <= 12 {
            return Some((verb, true));
        }
        // "B có hiệu lực từ ngày …, thay thế A", "B thay thế A", where B and not the directive itself is the subject.
        let enters = words.windows(2).any(|pair| pair == ["hiệu", "lực"]);
        let at = words.iter().position(|word| is_verb(word))?;
        const REST: [&str; 15] =
            ["thay", "thế", "bãi", "bỏ", "sửa", "đổi", "bổ", "sung", "một", "số", "điều", "nội", "dung", "quy", "của"];
        let only = words[at..].iter().all(|word| REST.contains(word));
        let begins = at == 0 && !self.apart || enters;
        let sentence = &s[sentence_start(s, first.evidence.span.start)..first.evidence.span.start];
        let of_itself = sentence.split_whitespace().any(|word| word.trim_matches(',') == "này");
        (only && begins && !of_itself).then_some((verb, false))
    }
}

fn words_in(s: &str) -> impl Iterator<Item = &str> {
    s.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_verb(word: &str) -> bool {
    ["sửa", "bổ", "thay", "bãi"].contains(&word)
}

fn verb_in(words: &[&str]) -> Option<EffectVerb> {
    let has = |a: &str, b: &str| words.windows(2).any(|pair| pair == [a, b]);
    match () {
        () if has("thay", "thế") => Some(EffectVerb::Replaces),
        () if has("bãi", "bỏ") => Some(EffectVerb::Repeals),
        () if has("sửa", "đổi") || has("bổ", "sung") => Some(EffectVerb::Amends),
        () => None,
    }
}

fn sentence_start(s: &str, at: usize) -> usize {
    let line = s[..at].rfind('\n').map_or(0, |i| i + 1);
    s[line..at].rfind(". ").map_or(line, |i| line + i + 2)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    /// The statements of a text, as "A amends B; …", A and B by their numbers.
    fn told(line: &str) -> String {
        let references = found(line);
        let number = |key: &str| {
            let digits = key.split_once(':').map_or(key, |(_, rest)| rest);
            digits.split('/').next().unwrap_or_default().to_owned()
        };
        let mut told = Vec::new();
        for reference in &references {
            for acted in &reference.acted {
                told.push(format!("{} {} {}", number(&acted.by), acted.verb.slug(), number(&reference.work)));
            }
        }
        told.join("; ")
    }

    #[test]
    fn what_one_cited_paper_does_to_another_is_told() {
        for (line, expected) in [
            ("Thực hiện Thông tư số 5/2019/TT-BTC được sửa đổi, bổ sung bởi Thông tư số 8/2023/TT-BTC.", "8 amends 5"),
            ("Nghị định số 7/2021/NĐ-CP đã bị bãi bỏ bởi Nghị định số 9/2024/NĐ-CP.", "9 repeals 7"),
            ("theo Thông tư số 5/2019/TT-BTC (sửa đổi bởi Thông tư số 8/2023/TT-BTC)", "8 amends 5"),
            (
                "theo Thông tư số 5/2019/TT-BTC và các Thông tư sửa đổi, bổ sung số 6/2020/TT-BTC, số 8/2023/TT-BTC.",
                "6 amends 5; 8 amends 5",
            ),
            (
                "Thông tư số 8/2023/TT-BTC có hiệu lực từ ngày 01/3/2023, thay thế Thông tư số 5/2019/TT-BTC.",
                "8 replaces 5",
            ),
            ("Nghị định số 9/2024/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 7/2021/NĐ-CP.", "9 amends 7"),
            // The directive itself acts, or nothing is said of the two.
            ("Thông tư này căn cứ Luật số 5/2019/QH14, thay thế Thông tư số 6/2020/TT-BTC.", ""),
            ("Thực hiện Thông tư số 5/2019/TT-BTC và Thông tư số 8/2023/TT-BTC.", ""),
            ("Thực hiện Thông tư số 5/2019/TT-BTC theo Công văn số 12/BTC-CST.", ""),
        ] {
            assert_eq!(told(line), expected, "{line}");
        }
    }
}
