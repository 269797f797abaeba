//! `chidao backup`: a copy of the store in one file, while it is in use.

use std::path::PathBuf;

use chidao::render::Lang;
use chidao::store::Store;

use super::options::StoreOption;
use super::{Exit, print};

/// Copy the store into one file, also while it is in use
///
/// All that was read and all that people have said is in it; the full text and the recognized pages are not, they are made
/// anew. Tables of your own in the store's folder (registry.toml, successions.toml) are files to copy yourself. The way
/// back: `chidao restore FILE`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao backup kho-2025-09-01.db\n  chidao backup /media/usb/kho.db --replace")]
pub struct Args {
    /// The file to write
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace the file where it is there already
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    store: StoreOption,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    Store::backup(&args.store.store, &args.file, args.replace)?;
    let bytes = std::fs::metadata(&args.file).map_or(0, |data| data.len());
    let (said, size) = (lang.pick("đã sao lưu vào", "the backup is in"), bytes as f64 / 1e6);
    print(&format!("{said} {} ({size:.1} MB)", args.file.display()))?;
    Ok(Exit::Done)
}
