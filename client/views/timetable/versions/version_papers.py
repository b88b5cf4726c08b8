"""The papers of a version: groups, teachers, rooms or the whole faculty, to look at and print, or as Excel."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from client.core.errors import UserError
from client.core.i18n import LANGUAGES, N_, _, language
from client.core.icons import icon
from client.data.timetable.documents import Plan
from client.views.timetable.papers import (
    ChooseFile,
    PdfPaper,
    WeekPapers,
    choose_file,
    present,
    save_file,
)
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from reports.timetable import workbook
from reports.timetable.week import PrintedWeek, render_faculty

GROUPS, TEACHERS, ROOMS, WHOLE = "groups", "teachers", "rooms", "faculty"
KINDS = (
    (GROUPS, N_("A page for each group")),
    (TEACHERS, N_("A page for each teacher")),
    (ROOMS, N_("A page for each room")),
    (WHOLE, N_("The whole faculty on one sheet (A3)")),
)
EMPTY = N_("This version has no lessons yet that stand in the week.")


class VersionPapers(QDialog):
    """Chooses what and in which language; the preview prints and saves."""

    def __init__(
        self,
        workplace: Workplace,
        version_id: int,
        parent: QWidget | None = None,
        choose: ChooseFile = choose_file,
    ) -> None:
        super().__init__(parent)
        self._workplace, self._version_id, self._choose = workplace, version_id, choose
        self.setWindowTitle(_("Papers of the timetable"))
        self.message = MessageLine()
        self.kinds = QButtonGroup(self)
        self.language = QComboBox()
        self._build()

    def kind(self) -> str:
        return KINDS[self.kinds.checkedId()][0]

    def preview(self) -> None:
        """Show the papers in a tab."""
        kind, code = self.kind(), self.language.currentData()
        work = partial(self._papers, kind, code)
        self._workplace.tasks.run(self, work, self._present, self.message.refuse)

    def save_excel(self) -> None:
        """Save the same as Excel."""
        kind, code = self.kind(), self.language.currentData()
        title = _(dict(KINDS)[kind])
        name = self._choose(self, f"{title}.xlsx", "Excel (*.xlsx)")
        if not name:
            return

        def make() -> bytes:
            plan = self._plan(code)
            if kind == WHOLE:
                return workbook.faculty_workbook(plan.faculty_sheet())
            return workbook.workbook(_weeks(plan, kind))

        save_file(self._workplace, self, name, make)

    def _plan(self, code: str) -> Plan:
        return Plan(self._workplace.gateway, self._version_id, code)

    def _papers(self, kind: str, code: str) -> WeekPapers | PdfPaper:
        plan = self._plan(code)
        if kind == WHOLE:
            sheet = plan.faculty_sheet()
            return PdfPaper(render_faculty(sheet), sheet.head.faculty, sheet.head.facts())
        return WeekPapers(_weeks(plan, kind), plan.head.version)

    def _present(self, papers: WeekPapers | PdfPaper) -> None:
        present(self._workplace, papers)
        self.accept()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        for number, (_kind, title) in enumerate(KINDS):
            radio = QRadioButton(_(title))
            radio.setChecked(number == 0)
            self.kinds.addButton(radio, number)
            layout.addWidget(radio)
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(language()))
        form = QFormLayout()
        form.addRow(_("Language of papers"), self.language)
        layout.addLayout(form)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.reject)
        acts: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("print", _("Print preview"), self.preview),
            ("export", _("Excel"), self.save_excel),
        )
        for meaning, text, act in acts:
            button = QPushButton(icon(meaning), text)
            button.clicked.connect(act)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        layout.addWidget(buttons)


def _weeks(plan: Plan, kind: str) -> tuple[PrintedWeek, ...]:
    weeks = {GROUPS: plan.group_weeks, TEACHERS: plan.teacher_weeks, ROOMS: plan.room_weeks}[kind]()
    if not weeks:
        raise UserError(EMPTY)
    return weeks
