#!/bin/bash
# The QGIS desktop with the plugin and a copy of the sample project, in a profile of its own under build/.
#   VENV=.venv BUILD=build .ci/run.sh [more arguments for qgis]      LOCALE=zh-Hans chooses the language
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/qgis_env.sh"
command -v qgis >/dev/null || { echo "qgis was not found" >&2; exit 1; }
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "no display: run this where a desktop is, or under xvfb-run" >&2
  exit 1
fi
profiles="$BUILD/desktop${LOCALE:+-$LOCALE}"
write_profile "$profiles/profiles/default" "${LOCALE:-}"
[ -e "$BUILD/sample/sample.qgs" ] || { mkdir -p "$BUILD/sample"; cp "$here"/../resources/sample/*.{gpkg,qgs,txt,yaml,md} "$BUILD/sample/"; }
exec qgis --nologo --noversioncheck --profiles-path "$profiles" ${LOCALE:+--lang "$LOCALE"} --project "$BUILD/sample/sample.qgs" "$@"
