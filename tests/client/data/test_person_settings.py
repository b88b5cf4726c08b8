"""What a person's windows remember is the same on the next computer, and nobody else's."""

from client.data.server.person_settings import PersonSettings


def test_a_value_is_there_on_the_next_computer(session_of):
    gateway = session_of("dean_geology").gateway
    here = PersonSettings(gateway, "dean_geology")
    here.put("list.students.student", {"columns": ["full_name"]})
    here.put("list.students.student", {"columns": ["full_name", "group"]})
    there = PersonSettings(gateway, "dean_geology")
    there.load()
    assert there.get("list.students.student") == {"columns": ["full_name", "group"]}
    assert there.get("unknown", 5) == 5


def test_another_person_has_other_settings(session_of):
    PersonSettings(session_of("dean_geology").gateway, "dean_geology").put("look", "dark")
    other = PersonSettings(session_of("dean_mining").gateway, "dean_mining")
    other.load()
    assert other.get("look") is None


def test_a_value_that_could_not_be_stored_is_stored_with_the_next_one(session_of, admin):
    gateway = session_of("dean_geology").gateway
    settings = PersonSettings(gateway, "dean_geology")
    admin.execute("revoke insert, update on system.person_setting from hemis_faculty")
    try:
        settings.put("first", 1)
    finally:
        admin.execute(
            "grant insert (login, key, value), update (value) on system.person_setting to hemis_faculty"
        )
    settings.put("second", 2)
    again = PersonSettings(gateway, "dean_geology")
    again.load()
    assert (again.get("first"), again.get("second")) == (1, 2)
