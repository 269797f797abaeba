//! Identity and resolution of mentions, yearly series, pairing of targets: what links one directive to another.

pub mod chain;
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
