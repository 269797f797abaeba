//! Where a result goes: standard output, or a file whose ending tells its format.

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chidao::render::{Lang, table};
use clap::ValueEnum;

/// The file that a result is written to.
#[derive(Debug, clap::Args)]
pub struct OutputOption {
    /// Write to this file instead of standard output; its ending tells the format
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl OutputOption {
    /// The format asked for; else the one that the file's ending names; else the first one, for reading.
    ///
    /// # Errors
    /// Where the ending names none.
    pub fn format<F: ValueEnum + Clone>(&self, asked: Option<F>, lang: Lang) -> anyhow::Result<F> {
        let Some(first) = F::value_variants().first().cloned() else {
            bail!(lang.pick("lệnh này không có dạng kết quả nào", "this command has no formats"))
        };
        let (asked, path) = match (asked, &self.output) {
            (Some(asked), _) => return Ok(asked),
            (None, None) => return Ok(first),
            (None, Some(path)) => (path.extension().unwrap_or_default().to_string_lossy().to_lowercase(), path),
        };
        // Text is for reading.
        if matches!(asked.as_str(), "txt" | "") {
            return Ok(first);
        }
        let named = match asked.as_str() {
            "markdown" => "md",
            "htm" => "html",
            other => other,
        };
        F::from_str(named, true).map_err(|_| {
            let known: Vec<String> =
                F::value_variants().iter().filter_map(|f| Some(f.to_possible_value()?.get_name().to_owned())).collect();
            let (name, known) = (path.display(), known.join(", "));
            anyhow::anyhow!(lang.pick(
                format!("{name}: đuôi tệp không cho biết dạng nào; hãy thêm --format ({known})"),
                format!("{name}: the ending names no format; add --format ({known})"),
            ))
        })
    }

    /// Writes text that people or scripts read; it ends with a line break.
    pub fn text(&self, text: &str, lang: Lang) -> anyhow::Result<()> {
        match &self.output {
            Some(path) => write(path, format!("{text}\n").as_bytes(), lang),
            None => super::print(text),
        }
    }

    /// Writes an answer for reading: on a terminal its lines are broken between words.
    pub fn reading(&self, text: &str, lang: Lang) -> anyhow::Result<()> {
        match &self.output {
            Some(_) => self.text(&table::shown(text), lang),
            None => super::print_text(text),
        }
    }

    /// Writes a file as it is; one that no terminal can show goes to a file or a pipe.
    pub fn bytes(&self, bytes: &[u8], lang: Lang) -> anyhow::Result<()> {
        if let Some(path) = &self.output {
            return write(path, bytes, lang);
        }
        let mut out = std::io::stdout();
        if out.is_terminal() && std::str::from_utf8(bytes).is_err() {
            bail!(lang.pick(
                "dạng này không hiện được ở đây: hãy ghi ra tệp bằng -o TỆP",
                "a terminal cannot show this format: write it to a file with -o FILE",
            ));
        }
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
            other => Ok(other?),
        }
    }
}

fn write(path: &Path, bytes: &[u8], lang: Lang) -> anyhow::Result<()> {
    let name = path.display();
    fs::write(path, bytes)
        .with_context(|| lang.pick(format!("không ghi được {name}"), format!("cannot write {name}")))?;
    eprintln!("{} {name}", lang.pick("Đã ghi", "Written:"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
    enum Some3 {
        Table,
        Csv,
        Md,
    }

    #[test]
    fn the_ending_names_the_format() {
        for (file, asked, want) in [
            (None, None, Some(Some3::Table)),
            (Some("a.csv"), None, Some(Some3::Csv)),
            (Some("a.CSV"), None, Some(Some3::Csv)),
            (Some("a.markdown"), None, Some(Some3::Md)),
            (Some("a.txt"), None, Some(Some3::Table)),
            (Some("a"), None, Some(Some3::Table)),
            (Some("a.csv"), Some(Some3::Md), Some(Some3::Md)),
            (Some("a.xls"), None, None),
        ] {
            let output = OutputOption { output: file.map(PathBuf::from) };
            assert_eq!(output.format(asked, Lang::En).ok(), want, "{file:?} {asked:?}");
        }
    }
}
