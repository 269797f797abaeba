//! Words around a place, with the place marked.

use super::table::colours;
use crate::store::Passage;

/// The passage with its marks in bold on a terminal that takes colours, in square brackets elsewhere.
pub fn passage(passage: &Passage) -> String {
    let (open, close) = if colours() { ("\u{1b}[1;33m", "\u{1b}[0m") } else { ("[", "]") };
    marked(passage, open, close)
}

fn marked(passage: &Passage, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(passage.text.len());
    let mut at = 0;
    for mark in &passage.marks {
        let (Some(before), Some(inside)) = (passage.text.get(at..mark.start), passage.text.get(mark.start..mark.end))
        else {
            continue;
        };
        out.push_str(before);
        out.push_str(open);
        out.push_str(inside);
        out.push_str(close);
        at = mark.end;
    }
    out.push_str(passage.text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::Span;

    #[test]
    fn marks_stand_around_their_words() {
        let passage = Passage { text: "theo Thông tư 27".to_owned(), marks: vec![Span::new(5, 18)] };
        assert_eq!(marked(&passage, "<", ">"), "theo <Thông tư 27>");
    }
}
