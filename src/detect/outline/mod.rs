//! The outline: headings, and what they put the text below them under.

mod build;
mod frame;
mod heading;
mod label;
mod mode;
mod numbering;
#[cfg(test)]
mod tests;
mod years;

pub(in crate::detect) use label::{Style, is_capitals, label_of};
pub(in crate::detect) use mode::mode_of;

use serde::{Deserialize, Serialize};

use crate::directive::{DirectiveKind, Header, Level, SchoolYear, Span};
use crate::text::Text;

/// What a section does with its quantities and dates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Tasks, targets, rules: what is to be done (the default).
    #[default]
    Plan,
    /// A report of what was done ("Kết quả thực hiện …", "Tồn tại, hạn chế").
    Report,
    /// Letterhead, recitals, signature: no tasks.
    Frame,
}

/// One heading with the text below it, down to the next heading of the same or a higher rank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The number or letter in front (`II`, `2.1`, `a`), without its punctuation; empty where there is none.
    pub label: String,
    /// The heading's words.
    pub title: String,
    /// 0 for the outermost.
    pub depth: usize,
    /// The index of the section it stands in.
    pub parent: Option<usize>,
    /// The heading itself.
    pub heading: Span,
    /// Heading and all below.
    pub span: Span,
    /// The school year named in the heading or inherited.
    pub school_year: Option<SchoolYear>,
    /// The levels named in the heading or inherited; empty where unknown.
    pub levels: Vec<Level>,
    /// What it does, by its heading or inherited.
    pub mode: Mode,
}

/// The sections of a directive in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// All sections, outer before inner.
    pub sections: Vec<Section>,
    /// The document's own school years and levels, for text outside all sections.
    pub school_years: Vec<SchoolYear>,
    /// See `school_years`.
    pub levels: Vec<Level>,
    /// Letterhead, recitals and closing part, in order: no section reaches into them.
    pub frames: Vec<Span>,
    /// What text outside all sections does: a report without headings reports.
    pub mode: Mode,
}

/// What holds at one place of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Context<'a> {
    /// The school year of the section, or of the document where it governs one.
    pub school_year: Option<SchoolYear>,
    /// The levels of the section, or of the document.
    pub levels: &'a [Level],
    /// Plan, report or frame.
    pub mode: Mode,
    /// The innermost section, by index into [`Outline::sections`].
    pub section: Option<usize>,
}

impl Outline {
    /// The innermost section that holds `offset`.
    pub fn section_at(&self, offset: usize) -> Option<usize> {
        // Sections stand in the order of their starts; one that holds `offset` holds the last that starts before it.
        let mut at = self.sections.partition_point(|s| s.span.start <= offset).checked_sub(1);
        while let Some(i) = at.filter(|&i| !self.sections[i].span.contains(offset)) {
            at = self.sections[i].parent;
        }
        at
    }

    /// What holds at `offset`.
    pub fn context_at(&self, offset: usize) -> Context<'_> {
        let section = self.section_at(offset);
        let own_year = || if let [year] = self.school_years[..] { Some(year) } else { None };
        let framed = self.frames.iter().any(|f| f.contains(offset));
        match section.map(|i| &self.sections[i]) {
            _ if framed => Context { school_year: own_year(), levels: &self.levels, mode: Mode::Frame, section: None },
            Some(s) => Context {
                school_year: s.school_year.or_else(own_year),
                levels: if s.levels.is_empty() { &self.levels } else { &s.levels },
                mode: s.mode,
                section,
            },
            None => Context { school_year: own_year(), levels: &self.levels, mode: self.mode, section },
        }
    }

    /// The heading that names the school year of `section`: its own or the outer one it inherits from; `None` where
    /// the year is the document's.
    pub fn year_heading(&self, section: usize) -> Option<&str> {
        let mut at = self.sections.get(section).filter(|s| s.school_year.is_some())?;
        while let Some(outer) = at.parent.and_then(|i| self.sections.get(i)) {
            if outer.school_year != at.school_year {
                break;
            }
            at = outer;
        }
        Some(&at.title)
    }

    /// The headings over `offset`, outermost first, joined by " › "; `None` outside all sections.
    pub fn path_at(&self, offset: usize) -> Option<String> {
        let section = self.section_at(offset)?;
        let over = std::iter::successors(Some(section), |&i| self.sections[i].parent);
        let mut path = String::with_capacity(over.map(|i| self.sections[i].title.len() + PATH.len()).sum());
        self.push_path(section, &mut path);
        Some(path)
    }

    fn push_path(&self, section: usize, path: &mut String) {
        let Section { title, parent, .. } = &self.sections[section];
        if let Some(outer) = *parent {
            self.push_path(outer, path);
            path.push_str(PATH);
        }
        path.push_str(title);
    }
}

/// What parts the headings of a path.
const PATH: &str = " › ";

/// Finds the outline.
pub fn detect(text: &Text, header: &Header) -> Outline {
    let frames = frame::frames(text, header);
    let sections = build::sections(text, header, &frames);
    let mode = if header.kind == Some(DirectiveKind::BaoCao) { Mode::Report } else { Mode::Plan };
    // What stands outside all sections of a report reports.
    let reported = years::reported_and_planned(header).map(|(reported, _)| vec![reported]);
    let school_years = reported.unwrap_or_else(|| header.school_years.clone());
    Outline { sections, school_years, levels: header.levels.clone(), frames, mode }
}
