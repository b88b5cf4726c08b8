"""No package is locked whose wheel for Windows lacks a library: `python -m installer.windows wheels` judges them."""

from installer.windows.lock import LOCK
from installer.windows.verdicts import BAD, GOOD, TABLE, judged, read, without_good_verdict

WHEEL = "numba-1.0-cp313-cp313-win_amd64.whl"


def test_every_wheel_that_windows_installs_was_found_good():
    assert without_good_verdict(read(TABLE.read_text(encoding="utf-8"))) == []


def test_a_wheel_that_is_locked_anew_is_judged_anew(tmp_path):
    verdicts = read(TABLE.read_text(encoding="utf-8"))
    numba = next(each for each in verdicts if each.wheel.startswith("numba-") and "cp313" in each.wheel)
    other = tmp_path / "requirements.txt"
    other.write_text(LOCK.read_text(encoding="utf-8").replace(numba.digest, "0" * 64), encoding="utf-8")

    assert [line.split()[0] for line in without_good_verdict(verdicts, other)] == ["numba"]


def test_a_library_that_nobody_brings_makes_a_wheel_bad():
    assert judged(WHEEL, "", ["own.dll"], ["own.dll", "kernel32.dll", "tbb12.dll"]).verdict == GOOD
    lacking = judged(WHEEL, "", [], ["libwinpthread-1.dll"])
    assert (lacking.verdict, lacking.remark) == (BAD, "libwinpthread-1.dll: NEEDED")
