#!/bin/bash
# Run the main job in the real desktop in both languages and keep some of its pictures, made small, in docs/images.
set -euo pipefail
cd "$(dirname "$0")/.."
site=$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
"$VENV/bin/python" .ci/stage.py zip "$work/build" "$work/dist" >/dev/null
mkdir -p docs/images
for locale in en zh-Hans; do
  files=/tmp/onemap-sample  # a short path that says nothing of the machine: it is seen in the pictures
  rm -rf "$files"; mkdir -p "$files"; cp resources/sample/*.{gpkg,qgs,txt,yaml} "$files/"
  FILES=$files SITE_PACKAGES=$site TIMEOUT=300 SCREEN=1600x1000x24 \
    tests/desktop/run_desktop.sh "$work"/dist/*.zip tests/desktop/scenarios/main_job.py "$work/$locale" "$locale" >"$work/$locale.log" ||
    { cat "$work/$locale.log"; exit 1; }
  rm -rf "$files"
  for name in 1_findings:findings 3_review:review; do
    convert "$work/$locale/${name%%:*}.png" -resize 1200x +dither -colors 128 -define png:compression-level=9 "docs/images/${name##*:}-${locale%%-*}.png"
  done
done
ls -la docs/images
