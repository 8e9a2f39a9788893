#!/bin/bash
# Run every bench/bench_*.py and print its table; one that misses its goal does not stop the others.   bench.sh [NAME...]
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/qgis_env.sh"
cd "$here/.."
export PYTHONPATH="$PWD:$PYTHONPATH" QT_QPA_PLATFORM=offscreen
missed=()
if [ $# -gt 0 ]; then scripts=(); for n in "$@"; do scripts+=("bench/bench_$n.py"); done; else scripts=(bench/bench_*.py); fi
for script in "${scripts[@]}"; do
  echo "== $script"
  "$VENV/bin/python" "$script" || missed+=("$script")
done
[ ${#missed[@]} -eq 0 ] || { echo "goal missed or failed: ${missed[*]}"; exit 1; }
