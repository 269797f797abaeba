use super::*;
use crate::directive::{Evidence, Level, Span, TargetOp};

fn target(subject: &str, op: TargetOp, value: f64, unit: &str) -> Target {
    Target {
        text: subject.to_owned(),
        kind: TargetKind::Target,
        subject: subject.to_owned(),
        op,
        value,
        value_max: None,
        unit: unit.to_owned(),
        level: None,
        school_year: None,
        section: None,
        evidence: Evidence::in_line(Span::new(0, 1), ""),
    }
}

fn stated(targets: &[Target]) -> Vec<Stated<'_>> {
    let last = targets.len().max(2) as f32 - 1.0;
    targets
        .iter()
        .zip(0_u16..)
        .map(|(target, i)| Stated { target, issuer: Issuer::of(""), document: 1, position: f32::from(i) / last })
        .collect()
}

#[test]
fn targets_are_followed_over_a_year() {
    use TargetOp::{Eq, Ge, Lt};
    let old = [
        target("số học sinh được học 2 buổi/ngày", Ge, 97.0, "%"),
        target("tỷ lệ học sinh học ngoại ngữ", Ge, 99.0, "%"),
        target("học sinh bán trú", Eq, 20.0, "%"),
        target("tỉ lệ học sinh bỏ học", Lt, 0.2, "%"),
        target("các trường có thư viện số", Eq, 30.0, "%"),
    ];
    let new = [
        target("các trường có thư viện số", Eq, 50.0, "%"),
        target("tỷ lệ học 02 buổi/ngày", Eq, 100.0, "%"),
        target("tỷ lệ học sinh được học ngoại ngữ", Ge, 99.0, "%"),
        target("tỉ lệ học sinh bỏ học", Lt, 0.1, "%"),
        target("giáo viên đạt chuẩn trình độ đào tạo", Eq, 100.0, "%"),
    ];
    let results = [target("Số học sinh được học 2 buổi/ngày", Eq, 100.0, "%")];
    let comparison = compare(&stated(&old), &stated(&new), &stated(&results));
    let seen: Vec<_> = comparison.pairs.iter().map(|p| (p.old, p.new, p.change, p.result)).collect();
    assert_eq!(
        seen,
        [
            (4, 0, Change::Raised, None),
            (0, 1, Change::BoundChanged, Some(0)),
            (1, 2, Change::Same, None),
            (3, 3, Change::Lowered, None),
        ]
    );
    assert_eq!((comparison.dropped, comparison.new), (vec![(2, None)], vec![(4, None)]));
}

#[test]
fn equal_wordings_keep_their_order() {
    let old = [target("Xếp loại Tốt", TargetOp::Ge, 30.0, "%"), target("Xếp loại Tốt", TargetOp::Ge, 90.0, "%")];
    let new = [target("Xếp loại Tốt", TargetOp::Ge, 32.0, "%"), target("Xếp loại Tốt", TargetOp::Ge, 92.0, "%")];
    let pairs: Vec<_> = compare(&stated(&old), &stated(&new), &[]).pairs.iter().map(|p| (p.old, p.new)).collect();
    assert_eq!(pairs, [(0, 0), (1, 1)]);
}

#[test]
fn another_level_or_another_place_is_another_target() {
    let mut old = target("học sinh lên lớp thẳng", TargetOp::Ge, 98.0, "%");
    let new = target("học sinh lên lớp thẳng", TargetOp::Ge, 99.0, "%");
    let at = |target, issuer: &str| [Stated { target, issuer: Issuer::of(issuer), document: 1, position: 0.0 }];
    let apart = compare(&at(&old, "Phòng GD&ĐT huyện Vân Khê"), &at(&new, "Phòng GD&ĐT huyện An Hòa"), &[]);
    assert!(apart.pairs.is_empty());
    let successor = compare(&at(&old, "Phòng GD&ĐT huyện Vân Khê"), &at(&new, "UBND phường Vân Khê"), &[]);
    assert_eq!(successor.pairs.len(), 1);
    old.level = Some(Level::TieuHoc);
    let new = Target { level: Some(Level::Thcs), ..new };
    assert!(compare(&stated(&[old]), &stated(&[new]), &[]).pairs.is_empty());
}

#[test]
fn each_result_goes_to_the_target_it_answers() {
    use TargetOp::{Eq, Ge};
    let old = [target("Học tập: Xếp loại Tốt", Ge, 24.0, "%"), target("Học tập: Xếp loại Khá", Ge, 40.0, "%")];
    let new = [target("Học tập: Xếp loại Tốt", Ge, 25.0, "%"), target("Học tập: Xếp loại Khá", Ge, 41.0, "%")];
    let tot = target("Học tập (lớp 6, lớp 7, lớp 8): xếp loại Tốt", Eq, 25.6, "%");
    let kha = target("Học tập: xếp loại Khá", Eq, 42.0, "%");
    let found = |results: &[Target]| -> Vec<_> {
        compare(&stated(&old), &stated(&new), &stated(results)).pairs.iter().map(|pair| pair.result).collect()
    };
    assert_eq!(found(&[tot.clone(), kha.clone()]), [Some(0), Some(1)]);
    assert_eq!(found(&[kha.clone(), tot]), [Some(1), Some(0)]);
    assert_eq!(found(&[kha]), [None, Some(0)], "what was not reported stays open");
}

#[test]
fn a_report_repeats_the_levels_of_the_guidance() {
    use TargetOp::{Eq, Ge};
    let guidance = target("Tỷ lệ học sinh được học 2 buổi/ngày", Ge, 97.0, "%");
    let again = target("Học sinh được học 2 buổi/ngày", Ge, 97.0, "%");
    let other_level = target("Học sinh được học 2 buổi/ngày", Eq, 98.0, "%");
    let other_subject = target("Học sinh bỏ học", Ge, 97.0, "%");
    let issuer = || Issuer::of("Phòng GD&ĐT huyện Vân Khê");
    let list: Vec<_> = [(&again, 2), (&guidance, 1), (&other_level, 2), (&other_subject, 2), (&again, 3)]
        .into_iter()
        .map(|(target, document)| Stated { target, issuer: issuer(), document, position: 0.5 })
        .collect();
    let is_report = |stated: &Stated<'_>| stated.document != 1;
    assert_eq!(restated(&list, is_report), [Some(1), None, None, None, Some(1)]);
    assert_eq!(restated(&list, |_| false), [None; 5], "two directives that set one level are two");
}

#[test]
fn none_is_none_in_every_unit() {
    let percent = target("tỷ lệ học sinh bỏ học", TargetOp::Le, 0.03, "%");
    for (new, paired) in [(0.0, true), (3.0, false)] {
        let new = target("học sinh bỏ học", TargetOp::Eq, new, "học sinh");
        assert_eq!(
            compare(&stated(std::slice::from_ref(&percent)), &stated(std::slice::from_ref(&new)), &[]).pairs.len() == 1,
            paired,
            "{new:?}"
        );
    }
}

#[test]
fn a_report_of_nobody_known_answers_only_where_there_is_one_it_can_be_of() {
    use TargetOp::Eq;
    let targets = [target("trẻ nhà trẻ ra lớp", Eq, 38.5, "%")];
    let reported = [target("trẻ nhà trẻ ra lớp", Eq, 51.0, "%")];
    let of = |issuer: &str, targets| {
        let list: Vec<Stated<'_>> = stated(targets);
        list.into_iter().map(|stated| Stated { issuer: Issuer::of(issuer), ..stated }).collect::<Vec<_>>()
    };
    let nobody = of("Phòng GD&ĐT", &reported);
    let one = of("Phòng GD&ĐT huyện Tiên Lãng", &targets);
    assert_eq!(compare(&one, &[], &nobody).dropped, [(0, Some(0))]);
    let mut several = one.clone();
    several.extend(of("Phòng GD&ĐT huyện An Lão", &targets));
    assert_eq!(compare(&several, &[], &nobody).dropped, [(0, None), (1, None)]);
}

#[test]
fn how_many_schools_there_are_answers_no_target() {
    use TargetOp::{Eq, Ge};
    let targets = [target("trường tiểu học", Ge, 2.0, "trường")];
    let reported = [target("Huyện trường tiểu học", Eq, 14.0, "trường")];
    assert_eq!(compare(&stated(&targets), &[], &stated(&reported)).dropped, [(0, None)]);
    let reported = [target("trường tiểu học đạt chuẩn quốc gia", Eq, 2.0, "trường")];
    let targets = [target("trường tiểu học đạt chuẩn quốc gia", Ge, 2.0, "trường")];
    assert_eq!(compare(&stated(&targets), &[], &stated(&reported)).dropped, [(0, Some(0))]);
}
