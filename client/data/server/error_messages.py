"""What the database refuses, as sentences that name the record and the cure."""

import json
import re
from collections.abc import Mapping

import psycopg
from sqlalchemy import (
    CheckConstraint,
    Constraint,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from client.core.errors import Conflict, HemisError, Refused, Unavailable, UserError
from client.core.i18n import N_, _
from shared.models.everything import BY_RELATION
from shared.models.record import Table
from shared.models.rules import sentence_of

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
SHORT_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))

_CHECKS = {
    "length": N_("“{field}” is too long: at most {length} characters."),
    "trimmed": N_("“{field}” must not be empty."),
    "pattern": N_("“{field}” is not written the way it has to be."),
    "minimum": N_("“{field}” is too small: at least {minimum}."),
    "maximum": N_("“{field}” is too large: at most {maximum}."),
    "range": N_("“{field}” lies outside {earliest} – {latest}. Look at the year."),
    "picture": N_("“{field}” is not a picture. Choose a JPEG or PNG file."),
    "volume": N_("“{field}” holds too much: at most {volume} bytes. Leave something out."),
    "size": N_("“{field}” is too large: at most {limit} bytes. Choose a smaller file."),
}

_STATES: dict[str, tuple[type[HemisError], str]] = {
    "40": (UserError, N_("Somebody else was changing the same records at the same moment. Try again.")),
    "55P03": (UserError, N_("Somebody else is working with the same record. Try again in a moment.")),
    "53100": (Unavailable, N_("The server's disk is full, so nothing was saved. Tell the administrator.")),
    "53300": (
        Unavailable,
        N_("The server has no free connections. Close other windows of the program or wait."),
    ),
    "53400": (
        UserError,
        N_("This question needs more room on the server than one person may take. Narrow it."),
    ),
    "53": (
        Unavailable,
        N_("The server is short of memory or space. Try again; if it stays, tell the administrator."),
    ),
    "57014": (
        Unavailable,
        N_("The server needed too long for this and was stopped. Narrow the question or try later."),
    ),
    "57": (
        Unavailable,
        N_("The server was stopped or is starting. Your input is kept; try again in a minute."),
    ),
    "08": (
        Unavailable,
        N_("The connection to the server is lost. Your input is kept; try again in a minute."),
    ),
    "25006": (
        Unavailable,
        N_("This server only answers questions now, it stores nothing. Tell the administrator."),
    ),
    "58": (Unavailable, N_("The server cannot read or write its disk. Tell the administrator.")),
    "22": (
        UserError,
        N_("A value cannot be stored as it is written. Look for unusual characters or numbers."),
    ),
}

_ROW_SECURITY = N_("This record lies outside what your role may change. Switch the role or ask that office.")
_NOT_ALLOWED = N_("Your role may not do this. Switch the role above, or ask the office that may.")


def translate(error: psycopg.Error) -> HemisError | None:
    """Return the sentence for a driver's error; None if it is a bug of ours."""
    sentence = _sentence(error)
    if sentence is not None:
        sentence.details = "\n".join(
            filter(None, (error.sqlstate, str(error).strip(), error.diag.constraint_name))
        )
    return sentence


def _sentence(error: psycopg.Error) -> HemisError | None:
    state = error.sqlstate or ""
    if state.startswith("HM"):
        return _ours(state, error)
    if state.startswith("23"):
        return _integrity(error)
    if state == "42501":
        return Refused(_ROW_SECURITY if "row-level security" in str(error) else _NOT_ALLOWED)
    if isinstance(error, psycopg.DataError):
        state = state or "22"
    elif isinstance(error, psycopg.OperationalError):
        state = state or "08"
    kind, message = _STATES.get(state) or _STATES.get(state[:2]) or (None, "")
    return None if kind is None else kind(message)


#: Values that are message ids themselves: what a text is called, and in which language it stands.
_WORDS = frozenset({"label", "language"})


def _ours(state: str, error: psycopg.Error) -> HemisError:
    """An error that our own SQL raised: the message is an id, the detail its values as JSON."""
    values = _values(error.diag.message_detail)
    field = str(values.pop("field", ""))
    message = error.diag.message_primary or ""
    kinds: dict[str, type[HemisError]] = {"HM002": Refused, "HM003": Conflict}
    found = kinds.get(state, UserError)(message)
    found.values = values
    found.field = field
    return found


def _values(detail: str | None) -> dict[str, object]:
    try:
        found = json.loads(detail or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    if isinstance(weekday := found.get("weekday"), int):
        found["day"] = _(WEEKDAYS[weekday - 1])
    for name in _WORDS & found.keys():
        found[name] = _(str(found[name]))
    return {str(name): value for name, value in found.items()}


def _integrity(error: psycopg.Error) -> HemisError:
    diag = error.diag
    relation = f"{diag.schema_name}.{diag.table_name}"
    if error.sqlstate == "23502":
        return _about(relation, diag.column_name or "", N_("“{field}” must not be empty."))
    name = diag.constraint_name or ""
    being_removed = (diag.message_primary or "").startswith("update or delete")
    return constraint_sentence(relation, name, detail=diag.message_detail or "", being_removed=being_removed)


def constraint_sentence(
    relation: str, name: str, *, detail: str = "", being_removed: bool = False
) -> UserError:
    """Return the sentence for the violation of a named constraint."""
    constraint = CONSTRAINTS.get(f"{relation}.{name}")
    index = INDEXES.get(f"{relation}.{name}")
    field = _field(constraint)
    if own := sentence_of(constraint if index is None else index):
        found = UserError(own)
        found.field = field
        return found
    if isinstance(constraint, ForeignKeyConstraint):
        return _reference(relation, constraint, field, being_removed=being_removed)
    if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint):
        return _duplicate(relation, constraint, field, detail)
    if isinstance(constraint, CheckConstraint) and field and _suffix(name) in _CHECKS:
        return _check(relation, name, field)
    return UserError(
        N_("The server refused this because of its rule “{rule}”. Tell the administrator."), rule=name
    )


def _check(relation: str, name: str, field: str) -> UserError:
    info = BY_RELATION[relation].__table__.columns[field].info
    bounds = {key: _shown(info[key]) for key in _BOUNDS if info.get(key) is not None}
    return _about(relation, field, _CHECKS[_suffix(name)], **bounds)


def _suffix(name: str) -> str:
    return name.removesuffix("_check").rpartition("_")[2]


_BOUNDS = ("length", "minimum", "maximum", "earliest", "latest", "limit", "volume")


def _shown(value: object) -> str:
    return value.strftime("%d.%m.%Y") if hasattr(value, "strftime") else str(value)


def _duplicate(
    relation: str, constraint: UniqueConstraint | PrimaryKeyConstraint, field: str, detail: str
) -> UserError:
    value = re.search(r"\)=\((.*)\)", detail)
    if value is None:
        message = N_(
            "“{field}”: this value is already in “{plural}”. Choose another one or open the existing record."
        )
        return _about(relation, field, message)
    message = N_(
        "“{field}”: {value} is already in “{plural}”. Choose another one or open the existing record."
    )
    shown = value[1].split(", ")
    columns = [column.name for column in constraint.columns]
    place = columns.index(field) if len(shown) == len(columns) and field in columns else -1
    return _about(relation, field, message, value=shown[place])


def _reference(
    relation: str, constraint: ForeignKeyConstraint, field: str, *, being_removed: bool
) -> UserError:
    if being_removed:
        kept = BY_RELATION[f"{constraint.referred_table.schema}.{constraint.referred_table.name}"]
        return UserError(
            N_(
                "“{label}” is still used by “{users}”. Remove or change those first, or mark it as not in use."
            ),
            label=_(kept.label),
            users=_(BY_RELATION[relation].plural),
        )
    if len(constraint.columns) > 1:
        return _about(
            relation, field, N_("“{field}” does not belong to the others chosen here. Choose it again.")
        )
    return _about(relation, field, N_("“{field}”: what was chosen no longer exists. Choose it again."))


def _about(relation: str, field: str, message: str, **values: object) -> UserError:
    model = BY_RELATION.get(relation)
    label = model.__table__.columns[field].info.get("label", field) if model is not None and field else field
    plural = model.plural if model is not None else relation
    found = UserError(message, field=_(label), plural=_(plural), **values)
    found.field = field
    return found


def _field(constraint: Constraint | None) -> str:
    """The column a form should point at: of several the one that a person chooses last, not the scope."""
    columns = [column.name for column in getattr(constraint, "columns", ())]
    if isinstance(constraint, CheckConstraint) and not columns:
        named = str(constraint.name or "")
        columns = [
            c.name for c in constraint.table.columns if re.search(rf"\b{c.name}\b", str(constraint.sqltext))
        ]
        columns = [name for name in columns if name in named] or columns
    relation = _relation(constraint.table) if constraint is not None and hasattr(constraint, "table") else ""
    scope = BY_RELATION[relation].scope if relation in BY_RELATION else ""
    telling = [name for name in columns if name != scope] or columns
    return telling[0] if telling else ""


def _relation(table: object) -> str:
    return f"{getattr(table, 'schema', '')}.{getattr(table, 'name', '')}"


def _all_constraints(models: Mapping[str, type[Table]]) -> dict[str, Constraint]:
    preparer = PGDialect_psycopg().identifier_preparer  # type: ignore[no-untyped-call]
    return {
        f"{relation}.{(preparer.format_constraint(constraint) or '').strip(chr(34))}": constraint
        for relation, model in models.items()
        for constraint in model.__table__.constraints
    }


CONSTRAINTS = _all_constraints(BY_RELATION)
#: Keys that are indexes and not constraints.
INDEXES = {
    f"{relation}.{index.name}": index
    for relation, model in BY_RELATION.items()
    for index in model.__table__.indexes
    if index.unique
}
