"""Where the files are: resources/, i18n/ and metadata.txt lie beside this file in the zip, one level up in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE if (PACKAGE / "metadata.txt").exists() else PACKAGE.parent
RESOURCES = ROOT / "resources"
I18N = ROOT / "i18n"
