use super::link::Reason;
use super::*;
use crate::directive::DirectiveKind::{BaoCao, CongVan, HuongDan, KeHoach, QuyetDinh};

const DISTRICT: &str = "Phòng GD&ĐT huyện Vân Khê";
const CITY: &str = "Sở GD&ĐT Hải Thanh";

fn version(kind: DirectiveKind, subject: &str, issuer: &str) -> Version {
    Version::new(Some(kind), subject, Issuer::of(issuer), None, &[])
}

fn line(versions: &[Version], of: usize) -> Line {
    Series::new(versions, Successions::built_in()).line(of)
}

fn members(versions: &[Version], of: usize) -> Vec<usize> {
    line(versions, of).members.iter().map(|member| member.version).collect()
}

#[test]
fn a_series_goes_on_over_years_and_issuers() {
    let versions = [
        version(CongVan, "Hướng dẫn thực hiện nhiệm vụ giáo dục Tiểu học năm học 2023-2024", DISTRICT),
        version(HuongDan, "Thực hiện nhiệm vụ giáo dục tiểu học năm học 2024 - 2025", DISTRICT),
        version(CongVan, "hướng dẫn nhiệm vụ giáo dục tiểu học năm học 2025-2026", "UBND phường Vân Khê"),
        version(CongVan, "Hướng dẫn thực hiện nhiệm vụ giáo dục THCS năm học 2024-2025", DISTRICT),
        version(BaoCao, "Tổng kết nhiệm vụ giáo dục tiểu học năm học 2023-2024", DISTRICT),
        version(CongVan, "Hướng dẫn thực hiện nhiệm vụ giáo dục tiểu học năm học 2024-2025", CITY),
        version(CongVan, "Hướng dẫn tuyển sinh lớp 1 tiểu học năm học 2024-2025", DISTRICT),
    ];
    assert_eq!(members(&versions, 0), [0, 1, 2]);
    assert_eq!(members(&versions, 2), [0, 1, 2]);
    for alone in 3..=6 {
        assert_eq!(members(&versions, alone), [alone]);
    }
}

#[test]
fn a_link_gives_its_reasons() {
    let mut versions = vec![
        version(CongVan, "Hướng dẫn thực hiện nhiệm vụ giáo dục tiểu học năm học 2023-2024", DISTRICT),
        version(HuongDan, "Hướng dẫn thực hiện nhiệm vụ giáo dục tiểu học năm học 2024-2025", DISTRICT),
        version(CongVan, "Hướng dẫn thực hiện nhiệm vụ giáo dục tiểu học năm học 2025-2026", "UBND phường Vân Khê"),
    ];
    versions[0].work = Some("cong-van:236//PGDĐT-GDTH".to_owned());
    let found = line(&versions, 0);
    let first = found.links.iter().find(|link| link.later == 1).expect("linked");
    assert!(!first.stated && first.score < 1.0 && first.score > 0.9, "{first:?}");
    let whole = |reason: &Reason| matches!(reason, Reason::Subject { likeness } if *likeness > 0.99);
    assert!(first.reasons.iter().any(whole), "{first:?}");
    for reason in [Reason::KindFamily, Reason::IssuerSame, Reason::Years { apart: 1 }] {
        assert!(first.reasons.contains(&reason), "{reason:?} in {first:?}");
    }
    let second = found.links.iter().find(|link| link.later == 2).expect("linked");
    assert!(second.reasons.contains(&Reason::IssuerSuccessor { law: None, provenance: None }), "{second:?}");
    // Once the later one says that it replaces the earlier one, it is stated.
    versions[1].replaces = vec!["cong-van:236//PGDĐT-GDTH".to_owned()];
    let stated = line(&versions, 0);
    assert!(stated.links.iter().any(|link| link.stated && link.score == 1.0 && link.reasons[0] == Reason::Stated));
}

#[test]
fn what_is_stated_goes_before_what_is_only_alike() {
    let frame = |year: &str, issuer: &str| {
        version(QuyetDinh, &format!("Ban hành Khung kế hoạch thời gian năm học {year}"), issuer)
    };
    let city = "UBND thành phố Hải Thanh";
    // 24000 is cited with its issuer; 2400, without, is what the new decision says that it replaces.
    let mut versions = vec![frame("2023-2024", city), frame("2023-2024", "UBND"), frame("2024-2025", city)];
    versions[0].work = Some("quyet-dinh:24000//QĐ-UBND".to_owned());
    versions[1].work = Some("quyet-dinh:2400//QĐ-UBND".to_owned());
    versions[2].held = true;
    let original = |versions: &[Version]| {
        let found = line(versions, 2);
        let before = found.links.iter().find(|link| link.later == 2).map(|link| (link.earlier, link.stated));
        (before, found.members[0].clone())
    };
    assert_eq!(original(&versions).0, Some((0, false)));
    versions[2].replaces = vec!["quyet-dinh:2400//QĐ-UBND".to_owned()];
    assert_eq!(original(&versions), (Some((1, true)), Member { version: 1, role: Role::Original }));
    // Whatever else is at hand of the year.
    versions[0].held = true;
    assert_eq!(original(&versions).0, Some((1, true)));
}

#[test]
fn a_missing_year_is_a_gap_and_makes_the_link_weaker() {
    let frame = |year: &str| {
        version(QuyetDinh, &format!("Ban hành Khung kế hoạch thời gian năm học {year}"), "UBND thành phố Hải Thanh")
    };
    let versions = [frame("2021-2022"), frame("2022-2023"), frame("2025-2026")];
    let found = line(&versions, 0);
    let gaps: Vec<String> = found.gaps.iter().map(ToString::to_string).collect();
    assert_eq!(gaps, ["2023-2024", "2024-2025"]);
    let score = |later| found.links.iter().find(|link| link.later == later).map(|link| link.score);
    assert!(score(1) > score(2), "{:?}", found.links);
}

#[test]
fn two_papers_of_one_year_are_told_apart() {
    let city = "UBND thành phố Hải Thanh";
    let versions = [
        version(QuyetDinh, "Ban hành Khung kế hoạch thời gian năm học 2023-2024", city),
        version(QuyetDinh, "Điều chỉnh, bổ sung Khung kế hoạch thời gian năm học 2024-2025", city),
        version(QuyetDinh, "Ban hành Khung kế hoạch thời gian năm học 2024-2025", city),
        version(QuyetDinh, "Ban hành Khung kế hoạch thời gian năm học 2024-2025", city),
        version(QuyetDinh, "Phê duyệt kế hoạch thanh tra năm học 2024-2025", city),
    ];
    for of in [0, 2] {
        let found = line(&versions, of);
        let roles: Vec<_> = found.members.iter().map(|member| (member.version, member.role)).collect();
        let want = [(0, Role::Original), (2, Role::Original), (1, Role::Supplement), (3, Role::Second)];
        assert_eq!(roles.len(), 4, "{roles:?}");
        assert!(want.iter().all(|member| roles.contains(member)), "{roles:?}");
    }
}

#[test]
fn a_sở_without_a_place_joins_no_other_citys_series() {
    let title = |year: &str| format!("hướng dẫn thực hiện nhiệm vụ giáo dục trung học năm học {year}");
    let cited_by = |issuer: Issuer, year: &str| Version::new(Some(CongVan), &title(year), issuer, None, &[]);
    let own = version(CongVan, &title("2023-2024"), CITY);
    let open = cited_by(Issuer::of("Sở GD&ĐT"), "2024-2025");
    let here = cited_by(Issuer::of("Sở GD&ĐT").within(Some("Hải Thanh")), "2024-2025");
    let elsewhere = cited_by(Issuer::of("Sở GD&ĐT").within(Some("Lạc An")), "2024-2025");
    let score = |other: &Version| {
        let versions = [own.clone(), other.clone()];
        line(&versions, 0).links.first().map(|link| link.score)
    };
    assert_eq!(score(&elsewhere), None);
    let (alone, here) = (score(&open).expect("left open"), score(&here).expect("the city's own"));
    assert!(alone < here && here > 0.95, "{alone} {here}");
    // Where another city is known as well, it may be either's.
    assert_eq!(members(&[own, open, elsewhere], 1), [1]);
}

#[test]
fn a_merged_province_follows_both() {
    let plan = |issuer: &str, year: &str, day: &str| {
        let mut version = version(KeHoach, &format!("Tổ chức kỳ thi học sinh giỏi cấp tỉnh năm học {year}"), issuer);
        version.day = day.parse().ok();
        version
    };
    let versions = [
        plan("Sở GD&ĐT Hải Phòng", "2024-2025", "2024-09-05"),
        plan("Sở GD&ĐT tỉnh Hải Dương", "2024-2025", "2024-09-06"),
        plan("Sở GD&ĐT Hải Phòng", "2025-2026", "2025-09-05"),
        plan("Sở GD&ĐT Hưng Yên", "2025-2026", "2025-09-05"),
    ];
    assert_eq!(members(&versions, 2), [0, 1, 2]);
    assert_eq!(members(&versions, 1), [1, 2]);
    assert_eq!(members(&versions, 0), [0, 2]);
}

#[test]
fn guidance_for_more_levels_takes_over_where_there_is_no_nearer_one() {
    use crate::directive::Level::{Thcs, Thpt, TieuHoc};
    let general = Version::new(
        Some(CongVan),
        "hướng dẫn thực hiện nhiệm vụ giáo dục phổ thông năm học 2025-2026",
        Issuer::of(CITY),
        None,
        &[TieuHoc, Thcs, Thpt],
    );
    let primary =
        |year: &str| version(CongVan, &format!("hướng dẫn thực hiện nhiệm vụ giáo dục tiểu học năm học {year}"), CITY);
    let wider = [primary("2024-2025"), general.clone()];
    let found = line(&wider, 0);
    assert!(found.links.iter().any(|link| link.reasons.contains(&Reason::LevelsWider)), "{found:?}");
    let own = [primary("2024-2025"), general, primary("2025-2026")];
    assert_eq!(members(&own, 0), [0, 2]);
}
