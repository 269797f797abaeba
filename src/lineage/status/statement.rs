//! What is known of the validity of works: single statements, each with who says so.

use serde::Serialize;

use crate::directive::education::levels_in;
use crate::directive::{EffectVerb, Level, PartialDate, PortalStatus, SchoolYear, Span};
use crate::lineage::identity::WorkId;
use crate::lineage::issuer::Tier;
use crate::lineage::registry::Origin;
use crate::text::fold;

/// A work with the name under which a reader knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its identity.
    pub id: WorkId,
    /// Kind and number, or else the file of a document without a number.
    pub name: String,
    /// Its subject, where known.
    pub title: Option<String>,
}

impl Party {
    /// A work under its own name.
    pub fn of(id: WorkId) -> Self {
        Self { name: id.to_string(), id, title: None }
    }

    /// A work under its own name, with its subject.
    pub fn titled(id: WorkId, title: Option<String>) -> Self {
        Self { title, ..Self::of(id) }
    }

    /// Whether it is `work`, as far as is known of both.
    pub fn is(&self, work: &WorkId) -> bool {
        self.id.agrees(work)
    }
}

/// One thing that is said.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// It was issued on a day.
    Issued {
        /// Which work.
        work: Party,
        /// The day.
        on: PartialDate,
    },
    /// It takes effect.
    Entry {
        /// Which work.
        work: Party,
        /// The first day.
        from: PartialDate,
        /// The provisions; `None` for the whole.
        scope: Option<String>,
    },
    /// It ends by itself.
    Expiry {
        /// Which work.
        work: Party,
        /// The first day on which it does not hold any more; `None` where no day is stated.
        from: Option<PartialDate>,
        /// The provisions; `None` for the whole.
        scope: Option<String>,
    },
    /// One work acts on another.
    Effect {
        /// What is done.
        verb: EffectVerb,
        /// By which work.
        by: Party,
        /// To which work.
        on: Party,
        /// To which provisions; `None` for the whole.
        scope: Option<String>,
        /// What is left out.
        except: Option<String>,
        /// From when, where it is stated.
        from: Option<PartialDate>,
        /// Until when, for a suspension.
        to: Option<PartialDate>,
    },
    /// It applies to grades or levels in school years.
    Applies {
        /// Which work.
        work: Party,
        /// The grades; empty where levels or nobody is named.
        grades: Vec<u32>,
        /// The levels.
        levels: Vec<Level>,
        /// The first school year; `None` is open.
        first: Option<SchoolYear>,
        /// The last one; `None` is open.
        last: Option<SchoolYear>,
        /// Whether it is a step of the work's own entry into force: before `first`, it does not apply to them.
        phase: bool,
    },
    /// Some may go on under it after its end (chuyển tiếp).
    Transition {
        /// Which work.
        work: Party,
        /// Who or what, in the words of the clause.
        scope: Option<String>,
        /// The last day.
        to: Option<PartialDate>,
    },
    /// Its subject names the levels of education that it is for.
    Concerns {
        /// Which work.
        work: Party,
        /// The levels: it is for the pupils of no other.
        levels: Vec<Level>,
    },
    /// A portal states its status.
    Portal {
        /// Which work.
        work: Party,
        /// The status.
        status: PortalStatus,
    },
}

impl Claim {
    /// That a work with this subject is for the levels that the subject names; nothing where it names none, or speaks of
    /// schools of several levels or of continuing education, which has grades of all.
    pub fn concerning(work: &Party, subject: &str) -> Option<Self> {
        let levels = levels_in(subject);
        let several = fold(subject).contains("nhieu cap hoc") || levels.contains(&Level::Gdtx);
        (!levels.is_empty() && !several).then(|| Self::Concerns { work: work.clone(), levels })
    }

    /// The work that it is about; of an effect, the one acted upon.
    pub fn work(&self) -> &Party {
        match self {
            Self::Issued { work, .. }
            | Self::Entry { work, .. }
            | Self::Expiry { work, .. }
            | Self::Effect { on: work, .. }
            | Self::Applies { work, .. }
            | Self::Transition { work, .. }
            | Self::Concerns { work, .. }
            | Self::Portal { work, .. } => work,
        }
    }
}

/// Who says it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Source {
    /// A directive of the store, at a place of its text.
    Text {
        /// Its number in the store.
        document: i64,
        /// Its number and symbol, or its file.
        label: String,
        /// Its date.
        date: Option<PartialDate>,
        /// Whether it speaks of itself, or acts itself.
        own: bool,
        /// The tier of its issuer, where that is known.
        tier: Option<Tier>,
        /// Whether it is a draft (dự thảo): it binds nobody.
        draft: bool,
        /// The page.
        page: u32,
        /// The line.
        line: u32,
        /// The stretch of its normalized text.
        span: Span,
        /// The words.
        words: String,
        /// The clause, where it states an effect ("khoản 2 Điều 12").
        #[serde(skip_serializing_if = "Option::is_none")]
        clause: Option<String>,
    },
    /// The registry.
    Registry(Origin),
    /// A legal portal, beside the text of a page saved from it.
    Portal {
        /// The page's number in the store.
        document: i64,
        /// The page's document.
        label: String,
        /// The host of the site.
        site: Option<String>,
        /// In its words.
        words: String,
    },
}

impl Source {
    /// The less, the more it is believed: a text of itself, another text, the registry, a portal.
    pub fn rank(&self) -> u8 {
        match self {
            Self::Text { own: true, .. } => 0,
            Self::Text { own: false, .. } => 1,
            Self::Registry(_) => 2,
            Self::Portal { .. } => 3,
        }
    }

    /// Whether a draft says it.
    pub fn is_draft(&self) -> bool {
        matches!(self, Self::Text { draft: true, .. })
    }

    /// The document of the store that says it.
    pub fn document(&self) -> Option<i64> {
        match self {
            Self::Text { document, .. } | Self::Portal { document, .. } => Some(*document),
            Self::Registry(_) => None,
        }
    }
}

/// A claim with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What is said.
    pub claim: Claim,
    /// By whom.
    pub source: Source,
}

impl Statement {
    /// Of statements on who is under which rules, the less, the more it is believed: the steps of the work itself, the
    /// ministry, the Sở, the Phòng or commune, a school. Nobody below can put off or bring forward what stands above.
    pub fn authority(&self) -> u8 {
        match (&self.claim, &self.source) {
            (Claim::Applies { phase: true, .. }, _) | (_, Source::Registry(_)) => 0,
            (_, Source::Text { tier: Some(tier), .. }) => match tier {
                Tier::Nation => 1,
                Tier::Province => 2,
                Tier::District | Tier::Commune => 3,
                Tier::School => 4,
            },
            _ => 5,
        }
    }

    /// Whether its clause states that the other work ends: "hết hiệu lực kể từ ngày …", "bãi bỏ". Where a clause says only
    /// that something replaces it, or that it ends "theo lộ trình", the steps of the replacement say when.
    pub fn ends_outright(&self) -> bool {
        let by_steps = matches!(&self.source, Source::Text { words, .. } if words.contains("theo lộ trình"));
        matches!(self.claim, Claim::Effect { verb: EffectVerb::Repeals, .. }) && !self.is_hearsay() && !by_steps
    }

    /// Whether a document that is neither of the two says that one work acts on another: it tells no provisions and no
    /// day, and counts only where nobody tells more.
    pub fn is_hearsay(&self) -> bool {
        matches!(self.claim, Claim::Effect { .. }) && matches!(self.source, Source::Text { own: false, .. })
    }
}
