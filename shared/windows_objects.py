"""What Python cannot ask of Windows: a file with an access list of its own, and a name that all sessions see."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    import msvcrt
    import os
    from collections.abc import Iterator
    from contextlib import contextmanager
    from ctypes import wintypes
    from pathlib import Path

    _kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    _advapi32 = ctypes.WinDLL("advapi32", use_last_error=True)
    _kernel32.CreateFileW.restype = wintypes.HANDLE
    _kernel32.CreateMutexW.restype = _kernel32.OpenMutexW.restype = wintypes.HANDLE
    _kernel32.GetCurrentProcess.restype = wintypes.HANDLE
    _INVALID = ctypes.c_void_p(-1).value
    _ACCESS_DENIED, _SYNCHRONIZE = 5, 0x100000
    _READ_AND_WRITE, _CREATE_NEW, _NORMAL, _TOKEN_QUERY, _TOKEN_USER = 0xC0000000, 1, 0x80, 8, 1

    class _SecurityAttributes(ctypes.Structure):
        _fields_ = (("length", wintypes.DWORD), ("descriptor", ctypes.c_void_p), ("inherit", wintypes.BOOL))

    def create_private_file(path: Path) -> int:
        """Create a file that is its owner's and the system's from the first moment; the descriptor to write by."""
        with _security(f"D:P(A;;FA;;;{_own_sid()})(A;;FA;;;SY)") as security:
            handle = _kernel32.CreateFileW(
                str(path),
                wintypes.DWORD(_READ_AND_WRITE),
                0,
                ctypes.byref(security),
                _CREATE_NEW,
                _NORMAL,
                None,
            )
        if handle == _INVALID:
            raise _trouble(path)
        return msvcrt.open_osfhandle(handle, os.O_WRONLY)

    def hold_mutex(name: str) -> int:
        """Hold a mutex until this process ends; everybody, of other sessions too, may see that it is there."""
        with _security("D:(A;;GA;;;SY)(A;;0x100000;;;WD)") as security:
            handle = _kernel32.CreateMutexW(ctypes.byref(security), False, name)
        if not handle and ctypes.get_last_error() == _ACCESS_DENIED:
            # Another process made it, and everybody may only open it; as long as it is open here, it is there.
            handle = _kernel32.OpenMutexW(_SYNCHRONIZE, False, name)
        if not handle:
            raise _trouble(name)
        return int(handle)

    @contextmanager
    def _security(description: str) -> Iterator[_SecurityAttributes]:
        """What a new object gets; the description is in Microsoft's language for it (SDDL)."""
        descriptor = ctypes.c_void_p()
        if not _advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            description, 1, ctypes.byref(descriptor), None
        ):
            raise _trouble(description)
        try:
            yield _SecurityAttributes(ctypes.sizeof(_SecurityAttributes), descriptor, False)
        finally:
            _kernel32.LocalFree(descriptor)

    def _own_sid() -> str:
        """The account this process runs as."""
        token, needed, text = wintypes.HANDLE(), wintypes.DWORD(), wintypes.LPWSTR()
        process = wintypes.HANDLE(_kernel32.GetCurrentProcess())
        if not _advapi32.OpenProcessToken(process, _TOKEN_QUERY, ctypes.byref(token)):
            raise _trouble("OpenProcessToken")
        try:
            _advapi32.GetTokenInformation(token, _TOKEN_USER, None, 0, ctypes.byref(needed))
            found = ctypes.create_string_buffer(needed.value)
            if not _advapi32.GetTokenInformation(token, _TOKEN_USER, found, needed, ctypes.byref(needed)):
                raise _trouble("GetTokenInformation")
            sid = ctypes.cast(found, ctypes.POINTER(ctypes.c_void_p))[0]
            if not _advapi32.ConvertSidToStringSidW(ctypes.c_void_p(sid), ctypes.byref(text)):
                raise _trouble("ConvertSidToStringSidW")
            return str(text.value)
        finally:
            _kernel32.CloseHandle(token)

    def _trouble(subject: object) -> OSError:
        error = ctypes.WinError(ctypes.get_last_error())
        return OSError(error.errno, error.strerror, str(subject), error.winerror)
