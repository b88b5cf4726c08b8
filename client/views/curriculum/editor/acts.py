"""What can be done with a whole plan: print, Excel, copy, compare, accept and reopen."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QMessageBox, QToolButton, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import LANGUAGES, N_, _, language
from client.core.icons import icon
from client.data.curriculum import acts, documents
from client.data.curriculum.acts import Breach
from client.data.curriculum.plan import CurriculumPlan
from client.views.curriculum.editor.copying import CopyDialog
from client.views.curriculum.editor.excel import ask_file_to_read, ask_file_to_write
from client.views.curriculum.editor.plan_sheet import PlanSheet
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.preview.printout import present
from client.widgets.tool_bar import ToolBar

ACCEPT = Command(N_("Accept the plan"), (), "check")
REOPEN = Command(N_("Reopen the plan"), (), "unlock")
PRINT_PLAN = Command(N_("The whole plan"), ("Ctrl+P",), "print")
WRITE_EXCEL = Command(N_("Save as Excel"), ("Ctrl+E",), "export")
READ_EXCEL = Command(N_("Read from Excel"), (), "import")
COPY_PLAN = Command(N_("Copy for another year"), (), "copy")
COMPARE = Command(N_("Compare with another plan"), (), "compare")
ACCEPTS = "hemis_academic_office"
#: Sentences that fit into a question; the strip shows all of them.
TOLD = 12


class PlanActs:
    """The buttons at the right of the editor's bar."""

    def __init__(self, editor: PlanSheet, curriculum_id: int, window: QWidget) -> None:
        self._editor, self._curriculum_id, self._window = editor, curriculum_id, window
        self._paper_language: str = "uz" if language() == "en" else language()
        self._years = QMenu(window)
        self._read_excel = actions.action(window, READ_EXCEL, self.read_excel)
        self._copy = actions.action(window, COPY_PLAN, self.copy)
        self._accept = actions.action(window, ACCEPT, self.accept)
        self._reopen = actions.action(window, REOPEN, self.reopen)

    def offer(self, bar: ToolBar) -> None:
        """Put the buttons onto the bar."""
        window = self._window
        bar.addSeparator()
        self._fill_print_menu()
        printing = bar.addWidget(_button(_("Print"), "print", self._years))
        excel = QMenu(window)
        excel.addAction(actions.action(window, WRITE_EXCEL, self.write_excel))
        excel.addAction(self._read_excel)
        bar.addWidget(_button(_("Excel"), "export", excel))
        more = QMenu(window)
        more.addAction(actions.action(window, COMPARE, self.compare))
        more.addAction(self._copy)
        bar.addWidget(_button(_("More"), "more", more))
        bar.addAction(self._accept)
        bar.addAction(self._reopen)
        bar.keep(printing, self._accept, self._reopen)

    def show_plan(self, plan: CurriculumPlan) -> None:
        """Offer what the plan's state and the role let one do."""
        accepted = plan.head.accepted_at is not None
        decides = self._editor.workplace.session.role == ACCEPTS
        self._accept.setVisible(decides and not accepted)
        self._reopen.setVisible(decides and accepted)
        self._read_excel.setVisible(self._editor.may_save)
        self._copy.setVisible(decides or self._editor.workplace.session.role == "hemis_faculty")

    def accept(self) -> None:
        """Say what is off, ask, and lock the plan."""
        editor = self._editor
        if editor.sheet is None:
            return
        if editor.typed():
            editor.message.say(_("Save what you typed first: only what is stored can be accepted."))
            return
        work = partial(acts.breaches, editor.workplace.gateway, self._curriculum_id)
        editor.workplace.tasks.run(editor, work, self._ask_to_accept, editor.message.refuse)

    def reopen(self) -> None:
        """Ask for the reason and unlock the plan."""
        editor = self._editor
        question = _("Why is the plan reopened? The history keeps the reason.")
        work = partial(acts.reopen, editor.workplace.gateway, self._curriculum_id)
        done = partial(self._decided, _("Reopened."))
        key = f"reopen-plan/{self._curriculum_id}"
        ReasonDialog(editor.workplace, ReasonedAct(key, _(REOPEN.title), question, work, done), editor).open()

    def print_plan(self, year_of_study: int | None = None) -> None:
        """Show the plan as a paper, or the working plan of one year of study."""
        editor = self._editor
        work = partial(
            documents.papers,
            editor.workplace.gateway,
            self._curriculum_id,
            self._paper_language,
            year_of_study,
        )
        editor.workplace.tasks.run(editor, work, partial(present, editor.workplace), editor.message.refuse)

    def write_excel(self) -> None:
        """Ask for a file and write the grid as it stands."""
        if self._editor.sheet is not None:
            ask_file_to_write(self._editor)

    def read_excel(self) -> None:
        """Ask for a file and show what it would change."""
        if self._editor.sheet is not None:
            ask_file_to_read(self._editor)

    def copy(self) -> None:
        """Ask for whom, and make a plan like this one."""
        if self._editor.sheet is not None:
            CopyDialog(self._editor.workplace, self._editor.sheet.plan, self._editor).open()

    def compare(self) -> None:
        """Open the window that shows two plans side by side."""
        self._editor.workplace.navigator.open("curriculum-compare", first=self._curriculum_id)

    def _ask_to_accept(self, found: list[Breach]) -> None:
        editor = self._editor
        assert editor.sheet is not None  # noqa: S101 - it is asked from a grid
        serious = [each for each in found if each.serious]
        box = QMessageBox(editor)
        box.setWindowTitle(_(ACCEPT.title))
        name = editor.sheet.plan.head.title
        if serious:
            box.setIcon(QMessageBox.Icon.Warning)
            box.setText(_("“{plan}” cannot be accepted yet.", plan=name))
        else:
            text = N_("Accept “{plan}”? Its semesters, weeks and subjects are locked from then on.")
            box.setText(_(text, plan=name))
            yes = box.addButton(_(ACCEPT.title), QMessageBox.ButtonRole.AcceptRole)
            work = partial(acts.accept, editor.workplace.gateway, self._curriculum_id)
            yes.clicked.connect(partial(self._decide, work, _("Accepted and locked.")))
        box.setInformativeText(_told(serious or found))
        box.addButton(QMessageBox.StandardButton.Close if serious else QMessageBox.StandardButton.Cancel)
        box.finished.connect(box.deleteLater)
        box.open()

    def _decide(self, work: Callable[[], object], sentence: str) -> None:
        editor = self._editor
        done = partial(self._decided, sentence)
        editor.workplace.tasks.run(editor, work, done, editor.message.refuse)

    def _decided(self, sentence: str, _answer: object = None) -> None:
        self._editor.changed()
        self._editor.message.say(sentence)

    def _fill_print_menu(self) -> None:
        menu, window = self._years, self._window
        menu.addAction(actions.action(window, PRINT_PLAN, self.print_plan))
        for year in range(1, 7):
            menu.addAction(_("Working plan of year {year}", year=year), partial(self.print_plan, year))
        menu.addSeparator()
        group = QActionGroup(menu)
        for code, name in LANGUAGES.items():
            if code != "en":
                made = menu.addAction(name)
                made.setCheckable(True)
                made.setChecked(code == self._paper_language)
                made.triggered.connect(partial(self._choose_language, str(code)))
                group.addAction(made)
        menu.aboutToShow.connect(self._offer_years)

    def _offer_years(self) -> None:
        """Hide the years of study that the plan does not reach."""
        if self._editor.sheet is None:
            return
        years = -(-self._editor.sheet.plan.head.semesters // 2)
        for year, made in enumerate(self._years.actions()[1:7], start=1):
            made.setVisible(year <= years)

    def _choose_language(self, code: str) -> None:
        self._paper_language = code


def _told(found: list[Breach]) -> str:
    """Return the first sentences, and how many there are beside them."""
    if not found:
        return ""
    head = N_("This has to be set right:") if found[0].serious else N_("Worth a look:")
    more = [_("… and {count} more.", count=len(found) - TOLD)] if len(found) > TOLD else []
    return "\n".join((_(head), *(f"• {each.text()}" for each in found[:TOLD]), *more))


def _button(text: str, meaning: str, menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setIcon(icon(meaning))
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolButtonStyle(button.toolButtonStyle().ToolButtonTextBesideIcon)
    return button
