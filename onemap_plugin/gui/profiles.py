"""Profiles to choose from: id -> title, for TXT dialects, checks and packages."""

from __future__ import annotations

import logging

from ..core.errors import OneMapError
from ..paths import RESOURCES

LOG = logging.getLogger(__name__)


def txt_profiles() -> dict[str, str]:
    from ..core.exchange import profiles
    from ..qgis_bridge import user_profiles

    user_profiles.apply()
    try:
        return {key: str(getattr(p, "title", "") or key) for key, p in profiles().items()}
    except OneMapError as error:
        LOG.warning("%s", error)
        return {}


def writable_txt_profiles() -> dict[str, str]:
    """The dialects that can be written."""
    from ..core.exchange import profiles

    titles = txt_profiles()
    return {key: titles[key] for key, p in profiles().items() if p.writable and key in titles}


def check_profiles() -> dict[str, str]:
    from ..core.checks import load_profile

    found: dict[str, str] = {}
    for path in sorted((RESOURCES / "check_profiles").glob("*.yaml")):
        try:
            profile = load_profile(path.stem)
        except OneMapError as error:
            LOG.warning("%s", error)
            continue
        found[path.stem] = profile.title or path.stem
    return found


def package_profiles() -> dict[str, str]:
    from ..core.package.profile import available_profiles

    try:
        return available_profiles()
    except OneMapError as error:
        LOG.warning("%s", error)
        return {}
