//! Inputs that are nearly right: pieces of the corpus, changed.

/// Words that mean something to the readers and the grammars, one list for each kind of input.
pub const TOKENS: [(&str, &[&str]); 5] = [
    (
        "pdf",
        &[
            "BT ",
            " ET ",
            " Tj ",
            " TJ ",
            " Td ",
            " Tm ",
            " T* ",
            " Tf ",
            " Tz ",
            " Ts ",
            " q ",
            " Q ",
            " cm ",
            " re f ",
            " l S ",
            " Do ",
            "[",
            "]",
            "<<",
            ">>",
            "(",
            ")",
            "<",
            ">",
            "/Rotate 90",
            "/UserUnit 3",
            "endstream",
            "endobj",
            "0 R",
            "1e38",
            "-1",
            "0.00001",
            "99999999999",
            "beginbfrange",
            "<0000>",
            "<FFFF>",
            "/ActualText",
            "null",
        ],
    ),
    (
        "docx",
        &[
            "<w:p>",
            "</w:p>",
            "<w:r>",
            "</w:r>",
            "<w:t>",
            "</w:t>",
            "<w:tbl>",
            "</w:tbl>",
            "<w:tr>",
            "</w:tr>",
            "<w:tc>",
            "</w:tc>",
            "<w:del>",
            "<w:ins>",
            "<w:br/>",
            "<w:tab/>",
            "<w:sdt>",
            "<w:fldChar w:fldCharType=\"begin\"/>",
            "<w:vMerge/>",
            "w:val=\"-1\"",
            "w:val=\"4294967296\"",
            "<w:txbxContent>",
            "&#x301;",
            "]]>",
            "<!--",
        ],
    ),
    (
        "html",
        &[
            "<p>",
            "</p>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<td colspan=99999>",
            "<td rowspan=0>",
            "<div>",
            "<br>",
            "<sup>",
            "<li>",
            "<ol start=-1>",
            "<script>",
            "<!--",
            "-->",
            "<template>",
            "<svg>",
            "<math>",
            "&#0;",
            "&#x110;",
            "&nbsp;",
            "<plaintext>",
            "<select>",
            "</body>",
            "<meta charset=windows-1258>",
        ],
    ),
    (
        "text",
        &[
            "ngày ",
            "tháng ",
            "năm học ",
            "2024-2025",
            "31/12/9999",
            "30/02/2024",
            "trước ",
            "đến hết ",
            "từ ",
            "%",
            "≥ ",
            "không quá ",
            "trở lên",
            "/TT-BGDĐT",
            "Điều ",
            "khoản ",
            "điểm ",
            "Thông tư ",
            "thay thế ",
            "tuần ",
            "quý IV",
            "hằng năm",
            "999999999999",
            "0",
            ",",
            ";",
            "\n",
            "\t",
            "“",
            "”",
            "(",
            ")",
            "\u{301}",
            "\u{200b}",
            "-",
            "–",
            "Nơi nhận:",
            "I. ",
            "1.1. ",
            "a) ",
            "CỘNG HÒA",
            "Số: ",
            "½",
            "²",
            "ß",
            "İ",
        ],
    ),
    (
        "query",
        &[
            "\"",
            "tt ",
            "27/2020",
            "/",
            "-",
            "TT-BGDĐT",
            "Điều ",
            "luật ",
            "năm ",
            "nđ",
            "  ",
            "“",
            "*",
            ":",
            "AND ",
            "(",
            "\0",
            "\u{301}",
            "qđ ",
            "99999999999999999999",
            "ngày 31/2/2024",
            "İ",
        ],
    ),
];

/// A generator of numbers (xorshift64*): small, and the same everywhere.
pub struct Random(u64);

impl Random {
    /// Its own sequence for each number of an input.
    pub fn new(seed: u64, number: u64) -> Self {
        let mut random = Self((seed ^ number.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 to below `end`; 0 where there is nothing below it.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// One of the inputs with up to eight changes.
pub fn mutated(corpus: &[Vec<u8>], tokens: &[&str], random: &mut Random) -> Vec<u8> {
    let mut input = corpus[random.below(corpus.len())].clone();
    for _ in 0..=random.below(8) {
        let (from, to) = stretch(&input, random);
        match random.below(8) {
            0 => drop(input.drain(from..to)),
            1 => {
                let piece = input[from..to].repeat(1 + random.below(20));
                insert(&mut input, to, &piece);
            }
            2 => {
                let other = &corpus[random.below(corpus.len())];
                let (from, to) = stretch(other, random);
                let at = random.below(input.len() + 1);
                insert(&mut input, at, &other[from..to]);
            }
            3 | 4 => {
                let at = random.below(input.len() + 1);
                insert(&mut input, at, tokens[random.below(tokens.len())].as_bytes());
            }
            5 => {
                if let Some(byte) = input.get_mut(from) {
                    *byte = random.next() as u8;
                }
            }
            6 => {
                // Another digit in the place of one.
                let digits: Vec<usize> = (0..input.len()).filter(|at| input[*at].is_ascii_digit()).collect();
                if let Some(at) = digits.get(random.below(digits.len())) {
                    input[*at] = b'0' + random.below(10) as u8;
                }
            }
            _ => input.truncate(to),
        }
        input.truncate(20_000);
    }
    input
}

fn insert(input: &mut Vec<u8>, at: usize, piece: &[u8]) {
    drop(input.splice(at..at, piece.iter().copied()));
}

fn stretch(bytes: &[u8], random: &mut Random) -> (usize, usize) {
    let from = random.below(bytes.len() + 1);
    let most = if random.below(3) == 0 { 400 } else { 12 };
    (from, (from + random.below(most)).min(bytes.len()))
}
