"""The lines of source that are not kept."""

import linecache

import pytest

from client.core import source_lines


class Installed:
    """The loader of a program whose source was left at home."""

    def get_source(self, _name):
        return None


@pytest.fixture(autouse=True)
def cache(monkeypatch):
    monkeypatch.setattr(linecache, "cache", linecache.cache)
    source_lines.keep_none()


def test_lines_are_read_and_not_kept():
    assert linecache.getline(__file__, 1) == '"""The lines of source that are not kept."""\n'
    assert not linecache.cache


def test_a_module_without_source_has_no_lines_and_is_no_error():
    module = {"__name__": "client.desk", "__loader__": Installed()}
    assert linecache.getlines("client/desk.py/is/not/there", module) == []
