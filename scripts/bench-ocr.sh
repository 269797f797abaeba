#!/usr/bin/env bash
# Seconds per scanned page: chidao, from the PDF to its facts, beside tesseract alone on the same images.
# Both use all cores, one process a core with one thread each, and the runs take turns, so that both meet the same load.
# usage: scripts/bench-ocr.sh [SCAN.pdf] [RUNS]     (needs pdfimages of poppler-utils, tesseract with vie)
set -euo pipefail
cd "$(dirname "$0")/.."
scan=${1:-../shared/corpus/an-lao/an-lao-thcs-2024-2025.scan.pdf}
runs=${2:-3}
chidao=${CHIDAO:-target/release/chidao}
for need in pdfimages tesseract "$chidao"; do
  command -v "$need" >/dev/null || { echo "bench-ocr: SKIPPED, $need is not here" >&2; exit 0; }
done
[ -e "$scan" ] || { echo "bench-ocr: SKIPPED, $scan is not here" >&2; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
pdfimages -png "$scan" "$folder/page"
pages=$(find "$folder" -name '*.png' | wc -l)
cores=$(getconf _NPROCESSORS_ONLN)
export OMP_THREAD_LIMIT=1
seconds() { # command…: its wall time
  local from to
  from=$(date +%s%N)
  "$@" >/dev/null 2>&1
  to=$(date +%s%N)
  echo $(((to - from) / 1000000))
}
alone() { find "$folder" -name '*.png' -print0 | xargs -0 -P "$cores" -I{} tesseract {} - -l vie --psm 3 hocr; }
whole() { "$chidao" extract "$scan"; }
for ((run = 1; run <= runs; run++)); do
  a=$(seconds alone)
  b=$(seconds whole)
  awk -v a="$a" -v b="$b" -v n="$pages" -v run="$run" \
    'BEGIN { printf "run %d: tesseract alone %.2f s a page, chidao %.2f s a page (%.2f times), %d pages\n", run, a/n/1000, b/n/1000, b/a, n }'
done
