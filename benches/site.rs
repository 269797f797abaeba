//! The site at the size of an archive: 10,000 directives made up for it, read by the program and served; the first page
//! and other pages are asked for again and again, then page images that were never drawn.
//!
//! Says how long answers take, in milliseconds: the first one after the store has changed, the median, the 95th
//! percentile, the longest; and fails where the first page takes longer than 50 at the 95th percentile, or a page image
//! longer than 300. The stream of numbers is fixed. See `README.md`.

#[allow(dead_code, reason = "the tests of the site use the rest")]
#[path = "../tests/site/client.rs"]
mod client;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use client::Site;

const DOCUMENTS: usize = 10_000;
const ROUNDS: usize = 200;
const FIRST_PAGE: Duration = Duration::from_millis(50);
const PAGE_IMAGE: Duration = Duration::from_millis(300);

fn main() {
    let documents = std::env::var("CHIDAO_BENCH_DOCUMENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(DOCUMENTS);
    let folder = tempfile::tempdir().expect("a folder");
    let (files, store) = (folder.path().join("files"), folder.path().join("store"));
    write(&files, documents);
    let start = Instant::now();
    index(&store, &[&files, &Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")]);
    println!("{documents} directives and the sample corpus read in {:.0} s", start.elapsed().as_secs_f64());
    let site = Site::of(&store);
    let first = measure(&site, "/");
    for path in [
        "/deadlines?year=2024-2025&level=thcs&issuer=phong%20gd%20huyen%20so%207",
        "/review",
        "/review?kind=deadline",
        "/documents",
        "/documents/77?tab=references",
        "/documents/77?tab=deadlines",
        "/works",
        "/search?q=27%2F2020",
        "/search?q=phong%20chong%20duoi%20nuoc",
        "/compare?old=2023-2024&new=2024-2025&issuer=huyen%20so%207",
    ] {
        measure(&site, path);
    }
    let works = site.get("/works").text();
    let work = works.split("href=\"/works/").nth(1).and_then(|rest| rest.split('"').next()).expect("a work");
    measure(&site, &format!("/works/{work}"));
    let images = images(&site, documents);
    assert!(first <= FIRST_PAGE, "the first page: {first:?}");
    assert!(images <= PAGE_IMAGE, "page images: {images:?}");
}

/// Asks for a page; gives the 95th percentile without the first answer, which reads the store.
fn measure(site: &Site, path: &str) -> Duration {
    let ask = || {
        let start = Instant::now();
        let answer = site.get(path);
        assert_eq!(answer.status, 200, "{path}");
        start.elapsed()
    };
    let first = ask();
    // Slow pages are asked for less often: the figure does not get better by waiting for it.
    let rounds = if first > Duration::from_millis(500) { 20 } else { ROUNDS };
    let mut took: Vec<Duration> = (0..rounds).map(|_| ask()).collect();
    said(path, first, &mut took)
}

/// Asks once for each page of the sample's PDFs.
fn images(site: &Site, documents: usize) -> Duration {
    let mut took = Vec::new();
    for id in (1..=40).map(|more| more + documents).chain(1..=40) {
        for page in 1..=4 {
            let start = Instant::now();
            let answer = site.get(&format!("/documents/{id}/pages/{page}"));
            if answer.status == 200 && answer.body.starts_with(b"\x89PNG") {
                took.push(start.elapsed());
            }
        }
    }
    assert!(took.len() >= 30, "{} images were drawn", took.len());
    let first = took[0];
    said(&format!("{} page images, each for the first time", took.len()), first, &mut took)
}

fn said(what: &str, first: Duration, took: &mut [Duration]) -> Duration {
    took.sort_unstable();
    let at = |share: f64| took[((took.len() - 1) as f64 * share).round() as usize];
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{what}: first {:.1}, median {:.1}, 95 % {:.1}, longest {:.1} ms",
        ms(first),
        ms(at(0.5)),
        ms(at(0.95)),
        ms(at(1.0))
    );
    at(0.95)
}

fn index(store: &Path, roots: &[&Path]) {
    let run = Command::new(env!("CARGO_BIN_EXE_chidao"))
        .args(["index", "--no-ocr", "--store"])
        .arg(store)
        .args(roots)
        .output()
        .expect("the program runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// Writes so many directives, each with citations, targets and deadlines of its own.
fn write(folder: &Path, documents: usize) {
    const CITED: [&str; 6] = [
        "Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ Giáo dục và Đào tạo",
        "Thông tư số 32/2018/TT-BGDĐT ngày 26/12/2018 của Bộ Giáo dục và Đào tạo",
        "Nghị định số 24/2021/NĐ-CP ngày 23/3/2021 của Chính phủ",
        "Thông tư số 20/2018/TT-BGDĐT ngày 22/8/2018 của Bộ Giáo dục và Đào tạo",
        "Luật Giáo dục ngày 14/6/2019",
        "Quyết định số 2171/QĐ-BGDĐT ngày 28/7/2023 của Bộ Giáo dục và Đào tạo",
    ];
    const TASKS: [&str; 5] = [
        "phòng, chống đuối nước cho học sinh",
        "rà soát cơ sở vật chất",
        "tập huấn giáo viên về chương trình mới",
        "kiểm tra công tác phổ cập giáo dục",
        "tổ chức ngày hội đọc sách",
    ];
    const LEVELS: [(&str, &str); 3] = [("tiểu học", "GDTH"), ("trung học cơ sở", "THCS"), ("mầm non", "GDMN")];
    let mut stream = Stream(20_260_904);
    fs::create_dir_all(folder).expect("a folder");
    for n in 0..documents {
        let (district, year) = (stream.below(600), 2015 + stream.below(11));
        let (level, symbol) = LEVELS[stream.below(LEVELS.len())];
        let mut text = format!(
            "UBND HUYỆN SỐ {district}\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: {}/PGDĐT-{symbol}\n\
             Huyện số {district}, ngày {:02} tháng 9 năm {year}\nV/v hướng dẫn nhiệm vụ giáo dục {level} năm học {year}-{}\n\
             Kính gửi: Các trường {level} trong huyện\n",
            n % 900 + 1,
            stream.below(28) + 1,
            year + 1
        );
        for _ in 0..3 {
            writeln!(text, "Căn cứ {};", CITED[stream.below(CITED.len())]).expect("written");
        }
        writeln!(
            text,
            "Thực hiện Công văn số {}/SGDĐT-{symbol} ngày {:02}/8/{year} của Sở Giáo dục và Đào tạo;",
            stream.below(3000) + 1,
            stream.below(28) + 1
        )
        .expect("written");
        for at in 1..=4 {
            let task = TASKS[stream.below(TASKS.len())];
            let (day, month) = (stream.below(28) + 1, stream.below(12) + 1);
            let year = if month < 9 { year + 1 } else { year };
            writeln!(text, "{at}. Các trường {task}, báo cáo về Phòng trước ngày {day:02}/{month}/{year}.")
                .expect("written");
        }
        for (at, what) in
            ["hoàn thành chương trình", "được học 2 buổi/ngày", "tham gia bảo hiểm y tế"].iter().enumerate()
        {
            writeln!(text, "{}. Phấn đấu {}% học sinh {what}.", at + 5, 80 + stream.below(21)).expect("written");
        }
        fs::write(folder.join(format!("{n:05}.txt")), text).expect("written");
    }
}

/// A fixed stream of numbers (splitmix64).
struct Stream(u64);

impl Stream {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}
