//! What is wrong with a command line, in the language of the user: clap speaks English only.

use chidao::render::Lang;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::Exit;

/// Says what is wrong and ends the program, as clap does; help and version are no mistakes.
pub fn explain(error: &Error) -> anyhow::Result<Exit> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if super::lang::of(asked(&arguments)) == Lang::En {
        error.exit();
    }
    if let Some(ended) = super::help::show() {
        return ended;
    }
    match in_vietnamese(error) {
        Some(text) => Err(anyhow::anyhow!("{text}")),
        None => error.exit(),
    }
}

/// The language that the arguments ask for, though they could not be parsed as a whole.
fn asked(arguments: &[String]) -> Option<Lang> {
    let place = arguments.iter().position(|argument| argument == "--lang" || argument.starts_with("--lang="))?;
    let value = arguments[place].strip_prefix("--lang=").or_else(|| arguments.get(place + 1).map(String::as_str));
    value?.parse().ok()
}

/// The message, for the mistakes that people make.
fn in_vietnamese(error: &Error) -> Option<String> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        // Several arguments are missing, or several names come near.
        Some(ContextValue::Strings(list)) => list.join(" hoặc "),
        _ => String::new(),
    };
    let argument = text(ContextKind::InvalidArg);
    let said = match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = text(ContextKind::InvalidValue);
            let known = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(values)) if !values.is_empty() => {
                    format!("; hãy dùng: {}", values.join(", "))
                }
                _ => hint(&argument).map(|hint| format!("; {hint}")).unwrap_or_default(),
            };
            if value.is_empty() {
                format!("{argument} cần một giá trị{known}")
            } else {
                format!("giá trị “{value}” không hợp lệ cho {argument}{known}")
            }
        }
        ErrorKind::UnknownArgument => {
            let nearest = text(ContextKind::SuggestedArg);
            let meant = if nearest.is_empty() { nearest } else { format!("; có phải {nearest}?") };
            format!("không có tham số “{argument}”{meant}")
        }
        ErrorKind::InvalidSubcommand => {
            let nearest = text(ContextKind::SuggestedSubcommand);
            let meant = if nearest.is_empty() { nearest } else { format!("; có phải {nearest}?") };
            format!("không có lệnh “{}”{meant}", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "còn thiếu lệnh".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("còn thiếu {argument}"),
        ErrorKind::ArgumentConflict => format!("không dùng {argument} hai lần hoặc cùng tham số khác"),
        _ => return None,
    };
    Some(format!("{said}\nXem thêm: chidao --help, chidao LỆNH --help"))
}

/// How the values of an argument are written.
fn hint(argument: &str) -> Option<&'static str> {
    [
        ("YEAR", "năm học viết như 2024-2025"),
        ("OLD", "năm học viết như 2024-2025"),
        ("NEW", "năm học viết như 2024-2025"),
        ("LEVEL", "cấp học: mam-non, tieu-hoc, thcs, thpt, gdtx"),
        ("TYPE", "loại văn bản viết như thong-tu, cong-van, ke-hoach, quyet-dinh"),
        ("<DOC>", "số và ký hiệu như 27/2020/TT-BGDĐT, tên tệp, hoặc mã trong [ngoặc]"),
        ("<WORK>", "số và ký hiệu như 27/2020/TT-BGDĐT, tên tệp, hoặc mã trong [ngoặc]"),
        ("FILE|DOC", "một tệp, hoặc số và ký hiệu, mã trong [ngoặc] của văn bản trong kho"),
        ("DATE", "ngày viết như 31/8/2024 hoặc 2024-08-31"),
        ("DAY", "ngày viết như 31/8/2024 hoặc 2024-08-31"),
        ("MIB", "một số MiB từ 128 trở lên, như 2048"),
        ("SECONDS", "một số giây từ 1 trở lên, như 60"),
        ("<N>", "một số từ 1 trở lên"),
        ("vi|en", "hãy dùng vi hoặc en"),
    ]
    .into_iter()
    .find_map(|(name, hint)| argument.contains(name).then_some(hint))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[test]
    fn mistakes_are_told_in_vietnamese() {
        for (arguments, told) in [
            (&["deadlines", "24-25"][..], "giá trị “24-25” không hợp lệ cho [YEAR]; năm học viết như 2024-2025"),
            (&["deadlines", "--kind", "han"], "; hãy dùng: due, on, period, horizon, recurring, relative"),
            (&["deadlines", "--from", "hôm nay"], "ngày viết như 31/8/2024"),
            (&["search", "x", "--level", "tieuhoc"], "mam-non, tieu-hoc"),
            (&["search", "x", "--limit", "0"], "một số từ 1 trở lên"),
            (&["show", ""], "<DOC>... cần một giá trị; số và ký hiệu như"),
            (&["status", "27/2020/TT-BGDĐT", "--on", "hôm nay"], "ngày viết như 31/8/2024"),
            (&["check"], "còn thiếu <FILE|DOC>..."),
            (&["lineage", " "], "<WORK>...; số và ký hiệu như"),
            (&["search"], "còn thiếu <QUERY>..."),
            (&["--lang", "vi"], "còn thiếu lệnh"),
            (&["serch"], "không có lệnh “serch”; có phải trich hoặc serve hoặc search?"),
            (&["search", "x", "--yera", "2024"], "không có tham số “--yera”; có phải --year?"),
        ] {
            let line = ["chidao"].iter().chain(arguments);
            let error = super::super::Cli::try_parse_from(line).expect_err("a mistake");
            let said = in_vietnamese(&error).unwrap_or_default();
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
