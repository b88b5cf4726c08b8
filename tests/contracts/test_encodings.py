"""Whoever reads another program says in which letters it speaks: Windows would take its old code page."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("benchmarks", "client", "commands", "installer", "reports", "server_db", "shared", "tests")
AS_TEXT = {"text", "universal_newlines"}
STARTING = {"run", "Popen", "check_output", "getoutput"}


def names_no_encoding(call):
    given = {keyword.arg for keyword in call.keywords}
    return getattr(call.func, "attr", "") in STARTING and bool(given & AS_TEXT) and "encoding" not in given


def test_who_reads_a_program_as_text_names_the_encoding():
    found = [
        f"{path}:{node.lineno}"
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and names_no_encoding(node)
    ]
    assert found == []
