"""Choosing a new password: typed twice, judged while typing, never sent - only its verifier is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.core.theme import colours
from shared.passwords import SHORTEST, strength, weakness

WORDS = (N_("weak"), N_("fair"), N_("good"), N_("strong"))


class NewPasswordForm(QWidget):
    """Two fields and a meter; `password()` is empty until both agree and the choice is allowed."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, login: str) -> None:
        super().__init__()
        self._login = login
        self.first = _secret(_("New password"))
        self.second = _secret(_("New password again"))
        self.meter = QProgressBar()
        self.word = QLabel()
        self.told = QLabel()
        self._build()
        self._judge()

    def password(self) -> str:
        """Return the chosen password, empty while something is wrong with it."""
        return "" if self._fault() else self.first.text()

    def clear(self) -> None:
        self.first.clear()
        self.second.clear()

    def _build(self) -> None:
        self.meter.setRange(0, len(WORDS))
        self.meter.setAccessibleName(_("Strength of the password"))
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(self.told.fontMetrics().height() * 2)
        self.meter.setTextVisible(False)
        self.meter.setFixedHeight(8)
        judged = QHBoxLayout()
        judged.addWidget(self.meter, 1)
        judged.addWidget(self.word)
        self.word.setMinimumWidth(self.word.fontMetrics().averageCharWidth() * 12)
        form = QFormLayout()
        form.addRow(_("New password"), self.first)
        form.addRow(_("Strength"), judged)
        form.addRow(_("New password again"), self.second)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addWidget(self.told)
        self.first.textChanged.connect(self._judge)
        self.second.textChanged.connect(self._judge)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._submit)

    def _fault(self) -> str:
        """Return what keeps the password from being chosen, as a message id."""
        typed = self.first.text()
        if fault := weakness(typed, self._login):
            return fault
        return "" if self.second.text() == typed else N_("The two passwords are not the same yet.")

    def _judge(self) -> None:
        typed = self.first.text()
        level = strength(typed) if len(typed) >= SHORTEST else 0
        c = colours()
        colour = (c.bad, c.warning, c.good, c.good)[level]
        self.meter.setValue(level + 1 if typed else 0)
        self.word.setText(_(WORDS[level]) if typed else "")
        self.meter.setStyleSheet(f"QProgressBar::chunk {{ background: {colour}; }}")
        self.told.setText(_(self._fault()) if typed else _("At least 10 characters. Several words are best."))
        self.changed.emit()

    def _submit(self) -> None:
        if self.password():
            self.submitted.emit()


def _secret(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line
