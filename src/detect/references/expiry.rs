//! "Thông tư số A … hết hiệu lực kể từ ngày …": which of the mentions before these words are what ends.

use super::cues::{Force, last_cue};
use super::mention::Mention;
use super::pinpoint;
use super::relation::{Place, governs_anew, is_joint, stripped};
use super::scan::window_end;
use crate::detect::tokens::Tokens;
use crate::directive::Relation;

/// How a mention stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// No words before it give it a role.
    Free,
    /// It has the role of the list that it is a member of.
    Listed,
    /// It has a role by its own words: "theo A, B hết hiệu lực".
    Governed,
    /// It amends the mention before it, or is amended by it: it is a part of what is said of that one.
    Part,
}

/// The standing of a mention with the role `relation`: `between` are the words, in small letters, since the mention
/// before it or the start of the sentence, `follows` says whether there is one.
pub(super) fn standing(between: &str, follows: bool, relation: Relation) -> Standing {
    let joint = stripped(between);
    if follows && (is_joint(joint) || joint.ends_with(';')) && !governs_anew(joint) {
        return if relation == Relation::Mentions { Standing::Free } else { Standing::Listed };
    }
    let clause = &between[between.rfind(';').map_or(0, |i| i + 1)..];
    let acts = matches!(last_cue(clause), Some((_, _, Force::Amends | Force::Replaces)));
    match relation {
        _ if follows && acts => Standing::Part,
        Relation::Mentions => Standing::Free,
        _ => Standing::Governed,
    }
}

/// Whether the mention at `place` is the subject, or one of the subjects, of "hết hiệu lực"; `rest` are the mentions
/// after it.
///
/// A title between may name other papers. What has a role by words of its own is the subject only where no other
/// mention stands nearer.
pub(super) fn is_subject(tokens: &Tokens<'_>, place: Place, standing: Standing, rest: &[Mention]) -> bool {
    const FARTHEST: usize = 900;
    let (s, lower) = (&tokens.text.content, tokens.lower);
    let window = &s[place.end..window_end(s, place.end, FARTHEST)];
    let stop = window.find(['\n', ';', '.']).unwrap_or(window.len());
    let Some(at) = window[..stop].find("hết hiệu lực") else { return false };
    if ["có hiệu lực", "nếu", "khi"].iter().any(|words| window[..at].contains(words)) {
        return false;
    }
    let mut nearer = rest.iter().take_while(|mention| mention.span.start < place.end + at);
    match standing {
        Standing::Free => true,
        Standing::Part => false,
        Standing::Governed => nearer.next().is_none(),
        Standing::Listed => {
            let mut end = place.end;
            nearer.all(|mention| {
                let start = pinpoint::before(lower, mention.span.start).map_or(mention.span.start, |p| p.start);
                let joined = is_joint(stripped(&s[end..start.max(end)]));
                end = mention.span.end;
                joined
            })
        }
    }
}
