"""Saving: the version decides; who comes second learns what the first one saved."""

import pytest

from client.core.errors import Conflict, Refused, Unavailable, UserError
from client.data.records import records, saving
from shared.models.infrastructure import Building, Room
from shared.models.structure import Unit


@pytest.fixture
def gateway(session_of):
    return session_of("academic_office").gateway


@pytest.fixture
def building(gateway, request):
    number, version = saving.insert(
        gateway, Building, {"name": f"Bino {request.node.name[:80]}", "floors": 3}
    )
    return number, version


def test_a_new_record_begins_at_version_one(building):
    assert building[1] == 1


def test_a_change_counts_the_version_up(gateway, building):
    assert saving.update(gateway, Building, *building, {"floors": 4}) == 2
    assert records.read(gateway, Building, building[0], ("floors",)).values == {"floors": 4}


def test_the_second_of_two_is_told_what_the_first_saved(gateway, building):
    saving.update(gateway, Building, *building, {"floors": 5})
    with pytest.raises(Conflict) as raised:
        saving.update(gateway, Building, *building, {"floors": 6})
    assert raised.value.theirs["floors"] == 5
    assert raised.value.record_id == building[0]


def test_a_record_that_was_deleted_meanwhile_is_said_to_be_gone(gateway, building):
    saving.delete(gateway, Building, *building)
    with pytest.raises(Conflict, match="deleted this record") as raised:
        saving.update(gateway, Building, *building, {"floors": 6})
    assert raised.value.theirs is None


def test_a_record_in_use_says_what_uses_it(gateway, building):
    room = {"building_id": building[0], "name": "101", "kind": "11", "capacity": 30}
    saving.insert(gateway, Room, room)
    with pytest.raises(UserError, match="“Building” is still used by “Rooms”"):
        saving.delete(gateway, Building, *building)


def test_a_role_that_only_reads_is_refused(session_of, gateway, building):
    dean = session_of("dean_geology").gateway
    with pytest.raises(Refused):
        saving.update(dean, Building, *building, {"floors": 9})


def test_a_duplicate_names_the_field(gateway, building):
    name = records.read(gateway, Building, building[0], ("name",)).values["name"]
    with pytest.raises(UserError, match="“Name”") as raised:
        saving.insert(gateway, Building, {"name": name})
    assert raised.value.field == "name"


def test_a_record_is_read_with_the_names_of_what_it_refers_to(gateway):
    unit = gateway.scalar("select id from structure.unit where code = '403-101-01'")
    found = records.read(gateway, Unit, unit, ("parent_id", "code"))
    assert found.texts == {"parent_id": "Faculty of Geology"}
    assert records.title(gateway, Unit, unit) == "Department of Mineralogy and Petrography"


FULL = """
    create function infrastructure.full() returns trigger language plpgsql as
    $$ begin raise exception using errcode = 'disk_full', message = 'could not extend file'; end $$;
    grant execute on function infrastructure.full() to public;
    create trigger full_disk after insert on infrastructure.building execute function infrastructure.full();
"""
EMPTY = "drop trigger full_disk on infrastructure.building; drop function infrastructure.full()"


def test_a_full_disk_of_the_server_says_whom_to_tell_and_leaves_nothing(gateway, admin):
    admin.execute(FULL)
    try:
        with pytest.raises(Unavailable, match="disk is full, so nothing was saved"):
            saving.insert(gateway, Building, {"name": "No room left"})
    finally:
        admin.execute(EMPTY)
    assert gateway.scalar("select count(*) from infrastructure.building where name = 'No room left'") == 0
