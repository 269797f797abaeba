#!/usr/bin/env bash
# Fails when extraction from annotated directives falls below the floors: the project's own sets everywhere, those in
# ../shared where they are (SKIPPED loudly where not). The program is target/debug/chidao, or what CHIDAO names.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${CHIDAO_SHARED:-../shared}
chidao=${CHIDAO:-target/debug/chidao}

# The floors are F1 for references, deadlines, targets, else the share of right values. What is measured is said with
# `chidao eval`; those of own sets stand about two points under it.
own='samples={"references":0.97,"deadlines":0.965,"targets":0.965,"date":0.98,"issuer":0.98,"relation":0.955,"level":0.98,"school_year":0.945,"document":0.905}'
heldout='heldout={"references":0.98,"deadlines":0.98,"targets":0.975,"date":0.945,"issuer":0.98,"relation":0.98,"level":0.965,"school_year":0.98,"document":0.955}'
unseen='unseen={"references":0.98,"deadlines":0.98,"targets":0.955,"date":0.98,"issuer":0.98,"relation":0.96,"level":0.98,"school_year":0.965,"document":0.97}'
unseen2='unseen2={"references":0.975,"deadlines":0.94,"targets":0.925,"date":0.98,"issuer":0.98,"relation":0.98,"level":0.935,"school_year":0.98,"document":0.965}'
unseen3='unseen3={"references":0.98,"deadlines":0.94,"targets":0.92,"date":0.98,"issuer":0.92,"relation":0.96,"level":0.95,"school_year":0.975,"document":0.96}'
unseen4='unseen4={"references":0.98,"deadlines":0.97,"targets":0.945,"date":0.98,"issuer":0.98,"relation":0.98,"level":0.83,"school_year":0.98,"document":0.965}'
goal='{"references":0.99,"deadlines":0.95,"targets":0.93,"date":0.98,"issuer":0.98,"relation":0.93,"level":0.95,"school_year":0.95,"document":0.95}'
effects='{"pairs":0.97,"pairs_macro":0.97,"effects":0.95}'
scan='{"references":0.95,"date":0.95,"issuer":0.95,"deadlines":0.88,"targets":0.85}'

# Counts of the files of several answers together, by set or by form, against the floors of that set or form.
check() { # name by-form|as-one floors... -- answers on standard input, one JSON object each
  python3 -c '
import json, sys
name, by_form = sys.argv[1], sys.argv[2] == "by-form"
floors = {key: json.loads(value) for key, value in (arg.split("=", 1) for arg in sys.argv[3:])}
groups, decoder, text = {}, json.JSONDecoder(), sys.stdin.read().strip()
while text:
    answer, end = decoder.raw_decode(text)
    text = text[end:].strip()
    for row in answer["documents"]:
        if "unread" in row:
            print(f"{name}: not measured: {row['"'file'"']}: {row['"'unread'"']}")
            continue
        group = ("scan" if ".scan." in row["file"] else row["format"]) if by_form else name
        sums = groups.setdefault(group, {})
        for field, counts in row["figures"].items():
            for part in ("right", "missed", "extra", "told"):
                sums[field, part] = sums.get((field, part), 0) + counts.get(part, 0)
low = []
if not groups:
    sys.exit(f"{name}: nothing was measured")
for group, sums in sorted(groups.items()):
    said = []
    for field, floor in floors.get(group, floors.get("*", {})).items():
        right, told = sums[field, "right"], sums[field, "told"]
        whole, part = (told, right) if told else (2 * right + sums[field, "missed"] + sums[field, "extra"], 2 * right)
        if whole == 0:
            continue
        said.append(f"{field} {part / whole:.4f} (floor {floor})")
        if part / whole < floor:
            low.append(f"{group} {field} {part / whole:.4f} < {floor}")
    label = group if group == name else f"{name} {group}"
    print(f"{label}:", ", ".join(said))
if low:
    sys.exit(f"{name}: below the floor: " + "; ".join(low))
' "$@"
}

# Exit code 3 says that some documents could not be read; the check names them.
measure() {
  "$chidao" eval "$@" --lang en --format json || [ $? -eq 3 ]
}

failed=0
measure samples/expected --documents corpus | check samples as-one "$own" || failed=1
if [ -d tests/heldout ]; then
  measure tests/heldout | check heldout as-one "$heldout" || failed=1
fi
if [ -d tests/unseen ]; then
  measure tests/unseen | check unseen as-one "$unseen" || failed=1
fi
if [ -d tests/unseen2 ]; then
  measure tests/unseen2 | check unseen2 as-one "$unseen2" || failed=1
fi
if [ -d tests/unseen3 ]; then
  measure tests/unseen3 | check unseen3 as-one "$unseen3" || failed=1
fi
if [ -d tests/unseen4 ]; then
  measure tests/unseen4 | check unseen4 as-one "$unseen4" || failed=1
fi
if [ -d "$shared/gold" ]; then
  {
    measure "$shared/gold"
    measure "$shared/gold" --documents "$shared/corpus/an-lao"
    measure "$shared/gold/real" --documents "$shared/corpus/real"
  } | check gold by-form "*=$goal" "scan=$scan" || failed=1
else
  echo "gold: SKIPPED, $shared/gold is not here"
fi
if [ -f "$shared/gold/score_effects.py" ]; then
  found=$(mktemp -d)
  trap 'rm -rf "$found"' EXIT
  pairs=()
  for gold in "$shared"/gold/effects/*.effects.json; do
    name=$(basename "$gold" .effects.json)
    "$chidao" extract "$shared/gold/effects/$name.txt" --format json >"$found/$name.json"
    pairs+=("$gold" "$found/$name.json")
  done
  python3 "$shared/gold/score_effects.py" "${pairs[@]}" --json | python3 -c '
import json, sys
floors, figures = json.loads(sys.argv[1]), json.load(sys.stdin)
print("effects:", ", ".join(f"{key} {figures[key]:.4f} (floor {floor})" for key, floor in floors.items()))
low = [f"{key} {figures[key]:.4f} < {floor}" for key, floor in floors.items() if figures[key] < floor]
if low:
    sys.exit("effects: below the floor: " + "; ".join(low))
' "$effects" || failed=1
else
  echo "effects: SKIPPED, $shared/gold/score_effects.py is not here"
fi
exit "$failed"
