"""The words of our SQL that stand for something longer."""

import pytest

from server_db import placeholders, present_state
from server_db.placeholders import PlaceholderError, expand
from server_db.roles import GROUPS


def test_policy_says_who_acts_and_in_which_units():
    assert expand("using (:acts and :own_units(p.unit_id))", "x.sql") == (
        "using ((select security.acts()) and p.unit_id = any ((select security.my_units())::bigint[]))"
    )


def test_everyone_are_all_groups_and_everyone_but_the_others():
    assert expand("to :everyone;", "x.sql") == f"to {', '.join(GROUPS)};"
    others = ", ".join(group for group in GROUPS if group not in {"hemis_hr", "hemis_admin"})
    assert expand("to :everyone_but(hemis_hr, hemis_admin);", "x.sql") == f"to {others};"


@pytest.mark.parametrize(
    "script",
    [
        "-- :acts is the dean's\nselect 1",
        "select ':acts', 'it''s :everyone'",
        "select array_position(a[1:n], b::text), a[f(x):y]",
        "found := true;",
        "select 'it' --',\n, 1",
    ],
)
def test_comments_strings_and_colons_of_postgresql_stay(script):
    assert expand(script, "x.sql") == script


@pytest.mark.parametrize(
    "wrong",
    [":everybody", ":own_unit(faculty_id)", ":own_units", ":acts(faculty_id)", ":everyone_but(hemis_king)"],
)
def test_word_that_stands_for_nothing_is_told_with_its_place(wrong):
    with pytest.raises(PlaceholderError) as told:
        expand(f"-- A sentence.\ncreate policy p on t using ({wrong});", "060_students/access.sql")
    assert str(told.value) == f"060_students/access.sql, line 2: {wrong} stands for nothing."


def test_code_and_set_of_codes_are_those_of_python():
    assert expand("status = :student_status.graduated", "x.sql") == "status = '14'"
    assert expand("status in :students.may_register", "x.sql") == "status in ('11', '15')"


def test_mistake_in_a_file_of_ours_names_the_file(monkeypatch):
    monkeypatch.delitem(placeholders.WORDS, "acts")
    with pytest.raises(
        PlaceholderError, match=r"^server_db/sql/010_security/\w+\.sql, line \d+: :acts stands"
    ):
        present_state.scripts()
