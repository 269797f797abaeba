//! What a store must know of the place where it lies: which file it is, and what kind of file system holds it.
//!
//! SQLite's write-ahead log lives in memory that all processes share, and on locks: both exist on one machine only, so a
//! store on a network folder may be damaged when two machines use it. The kind is asked for by its name in the table of
//! mounted file systems, or, where there is no such table, by the number that the system gives it; elsewhere than
//! on Linux only addresses of servers (`\\server\folder`) are known to be on a network. The only file with code for the
//! file systems of single systems.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// A file as the system knows it, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity(u64, u64);

impl Identity {
    /// The file that stands at `path` now.
    pub fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|data| Self::from(&data))
    }
}

impl From<&Metadata> for Identity {
    #[cfg(unix)]
    fn from(data: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self(data.dev(), data.ino())
    }

    /// There it is enough that there is one: what is open cannot be moved away.
    #[cfg(not(unix))]
    fn from(_: &Metadata) -> Self {
        Self(0, 0)
    }
}

/// Whether a process of this number runs on this machine; where the system cannot be asked, it may.
pub fn runs(process: u32) -> bool {
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        use rustix::process::{Pid, test_kill_process};
        let pid = i32::try_from(process).ok().and_then(Pid::from_raw);
        pid.is_some_and(|pid| test_kill_process(pid) != Err(Errno::SRCH))
    }
    #[cfg(not(unix))]
    {
        let _ = process;
        true
    }
}

/// Makes sure that the entry of a new or renamed file in `folder` outlives a loss of power.
pub fn sync_folder(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    return std::fs::File::open(folder)?.sync_all();
    // Elsewhere folders cannot be opened as files, and need not be.
    #[cfg(not(unix))]
    {
        let _ = folder;
        Ok(())
    }
}

/// The file systems that lie on another machine, or behind a layer that does not share memory between processes, by the
/// names that Linux gives them.
const NETWORK: [&str; 24] = [
    "9p",
    "acfs",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "drvfs",
    "fuse.ceph",
    "fuse.davfs",
    "fuse.gcsfuse",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "gfs2",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
];

/// Whether the file system of this name, as the table of mounts gives it, lies on a network.
pub fn is_network(kind: &str) -> bool {
    NETWORK.contains(&kind) || kind.starts_with("nfs") || kind == "davfs" || kind == "davfs2" || kind == "vmhgfs"
}

/// The name of the network file system on which `folder` lies, where it lies on one.
pub fn network(folder: &Path) -> Option<String> {
    let mut place = folder.to_owned();
    // A store that is yet to be made will lie where its folder will.
    while !place.exists() && place.pop() {}
    if place.as_os_str().is_empty() {
        place = PathBuf::from(".");
    }
    let place = place.canonicalize().unwrap_or(place);
    let address = place.to_string_lossy();
    if address.starts_with(r"\\?\UNC\") || address.starts_with(r"\\") && !address.starts_with(r"\\?\") {
        return Some("SMB".to_owned());
    }
    kind_of(&place).filter(|kind| is_network(kind))
}

/// The name of the file system on which `place` lies.
fn kind_of(place: &Path) -> Option<String> {
    // So that the way from here to the warning can be tried where there is no network folder; not in what is shipped.
    #[cfg(debug_assertions)]
    if let Ok(said) = std::env::var("CHIDAO_TEST_FILE_SYSTEM") {
        return Some(said);
    }
    #[cfg(target_os = "linux")]
    {
        let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
        mounted(&mounts, place).or_else(|| numbered(place))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = place;
        None
    }
}

/// The kind of the mount with the longest path that `place` lies below; of several the last covers the others.
#[cfg(any(target_os = "linux", test))]
fn mounted(table: &str, place: &Path) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for line in table.lines() {
        // 36 35 98:0 /root /mount/point options … - type source options
        let Some((before, after)) = line.split_once(" - ") else { continue };
        let (Some(point), Some(kind)) = (before.split(' ').nth(4), after.split(' ').next()) else { continue };
        let point = plain(point);
        let length = point.as_os_str().len();
        if place.starts_with(&point) && best.is_none_or(|(longest, _)| length >= longest) {
            best = Some((length, kind));
        }
    }
    best.map(|(_, kind)| kind.to_owned())
}

/// A path of that table, in which spaces and the like stand as `\040`.
#[cfg(any(target_os = "linux", test))]
fn plain(path: &str) -> PathBuf {
    let mut plain = path.to_owned();
    for (code, character) in [(r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", "\\")] {
        plain = plain.replace(code, character);
    }
    plain.into()
}

/// The names of file systems by the number that `statfs` gives (`linux/magic.h`).
#[cfg(target_os = "linux")]
fn numbered(place: &Path) -> Option<String> {
    // Its type differs from machine to machine, its digits do not.
    let number = format!("{:x}", rustix::fs::statfs(place).ok()?.f_type);
    let names = [
        ("6969", "nfs"),
        ("ff534d42", "cifs"),
        ("fe534d42", "smb3"),
        ("517b", "smbfs"),
        ("1021997", "9p"),
        ("c36400", "ceph"),
        ("5346414f", "afs"),
        ("bd00bd0", "lustre"),
        ("564c", "ncpfs"),
        ("73757245", "coda"),
        ("786f4256", "vboxsf"),
    ];
    names.into_iter().find(|(magic, _)| *magic == number).map(|(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /home rw - ext4 /dev/sda2 rw
30 23 0:40 / /home/an/van\\040ban rw shared:3 - nfs4 may-chu:/van-ban rw
31 22 0:41 / /mnt rw - tmpfs tmpfs rw
32 31 0:42 / /mnt rw - cifs //may-chu/chung rw
33 22 0:43 / /media/usb rw - fuseblk /dev/sdb1 rw
34 22 0:44 / /home/an/xa rw - fuse.sshfs an@may-chu: rw
a line that is none";

    #[test]
    fn the_innermost_mount_says_what_a_folder_lies_on() {
        for (place, kind, network) in [
            ("/var/lib", "ext4", false),
            ("/home/an", "ext4", false),
            ("/home/an/van ban/kho", "nfs4", true),
            ("/home/an/van banh", "ext4", false),
            ("/mnt/kho", "cifs", true),
            ("/media/usb/kho", "fuseblk", false),
            ("/home/an/xa/kho", "fuse.sshfs", true),
        ] {
            assert_eq!(mounted(TABLE, Path::new(place)).as_deref(), Some(kind), "{place}");
            assert_eq!(is_network(kind), network, "{kind}");
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_system_knows_what_lies_where() {
        assert_eq!(kind_of(Path::new("/proc/self")).as_deref(), Some("proc"));
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(network(&folder.path().join("a/b")), None, "a folder of this machine");
        assert_eq!(network(Path::new(r"\\may-chu\kho")).as_deref(), None, "no address on this system");
    }

    #[test]
    #[cfg(unix)]
    fn a_process_runs_or_not() {
        assert!(runs(std::process::id()));
        let mut child = std::process::Command::new("true").spawn().expect("it starts");
        let process = child.id();
        child.wait().expect("it ends");
        assert!(!runs(process));
    }
}
