#!/bin/bash
# Install what is missing and nothing twice.   .ci/setup.sh VENV_DIR [test] [bench]
# With apt: QGIS, fonts and tools come as packages.  Without: say what to install and use the QGIS that is there.
#   test   also PostgreSQL with PostGIS, for the tests that compare with it
#   bench  also the peers that we are measured against
set -euo pipefail
venv=$1; shift
extras=" $* "
here=$(cd "$(dirname "$0")" && pwd)
need=(qgis python3-qgis python3-gdal gdal-bin python3-venv python3-yaml python3-requests python3-jinja2 python3-lxml
      python3-psycopg2 python3-scipy xvfb xauth xdotool imagemagick poppler-utils fonts-noto-cjk fonts-open-sans
      pyqt5-dev-tools qttools5-dev-tools make zip unzip git)
postgis=()
compgen -G '/usr/share/postgresql/*/extension/postgis.control' >/dev/null || postgis=(postgresql-postgis)

install_packages() {  # packages that are missing, with one line that says what happens
  local as_root=() log
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  if [ ${#postgis[@]} -gt 0 ] && [[ $extras == *" test "* ]]; then
    # tests start a server of their own: Debian must not start another one
    "${as_root[@]}" mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] ||
      echo 'create_main_cluster = false' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  log=$(mktemp)
  echo "installing $# packages with apt (about 90 s on a bare machine): $*"
  if ! { "${as_root[@]}" apt-get update -qq &&
         "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -30 "$log" >&2
    echo "apt failed; the packages named above are needed" >&2
    exit 1
  fi
  rm -f "$log"
}

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  [[ $extras != *" test "* ]] || need+=("${postgis[@]}")
  here_now=" $(dpkg-query -W -f='${Package}=${db:Status-Status} ' "${need[@]}" 2>/dev/null || true)"
  missing=()
  for p in "${need[@]}"; do
    [[ $here_now == *" $p=installed "* ]] || missing+=("$p")
  done
  [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
fi

# the Python that QGIS was built for: another python3 on PATH (pyenv, conda) has no qgis module
python=""
for candidate in "${QGIS_PYTHON:-}" /usr/bin/python3 "$(command -v python3 || true)"; do
  if [ -n "$candidate" ] && [ -x "$candidate" ] && "$candidate" -c 'import qgis.core' 2>/dev/null; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
  {
    echo "QGIS was not found. Install QGIS 3.22 or newer with its Python bindings, then run again with"
    echo "  QGIS_PYTHON=/path/to/qgis/python make demo"
    echo "Also needed: qgis_process, GDAL's Python bindings, scipy, PyYAML, lxml, xvfb, pdftotext (poppler), lrelease (Qt tools), Noto Sans CJK."
  } >&2
  exit 1
fi

install_python() {  # requirements file -> venv, once for each content of the file
  local stamp=$venv/.$(basename "$1")
  if cmp -s "$1" "$stamp"; then return; fi
  echo "installing Python packages of $(basename "$1")"
  [ -x "$venv/bin/python" ] || "$python" -m venv --system-site-packages "$venv"
  # Debian 12's GDAL and scipy are built for numpy 1; where the system has numpy 2, that one must stay
  if "$python" -c 'import numpy, sys; sys.exit(numpy.__version__[0] == "1")' 2>/dev/null; then
    grep -v '^numpy' "$1" >"$venv/requirements.txt"
  else
    cp "$1" "$venv/requirements.txt"
  fi
  "$venv/bin/python" -m pip install -q --disable-pip-version-check -r "$venv/requirements.txt"
  cp "$1" "$stamp"
}
install_python "$here/requirements-dev.txt"
[[ $extras != *" bench "* ]] || install_python "$here/requirements-bench.txt"
