//! The registries and the store that `status`, `check`, `search` and `show` take their evidence from.

use std::path::{Path, PathBuf};

use anyhow::Context;
use chidao::lineage::registry::Registry;
use chidao::render::{Lang, registry as wording};
use chidao::store::{Store, StoreError};

use super::options::StoreOption;

/// The name of a store's own registry, in its folder.
const OF_STORE: &str = "registry.toml";
/// The environment variable that names registries, separated as in PATH.
const VARIABLE: &str = "CHIDAO_REGISTRY";

/// Which registries are asked beside the one that ships with the program.
#[derive(Debug, clap::Args)]
pub struct RegistryOption {
    /// A registry of known effects beside the shipped one; may be given several times
    ///
    /// Read in this order, each believed before those above it: the shipped one, STORE/registry.toml, the files named
    /// in the environment variable CHIDAO_REGISTRY (separated as in PATH), these. Format: docs/registry.md.
    #[arg(long = "registry", value_name = "FILE")]
    pub registries: Vec<PathBuf>,
}

impl RegistryOption {
    /// The shipped registry with all others.
    ///
    /// # Errors
    /// Where one cannot be read or is not valid; all its faults are told.
    pub fn read(&self, store: &Path, lang: Lang) -> anyhow::Result<Registry> {
        let own = Some(store.join(OF_STORE)).filter(|path| path.exists());
        let named = std::env::var_os(VARIABLE).unwrap_or_default();
        let named = std::env::split_paths(&named).filter(|path| !path.as_os_str().is_empty()).collect::<Vec<_>>();
        let mut registry = Registry::shipped().clone();
        for path in own.into_iter().chain(named).chain(self.registries.iter().cloned()) {
            registry.extend(read(&path, lang)?);
        }
        Ok(registry)
    }
}

impl RegistryOption {
    /// As [`RegistryOption::read`]; a fault is said on standard error and the shipped registry taken: an answer that
    /// only names works does not hang on it.
    pub fn read_or_shipped(&self, store: &Path, lang: Lang) -> Registry {
        self.read(store, lang).unwrap_or_else(|fault| {
            eprintln!("{fault:#}");
            Registry::shipped().clone()
        })
    }
}

/// One registry file.
///
/// # Errors
/// Where it cannot be read or is not valid.
pub fn read(path: &Path, lang: Lang) -> anyhow::Result<Registry> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(|| name.clone())?;
    Registry::parse(&name, &text).map_err(|error| {
        let head = lang.pick("sổ hiệu lực không dùng được", "this registry cannot be used");
        anyhow::anyhow!("{head}:\n{}", wording::faults(&error, lang))
    })
}

/// The store, or none where the folder holds none: then the registries alone are asked, and that is said.
///
/// # Errors
/// Where there is a store that cannot be read.
pub fn store_if_any(option: &StoreOption, lang: Lang) -> anyhow::Result<Option<Store>> {
    match option.open() {
        Ok(store) => Ok(Some(store)),
        Err(StoreError::Missing(folder)) => {
            let (vi, en) = ("Không có kho ở", "There is no store in");
            let (vi_end, en_end) = ("chỉ dùng sổ hiệu lực", "only the registry is asked");
            eprintln!("{} {}: {}.", lang.pick(vi, en), folder.display(), lang.pick(vi_end, en_end));
            Ok(None)
        }
        Err(other) => Err(other.into()),
    }
}
