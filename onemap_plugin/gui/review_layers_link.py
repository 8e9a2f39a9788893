"""Loads the layers of the review file into the project through the bridge, keeping those that are there."""

from __future__ import annotations

import os

from qgis.core import QgsProject


def load_layers(path: str, zoom: bool) -> set[str]:
    """Ids of the layers of ``path`` in the project after the call."""
    from ..qgis_bridge.review_layers import add_review_layers

    return set(add_review_layers(path, zoom=zoom))


def hide_other_reviews(path: str) -> None:
    """Uncheck the groups of other reviews: their labels and areas would mix with those of ``path`` on the map."""
    from ..qgis_bridge.review_layers import GROUP_PROPERTY

    for group in QgsProject.instance().layerTreeRoot().findGroups(True):
        name = group.customProperty(GROUP_PROPERTY, "")
        if name:
            group.setItemVisibilityChecked(name == os.path.basename(path))
