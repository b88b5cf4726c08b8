"""A new layout: what it is called, for which blanks it is, and how large their paper is."""

from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from client.core.errors import HemisError, UserError
from client.core.i18n import N_, _
from client.data.layouts import versions
from client.views.layouts.millimetres import Millimetres
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.layouts.file import LayoutFile
from shared.layouts.layout import LONGEST, SHORTEST, Layout
from shared.models.blanks import CATEGORIES, DIPLOMA, FORMS

LETTERS = 56
TYPES = "h_education_type"
NAMELESS = N_("Write what the layout is called.")


class NewLayoutDialog(QDialog):
    """Stays open while the layout is refused; then its editor opens."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New layout"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace = workplace
        self.message, self.name = MessageLine(), QLineEdit()
        self.form, self.education, self.category = Combo(), Combo(), Combo()
        self.width_mm, self.height_mm = (
            Millimetres(SHORTEST, LONGEST, Decimal(297)),
            Millimetres(SHORTEST, LONGEST, Decimal(210)),
        )
        self.name.setMaxLength(128)
        for key, label in FORMS.items():
            self.form.addItem(_(label), key)
        for box, offered in ((self.education, {}), (self.category, CATEGORIES)):
            box.addItem(_("Any"), "")
            for key, label in offered.items():
                box.addItem(_(label), key)
        self.buttons = ActButtons(self, workplace.tasks, _("Open the editor"), self.do)
        self._build()
        workplace.tasks.run(
            self, partial(workplace.catalogue.ensure, [TYPES]), self._offer, self.message.refuse
        )

    def do(self) -> None:
        """Make the layout; the dialog closes when the server has accepted it."""
        name = " ".join(self.name.text().split())
        if not name:
            self._refused(UserError(NAMELESS))
            return
        given = LayoutFile(
            name,
            self.form.currentData() or DIPLOMA,
            Layout(self.width_mm.decimal(), self.height_mm.decimal()),
            self.education.currentData() or None,
            self.category.currentData() or None,
        )
        self.buttons.ask(partial(versions.begin, self._workplace.gateway, given), self._done, self._refused)

    def _build(self) -> None:
        lines = QFormLayout()
        for label, field in (
            (_("Name"), self.name),
            (_("What is printed on it"), self.form),
            (_("Education type"), self.education),
            (_("Diploma category"), self.category),
            (_("Width of the page, mm"), self.width_mm),
            (_("Height of the page, mm"), self.height_mm),
        ):
            field.setAccessibleName(label)
            lines.addRow(label, field)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(lines)
        layout.addWidget(self.buttons)
        self.draft = keep_dialog(
            self._workplace, self, "layouts/new", name=self.name, form=self.form, category=self.category,
            width=self.width_mm.kept(), height=self.height_mm.kept(),
        )  # fmt: skip
        self.draft.begin()
        self.finished.connect(self.deleteLater)

    def _offer(self, _nothing: None) -> None:
        for each in self._workplace.catalogue.items(TYPES):
            if each.active:
                self.education.addItem(each.label, each.code)

    def _done(self, made: int) -> None:
        self.accept()
        self._workplace.changes.announce(*versions.RELATIONS)
        self._workplace.navigator.open("layout-editor", record_id=made)

    def _refused(self, error: HemisError) -> None:
        self.message.refuse(error)
        self.name.setFocus()
