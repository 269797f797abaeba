//! Type words and symbols: what kind of document a word or a symbol names
//! (NĐ 30/2020/NĐ-CP art. 7 and annex III; Luật 80/2015/QH13 art. 4; HD 36-HD/VPTW for the Party).

use std::borrow::Cow;

use crate::directive::DirectiveKind::{self, *};

/// The type words that may open a mention, in lower case; `None`: the symbol decides ("văn bản số …").
pub(super) const WORDS: &[(&str, Option<DirectiveKind>)] = &[
    ("bộ luật", Some(Luat)),
    ("luật", Some(Luat)),
    ("hiến pháp", Some(Khac)),
    ("pháp lệnh", Some(PhapLenh)),
    ("nghị quyết liên tịch", Some(NghiQuyet)),
    ("nghị quyết", Some(NghiQuyet)),
    ("nghị định", Some(NghiDinh)),
    ("quyết định", Some(QuyetDinh)),
    ("chỉ thị", Some(ChiThi)),
    ("thông tư liên tịch", Some(ThongTuLienTich)),
    ("thông tư liên bộ", Some(ThongTuLienTich)),
    ("thông tư", Some(ThongTu)),
    ("công văn", Some(CongVan)),
    ("kế hoạch", Some(KeHoach)),
    ("hướng dẫn", Some(HuongDan)),
    ("thông báo", Some(ThongBao)),
    ("báo cáo", Some(BaoCao)),
    ("thông báo kết luận", Some(ThongBao)),
    ("kết luận", Some(KetLuan)),
    ("chương trình", Some(ChuongTrinh)),
    ("đề án", Some(DeAn)),
    ("tờ trình", Some(ToTrinh)),
    ("quy định", Some(QuyDinh)),
    ("qui định", Some(QuyDinh)),
    ("quy chế", Some(QuyChe)),
    ("qui chế", Some(QuyChe)),
    ("văn bản hợp nhất", Some(VanBanHopNhat)),
    ("văn bản", None),
    ("công điện", Some(Khac)),
    ("thông cáo", Some(Khac)),
    ("thông tri", Some(Khac)),
    ("phương án", Some(Khac)),
    ("dự án", Some(Khac)),
    ("biên bản", Some(Khac)),
    ("giấy mời", Some(Khac)),
    ("sắc lệnh", Some(Khac)),
    ("lệnh", Some(Khac)),
    ("điều lệ", Some(Khac)),
];

/// Abbreviated type words, and the same in small letters: read as such only in capitals and before a number.
pub(super) const SHORT_WORDS: &[(&str, &str, DirectiveKind)] = &[
    ("TTLT", "ttlt", ThongTuLienTich),
    ("TT", "tt", ThongTu),
    ("NĐ", "nđ", NghiDinh),
    ("QĐ", "qđ", QuyetDinh),
    ("NQ", "nq", NghiQuyet),
    ("CT", "ct", ChiThi),
    ("CV", "cv", CongVan),
    ("KH", "kh", KeHoach),
    ("HD", "hd", HuongDan),
    ("TB", "tb", ThongBao),
    ("BC", "bc", BaoCao),
    ("KL", "kl", KetLuan),
];

/// The kinds whose word names nothing but a document, so that a bare number after it is a document's number.
pub(super) fn is_legal_word(kind: DirectiveKind) -> bool {
    matches!(
        kind,
        PhapLenh | NghiQuyet | NghiDinh | ChiThi | ThongTu | ThongTuLienTich | CongVan | Luat | VanBanHopNhat
    )
}

/// The kind that a symbol names: by its type code, else by its agency (a công văn); `None` where it holds neither.
pub(super) fn of_symbol(symbol: &str) -> Option<DirectiveKind> {
    let parts = || symbol.split(['-', '/', '&', '.', '+']).filter(|p| !p.is_empty());
    let any = |wanted: fn(&str) -> bool| parts().any(|part| wanted(&upper(part)));
    if any(|part| part.starts_with("TTLT") || part == "TTLB") {
        return Some(ThongTuLienTich);
    }
    if let Some(kind) = parts().take(2).find_map(type_code) {
        return Some(match (kind, parts().next_back().map(upper).as_deref()) {
            // The Party's TT is a thông tri.
            (ThongTu, Some("TW" | "TU" | "HU" | "QU" | "ĐU")) => Khac,
            (kind, _) => kind,
        });
    }
    if any(|part| part.starts_with("UBTVQH")) {
        return Some(PhapLenh);
    }
    if any(|part| part.starts_with("QH") && part.len() > 2) {
        return Some(Luat);
    }
    parts().next().filter(|part| is_agency(part)).map(|_| CongVan)
}

/// In capitals, which symbols hardly ever are not.
pub(super) fn upper(part: &str) -> Cow<'_, str> {
    if part.chars().any(char::is_lowercase) { Cow::Owned(part.to_uppercase()) } else { Cow::Borrowed(part) }
}

/// Whether the symbol opens with a type code (`NQ/TW`, `QĐ-UBND`).
pub(super) fn is_type_code(symbol: &str) -> bool {
    of_type_code(symbol).is_some()
}

/// The kind that the type code at the head of a symbol names (`KH-UBND`, `NQ/HU`, `QĐ-TTG`); `None` for the symbol of a
/// công văn, which opens with its agency.
pub(in crate::detect) fn of_type_code(symbol: &str) -> Option<DirectiveKind> {
    type_code(symbol.split(['-', '/']).next()?)
}

fn type_code(part: &str) -> Option<DirectiveKind> {
    Some(match part {
        "CTr" | "CTR" | "CTHĐ" => ChuongTrinh,
        "TTr" | "TTR" => ToTrinh,
        "QĐi" | "QyĐ" | "QYĐ" | "QUĐ" => QuyDinh,
        _ => match &*upper(part) {
            "TTLT" | "TTLB" => ThongTuLienTich,
            "TT" => ThongTu,
            "NĐ" => NghiDinh,
            "QĐ" => QuyetDinh,
            "NQ" | "NQLT" => NghiQuyet,
            "CT" => ChiThi,
            "KH" | "KHLN" | "KHLT" => KeHoach,
            "HD" | "HDLN" | "HDLT" => HuongDan,
            "TB" | "TBKL" => ThongBao,
            "BC" => BaoCao,
            "KL" => KetLuan,
            "ĐA" => DeAn,
            "QC" | "QCPH" => QuyChe,
            "PL" => PhapLenh,
            "VBHN" => VanBanHopNhat,
            "CV" => CongVan,
            "CĐ" | "PA" | "BB" | "GM" | "HĐ" => Khac,
            _ => return None,
        },
    })
}

/// Whether a part of a symbol is the code of an agency that issues documents.
pub(super) fn is_agency(part: &str) -> bool {
    const WHOLE: &[&str] = &[
        "CP", "TTG", "CTN", "TW", "TU", "HU", "QU", "ĐU", "TTCP", "NHNN", "KTNN", "BHXH", "KBNN", "TCT", "TCHQ",
        "TANDTC", "VKSTC", "VKSNDTC", "GDĐT", "GD", "GDTRH", "GDTH", "GDMN", "GDPT", "VP", "LĐLĐ", "TLĐ", "MTTQ",
        "THPT", "THCS", "TH", "MN", "ĐHQG", "CAT", "ANCTNB",
    ];
    const START: &[&str] = &[
        "BGD", "BTC", "BNV", "BYT", "BTTTT", "BKH", "BTP", "BCA", "BQP", "BXD", "BCT", "BVH", "BLĐ", "BNN", "BTNMT",
        "BGTVT", "BNG", "BDT", "BCĐ", "BCH", "BTG", "BTV", "BTL", "BQL", "SGD", "SGĐ", "SDG", "PGD", "PGĐ", "UBND",
        "HĐND", "VPCP", "VPTW", "UBTVQH", "TLĐ", "SNV", "STC", "SYT", "SVH", "STTTT", "SLĐ", "SKH", "STP", "SXD",
        "PVH", "PNV", "PTC", "LĐTBXH", "GDĐT", "THPT", "THCS", "TĐTN", "ĐTN", "TWĐTN",
    ];
    let code = upper(part);
    WHOLE.contains(&&*code) || START.iter().any(|start| code.starts_with(start))
}

/// Whether `issuer`, as written after "của", can be the agency that `symbol` names; `None` where the symbol says nothing.
pub(super) fn issuer_fits(symbol: &str, issuer: &str) -> Option<bool> {
    let last = symbol.split(['-', '/']).rfind(|p| !p.is_empty())?;
    let first = symbol.split(['-', '/']).find(|p| !p.is_empty())?;
    let code = if type_code(first).is_some() { last } else { first }.to_uppercase();
    let heads: &[&str] = match code.as_str() {
        "CP" => &["chính phủ"],
        "TTG" => &["thủ tướng", "chính phủ"],
        "TW" | "TU" | "HU" | "QU" | "ĐU" => {
            &["ban", "btv", "bch", "bộ chính trị", "tỉnh", "thành", "huyện", "quận", "đảng", "trung"]
        }
        c if c.starts_with("QH") => &["quốc hội"],
        c if c.starts_with("UBTVQH") => &["ủy ban thường", "uỷ ban thường", "ubtvqh"],
        c if c.starts_with("UBND") => &["ubnd", "ủy ban nhân", "uỷ ban nhân", "chủ tịch", "tỉnh", "huyện", "thành phố"],
        c if c.starts_with("HĐND") => &["hđnd", "hội đồng"],
        c if c.starts_with("SG") => &["sở", "giám đốc"],
        c if c.starts_with("PG") => &["phòng", "trưởng phòng", "pgd"],
        c if c.starts_with('B') && is_agency(c) => &["bộ", "liên bộ", "thứ trưởng"],
        _ => return None,
    };
    let issuer = issuer.to_lowercase();
    Some(heads.iter().any(|head| issuer.starts_with(head)))
}
