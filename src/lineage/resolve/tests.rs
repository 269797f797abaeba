//! Resolution stated as small stores: documents with what they cite, and the works that come out.

use proptest::prelude::*;

use super::*;
use crate::detect;
use crate::directive::{Header, Reference};
use crate::text::Text;

/// A store in words: each document is `issuer | date | school year | mentions`, mentions as a reader writes them,
/// separated by `;`.
struct Story {
    statements: Vec<Statement>,
    documents: Vec<Citing>,
    sightings: Vec<Sighting>,
    said: Vec<String>,
}

impl Story {
    fn of(documents: &[&str]) -> Self {
        let mut story = Self { statements: vec![], documents: vec![], sightings: vec![], said: vec![] };
        for document in documents {
            let parts: Vec<&str> = document.split('|').map(str::trim).collect();
            let [issuer, date, year, mentions] = parts[..] else { panic!("{document}") };
            let references: Vec<_> = mentions.split(';').flat_map(references).collect();
            let cited: Vec<&str> = references.iter().filter_map(|r| r.issuer.as_deref()).collect();
            story.documents.push(Citing {
                date: date.parse().ok(),
                years: year.parse().into_iter().collect(),
                issuer: Some(issuer.to_owned()).filter(|issuer| !issuer.is_empty()),
                chain: Chain::of(issuer.split(", ").filter(|name| !name.is_empty()), cited, ""),
            });
            for reference in references {
                story.said.push(reference.text.clone());
                story.sightings.push(Sighting {
                    statement: story.statements.len() as u32,
                    document: story.documents.len() as u32 - 1,
                });
                story.statements.push(Statement::of_reference(&reference));
            }
        }
        story
    }

    /// "key how candidates", one for each mention.
    fn links(&self) -> Vec<String> {
        let line = |(key, how, candidates): (String, How, Vec<String>)| {
            [vec![key, how.slug().to_owned()], candidates].concat().join(" ")
        };
        self.resolved().into_iter().map(line).collect()
    }

    fn resolved(&self) -> Vec<(String, How, Vec<String>)> {
        let blocks = blocks(&self.statements, &self.sightings);
        let mut links = vec![(String::new(), How::Open, Vec::new()); self.sightings.len()];
        for (name, sightings) in &blocks {
            let resolved = block(name, &self.statements, &self.documents, sightings);
            for (sighting, link) in sightings.iter().zip(&resolved.links) {
                let Some(link) = link else { continue };
                let at = self.sightings.iter().position(|other| other == sighting).expect("its own");
                links[at] = (resolved.works[link.work].key.clone(), link.how, link.candidates.clone());
            }
        }
        links
    }
}

fn references(mention: &str) -> Vec<Reference> {
    let text = Text { content: mention.trim().to_owned(), ..Text::default() };
    detect::references(&text, &Header::default(), &detect::Outline::default())
}

#[track_caller]
fn check(documents: &[&str], expected: &[&str]) {
    let story = Story::of(documents);
    let links = story.links();
    for (at, want) in expected.iter().enumerate() {
        assert_eq!(links.get(at).map(String::as_str), Some(*want), "{:?} of {documents:#?}", story.said.get(at));
    }
    assert_eq!(links.len(), expected.len(), "{links:#?}");
}

const DISTRICT: &str = "Phòng GD&ĐT huyện An Lão, UBND huyện An Lão, thành phố Hải Phòng";

#[test]
fn full_numbers_are_one_work_however_written() {
    check(
        &[
            "Sở GD&ĐT Hải Phòng|2024-08-16|2024|Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ GD&ĐT",
            "||2023|Thông tư 27/2020/TT-BGD; Quyết định số 80/2014/QĐ-TTg; Thông tư số 03/2014/BTTTT",
            "||2023|Thông tư số 03/2014/TT-BTTTT; Luật số 56-LCT/HĐNN8 ngày 30/6/1990",
        ],
        &[
            "thong-tu:27/2020/TT-BGDĐT stated",
            "thong-tu:27/2020/TT-BGDĐT stated",
            "quyet-dinh:80/2014/QĐ-TTG stated",
            "thong-tu:3/2014/TT-BTTTT stated",
            "thong-tu:3/2014/TT-BTTTT stated",
            "luat:56/1990/LCT-HĐNN8 year-from-date",
        ],
    );
}

#[test]
fn a_missing_year_comes_from_the_date() {
    check(
        &["||2023|Nghị định 80/NĐ-CP ngày 17/7/2017 của Chính phủ; Nghị định số 80/2017/NĐ-CP; Nghị định 80"],
        &[
            "nghi-dinh:80/2017/NĐ-CP year-from-date",
            "nghi-dinh:80/2017/NĐ-CP stated",
            "nghi-dinh:80/2017/NĐ-CP same-document",
        ],
    );
}

#[test]
fn local_numbers_need_their_year_and_place() {
    let number = "Quyết định số 2400/QĐ-UBND";
    check(
        &[
            &format!("{DISTRICT}|2023-09-05|2023|{number} ngày 10/8/2023 của UBND thành phố"),
            &format!("Sở GD&ĐT Hải Phòng|2023-09-01|2023|{number} ngày 10/8/2023 của UBND thành phố Hải Phòng"),
            &format!("Sở GD&ĐT Nghệ An|2023-09-01|2023|{number} ngày 12/8/2023 của UBND tỉnh"),
            &format!("Sở GD&ĐT Nghệ An|2024-09-01|2024|{number} ngày 11/8/2024 của UBND tỉnh Nghệ An"),
            &format!("{DISTRICT}|2023-09-05|2023|{number} ngày 14/4/2023 của UBND huyện"),
        ],
        &[
            "quyet-dinh:2400//QĐ-UBND@2023:tp-hai-phong stated",
            "quyet-dinh:2400//QĐ-UBND@2023:tp-hai-phong stated",
            "quyet-dinh:2400//QĐ-UBND@2023:tinh-nghe-an stated",
            "quyet-dinh:2400//QĐ-UBND@2024:tinh-nghe-an stated",
            "quyet-dinh:2400//QĐ-UBND@2023:huyen-an-lao.hai-phong stated",
        ],
    );
}

#[test]
fn a_short_mention_means_the_only_one_in_the_nearest_scope() {
    let full = "Thông tư số 61/2017/TT-BTC ngày 15/6/2017";
    let bare = "Thông tư 61 của Bộ Tài chính";
    // In its own document, whatever others cite.
    check(
        &[
            &format!("||2023|{full}; {bare}; Thông tư 61"),
            "||2024|Thông tư số 61/2019/TT-BTC; Thông tư số 61/2020/TT-BGDĐT",
        ],
        &[
            "thong-tu:61/2017/TT-BTC stated",
            "thong-tu:61/2017/TT-BTC same-document",
            "thong-tu:61/2017/TT-BTC same-document",
            "thong-tu:61/2019/TT-BTC stated",
            "thong-tu:61/2020/TT-BGDĐT stated",
        ],
    );
    // In the papers of the same issuer, then in those of the same year, then anywhere; the agency must fit.
    check(
        &[
            &format!("{DISTRICT}|2022-09-05|2022|{full}"),
            "Sở GD&ĐT Nghệ An|2024-01-05|2023|Thông tư số 61/2019/TT-BTC",
            &format!("{DISTRICT}|2024-09-05|2024|{bare}"),
            &format!("||2023|{bare}"),
            &format!("||2030|{bare}; Thông tư 61 của Bộ Y tế"),
        ],
        &[
            "thong-tu:61/2017/TT-BTC stated",
            "thong-tu:61/2019/TT-BTC stated",
            "thong-tu:61/2017/TT-BTC same-issuer",
            "thong-tu:61/2019/TT-BTC same-year",
            "thong-tu:61//:btc open thong-tu:61/2017/TT-BTC thong-tu:61/2019/TT-BTC",
            "thong-tu:61//:byt open",
        ],
    );
    check(
        &[&format!("||2022|{full}"), &format!("||2024|{bare}")],
        &["thong-tu:61/2017/TT-BTC stated", "thong-tu:61/2017/TT-BTC unique-in-store"],
    );
    // What is cited was there before.
    check(
        &[&format!("||2022|{full}"), &format!("|2016-09-01|2022|{bare}")],
        &["thong-tu:61/2017/TT-BTC stated", "thong-tu:61//:btc open"],
    );
}

#[test]
fn an_incomplete_mention_joins_no_two_that_conflict() {
    let number = "Quyết định số 15/QĐ-UBND";
    // Two years: the undated one may mean either.
    check(
        &[
            &format!(
                "{DISTRICT}|2024-09-05|2024|{number} ngày 10/1/2023 của UBND huyện; {number} ngày 12/1/2024 của UBND huyện"
            ),
            &format!("{DISTRICT}|2024-10-05|2024|{number} của UBND huyện"),
        ],
        &[
            "quyet-dinh:15//QĐ-UBND@2023:huyen-an-lao.hai-phong stated",
            "quyet-dinh:15//QĐ-UBND@2024:huyen-an-lao.hai-phong stated",
            "quyet-dinh:15//QĐ-UBND:huyen-an-lao.hai-phong open quyet-dinh:15//QĐ-UBND@2023:huyen-an-lao.hai-phong \
             quyet-dinh:15//QĐ-UBND@2024:huyen-an-lao.hai-phong",
        ],
    );
    // Two provinces through a third mention that names none.
    check(
        &[
            &format!("||2024|{number} ngày 12/1/2024"),
            &format!("Sở GD&ĐT Nghệ An||2023|{number} của UBND tỉnh Nghệ An"),
            &format!("Sở GD&ĐT Hà Giang||2025|{number} của UBND tỉnh Hà Giang"),
        ],
        &[
            "quyet-dinh:15//QĐ-UBND@2024-01-12 open",
            "quyet-dinh:15//QĐ-UBND:tinh-nghe-an open quyet-dinh:15//QĐ-UBND@2024-01-12",
            "quyet-dinh:15//QĐ-UBND:tinh-ha-giang open quyet-dinh:15//QĐ-UBND@2024-01-12",
        ],
    );
    // Where its own document names it, that is stronger than what others say.
    check(
        &[
            &format!("Sở GD&ĐT Nghệ An||2023|{number} ngày 12/1/2024; {number} của UBND tỉnh Nghệ An"),
            &format!("Sở GD&ĐT Hà Giang||2025|{number} của UBND tỉnh Hà Giang"),
        ],
        &[
            "quyet-dinh:15//QĐ-UBND@2024-01-12 open",
            "quyet-dinh:15//QĐ-UBND@2024-01-12 same-document",
            "quyet-dinh:15//QĐ-UBND:tinh-ha-giang open",
        ],
    );
}

#[test]
fn two_registers_of_one_agency_stay_apart() {
    check(
        &[
            "|2010-01-01|2010|Quyết định số 16/2006/QĐ-BGDĐT ngày 05/5/2006",
            "|2010-01-01|2010|Quyết định số 16/QĐ-BGDĐT ngày 03/01/2006; Quyết định số 16/QĐ-BGDĐT ngày 03/01/2007",
        ],
        &[
            "quyet-dinh:16/2006/QĐ-BGDĐT stated",
            "quyet-dinh:16//QĐ-BGDĐT@2006 stated",
            "quyet-dinh:16//QĐ-BGDĐT@2007 stated",
        ],
    );
}

#[test]
fn a_slip_in_an_agency_code_is_set_right_and_said() {
    check(
        &[
            &format!(
                "{DISTRICT}|2024-09-05|2024|Công văn số 2474/SGDDĐT-TrH ngày 16/8/2024 của Sở GD&ĐT; Công văn 2474"
            ),
            "||2024|Công văn số 2474/SGDĐT-TrH ngày 16/8/2024 của Sở GD&ĐT Hải Phòng",
        ],
        &[
            "cong-van:2474//SGDĐT-TRH@2024:tinh-hai-phong agency-code",
            "cong-van:2474//SGDĐT-TRH@2024:tinh-hai-phong same-document",
            "cong-van:2474//SGDĐT-TRH@2024:tinh-hai-phong stated",
        ],
    );
}

#[test]
fn laws_are_one_by_name_and_year_or_by_number() {
    check(
        &[
            "|2024-01-01|2023|Luật Giáo dục số 43/2019/QH14; Luật Giáo dục ngày 14/6/2019; Luật Giáo dục",
            "|2024-01-01|2023|Luật Giáo dục năm 2005; Luật Viên chức",
            "|2010-01-01|2009|Luật Giáo dục",
            "|2024-05-01|2030|Luật Giáo dục",
            "|2024-05-01|2030|Luật số 43/2019/QH14",
        ],
        &[
            "luat:43/2019/QH14 stated",
            "luat:43/2019/QH14 same-document",
            "luat:43/2019/QH14 same-document",
            "luat://luật giáo dục@2005 stated",
            "luat://luật viên chức open",
            "luat://luật giáo dục@2005 unique-in-store",
            "luat://luật giáo dục open luat://luật giáo dục@2005 luat:43/2019/QH14",
            "luat:43/2019/QH14 stated",
        ],
    );
}

#[test]
fn numbers_of_other_kinds_and_tiers_are_not_mixed() {
    check(
        &[
            &format!("{DISTRICT}|2024-09-05|2024|Quyết định 3380/QĐ-UBND của UBND huyện; Kế hoạch 3380 của UBND huyện"),
            "Phòng GD&ĐT|2024-09-05|2024|Nghị quyết 94 của BTV huyện ủy; Nghị quyết 94-NQ/HU của BTV Huyện uỷ; Nghị quyết 94",
        ],
        &[
            "quyet-dinh:3380//QĐ-UBND:huyen-an-lao.hai-phong open",
            "ke-hoach:3380//:huyen-an-lao.hai-phong open",
            "nghi-quyet:94//NQ-HU:huyen same-document",
            "nghi-quyet:94//NQ-HU:huyen open",
            "nghi-quyet:94//NQ-HU:huyen same-document",
        ],
    );
}

/// Sightings of a few numbers, in many states of completeness, over documents of several places and years.
fn stores() -> impl Strategy<Value = Vec<String>> {
    let issuers = prop::sample::select(vec![
        DISTRICT,
        "Phòng GD&ĐT",
        "",
        "Sở GD&ĐT Hải Phòng",
        "Sở GD&ĐT Nghệ An",
        "UBND huyện Kiến Thụy, thành phố Hải Phòng",
    ]);
    let dates = prop::sample::select(vec!["2022-09-05", "2024-09-05", "2025-03-01", ""]);
    let years = prop::sample::select(vec!["2022", "2024", "2025"]);
    let mentions = prop::collection::vec(
        prop::sample::select(vec![
            "Thông tư số 15/2024/TT-BGDĐT ngày 10/8/2024",
            "Thông tư số 15/2024/TT-BGDĐT ngày 12/8/2024",
            "Thông tư 15/2022/TT-BTC",
            "Thông tư 15 của Bộ Tài chính",
            "Thông tư 15/2024",
            "Thông tư 15",
            "Quyết định số 15/QĐ-UBND ngày 10/1/2024 của UBND huyện An Lão",
            "Quyết định số 15/QĐ-UBND ngày 10/1/2024",
            "Quyết định số 15/QĐ-UBND ngày 12/1/2022 của UBND tỉnh",
            "Quyết định số 15/QĐ-UBND ngày 12/1/2022",
            "Quyết định số 15/QĐ-UBND của UBND huyện",
            "Quyết định số 15/QĐ-UBND của UBND tỉnh Nghệ An",
            "Quyết định số 15/QĐ-UBND",
            "Quyết định 15 của UBND huyện",
            "Công văn số 15/SGDĐT-TrH ngày 10/8/2024",
            "Công văn số 15/SGDĐT ngày 10/8/2024",
            "Công văn 15/SGDĐT-TrH",
            "Luật Giáo dục số 15/2019/QH14",
            "Luật Giáo dục năm 2019",
            "Luật Giáo dục năm 2005",
            "Luật Giáo dục",
        ]),
        1..6,
    );
    let document = (issuers, dates, years, mentions)
        .prop_map(|(issuer, date, year, mentions)| format!("{issuer}|{date}|{year}|{}", mentions.join("; ")));
    prop::collection::vec(document, 1..7)
}

/// What is said in each document and where it leads, without regard to order and repetition.
fn outcome(documents: &[String]) -> std::collections::BTreeSet<(String, String, String)> {
    let written: Vec<&str> = documents.iter().map(String::as_str).collect();
    let story = Story::of(&written);
    let links = story.links();
    let of = |sighting: &Sighting| documents[sighting.document as usize].clone();
    let rows = story.sightings.iter().zip(&story.said).zip(links);
    rows.map(|((sighting, said), link)| (of(sighting), said.clone(), link)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn order_and_repetition_do_not_count(documents in stores(), seed in any::<u64>()) {
        let first = outcome(&documents);
        let mut shuffled = documents.clone();
        // Mentions inside their documents are turned round as well.
        shuffled.sort_by_key(|document| {
            document.bytes().fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        });
        shuffled.push(documents[0].clone());
        prop_assert_eq!(&outcome(&shuffled), &first);
    }

    #[test]
    fn no_work_holds_what_conflicts(documents in stores()) {
        let written: Vec<&str> = documents.iter().map(String::as_str).collect();
        let story = Story::of(&written);
        let mut works: BTreeMap<String, Vec<(Option<i16>, Seat)>> = BTreeMap::new();
        for (sighting, (key, ..)) in story.sightings.iter().zip(story.resolved()) {
            let statement = &story.statements[sighting.statement as usize];
            let chain = &story.documents[sighting.document as usize].chain;
            let form = form::Form::of(statement, chain);
            works.entry(key).or_default().push((form.year, form.seat));
        }
        for (key, members) in works {
            let years: std::collections::BTreeSet<i16> = members.iter().filter_map(|(year, _)| *year).collect();
            prop_assert!(years.len() <= 1, "{key}: {years:?}");
            let mut seats = members.iter().map(|(_, seat)| seat);
            let first = seats.next().cloned().unwrap_or_default();
            prop_assert!(seats.try_fold(first, |all, seat| all.and(seat)).is_some(), "{key}");
        }
    }
}
