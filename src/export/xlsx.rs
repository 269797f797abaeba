//! A workbook (XLSX): a sheet for each table, and one that says what it is and what is not in it.
//!
//! Dates are dates, per cent are numbers that can be summed, words are never formulas. The bytes depend on the paper
//! alone: the workbook carries a fixed day of making.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError,
};

use super::form::FONT;
use super::paper::{Cell, Paper, Table};
use crate::directive::PartialDate;
use crate::render::{Lang, quantity};

/// The paper size that printers know as A4.
const A4: u8 = 9;
/// What a workbook can take in one cell, in characters.
const MOST_TEXT: usize = 32_767;
/// What an address may have, in characters.
const MOST_ADDRESS: usize = 2_080;

/// The workbook as bytes.
///
/// # Errors
/// Where it has more rows than a sheet can hold.
pub fn write(paper: &Paper) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title(&paper.title).set_author("chidao");
    book.set_properties(&properties.set_creation_datetime(&ExcelDateTime::from_ymd(2020, 1, 1)?));
    let mut names: Vec<String> = Vec::new();
    for table in &paper.tables {
        let name = sheet_name(&table.name, &names);
        names.push(name.clone());
        fill(book.add_worksheet().set_name(&name)?, table, paper)?;
    }
    let name = sheet_name(paper.lang.pick("Ghi chú", "Notes"), &names);
    about(book.add_worksheet().set_name(&name)?, paper)?;
    book.save_to_buffer()
}

/// A name that a sheet may have and no other one has.
fn sheet_name(name: &str, taken: &[String]) -> String {
    let plain: String = name.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
    let cut = |most: usize| plain.trim().chars().take(most).collect::<String>().trim().to_owned();
    let is_free = |name: &String| !name.is_empty() && !taken.iter().any(|t| t.to_lowercase() == name.to_lowercase());
    let numbered = (2..).map(|n| format!("{} {n}", cut(27)).trim().to_owned());
    std::iter::once(cut(31)).chain(numbered).find(is_free).unwrap_or_default()
}

/// What cells look like.
struct Formats {
    head: Format,
    text: Format,
    link: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = words().set_border(FormatBorder::Thin);
        Self {
            head: cell.clone().set_bold().set_background_color("#E8EEF4").set_align(FormatAlign::VerticalCenter),
            link: cell.clone().set_font_color("#0B4F8A"),
            text: cell,
        }
    }

    /// Days as Vietnamese offices write them. Without the language each computer shows them in its own order.
    fn day(&self) -> Format {
        self.text.clone().set_num_format("[$-42A]dd/mm/yyyy").set_align(FormatAlign::Left)
    }

    fn number(&self, pattern: &str) -> Format {
        self.text.clone().set_num_format(pattern)
    }
}

/// Words that break inside their cell.
fn words() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11).set_align(FormatAlign::Top).set_text_wrap()
}

fn fill(sheet: &mut Worksheet, table: &Table, paper: &Paper) -> Result<(), XlsxError> {
    let formats = Formats::new();
    for (column, head) in (0u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, &head.name, &formats.head)?;
        sheet.set_column_width(column, f64::from(head.width))?;
    }
    let heads: Vec<Cell> = table.columns.iter().map(|column| Cell::text(&column.name)).collect();
    sheet.set_row_height(0, height(&heads, table, paper.lang))?;
    for (number, row) in (1u32..).zip(&table.rows) {
        for (column, cell) in (0u16..).zip(row) {
            put(sheet, (number, column), cell, &formats, paper.lang)?;
        }
        sheet.set_row_height(number, height(row, table, paper.lang))?;
    }
    let last_row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, 0)?;
    if !table.columns.is_empty() {
        sheet.autofilter(0, 0, last_row, last_column)?;
        let printed = u16::try_from(table.printed.saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.set_print_area(0, 0, last_row, printed.min(last_column))?;
    }
    sheet.set_repeat_rows(0, 0)?;
    let width: u32 = table.columns.iter().take(table.printed).map(|column| u32::from(column.width)).sum();
    // About so many characters stand on the width of an upright page.
    page(sheet, paper, width > 95);
    Ok(())
}

/// How high a row must be to show its words, in points: not every program finds out by itself.
fn height(row: &[Cell], table: &Table, lang: Lang) -> f64 {
    const LINE: f64 = 15.0;
    const MOST: usize = 12;
    // What is for the screen alone may be cut: it would leave the printed page empty.
    let lines = row.iter().zip(&table.columns).take(table.printed).map(|(cell, column)| {
        let room = usize::from(column.width).max(1);
        cell.said(lang).split('\n').map(|line| line.chars().count().div_ceil(room).max(1)).sum::<usize>()
    });
    LINE * f64::from(u8::try_from(lines.max().unwrap_or(1).min(MOST)).unwrap_or(1))
}

fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
    lang: Lang,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, &formats.text)?,
        Cell::Text(words) => sheet.write_string_with_format(row, column, short(words), &formats.text)?,
        // A month or a year is no day that could be reckoned with.
        Cell::Date(date) => match excel_day(*date) {
            Some(day) => sheet.write_datetime_with_format(row, column, &day, &formats.day())?,
            None => sheet.write_string_with_format(row, column, date.written(), &formats.text)?,
        },
        Cell::Number(value) => sheet.write_number_with_format(row, column, *value, &formats.number("General"))?,
        Cell::Percent(value) => {
            sheet.write_number_with_format(row, column, per_one(*value), &formats.number(per_cent(*value)))?
        }
        Cell::Level { value, most, bound, percent } => {
            let most = most.map(|most| format!("–{}", quantity::number(most, lang)));
            let pattern = level_pattern(*value, most.as_deref(), bound, *percent);
            let value = if *percent { per_one(*value) } else { *value };
            sheet.write_number_with_format(row, column, value, &formats.number(&pattern))?
        }
        Cell::Link { said, address, .. } if address.chars().count() <= MOST_ADDRESS => {
            let url = Url::new(rooted(address)).set_text(short(said));
            sheet.write_url_with_format(row, column, url, &formats.link)?
        }
        Cell::Link { said, .. } => sheet.write_string_with_format(row, column, short(said), &formats.text)?,
    };
    Ok(())
}

/// A day that spreadsheets can reckon with: from 1900 on.
fn excel_day(date: PartialDate) -> Option<ExcelDateTime> {
    let PartialDate::Day(day) = date else { return None };
    let [month, of_month] = [day.month(), day.day()].map(|n| u8::try_from(n).unwrap_or_default());
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, month, of_month).ok()
}

/// 97 → 0.97, without the dust that dividing leaves (99.2 / 100).
fn per_one(value: f64) -> f64 {
    (value * 1e8).round() / 1e10
}

/// As many decimals as the text has.
fn per_cent(value: f64) -> &'static str {
    let decimals = value.to_string().split_once('.').map_or(0, |(_, behind)| behind.len());
    match decimals {
        0 => "0%",
        1 => "0.0%",
        2 => "0.00%",
        _ => "0.000%",
    }
}

/// A pattern that shows a number as `≥ 97%` or `2–5%`. Words in it are quoted; neither bounds nor numbers hold quotes.
fn level_pattern(value: f64, most: Option<&str>, bound: &str, percent: bool) -> String {
    let before = if bound.is_empty() { String::new() } else { format!("\"{bound} \"") };
    let behind = most.map(|most| format!("\"{most}\"")).unwrap_or_default();
    let number = if percent { per_cent(value).trim_end_matches('%') } else { "General" };
    format!("{before}{number}{behind}{}", if percent { "%" } else { "" })
}

/// The address as the library wants it: it takes `file:///` off in front of what is not a drive of Windows, and with it
/// the root of all other systems.
fn rooted(address: &str) -> String {
    match address.strip_prefix("file:///") {
        Some(path) if path.as_bytes().get(1) != Some(&b':') => format!("file:////{path}"),
        _ => address.to_owned(),
    }
}

fn short(words: &str) -> String {
    words.chars().filter(|c| !c.is_control() || *c == '\n').take(MOST_TEXT).collect()
}

fn about(sheet: &mut Worksheet, paper: &Paper) -> Result<(), XlsxError> {
    let text = words();
    sheet.set_column_width(0, 90)?;
    sheet.write_string_with_format(0, 0, short(&paper.title), &text.clone().set_bold())?;
    let lines = paper.about.iter().chain(&paper.notes);
    for (row, line) in (1u32..).zip(lines) {
        sheet.write_string_with_format(row, 0, short(line), &text)?;
    }
    page(sheet, paper, false);
    Ok(())
}

/// A4, as wide as the paper, with the title, page numbers and the first note around it.
fn page(sheet: &mut Worksheet, paper: &Paper, is_wide: bool) {
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    if is_wide {
        sheet.set_landscape();
    }
    // In headers and footers "&" is a command, and 255 characters are the most.
    let plain = |text: &str| text.replace('&', "&&").chars().take(180).collect::<String>();
    sheet.set_header(format!("&C{}", plain(&paper.title)));
    let note = paper.notes.first().map(|note| format!("&L{}", plain(note))).unwrap_or_default();
    sheet.set_footer(format!("{note}&R&P/&N"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_shown_with_its_bound_and_stays_a_number() {
        for (value, most, bound, percent, want) in [
            (97.0, None, "≥", true, "\"≥ \"0%"),
            (0.03, None, "<", true, "\"< \"0.00%"),
            (100.0, None, "", true, "0%"),
            (2.0, Some("–5"), "", true, "0\"–5\"%"),
            (20.0, None, "≥", false, "\"≥ \"General"),
            (2.0, None, "", false, "General"),
        ] {
            assert_eq!(level_pattern(value, most, bound, percent), want, "{bound} {value}");
        }
    }

    #[test]
    fn an_address_keeps_its_root() {
        for (address, want) in [
            ("file:///kho/a.pdf#page=2", "file:////kho/a.pdf#page=2"),
            ("file:///C:/kho/a.pdf", "file:///C:/kho/a.pdf"),
            ("http://127.0.0.1:8765/documents/1?page=2", "http://127.0.0.1:8765/documents/1?page=2"),
        ] {
            assert_eq!(rooted(address), want);
        }
    }
}
