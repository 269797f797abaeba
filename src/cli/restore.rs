//! `chidao restore`: a backup in the place of the store.

use std::path::PathBuf;

use chidao::render::Lang;
use chidao::store;

use super::options::StoreOption;
use super::{Exit, print};

/// Put a backup in the place of the store
///
/// The backup is looked through first; one that is not whole changes nothing. The store that is there is kept beside it as
/// `chidao.sqlite.old`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao restore kho-2025-09-01.db\n  chidao restore /media/usb/kho.db --replace")]
pub struct Args {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace the store that is there
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    store: StoreOption,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let restored = store::restore(&args.store.store, &args.file, args.replace)?;
    let documents = lang.count(restored.documents, "văn bản", "document", "documents");
    let folder = args.store.store.display();
    print(&format!("{} {folder}: {documents}", lang.pick("đã phục hồi kho", "the store is restored in")))?;
    if let Some(kept) = restored.kept {
        let said = lang.pick("kho cũ được giữ lại trong", "the store that was there is kept in");
        print(&format!("{said} {}", kept.display()))?;
    }
    Ok(Exit::Done)
}
