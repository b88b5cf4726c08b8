"""Nobody quotes a code of a national list: it has a name in shared/codes.py, and sets of codes have a question.

A code is recognised by itself: any literal that is a code of some list of `server_db/national`, in Python alone or
quoted inside SQL. Countries, whose codes are letters, are left out; what only looks like a code is excepted by file.
"""

import ast
import csv
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("client", "reports")
#: Literals that only look like codes: why.
EXCEPTED = {"client/data/server/error_messages.py": "the classes of SQLSTATE"}
COMMENT = re.compile(r"--[^\n]*")
QUOTED = re.compile(r"'([^'\n]*)'")


def national():
    return {
        row["code"]
        for path in (ROOT / "server_db/national").glob("*.tsv")
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t")
        if row["code"][0].isdigit()
    }


def literals(python):
    """Every text of a module, with its line; the parts of an f-string are texts too."""
    for node in ast.walk(ast.parse(python)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
            for found in QUOTED.finditer(node.value):
                yield node.lineno, found[1]


def quoted(sql):
    """Every quoted text of a script, with its line; comments are prose."""
    for number, line in enumerate(COMMENT.sub("", sql).splitlines(), 1):
        for found in QUOTED.finditer(line):
            yield number, found[1]


def offences():
    codes = national()
    python = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    texts = [(path, literals) for path in python]
    texts += [(path, quoted) for path in (ROOT / "server_db/sql").rglob("*.sql")]
    for path, find in texts:
        name = path.relative_to(ROOT).as_posix()
        if name not in EXCEPTED:
            for line, text in find(path.read_text(encoding="utf-8")):
                if text in codes:
                    yield f"{name}:{line}: {text!r}"


def test_no_code_of_a_national_list_is_quoted():
    assert list(offences()) == []


def test_exceptions_are_needed():
    codes = national()
    for name in EXCEPTED:
        assert any(text in codes for _line, text in literals((ROOT / name).read_text(encoding="utf-8")))
