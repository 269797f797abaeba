//! What is wrong with a command line, in the language of the user: clap speaks English only.

use chidao::render::Lang;
use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::{Exit, help};

/// Says what is wrong and ends the program, as clap does; help and version are no mistakes.
pub fn explain(error: &Error) -> anyhow::Result<Exit> {
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|part| part.to_string_lossy().into_owned()).collect();
    if super::lang::of(asked(&arguments)) == Lang::En {
        match in_english(error) {
            Some(text) => anyhow::bail!("{text}"),
            None => error.exit(),
        }
    }
    // The same definitions with Vietnamese names come to the same error.
    let said = help::in_vietnamese(super::Cli::command()).try_get_matches_from(std::env::args_os()).err();
    let Some(error) = said.filter(|error| error.kind() != ErrorKind::DisplayVersion) else { error.exit() };
    match help::show(&error) {
        Some(ended) => ended,
        None => Err(anyhow::anyhow!("{}", in_vietnamese(&error))),
    }
}

/// The message where the library's own is none for people: a number that is none, or outside its bounds.
fn in_english(error: &Error) -> Option<String> {
    let expected = number_expected(error, Lang::En)?;
    let [argument, value] = [ContextKind::InvalidArg, ContextKind::InvalidValue].map(|kind| context(error, kind));
    Some(format!("invalid value “{value}” for {argument}: {expected}\nMore: chidao --help, chidao COMMAND --help"))
}

/// The language that the arguments ask for, though they could not be parsed as a whole.
fn asked(arguments: &[String]) -> Option<Lang> {
    let place = arguments.iter().position(|argument| argument == "--lang" || argument.starts_with("--lang="))?;
    let value = arguments[place].strip_prefix("--lang=").or_else(|| arguments.get(place + 1).map(String::as_str));
    value?.parse().ok()
}

/// What the library knows of a mistake under `kind`.
fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        // Several arguments are missing, or several names come near.
        Some(ContextValue::Strings(list)) => list.join(" hoặc "),
        _ => String::new(),
    }
}

/// The message for an error of the definitions in Vietnamese.
fn in_vietnamese(error: &Error) -> String {
    let text = |kind| context(error, kind);
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    let said = match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let known = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(values)) if !values.is_empty() => {
                    Some(format!("hãy dùng: {}", values.join(", ")))
                }
                _ => number_expected(error, Lang::Vi).or_else(|| hint(&argument).map(str::to_owned)),
            };
            let known = known.map(|known| format!("; {known}")).unwrap_or_default();
            if value.is_empty() {
                format!("{argument} cần một giá trị{known}")
            } else {
                format!("giá trị “{value}” không hợp lệ cho {argument}{known}")
            }
        }
        ErrorKind::UnknownArgument => {
            let nearest = text(ContextKind::SuggestedArg);
            let meant = if nearest.is_empty() { nearest } else { format!("; có phải {nearest}?") };
            if argument.starts_with('-') {
                format!("không có tham số “{argument}”{meant}")
            } else {
                format!("“{argument}” là thừa: lệnh này không nhận thêm giá trị nào")
            }
        }
        ErrorKind::InvalidSubcommand => {
            let nearest = text(ContextKind::SuggestedSubcommand);
            let meant = if nearest.is_empty() { nearest } else { format!("; có phải {nearest}?") };
            format!("không có lệnh “{}”{meant}", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "còn thiếu lệnh".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("còn thiếu {argument}"),
        ErrorKind::ArgumentConflict => match text(ContextKind::PriorArg) {
            other if other.is_empty() || other == argument => format!("chỉ nêu {argument} một lần"),
            other => format!("không dùng {argument} cùng với {other}"),
        },
        ErrorKind::TooManyValues => format!("{argument} không nhận giá trị “{value}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("số giá trị của {argument} không đúng"),
        ErrorKind::InvalidUtf8 => "có tham số không phải là chữ (UTF-8)".to_owned(),
        _ => "không hiểu dòng lệnh".to_owned(),
    };
    format!("{said}\nXem thêm: chidao --help, chidao LỆNH --help")
}

/// Which number is expected, where one is. The library tells it as the standard library does: `13 is not in 1..=12`,
/// `invalid digit found in string`.
fn number_expected(error: &Error, lang: Lang) -> Option<String> {
    let cause = std::error::Error::source(error)?;
    if cause.is::<std::num::ParseIntError>() {
        return Some(lang.pick("một số nguyên từ 1 trở lên", "a whole number from 1 on").to_owned());
    }
    let said = cause.to_string();
    let Some((_, bounds)) = said.split_once(" is not in ") else {
        let is_none = ["invalid digit found", "number too large", "cannot parse integer"];
        return is_none
            .iter()
            .any(|words| said.starts_with(words))
            .then(|| lang.pick("một số nguyên", "a whole number").to_owned());
    };
    let (from, to) = bounds.split_once("..=")?;
    // A bound of the type alone is none for people.
    Some(if to.parse::<u32>().is_ok_and(|to| to < u32::MAX) {
        lang.pick(format!("một số từ {from} đến {to}"), format!("a number from {from} to {to}"))
    } else {
        lang.pick(format!("một số từ {from} trở lên"), format!("a number from {from} on"))
    })
}

/// How the values of an argument are written.
fn hint(argument: &str) -> Option<&'static str> {
    const SCHOOL_YEAR: &str = "năm học viết như 2024-2025";
    const DOCUMENT: &str = "số và ký hiệu như 27/2020/TT-BGDĐT, tên tệp, hoặc mã trong [ngoặc]";
    [
        ("NĂM_", SCHOOL_YEAR),
        ("CẤP", "cấp học: mam-non, tieu-hoc, thcs, thpt, gdtx"),
        ("LOẠI", "loại văn bản viết như thong-tu, cong-van, ke-hoach, quyet-dinh"),
        ("TỆP|VĂN_BẢN", "một tệp, hoặc số và ký hiệu, mã trong [ngoặc] của văn bản trong kho"),
        ("VĂN_BẢN", DOCUMENT),
        ("NGÀY", "ngày viết như 31/8/2024 hoặc 2024-08-31"),
        ("MIB", "một số MiB từ 128 trở lên, như 2048"),
        ("GIÂY", "một số giây từ 1 trở lên, như 60"),
        ("SỐ", "một số từ 1 trở lên"),
        ("ĐỊA_CHỈ", "địa chỉ IP như 127.0.0.1"),
        ("vi|en", "hãy dùng vi hoặc en"),
    ]
    .into_iter()
    .find_map(|(name, hint)| argument.contains(name).then_some(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_told_in_vietnamese() {
        for (arguments, told) in [
            (&["deadlines", "24-25"][..], "giá trị “24-25” không hợp lệ cho [NĂM_HỌC]; năm học viết như 2024-2025"),
            (&["deadlines", "--kind", "han"], "; hãy dùng: due, on, period, horizon, recurring, relative"),
            (&["deadlines", "--from", "hôm nay"], "ngày viết như 31/8/2024"),
            (&["search", "x", "--level", "tieuhoc"], "mam-non, tieu-hoc"),
            (&["search", "x", "--limit", "0"], "một số nguyên từ 1 trở lên"),
            (&["show", ""], "<VĂN_BẢN>... cần một giá trị; số và ký hiệu như"),
            (&["status", "27/2020/TT-BGDĐT", "--on", "hôm nay"], "ngày viết như 31/8/2024"),
            (&["check"], "còn thiếu <TỆP|VĂN_BẢN>..."),
            (&["lineage", " "], "<VĂN_BẢN>...; số và ký hiệu như"),
            (&["search"], "còn thiếu <CÂU_HỎI>..."),
            (&["--lang", "vi"], "còn thiếu lệnh"),
            (&["serch"], "không có lệnh “serch”; có phải trich hoặc serve hoặc search?"),
            (&["search", "x", "--yera", "2024"], "không có tham số “--yera”; có phải --year?"),
            (&["status", "x", "--grade", "13"], "“13” không hợp lệ cho --grade <SỐ>; một số từ 1 đến 12"),
            (&["status", "x", "--grade", "3", "--level", "thcs"], "không dùng --grade <SỐ> cùng với --level <CẤP>"),
            (&["show", "x", "--store", "a", "--store", "b"], "chỉ nêu --store <THƯ_MỤC> một lần"),
            (&["deadlines", "--explain=3"], "--explain không nhận giá trị “3”"),
            (&["deadlines", "2024-2025", "2025-2026"], "“2025-2026” là thừa"),
            (&["serve", "--port", "99999"], "một số từ 0 đến 65535"),
            (&["serve", "--listen", "foo"], "địa chỉ IP như 127.0.0.1"),
            (&["index", "--memory", "1"], "một số từ 128 trở lên"),
            (&["index", "--jobs", "x"], "một số nguyên"),
            (&["deadlines", "--lang", "fr"], "hãy dùng vi hoặc en"),
        ] {
            let line = ["chidao"].iter().chain(arguments);
            let definitions = help::in_vietnamese(super::super::Cli::command());
            let error = definitions.try_get_matches_from(line).expect_err("a mistake");
            let said = in_vietnamese(&error);
            assert!(said.contains(told), "{arguments:?}: {said}");
        }
    }

    #[test]
    fn the_language_is_known_before_the_rest() {
        let asked = |line: &str| asked(&line.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(asked("--lang vi foo"), Some(Lang::Vi));
        assert_eq!(asked("foo --lang=en"), Some(Lang::En));
        assert_eq!((asked("foo --lang"), asked("foo")), (None, None));
    }
}
