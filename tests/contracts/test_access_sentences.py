"""An auditor reads the rights: every group of policies stands under a sentence of its own."""

import re
from pathlib import Path

SQL = Path(__file__).parents[2] / "server_db" / "sql"


def bare_groups(script):
    """The first policy of each paragraph that does not begin with a comment that is a sentence."""
    for paragraph in re.split(r"\n\s*\n", script):
        comment = re.match(r"(?:--.*\n)*", paragraph)[0]
        policy = re.search(r"^create policy \w+ on \S+", paragraph, flags=re.MULTILINE)
        if policy and not re.fullmatch(r"-- [A-Z].* .*\.\n", comment, flags=re.DOTALL):
            yield policy[0]


def test_every_group_of_policies_stands_under_a_sentence():
    files = sorted(SQL.glob("*/*.sql"))
    assert [found for file in files for found in bare_groups(file.read_text(encoding="utf-8"))] == []


def test_a_group_without_a_sentence_is_found():
    head = "-- A sentence about the file.\n\n"
    policy = "create policy award_read on students.award for select to hemis_hr using (:acts);\n"
    assert list(bare_groups(f"{head}-- The personnel office reads the awards.\n{policy}")) == []
    assert list(bare_groups(f"{head}{policy}")) == ["create policy award_read on students.award"]
    assert list(bare_groups(f"{head}-- awards\n{policy}")) == ["create policy award_read on students.award"]
