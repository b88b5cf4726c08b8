"""Boxes of a scanned sheet of signatures that may be read both ways: a person looks at each and says what it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _
from client.data.attendance.sign_in import ScannedMark
from shared.models.attendance import ABSENT, MARKS, PRESENT

WIDEST, HIGHEST = 900, 620


class ScanDecision(QDialog):
    """Goes on when everything is said; whoever closes it takes nothing of the file."""

    #: By cell of the journal what a person saw in its box.
    decided = Signal(object)

    def __init__(self, doubtful: Sequence[ScannedMark], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Is this a signature?"))
        self.choices: list[QButtonGroup] = []
        self._doubtful = doubtful
        told = QLabel(_("These boxes can be read both ways. Say of each what you see."))
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._sure = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._sure.setText(_("Go on"))
        self._sure.setEnabled(False)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(told)
        layout.addWidget(self._boxes(), 1)
        layout.addWidget(self._buttons)
        self.finished.connect(self.deleteLater)

    def _boxes(self) -> QScrollArea:
        inside, area = QWidget(), QScrollArea()
        grid = QGridLayout(inside)
        for row, mark in enumerate(self._doubtful):
            name = QLabel(mark.student.name)
            name.setTextFormat(Qt.TextFormat.PlainText)
            picture = QLabel()
            picture.setPixmap(_pixmap(mark))
            grid.addWidget(name, row, 0)
            grid.addWidget(picture, row, 1)
            group = QButtonGroup(self)
            for place, said in enumerate((PRESENT, ABSENT)):
                choice = QRadioButton(_(MARKS[said]))
                choice.setAccessibleName(f"{mark.student.name}: {_(MARKS[said])}")
                group.addButton(choice, place)
                grid.addWidget(choice, row, 2 + place)
            group.idClicked.connect(lambda _place: self._allow())
            self.choices.append(group)
        grid.setRowStretch(len(self._doubtful), 1)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        wanted = inside.sizeHint()
        area.setMinimumSize(min(wanted.width() + 32, WIDEST), min(wanted.height() + 8, HIGHEST))
        return area

    def _allow(self) -> None:
        self._sure.setEnabled(all(group.checkedId() >= 0 for group in self.choices))

    def _take(self) -> None:
        said = (PRESENT, ABSENT)
        chosen = (said[group.checkedId()] for group in self.choices)
        self.decided.emit(dict(zip((each.cell for each in self._doubtful), chosen, strict=True)))
        self.accept()


def _pixmap(mark: ScannedMark) -> QPixmap:
    picture = mark.picture
    height, width = picture.shape
    image = QImage(picture.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
    return QPixmap.fromImage(image)
