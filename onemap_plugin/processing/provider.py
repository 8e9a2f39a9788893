"""The Processing provider ``onemap``: one algorithm for each action of the user.

Loading it imports nothing heavy; numpy, shapely and the core come when an algorithm runs.
"""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from ..paths import RESOURCES
from .check_imagery import CheckImagery
from .check_parcels import CheckParcels
from .compare_parcel_files import CompareParcelFiles
from .compare_reviews import CompareReviews
from .download_tiles import DownloadTiles
from .export_package import ExportPackage
from .four_sides import FourSides
from .import_parcels import ImportParcels
from .make_catalogue import MakeCatalogue
from .map_sheets import MapSheets
from .repair_parcels import RepairParcels
from .review_parcels import ReviewParcels
from .take_edits import TakeEdits
from .verify_package import VerifyPackage
from .write_coordinate_txt import WriteCoordinateTxt

ALGORITHMS = (
    ImportParcels,
    CheckParcels,
    RepairParcels,
    TakeEdits,
    WriteCoordinateTxt,
    CompareParcelFiles,
    MapSheets,
    FourSides,
    MakeCatalogue,
    ReviewParcels,
    CompareReviews,
    ExportPackage,
    VerifyPackage,
    CheckImagery,
    DownloadTiles,
)


class OneMapProvider(QgsProcessingProvider):
    """Import, check, review, export, verify."""

    def id(self) -> str:
        return "onemap"

    def name(self) -> str:
        return QCoreApplication.translate("OneMapProvider", "OneMap")

    def longName(self) -> str:
        return QCoreApplication.translate("OneMapProvider", "OneMap (linked review of parcels)")

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return str(RESOURCES / "icons" / "onemap.svg")

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
