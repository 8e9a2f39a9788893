#!/bin/bash
# Install what is missing and nothing twice.   .ci/setup.sh VENV_DIR [bench]
# With apt: QGIS, fonts and tools come as packages.  Without: say what to install and use the QGIS that is there.
set -euo pipefail
venv=$1; extra=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
need=(qgis python3-qgis python3-gdal gdal-bin python3-venv python3-yaml python3-requests python3-jinja2 python3-lxml
      python3-psycopg2 python3-scipy xvfb xauth xdotool imagemagick poppler-utils fonts-noto-cjk fonts-open-sans
      pyqt5-dev-tools qttools5-dev-tools make zip unzip git)
if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  missing=()
  for p in "${need[@]}"; do
    dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null | grep -qx installed || missing+=("$p")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    as_root=(); [ "$(id -u)" = 0 ] || as_root=(sudo)
    echo "installing: ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
fi
# the Python that QGIS was built for: another python3 on PATH (pyenv, conda) has no qgis module
python=""
for candidate in "${QGIS_PYTHON:-}" /usr/bin/python3 "$(command -v python3 || true)"; do
  [ -n "$candidate" ] && [ -x "$candidate" ] && "$candidate" -c 'import qgis.core' 2>/dev/null && { python=$candidate; break; }
done
if [ -z "$python" ]; then
  echo "QGIS was not found. Install QGIS 3.22 or newer with its Python bindings, then run again with" >&2
  echo "  QGIS_PYTHON=/path/to/qgis/python make demo" >&2
  echo "Also needed: xvfb, pdftotext (poppler), lrelease (Qt tools), Noto Sans CJK fonts." >&2
  exit 1
fi
install() {  # requirements file -> venv, once for each content of the file
  local stamp=$venv/.$(basename "$1")
  cmp -s "$1" "$stamp" && return
  [ -x "$venv/bin/python" ] || "$python" -m venv --system-site-packages "$venv"
  "$venv/bin/python" -m pip install -q --disable-pip-version-check -r "$1"
  cp "$1" "$stamp"
}
install "$here/requirements-dev.txt"
[ "$extra" != bench ] || install "$here/requirements-bench.txt"
