//! Real directives of one district, where they lie beside the repository.

mod common;

use common::{Sample, shared};

fn store() -> Option<Sample> {
    let real = shared("corpus/an-lao")?;
    Some(Sample::of(&["corpus", real.to_str()?]))
}

#[test]
fn deadlines_of_both_years_are_found() {
    let Some(sample) = store() else { return };
    for (year, wanted) in [
        ("2024-2025", &["2024-08-31", "2024-09-21", "2024-09-21", "2024-09-10", "2024-12", "2025-05"][..]),
        (
            "2023-2024",
            &[
                "2023-08-21",
                "2023-08-28",
                "2023-09-05",
                "2024-01-15",
                "2024-05-25",
                "2024-06-30",
                "2024-07-31",
                "2023-09-06",
                "2023-09-23",
                "2023-09-28",
            ],
        ),
    ] {
        let said = sample.json(&["deadlines", year]);
        let mut ends: Vec<&str> = said["deadlines"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|row| row["document"]["file"].as_str().is_some_and(|file| file.contains("an-lao")))
            .filter_map(|row| row["deadline"]["end"].as_str())
            .collect();
        for day in wanted {
            let place = ends.iter().position(|end| end == day).unwrap_or_else(|| panic!("{year}: {day} in {ends:?}"));
            ends.remove(place);
        }
    }
}

#[test]
fn targets_of_primary_schools_are_paired_with_the_reported_result() {
    let Some(sample) = store() else { return };
    let said = sample.json(&["diff", "2023-2024", "2024-2025", "--level", "tieu-hoc"]);
    let rows = said["rows"].as_array().expect("a list");
    let values = |subject: &str| {
        rows.iter()
            .find(|row| {
                let file = row["new"]["document"]["file"].as_str().unwrap_or_default();
                file.contains("an-lao")
                    && row["new"]["target"]["subject"].as_str().is_some_and(|found| found.contains(subject))
                    && row["old"].is_object()
            })
            .map(|row| ["old", "result", "new"].map(|side| row[side]["target"]["value"].as_f64()))
    };
    assert_eq!(values("buổi/ngày"), Some([Some(97.0), Some(100.0), Some(100.0)]));
    let language = values("ngoại ngữ").expect("paired");
    assert_eq!((language[0], language[2]), (Some(99.0), Some(99.8)));
}
