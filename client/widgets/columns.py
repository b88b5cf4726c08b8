"""What is known of a column of a list or an export: its path, label and kind, from the model."""

from dataclasses import dataclass

from client.core.i18n import N_, _
from client.core.words import classifier_of
from client.data.records.list_paths import find
from shared.models.record import Table

#: What columns of many tables are called: in a list of something else it is said whose they are.
COMMON = frozenset(
    {N_("Code"), N_("Name"), N_("Number or name"), N_("In use"), N_("Entry year"), N_("Education type")}
)


@dataclass(frozen=True)
class ColumnSpec:
    """A column: where it stands in the models and what the model says of it."""

    path: str
    label: str
    kind: str
    classifier: str = ""
    #: The longest text the column may hold; 0 where that says nothing.
    length: int = 0

    @property
    def numeric(self) -> bool:
        return self.kind in {"number", "decimal"}


def column_of(model: type[Table], path: str) -> ColumnSpec:
    """Return what is known of a path of a model, its label in the language of the interface."""
    found = find(model, path)
    info = found.info
    kind = "code" if info.get("words") else info.get("kind", "text")  # own words are filtered as codes are
    classifier = classifier_of(found.column if found.reference is None else found.reference)
    length = int(found.column.info.get("length") or 0)
    return ColumnSpec(path, _label(model, path), kind, classifier, length)


def _label(model: type[Table], path: str) -> str:
    found = find(model, path)
    label = str(found.info.get("label") or path)
    owner, dot, _last = path.rpartition(".")
    if not dot or found.reference is not None or label not in COMMON:
        return _(label)
    return f"{_(find(model, owner).info.get('label') or '')}: {_(label)}"
