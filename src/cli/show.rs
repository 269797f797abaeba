//! `chidao show`: all that the store knows of one document.

use chidao::answer::{AnswerError, Sheet, legislation, short};
use chidao::directive::CitedWork;
use chidao::lineage::identity::WorkId;
use chidao::render::{Lang, dates, messages, portal, quantity, table};
use chidao::source::TextSource;
use chidao::store::Status;

use super::known::RegistryOption;
use super::options::StoreOption;
use super::{Exit, named, place, print, print_text};

/// Show one document: header, references, deadlines, targets, effects, validity, problems
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao show 322/PGD-THCS\n  chidao show corpus/ke-hoach.pdf\n  \
    chidao show 12 --format json\n  chidao show 12 --format jsonld")]
pub struct Args {
    /// Its number, its path, or the number in [brackets] that search prints
    #[arg(value_name = "DOC", required = true, value_parser = super::options::name)]
    document: Vec<String>,
    #[command(flatten)]
    registry: RegistryOption,
    #[command(flatten)]
    store: StoreOption,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// How a document is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// For programs
    Json,
    /// Linked data of schema.org
    Jsonld,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let store = args.store.open()?;
    let name = args.document.join(" ");
    let mut found = named::documents(&store, name.trim())?;
    let document = match found.len() {
        0 => {
            eprintln!(
                "{}",
                lang.pick(
                    format!("Kho không có văn bản “{name}”; có ai viện dẫn không: chidao search \"{name}\""),
                    format!("This store does not hold “{name}”; who cites it: chidao search \"{name}\"")
                )
            );
            return Ok(Exit::Nothing);
        }
        1 => found.remove(0),
        _ => return Err(named::told(AnswerError::Several(found), lang)),
    };
    let registry = args.registry.read_or_shipped(store.folder(), lang);
    let sheet = Sheet::of(&store, document, &registry)?;
    match args.format {
        Format::Json => print(&serde_json::to_string_pretty(&sheet.json(lang))?)?,
        Format::Jsonld => {
            print(&serde_json::to_string_pretty(&legislation(&store, &registry, &sheet.document)?)?)?;
        }
        Format::Table => print_text(&as_text(&sheet, lang))?,
    }
    place::say_unread(sheet.unread, lang);
    Ok(Exit::Done)
}

/// For reading.
fn as_text(sheet: &Sheet, lang: Lang) -> String {
    let mut parts = vec![head(sheet, lang)];
    let page = |number: u32| place::page(&sheet.document, number);
    let number = (lang.pick("Tr.", "P."), Some(3));
    if !sheet.references.is_empty() {
        let (reference, role) = (lang.pick("Viện dẫn", "Reference"), lang.pick("Vai trò", "Role"));
        let (holds, room) = (lang.pick("Hiệu lực nay", "Status today"), if table::width() < 100 { 16 } else { 30 });
        let mut list = table::sized(&[number, (reference, None), (role, Some(17)), (holds, Some(room))]);
        for row in &sheet.references {
            let fact = &row.fact;
            let role = messages::relation(fact.relation, lang).to_owned();
            let holds = sheet.standing.brief(&fact.work, lang);
            list.add_row([page(fact.evidence.page), fact.text.clone(), role, holds]);
        }
        parts.push(table::text(&list));
    }
    if !sheet.deadlines.is_empty() {
        let (when, words) = (lang.pick("Thời gian", "When"), lang.pick("Nguyên văn", "As written"));
        let (task, who) = (lang.pick("Việc", "Task"), lang.pick("Ai", "Who"));
        let most = if table::width() < 100 { 14 } else { 24 };
        let mut list =
            table::sized(&[number, (when, Some(most)), (words, Some(most)), (task, None), (who, Some(most))]);
        for row in &sheet.deadlines {
            let fact = &row.fact;
            list.add_row([
                page(fact.evidence.page),
                dates::when(fact, lang),
                fact.text.clone(),
                fact.action.clone().unwrap_or_default(),
                fact.who.clone().unwrap_or_default(),
            ]);
        }
        parts.push(table::text(&list));
    }
    if !sheet.targets.is_empty() {
        let (kind, subject) = (lang.pick("Loại", "Kind"), lang.pick("Nội dung", "Subject"));
        let level = lang.pick("Mức", "Quantity");
        let mut list = table::sized(&[number, (kind, Some(9)), (subject, None), (level, Some(24))]);
        for row in &sheet.targets {
            let fact = &row.fact;
            list.add_row([
                page(fact.evidence.page),
                messages::target_kind(fact.kind, lang).to_owned(),
                fact.subject.clone(),
                quantity::quantity(fact, lang),
            ]);
        }
        parts.push(table::text(&list));
    }
    if !sheet.effects.is_empty() {
        let (verb, target) = (lang.pick("Tác động", "Effect"), lang.pick("Lên văn bản", "On"));
        let (scope, from) = (lang.pick("Phạm vi", "Scope"), lang.pick("Từ", "From"));
        // What a draft says has no effect.
        let said = if sheet.document.header.draft { lang.pick("dự thảo nêu ", "draft: ") } else { "" };
        let mut list = table::sized(&[number, (verb, Some(17)), (target, None), (scope, None), (from, Some(10))]);
        for row in &sheet.effects {
            let fact = &row.fact;
            list.add_row([
                page(fact.evidence.page),
                format!("{said}{}", messages::effect_verb(fact.verb, lang)),
                name(&fact.target),
                fact.scope.clone().unwrap_or_else(|| lang.pick("toàn bộ", "the whole").to_owned()),
                fact.from.map(dates::date).unwrap_or_default(),
            ]);
        }
        parts.push(table::text(&list));
    }
    if !sheet.validity.is_empty() {
        let (kind, work) = (lang.pick("Hiệu lực", "Validity"), lang.pick("Văn bản", "Document"));
        let words = lang.pick("Nguyên văn", "As written");
        let mut list = table::sized(&[number, (kind, Some(13)), (work, Some(28)), (words, None)]);
        for row in &sheet.validity {
            let fact = &row.fact;
            let own = || lang.pick("văn bản này", "this document").to_owned();
            list.add_row([
                page(fact.evidence.page),
                messages::validity_kind(fact.kind, lang).to_owned(),
                fact.work.as_ref().map_or_else(own, name),
                fact.text.clone(),
            ]);
        }
        parts.push(table::text(&list));
    }
    if !sheet.problems.is_empty() {
        let mut list = table::table([lang.pick("Lưu ý", "Problem"), ""]);
        for problem in &sheet.problems {
            list.add_row([problem.code.clone(), messages::problem(problem, lang).message]);
        }
        parts.push(table::text(&list));
    }
    parts.join("\n\n")
}

/// The header, one field a line, then the counts.
fn head(sheet: &Sheet, lang: Lang) -> String {
    let (document, header) = (&sheet.document, &sheet.document.header);
    let years: Vec<String> = document.school_years.iter().map(ToString::to_string).collect();
    let years = match (years.is_empty(), document.year_inferred) {
        (false, true) => {
            format!("{} ({})", years.join(", "), lang.pick("suy từ ngày ban hành", "inferred from its date"))
        }
        _ => years.join(", "),
    };
    let levels: Vec<&str> = header.levels.iter().map(|level| messages::level(*level, lang)).collect();
    let fields = [
        (lang.pick("Tên loại", "Type"), header.kind.map(|kind| kind.name().to_owned())),
        (lang.pick("Tình trạng", "State"), header.draft.then(|| lang.pick("dự thảo", "draft").to_owned())),
        (lang.pick("Ngày", "Date"), header.date.map(dates::date)),
        (lang.pick("Cơ quan", "Issuer"), header.issuer.clone()),
        (lang.pick("Cấp trên", "Superior"), header.superior.clone()),
        (lang.pick("Trích yếu", "Subject"), header.subject.clone()),
        (lang.pick("Năm học", "School years"), Some(years)),
        (lang.pick("Cấp học", "Levels"), Some(levels.join(", "))),
        (lang.pick("Người ký", "Signer"), header.signer.clone()),
        (lang.pick("Kính gửi", "To"), Some(header.recipients.join("; "))),
        (
            lang.pick("Theo trang", "As stated by"),
            document.metadata.portal.as_ref().and_then(|record| portal::statement(record, lang)),
        ),
        (lang.pick("Tệp", "File"), Some(short(&document.path))),
        (lang.pick("Không đọc được", "Unread"), document.reason.as_ref().map(|r| messages::reason(r, lang))),
    ];
    let mut out = format!("{} [{}]\n", document.label(), document.id);
    if document.status == Status::Vanished {
        out.push_str(lang.pick("(tệp không còn)\n", "(the file is not there any more)\n"));
    }
    for (name, value) in fields {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            out.push_str(&format!("{name}: {value}\n"));
        }
    }
    let pages = usize::try_from(document.pages).unwrap_or_default();
    out.push_str(&format!(
        "{}, {}, {}, {}",
        lang.count(pages, "trang", "page", "pages"),
        lang.count(sheet.references.len(), "viện dẫn", "reference", "references"),
        lang.count(sheet.deadlines.len(), "thời hạn", "deadline", "deadlines"),
        lang.count(sheet.targets.len(), "chỉ tiêu", "target", "targets"),
    ));
    if !sheet.effects.is_empty() {
        out.push_str(&format!(", {}", lang.count(sheet.effects.len(), "tác động", "effect", "effects")));
    }
    if let Some(said) = &sheet.confirmed {
        let (what, by) = (lang.pick("Xác nhận", "Confirmed"), lang.pick("bởi", "by"));
        out.push_str(&format!("\n{what}: {} ({by} {}, {})", said.number, said.who, said.at));
    }
    for proposal in &sheet.proposals {
        let how = lang.pick("xác nhận bằng", "confirm with");
        let line = messages::proposal(proposal, lang);
        out.push_str(&format!("\n{line}; {how}: chidao confirm {} \"{}\"", document.id, proposal.name));
    }
    if sheet.document.metadata.salvaged {
        out.push_str(&format!("\n{}", messages::salvaged(lang)));
    }
    for (pages, source) in runs(&sheet.pages_distrusted, lang) {
        out.push_str(&format!("\n{} {pages}: {source}", lang.pick("Trang", "Page")));
    }
    for other in &sheet.same {
        let (vi, en) = match document.copy_of {
            Some(_) => ("Trùng với, và chỉ tính một lần", "Same document as, and counted once with"),
            None => ("Cũng có ở", "Also in"),
        };
        out.push_str(&format!("\n{}: [{}] {}", lang.pick(vi, en), other.id, short(&other.path)));
    }
    for (page, problem) in &sheet.pages_unread {
        out.push_str(&format!("\n{} {page}: {}", lang.pick("Trang", "Page"), messages::page_problem(problem, lang)));
    }
    out
}

/// A cited work as a reader writes it.
fn name(work: &CitedWork) -> String {
    let symbol = work.symbol.as_deref().or(work.name.as_deref());
    WorkId::new(work.kind, work.number.as_deref(), work.year.as_deref(), symbol).to_string()
}

/// Pages that follow each other and say the same, together (`2–5`), with which text is used and why. The confidence of
/// a run is that of its least sure page.
fn runs(pages: &[(u32, TextSource)], lang: Lang) -> Vec<(String, String)> {
    let reason = |source: &TextSource| match *source {
        TextSource::Layer => None,
        TextSource::LayerRejected { why } => Some((false, Some(why))),
        TextSource::Ocr { why, .. } => Some((true, Some(why))),
        TextSource::Pictures { .. } => Some((true, None)),
    };
    let sure = |source: &TextSource| match *source {
        TextSource::Ocr { confidence, .. } | TextSource::Pictures { confidence, .. } => confidence,
        TextSource::Layer | TextSource::LayerRejected { .. } => 0.0,
    };
    let together = |a: &(u32, TextSource), b: &(u32, TextSource)| a.0 + 1 == b.0 && reason(&a.1) == reason(&b.1);
    let run = |run: &[(u32, TextSource)]| {
        let (first, last) = (run.first()?.0, run.last()?.0);
        let least = run.iter().map(|(_, source)| *source).min_by(|a, b| sure(a).total_cmp(&sure(b)))?;
        let pages = if first == last { first.to_string() } else { format!("{first}–{last}") };
        Some((pages, messages::text_source(least, lang)?))
    };
    pages.chunk_by(together).filter_map(run).collect()
}
