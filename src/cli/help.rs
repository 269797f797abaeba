//! The help of the command line in Vietnamese: the definitions are in English, the catalogue `help.toml` has the
//! Vietnamese for each of their paragraphs, and a test holds both together.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::sync::LazyLock;

use clap::builder::{PossibleValue, PossibleValuesParser, StyledStr};
use clap::error::ErrorKind;
use clap::{Arg, Command, CommandFactory};

use super::Exit;

/// English paragraphs and their Vietnamese.
static CATALOGUE: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| toml::from_str(include_str!("help.toml")).unwrap_or_default());

/// What the library itself writes.
const FIXED: [(&str, &str); 18] = [
    ("Print help for the subcommand(s)", "In trợ giúp của lệnh được nêu"),
    ("Print help (see more with '--help')", "In trợ giúp (đầy đủ hơn: --help)"),
    ("Print help (see a summary with '-h')", "In trợ giúp (tóm tắt: -h)"),
    ("Print help", "In trợ giúp"),
    ("Print version", "In số phiên bản"),
    ("Print this message or the help of the given subcommand(s)", "In trợ giúp này, hoặc của lệnh được nêu"),
    ("Usage:", "Cách dùng:"),
    ("Commands:", "Các lệnh:"),
    ("Arguments:", "Tham số:"),
    ("Options:", "Tùy chọn:"),
    ("Possible values:", "Các giá trị:"),
    ("[possible values: ", "[giá trị: "),
    ("[default: ", "[mặc định: "),
    ("[aliases: ", "[tên khác: "),
    ("[alias: ", "[tên khác: "),
    ("[OPTIONS]", "[TÙY CHỌN]"),
    ("<COMMAND>", "<LỆNH>"),
    ("[COMMAND]", "[LỆNH]"),
];

/// Prints the help that the arguments ask for, in Vietnamese, and says how the program ends: as the library does, help
/// that was asked for is a result, help for want of a command is not. `None` where they ask for none.
pub fn show() -> Option<anyhow::Result<Exit>> {
    let error = in_vietnamese(super::Cli::command()).try_get_matches_from(std::env::args_os()).err()?;
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

/// The definitions with their texts in Vietnamese, for help and manual only.
pub fn in_vietnamese(command: Command) -> Command {
    let texts =
        [command.get_about(), command.get_long_about(), command.get_after_help(), command.get_after_long_help()]
            .map(|text| text.map(|text| translated(&text.to_string())));
    let [about, long_about, after, after_long] = texts;
    let mut command = command.mut_args(argument).mut_subcommands(in_vietnamese);
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
    let values = if argument.get_action().takes_values() { argument.get_possible_values() } else { Vec::new() };
    let mut argument = argument;
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

/// What a paragraph stands under in the catalogue: its words, without the Vietnamese hint in brackets at its end.
fn key(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.rfind(" (").filter(|_| words.ends_with(')')) {
        Some(at) => words[..at].to_owned(),
        None => words,
    }
}

fn dressed(text: String) -> String {
    FIXED.iter().fold(text, |text, (english, vietnamese)| text.replace(english, vietnamese))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

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
    fn help_is_vietnamese_throughout() {
        fn walk(command: &Command) {
            let mut command = command.clone();
            let said = dressed(command.render_long_help().to_string());
            for english in [
                "Usage",
                "Options",
                "Print ",
                "Possible values",
                "[default",
                "Only ",
                "Examples",
                "Exit codes",
                " the ",
            ] {
                assert!(!said.contains(english), "{english} in {said}");
            }
            for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
                walk(command);
            }
        }
        walk(&in_vietnamese(super::super::Cli::command()));
    }

    #[test]
    fn a_hint_is_no_part_of_the_words() {
        for (text, expected) in [
            ("For reading (để đọc)", "For reading"),
            ("The port;\n  0 takes a free one", "The port; 0 takes a free one"),
            ("A query (of words) here", "A query (of words) here"),
        ] {
            assert_eq!(key(text), expected);
        }
    }
}
