//! Trích yếu quoted after a mention: what the cited paper is about, in the words of the one who cites it.
//!
//! A paper is named in full where it is first cited: kind, number, date, issuer, subject (Nghị định 30/2020/NĐ-CP,
//! annex I). The subject follows "về việc", "về", a verb of titles ("ban hành", "hướng dẫn", "quy định" …) or stands
//! in quotes; nothing marks its end but what cannot belong to a title: a semicolon, another paper that the title does
//! not govern, the agency that the sentence is about, a verb that speaks of the paper.

use super::agency;
use super::mention::Mention;
use super::scan::{after, eat_any, eat_word, ends_with_word, is_abbreviated, skip_blank, window_end};
use crate::detect::terms::{Terms, terms};
use crate::directive::Span;

/// The longest title, in bytes: three lines of a page.
const LONGEST: usize = 600;

/// The shortest title that says something, in bytes.
const SHORTEST: usize = 12;

/// Verbs and nouns that a title opens with where the number, the date or the issuer stands before it.
static OPENINGS: Terms = Terms::new(&[
    "ban hành",
    "hướng dẫn",
    "quy định",
    "phê duyệt",
    "sửa đổi",
    "bãi bỏ",
    "tổng kết",
    "sơ kết",
    "triển khai",
    "thực hiện",
    "tăng cường",
    "đẩy mạnh",
    "công bố",
    "công nhận",
    "tổ chức",
    "thành lập",
    "kiện toàn",
    "giao",
    "kết quả",
    "phát động",
    "nâng cao",
    "đổi mới",
    "chấn chỉnh",
]);

/// Of these, what opens a title behind a comma too; the others begin the next clause there ("…, tổ chức thực hiện").
static OPENINGS_AFTER_COMMA: Terms =
    Terms::new(&["ban hành", "hướng dẫn", "quy định", "phê duyệt", "sửa đổi", "tổng kết"]);

/// What follows an opening that speaks of the paper and is no title: "ban hành ngày …", "quy định tại …".
static NO_TITLE: Terms = Terms::new(&[
    "ngày",
    "kèm",
    "tại",
    "theo",
    "rõ",
    "như",
    "nêu",
    "trên",
    "này",
    "đó",
    "của",
    "là",
    "các trường",
    "trước",
    "được",
    "phải",
    "đúng",
    "nghiêm túc",
    "nghiêm",
    "xong",
    "lại",
]);

/// Where something is sent: "gửi Báo cáo … về Phòng trước ngày …".
static SENT_TO: Terms = Terms::new(&["phòng", "sở", "ubnd", "ủy ban", "uỷ ban", "trước", "địa chỉ", "qua", "đến"]);

/// Words behind a comma with which the sentence goes on about something else.
static CLAUSES: Terms = Terms::new(&[
    "các trường",
    "nhà trường",
    "các đơn vị",
    "các cơ sở",
    "các phòng",
    "các nhà trường",
    "các địa phương",
    "giáo viên",
    "hiệu trưởng",
    "trong đó",
    "đồng thời",
    "nhằm",
    "căn cứ",
    "trên cơ sở",
    "cùng với",
    "có hiệu lực",
    "thay thế",
    "bãi bỏ",
    "đề nghị",
    "yêu cầu",
    "từ ngày",
    "kể từ",
    "trước ngày",
    "chậm nhất",
    "đến hết",
    "đến ngày",
    "đến năm",
    "như sau",
    "theo đó",
    "gửi",
    "trình",
    "chú ý",
    "báo cáo",
]);

/// Words that speak of the paper, or lead to another one, wherever they stand.
static BREAKS: Terms = Terms::new(&[
    "có hiệu lực",
    "hết hiệu lực",
    "và các văn bản",
    "và các quy định",
    "và các hướng dẫn",
    "và các công văn",
    "và văn bản",
    "và hướng dẫn của",
    "và chỉ đạo",
    "và theo",
    "và căn cứ",
    "như sau",
    "thì",
    "đã",
    "là",
    "phải",
    "được ban hành",
    "được thay thế",
    "được sửa đổi",
    "kể từ ngày",
    "đến các",
    "tới các",
    "tiếp tục được",
    "bằng việc",
    "để",
    "chú ý",
]);

/// The title quoted after `mention`; `rest` are the mentions after it, in the order of the text.
pub(super) fn quoted(s: &str, mention: &Mention, rest: &[Mention]) -> Option<Span> {
    mention.number.as_ref()?;
    let named = mention.date.is_some() || mention.issuer.is_some();
    let mut p = skip_blank(s, mention.span.end);
    let comma = after(s, p) == Some(',');
    if comma {
        p = skip_blank(s, p + 1);
    }
    let bracket = !comma && after(s, p) == Some('(');
    if bracket {
        p = skip_blank(s, p + 1);
    }
    if let Some(span) = in_quotes(s, p) {
        return Some(span);
    }
    let start = match eat_any(s, p, terms!["về việc", "v/v", "về"]) {
        Some(next) => {
            let start = skip_blank(s, next);
            let sent = eat_word(s, p, "về việc").is_none()
                && eat_any(s, start, &SENT_TO).is_some()
                && agency_or_time(s, start);
            if sent || comma && !named {
                return None;
            }
            start
        }
        None if named || bracket => {
            let next = eat_any(s, p, if comma { &OPENINGS_AFTER_COMMA } else { &OPENINGS })?;
            let object = skip_blank(s, next);
            let dated = eat_word(s, object, "năm")
                .is_some_and(|end| after(s, skip_blank(s, end)).is_some_and(|c| c.is_ascii_digit()));
            if dated || eat_any(s, object, &NO_TITLE).is_some() {
                return None;
            }
            p
        }
        None => return None,
    };
    let end = end_of(s, start, rest)?;
    let span = trimmed(s, start, end);
    (span.end.saturating_sub(span.start) >= SHORTEST).then_some(span)
}

/// "về Phòng", "về Sở GD&ĐT", "về trước …": small "phòng, chống" and "sở hữu" open titles.
fn agency_or_time(s: &str, at: usize) -> bool {
    let agency = after(s, at).is_some_and(char::is_uppercase)
        && agency::parse(s, at, false).is_some_and(|end| after(s, end) != Some(','));
    agency || eat_any(s, at, terms!["trước", "địa chỉ", "qua", "đến"]).is_some()
}

/// A title in quotes at `at`, without them.
fn in_quotes(s: &str, at: usize) -> Option<Span> {
    let open = after(s, at).filter(|c| matches!(c, '“' | '"' | '«'))?;
    let start = at + open.len_utf8();
    let window = &s[start..window_end(s, start, LONGEST)];
    let end = start + window.find(['”', '"', '»', '\n'])?;
    let closed = !s[end..].starts_with('\n');
    (closed && end - start >= SHORTEST).then(|| trimmed(s, start, end))
}

/// Where the title that begins at `start` ends.
fn end_of(s: &str, start: usize, rest: &[Mention]) -> Option<usize> {
    let limit = window_end(s, start, LONGEST);
    let mut inner = rest.iter().skip_while(|mention| mention.span.start < start).peekable();
    let mut at = start;
    while at < limit {
        if let Some(other) = inner.next_if(|mention| mention.span.start <= at) {
            // "sửa đổi một số điều của Thông tư …" is one title, "… và Công văn số …" are two papers.
            if other.span.start == at && !governs(&s[start..at]) {
                return Some(at);
            }
            at = at.max(other.span.end);
            continue;
        }
        let c = after(s, at)?;
        let next = at + c.len_utf8();
        match c {
            ';' | ':' | '\t' | ')' | '”' => return Some(at),
            '\n' if skip_blank(s, at) == at => return Some(at),
            '“' | '"' => {
                at = s[next..limit].find(['”', '"']).map_or(next, |i| next + i).min(limit);
                at += after(s, at).map_or(0, char::len_utf8);
                continue;
            }
            '(' => {
                // A short form belongs to the title, a remark does not.
                let Some(close) = s[next..limit].find(')').filter(|length| *length <= 30) else { return Some(at) };
                if s[next..next + close].contains(|c: char| c.is_ascii_digit() || c == ';' || c == '\n') {
                    return Some(at);
                }
                at = next + close + 1;
                continue;
            }
            '.' => {
                let follows = skip_blank(s, next);
                if follows > next || after(s, next).is_none_or(|c| matches!(c, '\n' | '/' | '”' | '"')) {
                    let opens = after(s, follows).is_none_or(|c| !c.is_lowercase()) || is_mark(s, follows);
                    if opens && !is_abbreviated(&s[start..at]) {
                        return Some(at);
                    }
                }
            }
            ',' => {
                let follows = skip_blank(s, next);
                let agent =
                    after(s, follows).is_some_and(char::is_uppercase) && agency::parse(s, follows, false).is_some();
                let paper = inner.peek().is_some_and(|mention| mention.span.start <= follows + 24);
                if agent || paper || eat_any(s, follows, &CLAUSES).is_some() {
                    return Some(at);
                }
            }
            ' ' if eat_any(s, next, &BREAKS).is_some() || counts_more(s, next) => return Some(at),
            _ => {}
        }
        at = next;
    }
    // No end in sight: what was read may be half a page of something else.
    if at >= s.len() { Some(s.len()) } else { s[start..limit].rfind(',').map(|comma| start + comma) }
}

/// "và 06 văn bản khác".
fn counts_more(s: &str, at: usize) -> bool {
    eat_word(s, at, "và").is_some_and(|end| after(s, skip_blank(s, end)).is_some_and(|c| c.is_ascii_digit()))
}

/// A letter alone: the mark of a footnote that was not taken for one.
fn is_mark(s: &str, at: usize) -> bool {
    let mut letters = s[at..].chars();
    letters.next().is_some_and(|c| c.is_ascii_lowercase()) && letters.next().is_none_or(char::is_whitespace)
}

/// Whether the words so far ask for the paper that follows.
fn governs(title: &str) -> bool {
    let title = title.trim_end();
    let title = title.strip_suffix(" số").unwrap_or(title).trim_end();
    ["của", "theo", "hiện", "tại", "khai", "trong", "các", "bỏ", "thế", "với"]
        .iter()
        .any(|word| ends_with_word(title, word))
}

/// Without what joins the title to what follows.
fn trimmed(s: &str, start: usize, end: usize) -> Span {
    let mut words = s[start..end].trim_end();
    loop {
        let next = words.trim_end_matches([',', '.', '-', '–', '(', ' ', '/', '\n']);
        let next =
            next.strip_suffix(|c: char| c.is_ascii_lowercase()).filter(|head| head.ends_with(' ')).unwrap_or(next);
        let next = ["và", "cùng", "cùng với", "số", "các", "theo", "tại"]
            .iter()
            .find_map(|joint| next.strip_suffix(joint).filter(|head| head.ends_with(char::is_whitespace)))
            .unwrap_or(next);
        if next.len() == words.len() {
            return Span::new(start, start + words.len());
        }
        words = next;
    }
}
