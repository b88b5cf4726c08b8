"""The versions of the weekly plan: made, copied, shared, published, compared, printed, thrown away."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMessageBox, QWidget

from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.records.listing import Sort
from client.data.server.gateway import Gateway
from client.data.timetable import versions
from client.views.timetable.versions.compare_versions import CompareVersions
from client.views.timetable.versions.new_version import NewVersion
from client.views.timetable.versions.plan_sheet import PlanSheetDialog, save_fet
from client.views.timetable.versions.publication import Publication
from client.views.timetable.versions.version_papers import VersionPapers
from client.widgets.record_list import ListAction, list_of
from client.widgets.workplace import Workplace
from shared.models.timetable import Version

BUILDER = "schedule-info"
OPEN = Command(N_("Open"), ("Enter", "Return"), "open")
NEW = Command(N_("New version"), ("Ins",), "add")
FROM_THIS = Command(N_("New version from this one"), (), "copy")
SHARE = Command(N_("Share"), (), "group")
WITHDRAW = Command(N_("Take back"), (), "undo")
PUBLISH = Command(N_("Publish"), (), "check")
COMPARE = Command(N_("Compare"), (), "movement")
PAPERS = Command(N_("Papers"), ("Ctrl+P",), "print")
SHEET = Command(N_("Excel out and in"), (), "import")
AS_FET = Command(N_("Save as FET"), (), "file")
DISCARD = Command(N_("Delete"), ("Del",), "delete")
RELATION = "timetable.version"
TWO = 2


def open_builder(workplace: Workplace, _parent: QWidget, ids: list[int]) -> None:
    """Open the instrument for the first of the selected versions."""
    if workplace.navigator.has(BUILDER):
        workplace.navigator.open(BUILDER, version_id=ids[0])


def new(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Begin a version: a copy of the published one, or an empty one."""
    _open(NewVersion(workplace, None, parent))


def from_this(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Begin a version with the cards of the selected one."""
    _open(NewVersion(workplace, ids[0], parent))


def share(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Put drafts onto the common board, where faculties compete for rooms and teachers."""
    _do(workplace, parent, ids, versions.share, _("It stands on the common board now."))


def withdraw(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Take drafts back."""
    _do(workplace, parent, ids, versions.withdraw, _("It is a private draft again."))


def publish(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Open the check list and publish from there."""
    _open(Publication(workplace, ids[0], parent))


def compare(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Compare the two selected versions."""
    if len(ids) == TWO:
        _open(CompareVersions(workplace, ids[0], ids[1], parent))
    else:
        workplace.navigator.say(_("Select two versions to compare them."))


def papers(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Print a version or save it as Excel."""
    _open(VersionPapers(workplace, ids[0], parent))


def sheet(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Save a version as Excel or read it back."""
    _open(PlanSheetDialog(workplace, ids[0], parent))


def fet(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Save a version as a file of FET."""
    save_fet(workplace, parent, ids[0])


def discard(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask, then throw private drafts away."""
    question = QMessageBox(parent)
    question.setWindowTitle(_(DISCARD.title))
    question.setText(_("Delete {count} drafts with all their cards? This cannot be undone.", count=len(ids)))
    yes = question.addButton(_("Delete"), QMessageBox.ButtonRole.DestructiveRole)
    question.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
    yes.clicked.connect(lambda: _do(workplace, parent, ids, versions.discard, _("The draft is deleted.")))
    question.finished.connect(question.deleteLater)
    question.open()


def _open(dialog: Any) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _do(
    workplace: Workplace,
    parent: QWidget,
    ids: list[int],
    act: Callable[[Gateway, int], None],
    done: str,
) -> None:
    def told(_nothing: object) -> None:
        workplace.changes.announce(RELATION)
        workplace.navigator.say(done)

    workplace.tasks.run(parent, partial(_each, workplace.gateway, ids, act), told, workplace.navigator.refuse)


def _each(gateway: Gateway, ids: list[int], act: Callable[[Gateway, int], None]) -> None:
    for number in ids:
        act(gateway, number)


VERSIONS = list_of(
    Version,
    "name",
    "state",
    "term",
    "faculty",
    "valid_from",
    "author",
    "published_at",
    more=("based_on",),
    search=("name",),
    filters=("state", "term", "faculty", "valid_from"),
    sort=(Sort("valid_from", descending=True),),
    icon="calendar",
    key="timetable.versions",
    actions=(
        ListAction(NEW, new, needs_rows=False),
        ListAction(OPEN, open_builder),
        ListAction(FROM_THIS, from_this),
        ListAction(PUBLISH, publish),
        ListAction(PAPERS, papers),
        ListAction(SHEET, sheet),
        ListAction(COMPARE, compare),
        ListAction(SHARE, share),
        ListAction(WITHDRAW, withdraw),
        ListAction(AS_FET, fet),
        ListAction(DISCARD, discard),
    ),
)
