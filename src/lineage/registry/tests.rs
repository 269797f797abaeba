//! Reading a registry: what is told, and what is wrong, with its line.

use super::*;

fn faults(text: &str) -> Vec<String> {
    match Registry::parse("own.toml", text) {
        Ok(_) => Vec::new(),
        Err(error) => error.to_string().lines().map(str::to_owned).collect(),
    }
}

#[test]
fn the_shipped_registry_is_valid_and_tells_its_provenance() {
    let registry = Registry::shipped();
    assert!(registry.entries().len() >= 17);
    for entry in registry.entries() {
        let sourced = |origin: &Origin| origin.provenance == Provenance::Known || origin.source.is_some();
        assert!(sourced(&entry.origin), "{}", entry.id);
        assert!(entry.effects.iter().all(|effect| sourced(&effect.origin)), "{}", entry.id);
        assert!(entry.applies.iter().all(|phase| sourced(&phase.origin)), "{}", entry.id);
    }
    let grades: Vec<u32> = registry.entries()[0].applies.iter().flat_map(|phase| phase.grades.clone()).collect();
    assert_eq!(grades, [1, 2, 3, 4, 5]);
}

#[test]
fn every_fault_is_told_with_its_line() {
    let head = "schema = \"chidao/registry@1\"\n[[document]]\n";
    for (rest, want) in [
        ("name = \"Thông tư 1/2020/TT-BGDĐT\"\nprovenance = \"known\"\n", &[][..]),
        ("name = \"Thông tư 1/2020/TT-BGDĐT\"\n", &["own.toml:2: “provenance” is missing"]),
        (
            "name = \"Thông tư 1/2020/TT-BGDĐT\"\nprovenance = \"heard\"\n",
            &["own.toml:4: unknown provenance “heard”; use clause, text or known"],
        ),
        ("provenance = \"known\"\n", &["own.toml:2: “name” is missing"]),
        (
            "name = \"Thông lư 1/2020/TT-BGDĐT\"\nprovenance = \"known\"\n",
            &["own.toml:3: unknown kind of document in “Thông lư 1/2020/TT-BGDĐT”; write it as in “Thông tư \
               27/2020/TT-BGDĐT”"],
        ),
        (
            "name = \"Nghị định 1/2020/TT-BGDĐT\"\nprovenance = \"known\"\n",
            &["own.toml:3: kind and symbol of “Nghị định 1/2020/TT-BGDĐT” do not fit together"],
        ),
        ("name = \"Luật Giáo dục\"\nprovenance = \"known\"\n", &["own.toml:3: no number in “Luật Giáo dục”"]),
        (
            "name = \"Thông tư 1/2020\"\nprovenance = \"known\"\n",
            &["own.toml:3: no symbol in “Thông tư 1/2020”, such as TT-BGDĐT"],
        ),
        (
            "name = \"Quyết định 12/QĐ-UBND\"\nprovenance = \"known\"\n",
            &[
                "own.toml:3: “Quyết định 12/QĐ-UBND” has no year in its number: give “issued”, since numbers begin anew \
               each year",
            ],
        ),
        (
            "name = \"Thông tư 1/2020/TT-BGDĐT\"\nissued = 2021-01-01\nprovenance = \"known\"\n",
            &["own.toml:3: “Thông tư 1/2020/TT-BGDĐT” cannot be issued on 2021-01-01"],
        ),
        (
            "name = \"Thông tư 1/2020/TT-BGDĐT\"\neffective = \"31/02/2020\"\nprovenance = \"known\"\n",
            &["own.toml:4: “31/02/2020” is not a date such as 2024-07-19, 2024-07 or 2024"],
        ),
        (
            "name = \"Thông tư 1/2020/TT-BGDĐT\"\neffective = 2020-03-01\nexpires = 2020-02-01\nprovenance = \"known\"\n",
            &["own.toml:2: it ends before it begins"],
        ),
        (
            "name = \"Thông tư 1/2020/TT-BGDĐT\"\nprovenance = \"known\"\nnumber = 3\n",
            &["own.toml:5: unknown key “number”; known here: name, title, issued, effective, expires, provenance, \
               source, effect, applies"],
        ),
        (
            "name = \"Thông tư 1/2020/TT-BGDĐT\"\nprovenance = \"known\"\n[[document.effect]]\nverb = \"kills\"\non = \
             \"Thông tư 2/2010/TT-BGDĐT\"\n",
            &["own.toml:6: unknown verb “kills”; use replaces, repeals, amends, corrects, suspends or consolidates"],
        ),
        (
            "name = \"Thông tư 1/2020/TT-BGDĐT\"\nprovenance = \"known\"\n[[document.effect]]\nverb = \"repeals\"\n",
            &["own.toml:5: “on” is missing"],
        ),
        (
            "name = \"Thông tư 1/2020/TT-BGDĐT\"\nprovenance = \"known\"\n[[document.effect]]\nverb = \"repeals\"\non = \
             \"Thông tư 1/2020/TT-BGDĐT\"\n",
            &["own.toml:5: “Thông tư 01/2020/TT-BGDĐT” acts on itself"],
        ),
        (
            "name = \"Thông tư 1/2020/TT-BGDĐT\"\nprovenance = \"known\"\n[[document.effect]]\nverb = \"repeals\"\non = \
             \"Thông tư 2/2010/TT-BGDĐT\"\n[[document.effect]]\nverb = \"repeals\"\non = \"Thông tư 02/2010/TT-BGDĐT\"\n",
            &["own.toml:8: told before, in line 5"],
        ),
        (
            "name = \"Thông tư 1/2020/TT-BGDĐT\"\nprovenance = \"known\"\n[[document.applies]]\ngrades = [13]\nfrom = \
             \"2020-2022\"\n",
            &[
                "own.toml:6: 13 is not a grade from 1 to 12",
                "own.toml:7: “2020-2022” is not a school year such as 2024-2025",
            ],
        ),
        (
            "name = \"Thông tư 1/2020/TT-BGDĐT\"\nprovenance = \"known\"\n[[document.applies]]\nlevels = [\"lớp\"]\nfrom \
             = \"2020-2021\"\nto = \"2019-2020\"\n",
            &[
                "own.toml:5: it ends before it begins",
                "own.toml:6: unknown level “lớp”; use mam-non, tieu-hoc, thcs, thpt or gdtx",
            ],
        ),
        (
            "name = \"Thông tư 1/2020/TT-BGDĐT\"\nprovenance = \"known\"\n[[document]]\nname = \"thong-tu \
             01/2020/TT-BGDĐT\"\nprovenance = \"known\"\n",
            &["own.toml:5: told before, in line 2"],
        ),
        ("name = 3\nprovenance = \"known\"\n", &["own.toml:3: “name” must be a text in quotes"]),
    ] {
        assert_eq!(faults(&format!("{head}{rest}")), want, "{rest}");
    }
    for (text, want) in [
        ("", &["own.toml:1: “schema” is missing"][..]),
        (
            "schema = \"chidao/registry@2\"\n",
            &["own.toml:1: “chidao/registry@2” is not the schema of this format, chidao/registry@1"],
        ),
    ] {
        assert_eq!(faults(text), want, "{text}");
    }
    let broken = faults("schema = \"chidao/registry@1\"\n[[document]\n");
    assert!(broken.len() == 1 && broken[0].starts_with("own.toml:2: not TOML"), "{broken:?}");
}

#[test]
fn documents_are_named_in_full() {
    for (name, key) in [
        ("Thông tư 27/2020/TT-BGDĐT", Ok("thong-tu:27/2020/TT-BGDĐT")),
        ("Thông tư số 09/2024/TT-BGDĐT", Ok("thong-tu:9/2024/TT-BGDĐT")),
        ("Luật 43/2019/QH14", Ok("luat:43/2019/QH14")),
        ("Nghị quyết 29-NQ/TW", Ok("nghi-quyet:29//NQ-TW")),
        ("Công văn 2345/BGDĐT-GDTH", Ok("cong-van:2345//BGDĐT-GDTH")),
        ("Quyết định 16/2006/QĐ-BGDĐT", Ok("quyet-dinh:16/2006/QĐ-BGDĐT")),
        ("quyet-dinh 2400/QĐ-UBND", Ok("quyet-dinh:2400//QĐ-UBND")),
        ("27/2020/TT-BGDĐT", Err(())),
        ("Thông tư /2020/TT-BGDĐT", Err(())),
        ("Thông tư 27/2020/TT BGDĐT", Err(())),
        ("", Err(())),
    ] {
        assert_eq!(work_of_name(name).map(|id| id.key()).map_err(drop), key.map(str::to_owned), "{name}");
    }
}

#[test]
fn a_file_of_ones_own_extends_and_corrects() {
    let parse = |text: &str| Registry::parse("own.toml", text).unwrap_or_else(|error| panic!("{error}"));
    let mut registry = Registry::shipped().clone();
    let before = registry.entries().len();
    registry.extend(parse(
        "schema = \"chidao/registry@1\"\n[[document]]\nname = \"Thông tư 20/2023/TT-BGDĐT\"\neffective = 2023-12-16\n\
         provenance = \"clause\"\n[[document.effect]]\nverb = \"replaces\"\non = \"Thông tư 16/2017/TT-BGDĐT\"\n\
         [[document]]\nname = \"Thông tư 90/2026/TT-BGDĐT\"\nprovenance = \"known\"\n",
    ));
    assert_eq!(registry.entries().len(), before + 1);
    let (id, _) = &registry
        .works()
        .into_iter()
        .find(|(id, _)| id.number.as_deref() == Some("20") && id.year.as_deref() == Some("2023"))
        .expect("known");
    let entry = registry.entries().iter().find(|entry| entry.id.agrees(id)).expect("an entry");
    assert_eq!(entry.effective.map(|date| date.to_string()).as_deref(), Some("2023-12-16"));
    assert_eq!(entry.id.date.map(|date| date.to_string()).as_deref(), Some("2023-10-30"), "what is not told stays");
    assert_eq!(entry.effects.len(), 1, "the same effect stands once");
    assert_eq!(entry.effects[0].origin.file, "own.toml");
}
