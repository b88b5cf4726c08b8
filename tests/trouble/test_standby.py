"""A standby stores nothing and says so in words; people wait for it while it takes over."""

import time

import psycopg
import pytest

from client.data.server.hosts import ChangingOver
from server_db import check_replication, install, maintenance
from server_db.backup import backup
from server_db.primary import StandbyError
from tests.trouble.desks import save, sign_in


def advice(node):
    with psycopg.connect(node.admin_dsn("hemis"), autocommit=True) as admin:
        return list(check_replication.replication(admin))


def test_what_stores_something_is_refused_on_a_standby_in_words(pair, tmp_path):
    standby = pair.two.admin_dsn("hemis")
    with pytest.raises(StandbyError, match="is a standby"):
        backup(standby, tmp_path)
    with pytest.raises(StandbyError, match="is a standby"):
        install.upgrade(standby)
    with psycopg.connect(standby, autocommit=True) as admin:
        with pytest.raises(StandbyError, match="is a standby"):
            maintenance.tend(admin)
        assert list(check_replication.replication(admin)) == []


def test_a_backup_is_read_from_the_standby_and_noted_at_the_primary(pair, tmp_path):
    made = backup(pair.one.admin_dsn("hemis"), tmp_path, source=pair.two.admin_dsn())
    assert made.dump.name.startswith("hemis-")
    noted = pair.one.ask("select digest from system.backup where succeeded order by id desc limit 1", "hemis")
    assert noted == [(made.digest,)]


def test_the_keeper_is_told_how_much_may_be_lost(pair):
    assert advice(pair.one) == []
    pair.one.settle_for("")
    pair.one.await_standbys("async")
    assert "two is asynchronous" in advice(pair.one)[0]
    pair.one.settle_for("*")
    pair.two.kill()
    ends = time.monotonic() + 10
    while "none is there: nobody can save" not in "".join(advice(pair.one)):
        assert time.monotonic() < ends


def test_while_no_server_writes_newcomers_are_told_and_work_waits(pair):
    session = sign_in(pair.address)
    pair.one.kill()
    with pytest.raises(ChangingOver):
        sign_in(pair.address)
    session.gateway.close()  # its connections are lost; the next one is opened anew
    pair.promote_later(1.0)
    save(session, "Kutib saqlangan")
    session.close()
    assert pair.two.ask(
        "select count(*) from infrastructure.building where name = 'Kutib saqlangan'", "hemis"
    ) == [(1,)]
