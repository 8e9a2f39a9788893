#!/bin/bash
# Refresh i18n/*.ts from the sources; see i18n.py for translating what is new
set -euo pipefail
cd "$(dirname "$0")/.."
exec "${VENV:-.venv}/bin/python" .ci/i18n.py "$@"
