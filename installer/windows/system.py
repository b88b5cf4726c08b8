"""The other Debian with Wine 10, and the two things that Wine lacks and Windows has."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from installer.windows.lock import ROOT
from installer.windows.workshop import StepError, Workshop, tool

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
RELEASE = "trixie"
#: 32 bits for Inno Setup, which is a 32-bit program, and so are the setups that it makes.
PACKAGES = ("wine", "wine64", "wine32:i386", "gcc-mingw-w64-x86-64-win32")
RUNTIME = "usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll"
#: NumPy's first line calls these; in Wine they are stubs that abort. Machine code of the real ones.
GETTERS = {
    "crealf": "660f6ec1c3",
    "cimagf": "48c1e920660f6ec1c3",
    "creall": "f20f1001c3",
    "cimag": "f20f104108c3",
    "cimagl": "f20f104108c3",
}
STUB = "4883ec28488d0d"
#: Qt names these of Windows' own icuuc.dll, which Wine has not; it does without when opening answers with an error.
CONVERTER = (
    "close", "reset", "getMaxCharSize", "getName", "getToUCallBack", "getFromUCallBack", "setToUCallBack",
    "setFromUCallBack", "cbToUWriteUChars", "cbFromUWriteUChars", "toUnicode", "fromUnicode", "toUCountPending",
    "fromUCountPending", "getStandardName", "getAvailableName", "countAvailable",
)  # fmt: skip
CALLBACKS = ("UCNV_FROM_U_CALLBACK_SUBSTITUTE", "UCNV_TO_U_CALLBACK_SUBSTITUTE")
#: Wine's own, which PyInstaller would pack instead of the real ones.
SUBSTITUTES = ("msvcp140*.dll", "vcruntime140*.dll", "concrt140.dll", "vcomp140.dll")


def make_tools(workshop: Workshop) -> None:
    """Make the workshop's own Python environment with uv and pefile."""
    workshop.here(sys.executable, "-m", "venv", "--clear", "tools")
    workshop.here(
        tool(workshop, "pip"), "install", "--require-hashes", "--only-binary=:all:",
        "-r", _only(workshop, "uv", "pefile"),
    )  # fmt: skip


def make_debian(workshop: Workshop) -> None:
    """Make a small Debian 13 in a folder."""
    shutil.rmtree(workshop.root, ignore_errors=True)
    mirror = workshop.here("apt-get", "indextargets", "--format", "$(REPO_URI)").splitlines()[0]
    source = f"deb {mirror.replace('-security', '')} {RELEASE} main"
    options = ("--variant=apt", "--mode=root", "--architectures=amd64,i386", "--include=ca-certificates")
    workshop.here("mmdebstrap", *options, RELEASE, workshop.root, source)
    shutil.copy("/etc/resolv.conf", workshop.root / "etc" / "resolv.conf")


def install_wine(workshop: Workshop) -> None:
    """Install Wine 10 and a compiler for Windows in it."""
    workshop.inside("apt-get", "update")
    quiet = ("env", "DEBIAN_FRONTEND=noninteractive")
    workshop.inside(*quiet, "apt-get", "install", "-y", "--no-install-recommends", *PACKAGES)


def mend_runtime(workshop: Workshop) -> None:
    """Write five functions of C over the stubs in Wine's library."""
    path = workshop.root / RUNTIME
    offsets = json.loads(workshop.here(tool(workshop, "python"), "-m", "installer.windows.pe", "--offsets",
                                       path, *GETTERS, folder=ROOT))  # fmt: skip
    data = bytearray(path.read_bytes())
    for name, code in GETTERS.items():
        at = offsets[name]
        if data[at : at + len(STUB) // 2].hex() != STUB:
            raise StepError(f"{name} of this Wine is no stub: take the step mend_runtime out.")
        data[at : at + len(code) // 2] = bytes.fromhex(code)
    path.write_bytes(data)


def make_windows(workshop: Workshop) -> None:
    """Let Wine make its Windows, without the runtimes that a bare Windows lacks."""
    shutil.rmtree(workshop.windows.parent, ignore_errors=True)
    workshop.wine("wineboot", "-i", seconds=300)
    system = workshop.windows / "windows" / "system32"
    for pattern in SUBSTITUTES:
        for path in system.glob(pattern):
            path.unlink()
    source = workshop.folder / "icuuc.c"
    source.write_text(_converter(), encoding="ascii")
    workshop.inside(
        "x86_64-w64-mingw32-gcc", "-shared", "-nostartfiles", "-nodefaultlibs", "-Wl,-e,0",
        "-o", "/work/icuuc.dll", "/work/icuuc.c",
    )  # fmt: skip
    shutil.move(workshop.folder / "icuuc.dll", system / "icuuc.dll")


def _converter() -> str:
    exported = "__declspec(dllexport)"
    functions = [f"{exported} void *ucnv_{name}(void) {{ return 0; }}" for name in CONVERTER]
    callbacks = [f"{exported} void {name}(void) {{ }}" for name in CALLBACKS]
    opened = (
        f"{exported} void *ucnv_open(const char *name, int *error) {{ if (error) *error = 16; return 0; }}"
    )
    return "\n".join([opened, *functions, *callbacks, ""])


def _only(workshop: Workshop, *names: str) -> Path:
    """The lines of our requirements for these packages."""
    blocks = REQUIREMENTS.read_text(encoding="utf-8").split("\n")
    kept, wanted = [], False
    for line in blocks:
        wanted = line.startswith(names) if line[:1].isalnum() else wanted and line.startswith(" ")
        if wanted:
            kept.append(line)
    path = workshop.folder / "tools.txt"
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return path
