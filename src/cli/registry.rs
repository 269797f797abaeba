//! `chidao registry`: what the registries of known effects tell, and whether a file of one's own is valid.

use std::path::PathBuf;

use chidao::lineage::registry::{Entry, Phase, RegisteredEffect, Registry};
use chidao::render::{Lang, dates, messages, status as wording, table};
use clap::Subcommand;
use serde_json::{Value, json};

use super::known::{self, RegistryOption};
use super::options::{Format, StoreOption};
use super::{Exit, print, print_text};

/// List the known legal effects, or validate a registry of your own
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  chidao registry list\n  chidao registry check so-hieu-luc.toml\n\nThe format is described in \
    docs/registry.md."
)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List all that is known, with where each row stands
    #[command(visible_alias = "lietke")]
    List {
        #[command(flatten)]
        registry: RegistryOption,
        #[command(flatten)]
        store: StoreOption,
        /// Output format
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Say what is wrong with registry files, with the line; exit code 2 where something is
    #[command(visible_alias = "kiemtra")]
    Check {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    match &args.what {
        What::List { registry, store, format } => list(&registry.read(&store.store, lang)?, *format, lang),
        What::Check { files } => {
            for file in files {
                let registry = known::read(file, lang)?;
                let effects: usize = registry.entries().iter().map(|entry| entry.effects.len()).sum();
                let documents = lang.count(registry.entries().len(), "văn bản", "document", "documents");
                let effects = lang.count(effects, "tác động", "effect", "effects");
                print(&format!("{}: {}, {documents}, {effects}", file.display(), lang.pick("hợp lệ", "valid")))?;
            }
            Ok(Exit::Done)
        }
    }
}

fn list(registry: &Registry, format: Format, lang: Lang) -> anyhow::Result<Exit> {
    match format {
        Format::Json => {
            let entries: Vec<Value> = registry.entries().iter().map(entry_json).collect();
            let answer = json!({ "schema": "chidao/registry-list@1", "documents": entries });
            print(&serde_json::to_string_pretty(&answer)?)?;
        }
        Format::Table => {
            let (name, what) = (lang.pick("Văn bản", "Document"), lang.pick("Hiệu lực", "Validity"));
            let (known, place) = (lang.pick("Nguồn", "Known by"), lang.pick("Dòng", "Line"));
            let mut list = table::sized(&[(name, Some(30)), (what, None), (known, Some(24)), (place, Some(18))]);
            for entry in registry.entries() {
                for (what, origin) in rows(entry, lang) {
                    let known = wording::provenance(origin.provenance, lang).to_owned();
                    list.add_row([entry.id.to_string(), what, known, format!("{}:{}", origin.file, origin.line)]);
                }
            }
            print_text(&table::text(&list))?;
        }
    }
    Ok(if registry.entries().is_empty() { Exit::Nothing } else { Exit::Done })
}

/// What a document's rows tell, one line each.
fn rows(entry: &Entry, lang: Lang) -> Vec<(String, &chidao::lineage::registry::Origin)> {
    let mut rows = Vec::new();
    let day = |words: &str, date| format!("{words} {}", dates::date(date));
    let dates = [
        entry.id.date.map(|date| day(lang.pick("ban hành", "issued"), date)),
        entry.effective.map(|date| day(lang.pick("có hiệu lực từ", "in force from"), date)),
        entry.expires.map(|date| day(lang.pick("đến hết", "until"), date)),
    ];
    let dates: Vec<String> = dates.into_iter().flatten().collect();
    if !dates.is_empty() {
        rows.push((dates.join("; "), &entry.origin));
    }
    for effect in &entry.effects {
        let scope = effect.scope.as_deref().map(|scope| format!(" ({scope})")).unwrap_or_default();
        rows.push((format!("{} {}{scope}", messages::effect_verb(effect.verb, lang), effect.on), &effect.origin));
    }
    for phase in &entry.applies {
        let whom = if phase.grades.is_empty() {
            phase.levels.iter().map(|level| messages::level(*level, lang)).collect::<Vec<_>>().join(", ")
        } else {
            format!("{} {}", lang.pick("lớp", "grade"), wording::grades(&phase.grades))
        };
        let from = phase.from.map(|year| format!(" {} {year}", lang.pick("từ năm học", "from school year")));
        let to = phase.to.map(|year| format!(" {} {year}", lang.pick("đến năm học", "until school year")));
        rows.push((format!("{whom}{}{}", from.unwrap_or_default(), to.unwrap_or_default()), &phase.origin));
    }
    rows
}

fn entry_json(entry: &Entry) -> Value {
    json!({
        "name": entry.id.to_string(),
        "work": entry.id.key(),
        "title": entry.title,
        "issued": entry.id.date,
        "effective": entry.effective,
        "expires": entry.expires,
        "origin": entry.origin,
        "effects": entry.effects.iter().map(effect_json).collect::<Vec<_>>(),
        "applies": entry.applies.iter().map(phase_json).collect::<Vec<_>>(),
    })
}

fn effect_json(effect: &RegisteredEffect) -> Value {
    json!({
        "verb": effect.verb,
        "on": { "name": effect.on.to_string(), "work": effect.on.key(), "title": effect.title },
        "issued": effect.on.date,
        "scope": effect.scope,
        "except": effect.except,
        "from": effect.from,
        "to": effect.to,
        "origin": effect.origin,
    })
}

fn phase_json(phase: &Phase) -> Value {
    json!({
        "grades": phase.grades,
        "levels": phase.levels,
        "from": phase.from,
        "to": phase.to,
        "origin": phase.origin,
    })
}
