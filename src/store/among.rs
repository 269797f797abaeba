//! The documents that are searched.

/// A set of documents, by their numbers.
#[derive(Debug)]
pub(super) enum Among {
    /// All but these.
    But(Bits),
    /// These.
    Only(Bits, Vec<i64>),
}

impl Among {
    pub fn but(ids: &[i64]) -> Self {
        Self::But(Bits::of(ids))
    }

    pub fn only(ids: Vec<i64>) -> Self {
        Self::Only(Bits::of(&ids), ids)
    }

    /// Whether it is every document.
    pub fn is_all(&self) -> bool {
        matches!(self, Self::But(bits) if bits.0.is_empty())
    }

    pub fn holds(&self, document: u64) -> bool {
        match self {
            Self::But(bits) => !bits.holds(document),
            Self::Only(bits, _) => bits.holds(document),
        }
    }
}

/// A set of documents' numbers, which are given out in order.
#[derive(Debug, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub fn of(ids: &[i64]) -> Self {
        let mut bits = Self::default();
        for &id in ids {
            bits.insert(id);
        }
        bits
    }

    /// Adds a number; says whether it was not there.
    pub fn insert(&mut self, id: i64) -> bool {
        let id = id.unsigned_abs();
        let Ok(at) = usize::try_from(id / 64) else { return false };
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        let is_new = self.0[at] >> (id % 64) & 1 == 0;
        self.0[at] |= 1 << (id % 64);
        is_new
    }

    /// How many of these are in the other set too.
    pub fn count_in(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(its, others)| (its & others).count_ones() as usize).sum()
    }

    pub fn holds(&self, id: u64) -> bool {
        let word = usize::try_from(id / 64).ok().and_then(|at| self.0.get(at));
        word.is_some_and(|word| word >> (id % 64) & 1 == 1)
    }
}
