"""What a module adds to the program: declared in views/<module>/__init__.py, listed in views/modules.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the sign-in window stands beside the frame's module and must not bring models
    from client.data.records.counters import Counter
    from client.data.records.quick_search import Search
    from client.data.records.start_blocks import StartBlock
    from client.widgets.card_tab import CardTab
    from client.widgets.record_paper import RecordPaper
    from client.widgets.windows import Window


@dataclass(frozen=True)
class Module:
    """Windows, tabs of cards, papers of records, counters and blocks of the start page, tables to search."""

    windows: tuple[Window, ...] = ()
    tabs: tuple[CardTab, ...] = ()
    counters: tuple[Counter, ...] = ()
    blocks: tuple[StartBlock, ...] = ()
    searches: tuple[Search, ...] = ()
    papers: tuple[RecordPaper, ...] = ()


def gathered(modules: Iterable[Module]) -> Module:
    """Return everything that the modules add, in their order."""
    every = tuple(modules)
    return Module(
        windows=tuple(window for module in every for window in module.windows),
        tabs=tuple(tab for module in every for tab in module.tabs),
        counters=tuple(counter for module in every for counter in module.counters),
        blocks=tuple(block for module in every for block in module.blocks),
        searches=tuple(search for module in every for search in module.searches),
        papers=tuple(paper for module in every for paper in module.papers),
    )
