//! The words that govern a mention ("căn cứ", "thay thế", "thực hiện") and the role that they give it.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::scan::{ends_with_word, stands_alone};
use crate::detect::letters::is_letter;
use crate::directive::Relation;

/// How a word governs the mention after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Force {
    Basis,
    Replaces,
    Amends,
    /// "thực hiện", "theo".
    Strong,
    /// "quy định tại": implements, but gives way to a "căn cứ" before it.
    Weak,
    /// "ban hành kèm theo": what governs the attached paper governs this.
    Attached,
    /// Passive voice and verbs that make of the mention a mere object.
    Plain,
    /// Holds a cue inside another word: not a cue.
    Ignore,
}

const CUES: &[(&str, Force)] = &[
    ("căn cứ", Force::Basis),
    ("trên cơ sở", Force::Basis),
    ("thay thế", Force::Replaces),
    ("thay cho", Force::Replaces),
    ("bãi bỏ", Force::Replaces),
    ("chấm dứt hiệu lực", Force::Replaces),
    ("hủy bỏ", Force::Replaces),
    ("huỷ bỏ", Force::Replaces),
    ("thay thế cụm từ", Force::Amends),
    ("bãi bỏ cụm từ", Force::Amends),
    ("bỏ cụm từ", Force::Amends),
    ("sửa đổi", Force::Amends),
    ("sửa đổi, bổ sung", Force::Amends),
    ("sửa đổi bổ sung", Force::Amends),
    ("sửa đổi và bổ sung", Force::Amends),
    ("bổ sung một số", Force::Amends),
    ("bổ sung điều", Force::Amends),
    ("bổ sung khoản", Force::Amends),
    ("bổ sung điểm", Force::Amends),
    ("thực hiện", Force::Strong),
    ("triển khai", Force::Strong),
    ("bám sát", Force::Strong),
    ("cụ thể hóa", Force::Strong),
    ("cụ thể hoá", Force::Strong),
    ("sơ kết", Force::Strong),
    ("tổng kết", Force::Strong),
    ("thi hành", Force::Strong),
    ("chấp hành", Force::Strong),
    ("quán triệt", Force::Strong),
    ("tuân thủ", Force::Strong),
    ("áp dụng", Force::Strong),
    ("vận dụng", Force::Strong),
    ("theo", Force::Strong),
    ("tinh thần", Force::Strong),
    ("đúng", Force::Strong),
    ("đúng với", Force::Strong),
    ("quy định chi tiết", Force::Strong),
    ("quy định tại", Force::Weak),
    ("quy định trong", Force::Weak),
    ("quy định ở", Force::Weak),
    ("quy định của", Force::Weak),
    ("qui định tại", Force::Weak),
    ("qui định của", Force::Weak),
    ("hướng dẫn tại", Force::Weak),
    ("hướng dẫn trong", Force::Weak),
    ("hướng dẫn của", Force::Weak),
    ("chỉ đạo tại", Force::Weak),
    ("chỉ đạo của", Force::Weak),
    ("chỉ đạo trong", Force::Weak),
    ("yêu cầu tại", Force::Weak),
    ("yêu cầu của", Force::Weak),
    ("kèm theo", Force::Attached),
    ("ban hành tại", Force::Attached),
    ("theo dõi", Force::Ignore),
    ("theo học", Force::Ignore),
    ("tiếp theo", Force::Ignore),
    ("theo đuổi", Force::Ignore),
    ("tổ chức thực hiện", Force::Strong),
    ("ban hành", Force::Plain),
    ("tham mưu", Force::Plain),
    ("xây dựng", Force::Plain),
    ("phê duyệt", Force::Plain),
    ("đính chính", Force::Plain),
    ("trình", Force::Ignore),
    ("chương trình", Force::Ignore),
];

static SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    // The patterns are constants of this program and few: building the automaton cannot fail.
    #[allow(clippy::expect_used)]
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(CUES.iter().map(|(cue, _)| cue))
        .expect("few constant patterns")
});

/// The role that the last cue of `clause` gives; `lead` is the sentence up to the mention, both in small letters.
pub(super) fn by_cues(clause: &str, lead: &str) -> Option<Relation> {
    let (start, end, force) = last_cue(clause)?;
    if is_passive(&clause[..start], &clause[end..], force) {
        return Some(Relation::Mentions);
    }
    Some(match force {
        Force::Basis => Relation::Basis,
        Force::Replaces => Relation::Replaces,
        Force::Amends => Relation::Amends,
        Force::Strong => Relation::Implements,
        Force::Weak if is_recital(lead) || clause[..end].contains("căn cứ") => Relation::Basis,
        Force::Weak => Relation::Implements,
        Force::Attached => {
            let head = clause[..start].trim_end();
            let head = head.strip_suffix("ban hành").unwrap_or(head);
            match last_cue(head).map(|(_, _, force)| force) {
                Some(Force::Strong | Force::Weak) => Relation::Implements,
                Some(Force::Replaces) => Relation::Replaces,
                Some(Force::Amends) => Relation::Amends,
                Some(Force::Basis) => Relation::Basis,
                // "thực hiện A và Quy chế ban hành tại B": the list before may govern.
                None if clause[start..end].ends_with("tại") => return None,
                _ => Relation::Mentions,
            }
        }
        Force::Plain | Force::Ignore => Relation::Mentions,
    })
}

/// "được sửa đổi, bổ sung bởi …", "đã bị thay thế theo …": the mention acts on another document, not this one on it.
fn is_passive(before: &str, after: &str, force: Force) -> bool {
    let suffered = |head: &str| ["được", "bị"].iter().any(|word| ends_with_word(head.trim_end(), word));
    match force {
        Force::Replaces | Force::Amends => {
            // "(sửa đổi bởi Thông tư B)" goes without "được".
            let by = after.split_whitespace().any(|word| word == "bởi");
            let remark = ["(", "đã"].iter().any(|lead| before.trim_end().ends_with(lead));
            by || (suffered(before) || remark) && after.split_whitespace().any(|word| ["tại", "bằng"].contains(&word))
        }
        Force::Strong | Force::Weak => {
            let head = before.trim_end();
            let head = head.strip_suffix("một số điều").unwrap_or(head);
            last_cue(head).is_some_and(|(start, end, verb)| {
                matches!(verb, Force::Replaces | Force::Amends)
                    && suffered(&head[..start])
                    && head[end..].trim().is_empty()
            })
        }
        _ => false,
    }
}

fn is_recital(lead: &str) -> bool {
    lead.trim_start_matches(|c: char| !is_letter(c)).starts_with("căn cứ")
}

/// The last cue that is one: start, end, force.
pub(super) fn last_cue(clause: &str) -> Option<(usize, usize, Force)> {
    SEARCH
        .find_iter(clause)
        .filter(|hit| stands_alone(clause, hit.start(), hit.end()))
        .map(|hit| (hit.start(), hit.end(), CUES[hit.pattern().as_usize()].1))
        .filter(|(_, _, force)| *force != Force::Ignore)
        .last()
}
