"""The kinds of registered papers that the models declare, written into the register's table at every upgrade."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from shared.models.everything import MODELS

if TYPE_CHECKING:
    import psycopg

    from shared.paper_kind import PaperKind

COLUMNS = ("code", "relation", "prefix", "series", "languages", "facts", "issuers", "readers")


def load(admin: psycopg.Connection[Any]) -> None:
    """Write what is declared; what is not any more stays for its papers, and nobody registers it."""
    declared = [_row(model.__table__.fullname, kind) for model in MODELS for kind in model.papers]
    codes = [row["code"] for row in declared]
    admin.execute(
        "delete from documents.kind k where code <> all (%s) "
        "and not exists (select from documents.paper p where p.kind = k.code)",
        [codes],
    )
    admin.execute("update documents.kind set facts = null where code <> all (%s)", [codes])
    values = ", ".join(f"%({name})s" for name in COLUMNS)
    changed = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS)
    with admin.cursor() as cursor:
        cursor.executemany(
            f"insert into documents.kind ({', '.join(COLUMNS)}) values ({values}) "  # noqa: S608 - our own names
            f"on conflict (code) do update set {changed}",
            declared,
        )


def _row(relation: str, kind: PaperKind) -> dict[str, Any]:
    row = asdict(kind) | {"relation": relation, "series": kind.series or kind.code}
    return {name: list(row[name]) if isinstance(row[name], tuple) else row[name] for name in COLUMNS}
