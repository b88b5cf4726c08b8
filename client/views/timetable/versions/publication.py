"""Publishing a version: the check list, what forbids it, the act, and what became of the lessons."""

from collections import defaultdict

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.errors import HemisError
from client.core.i18n import _
from client.core.icons import icon
from client.core.tasks import Job
from client.core.theme import colours
from client.data.timetable import versions
from client.data.timetable.rows import VersionHead
from client.data.timetable.versions import CheckFinding, Published
from client.views.timetable.versions.findings import DEVICES, ROOMS, sentence, title
from client.widgets.formatting import grouped, shown
from client.widgets.measures import letters_wide, measure
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

#: Seconds that unfolding the term of a large faculty may take.
PATIENCE = 600
CARD = Qt.ItemDataRole.UserRole
RELATIONS = ("timetable.version", "timetable.lesson")


class Publication(QDialog):
    """Asks the check list of a version and publishes it when nothing serious stands in the way."""

    #: A finding about this card was opened: the builder comes to it.
    card_wanted = Signal(int)
    published = Signal()

    def __init__(self, workplace: Workplace, version_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._version_id = workplace, version_id
        self.setWindowTitle(_("Publish the timetable"))
        self.resize(letters_wide(self, 98), 520)
        self.about, self.verdict = QLabel(), QLabel()
        self.message = MessageLine()
        self.findings = QTreeWidget()
        self.progress = QProgressBar()
        self.publish_button = QPushButton(icon("check"), _("Publish"))
        self.again_button = QPushButton(icon("reload"), _("Check again"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._build()
        self.check()

    def check(self) -> None:
        """Ask the check list."""
        self.publish_button.setEnabled(False)
        self.verdict.setText(_("Checking …"))
        self._workplace.tasks.run(self, self._read, self._show, self._refuse)

    def publish(self) -> None:
        """Publish; the bottom bar shows it and can stop it."""
        self._busy(busy=True)

        def work(job: Job) -> Published:
            job.check()
            return versions.publish(self._workplace.gateway, self._version_id, PATIENCE)

        name = _("Publishing the timetable")
        self._workplace.tasks.job(self, name, work, self._done, self._refuse)

    def _read(self) -> tuple[VersionHead, tuple[CheckFinding, ...]]:
        self._workplace.catalogue.ensure((ROOMS, DEVICES))
        gateway = self._workplace.gateway
        return versions.head(gateway, self._version_id), versions.checklist(gateway, self._version_id)

    def _show(self, read: tuple[VersionHead, tuple[CheckFinding, ...]]) -> None:
        head, found = read
        self.about.setText(_("“{name}”, valid from {day}", name=head.title, day=shown(head.valid_from)))
        groups: dict[tuple[bool, str], list[CheckFinding]] = defaultdict(list)
        for finding in found:
            groups[not finding.serious, finding.kind].append(finding)
        self.findings.clear()
        for (mild, kind), members in sorted(groups.items()):
            top = self._group(kind, members, serious=not mild)
            self.findings.addTopLevelItem(top)
            top.setExpanded(not mild)
            for item in top.takeChildren():
                top.addChild(item)
                item.setFirstColumnSpanned(True)
        serious = sum(finding.serious for finding in found)
        self.verdict.setText(_verdict(serious, len(found)))
        self.verdict.setProperty("bad", bool(serious))
        self.verdict.style().polish(self.verdict)
        self.publish_button.setEnabled(not serious)
        self.publish_button.setToolTip(_("Settle what is serious first.") if serious else "")

    def _group(self, kind: str, members: list[CheckFinding], *, serious: bool) -> QTreeWidgetItem:
        word = _("forbids publishing") if serious else _("worth a look")
        top = QTreeWidgetItem([f"{title(kind)} ({grouped(len(members))})", word])
        colour = QColor(colours().bad if serious else colours().warning)
        top.setIcon(0, icon("error" if serious else "warning", colour))
        for finding in members:
            item = QTreeWidgetItem([sentence(finding, self._workplace.catalogue)])
            item.setData(0, CARD, finding.card_id)
            item.setToolTip(0, item.text(0))
            top.addChild(item)
        return top

    def _open(self, item: QTreeWidgetItem) -> None:
        if (card := item.data(0, CARD)) is not None:
            self.card_wanted.emit(card)

    def _done(self, result: Published) -> None:
        self._busy(busy=False)
        self.publish_button.setEnabled(False)
        told = _(
            "Published. Lessons made: {made}, changed: {changed}, removed: {removed}, kept: {kept}.",
            made=grouped(result.made),
            changed=grouped(result.changed),
            removed=grouped(result.removed),
            kept=grouped(result.kept),
        )
        self.verdict.setText(told)
        self.verdict.setProperty("bad", False)
        self.verdict.style().polish(self.verdict)
        self.findings.clear()
        self._workplace.changes.announce(*RELATIONS)
        self._workplace.navigator.say(told)
        self.published.emit()

    def _refuse(self, error: HemisError) -> None:
        self._busy(busy=False)
        self.verdict.clear()
        self.message.refuse(error)

    def _busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.publish_button.setEnabled(not busy)
        self.again_button.setEnabled(not busy)
        if busy:
            self.message.hide()
            self.verdict.setText(_("Publishing the timetable"))

    def _build(self) -> None:
        self.about.setProperty("title", True)
        for label in (self.about, self.verdict):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.findings.setHeaderHidden(True)
        self.findings.setColumnCount(2)
        measure(self.findings, (60, 20), grows=(0,))
        self.findings.setAccessibleName(_("Check list"))
        self.findings.itemActivated.connect(lambda item, _column: self._open(item))
        self.progress.setRange(0, 0)
        self.progress.hide()
        self.publish_button.setDefault(True)
        self.publish_button.clicked.connect(self.publish)
        self.again_button.clicked.connect(self.check)
        self._buttons.addButton(self.publish_button, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.addButton(self.again_button, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.rejected.connect(self.reject)
        close = self._buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(_("Close"))
        layout = QVBoxLayout(self)
        for widget in (self.about, self.message, self.verdict, self.findings, self.progress, self._buttons):
            layout.addWidget(widget, 1 if widget is self.findings else 0)


def _verdict(serious: int, found: int) -> str:
    if serious:
        return _("It cannot be published yet: serious findings: {count}.", count=grouped(serious))
    if found:
        return _("It can be published. Findings worth a look: {count}.", count=grouped(found))
    return _("Nothing was found. It can be published.")
