"""Resolution of a conflict: three versions side by side, then the form as it was chosen, on the newer version."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from client.core.errors import Conflict
from client.core.words import classifier_of
from client.data.records import history
from client.data.records.history import Entry
from client.data.records.records import StoredRecord
from client.widgets.conflict import ConflictDialog, FieldDifference
from client.widgets.formatting import shown
from client.widgets.panels.texts import by_line
from client.widgets.record_form.parts import Known, RecordPart
from client.widgets.workplace import Workplace

#: Acts that are named; who wants them all looks at the history.
NAMED = 3


@dataclass(frozen=True)
class Newer:
    """What is stored now, of each part, and the acts since this person began, the latest first."""

    known: list[Known]
    acts: list[Entry]


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
        """Read the newer version and whose it is, then ask."""
        work = partial(self._read, record_id)
        self._workplace.tasks.run(self, work, self._ask, self.failed.emit)

    def _read(self, record_id: int | None) -> Newer:
        former = self._parts[0].known
        known = [each.learn(record_id) for each in self._parts]
        if former is None or former.stored is None or known[0].stored is None:
            return Newer(known, [])
        since, number = known[0].stored.version - former.stored.version, known[0].stored.id
        relation = self._parts[0].form.relation
        acts = history.of_record(self._workplace.gateway, self._workplace.catalogue, relation, number)
        return Newer(known, acts[: max(0, since)])

    def _ask(self, newer: Newer) -> None:
        differences = [
            difference
            for part, known in zip(self._parts, newer.known, strict=True)
            for difference in self._differences(part, known)
        ]
        told = [by_line(act.who, act.role, act.at) for act in newer.acts]
        dialog = ConflictDialog(
            self._conflict.text(), list(dict.fromkeys(told))[:NAMED], differences, self._owner
        )
        dialog.chosen.connect(partial(self._take, newer.known))
        dialog.open()

    def _differences(self, part: RecordPart, newer: Known) -> Iterator[FieldDifference]:
        """Give the fields that they changed; those that this person changed too are to be chosen."""
        fields, stored, former = part.fields, newer.stored, part.known.stored if part.known else None
        if fields is None or stored is None or former is None:
            return
        texts, changes = fields.texts(), fields.changes()
        for name, theirs in stored.values.items():
            before, mine = former.values.get(name), changes.get(name, former.values.get(name))
            if theirs in (before, mine) or name not in fields.fields:
                continue
            yield FieldDifference(
                name,
                fields.fields[name].label,
                former.texts.get(name) or self._shown(part, name, before),
                stored.texts.get(name) or self._shown(part, name, theirs),
                (texts.get(name) or self._shown(part, name, mine)) if name in changes else None,
            )

    def _take(self, newer: list[Known], kept: frozenset[str]) -> None:
        for part, known in zip(self._parts, newer, strict=True):
            mine, former = part.draft(), part.known.stored if part.known else None
            part.show_known(known)
            values = {
                name: value
                for name, value in mine.get("values", {}).items()
                if name in kept or _left_alone(name, former, known)
            }
            part.bring_back({**mine, "values": values})
        self.taken.emit()

    def _shown(self, part: RecordPart, name: str, value: Any) -> str:
        classifier = classifier_of(part.form.model.__table__.columns[name])
        return shown(value, classifier, self._workplace.catalogue)


def _left_alone(name: str, former: StoredRecord | None, newer: Known) -> bool:
    """Tell whether the other person left a field as it was."""
    return (
        former is not None
        and newer.stored is not None
        and former.values.get(name) == newer.stored.values.get(name)
    )
