//! Who took over from whom: ministries merged, provinces merged, districts ended, as a table that users extend.
//!
//! The rows ship in `corpus/successions.toml`, which also says how it is written; a store's own rows are added to them
//! ([`Successions::and`]). Names alone say whether two issuers are one ([`Issuer::kinship`]); this table says when an
//! agency of another name is the next one in the chain.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::issuer::{Issuer, Kinship, Tier};
use crate::text::match_key;

/// What ships with the program.
const BUILT_IN: &str = include_str!("../../corpus/successions.toml");

/// Where a row comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// Checked against the law's text.
    Clause,
    /// Generally known, not checked.
    Known,
    /// A user's own row.
    #[default]
    User,
}

/// One succession: any of `from` is followed by any of `to`, each with its names folded ([`Issuer::folded`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    from: Vec<Issuer>,
    to: Vec<Issuer>,
    /// The day from which the successor acts.
    pub on: Date,
    /// The law that orders it, as the table names it.
    pub law: Option<String>,
    /// The only field handed over, where it is not all.
    pub field: Option<String>,
    /// Where the row comes from.
    pub provenance: Provenance,
}

/// How two issuers stand to each other, by their names or by a row of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kin<'a> {
    /// The kinship.
    pub kinship: Kinship,
    /// The row that says it, where the names do not.
    pub by: Option<&'a Row>,
}

/// What is wrong in a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct TableError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: TableFault,
}

/// What can be wrong in a line of a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableFault {
    /// It is not TOML, or not of this table's keys; in the parser's words.
    #[error("{0}")]
    Syntax(String),
    /// A row says of nobody who followed whom.
    #[error("“from” and “to” must name somebody")]
    Nobody,
    /// A name is none of an agency of the row's tier.
    #[error("“{0}” is no name for this table")]
    Name(String),
    /// A day is none of the calendar.
    #[error("“{0}” is not a day such as 2025-07-01")]
    Day(String),
}

/// A table of successions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Successions {
    ministries: Vec<Row>,
    provinces: Vec<Row>,
    areas: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    ministry: Vec<Spanned<RawRow<String>>>,
    #[serde(default)]
    province: Vec<Spanned<RawRow<String>>>,
    #[serde(default)]
    area: Vec<Spanned<RawRow<Vec<String>>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow<To> {
    from: Vec<String>,
    to: To,
    on: Spanned<String>,
    law: Option<String>,
    field: Option<String>,
    province: Option<String>,
    #[serde(default)]
    provenance: Provenance,
}

impl Successions {
    /// The table that ships with the program.
    pub fn built_in() -> &'static Self {
        static TABLE: LazyLock<Successions> =
            LazyLock::new(|| Successions::parse(BUILT_IN).expect("the shipped table is tested"));
        &TABLE
    }

    /// Reads a table.
    ///
    /// # Errors
    /// What is wrong in it, with the line.
    pub fn parse(text: &str) -> Result<Self, TableError> {
        let line = |span: Option<Range<usize>>| {
            let at = span.map_or(0, |span| span.start.min(text.len()));
            text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1
        };
        let fail = |span: Range<usize>, fault: TableFault| TableError { line: line(Some(span)), fault };
        let table: Table = toml::from_str(text).map_err(|error| TableError {
            line: line(error.span()),
            fault: TableFault::Syntax(error.message().to_owned()),
        })?;
        let one = |row: Spanned<RawRow<String>>, wanted: Tier| {
            let span = row.span();
            let row = row.into_inner();
            let to = vec![row.to];
            let unit = |name: &String| match wanted {
                Tier::Province => province(name),
                _ => Issuer::of(name),
            };
            let row = RawRow {
                to,
                from: row.from,
                on: row.on,
                law: row.law,
                field: row.field,
                province: row.province,
                provenance: row.provenance,
            };
            row.checked(unit, &[wanted], &span, &fail)
        };
        let ministries = table.ministry.into_iter().map(|row| one(row, Tier::Nation)).collect::<Result<_, _>>()?;
        let provinces = table.province.into_iter().map(|row| one(row, Tier::Province)).collect::<Result<_, _>>()?;
        let areas = table.area.into_iter().map(|row| {
            let span = row.span();
            let row = row.into_inner();
            let inside = row.province.clone();
            let unit = |name: &String| Issuer::of(&format!("UBND {name}")).within(inside.as_deref());
            row.checked(unit, &[Tier::District, Tier::Commune], &span, &fail)
        });
        Ok(Self { ministries, provinces, areas: areas.collect::<Result<_, _>>()? })
    }

    /// These rows and those of another table.
    pub fn and(mut self, more: Self) -> Self {
        self.ministries.extend(more.ministries);
        self.provinces.extend(more.provinces);
        self.areas.extend(more.areas);
        self
    }

    /// How `later`, acting on the day `day`, stands to `earlier`: by their names, else by a row.
    pub fn kinship(&self, earlier: &Issuer, later: &Issuer, day: Option<Date>) -> Kin<'_> {
        let direct = earlier.kinship(later);
        if direct != Kinship::Apart {
            return Kin { kinship: direct, by: None };
        }
        let (earlier, later) = (&earlier.clone().folded(), &later.clone().folded());
        let acts = |row: &&Row| day.is_none_or(|day| day >= row.on);
        let by = match (earlier.tier, later.tier) {
            (Some(Tier::Nation), Some(Tier::Nation)) => {
                let is = |list: &[Issuer], issuer: &Issuer| list.iter().any(|one| one.body == issuer.body);
                self.ministries.iter().filter(acts).find(|row| is(&row.from, earlier) && is(&row.to, later))
            }
            (Some(Tier::Province), Some(Tier::Province)) => {
                self.merged(earlier.place.as_deref(), later.place.as_deref()).filter(acts).filter(|_| {
                    let moved =
                        Issuer { place: later.place.clone(), province: later.province.clone(), ..earlier.clone() };
                    moved.kinship(later) == Kinship::Same
                })
            }
            (Some(Tier::District | Tier::Commune), Some(Tier::Commune)) => {
                let is = |list: &[Issuer], issuer: &Issuer| {
                    list.iter().any(|one| {
                        let apart = self.provinces_differ(one.province.as_deref(), issuer.province.as_deref());
                        one.tier == issuer.tier && one.place == issuer.place && !apart
                    })
                };
                let row = self.areas.iter().filter(acts).find(|row| is(&row.from, earlier) && is(&row.to, later));
                // The same names in a province that was merged meanwhile.
                row.or_else(|| {
                    let moved = Issuer { province: later.province.clone(), ..earlier.clone() };
                    let merger = self.merged(earlier.province.as_deref(), later.province.as_deref()).filter(acts)?;
                    (moved.kinship(later) > Kinship::Open).then_some(merger)
                })
            }
            _ => None,
        };
        Kin { kinship: if by.is_some() { Kinship::Successor } else { Kinship::Apart }, by }
    }

    /// The agencies that followed `issuer` by a row, and those that it followed: those of another ministry, of the same
    /// body in another province, of another area.
    pub fn beside(&self, issuer: &Issuer) -> Vec<Issuer> {
        let issuer = issuer.clone().folded();
        type Meets = fn(&Issuer, &Issuer) -> bool;
        let (rows, is_it): (&[Row], Meets) = match issuer.tier {
            Some(Tier::Nation) => (&self.ministries, |one, issuer| one.body == issuer.body),
            Some(Tier::Province) => (&self.provinces, |one, issuer| one.place == issuer.place),
            Some(Tier::District | Tier::Commune) => {
                (&self.areas, |one, issuer| one.tier == issuer.tier && one.place == issuer.place)
            }
            Some(Tier::School) | None => return Vec::new(),
        };
        let has = |list: &[Issuer]| list.iter().any(|one| is_it(one, &issuer));
        let others = rows.iter().flat_map(|row| {
            let later = row.to.iter().filter(|_| has(&row.from));
            later.chain(row.from.iter().filter(|_| has(&row.to)))
        });
        others.cloned().collect()
    }

    /// The row by which one province became part of another.
    fn merged(&self, earlier: Option<&str>, later: Option<&str>) -> Option<&Row> {
        let (earlier, later) = (earlier?, later?);
        let is = |list: &[Issuer], name: &str| list.iter().any(|one| one.place.as_deref() == Some(name));
        self.provinces.iter().find(|row| is(&row.from, earlier) && is(&row.to, later))
    }

    fn provinces_differ(&self, a: Option<&str>, b: Option<&str>) -> bool {
        matches!((a, b), (Some(a), Some(b)) if a != b) && self.merged(a, b).is_none() && self.merged(b, a).is_none()
    }
}

impl RawRow<Vec<String>> {
    fn checked(
        self,
        unit: impl Fn(&String) -> Issuer,
        tiers: &[Tier],
        span: &Range<usize>,
        fail: &impl Fn(Range<usize>, TableFault) -> TableError,
    ) -> Result<Row, TableError> {
        if self.from.is_empty() || self.to.is_empty() {
            return Err(fail(span.clone(), TableFault::Nobody));
        }
        let read = |names: &[String]| {
            let read = |name: &String| {
                let issuer = unit(name);
                let fits = issuer.tier.is_some_and(|tier| tiers.contains(&tier));
                let known = fits && (issuer.place.is_some() || issuer.body.is_some() && tiers == [Tier::Nation]);
                if known { Ok(issuer.folded()) } else { Err(fail(span.clone(), TableFault::Name(name.clone()))) }
            };
            names.iter().map(read).collect::<Result<Vec<_>, _>>()
        };
        let (from, to) = (read(&self.from)?, read(&self.to)?);
        let on =
            self.on.get_ref().parse().map_err(|_| fail(self.on.span(), TableFault::Day(self.on.get_ref().clone())))?;
        Ok(Row { from, to, on, law: self.law, field: self.field, provenance: self.provenance })
    }
}

fn province(name: &str) -> Issuer {
    let plain = match_key(name);
    let place = plain.trim_start_matches("tỉnh ").trim_start_matches("thành phố ").trim().replace(" - ", " ");
    let place = Some(place).filter(|place| !place.is_empty());
    Issuer { tier: Some(Tier::Province), body: None, province: place.clone(), place }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = r#"
[[area]]
province = "Hải Thanh"
from = ["huyện Vân Khê"]
to = ["phường Vân Khê", "xã Khê Hạ"]
on = "2025-07-01"
"#;

    fn kinship(table: &Successions, old: &str, new: &str, day: &str) -> Kinship {
        table.kinship(&Issuer::of(old), &Issuer::of(new), day.parse().ok()).kinship
    }

    #[test]
    fn the_shipped_table_holds_the_mergers_of_2025() {
        let table = Successions::built_in();
        assert_eq!(table.provinces.len(), 34, "Nghị quyết 202/2025/QH15 leaves 34");
        assert_eq!(table.provinces.iter().map(|row| row.from.len()).sum::<usize>(), 63, "of 63");
        let after = "2025-08-20";
        for (old, new, day, want) in [
            ("Sở GD&ĐT Hải Dương", "Sở GD&ĐT Hải Phòng", after, Kinship::Successor),
            ("Sở GD&ĐT tỉnh Hải Dương", "Sở GD&ĐT thành phố Hải Phòng", after, Kinship::Successor),
            ("Sở GD&ĐT Hải Dương", "Sở GD&ĐT Hải Phòng", "2024-08-20", Kinship::Apart),
            ("Sở GD&ĐT Hải Phòng", "Sở GD&ĐT Hải Dương", after, Kinship::Apart),
            ("Sở GD&ĐT Hải Dương", "Sở GD&ĐT Hưng Yên", after, Kinship::Apart),
            ("Sở Y tế tỉnh Hải Dương", "Sở GD&ĐT Hải Phòng", after, Kinship::Apart),
            ("Sở GD&ĐT Bà Rịa - Vũng Tàu", "Sở GD&ĐT Thành phố Hồ Chí Minh", after, Kinship::Successor),
            ("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính", after, Kinship::Successor),
            ("Bộ trưởng Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ", after, Kinship::Successor),
            ("Bộ Giao thông vận tải", "Bộ Tài chính", after, Kinship::Apart),
            ("Bộ Tài chính", "Bộ Kế hoạch và Đầu tư", after, Kinship::Apart),
            (
                "Phòng GD&ĐT huyện Kim Châu, tỉnh Hải Dương",
                "UBND xã Kim Châu, thành phố Hải Phòng",
                after,
                Kinship::Successor,
            ),
            ("Phòng GD&ĐT huyện Kim Châu, tỉnh Hải Dương", "UBND xã Kim Châu, tỉnh Hưng Yên", after, Kinship::Apart),
        ] {
            assert_eq!(kinship(table, old, new, day), want, "{old} → {new} on {day}");
        }
    }

    #[test]
    fn a_users_rows_name_the_wards_of_a_district() {
        let (old, new) = ("Phòng GD&ĐT huyện Vân Khê", "UBND xã Khê Hạ");
        assert_eq!(kinship(Successions::built_in(), old, new, "2025-09-05"), Kinship::Apart);
        let table = Successions::built_in().clone().and(Successions::parse(OWN).expect("a good table"));
        assert_eq!(kinship(&table, old, new, "2025-09-05"), Kinship::Successor);
        assert_eq!(kinship(&table, old, new, "2025-05-05"), Kinship::Apart, "the ward did not act yet");
        assert_eq!(kinship(&table, old, "UBND xã Khê Hạ, tỉnh Đông Giang", "2025-09-05"), Kinship::Apart);
        assert_eq!(kinship(&table, "Phòng GD&ĐT huyện An Hòa", new, "2025-09-05"), Kinship::Apart);
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        for (text, line, words) in [
            ("[[area]]\nfrom = [\"huyện A\"]\nto = [\"xã B\"]\non = \"01/7/2025\"\n", 4, "is not a day"),
            ("\n\n[[area]]\nfrom = []\nto = [\"xã B\"]\non = \"2025-07-01\"\n", 3, "must name somebody"),
            ("[[area]]\nfrom = [\"A\"]\nto = [\"xã B\"]\non = \"2025-07-01\"\n", 1, "“A” is no name"),
            ("[[ministry]]\nfrom = [\"Sở Y tế\"]\nto = \"Bộ Y tế\"\non = \"2025-07-01\"\n", 1, "“Sở Y tế” is no name"),
            ("[[area]]\nfrom = [\"huyện A\"]\nto = [\"xã B\"]\n", 1, "on"),
            ("[[area]]\nform = [\"huyện A\"]\n", 2, "form"),
            ("[[province]\n", 1, ""),
            (
                "[[area]]\nfrom = [\"huyện A\"]\nto = [\"xã B\"]\non = \"2025-07-01\"\nprovenance = \"heard\"\n",
                5,
                "heard",
            ),
        ] {
            let error = Successions::parse(text).expect_err(text);
            assert_eq!(error.line, line, "{text}: {error}");
            assert!(error.fault.to_string().contains(words), "{text}: {error}");
        }
        assert_eq!(Successions::parse(""), Ok(Successions::default()));
    }
}
