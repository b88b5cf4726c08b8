"""For developers: the revision that brings an installed database to the models, as SQL to be read before use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from alembic.autogenerate import produce_migrations
from alembic.operations import Operations
from alembic.operations.ops import CreateTableOp, MigrateOperation, OpContainer
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column
from sqlalchemy.dialects.postgresql.base import PGDialect

from server_db import install
from shared.models.everything import SCHEMAS, metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

VERSIONS = install.MIGRATIONS / "versions"
STEPS = '''"""{message}, one SQL file a schema."""

from pathlib import Path

from alembic import op

revision = "{number}"
down_revision = "{before}"
branch_labels = None
depends_on = None

FOLDER = Path(__file__).with_suffix("")
SCHEMAS = {schemas}


def upgrade() -> None:
    for schema in SCHEMAS:
        script = (FOLDER / f"{{schema}}.sql").read_text(encoding="utf-8")
        # Straight to the driver: a percent sign in a constraint is no placeholder.
        op.get_bind().connection.driver_connection.execute(script)
'''


def draft_revision(admin_dsn: str, number: str, message: str, folder: Path = VERSIONS) -> list[Path]:
    """Write the steps from an installed database to the models; the files, of which the first runs the others."""
    before = install.offered_revision()
    if number <= before:
        raise install.InstallError(f"The newest revision is {before}; the next one needs a higher number.")
    scripts = _scripts(admin_dsn)
    if not scripts:
        raise install.InstallError("The tables are those of the models already; there is nothing to revise.")
    name = f"{number}_{re.sub(r'[^a-z0-9]+', '_', message.lower()).strip('_')}"
    head = STEPS.format(
        message=message.rstrip("."), number=number, before=before, schemas=json.dumps([*scripts])
    )
    return [
        _written(folder / f"{name}.py", head),
        *(_written(folder / name / f"{schema}.sql", script) for schema, script in scripts.items()),
    ]


def _written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _scripts(admin_dsn: str) -> dict[str, str]:
    """The SQL of each schema that differs, in the order in which schemas refer to one another."""
    engine = install.engine_of(admin_dsn)
    with engine.connect() as connection:
        steps = _differing(connection)
        known = {
            name for (name,) in connection.exec_driver_sql("select nspname from pg_catalog.pg_namespace")
        }
    engine.dispose()
    new = {schema: f"create schema {schema};\n\n" for schema in steps if schema not in known}
    ordered = sorted(steps, key=list(SCHEMAS).index)
    return {schema: new.get(schema, "") + "".join(map(_sql, steps[schema])) for schema in ordered}


def _differing(connection: Connection) -> dict[str, list[MigrateOperation]]:
    """What Alembic would do, by schema; the comments are written by `standard.py` at every upgrade."""
    connection.dialect.supports_comments = False
    context = MigrationContext.configure(connection, opts=install.OPTIONS)
    found: dict[str, list[MigrateOperation]] = {}
    upgrade = produce_migrations(context, metadata).upgrade_ops
    for schema, step in _leaves(upgrade.ops if upgrade else [], ""):
        found.setdefault(schema, []).append(step)
    return found


def _leaves(steps: list[MigrateOperation], schema: str) -> Iterator[tuple[str, MigrateOperation]]:
    """Each step with its schema; those that change a table stand together under its name."""
    for step in steps:
        own = getattr(step, "schema", None) or schema
        if isinstance(step, OpContainer):
            yield from _leaves(step.ops, own)
        else:
            yield own, step


def _sql(step: MigrateOperation) -> str:
    """The statements of a step, without comments on what it makes."""
    dialect = PGDialect(paramstyle="named")  # type: ignore[no-untyped-call]  # the driver's own would write each percent sign twice
    dialect.supports_comments = False
    if isinstance(step, CreateTableOp):
        step.columns = sorted(step.columns, key=_place)
    written = StringIO()
    context = MigrationContext.configure(dialect=dialect, opts={"as_sql": True, "output_buffer": written})
    Operations(context).invoke(step)
    return written.getvalue().replace(" \n", "\n")


def _place(part: object) -> str:
    """Columns as they are declared, then constraints by name: Alembic gives these in any order."""
    return "" if isinstance(part, Column) else str(getattr(part, "name", ""))
