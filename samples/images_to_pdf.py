#!/usr/bin/env python3
"""Puts JPEG pictures into a PDF, one A4 page each and no text: what a scanner makes.

usage: images_to_pdf.py OUTPUT.pdf PAGE.jpg ...

The JPEG data goes in as it is (DCTDecode). Only the standard library is used.
"""
import struct
import sys

A4 = (595, 842)


def jpeg_size(data):
    """Width, height and number of colour components, from the first start-of-frame marker."""
    at = 2
    while at < len(data):
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2:at + 4])[0]
        if marker in (0xC0, 0xC1, 0xC2):
            height, width, components = struct.unpack(">HHB", data[at + 5:at + 10])
            return width, height, components
        at += 2 + length
    raise SystemExit("images_to_pdf: no JPEG frame found")


def main():
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    _, output, *pictures = sys.argv
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", None]
    pages = []
    for picture in pictures:
        with open(picture, "rb") as file:
            data = file.read()
        width, height, components = jpeg_size(data)
        space = b"/DeviceGray" if components == 1 else b"/DeviceRGB"
        image, content, page = (len(objects) + n for n in (1, 2, 3))
        objects.append(b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 "
                       b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, space, len(data), data))
        draw = b"q %d 0 0 %d 0 0 cm /Im0 Do Q" % A4
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw))
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
                       b"/Resources << /XObject << /Im0 %d 0 R >> >> >>" % (*A4, content, image))
        pages.append(page)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(b"%d 0 R" % p for p in pages))
    out, offsets = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    with open(output, "wb") as file:
        file.write(out)


if __name__ == "__main__":
    main()
