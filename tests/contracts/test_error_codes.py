"""Every sentence with which the database refuses stands in the list of error codes, under its module."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIST = ROOT / "docs" / "error_codes.md"
REFUSAL = re.compile(r"security\.refuse\(\s*'((?:[^']|'')*)'(.*?)\);", re.DOTALL)


def refusals(module):
    """Pairs (code, message) of the SQL files of a module."""
    for file in module.glob("*.sql"):
        for message, rest in REFUSAL.findall(file.read_text(encoding="utf-8")):
            code = re.search(r"'(HM\d{3})'", rest)
            yield code[1] if code else "HM001", message.replace("''", "'")


def chapters():
    for module in sorted((ROOT / "server_db" / "sql").iterdir()):
        if rows := sorted(set(refusals(module))):
            lines = (f"| `{code}` | {message} |" for code, message in rows)
            yield "\n".join((f"## {module.name}", "", "| code | message |", "|---|---|", *lines))


def test_the_list_of_error_codes_is_the_one_the_database_uses(golden):
    introduction, _, _ = LIST.read_text(encoding="utf-8").partition("\n## ")
    golden(LIST, "\n\n".join((introduction.rstrip(), *chapters())) + "\n")
