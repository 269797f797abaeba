//! A store on a network folder is told of.

use super::world::{World, said};

/// The program believes what it is told of the file system, in a build for tests; all else is as it is.
fn on(world: &World, kind: &str, arguments: &[&str]) -> std::process::Output {
    world.command(arguments).env("CHIDAO_TEST_FILE_SYSTEM", kind).output().expect("the program runs")
}

#[test]
fn a_store_on_a_network_folder_is_warned_about() {
    let world = World::new(2);
    for (kind, warned) in [
        ("ext4", false),
        ("btrfs", false),
        ("overlay", false),
        ("fuseblk", false),
        ("nfs", true),
        ("nfs4", true),
        ("cifs", true),
        ("smb3", true),
        ("fuse.sshfs", true),
        ("9p", true),
    ] {
        let output = on(&world, kind, &["index", "docs", "--store", "kho"]);
        assert_eq!(output.status.code(), Some(0), "{kind}: it is a warning: {}", said(&output));
        assert_eq!(said(&output).contains("network folder"), warned, "{kind}: {}", said(&output));
        assert!(!warned || said(&output).contains(kind) && said(&output).contains("--store"), "{kind}");
    }
    let vietnamese = on(&world, "cifs", &["--lang", "vi", "index", "docs", "--store", "kho"]);
    assert!(said(&vietnamese).contains("thư mục mạng"), "{}", said(&vietnamese));
    let doctor = on(&world, "nfs4", &["doctor", "--store", "kho", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_slice(&doctor.stdout).expect("JSON");
    assert_eq!(answer["store"]["network"], "nfs4");
    let doctor = on(&world, "nfs4", &["doctor", "--store", "kho"]);
    assert!(String::from_utf8_lossy(&doctor.stdout).contains("✗ note: the store kho"));
    // A folder that is what it is.
    assert!(!said(&world.run(&["index", "docs", "--store", "kho"])).contains("network"));
}
