//! A report as one HTML file that prints in the form of Nghị định 30/2020/NĐ-CP (see [`super::form`]).

use super::form::{self, BODY_SIZE, Line, Look, MARGINS, TABLE_SIZE};
use super::paper::{Cell, Paper, Table};
use crate::render::Lang;

/// The page.
pub fn write(paper: &Paper) -> String {
    let lang = paper.lang;
    let places = form::Places::of(lang);
    let [top, right, bottom, left] = MARGINS;
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>\n\
         @page {{ size: A4; margin: {top}mm {right}mm {bottom}mm {left}mm; @top-center {{ content: counter(page); \
         font: {BODY_SIZE}pt \"Times New Roman\", serif; }} }}\n@page :first {{ @top-center {{ content: \"\"; }} }}\n\
         body {{ font: {BODY_SIZE}pt/1.3 \"Times New Roman\", \"Liberation Serif\", serif; max-width: 165mm; margin: 0 auto; }}\n\
         h1 {{ font-size: 14pt; text-align: center; margin: 18pt 0 6pt; }} h1 span {{ display: block; }}\n\
         h2 {{ font-size: 13pt; margin: 12pt 0 6pt; break-after: avoid; }}\n\
         p, li {{ text-align: justify; margin: 0 0 6pt; }}\n\
         table.rows {{ border-collapse: collapse; width: 100%; font-size: {TABLE_SIZE}pt; }}\n\
         table.rows th, table.rows td {{ border: 0.75pt solid #000; padding: 2pt 4pt; vertical-align: top; \
         overflow-wrap: break-word; }}\n\
         thead {{ display: table-header-group; }} tr {{ break-inside: avoid; }}\n\
         table.places {{ width: 100%; }} table.places td {{ width: 38%; text-align: center; vertical-align: top; }} table.places td + td {{ width: 62%; }}\n\
         </style>\n</head>\n<body>\n",
        escaped(&paper.title)
    );
    out.push_str(&sides(&places.head_left, &places.head_right));
    out.push_str(&format!("<h1><span>{}</span>{}</h1>\n", escaped(places.kind), escaped(&paper.title)));
    for line in &paper.about {
        out.push_str(&format!("<p>{}</p>\n", escaped(line)));
    }
    for table in &paper.tables {
        out.push_str(&format!("<h2>{}</h2>\n", escaped(&table.name)));
        out.push_str(&rows(table, paper.lang));
    }
    if !paper.notes.is_empty() {
        out.push_str(&format!("<h2>{}</h2>\n<ul>\n", lang.pick("Ghi chú", "Notes")));
        for note in &paper.notes {
            out.push_str(&format!("<li>{}</li>\n", escaped(note)));
        }
        out.push_str("</ul>\n");
    }
    out.push_str(&sides(&places.foot_left, &places.foot_right));
    out.push_str("</body>\n</html>\n");
    out
}

fn sides(left: &[Line], right: &[Line]) -> String {
    let line = |line: &Line| {
        let words = escaped(line.words);
        match line.look {
            Look::Plain => words,
            Look::Bold => format!("<b>{words}</b>"),
            Look::Ruled => format!("<b><u>{words}</u></b>"),
            Look::Slanted => format!("<i>{words}</i>"),
        }
    };
    let side = |lines: &[Line]| lines.iter().map(line).collect::<Vec<_>>().join("<br>");
    format!("<table class=\"places\"><tr><td>{}</td><td>{}</td></tr></table>\n", side(left), side(right))
}

fn rows(table: &Table, lang: Lang) -> String {
    let all: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum::<u32>().max(1);
    let mut out = String::from("<table class=\"rows\">\n<colgroup>");
    for column in &table.columns {
        out.push_str(&format!("<col style=\"width: {}%\">", u32::from(column.width) * 100 / all));
    }
    out.push_str("</colgroup>\n<thead><tr>");
    for column in &table.columns {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escaped(&column.name)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        let cells: String = row.iter().map(|one| cell(one, lang)).collect();
        out.push_str(&format!("<tr>{cells}</tr>\n"));
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

fn cell(cell: &Cell, lang: Lang) -> String {
    let words = escaped(&cell.said(lang)).replace('\n', "<br>");
    match cell {
        Cell::Link { address, .. } => format!("<td><a href=\"{}\">{words}</a></td>", escaped(address)),
        _ => format!("<td>{words}</td>"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
