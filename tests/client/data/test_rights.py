"""What a role may do with a table is asked from the server."""

from client.data.records.rights import readable, rights
from shared.models.employees import Employee
from shared.models.students import Student


def test_the_deans_office_never_updates_the_state_of_study(workplace):
    found = rights(workplace.gateway, Student)
    assert {"surname", "birth_date"} <= found.updatable
    assert not {"group_id", "course", "status", "specialty_id"} & found.updatable
    assert {"group_id", "course", "status"} <= found.insertable
    assert not found.deletable


def test_a_role_without_any_right_reads_nothing(session_of):
    found = rights(session_of("admin").gateway, Student)
    assert found.readable == frozenset()
    assert not found.may_add


def test_a_path_is_readable_if_every_step_is(session_of):
    paths = ("full_name", "card.status")
    assert readable(session_of("hr").gateway, Employee, paths) == set(paths)
    assert readable(session_of("admin").gateway, Employee, paths) == {"full_name"}
