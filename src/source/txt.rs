//! Plain text: lines as they stand, pages at form feeds or where the text shows them.
//!
//! Empty lines say where paragraphs begin only if they do not stand after every line, as they do in text that was
//! taken out of a PDF. Such text in turn shows its pages: the first line of a page follows the last one of the page
//! before without an empty line, set in by a space.

use super::encoding::decode;
use super::{Format, Metadata, RawDocument, RawLine, RawPage, RawWord, SourceError, TextSource};
use crate::text::fold;

/// Reads text in any encoding that [`decode`] knows; a byte order mark is dropped.
pub fn read(bytes: &[u8]) -> Result<RawDocument, SourceError> {
    let text = decode(bytes).ok_or(SourceError::Unsupported)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let rows = rows(text);
    let spaced_out = is_spaced_out(&rows);
    let mut pages = vec![Vec::new()];
    let mut previous: Option<&Row> = None;
    let cells = tables(&rows);
    for (row, cells) in rows.iter().zip(cells) {
        let turns = spaced_out && previous.is_some_and(|p| row.turns_page(p));
        if row.feeds > 0 || turns {
            pages.extend((0..row.feeds.max(1)).map(|_| Vec::new()));
        }
        if let Some(page) = pages.last_mut().filter(|_| !row.text.is_empty()) {
            match cells {
                Some((table, number)) => {
                    page.extend(row.cells().zip(0..).filter(|(cell, _)| !cell.is_empty()).map(|(cell, column)| {
                        RawLine { cell: Some((table, number, column)), ..line(cell, row.number) }
                    }))
                }
                None => page.push(line(row.text, row.number)),
            }
            previous = Some(row);
        }
    }
    let pages = pages
        .into_iter()
        .zip(1..)
        .map(|(lines, number)| RawPage {
            number,
            size: None,
            lines,
            problem: None,
            text_source: TextSource::default(),
            rules: Vec::new(),
            aside: Vec::new(),
        })
        .collect();
    Ok(RawDocument { format: Format::Txt, pages, metadata: Metadata::default() })
}

/// A line that is not empty, or one that only carries form feeds.
struct Row<'a> {
    text: &'a str,
    /// Its number in the file, from 1.
    number: u32,
    /// The line with the tabs at its ends, which part empty cells.
    whole: &'a str,
    /// Form feeds before it.
    feeds: usize,
    /// Empty lines before it.
    blanks: usize,
    /// Whether it begins with white space.
    set_in: bool,
}

impl Row<'_> {
    fn turns_page(&self, previous: &Row<'_>) -> bool {
        // A number alone is a footnote's, and its text follows it the same way.
        let label = previous.text.chars().count() <= 3 && previous.text.chars().all(char::is_numeric);
        self.set_in && self.blanks == 0 && !label
    }
}

impl<'a> Row<'a> {
    /// The cells between tabs, empty ones at the ends too.
    fn cells(&self) -> impl Iterator<Item = &'a str> {
        self.whole.split('\t').map(str::trim)
    }

    /// Whether a tab stands between words: one at the start alone only sets a paragraph in.
    fn is_parted(&self) -> bool {
        self.text.contains('\t')
    }
}

/// For each row the table, counted from 0, and the row in it, where tabs make it one: two lines or more of as many
/// cells each. A letterhead is set in two columns as well, but is none (it holds the national title).
fn tables(rows: &[Row<'_>]) -> Vec<Option<(u32, u32)>> {
    let mut found = vec![None; rows.len()];
    let columns = |row: &Row<'_>| row.cells().count();
    let (mut at, mut number) = (0, 0);
    while let Some(first) = rows.get(at) {
        let width = columns(first);
        let goes_on = |row: &&Row<'_>| columns(row) == width && row.feeds == 0;
        let length = 1 + rows[at + 1..].iter().take_while(goes_on).count();
        let title = |row: &Row<'_>| fold(row.text).contains("doc lap") || fold(row.text).contains("cong hoa xa hoi");
        if width > 1 && length > 1 && first.is_parted() && !rows[at..at + length].iter().any(title) {
            for (row, slot) in (0..).zip(&mut found[at..at + length]) {
                *slot = Some((number, row));
            }
            number += 1;
        }
        at += length;
    }
    found
}

fn rows(text: &str) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let (mut feeds, mut blanks) = (0, 0);
    for (number, raw) in (1..).zip(text.split(['\n', '\u{85}', '\u{2028}', '\u{2029}']).flat_map(split_returns)) {
        for (i, part) in raw.split('\u{c}').enumerate() {
            feeds += usize::from(i > 0);
            let trimmed = part.trim();
            if trimmed.is_empty() {
                blanks += usize::from(i == 0);
                continue;
            }
            let set_in = part.starts_with(char::is_whitespace);
            rows.push(Row {
                text: trimmed,
                number,
                whole: part.trim_matches(|c: char| c.is_whitespace() && c != '\t'),
                feeds: std::mem::take(&mut feeds),
                blanks: std::mem::take(&mut blanks),
                set_in,
            });
        }
    }
    if feeds > 0 {
        rows.push(Row { text: "", number: 0, whole: "", feeds, blanks, set_in: false });
    }
    rows
}

/// A carriage return ends a line too, where it does not only stand before the line feed.
fn split_returns(line: &str) -> impl Iterator<Item = &str> {
    line.strip_suffix('\r').unwrap_or(line).split('\r')
}

/// Whether an empty line follows nearly every line, and the lines are short enough to be wrapped ones.
fn is_spaced_out(rows: &[Row<'_>]) -> bool {
    let lines = rows.iter().filter(|r| !r.text.is_empty());
    let blank = rows.iter().filter(|r| r.blanks > 0).count();
    blank >= 10 && blank * 3 > rows.len() * 2 && lines.clone().all(|r| r.text.chars().count() < 160)
}

fn line(text: &str, number: u32) -> RawLine {
    let word =
        |w: &str| RawWord { text: w.to_owned(), rect: None, size: 0.0, bold: false, superscript: false, spaced: true };
    RawLine {
        words: text.split_whitespace().map(word).collect(),
        block: 0,
        starts_paragraph: false,
        cell: None,
        footnote: None,
        number: Some(number),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn check(text: &str, expected: &[&[&str]]) {
        let document = read(text.as_bytes()).expect("it is UTF-8");
        let pages: Vec<Vec<String>> =
            document.pages.iter().map(|p| p.lines.iter().map(|l| l.text()).collect()).collect();
        assert_eq!(pages, expected, "{text:?}");
    }

    #[test]
    fn form_feeds_part_pages() {
        check("một\nhai\u{c}ba", &[&["một", "hai"], &["ba"]]);
        check("một\u{c}\u{c}ba\u{c}", &[&["một"], &[], &["ba"], &[]]);
        check("\u{feff}một", &[&["một"]]);
        check("", &[&[]]);
    }

    #[test]
    fn lines_end_in_any_of_the_known_ways() {
        check("một\r\nhai\rba\u{2028}bốn", &[&["một", "hai", "ba", "bốn"]]);
    }

    #[test]
    fn text_with_an_empty_line_after_each_line_shows_its_pages() {
        let page = "dòng chữ\n\n".repeat(12);
        let text = format!("{page}cuối trang\n đầu trang sau\n\n{page}1\n ghi chú\n");
        let document = read(text.as_bytes()).expect("it is UTF-8");
        let lengths: Vec<usize> = document.pages.iter().map(|p| p.lines.len()).collect();
        assert_eq!(lengths, [13, 15]);
    }

    #[test]
    fn lines_of_as_many_cells_are_rows_of_a_table() {
        let text = "Chỉ tiêu:\nTT\tNội dung\tTỉ lệ\n1\tLên lớp\t98%\n2\t\t99%\nHết.";
        let document = read(text.as_bytes()).expect("it is UTF-8");
        let lines = &document.pages[0].lines;
        let cells: Vec<_> = lines.iter().map(|line| (line.text(), line.cell)).collect();
        assert_eq!(cells[0], ("Chỉ tiêu:".to_owned(), None));
        assert_eq!(cells[5], ("Lên lớp".to_owned(), Some((0, 1, 1))));
        assert_eq!(cells[8], ("99%".to_owned(), Some((0, 2, 2))));
        assert_eq!((cells.len(), &cells[9].1), (10, &None));
        check(
            "UBND XÃ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7\tĐộc lập",
            &[&["UBND XÃ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 7 Độc lập"]],
        );
        check("một\thai\nba", &[&["một hai", "ba"]]);
    }

    #[test]
    fn empty_cells_at_the_ends_of_a_row_keep_its_table_together() {
        let text = "Ngày\tBuổi\tViệc\n10/3\tSáng\tHọp\n\tChiều\tThi\n11/3\tSáng\t\n\n\tĐoạn thụt vào.\n\tĐoạn nữa.";
        let document = read(text.as_bytes()).expect("it is UTF-8");
        let cells: Vec<_> = document.pages[0].lines.iter().map(|line| (line.text(), line.cell)).collect();
        assert_eq!(cells[6], ("Chiều".to_owned(), Some((0, 2, 1))));
        assert_eq!(cells[9], ("Sáng".to_owned(), Some((0, 3, 1))));
        assert_eq!(cells[10..].iter().map(|(_, cell)| *cell).collect::<Vec<_>>(), [None, None]);
    }

    #[test]
    fn lines_bear_their_number_in_the_file() {
        let document = read("một\n\n\nhai\r\n\u{c}ba\n\n1\t2\n3\t4\n".as_bytes()).expect("it is UTF-8");
        let numbers: Vec<_> = document.pages.iter().flat_map(|page| &page.lines).map(|line| line.number).collect();
        assert_eq!(numbers, [1, 4, 5, 7, 7, 8, 8].map(Some));
    }

    #[test]
    fn set_in_lines_of_ordinary_text_are_no_pages() {
        check("một\n hai\n\n ba", &[&["một", "hai", "ba"]]);
    }
}
