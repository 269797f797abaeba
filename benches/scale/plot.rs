//! How costs grow with the number of documents: one line for each, beside the slope of what grows as the store does.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Row;

const WIDTH: f64 = 980.0;
const HEIGHT: f64 = 760.0;
/// Where the axes are; the names stand to the right.
const LEFT: f64 = 70.0;
const RIGHT: f64 = 560.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 700.0;
const COLOURS: [&str; 8] = ["#1b6ca8", "#b3421f", "#2e7d32", "#6a3d9a", "#a67c00", "#00796b", "#ad1457", "#455a64"];

/// All times of several sizes, both axes by powers of ten: what doubles with the store rises as the grey lines do.
pub fn svg(rows: &[Row]) -> String {
    let mut lines: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for row in rows {
        let milliseconds = match row.unit {
            "s" => row.value * 1000.0,
            // On a machine that does other things as well only these can be compared.
            "ms" if row.what.ends_with("processor time") || row.what.starts_with("command") => row.value,
            _ => continue,
        };
        lines.entry(&row.what).or_default().push((row.size as f64, milliseconds.max(0.01)));
    }
    lines.retain(|_, points| points.len() > 1);
    let all = || lines.values().flatten();
    let (first, last) =
        (all().map(|p| p.0).fold(f64::MAX, f64::min).log10(), all().map(|p| p.0).fold(1.0, f64::max).log10());
    let (low, high) = (-1.0, all().map(|p| p.1).fold(1.0, f64::max).log10().ceil());
    let x = |size: f64| LEFT + (size.log10() - first) / (last - first).max(0.1) * (RIGHT - LEFT);
    let y = |ms: f64| BOTTOM - (ms.log10() - low) / (high - low) * (BOTTOM - TOP);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    let mut put = |text: String| writeln!(out, "{text}").expect("written");
    for power in (low as i32)..=(high as i32) {
        let (ms, at) = (10_f64.powi(power), y(10_f64.powi(power)));
        put(format!("<line x1=\"{LEFT}\" y1=\"{at:.1}\" x2=\"{RIGHT}\" y2=\"{at:.1}\" stroke=\"#ddd\"/>"));
        put(format!("<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{ms} ms</text>", LEFT - 6.0, at + 4.0));
        // What grows as the store does.
        let (from, to) = (10_f64.powf(first), 10_f64.powf(last));
        let steepest = ms * to / from;
        if steepest.log10() <= high {
            put(format!(
                "<line x1=\"{:.1}\" y1=\"{at:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"#bbb\" stroke-dasharray=\"3 4\"/>",
                x(from),
                x(to),
                y(steepest)
            ));
        }
    }
    let mut names: Vec<(f64, &str, &str)> = Vec::new();
    for ((what, points), colour) in lines.iter().zip(COLOURS.iter().cycle()) {
        let path: Vec<String> = points.iter().map(|&(size, ms)| format!("{:.1},{:.1}", x(size), y(ms))).collect();
        put(format!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\"/>",
            path.join(" ")
        ));
        for &(size, ms) in points {
            put(format!("<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"2.5\" fill=\"{colour}\"/>", x(size), y(ms)));
        }
        names.push((y(points[points.len() - 1].1), what, colour));
    }
    // Each name beside the end of its line, none over another.
    names.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = 0.0_f64;
    for (end, what, colour) in names {
        let at = end.max(free);
        free = at + 14.0;
        put(format!(
            "<line x1=\"{RIGHT}\" y1=\"{end:.1}\" x2=\"{}\" y2=\"{at:.1}\" stroke=\"{colour}\" stroke-width=\"0.6\"/>",
            RIGHT + 16.0
        ));
        put(format!("<text x=\"{}\" y=\"{:.1}\" fill=\"{colour}\">{what}</text>", RIGHT + 20.0, at + 4.0));
    }
    let mut size = 10_f64.powf(first);
    while size <= 10_f64.powf(last) * 1.01 {
        put(format!("<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{size:.0}</text>", x(size), BOTTOM + 18.0));
        size *= 10.0;
    }
    put(format!(
        "<text x=\"{}\" y=\"{}\">documents; a cost that grows as the store does runs along the dashed lines</text>",
        LEFT,
        BOTTOM + 38.0
    ));
    out + "</svg>\n"
}
