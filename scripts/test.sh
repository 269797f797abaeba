#!/usr/bin/env bash
# Runs all tests. Installs nothing by force: it names what is missing and uses what is there.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v cargo >/dev/null; then
  echo "test: cargo is missing; install Rust $(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml) or later (rustup.rs)" >&2
  exit 2
fi
if ! command -v cc >/dev/null; then
  echo "test: a C compiler is missing (SQLite is built from source); on Debian: apt-get install build-essential" >&2
  exit 2
fi
if [ ! -d ../shared/gold ]; then
  echo "test: ../shared is not here: the tests against gold directives and real files say SKIPPED" >&2
fi
if ! tesseract --list-langs 2>/dev/null | grep -qx vie; then
  echo "test: tesseract with vie is missing: the tests of scanned pages say SKIPPED; on Debian: apt-get install tesseract-ocr tesseract-ocr-vie" >&2
fi
if command -v npm >/dev/null && [ ! -d tests/browser/node_modules/playwright-core ]; then
  npm install --prefix tests/browser --no-package-lock --no-audit --no-fund --silent ||
    echo "test: the tests in the browser need the packages of tests/browser, which could not be installed" >&2
fi
if ! command -v npm >/dev/null || ! { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null || ! command -v pdftotext >/dev/null; then
  echo "test: a browser is missing: the tests of the site in it say SKIPPED; on Debian: apt-get install chromium nodejs npm poppler-utils" >&2
fi
if cargo nextest --version >/dev/null 2>&1; then
  exec cargo nextest run --no-fail-fast "$@"
fi
echo "test: cargo-nextest is not installed, using cargo test (faster: cargo install --locked cargo-nextest)" >&2
exec cargo test --no-fail-fast "$@"
