//! Vai trò của viện dẫn: the role of a mention, from the words that govern it.
//!
//! The nearest governing word before the mention decides; members of a list take the role of the list's first;
//! a bare footnote takes that of the words its mark hangs on.

use super::cues::{Force, by_cues, last_cue};
use super::expiry;
use super::mention::Mention;
use super::scan::{ends_with_word, is_abbreviated, window_start};
use crate::detect::tokens::Tokens;
use crate::directive::Relation;
use crate::text::Zone;

/// A mention as far as its role needs it: from its pinpoint or type word to its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub start: usize,
    pub end: usize,
}

/// Gives roles in reading order, remembering the mentions that went before.
#[derive(Debug, Default)]
pub(super) struct Roles {
    last: Option<(Place, Relation)>,
    /// The role of the first mention of the list under way, for members after a semicolon.
    head: Option<Relation>,
}

impl Roles {
    /// The role of the next mention; `rest` are those after it.
    pub(super) fn next(&mut self, tokens: &Tokens<'_>, place: Place, rest: &[Mention]) -> Relation {
        let relation = self.decide(tokens, place, rest);
        self.last = Some((place, relation));
        relation
    }

    /// Sets right the role of the last mention, by what stands above its list.
    pub(super) fn settle(&mut self, relation: Relation) -> Relation {
        if let Some((_, last)) = &mut self.last {
            *last = relation;
        }
        self.head = Some(relation);
        relation
    }

    fn decide(&mut self, tokens: &Tokens<'_>, place: Place, rest: &[Mention]) -> Relation {
        let s = &tokens.text.content;
        let from = sentence_start(s, place.start);
        let earlier = self.last.filter(|(last, _)| last.end <= place.start);
        let same_sentence = earlier.filter(|(last, _)| last.end > from);
        if same_sentence.is_none() && !self.goes_on(s, from, place) {
            self.head = None;
        }
        let relation = self.active(tokens, from, same_sentence, place);
        let since = same_sentence.map_or(from, |(last, _)| last.end).min(place.start);
        let standing = expiry::standing(&tokens.lower[since..place.start], same_sentence.is_some(), relation);
        let expires = relation != Relation::Replaces && expiry::is_subject(tokens, place, standing, rest);
        let relation = if expires { Relation::Replaces } else { relation };
        let lead = stripped(&s[from..place.start]);
        // "Căn cứ A; thực hiện B; C": the verb right behind the semicolon governs the list from there on.
        let anew = lead.rfind(';').is_some_and(|i| {
            let verb = tokens.lower[from + i + 1..from + lead.len()].trim();
            verb.split_whitespace().count() <= 3 && by_cues(verb, "").is_some()
        });
        if self.head.is_none() || lead.ends_with(';') || anew {
            self.head = Some(relation);
        }
        relation
    }

    /// A paragraph that opens with a mention goes on with the list of the paragraph before.
    fn goes_on(&self, s: &str, from: usize, place: Place) -> bool {
        is_label(stripped(&s[from..place.start]))
            && self.last.is_some_and(|(last, _)| {
                last.end <= from
                    && s[last.end..from].trim_end().ends_with([';', ','])
                    && !s[last.end..from].trim().contains('\n')
            })
    }

    fn active(&self, tokens: &Tokens<'_>, from: usize, last: Option<(Place, Relation)>, place: Place) -> Relation {
        let lead = &tokens.lower[from..place.start];
        let since = last.map_or(from, |(last, _)| last.end).min(place.start);
        let between = &tokens.lower[since..place.start];
        let joint = stripped(between);
        if is_label(joint) && last.is_none() {
            return self.opening(tokens, from, place);
        }
        if let Some((_, relation)) = last {
            if joint.ends_with(';') {
                return self.head.unwrap_or(relation);
            }
            if is_joint(joint) {
                return if governs_anew(joint) { by_cues(joint, lead).unwrap_or(relation) } else { relation };
            }
        }
        if KEEPS.iter().any(|verb| ends_with_word(joint, verb)) || is_assigned(between) {
            return Relation::Implements;
        }
        // "Kế hoạch này thay Kế hoạch số 05", "đề nghị sửa Quyết định 45": the bare verbs right in front.
        if ends_with_word(joint, "thay") || ends_with_word(joint, "thu hồi") {
            return Relation::Replaces;
        }
        if ends_with_word(joint, "sửa") || adjusts(between) {
            return Relation::Amends;
        }
        if last.is_none()
            && ["xét đề nghị", "xét tờ trình", "theo đề nghị"].iter().any(|w| lead.trim_start().starts_with(w))
        {
            return Relation::Basis;
        }
        // "thực hiện A, nhất là từ khi có B": a part of what is spoken of.
        if let Some((_, relation)) = last.filter(|_| singles_out(between)) {
            return relation;
        }
        let clause = after_last_semicolon(between, last.is_some());
        // "thay thế Thông tư A và các Thông tư sửa đổi, bổ sung: B, C": B and C share the fate of A.
        if let Some((_, relation)) = last.filter(|_| clause.trim_end().ends_with(':') && clause.contains("sửa đổi"))
        {
            return relation;
        }
        match by_cues(clause, lead) {
            Some(relation) => relation,
            None if between.trim_start().starts_with("(kèm") => Relation::Mentions,
            None if between.trim_start().starts_with('(') && !between.contains(')') => {
                last.map_or(Relation::Mentions, |(_, r)| r)
            }
            None => last.filter(|_| is_part_of(between)).map_or(Relation::Mentions, |(_, r)| r),
        }
    }

    /// The mention opens its paragraph: a list under a heading that ends with a colon, the next item of a list, or a
    /// bare footnote.
    fn opening(&self, tokens: &Tokens<'_>, from: usize, place: Place) -> Relation {
        let (text, lower) = (tokens.text, tokens.lower);
        let s = &text.content;
        if let Some(index) = text.paragraph_at(place.start)
            && let Zone::Footnote(label) = &text.paragraphs[index].zone
        {
            let start = text.paragraphs[index].span.start;
            let mark = text.marks.iter().rev().find(|m| m.label == *label && m.offset <= start).map(|m| m.offset);
            return mark.map_or(Relation::Mentions, |mark| footnote(s, lower, mark));
        }
        if let Some(mark) = loose_mark(s, from, place.start) {
            return footnote(s, lower, mark);
        }
        let above = s[..from].trim_end();
        if let Some(relation) = self.head.filter(|_| self.goes_on(s, from, place)) {
            return relation;
        }
        if above.ends_with(':') {
            let start = window_start(above, above.len(), 300);
            let start = above[start..].rfind('\n').map_or(start, |i| start + i + 1);
            let clause = &lower[start..above.len()];
            if clause.contains("hết hiệu lực") {
                return Relation::Replaces;
            }
            return by_cues(clause, clause).unwrap_or(Relation::Mentions);
        }
        Relation::Mentions
    }
}

/// "điều chỉnh, bổ sung Kế hoạch …", "điều chỉnh một số nội dung của Kế hoạch …": right in front of the paper. "Phạm vi điều
/// chỉnh của Luật …" and "được điều chỉnh tại Công văn …" do nothing to it.
fn adjusts(between: &str) -> bool {
    const VERBS: &[&str] =
        &["điều chỉnh, bổ sung", "bổ sung, điều chỉnh", "điều chỉnh và bổ sung", "điều chỉnh", "bổ sung"];
    const OBJECTS: &[&str] = &["nội dung", "chỉ tiêu", "mục tiêu", "nhiệm vụ", "thời gian", "điểm", "mục", "phụ lục"];
    const OTHERWISE: &[&str] = &["được", "bị", "phạm vi", "đối tượng", "đã"];
    let without = |words: &str, ends: &[&str]| -> Option<String> {
        let end = ends.iter().find(|end| ends_with_word(words, end))?;
        Some(words[..words.len() - end.len()].trim_end().to_owned())
    };
    let words = between.trim_end();
    let words = without(words, &["số"]).unwrap_or_else(|| words.to_owned());
    let words = match without(&words, &["của", "tại", "trong", "ở"]) {
        Some(of) => match without(&of, OBJECTS) {
            Some(verb) => without(&verb, &["một số", "các"]).unwrap_or(verb),
            None => return false,
        },
        None => words,
    };
    without(&words, VERBS).is_some_and(|before| !OTHERWISE.iter().any(|word| ends_with_word(&before, word)))
}

/// "chỉ tiêu được giao tại Quyết định …", "giữ ổn định như công văn …".
fn is_assigned(between: &str) -> bool {
    const NEAR: usize = 7;
    let words: Vec<&str> = between.trim_end_matches(" số ").trim_end_matches("số").split_whitespace().collect();
    let near = &words[words.len().saturating_sub(NEAR)..];
    match near.split_last() {
        Some((&"tại", before)) => before.contains(&"giao"),
        Some((&"như", before)) => !before.iter().any(|word| ["chưa", "không", "nêu"].contains(word)),
        _ => false,
    }
}

/// Whether the words between two papers pick the second out of what the first stands for.
fn singles_out(between: &str) -> bool {
    let words = between.trim_start_matches([',', ' ']);
    let led = ["nhất là", "đặc biệt là", "trong đó có", "trước hết là"].iter().any(|lead| words.starts_with(lead));
    led && words.split_whitespace().count() <= 7 && !words.contains([',', ';', ':', '('])
}

/// Verbs that say right in front of a paper that it goes on being kept.
const KEEPS: &[&str] = &["duy trì", "giữ nguyên", "giữ vững", "phát huy"];

/// "thực hiện A và phương hướng tại B": what a paper lays down shares the role of the paper before it.
fn is_part_of(between: &str) -> bool {
    const LAID_DOWN: &[&str] = &[
        "phương hướng",
        "nhiệm vụ",
        "nội dung",
        "yêu cầu",
        "chỉ đạo",
        "hướng dẫn",
        "kết luận",
        "ý kiến",
        "mục tiêu",
        "giải pháp",
        "quy chế",
        "quy định",
        "điều lệ",
    ];
    let words = between.trim_start_matches([',', ' ']).trim();
    let rest = ["và ", "cùng ", "cùng với "].iter().find_map(|joint| words.strip_prefix(joint));
    rest.is_some_and(|rest| {
        let rest = rest.trim_start_matches("các ").trim_start_matches("những ");
        rest.split_whitespace().count() <= 7
            && !rest.contains([',', ';', ':'])
            && LAID_DOWN.iter().any(|noun| rest.starts_with(noun))
            && ["tại", "trong", "của", "ở", "theo", "số"].iter().any(|word| ends_with_word(rest.trim(), word))
    })
}

/// Whether a heading announces what a directive rests on.
pub(super) fn heads_basis(title: &str) -> bool {
    let title = title.trim().to_lowercase();
    let title = title.strip_prefix("các ").or_else(|| title.strip_prefix("những ")).unwrap_or(&title);
    ["căn cứ", "cơ sở pháp lý", "cơ sở pháp lí", "cơ sở xây dựng", "cơ sở lập"].iter().any(|w| title.starts_with(w))
}

/// Whether the mention at `at` stands in an item of a list of papers: the item opens with a paper's name.
pub(super) fn is_listed(s: &str, at: usize) -> bool {
    let line = s[..at].rfind('\n').map_or(0, |i| i + 1);
    let lead = s[line..at].trim_start_matches(|c: char| !c.is_alphanumeric());
    let lead = lead.trim_start_matches("Các ").trim_start_matches("các ").to_lowercase();
    const PAPERS: &[&str] = &[
        "luật",
        "bộ luật",
        "nghị",
        "thông tư",
        "quyết định",
        "công văn",
        "hướng dẫn",
        "kế hoạch",
        "chỉ thị",
        "chương trình",
        "điều lệ",
        "quy chế",
        "văn bản",
        "kết luận",
        "thông báo",
    ];
    let item = lead.is_empty() || is_label(&lead) || PAPERS.iter().any(|paper| lead.starts_with(paper));
    // "… ban hành kèm theo Thông tư …" inside a title is named, not rested on.
    let inner = lead.rfind(';').map_or(&*lead, |i| &lead[i + 1..]);
    item && !["kèm theo", "của", "tại", "bởi"].iter().any(|w| inner.trim_end_matches(" số").trim_end().ends_with(w))
}

/// The place of the mark of a footnote that was not set apart ("4 Thông tư số …" under "… đúng quy định4 …").
fn loose_mark(s: &str, paragraph: usize, mention: usize) -> Option<usize> {
    let label = s[paragraph..mention].trim();
    if label.is_empty() || label.len() > 2 || !label.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let from = window_start(s, paragraph, 8000);
    s[from..paragraph].rmatch_indices(label).map(|(at, _)| from + at).find(|&at| {
        let rest = &s[at + label.len()..];
        s[..at].ends_with(|c: char| c.is_lowercase() || c == ')') && !rest.starts_with(char::is_alphanumeric)
    })
}

/// The role of a bare footnote whose mark stands at `mark`: it hangs on "theo đúng quy định", "các văn bản" and the like.
fn footnote(s: &str, lower: &str, mark: usize) -> Relation {
    let from = sentence_start(s, mark);
    let clause = &lower[from..mark];
    let clause = &clause[clause.rfind([';', ':']).map_or(0, |i| i + 1)..];
    let Some((_, end, force)) = last_cue(clause) else { return Relation::Mentions };
    let relation = match force {
        Force::Strong | Force::Weak => Relation::Implements,
        Force::Basis => Relation::Basis,
        _ => return Relation::Mentions,
    };
    let names_paper = [
        "quy định",
        "qui định",
        "văn bản",
        "hướng dẫn",
        "chỉ đạo",
        "yêu cầu",
        "kế hoạch",
        "nghị quyết",
        "quyết định",
        "thông tư",
        "công văn",
        "chỉ thị",
        "nghị định",
        "khung thời gian",
        "khung kế hoạch",
        "chương trình",
        "đề án",
        "chiến lược",
        "quy chế",
        "điều lệ",
        "luật",
    ];
    let words: Vec<&str> = clause[end..].split_whitespace().take(6).collect();
    let said = words.join(" ");
    let governs = force == Force::Weak || names_paper.iter().any(|name| said.contains(name));
    if governs { relation } else { Relation::Mentions }
}

/// Whether nothing but a comma, "và" and the like joins two mentions: right after the first, or at the end of its title.
pub(super) fn is_joint(joint: &str) -> bool {
    joint.is_empty() || joint.ends_with(',') || ["và", "hoặc", "cùng"].iter().any(|word| ends_with_word(joint, word))
}

/// A new verb of its own stands right before the joint's last word ("…, thay thế Thông tư B").
pub(super) fn governs_anew(joint: &str) -> bool {
    let tail = joint.trim_end_matches([',', ' ']);
    ["bãi bỏ", "thay thế", "sửa đổi", "bổ sung"].iter().any(|verb| tail.ends_with(verb))
}

/// Whether only the label of a list item stands before the mention ("a)", "1.2.", "(3)").
fn is_label(lead: &str) -> bool {
    let label = lead.trim();
    label.is_empty()
        || label.len() <= 2 && label.bytes().all(|b| b.is_ascii_digit())
        || label.len() <= 7 && label.ends_with([')', '.']) && label.chars().filter(|c| c.is_alphabetic()).count() <= 2
}

/// The words before a mention without articles, brackets and blanks at their end.
pub(super) fn stripped(lead: &str) -> &str {
    let mut rest = lead;
    loop {
        let next =
            rest.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '"' | '-' | '+' | '*' | '•' | '–'));
        let next = ["các", "những", "số", "tại", "trong", "Các", "Số"]
            .iter()
            .find_map(|word| next.strip_suffix(word).filter(|head| !head.ends_with(char::is_alphabetic)))
            .unwrap_or(next);
        if next.len() == rest.len() {
            return rest;
        }
        rest = next;
    }
}

fn after_last_semicolon(clause: &str, list: bool) -> &str {
    if list { &clause[clause.rfind(';').map_or(0, |i| i + 1)..] } else { clause }
}

/// The start of the sentence that holds `at`: after a line end or a full stop before a capital.
fn sentence_start(s: &str, at: usize) -> usize {
    let from = window_start(s, at, 600);
    let mut start = from;
    let bytes = s.as_bytes();
    for i in (from..at).rev() {
        match bytes[i] {
            b'\n' if is_wrap(s, i) => {}
            b'\n' | b'\t' => {
                start = i + 1;
                break;
            }
            b'.' | b'!' | b'?'
                if bytes.get(i + 1) == Some(&b' ')
                    && s[i + 2..].starts_with(char::is_uppercase)
                    && !is_abbreviated(&s[window_start(s, i, 12)..i]) =>
            {
                start = i + 1;
                break;
            }
            _ => {}
        }
    }
    start.min(at)
}

/// A line that breaks off after a word that asks for more ("… theo ⏎ Quyết định"): a wrap that was not joined.
fn is_wrap(s: &str, line_end: usize) -> bool {
    const OPEN: &[&str] = &[
        "theo", "tại", "của", "và", "số", "hiện", "với", "về", "trong", "các", "ngày", "cứ", "khai", "sát", "thế", "bỏ",
    ];
    let last = s[window_start(s, line_end, 16)..line_end].rsplit(|c: char| !c.is_alphanumeric()).next();
    last.is_some_and(|word| OPEN.contains(&word))
}
