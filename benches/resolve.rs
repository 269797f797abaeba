//! Resolution at the size of a country's archive: 100,000 works in 60 provinces, cited two million times with the faults
//! of the genre (dates and issuers left out, bare numbers, slips), resolved at once; then one document more.
//!
//! Says how long it takes, how much memory, how many mentions come to their own work, to another, or stay open; and
//! fails where it takes longer than a minute, where one document more looks at more than its own blocks, or where the
//! partial result differs from the whole one. The stream of numbers is fixed. See `README.md`.

mod genre;

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use chidao::directive::{DirectiveKind, PartialDate};
use chidao::lineage::resolve::{self, Chain, Citing, How, Resolved, Sighting, Statement};
use chidao::text::fold;
use genre::{PROVINCES, Stream, province};

const WORKS: usize = 100_000;
const DOCUMENTS: usize = 100_000;
const MENTIONS: usize = 20;
const LIMIT: Duration = Duration::from_secs(60);

fn main() {
    let mut world = World::new();
    world.write();
    let sightings = world.sightings.len();
    println!(
        "{WORKS} works, {DOCUMENTS} documents, {} mentions, {sightings} sightings, {} statements",
        DOCUMENTS * MENTIONS,
        world.statements.len()
    );
    let start = Instant::now();
    let mut blocks = resolve::blocks(&world.statements, &world.sightings);
    let all: Vec<(&str, &[Sighting])> = blocks.iter().map(|(name, list)| (name.as_str(), list.as_slice())).collect();
    let mut outcome: Vec<Resolved> = vec![Resolved::default(); all.len()];
    resolve::each(&world.statements, &world.documents, &all, |at, resolved| outcome[at] = resolved);
    let took = start.elapsed();
    let works: usize = outcome.iter().map(|block| block.works.len()).sum();
    println!("resolved in {:.1} s into {works} works; memory at most {} MB", took.as_secs_f64(), memory());
    world.judge(&all, &outcome);
    assert!(took < LIMIT, "{took:?} is more than {LIMIT:?}");

    // One document more.
    let before = world.sightings.len();
    world.write_one();
    let added = world.sightings[before..].to_vec();
    let start = Instant::now();
    let mut touched = BTreeMap::new();
    for (name, list) in resolve::blocks(&world.statements, &added) {
        let block = blocks.entry(name.clone()).or_default();
        block.extend(list);
        touched.insert(name, block.clone());
    }
    let looked_at: usize = touched.values().map(Vec::len).sum();
    let part: Vec<(&str, &[Sighting])> = touched.iter().map(|(name, list)| (name.as_str(), list.as_slice())).collect();
    let mut anew: Vec<Resolved> = vec![Resolved::default(); part.len()];
    resolve::each(&world.statements, &world.documents, &part, |at, resolved| anew[at] = resolved);
    let took = start.elapsed();
    println!(
        "one document more, {} mentions: {looked_at} of {} sightings looked at in {} blocks, {:.1} ms",
        added.len(),
        world.sightings.len(),
        part.len(),
        took.as_secs_f64() * 1000.0
    );
    assert!(looked_at * 20 < world.sightings.len(), "one document touches its neighbourhood only");
    let whole = resolve::blocks(&world.statements, &world.sightings);
    for ((name, list), resolved) in part.iter().zip(&anew) {
        assert_eq!(whole.get(*name).map(Vec::as_slice), Some(*list), "the block {name}");
        assert_eq!(&resolve::block(name, &world.statements, &world.documents, list), resolved, "the block {name}");
    }
}

/// A true document.
struct Paper {
    key: String,
    kind: DirectiveKind,
    number: usize,
    /// The year inside the number.
    inside: bool,
    year: i16,
    symbol: &'static str,
    issuer: String,
    date: PartialDate,
}

struct World {
    stream: Stream,
    papers: Vec<Paper>,
    /// The papers that each province and the nation (the last) issue.
    of_place: Vec<Vec<usize>>,
    known: HashMap<Statement, u32>,
    statements: Vec<Statement>,
    documents: Vec<Citing>,
    sightings: Vec<Sighting>,
    /// The paper that each sighting means.
    meant: Vec<usize>,
}

impl World {
    fn new() -> Self {
        let mut stream = Stream(20_240_904);
        let mut papers: Vec<Paper> = Vec::with_capacity(WORKS);
        let mut of_place = vec![Vec::new(); PROVINCES + 1];
        let mut taken: HashMap<String, ()> = HashMap::new();
        while papers.len() < WORKS {
            let (paper, place) = paper(&mut stream);
            if taken.insert(paper.key.clone(), ()).is_none() {
                of_place[place].push(papers.len());
                papers.push(paper);
            }
        }
        Self {
            stream,
            papers,
            of_place,
            known: HashMap::new(),
            statements: Vec::new(),
            documents: Vec::new(),
            sightings: Vec::new(),
            meant: Vec::new(),
        }
    }

    fn write(&mut self) {
        for _ in 0..DOCUMENTS {
            self.write_one();
        }
    }

    /// A document of some province, which cites its own place's papers and the nation's, mostly in their years.
    fn write_one(&mut self) {
        let province = self.stream.below(PROVINCES);
        let year = 2015 + self.stream.below(11) as i16;
        let district = self.stream.below(12);
        let name = name_of(province);
        let office = if self.stream.one_in(3) { "so".to_owned() } else { format!("phong-{district}") };
        let chain = Chain {
            // One in ten does not tell where it comes from.
            province: (!self.stream.one_in(10)).then(|| name.clone()),
            district: (office != "so").then(|| format!("huyen {district} {name}")),
            ..Chain::default()
        };
        let document = self.documents.len() as u32;
        self.documents.push(Citing {
            date: PartialDate::day(year, 9, 5),
            years: vec![year],
            issuer: chain.province.is_some().then(|| format!("{office}:{name}")),
            chain,
        });
        let mut cited = Vec::new();
        for _ in 0..MENTIONS {
            // What was cited is cited again, shorter.
            let again = !cited.is_empty() && self.stream.one_in(3);
            let paper = if again {
                cited[self.stream.below(cited.len())]
            } else {
                let place = if self.stream.one_in(2) { province } else { PROVINCES };
                let Some(paper) = self.pick(place, year) else { continue };
                cited.push(paper);
                paper
            };
            let statement = self.state(paper, again);
            let next = self.statements.len() as u32;
            let statement = *self.known.entry(statement).or_insert_with_key(|statement| {
                self.statements.push(statement.clone());
                next
            });
            self.sightings.push(Sighting { statement, document });
            self.meant.push(paper);
        }
    }

    /// A paper of the place that was there in that year; a few are cited by everybody.
    fn pick(&mut self, place: usize, year: i16) -> Option<usize> {
        for _ in 0..20 {
            let list = &self.of_place[place];
            let range = if self.stream.one_in(2) { list.len().min(200) } else { list.len() };
            let paper = list[self.stream.below(range)];
            if self.papers[paper].year < year {
                return Some(paper);
            }
        }
        None
    }

    /// How a document names the paper: in full, or with the faults of the genre.
    fn state(&mut self, paper: usize, again: bool) -> Statement {
        let (stream, paper) = (&mut self.stream, &self.papers[paper]);
        let mut statement = Statement {
            kind: Some(paper.kind),
            number: Some(paper.number.to_string()),
            year: paper.inside.then(|| paper.year.to_string()),
            symbol: Some(paper.symbol.to_owned()),
            issuer: Some(paper.issuer.clone()),
            date: Some(paper.date),
            ..Statement::default()
        };
        // A second mention gives type and number alone, as the rules of style allow.
        if again {
            statement.date = None;
            statement.issuer = None;
            if stream.one_in(3) {
                statement.symbol = None;
                statement.year = None;
            }
            return statement;
        }
        if stream.one_in(8) {
            statement.issuer = None;
        } else if stream.one_in(2) {
            // "UBND tỉnh": whose it is follows from the citing document.
            let short = statement.issuer.as_deref().and_then(|name| name.split(" Tỉnh ").next());
            statement.issuer = short.map(str::to_owned);
        }
        if stream.one_in(10) {
            statement.date = None;
        }
        if paper.inside && stream.one_in(25) {
            statement.year = None;
        }
        if stream.one_in(200) {
            statement.number = Some(format!("{}0", paper.number));
        }
        if stream.one_in(20) {
            statement.symbol = None;
            statement.year = None;
        }
        statement
    }

    /// Says how many sightings came to the paper that they mean.
    fn judge(&self, blocks: &[(&str, &[Sighting])], outcome: &[Resolved]) {
        let meant: HashMap<Sighting, usize> = self.sightings.iter().copied().zip(self.meant.iter().copied()).collect();
        let (mut right, mut wrong, mut open) = (0_usize, 0_usize, 0_usize);
        let mut by: BTreeMap<How, (usize, usize)> = BTreeMap::new();
        for ((_, list), resolved) in blocks.iter().zip(outcome) {
            for (sighting, link) in list.iter().zip(&resolved.links) {
                let (Some(link), Some(paper)) = (link, meant.get(sighting)) else { continue };
                let work = &resolved.works[link.work];
                let slip = self.statements[sighting.statement as usize].number.as_deref()
                    != Some(&self.papers[*paper].number.to_string());
                if work.open || slip {
                    open += 1;
                    continue;
                }
                let row = by.entry(link.how).or_default();
                if work.key == self.papers[*paper].key {
                    right += 1;
                    row.0 += 1;
                } else {
                    wrong += 1;
                    row.1 += 1;
                }
            }
        }
        let all = (right + wrong + open) as f64 / 100.0;
        println!(
            "sightings: {:.2} % at their work, {:.2} % at another, {:.2} % open or mistyped",
            right as f64 / all,
            wrong as f64 / all,
            open as f64 / all
        );
        for (how, (right, wrong)) in by {
            println!("  {}: {right} right, {wrong} wrong", how.slug());
        }
        assert!(wrong * 100 < right, "less than one in a hundred is put to another document");
    }
}

fn name_of(at: usize) -> String {
    fold(&province(at))
}

/// A true document and the place that issues it.
fn paper(stream: &mut Stream) -> (Paper, usize) {
    use DirectiveKind::{CongVan, KeHoach, NghiDinh, QuyetDinh, ThongTu};
    const NATIONAL: [(DirectiveKind, &str, &str, bool, usize); 7] = [
        (ThongTu, "TT-BGDĐT", "Bộ Giáo dục và Đào tạo", true, 60),
        (ThongTu, "TT-BTC", "Bộ Tài chính", true, 200),
        (ThongTu, "TT-BYT", "Bộ Y tế", true, 60),
        (NghiDinh, "NĐ-CP", "Chính phủ", true, 180),
        (QuyetDinh, "QĐ-TTG", "Thủ tướng Chính phủ", false, 2000),
        (QuyetDinh, "QĐ-BGDĐT", "Bộ Giáo dục và Đào tạo", false, 4000),
        (CongVan, "BGDĐT-GDTRH", "Bộ Giáo dục và Đào tạo", false, 6000),
    ];
    const LOCAL: [(DirectiveKind, &str, &str, usize); 4] = [
        (QuyetDinh, "QĐ-UBND", "UBND", 4000),
        (KeHoach, "KH-UBND", "UBND", 500),
        (CongVan, "SGDĐT-GDTRH", "Sở GD&ĐT", 4000),
        (KeHoach, "KH-SGDĐT", "Sở GD&ĐT", 300),
    ];
    let year = 2005 + stream.below(20) as i16;
    let (month, day) = (1 + stream.below(12) as i8, 1 + stream.below(28) as i8);
    let date = PartialDate::day(year, month, day).expect("a day of every month");
    if stream.one_in(5) {
        let (kind, symbol, issuer, inside, most) = NATIONAL[stream.below(NATIONAL.len())];
        let number = 1 + stream.below(most);
        let key = match inside {
            true => format!("{kind}:{number}/{year}/{symbol}"),
            false => format!("{kind}:{number}//{symbol}@{year}"),
        };
        return (Paper { key, kind, number, inside, year, symbol, issuer: issuer.to_owned(), date }, PROVINCES);
    }
    let place = stream.below(PROVINCES);
    let (kind, symbol, office, most) = LOCAL[stream.below(LOCAL.len())];
    let number = 1 + stream.below(most);
    let name = name_of(place);
    let key = format!("{kind}:{number}//{symbol}@{year}:tinh-{}", name.replace(' ', "-"));
    let issuer = format!("{office} Tỉnh {name}");
    (Paper { key, kind, number, inside: false, year, symbol, issuer, date }, place)
}

/// The most memory that the process has had, in MB, where the system tells.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |kilobytes| (kilobytes / 1024).to_string())
}
