"""Databases and desks that earlier programs left: after the upgrade everything is there and everybody finds it."""

import json
import re
import shutil
import tarfile
from pathlib import Path

import psycopg
import pytest

from server_db import backup, install
from server_db.check import check
from tests.upgraded.desk import come_back
from tests.upgraded.facts import record

#: Words on the screen that have changed since; keys, names and values have not.
WORDS = {"Course": "Year of study"}
#: Titles that have changed since: a window of the menu is called in its tab as in the menu, the window of the program
#: by its tab first, and a unit by its name in the language of the person. What was stored keeps the former words.
TITLES = WORDS | {
    "Timetable builder": "Timetable",
    r"HEMIS Desktop — (Dean's office) \(Geologiya fakulteti\)": r"Timetable — \1 (Faculty of Geology) — HEMIS Desktop",
}
#: Names of what is recorded that have changed since.
NAMES = {"student_id": "record_id", "login": "who"}
FOLDERS = sorted(each for each in Path(__file__).parent.glob("small_*") if each.is_dir())


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda each: each.name)
def kept(request):
    """What an earlier program left: a backup, what was recorded of it, a computer."""
    return request.param


@pytest.fixture(scope="module")
def upgraded(kept, server, tmp_path_factory):
    """How the administrator connects to the kept database, restored and upgraded."""
    folder = tmp_path_factory.mktemp("kept")
    with tarfile.open(kept / "backup.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    backup.restore(server.admin_dsn(), folder / "backup.dump", kept.name)
    dsn = server.admin_dsn(kept.name)
    install.upgrade(dsn)
    yield dsn
    with psycopg.connect(server.admin_dsn(), autocommit=True) as cluster:
        cluster.execute(f"drop database {kept.name} with (force)")


def recorded(file, words=WORDS):
    """What was recorded, in the words of today."""
    text = file.read_text(encoding="utf-8")
    for before, now in words.items():
        text = re.sub(rf"(?<!\w){before}(?!\w)", now, text)
    return json.loads(text)


def lost(before, now, logins, where=""):
    """What was recorded and is not there any more, or otherwise; there may be more. People are named since."""
    if isinstance(before, dict) and isinstance(now, dict):
        for name, value in before.items():
            yield from lost(value, now.get(NAMES.get(name, name)), logins, f"{where}/{name}")
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for number, (one, other) in enumerate(zip(before, now, strict=True)):
            yield from lost(one, other, logins, f"{where}/{number}")
    elif before != now and before not in logins.get(str(now), ()):
        yield f"{where}: {before} is now {now}"


def logins_of(admin):
    """The logins of everybody by the name that is shown."""
    people = admin.execute(
        "select e.full_name, array_agg(a.login::text) from security.account a"
        " join employees.employee e on e.id = a.employee_id group by e.full_name"
    )
    return dict(people.fetchall())


def test_the_upgraded_database_is_as_promised(upgraded):
    with psycopg.connect(upgraded, autocommit=True) as admin:
        assert [each.sentence for each in check(admin, deep=True) if each.serious] == []


def test_nothing_of_what_people_did_is_lost(upgraded, kept):
    with psycopg.connect(upgraded, autocommit=True) as admin:
        before = recorded(kept / "facts.json")
        found = record(upgraded, admin, before["last change"])
        logins = logins_of(admin)
    assert list(lost(before, found, logins)) == []


def test_a_person_finds_drafts_tabs_columns_and_filters(upgraded, kept, tmp_path, qapp):
    shutil.copytree(kept / "desk", tmp_path / "desk")
    parts = psycopg.conninfo.conninfo_to_dict(upgraded)
    found = come_back(f"{parts['host']}:{parts['port']}/{parts['dbname']}", tmp_path / "desk")
    assert found == recorded(kept / "seen.json", TITLES)
