"""The SQL that every table has alike, written from the models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

from server_db.roles import DEFINER, GROUPS
from server_db.standard_history import history
from shared.models.everything import MODELS, SCHEMAS, metadata
from shared.models.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Column, MetaData

    from shared.models.record import Table

SUPPOSED_UNITS = 100
DEFINED = "security definer\n    set search_path = pg_catalog, pg_temp"


def script() -> str:
    """All of it, table by table."""
    with_comments(metadata)
    tables = (part for model in MODELS for part in _table(model))
    return "\n".join([_schemas(), *tables, _is_used(), _subjects()])


def _schemas() -> str:
    """Every role may name what is in a schema; what it sees there, policies and grants say."""
    return f"grant usage on schema {', '.join(SCHEMAS)} to {', '.join((*GROUPS, DEFINER))};"


def relation(model: type[Table]) -> str:
    """The qualified name as SQL writes it."""
    table = model.__table__
    return f'{table.schema}."{table.name}"' if table.name == "group" else f"{table.schema}.{table.name}"


def _is_told(model: type[Table]) -> bool:
    """Other desks hear of its changes."""
    return issubclass(model, Record) and not model.personal


def coded_columns(model: type[Table]) -> list[Column[object]]:
    return [column for column in model.__table__.columns if "classifier" in column.info]


def _table(model: type[Table]) -> Iterator[str]:
    name = relation(model)
    yield f"\n-- {name}"
    yield f"alter table {name} enable row level security, force row level security;"
    yield f"grant select on {name} to {DEFINER};"
    yield f"create policy definer_reads on {name} for select to {DEFINER} using (true);"
    yield from _comments(model)
    if model.scope not in {"", "id"}:
        # A policy compares with an array that the planner does not know: it reckons with ten units, of which one or
        # two occur in the table. Told that there are many, it takes the index of the scope instead of reading all.
        yield f"alter table {name} alter column {model.scope} set (n_distinct = {SUPPOSED_UNITS});"
    if issubclass(model, Record):
        yield f"create trigger touch before update on {name} for each row execute function security.touch();"
    if _is_told(model):
        yield from _told(model)
    if model.papers:
        yield (
            f"create trigger papers_hold after delete on {name} referencing old table as old_rows "
            "for each statement execute function documents.hold_subjects();"
        )
    if model.audited:
        yield from history(model, name, _TRANSITIONS, DEFINED)
    if coded_columns(model):
        yield from _code_checks(model)


def _told(model: type[Table]) -> Iterator[str]:
    """Statement triggers that note a change: of which the herald reads in the history, and which the client tells."""
    followed = set(_TRANSITIONS if model.audited else ()) - ({"insert"} if model.unfolded else set())
    ways = (("change", followed, ""), ("change_untold", _TRANSITIONS.keys() - followed, "'untold'"))
    for trigger, actions, argument in ways:
        if actions:
            yield (
                f"create trigger {trigger} after {' or '.join(sorted(actions))} on {relation(model)} "
                f"for each statement execute function system.note_change({argument});"
            )


def with_comments(metadata: MetaData) -> MetaData:
    """The tables with the comments that the script writes, so that a comparison finds them where they belong."""
    for model in MODELS:
        model.__table__.comment = (model.__doc__ or "").strip().splitlines()[0]
        for column in model.__table__.columns:
            column.comment = column.info.get("label")
    return metadata


def _comments(model: type[Table]) -> Iterator[str]:
    table = model.__table__
    yield f"comment on table {relation(model)} is {_literal(table.comment or '')};"
    for column in table.columns:
        if column.comment:
            yield f"comment on column {relation(model)}.{column.name} is {_literal(column.comment)};"


_TRANSITIONS = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}


def _code_checks(model: type[Table]) -> Iterator[str]:
    """One look at all codes of a statement, so that ten thousand rows cost one query; an update asks for new ones."""
    table = model.__table__
    function = f"classifiers.check_{table.schema}_{table.name}"
    inserted = ", ".join(
        f"('{c.name}', '{c.info['classifier']}', n.{c.name}, null)" for c in coded_columns(model)
    )
    updated = ", ".join(
        f"('{c.name}', '{c.info['classifier']}', n.{c.name}, o.{c.name})" for c in coded_columns(model)
    )
    yield f"""
create function {function}() returns trigger
    language plpgsql
    {DEFINED}
    set enable_nestloop = off  -- planned for one row, it would compare every row with every other
as $$
declare
    found jsonb;
begin
    if tg_op = 'INSERT' then
        select jsonb_agg(jsonb_build_array(d.name, d.classifier, d.code)) into found
          from (select distinct v.name, v.classifier, v.code
                  from new_rows n cross join lateral (values {inserted}) v (name, classifier, code, before)
                 where v.code is not null) d;
    else
        select jsonb_agg(jsonb_build_array(d.name, d.classifier, d.code)) into found
          from (select distinct v.name, v.classifier, v.code
                  from new_rows n join old_rows o using (id)
                 cross join lateral (values {updated}) v (name, classifier, code, before)
                 where v.code is distinct from v.before and v.code is not null) d;
    end if;
    perform classifiers.refuse_unknown('{table.fullname}', found);
    return null;
end $$;
comment on function {function}() is 'Definer: codes are checked whatever classifiers the writer may read.';
create trigger codes_insert after insert on {relation(model)} referencing new table as new_rows
    for each statement execute function {function}();
create trigger codes_update after update on {relation(model)} referencing old table as old_rows new table as new_rows
    for each statement execute function {function}();"""  # noqa: S608 - the names are those of the models


def _is_used() -> str:
    """Tell whether any record has a code."""
    cases = "\n        or ".join(
        f"k = '{column.info['classifier']}' and exists (select from {relation(model)} where {column.name} = c)"
        for model in MODELS
        for column in coded_columns(model)
    )
    return f"""
create function classifiers.is_used(k text, c text) returns boolean
    language sql stable
    {DEFINED}
as $$
    select {cases}
$$;
comment on function classifiers.is_used(text, text) is 'Definer: a code is in use also where its owner may not look.';
"""


def _subjects() -> str:
    """The tables whose records notes, files and the history of a record are about."""
    return _names(
        "system.subjects", (m for m in MODELS if issubclass(m, Record) and m.audited and not m.sensitive)
    )


def _names(function: str, models: Iterable[type[Table]]) -> str:
    names = ",".join(str(model.__table__) for model in models)
    return f"""
create function {function}() returns text[]
    language sql immutable parallel safe
as $$ select '{{{names}}}'::text[] $$;
"""


def _literal(text: str) -> str:
    return sql.quote(text)
