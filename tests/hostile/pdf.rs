//! PDFs that lie about their structure.

use std::fmt::Write as _;

use lopdf::{Dictionary, Stream};

use crate::set::{Hostile, Random};

/// A PDF in the making: the bodies of its objects, from number 1.
#[derive(Clone, Default)]
pub struct Pdf {
    objects: Vec<Vec<u8>>,
}

impl Pdf {
    /// One page: 1 catalog, 2 page tree, 3 page, 4 content, 5 font; more is appended from 6 on.
    pub fn page(page: &str, resources: &str, content: &[u8]) -> Self {
        let mut pdf = Self::default();
        pdf.add("<</Type/Catalog/Pages 2 0 R>>");
        pdf.add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        let own = if page.contains("/MediaBox") { "" } else { "/MediaBox[0 0 595 842]" };
        pdf.add(format!(
            "<</Type/Page/Parent 2 0 R{own}{page}/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{resources}>>>>"
        ));
        pdf.stream("", content);
        pdf.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        pdf
    }

    pub fn add(&mut self, body: impl AsRef<[u8]>) -> &mut Self {
        self.objects.push(body.as_ref().to_vec());
        self
    }

    /// A stream whose dictionary has these entries besides a true length, unless they tell another.
    pub fn stream(&mut self, entries: &str, data: &[u8]) -> &mut Self {
        let length = if entries.contains("/Length") { String::new() } else { format!("/Length {}", data.len()) };
        let mut body = format!("<<{entries}{length}>>\nstream\n").into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.add(body)
    }

    pub fn replace(&mut self, number: usize, body: impl AsRef<[u8]>) -> &mut Self {
        self.objects[number - 1] = body.as_ref().to_vec();
        self
    }

    /// The file, with a true table of objects and these entries in its trailer.
    pub fn bytes(&self, trailer: &str) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut table = String::from("0000000000 65535 f \n");
        for (index, body) in self.objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", out.len()).expect("written");
            out.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        }
        let start = out.len();
        let size = self.objects.len() + 1;
        let trailer = trailer.replace("HERE", &start.to_string());
        let end =
            format!("xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF");
        out.extend_from_slice(end.as_bytes());
        out
    }

    fn file(&self, class: &'static str) -> Hostile {
        hostile(class, self.bytes(""))
    }
}

pub const TEXT: &[u8] = b"BT /F 12 Tf 72 700 Td (Thuc hien Thong tu 27/2020/TT-BGDDT truoc ngay 30/9/2024) Tj ET";

/// A sound PDF of one page.
pub fn sound() -> Vec<u8> {
    Pdf::page("", "", TEXT).bytes("")
}

fn hostile(class: &'static str, bytes: Vec<u8>) -> Hostile {
    Hostile { class, ending: "pdf", bytes }
}

/// Bytes as a zlib stream.
pub fn deflated(bytes: Vec<u8>) -> Vec<u8> {
    let mut stream = Stream::new(Dictionary::new(), bytes);
    stream.compress().expect("compressed");
    stream.content
}

pub fn all(random: &mut Random) -> Vec<Hostile> {
    let mut set = Vec::new();
    set.extend(reference_loops());
    set.extend(page_tree_loops());
    set.extend(drawing_loops());
    set.extend(huge_arrays());
    set.extend(deep_nesting());
    set.extend(flate_bombs());
    set.extend(lying_lengths(random));
    set.extend(many_pages());
    set.extend(giant_pages());
    set.extend(fonts(random));
    set
}

/// Tables of objects and references that lead back to themselves.
fn reference_loops() -> Vec<Hostile> {
    let mut set = Vec::new();
    let page = Pdf::page("", "", TEXT);
    for trailer in [
        "/Prev HERE",
        "/Prev 0",
        "/Prev -1",
        "/Prev 99999999999",
        "/XRefStm HERE",
        "/Prev HERE/XRefStm HERE",
        "/Root 1 0 R/Root 3 0 R",
        "/Encrypt 5 0 R",
        "/Encrypt<</Filter/Standard/V 9/R 9/O()/U()/P 0>>",
        "/Info 2 0 R",
        "/ID[1 0 R 1 0 R]",
    ] {
        set.push(hostile("xref-loop", page.bytes(trailer)));
    }
    for (number, body) in [
        (1, "1 0 R"),
        (2, "2 0 R"),
        (3, "3 0 R"),
        (4, "4 0 R"),
        (5, "5 0 R"),
        (1, "<</Type/Catalog/Pages 1 0 R>>"),
        (4, "<</Length 4 0 R>>\nstream\nBT ET\nendstream"),
        (4, "<</Length 5/Filter 4 0 R/DecodeParms 4 0 R>>\nstream\nBT ET\nendstream"),
        (5, "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 5 0 R/DescendantFonts[5 0 R]/ToUnicode 5 0 R>>"),
        (4, "[4 0 R 4 0 R 4 0 R]"),
    ] {
        set.push(page.clone().replace(number, body).file("xref-loop"));
    }
    // A stream of objects that holds itself, and one that extends itself.
    for entries in ["/Type/ObjStm/N 1/First 4", "/Type/ObjStm/N 1/First 4/Extends 6 0 R"] {
        let mut pdf = page.clone();
        pdf.stream(entries, b"6 0 <</A 6 0 R>>").replace(5, "6 0 R");
        set.push(pdf.file("xref-loop"));
    }
    // Nothing but a table that names itself as the one before.
    for size in [0_u64, 5, 4_000_000_000] {
        let bytes =
            format!("%PDF-1.5\nxref\n0 {size}\ntrailer\n<</Size {size}/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF");
        set.push(hostile("xref-loop", bytes.into_bytes()));
    }
    set
}

fn page_tree_loops() -> Vec<Hostile> {
    let mut set = Vec::new();
    let page = Pdf::page("", "", TEXT);
    for body in [
        "<</Type/Pages/Kids[2 0 R]/Count 1>>",
        "<</Type/Pages/Kids[3 0 R 2 0 R 3 0 R]/Count 3>>",
        "<</Type/Pages/Kids[1 0 R]/Count 1>>",
        "<</Type/Pages/Kids 2 0 R/Count 1>>",
        "<</Type/Pages/Kids[]/Count 1000000>>",
        "<</Type/Pages/Kids[3 0 R]/Count -1>>",
        "<</Type/Pages/Kids[3 0 R]/Count 4294967295>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R/MediaBox 2 0 R>>",
        "<</Type/Page/Kids[3 0 R]/Count 1>>",
        "<</Kids[null null 99 0 R (x) 3 0 R]>>",
        "<</Type/Pages/Kids[6 0 R]/Count 1>>",
    ] {
        let mut pdf = page.clone();
        pdf.replace(2, body).add("<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 2 0 R>>");
        set.push(pdf.file("page-tree-loop"));
    }
    // A chain of nodes, each the parent of the next.
    for depth in [500, 5_000, 50_000] {
        let mut pdf = page.clone();
        pdf.replace(2, "<</Type/Pages/Kids[6 0 R]/Count 1>>");
        for n in 0..depth {
            let kid = if n + 1 == depth { 3 } else { n + 7 };
            pdf.add(format!("<</Type/Pages/Kids[{kid} 0 R]/Count 1/Parent {} 0 R>>", if n == 0 { 2 } else { n + 5 }));
        }
        set.push(pdf.file("page-tree-loop"));
    }
    // Each node names the next twice: two to the power of the depth.
    for depth in [20, 40] {
        let mut pdf = page.clone();
        pdf.replace(2, "<</Type/Pages/Kids[6 0 R 6 0 R]/Count 1>>");
        for n in 0..depth {
            let kid = if n + 1 == depth { 3 } else { n + 7 };
            pdf.add(format!("<</Type/Pages/Kids[{kid} 0 R {kid} 0 R]/Count 2>>"));
        }
        set.push(pdf.file("page-tree-loop"));
    }
    set
}

/// Forms, patterns, glyphs and annotations that draw themselves.
fn drawing_loops() -> Vec<Hostile> {
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>";
    let mut set = Vec::new();
    let mut push = |page: &str, resources: &str, content: &[u8], extra: &[(&str, &[u8])]| {
        let mut pdf = Pdf::page(page, resources, content);
        for (entries, data) in extra {
            pdf.stream(entries, data);
        }
        set.push(pdf.file("drawing-loop"));
    };
    let (draw, twice) = (&b"/X Do"[..], &b"/X Do /X Do"[..]);
    push("", "/XObject<</X 6 0 R>>", draw, &[(form, draw)]);
    push("", "/XObject<</X 6 0 R>>", draw, &[(form, twice)]);
    push("", "/XObject<</X 6 0 R>>", &[TEXT, b" /X Do"].concat(), &[(form, &[TEXT, b" /X Do /X Do"].concat())]);
    let group = format!("{form}/Group<</S/Transparency>>");
    push("", "/XObject<</X 6 0 R>>", draw, &[(&group, twice)]);
    let mask = "/ExtGState<</G<</SMask<</S/Luminosity/G 6 0 R>>>>>>/XObject<</X 6 0 R>>";
    push("", mask, b"/G gs /X Do", &[(&format!("{form}/Group<</S/Transparency>>"), b"/G gs /X Do")]);
    let pattern = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 1/YStep 1\
                   /Resources<</Pattern<</P 6 0 R>>>>";
    let fill = b"/Pattern cs /P scn 0 0 595 842 re f";
    push("", "/Pattern<</P 6 0 R>>", fill, &[(pattern, fill)]);
    let tiny = pattern.replace("/XStep 1/YStep 1", "/XStep 0.00001/YStep 0");
    push("", "/Pattern<</P 6 0 R>>", fill, &[(&tiny, b"0 0 1 1 re f")]);
    let annotated = "/Annots[<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/AP<</N 6 0 R>>/Parent 3 0 R>>]";
    push(annotated, "", TEXT, &[(form, twice)]);
    push("/Annots 3 0 R", "", TEXT, &[]);
    push("/Annots[3 0 R 3 0 R]", "", TEXT, &[]);
    for steps in [10, 28] {
        // Each form draws the next twice.
        let mut pdf = Pdf::page("", "/XObject<</X 6 0 R>>", draw);
        for n in 0..steps {
            let entries = form.replace("6 0 R", &format!("{} 0 R", n + 7));
            pdf.stream(&entries, &[TEXT, b" /X Do /X Do"].concat());
        }
        pdf.stream(form.replace("/XObject<</X 6 0 R>>", "").as_str(), TEXT);
        set.push(pdf.file("drawing-loop"));
    }
    // A glyph that shows itself, and a font that is its own resource.
    let mut pdf = Pdf::page("", "", b"BT /F 12 Tf 72 700 Td (aaaa) Tj ET");
    pdf.replace(
        5,
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/FirstChar 97\
         /LastChar 97/Widths[1]/Encoding<</Differences[97/a]>>/Resources<</Font<</F 5 0 R>>>>>>",
    );
    set.push(pdf.clone().stream("", b"1 0 d0 BT /F 12 Tf (aa) Tj ET").file("drawing-loop"));
    set.push(pdf.stream("", b"1 0 0 0 0 0 d1 BT /F 1e30 Tf (aaaaaaaa) Tj ET").file("drawing-loop"));
    set
}

fn huge_arrays() -> Vec<Hostile> {
    let mut set = Vec::new();
    let ones = "1 ".repeat(1_000_000);
    let descendant = |w: &str| {
        let mut pdf = Pdf::page("", "", b"BT /F 12 Tf 72 700 Td <0001000200030004> Tj ET");
        pdf.replace(5, "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>");
        pdf.add(format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)\
             /Supplement 0>>/DW 500/W {w}>>"
        ));
        pdf.file("huge-array")
    };
    for w in [
        format!("[0 [{ones}]]"),
        "[0 4294967295 500]".to_owned(),
        "[0 2147483647 500 5 1 7]".to_owned(),
        "[-5 -1 500]".to_owned(),
        format!("[{ones}]"),
        "[0 [".to_owned() + &"[".repeat(1000),
    ] {
        set.push(descendant(&w));
    }
    for font in [
        format!("/FirstChar 0/LastChar 2147483647/Widths[{}]", "1 ".repeat(10)),
        format!("/FirstChar -2147483648/LastChar 255/Widths[{ones}]"),
        format!("/Encoding<</Differences[{}]>>", "0/a ".repeat(300_000)),
        "/Encoding<</Differences[4294967295/a 99999999999999/b -1/c]>>".to_owned(),
    ] {
        let mut pdf = Pdf::page("", "", TEXT);
        pdf.replace(5, format!("<</Type/Font/Subtype/Type1/BaseFont/Helvetica{font}>>"));
        set.push(pdf.file("huge-array"));
    }
    for content in [
        format!("BT /F 12 Tf 72 700 Td [{}] TJ ET", "(a) -1 ".repeat(300_000)),
        format!("[{ones}] 0 d 0 0 m 500 500 l S"),
        format!("{ones} re f"),
        format!("BT /F 12 Tf ({}) Tj ET", "a".repeat(2_000_000)),
        format!("BT /F 12 Tf {} ET", "72 700 Td (Ke hoach) Tj ".repeat(60_000)),
        "0 0 m 9 9 l S ".repeat(150_000),
    ] {
        set.push(Pdf::page("", "", content.as_bytes()).file("huge-array"));
    }
    for (range, what) in [
        ("1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange", "one"),
        ("1 begincidrange <0000> <FFFFFFFF> 0 endcidrange", "two"),
        ("4294967295 beginbfchar <00> <41> endbfchar", "three"),
    ] {
        let mut pdf = Pdf::page("", "", TEXT);
        pdf.replace(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>");
        pdf.stream("", format!("/CIDInit begincmap % {what}\n{range} endcmap").as_bytes());
        set.push(pdf.file("huge-array"));
    }
    let function = "/FunctionType 0/Domain[0 1 0 1 0 1 0 1]/Range[0 1 0 1 0 1]/Size[65535 65535 65535 65535]\
                    /BitsPerSample 32";
    let mut pdf = Pdf::page("", "/Shading<</S<</ShadingType 1/ColorSpace/DeviceRGB/Function 6 0 R>>>>", b"/S sh");
    set.push(pdf.stream(function, b"").file("huge-array"));
    set
}

fn deep_nesting() -> Vec<Hostile> {
    let mut set = Vec::new();
    for depth in [1_000, 20_000, 500_000] {
        let nest = |open: &str, close: &str| open.repeat(depth) + &close.repeat(depth);
        let mut pdf = Pdf::page("", "", TEXT);
        pdf.replace(5, nest("[", "]"));
        set.push(pdf.replace(5, nest("<</A", ">>")).file("deep-nesting"));
        set.push(pdf.replace(5, nest("[", "]")).file("deep-nesting"));
        set.push(pdf.replace(1, format!("<</Pages 2 0 R/A {}>>", nest("[<</B", ">>]"))).file("deep-nesting"));
        for content in [
            nest("q ", "Q "),
            nest("[", "] TJ "),
            nest("<</A ", ">>") + " BDC",
            nest("(", ")") + " Tj",
            nest("/Span BMC ", "EMC "),
            nest("BT ", "ET "),
            nest("0 0 9 9 re W n ", ""),
        ] {
            set.push(Pdf::page("", "", &[content.as_bytes(), TEXT].concat()).file("deep-nesting"));
        }
    }
    set
}

fn flate_bombs() -> Vec<Hostile> {
    const FLATE: &str = "/Filter/FlateDecode";
    let bomb = |unit: &[u8], mib: usize| deflated(unit.repeat((mib << 20) / unit.len()));
    let mut set = Vec::new();
    let spaces = bomb(b" ", 64);
    let mut contents = |filter: &str, data: &[u8], times: usize| {
        let mut pdf = Pdf::page("", "", TEXT);
        pdf.replace(4, format!("[{}]", "6 0 R ".repeat(times))).stream(filter, data);
        set.push(pdf.file("flate-bomb"));
    };
    for times in [1, 100, 5000] {
        contents(FLATE, &spaces, times);
    }
    let twice = deflated(spaces.clone());
    contents("/Filter[/FlateDecode/FlateDecode]", &twice, 1);
    contents("/Filter[/FlateDecode/FlateDecode]", &twice, 200);
    contents("/Filter[/FlateDecode/FlateDecode/FlateDecode]", &deflated(twice.clone()), 1);
    contents(FLATE, &bomb(b"q ", 16), 1);
    contents(FLATE, &bomb(b"[", 16), 1);
    contents(FLATE, &bomb(b"0 0 9 9 re f ", 8), 4);
    contents(FLATE, &bomb(b"BT /F 9 Tf 9 9 Td (a) Tj ET ", 8), 4);
    for parameters in [
        "/DecodeParms<</Predictor 12/Columns 2147483647>>",
        "/DecodeParms<</Predictor 15/Columns 1/Colors 2147483647/BitsPerComponent 16>>",
        "/DecodeParms<</Predictor 2/Columns 0/Colors 0/BitsPerComponent 0>>",
        "/DecodeParms<</Predictor 12/Columns -1>>",
    ] {
        contents(&format!("{FLATE}{parameters}"), &spaces, 1);
    }
    contents("/Filter/RunLengthDecode", &b"\x81 ".repeat(1 << 20), 1);
    contents("/Filter/LZWDecode", &[0x80; 1 << 20], 1);
    contents(&format!("/Filter[{}]", "/ASCIIHexDecode".repeat(5000)), &b"20".repeat(1000), 1);
    contents(&format!("/Filter[{}]", "/FlateDecode".repeat(5000)), &twice, 1);
    for (number, entries) in [
        (5, "/Type/ObjStm/N 100000000/First 100/Filter/FlateDecode"),
        (6, "/Type/XRef/Size 100000000/W[1 8 8]/Index[0 100000000]/Root 1 0 R/Filter/FlateDecode"),
    ] {
        let mut pdf = Pdf::page("", "", TEXT);
        pdf.replace(5, "<</Type/Font/Subtype/TrueType/BaseFont/X/ToUnicode 6 0 R/FontDescriptor<</FontFile2 6 0 R>>>>");
        pdf.stream(entries, &spaces);
        set.push(hostile("flate-bomb", pdf.bytes(&format!("/XRefStm {number}"))));
    }
    set
}

fn lying_lengths(random: &mut Random) -> Vec<Hostile> {
    let mut set = Vec::new();
    for length in
        ["0", "1", "-1", "4294967295", "99999999999999999999", "1.5", "(x)", "null", "99 0 R", "[5]", "/Length", "true"]
    {
        let mut pdf = Pdf::page("", "", TEXT);
        let mut body = format!("<</Length {length}>>\nstream\n").into_bytes();
        body.extend_from_slice(TEXT);
        set.push(pdf.replace(4, [&body[..], b"\nendstream"].concat()).file("lying-length"));
    }
    // Digits of the table of objects, or anywhere in the structure, changed.
    for _ in 0..14 {
        let mut bytes = sound();
        for _ in 0..=random.below(6) {
            let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
            bytes[digits[random.below(digits.len())]] = b'0' + random.below(10) as u8;
        }
        set.push(hostile("lying-length", bytes));
    }
    set
}

fn many_pages() -> Vec<Hostile> {
    const COUNT: usize = 10_000;
    let mut set = Vec::new();
    let kids = "3 0 R ".repeat(COUNT);
    let mut one = Pdf::page("", "", TEXT);
    set.push(one.replace(2, format!("<</Type/Pages/Kids[{kids}]/Count {COUNT}>>")).file("many-pages"));
    for content in [TEXT, b""] {
        let mut pdf = Pdf::page("", "", content);
        let kids: String = (0..COUNT).map(|n| format!("{} 0 R ", n + 6)).collect();
        pdf.replace(2, format!("<</Type/Pages/Kids[{kids}]/Count {COUNT}/MediaBox[0 0 595 842]>>"));
        for _ in 0..COUNT {
            pdf.add("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>");
        }
        set.push(pdf.file("many-pages"));
    }
    // A hundred nodes that name a hundred nodes that name the page.
    let mut pdf = Pdf::page("", "", TEXT);
    pdf.replace(2, format!("<</Type/Pages/Kids[{}]/Count {COUNT}>>", "6 0 R ".repeat(100)));
    pdf.add(format!("<</Type/Pages/Kids[{}]/Count 100>>", "3 0 R ".repeat(100)));
    set.push(pdf.file("many-pages"));
    set
}

fn giant_pages() -> Vec<Hostile> {
    let mut set = Vec::new();
    for page in [
        "/MediaBox[0 0 1000000000 1000000000]",
        "/MediaBox[0 0 1e38 1e38]",
        "/MediaBox[-2147483648 -2147483648 2147483647 2147483647]",
        "/MediaBox[0 0 0 0]",
        "/MediaBox[0 0 0.0001 842]",
        "/MediaBox[0 0 1000000 1]",
        "/MediaBox[595 842 0 0]",
        "/MediaBox[0 0]",
        "/MediaBox[(a) (b) (c) (d)]",
        "/MediaBox[0 0 595 842]/UserUnit 1000000000",
        "/MediaBox[0 0 595 842]/UserUnit -1",
        "/MediaBox[0 0 595 842]/UserUnit 0",
        "/MediaBox[0 0 595 842]/Rotate 37",
        "/MediaBox[0 0 595 842]/Rotate 9999999999",
        "/MediaBox[0 0 595 842]/CropBox[9000 9000 9001 9001]",
        "/MediaBox[0 0 595 842]/CropBox[0 0 1e30 1e30]",
        "/MediaBox[0 0 14400 14400]",
        "/MediaBox[0 0 100000 100000]",
    ] {
        set.push(Pdf::page(page, "", TEXT).file("giant-page"));
        // Without text of its own the page is drawn.
        let mut pdf = Pdf::page(page, "/XObject<</X 6 0 R>>", b"q 595 0 0 842 0 0 cm /X Do Q");
        pdf.stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"\0");
        set.push(pdf.file("giant-page"));
    }
    for matrix in ["1e30 0 0 1e30 0 0", "0 0 0 0 0 0", "1e-30 0 0 1e-30 0 0", "1 0 0 1 1e30 1e30"] {
        set.push(Pdf::page("", "", &[matrix.as_bytes(), b" cm ", TEXT].concat()).file("giant-page"));
    }
    set
}

/// Font programs and character maps that are none.
fn fonts(random: &mut Random) -> Vec<Hostile> {
    let mut set = Vec::new();
    for n in 0..18 {
        let (key, subtype, magic): (_, _, &[u8]) = match n % 3 {
            0 => ("FontFile2", "TrueType", b"\0\x01\0\0\0\x0a\0\x80\0\x03\0\x20glyf"),
            1 => ("FontFile3/Subtype/Type1C", "Type1", b"\x01\0\x04\x04\0\xff\x01\x01"),
            _ => ("FontFile", "Type1", b"%!PS-AdobeFont-1.0: X\n/FontMatrix[0 0 0 0 0 0]def eexec\n"),
        };
        let mut pdf = Pdf::page("", "", TEXT);
        let (key, entry) = key.split_once('/').unwrap_or((key, ""));
        pdf.replace(
            5,
            format!(
                "<</Type/Font/Subtype/{subtype}/BaseFont/X/FirstChar 0/LastChar 255/FontDescriptor\
                 <</Type/FontDescriptor/FontName/X/Flags 4/{key} 6 0 R>>/ToUnicode 7 0 R>>"
            ),
        );
        let entries = if entry.is_empty() { String::new() } else { format!("/{entry}") };
        let length = 200 + random.below(3000);
        pdf.stream(&entries, &[magic, &random.bytes(length)].concat());
        pdf.stream("", &[&b"/X usecmap /X usecmap begincmap "[..], &random.bytes(300)].concat());
        set.push(pdf.file("bad-font"));
    }
    set
}
