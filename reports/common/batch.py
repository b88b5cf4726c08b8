"""Many papers at once: large batches are drawn by several processes and joined."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from io import BytesIO
from itertools import chain
from multiprocessing import get_context
from typing import TypeVar

from reports.common.archival import carry_over, is_archival

Paper = TypeVar("Paper")
Piece = TypeVar("Piece")
Render = Callable[[Sequence[Paper]], bytes]
Progress = Callable[[int, int], object]

#: So many papers make a piece of work; a batch of one piece stays in this process.
PIECE = 100
PROCESSES = min(4, os.cpu_count() or 1)


def _unwatched(done: int, total: int) -> None:
    """Nobody watches the progress."""


def one_file(
    papers: Sequence[Paper],
    render: Render[Paper],
    progress: Progress = _unwatched,
    processes: int = PROCESSES,
) -> bytes:
    """Return one PDF of all papers; the same papers give the same bytes, however many processes draw."""
    return joined(tuple(_pieces(papers, render, progress, processes)))


def joined(pieces: Sequence[bytes]) -> bytes:
    """Return the pages of several PDFs as one; a single one stays as it is."""
    if len(pieces) == 1:
        return pieces[0]
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - 19 MB that only a large batch needs

    whole = PdfWriter()
    for piece in pieces:
        whole.append(BytesIO(piece))
    if is_archival(first := PdfReader(BytesIO(pieces[0]))):
        carry_over(first, whole, pieces)
    target = BytesIO()
    whole.write(target)
    return target.getvalue()


def separate_files(
    papers: Sequence[Paper],
    render: Render[Paper],
    progress: Progress = _unwatched,
    processes: int = PROCESSES,
) -> Iterator[bytes]:
    """Give a PDF for each paper, in their order."""
    return chain.from_iterable(_pieces(papers, partial(_each, render), progress, processes))


def _each(render: Render[Paper], papers: Sequence[Paper]) -> list[bytes]:
    return [render((paper,)) for paper in papers]


def _pieces(
    papers: Sequence[Paper], work: Callable[[Sequence[Paper]], Piece], progress: Progress, processes: int
) -> Iterator[Piece]:
    """Give the drawn pieces in order; `progress` may stop it by raising."""
    pieces = [papers[start : start + PIECE] for start in range(0, len(papers), PIECE)]
    done = 0
    for piece, drawn in zip(pieces, _drawn(pieces, work, processes), strict=True):
        done += len(piece)
        progress(done, len(papers))
        yield drawn


def _drawn(
    pieces: list[Sequence[Paper]], work: Callable[[Sequence[Paper]], Piece], processes: int
) -> Iterator[Piece]:
    ready = 0
    if len(pieces) > 1 and processes > 1:
        # A window's threads must not be forked; spawning is also what Windows does.
        pool = ProcessPoolExecutor(min(processes, len(pieces)), get_context("spawn"))
        try:
            for drawn in pool.map(work, pieces):
                yield drawn
                ready += 1
        except BrokenProcessPool:
            pass  # something on this machine ends our helpers: the rest is drawn here
        finally:
            pool.shutdown(cancel_futures=True)
    yield from map(work, pieces[ready:])


def page_count(pdf: bytes) -> int:
    """Return how many pages a finished paper has."""
    from pypdf import PdfReader  # noqa: PLC0415 - as for large batches: not at the start of the program

    return len(PdfReader(BytesIO(pdf)).pages)
