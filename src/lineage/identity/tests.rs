//! Tables of spellings, agreements and typing errors.

use super::*;
use DirectiveKind::{CongVan, HuongDan, KeHoach, Khac, Luat, NghiDinh, NghiQuyet, QuyetDinh, ThongTu, ThongTuLienTich};

/// "24000//QĐ-UBND @2023-08-10 của UBND huyện": number/year/symbol, date, issuer.
fn id(kind: DirectiveKind, said: &str) -> WorkId {
    let (said, issuer) = said.split_once(" của ").map_or((said, None), |(said, issuer)| (said, Some(issuer)));
    let (said, date) = said.split_once(" @").map_or((said, None), |(said, date)| (said, Some(date)));
    let mut parts = said.splitn(3, '/').map(|part| Some(part).filter(|p| !p.is_empty()));
    let mut next = || parts.next().flatten();
    let (number, year, symbol) = (next(), next(), next());
    let mut id = WorkId::new(kind, number, year, symbol);
    id.date = date.map(|d| d.parse().expect("a date"));
    id.issuer = issuer.map(str::to_owned);
    id
}

#[test]
fn one_key_for_all_spellings() {
    for (kind, said, key) in [
        (ThongTu, "27/2020/TT-BGDĐT", "thong-tu:27/2020/TT-BGDĐT"),
        (ThongTu, "27/2020/TT-BGD&ĐT", "thong-tu:27/2020/TT-BGDĐT"),
        (ThongTu, "27/2020/TT- BGD", "thong-tu:27/2020/TT-BGDĐT"),
        (ThongTu, "27/2020/tt-bgddt", "thong-tu:27/2020/TT-BGDĐT"),
        (Khac, "27/2020/TT-BGDĐT", "thong-tu:27/2020/TT-BGDĐT"),
        (CongVan, "2474//SGDDĐT-TRH", "cong-van:2474//SGDĐT-TRH"),
        (CongVan, "2474//SGĐDT-TRH", "cong-van:2474//SGDĐT-TRH"),
        (HuongDan, "606//SGDĐT-VP", "cong-van:606//SGDĐT-VP"),
        (CongVan, "353//KH-PGDĐT", "ke-hoach:353//KH-PGDĐT"),
        (KeHoach, "3380//", "ke-hoach:3380//"),
        (NghiQuyet, "29//NQ/TW", "nghi-quyet:29//NQ-TW"),
        (NghiQuyet, "36A//NQ-CP", "nghi-quyet:36a//NQ-CP"),
        (ThongTu, "13/2016/TTLT-BYT-BGDĐT", "thong-tu-lien-tich:13/2016/TTLT-BYT-BGDĐT"),
        (Luat, "//Luật Giáo dục năm 2019", "luat://luật giáo dục"),
        (CongVan, "131//PGD&ĐT", "cong-van:131//PGDĐT"),
        (KeHoach, "88//PGD", "cong-van:88//PGDĐT"),
        (Luat, "56//LCT/HĐNN8", "luat:56//LCT-HĐNN8"),
    ] {
        assert_eq!(id(kind, said).key(), key, "{said}");
    }
}

#[test]
fn reads_as_it_is_written() {
    for (kind, said, shown) in [
        (ThongTu, "27/2020/TT-BGDĐT", "Thông tư 27/2020/TT-BGDĐT"),
        (ThongTu, "4/2014/TT-BGDĐT", "Thông tư 04/2014/TT-BGDĐT"),
        (NghiQuyet, "29//NQ/TW", "Nghị quyết 29-NQ/TW"),
        (QuyetDinh, "1076//QĐ-TTG", "Quyết định 1076/QĐ-TTg"),
        (KeHoach, "3380//", "Kế hoạch 3380"),
        (Luat, "//Luật Giáo dục", "Luật giáo dục"),
        (Khac, "27/2020/", "27/2020"),
    ] {
        assert_eq!(id(kind, said).to_string(), shown, "{said}");
    }
}

#[test]
fn agrees_unless_something_conflicts() {
    for (a, b, expected) in [
        ((ThongTu, "27/2020/TT-BGDĐT"), (ThongTu, "27/2020/"), true),
        ((ThongTu, "27/2020/TT-BGDĐT"), (Khac, "27/2020/"), true),
        ((ThongTu, "27/2020/TT-BGDĐT"), (ThongTu, "27//"), true),
        ((ThongTu, "27/2020/TT-BGDĐT"), (NghiDinh, "27//"), false),
        ((ThongTu, "27/2020/TT-BGDĐT"), (Khac, "27//"), false),
        ((ThongTu, "27/2020/TT-BGDĐT"), (ThongTu, "27/2019/TT-BGDĐT"), false),
        ((ThongTu, "27/2020/TT-BGDĐT"), (ThongTu, "27/2020/TT-BTC"), false),
        ((ThongTu, "27/2020/TT-BGDĐT"), (ThongTu, "27// @2021-01-01"), false),
        ((ThongTu, "3/2014/BTTTT"), (ThongTu, "3/2014/TT-BTTTT"), true),
        ((KeHoach, "3380// của UBND huyện"), (KeHoach, "3380//QĐ-UBND"), false),
        ((QuyetDinh, "2400//QĐ-UBND @2023-08-10"), (QuyetDinh, "2400//QĐ-UBND"), true),
        ((QuyetDinh, "2400//QĐ-UBND của UBND huyện"), (QuyetDinh, "2400//QĐ-UBND của UBND thành phố"), false),
        ((QuyetDinh, "2400//QĐ-UBND @2023-08-10"), (QuyetDinh, "2400//QĐ-UBND @2024-08-10"), false),
        ((HuongDan, "606//SGDĐT-VP"), (CongVan, "606//SGDĐT-VP"), true),
        ((ThongTuLienTich, "13/2016/TTLT-BYT-BGDĐT"), (ThongTu, "13/2016/TTLT/BYT-BGDĐT"), true),
        ((Luat, "//Luật Giáo dục"), (Luat, "//Luật giáo dục năm 2019"), true),
        ((Luat, "//Luật Giáo dục"), (Luat, "//Luật Giáo dục đại học"), false),
    ] {
        let (left, right) = (id(a.0, a.1), id(b.0, b.1));
        assert_eq!(left.agrees(&right), expected, "{} ~ {}", a.1, b.1);
        assert_eq!(right.agrees(&left), expected, "{} ~ {}", b.1, a.1);
    }
}

#[test]
fn tells_a_probable_typing_error() {
    for (a, b, expected) in [
        ("24000//QĐ-UBND @2023-08-10", "2400//QĐ-UBND @2023-08-10", Some(NearMiss::Number)),
        ("24000//QĐ-UBND", "2400//QĐ-UBND @2023-08-10", None),
        ("24000//QĐ-UBND @2023-08-11", "2400//QĐ-UBND @2023-08-10", None),
        ("2400//QĐ-UBND @2023-08-16", "2400//QĐ-UBND @2023-08-10", Some(NearMiss::Date)),
        ("2400//QĐ-UBND @2023-08-10", "2400//QĐ-UBND @2023-08-10", None),
        ("2400//QĐ-BTC @2023-08-10", "2400//QĐ-BTP @2023-08-10", Some(NearMiss::Symbol)),
        ("2400//QĐ-UBND @2023-08-10", "3500//QĐ-UBND @2023-08-10", None),
    ] {
        assert_eq!(id(QuyetDinh, a).near_miss(&id(QuyetDinh, b)), expected, "{a} ~ {b}");
    }
}

#[test]
fn a_key_tells_its_work() {
    for (key, want) in [
        ("thong-tu:27/2020/TT-BGDĐT", Some(("27", Some("2020"), "TT-BGDĐT", None))),
        ("quyet-dinh:2400//QĐ-UBND@2023:tp-hai-phong", Some(("2400", None, "QĐ-UBND", Some("2023")))),
        ("cong-van:88//PGDĐT@2022-05-24", Some(("88", None, "PGDĐT", Some("2022-05-24")))),
        ("nghi-quyet:29//NQ-TW@2013", Some(("29", None, "NQ-TW", Some("2013")))),
        ("luat://luật giáo dục@2019", Some(("", None, "luật giáo dục", Some("2019")))),
        ("luat:43/2019/QH14", Some(("43", Some("2019"), "QH14", None))),
        ("thong-tu://", None),
        ("", None),
    ] {
        let id = WorkId::of_key(key);
        let told = id.as_ref().map(|id| {
            let number = id.number.as_deref().unwrap_or_default();
            let date = id.date.map(|date| date.to_string());
            (number, id.year.as_deref(), id.symbol.as_deref().unwrap_or_default(), date)
        });
        let want = want.map(|(number, year, symbol, date)| (number, year, symbol, date.map(str::to_owned)));
        assert_eq!(told, want, "{key}");
    }
}
