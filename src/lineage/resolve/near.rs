//! Works that probably are one but for a typing error: flagged and linked, never merged.
//!
//! The numbers of one register grow with the date, so two of the same day lie close to each other: `24000` and `2400` of
//! one day cannot both be right, while `27` and `28` of one day are neighbours.

use serde::{Deserialize, Serialize};
use strsim::osa_distance;

/// What is probably mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slip {
    /// One digit of the number too many, too few or changed.
    Number,
    /// One letter of the symbol.
    Symbol,
    /// One digit of the date.
    Date,
    /// The year inside the number, against the date.
    Year,
}

impl Slip {
    /// All slips.
    pub const ALL: [Self; 4] = [Self::Number, Self::Symbol, Self::Date, Self::Year];

    /// The name used in JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Symbol => "symbol",
            Self::Date => "date",
            Self::Year => "year",
        }
    }
}

/// A work as far as typing errors are concerned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cited {
    /// Its number.
    pub number: String,
    /// The year inside the number.
    pub year: Option<String>,
    /// Its plain symbol.
    pub symbol: String,
    /// Its place, as in its key.
    pub place: String,
    /// The days stated for it, as ISO 8601.
    pub days: Vec<String>,
}

/// The slip by which two works differ, and how sure that is; `None` where nothing says that they are one.
/// `together` says whether one document cites both.
pub fn slip(a: &Cited, b: &Cited, together: bool) -> Option<(Slip, f32)> {
    if !places_agree(&a.place, &b.place) {
        return None;
    }
    let same_day = a.days.iter().any(|day| b.days.contains(day));
    if a.number != b.number {
        let near = a.symbol == b.symbol && a.year == b.year && osa_distance(&a.number, &b.number) == 1;
        if !near || !far_apart(&a.number, &b.number) {
            return None;
        }
        // Without a date on one side only the pages that cite both from one agency tell.
        let undated = a.days.is_empty() != b.days.is_empty() && together && a.place == b.place && !a.place.is_empty();
        return match (same_day, undated) {
            (true, _) => Some((Slip::Number, 0.9)),
            (_, true) => Some((Slip::Number, 0.5)),
            _ => None,
        };
    }
    if a.symbol != b.symbol {
        let near = same_day && a.year == b.year && osa_distance(&a.symbol, &b.symbol) == 1;
        return near.then_some((Slip::Symbol, 0.8));
    }
    if a.year != b.year {
        // The date agrees with one of the two years at most.
        let both = a.year.is_some() && b.year.is_some();
        return (both && same_day).then_some((Slip::Year, 0.9));
    }
    // Offices issue the same number at about the same time each year, so a year's digit tells little.
    let slips = |x: &String| b.days.iter().any(|y| osa_distance(x, y) == 1);
    (!same_day && a.place == b.place && a.days.iter().any(slips)).then_some((Slip::Date, 0.4))
}

/// Whether numbers are so far apart that one register does not give both on one day; one of a digit is no slip.
fn far_apart(a: &str, b: &str) -> bool {
    const NEIGHBOURS: u32 = 10;
    let (Ok(a), Ok(b)) = (a.parse::<u32>(), b.parse::<u32>()) else { return false };
    a.abs_diff(b) >= NEIGHBOURS && a.max(b) >= 100
}

fn places_agree(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "2400/QĐ-UBND 2023-08-10 tp-hai-phong", the year inside the number after a second slash.
    fn cited(said: &str) -> Cited {
        let mut words = said.split(' ');
        let mut parts = words.next().unwrap_or_default().splitn(3, '/');
        let number = parts.next().unwrap_or_default().to_owned();
        let symbol = parts.next().unwrap_or_default().to_owned();
        let year = parts.next().map(str::to_owned);
        let (days, places): (Vec<&str>, Vec<&str>) =
            words.partition(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let days = days.into_iter().map(str::to_owned).collect();
        Cited { number, year, symbol, place: places.concat(), days }
    }

    #[test]
    fn tells_typing_errors_from_neighbours() {
        for (a, b, together, expected) in [
            ("24000/QĐ-UBND 2023-08-10", "2400/QĐ-UBND 2023-08-10 tp-hai-phong", false, Some(Slip::Number)),
            ("24000/QĐ-UBND 2023-08-10 tp-vinh", "2400/QĐ-UBND 2023-08-10 tp-hai-phong", false, None),
            ("24000/QĐ-UBND 2023-08-11", "2400/QĐ-UBND 2023-08-10", false, None),
            // Neighbours of one day.
            ("27/TT-BGDĐT/2020 2020-09-04", "28/TT-BGDĐT/2020 2020-09-04", false, None),
            ("3880/QĐ-UBND 2022-09-28 huyen-an-lao", "3380/QĐ-UBND huyen-an-lao", true, Some(Slip::Number)),
            ("3880/QĐ-UBND 2022-09-28 huyen-an-lao", "3380/QĐ-UBND huyen-an-lao", false, None),
            ("3880/QĐ-UBND 2022-09-28", "3380/QĐ-UBND", true, None),
            ("80/QĐ-TTG/2014 2014-12-30", "80/Đ-TTG/2014 2014-12-30", false, Some(Slip::Symbol)),
            ("80/QĐ-TTG/2014 2014-12-30", "80/QĐ-BTC/2014 2014-12-30", false, None),
            ("27/TT-BGDĐT/2020 2020-09-04", "27/TT-BGDĐT/2002 2020-09-04", false, Some(Slip::Year)),
            ("27/TT-BGDĐT/2020 2020-09-04", "27/TT-BGDĐT/2021 2021-09-04", false, None),
            ("131/QĐ-TTG 2022-01-25", "131/QĐ-TTG 2021-01-25", false, Some(Slip::Date)),
            ("131/QĐ-TTG 2022-01-25", "131/QĐ-TTG 2020-02-03", false, None),
        ] {
            let (left, right) = (cited(a), cited(b));
            assert_eq!(slip(&left, &right, together).map(|(slip, _)| slip), expected, "{a} ~ {b}");
            assert_eq!(slip(&right, &left, together).map(|(slip, _)| slip), expected, "{b} ~ {a}");
        }
    }
}
