#!/usr/bin/env bash
# Fails when extraction from the gold directives falls below the floors; SKIPPED where ../shared is absent.
# Floors are F1, over all documents of a form together.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -d "${CHIDAO_SHARED:-../shared}/gold" ]; then
  echo "gold: SKIPPED, ${CHIDAO_SHARED:-../shared}/gold is not here"
  exit 0
fi
for form in text pdf docx; do
  scripts/gold.sh "$form" --json | python3 -c '
import json, sys
form, floors = sys.argv[1], {"references": 0.95, "deadlines": 0.80, "targets": 0.75}
found = json.load(sys.stdin)
low = [name for name, floor in floors.items() if found[name] < floor]
print(f"gold {form}:", ", ".join(f"{name} {found[name]:.4f} (floor {floor})" for name, floor in floors.items()))
sys.exit(f"gold {form}: below the floor: {low}" if low else 0)
' "$form"
done
