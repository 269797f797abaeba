//! The answer for one grade, with what it rests on.

use crate::directive::{PartialDate, SchoolYear};
use crate::lineage::status::statement::{Party, Statement};
use crate::lineage::status::{Change, Doubt, Verdict};

/// The answer for one grade.
#[derive(Debug, Clone)]
pub struct Ruling {
    pub verdict: Verdict,
    pub since: Option<PartialDate>,
    pub changes: Vec<Change>,
    pub instead: Vec<Party>,
    pub chain: Vec<Party>,
    pub coming: Vec<Change>,
    pub doubt: Option<Doubt>,
    pub evidence: Vec<Statement>,
    /// The school year from which that is so for the grade, where a step says it.
    pub step: Option<SchoolYear>,
}

impl Ruling {
    pub fn new(verdict: Verdict) -> Self {
        Self {
            verdict,
            since: None,
            changes: Vec::new(),
            instead: Vec::new(),
            chain: Vec::new(),
            coming: Vec::new(),
            doubt: None,
            evidence: Vec::new(),
            step: None,
        }
    }

    pub fn doubted(verdict: Verdict, doubt: Doubt) -> Self {
        Self { doubt: Some(doubt), ..Self::new(verdict) }
    }

    pub fn with<'a>(mut self, statements: impl IntoIterator<Item = &'a Statement>) -> Self {
        for statement in statements {
            if !self.evidence.contains(statement) {
                self.evidence.push(statement.clone());
            }
        }
        self
    }
}
