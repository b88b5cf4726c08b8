"""A paper of the register as it was registered: looked at, printed again, declared void."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.core import actions
from client.core.i18n import _
from client.core.settings import workstation
from client.data.document_list import FORMS
from client.data.documents import papers
from client.data.documents.papers import Registered
from client.data.documents.registered import RegisteredPapers
from client.widgets.file_dialogs import FileDialogs
from client.widgets.message_line import MessageLine
from client.widgets.preview import Preview
from client.widgets.workplace import Workplace

#: The record before or after another in a list.
Neighbour = Callable[[int | None, int], int | None]


class Papers(QWidget):
    """Shows papers from their snapshots; printing them again is logged."""

    def __init__(
        self,
        workplace: Workplace,
        record_id: int | None = None,
        paper_ids: Sequence[int] = (),
        neighbour: Neighbour | None = None,
    ) -> None:
        super().__init__()
        self.title = _("Paper")
        self._workplace = workplace
        self._ids = tuple(paper_ids) if record_id is None else (record_id,)
        self._neighbour = neighbour
        self.message = MessageLine()
        self.preview = Preview(workplace.tasks, FileDialogs(workplace.settings))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.message)
        layout.addWidget(self.preview, 1)
        self.setFocusProxy(self.preview)
        self.preview.issued.connect(lambda: workplace.changes.announce("documents.printing"))
        if neighbour is not None:
            actions.action(self, actions.NEXT_RECORD, lambda: self.step(1))
            actions.action(self, actions.PREVIOUS_RECORD, lambda: self.step(-1))
        self.reload()

    def step(self, direction: int) -> None:
        """Show the paper before or after this one in the list it was opened from."""
        found = self._neighbour(self._ids[0], direction) if self._neighbour else None
        if found is not None:
            self._ids = (found,)
            self.reload()

    def reload(self) -> None:
        """Read the papers again."""
        work = partial(papers.read, self._workplace.gateway, self._ids)
        self._workplace.tasks.run(self, work, self._show, self.message.refuse)

    def _show(self, registered: list[Registered]) -> None:
        if not registered:
            self.message.say(_("This paper is not in the part of the register that your role reads."))
            return
        batch = RegisteredPapers.again(self._workplace.gateway, registered, workstation(), FORMS)
        self.title = batch.title
        self.setWindowTitle(batch.title)
        self.preview.show_papers(batch)
        if cancelled := [paper.stamp.register_number for paper in registered if paper.cancelled]:
            self.message.say(_("Cancelled, not to be handed out: {numbers}", numbers=", ".join(cancelled)))
