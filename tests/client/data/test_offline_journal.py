"""The journal of a workstation: what may follow what, both copies on the disk, and what survives which trouble."""

import json
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from client.core import clock
from client.core.errors import UserError
from client.data.offline import keys, opening
from client.data.offline import station as stations
from client.data.offline.station import BALLAST, STORE, TEXT
from client.data.offline.store import NO_DISK
from shared.offline import journal
from shared.offline.event import INTENT
from tests.memory_safe import MemorySafe
from tests.offline_scene import KEY, PASSWORD, NoSafe, package, reopen, store_in


@pytest.fixture
def opened(tmp_path):
    """A function that opens what is in the folder now, and closes it after the test."""
    made = [store_in(tmp_path / "one")]

    def again(key=KEY):
        made.append(reopen(made[-1], key))
        return made[-1]

    again.first = made[0]
    yield again
    made[-1].close()


@pytest.fixture
def desk(opened):
    return opened.first


def first(station):
    return station.journal.waiting("diploma")[0].uuid


def printed(station, count):
    for diploma in station.journal.waiting("diploma")[:count]:
        station.begin(diploma.uuid, "diploma")
        station.good()


@contextmanager
def refused(sentence):
    with pytest.raises(UserError) as caught:
        yield
    assert caught.value.message == sentence


def test_a_print_begins_with_an_intent_and_ends_with_what_lies_in_the_tray(desk):
    intent = desk.begin(first(desk), "diploma")
    assert intent.number == "B0002201"
    assert len(desk.journal.left()) == 7
    desk.good()
    assert desk.journal.open is None
    assert desk.journal.number_of(intent.diploma, "diploma") == "B0002201"


def test_nothing_is_printed_while_a_question_is_open(desk):
    desk.begin(first(desk), "diploma")
    with refused(journal.OPEN_FIRST):
        desk.begin(desk.journal.waiting("diploma")[1].uuid, "diploma")


def test_a_spoiled_blank_is_followed_by_the_next(desk):
    uuid = first(desk)
    desk.begin(uuid, "diploma")
    desk.spoiled("Printer ezib yubordi")
    assert desk.begin(uuid, "diploma").number == "B0002202"


def test_a_reason_is_needed_for_spoiling(desk):
    desk.begin(first(desk), "diploma")
    with refused(journal.SAY_REASON):
        desk.spoiled("  ")


def test_an_empty_tray_leaves_the_same_blank(desk):
    uuid = first(desk)
    desk.begin(uuid, "diploma")
    desk.clean()
    assert desk.begin(uuid, "diploma").number == "B0002201"


def test_a_printed_diploma_is_not_printed_again_before_it_is_spoiled(desk):
    uuid = first(desk)
    printed(desk, 1)
    with refused(journal.PRINTED_ALREADY):
        desk.begin(uuid, "diploma")
    desk.spoil("B0002201", "Familiya xato")
    assert desk.begin(uuid, "diploma").number == "B0002202"


def test_what_is_no_blank_of_the_range_is_not_spoiled(desk):
    with refused(journal.NOT_OWN):
        desk.spoil("B0009999", "x")


def test_handing_out_needs_every_paper_and_happens_once(tmp_path):
    desk = store_in(tmp_path / "two", package(papers=("diploma", "supplement")))
    uuid = first(desk)
    printed(desk, 1)
    with refused(journal.NOT_COMPLETE):
        desk.hand_out(uuid, "Karimova Dilnoza", "pasport AB1234567")
    assert desk.begin(uuid, "supplement").number == "DI0004001"
    desk.good()
    with refused(journal.SAY_WHOM):
        desk.hand_out(uuid, "Karimova Dilnoza", "")
    desk.hand_out(uuid, "Karimova Dilnoza", "pasport AB1234567")
    with refused(journal.HANDED_OUT):
        desk.hand_out(uuid, "Karimova Dilnoza", "pasport AB1234567")
    with refused(journal.NOT_SPOILABLE):
        desk.spoil("B0002201", "x")
    desk.close()


def test_the_last_blank_used_up_is_said(tmp_path):
    desk = store_in(tmp_path / "few", package(blanks=1))
    printed(desk, 1)
    with refused(journal.NO_BLANK):
        desk.begin(first(desk), "diploma")
    desk.close()


def test_everything_is_there_after_the_program_ended(desk, opened):
    printed(desk, 2)
    desk.begin(first(desk), "diploma")
    again = opened()
    assert again.journal.open.number == "B0002203"
    assert again.told == []
    assert len(again.unsent()) == 5


def test_a_second_program_does_not_open_the_store(desk):
    with refused(opening.IN_USE):
        opening.open_station(desk.folder, KEY)


def test_another_key_opens_nothing_and_changes_nothing(desk, opened):
    printed(desk, 1)
    desk.close()
    with refused(opening.GONE):
        opening.open_station(desk.folder, bytes(32))
    assert len(opened().events) == 2


@pytest.mark.parametrize("place", [0.02, 0.5, 0.9, 0.999])
def test_one_flipped_byte_of_the_store_is_found_and_all_is_read_from_the_other_copy(desk, opened, place):
    printed(desk, 3)
    flip(desk.folder / STORE, place)
    again = opened()
    assert [event.sequence for event in again.events] == list(range(1, 7))
    assert any(sentence == opening.DAMAGED for sentence, _values in again.told)
    assert opened().told == []


@pytest.mark.parametrize("place", [0.01, 0.4, 0.9])
def test_one_flipped_byte_of_the_second_copy_is_found_and_mended(desk, opened, place):
    printed(desk, 3)
    flip(desk.folder / TEXT, place)
    assert [sentence for sentence, _values in opened().told] == [opening.MENDED]
    again = opened()
    assert again.told == []
    assert len(again._copy.read().events) == 6  # noqa: SLF001 - the file itself is looked at


def test_a_torn_last_line_is_written_again(desk, opened):
    printed(desk, 2)
    desk.close()
    text = (desk.folder / TEXT).read_bytes()
    (desk.folder / TEXT).write_bytes(text[:-40])
    again = opened()
    assert again.told == []
    assert (again.folder / TEXT).read_bytes().count(b"\n") == 4


def test_a_store_that_was_put_back_to_yesterday_learns_the_rest_from_the_second_copy(desk, opened, tmp_path):
    printed(desk, 1)
    desk.close()
    shutil.copy(desk.folder / STORE, tmp_path / "yesterday")
    again = opened()
    printed(again, 2)
    again.close()
    shutil.copy(tmp_path / "yesterday", desk.folder / STORE)
    later = opened()
    assert len(later.events) == 6
    assert later.begin(first(later), "diploma").number == "B0002204"


def test_a_record_lost_in_both_copies_leaves_a_gap_and_the_rest(desk, opened):
    printed(desk, 2)
    desk.close()
    text = (desk.folder / TEXT).read_bytes().split(b"\n")
    (desk.folder / TEXT).write_bytes(b"\n".join([text[0], b"x" + text[1][1:], *text[2:]]))
    (desk.folder / STORE).unlink()
    again = opened()
    assert again.journal.gaps == [2]
    assert again.journal.blanks["B0002201"] == journal.DOUBTFUL
    assert again.begin(first(again), "diploma").number == "B0002203"


def test_a_copy_on_another_computer_is_not_printed_from(desk, opened, monkeypatch):
    printed(desk, 1)
    monkeypatch.setattr(opening, "machine", lambda: "another")
    copy = opened()
    with refused(stations.OTHER_MACHINE):
        copy.begin(first(copy), "diploma")
    assert len(copy.unsent()) == 2


def test_a_clock_that_was_set_back_a_year_turns_no_order_and_is_told(desk, opened, monkeypatch):
    printed(desk, 1)
    monkeypatch.setattr(clock, "now", lambda: datetime.now(UTC) - timedelta(days=365))
    assert desk.clock_behind()
    printed(desk, 1)
    times = [datetime.fromisoformat(event.body["at"]) for event in opened().events]
    assert times == sorted(times)
    assert "clock" in desk.events[-1].body


def test_after_the_granted_time_nothing_is_printed_but_what_lies_open_is_answered(desk, monkeypatch):
    desk.begin(first(desk), "diploma")
    monkeypatch.setattr(clock, "now", lambda: datetime.now(UTC) + timedelta(days=31))
    desk.good()
    with refused(stations.OVER):
        desk.begin(first(desk), "diploma")


def test_a_diploma_that_was_changed_in_the_store_is_not_printed(tmp_path):
    taken = package()
    forged = [each if place else _renamed(each) for place, each in enumerate(taken.diplomas)]
    desk = store_in(tmp_path / "forged", _with(taken, forged))
    with refused(stations.CHANGED_CONTENT):
        desk.begin(first(desk), "diploma")
    desk.close()


def test_a_full_disk_takes_nothing_and_says_so_before_paper_moves(desk, monkeypatch):
    (desk.folder / BALLAST).unlink()
    monkeypatch.setattr(desk._store, "add", full)  # noqa: SLF001 - a disk that takes nothing
    with refused(NO_DISK):
        desk.begin(first(desk), "diploma")
    assert desk.journal.open is None


def test_a_full_disk_still_takes_the_answer_for_which_space_was_kept(desk, opened, monkeypatch):
    desk.begin(first(desk), "diploma")
    add, tries = desk._store.add, []  # noqa: SLF001 - as above

    def full_once(events):
        tries.append(1)
        return full(events) if len(tries) == 1 else add(events)

    monkeypatch.setattr(desk._store, "add", full_once)  # noqa: SLF001 - as above
    desk.good()
    assert not (desk.folder / BALLAST).exists()
    assert opened().journal.open is None


def test_a_second_copy_that_cannot_be_written_is_told_and_made_up_for(desk, opened, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(desk._copy, "append", not_written)  # noqa: SLF001 - as above
        desk.begin(first(desk), "diploma")
        assert desk.warning == stations.NO_COPY
    desk.good()
    assert desk.warning == ""
    assert (desk.folder / TEXT).read_bytes().count(b"\n") == 2


def test_further_blanks_come_to_the_pile_and_what_was_printed_stays(desk, opened):
    printed(desk, 2)
    more = package(diplomas=7, blanks=12)
    desk.take(more, lambda joined: opening.write_package(desk.folder, KEY, joined))
    again = opened()
    assert len(again.journal.waiting("diploma")) == 5
    assert len(again.journal.left()) == 10
    assert again.package.seed == "5" * 64


def test_the_password_opens_the_store_where_the_keyring_is_gone(tmp_path):
    folder, safe = tmp_path / "w", MemorySafe()
    folder.mkdir()
    about = {"workstation_id": 1, "workstation": "Registrator 1", "server": "s"}
    key = keys.make(folder, about, PASSWORD, safe)
    assert keys.by_keyring(folder, safe) == key
    assert keys.by_keyring(folder, NoSafe()) is None
    assert keys.by_password(folder, PASSWORD) == key
    with refused(keys.WRONG):
        keys.by_password(folder, "Granit-Topaz-8")
    with refused(keys.TOO_SHORT):
        keys.make(folder, about, "short", safe)


def test_nothing_on_the_disk_tells_a_name(desk):
    printed(desk, 5)
    desk.hand_out(desk.package.diplomas[0].uuid, "Karimova Dilnoza", "pasport AB1234567")
    for file in desk.folder.iterdir():
        assert b"Karimova" not in file.read_bytes(), file
        assert b"AB1234567" not in file.read_bytes(), file


def test_an_intent_names_what_it_prints(desk):
    desk.begin(first(desk), "diploma")
    said = json.loads(desk.events[0].payload)
    assert (said["kind"], said["number"], said["login"]) == (INTENT, "B0002201", "registrar")


def flip(path, place):
    content = bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 0x10
    path.write_bytes(content)


def full(_events):
    raise UserError(NO_DISK)


def not_written(_events):
    raise OSError(28, "No space left on device")


def _renamed(diploma):
    return diploma.__class__(**{**diploma.__dict__, "content": '{"uuid": "x"}'})


def _with(taken, diplomas):
    return taken.__class__(**{**taken.__dict__, "diplomas": tuple(diplomas)})
