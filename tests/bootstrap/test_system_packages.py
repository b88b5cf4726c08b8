"""What Qt takes from the system: found missing, named, installed for root."""

from __future__ import annotations

import os
import sys

import pytest

from commands import system_packages
from commands.set_up_trouble import SetUpError
from commands.system_packages import ensure_ensurepip, ensure_libraries, offer_for_tests, packages_of

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="other systems bring Qt's libraries themselves"
)


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A system of programs that a test writes; what they were told stands in `told`."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    plugin = tmp_path / ".venv/lib/python3.11/site-packages/PySide6/Qt/plugins/platforms/libqxcb.so"
    plugin.parent.mkdir(parents=True)
    plugin.touch()

    class System:
        venv = tmp_path / ".venv"
        told = tmp_path / "told"

        def program(self, name, script):
            path = programs / name
            path.write_text(f'#!/bin/sh\necho "{name} $@" >> "{self.told}"\n{script}\n', encoding="ascii")
            path.chmod(0o755)

        def missing(self, *libraries):
            self.program("ldd", "\n".join(f"echo '\t{library} => not found'" for library in libraries))

        def installed(self):
            lines = self.told.read_text(encoding="ascii").splitlines()
            return [line for line in lines if not line.startswith("ldd")]

    return System()


def be(monkeypatch, user):
    monkeypatch.setattr(os, "geteuid", lambda: user)


def test_nothing_missing_asks_for_nothing(system):
    system.missing()
    said = []

    ensure_libraries(system.venv, said.append)

    assert said == []


def test_person_is_given_the_line_for_the_administrator(system, monkeypatch):
    be(monkeypatch, 1000)
    system.missing("libxcb-cursor.so.0", "libEGL.so.1")
    system.program("apt-get", "")

    with pytest.raises(SetUpError) as trouble:
        ensure_libraries(system.venv, print)

    assert str(trouble.value).endswith(
        "sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"
    )
    assert all(line.startswith("ldd") for line in system.told.read_text(encoding="ascii").splitlines())


def test_root_has_them_installed(system, monkeypatch):
    be(monkeypatch, 0)
    system.missing("libGL.so.1")
    system.program("apt-get", f"printf '#!/bin/sh\\n' > {os.environ['PATH']}/ldd")
    said = []

    ensure_libraries(system.venv, said.append)

    assert system.installed() == ["apt-get install -y --no-install-recommends libgl1"]
    assert "libGL.so.1" in said[0]


def test_old_lists_of_packages_are_fetched_anew(system, monkeypatch):
    be(monkeypatch, 0)
    system.missing("libGL.so.1")
    system.program(
        "apt-get",
        f"""[ "$1" = update ] && {{ : > {system.venv}/updated; exit 0; }}
[ -e {system.venv}/updated ] || exit 100
printf '#!/bin/sh\\n' > {os.environ["PATH"]}/ldd""",
    )

    ensure_libraries(system.venv, print)

    assert [line.split()[1] for line in system.installed()] == ["install", "update", "install"]


def test_failed_installation_names_the_line(system, monkeypatch):
    be(monkeypatch, 0)
    system.missing("libGL.so.1")
    system.program("apt-get", "exit 100")

    with pytest.raises(SetUpError, match="apt-get install -y --no-install-recommends libgl1"):
        ensure_libraries(system.venv, print)


def test_system_without_a_known_package_command_is_told_the_libraries(system):
    system.missing("libGL.so.1")

    with pytest.raises(SetUpError, match=r"libGL\.so\.1"):
        ensure_libraries(system.venv, print)


def test_other_package_commands_are_asked_for_the_library_itself(system):
    system.program("dnf", "")

    assert packages_of(["libGL.so.1"]) == ["libGL.so.1()(64bit)"]


def test_python_without_ensurepip_is_named_with_its_cure(system, monkeypatch):
    be(monkeypatch, 1000)
    system.program("apt-get", "")
    monkeypatch.setattr(system_packages, "find_spec", lambda _name: None)

    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    with pytest.raises(SetUpError, match=f"without ensurepip.*(\n.*)?sudo apt-get install .*{package}$"):
        ensure_ensurepip(print)


def test_what_only_tests_need_is_installed_for_root_and_named_for_others(system, monkeypatch):
    system.program("apt-get", "")
    said = []
    be(monkeypatch, 1000)
    offer_for_tests(said.append)
    assert "sudo apt-get install -y --no-install-recommends softhsm2" in said[-1]
    assert not system.told.exists()
    be(monkeypatch, 0)
    system.program("Xvfb", "")
    offer_for_tests(said.append)
    assert system.installed() == ["apt-get install -y --no-install-recommends softhsm2"]
