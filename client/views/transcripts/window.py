"""A window of papers: students with their record in numbers, whether their paper was issued, and the record below."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import LANGUAGES, N_, _
from client.core.latest import Latest
from client.data.documents.document import RegisteredForm
from client.data.movement import papers as movement
from client.data.movement.registered import CERTIFICATE_FORM
from client.data.server.gateway import Gateway
from client.data.transcripts import holders, papers
from client.data.transcripts.documents import STUDY_CARD_FORM, TRANSCRIPT_FORM, Read
from client.data.transcripts.holders import COURSES, OF_CERTIFICATES, STANDINGS, STATUSES, WAITS, Holder
from client.views.transcripts.papers import show
from client.widgets.combo import Combo
from client.widgets.line_table import LineTable
from client.widgets.panels.papers import PapersPanel
from client.widgets.staleness import Staleness
from client.widgets.standings_window import StandingsWindow
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from reports.common.table import Table

PRINT = Command(N_("Print the papers"), ("Ctrl+P",), "print")
LIST = Command(N_("Print the list"), ("Ctrl+Shift+P",), "print")
RELATIONS = ("documents.paper", "grades.record", "students.student")
LETTERS = (26, 13, 8, 8, 16, 8, 8, 7, 6, 20, 15, 11)
OF_CERTIFICATE = (24, 13, 8, 8, 15, 20, 7, 8, 7, 6, 18, 15, 11)


@dataclass(frozen=True)
class Kind:
    """Which papers a window is about."""

    title: str
    nobody: str
    form: RegisteredForm
    read: Read
    holders: Callable[[Gateway, int], list[Holder]]
    standings: Mapping[str, str]


TRANSCRIPTS = Kind(
    N_("Transcript"), N_("This faculty has no students."), TRANSCRIPT_FORM, papers.transcripts,
    lambda gateway, faculty: holders.holders(gateway, TRANSCRIPT_FORM.kind.code, faculty), STANDINGS,
)  # fmt: skip
STUDY_CARDS = Kind(
    N_("Study card"), N_("This faculty has no students."), STUDY_CARD_FORM, papers.study_cards,
    lambda gateway, faculty: holders.holders(gateway, STUDY_CARD_FORM.kind.code, faculty), STANDINGS,
)  # fmt: skip
CERTIFICATES = Kind(
    N_("Acad. certificate"),
    N_("Nobody of this faculty has left without a diploma, is on leave or is being transferred."),
    CERTIFICATE_FORM, movement.certificates, holders.certified, OF_CERTIFICATES,
)  # fmt: skip


class PapersWindow(StandingsWindow[Holder]):
    """Papers are made of the chosen rows; below, the record of the student of the cursor and all of its papers."""

    PRINT_LIST: ClassVar[Command] = LIST

    def __init__(self, workplace: Workplace, kind: Kind) -> None:
        super().__init__(workplace, _(kind.title), kind.standings, _("Paper"), _(kind.nobody))
        self._kind = kind
        self._details = Latest(workplace.tasks, self, self.message.refuse)
        #: More fields than one line has room for.
        self.narrow = ToolBar()
        self.course = self.narrow_by("course", _("All years of study"), _("Year of study"))
        self.group = self.narrow_by("group", _("All groups"), _("Group"))
        self.written = Combo()
        self.record = LineTable(
            _("Academic record"), holders.RECORD_COLUMNS, holders.RECORD_NUMBERS, grows=(1,)
        )
        self.papers = PapersPanel(workplace)
        self._build()
        self._staleness = Staleness(workplace.changes, RELATIONS, self)
        self._staleness.reload_wanted.connect(self.reload)
        self.begin()

    def reload(self) -> None:
        if not self.faculty.count():
            return
        gateway, catalogue, faculty = (
            self._workplace.gateway,
            self._workplace.catalogue,
            self.faculty.currentData(),
        )

        def work() -> list[Holder]:
            catalogue.ensure((COURSES, STATUSES))
            return self._kind.holders(gateway, faculty)

        self._staleness.refreshed()
        self.read(work, self._take)

    def state(self) -> dict[str, Any]:
        return {**super().state(), "written": self.written.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to what was looked for, in the language that was chosen."""
        super().restore(state)
        self.written.setCurrentIndex(max(0, self.written.findData(state.get("written"))))

    def print_papers(self) -> None:
        """Show the papers of the chosen students as drafts; they are registered when they are printed or saved."""
        workplace, chosen = self._workplace, [each.student_id for each in self.chosen()]
        language, executor = self.written.currentData(), workplace.session.person.name
        work = partial(self._kind.read, workplace.gateway, chosen, language, executor)
        show(workplace, self, self._kind.form, work, self.message.refuse)

    def _build(self) -> None:
        self.written.setAccessibleName(_("Language of the papers"))
        self.written.setToolTip(_("Language of the papers"))
        for code in self._kind.form.kind.languages:
            self.written.addItem(LANGUAGES[code], code)
        self.written.setCurrentIndex(max(0, self.written.findData(self._kind.form.written)))
        self.print_ = actions.action(self, PRINT, self.print_papers)
        self.bar.addAction(self.print_)
        self.bar.addWidget(self.written)
        self.bar.keep(self.print_)
        self.table.selected.connect(self._allow)
        self.table.moved.connect(lambda _row: self._ask_details())
        self.lay_out(self.faculty, beside=self._parts())
        choices: tuple[QWidget, ...] = (self.course, self.group, self.standing, self.words)
        for each in choices:
            self.narrow.addWidget(each)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - of the window of readings
        layout.insertWidget(1, self.narrow)

    def _parts(self) -> QSplitter:
        below = QSplitter()
        below.setChildrenCollapsible(False)
        below.addWidget(self.record)
        below.addWidget(self.papers)
        below.setSizes([800, 500])
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(below)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        return parts

    def _take(self, found: list[Holder]) -> None:
        label = self._workplace.catalogue.label
        courses = dict.fromkeys(sorted(each.course for each in found))
        self.offer_in("course", [(each, label(COURSES, each)) for each in courses])
        self.offer_in("group", [(each, each) for each in dict.fromkeys(h.group for h in found) if each])
        super()._take(found)

    def _narrowed(self, found: list[Holder]) -> list[Holder]:
        course, group = self.course.currentData(), self.group.currentData()
        return [each for each in found if course in ("", each.course) and group in ("", each.group)]

    def _made(self, shown: list[Holder]) -> tuple[Table, Sequence[int], Sequence[int]]:
        of_leaving = self._kind is CERTIFICATES
        made = holders.as_table(shown, self._workplace.catalogue, self.title, certificates=of_leaving)
        return made, OF_CERTIFICATE if of_leaving else LETTERS, (0,)

    def _filtered(self) -> None:
        self._allow()
        self._ask_details()

    def _ask_details(self) -> None:
        student, gateway = self.current(), self._workplace.gateway
        self.papers.show_record("students.student", student)
        if student is None:
            self.record.show_lines(())
        else:
            self._details.read(lambda: holders.record(gateway, student), self.record.show_lines)

    def _allow(self) -> None:
        """Of those who wait for their leaving no paper is made: it says with which order they left."""
        chosen = self.chosen()
        self.print_.setEnabled(bool(chosen) and any(each.standing != WAITS for each in chosen))
        why = (
            _("Choose students first.")
            if not chosen
            else _("They get the certificate when an order lets them go.")
        )
        self.print_.setToolTip("" if self.print_.isEnabled() else why)


def transcripts(workplace: Workplace) -> PapersWindow:
    """The window of transcripts."""
    return PapersWindow(workplace, TRANSCRIPTS)


def study_cards(workplace: Workplace) -> PapersWindow:
    """The window of study cards."""
    return PapersWindow(workplace, STUDY_CARDS)


def certificates(workplace: Workplace) -> PapersWindow:
    """The window of academic certificates."""
    return PapersWindow(workplace, CERTIFICATES)
