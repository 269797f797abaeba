//! `chidao mcp`: the store for assistants.

use std::sync::Arc;

use chidao::mcp::{Assistant, serve};
use chidao::render::Lang;

use super::Exit;
use super::known::RegistryOption;
use super::options::StoreOption;

/// Answer assistants by the Model Context Protocol on standard input and output
///
/// The tools read the store and change nothing: search, get_page, list_deadlines, list_targets, diff_targets, lineage,
/// status, check_citations, verify_quote.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example, in the settings of an assistant:\n  \
    { \"mcpServers\": { \"chidao\": { \"command\": \"chidao\", \"args\": [\"mcp\", \"--store\", \"/home/an/kho\"] } } }")]
pub struct Args {
    #[command(flatten)]
    registry: RegistryOption,
    #[command(flatten)]
    store: StoreOption,
}

/// Runs the command until standard input ends.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let registry = Arc::new(args.registry.read(&args.store.store, lang)?);
    serve(Assistant { store: args.store.store.clone(), registry, lang })?;
    Ok(Exit::Done)
}
