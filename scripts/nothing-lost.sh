#!/usr/bin/env bash
# The tests of what may be lost, in full: kills, sizes of a full disk, changed bytes, minutes of reading beside a writer.
# Ends by itself, with 0 where nothing was lost. Usage: scripts/nothing-lost.sh [KILLS]   (1000; about two seconds each)
set -euo pipefail
cd "$(dirname "$0")/.."
export CHIDAO_KILLS=${1:-${CHIDAO_KILLS:-1000}} CHIDAO_FULL=${CHIDAO_FULL:-50} CHIDAO_FLIPS=${CHIDAO_FLIPS:-100}
export CHIDAO_READERS_SECONDS=${CHIDAO_READERS_SECONDS:-600} CHIDAO_SEED=${CHIDAO_SEED:-$(date +%s)}
echo "CHIDAO_SEED=$CHIDAO_SEED: $CHIDAO_KILLS kills, $CHIDAO_FULL sizes of disk, $CHIDAO_FLIPS bytes, $CHIDAO_READERS_SECONDS s of reading"
if [ "$(id -u)" != 0 ]; then
  echo "nothing-lost: without root no small disk can be mounted: a limit on the size of files stands for it, and some tests say SKIPPED" >&2
fi
# One after the other: the points of the kills are told by the time that a run takes.
exec cargo test --test nothing_lost -- --test-threads=1 --nocapture
