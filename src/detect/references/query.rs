//! Mentions in a search query: partial, without tone marks, abbreviated ("tt 27/2020", "thong tu so 27/2020/tt-bgddt").
//!
//! The query is read in its folded form, so that one grammar serves all spellings; what it gives is an identity to
//! look for, as far as the query states one.

use unicode_normalization::UnicodeNormalization;

use super::scan::{eat_word, skip_blank};
use super::{agency, date, kinds, law};
use crate::directive::DirectiveKind::{self, *};
use crate::directive::{Evidence, PartialDate, Reference, Relation, Span};
use crate::lineage::identity;
use crate::text::fold;

/// Abbreviations and folded names of kinds, longest first.
const KINDS: &[(&str, DirectiveKind)] = &[
    ("thong tu lien tich", ThongTuLienTich),
    ("van ban hop nhat", VanBanHopNhat),
    ("chuong trinh", ChuongTrinh),
    ("nghi quyet", NghiQuyet),
    ("quyet dinh", QuyetDinh),
    ("huong dan", HuongDan),
    ("phap lenh", PhapLenh),
    ("nghi dinh", NghiDinh),
    ("thong bao", ThongBao),
    ("to trinh", ToTrinh),
    ("ket luan", KetLuan),
    ("thong tu", ThongTu),
    ("cong van", CongVan),
    ("ke hoach", KeHoach),
    ("quy dinh", QuyDinh),
    ("quy che", QuyChe),
    ("bao cao", BaoCao),
    ("chi thi", ChiThi),
    ("bo luat", Luat),
    ("de an", DeAn),
    ("vbhn", VanBanHopNhat),
    ("ttlt", ThongTuLienTich),
    ("luat", Luat),
    ("ttr", ToTrinh),
    ("ctr", ChuongTrinh),
    ("tt", ThongTu),
    ("nd", NghiDinh),
    ("qd", QuyetDinh),
    ("cv", CongVan),
    ("kh", KeHoach),
    ("nq", NghiQuyet),
    ("ct", ChiThi),
    ("hd", HuongDan),
    ("tb", ThongBao),
    ("bc", BaoCao),
    ("kl", KetLuan),
];

/// The mentions in a short text without a document around it, such as a search query; partial identities are
/// allowed ("công văn 5512"). Empty for plain words, dates, school years and bare numbers.
///
/// Offsets count bytes of the query's NFC form; page and line are 1.
pub fn mentions(query: &str) -> Vec<Reference> {
    let query = Query::new(query);
    let mut found = Vec::new();
    let mut at = 0;
    while at < query.folded.len() {
        match query.starts_word(at).then(|| query.mention(at)).flatten() {
            Some((reference, end)) => {
                let (reference, end) = query.with_tail(reference, end);
                found.push(reference);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

struct Query {
    text: String,
    /// One folded character per character of `text`, with its byte offset.
    folded: Vec<(char, usize)>,
}

impl Query {
    fn new(query: &str) -> Self {
        let text: String = query.nfc().collect();
        let folded = text
            .char_indices()
            .map(|(at, c)| {
                let plain = match c {
                    '–' | '—' | '_' => '-',
                    c if c.is_whitespace() => ' ',
                    c => fold(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c),
                };
                (plain, at)
            })
            .collect();
        Self { text, folded }
    }

    fn char(&self, at: usize) -> Option<char> {
        self.folded.get(at).map(|(c, _)| *c)
    }

    fn byte(&self, at: usize) -> usize {
        self.folded.get(at).map_or(self.text.len(), |(_, byte)| *byte)
    }

    fn starts_word(&self, at: usize) -> bool {
        at == 0 || !self.char(at - 1).is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.'))
    }

    /// The end of `word` at `at`, if no letter follows.
    fn eat(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for c in word.chars() {
            if self.char(end) != Some(c) {
                return None;
            }
            end += 1;
        }
        (!self.char(end).is_some_and(char::is_alphabetic)).then_some(end)
    }

    fn blank(&self, mut at: usize) -> usize {
        while self.char(at) == Some(' ') {
            at += 1;
        }
        at
    }

    fn digits(&self, at: usize) -> (String, usize) {
        let digits: String =
            self.folded[at.min(self.folded.len())..].iter().map(|(c, _)| *c).take_while(char::is_ascii_digit).collect();
        let end = at + digits.len();
        (digits, end)
    }

    /// Adds the date and the issuer that follow: a number that repeats from place to place is asked for with them.
    fn with_tail(&self, mut reference: Reference, end: usize) -> (Reference, usize) {
        let s = self.text.as_str();
        let start = self.byte(end);
        let mut end = start;
        for _ in 0..2 {
            let p = skip_blank(s, end);
            if let Some((next, day)) = date::parse(s, p).filter(|_| reference.date.is_none()) {
                reference.date = Some(day);
                end = next;
            } else if let Some(of) = eat_word(s, p, "của").filter(|_| reference.issuer.is_none())
                && let Some(next) = agency::parse(s, skip_blank(s, of), false)
            {
                reference.issuer = Some(s[skip_blank(s, of)..next].to_owned());
                end = next;
            }
        }
        if end > start {
            let span = Span::new(reference.evidence.span.start, end);
            reference.text = s[span.start..span.end].split_whitespace().collect::<Vec<_>>().join(" ");
            reference.evidence.span = span;
        }
        (reference, self.folded.partition_point(|(_, byte)| *byte < end))
    }

    fn mention(&self, at: usize) -> Option<(Reference, usize)> {
        let kind = KINDS.iter().find_map(|&(word, kind)| self.eat(at, word).map(|end| (kind, end)));
        if let Some((Luat, end)) = kind
            && let Some(found) = self.law(at, end)
        {
            return Some(found);
        }
        // "văn bản 27/2020" names no kind.
        let after_kind = kind.map(|(_, end)| end).or_else(|| self.eat(at, "van ban")).map_or(at, |end| self.blank(end));
        let numbered = self.eat(after_kind, "so").map(|end| if self.char(end) == Some(':') { end + 1 } else { end });
        let p = self.blank(numbered.unwrap_or(after_kind));
        let (digits, mut end) = self.digits(p);
        if digits.is_empty() || digits.len() > 6 {
            return None;
        }
        let mut number = digits.trim_start_matches('0').to_owned();
        if number.is_empty() {
            return None;
        }
        if self.char(end) == Some('.') && self.char(end + 1).is_some_and(|c| c.is_ascii_digit()) {
            let (part, next) = self.digits(end + 1);
            if self.char(next) == Some('/') {
                number = format!("{number}.{part}");
                end = next;
            }
        } else if let Some(letter) = self.char(end).filter(char::is_ascii_alphabetic) {
            if self.char(end + 1).is_some_and(char::is_alphanumeric) {
                return None;
            }
            number.push(letter);
            end += 1;
        }
        let (mut year, symbol, mut end) = self.rest(end, kind.is_some());
        if year.is_none()
            && symbol.is_none()
            && kind.is_some()
            && let Some((stated, next)) = self.stated_year(end)
        {
            (year, end) = (Some(stated), next);
        }
        self.conclude(at, end, kind.map(|(kind, _)| kind), number, year, symbol)
    }

    /// "/2020", "/TT-BGDĐT", "-NQ/TW" after the number; "-2020" is a year only behind a kind, else it may be the end of a
    /// school year.
    fn rest(&self, end: usize, behind_kind: bool) -> (Option<String>, Option<String>, usize) {
        let p = self.blank(end);
        if !matches!(self.char(p), Some('/' | '-')) {
            return (None, None, end);
        }
        let q = self.blank(p + 1);
        let (digits, after_year) = self.digits(q);
        let may_be_year = self.char(p) == Some('/') || behind_kind;
        if may_be_year && digits.len() == 4 && matches!(digits.as_bytes(), [b'1' | b'2', b'9' | b'0', ..]) {
            let r = self.blank(after_year);
            if matches!(self.char(r), Some('/' | '-'))
                && let Some((symbol, end)) = self.symbol(self.blank(r + 1))
            {
                return (Some(digits), Some(symbol), end);
            }
            return (Some(digits), None, after_year);
        }
        match self.symbol(q) {
            Some((symbol, end)) => (None, Some(symbol), end),
            None => (None, None, end),
        }
    }

    /// "năm 2020" behind a bare number, as people say it. The year of a date or the first of a school year is none.
    fn stated_year(&self, end: usize) -> Option<(String, usize)> {
        let year = self.blank(self.eat(self.blank(end), "nam")?);
        let (digits, end) = self.digits(year);
        let plausible = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        let goes_on = matches!(self.char(end), Some('-' | '/')) || self.char(end).is_some_and(char::is_alphanumeric);
        (plausible && !goes_on).then_some((digits, end))
    }

    /// A symbol in any case: letters in groups joined by `-`, `/`, `&`.
    fn symbol(&self, at: usize) -> Option<(String, usize)> {
        if !self.char(at).is_some_and(char::is_alphabetic) {
            return None;
        }
        let mut end = at;
        loop {
            let start = end;
            while self.char(end).is_some_and(char::is_alphanumeric) {
                end += 1;
            }
            if end == start || end - at > 40 {
                end = start.saturating_sub(1).max(at);
                break;
            }
            let p = self.blank(end);
            let q = if matches!(self.char(p), Some('-' | '/' | '&')) { self.blank(p + 1) } else { break };
            if !self.char(q).is_some_and(char::is_alphabetic) || (p > end || q > p + 1) && q > p + 2 {
                break;
            }
            end = q;
        }
        let written = self.text[self.byte(at)..self.byte(end)].replace('_', "-");
        let written: String = written.split_whitespace().collect();
        (written.chars().filter(|c| c.is_alphabetic()).count() >= 2).then(|| (written.to_uppercase(), end))
    }

    fn law(&self, at: usize, after_kind: usize) -> Option<(Reference, usize)> {
        let start = self.blank(after_kind);
        let name = law::NAMES
            .all()
            .iter()
            .filter_map(|name| {
                let folded = fold(name);
                self.eat(start, &folded).map(|end| (end, *name))
            })
            .max_by_key(|(end, _)| *end)?;
        let word = if self.eat(at, "bo luat").is_some() { "bộ luật" } else { "luật" };
        let mut end = name.0;
        let p = self.blank(end);
        let p = self.eat(p, "so").map_or(p, |next| self.blank(next));
        let (digits, after) = self.digits(p);
        let (mut number, mut year, mut symbol) = (None, None, None);
        if !digits.is_empty() && digits.len() <= 3 {
            let rest = self.rest(after, false);
            if rest.1.is_some() {
                (number, year, symbol, end) = (Some(digits.trim_start_matches('0').to_owned()), rest.0, rest.1, rest.2);
            }
        }
        let name = format!("{word} {}", name.1);
        let found = self.reference(at, end, Luat, number, year, symbol, Some(&name));
        Some((found, end))
    }

    fn conclude(
        &self,
        at: usize,
        end: usize,
        kind: Option<DirectiveKind>,
        number: String,
        year: Option<String>,
        symbol: Option<String>,
    ) -> Option<(Reference, usize)> {
        let symbol = symbol.map(|written| identity::plain_symbol(&written));
        let by_symbol = symbol.as_deref().and_then(kinds::of_symbol);
        let touched = self.char(end).is_some_and(|c| c.is_alphanumeric() || c == '%');
        let kind = match (kind, by_symbol) {
            _ if touched => return None,
            (_, Some(ThongTuLienTich)) => ThongTuLienTich,
            (Some(kind), _) => kind,
            (None, Some(kind)) => kind,
            // "27/2020" names a document, "9/2023" a month, "17/17" a share.
            (None, None) if symbol.is_none() && year.is_some() && number.parse::<u32>().is_ok_and(|n| n > 12) => Khac,
            _ => return None,
        };
        Some((self.reference(at, end, kind, Some(number), year, symbol, None), end))
    }

    #[allow(clippy::too_many_arguments)]
    fn reference(
        &self,
        at: usize,
        end: usize,
        kind: DirectiveKind,
        number: Option<String>,
        year: Option<String>,
        symbol: Option<String>,
        name: Option<&str>,
    ) -> Reference {
        let span = Span::new(self.byte(at), self.byte(end));
        let key_symbol = symbol.as_deref().or(name.filter(|_| number.is_none()));
        Reference {
            section: None,
            text: self.text[span.start..span.end].split_whitespace().collect::<Vec<_>>().join(" "),
            kind,
            work: identity::work_key(kind, number.as_deref(), year.as_deref(), key_symbol),
            number,
            year,
            symbol,
            date: None::<PartialDate>,
            issuer: None,
            pinpoint: None,
            title: None,
            relation: Relation::Mentions,
            acted: Vec::new(),
            evidence: Evidence::in_line(span, "reference/query"),
        }
    }
}
