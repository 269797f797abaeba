//! Provisions: phần, chương, mục, điều, khoản, điểm, phụ lục, mẫu, and the lists that name several of them
//! ("điểm a, điểm b khoản 1 và khoản 3 Điều 5").

use super::words::{eat_any, eat_ranked, skip};
use crate::detect::terms::{Opening, Terms, terms};

/// How deep a provision lies, outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    /// Phần, chương, mục: they group articles, whose numbers run through.
    Group,
    /// Điều, phụ lục, mẫu, biểu.
    Article,
    /// Khoản.
    Clause,
    /// Điểm.
    Point,
    /// Tiết, đoạn, dòng, cột.
    Detail,
}

/// One provision with its label or list of labels ("khoản 5, 6, 7").
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Provision {
    /// How deep it lies.
    pub depth: Depth,
    /// Where it stands in the stretch that was read.
    pub start: usize,
    /// See `start`.
    pub end: usize,
}

/// Provisions that belong together, as far as nothing but commas, "và" and the like stands between them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Its provisions in order.
    pub items: Vec<Provision>,
}

static NAMES: Terms = Terms::new(&[
    "phụ lục",
    "biểu mẫu",
    "danh mục",
    "gạch đầu dòng",
    "điểm",
    "khoản",
    "điều",
    "tiểu mục",
    "mục",
    "chương",
    "phần",
    "mẫu",
    "biểu",
    "bảng",
    "tiết",
    "đoạn",
    "dòng",
    "cột",
    "câu",
    "trang",
]);

/// How deep each of [`NAMES`] lies.
const DEPTHS: [Depth; 20] = [
    Depth::Article,
    Depth::Article,
    Depth::Article,
    Depth::Detail,
    Depth::Point,
    Depth::Clause,
    Depth::Article,
    Depth::Group,
    Depth::Group,
    Depth::Group,
    Depth::Group,
    Depth::Article,
    Depth::Article,
    Depth::Article,
    Depth::Detail,
    Depth::Detail,
    Depth::Detail,
    Depth::Detail,
    Depth::Detail,
    Depth::Detail,
];

/// Words between two provisions of one run.
static GLUE: Terms = Terms::new(&[
    ",",
    "và",
    "hoặc",
    "của",
    "tại",
    "thuộc",
    "ở",
    "đến",
    ";",
    "các",
    "một số",
    "tên",
    "tiêu đề",
    "cuối",
    "đầu",
    "nội dung",
    "điểm",
    "khoản",
    "điều",
    "mục",
    "từ",
]);

/// Words that may stand before the first provision of a run.
static LEADS: [&Terms; 2] = [terms!["tên", "tiêu đề"], terms!["và"]];

/// All runs in `s[from..to]`, in order; quotations must have been blanked out before.
pub(super) fn runs(s: &str, from: usize, to: usize) -> impl Iterator<Item = Run> {
    let mut at = from;
    std::iter::from_fn(move || {
        while at < to {
            let p = skip(s, at).min(to);
            if p == to {
                break;
            }
            let opening = Opening::at(s, p);
            let may = NAMES.may_open(&opening) || LEADS.iter().any(|leads| leads.may_open(&opening));
            if let Some(run) = may.then(|| run(s, p, to)).flatten() {
                at = run.end;
                return Some(run);
            }
            at = p + opening.length.max(s[p..].chars().next().map_or(0, char::len_utf8));
        }
        None
    })
}

/// Whether `s[from..to]` names a provision.
pub(super) fn names_one(s: &str, from: usize, to: usize) -> bool {
    runs(s, from, to).next().is_some()
}

/// The run that starts at `at`.
pub(super) fn run(s: &str, at: usize, to: usize) -> Option<Run> {
    let lead = LEADS.iter().fold(at, |lead, leads| eat_any(s, lead, leads).map_or(lead, |end| skip(s, end)));
    let first = provision(s, lead)?;
    let mut end = first.end;
    let mut items = vec![first];
    while end < to {
        let mut p = skip(s, end);
        if s[p..].starts_with('(')
            && let Some(close) = s[p..].find(')').filter(|&close| close < 80)
        {
            p = skip(s, p + close + 1);
        }
        let next = loop {
            match provision(s, p) {
                Some(next) => break Some(next),
                None => match eat_any(s, p, &GLUE) {
                    Some(next) => p = skip(s, next),
                    None => break None,
                },
            }
        };
        match next.filter(|next| next.end <= to) {
            Some(next) => {
                end = next.end;
                items.push(next);
            }
            None => break,
        }
    }
    Some(Run { start: at, end, items })
}

fn provision(s: &str, at: usize) -> Option<Provision> {
    let (after, rank) = eat_ranked(s, at, &Opening::at(s, at), &NAMES)?;
    let (depth, name) = (DEPTHS[rank], NAMES.all()[rank]);
    let mut p = skip(s, after);
    if let Some(end) = eat_any(s, p, terms!["số thứ tự", "số", "thứ"]) {
        p = skip(s, end);
    }
    let form = depth == Depth::Article && name != "điều";
    let Some(mut end) = label(s, p, form) else {
        // A single annex has no number.
        return (name == "phụ lục").then_some(Provision { depth, start: at, end: after });
    };
    loop {
        let q = skip(s, end);
        let dash = || s[q..].starts_with('–').then(|| q + '–'.len_utf8());
        let Some(next) = eat_any(s, q, terms![",", "và", "hoặc", "đến", "-"]).or_else(dash) else { break };
        let r = skip(s, next);
        match label(s, r, false).filter(|&end| !counts(s, end)) {
            Some(next) => end = next,
            None => break,
        }
    }
    Some(Provision { depth, start: at, end })
}

/// A number that counts something is no label ("và 06 văn bản").
fn counts(s: &str, end: usize) -> bool {
    static NOUNS: Terms = Terms::new(&[
        "văn bản",
        "thông tư",
        "quyết định",
        "nghị định",
        "nghị quyết",
        "năm",
        "ngày",
        "tháng",
        "người",
        "trường",
        "cụm",
    ]);
    eat_any(s, skip(s, end), &NOUNS).is_some()
}

/// The end of a label: `5`, `13a`, `2.1`, `a`, `đ`, `a1`, `IV`, `nhất`, `đầu`; of a form also `02-TCCB`.
fn label(s: &str, at: usize, form: bool) -> Option<usize> {
    let words = &s[at..];
    let ordinal = eat_any(s, at, terms!["nhất", "hai", "ba", "tư", "đầu tiên", "đầu", "cuối cùng", "cuối"]);
    if ordinal.is_some() {
        return ordinal;
    }
    let token = words.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '/'))).unwrap_or(words.len());
    let token = words[..token].trim_end_matches(['.', '-', '/']);
    let first = token.chars().next()?;
    let fits = if first.is_ascii_digit() {
        let digits = token.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &token[digits..];
        form && token.len() <= 16
            || digits <= 3 && (rest.chars().count() <= 1 && !rest.starts_with(['/', '-']))
            || token.len() <= 8 && token.chars().all(|c| c.is_ascii_digit() || c == '.')
            // "Điều 5Thông tư": a missing blank.
            || digits <= 3 && rest.starts_with(char::is_uppercase) && rest.len() > 2
    } else if first.is_uppercase() {
        token.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L')) || form && token.chars().count() == 1
    } else {
        let mut rest = token.chars().skip(1);
        "abcdđeghiklmnopqrstuvxy".contains(first)
            && rest.next().is_none_or(|c| c.is_ascii_digit())
            && rest.next().is_none()
    };
    if !fits {
        return None;
    }
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    let glued = digits > 0 && !form && token[digits..].starts_with(char::is_uppercase) && token.len() > digits + 2;
    Some(at + if glued { digits } else { token.len() })
}

/// The provisions that an instruction or a clause names, with the words that name them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Scope {
    /// The words, lists joined by ", ".
    pub words: String,
    /// Depth and words of each provision.
    pub items: Vec<(Depth, String)>,
}

impl Scope {
    /// What `s[from..to]` names; `None` where it names nothing. `plain` is `s` with quotations blanked out.
    ///
    /// A place for new text ("vào sau khoản 4 Điều 6") only says under what it comes ("Điều 6"); what stands behind
    /// "bằng" is the new text. In an operation on words (`phrase`) every place counts.
    pub fn read(s: &str, plain: &str, from: usize, to: usize, phrase: bool) -> Option<Self> {
        let mut scope = Self::default();
        let mut last = from;
        for run in runs(plain, from, to) {
            let between = plain[last..run.start].trim_end().to_lowercase();
            last = run.end;
            let ends = |words: &[&str]| words.iter().any(|word| between.ends_with(word));
            if !phrase && ends(&["bằng", "thành", "như", "nêu"]) {
                continue;
            }
            let place = !phrase && !scope.items.is_empty() && ends(&["sau", "trước", "vào", "cuối", "đầu", "liền kề"]);
            if place {
                let outermost = scope.items.iter().map(|(depth, _)| *depth).min().unwrap_or(Depth::Detail);
                for item in run.items.iter().filter(|item| item.depth < outermost && item.depth >= Depth::Article) {
                    let words = collapse(&s[item.start..item.end]);
                    scope.words.push_str(&format!(" {words}"));
                    scope.items.push((item.depth, words));
                }
                continue;
            }
            if !scope.words.is_empty() {
                scope.words.push_str(", ");
            }
            scope.words.push_str(&collapse(&s[run.start..run.end]));
            scope.items.extend(run.items.iter().map(|item| (item.depth, collapse(&s[item.start..item.end]))));
        }
        (!scope.items.is_empty()).then_some(scope)
    }

    /// Fills in the outer provisions that only the heading above (or the words behind) names.
    pub fn complete(&mut self, outer: &Self) {
        let Some(outermost) = self.items.iter().map(|(depth, _)| *depth).min() else { return };
        if outermost <= Depth::Article {
            return;
        }
        for depth in [Depth::Point, Depth::Clause, Depth::Article, Depth::Group] {
            let named: Vec<_> = outer.items.iter().filter(|(d, _)| *d == depth).collect();
            let below_article = depth != Depth::Group || self.items.iter().all(|(d, _)| *d > Depth::Article);
            if let ([(_, words)], true, true) = (&named[..], depth < outermost, below_article) {
                self.words.push_str(&format!(" {words}"));
                self.items.push((depth, words.clone()));
            }
        }
    }
}

/// A list of provisions without regard to their order, so that a clause and its repetition are seen to be one.
pub(super) fn key(scope: &str) -> String {
    let lower = scope.to_lowercase();
    let mut parts: Vec<&str> =
        runs(&lower, 0, lower.len()).flat_map(|run| run.items).map(|item| &lower[item.start..item.end]).collect();
    if parts.is_empty() {
        return lower;
    }
    parts.sort_unstable();
    parts.join("|")
}

/// Whether one of the provisions that `words` list is `place` or holds it: "điểm b khoản 1, khoản 4 Điều 1" covers
/// "điểm a khoản 4 Điều 1".
pub(super) fn covers(words: &str, place: &str) -> bool {
    let place = leaves(place);
    let Some(place) = place.first() else { return false };
    leaves(words).iter().any(|leaf| leaf.iter().all(|part| place.contains(part)))
}

/// Each provision of the first list in `words` with those that hold it, in small letters.
fn leaves(words: &str) -> Vec<Vec<String>> {
    let lower = words.to_lowercase();
    let Some(list) = runs(&lower, 0, lower.len()).next() else { return Vec::new() };
    let mut found = Vec::new();
    let mut above: Vec<(Depth, String)> = Vec::new();
    // Read backwards: the outer provision stands behind the inner one, and behind the last of several.
    for (i, item) in list.items.iter().enumerate().rev() {
        above.retain(|(depth, _)| *depth < item.depth);
        let named = &lower[item.start..item.end];
        let (name, labels) = named.split_once(' ').unwrap_or((named, ""));
        let labels = labels.split([',', ' ']).filter(|label| !label.is_empty() && *label != "và");
        let parts: Vec<String> = labels.map(|label| format!("{name} {label}")).collect();
        let holds = i > 0 && {
            let inner = &list.items[i - 1];
            inner.depth > item.depth
                && !lower[inner.end..item.start].contains([',', ';'])
                && !lower[inner.end..item.start].contains("và")
        };
        if !holds {
            for part in &parts {
                let mut leaf: Vec<String> = above.iter().map(|(_, part)| part.clone()).collect();
                leaf.push(part.clone());
                found.push(leaf);
            }
        }
        if let Some(part) = parts.into_iter().next() {
            above.push((item.depth, part));
        }
    }
    found
}

/// White space collapsed.
pub(super) fn collapse(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::effects::words::unquoted;

    #[track_caller]
    fn check(s: &str, phrase: bool, want: Option<&str>) {
        let found = Scope::read(s, &unquoted(s), 0, s.len(), phrase);
        assert_eq!(found.as_ref().map(|scope| scope.words.as_str()), want, "{s}");
    }

    #[test]
    fn reads_the_provisions_that_words_name() {
        check("khoản 2 và khoản 3 Điều 9 như sau", false, Some("khoản 2 và khoản 3 Điều 9"));
        check("điểm a, b, c khoản 10 Điều 18 như sau", false, Some("điểm a, b, c khoản 10 Điều 18"));
        check("khoản 2 của Điều 5 Thông tư số 04/2020/TT-BCT", false, Some("khoản 2 của Điều 5"));
        check("khoản 2 của Điều 5Thông tư số 04/2020/TT-BCT", false, Some("khoản 2 của Điều 5"));
        check("một số khoản của Điều 61 như sau", false, Some("Điều 61"));
        check(
            "khoản 7 (trên bảng) và điểm e khoản 10 Điều 18",
            false,
            Some("khoản 7 (trên bảng) và điểm e khoản 10 Điều 18"),
        );
        check("Phụ lục II bằng Phụ lục I ban hành kèm theo Thông tư này", false, Some("Phụ lục II"));
        check("Mẫu số 02-TCCB và Mẫu số 03", false, Some("Mẫu số 02-TCCB và Mẫu số 03"));
        check("một số điều của Quy chế", false, None);
        check("thời điểm áp dụng", false, None);
        check("khoản 3 Điều 4 và 06 văn bản khác", false, Some("khoản 3 Điều 4"));
    }

    #[test]
    fn a_place_for_new_text_only_says_under_what_it_comes() {
        check("khoản 2a vào sau khoản 2 Điều 107 như sau", false, Some("khoản 2a Điều 107"));
        check("Điều 8a sau Điều 8", false, Some("Điều 8a"));
        check("Điều 66a và Điều 66b vào Mục 2 Chương IV", false, Some("Điều 66a và Điều 66b"));
        check("điểm i sau điểm h khoản 10 Điều 18", false, Some("điểm i khoản 10 Điều 18"));
    }

    #[test]
    fn words_in_quotation_marks_are_no_provisions() {
        check("cụm từ “khoản 1 Điều 2” bằng cụm từ “Điều 3” tại khoản 11 Điều 5", true, Some("khoản 11 Điều 5"));
        check("cụm từ “a” vào sau cụm từ “b” cuối khoản 1 Điều 96", true, Some("khoản 1 Điều 96"));
    }

    #[test]
    fn the_heading_above_completes_them() {
        for (own, outer, want) in [
            ("điểm c và điểm d khoản 2", "Điều 6", "điểm c và điểm d khoản 2 Điều 6"),
            ("khoản 1", "Điều 7", "khoản 1 Điều 7"),
            ("khoản 1 Điều 2", "Điều 7", "khoản 1 Điều 2"),
            ("điểm a", "khoản 3 Điều 7", "điểm a khoản 3 Điều 7"),
            ("khoản 1", "Điều 7 và khoản 2 Điều 8", "khoản 1"),
        ] {
            let read = |s: &str| Scope::read(s, s, 0, s.len(), false).expect("a scope");
            let mut scope = read(own);
            scope.complete(&read(outer));
            assert_eq!(scope.words, want);
        }
    }

    #[test]
    fn a_list_covers_what_its_provisions_hold() {
        let list = "Điểm b khoản 1, khoản 4, khoản 13, điểm b khoản 23 Điều 1 và Điều 3";
        for (place, want) in [
            ("điểm b khoản 1 Điều 1", true),
            ("điểm a khoản 1 Điều 1", false),
            ("điểm a khoản 4 Điều 1", true),
            ("khoản 4 Điều 2", false),
            ("khoản 13 Điều 1", true),
            ("khoản 23 Điều 1", false),
            ("khoản 2 Điều 3", true),
        ] {
            assert_eq!(covers(list, place), want, "{place}");
        }
    }

    #[test]
    fn keys_do_not_depend_on_order() {
        assert_eq!(key("khoản 2 Điều 5"), key("Điều 5 khoản 2"));
        assert_ne!(key("khoản 2 Điều 5"), key("khoản 3 Điều 5"));
    }
}
