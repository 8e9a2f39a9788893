"""Names of layer roles as the user knows them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache

from ..core.errors import OneMapError

LOG = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def role_names() -> Mapping[str, str]:
    """Role -> Chinese name of the layer, from the rule book."""
    from ..core.approvals import load_rules

    try:
        return {role: spec.name for role, spec in load_rules().layers.items()}
    except OneMapError as error:
        LOG.warning("%s", error)
        return {}


def role_title(role: str) -> str:
    """'DLTB 地类图斑', or the bare role when it has no name."""
    return f"{role} {role_names().get(role, '')}".strip()
