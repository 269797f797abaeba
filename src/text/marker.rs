//! How a line begins and ends: list markers, headings, sentence ends. Words only, no geometry.

use std::sync::LazyLock;

use regex::Regex;

use super::line::Line;

/// What a line begins with, as far as paragraphs are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// A bullet (`-`, `+`, `•`) set apart from, or glued to, a word.
    Bullet,
    /// A number or letter of an outline: `1.`, `2.1`, `a)`, `I.`, `A.`, `(1)`.
    Outline,
    /// A named part: `Điều 5.`, `Chương II`, `Phần thứ nhất`, `Mục 1`.
    Part,
    /// A line that always opens: `Kính gửi:`, `Nơi nhận:`, `Số:`, `V/v`.
    Form,
    /// A small letter, after opening brackets and quotes.
    Lower,
    /// A capital.
    Upper,
    /// A digit, or a sign.
    Other,
}

/// Classifies the beginning of a line.
pub fn opening(line: &Line) -> Opening {
    let head = head(line);
    if FORM.is_match(&head) {
        Opening::Form
    } else if PART.is_match(&head) {
        Opening::Part
    } else if OUTLINE.is_match(&head) {
        Opening::Outline
    } else if BULLET.is_match(&head) {
        Opening::Bullet
    } else {
        match head.chars().find(|c| !OPENERS.contains(*c)) {
            Some(c) if c.is_lowercase() => Opening::Lower,
            Some(c) if c.is_uppercase() => Opening::Upper,
            _ => Opening::Other,
        }
    }
}

const OPENERS: &str = "([{“‘\"'«*";

/// Enough of the line to see how it begins.
fn head(line: &Line) -> String {
    let words = line.words.len().min(5);
    super::line::join(&line.words[..words])
}

/// A letter after the dash is a list item however it is written (`-Thực hiện`); a digit may be a negative number.
static BULLET: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"^(?:\*/|[-+*•·–—▪●○◦■□➢➤✓✔❖➔→▶►◆◊§]+|o)(?:\s|$)|^[-+•▪●–][\p{L}“]"));

/// `1.` `1)` `1/` `(1)` `2.1` `2.1.` `a)` `a.` `A.` `I.` `IV)`; a bare `2.1` needs a capital after it (else `2.1 điểm`).
static OUTLINE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?x)^(?:
        \(?\d{1,2}(?:\.\d{1,2}){0,4}(?:\.?[)]|\.|/)(?:\s|$|\p{Lu})
      | \d{1,2}(?:\.\d{1,2}){1,4}\s+\p{Lu}
      | \(?[a-zđ](?:[)]|\.[)]?|/)(?:\s|$|\p{Lu}[\p{Ll}\s])
      | [A-HĐ](?:[.)]|\.[)]|/)(?:\s|$)
      | (?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})(?:[.)]|\.[)]|/|\s-)(?:\s|$)
    )",
    )
});

/// A number that ends in a full stop, or a part that is a heading of its own.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?x)^(?:
        (?:Điều|ĐIỀU)\s\d{1,3}[a-zđ]?[.:](?:\s|$|\p{Lu})
      | (?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|Tiểu\smục|TIỂU\sMỤC)\s
        (?:\d{1,2}|[IVX]{1,5}|thứ\s\p{Ll}+|THỨ\s\p{Lu}+|[A-HĐ])(?:[.:]|$|\s\p{Lu})
      | (?:Phụ\slục|PHỤ\sLỤC|Biểu\smẫu|BIỂU\sMẪU|Mẫu|MẪU|Biểu|BIỂU)
        (?:\s(?:số\s|SỐ\s)?(?:\d{1,2}[A-Za-z]?|[IVX]{1,5}(?:[.-]?\d{1,2})?|[A-HĐ]))(?:[.:]|$|\s\p{Lu}{2})
      | (?:Phụ\slục|PHỤ\sLỤC)(?:[.:]|$)
    )",
    )
});

/// Parts of the form of official documents (Nghị định 30/2020/NĐ-CP, Phụ lục I) that stand on lines of their own.
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r"(?i)^(?:Kính gửi\s*:|Nơi nhận\s*:|Số\s*:|V/v[:\s]|Về việc:|QUYẾT ĐỊNH\s*:$|Độc lập - Tự do)")
});

/// Whether a line ends a sentence, a clause of a list, or opens a list.
pub fn is_terminal(line: &Line) -> bool {
    let last = line.last();
    last.ends_with("./.")
        || last.trim_end_matches(['"', '”', '’', '\'', ')', '»', '*']).ends_with(['.', ';', ':', '!', '?', '…'])
}

/// Whether the line's last word is cut off: `27/2020/TT-`, `2024-`, `và/`.
pub fn ends_open(line: &Line) -> bool {
    let last = line.last();
    let glued = last.trim_end_matches(['-', '/', '–']);
    !glued.is_empty() && glued.len() < last.len() && glued.ends_with(char::is_alphanumeric)
}

/// Whether the line begins with the rest of a cut number: `/TT-BGDĐT`, `-BGDĐT`.
pub fn starts_cut(previous: &Line, line: &Line) -> bool {
    static REST: LazyLock<Regex> = LazyLock::new(|| compiled(r"^(?:/[\p{L}\d]|-[\p{Lu}Đ]{2,})"));
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| compiled(r"\d(?:/[\p{Lu}\d/-]+)?$"));
    REST.is_match(line.first()) && NUMBER.is_match(previous.last())
}

/// Whether the national title (Quốc hiệu) or its motto runs over the wrap of a narrow letterhead.
pub fn runs_through_motto(last: &Line, next: &Line) -> bool {
    let (before, after) = (last.text().to_lowercase(), next.text().to_lowercase());
    ["cộng hòa xã hội chủ nghĩa việt nam", "cộng hoà xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc"]
        .iter()
        .any(|whole| {
            whole.strip_prefix(before.as_str()).is_some_and(|rest| !before.is_empty() && rest.trim_start() == after)
        })
}

/// Whether the line is set in capitals throughout, long enough to be no abbreviation.
pub fn is_capitals(line: &Line) -> bool {
    let letters = || line.words.iter().flat_map(|w| w.text.chars()).filter(|c| c.is_alphabetic());
    line.words.len() >= 2 && letters().count() >= 6 && letters().all(char::is_uppercase)
}

/// Whether the words before a wrap ask for a number after it: `lớp`, `khoản`, `Điều`, `năm`.
pub fn asks_number(line: &Line) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        compiled(
            r"(?i)^(?:lớp|khối|khoản|điểm|điều|mục|chương|phần|tháng|ngày|quý|năm|số|kỳ|kì|khóa|khoá|mức|độ|cấp|hạng|vòng|thứ|loại|bảng|biểu|mẫu|lục|tập|đợt|nhóm|giờ|lúc|mỗi|tiết|quá|dưới|khoảng|thiểu|và|đến|từ|hoặc|ii)$",
        )
    });
    WORDS.is_match(line.last().trim_start_matches(['(', '“', '"']))
}

/// Whether the line ends in a word that no paragraph ends with: `và`, `của`, `các`.
pub fn hangs(line: &Line) -> bool {
    const JOINING: [&str; 20] = [
        "và", "hoặc", "của", "các", "những", "cho", "với", "về", "theo", "tại", "từ", "trong", "do", "bởi", "là", "để",
        "trên", "cùng", "như", "giữa",
    ];
    let lower = |back: usize| line.words.iter().rev().nth(back).map(|word| word.text.to_lowercase());
    let last = line.last().to_lowercase();
    // The "tại" of "TỒN TẠI" joins nothing.
    JOINING.contains(&last.as_str()) && !(last == "tại" && lower(1).as_deref() == Some("tồn"))
}

/// Whether the line begins as the next recital of the legal basis.
pub fn opens_recital(line: &Line) -> bool {
    static RECITAL: LazyLock<Regex> =
        LazyLock::new(|| compiled(r"^(?:Căn cứ|Thực hiện|Theo|Xét|Tiếp theo|Trên cơ sở|Thừa|Để|Sau khi)(?:\s|$)"));
    RECITAL.is_match(&head(line))
}

/// Whether the line opens with a word that is a capital only at the beginning of a sentence: no name begins so.
pub fn opens_sentence(line: &Line) -> bool {
    static OPENER: LazyLock<Regex> = LazyLock::new(|| {
        compiled(
            r"^(?:Thực hiện|Tiếp tục|Tăng cường|Đẩy mạnh|Chỉ đạo|Triển khai|Chủ động|Rà soát|Phối hợp|Tham mưu|Các|Những|Mỗi|Trong|Để|Khi|Nếu|Đối với|Căn cứ|Trên cơ sở|Tuy nhiên|Ngoài ra|Bên cạnh|Yêu cầu|Đề nghị|Giao|Việc|Nâng cao|Duy trì|Phấn đấu|Hiện nay|Sau khi|Hằng|Hàng|Đảm bảo|Bảo đảm|Khuyến khích|Kiểm tra|Tập trung|Củng cố|Quán triệt)(?:\s|$)",
        )
    });
    OPENER.is_match(&head(line))
}

/// Whether the line announces a list or a new paragraph: `như sau:`, `cụ thể:`.
pub fn announces(line: &Line) -> bool {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        compiled(
            r"(?i)(?:như sau|sau đây|sau|cụ thể|gồm|bao gồm|là|dung|vụ|cầu|trường|đơn vị|yêu cầu|giải pháp|chỉ tiêu)\s?:$",
        )
    });
    LEAD.is_match(&line.text())
}

/// Compiles a pattern of this file.
fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and valid")
}
