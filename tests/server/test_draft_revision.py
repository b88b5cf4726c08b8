"""A drafted revision is SQL, and makes the tables what the models say."""

import re

import psycopg
import pytest

from commands.__main__ import main
from server_db import install
from server_db.draft_revision import draft_revision
from server_db.install import InstallError

NEXT = f"{int(install.offered_revision()) + 1:04}"
#: A table with checks that hold a percent sign, a column, an index, and a schema of its own.
MISSING = """
    drop table infrastructure.room_equipment cascade;
    drop table subjects.subject cascade;
    alter table students.award drop column note cascade;
    drop index students.qualification_scope_idx;
    drop schema documents cascade"""


@pytest.fixture(scope="module")
def behind(database):
    """A database to which the models have run ahead."""
    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute(MISSING)
    return database


def test_the_steps_lead_from_the_database_to_the_models(behind, tmp_path):
    head, *scripts = draft_revision(behind, NEXT, "What is missing.", tmp_path)
    text = " ".join(path.read_text(encoding="utf-8") for path in scripts)
    assert "create schema documents;" in text
    assert "%%" not in text
    assert "COMMENT" not in text
    assert " \n" not in text
    checks = re.findall(r"CONSTRAINT (subject_\w+_check)", text)
    assert checks == sorted(checks)
    with psycopg.connect(behind) as admin:
        admin.execute("set local role hemis_owner")
        for path in scripts:
            admin.execute(path.read_text(encoding="utf-8"))
    found = {}
    exec(compile(head.read_text(encoding="utf-8"), head.name, "exec"), {"__file__": str(head)}, found)  # noqa: S102 - ours
    assert (head.name, found["down_revision"]) == (f"{NEXT}_what_is_missing.py", install.offered_revision())
    assert list(found["SCHEMAS"]) == [path.stem for path in scripts]
    with pytest.raises(InstallError, match="nothing to revise"):
        draft_revision(behind, NEXT, "Again", tmp_path)


def test_a_number_that_is_taken_is_refused_at_the_command_line(database, capsys):
    assert main(["server", "draft-revision", "0002", "Something", "--dsn", database]) == 2
    assert "the next one needs a higher number" in capsys.readouterr().err
