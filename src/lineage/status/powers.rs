//! Thẩm quyền: who can act on whose documents.
//!
//! A document is amended or replaced by the agency that has issued it, and suspended or repealed by one above that (Luật
//! 80/2015/QH13 art. 12(1), Luật 64/2025/QH15 art. 8(1)); never by one below. A school's decision that says it replaces a
//! circular is misread or mistaken, and ends nothing: [`super::Evidence`] leaves such statements out.

use super::statement::{Claim, Source, Statement};
use crate::directive::DirectiveKind;
use crate::lineage::identity::WorkId;
use crate::lineage::issuer::{Issuer, Tier};

/// The tier of who issues a work of this kind and symbol; `letterhead` is that of its letterhead, where it is held. `None`
/// where neither tells it: `QĐ-UBND` is a committee's of any tier.
pub fn tier(kind: Option<DirectiveKind>, symbol: Option<&str>, letterhead: Option<Tier>) -> Option<Tier> {
    use DirectiveKind::{Luat, NghiDinh, PhapLenh, ThongTu, ThongTuLienTich};
    // None below the Ministries has these kinds, whatever was read of the letterhead.
    let national = matches!(kind, Some(Luat | PhapLenh | NghiDinh | ThongTu | ThongTuLienTich));
    let of_kind = national.then_some(Tier::Nation);
    of_kind.or(letterhead).or_else(|| Issuer::of_symbol(symbol?).tier)
}

/// Whether an agency of one tier is below that of another. A commune is not below a district: since 1 July 2025 it stands
/// in its place (Luật 72/2025/QH15).
pub fn is_below(actor: Option<Tier>, other: Option<Tier>) -> bool {
    let step = |tier: Tier| match tier {
        Tier::Nation => 0,
        Tier::Province => 1,
        Tier::District | Tier::Commune => 2,
        Tier::School => 3,
    };
    matches!((actor, other), (Some(actor), Some(other)) if step(actor) > step(other))
}

impl Statement {
    /// Whether it has a document act on one of an agency above its own. The registry was read by people, and is taken at
    /// its word.
    pub fn is_beyond_powers(&self) -> bool {
        let (Claim::Effect { by, on, .. }, Source::Text { own, tier: letterhead, .. }) = (&self.claim, &self.source)
        else {
            return false;
        };
        let of = |id: &WorkId, letterhead| tier(id.kind, id.symbol.as_deref(), letterhead);
        is_below(of(&by.id, letterhead.filter(|_| *own)), of(&on.id, None))
    }
}
