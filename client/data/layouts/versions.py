"""Versions of layouts: reading one with its scan, and what is done to them. The server has the last word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.server.gateway import Gateway
from shared.layouts.field import BadLayoutError
from shared.layouts.file import LayoutFile
from shared.layouts.layout import Layout
from shared.layouts.placing import Problem
from shared.layouts.texts import NAMES, language_of

RELATIONS = ("layouts.layout", "layouts.version")
GONE = N_("This version of the layout is not there any more.")
#: What the server says of layouts, for the translators.
SENTENCES = (
    N_("Version {number} was printed with and is not changed any more. Make a new version."),
    N_("Version {number} was printed with and is not deleted any more."),
    N_("Version {number} is in use. Put another one into use before this one is deleted."),
    N_("This version has no fields: nothing would be printed."),
    N_("This version of the layout was deleted meanwhile."),
    N_("This version of the layout was saved meanwhile by {login}. Reload it."),
    N_("Field {number} of the layout ({text}) is wrong: {part}."),
    N_("The test sheet was measured on a day that is still to come. Correct the day."),
)
_VERSION = """
select v.id, v.layout_id, l.name, l.form, l.education_type, l.category, v.number, v.in_use, v.printed_at is not null,
       v.row_version, v.width::text, v.height::text, v.fields, v.background
  from layouts.version v
  join layouts.layout l on l.id = v.layout_id
 where v.id = :version
"""
_IN_USE = "select layouts.version_for(:form, :education_type, :category)"


@dataclass(frozen=True)
class StoredVersion:
    """A version of a layout as it is stored."""

    id: int
    layout_id: int
    name: str
    form: str
    education_type: str | None
    category: str | None
    number: int
    in_use: bool
    printed: bool
    row_version: int
    layout: Layout
    background: bytes | None

    def as_file(self) -> LayoutFile:
        """Return what an exported file holds."""
        return LayoutFile(
            self.name, self.form, self.layout, self.education_type, self.category, self.background
        )


def read_version(gateway: Gateway, version_id: int) -> StoredVersion:
    """Return a version with its scan."""
    row = gateway.one(_VERSION, version=version_id)
    if row is None:
        raise UserError(GONE)
    *facts, width, height, fields, background = row
    try:
        layout = Layout.from_document({"width": width, "height": height, "fields": fields})
    except BadLayoutError as wrong:
        raise refusal(wrong) from wrong
    picture = None if background is None else bytes(background)
    return StoredVersion(*(*facts, layout, picture))


def version_in_use(
    gateway: Gateway, form: str, education_type: str | None = None, category: str | None = None
) -> StoredVersion | None:
    """Return what blanks of a form are printed with: the layout that says most of what they are for."""
    found = gateway.scalar(_IN_USE, form=form, education_type=education_type, category=category)
    return None if found is None else read_version(gateway, found)


def begin(gateway: Gateway, given: LayoutFile) -> int:
    """Make a layout with its first version; return the version."""
    facts = {
        "name": given.name,
        "form": given.form,
        "education_type": given.education_type,
        "category": given.category,
    }
    return int(gateway.call("layouts.begin", Jsonb(facts), *_contents(given.layout, given.background)))


def save(
    gateway: Gateway, version_id: int, row_version: int, layout: Layout, background: bytes | None
) -> int:
    """Save a version; return it, or the new one where it was printed with."""
    return int(gateway.call("layouts.save", version_id, row_version, *_contents(layout, background)))


def copy(gateway: Gateway, version_id: int) -> int:
    """Return a new version that says the same."""
    return int(gateway.call("layouts.copy", version_id))


def use(gateway: Gateway, version_id: int) -> None:
    """Print with this version from now on."""
    gateway.call("layouts.use", version_id)


def refusal(wrong: BadLayoutError) -> UserError:
    """Return the sentence of what is wrong with a layout, its words translated when it is shown."""
    values = dict(wrong.values)
    if isinstance(values.get("text"), str):
        values["text"] = name_of(str(values["text"]))
    if isinstance(values.get("part"), str):
        values["part"] = _(str(values["part"]))
    return UserError(wrong.message, **values)


def name_of(text: str, words: str = "") -> str:
    """Return what a text of a layout is called, with its language; fixed words are called by themselves."""
    if words:
        return f"“{words}”"
    label = _(NAMES[text]) if text in NAMES else text
    spoken = language_of(text) if text in NAMES else ""
    return _(spoken, field=label) if spoken else label


def told(problem: Problem) -> str:
    """Return what keeps a text from being printed."""
    words = N_("{field}: “{text}” {reason}.")
    return _(words, field=name_of(problem.field.text), text=problem.text, reason=_(problem.reason))


def _contents(layout: Layout, background: bytes | None) -> tuple[Any, ...]:
    fields: list[Mapping[str, Any]] = list(layout.field_documents())
    return layout.width, layout.height, Jsonb(fields), background
