//! The form of administrative papers (thể thức văn bản hành chính) as reports keep it.
//!
//! Nghị định 30/2020/NĐ-CP, annex I: A4, margins of 20–25 mm above and below, 30–35 mm on the left, 15–20 mm on the right;
//! Times New Roman of 13–14 points; the page number centred at the top from the second page on. Name of the office, motto,
//! number, place, date and signature are left blank: they belong to the office that issues the paper.

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

/// The places that the office fills in, line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Names of the superior office and the office, the number.
    pub head_left: Vec<&'static str>,
    /// Motto, place and date.
    pub head_right: Vec<&'static str>,
    /// The kind of paper.
    pub kind: &'static str,
    /// Who gets it.
    pub foot_left: Vec<&'static str>,
    /// Capacity and name of who signs.
    pub foot_right: Vec<&'static str>,
}

impl Places {
    /// The places in a language.
    pub fn of(lang: Lang) -> Self {
        const DOTS: &str = "……………………………";
        Self {
            head_left: vec![DOTS, DOTS, lang.pick("Số: ……/BC-……", "No. ……/BC-……")],
            head_right: vec![DOTS, DOTS, lang.pick("………, ngày …… tháng …… năm ……", "………, …… / …… / ……")],
            kind: lang.pick("BÁO CÁO", "REPORT"),
            foot_left: vec![lang.pick("Nơi nhận:", "To:"), "- ………………;", "- ………………"],
            foot_right: vec![DOTS, "", "", "", DOTS],
        }
    }
}
