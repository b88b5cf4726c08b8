"""Is this paper genuine: the text of its QR code, its number or its UUID against the register."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from client.core.i18n import _
from client.core.icons import icon
from client.core.theme import colours
from client.data.diplomas import codes
from client.data.diplomas.codes import CheckedDiploma
from client.data.document_list import FORMS
from client.data.documents import papers
from client.data.documents.papers import Checked
from client.widgets.formatting import shown
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

#: Facts and their classifiers are few: all are known before it is known which kind of paper is asked about.
CLASSIFIERS = tuple(classifier for form in FORMS.values() for _name, _label, classifier in form.facts)


class Check(QWidget):
    """Asks the register; a hand scanner types into the field and presses Enter."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Check a paper")
        self._workplace = workplace
        self.text = QLineEdit()
        self.message = MessageLine()
        self.verdict = QLabel()
        self.advice = QLabel()
        self._sign = QLabel()
        self._facts = QFormLayout()
        self._build()

    def check(self) -> None:
        """Ask about what stands in the field."""
        catalogue = self._workplace.catalogue

        def work(text: str) -> Checked | CheckedDiploma:
            catalogue.ensure(CLASSIFIERS)
            found = papers.verify(self._workplace.gateway, text)
            return found if found.found else codes.check(self._workplace.gateway, text) or found

        self._workplace.tasks.run(self, partial(work, self.text.text()), self._show, self._refuse)

    def _show(self, checked: Checked | CheckedDiploma) -> None:
        self.message.hide()
        words = _diploma_words(checked) if isinstance(checked, CheckedDiploma) else _words(checked)
        verdict, advice, meaning, colour = words
        self.verdict.setText(verdict)
        self.advice.setText(advice)
        self._sign.setPixmap(icon(meaning, QColor(colour)).pixmap(40, 40))
        self._clear_facts()
        if isinstance(checked, CheckedDiploma):
            for label, value in checked.facts():
                self._add(label, value)
        elif checked.found:
            self._add(_("Register number"), checked.register_number)
            self._add(_("Registered"), shown(checked.registered_on))
            form = FORMS.get(checked.kind)
            for name, label, classifier in form.facts if form else ():
                fact = (checked.facts or {}).get(name)
                self._add(_(label), shown(fact, classifier, self._workplace.catalogue))
        self.text.selectAll()
        self.text.setFocus()

    def _refuse(self, error: Exception) -> None:
        self.verdict.clear()
        self.advice.clear()
        self._sign.clear()
        self._clear_facts()
        self.message.refuse(error)  # type: ignore[arg-type]  # failed work brings our own errors only

    def _add(self, label: str, value: str) -> None:
        if not value:
            return
        name, text = QLabel(label), QLabel(value)
        name.setProperty("quiet", True)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts.addRow(name, text)

    def _clear_facts(self) -> None:
        while self._facts.rowCount():
            self._facts.removeRow(0)

    def _build(self) -> None:
        self.text.setPlaceholderText(_("Read the QR code, or type MN-2026-00001 or the UUID"))
        self.text.setClearButtonEnabled(True)
        self.text.setAccessibleName(_("Text of the QR code, number or UUID"))
        self.text.addAction(icon("qr"), QLineEdit.ActionPosition.LeadingPosition)
        self.text.returnPressed.connect(self.check)
        button = QPushButton(icon("check"), _("Check"))
        button.clicked.connect(self.check)
        asked = QHBoxLayout()
        asked.addWidget(self.text, 1)
        asked.addWidget(button)
        said = QHBoxLayout()
        said.addWidget(self._sign)
        said.addWidget(self.verdict, 1)
        self.verdict.setProperty("title", True)
        for label in (self.verdict, self.advice):
            label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.message)
        layout.addLayout(asked)
        layout.addLayout(said)
        layout.addWidget(self.advice)
        layout.addLayout(self._facts)
        layout.addStretch(1)
        self.setFocusProxy(self.text)


def _diploma_words(checked: CheckedDiploma) -> tuple[str, str, str, str]:
    """Return verdict, advice, icon and colour for a diploma."""
    verdict, advice = checked.told()
    good, warning, bad = colours().good, colours().warning, colours().bad
    meaning, colour = ("check", good) if checked.genuine else ("warning", warning)
    return (verdict, advice, "cancel", bad) if checked.cancelled else (verdict, advice, meaning, colour)


def _words(checked: Checked) -> tuple[str, str, str, str]:
    """Return verdict, advice, icon and colour; the words alone say everything."""
    good, bad = colours().good, colours().bad
    if not checked.found:
        advice = _("Look at the number again. If it is right, this university did not issue the paper.")
        return _("The register does not know this paper."), advice, "error", bad
    if checked.altered:
        advice = _(
            "The QR code names another number or content than the register. Keep the paper and tell the registrar."
        )
        return _("This paper is not what was registered."), advice, "error", bad
    if checked.cancelled_on:
        advice = _("Cancelled on {day}.", day=shown(checked.cancelled_on))
        if checked.cancel_reason:  # told to those who know whose paper it is
            advice = _(
                "Cancelled on {day}. Reason: {reason}",
                day=shown(checked.cancelled_on),
                reason=checked.cancel_reason,
            )
        return _("This paper was cancelled."), advice, "cancel", bad
    advice = _("Compare the name and the facts below with the paper in your hand.")
    return _("The register knows this paper."), advice, "check", good
