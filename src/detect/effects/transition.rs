//! Chuyển tiếp: who may go on under the earlier rules, until when ("Hồ sơ nộp trước ngày … tiếp tục thực hiện theo …").

use std::sync::LazyLock;

use regex::Regex;

use super::cues::{Cues, within};
use super::date::Dates;
use super::instruction::sentences;
use super::object::objects;
use super::structure::Rank;
use super::view::View;
use crate::directive::education::{grades_at, school_years_at};
use crate::directive::{Span, Validity, ValidityKind};

/// The statements on transition in the articles of a directive.
pub(super) fn read(view: &View) -> Vec<Validity> {
    let mut found = Vec::new();
    for (index, unit) in view.units.iter().enumerate().skip(view.body) {
        let words = &view.text.content[unit.words.start..unit.words.end];
        if unit.quoted
            || unit.rank == Rank::Row
            || !view.cues[index].has(Cues::GOES_ON)
            || !words.contains("tiếp tục")
            || view.repeats(index)
        {
            continue;
        }
        let stretch = view.stretch(unit.words);
        for (from, to) in sentences(&stretch.plain) {
            let sentence = &stretch.plain[from..to];
            let Some(goes_on) = GOES_ON.find(sentence).filter(|_| COHORT.is_match(sentence)) else { continue };
            let span = Span::new(
                stretch.base + from,
                stretch.base + from + sentence.trim_end_matches([' ', '.', ';', '/']).len(),
            );
            let behind =
                Span::new(stretch.base + from + goes_on.end(), span.end.max(stretch.base + from + goes_on.end()));
            // "… tiếp tục thực hiện theo Thông tư A", "Các quy định tại Thông tư A tiếp tục áp dụng …".
            let subject = objects(&stretch, view.references, from, from + goes_on.start());
            let governs = within(view.references, behind).iter().chain(subject.iter().map(|object| object.reference));
            let governs: Vec<_> = governs.collect();
            let until = school_years_at(sentence).into_iter().find(|(at, _)| {
                let before = sentence[..at.start].trim_end();
                before.ends_with("hết") || before.ends_with("đến")
            });
            let mut grades: Vec<u32> = grades_at(sentence).into_iter().flat_map(|(_, grades)| grades).collect();
            grades.sort_unstable();
            grades.dedup();
            found.push(Validity {
                text: view.text.words_of(span),
                kind: ValidityKind::Transition,
                work: governs.first().map(|reference| view.in_full(reference)),
                from: None,
                to: Dates::of(sentence).to.filter(|_| until.is_none()),
                scope: Some(view.text.words_of(Span::new(span.start, stretch.base + from + goes_on.start()))),
                grades,
                levels: Vec::new(),
                school_year: None,
                school_year_to: until.map(|(_, year)| year),
                year_inferred: false,
                section: view.outline.path_at(span.start),
                evidence: view.text.evidence(span, "validity/transition", 0.75),
            });
        }
    }
    found
}

static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:thì\s+)?(?:được\s+)?tiếp tục\s+(?:được\s+)?(?:thực hiện|áp dụng|giải quyết|thụ lý|có giá trị|có hiệu lực|sử dụng|đánh giá|tổ chức|hoàn thành|xem xét|hưởng)")
        .expect("a valid pattern")
});

/// Words that single out some by time: only then is going on a matter of transition.
static COHORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)trước (?:ngày|thời điểm|năm)|(?:cho )?(?:đến|tới) (?:hết|khi|ngày)|hết (?:ngày|năm|khóa|thời hạn)|đã được (?:cấp|phê duyệt|tuyển|ban hành|công nhận)|đang (?:học|theo học|thực hiện)")
        .expect("a valid pattern")
});
