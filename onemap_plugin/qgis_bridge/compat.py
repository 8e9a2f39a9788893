"""Names that moved between QGIS 3.22 and 4: one place, used everywhere in the bridge and the provider."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterDefinition, QgsProcessingParameterFile

FILE = QgsProcessingParameterFile.Behavior.File
FOLDER = QgsProcessingParameterFile.Behavior.Folder
_FLAG = getattr(QgsProcessingParameterDefinition, "Flag", QgsProcessingParameterDefinition)
ADVANCED = _FLAG.FlagAdvanced
#: no ending is demanded: with the default filter QGIS 3.22 refuses a folder given to a file parameter
ANY_FILE = "(*)"
