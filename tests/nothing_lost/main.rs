//! Nothing that was acknowledged is lost, and no answer is wrong in silence: whatever ends the program, fills the disk or
//! changes what is on it, and whoever else uses the store.
#![cfg(unix)]

mod backups;
mod disk_full;
mod flips;
mod killed;
mod network;
mod order;
mod readers;
#[path = "../common/scan.rs"]
mod scan;
#[path = "../common/version_6.rs"]
mod version_6;
#[path = "../common/version_7.rs"]
mod version_7;
mod versions;
mod world;
