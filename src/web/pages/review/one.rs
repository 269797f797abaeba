//! One fact of any kind that people review: what it says, the fields that a person can set right, and what a form made
//! of them.

use std::rc::Rc;

use serde::Serialize;
use serde_json::Value;

use crate::detect;
use crate::directive::{
    Deadline, DeadlineKind, Effect, EffectVerb, Evidence, Level, PartialDate, Reference, Relation, Target, TargetKind,
    TargetOp, designation,
};
use crate::render::{Lang, dates, messages, quantity, review as wording};
use crate::store::{Document, FactKind, Filter, Found, Review, Store, StoreError};
use crate::web::answer::Trouble;
use crate::web::ask::Ask;
use crate::web::pages::Choice;

/// A fact that people review.
#[derive(Debug)]
pub enum One {
    /// Thời hạn.
    Deadline(Found<Deadline>),
    /// Chỉ tiêu.
    Target(Found<Target>),
    /// Viện dẫn.
    Reference(Found<Reference>),
    /// Tác động.
    Effect(Found<Effect>),
}

/// A field that a person can set right.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in the form.
    pub name: &'static str,
    /// Its name for a reader.
    pub label: &'static str,
    /// What it holds.
    pub value: String,
    /// What it may hold; anything where this is empty.
    pub choices: Vec<Choice>,
    /// Whether it needs room.
    pub wide: bool,
}

/// Does the same with the `Found` of any kind.
macro_rules! each {
    ($one:expr, $found:ident => $out:expr) => {
        match $one {
            One::Deadline($found) => $out,
            One::Target($found) => $out,
            One::Reference($found) => $out,
            One::Effect($found) => $out,
        }
    };
}

impl One {
    /// The fact of this kind that the document knows by this anchor, also where a person has turned it down.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn find(store: &Store, document: i64, kind: FactKind, anchor: &str) -> Result<Option<Self>, StoreError> {
        fn pick<T>(found: Vec<Found<T>>, anchor: &str) -> Option<Found<T>> {
            found.into_iter().find(|found| found.anchor == anchor)
        }
        let filter = Filter { document: Some(document), copies: true, dismissed: true, ..Filter::default() };
        Ok(match kind {
            FactKind::Deadline => pick(store.deadlines(&filter)?, anchor).map(Self::Deadline),
            FactKind::Target => pick(store.targets(&filter)?, anchor).map(Self::Target),
            FactKind::Reference => pick(store.mentions(&filter)?, anchor).map(Self::Reference),
            FactKind::Effect => pick(store.effects(&filter)?, anchor).map(Self::Effect),
        })
    }

    /// Its kind.
    pub fn kind(&self) -> FactKind {
        match self {
            Self::Deadline(_) => FactKind::Deadline,
            Self::Target(_) => FactKind::Target,
            Self::Reference(_) => FactKind::Reference,
            Self::Effect(_) => FactKind::Effect,
        }
    }

    /// Its number in the store.
    pub fn id(&self) -> i64 {
        each!(self, found => found.id)
    }

    /// What it is known by.
    pub fn anchor(&self) -> &str {
        each!(self, found => &found.anchor)
    }

    /// Where it stands.
    pub fn document(&self) -> &Rc<Document> {
        each!(self, found => &found.document)
    }

    /// Its place.
    pub fn evidence(&self) -> &Evidence {
        each!(self, found => &found.fact.evidence)
    }

    /// The words as written.
    pub fn written(&self) -> &str {
        each!(self, found => &found.fact.text)
    }

    /// What people have said of it.
    pub fn review(&self) -> &Review {
        each!(self, found => &found.review)
    }

    /// What it says, in a line.
    pub fn line(&self, lang: Lang) -> String {
        match self {
            Self::Deadline(Found { fact, .. }) => {
                let when = dates::when(fact, lang);
                fact.action.as_ref().map_or_else(|| when.clone(), |task| format!("{when}: {task}"))
            }
            Self::Target(Found { fact, .. }) => format!("{}: {}", fact.subject, quantity::quantity(fact, lang)),
            Self::Reference(Found { fact, .. }) => fact.text.clone(),
            Self::Effect(Found { fact, .. }) => {
                format!("{}: {}", messages::effect_verb(fact.verb, lang), fact.text)
            }
        }
    }

    /// What it says, field by field; what is not known is left out.
    pub fn rows(&self, lang: Lang) -> Vec<(&'static str, String)> {
        let rows = match self {
            Self::Deadline(Found { fact, .. }) => vec![
                (lang.pick("Thời gian", "When"), dates::when(fact, lang)),
                (lang.pick("Việc", "Task"), fact.action.clone().unwrap_or_default()),
                (lang.pick("Ai", "Who"), fact.who.clone().unwrap_or_default()),
                (lang.pick("Loại", "Kind"), messages::deadline_kind(fact.kind, lang).to_owned()),
            ],
            Self::Target(Found { fact, .. }) => vec![
                (lang.pick("Nội dung", "Subject"), fact.subject.clone()),
                (lang.pick("Mức", "Quantity"), quantity::quantity(fact, lang)),
                (lang.pick("Loại", "Kind"), messages::target_kind(fact.kind, lang).to_owned()),
                (lang.pick("Cấp học", "Level"), fact.level.map_or("", |level| messages::level(level, lang)).to_owned()),
            ],
            Self::Reference(Found { fact, .. }) => {
                let said = Some(fact.text.as_str());
                let number = fact
                    .number
                    .as_deref()
                    .map(|number| designation(number, fact.year.as_deref(), fact.symbol.as_deref(), said));
                vec![
                    (lang.pick("Loại văn bản", "Kind"), fact.kind.name().to_owned()),
                    (lang.pick("Số, ký hiệu", "Number and symbol"), number.unwrap_or_default()),
                    (lang.pick("Ngày", "Date"), fact.date.map(dates::date).unwrap_or_default()),
                    (lang.pick("Vai trò", "Role"), messages::relation(fact.relation, lang).to_owned()),
                ]
            }
            Self::Effect(Found { fact, .. }) => vec![
                (lang.pick("Tác động", "Effect"), messages::effect_verb(fact.verb, lang).to_owned()),
                (lang.pick("Phạm vi", "Scope"), fact.scope.clone().unwrap_or_default()),
                (lang.pick("Từ", "From"), fact.from.map(dates::date).unwrap_or_default()),
                (lang.pick("Đến", "Until"), fact.to.map(dates::date).unwrap_or_default()),
            ],
        };
        rows.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The fields that a person can set right, as they are now.
    pub fn fields(&self, lang: Lang) -> Vec<Field> {
        let text = |name, label, value: Option<String>| Field {
            name,
            label,
            value: value.unwrap_or_default(),
            choices: Vec::new(),
            wide: false,
        };
        let wide = |name, label, value: Option<String>| Field { wide: true, ..text(name, label, value) };
        let date = |value: Option<PartialDate>| value.map(dates::date);
        match self {
            Self::Deadline(Found { fact, .. }) => vec![
                wide("action", lang.pick("Việc", "Task"), fact.action.clone()),
                wide("who", lang.pick("Ai", "Who"), fact.who.clone()),
                choice("kind", lang.pick("Loại", "Kind"), fact.kind, &DEADLINES, |kind| {
                    messages::deadline_kind(kind, lang)
                }),
                text("start", lang.pick("Từ (ngày, tháng hoặc năm)", "From (day, month or year)"), date(fact.start)),
                text("end", lang.pick("Đến, hạn (ngày, tháng hoặc năm)", "Until (day, month or year)"), date(fact.end)),
                choice("exclusive", lang.pick("Ngày cuối", "Last day"), fact.exclusive, &[false, true], |out| {
                    if out {
                        lang.pick("trước ngày này", "before this day")
                    } else {
                        lang.pick("tính cả ngày này", "this day included")
                    }
                }),
            ],
            Self::Target(Found { fact, .. }) => vec![
                wide("subject", lang.pick("Nội dung", "Subject"), Some(fact.subject.clone())),
                choice("op", lang.pick("So sánh", "Bound"), fact.op, &BOUNDS, |op| wording::bound(op, lang)),
                text("value", lang.pick("Mức", "Quantity"), Some(quantity::number(fact.value, lang))),
                text(
                    "value_max",
                    lang.pick("Đến mức (nếu là khoảng)", "Up to (of a range)"),
                    fact.value_max.map(|most| quantity::number(most, lang)),
                ),
                text("unit", lang.pick("Đơn vị", "Unit"), Some(fact.unit.clone())),
                choice("kind", lang.pick("Loại", "Kind"), fact.kind, &TARGETS, |kind| {
                    messages::target_kind(kind, lang)
                }),
                levels(fact.level, lang),
            ],
            Self::Reference(Found { fact, .. }) => vec![
                wide(
                    "cited",
                    lang.pick("Văn bản được viện dẫn (số, ký hiệu, ngày)", "The document cited (number, symbol, date)"),
                    Some(fact.text.clone()),
                ),
                choice("relation", lang.pick("Vai trò", "Role"), fact.relation, &RELATIONS, |relation| {
                    messages::relation(relation, lang)
                }),
            ],
            Self::Effect(Found { fact, .. }) => vec![
                choice("verb", lang.pick("Tác động", "Effect"), fact.verb, &EffectVerb::ALL, |verb| {
                    messages::effect_verb(verb, lang)
                }),
                wide("scope", lang.pick("Phạm vi (để trống: toàn bộ)", "Scope (blank: the whole)"), fact.scope.clone()),
                text("from", lang.pick("Từ ngày", "From"), date(fact.from)),
                text("to", lang.pick("Đến ngày", "Until"), date(fact.to)),
            ],
        }
    }

    /// The fact as the fields of a form make it.
    ///
    /// # Errors
    /// Where a field does not hold what it should; for the visitor.
    pub fn corrected(&self, ask: &Ask) -> Result<Value, Trouble> {
        let own = |name: &str| ask.field(name).map(str::to_owned);
        let fact = match self {
            Self::Deadline(Found { fact, .. }) => to_json(&Deadline {
                action: own("action"),
                who: own("who"),
                kind: chosen(ask, "kind", fact.kind, &DEADLINES),
                start: date(ask, "start")?,
                end: date(ask, "end")?,
                exclusive: chosen(ask, "exclusive", fact.exclusive, &[false, true]),
                ..fact.clone()
            }),
            Self::Target(Found { fact, .. }) => to_json(&Target {
                subject: own("subject").unwrap_or_else(|| fact.subject.clone()),
                op: chosen(ask, "op", fact.op, &BOUNDS),
                value: quantity_of(ask, "value")?.unwrap_or(fact.value),
                value_max: quantity_of(ask, "value_max")?,
                unit: own("unit").unwrap_or_default(),
                kind: chosen(ask, "kind", fact.kind, &TARGETS),
                level: ask.parsed("level"),
                ..fact.clone()
            }),
            Self::Reference(Found { fact, .. }) => {
                let relation = chosen(ask, "relation", fact.relation, &RELATIONS);
                to_json(&Reference { relation, ..cited(ask, fact)? })
            }
            Self::Effect(Found { fact, .. }) => to_json(&Effect {
                verb: chosen(ask, "verb", fact.verb, &EffectVerb::ALL),
                scope: own("scope"),
                from: date(ask, "from")?,
                to: date(ask, "to")?,
                ..fact.clone()
            }),
        };
        fact.map_err(|cause| Trouble::Store(cause.into()))
    }
}

const DEADLINES: [DeadlineKind; 6] = [
    DeadlineKind::Due,
    DeadlineKind::On,
    DeadlineKind::Period,
    DeadlineKind::Horizon,
    DeadlineKind::Recurring,
    DeadlineKind::Relative,
];
const TARGETS: [TargetKind; 3] = [TargetKind::Target, TargetKind::Norm, TargetKind::Result];
const BOUNDS: [TargetOp; 7] =
    [TargetOp::Eq, TargetOp::Ge, TargetOp::Gt, TargetOp::Le, TargetOp::Lt, TargetOp::Rise, TargetOp::Fall];
const RELATIONS: [Relation; 5] =
    [Relation::Basis, Relation::Implements, Relation::Replaces, Relation::Amends, Relation::Mentions];

fn to_json<T: Serialize>(fact: &T) -> Result<Value, serde_json::Error> {
    serde_json::to_value(fact)
}

/// How a form names one of several values: as JSON does.
fn name<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

fn choice<T: Copy + PartialEq + Serialize>(
    field: &'static str,
    label: &'static str,
    now: T,
    all: &[T],
    words: impl Fn(T) -> &'static str,
) -> Field {
    let one = |value: &T| Choice { value: name(value), words: words(*value).to_owned(), chosen: *value == now };
    Field { name: field, label, value: String::new(), choices: all.iter().map(one).collect(), wide: false }
}

fn levels(now: Option<Level>, lang: Lang) -> Field {
    let none = Choice { value: String::new(), words: "–".to_owned(), chosen: now.is_none() };
    let choices = [none].into_iter().chain(crate::web::pages::levels(now, lang)).collect();
    Field { name: "level", label: lang.pick("Cấp học", "Level"), value: String::new(), choices, wide: false }
}

/// The value of a choice; what the form does not name stays as it is.
fn chosen<T: Copy + Serialize>(ask: &Ask, field: &str, now: T, all: &[T]) -> T {
    let given = ask.field(field);
    all.iter().copied().find(|value| Some(name(value).as_str()) == given).unwrap_or(now)
}

fn date(ask: &Ask, field: &str) -> Result<Option<PartialDate>, Trouble> {
    let Some(text) = ask.field(field) else { return Ok(None) };
    date_of(text).map(Some).ok_or_else(|| {
        let (vi, en) = ("không phải ngày, tháng hay năm, như 15/10/2024, 10/2024, 2024", "is no day, month or year");
        Trouble::Asked(format!("“{text}” {}", ask.lang.pick(vi, en)))
    })
}

/// A date as people write it (`15/10/2024`, `10/2024`, `2024`) or as programs do (`2024-10-15`).
fn date_of(text: &str) -> Option<PartialDate> {
    let parts: Vec<i16> = text.split(['/', '.', '-']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let small = |n: i16| i8::try_from(n).ok();
    let is_year = |year: &i16| (1900..=2200).contains(year);
    match parts.as_slice() {
        [year] if is_year(year) => Some(PartialDate::Year(*year)),
        [month, year] if is_year(year) => PartialDate::month(*year, small(*month)?),
        [year, month] if is_year(year) => PartialDate::month(*year, small(*month)?),
        [day, month, year] if is_year(year) => PartialDate::day(*year, small(*month)?, small(*day)?),
        [year, month, day] if is_year(year) => PartialDate::day(*year, small(*month)?, small(*day)?),
        _ => None,
    }
}

fn quantity_of(ask: &Ask, field: &str) -> Result<Option<f64>, Trouble> {
    let Some(text) = ask.field(field) else { return Ok(None) };
    let plain = text.replace(',', ".");
    plain
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
        .map(Some)
        .ok_or_else(|| Trouble::Asked(format!("“{text}” {}", ask.lang.pick("không phải một số", "is not a number"))))
}

/// The mention with the identity of the document that a person names.
fn cited(ask: &Ask, fact: &Reference) -> Result<Reference, Trouble> {
    let Some(text) = ask.field("cited").filter(|text| *text != fact.text) else { return Ok(fact.clone()) };
    let named = detect::mentions(text);
    let [meant] = named.as_slice() else {
        let (vi, en) = ("không phải số, ký hiệu của một văn bản", "is not one document's number and symbol");
        return Err(Trouble::Asked(format!("“{text}” {}", ask.lang.pick(vi, en))));
    };
    Ok(Reference {
        kind: meant.kind,
        number: meant.number.clone(),
        year: meant.year.clone(),
        symbol: meant.symbol.clone(),
        date: meant.date.or(fact.date),
        work: meant.work.clone(),
        ..fact.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, iso) in [
            ("15/10/2024", Some("2024-10-15")),
            ("05/9/2024", Some("2024-09-05")),
            ("2024-10-15", Some("2024-10-15")),
            ("10/2024", Some("2024-10")),
            ("2024", Some("2024")),
            ("31/4/2024", None),
            ("13/2024", None),
            ("15/10", None),
            ("mai", None),
            ("15/10/24", None),
        ] {
            assert_eq!(date_of(text).map(|date| date.to_string()).as_deref(), iso, "{text}");
        }
    }
}
