//! A report as a Word document in the form of Nghị định 30/2020/NĐ-CP (see [`super::form`]).

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, Header, Hyperlink, HyperlinkType, LineSpacing, PageMargin, PageNum, Paragraph, Run, RunFonts,
    SpecialIndentType, Table as WordTable, TableAlignmentType, TableCell, TableCellMargins, TableLayoutType, TableRow,
    VAlignType, WidthType,
};

use super::form::{self, BODY_SIZE, FONT, Line, Look, MARGINS, TABLE_SIZE, TEXT_WIDTH};
use super::paper::{Cell, Paper, Table};
use crate::render::Lang;

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct DocxError(String);

/// The document as bytes.
///
/// # Errors
/// Where the archive cannot be written, which in memory means that there is none left.
pub fn write(paper: &Paper) -> Result<Vec<u8>, DocxError> {
    let places = form::Places::of(paper.lang);
    let [top, right, bottom, left] = MARGINS.map(twips);
    let margin = PageMargin { top, right, bottom, left, header: twips(10), footer: twips(10), gutter: 0 };
    let number = Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new());
    let mut docx = Docx::new()
        .page_size(11_906, 16_838)
        .page_margin(margin)
        .default_fonts(fonts())
        .default_size(half_points(BODY_SIZE))
        .header(Header::new().add_paragraph(number))
        .first_header(Header::new().add_paragraph(Paragraph::new()))
        .add_table(sides(&places.head_left, &places.head_right, AlignmentType::Center))
        .add_paragraph(heading(places.kind, AlignmentType::Center, 240))
        .add_paragraph(heading(&paper.title, AlignmentType::Center, 0));
    for line in &paper.about {
        docx = docx.add_paragraph(running(line));
    }
    for table in &paper.tables {
        docx = docx.add_paragraph(heading(&table.name, AlignmentType::Left, 160).keep_next(true));
        docx = docx.add_table(rows(table, paper.lang));
    }
    if !paper.notes.is_empty() {
        let head = paper.lang.pick("Ghi chú", "Notes");
        docx = docx.add_paragraph(heading(head, AlignmentType::Left, 160).keep_next(true));
        for note in &paper.notes {
            docx = docx.add_paragraph(running(&format!("- {note}")));
        }
    }
    docx = docx.add_paragraph(Paragraph::new()).add_table(sides(
        &places.foot_left,
        &places.foot_right,
        AlignmentType::Left,
    ));
    let mut parts = docx.build();
    parts.document = with_repeated_heads(parts.document);
    let mut file = Cursor::new(Vec::new());
    parts.pack(&mut file).map_err(|error| DocxError(error.to_string()))?;
    Ok(file.into_inner())
}

/// The library cannot say that a row is the head of its table, to be shown again on every page: this is said for the first
/// row behind each grid that has properties.
fn with_repeated_heads(document: Vec<u8>) -> Vec<u8> {
    const GRID: &str = "</w:tblGrid>";
    const WHOLE: &str = "<w:cantSplit />";
    let xml = match String::from_utf8(document) {
        Ok(xml) => xml,
        Err(other) => return other.into_bytes(),
    };
    let mut tables = xml.split(GRID);
    let mut out = tables.next().unwrap_or_default().to_owned();
    for table in tables {
        out.push_str(GRID);
        out.push_str(&table.replacen(WHOLE, &format!("{WHOLE}<w:tblHeader />"), 1));
    }
    out.into_bytes()
}

/// Twentieths of a point in so many millimetres.
fn twips(millimetres: u32) -> i32 {
    i32::try_from(millimetres * 1440 * 10 / 254).unwrap_or(i32::MAX)
}

fn half_points(points: u32) -> usize {
    usize::try_from(points * 2).unwrap_or(26)
}

fn fonts() -> RunFonts {
    RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT)
}

/// Words that XML can hold.
fn run(words: &str, points: u32) -> Run {
    let plain: String = words.chars().filter(|c| !c.is_control()).collect();
    Run::new().add_text(plain).size(half_points(points)).fonts(fonts())
}

fn heading(words: &str, align: AlignmentType, before: u32) -> Paragraph {
    Paragraph::new()
        .align(align)
        .add_run(run(words, BODY_SIZE).bold())
        .line_spacing(LineSpacing::new().before(before).after(80))
}

/// A paragraph of running text, its first line set in.
fn running(words: &str) -> Paragraph {
    Paragraph::new()
        .align(AlignmentType::Both)
        .indent(None, Some(SpecialIndentType::FirstLine(twips(10))), None, None)
        .line_spacing(LineSpacing::new().before(0).after(120))
        .add_run(run(words, BODY_SIZE))
}

/// Two columns without lines: what stands at the head and the foot of a paper.
fn sides(left: &[Line], right: &[Line], align: AlignmentType) -> WordTable {
    // The country's name needs more than half of the width.
    let widths = [38, 62].map(|percent| twips(TEXT_WIDTH).unsigned_abs() as usize * percent / 100);
    let side = |lines: &[Line], width: usize, align: AlignmentType| {
        let cell = TableCell::new().width(width, WidthType::Dxa);
        lines.iter().map(|line| Paragraph::new().align(align).add_run(place(line))).fold(cell, TableCell::add_paragraph)
    };
    let row = TableRow::new(vec![side(left, widths[0], align), side(right, widths[1], AlignmentType::Center)]);
    WordTable::without_borders(vec![row])
        .set_grid(widths.to_vec())
        .layout(TableLayoutType::Fixed)
        .width(widths.iter().sum(), WidthType::Dxa)
}

fn place(line: &Line) -> Run {
    let run = run(line.words, TABLE_SIZE);
    match line.look {
        Look::Plain => run,
        Look::Bold => run.bold(),
        Look::Ruled => run.bold().underline("single"),
        Look::Slanted => run.italic(),
    }
}

fn rows(table: &Table, lang: Lang) -> WordTable {
    let all: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum::<u32>().max(1);
    let text = twips(TEXT_WIDTH).unsigned_abs();
    let widths: Vec<usize> =
        table.columns.iter().map(|column| (u32::from(column.width) * text / all) as usize).collect();
    let head = table.columns.iter().zip(&widths).map(|(column, width)| {
        let name = Paragraph::new().align(AlignmentType::Center).add_run(run(&column.name, TABLE_SIZE).bold());
        TableCell::new().width(*width, WidthType::Dxa).vertical_align(VAlignType::Center).add_paragraph(name)
    });
    let mut lines = vec![TableRow::new(head.collect()).cant_split()];
    for row in &table.rows {
        let cells = row.iter().zip(&widths).map(|(one, width)| cell(one, *width, lang)).collect();
        lines.push(TableRow::new(cells).cant_split());
    }
    WordTable::new(lines)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
        .width(text as usize, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(30, 80, 30, 80))
}

fn cell(cell: &Cell, width: usize, lang: Lang) -> TableCell {
    let said = cell.said(lang);
    let place = TableCell::new().width(width, WidthType::Dxa);
    if let Cell::Link { address, .. } = cell {
        let link = Hyperlink::new(address, HyperlinkType::External).add_run(run(&said, TABLE_SIZE));
        return place.add_paragraph(Paragraph::new().add_hyperlink(link));
    }
    let align = if cell.is_number() { AlignmentType::Right } else { AlignmentType::Left };
    let line = |line: &str| Paragraph::new().align(align).add_run(run(line, TABLE_SIZE));
    said.split('\n').map(line).fold(place, TableCell::add_paragraph)
}
