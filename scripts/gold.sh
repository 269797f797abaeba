#!/usr/bin/env bash
# Scores the program against the gold directives in ../shared (texts, or the files named in their place).
# usage: scripts/gold.sh [text|pdf|docx|scan] [--show|--json]
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${CHIDAO_SHARED:-../shared}
chidao=${CHIDAO:-target/debug/chidao}
if [ ! -d "$shared/gold" ]; then
  echo "gold: SKIPPED, $shared/gold is not here" >&2
  exit 0
fi
what=${1:-text}
shift || true
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
pairs=()
add() { # gold file
  if "$chidao" extract "$2" --format json > "$out/$(basename "$2").json"; then
    pairs+=("$1" "$out/$(basename "$2").json")
  else
    echo "gold: cannot read $2" >&2
    exit 1
  fi
}
for name in an-lao-thcs-2024-2025 an-lao-tieu-hoc-2023-2024 an-lao-bao-cao-2024-2025; do
  gold="$shared/gold/$name.gold.json"
  case "$what" in
    text) add "$gold" "$shared/gold/$name.txt" ;;
    pdf) for pdf in "$shared/corpus/an-lao/$name".{chromium,libreoffice}.pdf; do [ ! -e "$pdf" ] || add "$gold" "$pdf"; done ;;
    docx) [ ! -e "$shared/corpus/an-lao/$name.docx" ] || add "$gold" "$shared/corpus/an-lao/$name.docx" ;;
    scan) [ ! -e "$shared/corpus/an-lao/$name.scan.pdf" ] || add "$gold" "$shared/corpus/an-lao/$name.scan.pdf" ;;
    *) echo "usage: scripts/gold.sh [text|pdf|docx|scan] [--show|--json]" >&2; exit 2 ;;
  esac
done
python3 "$shared/gold/score.py" "${pairs[@]}" "$@"
