//! The language in which the program speaks: `--lang`, or else the locale.

use chidao::render::Lang;

/// The language asked for, or that of the locale (`LC_ALL` before `LC_MESSAGES` before `LANG`).
pub fn of(option: Option<Lang>) -> Lang {
    option.unwrap_or_else(|| {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        Lang::of_locale(&locale.unwrap_or_default())
    })
}
