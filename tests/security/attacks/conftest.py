"""The attackers' connections, on the copy of the university as it is and on one whose rules are broken."""

from contextlib import contextmanager

import psycopg
import pytest

from tests.security.attacks.attack import Attacker
from tests.security.attacks.scene import EXTRA, prepare


@pytest.fixture(scope="module")
def scene(database):
    """The university with other people's work in it."""
    with psycopg.connect(database, autocommit=True) as admin:
        scene = prepare(admin, database)
        with scene.connect(("dean_mining", "hemis_faculty")) as colleague:
            scene.left["pid"] = colleague.info.backend_pid
            yield scene
        for login in EXTRA:
            admin.execute(f"drop role {login}")


@pytest.fixture(scope="module")
def attacker(scene):
    """attacker(who): the person at a plain connection of their own."""
    opened = {}

    def sign_in(who):
        if who not in opened:
            opened[who] = scene.connect(who)
        return Attacker(opened[who], who, scene)

    yield sign_in
    for connection in opened.values():
        connection.close()


@pytest.fixture
def broken(scene):
    """broken(who, sql…): the same person where the rules are broken by this SQL; nobody else ever sees that."""

    @contextmanager
    def break_rules(who, *breakages):
        with psycopg.connect(scene.dsn) as admin:
            admin.execute("set local lock_timeout = '10s'")
            for breakage in breakages:
                admin.execute(breakage)
            admin.execute(f"set local session authorization {who[0]}")
            admin.execute(f"set local role {who[1]}")
            yield Attacker(admin, who, scene)
            admin.rollback()

    return break_rules
