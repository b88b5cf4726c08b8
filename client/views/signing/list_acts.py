"""What is done to keys from their list."""

from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from client.data.signing import acts
from client.data.signing.acts import Proposed
from client.views.signing.certificate_dialog import CertificateDialog
from client.views.signing.end_dialog import EndDialog
from client.views.signing.fingerprint_dialog import FingerprintDialog
from client.views.signing.make_dialog import MakeDialog
from client.views.signing.sign_file_dialog import SignFileDialog
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.workplace import Workplace


def make(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Ask where the key is kept, make it there and propose its public part."""
    MakeDialog(workplace, parent).open()


def take_certificate(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Ask where a certificate is and propose it."""
    CertificateDialog(workplace, parent).open()


def sign_file(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Ask for a PDF file and the certificate that signs it."""
    SignFileDialog(workplace, parent).open()


def fingerprint(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Show the whole fingerprint of the key of the cursor."""
    _compare(workplace, parent, ids[0], deciding=False)


def admit(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Show what is compared with the holder of the key, then admit it."""
    _compare(workplace, parent, ids[0], deciding=True)


def refuse(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask why the key of the cursor is refused."""

    def done() -> None:
        workplace.changes.announce(*acts.RELATIONS)
        workplace.navigator.say(_("Done."))

    asked = ReasonedAct(
        f"signing/refuse/{ids[0]}", _("Refuse"), _("The key will not sign for the university. Why?"),
        partial(acts.refuse, workplace.gateway, ids[0]), done,
    )  # fmt: skip
    ReasonDialog(workplace, asked, parent).open()


def end(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask why the key of the cursor ends, and which day was its last."""
    EndDialog(workplace, ids[0], parent).open()


def _compare(workplace: Workplace, parent: QWidget, key: int, *, deciding: bool) -> None:
    def show(found: Proposed) -> None:
        FingerprintDialog(workplace, key, found, parent, deciding=deciding).open()

    work = partial(acts.proposed, workplace.gateway, key)
    workplace.tasks.run(parent, work, show, workplace.navigator.refuse)
