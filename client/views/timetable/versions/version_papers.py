"""The papers of a version: groups, teachers, rooms or the whole faculty, to look at and print, or as Excel."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import LANGUAGES, N_, _, language
from client.core.icons import icon
from client.data.documents.printable import Printable
from client.data.timetable.documents import (
    GROUPS,
    ROOMS,
    TEACHERS,
    WHOLE,
    faculty_sheets,
    version_name,
    version_papers,
    weeks,
)
from client.data.timetable.paper_contents import VersionPlan
from client.views.timetable.papers import ChooseFile, save_file
from client.widgets.combo import Combo
from client.widgets.file_dialogs import FileDialogs
from client.widgets.message_line import MessageLine
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace
from reports.timetable import workbook

KINDS = (
    (GROUPS, N_("A page for each group")),
    (TEACHERS, N_("A page for each teacher")),
    (ROOMS, N_("A page for each room")),
    (WHOLE, N_("The whole faculty (A3)")),
)


class VersionPapers(QDialog):
    """Chooses what and in which language; the preview prints and saves."""

    def __init__(
        self,
        workplace: Workplace,
        version_id: int,
        parent: QWidget | None = None,
        choose: ChooseFile | None = None,
    ) -> None:
        super().__init__(parent)
        self._workplace, self._version_id = workplace, version_id
        self._choose = choose or FileDialogs(workplace.settings).to_save
        self._named = ""
        self.setWindowTitle(_("Papers of the timetable"))
        self.message = MessageLine()
        self.kinds = QButtonGroup(self)
        self.language = Combo()
        self._build()
        work = partial(faculty_sheets, workplace.gateway, version_id, language())
        workplace.tasks.run(self, work, self._tell_sheets, self.message.refuse)
        workplace.tasks.run(self, partial(version_name, workplace.gateway, version_id), self._name)

    def kind(self) -> str:
        return KINDS[self.kinds.checkedId()][0]

    def preview(self) -> None:
        """Show the papers in a tab."""
        kind, code = self.kind(), self.language.currentData()
        work = partial(version_papers, self._workplace.gateway, self._version_id, code, kind)
        self._workplace.tasks.run(self, work, self._present, self.message.refuse)

    def save_excel(self) -> None:
        """Save the same as Excel."""
        kind, code = self.kind(), self.language.currentData()
        title = _(dict(KINDS)[kind])
        name = self._choose(self, f"{_('Timetable')} {self._named} {title}.xlsx", "Excel (*.xlsx)")
        if not name:
            return

        def make() -> bytes:
            plan = VersionPlan(self._workplace.gateway, self._version_id, code)
            if kind == WHOLE:
                return workbook.faculty_workbook(plan.faculty_sheet())
            return workbook.workbook(weeks(plan, kind))

        save_file(self._workplace, self, name, make)

    def _name(self, named: str) -> None:
        self._named = named

    def _tell_sheets(self, count: int) -> None:
        """Say before anything is printed how much paper the whole faculty takes."""
        place = next(number for number, (kind, _title) in enumerate(KINDS) if kind == WHOLE)
        one, many = N_("The whole faculty on one sheet (A3)"), N_("The whole faculty on {count} sheets (A3)")
        self.kinds.button(place).setText(_(one) if count == 1 else _(many, count=count))

    def _present(self, papers: Printable) -> None:
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
