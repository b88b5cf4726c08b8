"""Which message ids the program has and which of them the catalogues lack: `python -m client.core.catalog_check`."""

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from client.core.i18n import LOCALE
from client.core.po_file import read_po

ROOT = Path(__file__).parents[2]
PACKAGES = ("client", "shared", "reports")
MARKERS = frozenset({"N_", "_"})
TRANSLATED = ("uz", "ru")

_PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")
# refuse('…'), message = '…', the reasons that security.explain selects, and whatever else is a sentence.
_SQL_MESSAGES = (
    re.compile(r"\brefuse(?:_\w+)?\(\s*'((?:[^']|'')+)'"),
    re.compile(r"\bmessage\s*=\s*'((?:[^']|'')+)'"),
    re.compile(r"reasons \|\| '((?:[^']|'')+)'"),
    re.compile(r"'([A-Z{“](?:[^']|'')* (?:[^']|'')*[.?])'"),
)
# Prose, and the rows of a demonstration, which are spoken to nobody.
_SQL_PROSE = re.compile(r"--[^\n]*|comment on [^;]*? is\s+'(?:[^']|'')+'\s*;")


def message_ids() -> dict[str, str]:
    """Return every message id with a place where it stands."""
    found: dict[str, str] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for message, line in _in_python(path):
                found.setdefault(message, f"{path.relative_to(ROOT).as_posix()}:{line}")
    for path in sorted((ROOT / "server_db" / "sql").rglob("*.sql")):
        if path.stem == "demo":
            continue
        for message in _in_sql(path.read_text(encoding="utf-8")):
            found.setdefault(message, path.relative_to(ROOT).as_posix())
    return found


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the placeholders of a message."""
    return frozenset(_PLACEHOLDER.findall(text))


def missing(code: str) -> dict[str, str]:
    """Return the message ids that a catalogue lacks, with their places."""
    known = read_po(LOCALE / f"{code}.po")
    return {message: place for message, place in message_ids().items() if message not in known}


def mismatched(code: str) -> list[str]:
    """Return the message ids whose translation has other placeholders."""
    known = read_po(LOCALE / f"{code}.po")
    return [message for message, text in known.items() if placeholders(message) != placeholders(text)]


def write_po(code: str, messages: dict[str, str]) -> None:
    """Write a catalogue in the order of the message ids, so that changes are easy to review."""
    header = "\n".join(
        (
            'msgid ""',
            'msgstr ""',
            f'"Language: {code}\\n"',
            '"MIME-Version: 1.0\\n"',
            '"Content-Type: text/plain; charset=UTF-8\\n"',
            '"Content-Transfer-Encoding: 8bit\\n"',
        )
    )
    entries = (f"msgid {_quoted(each)}\nmsgstr {_quoted(messages[each])}" for each in sorted(messages))
    (LOCALE / f"{code}.po").write_text("\n\n".join((header, *entries)) + "\n", encoding="utf-8")


def _in_python(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        first = node.args[0]
        if (
            name in MARKERS
            and isinstance(first, ast.Constant)
            and isinstance(first.value, str)
            and first.value
        ):
            yield first.value, node.lineno


def _in_sql(text: str) -> Iterator[str]:
    spoken = _SQL_PROSE.sub("", text)
    for pattern in _SQL_MESSAGES:
        for message in pattern.findall(spoken):
            yield message.replace("''", "'")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> int:
    """Print what the catalogues lack, one message id a line."""
    for code in TRANSLATED:
        for message, place in missing(code).items():
            sys.stdout.write(f"{code}\t{place}\t{json.dumps(message, ensure_ascii=False)}\n")
    return int(any(missing(code) for code in TRANSLATED))


if __name__ == "__main__":
    sys.exit(main())
