//! `chidao watch`: folders are looked at again and again, and what has come is read.

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

use chidao::answer::short;
use chidao::render::{Lang, dates, messages, trouble};
use chidao::source::worker::Pool;
use chidao::store::{Arrivals, Document, Store, StoreError, Summary};

use super::options::{JobsOption, LimitOptions, OcrOption, PasswordOption, StoreOption};
use super::{Exit, print};

/// Read new files as they arrive in folders, until stopped with Ctrl-C
///
/// Works on network folders. A file is read when it is complete: not locked, and the same at two looks.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  chidao watch ~/van-ban-den\n  chidao watch //may-chu/van-ban --interval 60 --store ~/kho"
)]
pub struct Args {
    /// Folders and files
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    store: StoreOption,
    /// Seconds between two looks
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = interval)]
    interval: Duration,
    #[command(flatten)]
    ocr: OcrOption,
    #[command(flatten)]
    jobs: JobsOption,
    #[command(flatten)]
    limits: LimitOptions,
    #[command(flatten)]
    password: PasswordOption,
}

/// Seconds, from a tenth to a day.
fn interval(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    if (0.1..=86_400.0).contains(&seconds) {
        Ok(Duration::from_secs_f64(seconds))
    } else {
        Err("from 0.1 to 86400 seconds".to_owned())
    }
}

/// Runs the command; it ends with the program.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    if let Some(missing) = args.paths.iter().find(|path| path.symlink_metadata().is_err()) {
        anyhow::bail!("{} {}", missing.display(), lang.pick("không tồn tại", "does not exist"));
    }
    // What is in the store is whole at any time, and workers end with their parent: nothing needs to be awaited.
    ctrlc::set_handler(move || {
        eprintln!("{}", lang.pick("đã dừng", "stopped"));
        std::process::exit(0);
    })?;
    args.store.warn_of_network(lang);
    let pool = args.jobs.apply(Pool::of_this_program(args.limits.limits())?);
    let pool = pool.with_ocr(!args.ocr.no_ocr).with_passwords(args.password.passwords.clone());
    eprintln!("{}", lang.pick("đang theo dõi; dừng bằng Ctrl-C", "watching; stop with Ctrl-C"));
    let mut watch = Watch { args, lang, arrivals: Arrivals::default(), told: HashSet::new() };
    loop {
        watch.look(&pool)?;
        std::thread::sleep(args.interval);
    }
}

struct Watch<'a> {
    args: &'a Args,
    lang: Lang,
    arrivals: Arrivals,
    /// What stands in the way and has been said.
    told: HashSet<String>,
}

impl Watch<'_> {
    /// Looks once and takes in what has come.
    fn look(&mut self, pool: &Pool) -> anyhow::Result<()> {
        let folder = &self.args.store.store;
        let look = match self.arrivals.look(&self.args.paths, folder) {
            Ok(look) => look,
            Err(away @ (StoreError::NoSuchPath(_) | StoreError::Io { .. })) => return self.wait(&away),
            Err(other) => return Err(other.into()),
        };
        if !look.has_news {
            return Ok(());
        }
        // The lock is held while writing only.
        let mut writer = match Store::writer(folder) {
            Ok(writer) => writer,
            Err(locked @ StoreError::Locked { .. }) => return self.wait(&locked),
            Err(other) => return Err(other.into()),
        };
        let summary = match writer.ingest_but(&self.args.paths, &look.unfinished, pool, |_| {}) {
            Ok(summary) => summary,
            Err(away @ (StoreError::NoSuchPath(_) | StoreError::Io { .. })) => return self.wait(&away),
            Err(other) => return Err(other.into()),
        };
        drop(writer);
        self.arrivals.take(look);
        self.say(&Store::open(folder)?, &summary)
    }

    /// Says once what stands in the way; the next look may find it gone.
    fn wait(&mut self, cause: &StoreError) -> anyhow::Result<()> {
        let cause = trouble::store(cause, self.lang);
        if self.told.insert(cause.clone()) {
            eprintln!("{cause}; {}", self.lang.pick("sẽ thử lại", "will try again"));
        }
        Ok(())
    }

    fn say(&mut self, store: &Store, summary: &Summary) -> anyhow::Result<()> {
        let lang = self.lang;
        for path in &summary.read {
            if let Some(document) = store.document_at(path)? {
                print(&line(&document, lang))?;
            }
        }
        for failure in &summary.failures {
            let said = format!("{}: {}", short(&failure.path), messages::reason(&failure.reason, lang));
            if self.told.insert(said.clone()) {
                print(&said)?;
            }
        }
        Ok(())
    }
}

/// A document in one line: number, kind, day, subject, file.
fn line(document: &Document, lang: Lang) -> String {
    let header = &document.header;
    let parts = [
        header.kind.map(|kind| kind.name().to_owned()),
        header.number.as_ref().map(|_| document.label()),
        header.date.map(dates::date),
        header.subject.clone(),
        Some(short(&document.path)),
        document.copy_of.map(|id| format!("{} [{id}]", lang.pick("trùng với", "a copy of"))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
