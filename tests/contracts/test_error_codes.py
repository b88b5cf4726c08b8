"""Every sentence with which the database refuses stands in the list of error codes, under its code."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
REFUSAL = re.compile(r"security\.refuse\(\s*'((?:[^']|'')*)'(.*?)\);", re.DOTALL)


def refusals():
    for file in sorted((ROOT / "server_db" / "sql").glob("*/*.sql")):
        for message, rest in REFUSAL.findall(file.read_text(encoding="utf-8")):
            code = re.search(r"'(HM\d{3})'", rest)
            yield message.replace("''", "'"), code[1] if code else "HM001"


def listed():
    chapters = re.split(
        r"^## (HM\d{3})$", (ROOT / "docs" / "error_codes.md").read_text("utf-8"), flags=re.MULTILINE
    )
    for code, chapter in zip(chapters[1::2], chapters[2::2], strict=True):
        for row in re.findall(r"^\| (.+) \| \d{3}_\w+ \|$", chapter, flags=re.MULTILINE):
            yield row, code


def test_the_list_of_error_codes_is_the_one_the_database_uses():
    assert set(listed()) == set(refusals())
