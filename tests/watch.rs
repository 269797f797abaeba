//! `chidao watch` from outside: what comes is read once it is complete, and Ctrl-C ends it cleanly.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &std::path::Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_chidao"))
            .args(["watch", "docs", "--interval", "0.5"])
            .current_dir(folder)
            .env("LC_ALL", "C")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let output = child.stdout.take().expect("a pipe");
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    fn next(&self, seconds: u64) -> Option<String> {
        self.lines.recv_timeout(Duration::from_secs(seconds)).ok()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}

#[test]
fn what_comes_is_read_when_it_is_complete() {
    let folder = tempfile::tempdir().expect("a folder");
    let docs = folder.path().join("docs");
    fs::create_dir(&docs).expect("a folder");
    let mut watch = Watch::start(folder.path());

    // A file that grows for some looks is read once, whole.
    let mut file = fs::File::create(docs.join("a.txt")).expect("created");
    for part in
        ["PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 9/PGDĐT-GDTH\n", "An Bình, ngày 05 tháng 9 năm 2024\n\n", "V/v tuyển sinh\n"]
    {
        file.write_all(part.as_bytes()).expect("written");
        file.sync_all().expect("written");
        std::thread::sleep(Duration::from_millis(300));
    }
    drop(file);
    fs::write(docs.join("b.pdf.crdownload"), "%PDF").expect("written");
    let line = watch.next(60).expect("the document");
    assert!(line.contains("9/PGDĐT-GDTH") && line.contains("tuyển sinh") && line.contains("docs/a.txt"), "{line}");

    // The store is not locked between the looks.
    fs::write(docs.join("c.txt"), "Kế hoạch năm học.").expect("written");
    let line = watch.next(60).expect("the document");
    assert!(line.contains("docs/c.txt"), "{line}");
    let search = Command::new(env!("CARGO_BIN_EXE_chidao"))
        .args(["index", "docs/c.txt", "--format", "json"])
        .current_dir(folder.path())
        .output()
        .expect("the program runs");
    assert_eq!(search.status.code(), Some(0), "{}", String::from_utf8_lossy(&search.stderr));

    let pid = Pid::from_child(&watch.child);
    kill_process(pid, Signal::INT).expect("sent");
    let status = watch.child.wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
    assert_eq!(watch.next(5), None, "nothing else was said");
}
