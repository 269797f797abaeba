//! Numbers without year and symbol behind a type word ("Thông tư 61 của Bộ Tài chính", "Kế hoạch 77"): which of them are a
//! document's, and which count something ("Nghị quyết 5 năm").

use std::collections::HashSet;

use super::kinds;
use super::mention::Mention;
use super::number;
use super::scan::{self, after, eat_any, eat_word, ends_with_word, skip_blank};
use super::words::TypeWord;
use crate::detect::terms::{Terms, terms};
use crate::directive::{DirectiveKind, Span};

/// The documents that a text has cited in full so far, by kind and number.
#[derive(Debug, Default)]
pub(super) struct Cited {
    numbers: HashSet<(DirectiveKind, String)>,
    /// How many of the mentions were looked at.
    read: usize,
}

impl Cited {
    /// Whether one of `found`, which only grows from call to call, is of this kind and number and has a symbol.
    fn in_full(&mut self, found: &[Mention], kind: DirectiveKind, number: &str) -> bool {
        for mention in found.iter().skip(self.read) {
            let full = mention.number.as_ref().filter(|number| number.symbol.is_some());
            self.numbers.extend(full.map(|full| (mention.kind, full.number.clone())));
        }
        self.read = found.len();
        self.numbers.contains(&(kind, number.to_owned()))
    }
}

/// "Kế hoạch 77", "Quyết định 1985" without symbol, date or issuer: a document only where one of that kind and number was
/// cited in full before.
pub(super) fn short(
    s: &str,
    start: usize,
    end: usize,
    word: TypeWord,
    found: &[Mention],
    cited: &mut Cited,
) -> Option<Mention> {
    let kind = word.kind.filter(|kind| !word.short && (!word.lower || kinds::is_legal_word(*kind)))?;
    let at = skip_blank(s, end);
    after(s, at).filter(char::is_ascii_digit)?;
    let number = number::parse(s, at, true).filter(|n| !n.is_full() && n.number.len() >= 2)?;
    let counted = eat_any(s, skip_blank(s, number.span.end), &UNITS).is_some();
    if counted || after(s, number.span.end).is_some_and(|c| matches!(c, '%' | '/' | '-')) {
        return None;
    }
    cited.in_full(found, kind, &number.number).then(|| Mention {
        span: Span::new(start, number.span.end),
        kind,
        name: None,
        date: None,
        issuer: None,
        worded: true,
        own: false,
        rule: "reference/short",
        confidence: 0.75,
        number: Some(number),
    })
}

/// Whether a number without year and symbol is a document's number and not a quantity.
pub(super) fn bare_number_holds(
    s: &str,
    mention: &Mention,
    word: TypeWord,
    end: usize,
    numbered: bool,
    has_tail: bool,
) -> bool {
    let Some(number) = &mention.number else { return false };
    if number.number == "0" {
        return false;
    }
    let written = &s[number.span.start..number.span.end];
    let year_like = written.len() == 4 && written.parse::<u16>().is_ok_and(|n| (1945..2060).contains(&n));
    let p = skip_blank(s, end);
    if !numbered && year_like && mention.date.is_none() {
        return false;
    }
    if (word.short || word.kind.is_none()) && !numbered && !has_tail {
        return written.len() >= 2 && word.kind.is_some_and(kinds::is_legal_word) && is_short_mention(s, mention, p);
    }
    if has_tail && (numbered || !word.lower || kinds::is_legal_word(mention.kind)) {
        return true;
    }
    // "Nghị quyết 5 năm", "báo cáo 02 lần", "quyết định 16 trường".
    let unit = eat_any(s, p, &UNITS).is_some_and(|next| {
        let year_follows = after(s, skip_blank(s, next)).is_some_and(|c| c.is_ascii_digit());
        !(eat_word(s, p, "năm").is_some() && year_follows)
    });
    // "theo Thông tư 07: mầm non …" cites; "Nghị quyết 5: …" may count.
    let headed = after(s, p) == Some(':') && (written.len() < 2 || !kinds::is_legal_word(mention.kind));
    if unit || headed || after(s, p).is_some_and(|c| matches!(c, '%' | '/' | '×')) {
        return false;
    }
    if numbered || kinds::is_legal_word(mention.kind) {
        return true;
    }
    let closed = after(s, p).is_none_or(|c| matches!(c, ',' | ';' | '.' | ')' | '\n' | '”' | '"'))
        || eat_any(s, p, terms!["của", "và", "về", "thực hiện", "ban hành", "gắn", "đã", "quy định"]).is_some();
    match mention.kind {
        DirectiveKind::QuyetDinh | DirectiveKind::KetLuan | DirectiveKind::KeHoach => {
            !word.lower && closed && number.number.len() >= 2
        }
        // Numbered programmes and projects are known by their number ("Đề án 06").
        DirectiveKind::DeAn => !word.lower && closed && written.starts_with('0'),
        _ => has_tail && !word.lower,
    }
}

/// "đánh giá theo TT22", "TT58 và TT26": an abbreviated type word with a bare number cites only where the words around
/// it do, since "TT" also heads a column of numbers.
fn is_short_mention(s: &str, mention: &Mention, end: usize) -> bool {
    const LEADS: [&str; 12] =
        ["theo", "hiện", "dụng", "tại", "định", "cứ", "của", "với", "hành", "khai", "bằng", "cùng"];
    let head = s[scan::window_start(s, mention.span.start, 24)..mention.span.start].trim_end();
    let listed = head.strip_suffix([',', ';']).or_else(|| head.strip_suffix(" và"));
    let led = LEADS.iter().any(|lead| ends_with_word(head, lead))
        || listed.is_some_and(|before| before.trim_end().ends_with(|c: char| c.is_ascii_digit()));
    let closed = after(s, end).is_none_or(|c| matches!(c, ',' | ';' | '.' | ')' | ':' | '\n' | '”' | '"'))
        || eat_any(s, end, terms!["của", "và", "về", "ban hành", "đã", "quy định", "đối với", "cho", "để"]).is_some();
    led && closed && eat_any(s, end, &UNITS).is_none()
}

/// Units that make of a number after a type word a quantity ("Nghị quyết 5 năm").
pub(super) static UNITS: Terms = Terms::new(&[
    "năm",
    "tháng",
    "tuần",
    "buổi",
    "trường",
    "xã",
    "người",
    "lần",
    "nội dung",
    "nhiệm vụ",
    "giải pháp",
    "chỉ tiêu",
    "kế hoạch",
    "văn bản",
    "thông tư",
    "nghị định",
    "nghị quyết",
    "điểm",
    "điều",
    "khoản",
    "giai đoạn",
    "học sinh",
    "giáo viên",
    "lớp",
    "đơn vị",
    "bước",
    "quý",
    "kỳ",
    "cấp",
    "bộ",
    "môn",
    "tiết",
    "trang",
    "bên",
    "mục tiêu",
    "đồng",
    "triệu",
    "tỷ",
    "giờ",
    "phút",
    "đến",
    "vụ",
    "trường hợp",
    "quyển",
    "bản",
    "cuộc",
    "dự án",
    "đề án",
    "loại",
    "nhóm",
    "phòng",
    "tổ",
    "cán bộ",
    "ngày làm",
]);
