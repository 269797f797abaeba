//! Keeps pages shallow: a page can nest its elements without bound, and a parser that looks through all open elements
//! at every tag takes time with the square of their number.
//!
//! Browsers cut the depth of a page as well; no real page comes near the limit. What is cut are tags, never text.

use std::borrow::Cow;

/// So many elements may be open in each other. Elements that end by themselves where the next one begins (a paragraph,
/// a cell) are not counted; with them a page is at most five times as deep, which [`super::blocks`] can walk.
const DEEPEST: usize = 200;

/// So many of them may be formatting elements, which the parser opens anew in each paragraph.
const DEEPEST_FORMATTING: usize = 16;

/// The page without the tags that would make it deeper than [`DEEPEST`].
pub fn limit(html: &str) -> Cow<'_, str> {
    let mut scan = Scan { html, at: 0, drawing: false };
    let (mut open, mut dropped, mut formatting) = (0usize, 0usize, 0usize);
    let mut out = String::new();
    let mut copied = 0;
    while let Some(tag) = scan.next_tag() {
        let counted = if tag.is_formatting() { &mut formatting } else { &mut open };
        let limit = if tag.is_formatting() { DEEPEST_FORMATTING } else { DEEPEST };
        let cut = match (tag.ends, tag.is_formatting()) {
            (false, _) if *counted >= limit => {
                dropped += usize::from(!tag.is_formatting());
                true
            }
            (false, _) => {
                *counted += 1;
                false
            }
            // The end of one whose start is gone.
            (true, false) if dropped > 0 => {
                dropped -= 1;
                true
            }
            (true, _) => {
                *counted = counted.saturating_sub(1);
                false
            }
        };
        if cut {
            out.push_str(&html[copied..tag.start]);
            // The lines of a block stay apart.
            out.push_str(if tag.is_formatting() { "" } else { "<br>" });
            copied = tag.end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// A tag that counts.
struct Tag {
    start: usize,
    end: usize,
    name: String,
    ends: bool,
}

impl Tag {
    fn is_formatting(&self) -> bool {
        const FORMATTING: [&str; 14] =
            ["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u", "nobr", "span"];
        FORMATTING.contains(&self.name.as_str())
    }
}

/// Goes over the tags of a page as a tokenizer does.
struct Scan<'a> {
    html: &'a str,
    at: usize,
    /// Whether an `svg` or `math` element is open, in which a tag can end its own element (`<path/>`).
    drawing: bool,
}

impl Scan<'_> {
    /// The next tag that opens or closes a level.
    fn next_tag(&mut self) -> Option<Tag> {
        loop {
            let start = self.at + self.html.get(self.at..)?.find('<')?;
            let rest = &self.html[start + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                let length = comment.find("-->").map_or(comment.len(), |end| end + 3);
                self.at = start + 4 + length;
                continue;
            }
            let ends = rest.starts_with('/');
            let name = &rest[usize::from(ends)..];
            let length = name.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(name.len());
            // A name longer than any is nobody's.
            let name = name[..length].chars().take(40).collect::<String>().to_ascii_lowercase();
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                self.at = start + 1;
                continue;
            }
            let end = start + 1 + tag_end(rest);
            self.at = end;
            if !ends && is_raw(&name) {
                self.skip_raw(&name);
                continue;
            }
            if name == "svg" || name == "math" {
                self.drawing = !ends;
            } else if self.drawing && leaves_drawing(&name) {
                self.drawing = false;
            }
            let empty = self.drawing && self.html[..end].ends_with("/>");
            if !empty && !ends_by_itself(&name) {
                return Some(Tag { start, end, name, ends });
            }
        }
    }

    /// Goes behind the content of an element that holds no tags.
    fn skip_raw(&mut self, name: &str) {
        let close = format!("</{name}");
        let bytes = self.html.as_bytes();
        let found = (self.at..bytes.len().saturating_sub(close.len() - 1))
            .find(|at| bytes[*at] == b'<' && bytes[*at..at + close.len()].eq_ignore_ascii_case(close.as_bytes()));
        self.at = found.map_or(bytes.len(), |at| at + close.len());
    }
}

/// The length of a tag, `>` included, from behind its `<`; quotes hold values together.
fn tag_end(rest: &str) -> usize {
    let mut quote = None;
    let mut before = 0u8;
    for (at, byte) in rest.bytes().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return at + 1,
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    rest.len()
}

/// Elements without content, and those that the parser ends where another of the kind begins.
fn ends_by_itself(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "html"
            | "head"
            | "body"
            | "p"
            | "li"
            | "dd"
            | "dt"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "thead"
            | "tfoot"
            | "colgroup"
            | "caption"
            | "option"
            | "optgroup"
            | "a"
    )
}

/// Elements whose content is text, whatever it looks like.
fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript")
}

/// Elements that end a drawing, or in which it holds page content again.
fn leaves_drawing(name: &str) -> bool {
    matches!(
        name,
        "div"
            | "p"
            | "span"
            | "table"
            | "ul"
            | "ol"
            | "dl"
            | "b"
            | "i"
            | "em"
            | "strong"
            | "center"
            | "blockquote"
            | "pre"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "foreignobject"
            | "desc"
            | "annotation-xml"
            | "mi"
            | "mo"
            | "mn"
            | "ms"
            | "mtext"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_are_left_alone() {
        for html in [
            "<div><p>một<p>hai</div>".repeat(500),
            "<li>mục".repeat(5_000),
            format!("<svg>{}</svg>", "<path d='m'/>".repeat(5_000)),
            format!("<!-- {} -->", "<div>".repeat(5_000)),
            format!("<script>var a = '{}'</script>", "<div>".repeat(5_000)),
            format!("<img alt='{}'>", "<div>".repeat(5_000)),
            "a < b, <3, <".to_owned(),
            String::new(),
        ] {
            assert!(matches!(limit(&html), Cow::Borrowed(_)), "{}", &html[..html.len().min(60)]);
        }
    }

    #[test]
    fn tags_beyond_the_limit_go_and_text_stays() {
        let deep = format!("{}sâu{}<p>cuối</p>", "<div>".repeat(5_000), "</div>".repeat(5_000));
        let cut = limit(&deep);
        assert_eq!(cut.matches("<div>").count(), DEEPEST);
        assert_eq!(cut.matches("</div>").count(), DEEPEST);
        assert!(cut.contains("sâu") && cut.ends_with("<p>cuối</p>"));
        let fonts = limit(&"<font color=1>chữ ".repeat(2_000)).into_owned();
        assert_eq!((fonts.matches("<font").count(), fonts.matches("chữ").count()), (DEEPEST_FORMATTING, 2_000));
    }
}
