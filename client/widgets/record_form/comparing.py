"""Resolution of a conflict: the two versions side by side, then the form as it was chosen, on the newer version."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from client.core.errors import Conflict
from client.widgets.conflict import ConflictDialog, FieldDifference
from client.widgets.formatting import shown
from client.widgets.record_form.parts import Known, RecordPart
from client.widgets.workplace import Workplace


class Comparison(QObject):
    """Reads what the other person saved and lets this one choose; saving then starts from that version."""

    #: The parts show the newer record, with what this person kept of their own.
    taken = Signal()
    failed = Signal(object)

    def __init__(self, workplace: Workplace, part: RecordPart, conflict: Conflict, owner: QWidget) -> None:
        super().__init__(owner)
        self._workplace, self._conflict, self._owner = workplace, conflict, owner
        # All tabs with columns of this record: they share its version.
        self._parts = (part, *part.more)

    def begin(self, record_id: int | None) -> None:
        """Read the newer version, then ask."""

        def work() -> list[Known]:
            return [each.learn(record_id) for each in self._parts]

        self._workplace.tasks.run(self, work, self._ask, self.failed.emit)

    def _ask(self, newer: list[Known]) -> None:
        differences = [
            difference
            for part, known in zip(self._parts, newer, strict=True)
            for difference in self._differences(part, known)
        ]
        dialog = ConflictDialog(self._conflict.text(), differences, self._owner)
        dialog.chosen.connect(partial(self._take, newer))
        dialog.open()

    def _differences(self, part: RecordPart, newer: Known) -> Iterator[FieldDifference]:
        fields, stored = part.fields, newer.stored
        if fields is None or stored is None:
            return
        texts = fields.texts()
        for name, value in fields.changes().items():
            if value != stored.values.get(name):
                mine = texts.get(name) or self._shown(part, name, value)
                theirs = stored.texts.get(name) or self._shown(part, name, stored.values.get(name))
                yield FieldDifference(name, fields.fields[name].label, mine, theirs)

    def _take(self, newer: list[Known], kept: frozenset[str]) -> None:
        for part, known in zip(self._parts, newer, strict=True):
            mine = part.draft()
            part.show_known(known)
            values = {name: value for name, value in mine.get("values", {}).items() if name in kept}
            part.bring_back({**mine, "values": values})
        self.taken.emit()

    def _shown(self, part: RecordPart, name: str, value: object) -> str:
        info = part.form.model.__table__.columns[name].info
        return shown(value, info.get("classifier") or "", self._workplace.catalogue)
