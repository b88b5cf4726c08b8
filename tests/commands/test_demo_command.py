"""`hemis demo`: started, reused and stopped as a person or a script does."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from commands.demo import Demonstration
from server_db.embedded import EmbeddedServer

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(module_server_folder):
    yield module_server_folder
    demo(module_server_folder, "--stop")


@pytest.fixture(scope="module")
def told(folder):
    """What the first start prints for a script."""
    return json.loads(demo(folder, "--no-window", "--json").stdout)


def demo(folder, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "commands", "demo", "--data-dir", str(folder), *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def running(folder):
    return EmbeddedServer(folder / "small").status().running


def test_each_person_signs_in_with_what_is_printed(told):
    for person in told["people"]:
        with psycopg.connect(told["dsn"], user=person["login"], password=person["password"]) as connection:
            for role in person["roles"]:
                connection.execute(f"set role {role}")


def test_address_carries_no_password_and_the_owner_administers(told):
    assert "@" not in told["dsn"]
    with psycopg.connect(told["owner"]) as owner:
        assert owner.execute("select rolsuper from pg_roles where rolname = current_user").fetchone() == (
            True,
        )
        assert owner.execute("select count(*) from students.student").fetchone()[0] > 500


def test_a_start_says_what_it_does_before_it_loads_what_takes_time():
    loaded = subprocess.run(
        [sys.executable, "-c", "import commands.demo, sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.split()
    assert not {"sqlalchemy", "alembic", "numpy", "PIL"} & set(loaded)


def test_second_start_finds_everything_as_it_was(folder, told):
    with psycopg.connect(told["owner"]) as owner:
        owner.execute("create table public.mark as select 1 as number")

    again = json.loads(demo(folder, "--no-window", "--json").stdout)

    assert again == told
    with psycopg.connect(again["owner"]) as owner:
        assert owner.execute("select number from public.mark").fetchone() == (1,)


def test_a_server_left_running_is_watched_over(told):
    deadline = time.monotonic() + 20
    with psycopg.connect(told["owner"], autocommit=True) as owner:
        seen = "select count(*) from pg_stat_activity where application_name = 'hemis guard'"
        while owner.execute(seen).fetchone() == (0,) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert owner.execute(seen).fetchone()[0] >= 1


def test_closing_a_window_leaves_a_server_that_was_asked_to_stay(folder, told):
    Demonstration(folder / "small").leave()

    assert running(folder)


def test_closing_the_last_window_stops_the_server(folder, told):
    mine = Demonstration(folder / "small")
    mine.stays.unlink()
    with psycopg.connect(told["owner"]):
        mine.leave()
        assert running(folder)

    mine.leave()

    assert not running(folder)
    demo(folder, "--no-window")


def test_stop_stops_and_says_so(folder, told):
    assert "is stopped" in demo(folder, "--stop").stderr
    assert not running(folder)
    assert "No demonstration was running" in demo(folder, "--stop").stderr


def test_a_start_that_cannot_say_how_to_connect_leaves_no_server(folder):
    demo(folder, "--stop")
    with subprocess.Popen(
        [sys.executable, "-m", "commands", "demo", "--data-dir", str(folder), "--no-window", "--json"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        process.stdout.close()  # nobody listens

    assert process.returncode != 0
    assert not running(folder)
