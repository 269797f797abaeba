//! The geometry, from hand-made glyphs to lines.

use super::glyph::{Direction, Drawing, Glyph, Stroke};
use super::page::page;
use crate::source::{Aside, AsideKind, PageProblem, RawPage, Rect};

/// A piece of text drawn at once: where it starts, its baseline and size. Every character is half an em wide.
struct Piece(f32, f32, f32, &'static str);

fn glyphs(pieces: &[Piece]) -> Vec<(Direction, Glyph)> {
    let mut out = Vec::new();
    for Piece(x, y, size, text) in pieces {
        for (i, ch) in text.chars().enumerate() {
            let x0 = x + 0.5 * size * i as f32;
            let glyph = Glyph {
                ch,
                rest: String::new(),
                x0,
                x1: x0 + 0.5 * size,
                y: *y,
                size: *size,
                bold: false,
                raised: false,
            };
            out.push((Direction::Right, glyph));
        }
    }
    out
}

fn draw(pieces: &[Piece]) -> Drawing {
    Drawing { size: (600.0, 800.0), glyphs: glyphs(pieces), ..Drawing::default() }
}

/// Each line as `block|text`, raised marks behind a `^`.
fn shown(page: &RawPage) -> Vec<String> {
    page.lines
        .iter()
        .map(|line| {
            let mut text = String::new();
            for (i, word) in line.words.iter().enumerate() {
                text.push_str(if i > 0 && word.spaced { " " } else { "" });
                text.push_str(if word.superscript { "^" } else { "" });
                text.push_str(&word.text);
            }
            let cell = line.cell.map(|(t, r, c)| format!("{t}.{r}.{c}|")).unwrap_or_default();
            format!("{}|{cell}{text}", line.block)
        })
        .collect()
}

#[track_caller]
fn check(pieces: &[Piece], expected: &[&str]) {
    assert_eq!(shown(&page(draw(pieces), 1)), expected);
}

#[test]
fn words_are_cut_at_spaces_and_gaps() {
    check(&[Piece(50.0, 100.0, 10.0, "mot hai")], &["0|mot hai"]);
    check(&[Piece(50.0, 100.0, 10.0, "mot"), Piece(68.0, 100.0, 10.0, "hai")], &["0|mot hai"]);
    check(&[Piece(50.0, 100.0, 10.0, "mot"), Piece(65.5, 100.0, 10.0, "hai")], &["0|mothai"]);
}

#[test]
fn letters_drawn_in_a_second_pass_fall_into_place() {
    check(
        &[
            Piece(50.0, 100.0, 10.0, "Ph"),
            Piece(65.0, 100.0, 10.0, "ng"),
            Piece(50.0, 115.0, 10.0, "hai"),
            Piece(60.0, 100.0, 10.0, "ò"),
        ],
        &["0|Phòng", "0|hai"],
    );
}

#[test]
fn marks_join_their_letter() {
    // In stream order, right after the letter, without a width of its own.
    let mut drawing = draw(&[Piece(50.0, 100.0, 10.0, "aub")]);
    let mark = |ch, x0: f32, x1: f32| {
        (Direction::Right, Glyph { ch, rest: String::new(), x0, x1, y: 100.0, size: 10.0, bold: false, raised: false })
    };
    drawing.glyphs.insert(1, mark('\u{301}', 55.0, 55.0));
    assert_eq!(shown(&page(drawing, 1)), ["0|a\u{301}ub"]);
    // In a second pass, over the letter, as a combining mark and as a spacing accent.
    for (ch, combining) in [('\u{301}', '\u{301}'), ('`', '\u{300}'), ('\u{b4}', '\u{301}')] {
        let mut drawing = draw(&[Piece(50.0, 100.0, 10.0, "aub"), Piece(50.0, 120.0, 10.0, "hai")]);
        drawing.glyphs.push(mark(ch, 56.0, 59.0));
        assert_eq!(shown(&page(drawing, 1)), [format!("0|au{combining}b"), "0|hai".to_owned()], "{ch}");
    }
    // A grave accent that stands on its own stays.
    check(&[Piece(50.0, 100.0, 10.0, "a ` b")], &["0|a ` b"]);
}

#[test]
fn raised_marks_are_words_of_their_own() {
    check(
        &[Piece(50.0, 100.0, 12.0, "2018"), Piece(74.0, 95.0, 7.0, "12"), Piece(84.0, 100.0, 12.0, "lop")],
        &["0|2018^12 lop"],
    );
    // At the start of a footnote, with a space after it.
    check(&[Piece(50.0, 96.0, 6.0, "3"), Piece(56.0, 100.0, 10.0, "Thong")], &["0|^3 Thong"]);
    // A small line of its own is no mark.
    check(&[Piece(50.0, 100.0, 14.0, "Dong tren"), Piece(50.0, 112.0, 8.0, "nho")], &["0|Dong tren", "0|nho"]);
}

#[test]
fn what_was_stamped_into_a_blank_stands_there() {
    check(&[Piece(50.0, 100.0, 12.0, "So:       /KH-PGD"), Piece(78.0, 96.5, 12.0, "2190")], &["0|So: 2190 /KH-PGD"]);
    check(&[Piece(50.0, 100.0, 12.0, "ngay    thang"), Piece(81.0, 103.0, 11.0, "17")], &["0|ngay 17 thang"]);
    // Nothing is stamped over letters.
    check(&[Piece(50.0, 100.0, 12.0, "So: 12/KH-PGD"), Piece(78.0, 94.0, 12.0, "ab")], &["0|ab", "0|So: 12/KH-PGD"]);
}

#[test]
fn a_letterhead_is_read_column_by_column() {
    check(
        &[
            Piece(60.0, 60.0, 12.0, "UBND HUYEN AN LAC"),
            Piece(300.0, 60.0, 12.0, "CONG HOA XA HOI CHU NGHIA"),
            Piece(54.0, 75.0, 12.0, "PHONG GIAO DUC VA"),
            Piece(330.0, 75.0, 12.0, "Doc lap - Tu do - HP"),
            Piece(80.0, 105.0, 12.0, "So: 12/PGD"),
            Piece(320.0, 105.0, 12.0, "An Lac, ngay 02 thang 9"),
            Piece(66.0, 120.0, 12.0, "V/v huong dan nam"),
            Piece(90.0, 160.0, 14.0, "Kinh gui: Hieu truong cac truong trung hoc co so"),
            Piece(60.0, 180.0, 14.0, "Dong than bai thu nhat chay het chieu rong cua trang"),
        ],
        &[
            "1|UBND HUYEN AN LAC",
            "1|PHONG GIAO DUC VA",
            "1|So: 12/PGD",
            "1|V/v huong dan nam",
            "2|CONG HOA XA HOI CHU NGHIA",
            "2|Doc lap - Tu do - HP",
            "2|An Lac, ngay 02 thang 9",
            "0|Kinh gui: Hieu truong cac truong trung hoc co so",
            "0|Dong than bai thu nhat chay het chieu rong cua trang",
        ],
    );
}

#[test]
fn letterhead_columns_need_not_be_level_nor_far_apart() {
    // The right column stands half a line lower, the first lines nearly touch, the body starts at the left margin.
    check(
        &[
            Piece(52.0, 60.0, 12.0, "UY BAN NHAN DAN THANH PHO LAC"),
            Piece(238.0, 60.0, 12.0, "CONG HOA XA HOI CHU NGHIA VIET NAM"),
            Piece(84.0, 75.0, 12.0, "SO GIAO DUC"),
            Piece(258.0, 82.0, 12.0, "Doc lap - Tu do - Hanh phuc"),
            Piece(90.0, 100.0, 12.0, "So: 12/KH"),
            Piece(264.0, 108.0, 12.0, "An Lac, ngay 2 thang 9 n."),
            Piece(52.0, 130.0, 14.0, "Kinh gui: Cac truong"),
        ],
        &[
            "1|UY BAN NHAN DAN THANH PHO LAC",
            "1|SO GIAO DUC",
            "1|So: 12/KH",
            "2|CONG HOA XA HOI CHU NGHIA VIET NAM",
            "2|Doc lap - Tu do - Hanh phuc",
            "2|An Lac, ngay 2 thang 9 n.",
            "0|Kinh gui: Cac truong",
        ],
    );
}

#[test]
fn wide_spaces_of_a_justified_line_part_no_columns() {
    let words = |y, xs: [f32; 6]| xs.map(|x| Piece(x, y, 12.0, "motchu"));
    let mut pieces = vec![
        Piece(60.0, 60.0, 12.0, "SO GIAO DUC AN LAC"),
        Piece(300.0, 60.0, 12.0, "CONG HOA XA HOI CHU NGHIA VN"),
        Piece(78.0, 75.0, 12.0, "So: 12/KH-SGD"),
        Piece(330.0, 75.0, 12.0, "An Lac, ngay 2 thang 9"),
    ];
    pieces.extend(words(90.0, [60.0, 136.0, 212.0, 288.0, 364.0, 440.0].map(|x| x * 0.6 + 24.0)));
    let lines = shown(&page(draw(&pieces), 1));
    assert_eq!(lines.last().map(String::as_str), Some("0|motchu motchu motchu motchu motchu motchu"), "{lines:?}");
}

#[test]
fn a_closing_part_is_read_column_by_column() {
    check(
        &[
            Piece(60.0, 100.0, 14.0, "Dong than bai cuoi cung chay het chieu rong cua trang"),
            Piece(60.0, 116.0, 14.0, "het bai."),
            Piece(360.0, 140.0, 13.0, "KT. TRUONG PHONG"),
            Piece(60.0, 146.0, 11.0, "Noi nhan:"),
            Piece(354.0, 155.0, 13.0, "PHO TRUONG PHONG"),
            Piece(60.0, 160.0, 11.0, "- Nhu tren;"),
            Piece(60.0, 174.0, 11.0, "- Luu: VT, TH va mot dong dai hon."),
            Piece(366.0, 230.0, 13.0, "Nguyen Thi An"),
        ],
        &[
            "0|Dong than bai cuoi cung chay het chieu rong cua trang",
            "0|het bai.",
            "1|Noi nhan:",
            "1|- Nhu tren;",
            "1|- Luu: VT, TH va mot dong dai hon.",
            "2|KT. TRUONG PHONG",
            "2|PHO TRUONG PHONG",
            "2|Nguyen Thi An",
        ],
    );
}

#[test]
fn a_list_with_wide_gaps_is_running_text() {
    check(
        &[
            Piece(60.0, 100.0, 12.0, "1."),
            Piece(100.0, 100.0, 12.0, "Dong thu nhat cua muc mot"),
            Piece(100.0, 115.0, 12.0, "con dong thu hai cua muc"),
            Piece(60.0, 130.0, 12.0, "2."),
            Piece(100.0, 130.0, 12.0, "Muc hai"),
        ],
        &["0|1. Dong thu nhat cua muc mot", "0|con dong thu hai cua muc", "0|2. Muc hai"],
    );
}

#[test]
fn a_ruled_table_keeps_its_cells() {
    let mut drawing = draw(&[
        Piece(60.0, 80.0, 12.0, "Truoc bang"),
        Piece(60.0, 112.0, 12.0, "TT"),
        Piece(110.0, 112.0, 12.0, "Chi tieu"),
        Piece(60.0, 132.0, 12.0, "1"),
        Piece(110.0, 132.0, 12.0, "Ty le"),
        Piece(110.0, 146.0, 12.0, "len lop"),
        Piece(60.0, 180.0, 12.0, "Sau bang"),
    ]);
    let stroke = |from, to, at| Stroke { from, to, at };
    drawing.horizontal = [100.0, 120.0, 150.0].map(|y| stroke(50.0, 300.0, y)).to_vec();
    drawing.vertical = [50.0, 100.0, 300.0].map(|x| stroke(100.0, 150.0, x)).to_vec();
    assert_eq!(
        shown(&page(drawing, 1)),
        [
            "0|Truoc bang",
            "1|0.0.0|TT",
            "2|0.0.1|Chi tieu",
            "3|0.1.0|1",
            "4|0.1.1|Ty le",
            "4|0.1.1|len lop",
            "0|Sau bang"
        ]
    );
}

#[test]
fn a_letter_drawn_twice_is_one_bold_letter() {
    let page = page(draw(&[Piece(50.0, 100.0, 12.0, "Dam"), Piece(50.3, 100.0, 12.0, "Dam")]), 1);
    assert_eq!(shown(&page), ["0|Dam"]);
    assert!(page.lines.iter().flat_map(|l| &l.words).all(|w| w.bold));
}

#[test]
fn wide_letter_spacing_keeps_words_whole() {
    let spaced = |x: f32, word: &'static [&'static str]| {
        word.iter().enumerate().map(move |(i, letter)| Piece(x + 8.0 * i as f32, 100.0, 12.0, letter))
    };
    let pieces: Vec<Piece> = spaced(50.0, &["T", "H", "O", "N", "G"]).chain(spaced(100.0, &["B", "A", "O"])).collect();
    check(&pieces, &["0|THONG BAO"]);
}

#[test]
fn a_watermark_across_the_page_stands_aside() {
    let mut drawing = draw(&[Piece(50.0, 300.0, 40.0, "BAN SAO"), Piece(50.0, 305.0, 10.0, "dong chu chinh")]);
    drawing.glyphs.iter_mut().take(7).for_each(|(direction, _)| *direction = Direction::Slanted);
    let page = page(drawing, 1);
    assert_eq!(shown(&page), ["0|dong chu chinh"]);
    assert_eq!(page.aside, [Aside { kind: AsideKind::Watermark, text: "BAN SAO".to_owned() }]);
}

#[test]
fn text_that_runs_up_the_page_is_turned() {
    let mut drawing = draw(&[Piece(50.0, 100.0, 10.0, "mot hai"), Piece(50.0, 115.0, 10.0, "ba")]);
    drawing.glyphs.iter_mut().for_each(|(direction, _)| *direction = Direction::Up);
    let page = page(drawing, 1);
    assert_eq!(shown(&page), ["0|mot hai", "0|ba"]);
    assert_eq!(page.size, Some((800.0, 600.0)));
}

#[test]
fn turning_there_and_back_keeps_a_box() {
    let size = (600.0, 800.0);
    let r = Rect { x0: 10.0, y0: 20.0, x1: 40.0, y1: 30.0 };
    for direction in [Direction::Right, Direction::Down, Direction::Left, Direction::Up] {
        let turned = direction.turn_rect(r, size);
        assert_eq!(direction.back().turn_rect(turned, direction.turned_size(size)), r, "{direction:?}");
    }
}

#[test]
fn pages_without_usable_text_wait_for_ocr() {
    let full = Rect { x0: 0.0, y0: 0.0, x1: 600.0, y1: 800.0 };
    let small = Rect { x0: 0.0, y0: 0.0, x1: 60.0, y1: 60.0 };
    let long = "Mot trang co chu that thi khong phai cho nhan dang chu, du co anh nen phia sau";
    let page_of_text: Vec<Piece> = (0..3u8).map(|n| Piece(50.0, 100.0 + 14.0 * f32::from(n), 10.0, long)).collect();
    let cases: [(&[Piece], Vec<Rect>, bool); 9] = [
        (&[], vec![], false),
        (&[], vec![full], true),
        (&[], vec![small], true),
        (&page_of_text, vec![full], false),
        // One line over an image may be all that it says, or its header.
        (&[Piece(50.0, 100.0, 10.0, long)], vec![full], true),
        (&[Piece(50.0, 100.0, 10.0, "Trang ngan")], vec![small], false),
        (&[Piece(290.0, 20.0, 10.0, "2")], vec![full], true),
        (
            &[
                Piece(50.0, 20.0, 7.0, "Người ký: Ủy ban nhân dân"),
                Piece(50.0, 28.0, 7.0, "Thời gian ký: 02.09.2024 08:00:00 +07:00"),
            ],
            vec![full],
            true,
        ),
        (&[Piece(50.0, 100.0, 10.0, "\u{fffd}\u{fffd}\u{e001}\u{fffd} a")], vec![], true),
    ];
    for (pieces, images, expected) in cases {
        let mut drawing = draw(pieces);
        drawing.images = images;
        let page = page(drawing, 1);
        assert_eq!(page.problem, expected.then_some(PageProblem::NoTextLayer), "{:?}", shown(&page));
        assert_eq!(page.lines.is_empty() && page.aside.is_empty(), pieces.is_empty());
    }
}

/// How many lines stand in cells on paper that is ruled so often across and down.
fn in_cells(across: u16, down: u16) -> usize {
    let end = |count: u16| 50.0 + 10.0 * f32::from(count);
    let lines = |count, to| (0..=count).map(|n| Stroke { from: 50.0, to, at: end(n) }).collect();
    let mut drawing = draw(&[Piece(52.0, 58.0, 6.0, "m"), Piece(62.0, 58.0, 6.0, "h")]);
    (drawing.horizontal, drawing.vertical) = (lines(across, end(down)), lines(down, end(across)));
    page(drawing, 1).lines.iter().filter(|line| line.cell.is_some()).count()
}

/// Without the guard of lines graph paper is a table.
#[test]
fn graph_paper_is_no_table() {
    assert_eq!((in_cells(20, 20), in_cells(249, 5)), (2, 2));
    assert_eq!(in_cells(260, 5), 0, "more lines than a table has");
}

/// Without the guard of steps it is one, and telling its cells apart takes for ever.
#[test]
fn fine_graph_paper_is_no_table() {
    assert_eq!(in_cells(240, 240), 0, "more cells than a table has");
}

#[test]
fn three_columns_of_text_are_read_one_after_the_other() {
    let lines = ["mot hai ba bon nam", "sau bay tam chin m", "uoi va mot hai ba ", "bon nam sau bay ta", "het"];
    let column =
        |x: f32| lines.iter().zip(0u8..).map(move |(text, n)| Piece(x, 100.0 + 12.0 * f32::from(n), 10.0, text));
    let pieces: Vec<Piece> = [50.0, 200.0, 350.0].into_iter().flat_map(column).collect();
    let expected: Vec<String> =
        (1..=3).flat_map(|block| lines.iter().map(move |text| format!("{block}|{}", text.trim_end()))).collect();
    check(&pieces, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    // Words side by side that do not fill their columns are rows.
    let names = ["Nguyen Van An", "Le Thi Binh", "Tran Van Chi", "Pham Duc", "Ho Van Em"];
    let row = |(name, n): (&'static str, u8)| {
        let y = 100.0 + 12.0 * f32::from(n);
        [Piece(50.0, y, 10.0, name), Piece(200.0, y, 10.0, "Hieu truong"), Piece(350.0, y, 10.0, "Truong so mot")]
    };
    let pieces: Vec<Piece> = names.into_iter().zip(0..).flat_map(row).collect();
    let expected: Vec<String> = names.iter().map(|name| format!("0|{name} Hieu truong Truong so mot")).collect();
    check(&pieces, &expected.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_name_that_had_no_room_goes_on_in_its_cell() {
    let row = |y: f32, name: &'static str, a: &'static str, b: &'static str| {
        [Piece(50.0, y, 10.0, name), Piece(250.0, y, 10.0, a), Piece(350.0, y, 10.0, b)]
    };
    let mut pieces: Vec<Piece> = row(100.0, "Truong tieu hoc Nguyen", "12", "98,5").into();
    pieces.push(Piece(50.0, 112.0, 10.0, "Du"));
    pieces.extend(row(124.0, "Truong Ba Trieu", "10", "97"));
    pieces.extend(row(136.0, "Truong Le Loi Xuan Thu", "9", "95"));
    check(
        &pieces,
        &[
            "1|0.0.0|Truong tieu hoc Nguyen",
            "1|0.0.0|Du",
            "2|0.0.1|12",
            "3|0.0.2|98,5",
            "4|0.1.0|Truong Ba Trieu",
            "5|0.1.1|10",
            "6|0.1.2|97",
            "7|0.2.0|Truong Le Loi Xuan Thu",
            "8|0.2.1|9",
            "9|0.2.2|95",
        ],
    );
}
