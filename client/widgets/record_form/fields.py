"""The fields of one record in groups: a calm column, two beside one another where there is room."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.core.i18n import _
from client.core.words import classifier_of
from client.data.records import records
from client.data.records.list_filters import Filter
from client.data.records.records import StoredRecord
from client.widgets.editors import Lookup, editor_for
from client.widgets.record_form.columns import Columns
from client.widgets.record_form.field import Field
from client.widgets.record_form.spec import FormSpec, Values
from client.widgets.workplace import Workplace
from shared.models.everything import BY_RELATION


class Fields(QWidget):
    """Shows the columns of a form; the lists of codes must be known before it is made."""

    changed = Signal()

    def __init__(self, workplace: Workplace, spec: FormSpec, siblings: "list[Fields] | None" = None) -> None:
        super().__init__()
        self.spec = spec
        self._workplace = workplace
        #: The other parts of the same record: a reference may be narrowed by a column of another tab.
        self._siblings = siblings if siblings is not None else []
        self._siblings.append(self)
        self.fields: dict[str, Field] = {}
        self._headings: dict[str, QLabel] = {}
        self._columns = Columns(self)
        self._build()

    def load(
        self, stored: StoredRecord | None, new: Values | None = None, texts: dict[str, str] | None = None
    ) -> None:
        """Show a stored record, or an empty one that begins with the values `new`."""
        for name, field in self.fields.items():
            if stored is None:
                field.load(_usual(field.editor.value(), self._default(name)))
                if new and name in new:
                    field.put(new[name], (texts or {}).get(name, ""))
            else:
                field.load(stored.values.get(name), stored.texts.get(name, ""))

    def values(self) -> Values:
        return {name: field.value() for name, field in self.fields.items()}

    def changes(self) -> Values:
        """Return the values that differ from the stored ones."""
        return {name: field.value() for name, field in self.fields.items() if field.is_changed}

    def texts(self) -> dict[str, str]:
        """Return what the chosen records are called."""
        lookups = ((name, field.editor) for name, field in self.fields.items())
        return {name: editor.text() for name, editor in lookups if isinstance(editor, Lookup)}

    def check(self) -> str:
        """Show under each field what is wrong with it; return the name of the first bad one."""
        first = ""
        for name, field in self.fields.items():
            problem = field.problem()
            field.complain(problem)
            first = first or (name if problem else "")
        return first

    def complain(self, name: str, sentence: str) -> bool:
        """Show a sentence of the server under its field; False if the field is not here."""
        if name not in self.fields:
            return False
        self.fields[name].complain(sentence)
        self.fields[name].setFocus()
        return True

    def put(self, values: Values, texts: dict[str, str] | None = None) -> None:
        """Show values that are not stored yet."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].put(value, (texts or {}).get(name, ""))
        self.changed.emit()

    def allow(self, writable: Iterable[str]) -> None:
        """Let these columns be changed, the others only be read."""
        names = set(writable)
        for name, field in self.fields.items():
            computed = self.spec.model.__table__.columns[name].computed is not None
            field.allow(writable=name in names and not computed)

    def hide_unreadable(self, readable: frozenset[str]) -> None:
        """Hide the columns that the role may not read, and headings over nothing."""
        for name, field in self.fields.items():
            field.setVisible(name in readable)
        for title, names in self.spec.groups:
            if title in self._headings:
                self._headings[title].setVisible(any(name in readable for name in names))

    def _build(self) -> None:
        for title, names in self.spec.groups:
            block = QVBoxLayout()
            block.setSpacing(6)
            if title:
                heading = QLabel(_(title))
                heading.setStyleSheet("font-weight: 600")
                heading.setContentsMargins(0, 10, 0, 2)
                self._headings[title] = heading
                block.addWidget(heading)
            for name in names:
                self.fields[name] = self._made(name)
                block.addWidget(self.fields[name])
            self._columns.add(block, len(names))

    def _made(self, name: str) -> Field:
        column = self.spec.model.__table__.columns[name]
        info = {**column.info, "classifier": classifier_of(column)}
        editor = editor_for(self._workplace, self.spec.model, name, partial(self._narrowed, name))
        field = Field(self._workplace, name, info, editor)
        field.changed.connect(self.changed)
        if isinstance(editor, Lookup):
            editor.chosen.connect(partial(self._fill, name))
        return field

    def _default(self, name: str) -> Any:
        """Return what the database would put there, so that a new record shows it."""
        default = self.spec.model.__table__.columns[name].server_default
        text = str(getattr(default, "arg", "")).strip("'")
        if not text or "(" in text:
            return None
        kind = self.spec.model.__table__.columns[name].info.get("kind")
        return {"flag": text == "true", "number": int(text) if text.isdigit() else None}.get(str(kind), text)

    def _narrowed(self, name: str) -> tuple[Filter, ...]:
        same = self.spec.narrowed.get(name, ())
        values = ((column, self._value_anywhere(column)) for column in same)
        equal = tuple(
            Filter(column.removesuffix("_id"), "equals", (value,))
            for column, value in values
            if value is not None
        )
        return (*self.spec.only.get(name, ()), *equal)

    def _value_anywhere(self, column: str) -> Any:
        field = next((each.fields[column] for each in self._siblings if column in each.fields), None)
        return (
            None if field is None or field.problem() else field.value()
        )  # what is half typed narrows nothing

    def _fill(self, name: str, chosen: int) -> None:
        """Fill what follows from a choice: a group's specialty and faculty."""
        wanted = self.spec.fills.get(name)
        if not wanted:
            return
        target = BY_RELATION[self.spec.model.__table__.columns[name].info["refers"]]
        work = partial(records.read, self._workplace.gateway, target, chosen, wanted)  # type: ignore[arg-type]
        self._workplace.tasks.run(self, work, self._filled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit(event.size().width())

    def _filled(self, found: StoredRecord | None) -> None:
        if found is None:
            return
        for fields in self._siblings:
            fields.put({k: v for k, v in found.values.items() if k in fields.fields}, found.texts)


def _usual(shown: Any, default: Any) -> Any:
    """An empty editor's own idea of empty, such as an unticked box, unless the database knows better."""
    return shown if default is None and isinstance(shown, bool) else default
