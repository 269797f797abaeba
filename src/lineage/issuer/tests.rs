//! Tiers, bodies and places of names; how two issuers stand to each other.

use super::*;
use crate::directive::Header;
use crate::lineage::succession::Successions;

#[test]
fn names_give_tier_and_place() {
    for (name, tier, place) in [
        ("Bộ Giáo dục và Đào tạo", Some(Tier::Nation), None),
        ("Sở GD&ĐT Hải Thanh", Some(Tier::Province), Some("hải thanh")),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI THANH", Some(Tier::Province), Some("hải thanh")),
        ("Giám đốc Sở GDĐT Hải Thanh", Some(Tier::Province), Some("hải thanh")),
        ("Phòng GD&ĐT huyện Vân Khê", Some(Tier::District), Some("vân khê")),
        ("Phòng GD&ĐT huyện Vân Khê, thành phố Hải Thanh", Some(Tier::District), Some("vân khê")),
        ("Phòng Giáo dục và Đào tạo", Some(Tier::District), None),
        ("Trưởng phòng GDĐT huyện Vân Khê", Some(Tier::District), Some("vân khê")),
        ("UBND thành phố Hải Thanh", Some(Tier::Province), Some("hải thanh")),
        ("UBND TP Hải Thanh", Some(Tier::Province), Some("hải thanh")),
        ("Ủy ban nhân dân phường Vân Khê", Some(Tier::Commune), Some("vân khê")),
        ("UBND phường Vân Khê, thành phố Hải Thanh", Some(Tier::Commune), Some("vân khê")),
        ("Phòng Văn hóa - Xã hội phường Vân Khê", Some(Tier::Commune), Some("vân khê")),
        ("UBND thị xã Hoài An", Some(Tier::District), Some("hoài an")),
        ("UBND xã Bình Sơn", Some(Tier::Commune), Some("bình sơn")),
        ("Trường THCS Lê Lợi", Some(Tier::School), None),
        ("Huyện ủy Vân Khê", Some(Tier::District), Some("vân khê")),
        ("Thành ủy Hải Thanh", Some(Tier::Province), Some("hải thanh")),
        ("", None, None),
    ] {
        let issuer = Issuer::of(name);
        assert_eq!((issuer.tier, issuer.place.as_deref()), (tier, place), "{name}");
    }
}

#[test]
fn names_tell_the_body() {
    let other = |words: &str| Some(Body::Other(words.to_owned()));
    for (name, body) in [
        ("Bộ trưởng Bộ Giáo dục và Đào tạo", Some(Body::Education)),
        ("Sở GD&ĐT Hải Thanh", Some(Body::Education)),
        ("PGDĐT Vân Khê", Some(Body::Education)),
        ("Chủ tịch UBND huyện Vân Khê", Some(Body::Committee)),
        ("Phòng Văn hóa - Xã hội phường Vân Khê", Some(Body::Committee)),
        ("HĐND thành phố Hải Thanh", Some(Body::Council)),
        ("Bộ Chính trị", Some(Body::Party)),
        ("Ban Chấp hành Trung ương", Some(Body::Party)),
        ("Bộ Tài chính", other("bộ tài chính")),
        ("Sở Y tế thành phố Hải Thanh", other("sở y tế")),
        ("Thủ tướng Chính phủ", other("thủ tướng chính phủ")),
        ("Hiệu trưởng Trường TH Lê Lợi", Some(Body::School("tiểu học lê lợi".to_owned()))),
        ("Nhà trường", None),
        ("Trường", Some(Body::Education)),
        ("", None),
    ] {
        assert_eq!(Issuer::of(name).body, body, "{name}");
    }
}

#[test]
fn a_letterhead_gives_the_place_that_the_name_leaves_out() {
    for (superior, issuer, line, tier, place, province) in [
        (
            "UBND thành phố Hải Thanh",
            "Sở Giáo dục và Đào tạo",
            "Hải Thanh",
            Tier::Province,
            "hải thanh",
            Some("hải thanh"),
        ),
        ("UBND huyện Vân Khê", "Phòng Giáo dục và Đào tạo", "Vân Khê", Tier::District, "vân khê", None),
        ("", "Phòng Giáo dục và Đào tạo", "Vân Khê", Tier::District, "vân khê", None),
        ("UBND tỉnh Đông Giang", "UBND thành phố Lạc An", "Lạc An", Tier::District, "lạc an", Some("đông giang")),
        ("UBND tỉnh Đông Giang", "Sở GDĐT", "Lạc An", Tier::Province, "đông giang", Some("đông giang")),
    ] {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let header = Header { superior: some(superior), issuer: some(issuer), place: some(line), ..Header::default() };
        let found = Issuer::of_header(&header);
        let seen = (found.tier, found.place.as_deref(), found.province.as_deref());
        assert_eq!(seen, (Some(tier), Some(place), province), "{superior} | {issuer}");
    }
}

#[test]
fn chains_go_on_and_neighbours_stay_apart() {
    for (old, new, kinship) in [
        ("Phòng GD&ĐT huyện Vân Khê", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN VÂN KHÊ", Kinship::Same),
        ("Phòng GD&ĐT", "Phòng Giáo dục và Đào tạo", Kinship::Same),
        ("Phòng GD&ĐT huyện Vân Khê", "UBND phường Vân Khê", Kinship::Successor),
        ("Phòng GD&ĐT huyện Vân Khê", "Phòng GD&ĐT huyện An Hòa", Kinship::Apart),
        ("Phòng GD&ĐT huyện Châu Giang, tỉnh Đông Giang", "Phòng GD&ĐT huyện Châu Giang, tỉnh Lạc An", Kinship::Apart),
        ("Sở GD&ĐT Hải Thanh", "Phòng GD&ĐT huyện Vân Khê", Kinship::Apart),
        ("Sở GD&ĐT Hải Thanh", "Sở Y tế thành phố Hải Thanh", Kinship::Apart),
        ("Bộ Tài chính", "Bộ Giáo dục và Đào tạo", Kinship::Apart),
        ("UBND huyện Vân Khê", "Phòng GD&ĐT huyện Vân Khê", Kinship::Open),
        ("Phòng GD&ĐT", "Phòng GD&ĐT huyện Vân Khê", Kinship::Open),
        ("", "Sở GD&ĐT Hải Thanh", Kinship::Open),
        ("Trường TH Lê Lợi", "TRƯỜNG TIỂU HỌC LÊ LỢI", Kinship::Same),
        ("Trường Tiểu học Lê Lợi", "Trường THCS Lê Lợi", Kinship::Apart),
        ("Trường Tiểu học Lê Lợi", "Trường", Kinship::Apart),
    ] {
        assert_eq!(Issuer::of(old).kinship(&Issuer::of(new)), kinship, "{old} → {new}");
    }
}

#[test]
fn a_symbol_names_the_tier_of_an_issuer() {
    for (symbol, tier) in [
        ("SGDDĐT-TrH", Some(Tier::Province)),
        ("SGD&ĐT-VP", Some(Tier::Province)),
        ("BGDĐT-GDTrH", Some(Tier::Nation)),
        ("QĐ-BGDĐT", Some(Tier::Nation)),
        ("PGD-THCS", Some(Tier::District)),
        ("QĐ-TTg", Some(Tier::Nation)),
        ("QĐ-UBND", None),
    ] {
        assert_eq!(Issuer::of_symbol(symbol).tier, tier, "{symbol}");
    }
}

#[test]
fn running_words_name_a_province() {
    for (words, want) in [
        ("giáo dục thường xuyên thành phố Hải Thanh", Some("hải thanh")),
        ("trên địa bàn tỉnh Đông Giang năm học 2024-2025", Some("đông giang")),
        ("tỉnh Bà Rịa - Vũng Tàu; Sở", Some("bà rịa - vũng tàu")),
        ("học sinh giỏi cấp tỉnh năm học", None),
        ("kế hoạch của thành phố", None),
    ] {
        assert_eq!(Issuer::province_in(words).as_deref(), want, "{words}");
    }
}

#[test]
fn a_citing_directive_tells_whose_sở_it_means() {
    let cited = Issuer::of("Sở GD&ĐT");
    let citing = Issuer::of("Phòng GD&ĐT huyện Vân Khê, thành phố Hải Thanh");
    assert_eq!(Issuer::of("Phòng GD&ĐT").cited_by(&citing), citing);
    let here = cited.clone().cited_by(&citing);
    assert_eq!(here.kinship(&Issuer::of("Sở GD&ĐT Hải Thanh")), Kinship::Same);
    assert_eq!(here.kinship(&Issuer::of("Sở GD&ĐT Lạc An")), Kinship::Apart);
    assert_eq!(cited.kinship(&Issuer::of("Sở GD&ĐT Lạc An")), Kinship::Open);
    assert_eq!(Issuer::of("Bộ GD&ĐT").within(Some("Hải Thanh")), Issuer::of("Bộ GD&ĐT"), "a ministry has no place");
}

#[test]
fn what_is_not_held_apart_shares_a_key() {
    let table = Successions::built_in();
    let names = [
        "Sở GD&ĐT Hải Dương",
        "Sở GD&ĐT Hải Phòng",
        "Sở GD&ĐT",
        "UBND thành phố Hải Phòng",
        "Phòng GD&ĐT huyện Vân Khê",
        "PHÒNG GD&ĐT HUYỆN VÂN KHÊ",
        "Phòng GD&ĐT huyện Vân Khê, tỉnh Hải Dương",
        "UBND huyện Vân Khê",
        "Phòng GD&ĐT",
        "UBND phường Vân Khê, thành phố Hải Phòng",
        "UBND xã Khê Hạ",
        "Bộ GD&ĐT",
        "Bộ Tài chính",
        "Bộ Kế hoạch và Đầu tư",
        "Trường TH Lê Lợi",
        "Trường Tiểu học Lê Lợi",
        "Trường THCS Lê Lợi",
        "Trường",
    ];
    let issuers: Vec<Issuer> = names.iter().map(|name| Issuer::of(name).folded()).collect();
    let mut apart = 0;
    for (one, name) in issuers.iter().zip(names) {
        for (other, other_name) in issuers.iter().zip(names) {
            let kin = [(one, other), (other, one)].map(|(a, b)| table.kinship(a, b, None).kinship != Kinship::Apart);
            // Of an agency whose place is not known it may be anybody's: who asks adds the only place, where there is one.
            let open = one.place.is_none() && other.place.is_some() && one.tier == other.tier;
            let shared = other.seat().is_some_and(|seat| one.seats_of_kin(table).contains(&seat));
            apart += usize::from(!shared);
            assert!(shared || open || !kin.contains(&true), "{name} – {other_name}");
        }
    }
    assert!(apart > 200, "the keys hold most of them apart: {apart}");
}
