//! A site that is served for a test, and a client that sends exactly what it is told.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// `chidao serve` on a free port; it ends with the test.
pub struct Site {
    child: Child,
    /// `127.0.0.1:PORT`.
    pub host: String,
}

/// What the site answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Site {
    /// Serves the store in `folder`.
    pub fn of(folder: impl AsRef<Path>) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_chidao"))
            .args(["--lang", "en", "serve", "--port", "0", "--store"])
            .arg(folder.as_ref())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let output = child.stdout.take().expect("standard output");
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).expect("it says its address");
        let host = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(host.starts_with("127.0.0.1:"), "it listens to this computer only: {line}");
        Self { child, host }
    }

    /// Sends these bytes and reads what comes back.
    pub fn send(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.host).expect("the site listens");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
        stream.write_all(request).expect("sent");
        let mut all = Vec::new();
        stream.read_to_end(&mut all).expect("an answer");
        let cut = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(all.len());
        let head = String::from_utf8_lossy(&all[..cut]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default();
        Answer { status, head, body: all.get(cut + 4..).unwrap_or_default().to_vec() }
    }

    /// Asks for a page as a browser does.
    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, "")
    }

    /// As [`Site::get`] with more headers, each line ended.
    pub fn get_with(&self, path: &str, headers: &str) -> Answer {
        let host = &self.host;
        self.send(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n").as_bytes())
    }

    /// Sends a form.
    pub fn post(&self, path: &str, headers: &str, form: &str) -> Answer {
        let (host, length) = (&self.host, form.len());
        self.send(
            format!(
                "POST {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Content-Type: application/x-www-form-urlencoded\r\n\
                 Content-Length: {length}\r\nConnection: close\r\n\r\n{form}"
            )
            .as_bytes(),
        )
    }

    /// The token that the forms of this run carry.
    pub fn token(&self) -> String {
        let page = self.get("/help").text();
        let at = page.find("token=").expect("a form with a token") + "token=".len();
        page[at..].chars().take_while(char::is_ascii_hexdigit).collect()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // It may have ended by itself; the test says what is wrong then.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}
