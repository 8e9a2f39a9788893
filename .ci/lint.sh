#!/bin/bash
# Everything that looks at the source without running it; all of it runs, the exit code says whether all was clean.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=${VENV:-.venv}/bin
failed=0
step() { echo "-- $1"; shift; "$@" || failed=1; }
step "ruff" "$bin/ruff" check --output-format=concise .
step "mypy" "$bin/python" -m mypy
step "import-linter" env PYTHONPATH=. "$bin/lint-imports"
step "house rules" "$bin/python" .ci/check_code.py
exit $failed
