//! Identity of a work: what mentions of one document agree on, however they are written.
//!
//! Pure functions over the fields of a mention or of a header. [`work_key`] is what the store groups mentions by;
//! [`WorkId::agrees`] and [`WorkId::near_miss`] decide where keys differ but may still mean one document.

#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;

use super::codes;
use crate::directive::{DirectiveKind, Header, PARTY_ORGANS, PartialDate, Reference, designation};
use crate::text::fold;

/// What is known of a work from one mention of it or from its own header.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct WorkId {
    /// Loại: by its symbol where that says it, else by the word written; `None` where unknown.
    pub kind: Option<DirectiveKind>,
    /// Số: digits without leading zeros, with a letter that belongs to them.
    pub number: Option<String>,
    /// The year inside the number.
    pub year: Option<String>,
    /// Ký hiệu, plain (see [`plain_symbol`]); for a law known by name alone, its name.
    pub symbol: Option<String>,
    /// Cơ quan ban hành, as written.
    pub issuer: Option<String>,
    /// Ngày ban hành.
    pub date: Option<PartialDate>,
}

/// The one field by which two otherwise agreeing mentions differ: probably a typing error in one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NearMiss {
    /// One digit too many, too few or changed ("24000/QĐ-UBND" for "2400/QĐ-UBND").
    Number,
    /// One letter of the symbol.
    Symbol,
    /// One digit of the date.
    Date,
}

/// The canonical key: kind, number, year and symbol, such as `thong-tu:27/2020/TT-BGDĐT`; parts that are not known
/// are left empty (`ke-hoach:3380//`), a law by name is keyed by the name given as `symbol`.
pub fn work_key(kind: DirectiveKind, number: Option<&str>, year: Option<&str>, symbol: Option<&str>) -> String {
    WorkId::new(kind, number, year, symbol).key()
}

impl WorkId {
    /// The identity of a work from the parts of a citation; `symbol` takes a law's name where there is no number.
    pub fn new(kind: DirectiveKind, number: Option<&str>, year: Option<&str>, symbol: Option<&str>) -> Self {
        let own = |part: Option<&str>| part.filter(|p| !p.is_empty()).map(str::to_owned);
        let symbol = match number {
            Some(_) => symbol.map(plain_symbol),
            None => symbol.map(plain_name),
        };
        Self {
            kind: canonical_kind(kind, year.is_some(), symbol.as_deref().filter(|_| number.is_some())),
            number: own(number).map(|n| n.to_lowercase()),
            year: own(year),
            symbol: symbol.filter(|s| !s.is_empty()),
            issuer: None,
            date: None,
        }
    }

    /// The identity that a mention states.
    pub fn of_reference(reference: &Reference) -> Self {
        let name = reference.number.is_none().then_some(reference.text.as_str());
        let symbol = reference.symbol.as_deref().or(name);
        let mut id = Self::new(reference.kind, reference.number.as_deref(), reference.year.as_deref(), symbol);
        if reference.number.is_none() && !reference.work.is_empty() {
            // The key holds the bare name; the text may hold a date as well.
            id.symbol = reference.work.rsplit("//").next().map(str::to_owned);
        }
        id.issuer.clone_from(&reference.issuer);
        id.date = reference.date;
        id
    }

    /// The identity that a canonical key tells, also one that resolution completed: `kind:number/year/symbol`, with the
    /// day or year behind `@` and the place behind `:` where it has them; `None` where the text is no key.
    pub fn of_key(key: &str) -> Option<Self> {
        let (kind, rest) = key.split_once(':')?;
        let (rest, date) = match rest.split_once('@') {
            Some((rest, day)) => (rest, day.split(':').next().and_then(|day| day.parse().ok())),
            None => (rest.split(':').next().unwrap_or(rest), None),
        };
        let mut parts = rest.splitn(3, '/');
        let mut part = || parts.next().filter(|part| !part.is_empty()).map(str::to_owned);
        let (number, year, symbol) = (part(), part(), part());
        if number.is_none() && symbol.is_none() {
            return None;
        }
        Some(Self { kind: kind.parse().ok(), number, year, symbol, issuer: None, date })
    }

    /// The identity of the work that a mention means: what it was resolved to, with what it states itself.
    pub fn meant_by(reference: &Reference) -> Self {
        match Self::of_key(&reference.work) {
            Some(meant) => Self { issuer: reference.issuer.clone(), date: reference.date.or(meant.date), ..meant },
            None => Self::of_reference(reference),
        }
    }

    /// The identity that a directive's own header states; `None` where it has no number.
    pub fn of_header(header: &Header) -> Option<Self> {
        let number = header.number.as_deref()?;
        let kind = header.kind.unwrap_or(DirectiveKind::Khac);
        let mut id = Self::new(kind, Some(number), header.year.as_deref(), header.symbol.as_deref());
        id.issuer.clone_from(&header.issuer);
        id.date = header.date;
        Some(id)
    }

    /// The canonical key (see [`work_key`]).
    pub fn key(&self) -> String {
        let kind = self.kind.unwrap_or(DirectiveKind::Khac).slug();
        let [number, year, symbol] =
            [&self.number, &self.year, &self.symbol].map(|part| part.as_deref().unwrap_or_default());
        [kind, ":", number, "/", year, "/", symbol].concat()
    }

    /// Whether both can be one work: the same number (or the same name of a law), and no field known on both sides
    /// speaks against it. A bare number needs the same kind.
    pub fn agrees(&self, other: &Self) -> bool {
        let named = self.number.is_none() && other.number.is_none();
        if named {
            return self.kind == other.kind
                && self.symbol.is_some()
                && self.symbol == other.symbol
                && dates_agree(self, other);
        }
        // Of the many that bear one number most are of other days, which is soonest told.
        self.number.is_some()
            && self.number == other.number
            && dates_agree(self, other)
            && self.agrees_but_number(other)
    }

    /// The one field by one edit of which the two differ, while kind, symbol and date (or number) agree.
    pub fn near_miss(&self, other: &Self) -> Option<NearMiss> {
        let (Some(number), Some(other_number)) = (&self.number, &other.number) else { return None };
        if self.agrees(other) {
            return None;
        }
        let same_date = self.date.is_some() && self.date == other.date;
        let same_symbol = self.symbol.is_some() && self.symbol == other.symbol;
        if number != other_number {
            let near = strsim::osa_distance(number, other_number) == 1;
            return (near && same_date && same_symbol && self.agrees_but_number(other)).then_some(NearMiss::Number);
        }
        if same_symbol && !dates_agree(self, other) && self.agrees_but_number(other) {
            let (date, other_date) = (self.date?.to_string(), other.date?.to_string());
            return (strsim::osa_distance(&date, &other_date) == 1).then_some(NearMiss::Date);
        }
        let (symbol, other_symbol) = (self.symbol.as_deref()?, other.symbol.as_deref()?);
        let same_year = self.year == other.year;
        (same_date && same_year && strsim::osa_distance(symbol, other_symbol) == 1).then_some(NearMiss::Symbol)
    }

    fn agrees_but_number(&self, other: &Self) -> bool {
        let both_symbols = self.symbol.is_some() && other.symbol.is_some();
        if both_symbols && !symbols_agree(self, other) {
            return false;
        }
        let same_kind = self.kind.is_some() && self.kind == other.kind;
        let kinds_conflict = self.kind.is_some() && other.kind.is_some() && !same_kind;
        if kinds_conflict && !both_symbols {
            return false;
        }
        if (self.is_bare() || other.is_bare()) && !same_kind {
            return false;
        }
        let years_conflict = self.year.is_some() && other.year.is_some() && self.year != other.year;
        let local = || self.is_bare() || other.is_bare() || [self, other].iter().any(|id| id.is_local());
        !(years_conflict || tiers_conflict(self, other) && local())
    }

    /// Whether only a number is known ("Thông tư 22"), without year and symbol: many documents bear it.
    pub fn is_bare(&self) -> bool {
        self.number.is_some() && self.year.is_none() && self.symbol.is_none()
    }

    /// Whether many places give the same number each year (`2400/QĐ-UBND`).
    fn is_local(&self) -> bool {
        self.symbol.as_deref().is_some_and(|s| s.contains("UBND") || s.contains("HĐND"))
    }
}

impl fmt::Display for WorkId {
    /// As a reader writes it: "Thông tư 27/2020/TT-BGDĐT", "Nghị quyết 29-NQ/TW", "Luật Giáo dục".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(number) = &self.number else {
            let name = self.symbol.as_deref().unwrap_or_default();
            let mut chars = name.chars();
            let first: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
            return write!(f, "{first}{}", chars.as_str());
        };
        if let Some(kind) = self.kind.filter(|kind| *kind != DirectiveKind::Khac) {
            write!(f, "{} ", kind.name())?;
        }
        f.write_str(&designation(number, self.year.as_deref(), self.symbol.as_deref(), None))
    }
}

/// A symbol as it is compared: upper case, one kind of dash, GD&ĐT and GD-ĐT as GDĐT, letters without their marks
/// (`QD-BGDDT`) and known slips (`SGDDĐT`) set right.
pub fn plain_symbol(symbol: &str) -> String {
    let mut one_dash = String::with_capacity(symbol.len());
    for c in symbol.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '–' | '—' | '_' | '/' => one_dash.push('-'),
            'Ð' | 'ð' => one_dash.push('Đ'),
            _ if c.is_ascii() => one_dash.push(c.to_ascii_uppercase()),
            _ => one_dash.extend(c.to_uppercase()),
        }
    }
    let parted = one_dash.match_indices(['&', '-']).any(|(at, _)| one_dash[..at].ends_with("GD"));
    let spellings: &[&str] = if parted { &["GD&ĐT", "GD&DT", "GD-ĐT", "GD-DT"] } else { &[] };
    let joined = spellings.iter().fold(one_dash, |symbol, spelling| {
        if symbol.contains(spelling) { symbol.replace(spelling, "GDĐT") } else { symbol }
    });
    let mut plain = String::with_capacity(joined.len());
    for part in joined.split('-').filter(|part| !part.is_empty()) {
        if !plain.is_empty() {
            plain.push('-');
        }
        plain.push_str(plain_part(part));
    }
    plain
}

/// Two spellings of one agency.
const SHORT_FORMS: &[(&str, &str)] = &[("BGD", "BGDĐT"), ("SGD", "SGDĐT"), ("PGD", "PGDĐT")];

fn plain_part(part: &str) -> &str {
    if let Some((_, long)) = SHORT_FORMS.iter().find(|(short, _)| *short == part) {
        return long;
    }
    codes::nearest(part).unwrap_or(part)
}

/// A law's name as it is compared: small letters, without its year.
pub(super) fn plain_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ").trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ').trim_end_matches(" năm").to_owned()
}

/// The kind that the symbol says; a symbol without a type code and year is a công văn's whatever word is written.
fn canonical_kind(kind: DirectiveKind, has_year: bool, symbol: Option<&str>) -> Option<DirectiveKind> {
    use DirectiveKind::{BaoCao, ChiThi, ChuongTrinh, CongVan, DeAn, HuongDan, KeHoach, KetLuan, Khac, Luat, NghiDinh};
    use DirectiveKind::{
        NghiQuyet, PhapLenh, QuyChe, QuyetDinh, ThongBao, ThongTu, ThongTuLienTich, ToTrinh, VanBanHopNhat,
    };
    let known = Some(kind).filter(|kind| *kind != Khac);
    let Some(symbol) = symbol else { return known };
    if symbol.contains("TTLT") {
        return Some(ThongTuLienTich);
    }
    match symbol.split('-').next().unwrap_or_default() {
        "TT" if is_party(symbol) => known,
        "TT" => Some(ThongTu),
        "NĐ" => Some(NghiDinh),
        // A regulation of the Party carries QĐ as well.
        "QĐ" => Some(QuyetDinh),
        "NQ" => Some(NghiQuyet),
        "CT" => Some(ChiThi),
        "KH" => Some(KeHoach),
        "HD" => Some(HuongDan),
        "TB" => Some(ThongBao),
        "BC" => Some(BaoCao),
        "KL" => Some(KetLuan),
        "CTR" => Some(ChuongTrinh),
        "ĐA" => Some(DeAn),
        "TTR" => Some(ToTrinh),
        "QC" => Some(QuyChe),
        "VBHN" => Some(VanBanHopNhat),
        // Laws and ordinances of 1981–1992: number, then the order that promulgated them (56-LCT/HĐNN8).
        "LCT" => known.filter(|kind| matches!(kind, Luat | PhapLenh | NghiQuyet)).or(Some(Luat)),
        first if first.starts_with("QH") || first.starts_with("UBTVQH") => known.or(Some(Luat)).map(|k| match k {
            Luat | NghiQuyet | PhapLenh => k,
            _ => Luat,
        }),
        _ if has_year => known,
        first if first.len() >= 3 => Some(CongVan),
        _ => known,
    }
}

fn is_party(symbol: &str) -> bool {
    symbol.rsplit_once('-').is_some_and(|(_, organ)| PARTY_ORGANS.contains(&organ))
}

/// The same, or the same but for a type code that one side leaves out (`03/2014/BTTTT`).
fn symbols_agree(a: &WorkId, b: &WorkId) -> bool {
    let (Some(left), Some(right)) = (&a.symbol, &b.symbol) else { return true };
    let tail = |long: &str, short: &str| {
        long.split_once('-').is_some_and(|(code, rest)| rest == short && code.chars().count() <= 4)
    };
    left == right || a.kind == b.kind && (tail(left, right) || tail(right, left))
}

fn dates_agree(a: &WorkId, b: &WorkId) -> bool {
    let within = |year: &Option<String>, date: Option<PartialDate>| match (year, date) {
        (Some(year), Some(date)) => date.year().to_string() == *year,
        _ => true,
    };
    let overlap = match (a.date, b.date) {
        (Some(a), Some(b)) => a.first_day() <= b.last_day() && b.first_day() <= a.last_day(),
        _ => true,
    };
    overlap
        && within(&a.year, b.date.filter(|_| b.year.is_none()))
        && within(&b.year, a.date.filter(|_| a.year.is_none()))
}

/// Whether the issuers are of different tiers (huyện, thành phố): numbers repeat from place to place.
fn tiers_conflict(a: &WorkId, b: &WorkId) -> bool {
    let (Some(a), Some(b)) = (&a.issuer, &b.issuer) else { return false };
    a != b && matches!((tier(a), tier(b)), (Some(a), Some(b)) if a != b)
}

/// The tier that an issuer's name tells. Where many works are compared, the same few names are asked for again and again,
/// and to fold one takes longer than all else: the last ones are remembered.
fn tier(issuer: &str) -> Option<u8> {
    const REMEMBERED: usize = 1000;
    thread_local! {
        static KNOWN: RefCell<HashMap<String, Option<u8>>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| match known.get(issuer) {
        Some(tier) => *tier,
        None => {
            if known.len() >= REMEMBERED {
                known.clear();
            }
            let tier = read_tier(issuer);
            known.insert(issuer.to_owned(), tier);
            tier
        }
    })
}

fn read_tier(issuer: &str) -> Option<u8> {
    let words = format!(" {} ", fold(issuer));
    let has = |names: &[&str]| names.iter().any(|name| words.contains(name));
    if has(&[" xa ", " phuong ", " thi tran ", " dac khu "]) && !has(&[" thi xa "]) {
        return Some(1);
    }
    if has(&[" huyen ", " quan ", " thi xa ", " phong "]) {
        return Some(2);
    }
    if has(&[" tinh ", " thanh pho ", " tp ", " so ", " thanh uy "]) {
        return Some(3);
    }
    has(&[" bo ", " chinh phu ", " thu tuong ", " quoc hoi ", " trung uong "]).then_some(4)
}
