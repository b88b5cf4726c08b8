"""Search in a list over every column it shows, as it shows them: names of records, labels of codes, days, numbers.

What a word may mean in a column of codes or of records is found in their own small tables first, so that the list
itself is asked by ids; a word that means nothing there costs the list nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, or_, select

from client.core.words import classifier_of
from client.data.records.catalogue import Catalogue
from client.data.records.list_filters import Filter, folded, folded_has, is_indexed, typed_words
from client.data.records.list_paths import Paths, ResolvedPath, find, step
from client.data.records.listing import ListQuery
from client.data.server.gateway import Gateway
from shared.models.record import Table
from shared.names import words

#: More records than these are not named one by one: the names are compared row by row.
MOST = 400


@dataclass(frozen=True)
class _Small:
    """A column that shows a text of a record of another table, and the way to the record."""

    path: str
    holder: str
    model: type[Table]
    text: str


def resolve(query: ListQuery, gateway: Gateway, catalogue: Catalogue) -> ListQuery:
    """Say of each thing typed what it may mean in the searched columns; runs in the background."""
    typed = [each for each in query.search.split() if words(each)]
    if not typed or query.also:
        return query
    small = [found for path in query.searched if (found := _small(query.model, path)) is not None]
    named = {each.path for each in small}
    plain = {path: find(query.model, path) for path in query.searched if path not in named}
    texts = tuple(path for path, found in plain.items() if _kind(found) in {"text", "reference"})
    catalogue.ensure(_classifier(found) for found in plain.values())
    records = _records(gateway, small, query.search) if small else [()] * len(typed)
    also = (
        (*(_meant(catalogue, path, found, word) for path, found in plain.items()), *referring)
        for word, referring in zip(typed, records, strict=True)
    )
    return replace(
        query,
        searched=texts,
        also=tuple(tuple(each for each in found if each is not None) for found in also),
        found=query.finder(gateway, query.search) if query.finder is not None else (),
    )


def _small(model: type[Table], path: str) -> _Small | None:
    """Return where the name of another record comes from, unless it has a table of search words of its own."""
    found = find(model, path)
    *way, last = path.split(".")
    if is_indexed(found):
        return None
    if found.reference is not None:
        target = step(_model_at(model, way), last).target
        return _Small(path, path, target, target.title.removesuffix("_id"))
    if way and _kind(found) == "text" and f"{way[-1]}_id" in _model_at(model, way[:-1]).__table__.columns:
        return _Small(path, ".".join(way), found.model, last)
    return None


def _model_at(model: type[Table], way: Iterable[str]) -> type[Table]:
    for name in way:
        model = step(model, name).target
    return model


def _records(gateway: Gateway, small: Sequence[_Small], typed: str) -> list[tuple[Filter, ...]]:
    """Ask the small tables, each once for everything typed."""
    found: list[tuple[Filter, ...]] = [() for _each in typed_words(typed)]
    answers: dict[tuple[type[Table], str], list[tuple[Any, ...]]] = {}
    for each in small:
        key = (each.model, each.text)
        if key not in answers:
            answers[key] = gateway.rows(_named(each, typed))
        for place, together in enumerate(typed_words(typed)):
            ids = tuple(row[0] for row in answers[key] if row[1 + place])
            if len(ids) > MOST:
                found[place] += (Filter(each.path, "begins", (" ".join(together),)),)
            elif ids:
                found[place] += (Filter(each.holder, "one_of", ids),)
    return found


def _named(small: _Small, typed: str) -> Select[Any]:
    """Fold each name once, then look for everything typed."""
    paths = Paths(small.model)
    key = folded(paths, small.text).label("folded")
    names = paths.join(select(small.model.__table__.columns["id"], key)).cte().prefix_with("materialized")
    fitting = [folded_has(names.columns["folded"], together) for together in typed_words(typed)]
    return select(names.columns["id"], *fitting).where(or_(*fitting))


def _meant(catalogue: Catalogue, path: str, found: ResolvedPath, word: str) -> Filter | None:
    """Return what a word may mean in a column that is no text."""
    if classifier := _classifier(found):
        codes = catalogue.named(classifier, words(word))
        return Filter(path, "one_of", codes) if codes else None
    kind = _kind(found)
    if kind in {"number", "decimal"} and re.fullmatch(r"\d+([.,]\d+)?", word):
        return Filter(path, "equals", (Decimal(word.replace(",", ".")),))
    if kind in {"day", "moment"} and (limits := _days(word)) is not None:
        return Filter(path, "between", limits)
    return None


def _days(word: str) -> tuple[date, date] | None:
    """Read “24.11.2026”, “11.2026” or “2026” as the first and the last day that it may mean."""
    found = re.fullmatch(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?((?:19|20)\d\d)", word)
    if found is None:
        return None
    day, month, year = (int(each) if each else None for each in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    after = date(first.year + 1, 1, 1) if month in {None, 12} else date(first.year, first.month + 1, 1)
    return first, after - timedelta(days=1)


def _kind(found: ResolvedPath) -> str:
    return "code" if _classifier(found) else str(found.info.get("kind", "text"))


def _classifier(found: ResolvedPath) -> str:
    return classifier_of(found.column if found.reference is None else found.reference)
