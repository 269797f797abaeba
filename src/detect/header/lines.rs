//! The opening and the closing part of a directive as the lines its author set, whatever the reader joined.
//!
//! Readers give letterhead lines as paragraphs, as table cells, or run together ("Số: 12/KH-UBND An Bình, ngày …").
//! Here each becomes a line of its own with what it is by form (Nghị định 30/2020/NĐ-CP, Phụ lục I).

use std::sync::LazyLock;

use regex::Regex;

use crate::detect::letters::is_letter;
use crate::detect::outline::is_capitals;
use crate::detect::phrases::{Phrases, phrase_list};
use crate::detect::tokens::{Cues, Passage, Tokens};
use crate::directive::Span;
use crate::text::Zone;

/// What a line is by its form alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Quốc hiệu, tiêu ngữ, "ĐẢNG CỘNG SẢN VIỆT NAM".
    Motto,
    /// "Số: 12/KH-UBND".
    Number,
    /// "An Bình, ngày 05 tháng 9 năm 2024".
    Date,
    /// "V/v …".
    About,
    /// "Kính gửi: …".
    To,
    /// "Nơi nhận: …".
    Copies,
    /// Strokes, stars and empty signs.
    Rule,
    /// Dispatch and signature stamps, gazette heads: not the author's words.
    Stamp,
    /// Anything else in capitals.
    Capitals,
    /// Anything else.
    Words,
}

/// One line.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// Its place, without white space at its ends.
    pub span: Span,
    /// Its words.
    pub text: &'a str,
    /// Its role.
    pub role: Role,
    /// Whether it is a cell of a table.
    pub cell: bool,
}

/// The lines of the paragraphs from `first` up to `end`, footnotes left out.
pub fn lines<'a>(tokens: &'a Tokens<'_>, first: usize, end: usize) -> Vec<Line<'a>> {
    let mut reader = Reader::default();
    (first..end.min(tokens.text.paragraphs.len())).for_each(|i| reader.read(tokens, i));
    reader.lines
}

/// As [`lines`], for paragraphs of which many were read one by one: `known` are their lines, by index.
pub fn joined<'a>(tokens: &'a Tokens<'_>, end: usize, known: Vec<Option<Vec<Line<'a>>>>) -> Vec<Line<'a>> {
    let mut reader = Reader::default();
    let known = known.into_iter().chain(std::iter::repeat_with(|| None));
    for (i, known) in (0..end.min(tokens.text.paragraphs.len())).zip(known) {
        match known.filter(|_| !reader.stamped) {
            Some(lines) => {
                reader.stamped = lines.last().is_some_and(Line::opens_stamp);
                reader.lines.extend(lines);
            }
            None => reader.read(tokens, i),
        }
    }
    reader.lines
}

#[derive(Default)]
struct Reader<'a> {
    lines: Vec<Line<'a>>,
    cuts: Vec<usize>,
    /// Whether the last line opens a stamp, which goes on.
    stamped: bool,
}

impl<'a> Reader<'a> {
    fn read(&mut self, tokens: &'a Tokens<'_>, i: usize) {
        if matches!(tokens.text.paragraphs[i].zone, Zone::Footnote(_)) {
            return;
        }
        let table = tokens.text.paragraphs[i].zone == Zone::TableRow;
        let passage = tokens.passage(i);
        let mut at = passage.base;
        for cell in passage.text.split(['\t', '\n']) {
            let start = at - passage.base;
            let anchored = passage.cues.has(Cues::ANCHORS) && may_hold_anchor(passage.part(start..start + cell.len()));
            pieces(cell, anchored, &mut self.cuts);
            for cut in self.cuts.windows(2) {
                let (start, end) = (cut[0], cut[1]);
                let piece = &cell[start..end];
                let lead = piece.len() - piece.trim_start().len();
                let words = without_stroke(piece.trim());
                if words.is_empty() {
                    continue;
                }
                let role = role(words, self.stamped);
                let start = at + start + lead;
                let line = Line { span: Span::new(start, start + words.len()), text: words, role, cell: table };
                self.stamped = line.opens_stamp();
                self.lines.push(line);
            }
            at += cell.len() + 1;
        }
    }
}

impl Line<'_> {
    fn opens_stamp(&self) -> bool {
        self.role == Role::Stamp && OPENS_STAMP.is_match(self.text)
    }
}

/// "BỘ Y TẾ -------": the stroke below a line of the letterhead that a reader ran into it is none of its words.
fn without_stroke(words: &str) -> &str {
    const SHORTEST: usize = 3;
    let stem = words.trim_end_matches(['-', '–', '—', '_', '=', '*']);
    let stroke = words[stem.len()..].chars().count();
    if stroke >= SHORTEST && stem.ends_with(' ') && !stem.trim_end().is_empty() { stem.trim_end() } else { words }
}

/// "CHỦ TỊCH UỶ BAN NHÂN DÂN TỈNH điện:", "ĐIỆN:": whom a công điện goes to follows; the end of the colon.
pub fn dispatched(words: &str) -> Option<usize> {
    const LONGEST: usize = 160;
    let colon = words[..words.floor_char_boundary(LONGEST)].find(':')?;
    let lead = words[..colon].trim_end();
    let sender = ["điện", "ĐIỆN", "Điện"].iter().find_map(|word| lead.strip_suffix(word))?;
    let office = ["Chủ tịch", "Thủ tướng", "Bộ trưởng", "Giám đốc", "UBND", "Ủy ban", "Uỷ ban", "Ban Chỉ"];
    let sender_says = sender.trim().is_empty()
        || sender.ends_with(' ') && (is_capitals(sender) || office.iter().any(|o| sender.starts_with(o)));
    (sender_says && !sender.trim_end().ends_with("CÔNG")).then_some(colon + 1)
}

/// Lists begin with a dash too: the word itself is looked for before the pattern is tried.
fn is_to(words: &str) -> bool {
    let rest = words.trim_start_matches('-').trim_start();
    (rest.starts_with("Kính") || rest.starts_with("KÍNH")) && TO.is_match(words)
}

fn role(words: &str, stamped: bool) -> Role {
    let first = words.chars().next().unwrap_or_default();
    let is = |pattern: &Regex| pattern.is_match(words);
    let begins = |all: &[&str]| all.iter().any(|with| words.starts_with(with));
    // What a line is shows in its first letters; few patterns are worth a try for each.
    if !words.chars().any(|c| c.is_ascii_alphanumeric() || is_letter(c)) {
        Role::Rule
    } else if may_be_stamp(words, first) && is(&STAMP) || stamped && is(&STAMP_ENTRY) {
        Role::Stamp
    } else if matches!(first, 'C' | 'Đ' | 'đ') && begins(&["CỘNG", "ĐẢNG", "Độ", "độ", "ĐỘ", "đỘ"]) && is(&MOTTO)
    {
        Role::Motto
    } else if matches!(first, 'S' | 's' | 'L' | 'N' | 'P')
        && begins(&["Số", "SỐ", "số", "Luật", "LUẬT", "Nghị", "NGHỊ", "Pháp", "PHÁP"])
        && is(&NUMBER)
    {
        Role::Number
    } else if (first.is_uppercase() || first == 'n') && holds(words, 'g', "gày") && is(&DATE) {
        Role::Date
    } else if matches!(first, 'V' | 'v') && begins(&["V/", "v/", "V.", "Vv"]) && is(&ABOUT) {
        Role::About
    } else if matches!(first, 'K' | '-') && is_to(words) || dispatched(words).is_some() {
        Role::To
    } else if matches!(first, 'N' | 'n') && begins(&["Nơ", "nơ", "NƠ", "nƠ"]) && is(&COPIES) {
        Role::Copies
    } else if is_capitals(words) {
        Role::Capitals
    } else {
        Role::Words
    }
}

/// What a stamp says is in capitals or stands before a colon.
fn may_be_stamp(words: &str, first: char) -> bool {
    match first {
        'V' | 'Đ' => true,
        'C' | 'c' | 'K' | 'k' | 'N' | 'n' | 'T' | 't' | 'E' | 'e' | 'L' | 'l' => {
            words.starts_with("CÔNG") || words.bytes().take(64).any(|b| b == b':')
        }
        _ => false,
    }
}

/// Whether `word`, which begins with `first`, is in `words`.
fn holds(words: &str, first: char, word: &str) -> bool {
    words.match_indices(first).any(|(at, _)| words[at..].starts_with(word))
}

/// Cuts a paragraph into stretches that are lines of their own: where each begins, and its end.
fn pieces(cell: &str, anchored: bool, cuts: &mut Vec<usize>) {
    cuts.clear();
    cuts.push(0);
    let anchors = anchored.then(|| ANCHOR.find_iter(cell));
    for whole in anchors.into_iter().flatten() {
        // Which of them it is shows in its words; groups would cost many times the search.
        let date = whole.as_str().contains("ngày");
        let motto = !date && whole.as_str().starts_with(['C', 'Đ', 'đ']);
        let number = !date && whole.as_str().starts_with('S');
        if !date && !motto && cell[..whole.start()].ends_with(char::is_alphanumeric) {
            continue;
        }
        let before = cell[..whole.start()].trim_end();
        // Inside a sentence such words are a citation: a line of the letterhead stands behind capitals or a number.
        let set_off = before.chars().next_back().is_none_or(|c| {
            c.is_uppercase()
                || c.is_ascii_digit()
                || matches!(c, '-' | '_' | '*' | '.' | '–')
                || before.ends_with("phúc")
        });
        if set_off {
            cuts.push(whole.start());
            if motto || number {
                cuts.push(whole.end());
            }
        }
    }
    cuts.push(cell.len());
    cuts.dedup();
}

/// Whether [`ANCHOR`] may match in `cell`, by the words that it hangs on: most days have no place before them, and most
/// numbers no symbol behind them.
fn may_hold_anchor(cell: Passage<'_>) -> bool {
    cell.tokens.iter().any(|token| ANCHOR_WORDS.may_open(token.key) && may_anchor(cell, token.start - cell.base))
}

/// Whether [`ANCHOR`] may match around the word at `at`.
fn may_anchor(cell: Passage<'_>, at: usize) -> bool {
    const MOTTOS: [&str; 5] = ["CỘNG H", "ĐẢNG", "Độc", "độc", "ĐỘC"];
    const HEADS: [&str; 3] = ["V/v", "Kính gửi", "Nơi nhận"];
    match &cell.text[at..] {
        rest if rest.starts_with("ngày") => {
            let before = cell.text[..at].trim_end();
            let before = before.strip_suffix(',').unwrap_or(before).trim_end();
            let last = before.rfind(|c: char| c.is_whitespace() || c == '-').map_or(before, |at| &before[at..]);
            ends_place(last.trim_start_matches(|c: char| c.is_whitespace() || c == '-'))
        }
        rest if rest.starts_with("Số") => rest["Số".len()..]
            .trim_start()
            .starts_with([':', '/', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']),
        // What begins its line already sets nothing off, but a motto ends one.
        rest if MOTTOS.iter().any(|motto| rest.starts_with(motto)) => {
            let lower = cell.lower.trim();
            let last = |word| lower.strip_suffix(word).is_some_and(|before| !before.contains(word));
            !(cell.text[..at].trim().is_empty() && (last("nam") || last("phúc")))
        }
        rest => HEADS.iter().any(|head| rest.starts_with(head)) && !cell.text[..at].trim().is_empty(),
    }
}

/// Whether `word` may end a place: "Lam", "HCM", "Q" or a number; no "BGDĐT".
fn ends_place(word: &str) -> bool {
    let number = matches!(word.len(), 1 | 2) && word.bytes().all(|b| b.is_ascii_digit());
    let capital = word.char_indices().rfind(|(_, c)| c.is_uppercase());
    number
        || word.ends_with("CM")
        || capital.is_some_and(|(at, c)| {
            let small = &word[at + c.len_utf8()..];
            (at == 0 || !small.is_empty()) && small.chars().all(char::is_lowercase)
        })
}

const MOTTO_WORDS: &str = r"(?:CỘNG H(?:ÒA|OÀ|ÓA)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|(?i:độc\s+lập\s*[-–—.]?\s*tự\s+do\s*[-–—.]?\s*hạnh\s+phúc))";
const PLACE: &str = r"(?:(?:TP|Tp|T\.P|TX)\.?\s*)?\p{Lu}(?:\p{Ll}+|CM)(?:[\s-]+(?:\p{Lu}\p{Ll}*|\d{1,2})){0,5}";
const DATE_WORDS: &str =
    r"ngày\s*(?:\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|[\d…._\s]{0,12}tháng\s*[\d…._\s]{0,12}năm\s*[\d…._]{0,6})";

/// Quốc hiệu and tiêu ngữ, alone on their line.
static MOTTO: LazyLock<Regex> = LazyLock::new(|| Regex::new(&format!("^{MOTTO_WORDS}")).expect("a valid pattern"));

/// A number line: "Số" and a symbol behind a slash or hyphen. The number itself may be blank in a draft.
pub static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:(?:Luật|LUẬT|Nghị quyết|NGHỊ QUYẾT|Pháp lệnh|PHÁP LỆNH)\s+)?(?:Số|SỐ|số)\s*[:.]?\s*",
        r"(?P<number>\d+(?:\.\d+)?[a-zđ]?)?[\s….,_]*",
        r"(?:/\s*(?P<year>(?:19|20)\d\d))?\s*",
        r"(?:[/–-]|\s)\s*(?P<symbol>[\p{Lu}Đ][\p{L}\d&.]*(?:\s*[-–/]\s*[\p{Lu}\d][\p{L}\d&.,]*)*)",
    ))
    .expect("a valid pattern")
});

/// Địa danh and date, at the start of a line: groups place, day, month, year, or d, m, y. Urgent telegrams (công điện)
/// say the hour too ("hồi 14 giờ 30 phút, ngày …").
pub static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"^(?:(?P<place>{PLACE})\s*[,.]?\s*)?(?:(?:hồi|lúc)\s+\d{{1,2}}\s*(?:giờ|h|g)(?:\s*\d{{1,2}}\s*(?:phút)?)?\s*,?\s*)?[Nn]gày\s*(?:(?P<d>\d{{1,2}})\s*/\s*(?P<m>\d{{1,2}})\s*/\s*(?P<y>\d{{4}})|(?P<day>[\d…._\s]{{0,12}})tháng\s*(?P<month>[\d…._\s]{{0,12}})năm\s*(?P<year>[\d…._]{{0,6}}))"
    ))
    .expect("a valid pattern")
});

static ABOUT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:(?:V/v|V/V|v/v|V\.v)(?:\W|$)|Vv:\w)").expect("a valid pattern"));
static TO: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:-\s*)?(?:Kính\s+(?:gửi|trình)|KÍNH\s+GỬI)(?:\W|$)").expect("a valid pattern"));
static COPIES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(?i:nơi\s+nhận)(?:\W|$)").expect("a valid pattern"));

/// Signature stamps, gazette heads, and what opens a dispatch stamp.
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:CÔNG VĂN ĐẾN|VĂN BẢN ĐẾN|ĐẾN(?:\W|$)|(?i:ký bởi|người ký|ngày ký|thời gian ký|email|cơ quan)\s*:",
        r"|CÔNG BÁO\s*/\s*[Ss]ố|(?i:chuyển|lưu hồ sơ số|kính chuyển)\s*:)",
    ))
    .expect("a valid pattern")
});
static OPENS_STAMP: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"ĐẾN(?:\W|$)|^(?i:số|ngày|chuyển)").expect("a valid pattern"));
static STAMP_ENTRY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?i:số|ngày|giờ|chuyển|lưu)\s*:?[\s\d….,/:_-]*$").expect("a valid pattern"));

/// Without one of these words nothing in a paragraph can be an anchor.
static ANCHOR_WORDS: Phrases = phrase_list!["cộng", "đảng", "độc", "số", "ngày", "v", "kính", "nơi"];

/// What begins a line of its own inside a run-together paragraph. No borders of words stand in it: with them it would
/// run many times slower.
static ANCHOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"{MOTTO_WORDS}|Số\s*:?\s*\d*\s*(?:/\s*\d{{4}})?\s*[/-]\s*\p{{Lu}}[\p{{Lu}}\p{{Ll}}\d&.]*(?:[-–/][\p{{L}}\d&.]+)*|{PLACE}\s*,?\s*{DATE_WORDS}|V/v(?:\W|$)|Kính gửi\s*:|Nơi nhận\s*:"
    ))
    .expect("a valid pattern")
});
