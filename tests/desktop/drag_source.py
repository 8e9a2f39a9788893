"""Another program that drags files: a small window whose press starts the drag.   drag_source.py X Y FILE...

``QDrag.exec`` returns before the target has fetched the data, so the program lives on for a second.
"""

import sys

from qgis.PyQt.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDrag
from qgis.PyQt.QtWidgets import QApplication, QLabel


class Source(QLabel):
    def mousePressEvent(self, event):
        drag, data = QDrag(self), QMimeData()
        data.setUrls([QUrl.fromLocalFile(p) for p in sys.argv[3:]])
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)
        QTimer.singleShot(1500, QApplication.quit)


app = QApplication(sys.argv[:1])
window = Source("drag me")
window.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
window.setGeometry(int(sys.argv[1]), int(sys.argv[2]), 100, 60)
window.move(QPoint(int(sys.argv[1]), int(sys.argv[2])))
window.show()
window.raise_()
QTimer.singleShot(20_000, app.quit)
app.exec()
