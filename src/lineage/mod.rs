//! Identity and resolution of mentions, yearly series, the chain of authority, what changed between two years: what links
//! one directive to another.

pub mod assign;
pub mod chain;
pub mod changes;
pub mod check;
pub mod codes;
pub mod identity;
pub mod issuer;
pub mod likeness;
pub mod pairing;
pub mod registry;
pub mod resolve;
pub mod series;
pub mod status;
pub mod succession;
pub mod tree;
pub mod wording;
