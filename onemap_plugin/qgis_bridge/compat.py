"""Names that moved between QGIS 3.22 and 4: one place, used everywhere in the bridge and the provider."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsProcessingParameterDefinition
from qgis.PyQt import QtCore

_DEFINITION: Any = QgsProcessingParameterDefinition
ADVANCED = _DEFINITION.FlagAdvanced if hasattr(_DEFINITION, "FlagAdvanced") else _DEFINITION.Flag.FlagAdvanced
# types of fields: QGIS 3.38 takes QMetaType (and warns of QVariant), Qt 6 has no other; QGIS before takes only QVariant
_NEW = Qgis.versionInt() >= 33800
INTEGER_FIELD: Any = QtCore.QMetaType.Type.Int if _NEW else QtCore.QVariant.Int
TEXT_FIELD: Any = QtCore.QMetaType.Type.QString if _NEW else QtCore.QVariant.String
#: no ending is demanded: with the default filter QGIS 3.22 refuses a folder given to a file parameter
ANY_FILE = "(*)"
