"""The embedded server: started, shared, killed, moved, stopped."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg
import pytest

from server_db.embedded import EmbeddedServer, default_data_dir
from server_db.embedded_programs import FOLDERS, NEWEST, PACKAGE, EmbeddedError
from tests.server_folders import copy_server

ROOT = Path(__file__).resolve().parents[2]
AS_ROOT = sys.platform == "linux" and os.geteuid() == 0


@pytest.fixture
def folder(server_folder):
    return server_folder


@pytest.fixture(scope="module")
def made(module_server_folder):
    """The folder of a server that was started and stopped."""
    folder = module_server_folder / "made"
    with EmbeddedServer(folder, durable=False):
        pass
    return folder


@pytest.fixture
def server(folder, made):
    """A server that was started and stopped before."""
    server = EmbeddedServer(copy_server(made, folder), durable=False)
    yield server
    server.stop()


@pytest.fixture
def new(folder):
    """A server that was never started."""
    server = EmbeddedServer(folder, durable=False)
    yield server
    server.stop()


def ask(server, question):
    with psycopg.connect(server.admin_dsn()) as connection:
        return connection.execute(question).fetchone()[0]


def in_another_process(folder, action):
    """Run *action* on a server object of its own, in another process."""
    code = (
        "import sys; from pathlib import Path; from server_db.embedded import EmbeddedServer\n"
        f"server = EmbeddedServer(Path(sys.argv[1]), durable=False); {action}; print(server.status().pid, server.port)"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def finish(process):
    output, trouble = process.communicate(timeout=120)
    assert process.returncode == 0, trouble
    return output.split()


def kill_postmaster(server):
    process = psutil.Process(server.status().pid)
    process.kill()
    psutil.wait_procs([process], timeout=10)


def test_answers_after_start_and_not_after_stop(server):
    assert not server.status().running

    server.start()

    assert ask(server, "select 1") == 1
    assert server.status().running
    dsn = server.admin_dsn()
    server.stop()
    assert not server.status().running
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(dsn)


@pytest.mark.parametrize("version", sorted({min(FOLDERS), NEWEST}))
def test_cluster_is_as_promised(folder, version):
    with EmbeddedServer(folder, version=version, durable=False) as server:
        assert ask(server, "show server_version_num").startswith(str(version))
        assert ask(server, "show server_encoding") == "UTF8"
        assert ask(server, "show data_checksums") == "on"
        assert ask(server, "show timezone") == "Asia/Tashkent"
        assert ask(server, "show listen_addresses") == "127.0.0.1"
        assert ask(server, "show unix_socket_directories") == ""
        assert ask(server, "select bool_and(datcollate = 'C') from pg_database")
        assert ask(server, "select bool_and(auth_method = 'scram-sha-256') from pg_hba_file_rules")


def test_durable_unless_it_is_a_test(folder, server):
    with EmbeddedServer(folder) as careful:
        assert (ask(careful, "show fsync"), ask(careful, "show full_page_writes")) == ("on", "on")
    with server as careless:
        assert (ask(careless, "show fsync"), ask(careless, "show full_page_writes")) == ("off", "off")


def test_wrong_password_is_refused(server):
    server.start()

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(
            host=server.host, port=server.port, user="postgres", password="guess", dbname="postgres"
        )


@pytest.mark.skipif(os.name == "nt", reason="Windows has an access list (tests/shared/test_owner_only.py)")
def test_password_is_readable_by_its_owner_only(server, folder):
    server.start()

    assert stat.S_IMODE((folder / str(NEWEST) / "password").stat().st_mode) == 0o600


@pytest.mark.skipif(not AS_ROOT, reason="only root has to lend the server an account")
def test_root_lends_the_server_an_account(server):
    server.start()

    assert psutil.Process(server.status().pid).uids().real != 0


@pytest.mark.skipif(not AS_ROOT, reason="only root has to lend the server an account")
def test_folder_closed_to_the_account_is_refused_and_stays_closed(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    with pytest.raises(EmbeddedError, match="who cannot enter"):
        EmbeddedServer(closed / "data").start()

    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@pytest.mark.skipif(not AS_ROOT, reason="only root has to lend the server an account")
def test_programs_out_of_reach_are_copied(server, folder, tmp_path, monkeypatch):
    installed = Path(find_spec(PACKAGE).origin).parent
    hidden = tmp_path / "hidden"
    hidden.mkdir(mode=0o700)
    for name in (installed.name, f"{installed.name}.libs"):
        (hidden / name).symlink_to(installed.parent / name)
    monkeypatch.syspath_prepend(hidden)

    server.start()

    assert psutil.Process(server.status().pid).exe().startswith(str(folder))
    assert ask(server, "select 1") == 1


def test_second_process_uses_the_running_server(server, folder):
    server.start()
    mine = server.status()

    assert finish(in_another_process(folder, "server.start()")) == [str(mine.pid), str(mine.port)]
    assert ask(server, "select 1") == 1


def test_starts_at_once_make_one_server(new, folder):
    others = [in_another_process(folder, "server.start()") for _ in range(3)]
    seen = [finish(process) for process in others]

    new.start()

    assert seen == [[str(new.status().pid), str(new.port)]] * 3


def test_threads_starting_at_once_make_one_server(folder, server):
    servers = [EmbeddedServer(folder, durable=False) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(EmbeddedServer.start, servers))

    assert len({each.status().pid for each in servers}) == 1


def test_another_process_may_stop_it(server, folder):
    server.start()

    finish(in_another_process(folder, "server.stop()"))

    assert not server.status().running


def test_stop_of_what_never_ran_does_nothing(folder):
    server = EmbeddedServer(folder / "never")

    server.stop()

    assert not server.status().running
    assert not (folder / "never").exists()
    with pytest.raises(EmbeddedError, match="never been started"):
        server.admin_dsn()


def test_committed_rows_survive_a_killed_server(folder, made):
    server = EmbeddedServer(copy_server(made, folder))
    server.start()
    with psycopg.connect(server.admin_dsn()) as connection:
        connection.execute("create table kept as select generate_series(1, 1000) as number")
    kill_postmaster(server)
    assert not server.status().running

    with server:
        assert ask(server, "select count(*) from kept") == 1000


def test_start_waits_for_the_children_of_a_killed_server(server):
    server.start()
    with psycopg.connect(server.admin_dsn(), autocommit=True) as busy:
        child = psutil.Process(busy.info.backend_pid)
        child.suspend()  # it cannot notice that its parent dies, and still has the data open
        kill_postmaster(server)
        with ThreadPoolExecutor(1) as pool:
            starting = pool.submit(server.start)
            time.sleep(1)
            assert not starting.done()
            child.kill()
            starting.result(timeout=60)

    assert ask(server, "select 1") == 1


def test_pid_file_naming_another_program_does_not_block(server, folder):
    server.start()
    kill_postmaster(server)
    pid_file = folder / str(NEWEST) / "data" / "postmaster.pid"
    owner = {"user": pid_file.stat().st_uid} if AS_ROOT else {}
    stranger = subprocess.Popen(
        [shutil.which("cat") or sys.executable], stdin=subprocess.PIPE, cwd="/", **owner
    )
    with stranger:
        lines = pid_file.read_text(encoding="utf-8").splitlines()
        pid_file.write_text("\n".join([str(stranger.pid), *lines[1:], ""]), encoding="utf-8")
        assert not server.status().running

        server.start()

        assert ask(server, "select 1") == 1
        stranger.stdin.close()


@pytest.mark.parametrize("torn", ["", "\0\0\0\0"])
def test_torn_pid_file_does_not_block(server, folder, torn):
    server.start()
    kill_postmaster(server)
    (folder / str(NEWEST) / "data" / "postmaster.pid").write_text(torn, encoding="utf-8")

    server.start()

    assert ask(server, "select 1") == 1


def test_making_that_was_interrupted_is_made_anew(new, folder):
    half = folder / str(NEWEST) / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text(f"{NEWEST}\n", encoding="ascii")

    new.start()

    assert ask(new, "select 1") == 1


def test_port_stays_over_restarts(server):
    server.start()
    first = server.port
    server.stop()

    server.start()

    assert server.port == first


def test_port_taken_meanwhile_is_replaced(server):
    server.start()
    first = server.port
    server.stop()
    with socket.create_server((server.host, first)):
        server.start()

        assert server.port != first
        assert ask(server, "select 1") == 1


def test_port_that_was_asked_for_is_used_or_refused(folder, server):
    with socket.create_server((server.host, 0)) as taken:
        port = taken.getsockname()[1]
        wanted = EmbeddedServer(folder, durable=False, fixed_port=port)
        with pytest.raises(EmbeddedError, match=f"Port {port} is taken"):
            wanted.start()

    with wanted:
        assert ask(wanted, "show port") == str(port)


def test_unknown_version_is_a_sentence(folder):
    with pytest.raises(EmbeddedError, match="PostgreSQL 15 is not among"):
        EmbeddedServer(folder, version=15)


def test_folder_that_is_a_file_is_a_sentence(folder):
    (folder / "taken").write_text("", encoding="ascii")

    with pytest.raises(EmbeddedError, match="cannot be used for the database"):
        EmbeddedServer(folder / "taken").start()


def test_broken_settings_are_told_in_the_words_of_the_server(server, folder):
    server.start()
    server.stop()
    with (folder / str(NEWEST) / "data" / "postgresql.conf").open("a", encoding="ascii") as settings:
        settings.write("shared_buffers = 'many'\n")

    with pytest.raises(EmbeddedError, match="did not start.*shared_buffers"):
        server.start()


def test_default_folder_is_one_the_server_can_enter():
    expected = "/var/lib/hemis-desktop" if AS_ROOT else str(Path.home())
    assert str(default_data_dir()).startswith(expected)
