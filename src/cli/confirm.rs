//! `chidao confirm`: say which document a file without a number is, or that it is not the one proposed.

use anyhow::{anyhow, bail};
use chidao::detect;
use chidao::lineage::identity::WorkId;
use chidao::lineage::resolve::proposal::Proposal;
use chidao::render::{Lang, messages};
use chidao::store::{Document, Filter, Given, Store, Wanted};

use super::options::StoreOption;
use super::{Exit, print_text};

/// Say which document a file is: proposals for one without a number are confirmed or turned down
///
/// What is said is kept with the file's content, with the user's name and the time, and outlives re-indexing. Without
/// NUMBER the proposals are listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao confirm 12\n  chidao confirm bao-cao.pdf 321/BC-GDĐT\n  \
    chidao confirm 12 --dismiss\n  chidao confirm 12 --undo")]
pub struct Args {
    /// The file: its number in [brackets], its path or its name
    #[arg(value_name = "DOC", value_parser = super::options::name)]
    document: String,
    /// The document's number, such as 321/BC-GDĐT
    #[arg(value_name = "NUMBER")]
    number: Vec<String>,
    /// It is not this document; without NUMBER, none of those proposed
    #[arg(long)]
    dismiss: bool,
    /// Take back what was said of the file
    #[arg(long, conflicts_with_all = ["dismiss", "number"])]
    undo: bool,
    #[command(flatten)]
    store: StoreOption,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let number = args.number.join(" ");
    let number = number.trim();
    let reader = args.store.open()?;
    let document = one(&reader, &args.document, lang)?;
    let proposals = reader.proposals(&document)?;
    if number.is_empty() && !args.dismiss && !args.undo {
        return list(&document, &proposals, lang);
    }
    let (who, at) = (user(), jiff::Timestamp::now().to_string());
    if args.undo {
        Store::writer(&args.store.store)?.withdraw(document.id)?;
        return said(lang.pick("Đã rút lại điều đã nói về", "What was said is taken back of"), &document, "");
    }
    if args.dismiss {
        let turned_down: Vec<&Proposal> =
            proposals.iter().filter(|proposal| number.is_empty() || is_named(&reader, proposal, number)).collect();
        if turned_down.is_empty() {
            eprintln!("{}", lang.pick("Không có đề xuất nào như vậy.", "There is no such proposal."));
            return Ok(Exit::Nothing);
        }
        let mut writer = Store::writer(&args.store.store)?;
        for proposal in &turned_down {
            writer.dismiss(document.id, &proposal.work, &who, &at)?;
        }
        let names: Vec<&str> = turned_down.iter().map(|proposal| proposal.name.as_str()).collect();
        return said(lang.pick("Không phải", "Not taken for"), &document, &names.join(", "));
    }
    let identity = identity(&reader, number, lang)?;
    let name = identity.to_string();
    Store::writer(&args.store.store)?.confirm(document.id, &Given { identity, number: number.to_owned(), who, at })?;
    said(lang.pick("Đã ghi nhận", "Noted"), &document, &name)
}

/// The one file that is meant.
fn one(store: &Store, name: &str, lang: Lang) -> anyhow::Result<Document> {
    let mut found = super::named::documents(store, name)?;
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => bail!("{} “{name}”", lang.pick("kho không có văn bản", "this store does not hold")),
        _ => bail!(lang.pick(
            "nhiều văn bản khớp, hãy dùng số trong ngoặc mà lệnh search in ra",
            "several match: give the number in brackets that search prints",
        )),
    }
}

/// What the number names: the work that citations know by it, with its date, where that is one.
fn identity(store: &Store, number: &str, lang: Lang) -> anyhow::Result<WorkId> {
    let named = detect::mentions(number);
    let [mention] = named.as_slice() else {
        bail!("“{number}” {}", lang.pick("không phải một số văn bản", "is not one document's number"));
    };
    let asked = WorkId::of_reference(mention);
    if asked.number.is_none() {
        return Err(anyhow!("“{number}” {}", lang.pick("không có số", "has no number")));
    }
    let known = store.citations(&Wanted::of(mention), &Filter::default(), Some(0))?.works;
    let full: Vec<_> = known.iter().filter(|work| !work.open).collect();
    match full.as_slice() {
        [work] => {
            let date = match work.dates.as_slice() {
                [only] => only.parse().ok(),
                _ => None,
            };
            let issuer = asked.issuer.clone().or_else(|| work.issuers.first().cloned());
            Ok(WorkId { date: asked.date.or(date), issuer, ..work.identity() })
        }
        [] => Ok(asked),
        several => {
            let names: Vec<&str> = several.iter().map(|work| work.key.as_str()).collect();
            let ask = lang.pick("nhiều văn bản mang số này, hãy ghi cả ngày", "several bear this number: add the date");
            bail!("{ask}: {}", names.join(", "))
        }
    }
}

fn is_named(store: &Store, proposal: &Proposal, number: &str) -> bool {
    let known = detect::mentions(number);
    known.iter().any(|mention| {
        let works = store.citations(&Wanted::of(mention), &Filter::default(), Some(0)).map(|found| found.works);
        works.is_ok_and(|works| works.iter().any(|work| work.key == proposal.work))
    })
}

fn list(document: &Document, proposals: &[Proposal], lang: Lang) -> anyhow::Result<Exit> {
    if proposals.is_empty() {
        eprintln!("{}: {}", document.label(), lang.pick("không có đề xuất nào", "nothing is proposed"));
        return Ok(Exit::Nothing);
    }
    let lines: Vec<String> = proposals.iter().map(|proposal| messages::proposal(proposal, lang)).collect();
    print_text(&format!("{} [{}]\n{}", document.label(), document.id, lines.join("\n")))?;
    Ok(Exit::Done)
}

fn said(what: &str, document: &Document, name: &str) -> anyhow::Result<Exit> {
    let name = if name.is_empty() { String::new() } else { format!(": {name}") };
    print_text(&format!("{what} {} [{}]{name}", document.label(), document.id))?;
    Ok(Exit::Done)
}

/// Who sits at the keyboard, as the session names them; "?" where it names nobody.
pub fn user() -> String {
    let named = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    named.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "?".to_owned())
}
