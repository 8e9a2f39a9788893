#!/bin/bash
# qgis_process with the staged plugin:   VENV=.venv BUILD=build .ci/process.sh --json run onemap:importparcels -- INPUT=... REVIEW=...
set -euo pipefail
. "$(dirname "$0")/qgis_env.sh"
# LOCALE=zh-Hans gives the messages in Chinese
export QT_QPA_PLATFORM=offscreen QGIS_CUSTOM_CONFIG_PATH="$BUILD/profile${LOCALE:+-$LOCALE}"
write_profile "$QGIS_CUSTOM_CONFIG_PATH/profiles/default" "${LOCALE:-}"
exec "$QGIS_PROCESS" "$@"
