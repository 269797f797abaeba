//! What counts as right, missed and too much, on small hand-made lists.

use serde_json::{Value, json};

use super::gold::Gold;
use super::score::{Class, Field, Score, against};

fn gold(value: Value) -> Gold {
    let mut whole = json!({ "document": {}, "references": [], "deadlines": [], "targets": [] });
    for (name, value) in value.as_object().expect("an object") {
        whole[name] = value.clone();
    }
    serde_json::from_value(whole).expect("the form of gold")
}

fn score(wanted: Value, found: Value) -> Score {
    against(&gold(wanted), &gold(found), None)
}

/// (right, missed, extra) of one class.
fn check(class: Class, wanted: Value, found: Value, want: (usize, usize, usize)) {
    let name = class.name();
    let counts = score(json!({ name: wanted.clone() }), json!({ name: found.clone() })).figures.classes[class as usize];
    assert_eq!((counts.right, counts.missed, counts.extra), want, "wanted {wanted}, found {found}");
}

fn circular(number: &str, text: &str) -> Value {
    json!({ "text": text, "type": "thong-tu", "number": number, "year": "2020", "symbol": "TT-BGDĐT" })
}

fn optional(mut item: Value) -> Value {
    item["optional"] = json!(true);
    item
}

#[test]
fn references_are_told_apart_by_kind_number_year_and_symbol() {
    let whole = circular("27", "Thông tư số 27/2020/TT-BGDĐT");
    let other = |field: &str, value: &str| {
        let mut item = whole.clone();
        item[field] = json!(value);
        item
    };
    check(Class::References, json!([whole]), json!([other("number", "027")]), (1, 0, 0));
    check(Class::References, json!([whole]), json!([other("symbol", "tt – bgdđt")]), (1, 0, 0));
    for (field, value) in [("number", "28"), ("year", "2021"), ("symbol", "TT-BTC"), ("type", "nghi-dinh")] {
        check(Class::References, json!([whole]), json!([other(field, value)]), (0, 1, 1));
    }
    let law = |text: &str| json!({ "text": text, "type": "luat", "number": null });
    check(Class::References, json!([law("Luật Giáo dục")]), json!([law("Luật Giáo dục năm 2019")]), (1, 0, 0));
    check(Class::References, json!([law("Luật Giáo dục")]), json!([law("Luật Trẻ em")]), (0, 1, 1));
}

#[test]
fn each_mention_is_matched_once() {
    let mention = circular("27", "Thông tư 27/2020/TT-BGDĐT");
    check(Class::References, json!([mention, mention, mention]), json!([mention]), (1, 2, 0));
    check(Class::References, json!([mention]), json!([mention, mention]), (1, 0, 1));
    check(Class::References, json!([]), json!([mention]), (0, 0, 1));
    check(Class::References, json!([mention]), json!([]), (0, 1, 0));
}

#[test]
fn optional_gold_neither_rewards_nor_punishes() {
    let mention = circular("27", "Thông tư 27/2020/TT-BGDĐT");
    check(Class::References, json!([optional(mention.clone())]), json!([]), (0, 0, 0));
    check(Class::References, json!([optional(mention.clone())]), json!([mention]), (0, 0, 0));
    // Other values at the words of an optional item are not punished either.
    let misread = circular("28", "Thông tư 27/2020/TT-BGDĐT");
    check(Class::References, json!([optional(mention.clone())]), json!([misread]), (0, 0, 0));
    // A required twin is served first.
    check(Class::References, json!([optional(mention.clone()), mention]), json!([mention]), (1, 0, 0));
}

#[test]
fn deadlines_need_kind_dates_and_words() {
    let due = |text: &str, end: &str| json!({ "text": text, "kind": "due", "start": null, "end": end });
    let wanted = json!([due("trước ngày 15/9/2024", "2024-09-15")]);
    check(Class::Deadlines, wanted.clone(), json!([due("ngày 15/9/2024", "2024-09-15")]), (1, 0, 0));
    check(Class::Deadlines, wanted.clone(), json!([due("trước ngày 15/9/2024", "2024-09-14")]), (0, 1, 1));
    check(Class::Deadlines, wanted, json!([due("hạn chót", "2024-09-15")]), (0, 1, 1));
}

fn target(text: &str, kind: &str, op: &str, value: f64, unit: &str) -> Value {
    json!({ "text": text, "kind": kind, "subject": "", "op": op, "value": value, "unit": unit })
}

#[test]
fn targets_need_kind_bound_value_and_unit() {
    let aim = "Tỷ lệ chuyên cần đạt 98%";
    let wanted = json!([target(aim, "target", "=", 98.0, "%")]);
    check(Class::Targets, wanted.clone(), json!([target("chuyên cần đạt 98%", "target", "=", 98.0, "%")]), (1, 0, 0));
    for found in [
        target(aim, "norm", "=", 98.0, "%"),
        target(aim, "target", ">=", 98.0, "%"),
        target(aim, "target", "=", 97.0, "%"),
        target(aim, "target", "=", 98.0, "trường"),
        target("98%", "target", "=", 98.0, "em"),
    ] {
        check(Class::Targets, wanted.clone(), json!([found]), (0, 1, 1));
    }
    let schools = json!([target("12 trường", "target", "=", 12.0, "trường THCS")]);
    check(Class::Targets, schools, json!([target("12 trường", "target", "=", 12.0, "trường")]), (1, 0, 0));
}

#[test]
fn reported_results_are_left_out() {
    let result = target("đạt 98%", "result", "=", 98.0, "%");
    check(Class::Targets, json!([result]), json!([]), (0, 0, 0));
    check(Class::Targets, json!([]), json!([result]), (0, 0, 0));
    // At the words of an optional result a target is forgiven, at those of a required one it is not.
    let misread = target("đạt 98%", "target", "=", 98.0, "%");
    check(Class::Targets, json!([optional(result.clone())]), json!([misread]), (0, 0, 0));
    check(Class::Targets, json!([result]), json!([misread]), (0, 0, 1));
}

#[test]
fn what_was_not_annotated_is_not_scored() {
    let due = json!({ "text": "trước ngày 15/9/2024", "kind": "due", "end": "2024-09-15" });
    let aim = target("đạt 98%", "target", "=", 98.0, "%");
    let wanted = json!({ "deadlines_unscored": true, "targets_unscored": true, "targets": [aim] });
    let score = score(wanted, json!({ "deadlines": [due], "targets": [aim] }));
    assert_eq!(score.figures, super::Figures::default());
    assert_eq!(score.findings, []);
}

#[test]
fn targets_before_the_annotated_part_are_no_extras() {
    let found = json!({ "targets": [target("đạt 90%", "target", "=", 90.0, "%"), target("đạt 95%", "target", "=", 95.0, "%")] });
    let text = "I. KẾT QUẢ: đạt 90%\nII. PHƯƠNG  HƯỚNG\nđạt 95%";
    let from = gold(json!({ "targets_scope_from": "II. Phương hướng" }));
    let extra = |text| against(&from, &gold(found.clone()), text).figures.classes[Class::Targets as usize].extra;
    assert_eq!(extra(Some(text)), 1);
    assert_eq!(extra(Some("a text without that heading")), 2);
    assert_eq!(extra(None), 2);
}

#[test]
fn values_are_judged_over_the_pairs() {
    let mut wanted = circular("27", "Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ Giáo dục và Đào tạo");
    wanted["date"] = json!("2020-09-04");
    wanted["issuer"] = json!("Bộ Giáo dục và Đào tạo");
    wanted["relation"] = json!("basis");
    let mut found = wanted.clone();
    found["issuer"] = json!("Bộ Giáo dục");
    found["relation"] = json!("implements");
    found["date"] = json!(null);
    let score = score(json!({ "references": [wanted] }), json!({ "references": [found] }));
    let share = |field: Field| score.figures.fields[field as usize];
    let counts = |field| (share(field).right, share(field).told);
    assert_eq!((counts(Field::Date), counts(Field::Issuer), counts(Field::Relation)), ((0, 1), (1, 1), (0, 1)));
    assert_eq!(score.findings.iter().map(|f| f.of).collect::<Vec<_>>(), ["date", "relation"]);
}

#[test]
fn document_fields_are_judged_where_gold_tells_them() {
    let wanted = json!({
        "number": "007", "symbol": "KH-UBND", "date": "2024-09-04", "issuer": "UBND phường Vân Khê", "place": null,
        "school_years": ["2024-2025"], "levels": ["thcs", "tieu-hoc"], "cc": [], "recipients": ["Các trường TH", "Các trường THCS"],
    });
    let found = json!({
        "number": "7", "symbol": "KH - UBND", "date": "2024-09-05", "issuer": "UBND phường Vân Khê", "place": "Vân Khê",
        "school_years": ["2024-2025", "2025-2026"], "levels": ["tieu-hoc", "thcs"], "recipients": ["Các trường TH, các trường THCS"],
    });
    let score = score(json!({ "document": wanted }), json!({ "document": found }));
    let share = score.figures.fields[Field::Document as usize];
    let wrong: Vec<_> = score.findings.iter().map(|f| f.item["text"].as_str().expect("a name").to_owned()).collect();
    assert_eq!((share.right, share.told, wrong), (5, 7, vec!["date".to_owned(), "school_years".to_owned()]));
}
