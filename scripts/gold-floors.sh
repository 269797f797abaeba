#!/usr/bin/env bash
# Fails when extraction from the gold directives falls below the floors; SKIPPED where ../shared is absent.
# Floors are F1, over all documents of a form together.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -d "${CHIDAO_SHARED:-../shared}/gold" ]; then
  echo "gold: SKIPPED, ${CHIDAO_SHARED:-../shared}/gold is not here"
  exit 0
fi
forms=(text pdf docx)
if tesseract --list-langs 2>/dev/null | grep -qx vie; then
  forms+=(scan)
else
  echo "gold scan: SKIPPED, tesseract with vie is not installed"
fi
for form in "${forms[@]}"; do
  scripts/gold.sh "$form" --json | python3 -c '
import json, sys
form, floors = sys.argv[1], {"references": 0.95, "deadlines": 0.80, "targets": 0.75}
if form == "scan":
    floors = {"references": 0.90, "deadlines": 0.88, "targets": 0.85}
found = json.load(sys.stdin)
low = [name for name, floor in floors.items() if found[name] < floor]
print(f"gold {form}:", ", ".join(f"{name} {found[name]:.4f} (floor {floor})" for name, floor in floors.items()))
sys.exit(f"gold {form}: below the floor: {low}" if low else 0)
' "$form"
done
