//! Codes in the symbols of documents, with what they stand for: types, agencies, drafting units.
//!
//! Types by Nghị định 30/2020/NĐ-CP annex III, the laws on issuing legal documents (80/2015/QH13, 64/2025/QH15) and
//! the Party's guide 36-HD/VPTW; agencies and units as their own papers abbreviate them. A symbol with a slip in a code
//! is set right by this table (see [`super::identity::plain_symbol`]), and the agency tells whose number it is.

use std::sync::LazyLock;

use super::issuer::Tier;
use crate::text::fold;

/// An agency that issues documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agency {
    /// Its code in symbols, in upper case: `BTC`.
    pub code: &'static str,
    /// Its name: `Bộ Tài chính`.
    pub name: &'static str,
    /// Its tier, where the code has one: a People's Committee is of three.
    pub tier: Option<Tier>,
}

/// The agency with this code, exactly.
pub fn agency(code: &str) -> Option<&'static Agency> {
    AGENCIES.iter().find(|agency| agency.code == code)
}

/// The agency whose document bears this plain symbol: `TT-BTC` is the Ministry of Finance's, `SGDĐT-TRH` an education
/// department's, `QH14` the National Assembly's.
pub fn agency_of(symbol: &str) -> Option<&'static Agency> {
    let mut parts = symbol.split('-').filter(|part| !part.is_empty());
    let first = parts.next()?;
    let is_type = TYPES.iter().any(|(code, _)| *code == first);
    let part = if is_type { parts.next()? } else { first };
    agency(part).or_else(|| {
        // The legislature's term follows its code: QH14, UBTVQH13, HĐNN8.
        let stem = part.trim_end_matches(|c: char| c.is_ascii_digit());
        agency(stem).filter(|_| stem.len() < part.len())
    })
}

/// Whether the part of a symbol is the code of a type of document.
pub fn is_type(part: &str) -> bool {
    TYPES.iter().any(|(code, _)| *code == part)
}

/// The known code that `part` (upper case) means: itself, the code of the same letters without marks, or the only code
/// of four letters or more that one slip leads to.
pub fn nearest(part: &str) -> Option<&'static str> {
    if let Some(code) = ALL.iter().find(|code| **code == part) {
        return Some(code);
    }
    let folded = fold(part);
    if let Some(at) = FOLDED.iter().position(|code| *code == folded) {
        return Some(ALL[at]);
    }
    if part.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let letters = part.chars().count();
    let is_near = |code: &&str| {
        let length = code.chars().count();
        // Centres and schools abbreviate themselves TT…: that is no slip of a joint circular's code.
        **code != *"TTLT"
            && length >= 4
            && letters >= 4
            && length.abs_diff(letters) <= 1
            && strsim::osa_distance(code, part) == 1
    };
    let near: Vec<&'static str> = ALL.iter().copied().filter(is_near).collect();
    // "UBDN" is UBND with two letters exchanged before it is UBDT.
    let sorted = |code: &str| {
        let mut letters: Vec<char> = code.chars().collect();
        letters.sort_unstable();
        letters
    };
    let mut exchanged = near.iter().filter(|code| sorted(code) == sorted(part));
    match (near.as_slice(), exchanged.next(), exchanged.next()) {
        ([code], ..) | (_, Some(code), None) => Some(code),
        _ => None,
    }
}

/// Types: code and name.
pub const TYPES: &[(&str, &str)] = &[
    ("TT", "Thông tư"),
    ("TTLT", "Thông tư liên tịch"),
    ("NĐ", "Nghị định"),
    ("QĐ", "Quyết định"),
    ("NQ", "Nghị quyết"),
    ("CT", "Chỉ thị"),
    ("KH", "Kế hoạch"),
    ("HD", "Hướng dẫn"),
    ("TB", "Thông báo"),
    ("BC", "Báo cáo"),
    ("KL", "Kết luận"),
    ("CTR", "Chương trình"),
    ("TTR", "Tờ trình"),
    ("ĐA", "Đề án"),
    ("QC", "Quy chế"),
    ("QYĐ", "Quy định"),
    ("PL", "Pháp lệnh"),
    ("VBHN", "Văn bản hợp nhất"),
    ("LCT", "Lệnh công bố"),
    ("CV", "Công văn"),
];

const NATION: Option<Tier> = Some(Tier::Nation);
const PROVINCE: Option<Tier> = Some(Tier::Province);
const DISTRICT: Option<Tier> = Some(Tier::District);
const COMMUNE: Option<Tier> = Some(Tier::Commune);
const SCHOOL: Option<Tier> = Some(Tier::School);

/// Agencies, from the nation down.
pub static AGENCIES: &[Agency] = &[
    at("QH", "Quốc hội", NATION),
    at("UBTVQH", "Ủy ban Thường vụ Quốc hội", NATION),
    at("HĐNN", "Hội đồng Nhà nước", NATION),
    at("CTN", "Chủ tịch nước", NATION),
    at("CP", "Chính phủ", NATION),
    at("TTG", "Thủ tướng Chính phủ", NATION),
    at("HĐBT", "Hội đồng Bộ trưởng", NATION),
    at("VPCP", "Văn phòng Chính phủ", NATION),
    at("TW", "Trung ương Đảng", NATION),
    at("VPTW", "Văn phòng Trung ương Đảng", NATION),
    at("BGDĐT", "Bộ Giáo dục và Đào tạo", NATION),
    at("BTC", "Bộ Tài chính", NATION),
    at("BNV", "Bộ Nội vụ", NATION),
    at("BYT", "Bộ Y tế", NATION),
    at("BTP", "Bộ Tư pháp", NATION),
    at("BCA", "Bộ Công an", NATION),
    at("BQP", "Bộ Quốc phòng", NATION),
    at("BNG", "Bộ Ngoại giao", NATION),
    at("BXD", "Bộ Xây dựng", NATION),
    at("BCT", "Bộ Công Thương", NATION),
    at("BTTTT", "Bộ Thông tin và Truyền thông", NATION),
    at("BLĐTBXH", "Bộ Lao động - Thương binh và Xã hội", NATION),
    at("BGTVT", "Bộ Giao thông vận tải", NATION),
    at("BTNMT", "Bộ Tài nguyên và Môi trường", NATION),
    at("BNNMT", "Bộ Nông nghiệp và Môi trường", NATION),
    at("BNNPTNT", "Bộ Nông nghiệp và Phát triển nông thôn", NATION),
    at("BKHCN", "Bộ Khoa học và Công nghệ", NATION),
    at("BKHĐT", "Bộ Kế hoạch và Đầu tư", NATION),
    at("BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch", NATION),
    at("BDTTG", "Bộ Dân tộc và Tôn giáo", NATION),
    at("UBDT", "Ủy ban Dân tộc", NATION),
    at("TTCP", "Thanh tra Chính phủ", NATION),
    at("NHNN", "Ngân hàng Nhà nước", NATION),
    at("KTNN", "Kiểm toán nhà nước", NATION),
    at("BHXH", "Bảo hiểm xã hội Việt Nam", None),
    at("KBNN", "Kho bạc Nhà nước", None),
    at("TANDTC", "Tòa án nhân dân tối cao", NATION),
    at("VKSNDTC", "Viện kiểm sát nhân dân tối cao", NATION),
    at("TLĐ", "Tổng Liên đoàn Lao động Việt Nam", NATION),
    at("TWĐTN", "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh", NATION),
    at("UBND", "Ủy ban nhân dân", None),
    at("HĐND", "Hội đồng nhân dân", None),
    at("TU", "Tỉnh ủy, Thành ủy", PROVINCE),
    at("HU", "Huyện ủy", DISTRICT),
    at("QU", "Quận ủy", DISTRICT),
    at("ĐU", "Đảng ủy", COMMUNE),
    at("SGDĐT", "Sở Giáo dục và Đào tạo", PROVINCE),
    at("SNV", "Sở Nội vụ", PROVINCE),
    at("STC", "Sở Tài chính", PROVINCE),
    at("SYT", "Sở Y tế", PROVINCE),
    at("STP", "Sở Tư pháp", PROVINCE),
    at("SXD", "Sở Xây dựng", PROVINCE),
    at("SKHĐT", "Sở Kế hoạch và Đầu tư", PROVINCE),
    at("SKHCN", "Sở Khoa học và Công nghệ", PROVINCE),
    at("STTTT", "Sở Thông tin và Truyền thông", PROVINCE),
    at("SLĐTBXH", "Sở Lao động - Thương binh và Xã hội", PROVINCE),
    at("SVHTT", "Sở Văn hóa và Thể thao", PROVINCE),
    at("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", PROVINCE),
    at("PGDĐT", "Phòng Giáo dục và Đào tạo", DISTRICT),
    // Written by departments and district offices alike.
    at("GDĐT", "Giáo dục và Đào tạo", None),
    at("BCĐ", "Ban Chỉ đạo", None),
    at("HĐXTH", "Hội đồng xét tuyển học sinh", None),
    at("THPT", "Trường trung học phổ thông", SCHOOL),
    at("THCS", "Trường trung học cơ sở", SCHOOL),
];

/// Drafting units and fields of work: they follow the agency in the symbol of a công văn.
pub const UNITS: &[(&str, &str)] = &[
    ("GDTRH", "Giáo dục Trung học"),
    ("GDTH", "Giáo dục Tiểu học"),
    ("GDMN", "Giáo dục Mầm non"),
    ("GDPT", "Giáo dục Phổ thông"),
    ("GDTX", "Giáo dục Thường xuyên"),
    ("GDCTHSSV", "Giáo dục Chính trị và Công tác học sinh, sinh viên"),
    ("NGCBQLGD", "Nhà giáo và Cán bộ quản lý giáo dục"),
    ("QLCL", "Quản lý chất lượng"),
    ("KHTC", "Kế hoạch - Tài chính"),
    ("TCCB", "Tổ chức cán bộ"),
    ("CNTT", "Công nghệ thông tin"),
    ("VHXH", "Văn hóa - Xã hội"),
];

const fn at(code: &'static str, name: &'static str, tier: Option<Tier>) -> Agency {
    Agency { code, name, tier }
}

static ALL: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let types = TYPES.iter().map(|(code, _)| *code);
    let agencies = AGENCIES.iter().map(|agency| agency.code);
    types.chain(agencies).chain(UNITS.iter().map(|(code, _)| *code)).collect()
});

static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| ALL.iter().map(|code| fold(code)).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_lead_to_one_code_or_to_none() {
        for (written, meant) in [
            ("SGDĐT", Some("SGDĐT")),
            ("SGDDT", Some("SGDĐT")),
            ("SGDDĐT", Some("SGDĐT")),
            ("SGĐDT", Some("SGDĐT")),
            ("GDDĐT", Some("GDĐT")),
            ("UBDN", Some("UBND")),
            // Another agency, not a slip.
            ("UBDT", Some("UBDT")),
            // Between BGDĐT, SGDĐT and PGDĐT nothing decides.
            ("XGDĐT", None),
            ("X01", None),
            ("VX", None),
            ("TTST", None),
            ("TTHT", None),
        ] {
            assert_eq!(nearest(written), meant, "{written}");
        }
    }

    #[test]
    fn the_symbol_names_its_agency() {
        for (symbol, code) in [
            ("TT-BTC", Some("BTC")),
            ("NĐ-CP", Some("CP")),
            ("SGDĐT-TRH", Some("SGDĐT")),
            ("PGDĐT-THCS", Some("PGDĐT")),
            ("BC-GDĐT", Some("GDĐT")),
            ("QH14", Some("QH")),
            ("UBTVQH13", Some("UBTVQH")),
            ("LCT-HĐNN8", Some("HĐNN")),
            ("NQ-TW", Some("TW")),
            ("TTLT-BYT-BGDĐT", Some("BYT")),
            ("X01-P6", None),
            ("QĐ", None),
        ] {
            assert_eq!(agency_of(symbol).map(|agency| agency.code), code, "{symbol}");
        }
    }

    #[test]
    fn codes_are_told_apart() {
        for (at, code) in ALL.iter().enumerate() {
            assert!(!ALL[..at].contains(code), "{code} stands twice");
        }
    }
}
