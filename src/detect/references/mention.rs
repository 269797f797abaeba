//! The grammar of one mention: type word, number, law's name, and the date and issuer that belong to it.

use super::bare::bare_number_holds;
use super::number::{self, Number};
use super::scan::{after, before, eat_any, eat_word, skip_blank, skip_wrap, window_end};
use super::tail::attach_tail;
use super::words::TypeWord;
use super::{agency, kinds, law_mention};
use crate::detect::terms::{Terms, terms};
use crate::directive::{DirectiveKind, PartialDate, Span};

/// A mention before its role is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mention {
    /// From the type word (or the number) to the last of number, symbol, date and issuer.
    pub span: Span,
    /// The kind by the word written, else by the symbol.
    pub kind: DirectiveKind,
    /// The number, if any.
    pub number: Option<Number>,
    /// A law's name as written.
    pub name: Option<Span>,
    /// The date and where it stands.
    pub date: Option<(PartialDate, Span)>,
    /// The issuer as written.
    pub issuer: Option<Span>,
    /// Whether a type word was written; members of a list may lack it.
    pub worded: bool,
    /// Whether "Số:" opens it as in a letterhead: the document's own number.
    pub own: bool,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure the form makes it.
    pub confidence: f32,
}

/// Modifiers between a type word and "số" ("Kế hoạch liên ngành số …").
static MODIFIERS: Terms = Terms::new(&[
    "hành động",
    "liên ngành",
    "liên tịch",
    "phối hợp",
    "chỉ đạo",
    "hướng dẫn",
    "kết luận",
    "tổng kết",
    "sơ kết",
    "triển khai",
    "thực hiện",
    "cá biệt",
    "nội bộ",
    "chuyên đề",
    "phê duyệt",
    "hỏa tốc",
    "khẩn",
    "giáo dục",
    "công tác",
    "liên bộ",
    "liên sở",
    "chung",
    "bổ sung",
]);

/// Reads the mention that the type word at `start..end` opens.
///
/// An amending law ("Luật sửa đổi, bổ sung một số điều của Luật …") gives itself and the laws in its name; nothing
/// read gives an empty list.
pub(super) fn after_word(s: &str, start: usize, end: usize, word: TypeWord) -> Vec<Mention> {
    let law = matches!(word.kind, Some(DirectiveKind::Luat | DirectiveKind::PhapLenh)) || word.constitution;
    match numbered(s, start, end, word, law) {
        Some(mention) => vec![mention],
        None if law && !word.upper => law_mention::by_name(s, start, end, word),
        None => Vec::new(),
    }
}

fn numbered(s: &str, start: usize, end: usize, word: TypeWord, law: bool) -> Option<Mention> {
    let mut p = skip_blank(s, end);
    // "Thông tư ⏎ 16/2018/TT-BGDĐT": a wrap that was not joined; no paragraph opens with a full number.
    let wrapped = skip_wrap(s, p);
    if after(s, p) == Some('\n') && !word.upper && full_number_at(s, wrapped) {
        p = wrapped;
    }
    let mut issuer = None;
    // "Nghị định của Chính phủ số …", "Chương trình hành động số …": words between, only before "số".
    let mut between = false;
    // The cheap look for "số" comes first: type words without a number are everywhere.
    if !word.short && !law && number_word(s, p).is_none() && s[p..window_end(s, p, 110)].contains("số ") {
        let mut q = p;
        if let Some(next) = eat_any(s, q, &MODIFIERS) {
            q = skip_blank(s, next);
        }
        let name = eat_word(s, q, "của").map_or(q, |next| skip_blank(s, next));
        if let Some(next) = agency::parse(s, name, false) {
            issuer = (name > q).then(|| Span::new(name, next));
            q = skip_blank(s, next);
        }
        if q > p && number_word(s, q).is_some() {
            p = q;
            between = true;
        } else {
            issuer = None;
        }
    }
    // "Chương trình hành động 52-CTr/TU" goes without "số".
    let modified = || {
        let next = skip_blank(s, MODIFIERS.eat(s, p).filter(|_| !word.short && !law)?);
        full_number_at(s, next).then_some(next)
    };
    if let Some(next) = titled(s, p, word).or_else(modified).filter(|_| !between) {
        p = next;
        between = true;
    }
    let numbered = number_word(s, p);
    let at = numbered.map_or(p, |next| skip_blank(s, next));
    // "Công văn: 2345/BGDĐT-GDTH".
    let colon = (numbered.is_none() && after(s, at) == Some(':')).then(|| skip_blank(s, at + 1));
    let at = colon.filter(|&next| full_number_at(s, next)).unwrap_or(at);
    if after(s, at).is_some_and(|c| c.is_ascii_digit())
        && let Some(number) = number::parse(s, at, true)
    {
        return with_number(s, start, word, number, numbered.is_some(), between, issuer);
    }
    None
}

/// "hướng dẫn nhiệm vụ năm học số 1986/SGDĐT-GDPT": the place of "số", where words of a title stand between.
fn titled(s: &str, at: usize, word: TypeWord) -> Option<usize> {
    use DirectiveKind as K;
    const MOST: usize = 9;
    static TITLES: Terms = Terms::new(&[
        "nhiệm vụ",
        "năm học",
        "công tác",
        "chuyên môn",
        "tuyển sinh",
        "tổ chức",
        "thời gian",
        "kiểm tra",
        "thi đua",
        "khung",
        "dạy học",
        "xét",
    ]);
    let kind = matches!(
        word.kind,
        Some(K::HuongDan | K::KeHoach | K::ThongBao | K::CongVan | K::QuyetDinh | K::ChuongTrinh | K::BaoCao)
    );
    if word.short || !kind {
        return None;
    }
    TITLES.eat(s, at)?;
    let mut p = at;
    for _ in 0..MOST {
        if number_word(s, p).is_some_and(|next| full_number_at(s, skip_blank(s, next))) {
            return Some(p);
        }
        let end = super::scan::word_end(s, p);
        if end == p || !s[p..end].chars().all(char::is_alphabetic) || super::words::at(s, p).is_some() {
            return None;
        }
        p = skip_blank(s, end);
    }
    None
}

fn full_number_at(s: &str, at: usize) -> bool {
    after(s, at).is_some_and(|c| c.is_ascii_digit()) && number::parse(s, at, true).is_some_and(|n| n.is_full())
}

/// The end of "số" (or "số:") at `at`.
pub(super) fn number_word(s: &str, at: usize) -> Option<usize> {
    if !matches!(s.as_bytes().get(at), Some(b's' | b'S')) {
        return None;
    }
    let end = eat_any(s, at, terms!["số", "sô"]).or_else(|| {
        // "số04/2020": a missing blank.
        s[at..]
            .strip_prefix("số")
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            .map(|_| at + "số".len())
    })?;
    let colon = skip_blank(s, end);
    Some(if after(s, colon) == Some(':') { colon + 1 } else { end })
}

fn with_number(
    s: &str,
    start: usize,
    word: TypeWord,
    number: Number,
    numbered: bool,
    between: bool,
    issuer: Option<Span>,
) -> Option<Mention> {
    let by_symbol = number.symbol.as_ref().and_then(|_| kinds::of_symbol(&number.raw_symbol));
    let kind = match (word.kind, by_symbol) {
        (_, Some(DirectiveKind::ThongTuLienTich)) => DirectiveKind::ThongTuLienTich,
        (Some(kind), _) => kind,
        (None, Some(kind)) => kind,
        (None, None) if number.symbol.is_some() => DirectiveKind::CongVan,
        (None, None) => return None,
    };
    let full = number.is_full();
    if number.symbol.is_none() && between && !numbered {
        return None;
    }
    let own = numbered && letterhead(s, start, &number);
    let mut mention = Mention {
        span: Span::new(start, number.span.end),
        kind,
        name: None,
        date: None,
        issuer,
        worded: word.kind.is_some(),
        own,
        rule: if number.symbol.as_deref().is_some_and(|symbol| symbol.contains('/')) {
            "reference/party"
        } else {
            "reference/full-number"
        },
        confidence: 0.98,
        number: Some(number),
    };
    let after_number = mention.span.end;
    attach_tail(s, &mut mention);
    if !full {
        let has_tail = mention.date.is_some() || mention.issuer.is_some();
        if !bare_number_holds(s, &mention, word, after_number, numbered, has_tail) {
            return None;
        }
        mention.rule = "reference/bare";
        mention.confidence = if has_tail { 0.9 } else { 0.75 };
    } else if mention.number.as_ref().is_some_and(|n| n.symbol.is_none()) {
        // "Thông tư 27/2020": a number with its year; a month with its year otherwise ("Kế hoạch 9/2023").
        if !numbered && !kinds::is_legal_word(kind) && kind != DirectiveKind::QuyetDinh {
            return None;
        }
        mention.confidence = 0.93;
    }
    Some(mention)
}

/// A number line of a letterhead: "Số: 322/PGD-THCS", or a type heading "Luật số: 43/2019/QH14" alone on its line.
fn letterhead(s: &str, start: usize, number: &Number) -> bool {
    let opens = matches!(before(s, start), None | Some('\n' | '\t'));
    let closes = s[number.span.end..].trim_start_matches(' ').starts_with(['\n', '\t']) || number.span.end == s.len();
    opens && closes && s[start..number.span.start].contains(':')
}
