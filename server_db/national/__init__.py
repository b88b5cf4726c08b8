"""The national classifiers, and the codes the acts name that the national lists lack; loaded at every upgrade.

Sources of `additions.tsv`: retained students (MoJ reg. 3069), grounds of expulsion (VMQ 578, §49), reasons of
academic leave (VMQ 344); academic years up to 2035.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

FILES = ("classifiers.tsv", "additions.tsv")


def load(admin: psycopg.Connection[Any]) -> int:
    """Add the lists and codes that are missing; how many codes were added.

    A code that is there stays as the university has worded it.
    """
    rows = [(order, row) for order, row in enumerate(_rows())]
    titles = {
        row["classifier"]: (row["title_uz"], row["title_oz"]) for _, row in reversed(rows) if row["title_uz"]
    }
    _add_lists(admin, titles)
    return _add_codes(admin, rows)


def _add_lists(admin: psycopg.Connection[Any], titles: dict[str, tuple[str, str]]) -> None:
    admin.execute(
        "insert into classifiers.classifier (code, name_uz, name_oz, national)"
        " select code, name_uz, name_oz, true"
        " from unnest(%s::text[], %s::text[], %s::text[]) as given (code, name_uz, name_oz)"
        " where not exists (select from classifiers.classifier c where c.code = given.code)",
        [list(titles), [uz for uz, _ in titles.values()], [oz for _, oz in titles.values()]],
    )


def _add_codes(admin: psycopg.Connection[Any], rows: list[tuple[int, dict[str, str]]]) -> int:
    names = ("classifier", "code", "parent", "name_uz", "name_oz", "name_ru", "name_en")
    columns: list[list[Any]] = [[row[name].strip() or None for _, row in rows] for name in names]
    return admin.execute(
        "insert into classifiers.item (classifier_id, code, parent, name_uz, name_oz, name_ru, name_en, position)"
        " select c.id, g.code, g.parent, g.name_uz, g.name_oz, g.name_ru, g.name_en, g.position"
        " from unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::int[])"
        " as g (classifier, code, parent, name_uz, name_oz, name_ru, name_en, position)"
        " join classifiers.classifier c on c.code = g.classifier"
        " on conflict (classifier_id, code) do nothing",
        [*columns, [order for order, _ in rows]],
    ).rowcount


def _rows() -> Iterator[dict[str, str]]:
    for name in FILES:
        with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, dialect="excel-tab")
