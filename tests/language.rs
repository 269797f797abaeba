//! Everything that people read stands in Vietnamese and in English, and each in its own habit of dates.
//!
//! The help has a test of its own beside its catalogue (`src/cli/help.rs`).

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::Sample;
use regex::Regex;

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|known| known == ending) {
                found.push(path);
            }
        }
    }
    found
}

/// What is wrong with a pair of wordings, if anything.
fn fault(vietnamese: &str, english: &str) -> Option<&'static str> {
    let marked = "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ";
    let words: Vec<String> =
        english.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    // An English sentence may name a Vietnamese document or quote one.
    let foreign = words.iter().filter(|word| word.chars().any(|c| marked.contains(c))).count();
    if vietnamese.trim().is_empty() != english.trim().is_empty() {
        return Some("one of the two is missing");
    }
    if foreign * 2 > words.len() {
        return Some("the English is Vietnamese");
    }
    if vietnamese == english && words.iter().filter(|word| word.len() > 3).count() > 1 {
        return Some("both are the same");
    }
    None
}

#[test]
fn every_message_has_both_languages() {
    let literal = r#""((?:[^"\\]|\\.)*)""#;
    let pair =
        Regex::new(&format!(r"\.(?:pick|t)\(\s*(?:format!\(\s*)?{literal}[^;{{}}]*?,\s*(?:format!\(\s*)?{literal}"))
            .expect("a pattern");
    let mut seen = 0;
    for path in files("src", "rs").into_iter().chain(files("templates", "html")) {
        let text = fs::read_to_string(&path).expect("a source");
        for found in pair.captures_iter(&text) {
            seen += 1;
            let fault = fault(&found[1], &found[2]);
            assert_eq!(fault, None, "{}: {} | {}", path.display(), &found[1], &found[2]);
        }
    }
    assert!(seen > 300, "only {seen} messages were found: has their form changed?");
}

#[test]
fn commands_say_nothing_in_one_language_alone() {
    let said = Regex::new(r#"(?:eprintln!|bail!|anyhow!|ensure!|print(?:_text)?)\(\s*"([^"]*)""#).expect("a pattern");
    let hole = Regex::new(r"\{[^}]*\}").expect("a pattern");
    for path in files("src/cli", "rs") {
        let text = fs::read_to_string(&path).expect("a source");
        for found in said.captures_iter(text.split("#[cfg(test)]").next().unwrap_or_default()) {
            let rest = hole.replace_all(&found[1], "");
            let words: Vec<&str> = rest.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2).collect();
            assert!(words.is_empty(), "{}: {}", path.display(), &found[1]);
        }
    }
}

#[test]
fn pages_say_nothing_in_one_language_alone() {
    // What is typed is the same in both languages.
    let patterns = [r"(?s)\{#.*?#\}", r"(?s)\{%.*?%\}", r"(?s)\{\{.*?\}\}", r"(?s)<code>.*?</code>|<[^>]*>"];
    let words = Regex::new(r"[^\W\d_]{2,}").expect("a pattern");
    let seen = Regex::new(r#"(?:title|aria-label|placeholder|alt)="([^"{]*[^\W\d_]{2}[^"]*)""#).expect("a pattern");
    for path in files("templates", "html") {
        let mut text = fs::read_to_string(&path).expect("a template");
        for pattern in &patterns[..3] {
            text = Regex::new(pattern).expect("a pattern").replace_all(&text, "").into_owned();
        }
        let attributes: Vec<&str> =
            seen.captures_iter(&text).filter_map(|found| found.get(1)).map(|m| m.as_str()).collect();
        assert!(attributes.is_empty(), "{}: {attributes:?}", path.display());
        let shown = Regex::new(patterns[3]).expect("a pattern").replace_all(&text, " ").into_owned();
        // The program's name and the names of the languages are the same in both.
        let left: Vec<&str> = words
            .find_iter(&shown)
            .map(|m| m.as_str())
            .filter(|word| !["chidao", "English", "Tiếng", "Việt"].contains(word))
            .collect();
        assert!(left.is_empty(), "{}: {left:?}", path.display());
    }
}

#[test]
fn a_missing_language_is_noticed() {
    for (vietnamese, english, noticed) in [
        ("thời hạn", "deadline", false),
        ("thời hạn", "", true),
        ("", "deadline", true),
        ("thời hạn", "thời hạn", true),
        ("school years known", "school years known", true),
        ("Markdown", "Markdown", false),
    ] {
        assert_eq!(fault(vietnamese, english).is_some(), noticed, "{vietnamese} | {english}");
    }
}

#[test]
fn people_and_programs_read_dates_in_their_own_habit() {
    let sample = Sample::of(&["corpus"]);
    let office = Regex::new(r"\b\d{1,2}/\d{1,2}/\d{4}\b").expect("a pattern");
    let machine = Regex::new(r"\b\d{4}-\d{2}-\d{2}\b").expect("a pattern");
    for lang in ["vi", "en"] {
        for arguments in
            [&["deadlines", "2024-2025"][..], &["status", "Thông tư 36/2017/TT-BGDĐT", "--on", "2024-09-01"]]
        {
            let (_, table, _) = sample.ask(&[arguments, &["--lang", lang]].concat());
            assert!(office.is_match(&table) && !machine.is_match(&table), "{lang} {arguments:?}: {table}");
        }
    }
    let said = sample.json(&["deadlines", "2024-2025"]);
    for row in said["deadlines"].as_array().expect("a list") {
        for date in [&row["deadline"]["start"], &row["deadline"]["end"], &row["document"]["date"]] {
            assert!(date.as_str().is_none_or(|date| !date.contains('/')), "{date}");
        }
    }
}

#[test]
fn help_speaks_the_language_asked_for() {
    for (arguments, told, other) in [
        (&["--lang", "vi", "--help"][..], "Đưa văn bản vào kho", "Read directives"),
        (&["deadlines", "--help", "--lang", "vi"], "Chỉ từ ngày này trở đi", "Only what falls"),
        (&["--lang", "vi", "help", "diff"], "So sánh hai năm học", "Compare two"),
        (&["deadlines", "--help"], "Only what falls", "Cách dùng"),
    ] {
        let output = common::chidao(arguments);
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(output.status.success() && said.contains(told) && !said.contains(other), "{arguments:?}: {said}");
    }
    let none = common::chidao(&["--lang", "vi"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&none.stderr).contains("còn thiếu lệnh"));
}

#[test]
fn what_is_wrong_with_the_store_is_said_in_the_users_language() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("a UTF-8 path").to_owned();
    let (none, ill) = (at("none"), at("ill"));
    assert!(
        common::chidao(&["index", "--store", &ill, "--no-ocr", "tests/unseen/bo-thong-tu-sua-doi-mam-non-2026.txt"])
            .status
            .success()
    );
    // No day of the calendar, on the third line.
    let table = "[[area]]\nfrom = [\"huyện A\"]\non = \"2025-13-01\"\nto = [\"xã B\"]\n";
    fs::write(Path::new(&ill).join("successions.toml"), table).expect("a written table");
    for (store, command, vietnamese, english) in [
        (&none, &["deadlines"][..], "chưa có kho", "no store in"),
        (&none, &["search", "27/2020"], "chưa có kho", "no store in"),
        (&none, &["export"], "chưa có kho", "no store in"),
        (&ill, &["lineage", "1"], "dòng 3: “2025-13-01” không phải ngày", "line 3: “2025-13-01” is not a day"),
    ] {
        for (lang, said, other) in [("vi", vietnamese, english), ("en", english, vietnamese)] {
            let run = common::chidao(&[command, &["--store", store, "--lang", lang]].concat());
            let told = String::from_utf8_lossy(&run.stderr).into_owned();
            assert!(told.contains(said) && !told.contains(other), "{command:?} --lang {lang}: {told}");
        }
    }
}

/// Words of a text that are in the other language than `lang`: those of the catalogue of English words that stand in no
/// Vietnamese sentence, or any word with Vietnamese marks. What is typed, and names of documents, are in no language.
fn foreign(text: &str, lang: &str) -> Vec<String> {
    const ENGLISH: [&str; 39] = [
        "the",
        "and",
        "is",
        "not",
        "with",
        "for",
        "this",
        "that",
        "only",
        "print",
        "output",
        "default",
        "possible",
        "values",
        "value",
        "file",
        "files",
        "folder",
        "document",
        "documents",
        "found",
        "cannot",
        "unexpected",
        "argument",
        "required",
        "usage",
        "options",
        "commands",
        "alias",
        "aliases",
        "version",
        "name",
        "synopsis",
        "description",
        "extra",
        "error",
        "such",
        "directory",
        "invalid",
    ];
    const MARKED: &str = "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ";
    // Commands, options, addresses and quotes are the same in both.
    let typed = Regex::new(concat!(
        r"(?m)Thông tư|Luật Giáo dục|Nghị định|`[^`]*`|“[^”]*”|https?://\S+|--[a-z][a-z-]*|",
        r"\S*[/.\\$=_{]\S*|\bchidao( [a-z]+)+\b"
    ))
    .expect("a pattern");
    let plain = typed.replace_all(text, " ").to_lowercase();
    let words = plain.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let is_foreign = |word: &&str| match lang {
        "vi" => ENGLISH.contains(word),
        _ => word.chars().any(|c| MARKED.contains(c)),
    };
    words.filter(is_foreign).map(str::to_owned).collect()
}

/// Every command with its subcommands, as typed.
fn commands() -> Vec<Vec<&'static str>> {
    let all = "index watch search deadlines targets show diff lineage status check registry confirm reviews extract export \
               backup restore eval serve mcp doctor completions man";
    let mut commands: Vec<Vec<&str>> = all.split_whitespace().map(|name| vec![name]).collect();
    commands.extend([vec![], vec!["registry", "list"], vec!["registry", "check"]]);
    commands
}

#[test]
fn help_holds_no_word_of_the_other_language() {
    for lang in ["vi", "en"] {
        for command in commands() {
            for help in ["-h", "--help"] {
                let arguments = [&command[..], &[help, "--lang", lang]].concat();
                let output = common::chidao(&arguments);
                let said = String::from_utf8(output.stdout).expect("UTF-8");
                // Examples are typed, and their names of documents are Vietnamese.
                let said = said.split("\nVí dụ").next().unwrap_or_default();
                let said = said.split("\nExample").next().unwrap_or_default();
                assert!(output.status.success() && said.len() > 100, "{arguments:?}: {said}");
                assert_eq!(foreign(said, lang), Vec::<String>::new(), "{arguments:?}: {said}");
            }
        }
    }
}

#[test]
fn the_manual_holds_no_word_of_the_other_language() {
    // Names of fonts and marks of the typesetter, the names of the commands.
    let marks = r"(?m)^\.(TH|ie|el|RS|RE|IP|TP|br|PP).*$|\\f[BIR]|^\w+(\\-\w+)*\(1\)$|\bchidao(\\-\w+)*";
    let marks = Regex::new(marks).expect("a pattern");
    for lang in ["vi", "en"] {
        let folder = tempfile::tempdir().expect("a folder");
        let into = folder.path().to_str().expect("UTF-8");
        assert!(common::chidao(&["--lang", lang, "man", into]).status.success());
        let mut pages = 0;
        for entry in fs::read_dir(folder.path()).expect("the manual") {
            let page = fs::read_to_string(entry.expect("a page").path()).expect("a page");
            let page = page.split("Ví dụ:").next().unwrap_or_default().split("Example").next().unwrap_or_default();
            let plain = marks.replace_all(page, " ").replace("\\-", "-");
            assert_eq!(foreign(&plain, lang), Vec::<String>::new(), "--lang {lang}: {page}");
            pages += 1;
        }
        assert!(pages > 20, "{pages}");
    }
}

#[test]
fn completions_speak_the_language_asked_for() {
    for (shell, vietnamese, english) in [
        ("zsh", "[Thư mục kho]:THƯ_MỤC", "[The folder of the store]:DIR"),
        ("fish", "-d 'Thư mục kho'", "-d 'The folder of the store'"),
        ("powershell", "'Thư mục kho'", "'The folder of the store'"),
        ("elvish", "'Thư mục kho'", "'The folder of the store'"),
        ("bash", "--store", "--store"),
    ] {
        let said = ["vi", "en"].map(|lang| {
            let output = common::chidao(&["completions", shell, "--lang", lang]);
            String::from_utf8(output.stdout).expect("UTF-8")
        });
        assert!(said[0].contains(vietnamese) && said[1].contains(english), "{shell}: {}", said[0]);
        assert!(foreign(&said[1], "en").is_empty(), "{shell}: {:?}", foreign(&said[1], "en"));
        // What a script says to who reads it as a script is English.
        let typed: Vec<&str> = said[0].lines().filter(|line| !line.trim_start().starts_with('#')).collect();
        for words in ["Print", "the store", "Output format", "For reading", "the given", "How many", "pages"] {
            assert!(!typed.iter().any(|line| line.contains(words)), "{shell}: {words}");
        }
    }
}

#[test]
fn mistakes_are_told_in_one_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("kho").to_str().expect("UTF-8").to_owned();
    let here = folder.path().to_str().expect("UTF-8").to_owned();
    let nowhere = folder.path().join("none/a.x").to_str().expect("UTF-8").to_owned();
    let under_file = format!("{here}/a.txt/b.ics");
    fs::write(folder.path().join("a.txt"), "Chậm nhất ngày 15/9/2024 các trường nộp báo cáo.").expect("written");
    let file = format!("{here}/a.txt");
    assert!(common::chidao(&["index", &file, "--store", &store, "--no-ocr"]).status.success());
    let with_store = |arguments: &[&str]| {
        arguments.iter().map(|part| (*part).to_owned()).chain(["--store".to_owned(), store.clone()]).collect()
    };
    let plain = |arguments: &[&str]| arguments.iter().map(|part| (*part).to_owned()).collect();
    let table: Vec<Vec<String>> = vec![
        with_store(&["status", "x", "--grade", "13"]),
        with_store(&["status", "x", "--grade", "ba"]),
        with_store(&["status", "x", "--grade", "3", "--level", "thcs"]),
        with_store(&["status", "x", "--on", "31/2/2024"]),
        with_store(&["deadlines", "2024-2029"]),
        with_store(&["deadlines", "--from", "hom-nay"]),
        with_store(&["deadlines", "--from", "2/2/2024", "--to", "1/1/2024"]),
        with_store(&["deadlines", "--kind"]),
        with_store(&["deadlines", "--kind", "x"]),
        with_store(&["deadlines", "--explain=3"]),
        with_store(&["deadlines", "2024-2025", "2025-2026"]),
        with_store(&["deadlines", "-o", &nowhere]),
        with_store(&["deadlines", "-o", &under_file]),
        with_store(&["deadlines", "--format", "ics", "-o", &here]),
        with_store(&["diff", "2024-2025"]),
        with_store(&["diff", "2024-2025", "2023-2024"]),
        with_store(&["search", "x", "--limit", "99999999999999999999999"]),
        with_store(&["search", "x", "--level", "x"]),
        with_store(&["search", "x", "--type", "x"]),
        with_store(&["serve", "--port", "99999"]),
        with_store(&["serve", "--listen", "x"]),
        with_store(&["backup", &nowhere]),
        with_store(&["restore", &nowhere]),
        with_store(&["export", "--format", "sqlite"]),
        with_store(&["export", "-o", &nowhere]),
        with_store(&["index", "--jobs", "0"]),
        with_store(&["index", "--memory", "x"]),
        with_store(&["index", &nowhere]),
        with_store(&["lineage", " "]),
        plain(&["extract", &here]),
        plain(&["extract", &nowhere]),
        plain(&["registry", "check", &nowhere]),
        plain(&["registry", "check", &here]),
        plain(&["registry", "x"]),
        plain(&["man", &under_file]),
        plain(&["eval", &nowhere]),
        plain(&["completions", "x"]),
        plain(&["x"]),
        plain(&["show", "x", "--stroe", "y"]),
        plain(&["--lang", "fr"]),
    ];
    for arguments in table {
        for lang in ["vi", "en"] {
            let mut line: Vec<&str> = arguments.iter().map(String::as_str).collect();
            if arguments.contains(&"fr".to_owned()) {
                continue;
            }
            line.extend(["--lang", lang]);
            let run = common::chidao(&line);
            let told = String::from_utf8_lossy(&run.stderr).into_owned();
            assert_eq!(run.status.code(), Some(2), "{line:?}: {told}");
            // What the user typed is in no language; the words of the system have none of ours.
            let told = line.iter().filter(|part| part.len() > 1).fold(told, |told, part| told.replace(part, " "));
            assert!(!told.contains("os error"), "{line:?}: {told}");
            assert_eq!(foreign(&told, lang), Vec::<String>::new(), "{line:?}: {told}");
        }
    }
}

#[test]
fn a_word_of_the_other_language_is_noticed() {
    for (text, lang, noticed) in [
        ("giá trị này cannot be used", "vi", true),
        ("[default: indexes]", "vi", true),
        ("[mặc định: indexes]", "vi", false),
        ("The folder of the store (thư mục kho)", "en", true),
        ("The folder of the store", "en", false),
        ("xem `chidao --help`, the", "vi", true),
        ("xem `the help`", "vi", false),
    ] {
        assert_eq!(!foreign(text, lang).is_empty(), noticed, "{text}");
    }
}
