"""After a conflict: the two versions side by side, then the form as it was chosen, on the newer version."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from client.core.errors import Conflict
from client.core.i18n import _
from client.widgets.conflict import ConflictDialog, FieldDifference
from client.widgets.formatting import shown
from client.widgets.record_form.parts import Known, Part, RecordPart

if TYPE_CHECKING:
    from client.widgets.record_form.record_form import RecordForm

Parts = tuple[RecordPart, ...]


def compare(form: "RecordForm", part: Part, conflict: Conflict) -> None:
    """Read what the other person saved and let this one choose; a record that is gone is only said."""
    if not isinstance(part, RecordPart) or conflict.theirs is None:
        form.message.refuse(conflict)
        return
    parts = (part, *part.more)

    def work() -> list[Known]:
        return [each.learn(form.record_id) for each in parts]

    form.workplace.tasks.run(form, work, partial(_ask, form, parts, conflict), form.message.refuse)


def _ask(form: "RecordForm", parts: Parts, conflict: Conflict, newer: list[Known]) -> None:
    differences = [
        difference
        for part, known in zip(parts, newer, strict=True)
        for difference in _differences(form, part, known)
    ]
    dialog = ConflictDialog(conflict.text(), differences, form)
    dialog.chosen.connect(partial(_take, form, parts, newer))
    dialog.open()


def _differences(form: "RecordForm", part: RecordPart, newer: Known) -> Iterator[FieldDifference]:
    fields, stored = part.fields, newer.stored
    if fields is None or stored is None:
        return
    texts = fields.texts()
    for name, value in fields.changes().items():
        if value != stored.values.get(name):
            mine = texts.get(name) or _shown(form, part, name, value)
            theirs = stored.texts.get(name) or _shown(form, part, name, stored.values.get(name))
            yield FieldDifference(name, fields.fields[name].label, mine, theirs)


def _take(form: "RecordForm", parts: Parts, newer: list[Known], kept: frozenset[str]) -> None:
    """Show the newer record with mine where it was chosen; saving then starts from that version."""
    for part, known in zip(parts, newer, strict=True):
        mine = part.draft()
        part.show_known(known)
        values = {name: value for name, value in mine.get("values", {}).items() if name in kept}
        part.bring_back({**mine, "values": values})
    form.drafting.keep()
    if form.is_changed():
        form.message.say(_("Taken over. Look at it once more and save."))
    else:
        form.message.say(_("You kept what the other person saved."))


def _shown(form: "RecordForm", part: RecordPart, name: str, value: object) -> str:
    info = part.form.model.__table__.columns[name].info
    return shown(value, info.get("classifier") or "", form.workplace.catalogue)
