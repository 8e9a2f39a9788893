"""Loads the layers of the review file into the project through the bridge, keeping those that are there."""

from __future__ import annotations


def load_layers(path: str, zoom: bool) -> set[str]:
    """Ids of the layers of ``path`` in the project after the call."""
    from ..qgis_bridge.review_layers import add_review_layers

    return set(add_review_layers(path, zoom=zoom))
