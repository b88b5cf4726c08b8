"""What is done from the list of diplomas."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from client.core import clock
from client.core.i18n import _
from client.core.tasks import Job
from client.data.diplomas import public_file
from client.views.diplomas.paper import show_receipt
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.formatting import grouped
from client.widgets.signer_dialog import with_signer
from client.widgets.workplace import Workplace
from shared.signing.keys import Signer


def check_code(workplace: Workplace, _parent: QWidget, _ids: list[int]) -> None:
    """Open the window that checks a QR code, a number or a UUID."""
    workplace.navigator.open("paper-check")


def print_receipt(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Show the list on which the holders of the chosen diplomas sign."""
    show_receipt(workplace, parent, ids)


def write_public_file(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Ask where the file of the public check goes, sign it with the key of this workstation, and write it."""
    proposed = _("diplomas {day}.txt", day=f"{clock.today():%Y-%m-%d}")
    kinds = f"{_('File of fingerprints')} (*.txt)"
    chosen = FileDialogs(workplace.settings).to_save(parent, proposed, kinds)
    if not chosen:
        return
    path = Path(chosen)

    def told(count: int) -> None:
        said = _("{file} is written: {count} diplomas. It names nobody and may be published.",
                 file=path.name, count=grouped(count))  # fmt: skip
        workplace.navigator.say(said, *opening(path))

    def write(signer: Signer) -> None:
        title = _("Writing {file}", file=path.name)

        def work(job: Job) -> int:
            return public_file.write(workplace.gateway, signer, path, job.progress)

        workplace.tasks.job(parent, title, work, told, workplace.navigator.refuse)

    with_signer(workplace, parent, write)
