//! The canonical key of a work: what mentions of one document agree on, however they are written.

use crate::directive::DirectiveKind;

/// The canonical key: kind, number, year and symbol, such as `thong-tu:27/2020/TT-BGDĐT`; parts that are not known
/// are left empty (`ke-hoach:3380//`), a law by name is keyed by the name given as `symbol`.
pub fn work_key(kind: DirectiveKind, number: Option<&str>, year: Option<&str>, symbol: Option<&str>) -> String {
    format!("{kind}:{}/{}/{}", number.unwrap_or_default(), year.unwrap_or_default(), symbol.unwrap_or_default())
}

/// A symbol as it is compared: upper case, GD&ĐT and GD-ĐT as GDĐT.
pub fn plain_symbol(symbol: &str) -> String {
    symbol.to_uppercase().replace("GD&ĐT", "GDĐT")
}
