//! What may follow a number or a law's name and belongs to it: the date and the issuer.

use super::mention::Mention;
use super::scan::{after, eat_any, eat_word, skip_blank};
use super::{agency, date};
use crate::detect::terms::terms;
use crate::directive::{DirectiveKind, Header, PartialDate, Span};

/// Adds date and issuer, in either order, each once.
pub(super) fn attach_tail(s: &str, mention: &mut Mention) {
    for _ in 0..2 {
        let end = mention.span.end;
        let mut p = skip_blank(s, end);
        let comma = after(s, p) == Some(',');
        if comma {
            p = skip_blank(s, p + 1);
        }
        let open = after(s, p) == Some('(');
        if open {
            p = skip_blank(s, p + 1);
        }
        // "…, tháng 10/2024 các trường kiểm tra", "… của UBND tỉnh, ngày 20/10/2024 Sở tổ chức …": a time of the sentence.
        let issued = mention.issuer.is_some_and(|issuer| issuer.end == end);
        let of_sentence = comma && (issued || eat_word(s, p, "tháng").is_some());
        if mention.date.is_none()
            && !of_sentence
            && let Some((next, day)) = date::parse(s, p).or_else(|| open.then(|| date::bracketed(s, p)).flatten())
        {
            let closing = open && after(s, next) == Some(')');
            mention.date = Some((day, Span::new(p, next)));
            mention.span.end = next + usize::from(closing);
            continue;
        }
        if mention.issuer.is_none()
            && !open
            && let Some(of) = eat_any(s, p, terms!["của", "cuả", "do"])
        {
            let name = skip_blank(s, of);
            let joint = matches!(mention.kind, DirectiveKind::ThongTuLienTich)
                || eat_any(s, name, terms!["liên bộ", "liên sở", "liên ngành"]).is_some();
            if let Some(next) = agency::parse(s, name, joint)
                && (eat_word(s, p, "do").is_none()
                    || eat_any(s, skip_blank(s, next), terms!["ban hành", "ký"]).is_some())
            {
                mention.issuer = Some(Span::new(name, next));
                mention.span.end = next;
                continue;
            }
        }
        break;
    }
}

/// Takes from mentions the dates at their end that lie behind the day of the directive: nobody cites what is not issued
/// yet, such a day is when something is to be done ("thực hiện Kế hoạch số 12/KH-UBND, ngày 20/10/2024 khai mạc …").
/// A date that the issuer follows, or that a consolidated text cites, is left as the author wrote it.
pub(super) fn without_later_dates(found: &mut [Mention], header: &Header) {
    let Some(own) = header.date.filter(|date| matches!(date, PartialDate::Day(_))) else { return };
    if header.kind == Some(DirectiveKind::VanBanHopNhat) {
        return;
    }
    for mention in found {
        let Some((_, at)) = mention.date.filter(|(date, _)| date.first_day() > own.last_day()) else { continue };
        let Some(number) = &mention.number else { continue };
        let issuer = mention.issuer.map_or(0, |issuer| issuer.end);
        if issuer < at.start {
            mention.date = None;
            mention.span.end = number.span.end.max(issuer);
        }
    }
}
