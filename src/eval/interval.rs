//! How far a share of few counts can be trusted: 95 % confidence intervals, without chance and so the same every time.
//!
//! Shares of independent yes-or-no counts (precision, recall, accuracies) take the score interval of E. B. Wilson,
//! "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), which keeps its promise also
//! near 1 and for small counts (L. D. Brown, T. T. Cai, A. DasGupta, "Interval estimation for a binomial proportion",
//! Statistical Science 16 (2001)).
//!
//! F1 is no such share, but it is a rising function of one: with J = right / (right + missed + extra),
//! F1 = 2J / (1 + J). So its interval is Wilson's for J, mapped by that function.
//!
//! Items of one document resemble each other; the true uncertainty about other documents is larger than any interval
//! over items says.

use super::wording::ratio;

/// The standard normal quantile of 97.5 %.
const Z: f64 = 1.959_963_984_540_054;

/// A share with its 95 % confidence interval, all 0.0 to 1.0.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Interval {
    /// The share itself.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// The share of `right` among `all`; `None` of nothing.
    pub fn of_share(right: usize, all: usize) -> Option<Self> {
        if all == 0 {
            return None;
        }
        let value = ratio(right, all);
        let n = f64::from(u32::try_from(all).unwrap_or(u32::MAX));
        let scale = 1.0 + Z * Z / n;
        let centre = (value + Z * Z / (2.0 * n)) / scale;
        let half = Z / scale * (value * (1.0 - value) / n + Z * Z / (4.0 * n * n)).sqrt();
        Some(Self { value, low: (centre - half).clamp(0.0, value), high: (centre + half).clamp(value, 1.0) })
    }

    /// F1 of so many items right, missed and too much; `None` of nothing.
    pub fn of_f1(right: usize, missed: usize, extra: usize) -> Option<Self> {
        let f1 = |share: f64| 2.0 * share / (1.0 + share);
        let union = Self::of_share(right, right + missed + extra)?;
        Some(Self { value: f1(union.value), low: f1(union.low), high: f1(union.high) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Option<Interval>, value: f64, low: f64, high: f64) {
        let found = found.expect("not of nothing");
        for (have, want) in [(found.value, value), (found.low, low), (found.high, high)] {
            assert!((have - want).abs() < 5e-4, "{found:?}, wanted {value} [{low}, {high}]");
        }
    }

    #[test]
    fn shares_have_the_published_intervals() {
        // R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        check(Interval::of_share(81, 263), 0.3080, 0.2553, 0.3662);
        check(Interval::of_share(15, 148), 0.1014, 0.0624, 0.1605);
        check(Interval::of_share(0, 20), 0.0, 0.0, 0.1611);
        check(Interval::of_share(1, 29), 0.0345, 0.0061, 0.1718);
        assert_eq!(Interval::of_share(0, 0), None);
    }

    #[test]
    fn f1_is_the_usual_one_within_its_interval() {
        // 2·90 / (2·90 + 6 + 4); J = 0.9 has [0.8256, 0.9448].
        check(Interval::of_f1(90, 6, 4), 180.0 / 190.0, 2.0 * 0.8256 / 1.8256, 2.0 * 0.9448 / 1.9448);
        check(Interval::of_f1(20, 0, 0), 1.0, 2.0 * 0.8389 / 1.8389, 1.0);
    }
}
