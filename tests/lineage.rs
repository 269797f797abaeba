//! `chidao lineage` from outside: the yearly versions of a directive, who implements whom, what is stated and inferred.

mod common;

use common::{Sample, shared};
use serde_json::Value;

/// School year and number of each version, with `*` behind one that is only cited.
fn versions(said: &Value) -> Vec<String> {
    let number = |version: &Value| match version["document"]["label"].as_str() {
        Some(label) => label.to_owned(),
        None => {
            let work = &version["work"];
            format!("{}/{}*", work["number"].as_str().unwrap_or("?"), work["symbol"].as_str().unwrap_or("?"))
        }
    };
    let list = said["versions"].as_array().expect("a list");
    list.iter().map(|v| format!("{} {}", v["school_year"].as_str().unwrap_or("?"), number(v))).collect()
}

#[test]
fn a_series_takes_in_what_is_only_cited() {
    let sample = Sample::of(&["corpus"]);
    for (name, want) in [
        (
            "1845/SGDĐT-GDTH",
            &[
                "2022-2023 1530/SGDĐT-GDTH",
                "2023-2024 1702/SGDĐT-GDTH*",
                "2024-2025 1845/SGDĐT-GDTH",
                "2025-2026 4120/SGDĐT-GDPT",
            ][..],
        ),
        ("2045/QĐ-BGDĐT", &["2023-2024 2171/QĐ-BGDĐT*", "2024-2025 2045/QĐ-BGDĐT*", "2025-2026 2269/QĐ-BGDĐT*"]),
        (
            "171/BC-PGDĐT",
            &["2021-2022 143/BC-PGDĐT*", "2022-2023 158/BC-PGDĐT", "2023-2024 171/BC-PGDĐT", "2024-2025 149/BC-PGDĐT"],
        ),
        // One that stands alone.
        ("37/TB-PGDĐT", &["2024-2025 37/TB-PGDĐT"]),
    ] {
        assert_eq!(versions(&sample.json(&["lineage", name])), want, "{name}");
    }
}

#[test]
fn a_city_keeps_to_itself() {
    let Some(real) = shared("corpus/an-lao") else { return };
    let sample = Sample::of(&["corpus", real.to_str().expect("UTF-8")]);
    // "Sở GD&ĐT" cited by a district of Hải Phòng is not the Sở of Hải Thanh, which has such guidance each year.
    assert_eq!(versions(&sample.json(&["lineage", "2474/SGDĐT-TrH"])), ["2024-2025 2474/SGDĐT-TRH*"]);
    let frames = versions(&sample.json(&["lineage", "2145/QĐ-UBND"]));
    assert!(!frames.iter().any(|frame| frame.contains("400")), "{frames:?}");
    let frames = sample.json(&["lineage", "2400/QĐ-UBND"]);
    assert_eq!(versions(&frames), ["2023-2024 2400/QĐ-UBND*", "2023-2024 24000/QĐ-UBND*"], "{frames:#}");
}

#[test]
fn the_next_years_guidance_joins_by_the_title_quoted_with_it() {
    let Some(real) = shared("corpus/an-lao") else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let next = "UBND HUYỆN AN LÃO\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 410/PGD-THCS\nAn Lão, ngày 10 tháng 9 năm 2025\n\
        V/v hướng dẫn thực hiện nhiệm vụ giáo dục THCS năm học 2025-2026\n\n\
        Thực hiện Công văn số 5777/SGDĐT-TrH ngày 20/8/2025 của Sở GD&ĐT về việc hướng dẫn thực hiện nhiệm vụ \
        giáo dục trung học năm học 2025-2026, Phòng GD&ĐT huyện An Lão hướng dẫn các trường như sau:\n1. Dạy tốt.\n";
    std::fs::write(folder.path().join("410.txt"), next).expect("written");
    let sample = Sample::of(&[real.to_str().expect("UTF-8"), folder.path().to_str().expect("UTF-8")]);
    let said = sample.json(&["lineage", "2474/SGDĐT-TrH"]);
    assert_eq!(versions(&said), ["2024-2025 2474/SGDĐT-TRH*", "2025-2026 5777/SGDĐT-TRH*"], "{said:#}");
    let link = &said["links"][0];
    assert!(link["stated"] == false && link["score"].as_f64().is_some_and(|score| score > 0.9), "{link:#}");
    let own = sample.json(&["lineage", "322/PGD-THCS"]);
    assert_eq!(versions(&own), ["2024-2025 322/PGD-THCS", "2025-2026 410/PGD-THCS"], "{own:#}");
}

#[test]
fn a_users_table_tells_which_wards_took_over() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let ward = "ỦY BAN NHÂN DÂN\nXÃ KHÊ HẠ\nSố: 55/UBND-VHXH\nKhê Hạ, ngày 06 tháng 9 năm 2025\n\
        V/v hướng dẫn thực hiện nhiệm vụ giáo dục tiểu học năm học 2025-2026\n\nCác trường thực hiện.\n";
    std::fs::write(folder.path().join("55.txt"), ward).expect("written");
    let district = "corpus/2024-2025-phong-vankhe-tieu-hoc-huong-dan.pdf";
    let sample = Sample::of(&[district, folder.path().to_str().expect("UTF-8")]);
    assert_eq!(versions(&sample.json(&["lineage", "55/UBND-VHXH"])).len(), 1);
    let table = "[[area]]\nfrom = [\"huyện Vân Khê\"]\nto = [\"xã Khê Hạ\"]\non = \"2025-07-01\"\n";
    let own = std::path::Path::new(sample.folder()).join("successions.toml");
    std::fs::write(&own, table).expect("written");
    let said = versions(&sample.json(&["lineage", "55/UBND-VHXH"]));
    assert!(said.contains(&"2024-2025 248/PGDĐT-GDTH".to_owned()), "{said:?}");
    std::fs::write(&own, table.replace("2025-07-01", "tháng 7")).expect("written");
    let (code, _, err) = sample.ask(&["lineage", "55/UBND-VHXH"]);
    assert!(code == 2 && err.contains("successions.toml") && err.contains("line 4"), "{code} {err}");
}
