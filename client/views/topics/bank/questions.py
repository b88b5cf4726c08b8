"""The questions of a subject in a grid; a block from Excel makes the rows it needs, a picture is chosen for a row."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.records import saving
from client.data.records.grid_rows import StoredGridRow
from client.data.topics import topic_lists
from client.data.topics.topic_lists import Taught
from client.widgets.cell_grid import Choices, Flags, Numbers, Records, Texts
from client.widgets.cell_grid.cells import CellKind
from client.widgets.file_dialogs import FileDialogs
from client.widgets.record_grid import RecordGrid
from client.widgets.workplace import Workplace
from shared.models.topics import QUESTION_KINDS, Question

COLUMNS = (
    "topic_id", "kind", "body", "weight", "difficulty", "answer_a", "answer_b", "answer_c", "answer_d", "right_answer",
    "key", "active",
)  # fmt: skip
PICTURE = Command(N_("Picture of the question …"), (), "photo")
LARGEST = int(Question.__table__.columns["picture"].info["limit"])
TEACHER = "hemis_teacher"


class QuestionsTab(QWidget):
    """The bank; who does not teach the subject looks."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.grid = RecordGrid(workplace, Question, COLUMNS)
        self._workplace = workplace
        self._taught: Taught | None = None
        self._picture = actions.action(self, PICTURE, self.ask_picture)
        self._picture.setVisible(workplace.session.role == TEACHER)
        self.grid.add_act(self._picture)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.grid)
        self.setFocusProxy(self.grid)

    def turn(self, taught: Taught) -> None:
        """Show the bank of a subject; the topics to choose from are read first."""
        if self._taught is not None and _subject(self._taught) == _subject(taught):
            return
        self._taught = taught
        work = partial(topic_lists.all_topics, self._workplace.gateway, taught)
        self._workplace.tasks.run(self, work, self._open, self.grid.message.refuse)

    def ask_picture(self) -> None:
        """Ask for a picture for the question of the cursor and store it."""
        row = self._row()
        if row is None:
            self.grid.message.say(_("Save the question first, then choose its picture."))
            return
        name = FileDialogs(self._workplace.settings).to_open(
            self, _("Picture"), "JPEG, PNG (*.jpg *.jpeg *.png)"
        )
        if name:
            work = partial(self._store_picture, row, Path(name))
            self._workplace.tasks.run(self, work, lambda _version: self._stored(), self.grid.message.refuse)

    def _store_picture(self, row: StoredGridRow, path: Path) -> int:
        content = path.read_bytes()
        if len(content) > LARGEST:
            raise UserError(N_("“{file}” is larger than 2 MB. Save it smaller."), file=path.name)
        return saving.update(self._workplace.gateway, Question, row.id, row.version, {"picture": content})

    def _stored(self) -> None:
        self.grid.editor.changed()
        self.grid.message.say(_("The picture is stored with the question."))

    def _row(self) -> StoredGridRow | None:
        grid = self.grid.grid
        cell = grid.cursor_cell() if grid is not None else None
        return grid.stored.get(cell[0]) if grid is not None and cell is not None else None

    def _open(self, topics: list[tuple[int, str, int, str]]) -> None:
        if self._taught is None:
            return
        label = partial(self._workplace.catalogue.label, "h_training_type")
        records = Records(
            (number, f"{label(training)} {place}. {name}", f"{training}-{place}")
            for number, training, place, name in topics
        )
        among = {"subject_id": self._taught.subject_id, "department_id": self._taught.department_id}
        words = Choices(tuple((code, _(word)) for code, word in QUESTION_KINDS.items()))
        kinds: dict[str, tuple[CellKind, int]] = {
            "topic_id": (records, 34),
            "kind": (words, 16),
            "body": (Texts(2000), 60),
            "weight": (Numbers(0, 999, 2), 8),
            "difficulty": (Numbers(1, 5), 8),
            "right_answer": (Texts(1), 7),
            "key": (Texts(2000), 40),
            "active": (Flags(), 8),
        }
        answers = dict.fromkeys(("answer_a", "answer_b", "answer_c", "answer_d"), (Texts(500), 24))
        self.grid.turn(among, {**kinds, **answers})


def _subject(taught: Taught) -> tuple[int, int]:
    return taught.subject_id, taught.department_id
