//! What a portal states of a document, in one line, named as the portal's statement.

use super::Lang;
use crate::directive::PortalRecord;

/// Validity and dates as the portal writes them; `None` where it states none of them.
pub fn statement(record: &PortalRecord, lang: Lang) -> Option<String> {
    let site = record.site.as_deref().unwrap_or(lang.pick("trang đã lưu", "the saved page"));
    let dates = [
        (lang.pick("ban hành", "issued"), &record.issued),
        (lang.pick("có hiệu lực", "in force from"), &record.effective),
        (lang.pick("hết hiệu lực", "expires"), &record.expires),
        (lang.pick("công báo", "gazette"), &record.gazette),
    ];
    let status = record.status.as_ref().map(|status| format!("“{}”", status.stated));
    let dates = dates.into_iter().filter_map(|(name, date)| Some(format!("{name} {}", date.as_ref()?.stated)));
    let parts: Vec<String> = status.into_iter().chain(dates).collect();
    (!parts.is_empty()).then(|| format!("{site}: {}", parts.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::Stated;

    #[test]
    fn a_portals_words_are_named_as_its_own() {
        let stated = |words: &str| Some(Stated { stated: words.to_owned(), means: None });
        let mut record = PortalRecord { site: Some("vbpl.vn".to_owned()), ..PortalRecord::default() };
        assert_eq!(statement(&record, Lang::Vi), None);
        record.effective = stated("20/10/2025");
        record.status = Some(Stated { stated: "Còn hiệu lực".to_owned(), means: None });
        assert_eq!(statement(&record, Lang::Vi).as_deref(), Some("vbpl.vn: “Còn hiệu lực”; có hiệu lực 20/10/2025"));
    }
}
