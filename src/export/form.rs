//! The form of administrative papers (thể thức văn bản hành chính) as reports keep it.
//!
//! Nghị định 30/2020/NĐ-CP, annex I: A4, margins of 20–25 mm above and below, 30–35 mm on the left, 15–20 mm on the right;
//! Times New Roman of 13–14 points; the page number centred at the top from the second page on. Country and motto (quốc hiệu,
//! tiêu ngữ) stand at the head, in English as Thông tư 03/2009/TT-BNG translates them; names of the offices, number, place, date
//! and signature are left blank: they belong to the office that issues the paper.

use crate::render::Lang;

/// Above, right, below, left, in millimetres.
pub const MARGINS: [u32; 4] = [20, 15, 20, 30];
/// The width of the text in millimetres: A4 less the margins.
pub const TEXT_WIDTH: u32 = 210 - MARGINS[1] - MARGINS[3];
/// The font.
pub const FONT: &str = "Times New Roman";
/// The size of running text, in points.
pub const BODY_SIZE: u32 = 14;
/// The size of words in tables, in points.
pub const TABLE_SIZE: u32 = 13;

/// What stands at head and foot, with blanks for what the office fills in, line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Names of the superior office and the office, the number.
    pub head_left: Vec<Line>,
    /// Country, motto, place and date.
    pub head_right: Vec<Line>,
    /// The kind of paper.
    pub kind: &'static str,
    /// Who gets it.
    pub foot_left: Vec<Line>,
    /// Capacity and name of who signs.
    pub foot_right: Vec<Line>,
}

/// One line at head or foot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub words: &'static str,
    /// How it is set.
    pub look: Look,
}

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As running text.
    Plain,
    /// In bold letters.
    Bold,
    /// In bold letters over a line.
    Ruled,
    /// In slanted letters.
    Slanted,
}

impl Places {
    /// The places in a language.
    pub fn of(lang: Lang) -> Self {
        const DOTS: &str = "……………………………";
        let country = lang.pick("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM");
        let motto = lang.pick("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness");
        let number = lang.pick("Số: ……/BC-……", "No. ……/BC-……");
        let day = lang.pick("………, ngày …… tháng …… năm ……", "………, …… / …… / ……");
        Self {
            head_left: vec![Look::Plain.line(DOTS), Look::Bold.line(DOTS), Look::Plain.line(number)],
            head_right: vec![Look::Bold.line(country), Look::Ruled.line(motto), Look::Slanted.line(day)],
            kind: lang.pick("BÁO CÁO", "REPORT"),
            foot_left: vec![
                Look::Bold.line(lang.pick("Nơi nhận:", "To:")),
                Look::Plain.line("- ………………;"),
                Look::Plain.line("- ………………"),
            ],
            foot_right: [DOTS, "", "", "", DOTS].map(|words| Look::Bold.line(words)).to_vec(),
        }
    }
}

impl Look {
    fn line(self, words: &'static str) -> Line {
        Line { words, look: self }
    }
}
