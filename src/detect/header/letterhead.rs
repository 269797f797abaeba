//! The opening part: where it ends, number, date, agencies and addressees; [`kind`] and [`subject`] read the rest of it.

use std::sync::LazyLock;

use regex::Regex;

use super::agency::{agencies, locality, ordinary_case, speaker};
use super::kind::{self, kind_heading};
use super::lines::{DATE, Line, NUMBER, Role, dispatched, joined, lines};
use super::list::{clean, entries};
use super::{Found, Opening, draft, subject};
use crate::detect::outline::{Style, label_of};
use crate::detect::tokens::Tokens;
use crate::directive::{PartialDate, Span};
use crate::text::{Zone, word_count};

/// How many paragraphs the opening may take: letterheads in table cells, stamps and captions of web pages included.
const WINDOW: usize = 60;

/// Reads the opening and says where the body starts.
pub fn read(found: &mut Found<'_>) -> Opening {
    let mut known = Vec::new();
    let body = body_start(found.tokens, &mut known);
    let lines = joined(found.tokens, body, known);
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
    kind::read(found, &lines, heading.map(|(i, kind, _)| (i, kind)), addressed);
    match heading {
        Some((i, _, rest)) => {
            subject::read_title(found, &lines, portal.unwrap_or(i), if portal.is_some() { usize::MAX } else { rest })
        }
        None => subject::read_about(found, &lines),
    }
    draft::read(found, &lines);
    Opening { body, has_letterhead: number.is_some() || motto || found.header.issuer.is_some() }
}

/// The first paragraph of the body: behind number, title and addressees where they stand in the window. The lines of
/// paragraphs that were read for it go to `known`.
fn body_start<'a>(tokens: &'a Tokens<'_>, known: &mut Vec<Option<Vec<Line<'a>>>>) -> usize {
    let text = tokens.text;
    let window = text.paragraphs.len().min(WINDOW);
    let mut head = 0;
    let mut to = false;
    let mut open = false;
    let mut titled = None;
    for (i, p) in text.paragraphs[..window].iter().enumerate() {
        let words = text.slice(p.span).trim();
        known.push(None);
        if matches!(p.zone, Zone::Footnote(_)) || words.is_empty() {
            continue;
        }
        let long = || word_count(words) > 45;
        let label = label_of(words, None).filter(|l| opens_body(l.style));
        let opens = head > 0 && is_recital(words) || label.is_some() && (head > 0 || i > 0 && !to);
        // A routing note pasted into the letterhead may be numbered: the addressees below it show that it was one.
        let note = !to && label.is_some_and(|l| matches!(l.style, Style::Arabic(_)));
        if opens && !(note && lines(tokens, i + 1, (i + 8).min(window)).iter().any(|l| l.role == Role::To)) {
            return i;
        }
        let roles = known[i].insert(lines(tokens, i, i + 1));
        let titles = roles.iter().any(|l| kind_heading(l).is_some());
        let framed = |l: &Line<'_>| matches!(l.role, Role::Number | Role::Date | Role::Motto | Role::Rule);
        if roles.iter().any(|l| l.role == Role::To) {
            to = true;
            open = words.ends_with([':', ';', ',']);
            head = i + 1;
        } else if to && roles.iter().all(framed) {
            // The other column, read between "Kính gửi:" and those it names.
            head = i + 1;
        } else if to && (words.starts_with(['-', '–', '+', '•']) || open) && !long() {
            open = words.ends_with([':', ';', ',']);
            head = i + 1;
        } else if to {
            return i;
        } else if titles
            || roles.iter().any(|l| matches!(l.role, Role::Number | Role::Date | Role::Motto | Role::About))
        {
            if titles {
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
        } else if head > 0 && !words.starts_with(char::is_lowercase) && (is_sentence(words) || long()) {
            return i;
        }
    }
    if head > 0 { window.min(head + 8) } else { 0 }
}

/// "Căn cứ …": what it is shows in its first letters.
fn is_recital(words: &str) -> bool {
    words.starts_with(['C', 'c', 'X', 'x', 'T', 't']) && RECITAL.is_match(words)
}

fn opens_body(style: Style) -> bool {
    !matches!(style, Style::Star | Style::Annex | Style::Lower | Style::Paren)
}

/// A paragraph that can only be a sentence: many words and a stop at the end.
pub fn is_sentence(words: &str) -> bool {
    words.ends_with(['.', ':', ';', ',']) && word_count(words) > 14
}

fn read_number(found: &mut Found<'_>, line: &Line<'_>) {
    // Groups cost the more the longer the text is.
    let Some(m) = NUMBER.find(line.text).and_then(|m| NUMBER.captures(m.as_str())) else { return };
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
    let ends = m.name("symbol").or(m.name("year")).or(m.name("number")).map(|part| part.end());
    let whole =
        m.name("number").zip(ends).map(|(number, end)| &m.get(0).map_or("", |m| m.as_str())[number.start()..end]);
    found.header.written = whole.map(|words| words.chars().filter(|c| !c.is_whitespace()).collect());
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
    let Some(m) = DATE.find(line.text) else { return };
    let written = written(m.as_str());
    if let Some(place) = written.place {
        found.header.place = Some(clean(place));
        found.note("place", Span::new(line.span.start, line.span.start + place.len()), "header/place-date", 0.95);
    }
    if let Some(date) = date_of(&written) {
        found.header.date = Some(date);
        found.note("date", Span::new(line.span.start, line.span.start + m.end()), "header/place-date", 0.97);
    }
}

/// The parts of a match of [`DATE`]. Groups in the pattern would cost many times the search.
struct Written<'a> {
    place: Option<&'a str>,
    day: &'a str,
    month: &'a str,
    year: &'a str,
}

fn written(line: &str) -> Written<'_> {
    const DAY: &str = "gày";
    let at = line.rfind(DAY).unwrap_or_default();
    let (day, rest) = match line[at + DAY.len()..].split_once("tháng") {
        Some((day, rest)) => (day, rest.split_once("năm")),
        None => {
            let mut parts = line[at + DAY.len()..].splitn(2, '/');
            (parts.next().unwrap_or_default(), parts.next().and_then(|rest| rest.split_once('/')))
        }
    };
    let (month, year) = rest.unwrap_or_default();
    // Before "Ngày"; an urgent telegram has its hour in between.
    let head = &line[..at.saturating_sub(1)];
    let hour = ["hồi", "lúc"].iter().filter_map(|word| head.find(word)).min();
    let head = head[..hour.unwrap_or(head.len())].trim_end();
    let place = head.strip_suffix([',', '.']).unwrap_or(head).trim_end();
    Written { place: Some(place).filter(|place| !place.is_empty()), day, month, year }
}

/// A day where one is written, else the month; a draft's empty "ngày … tháng … năm" is no date.
fn date_of(written: &Written<'_>) -> Option<PartialDate> {
    fn number<T: std::str::FromStr>(words: &str) -> Option<T> {
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok()
    }
    let year = number::<i16>(written.year).filter(|y| (1900..=2200).contains(y))?;
    let month = number::<i8>(written.month)?;
    match number::<i8>(written.day) {
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
    let mut all = agencies(&picked);
    if all.is_empty() && number.is_some() {
        let until = heading.filter(|&h| h > end).unwrap_or(lines.len());
        picked = capitals(&lines[end..until]).into_iter().map(|i| &lines[end + i]).collect();
        all = agencies(&picked);
    }
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
    let sent = dispatched(lines[at].text).map(|end| &lines[at].text[end..]);
    let first = sent.map_or_else(|| TO_WORDS.replace(lines[at].text, ""), Into::into);
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

static PORTAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?i)(?:của\s+(?P<issuer>.{5,80}?)\s+)?số\s*:?\s*(?P<number>\d+)/(?:(?P<year>\d{4})/)?(?P<symbol>[\p{L}\d&-]+)",
        r"\s+ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})",
    ))
    .expect("a valid pattern")
});
static TO_WORDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:-\s*)?(?i:kính\s+(?:gửi|trình))\s*:?").expect("a valid pattern"));
static RECITAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?i:căn\s+cứ|xét\s+đề\s+nghị|theo\s+đề\s+nghị)(?:\W|$)").expect("a valid pattern"));
