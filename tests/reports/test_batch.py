"""Many references: in order, the same bytes from one process or two, stoppable."""

import pytest

from client.core.errors import Cancelled
from reports.common import batch
from reports.common.page import Paper
from reports.students.reference import render


@pytest.fixture(scope="module")
def names():
    return [f"Karimov {number}" for number in range(batch.PIECE * 2 + 10)]


@pytest.fixture
def papers(names, make_reference, stamp):
    return [Paper(make_reference(name=name), stamp) for name in names]


def test_two_processes_give_the_bytes_of_one(papers, names, read):
    joined = batch.one_file(papers, render, processes=2)
    assert joined == batch.one_file(papers, render, processes=1)
    pages = read(joined)
    assert len(pages) == len(names)
    for number in (0, batch.PIECE - 1, batch.PIECE, len(names) - 1):
        assert f"{names[number]} (" in pages.text(number)


def test_one_file_for_each(papers, names, read):
    files = list(batch.separate_files(papers, render, processes=2))
    assert len(files) == len(names)
    assert f"{names[-1]} (" in read(files[-1]).text()
    assert files[5] == render([papers[5]])


def test_progress_is_told_and_may_stop_the_work(papers):
    heard = []

    def stop_after_the_first(done, total):
        heard.append((done, total))
        raise Cancelled

    with pytest.raises(Cancelled):
        batch.one_file(papers, render, stop_after_the_first, processes=1)
    assert heard == [(batch.PIECE, len(papers))]
