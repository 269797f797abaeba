//! The opening part: number, date, agencies, kind, subject and addressees.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::agency::{agencies, locality, ordinary_case, speaker};
use super::lines::{DATE, Line, NUMBER, Role, lines};
use super::list::{clean, entries};
use super::{Found, Opening};
use crate::detect::outline::{Style, label_of};
use crate::directive::{DirectiveKind, PartialDate, Span};
use crate::text::Zone;

/// How many paragraphs the opening may take: letterheads in table cells, stamps and captions of web pages included.
const WINDOW: usize = 60;

/// Reads the opening and says where the body starts.
pub fn read(found: &mut Found<'_>) -> Opening {
    let text = found.text;
    let body = body_start(found);
    let lines = lines(text, 0, body);
    let number = lines.iter().position(|l| l.role == Role::Number);
    let heading = lines.iter().enumerate().find_map(|(i, l)| kind_heading(l).map(|(kind, rest)| (i, kind, rest)));
    let motto = lines.iter().any(|l| l.role == Role::Motto);
    if let Some(i) = number {
        read_number(found, &lines[i]);
    }
    if let Some(line) = lines.iter().find(|l| l.role == Role::Date) {
        read_date(found, line);
    }
    let portal = heading.and_then(|(i, ..)| read_portal_title(found, &lines[i + 1..]).map(|n| i + n));
    if portal.is_none() {
        read_agencies(found, &lines, number, heading.map(|(i, ..)| i));
    }
    let addressed = read_recipients(found, &lines);
    read_kind(found, &lines, heading.map(|(i, kind, _)| (i, kind)), addressed);
    match heading {
        Some((i, _, rest)) => {
            read_title(found, &lines, portal.unwrap_or(i), if portal.is_some() { usize::MAX } else { rest })
        }
        None => read_about(found, &lines),
    }
    Opening { body, has_letterhead: number.is_some() || motto || found.header.issuer.is_some() }
}

/// The first paragraph of the body: behind number, title and addressees where they stand in the window.
fn body_start(found: &Found<'_>) -> usize {
    let text = found.text;
    let window = text.paragraphs.len().min(WINDOW);
    let mut head = 0;
    let mut to = false;
    let mut open = false;
    let mut titled = None;
    for (i, p) in text.paragraphs[..window].iter().enumerate() {
        let words = text.slice(p.span).trim();
        if matches!(p.zone, Zone::Footnote(_)) || words.is_empty() {
            continue;
        }
        let long = words.split_whitespace().count() > 45;
        let label = label_of(words, None).filter(|l| opens_body(l.style));
        let opens = RECITAL.is_match(words) && head > 0 || label.is_some() && (head > 0 || i > 0 && !to);
        // A routing note pasted into the letterhead may be numbered: the addressees below it show that it was one.
        let note = !to && label.is_some_and(|l| matches!(l.style, Style::Arabic(_)));
        if opens && !(note && lines(text, i + 1, (i + 8).min(window)).iter().any(|l| l.role == Role::To)) {
            return i;
        }
        let roles = lines(text, i, i + 1);
        let framed = |l: &Line<'_>| matches!(l.role, Role::Number | Role::Date | Role::Motto | Role::Rule);
        if roles.iter().any(|l| l.role == Role::To) {
            to = true;
            open = words.ends_with([':', ';', ',']);
            head = i + 1;
        } else if to && roles.iter().all(framed) {
            // The other column, read between "Kính gửi:" and those it names.
            head = i + 1;
        } else if to && !long && (words.starts_with(['-', '–', '+', '•']) || open) {
            open = words.ends_with([':', ';', ',']);
            head = i + 1;
        } else if to {
            return i;
        } else if roles.iter().any(|l| matches!(l.role, Role::Number | Role::Date | Role::Motto | Role::About))
            || roles.iter().any(|l| kind_heading(l).is_some())
        {
            if roles.iter().any(|l| kind_heading(l).is_some()) {
                titled = Some(i);
            }
            head = i + 1;
        } else if titled.is_some_and(|t| t + 1 == i)
            && !words.ends_with(['.', ':'])
            && (!words.ends_with(';') || words.starts_with(char::is_lowercase))
        {
            // However long, what stands right under the kind is its title, and so is what goes on in small letters.
            head = i + 1;
            let next = text.paragraphs.get(i + 1).map_or("", |p| text.slice(p.span));
            if next.starts_with(char::is_lowercase) {
                titled = Some(i);
            }
        } else if head > 0 && (long || is_sentence(words)) && !words.starts_with(char::is_lowercase) {
            return i;
        }
    }
    if head > 0 { window.min(head + 8) } else { 0 }
}

fn opens_body(style: Style) -> bool {
    !matches!(style, Style::Star | Style::Annex | Style::Lower | Style::Paren)
}

fn is_sentence(words: &str) -> bool {
    words.split_whitespace().count() > 14 && words.ends_with(['.', ':', ';', ','])
}

fn read_number(found: &mut Found<'_>, line: &Line<'_>) {
    let Some(m) = NUMBER.captures(line.text) else { return };
    let sure = if m.name("number").is_some() { 0.98 } else { 0.7 };
    found.header.number = m.name("number").map(|n| {
        let digits = n.as_str().trim_start_matches('0');
        if digits.is_empty() { "0".to_owned() } else { digits.to_owned() }
    });
    found.header.year = m.name("year").map(|y| y.as_str().to_owned());
    found.header.symbol = m.name("symbol").map(|s| {
        let joined: String = s.as_str().chars().filter(|c| !c.is_whitespace()).collect();
        joined.trim_end_matches(['.', ',', '-']).replace('–', "-").to_uppercase()
    });
    let at = |m: regex::Match<'_>| Span::new(line.span.start + m.start(), line.span.start + m.end());
    let parts = [("number", m.name("number")), ("year", m.name("year")), ("symbol", m.name("symbol"))];
    for (field, part) in parts {
        if let Some(part) = part {
            found.note(field, at(part), "header/number", sure);
        }
    }
}

/// Older legal portals put issuer, number and date under the kind: "CỦA BỘ … SỐ 26/2009/TT-… NGÀY 31 THÁNG 07 NĂM
/// 2009". Gives how many lines that takes.
fn read_portal_title(found: &mut Found<'_>, below: &[Line<'_>]) -> Option<usize> {
    if found.header.number.is_some() {
        return None;
    }
    (1..=below.len().min(3)).find_map(|n| {
        let whole = below[..n].iter().map(|l| l.text).collect::<Vec<_>>().join(" ");
        let m = PORTAL.captures(&whole)?;
        let span = Span::new(below[0].span.start, below[n - 1].span.end);
        let part = |name| m.name(name).map(|p| p.as_str().to_owned());
        found.header.issuer = part("issuer").map(|issuer| ordinary_case(&issuer));
        found.header.number = part("number").map(|n| n.trim_start_matches('0').to_owned());
        found.header.year = part("year");
        found.header.symbol = part("symbol").map(|s| s.to_uppercase());
        let number = |name| m.name(name).and_then(|p| p.as_str().parse::<i16>().ok());
        let (year, month, day) = (number("y")?, number("m")? as i8, number("d")? as i8);
        found.header.date = PartialDate::day(year, month, day);
        for field in ["issuer", "number", "symbol", "date"] {
            found.note(field, span, "header/portal-title", 0.85);
        }
        Some(n)
    })
}

fn read_date(found: &mut Found<'_>, line: &Line<'_>) {
    let Some(m) = DATE.captures(line.text) else { return };
    let date = date_of(&m);
    let end = m.get(0).map_or(line.span.end, |w| line.span.start + w.end());
    if let Some(place) = m.name("place") {
        found.header.place = Some(clean(place.as_str()));
        found.note("place", Span::new(line.span.start, line.span.start + place.end()), "header/place-date", 0.95);
    }
    if date.is_some() {
        found.header.date = date;
        found.note("date", Span::new(line.span.start, end), "header/place-date", 0.97);
    }
}

/// A day where one is written, else the month; a draft's empty "ngày … tháng … năm" is no date.
fn date_of(m: &Captures<'_>) -> Option<PartialDate> {
    fn number<T: std::str::FromStr>(m: &Captures<'_>, name: &str) -> Option<T> {
        let digits: String = m.name(name)?.as_str().chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok()
    }
    let year = number::<i16>(m, "y").or_else(|| number(m, "year")).filter(|y| (1900..=2200).contains(y))?;
    let month = number::<i8>(m, "m").or_else(|| number(m, "month"))?;
    match number::<i8>(m, "d").or_else(|| number(m, "day")) {
        Some(day) => PartialDate::day(year, month, day),
        None => PartialDate::month(year, month),
    }
}

/// Issuer and superior: the capital lines above the number, or above the kind where there is no number.
fn read_agencies(found: &mut Found<'_>, lines: &[Line<'_>], number: Option<usize>, heading: Option<usize>) {
    let end = number.or(heading).unwrap_or(lines.len());
    let capitals = |range: &[Line<'_>]| -> Vec<usize> {
        (0..range.len()).filter(|&i| range[i].role == Role::Capitals && kind_heading(&range[i]).is_none()).collect()
    };
    let mut picked: Vec<&Line<'_>> = capitals(&lines[..end]).into_iter().map(|i| &lines[i]).collect();
    if agencies(&picked).is_empty() && number.is_some() {
        let until = heading.filter(|&h| h > end).unwrap_or(lines.len());
        picked = capitals(&lines[end..until]).into_iter().map(|i| &lines[end + i]).collect();
    }
    let all = agencies(&picked);
    let joint = found.header.symbol.as_deref().is_some_and(|s| s.contains("TTLT") || s.contains("NQLT"));
    let Some((issuer, above)) = all.split_last() else { return };
    let mut name = issuer.name.clone();
    let mut span = issuer.span;
    if joint && !above.is_empty() {
        let names: Vec<_> = all.iter().map(|a| a.name.as_str()).collect();
        name = names.join(" - ");
        span = Span::new(all[0].span.start.min(span.start), span.end);
    } else if let Some(superior) = above.last() {
        if let Some(place) = locality(&superior.name, &name) {
            name = format!("{name} {place}");
        }
        // A gazette prints the issuer above the letterhead a second time.
        if superior.name != issuer.name {
            found.header.superior = Some(superior.name.clone());
            found.note("superior", superior.span, "header/superior", 0.9);
        }
    }
    found.header.issuer = Some(name);
    found.note("issuer", span, "header/issuer", 0.95);
}

fn read_recipients(found: &mut Found<'_>, lines: &[Line<'_>]) -> bool {
    let Some(at) = lines.iter().position(|l| l.role == Role::To) else { return false };
    let first = TO_WORDS.replace(lines[at].text, "");
    let mut all = entries(&first);
    let mut end = lines[at].span.end;
    for line in &lines[at + 1..] {
        if matches!(line.role, Role::Motto | Role::Date | Role::Rule) {
            continue;
        }
        if !matches!(line.role, Role::Words | Role::Capitals) || kind_heading(line).is_some() {
            break;
        }
        // A wrapped entry goes on in small letters.
        let goes_on = line.text.starts_with(char::is_lowercase);
        match all.last_mut() {
            Some(last) if goes_on => *last = clean(&format!("{last} {}", line.text)),
            _ => all.extend(entries(line.text)),
        }
        end = line.span.end;
    }
    if all.is_empty() {
        return true;
    }
    found.header.recipients = all;
    found.note("recipients", Span::new(lines[at].span.start, end), "header/recipients", 0.95);
    true
}

fn read_kind(found: &mut Found<'_>, lines: &[Line<'_>], heading: Option<(usize, DirectiveKind)>, addressed: bool) {
    let joint = found.header.symbol.as_deref().is_some_and(|s| s.contains("TTLT"));
    let by_symbol = found.header.symbol.as_deref().and_then(kind_of_symbol);
    let about = lines.iter().find(|l| l.role == Role::About);
    let mark = lines.iter().find(|l| matches!(l.role, Role::Number | Role::To)).or(about).map(|l| l.span);
    let (kind, span, rule, sure) = match (heading, by_symbol) {
        (Some((i, _)), _) if joint => (DirectiveKind::ThongTuLienTich, lines[i].span, "header/kind-symbol", 0.95),
        (Some((i, kind)), _) => (kind, lines[i].span, "header/kind-heading", 0.97),
        (None, Some(kind)) => (kind, mark.unwrap_or(Span::new(0, 0)), "header/kind-symbol", 0.85),
        (None, None) if about.is_some() || addressed => {
            (DirectiveKind::CongVan, mark.unwrap_or(Span::new(0, 0)), "header/kind-letter", 0.9)
        }
        (None, None) => return,
    };
    found.header.kind = Some(kind);
    found.note("type", span, rule, sure);
}

/// The subject under the kind: the lines down to the recitals, a stroke, or the first sentence.
fn read_title(found: &mut Found<'_>, lines: &[Line<'_>], heading: usize, rest: usize) {
    let line = &lines[heading];
    let rest = rest.min(line.text.len());
    let mut words = vec![line.text[rest..].trim()];
    let mut span = Span::new(line.span.start + rest, line.span.end);
    for (k, line) in lines[heading + 1..].iter().enumerate() {
        let so_far = words.iter().any(|w| !w.is_empty());
        match line.role {
            Role::Date | Role::Motto | Role::Number | Role::Stamp if !so_far => continue,
            Role::Rule if !so_far => continue,
            Role::Words | Role::Capitals | Role::About => {}
            _ => break,
        }
        let count = line.text.split_whitespace().count();
        let sentence = line.text.ends_with(':') || line.text.ends_with('.') && count > 12;
        let opens = OPENS.is_match(line.text) && (so_far && count > 12 || sentence);
        let aside = line.text.starts_with('(') && line.text.ends_with(')');
        if sentence || opens || count > 120 || k > 9 || aside || label_of(line.text, None).is_some() {
            break;
        }
        let enacts = OFFICE.is_match(line.text) && !words.last().is_some_and(|w| w.ends_with(['A', 'À', ',']));
        if so_far && line.role == Role::Capitals && (kind_heading(line).is_some() || enacts) {
            break;
        }
        if !so_far {
            span.start = line.span.start;
        }
        // A paragraph that a reader ran into the title: "… tỉnh Sông Lam Năm học 2024-2025, toàn tỉnh …".
        if count > 40
            && let Some(cut) =
                RUNS_ON.find_iter(line.text).find(|m| line.text[..m.start()].split_whitespace().count() > 5)
        {
            words.push(line.text[..cut.start()].trim_end());
            span.end = line.span.start + cut.start();
            break;
        }
        words.push(line.text);
        span.end = line.span.end;
    }
    let subject = clean(&words.join(" "));
    let subject = ABOUT_WORDS.replace(&subject, "").trim().to_owned();
    if subject.chars().any(char::is_alphabetic) {
        found.header.subject = Some(subject);
        found.note("subject", span, "header/subject-title", 0.93);
    }
}

/// The subject of a công văn: from "V/v" over the lines that go on with it.
fn read_about(found: &mut Found<'_>, lines: &[Line<'_>]) {
    let Some(at) = lines.iter().position(|l| l.role == Role::About) else { return };
    let mut words = lines[at].text.to_owned();
    let mut end = lines[at].span.end;
    // A line or two in a narrow column; more than a few are other lines that a poor scan ran together.
    for line in lines[at + 1..].iter().take(8) {
        match line.role {
            Role::Date | Role::Motto => continue,
            Role::Words if !line.text.starts_with('-') && label_of(line.text, None).is_none() => {}
            _ => break,
        }
        if is_sentence(line.text) || line.text.split_whitespace().count() > 30 {
            break;
        }
        words.push(' ');
        words.push_str(line.text);
        end = line.span.end;
    }
    let subject = clean(&ABOUT_WORDS.replace(&words, ""));
    if !subject.is_empty() {
        found.header.subject = Some(subject);
        found.note("subject", Span::new(lines[at].span.start, end), "header/subject-about", 0.95);
    }
}

/// What the body tells where the letterhead does not: the issuer by the words in which it speaks.
pub fn from_body(found: &mut Found<'_>, opening: &Opening) {
    let text = found.text;
    let named_in_full = |issuer: &String| found.header.superior.is_none() || !issuer.starts_with("Phòng");
    if found.header.issuer.as_ref().is_some_and(named_in_full) {
        return;
    }
    // Over paragraph borders: a reader may have broken the line inside the name.
    let from = text.paragraphs.get(opening.body.saturating_sub(1)).map_or(0, |p| p.span.start);
    let spoken = speaker(&text.content[from..]).map(|(at, name)| (Span::new(from + at.start, from + at.end), name));
    let Some((span, name)) = spoken else { return };
    match &found.header.issuer {
        None => {
            found.header.issuer = Some(name);
            found.note("issuer", span, "header/body-issuer", 0.6);
        }
        // The letterhead gives a department without its district; the body gives the name in full, as people cite it.
        Some(issuer) => {
            let place = issuer.rsplit_once("Đào tạo ").map_or("", |(_, place)| place);
            if !place.is_empty() && name.starts_with("Phòng") && name.ends_with(place) {
                found.header.issuer = Some(name);
            }
        }
    }
}

/// The kind that a line in capitals names, and where the rest of the line starts.
fn kind_heading(line: &Line<'_>) -> Option<(DirectiveKind, usize)> {
    if !matches!(line.role, Role::Capitals | Role::Words) {
        return None;
    }
    let m = KIND.captures(line.text)?;
    let word = m.name("kind")?;
    let rest = &line.text[word.end()..];
    // "QUYẾT ĐỊNH:" enacts; "BÁO CÁO VIÊN", "KẾ HOẠCH HÓA" are other words.
    if rest.trim() == ":" || rest.trim_start().starts_with("VIÊN") || rest.trim_start().starts_with("HÓA") {
        return None;
    }
    let folded = word.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    let kind = KINDS.iter().find(|(name, _)| *name == folded).map(|(_, kind)| *kind)?;
    Some((kind, m.get(0)?.end()))
}

/// The kind that a symbol names (`KH-UBND`, `KH/HU`, `QĐ-TTG`); `None` for a công văn's symbol.
fn kind_of_symbol(symbol: &str) -> Option<DirectiveKind> {
    let first = symbol.split(['-', '/']).next()?;
    Some(match first {
        "TTLT" => DirectiveKind::ThongTuLienTich,
        "TT" => DirectiveKind::ThongTu,
        "NĐ" => DirectiveKind::NghiDinh,
        "NQ" => DirectiveKind::NghiQuyet,
        "QĐ" => DirectiveKind::QuyetDinh,
        "CT" => DirectiveKind::ChiThi,
        "KH" => DirectiveKind::KeHoach,
        "HD" => DirectiveKind::HuongDan,
        "TB" => DirectiveKind::ThongBao,
        "BC" => DirectiveKind::BaoCao,
        "KL" => DirectiveKind::KetLuan,
        "CTR" => DirectiveKind::ChuongTrinh,
        "ĐA" => DirectiveKind::DeAn,
        "TTR" => DirectiveKind::ToTrinh,
        "QYĐ" => DirectiveKind::QuyDinh,
        "QC" => DirectiveKind::QuyChe,
        "VBHN" => DirectiveKind::VanBanHopNhat,
        _ => return None,
    })
}

const KINDS: [(&str, DirectiveKind); 31] = [
    ("THÔNG TƯ LIÊN TỊCH", DirectiveKind::ThongTuLienTich),
    ("THÔNG TƯ LIÊN BỘ", DirectiveKind::ThongTuLienTich),
    ("THÔNG TƯ", DirectiveKind::ThongTu),
    ("BỘ LUẬT", DirectiveKind::Luat),
    ("LUẬT", DirectiveKind::Luat),
    ("PHÁP LỆNH", DirectiveKind::PhapLenh),
    ("NGHỊ QUYẾT", DirectiveKind::NghiQuyet),
    ("NGHỊ ĐỊNH", DirectiveKind::NghiDinh),
    ("QUYẾT ĐỊNH", DirectiveKind::QuyetDinh),
    ("CHỈ THỊ", DirectiveKind::ChiThi),
    ("KẾ HOẠCH", DirectiveKind::KeHoach),
    ("HƯỚNG DẪN", DirectiveKind::HuongDan),
    ("THÔNG BÁO", DirectiveKind::ThongBao),
    ("BÁO CÁO", DirectiveKind::BaoCao),
    ("KẾT LUẬN", DirectiveKind::KetLuan),
    ("CHƯƠNG TRÌNH", DirectiveKind::ChuongTrinh),
    ("ĐỀ ÁN", DirectiveKind::DeAn),
    ("TỜ TRÌNH", DirectiveKind::ToTrinh),
    ("QUY ĐỊNH", DirectiveKind::QuyDinh),
    ("QUY CHẾ", DirectiveKind::QuyChe),
    ("VĂN BẢN HỢP NHẤT", DirectiveKind::VanBanHopNhat),
    ("CÔNG ĐIỆN", DirectiveKind::Khac),
    ("GIẤY MỜI", DirectiveKind::Khac),
    ("BIÊN BẢN", DirectiveKind::Khac),
    ("PHƯƠNG ÁN", DirectiveKind::Khac),
    ("THÔNG CÁO", DirectiveKind::Khac),
    ("DỰ ÁN", DirectiveKind::Khac),
    ("ÁN LỆ", DirectiveKind::Khac),
    ("HIẾN PHÁP", DirectiveKind::Khac),
    ("THÔNG TRI", DirectiveKind::Khac),
    ("LỆNH", DirectiveKind::Khac),
];

/// A kind at the start of a line, in capitals; a law's own name may follow it.
static KIND: LazyLock<Regex> = LazyLock::new(|| {
    let names: Vec<_> = KINDS.iter().map(|(name, _)| name.replace(' ', r"\s+")).collect();
    Regex::new(&format!(r"^(?:DỰ\s+THẢO\s+)?(?P<kind>{})(?:\s*[:.*]+)?(?:\s+|$|\()", names.join("|")))
        .expect("a valid pattern")
});
static PORTAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?i)(?:của\s+(?P<issuer>.{5,80}?)\s+)?số\s*:?\s*(?P<number>\d+)/(?:(?P<year>\d{4})/)?(?P<symbol>[\p{L}\d&-]+)",
        r"\s+ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})",
    ))
    .expect("a valid pattern")
});
static TO_WORDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:-\s*)?(?i:kính\s+(?:gửi|trình))\s*:?").expect("a valid pattern"));
static ABOUT_WORDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?i:v/v|vv:|v\.v|về\s+việc)\s*:?\s*").expect("a valid pattern"));
static RECITAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?i:căn\s+cứ|xét\s+đề\s+nghị|theo\s+đề\s+nghị)\b").expect("a valid pattern"));
/// The office that enacts, on a line of its own above the recitals.
static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:BỘ TRƯỞNG|CHỦ TỊCH|THỦ TƯỚNG|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG PHÒNG|CHÍNH PHỦ|QUỐC HỘI|HỘI ĐỒNG NHÂN DÂN",
        r"|[ỦU][YỶ] BAN NHÂN DÂN|ỦY BAN|UBND|HĐND|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|TỔNG CỤC TRƯỞNG|LIÊN BỘ)\b",
    ))
    .expect("a valid pattern")
});
/// Words that open the first sentence rather than go on with a title.
/// Words that begin the body, with their capital.
static RUNS_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r" (?:Năm học \d|Căn cứ|Thực hiện|Để |Nhằm|Thời gian qua|Trong (?:năm|thời)|Trên cơ sở|Sau )")
        .expect("a valid pattern")
});
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:thực\s+hiện|căn\s+cứ|theo|để|nhằm|trên\s+cơ\s+sở|ngày|năm\s+học|được|xét)\b")
        .expect("a valid pattern")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::outline::is_capitals;

    #[test]
    fn a_kind_stands_in_capitals_at_the_start() {
        let check = |text: &str, want: Option<(DirectiveKind, &str)>| {
            let role = if is_capitals(text) { Role::Capitals } else { Role::Words };
            let line = Line { span: Span::new(0, text.len()), text, role };
            assert_eq!(kind_heading(&line).map(|(kind, rest)| (kind, &text[rest..])), want, "{text}");
        };
        check("KẾ HOẠCH", Some((DirectiveKind::KeHoach, "")));
        check("THÔNG TƯ LIÊN TỊCH", Some((DirectiveKind::ThongTuLienTich, "")));
        check("BÁO CÁO Tổng kết năm học", Some((DirectiveKind::BaoCao, "Tổng kết năm học")));
        check("LUẬT GIÁO DỤC", Some((DirectiveKind::Luat, "GIÁO DỤC")));
        check("QUYẾT ĐỊNH:", None);
        check("Kế hoạch này", None);
        check("BÁO CÁO VIÊN", None);
        check("LUẬTSƯ", None);
    }

    #[test]
    fn symbols_name_kinds() {
        for (symbol, want) in [
            ("KH-UBND", Some(DirectiveKind::KeHoach)),
            ("QĐ-TTG", Some(DirectiveKind::QuyetDinh)),
            ("NQ/HU", Some(DirectiveKind::NghiQuyet)),
            ("TTLT-BYT-BGDĐT", Some(DirectiveKind::ThongTuLienTich)),
            ("PGD-THCS", None),
            ("SGDĐT-GDTRH", None),
        ] {
            assert_eq!(kind_of_symbol(symbol), want, "{symbol}");
        }
    }
}
