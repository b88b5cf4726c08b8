"""Is this paper genuine: a signed code by its signature, also without a server; other papers against the register."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from client.core.i18n import _
from client.core.icons import icon
from client.data.diplomas import codes
from client.data.diplomas.codes import CheckedDiploma
from client.data.document_list import FORMS
from client.data.documents import papers
from client.data.documents.papers import Checked
from client.data.signing import checking
from client.data.signing.checking import CheckedCode
from client.data.signing.files import CheckedFile, check_file
from client.data.signing.key_store import KeyStore
from client.data.signing.public_file import CheckedInFile, check_in_file
from client.data.signing.public_keys import best_known
from client.widgets.file_dialogs import FileDialogs
from client.widgets.formatting import shown
from client.widgets.message_line import MessageLine
from client.widgets.paper_verdict import Fact, Said, VerdictView
from client.widgets.paper_verdict.code_words import said_of
from client.widgets.paper_verdict.file_words import said_of_file
from client.widgets.paper_verdict.public_words import said_of_public
from client.widgets.paper_verdict.said import BAD, DOUBTFUL, GOOD
from client.widgets.public_file_line import PublicFileLine
from client.widgets.workplace import Workplace

#: Facts and their classifiers are few: all are known before it is known which kind of paper is asked about.
CLASSIFIERS = tuple(classifier for form in FORMS.values() for _name, _label, classifier in form.facts)


class Check(QWidget):
    """A hand scanner types into the field and presses Enter."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Check a paper")
        self._workplace = workplace
        self._keys = KeyStore.of_this_computer(workplace.session.server.text)
        self.text = QLineEdit()
        self.message = MessageLine()
        self.said = VerdictView()
        self._files = FileDialogs(workplace.settings)
        self.against = PublicFileLine(
            workplace.tasks, self._files, lambda: best_known(workplace.gateway, self._keys)[0], self._refuse
        )
        self.verdict, self.advice = self.said.verdict, self.said.advice
        self._build()
        # So that the newest keys are there when the server no longer is.
        workplace.tasks.run(self, partial(best_known, workplace.gateway, self._keys), lambda _known: None)

    def check(self) -> None:
        """Ask about what stands in the field."""
        text = self.text.text()
        if (file := self.against.file) is not None:
            self._workplace.tasks.run(
                self, lambda: check_in_file(text, file, self._keys.read()), self._show_in_file, self._refuse
            )
        elif checking.is_code(text):
            work = partial(checking.check, self._workplace.gateway, text, self._keys)
            self._workplace.tasks.run(self, work, self._show_code, self._refuse)
        else:
            self._workplace.tasks.run(self, partial(self._ask, text), self._show, self._refuse)

    def choose_file(self) -> None:
        """Ask for a PDF file, and check its signatures."""
        if chosen := self._files.to_open(self, _("Check a PDF file"), "PDF (*.pdf)"):
            self.check_file(Path(chosen))

    def check_file(self, path: Path) -> None:
        """Check the signatures of a file by the certificates that the university has admitted."""
        gateway = self._workplace.gateway

        def work() -> CheckedFile:
            known, _connected = best_known(gateway, self._keys)
            return check_file(path, known.certificates.values())

        self._workplace.tasks.run(self, work, self._show_file, self._refuse)

    def _show_file(self, checked: CheckedFile) -> None:
        self._say(said_of_file(checked))

    def _ask(self, text: str) -> Checked | CheckedDiploma:
        self._workplace.catalogue.ensure(CLASSIFIERS)
        found = papers.verify(self._workplace.gateway, text)
        return found if found.found else codes.check(self._workplace.gateway, text) or found

    def _show_code(self, checked: CheckedCode) -> None:
        self._say(said_of(checked))

    def _show_in_file(self, checked: CheckedInFile) -> None:
        self._say(said_of_public(checked))

    def _begin_anew(self) -> None:
        """What was said came from elsewhere."""
        self.message.hide()
        self.said.clear()
        self.text.setFocus()

    def _show(self, checked: Checked | CheckedDiploma) -> None:
        if isinstance(checked, CheckedDiploma):
            self._say(Said(*checked.told(), _sign_of(checked), tuple(checked.facts())))
        else:
            verdict, advice, sign = _words(checked)
            self._say(Said(verdict, advice, sign, self._facts(checked) if checked.found else ()))

    def _say(self, said: Said) -> None:
        self.message.hide()
        self.said.show_said(said)
        self.text.selectAll()
        self.text.setFocus()

    def _facts(self, checked: Checked) -> tuple[Fact, ...]:
        form, facts = FORMS.get(checked.kind), checked.facts or {}
        return (
            (_("Register number"), checked.register_number),
            (_("Registered"), shown(checked.registered_on)),
            *(
                (_(label), shown(facts.get(name), classifier, self._workplace.catalogue))
                for name, label, classifier in (form.facts if form else ())
            ),
        )

    def _refuse(self, error: Exception) -> None:
        self.said.clear()
        self.message.refuse(error)  # type: ignore[arg-type]  # failed work brings our own errors only

    def _build(self) -> None:
        self.text.setPlaceholderText(_("Read the QR code, or type MN-2026-00001 or the UUID"))
        self.text.setClearButtonEnabled(True)
        self.text.setAccessibleName(_("Text of the QR code, number or UUID"))
        self.text.addAction(icon("qr"), QLineEdit.ActionPosition.LeadingPosition)
        self.text.returnPressed.connect(self.check)
        button = QPushButton(icon("check"), _("Check"))
        button.clicked.connect(self.check)
        of_file = QPushButton(icon("file"), _("Check a PDF file …"))
        of_file.clicked.connect(self.choose_file)
        asked = QHBoxLayout()
        asked.addWidget(self.text, 1)
        asked.addWidget(button)
        asked.addWidget(of_file)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.message)
        layout.addLayout(asked)
        layout.addWidget(self.against)
        layout.addWidget(self.said, 1)
        self.against.changed.connect(self._begin_anew)
        self.setFocusProxy(self.text)


def _sign_of(checked: CheckedDiploma) -> str:
    if checked.cancelled:
        return "cancel"
    return GOOD if checked.genuine else DOUBTFUL


def _words(checked: Checked) -> tuple[str, str, str]:
    """Return verdict, advice and sign; the words alone say everything."""
    if not checked.found:
        advice = _("Look at the number again. If it is right, this university did not issue the paper.")
        return _("The register does not know this paper."), advice, BAD
    if checked.altered:
        advice = _(
            "The QR code names another number or content than the register. Keep the paper and tell the registrar."
        )
        return _("This paper is not what was registered."), advice, BAD
    if checked.cancelled_on:
        advice = _("Cancelled on {day}.", day=shown(checked.cancelled_on))
        if checked.cancel_reason:  # told to those who know whose paper it is
            advice = _(
                "Cancelled on {day}. Reason: {reason}",
                day=shown(checked.cancelled_on),
                reason=checked.cancel_reason,
            )
        return _("This paper was cancelled."), advice, "cancel"
    advice = _("Compare the name and the facts below with the paper in your hand.")
    return _("The register knows this paper."), advice, GOOD
