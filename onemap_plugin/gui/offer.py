"""A question in the message bar, which waits without stopping anything: are these dropped files parcels?"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from typing import Any

from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QPushButton

from .settings import read_settings, write_settings

NAMES_SHOWN = 10


def names_of(paths: list[str]) -> str:
    names = [os.path.basename(p) for p in paths]
    return ", ".join(names[:NAMES_SHOWN]) + (" …" if len(names) > NAMES_SHOWN else "")


def offer_files(bar: Any, paths: list[str], take: Callable[[list[str]], None]) -> None:
    """Offer to read ``paths`` as parcels; the user may also say never to be asked again."""
    translate = QCoreApplication.translate
    text = translate("DropOffer", "Read {names} as parcels too?").format(names=names_of(paths))
    item = bar.createMessage(translate("DropOffer", "OneMap"), text)
    yes = QPushButton(translate("DropOffer", "Read as parcels"))
    yes.setObjectName("onemapDropYes")
    yes.setToolTip(translate("DropOffer", "Import these files into a review and check them"))
    never = QPushButton(translate("DropOffer", "Don't ask again"))
    never.setObjectName("onemapDropNever")
    never.setToolTip(translate("DropOffer", "Leave vector files dropped on the map to QGIS; can be changed in the options"))

    def accepted() -> None:
        bar.popWidget(item)
        take(paths)

    def refused() -> None:
        write_settings(dataclasses.replace(read_settings(), drop_policy="never"))
        bar.popWidget(item)

    yes.clicked.connect(accepted)
    never.clicked.connect(refused)
    item.layout().addWidget(yes)
    item.layout().addWidget(never)
    bar.pushWidget(item, Qgis.MessageLevel.Info, 30)
