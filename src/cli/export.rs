//! `chidao export`: the whole store for other programs.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chidao::answer::whole;
use chidao::render::Lang;
use chidao::store::{PartFile, Portable, Store, StoreError};

use super::Exit;
use super::options::StoreOption;

/// Give the whole store to other programs: documents, facts, works, links, reviews
///
/// The same files give the same bytes, whenever and in whatever order they were read.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao export > kho.jsonl\n  chidao export --format sqlite -o kho.db")]
pub struct Args {
    #[command(flatten)]
    store: StoreOption,
    /// Write to this file instead of standard output; sqlite needs one
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

/// How the store is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One JSON object a line
    Jsonl,
    /// A database of its own
    Sqlite,
}

/// Why an item could not be written.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let store = args.store.open()?;
    match (&args.output, args.format) {
        (None, Format::Jsonl) => lines(&store, std::io::BufWriter::new(std::io::stdout().lock()))?,
        (None, Format::Sqlite) => {
            let (vi, en) = ("dạng sqlite cần tệp để ghi: thêm -o TỆP", "sqlite needs a file to write to: add -o FILE");
            anyhow::bail!(lang.pick(vi, en));
        }
        (Some(path), format) => whole_file(&store, path, format, lang)?,
    }
    Ok(Exit::Done)
}

/// The file is there whole or not at all, and never the store itself.
fn whole_file(store: &Store, path: &Path, format: Format, lang: Lang) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let own = store.folder().canonicalize().is_ok_and(|own| folder.canonicalize().is_ok_and(|folder| folder == own));
    anyhow::ensure!(!own, "{}: {}", path.display(), lang.pick("đây là thư mục của kho", "the store's own folder"));
    let named = || path.display().to_string();
    let part = PartFile::new(path).with_context(named)?;
    match format {
        Format::Jsonl => {
            let file = File::options().write(true).open(part.path()).with_context(named)?;
            lines(store, std::io::BufWriter::new(file)).with_context(named)?;
        }
        Format::Sqlite => Portable::create(part.path())?.write(|take| whole(store, take))?,
    }
    part.finish().with_context(named)
}

fn lines(store: &Store, mut out: impl Write) -> anyhow::Result<()> {
    whole(store, |item| Ok::<_, Failure>(writeln!(out, "{item}")?)).map_err(|failure| match failure {
        Failure::Store(refused) => anyhow::Error::from(refused),
        Failure::Io(refused) => refused.into(),
    })?;
    Ok(out.flush()?)
}
