//! What all answers share: where the store is, page images, and the secrets of this run.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use super::image::Images;
use super::intake::Intake;
use super::kept::{Each, Kept};
use super::pages::compare::Compared;
use super::pages::deadlines::Placed;
use super::pages::home::Overview;
use super::pages::works::{Mentioned, MostCited};
use crate::lineage::registry::Registry;
use crate::lineage::resolve::proposal::Proposal;
use crate::lineage::status::Status;
use crate::source::worker::{Limits, Pool};
use crate::store::{Facets, Store, StoreError, WaitingCount, Writer};

/// How a site is set up.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder of the store.
    pub store: PathBuf,
    /// The folder that keeps the files that visitors send; outside the store, so that it is indexed as any other.
    pub received: PathBuf,
    /// The address that it listens on.
    pub address: SocketAddr,
    /// What a visitor must know where the address is not of this computer alone.
    pub password: Option<String>,
    /// The program that serves as worker.
    pub program: PathBuf,
    /// So many files are taken in at a time.
    pub jobs: usize,
    /// What one file may cost a worker.
    pub limits: Limits,
    /// The known effects beside those that the store's documents state.
    pub registry: Registry,
    /// Who serves it: in whose name what visitors say is kept.
    pub user: String,
}

/// A site that is being served.
#[derive(Debug)]
pub struct Site {
    /// The folder of the store.
    store: PathBuf,
    /// The known effects.
    pub(super) registry: Registry,
    /// Reads drafts that are only checked.
    pub(super) pool: Pool,
    /// Pages of documents as images.
    pub(super) images: Images,
    /// The names under which a browser may ask ([`super::guard`]), in small letters.
    pub(super) hosts: Vec<String>,
    /// Takes in files.
    pub(super) intake: Intake,
    /// Whether only this computer is answered.
    pub(super) is_private: bool,
    /// What every change must bring along ([`super::guard`]).
    pub(super) token: String,
    pub(super) password: Option<String>,
    /// In whose name what visitors say is kept.
    pub(super) user: String,
    /// What the first page shows.
    pub(super) overview: Kept<Overview>,
    /// Two school years side by side.
    pub(super) compared: Kept<Compared>,
    /// What documents are counted by.
    pub(super) facets: Kept<Facets>,
    /// Whether works hold, each as it was asked.
    pub(super) standings: Each<Arc<Status>>,
    /// Which deadlines and targets a list shows, in its order.
    pub(super) deadlines: Kept<Vec<Placed>>,
    pub(super) targets: Kept<Vec<i64>>,
    /// Where and how a work is mentioned.
    pub(super) mentioned: Kept<Mentioned>,
    /// How many facts wait for a person.
    pub(super) waiting: Kept<Vec<WaitingCount>>,
    /// The most cited works.
    pub(super) works: Kept<MostCited>,
    /// The files for which an identity is proposed.
    pub(super) headless: Kept<Vec<(i64, Vec<Proposal>)>>,
}

impl Site {
    /// A site with a new token.
    ///
    /// # Errors
    /// Where the system gives no random bytes.
    pub fn new(settings: Settings) -> std::io::Result<Self> {
        let Settings { store, received, address, password, program, jobs, limits, registry, user } = settings;
        let intake = Intake::new(store.clone(), received, Pool::new(program.clone(), jobs, limits.clone()));
        Ok(Self {
            store,
            registry,
            pool: Pool::new(program.clone(), 1, limits.clone()),
            images: Images::new(Pool::new(program, 2, limits)),
            intake,
            is_private: address.ip().is_loopback(),
            hosts: hosts(address),
            token: random_token()?,
            password,
            user,
            overview: Kept::default(),
            compared: Kept::default(),
            facets: Kept::default(),
            standings: Each::default(),
            deadlines: Kept::default(),
            targets: Kept::default(),
            mentioned: Kept::default(),
            waiting: Kept::default(),
            works: Kept::default(),
            headless: Kept::default(),
        })
    }

    /// The store, opened anew for each answer: it may be made, or made anew, while the site is served.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub(super) fn store(&self) -> Result<Store, StoreError> {
        Store::open(&self.store)
    }

    /// The store, opened for writing.
    ///
    /// # Errors
    /// As [`Store::writer`], above all [`StoreError::Locked`] while files are being taken in.
    pub(super) fn writer(&self) -> Result<Writer, StoreError> {
        Store::writer(&self.store)
    }

    /// The address under which this computer reaches the site.
    pub(super) fn base(&self) -> String {
        let own = self.hosts.iter().find(|host| host.starts_with("127.0.0.1"));
        format!("http://{}", own.or(self.hosts.first()).map(String::as_str).unwrap_or_default())
    }

    /// What every change must bring along in the parameter [`super::TOKEN_PARAMETER`].
    pub fn token(&self) -> &str {
        &self.token
    }
}

/// The forms of `Host` under which this address is asked: the address itself, and this computer's own names.
fn hosts(address: SocketAddr) -> Vec<String> {
    let port = address.port();
    let mut names = vec![address.to_string()];
    if address.ip().is_loopback() || address.ip().is_unspecified() {
        names.extend(["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}")));
    }
    if port == 80 {
        let bare: Vec<String> = names.iter().filter_map(|name| name.strip_suffix(":80").map(str::to_owned)).collect();
        names.extend(bare);
    }
    names.sort();
    names.dedup();
    names
}

/// 32 bytes that nobody can guess, in hexadecimal digits.
fn random_token() -> std::io::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    Ok(blake3::hash(&bytes).to_hex().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_of_this_computer_has_its_names_and_no_others() {
        let hosts = hosts("127.0.0.1:8765".parse().expect("an address"));
        assert_eq!(hosts, ["127.0.0.1:8765", "[::1]:8765", "localhost:8765"]);
    }

    #[test]
    fn a_site_on_the_network_answers_to_its_address_only() {
        let hosts = super::hosts("192.168.1.20:80".parse().expect("an address"));
        assert_eq!(hosts, ["192.168.1.20", "192.168.1.20:80"]);
    }
}
