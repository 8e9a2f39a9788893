"""The submission package (成果包): profile, numbers, tables, report, manifest, archive and the comparison of all of them.

Nothing here draws or opens vector files; that is done by ``qgis_bridge.package_export`` and ``qgis_bridge.package_verify``.
"""

from .profile import PackageProfile, add_profile_folder, available_profiles, load_profile, remove_profile_folder
from .rules import RULES

__all__ = ["RULES", "PackageProfile", "add_profile_folder", "available_profiles", "load_profile", "remove_profile_folder"]
