//! Processes that must not outlive the one that started them, and what they may take: a worker and the programs it runs.
//!
//! On Unix they form a process group that is killed as a whole, by the parent when a worker is given up, and by the
//! worker itself when its parent is gone. Elsewhere only the worker is killed; a program that it runs ends by itself
//! within the time of one page. The only file with code for Unix.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};

/// Makes the process that `command` starts the head of a group of its own, fit for a limited address space.
pub fn prepare(command: &mut Command) {
    #[cfg(unix)]
    {
        std::os::unix::process::CommandExt::process_group(command, 0);
        // The C library would reserve 64 MiB of address space for each thread.
        command.env("MALLOC_ARENA_MAX", "1");
    }
    #[cfg(not(unix))]
    let _ = command;
}

/// Kills `child`, which has not been reaped, with the group that it leads, and reaps it.
pub fn end(child: &mut Child) {
    end_group(child);
    let _gone = child.kill();
    let _reaped = child.wait();
}

/// Waits until `child` has ended by itself, kills what is left of its group, and says how it ended.
pub fn wait(child: &mut Child) -> io::Result<ExitStatus> {
    #[cfg(unix)]
    if let Some(pid) = pid(child) {
        use rustix::process::{WaitId, WaitIdOptions, waitid};
        // As long as it is not reaped, its number is its own, and so is the group's.
        let _ended = waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT);
    }
    end_group(child);
    child.wait()
}

/// Ends this process and the group that it leads.
pub fn end_own_group() -> ! {
    #[cfg(unix)]
    {
        use rustix::process::{Signal, getpgrp, getpid, kill_process_group};
        if getpgrp() == getpid() {
            let _sent = kill_process_group(getpid(), Signal::KILL);
        }
    }
    std::process::exit(1)
}

#[cfg(unix)]
fn end_group(child: &Child) {
    let Some(pid) = pid(child) else { return };
    let _sent = rustix::process::kill_process_group(pid, rustix::process::Signal::KILL);
}

#[cfg(not(unix))]
fn end_group(_child: &Child) {}

#[cfg(unix)]
fn pid(child: &Child) -> Option<rustix::process::Pid> {
    i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw)
}

/// Sets how much address space this process, and each that it starts, may take, and that it leaves no core file.
pub fn limit_memory(bytes: u64) {
    #[cfg(unix)]
    {
        // Where the system refuses a limit the worker still isolates crashes, so a refusal is no reason to stop.
        let _refused = rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes);
        let _refused = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
    }
    #[cfg(not(unix))]
    let _ = bytes;
}

/// Whether the address space of this process is limited to so many bytes.
pub fn is_limited_to(bytes: u64) -> bool {
    #[cfg(unix)]
    return rlimit::getrlimit(rlimit::Resource::AS).is_ok_and(|(now, _)| now <= bytes);
    #[cfg(not(unix))]
    return bytes == u64::MAX;
}

/// How a process ended, in words.
pub fn death(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal {signal} (out of memory or stack)");
    }
    status.to_string()
}

/// A path as the protocol writes it: one character for each byte.
#[cfg(unix)]
pub fn word_of(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().iter().copied().map(char::from).collect()
}

#[cfg(not(unix))]
pub fn word_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The path that the protocol writes so.
#[cfg(unix)]
pub fn path_of(word: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    // A character beyond a byte is none of ours; as a zero it names no file.
    std::ffi::OsString::from_vec(word.chars().map(|c| u8::try_from(c).unwrap_or_default()).collect()).into()
}

#[cfg(not(unix))]
pub fn path_of(word: &str) -> PathBuf {
    word.into()
}
