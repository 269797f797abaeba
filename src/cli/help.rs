//! The help of the command line in Vietnamese: the definitions are in English, the catalogue `help.toml` has the
//! Vietnamese for each of their paragraphs, and a test holds both together.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::sync::LazyLock;

use chidao::render::Lang;
use clap::builder::{PossibleValue, PossibleValuesParser, StyledStr};
use clap::error::{Error, ErrorKind};
use clap::{Arg, ArgAction, Command};
use regex::Regex;

use super::Exit;

/// English paragraphs and their Vietnamese.
static CATALOGUE: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| toml::from_str(include_str!("help.toml")).unwrap_or_default());

/// What the library itself writes; between its words a line may have been broken.
const FIXED: [(&str, &str); 14] = [
    ("Print help for the subcommand(s)", "In trợ giúp của lệnh được nêu"),
    ("Print this message or the help of the given subcommand(s)", "In trợ giúp này, hoặc của lệnh được nêu"),
    ("Usage:", "Cách dùng:"),
    ("Commands:", "Các lệnh:"),
    ("Arguments:", "Tham số:"),
    ("Options:", "Tùy chọn:"),
    ("Possible values:", "Các giá trị:"),
    ("[possible values:", "[giá trị:"),
    ("[default:", "[mặc định:"),
    ("[aliases:", "[tên khác:"),
    ("[alias:", "[tên khác:"),
    ("[OPTIONS]", "[TÙY CHỌN]"),
    ("<COMMAND>", "<LỆNH>"),
    ("[COMMAND]", "[LỆNH]"),
];

/// [`FIXED`] as patterns.
static WRITTEN: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let pattern = |words: &str| Regex::new(&words.split(' ').map(regex::escape).collect::<Vec<_>>().join(r"\s+"));
    FIXED.iter().filter_map(|(english, vietnamese)| Some((pattern(english).ok()?, *vietnamese))).collect()
});

/// The names of values.
const PLACEHOLDERS: [(&str, &str); 27] = [
    ("ADDRESS", "ĐỊA_CHỈ"),
    ("DATE", "NGÀY"),
    ("DAY", "NGÀY"),
    ("DIR", "THƯ_MỤC"),
    ("DOC", "VĂN_BẢN"),
    ("FILE", "TỆP"),
    ("FILES", "TỆP"),
    ("FILE|DOC", "TỆP|VĂN_BẢN"),
    ("FORMAT", "DẠNG"),
    ("GOLD_DIR", "THƯ_MỤC"),
    ("KIND", "CÁCH"),
    ("LEVEL", "CẤP"),
    ("MIB", "MIB"),
    ("N", "SỐ"),
    ("NEW", "NĂM_SAU"),
    ("NUMBER", "SỐ"),
    ("OLD", "NĂM_TRƯỚC"),
    ("PASSWORD", "MẬT_KHẨU"),
    ("PATH", "ĐƯỜNG_DẪN"),
    ("PORT", "CỔNG"),
    ("QUERY", "CÂU_HỎI"),
    ("SECONDS", "GIÂY"),
    ("SHELL", "SHELL"),
    ("TYPE", "LOẠI"),
    ("WORDS", "TỪ_NGỮ"),
    ("WORK", "VĂN_BẢN"),
    ("YEAR", "NĂM_HỌC"),
];

/// Prints the help that `error`, of the definitions in Vietnamese, stands for, and says how the program ends: as the
/// library does, help that was asked for is a result, help for want of a command is not. `None` where it stands for none.
pub fn show(error: &Error) -> Option<anyhow::Result<Exit>> {
    let text = |terminal: bool| {
        let text = error.render();
        let wants_colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        dressed(if wants_colour { text.ansi().to_string() } else { text.to_string() })
    };
    match error.kind() {
        ErrorKind::DisplayHelp => {
            Some(super::print(text(std::io::stdout().is_terminal()).trim_end()).map(|()| Exit::Done))
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // Where nothing can be written there is no one to tell.
            let _unheard = write!(std::io::stderr(), "{}", text(std::io::stderr().is_terminal()));
            std::process::exit(error.exit_code())
        }
        _ => None,
    }
}

/// The definitions in the language of the user.
pub fn in_language(command: Command, lang: Lang) -> Command {
    match lang {
        Lang::Vi => in_vietnamese(command),
        Lang::En => command,
    }
}

/// A page of the manual, or a script, made from the definitions in Vietnamese, with what the library wrote there.
pub fn dressed(text: String) -> String {
    WRITTEN
        .iter()
        .fold(text, |text, (english, vietnamese)| english.replace_all(&text, regex::NoExpand(vietnamese)).into_owned())
}

/// The definitions with their texts in Vietnamese: for help, manual, completions, and to say what is wrong.
pub fn in_vietnamese(command: Command) -> Command {
    // The library's own options for these two speak English.
    let last = |option: Arg, order: usize| option.global(true).display_order(LAST + order);
    let help =
        Arg::new("help").short('h').long("help").action(ArgAction::Help).help("In trợ giúp; --help đầy đủ hơn -h");
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("In số phiên bản");
    let command = command.disable_help_flag(true).disable_version_flag(true);
    translated_command(command).arg(last(help, 0)).arg(last(version, 1))
}

/// Behind all other options.
const LAST: usize = 1000;

fn translated_command(command: Command) -> Command {
    let texts =
        [command.get_about(), command.get_long_about(), command.get_after_help(), command.get_after_long_help()]
            .map(|text| text.map(|text| translated(&text.to_string())));
    let [about, long_about, after, after_long] = texts;
    let mut command = command.mut_args(argument).mut_subcommands(translated_command).subcommand_value_name("LỆNH");
    if let Some(text) = about {
        command = command.about(text);
    }
    if let Some(text) = long_about {
        command = command.long_about(text);
    }
    if let Some(text) = after {
        command = command.after_help(text);
    }
    if let Some(text) = after_long {
        command = command.after_long_help(text);
    }
    command
}

fn argument(argument: Arg) -> Arg {
    let vietnamese = |text: Option<&StyledStr>| text.map(|text| translated(&text.to_string()));
    let (help, long_help) = (vietnamese(argument.get_help()), vietnamese(argument.get_long_help()));
    let takes_values = argument.get_action().takes_values();
    let values = if takes_values { argument.get_possible_values() } else { Vec::new() };
    let names = argument.get_value_names().filter(|_| takes_values).unwrap_or_default();
    let names: Option<Vec<&'static str>> = names.iter().map(|name| placeholder(name)).collect();
    let mut argument = argument;
    if let Some(names) = names.filter(|names| !names.is_empty()) {
        argument = argument.value_names(names);
    }
    if let Some(text) = help {
        argument = argument.help(text);
    }
    if let Some(text) = long_help {
        argument = argument.long_help(text);
    }
    if !values.is_empty() {
        let value = |value: PossibleValue| match value.get_help().map(|text| translated(&text.to_string())) {
            Some(text) => value.help(text),
            None => value,
        };
        argument = argument.value_parser(PossibleValuesParser::new(values.into_iter().map(value).collect::<Vec<_>>()));
    }
    argument
}

/// The Vietnamese name of a value.
fn placeholder(english: &str) -> Option<&'static str> {
    PLACEHOLDERS.iter().find_map(|(known, vietnamese)| (*known == english).then_some(*vietnamese))
}

/// A text with its paragraphs in Vietnamese; those that are no prose (examples) stay.
fn translated(text: &str) -> String {
    let paragraph = |text: &str| match CATALOGUE.get(&key(text)) {
        Some(found) => found.clone(),
        None => examples(text).unwrap_or_else(|| text.to_owned()),
    };
    text.split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// Examples are commands: only their heading is in a language.
fn examples(text: &str) -> Option<String> {
    let (heading, commands) = text.split_once('\n')?;
    let heading = match heading {
        "Examples:" | "Example:" => "Ví dụ:",
        "Example, in the settings of an assistant:" => "Ví dụ, trong cấu hình của trợ lý:",
        _ => return None,
    };
    Some(format!("{heading}\n{commands}"))
}

/// What a paragraph stands under in the catalogue: its words.
fn key(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;

    /// Every paragraph of help that people can see, with where it stands.
    fn paragraphs(command: &Command, at: &str, found: &mut Vec<(String, String)>) {
        let at = format!("{at} {}", command.get_name());
        let mut add = |text: Option<&StyledStr>, at: &str| {
            let text = text.map(ToString::to_string).unwrap_or_default();
            found.extend(
                text.split("\n\n").filter(|part| !part.trim().is_empty()).map(|part| (part.to_owned(), at.to_owned())),
            );
        };
        for text in
            [command.get_about(), command.get_long_about(), command.get_after_help(), command.get_after_long_help()]
        {
            add(text, &at);
        }
        for argument in command.get_arguments() {
            let at = format!("{at} {}", argument.get_id());
            add(argument.get_help(), &at);
            add(argument.get_long_help(), &at);
            for value in argument.get_possible_values().iter().filter(|_| argument.get_action().takes_values()) {
                add(value.get_help(), &at);
            }
        }
        for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
            paragraphs(command, &at, found);
        }
    }

    #[test]
    fn every_help_text_stands_in_both_languages() {
        let catalogue: BTreeMap<String, String> =
            toml::from_str(include_str!("help.toml")).expect("the catalogue is read");
        let mut found = Vec::new();
        paragraphs(&super::super::Cli::command(), "", &mut found);
        let missing: BTreeSet<String> = found
            .iter()
            .filter(|(text, _)| examples(text).is_none() && !catalogue.contains_key(&key(text)))
            .map(|(text, at)| format!("{at}: {}", key(text)))
            .collect();
        assert!(missing.is_empty(), "no Vietnamese for {missing:#?}");
        let used: BTreeSet<String> = found.iter().map(|(text, _)| key(text)).collect();
        let left: Vec<&String> = catalogue.keys().filter(|known| !used.contains(*known)).collect();
        assert!(left.is_empty(), "nothing says this any more: {left:#?}");
        for (english, vietnamese) in &catalogue {
            assert!(english != vietnamese && !vietnamese.is_ascii(), "{english}: {vietnamese}");
        }
    }

    #[test]
    fn every_name_of_a_value_has_a_vietnamese_one() {
        fn walk(command: &Command, found: &mut BTreeSet<String>) {
            for argument in command.get_arguments().filter(|argument| argument.get_action().takes_values()) {
                found.extend(argument.get_value_names().into_iter().flatten().map(ToString::to_string));
            }
            command.get_subcommands().filter(|command| !command.is_hide_set()).for_each(|command| walk(command, found));
        }
        let mut found = BTreeSet::new();
        walk(&super::super::Cli::command(), &mut found);
        // The two values themselves.
        found.remove("vi|en");
        let known: BTreeSet<String> = PLACEHOLDERS.iter().map(|(english, _)| (*english).to_owned()).collect();
        assert_eq!(found, known);
    }

    #[test]
    fn a_broken_line_hides_nothing() {
        for (written, said) in [
            ("x [alias:\n    han]", "x [tên khác:\n    han]"),
            ("[possible\n values: a]", "[giá trị: a]"),
            ("[default: indexes]", "[mặc định: indexes]"),
            ("\\fIPossible values:\\fR", "\\fICác giá trị:\\fR"),
        ] {
            assert_eq!(dressed(written.to_owned()), said);
        }
    }
}
