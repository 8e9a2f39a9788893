# Sourced: what qgis and qgis_process need to find the staged plugin and the venv's libraries (they know no venv).
#   needs VENV and BUILD; sets QGIS_PROCESS
site=$(compgen -G "$VENV/lib/python3*/site-packages" | head -1 || true)
export PYTHONPATH="$site${PYTHONPATH:+:$PYTHONPATH}"
export QGIS_PLUGINPATH="$BUILD/plugins"
export FC_LANG="${FC_LANG:-zh-cn}"  # simplified Chinese glyph shapes from Noto Sans CJK
export PYTHONDONTWRITEBYTECODE=${PYTHONDONTWRITEBYTECODE-}
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
  export XDG_RUNTIME_DIR="$BUILD/runtime"
  mkdir -p "$XDG_RUNTIME_DIR"; chmod 700 "$XDG_RUNTIME_DIR"
fi
# Debian's wrapper of 3.22 adds an option that qgis_process does not know: prefer the program itself
QGIS_PROCESS=$(command -v qgis_process.bin || command -v qgis_process || true)
[ -n "$QGIS_PROCESS" ] || { echo "qgis_process was not found: it belongs to QGIS (Debian: package qgis)" >&2; exit 1; }
export QGIS_PROCESS

write_profile() {  # folder [locale]: settings with the plugin enabled, no questions, no network
  mkdir -p "$1/QGIS"
  local locale=""
  [ -z "${2:-}" ] || locale=$(printf '[locale]\noverrideFlag=true\nuserLocale=%s' "$2")
  [ -e "$1/QGIS/QGIS3.ini" ] || cat >"$1/QGIS/QGIS3.ini" <<INI
[PythonPlugins]
onemap_plugin=true
$locale
[app]
askToSaveMemoryLayers=false
[qgis]
checkVersion=false
warnOldProjectVersion=false
[plugins]
automatically-check-for-updates=false
INI
}
