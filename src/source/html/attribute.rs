//! The words of attribute tables: which label stands for which field, and what values mean.
//!
//! Portals and agencies name the attributes of a document as the forms of their trade do (Nghị định 30/2020/NĐ-CP, mẫu
//! sổ đăng ký văn bản; Nghị định 52/2015/NĐ-CP on the national database of legal documents), whatever their pages are
//! built with. Labels are compared without marks and case.

use crate::directive::{PartialDate, PortalRecord, PortalStatus, Stated};
use crate::text::fold;

/// What a label stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Số ký hiệu.
    Number,
    /// Loại văn bản.
    Kind,
    /// Trích yếu.
    Subject,
    /// Cơ quan ban hành.
    Issuer,
    /// Người ký.
    Signer,
    /// Cơ quan ban hành / Chức danh / Người ký, in that order.
    IssuerAndSigner,
    /// Tình trạng hiệu lực.
    Status,
    /// Ngày ban hành.
    Issued,
    /// Ngày có hiệu lực.
    Effective,
    /// Ngày hết hiệu lực.
    Expires,
    /// Ngày công báo.
    Gazette,
}

/// The longest label, in bytes.
pub const LONGEST_LABEL: usize = 80;

/// The field that `label` stands for, with or without a colon.
pub fn field(label: &str) -> Option<Field> {
    if label.len() > LONGEST_LABEL {
        return None;
    }
    Some(match plain(label).replace(" / ", "/").replace("/ ", "/").replace(" /", "/").as_str() {
        "so ky hieu" | "so/ky hieu" | "so, ky hieu" | "so va ky hieu" | "so hieu" | "so hieu van ban"
        | "so van ban" | "so ky hieu van ban" | "ky hieu van ban" | "so - ky hieu" => Field::Number,
        "loai van ban" | "hinh thuc van ban" | "the loai van ban" | "ten loai van ban" | "ten loai" | "loai vb"
        | "the loai" => Field::Kind,
        "trich yeu" | "trich yeu noi dung" | "noi dung trich yeu" | "trich yeu van ban" | "ten van ban" | "ve viec" => {
            Field::Subject
        }
        "co quan ban hanh" | "don vi ban hanh" | "noi ban hanh" | "co quan ban hanh van ban" | "cq ban hanh" => {
            Field::Issuer
        }
        "nguoi ky" | "nguoi ky van ban" | "nguoi ky ban hanh" | "ho ten nguoi ky" => Field::Signer,
        "co quan ban hanh/chuc danh/nguoi ky" => Field::IssuerAndSigner,
        "tinh trang hieu luc"
        | "trang thai hieu luc"
        | "hieu luc van ban"
        | "tinh trang van ban"
        | "tinh trang"
        | "trang thai"
        | "hieu luc" => Field::Status,
        "ngay ban hanh"
        | "ngay ban hanh van ban"
        | "ngay van ban"
        | "ngay ky"
        | "ngay ky ban hanh"
        | "ban hanh ngay"
        | "thoi gian ban hanh" => Field::Issued,
        "ngay co hieu luc"
        | "ngay hieu luc"
        | "hieu luc tu"
        | "co hieu luc tu"
        | "hieu luc tu ngay"
        | "co hieu luc tu ngay"
        | "ngay bat dau hieu luc"
        | "thoi diem co hieu luc"
        | "ngay ap dung" => Field::Effective,
        "ngay het hieu luc" | "het hieu luc tu" | "het hieu luc tu ngay" | "ngay het hieu luc toan bo" => {
            Field::Expires
        }
        "ngay cong bao" | "ngay dang cong bao" | "cong bao ngay" | "ngay dang cb" => Field::Gazette,
        _ => return None,
    })
}

/// Puts `value` under `field`, unless it is nothing that can stand there or the field is taken; says whether it did.
pub fn put(record: &mut PortalRecord, field: Field, value: &str) -> bool {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let value = value.trim_start_matches(':').trim();
    if value.is_empty() || self::field(value).is_some() {
        return false;
    }
    let words = |slot: &mut Option<String>, longest: usize| {
        let fits = slot.is_none() && value.len() <= longest && value.chars().any(char::is_alphabetic);
        if fits {
            *slot = Some(value.to_owned());
        }
        fits
    };
    let date = |slot: &mut Option<Stated<PartialDate>>| {
        let means = day(value);
        let fits = slot.is_none() && value.len() <= 60 && (means.is_some() || is_unknown(value));
        if fits {
            *slot = Some(Stated { stated: value.to_owned(), means });
        }
        fits
    };
    match field {
        Field::Number => value.chars().any(|c| c.is_ascii_digit()) && words(&mut record.number, 80),
        Field::Kind => words(&mut record.kind, 80),
        Field::Subject => words(&mut record.subject, 3_000),
        Field::Issuer => words(&mut record.issuer, 300),
        Field::Signer => words(&mut record.signer, 120),
        Field::IssuerAndSigner => {
            let parts: Vec<&str> = value.split('/').map(str::trim).collect();
            let [issuer, _, signer] = parts.as_slice() else { return false };
            let issuer = put(record, Field::Issuer, issuer);
            put(record, Field::Signer, signer) || issuer
        }
        Field::Status => {
            let means = status(value);
            let fits = record.status.is_none() && (means.is_some() || is_unknown(value));
            if fits {
                record.status = Some(Stated { stated: value.to_owned(), means });
            }
            // "Hiệu lực: 20/10/2025".
            fits || day(value).is_some() && date(&mut record.effective)
        }
        Field::Issued => date(&mut record.issued),
        Field::Effective => date(&mut record.effective),
        Field::Expires => date(&mut record.expires),
        Field::Gazette => date(&mut record.gazette),
    }
}

/// Values that say that nothing is known, or shown.
fn is_unknown(value: &str) -> bool {
    matches!(
        plain(value).as_str(),
        "da biet" | "chua xac dinh" | "khong xac dinh" | "dang cap nhat" | "khong con phu hop" | "chua ro"
    )
}

/// What a portal's words on validity mean; `None` for other words. Whole values only: a sentence that speaks of
/// validity is no status.
pub fn status(stated: &str) -> Option<PortalStatus> {
    Some(match plain(stated).as_str() {
        "con hieu luc" | "dang co hieu luc" | "co hieu luc" | "dang con hieu luc" | "con hieu luc toan bo" => {
            PortalStatus::InForce
        }
        "chua co hieu luc" | "chua hieu luc" | "chua ap dung" | "sap co hieu luc" | "chua den ngay co hieu luc" => {
            PortalStatus::NotYetInForce
        }
        "het hieu luc mot phan" | "con hieu luc mot phan" | "het mot phan hieu luc" => PortalStatus::PartlyExpired,
        "het hieu luc" | "het hieu luc toan bo" | "da het hieu luc" | "khong con hieu luc" => PortalStatus::Expired,
        "ngung hieu luc"
        | "ngung hieu luc mot phan"
        | "ngung hieu luc toan bo"
        | "tam ngung hieu luc"
        | "dinh chi hieu luc"
        | "tam dinh chi hieu luc"
        | "dinh chi" => PortalStatus::Suspended,
        _ => return None,
    })
}

/// A day as portals write it: `20/10/2025`, `20-10-2025`, `2025-10-20`, `20 tháng 10 năm 2025`, a time or the name of
/// the day beside it; `None` for anything else.
pub fn day(words: &str) -> Option<PartialDate> {
    // Numbers with what parts them from the one before.
    let mut numbers: Vec<(&str, &str)> = Vec::new();
    let mut rest = words;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let gap = &rest[..start];
        let digits = rest[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - start);
        numbers.push((gap.trim(), &rest[start..start + digits]));
        rest = &rest[start + digits..];
    }
    let joins = |gap: &str| matches!(gap, "/" | "-" | "." | "tháng" | "năm");
    numbers.windows(3).find_map(|three| {
        let [(_, a), (ab, b), (bc, c)] = three else { return None };
        if !joins(ab) || !joins(bc) {
            return None;
        }
        let (day, month, year) = if a.len() == 4 { (c, b, a) } else { (a, b, c) };
        let year = (year.len() == 4).then(|| year.parse::<i16>().ok()).flatten()?;
        (1900..=2200).contains(&year).then_some(())?;
        PartialDate::day(year, month.parse().ok()?, day.parse().ok()?)
    })
}

/// Words for comparing: without marks and case, and without signs around them.
fn plain(words: &str) -> String {
    let folded = fold(words);
    let joined = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_usual_form() {
        for (words, want) in [
            ("20/10/2025", Some("2025-10-20")),
            ("01-02-2024", Some("2024-02-01")),
            ("2025-10-20T00:00:00", Some("2025-10-20")),
            ("Thứ Hai, 08:30 20/10/2025", Some("2025-10-20")),
            ("20/10/2025 08:30", Some("2025-10-20")),
            ("ngày 20 tháng 10 năm 2025", Some("2025-10-20")),
            ("31/02/2025", None),
            ("20/10/25", None),
            ("95/2025/TT-BTC", None),
            ("Đã biết", None),
            ("", None),
        ] {
            assert_eq!(day(words).map(|day| day.to_string()).as_deref(), want, "{words}");
        }
    }

    #[test]
    fn only_whole_values_are_a_status() {
        for (words, want) in [
            ("Còn hiệu lực", Some(PortalStatus::InForce)),
            ("CÒN HIỆU LỰC", Some(PortalStatus::InForce)),
            ("Hết hiệu lực một phần", Some(PortalStatus::PartlyExpired)),
            ("Hết hiệu lực toàn bộ", Some(PortalStatus::Expired)),
            ("Chưa có hiệu lực", Some(PortalStatus::NotYetInForce)),
            ("Ngưng hiệu lực", Some(PortalStatus::Suspended)),
            ("Đã biết", None),
            ("Thông tư này hết hiệu lực", None),
            ("", None),
        ] {
            assert_eq!(status(words), want, "{words}");
        }
    }

    #[test]
    fn labels_are_known_by_their_words() {
        for (label, want) in [
            ("Số ký hiệu", Some(Field::Number)),
            ("Số kí hiệu:", Some(Field::Number)),
            ("SỐ/KÝ HIỆU", Some(Field::Number)),
            ("Ngày có hiệu lực :", Some(Field::Effective)),
            ("Tình trạng hiệu lực:", Some(Field::Status)),
            ("Cơ quan ban hành/ Chức danh / Người ký", Some(Field::IssuerAndSigner)),
            ("Ngày cập nhật:", None),
            ("Số:", None),
            ("Ngày ban hành Thông tư này", None),
        ] {
            assert_eq!(field(label), want, "{label}");
        }
    }

    #[test]
    fn values_must_fit_their_field() {
        let mut record = PortalRecord::default();
        assert!(!put(&mut record, Field::Issued, "hôm qua"));
        assert!(!put(&mut record, Field::Issuer, "Ngày ban hành"));
        assert!(!put(&mut record, Field::Status, "Đã đăng"));
        assert!(put(&mut record, Field::Status, "20/10/2025"));
        assert!(put(&mut record, Field::Expires, "Đã biết"));
        assert!(put(&mut record, Field::IssuerAndSigner, "Bộ Tài chính / Thứ trưởng / Trần Thị An"));
        assert_eq!(record.effective.and_then(|d| d.means).map(|d| d.to_string()).as_deref(), Some("2025-10-20"));
        assert_eq!(record.expires, Some(Stated { stated: "Đã biết".to_owned(), means: None }));
        assert_eq!((record.issuer.as_deref(), record.signer.as_deref()), (Some("Bộ Tài chính"), Some("Trần Thị An")));
    }
}
