//! What is said while a store of an earlier version is brought up to date, whichever command meets it: that takes minutes
//! where the store is large, and happens before the command says anything itself.

use std::io::IsTerminal;
use std::time::Duration;

use chidao::render::Lang;
use chidao::store::{self, Upgrade};
use indicatif::{ProgressBar, ProgressStyle};

/// Has every upgrade of a store said on standard error: in a line, and on a terminal with a bar below it.
pub fn announce(lang: Lang) {
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
    store::on_upgrade(move |upgrade| match upgrade {
        Upgrade::Begun { from, to, documents } => {
            eprintln!("{}", said(from, to, documents, lang));
            bar.reset();
            bar.set_length(u64::try_from(documents).unwrap_or(u64::MAX));
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Upgrade::Document => bar.inc(1),
        Upgrade::Packing => bar.set_message(lang.pick("đang gói lại kho", "packing the store")),
        Upgrade::Ended => bar.finish_and_clear(),
    });
}

fn said(from: i64, to: i64, documents: usize, lang: Lang) -> String {
    let documents = lang.count(documents, "văn bản", "document", "documents");
    match lang {
        Lang::Vi => {
            format!("kho phiên bản {from} đang được chuyển sang phiên bản {to}: {documents}; có thể mất vài phút")
        }
        Lang::En => {
            format!("a store of version {from} is brought up to version {to}: {documents}; this may take minutes")
        }
    }
}
