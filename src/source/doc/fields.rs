//! Fields: an instruction that Word hides and a result that it shows (\[MS-DOC\] 2.8.25, 2.9.89).

const BEGIN: u16 = 0x13;
const SEPARATOR: u16 = 0x14;
const END: u16 = 0x15;

/// For every character, whether it is part of a field's instruction or one of its marks. A field that does not end
/// hides nothing but its marks.
pub fn hidden(units: &[u16]) -> Vec<bool> {
    // Where instructions begin and end, as steps: fields stand in each other's instructions and results.
    let mut steps = vec![0i32; units.len() + 1];
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    for (position, unit) in units.iter().enumerate() {
        match *unit {
            BEGIN => open.push((position, None)),
            SEPARATOR => {
                if let Some((_, separator)) = open.last_mut() {
                    separator.get_or_insert(position);
                }
            }
            END => {
                if let Some((begin, separator)) = open.pop() {
                    steps[begin] += 1;
                    steps[separator.unwrap_or(position)] -= 1;
                }
            }
            _ => {}
        }
    }
    let mut depth = 0;
    let marks = [BEGIN, SEPARATOR, END];
    units
        .iter()
        .zip(steps)
        .map(|(unit, step)| {
            depth += step;
            depth > 0 || marks.contains(unit)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let units: Vec<u16> = text
            .chars()
            .map(|c| match c {
                '{' => BEGIN,
                '|' => SEPARATOR,
                '}' => END,
                c => c as u16,
            })
            .collect();
        let shown: String = text.chars().zip(hidden(&units)).filter(|(_, hidden)| !hidden).map(|(c, _)| c).collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn only_results_are_shown() {
        check("a{PAGE|7}b", "a7b");
        check("a{EQ}b", "ab");
        check("{HYPERLINK {REF x|y} z|Luật {PAGE|1} này}", "Luật 1 này");
        check("{A{B|c}|d}", "d");
    }

    #[test]
    fn a_field_that_does_not_end_hides_nothing() {
        check("a{PAGE b", "aPAGE b");
        check("a}b|c", "abc");
        check("{IF {PAGE|1} x", "IF 1 x");
    }
}
