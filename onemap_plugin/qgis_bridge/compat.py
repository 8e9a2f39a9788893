"""Names that moved between QGIS 3.22 and 4: one place, used everywhere in the bridge and the provider."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingParameterDefinition

_DEFINITION: Any = QgsProcessingParameterDefinition
ADVANCED = _DEFINITION.FlagAdvanced if hasattr(_DEFINITION, "FlagAdvanced") else _DEFINITION.Flag.FlagAdvanced
#: no ending is demanded: with the default filter QGIS 3.22 refuses a folder given to a file parameter
ANY_FILE = "(*)"
