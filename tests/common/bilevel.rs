//! Encoders of black-and-white pictures, as scanners write them into PDFs: fax (ITU-T T.4 and T.6) and JBIG2 (T.88).
//!
//! No encoder but for tests: what is written is right, not small.
#![allow(dead_code, reason = "each test uses a part")]

/// A picture of black (true) and white.
pub struct Bilevel {
    pub width: usize,
    pub height: usize,
    pub black: Vec<bool>,
}

impl Bilevel {
    fn row(&self, y: usize) -> &[bool] {
        &self.black[y * self.width..(y + 1) * self.width]
    }

    /// Where the colour changes in a row, the first change being to black.
    fn changes(row: &[bool]) -> Vec<usize> {
        let mut colour = false;
        let mut out = Vec::new();
        for (x, pixel) in row.iter().enumerate() {
            if *pixel != colour {
                out.push(x);
                colour = *pixel;
            }
        }
        out
    }

    /// Group 3 in one dimension (`K` 0): rows of runs, each on its own, with an end of line before each.
    pub fn group3(&self) -> Vec<u8> {
        let mut bits = Bits::default();
        for y in 0..self.height {
            bits.code("000000000001");
            bits.runs(self.row(y));
        }
        (0..6).for_each(|_| bits.code("000000000001"));
        bits.bytes()
    }

    /// Group 3 in two dimensions (`K` above 0): every fourth row on its own, the others told by the row above.
    pub fn group3_2d(&self) -> Vec<u8> {
        let white = vec![false; self.width];
        let mut bits = Bits::default();
        for y in 0..self.height {
            if y.is_multiple_of(4) {
                bits.code("0000000000011");
                bits.runs(self.row(y));
            } else {
                bits.code("0000000000010");
                bits.row_by(self.row(y), y.checked_sub(1).map_or(&white, |above| self.row(above)));
            }
        }
        (0..6).for_each(|_| bits.code("0000000000011"));
        bits.bytes()
    }

    /// Group 4 (`K` below 0): every row told by the row above.
    pub fn group4(&self) -> Vec<u8> {
        let white = vec![false; self.width];
        let mut bits = Bits::default();
        for y in 0..self.height {
            bits.row_by(self.row(y), y.checked_sub(1).map_or(&white, |above| self.row(above)));
        }
        bits.code("000000000001000000000001");
        bits.bytes()
    }

    /// JBIG2 as a PDF embeds it: the segments of one page with one generic region, arithmetic coding, template 0.
    pub fn jbig2(&self) -> Vec<u8> {
        let (width, height) = (self.width as u32, self.height as u32);
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        let page = [&size[..], &[0; 8], &[0, 0, 0]].concat();
        // Where the region lies, how it is combined; the template and its adaptive pixels at their usual places.
        let head = [&size[..], &[0; 8], &[0], &[0, 3, 0xff, 0xfd, 0xff, 2, 0xfe, 0xfe, 0xfe]].concat();
        let region = [&head[..], &self.generic_region()].concat();
        let mut out = Vec::new();
        for (number, kind, data) in [(0u32, 48u8, page), (1, 38, region), (2, 49, Vec::new())] {
            out.extend(number.to_be_bytes());
            out.extend([kind, 0, 1]);
            out.extend((data.len() as u32).to_be_bytes());
            out.extend(data);
        }
        out
    }

    fn generic_region(&self) -> Vec<u8> {
        let at = |x: i64, y: i64| {
            let inside = (0..self.width as i64).contains(&x) && (0..self.height as i64).contains(&y);
            inside && self.black[y as usize * self.width + x as usize]
        };
        // T.88, figure 3, from the highest bit of the context to the lowest.
        const AROUND: [(i64, i64); 16] = [
            (-2, -2),
            (-1, -2),
            (0, -2),
            (1, -2),
            (2, -2),
            (-3, -1),
            (-2, -1),
            (-1, -1),
            (0, -1),
            (1, -1),
            (2, -1),
            (3, -1),
            (-4, 0),
            (-3, 0),
            (-2, 0),
            (-1, 0),
        ];
        let mut coder = Arithmetic::new(1 << 16);
        for y in 0..self.height as i64 {
            for x in 0..self.width as i64 {
                let context = AROUND.iter().fold(0, |c, (dx, dy)| c << 1 | usize::from(at(x + dx, y + dy)));
                coder.encode(context, at(x, y));
            }
        }
        coder.end()
    }
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: usize,
}

impl Bits {
    fn code(&mut self, code: &str) {
        for bit in code.bytes() {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if bit == b'1' {
                *self.bytes.last_mut().expect("pushed") |= 0x80 >> (self.used % 8);
            }
            self.used += 1;
        }
    }

    fn bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn run(&mut self, black: bool, mut length: usize) {
        while length >= 2560 {
            self.code(EXTENDED[12]);
            length -= 2560;
        }
        if length >= 1792 {
            self.code(EXTENDED[(length - 1792) / 64]);
        } else if length >= 64 {
            self.code(if black { BLACK_64 } else { WHITE_64 }[length / 64 - 1]);
        }
        self.code(if black { BLACK } else { WHITE }[length % 64]);
    }

    fn runs(&mut self, row: &[bool]) {
        let mut from = 0;
        let mut black = false;
        for change in Bilevel::changes(row).into_iter().chain([row.len()]) {
            self.run(black, change - from);
            (from, black) = (change, !black);
        }
    }

    /// A row by the row above (T.4, 4.2).
    fn row_by(&mut self, row: &[bool], above: &[bool]) {
        let width = row.len();
        let (own, other) = (Bilevel::changes(row), Bilevel::changes(above));
        // The first change on a row behind `from` (at or behind it where the row begins), to the colour `black`.
        let next = |changes: &[usize], from: i64, black: bool| -> usize {
            let to_black = |i: usize| i.is_multiple_of(2);
            let found = changes.iter().enumerate().find(|(i, x)| **x as i64 > from && to_black(*i) == black);
            found.map_or(width, |(_, x)| *x)
        };
        let (mut from, mut black) = (-1i64, false);
        while from < width as i64 {
            let a1 = own.iter().copied().find(|x| *x as i64 > from.max(-1) && row[*x] != black).unwrap_or(width);
            let b1 = next(&other, from, !black);
            let b2 = other.iter().copied().find(|x| *x > b1).unwrap_or(width);
            if b2 < a1 {
                self.code("0001");
                from = b2 as i64;
                continue;
            }
            let vertical = match a1 as i64 - b1 as i64 {
                0 => "1",
                1 => "011",
                2 => "000011",
                3 => "0000011",
                -1 => "010",
                -2 => "000010",
                -3 => "0000010",
                _ => "",
            };
            if vertical.is_empty() {
                let a2 = own.iter().copied().find(|x| *x > a1).unwrap_or(width);
                self.code("001");
                self.run(black, a1 - from.max(0) as usize);
                self.run(!black, a2 - a1);
                from = a2 as i64;
            } else {
                self.code(vertical);
                from = a1 as i64;
                black = !black;
            }
        }
    }
}

/// The arithmetic encoder of T.88, annex E.
struct Arithmetic {
    /// State and more probable symbol of each context.
    contexts: Vec<(usize, bool)>,
    a: u32,
    c: u32,
    ct: u32,
    out: Vec<u8>,
}

impl Arithmetic {
    fn new(contexts: usize) -> Self {
        // The first byte is none of the answer.
        Self { contexts: vec![(0, false); contexts], a: 0x8000, c: 0, ct: 12, out: vec![0] }
    }

    fn encode(&mut self, context: usize, bit: bool) {
        let (state, usual) = self.contexts[context];
        let (qe, more, less, switch) = STATES[state];
        self.a -= qe;
        if bit == usual {
            if self.a & 0x8000 != 0 {
                self.c += qe;
                return;
            }
            if self.a < qe {
                self.a = qe
            } else {
                self.c += qe
            }
            self.contexts[context].0 = more;
        } else {
            if self.a < qe {
                self.c += qe
            } else {
                self.a = qe
            }
            self.contexts[context] = (less, if switch { !usual } else { usual });
        }
        loop {
            self.a <<= 1;
            self.c <<= 1;
            self.ct -= 1;
            if self.ct == 0 {
                self.byte();
            }
            if self.a & 0x8000 != 0 {
                break;
            }
        }
    }

    fn byte(&mut self) {
        let last = self.out.last_mut().expect("never empty");
        if *last != 0xff && self.c >= 0x800_0000 {
            *last += 1;
            self.c &= 0x7ff_ffff;
        }
        if *last == 0xff {
            self.out.push((self.c >> 20) as u8);
            self.c &= 0xf_ffff;
            self.ct = 7;
        } else {
            self.out.push((self.c >> 19) as u8);
            self.c &= 0x7_ffff;
            self.ct = 8;
        }
    }

    fn end(mut self) -> Vec<u8> {
        let most = self.c + self.a;
        self.c |= 0xffff;
        if self.c >= most {
            self.c -= 0x8000;
        }
        for _ in 0..2 {
            self.c <<= self.ct;
            self.byte();
        }
        if self.out.last() != Some(&0xff) {
            self.out.push(0xff);
        }
        self.out.push(0xac);
        self.out.split_off(1)
    }
}

/// T.88, table E.1: probability, next state for the more and the less probable symbol, whether they change places.
const STATES: [(u32, usize, usize, bool); 47] = [
    (0x5601, 1, 1, true),
    (0x3401, 2, 6, false),
    (0x1801, 3, 9, false),
    (0x0AC1, 4, 12, false),
    (0x0521, 5, 29, false),
    (0x0221, 38, 33, false),
    (0x5601, 7, 6, true),
    (0x5401, 8, 14, false),
    (0x4801, 9, 14, false),
    (0x3801, 10, 14, false),
    (0x3001, 11, 17, false),
    (0x2401, 12, 18, false),
    (0x1C01, 13, 20, false),
    (0x1601, 29, 21, false),
    (0x5601, 15, 14, true),
    (0x5401, 16, 14, false),
    (0x5101, 17, 15, false),
    (0x4801, 18, 16, false),
    (0x3801, 19, 17, false),
    (0x3401, 20, 18, false),
    (0x3001, 21, 19, false),
    (0x2801, 22, 19, false),
    (0x2401, 23, 20, false),
    (0x2201, 24, 21, false),
    (0x1C01, 25, 22, false),
    (0x1801, 26, 23, false),
    (0x1601, 27, 24, false),
    (0x1401, 28, 25, false),
    (0x1201, 29, 26, false),
    (0x1101, 30, 27, false),
    (0x0AC1, 31, 28, false),
    (0x09C1, 32, 29, false),
    (0x08A1, 33, 30, false),
    (0x0521, 34, 31, false),
    (0x0441, 35, 32, false),
    (0x02A1, 36, 33, false),
    (0x0221, 37, 34, false),
    (0x0141, 38, 35, false),
    (0x0111, 39, 36, false),
    (0x0085, 40, 37, false),
    (0x0049, 41, 38, false),
    (0x0025, 42, 39, false),
    (0x0015, 43, 40, false),
    (0x0009, 44, 41, false),
    (0x0005, 45, 42, false),
    (0x0001, 45, 43, false),
    (0x5601, 46, 46, false),
];

/// T.4, tables 2 and 3: codes of white and black runs up to 63, of whole 64s, and of those from 1792 on.
const WHITE: [&str; 64] = [
    "00110101", "000111", "0111", "1000", "1011", "1100", "1110", "1111", "10011", "10100", "00111", "01000", "001000",
    "000011", "110100", "110101", "101010", "101011", "0100111", "0001100", "0001000", "0010111", "0000011", "0000100",
    "0101000", "0101011", "0010011", "0100100", "0011000", "00000010", "00000011", "00011010", "00011011", "00010010",
    "00010011", "00010100", "00010101", "00010110", "00010111", "00101000", "00101001", "00101010", "00101011",
    "00101100", "00101101", "00000100", "00000101", "00001010", "00001011", "01010010", "01010011", "01010100",
    "01010101", "00100100", "00100101", "01011000", "01011001", "01011010", "01011011", "01001010", "01001011",
    "00110010", "00110011", "00110100",
];
const WHITE_64: [&str; 27] = [
    "11011",
    "10010",
    "010111",
    "0110111",
    "00110110",
    "00110111",
    "01100100",
    "01100101",
    "01101000",
    "01100111",
    "011001100",
    "011001101",
    "011010010",
    "011010011",
    "011010100",
    "011010101",
    "011010110",
    "011010111",
    "011011000",
    "011011001",
    "011011010",
    "011011011",
    "010011000",
    "010011001",
    "010011010",
    "011000",
    "010011011",
];
const BLACK: [&str; 64] = [
    "0000110111",
    "010",
    "11",
    "10",
    "011",
    "0011",
    "0010",
    "00011",
    "000101",
    "000100",
    "0000100",
    "0000101",
    "0000111",
    "00000100",
    "00000111",
    "000011000",
    "0000010111",
    "0000011000",
    "0000001000",
    "00001100111",
    "00001101000",
    "00001101100",
    "00000110111",
    "00000101000",
    "00000010111",
    "00000011000",
    "000011001010",
    "000011001011",
    "000011001100",
    "000011001101",
    "000001101000",
    "000001101001",
    "000001101010",
    "000001101011",
    "000011010010",
    "000011010011",
    "000011010100",
    "000011010101",
    "000011010110",
    "000011010111",
    "000001101100",
    "000001101101",
    "000011011010",
    "000011011011",
    "000001010100",
    "000001010101",
    "000001010110",
    "000001010111",
    "000001100100",
    "000001100101",
    "000001010010",
    "000001010011",
    "000000100100",
    "000000110111",
    "000000111000",
    "000000100111",
    "000000101000",
    "000001011000",
    "000001011001",
    "000000101011",
    "000000101100",
    "000001011010",
    "000001100110",
    "000001100111",
];
const BLACK_64: [&str; 27] = [
    "0000001111",
    "000011001000",
    "000011001001",
    "000001011011",
    "000000110011",
    "000000110100",
    "000000110101",
    "0000001101100",
    "0000001101101",
    "0000001001010",
    "0000001001011",
    "0000001001100",
    "0000001001101",
    "0000001110010",
    "0000001110011",
    "0000001110100",
    "0000001110101",
    "0000001110110",
    "0000001110111",
    "0000001010010",
    "0000001010011",
    "0000001010100",
    "0000001010101",
    "0000001011010",
    "0000001011011",
    "0000001100100",
    "0000001100101",
];
const EXTENDED: [&str; 13] = [
    "00000001000",
    "00000001100",
    "00000001101",
    "000000010010",
    "000000010011",
    "000000010100",
    "000000010101",
    "000000010110",
    "000000010111",
    "000000011100",
    "000000011101",
    "000000011110",
    "000000011111",
];
