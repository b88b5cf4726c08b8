"""The texts of one diploma, both languages side by side, what is wrong under its field."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.latest import Latest
from client.data.diplomas import acts, texts
from client.data.diplomas.texts import LANGUAGE_NAMES, READ_AGAIN, Card, Change, cell
from client.data.records.sheet_saving import SheetOutcome
from client.views.diplomas.paper import show_content
from client.widgets.kept_input import InputDraft
from client.widgets.message_line import MessageLine
from client.widgets.sheet_editor.own_keys import OwnKeys
from client.widgets.staleness import Staleness
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.diplomas.content import FIELDS, LANGUAGES
from shared.diplomas.content import Field as TextField
from shared.models.diplomas import STATES

#: Longer texts have a field of several lines.
ONE_LINE, LINES = 128, 3
ACCEPT = Command(N_("Accept"), ("Ctrl+Return",), "check")
PREVIEW = Command(N_("What is printed"), ("Ctrl+P",), "print")
NEXT = Command(N_("Next finding"), ("F8",), "next")
OTHERS = N_("Somebody else has written here meanwhile: “{text}”. What you typed stays until you save it.")
Editor = QLineEdit | QPlainTextEdit


class TextsForm(QWidget):
    """What is typed is kept until it is saved; whoever may not write reads."""

    def __init__(self, workplace: Workplace, diploma_id: int) -> None:
        super().__init__()
        self.message, self.head, self.sums = MessageLine(), QLabel(), QLabel()
        self.editors: dict[str, Editor] = {}
        self.wrong: dict[str, QLabel] = {}
        self._workplace, self._id = workplace, diploma_id
        self._card: Card | None = None
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self.saving = actions.action(self, actions.SAVE, self.save)
        self.accepting = actions.action(self, ACCEPT, self.accept)
        self.next_ = actions.action(self, NEXT, self.next)
        self.preview = actions.action(self, PREVIEW, self.show_paper)
        OwnKeys(self, self.saving, self.preview)
        self._build()
        self._draft = InputDraft(workplace, f"diploma/{diploma_id}", self, **self.editors)
        self._outer.insertWidget(2, self._draft.line)
        self._begun = False
        self._staleness = Staleness(workplace.changes, READ_AGAIN, self)
        self._staleness.reload_wanted.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Read again; what was typed stays over it."""
        self._staleness.refreshed()
        self._latest.read(partial(texts.read_one, self._workplace.gateway, self._id), self._show)

    def save(self) -> None:
        """Store what was typed."""
        typed = self._typed()
        if self._card is None or not typed or not self.saving.isEnabled():
            return
        change = Change(self._card.texts, texts.by_language(typed))
        work = partial(texts.save, self._workplace.gateway, {self._id: change})
        self._workplace.tasks.run(self, work, self._saved, self.message.refuse)

    def accept(self) -> None:
        """Accept the diploma."""
        if self._typed():
            self.message.say(_("Save what is typed first (Ctrl+S)."))
            return
        work = partial(acts.accept, self._workplace.gateway, [self._id])
        self._workplace.tasks.run(self, work, self._accepted, self.message.refuse)

    def next(self) -> None:
        """Come to the next field in which something is wrong."""
        names = [name for name, label in self.wrong.items() if label.text()]
        order = list(self.wrong)
        now = next((order.index(name) for name, each in self.editors.items() if each.hasFocus()), -1)
        after = [name for name in names if order.index(name) > now]
        if names:
            self.editors[(after or names)[0]].setFocus()
        else:
            self.message.say(_("Nothing is wrong in the texts."))

    def show_paper(self) -> None:
        """Show what is printed."""
        show_content(self._workplace, self, self._id)

    def may_close(self) -> bool:
        return self._draft.may_close()

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addActions([self.saving, self.next_, self.accepting, self.preview])
        inside, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(8, 4, 8, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for place, language in enumerate(LANGUAGES, start=1):
            head = QLabel(_(LANGUAGE_NAMES[language]))
            head.setProperty("quiet", True)
            grid.addWidget(head, 0, place)
            grid.setColumnStretch(place, 1)
        for number, each in enumerate(FIELDS):
            self._add(grid, 1 + 2 * number, each)
        inside.setLayout(grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        layout = self._outer = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for label in (self.head, self.sums):
            label.setWordWrap(True)
            label.setContentsMargins(8, 0, 8, 2)
        for widget in (bar, self.message, self.head, self.sums):
            layout.addWidget(widget)
        layout.addWidget(area, 1)

    def _add(self, grid: QGridLayout, row: int, each: TextField) -> None:
        label = QLabel(_(each.label) + ("\u00a0*" if each.required else ""))
        label.setContentsMargins(0, 3, 0, 0)
        label.setWordWrap(True)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        for place, language in enumerate(LANGUAGES, start=1):
            name = cell(each.key, language)
            editor = _editor(each)
            editor.setAccessibleName(f"{_(each.label)} ({_(LANGUAGE_NAMES[language])})")
            wrong = QLabel()
            wrong.setWordWrap(True)
            wrong.setProperty("bad", True)
            wrong.setVisible(False)
            self.editors[name], self.wrong[name] = editor, wrong
            grid.addWidget(editor, row, place)
            grid.addWidget(wrong, row + 1, place)

    def _show(self, card: Card | None) -> None:
        if card is None:
            self.message.say(_("This diploma is not here any more."))
            return
        typed, former = (self._typed() if self._begun else {}), self._card
        self._card = card
        for name in typed:
            key, _line, language = name.rpartition("_")
            stored = card.texts.text(key, language)
            if former is not None and stored != former.texts.text(key, language):
                self.message.say(_(OTHERS, text=stored))
        may = card.is_draft and texts.may_write(self._workplace.gateway)
        for name, editor in self.editors.items():
            key, _line, language = name.rpartition("_")
            if name not in typed:
                _write(editor, card.texts.text(key, language))
            editor.setReadOnly(not may)
        if not self._begun:
            self._begun = True
            if may:
                self._draft.begin()
        self._tell(card, may=may)

    def _tell(self, card: Card, *, may: bool) -> None:
        for label in self.wrong.values():
            label.setText("")
        others = []
        for each in card.findings:
            if each.of_text:
                label = self.wrong[cell(each.field, each.language)]
                label.setText(" ".join(filter(None, (label.text(), each.told()))))
            else:
                others.append(each.told())
        for label in self.wrong.values():
            label.setVisible(bool(label.text()))
        renamed = _("The student is called {name} now.", name=card.renamed) if card.renamed else ""
        state = _(STATES[card.state])
        found = _("Findings: {count}", count=len(card.findings)) if card.findings else ""
        self.head.setText(
            "   ".join(filter(None, (card.texts.name, card.texts.group, state, found, renamed)))
        )
        self.sums.setText("   ".join((card.sums, *others)))
        self.saving.setEnabled(may)
        self.accepting.setEnabled(may)
        for action in (self.saving, self.accepting):
            action.setVisible(texts.may_write(self._workplace.gateway))
            action.setToolTip(
                "" if may else _("Only a draft is written. This diploma is “{state}”.", state=state)
            )

    def _typed(self) -> dict[str, str]:
        if self._card is None:
            return {}
        found = {}
        for name, editor in self.editors.items():
            key, _line, language = name.rpartition("_")
            text = _read(editor)
            if text != self._card.texts.text(key, language):
                found[name] = text
        return found

    def _saved(self, outcome: SheetOutcome) -> None:
        if outcome.troubles:
            self.message.refuse(outcome.troubles[0].error)
            return
        self._card = None
        self._draft.done()
        self.message.say(_("Saved."))
        self._begun = False
        self._workplace.changes.announce(*acts.RELATIONS)
        self.reload()

    def _accepted(self, count: int) -> None:
        self.message.say(_("Accepted: {count}", count=count))
        self._workplace.changes.announce(*acts.RELATIONS)
        self.reload()


def _editor(each: TextField) -> Editor:
    if each.longest <= ONE_LINE:
        line = QLineEdit()
        line.setMaxLength(each.longest)
        return line
    paragraph = QPlainTextEdit()
    paragraph.setTabChangesFocus(True)
    lines = LINES if each.longest > 2 * ONE_LINE else LINES - 1
    paragraph.setFixedHeight(paragraph.fontMetrics().height() * lines + 14)
    return paragraph


def _read(editor: Editor) -> str:
    text = editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
    return " ".join(text.split())


def _write(editor: Editor, text: str) -> None:
    if isinstance(editor, QLineEdit):
        editor.setText(text)
        editor.setCursorPosition(0)
    else:
        editor.setPlainText(text)
