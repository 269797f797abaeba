//! `chidao extract`: all facts of one file.

use std::path::PathBuf;

use super::Exit;
use chidao::extract::{Extract, read};

/// Print all facts of one file.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file to read.
    file: PathBuf,
    /// Output format.
    #[arg(long, default_value = "json")]
    format: String,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let reading = read(&args.file)?;
    if args.format == "text" {
        for p in &reading.text.paragraphs {
            println!("{}", reading.text.slice(p.span));
        }
        return Ok(Exit::Done);
    }
    println!("{}", serde_json::to_string_pretty(&Extract::new(&args.file, &reading))?);
    Ok(Exit::Done)
}
