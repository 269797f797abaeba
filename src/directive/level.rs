//! Levels of education (cấp học).

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A level of education.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Level {
    /// Mầm non: nursery and kindergarten.
    MamNon,
    /// Tiểu học: grades 1 to 5.
    TieuHoc,
    /// Trung học cơ sở: grades 6 to 9.
    Thcs,
    /// Trung học phổ thông: grades 10 to 12.
    Thpt,
    /// Giáo dục thường xuyên: continuing education.
    Gdtx,
}

impl Level {
    /// All levels, from the youngest up.
    pub const ALL: [Level; 5] = [Self::MamNon, Self::TieuHoc, Self::Thcs, Self::Thpt, Self::Gdtx];

    /// The name used in JSON and on the command line: `mam-non`, `tieu-hoc`, `thcs`, `thpt`, `gdtx`.
    pub fn slug(&self) -> &'static str {
        match self {
            Self::MamNon => "mam-non",
            Self::TieuHoc => "tieu-hoc",
            Self::Thcs => "thcs",
            Self::Thpt => "thpt",
            Self::Gdtx => "gdtx",
        }
    }

    /// The level of a grade (lớp) 1–12.
    pub fn of_grade(grade: u32) -> Option<Self> {
        match grade {
            1..=5 => Some(Self::TieuHoc),
            6..=9 => Some(Self::Thcs),
            10..=12 => Some(Self::Thpt),
            _ => None,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = text.trim().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|level| level.slug() == wanted)
            .ok_or_else(|| format!("“{text}” is not a level; use mam-non, tieu-hoc, thcs, thpt or gdtx"))
    }
}
