"""A scenario that never comes back: the run must be ended from outside."""

import time

from qgis.PyQt.QtCore import QTimer

QTimer.singleShot(500, lambda: time.sleep(10_000))
