//! What a worker may not do, on Linux: write files, reach the network, touch other processes.
//!
//! A parser that a file has taken over can still read what its user can read, but has no way to take it anywhere: only
//! the pipes to its parent, opened before, remain. Landlock forbids to write, create or remove any file (but
//! `/dev/null`), TCP, and signals to processes outside; seccomp forbids sockets of every family, and `io_uring`, which
//! would open them by another way. Programs may be executed, for OCR, and stand behind the same fences. Both need no
//! privilege. Kernels that lack one of them do without; [`super::Pool::fences`] says what holds. Elsewhere than on
//! Linux there are no such fences. The only file with code for Linux.

use std::path::Path;

/// Puts up what the kernel offers, for this thread and all that it starts; files stay open beneath `writable`.
pub fn put_up(writable: Option<&Path>) {
    #[cfg(target_os = "linux")]
    {
        // Where the kernel refuses, the worker still isolates crashes.
        let _refused = linux::close_files(writable);
        let _refused = linux::close_network();
    }
    #[cfg(not(target_os = "linux"))]
    let _ = writable;
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;
    use std::path::Path;

    use landlock::{
        ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError, Scope,
        path_beneath_rules,
    };
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};

    /// The newest interface that is made use of; older kernels do what they can.
    const INTERFACE: ABI = ABI::V6;

    /// Everything may be read and executed, nothing written but beneath `writable`.
    pub fn close_files(writable: Option<&Path>) -> Result<(), RulesetError> {
        Ruleset::default()
            .handle_access(AccessFs::from_all(INTERFACE))?
            .handle_access(AccessNet::from_all(INTERFACE))?
            .scope(Scope::from_all(INTERFACE))?
            .create()?
            .add_rules(path_beneath_rules(["/"], AccessFs::from_read(INTERFACE)))?
            // Where programs that are started send what no one reads.
            .add_rules(path_beneath_rules(["/dev/null"], AccessFs::WriteFile))?
            .add_rules(path_beneath_rules(writable, AccessFs::from_all(INTERFACE)))?
            .restrict_self()?;
        Ok(())
    }

    /// System calls that open a socket answer that it is not permitted.
    pub fn close_network() -> Result<(), Box<dyn std::error::Error>> {
        let calls = [libc::SYS_socket, libc::SYS_io_uring_setup];
        let rules: BTreeMap<_, _> = calls.into_iter().map(|call| (call, Vec::new())).collect();
        let refuse = SeccompAction::Errno(libc::EACCES.unsigned_abs());
        let arch: TargetArch = std::env::consts::ARCH.try_into()?;
        let filter: BpfProgram = SeccompFilter::new(rules, SeccompAction::Allow, refuse, arch)?.try_into()?;
        Ok(seccompiler::apply_filter(&filter)?)
    }
}
