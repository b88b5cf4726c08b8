"""The question bank of a subject: its questions, the tickets made of them, the answers to printed tests."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.topics.ticket_papers import TicketsOf
from client.data.topics.tickets import KeptSet
from client.data.topics.topic_lists import Taught
from client.views.topics.bank.answers_tab import AnswersTab
from client.views.topics.bank.questions import QuestionsTab
from client.views.topics.bank.tickets_tab import TicketsTab
from client.views.topics.subject_chooser import SubjectChooser
from client.widgets.message_line import MessageLine
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

FACULTY = "hemis_faculty"


class QuestionBank(QWidget):
    """Teachers write and make tickets, the head approves, the dean's office prints what is approved."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Question bank")
        self.message, self.tabs = MessageLine(), QTabWidget()
        self.chooser = SubjectChooser(workplace, self)
        self.questions, self.answers = QuestionsTab(workplace), AnswersTab(workplace)
        self.tickets = TicketsTab(workplace, self.chooser_words)
        self._reads_bank = workplace.session.role != FACULTY
        self._build()
        self.chooser.begin()

    def chooser_words(self) -> TicketsOf:
        """Return what the chosen subject and its department are called."""
        return self.chooser.words()

    def reload(self) -> None:
        """Read what is shown anew."""
        self.tickets.reload()
        if self._reads_bank:
            self.questions.grid.reload()

    def may_close(self) -> bool:
        """Close when nothing is being saved."""
        return self.questions.grid.may_close() and self.answers.editor.may_close()

    def state(self) -> dict[str, Any]:
        self.questions.grid.editor.flush()
        self.answers.editor.flush()
        return {**self.chooser.state(), "tab": self.tabs.currentIndex()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the subject and the tab."""
        self.tabs.setCurrentIndex(min(state.get("tab", 0), self.tabs.count() - 1))
        self.chooser.restore(state)

    def _turn(self, taught: Taught) -> None:
        if self._reads_bank:
            self.questions.turn(taught)
        self.tickets.turn(taught)

    def _offer(self, found: list[KeptSet]) -> None:
        if self._reads_bank and (taught := self.chooser.taught()) is not None:
            self.answers.show_sets(taught, found)

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.chooser.put_into(bar, trainings=False)
        if self._reads_bank:
            self.tabs.addTab(self.questions, _("Questions"))
        self.tabs.addTab(self.tickets, _("Tickets and tests"))
        if self._reads_bank:
            self.tabs.addTab(self.answers, _("Answers to a test"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for part in (bar, self.message):
            layout.addWidget(part)
        layout.addWidget(self.tabs, 1)
        self.setFocusProxy(self.tabs)
        self.chooser.chosen.connect(self._turn)
        self.chooser.failed.connect(self.message.refuse)
        self.tickets.was_read.connect(self._offer)
