//! Automatic list labels: Word stores "Điều 3." or "b)" as a rule and a counter, not as text.
//!
//! Both Word formats have the same rules, written differently; they are read by their readers and counted here.

use std::collections::HashMap;

/// Deepest list level of both formats (ECMA-376 part 1, 17.9.6; \[MS-DOC\] 2.9.150).
pub const LEVELS: usize = 9;

/// The rule of one level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// How its numbers are written.
    pub format: NumberFormat,
    /// The label, with `%1` for the number of the first level, `%2` for that of the second, …
    pub pattern: String,
    /// The first number.
    pub start: u32,
    /// Whether all numbers of the label are written as digits, whatever their levels say.
    pub legal: bool,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFormat {
    /// 1, 2, 3.
    Decimal,
    /// 01, 02, 03.
    DecimalZero,
    /// I, II, III.
    UpperRoman,
    /// i, ii, iii.
    LowerRoman,
    /// A, B, C.
    UpperLetter,
    /// a, b, c.
    LowerLetter,
    /// No number, but a sign.
    Bullet,
    /// Nothing.
    None,
}

/// The counters of a document's lists.
#[derive(Debug, Default)]
pub struct Counters(HashMap<String, [Option<u32>; LEVELS]>);

impl Counters {
    /// Counts the next item of `list`, by the rules of its levels; gives its label, `None` where it shows none. Lists
    /// of the same name count on together.
    pub fn next(&mut self, list: &str, levels: &[Level], level: usize) -> Option<String> {
        let rule = levels.get(level)?;
        let counters = self.0.entry(list.to_owned()).or_insert([None; LEVELS]);
        let counter = counters.get_mut(level)?;
        *counter = Some(counter.map_or(rule.start, |count| count.saturating_add(1)));
        for deeper in &mut counters[level + 1..] {
            *deeper = None;
        }
        if rule.format == NumberFormat::Bullet {
            return Some("-".to_owned());
        }
        let mut label = rule.pattern.clone();
        for (place, level) in levels.iter().enumerate() {
            let mark = format!("%{}", place + 1);
            if label.contains(&mark) {
                let format = if rule.legal { NumberFormat::Decimal } else { level.format };
                label = label.replace(&mark, &format.write(counters[place].unwrap_or(level.start)));
            }
        }
        let label = label.trim().to_owned();
        (!label.is_empty()).then_some(label)
    }
}

impl NumberFormat {
    fn write(self, count: u32) -> String {
        match self {
            Self::Decimal => count.to_string(),
            Self::DecimalZero => format!("{count:02}"),
            Self::UpperRoman => roman(count),
            Self::LowerRoman => roman(count).to_lowercase(),
            Self::UpperLetter => letter(count).to_uppercase(),
            Self::LowerLetter => letter(count),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

/// Letters as Word counts them: a … z, aa, bb, …
fn letter(count: u32) -> String {
    let index = count.saturating_sub(1);
    let letter = char::from(b'a' + (index % 26) as u8);
    std::iter::repeat_n(letter, (index / 26 + 1).min(9) as usize).collect()
}

fn roman(count: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = count.min(3999);
    let mut out = String::new();
    for (worth, sign) in PARTS {
        while rest >= worth {
            out.push_str(sign);
            rest -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_every_style() {
        for (format, count, want) in [
            (NumberFormat::Decimal, 12, "12"),
            (NumberFormat::DecimalZero, 3, "03"),
            (NumberFormat::UpperRoman, 14, "XIV"),
            (NumberFormat::LowerRoman, 9, "ix"),
            (NumberFormat::LowerLetter, 2, "b"),
            (NumberFormat::UpperLetter, 28, "BB"),
            (NumberFormat::None, 4, ""),
        ] {
            assert_eq!(format.write(count), want, "{format:?} {count}");
        }
    }

    #[test]
    fn deeper_levels_begin_anew_and_show_what_is_above() {
        let rule = |format, pattern: &str, start| Level { format, pattern: pattern.to_owned(), start, legal: false };
        let levels = [
            rule(NumberFormat::UpperRoman, "%1.", 1),
            rule(NumberFormat::Decimal, "%1.%2.", 1),
            Level { legal: true, ..rule(NumberFormat::LowerLetter, "%1.%2.%3", 1) },
        ];
        let mut counters = Counters::default();
        let mut labels = Vec::new();
        for level in [0, 1, 1, 2, 0, 1, 2] {
            labels.extend(counters.next("a", &levels, level));
        }
        assert_eq!(labels, ["I.", "I.1.", "I.2.", "1.2.1", "II.", "II.1.", "2.1.1"]);
        assert_eq!(counters.next("b", &levels, 0).as_deref(), Some("I."));
        assert_eq!(counters.next("a", &levels, 7), None);
    }
}
