//! Questions asked of a store, in process and of the program.

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant};

use chidao::answer::{self, DeadlineFilter, DiffFilter, LineageFilter, SearchFilter, StatusFilter};
use chidao::lineage::registry::Registry;
use chidao::store::{Filter, Store};

use super::genre::{Paper, Stream};
use super::{Table, program};

const ROUNDS: usize = 200;
const COMMANDS: usize = 20;
/// A kind of question that has taken so long is asked no more.
const PATIENCE: Duration = Duration::from_secs(20);
/// Goals in milliseconds: a search, any other question, a whole command.
const SEARCH: Option<f64> = Some(10.0);
const QUESTION: Option<f64> = Some(25.0);
const COMMAND: Option<f64> = Some(60.0);

/// Asks each kind of question about so many different things. The files of the store are read once before: how long a disk
/// takes for what the system has let go of is not what is measured.
pub fn ask(size: usize, folder: &Path, table: &mut Table) {
    for file in walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let mut file = std::fs::File::open(file.path()).expect("a file of the store");
        std::io::copy(&mut file, &mut std::io::sink()).expect("read");
    }
    let store = Store::open(folder).expect("a store");
    let registry = Registry::shipped();
    let mut stream = Stream(size as u64);
    let only = std::env::var("CHIDAO_BENCH_ONLY").unwrap_or_default();
    let mut measure = |what: &str, goal, ask: &mut dyn FnMut(&mut Stream)| {
        if !what.contains(&only) {
            return;
        }
        let (start, busy) = (Instant::now(), program::busy());
        let mut took = Vec::new();
        while took.len() < ROUNDS && start.elapsed() < PATIENCE {
            let start = Instant::now();
            ask(&mut stream);
            took.push(start.elapsed());
        }
        // The system counts by its ticks, so only all of them together tell.
        if let Some((now, before)) = program::busy().zip(busy) {
            let each = (now - before) / u32::try_from(took.len()).unwrap_or(1);
            table.add(size, &format!("{what}: processor time"), each.as_secs_f64() * 1000.0, "ms", None);
        }
        table.times(size, what, &mut took, goal);
    };
    let search = |filter: SearchFilter| drop(answer::search(&store, registry, &filter).expect("an answer"));
    let query = |query: String| SearchFilter { query, limit: NonZeroUsize::new(20), ..SearchFilter::default() };
    let paper = |stream: &mut Stream| Paper::at(stream.below(size));
    measure("search: the most cited regulations", SEARCH, &mut |stream| {
        search(query(stream.of(&["27/2020/TT-BGDĐT", "tt 32/2018", "24/2021/NĐ-CP", "thông tư 20/2018"]).to_owned()));
    });
    measure("search: any citation", SEARCH, &mut |stream| {
        let paper = paper(stream);
        search(query(format!("{} {}/{}", paper.kind, paper.number, paper.symbol)));
    });
    measure("search: a word that is everywhere", SEARCH, &mut |stream| {
        search(query(stream.of(&["giáo dục", "hoc sinh", "trường", "kế hoạch", "kiem tra"]).to_owned()));
    });
    measure("search: a few words", SEARCH, &mut |stream| search(query(words(stream).to_owned())));
    measure("search: words that rarely stand together", SEARCH, &mut |stream| {
        let rare = ["giáo viên học sinh kế hoạch", "truong hoc sinh giao vien", "thực hiện kiểm tra nhà trường"];
        search(query(stream.of(&rare).to_owned()));
    });
    measure("search: words that do not stand together", SEARCH, &mut |stream| {
        search(query(stream.of(&["hiệu trưởng nông thôn mới", "khoa hoc dich benh ban tru"]).to_owned()));
    });
    measure("search: a phrase", SEARCH, &mut |stream| search(query(format!("\"{}\"", words(stream)))));
    measure("search: words of a year", SEARCH, &mut |stream| {
        let year = year(paper(stream).school_year());
        search(SearchFilter { year: year.parse().ok(), ..query(words(stream).to_owned()) });
    });
    measure("search: words of a kind, a level, an issuer", SEARCH, &mut |stream| {
        let paper = paper(stream);
        let level = paper.level.slug.parse().ok();
        let kind = paper.kind.parse().ok();
        search(SearchFilter { level, kind, issuer: Some(paper.issuer()), ..query(words(stream).to_owned()) });
    });
    measure("counts by year, issuer, level, kind", SEARCH, &mut |stream| {
        let kind = paper(stream).kind.parse().ok();
        drop(store.document_counts(&Filter { kind, ..Filter::default() }).expect("counts"));
    });
    measure("documents: the newest", QUESTION, &mut |stream| {
        let kind = paper(stream).kind.parse().ok();
        drop(store.newest(&Filter { kind, ..Filter::default() }, 0, 50).expect("a list"));
    });
    measure("deadlines: of an issuer and a year", QUESTION, &mut |stream| {
        let paper = paper(stream);
        let filter = DeadlineFilter {
            year: year(paper.school_year()).parse().ok(),
            issuer: Some(paper.issuer()),
            ..DeadlineFilter::default()
        };
        drop(answer::deadlines(&store, &filter).expect("an answer"));
    });
    measure("deadlines: of a week, anybody's", QUESTION, &mut |stream| {
        let (paper, day) = (paper(stream), 1 + stream.below(22));
        let on = |day: usize| answer::day(&format!("{day}/{}/{}", paper.month, paper.year)).ok();
        let Some((first, last)) = on(day).zip(on(day + 6)) else { return };
        drop(store.deadlines_about(first, last).expect("an answer"));
    });
    measure("diff: two years of an issuer", QUESTION, &mut |stream| {
        let paper = paper(stream);
        let first = paper.school_year();
        let (Ok(old), Ok(new)) = (year(first).parse(), year(first + 1).parse()) else { return };
        let filter = DiffFilter { old, new, level: None, issuer: Some(paper.issuer()), series: None };
        drop(answer::diff(&store, &filter).expect("an answer"));
    });
    measure("status: of a regulation", QUESTION, &mut |stream| {
        let work = stream.of(&["27/2020/TT-BGDĐT", "32/2018/TT-BGDĐT", "24/2021/NĐ-CP", "16/2006/QĐ-BGDĐT"]).to_owned();
        drop(
            answer::status(Some(&store), registry, &StatusFilter { work, ..StatusFilter::default() })
                .expect("an answer"),
        );
    });
    measure("status: of any document", QUESTION, &mut |stream| {
        let paper = paper(stream);
        let work = format!("{}/{}", paper.number, paper.symbol);
        drop(answer::status(Some(&store), registry, &StatusFilter { work, ..StatusFilter::default() }));
    });
    measure("lineage: of any document", QUESTION, &mut |stream| {
        let work = (1 + stream.below(size)).to_string();
        drop(answer::lineage(&store, &LineageFilter { work }));
    });
    let mut command = |what: &str, arguments: &[&str]| {
        if !what.contains(&only) {
            return;
        }
        let busy = program::children_busy();
        let mut took: Vec<Duration> = (0..COMMANDS)
            .map(|_| program::timed(program::chidao().args(arguments).arg("--store").arg(folder)))
            .collect();
        took.sort_unstable();
        println!("  {what:<52} {:>10.2} ms by the clock", took[COMMANDS / 2].as_secs_f64() * 1000.0);
        let each = (program::children_busy() - busy) / u32::try_from(COMMANDS).unwrap_or(1);
        table.add(size, what, each.as_secs_f64() * 1000.0, "ms", COMMAND);
    };
    command("command: search, a citation", &["search", "tt 27/2020", "--limit", "20"]);
    command("command: search, words", &["search", "phòng chống đuối nước", "--limit", "20"]);
}

/// Words as people look for them, with marks and without.
fn words(stream: &mut Stream) -> &'static str {
    const WORDS: [&str; 8] = [
        "phòng chống dịch bệnh",
        "boi duong hoc sinh nang khieu",
        "bếp ăn bán trú",
        "xay dung nong thon moi",
        "Trường Nguyễn Văn Thắng",
        "chương trình sữa học đường",
        "tiep cong dan",
        "nghiên cứu khoa học",
    ];
    WORDS[stream.below(WORDS.len())]
}

fn year(first: usize) -> String {
    format!("{first}-{}", first + 1)
}
