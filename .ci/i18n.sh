#!/bin/bash
# Refresh i18n/*.ts from the sources: tr(), translate() and the QT_TRANSLATE_NOOP marks of the core.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p i18n
ts=i18n/onemap_zh_CN.ts
mapfile -t sources < <(find onemap_plugin -name '*.py' -not -path '*/_vendor/*' | LC_ALL=C sort)
LC_ALL=C.UTF-8 pylupdate5 -noobsolete "${sources[@]}" -ts "$ts" 2>&1 | grep -v -e DeprecationWarning -e 'locale.getdefaultlocale' || true
# line numbers would change with every edit; files stay, they help the translator
sed -i -E '/^ *<location /s/ line="[0-9]+"//' "$ts"
unfinished=$(grep -c 'type="unfinished"' "$ts" || true)
echo "$ts: $(grep -c '<source>' "$ts") texts, $unfinished without translation"
