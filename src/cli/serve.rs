//! `chidao serve`: the local site.

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use chidao::render::Lang;
use chidao::web::{Settings, Site, serve};

use super::known::RegistryOption;
use super::options::{JobsOption, LimitOptions, StoreOption};
use super::{Exit, print};

/// The environment variable that holds the password of a site that listens to the network.
const PASSWORD: &str = "CHIDAO_SITE_PASSWORD";

/// Open the store as a site in the browser of this computer
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao serve\n  chidao serve --port 9000 --store indexes\n\n\
    The site answers this computer only. --listen 0.0.0.0 opens it to the network, behind the password in the environment\n\
    variable CHIDAO_SITE_PASSWORD. Ctrl-C ends it.")]
pub struct Args {
    #[command(flatten)]
    store: StoreOption,
    /// The port; 0 takes a free one
    #[arg(long, default_value_t = 8765)]
    port: u16,
    /// Listen on this address instead of this computer's own; needs a password
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    listen: IpAddr,
    /// Keep the files that visitors send in this folder; default: the store's with “-received” behind it
    #[arg(long, value_name = "DIR")]
    received: Option<PathBuf>,
    #[command(flatten)]
    registry: RegistryOption,
    #[command(flatten)]
    jobs: JobsOption,
    #[command(flatten)]
    limits: LimitOptions,
}

/// Runs the command until it is told to end.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    args.store.warn_of_network(lang);
    let password = std::env::var(PASSWORD).ok().filter(|password| !password.is_empty());
    if !args.listen.is_loopback() && password.is_none() {
        anyhow::bail!(
            "{} {PASSWORD}",
            lang.pick(
                "mở trang cho máy khác cần mật khẩu: đặt nó trong biến môi trường",
                "a site that other computers can reach needs a password: set the environment variable",
            )
        );
    }
    let listener = TcpListener::bind(SocketAddr::new(args.listen, args.port)).with_context(|| {
        let taken = lang.pick("không mở được cổng", "cannot listen on port");
        format!("{taken} {}", args.port)
    })?;
    let address = listener.local_addr()?;
    let settings = Settings {
        store: args.store.store.clone(),
        received: args.received.clone().unwrap_or_else(|| beside(&args.store.store)),
        address,
        password,
        program: std::env::current_exe()?,
        jobs: args.jobs.number(),
        limits: args.limits.limits(),
        registry: args.registry.read(&args.store.store, lang)?,
        user: super::confirm::user(),
    };
    let site = Arc::new(Site::new(settings)?);
    print(&format!("http://{address}/"))?;
    eprintln!(
        "{}",
        lang.pick("Mở địa chỉ trên trong trình duyệt; Ctrl-C để dừng.", "Open it in a browser; Ctrl-C ends it.")
    );
    serve(listener, site)?;
    Ok(Exit::Done)
}

/// The folder beside the store that keeps what visitors send.
fn beside(store: &Path) -> PathBuf {
    let mut name = store.file_name().unwrap_or_default().to_owned();
    name.push("-received");
    store.with_file_name(name)
}
