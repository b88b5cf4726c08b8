"""Why can this person see this record, or why not: the answer of the live rules."""

from functools import partial

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from client.core.i18n import _
from client.core.icons import icon
from client.core.roles import ROLES
from client.data.system.accounts import Explanation, explain
from client.widgets.combo import Combo
from client.widgets.editors import Lookup
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.everything import BY_RELATION
from shared.models.record import Record
from shared.models.security import Account
from shared.names import sort_key

LARGEST = 2_000_000_000


class Explain(QWidget):
    """Asks for a person, a role, a table and the number of a record; shows the reasons and the rule itself."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Why is a record seen or not")
        self._workplace = workplace
        self.login = Lookup(workplace, Account)
        self.role = Combo()
        self.relation = Combo()
        self.number = QLineEdit()
        self.ask = QPushButton(icon("why"), _("Ask"))
        self.message = MessageLine()
        self.verdict = QLabel()
        self.reasons = QLabel()
        self._build()

    def state(self) -> dict[str, object]:
        return {
            "role": self.role.currentData(),
            "relation": self.relation.currentData(),
            "number": self.number.text(),
        }

    def restore(self, state: dict[str, object]) -> None:
        """Come back to what was asked."""
        self.role.setCurrentIndex(max(0, self.role.findData(state.get("role"))))
        self.relation.setCurrentIndex(max(0, self.relation.findData(state.get("relation"))))
        self.number.setText(str(state.get("number") or ""))

    def _build(self) -> None:
        for role, title in ROLES.items():
            self.role.addItem(_(title), role)
        tables = {
            name: _(model.label)
            for name, model in BY_RELATION.items()
            if model.label and issubclass(model, Record)
        }
        for relation, title in sorted(tables.items(), key=lambda pair: sort_key(pair[1])):
            self.relation.addItem(title, relation)
        self.number.setValidator(QIntValidator(1, LARGEST, self))
        self.number.setMaximumWidth(letters_wide(self.number, 34))
        self.number.setPlaceholderText(_("as the change journal shows it"))
        self.verdict.setProperty("title", True)
        for label in (self.verdict, self.reasons):
            label.setWordWrap(True)
        form = QFormLayout()
        form.addRow(_("Person"), self.login)
        form.addRow(_("Role"), self.role)
        form.addRow(_("Table"), self.relation)
        form.addRow(_("Number of the record"), self.number)
        self.ask.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        form.addRow("", self.ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.verdict)
        layout.addWidget(self.reasons)
        layout.addStretch(1)
        self.ask.clicked.connect(self._ask)
        self.number.returnPressed.connect(self._ask)

    def _ask(self) -> None:
        if self.login.problem() or not self.login.value() or not self.number.text():
            self.message.say(_("Choose a person and write the number of a record."))
            return
        work = partial(
            explain,
            self._workplace.gateway,
            self.login.text(),
            self.role.currentData(),
            self.relation.currentData(),
            int(self.number.text()),
        )
        self._workplace.tasks.run(self, work, self._show, self.message.refuse)

    def _show(self, found: Explanation) -> None:
        self.message.hide()
        self.verdict.setText(
            _("The person sees the record.") if found.sees else _("The person does not see the record.")
        )
        lines = [_(reason) for reason in found.reasons]
        if found.units:
            lines.append(_("Units of the person in this role: {units}", units=", ".join(found.units)))
        if found.rule:
            lines.append(_("The rule: {rule}", rule=found.rule))
        self.reasons.setText("\n\n".join(lines))
