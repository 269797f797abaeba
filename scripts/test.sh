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
if command -v npm >/dev/null && { [ ! -d tests/browser/node_modules/playwright-core ] || [ ! -d tests/browser/node_modules/ical.js ]; }; then
  npm install --prefix tests/browser --no-package-lock --no-audit --no-fund --silent ||
    echo "test: the tests in the browser need the packages of tests/browser, which could not be installed" >&2
fi
if ! command -v npm >/dev/null || ! { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null || ! command -v pdftotext >/dev/null; then
  echo "test: a browser is missing: the tests of the site in it say SKIPPED; on Debian: apt-get install chromium nodejs npm poppler-utils" >&2
fi
if command -v python3 >/dev/null && ! cmp -s tests/python/requirements.txt tests/python/.venv/installed; then
  { python3 -m venv tests/python/.venv && tests/python/.venv/bin/pip install -q -r tests/python/requirements.txt &&
    cp tests/python/requirements.txt tests/python/.venv/installed; } ||
    echo "test: the packages of tests/python could not be installed (python3-venv?): the tests with others' programs say SKIPPED" >&2
fi
if ! command -v soffice >/dev/null; then
  echo "test: LibreOffice is missing: the tests that open exports in it say SKIPPED; on Debian: apt-get install --no-install-recommends libreoffice-calc libreoffice-writer" >&2
fi
if cargo nextest --version >/dev/null 2>&1; then
  exec cargo nextest run --no-fail-fast "$@"
fi
echo "test: cargo-nextest is not installed, using cargo test (faster: cargo install --locked cargo-nextest)" >&2
exec cargo test --no-fail-fast "$@"
