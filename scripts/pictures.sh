#!/usr/bin/env bash
# Makes the two pictures of the README: a page of the site and a list in the terminal, from the sample corpus.
# Needs: cargo, node with npm, chromium. usage: scripts/pictures.sh
set -euo pipefail
cd "$(dirname "$0")/.."
for tool in cargo node npm; do
  command -v "$tool" >/dev/null || { echo "pictures: $tool is missing" >&2; exit 2; }
done
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
  echo "pictures: chromium is missing; on Debian: apt-get install chromium" >&2
  exit 2
}
program=${CHIDAO:-target/release/chidao}
[ -x "$program" ] || cargo build --locked --release
[ -d tests/browser/node_modules/playwright-core ] ||
  npm install --prefix tests/browser --no-package-lock --no-audit --no-fund --silent
store=$(mktemp -d)
trap 'rm -rf "$store"' EXIT
"$program" index corpus --no-ocr --store "$store" >/dev/null
COLUMNS=110 "$program" --lang vi deadlines 2024-2025 --level tieu-hoc --store "$store" > "$store/terminal.txt"
node tests/browser/pictures.mjs "$program" "$store" "$chromium" docs
