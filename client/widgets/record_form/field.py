"""One field of a form: label, mark, editor, the dot of a change and the sentence under it."""

from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from client.core.i18n import _
from client.core.theme import colours
from client.widgets.editors import Editor
from client.widgets.editors.editor import WIDEST
from client.widgets.formatting import shown
from client.widgets.record_form.columns import LABEL_WIDTH
from client.widgets.workplace import Workplace


class Field(QWidget):
    """Compares what is typed with what is stored."""

    changed = Signal()

    def __init__(self, workplace: Workplace, name: str, info: dict[str, Any], editor: Editor) -> None:
        super().__init__()
        self.name = name
        self.editor = editor
        self.writable = True
        self._workplace = workplace
        self._info = info
        self._stored: Any = None
        self._stored_text = ""
        self._label = QLabel()
        self._dot = QLabel("●")
        self._problem = QLabel()
        self._reading = QLabel()
        self._build()

    @property
    def required(self) -> bool:
        return not self._info.get("optional", True) and self._info.get("kind") != "flag"

    @property
    def label(self) -> str:
        return _(self._info.get("label") or self.name)

    def load(self, value: Any, text: str = "") -> None:
        """Show a stored value."""
        self._stored, self._stored_text = value, text
        self.editor.set_value(value, text)
        self._reading.setText(self._stored_shown())
        self._compare()
        self.complain("")

    def put(self, value: Any, text: str = "") -> None:
        """Show a value that is not stored: from a draft, a choice or another person."""
        self.editor.set_value(value, text)
        self._compare()

    def value(self) -> Any:
        return self.editor.value()

    @property
    def is_changed(self) -> bool:
        return self.writable and self.value() != self._stored

    def problem(self) -> str:
        """Return why the value cannot be stored, empty if it can."""
        if not self.writable:
            return ""
        if problem := self.editor.problem():
            return problem
        return _("This has to be filled in.") if self.required and self.value() is None else ""

    def complain(self, sentence: str) -> None:
        """Show a sentence under the field; an empty one removes it."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)

    def complaint(self) -> str:
        """Return the sentence under the field."""
        return self._problem.text()

    def allow(self, *, writable: bool) -> None:
        """Let the value be changed, or only read."""
        self.writable = writable
        self.editor.setVisible(writable)
        self._reading.setVisible(not writable)
        self.setFocusProxy(self.editor if writable else self._reading)
        star = f' <span style="color:{colours().bad}">*</span>' if self.required and writable else ""
        self._label.setText(f"{escape(self.label)}{star}")
        if star:
            self._label.setToolTip(_("Has to be filled in"))

    def _build(self) -> None:
        self._label.setProperty("rich", True)
        self._label.setFixedWidth(LABEL_WIDTH)
        self._label.setWordWrap(True)
        self._label.setBuddy(self.editor)
        self._label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._dot.setFixedWidth(12)
        self._dot.setStyleSheet(f"color: {colours().accent}")
        self._problem.setProperty("bad", True)
        self._problem.setWordWrap(True)
        self._problem.setContentsMargins(LABEL_WIDTH + 20, 0, 0, 0)
        self._problem.hide()
        self._reading.setWordWrap(True)
        self._reading.setTextFormat(Qt.TextFormat.PlainText)
        # A word without a blank may be long: it must not make the window wider.
        self._reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._reading.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._reading.setMinimumHeight(self.editor.sizeHint().height())
        self._reading.setMaximumWidth(WIDEST)
        self.editor.setAccessibleName(self.label)
        line = QHBoxLayout()
        line.setSpacing(4)
        for widget in (self._label, self._dot):
            line.addWidget(widget)
        line.addWidget(self.editor, 1)
        line.addWidget(self._reading, 1)
        line.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self._problem)
        self.setFocusProxy(self.editor)
        self.editor.changed.connect(self._edited)
        self.allow(writable=True)
        self._compare()

    def _edited(self) -> None:
        self.complain("")
        self._compare()
        self.changed.emit()

    def _compare(self) -> None:
        differs = self.is_changed
        self._dot.setText("●" if differs else "")
        self._dot.setToolTip(_("Was: {value}", value=self._stored_shown() or _("empty")) if differs else "")
        self._dot.setAccessibleName(_("changed") if differs else "")

    def _stored_shown(self) -> str:
        if self._stored_text:
            return self._stored_text
        return shown(self._stored, self._info.get("classifier") or "", self._workplace.catalogue)
