//! Trích yếu quoted after a mention: what the cited paper is about, in the words of the one who cites it.
//!
//! A paper is named in full where it is first cited: kind, number, date, issuer, subject (Nghị định 30/2020/NĐ-CP,
//! annex I). The subject follows "về việc", "về", a verb of titles ("ban hành", "hướng dẫn", "quy định" …) or stands
//! in quotes; nothing marks its end but what cannot belong to a title: a semicolon, another paper that the title does
//! not govern, the agency that the sentence is about, a verb that speaks of the paper.

use super::agency;
use super::mention::Mention;
use super::scan::{after, eat_any, eat_word, ends_with_word, skip_blank, window_end};
use crate::detect::terms::{Terms, terms};
use crate::directive::Span;

/// The longest title, in bytes: three lines of a page.
const LONGEST: usize = 600;

/// The shortest title that says something, in bytes.
const SHORTEST: usize = 12;

/// Verbs and nouns that a title opens with where the number, the date or the issuer stands before it.
static OPENINGS: Terms = Terms::new(&[
    "ban hành",
    "hướng dẫn",
    "quy định",
    "phê duyệt",
    "sửa đổi",
    "bãi bỏ",
    "tổng kết",
    "sơ kết",
    "triển khai",
    "thực hiện",
    "tăng cường",
    "đẩy mạnh",
    "công bố",
    "công nhận",
    "tổ chức",
    "thành lập",
    "kiện toàn",
    "giao",
    "kết quả",
    "phát động",
    "nâng cao",
    "đổi mới",
    "chấn chỉnh",
]);

/// Of these, what opens a title behind a comma too; the others begin the next clause there ("…, tổ chức thực hiện").
static OPENINGS_AFTER_COMMA: Terms =
    Terms::new(&["ban hành", "hướng dẫn", "quy định", "phê duyệt", "sửa đổi", "tổng kết"]);

/// What follows an opening that speaks of the paper and is no title: "ban hành ngày …", "quy định tại …".
static NO_TITLE: Terms = Terms::new(&[
    "ngày",
    "kèm",
    "tại",
    "theo",
    "rõ",
    "như",
    "nêu",
    "trên",
    "này",
    "đó",
    "của",
    "là",
    "các trường",
    "trước",
    "được",
    "phải",
    "đúng",
    "nghiêm túc",
    "nghiêm",
    "xong",
    "lại",
]);

/// Where something is sent: "gửi Báo cáo … về Phòng trước ngày …".
static SENT_TO: Terms = Terms::new(&["phòng", "sở", "ubnd", "ủy ban", "uỷ ban", "trước", "địa chỉ", "qua", "đến"]);

/// Words behind a comma with which the sentence goes on about something else.
static CLAUSES: Terms = Terms::new(&[
    "các trường",
    "nhà trường",
    "các đơn vị",
    "các cơ sở",
    "các phòng",
    "các nhà trường",
    "các địa phương",
    "giáo viên",
    "hiệu trưởng",
    "trong đó",
    "đồng thời",
    "nhằm",
    "căn cứ",
    "trên cơ sở",
    "cùng với",
    "có hiệu lực",
    "thay thế",
    "bãi bỏ",
    "đề nghị",
    "yêu cầu",
    "từ ngày",
    "kể từ",
    "trước ngày",
    "chậm nhất",
    "đến hết",
    "đến ngày",
    "đến năm",
    "như sau",
    "theo đó",
    "gửi",
    "trình",
    "chú ý",
    "báo cáo",
]);

/// Words that speak of the paper, or lead to another one, wherever they stand.
static BREAKS: Terms = Terms::new(&[
    "có hiệu lực",
    "hết hiệu lực",
    "và các văn bản",
    "và các quy định",
    "và các hướng dẫn",
    "và các công văn",
    "và văn bản",
    "và hướng dẫn của",
    "và chỉ đạo",
    "và theo",
    "và căn cứ",
    "như sau",
    "thì",
    "đã",
    "là",
    "phải",
    "được ban hành",
    "được thay thế",
    "được sửa đổi",
    "kể từ ngày",
    "đến các",
    "tới các",
    "tiếp tục được",
    "bằng việc",
    "để",
    "chú ý",
]);

/// The title quoted after `mention`; `rest` are the mentions after it, in the order of the text.
pub(super) fn quoted(s: &str, mention: &Mention, rest: &[Mention]) -> Option<Span> {
    mention.number.as_ref()?;
    let named = mention.date.is_some() || mention.issuer.is_some();
    let mut p = skip_blank(s, mention.span.end);
    let comma = after(s, p) == Some(',');
    if comma {
        p = skip_blank(s, p + 1);
    }
    let bracket = !comma && after(s, p) == Some('(');
    if bracket {
        p = skip_blank(s, p + 1);
    }
    if let Some(span) = in_quotes(s, p) {
        return Some(span);
    }
    let start = match eat_any(s, p, terms!["về việc", "v/v", "về"]) {
        Some(next) => {
            let start = skip_blank(s, next);
            let sent = eat_word(s, p, "về việc").is_none()
                && eat_any(s, start, &SENT_TO).is_some()
                && agency_or_time(s, start);
            if sent || comma && !named {
                return None;
            }
            start
        }
        None if named || bracket => {
            let next = eat_any(s, p, if comma { &OPENINGS_AFTER_COMMA } else { &OPENINGS })?;
            let object = skip_blank(s, next);
            let dated = eat_word(s, object, "năm")
                .is_some_and(|end| after(s, skip_blank(s, end)).is_some_and(|c| c.is_ascii_digit()));
            if dated || eat_any(s, object, &NO_TITLE).is_some() {
                return None;
            }
            p
        }
        None => return None,
    };
    let end = end_of(s, start, rest)?;
    let span = trimmed(s, start, end);
    (span.end.saturating_sub(span.start) >= SHORTEST).then_some(span)
}

/// "về Phòng", "về Sở GD&ĐT", "về trước …": small "phòng, chống" and "sở hữu" open titles.
fn agency_or_time(s: &str, at: usize) -> bool {
    let agency = after(s, at).is_some_and(char::is_uppercase)
        && agency::parse(s, at, false).is_some_and(|end| after(s, end) != Some(','));
    agency || eat_any(s, at, terms!["trước", "địa chỉ", "qua", "đến"]).is_some()
}

/// A title in quotes at `at`, without them.
fn in_quotes(s: &str, at: usize) -> Option<Span> {
    let open = after(s, at).filter(|c| matches!(c, '“' | '"' | '«'))?;
    let start = at + open.len_utf8();
    let window = &s[start..window_end(s, start, LONGEST)];
    let end = start + window.find(['”', '"', '»', '\n'])?;
    let closed = !s[end..].starts_with('\n');
    (closed && end - start >= SHORTEST).then(|| trimmed(s, start, end))
}

/// Where the title that begins at `start` ends.
fn end_of(s: &str, start: usize, rest: &[Mention]) -> Option<usize> {
    let limit = window_end(s, start, LONGEST);
    let mut inner = rest.iter().skip_while(|mention| mention.span.start < start).peekable();
    let mut at = start;
    while at < limit {
        if let Some(other) = inner.next_if(|mention| mention.span.start <= at) {
            // "sửa đổi một số điều của Thông tư …" is one title, "… và Công văn số …" are two papers.
            if other.span.start == at && !governs(&s[start..at]) {
                return Some(at);
            }
            at = at.max(other.span.end);
            continue;
        }
        let c = after(s, at)?;
        let next = at + c.len_utf8();
        match c {
            ';' | ':' | '\t' | ')' | '”' => return Some(at),
            '\n' if skip_blank(s, at) == at => return Some(at),
            '“' | '"' => {
                at = s[next..limit].find(['”', '"']).map_or(next, |i| next + i).min(limit);
                at += after(s, at).map_or(0, char::len_utf8);
                continue;
            }
            '(' => {
                // A short form belongs to the title, a remark does not.
                let Some(close) = s[next..limit].find(')').filter(|length| *length <= 30) else { return Some(at) };
                if s[next..next + close].contains(|c: char| c.is_ascii_digit() || c == ';' || c == '\n') {
                    return Some(at);
                }
                at = next + close + 1;
                continue;
            }
            '.' => {
                let follows = skip_blank(s, next);
                if follows > next || after(s, next).is_none_or(|c| matches!(c, '\n' | '/' | '”' | '"')) {
                    let opens = after(s, follows).is_none_or(|c| !c.is_lowercase()) || is_mark(s, follows);
                    if opens && !is_abbreviated(&s[start..at]) {
                        return Some(at);
                    }
                }
            }
            ',' => {
                let follows = skip_blank(s, next);
                let agent =
                    after(s, follows).is_some_and(char::is_uppercase) && agency::parse(s, follows, false).is_some();
                let paper = inner.peek().is_some_and(|mention| mention.span.start <= follows + 24);
                if agent || paper || eat_any(s, follows, &CLAUSES).is_some() {
                    return Some(at);
                }
            }
            ' ' if eat_any(s, next, &BREAKS).is_some() || counts_more(s, next) => return Some(at),
            _ => {}
        }
        at = next;
    }
    // No end in sight: what was read may be half a page of something else.
    if at >= s.len() { Some(s.len()) } else { s[start..limit].rfind(',').map(|comma| start + comma) }
}

/// "và 06 văn bản khác".
fn counts_more(s: &str, at: usize) -> bool {
    eat_word(s, at, "và").is_some_and(|end| after(s, skip_blank(s, end)).is_some_and(|c| c.is_ascii_digit()))
}

/// A letter alone: the mark of a footnote that was not taken for one.
fn is_mark(s: &str, at: usize) -> bool {
    let mut letters = s[at..].chars();
    letters.next().is_some_and(|c| c.is_ascii_lowercase()) && letters.next().is_none_or(char::is_whitespace)
}

/// Whether the words so far ask for the paper that follows.
fn governs(title: &str) -> bool {
    let title = title.trim_end();
    let title = title.strip_suffix(" số").unwrap_or(title).trim_end();
    ["của", "theo", "hiện", "tại", "khai", "trong", "các", "bỏ", "thế", "với"]
        .iter()
        .any(|word| ends_with_word(title, word))
}

/// "TP.", "tr.": the stop ends no sentence.
fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    matches!(word, "TP" | "Tp" | "TX" | "TT" | "Q" | "P" | "H")
}

/// Without what joins the title to what follows.
fn trimmed(s: &str, start: usize, end: usize) -> Span {
    let mut words = s[start..end].trim_end();
    loop {
        let next = words.trim_end_matches([',', '.', '-', '–', '(', ' ', '/', '\n']);
        let next =
            next.strip_suffix(|c: char| c.is_ascii_lowercase()).filter(|head| head.ends_with(' ')).unwrap_or(next);
        let next = ["và", "cùng", "cùng với", "số", "các", "theo", "tại"]
            .iter()
            .find_map(|joint| next.strip_suffix(joint).filter(|head| head.ends_with(char::is_whitespace)))
            .unwrap_or(next);
        if next.len() == words.len() {
            return Span::new(start, start + words.len());
        }
        words = next;
    }
}

#[cfg(test)]
mod tests {
    use crate::detect::references::tests::text;
    use crate::detect::{Outline, references as detect};
    use crate::directive::Header;

    /// The titles of all mentions, "–" for one without.
    fn check(source: &str, want: &[&str]) {
        let found: Vec<String> = detect(&text(source), &Header::default(), &Outline::default())
            .into_iter()
            .map(|reference| reference.title.unwrap_or_else(|| "–".to_owned()))
            .collect();
        assert_eq!(found, want, "{source}");
    }

    #[test]
    fn a_title_ends_where_the_sentence_goes_on() {
        for (source, want) in [
            (
                "Thực hiện Công văn số 1702/SGDĐT-GDTH ngày 23/8/2023 của Sở GDĐT về nhiệm vụ giáo dục tiểu học năm học 2023-2024; Phòng hướng dẫn.",
                "nhiệm vụ giáo dục tiểu học năm học 2023-2024",
            ),
            (
                "Công văn số 2474/SGDDĐT-TrH, ngày 16/8/2024 của Sở GD&ĐT về việc Hướng dẫn thực hiện nhiệm vụ Giáo dục trung học năm học 2024 - 2025 và các văn bản chỉ đạo chuyên môn của Sở",
                "Hướng dẫn thực hiện nhiệm vụ Giáo dục trung học năm học 2024 - 2025",
            ),
            (
                "Báo cáo số 321/BC-PGDĐT ngày 04/9/2024 của Phòng GD&ĐT An Lão về Kết quả thực hiện nhiệm vụ năm học 2023-2024 và phương hướng nhiệm vụ năm học 2024 - 2025, Phòng GD&ĐT huyện An Lão hướng dẫn",
                "Kết quả thực hiện nhiệm vụ năm học 2023-2024 và phương hướng nhiệm vụ năm học 2024 - 2025",
            ),
            (
                "Quyết định số 2400/QĐ-UBND ngày 10/8/2023, ban hành khung kế hoạch thời gian năm học 2023-2024 đối với giáo dục mầm non, giáo dục phổ thông và giáo dục thường xuyên thành phố Hải Thanh; các văn bản",
                "ban hành khung kế hoạch thời gian năm học 2023-2024 đối với giáo dục mầm non, giáo dục phổ thông và giáo dục thường xuyên thành phố Hải Thanh",
            ),
            (
                "Thông tư số 29/2024/TT-BGDĐT ngày 30/12/2024 của Bộ trưởng Bộ GDĐT quy định về dạy thêm, học thêm có hiệu lực từ ngày 14/02/2025.",
                "quy định về dạy thêm, học thêm",
            ),
            (
                "theo Kế hoạch số 15/KH-UBND về phòng, chống bạo lực học đường, các trường xây dựng kế hoạch.",
                "phòng, chống bạo lực học đường",
            ),
            (
                "Đề án số 12/ĐA-UBND ngày 01/3/2024 “Nâng cao chất lượng dạy học ngoại ngữ” của huyện",
                "Nâng cao chất lượng dạy học ngoại ngữ",
            ),
            (
                "Thông tư số 27/2020/TT-BGDĐT (quy định đánh giá học sinh tiểu học) ở lớp 5",
                "quy định đánh giá học sinh tiểu học",
            ),
            (
                "Báo cáo số 171/BC-PGDĐT ngày 25/6/2024 của Phòng GDĐT tổng kết năm học 2023-2024. Các trường làm tiếp.",
                "tổng kết năm học 2023-2024",
            ),
        ] {
            check(source, &[want]);
        }
    }

    #[test]
    fn a_title_takes_in_the_paper_that_it_governs_and_no_other() {
        check(
            "Thông tư số 22/2024/TT-BGDĐT ngày 10/12/2024 của Bộ GDĐT sửa đổi, bổ sung một số điều của Thông tư số 17/2018/TT-BGDĐT ngày 22/8/2018 về kiểm định chất lượng trường tiểu học; Phòng",
            &[
                "sửa đổi, bổ sung một số điều của Thông tư số 17/2018/TT-BGDĐT ngày 22/8/2018 về kiểm định chất lượng trường tiểu học",
                "kiểm định chất lượng trường tiểu học",
            ],
        );
        check(
            "Công văn số 1698/SGDĐT-GDTrH ngày 22/8/2023 về báo cáo định kỳ và Công văn số 1702/SGDĐT-GDTH ngày 23/8/2023 của Sở",
            &["báo cáo định kỳ", "–"],
        );
        check(
            "Chỉ thị số 12/CT-BGDĐT ngày 01/8/2024 về nhiệm vụ trọng tâm, Quyết định số 131/QĐ-TTg ngày 25/01/2022",
            &["nhiệm vụ trọng tâm", "–"],
        );
    }

    #[test]
    fn what_is_said_of_a_paper_is_no_title() {
        for source in [
            "gửi Báo cáo số 12/BC-THLK ngày 05/9/2024 về Phòng trước ngày 10/9.",
            "Thông tư số 27/2020/TT-BGDĐT ban hành ngày 04/9/2020 được thực hiện",
            "Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ GDĐT quy định tại Điều 5",
            "Nghị quyết số 12/NQ-HĐND của HĐND thành phố ban hành năm 2023 được áp dụng",
            "theo Thông tư số 27/2020/TT-BGDĐT quy định học sinh được khen thưởng",
            "Công văn số 236/PGDĐT-GDTH ngày 07/9/2023 của Phòng GDĐT, Phòng hướng dẫn các trường",
            "Kế hoạch số 87/KH-UBND thay thế Kế hoạch số 64/KH-UBND",
            "Công văn số 12/PGDĐT ngày 05/9/2024. Về việc này, các trường báo cáo",
            "Thông tư số 27/2020/TT-BGDĐT",
        ] {
            let found = detect(&text(source), &Header::default(), &Outline::default());
            assert!(!found.is_empty() && found.iter().all(|reference| reference.title.is_none()), "{found:?}");
        }
    }
}
