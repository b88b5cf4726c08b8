"""A question before an act on diplomas: what it is told, and nothing is lost while it is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from client.core import clock
from client.core.i18n import _
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

LETTERS = 66
LONGEST = 256


@dataclass(frozen=True)
class Text:
    """A line to be written."""

    name: str
    label: str
    #: What stands in it while nothing is written.
    hint: str = ""


@dataclass(frozen=True)
class Day:
    """A day, today unless another is chosen."""

    name: str
    label: str


@dataclass(frozen=True)
class Choice:
    """One of several: code and words."""

    name: str
    label: str
    items: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """What is asked, and what is done with the answers; `work` touches no widget."""

    key: str
    title: str
    words: str
    fields: tuple[Text | Day | Choice, ...]
    work: Callable[[Mapping[str, Any]], object]
    done: Callable[[Any], object]


class ActDialog(QDialog):
    """Stays open while the act is refused; what was typed is kept."""

    def __init__(self, workplace: Workplace, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(question.title)
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._question = question
        self.message = MessageLine()
        self.fields: dict[str, QLineEdit | DayEdit | Combo] = {}
        words, lines = QLabel(question.words), QFormLayout()
        words.setWordWrap(True)
        for each in question.fields:
            made = _field(each)
            made.setAccessibleName(_(each.label))
            self.fields[each.name] = made
            lines.addRow(_(each.label), made)
        self.buttons = ActButtons(self, workplace.tasks, question.title, self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addWidget(words)
        layout.addLayout(lines)
        layout.addWidget(self.buttons)
        keep_dialog(workplace, self, f"diplomas/{question.key}", **self.fields).begin()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Do it; the dialog closes when the server has accepted it."""
        work = partial(self._question.work, self._given())
        self.buttons.ask(work, self._done, self.message.refuse)

    def _given(self) -> dict[str, str | date]:
        return {name: _value(each) for name, each in self.fields.items()}

    def _done(self, answer: object) -> None:
        self.accept()
        self._question.done(answer)


def _field(each: Text | Day | Choice) -> QLineEdit | DayEdit | Combo:
    if isinstance(each, Day):
        return DayEdit(clock.today())
    if isinstance(each, Choice):
        box = Combo()
        for code, words in each.items.items():
            box.addItem(_(words), code)
        return box
    line = QLineEdit()
    line.setMaxLength(LONGEST)
    line.setPlaceholderText(_(each.hint) if each.hint else "")
    return line


def _value(widget: QLineEdit | DayEdit | Combo) -> Any:
    if isinstance(widget, DayEdit):
        return widget.day()
    return widget.currentData() if isinstance(widget, Combo) else widget.text().strip()
