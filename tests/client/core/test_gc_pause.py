"""Collections are put off while objects are made, and happen again whatever went wrong."""

import gc

import pytest

from client.core import gc_pause


def test_collections_wait_and_happen_again():
    with gc_pause.kept():
        assert not gc.isenabled()
        with gc_pause.kept():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collections_happen_again_after_an_error():
    with pytest.raises(ValueError, match="broken"), gc_pause.kept():
        raise ValueError("broken")
    assert gc.isenabled()
