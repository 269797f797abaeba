//! What the site refuses: other names, other sites, other files; and that nothing a document holds becomes a script.
//! The addresses come from the table of routes, so that a new one cannot be forgotten.

use std::fmt::Write as _;

use axum::http::Method;
use chidao::web::{TOKEN_PARAMETER, routes};

use crate::client::Site;
use crate::common::Sample;

/// An address for each route, its parts filled in.
fn addresses() -> Vec<(Method, String)> {
    let fill = |path: &str| {
        path.replace("{id}", "1").replace("{page}", "1").replace("{name}", "style.css").replace("{form}", "docx")
    };
    let all: Vec<_> = routes().iter().map(|route| (route.method.clone(), fill(route.path))).collect();
    assert!(all.iter().all(|(_, path)| !path.contains('{')), "a part without a value: {all:?}");
    all
}

fn hosts(port: &str) -> Vec<String> {
    let mut hosts: Vec<String> = [
        "",
        "evil.example",
        "evil.example:80",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "localhost:80",
        "127.0.0.1:80",
        "localhost.:PORT",
        "localhost:PORT.",
        "localhost:0PORT",
        "localhost:PORT:PORT",
        "localhost:PORT/",
        "localhost:PORT#",
        "localhost:PORT?x",
        "localhost:PORT@evil.example",
        "evil.example@localhost:PORT",
        "user:pw@localhost:PORT",
        "127.0.0.1.evil.example:PORT",
        "localhost.evil.example:PORT",
        "evil.localhost:PORT",
        "127.1:PORT",
        "127.0.1:PORT",
        "2130706433:PORT",
        "0x7f000001:PORT",
        "0177.0.0.1:PORT",
        "0.0.0.0:PORT",
        "127.0.0.2:PORT",
        "[::]:PORT",
        "[::ffff:127.0.0.1]:PORT",
        "[0:0:0:0:0:0:0:1]:PORT",
        "::1:PORT",
        "169.254.169.254",
        "metadata.internal",
        "127.0.0.1:PORT, evil.example",
        "127.0.0.1:PORT evil.example",
        "127.0.0.1 :PORT",
        "127.0.0.1: PORT",
        "%31%32%37.0.0.1:PORT",
        "localhost%00:PORT",
        "ｌocalhost:PORT",
        "loc\u{430}lhost:PORT",
        "http://localhost:PORT",
        "//localhost:PORT",
        "null",
        "*",
    ]
    .map(|host| host.replace("PORT", port))
    .to_vec();
    hosts.dedup();
    assert!(hosts.len() >= 40, "{}", hosts.len());
    hosts
}

#[test]
fn no_name_but_its_own_opens_any_route() {
    let empty = tempfile::tempdir().expect("a folder");
    let site = Site::of(empty.path());
    let port = site.host.rsplit(':').next().expect("a port").to_owned();
    for (method, path) in addresses() {
        for host in hosts(&port) {
            let request =
                format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            let answer = site.send(request.as_bytes());
            assert!(matches!(answer.status, 400 | 421), "{method} {path} as {host:?}: {}", answer.head);
        }
        let two = format!(
            "{method} {path} HTTP/1.1\r\nHost: {0}\r\nHost: {0}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            site.host
        );
        assert!(matches!(site.send(two.as_bytes()).status, 400 | 421), "two names: {path}");
        let none = format!("{method} {path} HTTP/1.0\r\nContent-Length: 0\r\n\r\n");
        assert!(matches!(site.send(none.as_bytes()).status, 400 | 421), "no name: {path}");
    }
    for own in [site.host.clone(), format!("localhost:{port}"), format!("[::1]:{port}")] {
        let answer = site.send(format!("GET /help HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n").as_bytes());
        assert_eq!(answer.status, 200, "{own}");
    }
}

#[test]
fn changes_need_the_token_and_no_other_site_can_send_them() {
    let empty = tempfile::tempdir().expect("a folder");
    let site = Site::of(empty.path());
    let token = site.token();
    let host = site.host.clone();
    let changes: Vec<String> =
        addresses().into_iter().filter(|(method, _)| method == Method::POST).map(|(_, path)| path).collect();
    assert!(!changes.is_empty());
    for path in changes {
        let with_token = format!("{path}?{TOKEN_PARAMETER}={token}");
        for headers in [
            "Origin: http://evil.example\r\n".to_owned(),
            "Origin: null\r\n".to_owned(),
            format!("Origin: https://{host}\r\n"),
            format!("Origin: http://{host}.evil.example\r\n"),
            "Sec-Fetch-Site: cross-site\r\n".to_owned(),
            "Sec-Fetch-Site: same-site\r\n".to_owned(),
            format!("Origin: http://{host}\r\nSec-Fetch-Site: cross-site\r\n"),
        ] {
            assert_eq!(site.post(&with_token, &headers, "lang=en").status, 403, "{path} with {headers}");
        }
        for wrong in ["", "0", &token[1..], &token.replace(|c: char| c.is_ascii_digit(), "x")] {
            let address = format!("{path}?{TOKEN_PARAMETER}={wrong}");
            assert_eq!(site.post(&address, "", "lang=en").status, 403, "{address}");
        }
        assert_eq!(site.post(&path, "", &format!("lang=en&{TOKEN_PARAMETER}={token}")).status, 403, "not in the body");
        assert_ne!(
            site.post(&with_token, &format!("Origin: http://{host}\r\n"), "lang=en").status,
            403,
            "its own page may"
        );
        let is_shown = addresses().iter().any(|(method, shown)| method == Method::GET && *shown == path);
        let looked_at = if is_shown { 200 } else { 405 };
        assert_eq!(site.get(&path).status, looked_at, "{path}: looking at it changes nothing");
    }
}

#[test]
fn every_answer_forbids_scripts_frames_and_connections_of_others() {
    let sample = Sample::of(&["corpus/2024-2025-phong-vankhe-thong-bao-day-them.pdf"]);
    let site = Site::of(sample.folder());
    let mut paths: Vec<String> =
        addresses().into_iter().filter(|(method, _)| method == Method::GET).map(|(_, path)| path).collect();
    paths.push("/no/such/page".to_owned());
    for path in paths {
        let answer = site.get(&path);
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        for (name, value) in
            [("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"), ("x-frame-options", "DENY")]
        {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        let page = answer.text();
        if answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            assert!(
                !page.contains("style=") && !page.contains("<style") && !page.contains(" onclick"),
                "{path}: inline"
            );
            assert!(!page.contains("href=\"http") && !page.contains("src=\"http"), "{path} leads away");
        }
    }
}

/// What could become a script, a tag, another header, another query.
fn payloads() -> Vec<String> {
    let mut all: Vec<String> = [
        "<script>alert(1)</script>",
        "\"><script>alert(1)</script>",
        "'><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<svg/onload=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' onmouseover='alert(1)",
        "\" autofocus onfocus=alert(1) x=\"",
        "<a href=javascript:alert(1)>x</a>",
        "<iframe src=//evil.example></iframe>",
        "<math><mtext></form><script>alert(1)</script>",
        "<style>*{display:none}</style>",
        "<link rel=stylesheet href=//evil.example>",
        "<meta http-equiv=refresh content=0;url=//evil.example>",
        "<base href=//evil.example>",
        "<form action=//evil.example>",
        "<object data=//evil.example>",
        "<embed src=//evil.example>",
        "<video><source onerror=alert(1)>",
        "<details open ontoggle=alert(1)>",
        "<input autofocus onfocus=alert(1)>",
        "<select autofocus onfocus=alert(1)>",
        "<body onload=alert(1)>",
        "<marquee onstart=alert(1)>",
        "<!--<script>alert(1)//-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<scr<script>ipt>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<script\u{a0}>alert(1)</script>",
        "{{7*7}}",
        "{% raw %}",
        "${7*7}",
        "#{7*7}",
        "<%= 7*7 %>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;alert(1)",
        "\\u003cscript\\u003e",
        "'; DROP TABLE documents; --",
        "' OR '1'='1",
        "\" OR \"\"=\"",
        "%' OR 1=1 --",
        "1; SELECT sqlite_version()",
        "NEAR(a b)",
        "a* OR b",
        "content:x",
        "\"unclosed",
        "(((",
        "[[[",
        "^~!",
        "\\",
        "a\r\nSet-Cookie: x=1",
        "..%2f..%2fetc%2fpasswd",
        "\u{202e}gnp.exe",
        "\u{feff}",
        "𝕬𝖑𝖊𝖗𝖙",
        "=cmd|'/c calc'!A0",
        "@SUM(1+1)",
        "+1+1",
        "-1+1",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push("(".repeat(3000));
    assert!(all.len() >= 60, "{}", all.len());
    all
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        write!(out, "%{byte:02X}").expect("written");
        out
    })
}

/// The elements that the site's pages are made of.
const ELEMENTS: &[&str] = &[
    "html", "head", "meta", "title", "link", "script", "body", "a", "header", "form", "label", "input", "button",
    "nav", "ul", "ol", "li", "main", "h1", "h2", "h3", "p", "div", "section", "article", "aside", "footer", "table",
    "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "strong", "span", "mark", "q", "br", "time", "code", "pre",
    "kbd", "select", "option", "progress", "details", "summary", "textarea", "em", "svg", "image", "rect", "desc",
    "defs", "marker", "path", "line", "text", "tspan", "g",
];

/// Asserts that a browser would find nothing in the page but what the site's own templates put there.
fn assert_harmless(page: &str, payload: &str, place: &str) {
    let parsed = scraper::Html::parse_document(page);
    for node in parsed.tree.nodes() {
        if node.value().is_comment() {
            panic!("a comment of {payload:?} in {place}");
        }
        let Some(element) = node.value().as_element() else { continue };
        let name = element.name();
        assert!(ELEMENTS.contains(&name), "<{name}> of {payload:?} in {place}");
        assert!(
            name != "script" || element.attr("src") == Some("/assets/site.js"),
            "a script of {payload:?} in {place}"
        );
        assert!(name != "meta" || element.attr("http-equiv").is_none(), "a header of {payload:?} in {place}");
        for (attribute, value) in element.attrs() {
            assert!(!attribute.starts_with("on") && attribute != "style", "{attribute} of {payload:?} in {place}");
            if matches!(attribute, "href" | "src" | "action" | "xlink:href" | "formaction") {
                let stays = value.starts_with('#')
                    || value.starts_with('/') && !value.starts_with("//") && !value.starts_with("/\\");
                assert!(stays, "{attribute}={value:?} of {payload:?} in {place}");
            }
        }
    }
}

#[test]
fn nothing_that_is_asked_becomes_a_script() {
    let sample = Sample::of(&["corpus/2024-2025-phong-vankhe-thong-bao-day-them.pdf"]);
    let site = Site::of(sample.folder());
    for payload in payloads() {
        let sent = escaped(&payload);
        for path in [
            format!("/search?q={sent}"),
            format!("/search?q=27&issuer={sent}"),
            format!("/deadlines?issuer={sent}&year={sent}"),
            format!("/targets?level={sent}&issuer={sent}"),
            format!("/documents?type={sent}&issuer={sent}&sheet={sent}"),
            format!("/documents/1?tab={sent}&page={sent}&fact={sent}"),
            format!("/documents/{sent}"),
            format!("/works/{sent}"),
            format!("/lineage?work={sent}&document={sent}"),
            format!("/review?kind={sent}&year={sent}&issuer={sent}&skip={sent}&last={sent}&edit={sent}"),
            format!("/review?last=1.deadline.{sent}"),
            format!("/reviewed?sheet={sent}"),
            format!("/compare?old={sent}&new={sent}&level={sent}&issuer={sent}&series={sent}&change={sent}"),
            format!("/compare/pages?old={sent}&new={sent}"),
            format!("/search?q=27&status={sent}"),
            format!("/deadlines?before={sent}&month={sent}&sheet={sent}"),
            format!("/search?q={sent}&year=2031-2032&sheet={sent}"),
            format!("/works/1?sheet={sent}&on={sent}&grade={sent}"),
            format!("/assets/{sent}"),
        ] {
            let answer = site.get(&path);
            assert!(matches!(answer.status, 200 | 400 | 404 | 414 | 431), "{path}: {}", answer.head);
            assert!(!answer.head.to_lowercase().contains("set-cookie"), "{path}");
            assert_harmless(&answer.text(), &payload, &path);
        }
    }
}

#[test]
fn nothing_that_a_document_holds_becomes_a_script() {
    let folder = tempfile::tempdir().expect("a folder");
    for (n, payload) in payloads().iter().enumerate() {
        // In the name of the file as far as a name can hold it, in the subject, in the body, in a citation, in a task.
        let name: String = payload.chars().filter(|c| !matches!(c, '/' | '\0' | '\r' | '\n')).take(60).collect();
        let line = payload.replace(['\r', '\n'], " ");
        let text = format!(
            "UBND HUYỆN AN BÌNH\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: {n}/PGDĐT-{line}\nAn Bình, ngày 05 tháng 9 năm 2024\n\
             V/v hướng dẫn {line} năm học 2024-2025\nKính gửi: {line}\n\
             Căn cứ Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 của {line}; Công văn số {n}/SGDĐT-{line} ngày 01/9/2024;\n\
             1. {line}\nPhấn đấu 98% học sinh {line} hoàn thành.\nBáo cáo {line} trước ngày 15/10/2024.\n"
        );
        std::fs::write(folder.path().join(format!("{n} {name}.txt")), text).expect("written");
    }
    let sample = Sample::of(&[&folder.path().display().to_string()]);
    let site = Site::of(sample.folder());
    let count = payloads().len();
    let mut paths: Vec<String> = [
        "/",
        "/documents",
        "/documents?sheet=2",
        "/deadlines",
        "/targets",
        "/works",
        "/health",
        "/review",
        "/review?kind=deadline&skip=7",
        "/review?kind=identity",
        "/reviewed",
        "/searches",
        "/compare",
        "/compare?series=1",
        "/deadlines?before=1&year=2024-2025",
        "/search?q=hoc%20sinh",
        "/search?q=27%2F2020",
    ]
    .map(str::to_owned)
    .to_vec();
    for id in 1..=count {
        for tab in ["attributes", "references", "targets", "deadlines", "effects", "text"] {
            paths.push(format!("/documents/{id}?tab={tab}"));
        }
        paths.push(format!("/review?kind=target&skip={id}&edit=1"));
        paths.push(format!("/works/{id}"));
        paths.push(format!("/lineage?document={id}"));
    }
    for path in paths {
        let answer = site.get(&path);
        assert!(matches!(answer.status, 200 | 404), "{path}: {}", answer.head);
        assert_harmless(&answer.text(), "a document's", &path);
    }
    for id in 1..=count {
        let file = site.get(&format!("/documents/{id}/file"));
        assert_eq!(file.header("content-type"), Some("application/octet-stream"), "browsers do not show it");
        assert!(!file.head.contains("Set-Cookie: x"), "{}", file.head);
    }
}

/// What OCR reads is as foreign as a file: a program that stands in for Tesseract reads the payloads off a page.
#[cfg(unix)]
#[test]
fn nothing_that_ocr_reads_becomes_a_script() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let xml = |text: &str| {
        let escape = |c: char| match c {
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '&' => "&amp;".to_owned(),
            '"' => "&quot;".to_owned(),
            // XML has no way to write the others.
            c if c.is_control() => " ".to_owned(),
            c => c.to_string(),
        };
        text.chars().map(escape).collect::<String>()
    };
    let mut lines = vec![
        "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO".to_owned(),
        "Số: 17/PGDĐT-THCS".to_owned(),
        "An Bình, ngày 05 tháng 9 năm 2024".to_owned(),
    ];
    lines.extend(
        payloads()
            .iter()
            .filter(|payload| payload.len() < 100)
            .map(|payload| format!("Các trường {payload} báo cáo trước ngày 15/10/2024, đạt 98% học sinh {payload}.")),
    );
    let mut answer = String::from("<html><body><div class=\"ocr_page\" title=\"bbox 0 0 1240 1754\">");
    for (n, line) in lines.iter().enumerate() {
        let y = 40 + n * 26;
        write!(answer, "<span class=\"ocr_line\" title=\"bbox 60 {y} 1200 {}; baseline 0 -4; x_size 20\">", y + 20)
            .expect("written");
        let words: Vec<&str> = line.split_whitespace().collect();
        let step = 1140 / words.len().max(1);
        for (at, word) in words.iter().enumerate() {
            let x = 60 + at * step;
            write!(
                answer,
                "<span class=\"ocrx_word\" title=\"bbox {x} {y} {} {}; x_wconf 96\">{}</span> ",
                x + step - 4,
                y + 20,
                xml(word)
            )
            .expect("written");
        }
        answer.push_str("</span>");
    }
    answer.push_str("</div></body></html>");
    std::fs::create_dir(at("bin")).expect("a folder");
    std::fs::write(at("bin/page.hocr"), answer).expect("written");
    let stands_in = "#!/bin/sh\ncase \"$1\" in --version) echo 'tesseract 5.3.0';; --list-langs) echo vie;;\n\
        *) cat >/dev/null; cat \"${0%/*}/page.hocr\";; esac\n";
    std::fs::write(at("bin/tesseract"), stands_in).expect("written");
    std::fs::set_permissions(at("bin/tesseract"), std::fs::Permissions::from_mode(0o755)).expect("set");
    let page = crate::scan::Scan::of_page("corpus/2024-2025-phong-vankhe-thong-bao-day-them.pdf", 0, 150.0);
    std::fs::write(at("scan.pdf"), crate::scan::pdf(&[page])).expect("written");
    let path = std::env::join_paths([at("bin"), "/usr/bin".into(), "/bin".into()]).expect("a PATH");
    let read = std::process::Command::new(env!("CARGO_BIN_EXE_chidao"))
        .args(["index", "--store"])
        .args([at("store"), at("scan.pdf")])
        .env("PATH", path)
        .output()
        .expect("the program runs");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let site = Site::of(at("store"));
    let text = site.get("/documents/1?tab=text").text();
    assert!(text.contains("onerror=alert(1)") && text.contains("15/10/2024"), "the payloads were read: {text}");
    for path in [
        "/",
        "/documents",
        "/deadlines",
        "/targets",
        "/review",
        "/review?kind=deadline&skip=9",
        "/review?kind=target&skip=20",
        "/search?q=hoc%20sinh",
        "/documents/1?tab=deadlines",
        "/documents/1?tab=targets",
        "/documents/1?tab=text",
    ] {
        let answer = site.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_harmless(&answer.text(), "what OCR read", path);
    }
}

#[test]
fn nothing_that_people_write_becomes_a_script() {
    let sample = Sample::of(&["corpus/2024-2025-phong-vankhe-thong-bao-day-them.pdf"]);
    let site = Site::of(sample.folder());
    let token = site.token();
    let review = site.get("/review").text();
    let main = review.split_once("<main").map_or("", |(_, main)| main).to_owned();
    let hidden = |name: &str| {
        let field = format!("name=\"{name}\" value=\"");
        main.split(&field).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    };
    let (document, fact, anchor) = (hidden("document"), hidden("fact"), hidden("at"));
    let tab = format!("/documents/{document}?tab={fact}s");
    for (n, payload) in payloads().iter().enumerate() {
        let sent = escaped(payload);
        // The name of a kept search, which is the tag that people give; the words of a correction.
        let address = escaped(&format!("/search?q={n}%20hoc%20sinh"));
        let form = format!("do=save&name={sent}&address={address}");
        let kept = site.post(&format!("/searches?token={token}"), "", &form);
        assert!(matches!(kept.status, 303 | 400), "{}", kept.head);
        let form = format!(
            "document={document}&fact={fact}&at={anchor}&do=correct&action={sent}&who={sent}&subject={sent}&unit={sent}&\
             scope={sent}&value=1&back={sent}"
        );
        let said = site.post(&format!("/review?token={token}"), "", &form);
        assert!(matches!(said.status, 303 | 400), "{}", said.head);
        assert!(
            !said.head.to_lowercase().contains("set-cookie") && !said.head.contains("evil.example"),
            "{}",
            said.head
        );
        for path in [tab.as_str(), "/reviewed", "/review?last=1.deadline.x"] {
            assert_harmless(&site.get(path).text(), payload, path);
        }
    }
    for path in ["/", "/searches", "/deadlines", "/targets"] {
        assert_harmless(&site.get(path).text(), "what people wrote", path);
    }
}

#[test]
fn no_address_leads_to_a_file_that_is_no_document() {
    let sample = Sample::of(&["corpus/2024-2025-phong-vankhe-thong-bao-day-them.pdf"]);
    let site = Site::of(sample.folder());
    let ups =
        ["..", "%2e%2e", "..%2f", "%2e%2e%2f", "..%5c", "%252e%252e", "..;", "....//", "%c0%ae%c0%ae", "\u{2025}"];
    let goals = ["etc/passwd", "Cargo.toml", "indexes/chidao.sqlite", "chidao.sqlite", "proc/self/environ"];
    let mut tried = 0;
    for up in ups {
        for goal in goals {
            for base in ["/assets/", "/documents/", "/documents/1/", "/"] {
                let path = format!("{base}{0}/{0}/{0}/{goal}", up.replace('\u{2025}', "%E2%80%A5"));
                let answer = site.get(&path);
                assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.head);
                for secret in ["root:x:", "[package]", "SQLite format 3", "PATH="] {
                    assert!(!answer.text().contains(secret), "{path}");
                }
                tried += 1;
            }
        }
    }
    assert!(tried >= 100);
}
