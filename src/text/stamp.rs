//! Stamps by their words: of digital signatures, and of the office that received the paper.
//!
//! Both are put on a finished page. What they say (who signed when, under which number a paper arrived) is true of the
//! file and false of the directive, so neither may be read as its number or its date. The furniture step looks for
//! them in lines, the PDF reader in the order of drawing, where they are whole even when they lie across other lines.

use std::sync::LazyLock;

use regex::Regex;

/// A stamp has at most so many lines.
pub const LONGEST: usize = 7;

/// How many of `lines`, from the first on, are a stamp; 0 where the first begins none.
pub fn length(lines: &[&str]) -> usize {
    signature(lines).max(arrival(lines))
}

/// From the first field to the last; a long name between them may wrap.
fn signature(lines: &[&str]) -> usize {
    if !lines.first().is_some_and(|line| SIGNATURE.is_match(line)) {
        return 0;
    }
    let is_field = |line: &&str| SIGNATURE.is_match(line) || SIGNATURE_MORE.is_match(line);
    lines.iter().take(LONGEST).rposition(is_field).map_or(0, |last| last + 1)
}

/// The arrival stamp (dấu "ĐẾN", Nghị định 30/2020/NĐ-CP, Điều 22 and Phụ lục IV): its name and the fields under it.
fn arrival(lines: &[&str]) -> usize {
    let Some(head) = lines.first().and_then(|line| ARRIVAL.captures(line)) else { return 0 };
    let fields = lines.iter().skip(1).take(LONGEST - 1).take_while(|line| ARRIVAL_FIELD.is_match(line)).count();
    if head.get(1).is_some() || fields > 0 { 1 + fields } else { 0 }
}

/// Fields that only a signature's stamp has.
static SIGNATURE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)^(?:(?:được\s+)?ký\s+(?:số\s+)?bởi\s*:|người\s+ký\s*:|thời\s+gian\s+ký\s*:|ngày\s+ký\s*:\s*\d|signature\s+(?:not\s+verified|valid)|digitally\s+signed\s+by|signed\s+by\s*:|signing\s+(?:date|time)\s*:)",
    )
});

/// Fields that belong to a signature's stamp only after one of those.
static SIGNATURE_MORE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)^(?:email\s*:|cơ\s+quan\s*:|chức\s+vụ\s*:|dn\s*:|date\s*:|reason\s*:|location\s*:|ngày\s+ký\s*:|giờ\s+ký\s*:|.*[+-]\d\d[:']\d\d'?$)",
    )
});

/// The name of an arrival stamp, in capitals; group 1 where its first field stands on the same line.
static ARRIVAL: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"^(?:(?:CÔNG\s+VĂN|VĂN\s+BẢN|CV)\s+)?ĐẾN\s*:?\s*(?:((?i:số|ngày|giờ)\s*(?:đến)?\s*[:.…_](?:.*\d|[\s.:…_]*)[\s.…_]*)|[.…_]*)$",
    )
});

/// A field of an arrival stamp: no number of a directive, which has its symbol behind the slash.
static ARRIVAL_FIELD: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)^(?:(?:số|ngày|giờ)\s*(?:đến)?\s*[:.…_\s][\d\s.,:/…_hg-]*|chuyển\s*:.{0,80}|số\s+và\s+k[ýí]\s+hiệu\s+(?:hs|hồ\s+sơ)\s*:?.{0,60})$",
    )
});

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and valid")
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn stamps_end_with_their_last_field() {
        for (lines, want) in [
            (
                &["Người ký: Ủy ban nhân dân", "xã An Lạc", "Thời gian ký: 02.09.2024 08:00:00 +07:00", "Số: 1/KH"][..],
                3,
            ),
            (&["Digitally signed by An", "DN: C=VN, O=UBND", "Date: 2024.09.02 08:00:00 +07'00'"], 3),
            (&["CÔNG VĂN ĐẾN", "Số: 1234", "Ngày: 12/9/2024", "Kính gửi: Các trường"], 3),
            (
                &["ĐẾN", "Số:.........", "Ngày:........", "Chuyển: Đ/c Lan", "Số và ký hiệu HS:.....", "Số: 12/KH-PGD"],
                5,
            ),
            (&["ĐẾN Số: 1234", "Ngày 12/9/2024"], 2),
            (&["ĐẾN Ngày: 12/9/2024", "Số: 12/PGD-THCS"], 1),
            (&["ĐẾN", "Số: 12/PGD-THCS"], 0),
            (&["ĐẾN NĂM 2030", "Số: 12"], 0),
            (&["Đến ngày 12/9/2024", "Số: 12"], 0),
            (&["Số: 1234", "Ngày: 12/9/2024"], 0),
            (&["Người ký các văn bản này", "Ngày ký: 1"], 0),
        ] {
            assert_eq!(length(lines), want, "{lines:?}");
        }
    }
}
