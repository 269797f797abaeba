//! Directives made up from the grammar of the genre, as many as are asked for: the same numbers give the same texts.
//!
//! A world of [`PAPERS`] papers stands behind them: sixty provinces with their departments, districts and schools, and
//! the nation, over eleven years. Every paper follows from its number alone, so that any document can be written without
//! the others, and cites papers of its own chain of authority that are older than itself. The proportions are those of
//! real collections: most papers are letters and plans of districts, half are issued from August to November; a few
//! regulations are cited by nearly everybody (their shares fall as 1, 1/2, 1/3 …), the others by a few. Citations have the
//! faults of the genre: a date is left out in one of ten, the issuer in one of eight, the place of "UBND tỉnh" in half,
//! the symbol in one of twenty; one number in two hundred is mistyped; what was cited is cited again by type and number.
//! Lengths spread as real ones do: the middle one has four kilobytes, one in twenty more than sixteen.

#![allow(dead_code, reason = "each benchmark needs a part of it")]

mod words;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use words::{CITED, DISTRICT_FIRST, DISTRICT_SECOND, DO, GIVEN, MEASURED, MIDDLES, PROVINCE_FIRST, PROVINCE_SECOND};
use words::{SINGLE, SURNAMES, TASKS, WHAT, WHO, WHY, YEARLY};

/// How many papers there are in the world that documents cite; the first of them are the documents.
pub const PAPERS: usize = 300_000;
pub const PROVINCES: usize = 60;
const DISTRICTS: usize = 20;
const FIRST_YEAR: usize = 2015;
const YEARS: usize = 11;
/// Regulations of the nation that are cited.
const REGULATIONS: usize = 400;

/// A fixed stream of numbers (splitmix64).
pub struct Stream(pub u64);

impl Stream {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// A number from 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Who issues a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Office {
    Department,
    Province,
    District,
    Bureau,
    School,
}

/// A level of education, as directives name it and as their symbols do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    pub name: &'static str,
    pub symbol: &'static str,
    /// The word of the command line.
    pub slug: &'static str,
}

const LEVELS: [Level; 3] = [
    Level { name: "tiểu học", symbol: "GDTH", slug: "tieu-hoc" },
    Level { name: "trung học cơ sở", symbol: "THCS", slug: "thcs" },
    Level { name: "mầm non", symbol: "GDMN", slug: "mam-non" },
];

/// A paper of the world: who issued it, when, under which number, about what.
#[derive(Debug, Clone)]
pub struct Paper {
    pub at: usize,
    pub province: usize,
    pub district: usize,
    pub office: Office,
    pub kind: &'static str,
    pub number: usize,
    pub symbol: String,
    pub year: usize,
    pub month: usize,
    pub day: usize,
    pub level: Level,
    pub subject: String,
}

/// "Hà Giang": the name of one of the sixty provinces.
pub fn province(at: usize) -> String {
    format!("{} {}", PROVINCE_FIRST[at % 10], PROVINCE_SECOND[at / 10 % 6])
}

/// The name of a district of a province.
pub fn district(at: usize) -> String {
    format!("{} {}", DISTRICT_FIRST[at % 5], DISTRICT_SECOND[at / 5 % 4])
}

impl Paper {
    /// The paper of this number.
    pub fn at(at: usize) -> Self {
        let mut stream = Stream(0x6368_6964_616f ^ (at as u64).wrapping_mul(0x2545_f491_4f6c_dd1d));
        let province = at % PROVINCES;
        let district = stream.below(DISTRICTS);
        let level = LEVELS[stream.below(LEVELS.len())];
        let office = match stream.below(100) {
            0..25 => Office::Department,
            25..33 => Office::Province,
            33..48 => Office::District,
            48..86 => Office::Bureau,
            _ => Office::School,
        };
        let kind = match (stream.below(100), office) {
            (0..52, _) => "Công văn",
            (52..76, _) => "Kế hoạch",
            (76..86, _) => "Quyết định",
            (86..93, _) => "Báo cáo",
            (93..98, _) => "Thông báo",
            (_, Office::School) => "Tờ trình",
            _ => "Hướng dẫn",
        };
        // Half of them are issued as a school year begins.
        let month = if stream.one_in(2) { 8 + stream.below(4) } else { 1 + stream.below(12) };
        let (year, day) = (FIRST_YEAR + stream.below(YEARS), 1 + stream.below(28));
        let number = 1 + stream.below(if kind == "Công văn" { 2400 } else { 280 });
        let short = match kind {
            "Kế hoạch" => "KH",
            "Quyết định" => "QĐ",
            "Báo cáo" => "BC",
            "Thông báo" => "TB",
            "Tờ trình" => "TTr",
            _ => "HD",
        };
        let (own, unit) = match office {
            Office::Department => ("SGDĐT", level.symbol),
            Office::Province | Office::District => ("UBND", "VX"),
            Office::Bureau => ("PGDĐT", level.symbol),
            Office::School => ("TH", "CM"),
        };
        let symbol = if kind == "Công văn" { format!("{own}-{unit}") } else { format!("{short}-{own}") };
        let subject = match stream.one_in(4) {
            true => stream.of(&SINGLE).to_owned(),
            false => {
                let first = if month >= 7 { year } else { year - 1 };
                let about = stream.of(&YEARLY).replace("{cấp}", level.name);
                format!("{about} năm học {first}-{}", first + 1)
            }
        };
        Self { at, province, district, office, kind, number, symbol, year, month, day, level, subject }
    }

    /// The first calendar year of the school year it falls in.
    pub fn school_year(&self) -> usize {
        if self.month >= 8 { self.year } else { self.year - 1 }
    }

    /// Its issuer by its full name.
    pub fn issuer(&self) -> String {
        let (province, district) = (province(self.province), district(self.district));
        match self.office {
            Office::Department => format!("Sở Giáo dục và Đào tạo tỉnh {province}"),
            Office::Province => format!("UBND tỉnh {province}"),
            Office::District => format!("UBND huyện {district}"),
            Office::Bureau => format!("Phòng Giáo dục và Đào tạo huyện {district}"),
            Office::School => format!("Trường {} {}", self.level.name, school(self.at)),
        }
    }

    fn is_before(&self, other: &Self) -> bool {
        (self.year, self.month, self.day) < (other.year, other.month, other.day)
    }

    /// Whether a paper of `other` may rest on it: of its own province, and its own district where it is a district's.
    fn stands_above(&self, other: &Self) -> bool {
        let near = match self.office {
            Office::Department | Office::Province => true,
            Office::District | Office::Bureau => self.district == other.district,
            Office::School => false,
        };
        near && self.is_before(other) && other.year - self.year < 3
    }
}

/// The name of a school, after one who has lived.
fn school(at: usize) -> String {
    let mut stream = Stream(at as u64 / 7);
    format!("{} {} {}", stream.of(&SURNAMES), stream.of(&MIDDLES), stream.of(&GIVEN))
}

/// A document: the paper that it is, and its text.
#[derive(Debug, Clone)]
pub struct Directive {
    pub paper: Paper,
    pub text: String,
}

impl Directive {
    /// The document of this number.
    pub fn at(at: usize) -> Self {
        let paper = Paper::at(at);
        let mut writing = Writing {
            stream: Stream(at as u64 ^ 0x0070_726f_7365),
            paper: &paper,
            text: String::new(),
            cited: Vec::new(),
        };
        writing.head();
        writing.grounds();
        writing.body();
        writing.close();
        let text = writing.text;
        Self { paper, text }
    }

    /// The name of its file, with the folder of its province.
    pub fn name(&self) -> String {
        format!("{:02}/{:06}", self.paper.province, self.paper.at)
    }

    /// The document as a saved page of a site.
    pub fn html(&self) -> String {
        let escaped = self.text.replace('&', "&amp;").replace('<', "&lt;");
        let paragraphs = escaped.lines().map(|line| format!("<p>{line}</p>\n")).collect::<String>();
        format!(
            "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>{paragraphs}</body></html>\n",
            self.paper.subject
        )
    }
}

/// Writes the documents of these numbers below a folder: most as plain text, one in ten as a saved page. Gives the bytes
/// of their texts.
pub fn write(folder: &Path, numbers: std::ops::Range<usize>) -> io::Result<u64> {
    for province in 0..PROVINCES {
        fs::create_dir_all(folder.join(format!("{province:02}")))?;
    }
    let mut bytes = 0;
    for at in numbers {
        let directive = Directive::at(at);
        bytes += directive.text.len() as u64;
        match at % 10 {
            9 => fs::write(folder.join(directive.name() + ".html"), directive.html())?,
            _ => fs::write(folder.join(directive.name() + ".txt"), &directive.text)?,
        }
    }
    Ok(bytes)
}

/// A regulation of the nation: type and number, day, issuer. The first are cited most.
fn regulation(at: usize) -> (String, String, &'static str) {
    if let Some((number, day, issuer)) = CITED.get(at) {
        return ((*number).to_owned(), (*day).to_owned(), issuer);
    }
    let mut stream = Stream(at as u64 ^ 0x6c75_6174);
    let year = 2006 + stream.below(18);
    let day = format!("{:02}/{}/{year}", 1 + stream.below(28), 1 + stream.below(12));
    match stream.below(4) {
        0 => (format!("Nghị định số {}/{year}/NĐ-CP", 1 + stream.below(180)), day, "Chính phủ"),
        1 => (format!("Quyết định số {}/QĐ-TTg", 1 + stream.below(2400)), day, "Thủ tướng Chính phủ"),
        _ => (format!("Thông tư số {:02}/{year}/TT-BGDĐT", 1 + stream.below(60)), day, "Bộ Giáo dục và Đào tạo"),
    }
}

/// A document while it is written.
struct Writing<'a> {
    stream: Stream,
    paper: &'a Paper,
    text: String,
    /// What it has cited: type and number alone.
    cited: Vec<String>,
}

impl Writing<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn head(&mut self) {
        let paper = self.paper;
        let (province, district) = (province(paper.province), district(paper.district));
        let (above, own, place) = match paper.office {
            Office::Department => {
                (format!("UBND TỈNH {}", province.to_uppercase()), "SỞ GIÁO DỤC VÀ ĐÀO TẠO".to_owned(), province)
            }
            Office::Province => ("UỶ BAN NHÂN DÂN".to_owned(), format!("TỈNH {}", province.to_uppercase()), province),
            Office::District => (
                format!("TỈNH {}", province.to_uppercase()),
                format!("UBND HUYỆN {}", district.to_uppercase()),
                district,
            ),
            Office::Bureau => {
                (format!("UBND HUYỆN {}", district.to_uppercase()), "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO".to_owned(), district)
            }
            Office::School => {
                (format!("PHÒNG GD&ĐT HUYỆN {}", district.to_uppercase()), paper.issuer().to_uppercase(), district)
            }
        };
        self.line(&above);
        self.line(&own);
        self.line("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        self.line("Độc lập - Tự do - Hạnh phúc");
        self.line(&format!("Số: {}/{}", paper.number, paper.symbol));
        self.line(&format!("{place}, ngày {:02} tháng {} năm {}", paper.day, paper.month, paper.year));
        if paper.kind == "Công văn" {
            self.line(&format!("V/v {}", paper.subject));
            self.line(&format!("Kính gửi: Các trường {} trên địa bàn", paper.level.name));
        } else {
            self.line(&paper.kind.to_uppercase());
            let subject = &paper.subject;
            let mut letters = subject.chars();
            let capital = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
            self.line(&format!("{capital}{}", letters.as_str()));
        }
    }

    fn grounds(&mut self) {
        for _ in 0..1 + self.stream.below(4) {
            let cited = self.citation();
            self.line(&format!("Căn cứ {cited};"));
        }
        let cited = self.citation();
        let what = self.prose();
        self.line(&format!("Thực hiện {cited}, {}", lower(&what)));
    }

    /// A citation of something new, or of what was cited before.
    fn citation(&mut self) -> String {
        if !self.cited.is_empty() && self.stream.one_in(3) {
            let again = self.stream.below(self.cited.len());
            return self.cited[again].clone();
        }
        if self.stream.one_in(2) {
            // Their shares fall as 1, 1/2, 1/3 …
            let share = self.stream.share();
            let at = ((REGULATIONS as f64).powf(share) as usize).saturating_sub(1);
            let (number, day, issuer) = regulation(at);
            return self.state(&number, &day, issuer.to_owned());
        }
        for _ in 0..200 {
            let at = self.stream.below(PAPERS / PROVINCES) * PROVINCES + self.paper.province;
            let other = Paper::at(at);
            if other.stands_above(self.paper) {
                let number = format!("{} số {}/{}", other.kind, other.number, other.symbol);
                let day = format!("{:02}/{}/{}", other.day, other.month, other.year);
                return self.state(&number, &day, other.issuer());
            }
        }
        "Luật Giáo dục ngày 14/6/2019".to_owned()
    }

    /// A citation in full, or with the faults of the genre.
    fn state(&mut self, number: &str, day: &str, issuer: String) -> String {
        let mut number = number.to_owned();
        if self.stream.one_in(200)
            && let Some(at) = number.find('/')
        {
            number.insert(at, '0');
        }
        let short = number.split('/').next().unwrap_or_default().to_owned();
        self.cited.push(if self.stream.one_in(3) { short.clone() } else { number.clone() });
        let mut cited = if self.stream.one_in(20) { short } else { number };
        if !self.stream.one_in(10) {
            if self.stream.one_in(6) {
                let mut parts = day.split('/');
                let mut part = || parts.next().unwrap_or_default();
                let (day, month, year) = (part(), part(), part());
                write!(cited, " ngày {day} tháng {month} năm {year}").expect("written");
            } else {
                write!(cited, " ngày {day}").expect("written");
            }
        }
        match self.stream.below(8) {
            0 => {}
            1..4 => {
                // Whose it is follows from the paper that cites it.
                let place = [" tỉnh ", " huyện "].iter().find_map(|word| issuer.find(word).map(|at| at + word.len()));
                let bare = place.map_or(issuer.as_str(), |at| issuer[..at].trim_end());
                write!(cited, " của {bare}").expect("written");
            }
            _ => write!(cited, " của {issuer}").expect("written"),
        }
        cited
    }

    fn body(&mut self) {
        let spread: f64 = (0..6).map(|_| self.stream.share()).sum::<f64>() - 3.0;
        let length = (4000.0 * (1.25 * spread).exp()) as usize;
        for section in 1.. {
            let title = self.stream.of(&WHAT);
            self.line(&format!("{}. Về {title}", roman(section)));
            for item in 1..=2 + self.stream.below(4) {
                let paragraph = self.paragraph();
                self.line(&format!("{item}. {paragraph}"));
                if self.text.len() >= length {
                    return;
                }
            }
        }
    }

    /// Sentences without facts, and behind most of them one with.
    fn paragraph(&mut self) -> String {
        let mut paragraph = String::new();
        for _ in 0..2 + self.stream.below(2) {
            paragraph.push_str(&self.prose());
            paragraph.push(' ');
        }
        let fact = match self.stream.below(20) {
            0..5 => self.deadline(),
            5..9 => self.target(),
            9..16 => {
                let (who, act, what) = (self.stream.of(&WHO), self.stream.of(&DO), self.stream.of(&WHAT));
                let cited = self.citation();
                format!("{who} {act} {what} theo {cited}.")
            }
            16 if self.paper.kind == "Quyết định" => {
                let cited = self.citation();
                format!("Quyết định này thay thế {cited}.")
            }
            _ => self.prose(),
        };
        paragraph + &fact
    }

    fn prose(&mut self) -> String {
        let stream = &mut self.stream;
        let (who, act, what, why) = (stream.of(&WHO), stream.of(&DO), stream.of(&WHAT), stream.of(&WHY));
        match stream.below(12) {
            0 => {
                let school = school(stream.below(20_000) * 7);
                format!("Trường {} {school} {act} {what}, {why}.", self.paper.level.name)
            }
            1 | 2 => format!("{act} {what} và {}, {why}.", stream.of(&WHAT)),
            _ => format!("{who} {act} {what}, {why}."),
        }
    }

    fn deadline(&mut self) -> String {
        let first = self.paper.school_year();
        let stream = &mut self.stream;
        let (who, task) = (stream.of(&WHO), stream.of(&TASKS));
        let month = 1 + stream.below(12);
        let (day, year) = (1 + stream.below(28), if month >= 8 { first } else { first + 1 });
        match stream.below(10) {
            0 => format!(
                "Thời gian {task}: từ ngày {day:02}/{month}/{year} đến ngày {:02}/{month}/{year}.",
                (day + 5).min(28)
            ),
            1 => format!("{who} {task} trong tháng {month}/{year}."),
            2 => format!("{who} {task} vào ngày {day} hằng tháng."),
            3 | 4 => format!("Hạn cuối {task}: ngày {day} tháng {month} năm {year}."),
            _ => format!("{who} {task} trước ngày {day:02}/{month}/{year}."),
        }
    }

    fn target(&mut self) -> String {
        let stream = &mut self.stream;
        let (what, value) = (stream.of(&MEASURED), 70 + stream.below(31));
        match stream.below(4) {
            0 => format!("Chỉ tiêu: {value},{}% {what}.", stream.below(10)),
            1 => format!("Tỷ lệ {what} đạt {value}% trở lên."),
            _ => format!("Phấn đấu {value}% {what}."),
        }
    }

    fn close(&mut self) {
        let who = format!("{} {} {}", self.stream.of(&SURNAMES), self.stream.of(&MIDDLES), self.stream.of(&GIVEN));
        self.line("Nơi nhận:");
        self.line("- Như trên;");
        self.line("- Lưu: VT.");
        self.line(match self.paper.office {
            Office::Department => "GIÁM ĐỐC",
            Office::Province | Office::District => "CHỦ TỊCH",
            Office::Bureau => "TRƯỞNG PHÒNG",
            Office::School => "HIỆU TRƯỞNG",
        });
        self.line(&who);
    }
}

fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|first| first.to_lowercase().collect::<String>()).unwrap_or_default();
    first + letters.as_str()
}

fn roman(number: usize) -> String {
    let (mut left, mut out) = (number, String::new());
    for (value, digits) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while left >= value {
            out.push_str(digits);
            left -= value;
        }
    }
    out
}
