"""A bug ends in a report that holds nobody's data."""

import logging
import sys

import pytest

from client.core.crash import CrashDialog, CrashReports, report, start_log
from tests.client.reach import window


def raised(error):
    try:
        raise error
    except type(error) as caught:
        return caught


@pytest.mark.parametrize(
    "message",
    [
        "Gʻulomov Anvar",
        "'Karimov'",
        'no column "Karimov"',
        "31402891234567",
        "Key (surname)=(Karimov) already exists",
        "first line\nDETAIL: Karimov",
    ],
)
def test_a_report_names_the_place_but_no_person(message):
    text = report(raised(ValueError(message)))
    assert "tests/client/core/test_crash.py" in text
    assert "ValueError" in text
    for secret in ("Karimov", "Gʻulomov", "31402891234567"):
        assert secret not in text


def test_a_report_tells_the_cause():
    try:
        try:
            {}["wrong"]
        except KeyError as error:
            message = "later"
            raise RuntimeError(message) from error
    except RuntimeError as error:
        text = report(error)
    assert text.index("KeyError") < text.index("RuntimeError: later")


def test_an_uncaught_exception_is_logged_and_shown_once(qtbot, monkeypatch, caplog):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", None)
    reports = CrashReports()
    reports.install()
    for _ in range(2):
        error = raised(ZeroDivisionError("oops"))
        sys.excepthook(type(error), error, error.__traceback__)
    dialog = window(CrashDialog)
    qtbot.addWidget(dialog)
    assert "ZeroDivisionError" in dialog.text.toPlainText()
    assert caplog.text.count("ZeroDivisionError") == 2
    dialog.reject()
    assert window(CrashDialog) is None


def test_the_log_is_written_and_a_locked_folder_is_no_trouble(tmp_path, monkeypatch):
    root = logging.Logger("root of this test")  # noqa: LOG001 - not the one that pytest watches
    monkeypatch.setattr(logging, "root", root)
    blocked = tmp_path / "file"
    blocked.write_text("")
    start_log(blocked / "client.log")
    assert not root.handlers
    start_log(tmp_path / "logs" / "client.log")
    root.warning("something odd")
    for handler in root.handlers:
        handler.close()
    assert "something odd" in (tmp_path / "logs" / "client.log").read_text()
