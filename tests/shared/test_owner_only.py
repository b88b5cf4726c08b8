"""A file for its owner only is one from its first moment, on every system."""

import ctypes
import os
import re
import stat
import sys

import pytest

from shared.owner_only import write_for_owner


def test_the_text_is_written_and_nothing_is_written_over(tmp_path):
    write_for_owner(tmp_path / "parol", "oʻgʻil\n")

    assert (tmp_path / "parol").read_bytes() == "oʻgʻil\n".encode()
    with pytest.raises(FileExistsError, match="parol"):
        write_for_owner(tmp_path / "parol", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has an access list")
def test_only_the_owner_may_read_it_whatever_the_mask_says(tmp_path):
    before = os.umask(0)
    try:
        write_for_owner(tmp_path / "secret", "x")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform != "win32", reason="other systems have the mode")
def test_the_access_list_names_nobody_but_owner_and_system(tmp_path):
    write_for_owner(tmp_path / "secret", "x")

    named = named_in_access_list(tmp_path / "secret")
    assert len(named) == 2
    assert "SY" in named
    assert not named & {
        "WD",
        "AU",
        "BU",
        "BA",
        "IU",
    }  # everyone, who signed in, users, administrators, who sits here


def named_in_access_list(path):
    """Whom the access list of a file names, in Microsoft's letters for them."""
    advapi32, descriptor, text = ctypes.WinDLL("advapi32"), ctypes.c_void_p(), ctypes.c_wchar_p()
    file, access_list = 1, 4
    assert not advapi32.GetNamedSecurityInfoW(
        str(path), file, access_list, None, None, None, None, ctypes.byref(descriptor)
    )
    assert advapi32.ConvertSecurityDescriptorToStringSecurityDescriptorW(
        descriptor, 1, access_list, ctypes.byref(text), None
    )
    return set(re.findall(r"\(A;[^)]*;([^;)]+)\)", text.value))
