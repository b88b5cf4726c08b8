"""One editor per kind of column."""

from collections.abc import Callable
from typing import Any

from client.core.words import classifier_of
from client.data.records.list_filters import Filter
from client.widgets.editors.choices import CodeCombo, FlagEditor
from client.widgets.editors.editor import Editor
from client.widgets.editors.lines import DayEditor, DecimalEditor, ParagraphEditor, TextEditor, WholeEditor
from client.widgets.editors.lookup import Lookup
from client.widgets.editors.reading import MomentLabel
from client.widgets.workplace import Workplace
from shared.models.everything import BY_RELATION
from shared.models.record import Table

__all__ = ["Editor", "Lookup", "editor_for"]

PARAGRAPH = 400


def editor_for(
    workplace: Workplace,
    model: type[Table],
    name: str,
    narrowed: Callable[[], tuple[Filter, ...]] = lambda: (),
) -> Editor:
    """Make the editor for a column; its values are chosen where they have words, of a classifier or its own."""
    column = model.__table__.columns[name]
    info, classifier = column.info, classifier_of(column)
    kind = info.get("kind", "text")
    if kind == "reference":
        return Lookup(workplace, BY_RELATION[info["refers"]], narrowed)  # type: ignore[arg-type]
    if classifier:
        return CodeCombo(workplace.catalogue, classifier, optional=info["optional"])
    if kind == "text" and int(info.get("length") or 0) >= PARAGRAPH:
        return ParagraphEditor(info)
    return _simple(kind, name, info)


def _simple(kind: str, name: str, info: dict[str, Any]) -> Editor:
    makers: dict[str, Callable[[], Editor]] = {
        "number": lambda: WholeEditor(info),
        "decimal": lambda: DecimalEditor(info),
        "day": lambda: DayEditor(info),
        "flag": FlagEditor,
        "moment": MomentLabel,
    }
    return makers.get(kind, lambda: TextEditor(info, name))()
