#!/bin/bash
# The real QGIS desktop once, on a throw-away screen with a throw-away profile, driven by a scenario.
#   run_desktop.sh PLUGIN.zip|none SCENARIO.py OUT_DIR [LOCALE]
# The zip is unpacked into the profile as an installation would leave it, and enabled; with "none" the profile is blank.
# The scenario (see drive.py) writes OUT_DIR/result.json with "ok": that tells whether it worked, not the exit code of QGIS.
# Python errors that QGIS would show in a dialog go to OUT_DIR/python_errors.txt and fail the run.
# Environment: PROFILE (a folder that stays, so that a second run is a second start of the same QGIS), TIMEOUT (seconds), SCREEN (WxHxD), SITE_PACKAGES (the venv's: the desktop knows no venv).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
plugin=$1; scenario=$(realpath "$2"); mkdir -p "$3"; out=$(realpath "$3"); locale=${4:-en}
if [ -n "${PROFILE:-}" ]; then
  mkdir -p "$PROFILE"; profile=$(realpath "$PROFILE")
else
  profile=$(mktemp -d); trap 'rm -rf "$profile"' EXIT
fi
settings=$profile/profiles/default
appdata=$profile/home/.local/share/QGIS/QGIS3  # startup.py is looked for here, not in the profile
again=$([ -e "$settings/QGIS/QGIS3.ini" ] && echo yes || true)
mkdir -p "$settings/QGIS" "$settings/python/plugins" "$appdata" "$profile/run" "$profile/work"; chmod 700 "$profile/run"
enabled=""
if [ "$plugin" != none ] && [ -z "$again" ]; then
  unzip -q "$plugin" -d "$settings/python/plugins"
  enabled="onemap_plugin=true"
fi
[ -n "$again" ] || cat >"$settings/QGIS/QGIS3.ini" <<INI
[PythonPlugins]
$enabled
[locale]
overrideFlag=true
userLocale=$locale
[app]
askToSaveMemoryLayers=false
[qgis]
checkVersion=false
askToSaveProjectChanges=false
warnOldProjectVersion=false
[plugins]
automatically-check-for-updates=false
INI
# read by QGIS before it loads plugins: an error in a plugin's initGui() would open a dialog that nobody can close
cat >"$appdata/startup.py" <<'PY'
import os, sys, time, traceback
import qgis.utils

def report(type_, value, tb, msg, *args, **kwargs):
    text = f"{msg}\n" + "".join(traceback.format_exception(type_, value, tb))
    sys.stderr.write(text)
    with open(os.path.join(os.environ["OUT_DIR"], "python_errors.txt"), "a", encoding="utf-8") as f:
        f.write(text)

qgis.utils.showException = report
PY
[ -z "${STARTUP_PY:-}" ] || cat "$STARTUP_PY" >>"$appdata/startup.py"
cat >"$profile/code.py" <<'PY'
import json, os, sys, traceback
sys.path.insert(0, os.environ["DRIVE_DIR"])
_path = os.environ["SCENARIO"]
try:
    with open(_path, encoding="utf-8") as _f:
        exec(compile(_f.read(), _path, "exec"), {"__name__": "__main__", "__file__": _path})
except BaseException:  # otherwise a dialog again
    with open(os.path.join(os.environ["OUT_DIR"], "result.json"), "w", encoding="utf-8") as _f:
        json.dump({"ok": False, "error": traceback.format_exc()}, _f)
    os._exit(3)
PY
rm -f "$out/result.json" "$out/python_errors.txt"
env -u QT_QPA_PLATFORM -u XDG_DATA_HOME -u QGIS_CUSTOM_CONFIG_PATH -u QGIS_PLUGINPATH \
  HOME="$profile/home" XDG_RUNTIME_DIR="$profile/run" TMPDIR="$profile" PYTHONPATH="${SITE_PACKAGES:-}" \
  OUT_DIR="$out" WORK_DIR="$profile/work" DRIVE_DIR="$here" SCENARIO="$scenario" PYTHONDONTWRITEBYTECODE=1 \
  FC_LANG="${FC_LANG:-zh-cn}" LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1 \
  timeout -k 10 "${TIMEOUT:-420}" xvfb-run -a -s "-screen 0 ${SCREEN:-1600x1000x24} -nolisten tcp" \
  qgis --nologo --noversioncheck --profiles-path "$profile" --lang "$locale" --code "$profile/code.py" \
  >"$out/qgis.log" 2>&1 || echo "qgis exit code $?"
failed=0
if [ -s "$out/result.json" ]; then
  cat "$out/result.json"; echo
  /usr/bin/env python3 -c 'import json, sys; sys.exit(not json.load(open(sys.argv[1], encoding="utf-8"))["ok"])' "$out/result.json" || failed=1
else
  echo "no result.json; last lines of the log:"; tail -20 "$out/qgis.log"; failed=1
fi
if [ -s "$out/python_errors.txt" ]; then echo "Python errors:"; cat "$out/python_errors.txt"; failed=1; fi
exit $failed
