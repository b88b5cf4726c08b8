"""A list that is to be written: what stands above it, its columns and rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from client.data.records.catalogue import Catalogue
from client.widgets.columns import ColumnSpec
from client.widgets.formatting import shown


@dataclass(frozen=True)
class Sheet:
    """A list to be written: what stands above it, its columns and rows, and their number."""

    title: str
    notes: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]
    rows: Iterable[tuple[Any, ...]]
    catalogue: Catalogue

    def texts(self, row: Sequence[Any], write: Callable[..., str] = shown) -> list[str]:
        """Return the cells as they are on the screen, or as another way of writing has them."""
        return [
            write(value, spec.classifier, self.catalogue)
            for value, spec in zip(row, self.columns, strict=True)
        ]
