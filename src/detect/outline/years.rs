//! The two school years of a report that sums up one and plans the next.

use crate::detect::letters::lower;
use crate::directive::education::school_years_at;
use crate::directive::{DirectiveKind, Header, SchoolYear};

/// The year that a report is on and the next, which it looks ahead to: "Tổng kết năm học 2023-2024, phương hướng năm
/// học 2024-2025".
pub fn reported_and_planned(header: &Header) -> Option<(SchoolYear, SchoolYear)> {
    let subject = header.subject.as_deref().filter(|_| header.kind == Some(DirectiveKind::BaoCao))?;
    let years = school_years_at(subject);
    let (at, reported) = years.first()?;
    let (next, planned) = years.iter().find(|(_, year)| year != reported)?;
    let between = lower(&subject[at.end..next.start]);
    let ahead = ["phương hướng", "nhiệm vụ", "kế hoạch", "mục tiêu", "chỉ tiêu", "giải pháp"];
    (*planned == reported.next() && ahead.iter().any(|word| between.contains(word))).then_some((*reported, *planned))
}
