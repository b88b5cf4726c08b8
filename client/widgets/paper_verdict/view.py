"""Shows a verdict: the sign, the verdict, what to do, and the facts as a quiet form."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.core.icons import icon
from client.core.theme import colours
from client.widgets.paper_verdict.said import GOOD, Said

SIGN = 40


class VerdictView(QWidget):
    """Empty until something was checked."""

    def __init__(self) -> None:
        super().__init__()
        self.verdict = QLabel()
        self.advice = QLabel()
        self._sign = QLabel()
        self._facts = QFormLayout()
        said = QHBoxLayout()
        said.addWidget(self._sign)
        said.addWidget(self.verdict, 1)
        self.verdict.setProperty("title", True)
        for label in (self.verdict, self.advice):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(said)
        layout.addWidget(self.advice)
        layout.addLayout(self._facts)
        layout.addStretch(1)

    def show_said(self, said: Said) -> None:
        """Show a verdict in place of the former."""
        self.clear()
        self.verdict.setText(said.verdict)
        self.advice.setText(said.advice)
        colour = colours().good if said.sign == GOOD else colours().bad
        self._sign.setPixmap(icon(said.sign, QColor(colour)).pixmap(SIGN, SIGN))
        for label, value in said.facts:
            self._add(label, value)

    def clear(self) -> None:
        """Say nothing."""
        self.verdict.clear()
        self.advice.clear()
        self._sign.clear()
        while self._facts.rowCount():
            self._facts.removeRow(0)

    def _add(self, label: str, value: str) -> None:
        if not value:
            return
        name, text = QLabel(label), QLabel(value)
        name.setProperty("quiet", True)
        for each in (name, text):
            each.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts.addRow(name, text)
