#!/usr/bin/env python3
"""Renders one sample directive from its source text to a web page or a Word document.

usage: render.py html|docx SOURCE.txt OUTPUT

`html` is what Chromium prints to PDF; `docx` is WordprocessingML with real footnotes, and what LibreOffice turns into
PDF. Only the standard library is used. The source format is described in README.md, under "Source format".
"""
import html
import re
import sys
import zipfile
from dataclasses import dataclass, field

FONT = "Liberation Serif"
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
# Text width of A4 with margins of 3 cm left and 1.5 cm right, in twentieths of a point.
TEXT_WIDTH = 9354


@dataclass
class Block:
    """One paragraph, or one table (then `rows` is filled and `widths` holds its column shares in percent)."""
    style: str
    text: str = ""
    rows: list = field(default_factory=list)
    widths: list = field(default_factory=list)


def parse(source):
    """Splits a source into its header fields and the blocks of its body."""
    head, blocks, widths = {}, [], []
    lines = source.splitlines()
    while lines and lines[0].startswith("@"):
        key, _, value = lines.pop(0)[1:].partition(":")
        head[key.strip()] = value.strip()
    prefixes = [("# ", "part"), ("## ", "section"), ("### ", "group"), ("= ", "centre"), ("_ ", "recital"),
                ("' ", "note")]
    for line in (raw.strip() for raw in lines):
        if not line:
            continue
        if line.startswith("%cols "):
            widths = [int(share) for share in line.split()[1:]]
        elif line == "%page":
            blocks.append(Block("page"))
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not blocks or blocks[-1].style != "table":
                blocks.append(Block("table", widths=widths or [100 // len(cells)] * len(cells)))
            if len(cells) != len(blocks[-1].widths):
                raise SystemExit(f"render: a table row has {len(cells)} cells, not {len(blocks[-1].widths)}: {line}")
            blocks[-1].rows.append(cells)
        else:
            style, text = next(((s, line[len(p):]) for p, s in prefixes if line.startswith(p)), ("body", line))
            blocks.append(Block(style, text))
    return head, blocks


def inline(text):
    """Cuts a paragraph into (kind, text) with kind one of plain, bold, italic, note."""
    for part in re.split(r"(\*\*.+?\*\*|\*.+?\*|\^\[.+?\])", text):
        if part.startswith("**"):
            yield "bold", part[2:-2]
        elif part.startswith("*") and part.endswith("*") and len(part) > 2:
            yield "italic", part[1:-1]
        elif part.startswith("^["):
            yield "note", part[2:-1]
        elif part:
            yield "plain", part


def many(head, key):
    return [item.strip() for item in head.get(key, "").split("|") if item.strip()]


# ---------------------------------------------------------------- web page

CSS = f"""
@page {{ size: A4; margin: 2cm 1.5cm 2cm 3cm; @top-center {{ content: counter(page); font: 13pt "{FONT}"; }} }}
@page :first {{ @top-center {{ content: ""; }} }}
body {{ font: 14pt/1.22 "{FONT}", serif; margin: 0; }}
p {{ margin: 0 0 4pt; }}
p.body, p.recital, p.part, p.section, p.group, p.note {{ text-align: justify; text-indent: 1cm; }}
p.recital, p.note {{ font-style: italic; }}
p.part, p.section {{ font-weight: bold; page-break-after: avoid; }}
p.group {{ font-weight: bold; font-style: italic; page-break-after: avoid; }}
p.centre {{ text-align: center; font-weight: bold; }}
p.page {{ page-break-after: always; margin: 0; }}
table {{ width: 100%; border-collapse: collapse; }}
table.head td {{ text-align: center; vertical-align: top; padding: 0; font-size: 13pt; line-height: 1.15; }}
table.head p {{ margin: 0; }}
table.head .issuer p {{ font-size: 12pt; }}
table.head .rule {{ border-top: 0.8pt solid #000; width: 34%; margin: 2pt auto 5pt; }}
table.head .rule.long {{ width: 62%; }}
table.head .vv {{ font-size: 12pt; padding-top: 4pt; }}
table.data {{ margin: 4pt 0 8pt; font-size: 12.5pt; }}
table.data td, table.data th {{ border: 0.7pt solid #000; padding: 2pt 4pt; vertical-align: middle; }}
table.data tr {{ page-break-inside: avoid; }}
table.sign {{ margin-top: 10pt; page-break-inside: avoid; }}
table.sign td {{ vertical-align: top; width: 50%; }}
table.sign .cc {{ font-size: 11pt; line-height: 1.15; }}
table.sign .cc p {{ margin: 0; }}
table.sign .who {{ text-align: center; font-weight: bold; }}
table.sign .who p {{ margin: 0; }}
table.sign .name {{ margin-top: 62pt !important; }}
.title {{ margin-top: 14pt; }}
.to {{ text-align: center; margin: 12pt 0 10pt; }}
"""


def html_inline(text):
    out = []
    for kind, part in inline(text):
        if kind == "note":
            raise SystemExit("render: Chromium sets no footnotes; build this source by the docx route")
        safe = html.escape(part, quote=False)
        out.append({"plain": "{}", "bold": "<b>{}</b>", "italic": "<i>{}</i>"}[kind].format(safe))
    return "".join(out)


def to_html(head, blocks):
    def paragraph(text, style=""):
        return f'<p class="{style}">{html_inline(text)}</p>'

    agency = many(head, "agency")
    left = "".join(f"<p>{'<b>' if a is agency[-1] else ''}{html.escape(a)}{'</b>' if a is agency[-1] else ''}</p>"
                   for a in agency)
    left += f'<div class="rule"></div><p style="font-size:13pt">Số: {html.escape(head["number"])}</p>'
    if "vv" in head:
        left += f'<p class="vv">V/v {html.escape(head["vv"])}</p>'
    right = (f'<p><b>{MOTTO[0]}</b></p><p style="font-size:14pt"><b>{MOTTO[1]}</b></p><div class="rule long"></div>'
             f'<p style="font-size:14pt"><i>{html.escape(head["place"])}</i></p>')
    out = [f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{html.escape(head["number"])}</title>'
           f"<style>{CSS}</style></head><body>",
           f'<table class="head"><tr><td class="issuer" style="width:42%">{left}</td><td>{right}</td></tr></table>']
    if "type" in head:
        out.append(f'<p class="centre title">{html.escape(head["type"])}</p>')
        out += [paragraph(t, "centre") for t in many(head, "title")]
        out.append('<div style="border-top:0.8pt solid #000;width:22%;margin:2pt auto 8pt"></div>')
    to = many(head, "to")
    if len(to) == 1:
        out.append(f'<p class="to">Kính gửi: {html_inline(to[0])}</p>')
    elif to:
        out.append('<p class="to" style="text-align:left;padding-left:3.2cm;margin-bottom:2pt">Kính gửi:</p>')
        out += [f'<p style="padding-left:5cm">- {html_inline(t)}</p>' for t in to]
    for block in blocks:
        if block.style == "table":
            cols = "".join(f'<col style="width:{w}%">' for w in block.widths)
            first, *rest = block.rows
            out.append(f'<table class="data"><colgroup>{cols}</colgroup><thead><tr>')
            out += [f"<th>{html_inline(cell)}</th>" for cell in first]
            out.append("</tr></thead>")
            for row in rest:
                out.append("<tr>" + "".join(f'<td style="text-align:{align(cell)}">{html_inline(cell)}</td>'
                                            for cell in row) + "</tr>")
            out.append("</table>")
        else:
            out.append(paragraph(block.text, block.style))
    cc = "".join(f"<p>- {html.escape(c)}</p>" for c in many(head, "cc"))
    *titles, name = many(head, "sign")
    who = "".join(f"<p>{html.escape(t)}</p>" for t in titles) + f'<p class="name">{html.escape(name)}</p>'
    out.append(f'<table class="sign"><tr><td class="cc"><p><b><i>Nơi nhận:</i></b></p>{cc}</td>'
               f'<td class="who">{who}</td></tr></table></body></html>')
    return "\n".join(out)


def align(cell):
    return "center" if len(cell) <= 14 else "left"


# ---------------------------------------------------------------- Word document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Word:
    """Collects the body and the footnotes of one document."""

    def __init__(self):
        self.body, self.notes = [], []

    def runs(self, text, bold=False, italic=False, size=None):
        out = []
        for kind, part in inline(text):
            if kind == "note":
                self.notes.append(part)
                out.append(f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                           f'<w:footnoteReference w:id="{len(self.notes)}"/></w:r>')
                continue
            props = "".join(["<w:b/>" if bold or kind == "bold" else "", "<w:i/>" if italic or kind == "italic" else "",
                             f'<w:sz w:val="{size}"/>' if size else ""])
            out.append(f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{html.escape(part, quote=False)}</w:t></w:r>')
        return "".join(out)

    def paragraph(self, text, jc="both", indent=567, before=0, after=80, keep=False, extra="", **look):
        first = f'<w:ind w:firstLine="{indent}"/>' if indent else ""
        return (f'<w:p><w:pPr>{"<w:keepNext/>" if keep else ""}{extra}<w:spacing w:before="{before}" w:after="{after}"/>'
                f'{first}<w:jc w:val="{jc}"/></w:pPr>{self.runs(text, **look)}</w:p>')

    def centred(self, text, **look):
        return self.paragraph(text, jc="center", indent=0, after=look.pop("after", 0), **look)

    def rule(self, side):
        """A short line under an issuer or the motto: an empty paragraph with a top border, drawn in from both sides."""
        return (f'<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
                f'<w:spacing w:after="0" w:line="120" w:lineRule="exact"/><w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>')

    @staticmethod
    def table(widths, rows, border):
        lines = "".join(f'<w:{s} w:val="{"single" if border else "nil"}" w:sz="4" w:space="0" w:color="000000"/>'
                        for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
        grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        body = []
        for number, row in enumerate(rows):
            head = "<w:tblHeader/>" if border and number == 0 else ""
            cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/>{"<w:vAlign w:val=%scenter%s/>" % (chr(34), chr(34)) if border else ""}</w:tcPr>{c}</w:tc>'
                            for w, c in zip(widths, row))
            body.append(f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>")
        return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
                f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
                f'</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(body)}</w:tbl>')

    def letterhead(self, head):
        *above, issuer = many(head, "agency")
        left = "".join(self.centred(a, size=24) for a in above) + self.centred(issuer, size=24, bold=True)
        left += self.rule(1250) + self.centred(f'Số: {head["number"]}', size=26, before=40)
        if "vv" in head:
            left += self.centred(f'V/v {head["vv"]}', size=24, before=60)
        right = (self.centred(MOTTO[0], size=24, bold=True) + self.centred(MOTTO[1], size=28, bold=True) + self.rule(1050)
                 + self.centred(head["place"], size=28, italic=True, before=40))
        wide = 4100
        self.body.append(self.table([wide, TEXT_WIDTH - wide + 140], [[left, right]], border=False))
        if "type" in head:
            self.body.append(self.centred(head["type"], bold=True, before=240))
            self.body += [self.centred(t, bold=True) for t in many(head, "title")]
            self.body.append(self.rule(3500))
        to = many(head, "to")
        if len(to) == 1:
            self.body.append(self.centred(f"Kính gửi: {to[0]}", before=240, after=200))
        elif to:
            self.body.append(self.paragraph("Kính gửi:", indent=1700, before=240, after=40))
            self.body += [self.paragraph(f"- {t}", jc="left", indent=2700, after=40) for t in to]

    def signature(self, head):
        left = self.paragraph("Nơi nhận:", jc="left", indent=0, after=0, bold=True, italic=True, size=24)
        left += "".join(self.paragraph(f"- {c}", jc="left", indent=0, after=0, size=22) for c in many(head, "cc"))
        *titles, name = many(head, "sign")
        right = "".join(self.centred(t, bold=True) for t in titles) + self.centred(name, bold=True, before=1300)
        self.body.append(self.paragraph("", indent=0, after=0))
        half = TEXT_WIDTH // 2
        self.body.append(self.table([half, half], [[left, right]], border=False))

    def block(self, block):
        looks = {
            "body": {}, "recital": {"italic": True}, "note": {"italic": True},
            "part": {"bold": True, "keep": True}, "section": {"bold": True, "keep": True},
            "group": {"bold": True, "italic": True, "keep": True},
        }
        if block.style == "table":
            total = sum(block.widths)
            widths = [TEXT_WIDTH * w // total for w in block.widths]
            rows = [[self.paragraph(c, jc="center" if n == 0 else align(c), indent=0, after=20, before=20, size=25, bold=n == 0)
                     for c in row] for n, row in enumerate(block.rows)]
            self.body.append(self.table(widths, rows, border=True))
            self.body.append(self.paragraph("", indent=0, after=40))
        elif block.style == "page":
            self.body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        elif block.style == "centre":
            self.body.append(self.centred(block.text, bold=True, after=60, keep=True))
        else:
            self.body.append(self.paragraph(block.text, **looks[block.style]))

    def save(self, path, title):
        section = (f'<w:sectPr {R}><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>'
                   '<w:pgSz w:w="11906" w:h="16838"/>'
                   '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
                   "<w:titlePg/></w:sectPr>")
        number = ('<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>'
                  '<w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
                  '<w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
        notes = ('<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
                 '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>')
        for mark, text in enumerate(self.notes, 1):
            notes += (f'<w:footnote w:id="{mark}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
                      '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
                      f'<w:r><w:t xml:space="preserve"> {html.escape(text, quote=False)}</w:t></w:r></w:p></w:footnote>')
        styles = (f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
                  '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>'
                  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
                  '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/>'
                  '<w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
                  '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
                  '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>')
        parts = {"document": "document.main", "styles": "styles", "footnotes": "footnotes", "header1": "header", "header2": "header"}
        kinds = "".join(f'<Override PartName="/word/{p}.xml" ContentType="{TYPE}.{k}+xml"/>' for p, k in parts.items())
        files = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>' + kinds
            + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="word/document.xml"/>'
            '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
            "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{html.escape(title)}</dc:title></cp:coreProperties>',
            "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(f'<Relationship Id="rId{n}" Type="{REL}/{kind}" Target="{name}.xml"/>' for n, (kind, name) in
                      enumerate([("styles", "styles"), ("footnotes", "footnotes"), ("header", "header1"), ("header", "header2")], 1))
            + "</Relationships>",
            "word/document.xml": f'<w:document {W}><w:body>{"".join(self.body)}{section}</w:body></w:document>',
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            "word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>",
            "word/header1.xml": f"<w:hdr {W}>{number}</w:hdr>",
            "word/header2.xml": f"<w:hdr {W}><w:p/></w:hdr>",
        }
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                # A fixed time keeps the file the same from one build to the next.
                entry = zipfile.ZipInfo(name, (2025, 9, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, XML + content)


def to_docx(head, blocks, path):
    word = Word()
    word.letterhead(head)
    for block in blocks:
        word.block(block)
    word.signature(head)
    word.save(path, head["number"])


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("html", "docx"):
        raise SystemExit(__doc__)
    _, form, source, output = sys.argv
    with open(source, encoding="utf-8") as file:
        head, blocks = parse(file.read())
    if form == "html":
        with open(output, "w", encoding="utf-8") as file:
            file.write(to_html(head, blocks))
    else:
        to_docx(head, blocks, output)


if __name__ == "__main__":
    main()
