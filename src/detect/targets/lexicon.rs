//! The words that the quantity grammar knows, all lowered; phrases are matched word by word.

mod aims;
mod bounds;
mod labels;
mod measures;
mod nouns;
mod signs;
mod zeros;

pub(super) use aims::{AIM_EDGES, AIMS, ASPECTS, COMPOUNDS, DEEDS, FUTURE, GOALS, REACH, STRICT_AIMS, TASK_VERBS};
pub(super) use bounds::{BOUNDS_AFTER, BOUNDS_BEFORE, FILLERS};
pub(super) use labels::LABELS;
pub(super) use measures::{
    MEASURES, MONEY_UNITS, NUMBER_VALUES, NUMBER_WORDS, PER, RATIONS, SCHEDULE_UNITS, TIME_UNITS, UNIT_STOPS,
};
pub(super) use nouns::{BARE_UNITS, UNITS};
pub(super) use signs::{
    BACK, BURDENS, COMPARED, CONDITIONS, HOLDERS, KEEPING, LASTING, PAST, PEOPLE, PRICE_WORDS, STANDING, TIMELY,
    TOTALS, WEATHER,
};
pub(super) use zeros::ZERO_UNITS;
