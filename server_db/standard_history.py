"""The triggers that write the history of a table: whose unit it is and what stays unsaid, as the model has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Column

    from shared.models.record import Table


def history(model: type[Table], relation: str, transitions: Mapping[str, str], defined: str) -> Iterator[str]:
    """Statement triggers after each of the `transitions`, and the function that finds what an update changed."""
    arguments = ", ".join(
        sql.quote(each)
        for each in (
            model.scope,
            _array(_hidden(model)),
            _array(_digested(model)),
            _array(["id", "row_version", *_computed(model)]),
        )
    )
    yield _record_update(model, defined)
    for action, tables in transitions.items():
        if model.unfolded and action == "insert":
            continue
        function = (
            f"{_update_function(model)}()" if action == "update" else f"audit.record_{action}({arguments})"
        )
        yield (
            f"create trigger history_{action} after {action} on {relation} referencing {tables} "
            f"for each statement execute function {function};"
        )


def _record_update(model: type[Table], defined: str) -> str:
    """Before and after of the changed columns only; a row that was touched without change leaves no trace.

    The columns are named: looking for them in each row took twenty times as long as writing them.
    """
    untold = {*_hidden(model), *_digested(model)}
    unsaid = {"id", "row_version", *_computed(model)}
    columns = [each for each in model.__table__.columns if each.name not in unsaid]
    before, after = (
        ",\n                ".join(_changed(each, one, other, untold) for each in columns)
        for one, other in (("o", "n"), ("n", "o"))
    )
    unit = f'n."{model.scope}"' if model.scope else "null::bigint"
    function = f"{_update_function(model)}()"
    return f"""
create function {function} returns trigger
    language plpgsql {defined}
    set enable_nestloop = off  -- planned for one row, it would compare every row with every other
as $$
begin
    insert into audit.change (login, role, transaction, relation, record_id, unit_id, action, before, after)
    select session_user, nullif(current_setting('role'), 'none'), pg_current_xact_id()::text, '{model.__table__}', r.id,
           r.unit, 'update', r.before, r.after
      from (
        select n.id, {unit} as unit,
            json_object(
                {before}
                absent on null returning json)::jsonb as before,
            json_object(
                {after}
                absent on null returning json)::jsonb as after
          from old_rows o
          join new_rows n on n.id = o.id
        offset 0) r
     where r.before <> '{{}}';
    return null;
end $$;
comment on function {function} is 'Definer: nobody who works may write the history.';"""  # noqa: S608 - names of the models


def _changed(column: Column[object], one: str, other: str, untold: set[str]) -> str:
    """The value of a column if it has changed, also if it is null: as json, where null is not absent as in jsonb."""
    name = f'"{column.name}"'
    value = "'null'::json" if column.name in untold else f"coalesce(to_json({one}.{name}), 'null'::json)"
    return f"'{column.name}': case when {one}.{name} is distinct from {other}.{name} then {value} end"


def _update_function(model: type[Table]) -> str:
    table = model.__table__
    return f"audit.update_{table.schema}_{table.name}"


def _hidden(model: type[Table]) -> list[str]:
    columns = model.__table__.columns
    return [
        each.name for each in columns if model.sensitive and each.info.get("kind") not in {"id", "reference"}
    ]


def _digested(model: type[Table]) -> list[str]:
    return [each.name for each in model.__table__.columns if each.info.get("kind") in {"image", "content"}]


def _computed(model: type[Table]) -> list[str]:
    return [each.name for each in model.__table__.columns if each.computed is not None]


def _array(names: list[str]) -> str:
    return "{" + ",".join(names) + "}"
