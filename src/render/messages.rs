//! What the program says, in both languages side by side, so that neither can be forgotten.
//!
//! [`Lang::pick`] takes the wording in place; words that several commands share (names of columns, roles, levels,
//! reasons) have a function each.

use std::fmt;
use std::str::FromStr;

use super::system;
use crate::directive::{DeadlineKind, EffectVerb, Level, PortalStatus, Problem, Relation, TargetKind, ValidityKind};
use crate::lineage::resolve::How;
use crate::lineage::resolve::near::Slip;
use crate::lineage::resolve::proposal::{Proposal, Reason};
use crate::source::archive::Limit;
use crate::source::{Distrust, PageProblem, SourceError, TextSource};

/// The language of what the program says; results are always in the language of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Tiếng Việt.
    Vi,
    /// English.
    #[default]
    En,
}

impl Lang {
    /// The language that a locale's name (`vi_VN.UTF-8`) asks for.
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_lowercase().starts_with("vi") { Self::Vi } else { Self::En }
    }

    /// The wording of this language.
    pub fn pick<T>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }

    /// `one` for 1 in English, else `many`; Vietnamese has one form.
    pub fn count<'a>(self, n: usize, vi: &'a str, one: &'a str, many: &'a str) -> String {
        format!("{n} {}", self.pick(vi, if n == 1 { one } else { many }))
    }

    /// The same where not all are counted: there may be `more`.
    pub fn count_of_many<'a>(self, n: usize, more: bool, vi: &'a str, one: &'a str, many: &'a str) -> String {
        if !more {
            return self.count(n, vi, one, many);
        }
        let thousands = format!("{}{}{:03}", n / 1000, self.pick(".", ","), n % 1000);
        let n = if n < 1000 { n.to_string() } else { thousands };
        self.pick(format!("hơn {n} {vi}"), format!("more than {n} {many}"))
    }
}

impl FromStr for Lang {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "vi" => Ok(Self::Vi),
            "en" => Ok(Self::En),
            _ => Err("use vi or en".to_owned()),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.pick("vi", "en"))
    }
}

/// The role of a mention.
pub fn relation(relation: Relation, lang: Lang) -> &'static str {
    match relation {
        Relation::Basis => lang.pick("căn cứ", "basis"),
        Relation::Implements => lang.pick("thực hiện", "implements"),
        Relation::Replaces => lang.pick("thay thế, bãi bỏ", "replaces"),
        Relation::Amends => lang.pick("sửa đổi, bổ sung", "amends"),
        Relation::Mentions => lang.pick("nhắc đến", "mentions"),
    }
}

/// How a mention came to its work, where its own words do not say it.
pub fn resolution(how: How, lang: Lang) -> Option<&'static str> {
    Some(match how {
        How::Confirmed | How::Stated => return None,
        How::YearFromDate => lang.pick("năm lấy từ ngày ban hành", "year from the date"),
        How::AgencyCode => lang.pick("ký hiệu cơ quan viết nhầm", "agency code misspelt"),
        How::SameDocument => lang.pick("suy từ cùng văn bản", "by the same document"),
        How::SameIssuer => lang.pick("suy từ văn bản cùng cơ quan", "by papers of the same issuer"),
        How::SameYear => lang.pick("suy từ văn bản cùng năm học", "by papers of the same school year"),
        How::UniqueInStore => lang.pick("văn bản duy nhất trong kho hợp số này", "the only one here that fits"),
        How::Open => lang.pick("chưa rõ là văn bản nào", "not known which one"),
    })
}

/// A cited document that a file probably is, with what speaks for it.
pub fn proposal(proposal: &Proposal, lang: Lang) -> String {
    let reasons: Vec<&str> = proposal.reasons.iter().map(|reason| self::reason_of(*reason, lang)).collect();
    let score = super::lineage::score(proposal.score, lang);
    let what = lang.pick("Đề xuất, chưa xác nhận", "Proposed");
    format!("{what}: {} ({score}: {})", proposal.name, reasons.join(", "))
}

fn reason_of(reason: Reason, lang: Lang) -> &'static str {
    match reason {
        Reason::Subject => lang.pick("trích yếu", "subject"),
        Reason::Issuer => lang.pick("cơ quan", "issuer"),
        Reason::Kind => lang.pick("tên loại", "type"),
        Reason::Date => lang.pick("ngày", "date"),
        Reason::SchoolYear => lang.pick("năm học", "school year"),
        Reason::Level => lang.pick("cấp học", "level"),
    }
}

/// What is probably mistyped.
pub fn slip(slip: Slip, lang: Lang) -> &'static str {
    match slip {
        Slip::Number => lang.pick("số", "number"),
        Slip::Symbol => lang.pick("ký hiệu", "symbol"),
        Slip::Date => lang.pick("ngày", "date"),
        Slip::Year => lang.pick("năm", "year"),
    }
}

/// What a directive does to another document.
pub fn effect_verb(verb: EffectVerb, lang: Lang) -> &'static str {
    match verb {
        EffectVerb::Replaces => lang.pick("thay thế", "replaces"),
        EffectVerb::Repeals => lang.pick("bãi bỏ", "repeals"),
        EffectVerb::Amends => lang.pick("sửa đổi, bổ sung", "amends"),
        EffectVerb::Corrects => lang.pick("đính chính", "corrects"),
        EffectVerb::Suspends => lang.pick("ngưng hiệu lực", "suspends"),
        EffectVerb::Consolidates => lang.pick("hợp nhất", "consolidates"),
    }
}

/// What a statement of validity says.
pub fn validity_kind(kind: ValidityKind, lang: Lang) -> &'static str {
    match kind {
        ValidityKind::Entry => lang.pick("có hiệu lực", "takes effect"),
        ValidityKind::Expiry => lang.pick("hết hiệu lực", "ends"),
        ValidityKind::Applies => lang.pick("áp dụng", "applies"),
        ValidityKind::Transition => lang.pick("chuyển tiếp", "transition"),
    }
}

/// The status that a portal states.
pub fn portal_status(status: PortalStatus, lang: Lang) -> &'static str {
    match status {
        PortalStatus::InForce => lang.pick("còn hiệu lực", "in force"),
        PortalStatus::NotYetInForce => lang.pick("chưa có hiệu lực", "not yet in force"),
        PortalStatus::PartlyExpired => lang.pick("hết hiệu lực một phần", "ended in part"),
        PortalStatus::Expired => lang.pick("hết hiệu lực", "ended"),
        PortalStatus::Suspended => lang.pick("ngưng hiệu lực", "suspended"),
    }
}

/// A level of education.
pub fn level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::MamNon => lang.pick("mầm non", "preschool"),
        Level::TieuHoc => lang.pick("tiểu học", "primary"),
        Level::Thcs => lang.pick("THCS", "lower secondary"),
        Level::Thpt => lang.pick("THPT", "upper secondary"),
        Level::Gdtx => lang.pick("GDTX", "continuing"),
    }
}

/// How a time is set.
pub fn deadline_kind(kind: DeadlineKind, lang: Lang) -> &'static str {
    match kind {
        DeadlineKind::Due => lang.pick("hạn", "due"),
        DeadlineKind::On => lang.pick("ngày", "on"),
        DeadlineKind::Period => lang.pick("thời gian", "period"),
        DeadlineKind::Horizon => lang.pick("mốc", "horizon"),
        DeadlineKind::Recurring => lang.pick("định kỳ", "recurring"),
        DeadlineKind::Relative => lang.pick("theo sự kiện", "relative"),
    }
}

/// Whether a quantity is to be reached, fixed or reported.
pub fn target_kind(kind: TargetKind, lang: Lang) -> &'static str {
    match kind {
        TargetKind::Target => lang.pick("chỉ tiêu", "target"),
        TargetKind::Norm => lang.pick("định mức", "norm"),
        TargetKind::Result => lang.pick("kết quả", "result"),
    }
}

/// Why a file could not be read.
pub fn reason(reason: &SourceError, lang: Lang) -> String {
    if lang == Lang::En {
        return match reason {
            // The row names the path already.
            SourceError::Io { cause, .. } => format!("cannot be read: {}", system::words(cause, lang)),
            other => system::words(&other.to_string(), lang),
        };
    }
    match reason {
        SourceError::Io { cause, .. } => format!("không đọc được: {}", system::words(cause, lang)),
        SourceError::NoFile { is_folder: true } => "đây là thư mục".to_owned(),
        SourceError::NoFile { is_folder: false } => "không phải tệp thông thường".to_owned(),
        SourceError::TooManyBytes { mib } => format!("lớn hơn {mib} MiB"),
        SourceError::Empty => "tệp rỗng".to_owned(),
        SourceError::Unsupported => "không phải tệp PDF, DOCX, DOC, HTML, ZIP hay văn bản thuần".to_owned(),
        SourceError::NotRead { format } => format!("chưa đọc được tệp {format}: hãy lưu lại thành DOCX hoặc PDF"),
        SourceError::Damaged { format, cause } => format!("tệp {format} bị hỏng: {cause}"),
        SourceError::Bundle { entries } => {
            format!("tệp nén ZIP gồm {} tệp: hãy nạp vào kho, hoặc nêu tên một tệp trong đó", entries.len())
        }
        SourceError::Archive(limit) => match limit {
            Limit::Entries => "tệp nén ZIP có quá nhiều tệp: hãy giải nén trước",
            Limit::EntrySize => "quá lớn khi giải nén",
            Limit::TotalSize => "tệp nén ZIP quá lớn khi giải nén: hãy giải nén trước",
            Limit::Ratio => "giải nén ra lớn gấp quá nhiều lần, không thể là văn bản",
            Limit::Nesting => "tệp nén ZIP nằm quá sâu trong các tệp nén khác: hãy giải nén trước",
        }
        .to_owned(),
        SourceError::Encrypted => "tệp có mật khẩu".to_owned(),
        SourceError::TooLarge(_) => "tệp quá lớn: nhiều chữ hơn mọi văn bản".to_owned(),
        SourceError::OutOfTime { seconds } => format!("không đọc xong trong {seconds} giây; thêm thời gian: --time"),
        SourceError::OcrOutOfTime { seconds } => {
            format!("có trang OCR không xong trong {seconds} giây; thêm thời gian: --ocr-time")
        }
        SourceError::OutOfMemory { mib } => format!("không đọc được với {mib} MiB bộ nhớ; thêm bộ nhớ: --memory"),
        SourceError::Locked { tried: 0 } => "tệp có mật khẩu: hãy cho biết bằng --password".to_owned(),
        SourceError::Locked { .. } => "không mật khẩu nào đã cho mở được tệp".to_owned(),
        SourceError::Crashed(cause) => format!("trình đọc dừng giữa chừng: {}", system::words(cause, lang)),
    }
}

/// What is said of a file whose list of pages is lost.
pub fn salvaged(lang: Lang) -> &'static str {
    lang.pick(
        "tệp bị hỏng, chỉ đọc được các trang còn lại, có thể thiếu chữ",
        "damaged, only the pages that were left could be read, words may be missing",
    )
}

/// Why a page gave no text.
pub fn page_problem(problem: &PageProblem, lang: Lang) -> String {
    match problem {
        PageProblem::NoTextLayer => lang.pick("trang ảnh, chờ OCR", "an image without text: waits for OCR").to_owned(),
        PageProblem::OcrFailed(cause) => {
            format!("{}: {}", lang.pick("OCR không đọc được", "OCR failed"), system::words(cause, lang))
        }
        PageProblem::OcrTimedOut { seconds, tries } => format!(
            "{} {seconds} s ({})",
            lang.pick("OCR không xong trong", "OCR was not done within"),
            lang.count(usize::try_from(*tries).unwrap_or(usize::MAX), "lần thử", "try", "tries")
        ),
        PageProblem::LeftOut { pages, seconds } => format!(
            "{} {} {seconds} s; --time {}",
            lang.count(*pages, "trang cuối", "last page", "last pages"),
            lang.pick("không đọc kịp trong", "not read within"),
            lang.pick("cho thêm thời gian", "gives more"),
        ),
        PageProblem::TooLong { pages, words } => format!(
            "{} {} {words} {}",
            lang.count(*pages, "trang cuối", "last page", "last pages"),
            lang.pick("không đọc: đã đủ", "left: one file is read up to"),
            lang.pick("từ", "words"),
        ),
        PageProblem::Broken(cause) => format!("{}: {cause}", lang.pick("trang hỏng", "broken page")),
    }
}

/// What was odd about a directive, in one language: code and place stay.
pub fn problem(problem: &Problem, lang: Lang) -> Problem {
    let [vi, en] = problem.wordings();
    Problem { message: lang.pick(vi, en).to_owned(), ..problem.clone() }
}

/// Why a page's own text was not taken.
pub fn distrust(why: Distrust, lang: Lang) -> &'static str {
    match why {
        Distrust::NoText => lang.pick("trang ảnh, không có chữ", "an image without text"),
        Distrust::OnlyStamp => {
            lang.pick("chỉ có dấu ký số hoặc vài chữ trên ảnh", "only a stamp or a few words on an image")
        }
        Distrust::NoUnicode => {
            lang.pick("phông chữ không cho biết chữ gì", "its fonts do not tell which letters they draw")
        }
        Distrust::NotVietnamese => {
            lang.pick("chữ có sẵn sai hoặc mất dấu", "its own text has wrong letters or lost its tone marks")
        }
    }
}

/// Which text of a page is used, and why; nothing where it is the page's own.
pub fn text_source(source: TextSource, lang: Lang) -> Option<String> {
    match source {
        TextSource::Layer => None,
        TextSource::LayerRejected { why } => {
            let used = lang.pick("tạm dùng chữ có sẵn", "its own text for now");
            Some(format!("{used} ({})", distrust(why, lang)))
        }
        TextSource::Ocr { confidence, why, .. } => {
            let used = lang.pick("nhận dạng (OCR), tin cậy", "recognized (OCR), confidence");
            Some(format!("{used} {:.0} % ({})", confidence * 100.0, distrust(why, lang)))
        }
        TextSource::Pictures { confidence, .. } => {
            let used = lang.pick(
                "chữ có sẵn, và nhận dạng (OCR) hình trong trang, tin cậy",
                "its own text, and pictures on it recognized (OCR), confidence",
            );
            Some(format!("{used} {:.0} %", confidence * 100.0))
        }
    }
}

/// How many pages were recognized, and why: `12 pages recognized (OCR): 10 an image without text, …`; nothing where
/// there are none.
pub fn recognized(pages: &[(Distrust, usize)], lang: Lang) -> Option<String> {
    let sum: usize = pages.iter().map(|(_, pages)| pages).sum();
    let why: Vec<String> = pages.iter().map(|(why, pages)| format!("{pages} {}", distrust(*why, lang))).collect();
    let count = lang.count(sum, "trang đọc bằng OCR", "page recognized (OCR)", "pages recognized (OCR)");
    (sum > 0).then(|| format!("{count}: {}", why.join("; ")))
}

/// How Tesseract is installed.
pub fn install_tesseract(lang: Lang) -> String {
    let windows = lang.pick(
        "bộ cài của UB Mannheim (github.com/UB-Mannheim/tesseract/wiki), chọn thêm Vietnamese, rồi thêm thư mục của nó vào PATH",
        "the UB Mannheim installer (github.com/UB-Mannheim/tesseract/wiki), with Vietnamese ticked, its folder on the PATH",
    );
    format!(
        "{}\n  Debian, Ubuntu: sudo apt-get install tesseract-ocr tesseract-ocr-vie\n  Fedora: sudo dnf install \
         tesseract tesseract-langpack-vie\n  macOS: brew install tesseract tesseract-lang\n  Windows: {windows}\n{}",
        lang.pick("Cài Tesseract để đọc trang ảnh:", "Install Tesseract to read scanned pages:"),
        lang.pick("Sau đó chạy lại: chidao index", "Then run again: chidao index"),
    )
}

/// What an answer cannot know of: files and pages that gave no text; `None` where all were read.
pub fn unread_note(files: usize, pages: usize, lang: Lang) -> Option<String> {
    let mut parts = Vec::new();
    if files > 0 {
        parts.push(lang.count(files, "tệp không đọc được", "file could not be read", "files could not be read"));
    }
    if pages > 0 {
        parts.push(lang.count(pages, "trang chưa đọc được", "page could not be read", "pages could not be read"));
    }
    (!parts.is_empty()).then(|| format!("{}: {}", lang.pick("Chưa tính", "Not counted"), parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_told_in_one_language() {
        for words in ["31/02/2024", "ngày 31 / 02 / 2024"] {
            let found = Problem::new("no-such-day", &format!("Không có “{words}”"), &format!("no “{words}”"), None);
            assert_eq!(problem(&found, Lang::Vi).message, format!("Không có “{words}”"));
            assert_eq!(problem(&found, Lang::En).message, format!("no “{words}”"));
        }
    }

    #[test]
    fn a_vietnamese_locale_speaks_vietnamese() {
        for (locale, want) in [
            ("vi_VN.UTF-8", Lang::Vi),
            ("vi", Lang::Vi),
            ("en_US.UTF-8", Lang::En),
            ("C", Lang::En),
            ("", Lang::En),
            ("fr_FR", Lang::En),
        ] {
            assert_eq!(Lang::of_locale(locale), want, "{locale}");
        }
    }
}
