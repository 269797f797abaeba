#!/usr/bin/env bash
# Rebuilds the sample directives in corpus/ from samples/sources/. Needs no network.
# usage: samples/build.sh [NAME…]     (names without extension; all when none is given)
#
# Needs: python3, chromium, soffice (LibreOffice Writer), pdftoppm and pdffonts (poppler-utils), convert (ImageMagick),
# and the font Liberation Serif. On Debian or Ubuntu:
#   apt-get install python3 chromium libreoffice-writer poppler-utils imagemagick fonts-liberation
set -euo pipefail
cd "$(dirname "$0")"
out=../corpus

# How each sample is made: by Chromium, by LibreOffice, as a Word document, or as a scan of the Chromium print.
chromium_print=(
  2022-2023-so-haithanh-tieu-hoc-huong-dan
  2022-2023-phong-vankhe-tieu-hoc-huong-dan
  2022-2023-phong-vankhe-thcs-huong-dan
  2022-2023-phong-vankhe-bao-cao-tong-ket
  2023-2024-ubnd-haithanh-khung-thoi-gian
  2023-2024-so-haithanh-trung-hoc-huong-dan
  2023-2024-phong-vankhe-thcs-huong-dan
  2024-2025-so-haithanh-tieu-hoc-huong-dan
  2024-2025-phong-vankhe-tieu-hoc-huong-dan
  2025-2026-ubnd-haithanh-khung-thoi-gian
  2025-2026-so-haithanh-pho-thong-huong-dan
  2025-2026-phuong-vankhe-tieu-hoc-huong-dan
)
writer_print=(
  2023-2024-phong-vankhe-tieu-hoc-huong-dan
  2023-2024-phong-vankhe-bao-cao-tong-ket
  2024-2025-phong-vankhe-thcs-huong-dan
  2024-2025-phong-vankhe-thong-bao-day-them
  2024-2025-phong-vankhe-bao-cao-tong-ket
  2025-2026-phuong-vankhe-thcs-huong-dan
)
word=(2023-2024-phong-vankhe-ke-hoach-chuyen-doi-so)
scan=(2022-2023-ubnd-haithanh-khung-thoi-gian)

missing=()
for tool in python3 chromium soffice pdftoppm pdffonts convert; do
  command -v "$tool" > /dev/null || missing+=("$tool")
done
[ -n "$(fc-list 'Liberation Serif' 2> /dev/null)" ] || missing+=("font:LiberationSerif")
if [ "${#missing[@]}" -gt 0 ]; then
  echo "build: missing: ${missing[*]} (see the head of samples/build.sh for the packages)" >&2
  exit 1
fi

names=("$@")
for name in "${names[@]}"; do
  [ -e "sources/$name.txt" ] || { echo "build: no source samples/sources/$name.txt" >&2; exit 1; }
done

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

wanted() { # name: is it among the names asked for?
  [ "${#names[@]}" -eq 0 ] && return 0
  local name
  for name in "${names[@]}"; do [ "$name" = "$1" ] && return 0; done
  return 1
}

print_with_chromium() { # name pdf
  python3 render.py html "sources/$1.txt" "$tmp/$1.html"
  timeout 60 chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --disable-background-networking \
    --no-first-run --user-data-dir="$tmp/profile" --print-to-pdf="$2" "file://$tmp/$1.html" 2> "$tmp/log" ||
    { cat "$tmp/log" >&2; echo "build: chromium failed on $1" >&2; exit 1; }
}

print_with_writer() { # name
  python3 render.py docx "sources/$1.txt" "$tmp/$1.docx"
  timeout 120 soffice "-env:UserInstallation=file://$tmp/office" --headless --convert-to pdf --outdir "$out" "$tmp/$1.docx" \
    > "$tmp/log" 2>&1 && [ -s "$out/$1.pdf" ] ||
    { cat "$tmp/log" >&2; echo "build: soffice failed on $1" >&2; exit 1; }
}

scan_pages() { # name: grey, a little crooked, a little noisy, no text layer
  print_with_chromium "$1" "$tmp/$1.pdf"
  pdftoppm -r 170 -gray -png "$tmp/$1.pdf" "$tmp/page"
  local page turn=0.4 pictures=()
  for page in "$tmp"/page-*.png; do
    convert "$page" -seed 7 -background white -rotate "$turn" -gravity center -extent 1405x1987 \
      -attenuate 0.12 +noise Gaussian -blur 0x0.5 -colorspace Gray -strip -quality 42 "${page%.png}.jpg"
    pictures+=("${page%.png}.jpg")
    turn=-0.3
  done
  python3 images_to_pdf.py "$out/$1.pdf" "${pictures[@]}"
}

mkdir -p "$out"
for name in "${chromium_print[@]}"; do if wanted "$name"; then print_with_chromium "$name" "$out/$name.pdf"; fi; done
for name in "${writer_print[@]}"; do if wanted "$name"; then print_with_writer "$name"; fi; done
for name in "${word[@]}"; do if wanted "$name"; then python3 render.py docx "sources/$name.txt" "$out/$name.docx"; fi; done
for name in "${scan[@]}"; do if wanted "$name"; then scan_pages "$name"; fi; done

# A PDF without embedded fonts or Unicode tables would be read wrong: say so here, not in a test later.
for name in "${chromium_print[@]}" "${writer_print[@]}"; do
  pdffonts "$out/$name.pdf" | tail -n +3 | awk -v f="$name" '$(NF-4) != "yes" || $(NF-2) != "yes" { print "build: font trouble in " f ": " $0; bad = 1 } END { exit bad }' >&2
done
echo "build: $(ls "$out" | wc -l) documents in corpus/, $(du -sk "$out" | cut -f1) kB"
