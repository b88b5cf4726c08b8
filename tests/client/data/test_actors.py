"""Whoever did something is called by the name where names of colleagues are read, else by the login."""

import pytest

from client.core.i18n import set_language
from client.data.records import list_values, notes
from client.data.records.actors import names_of
from client.data.records.list_filters import Filter
from client.data.records.listing import ListQuery, Sort
from shared.models.system import Note

NAME = {
    "uz": "Gʻulomov Anvar Karimovich",
    "oz": "Ғуломов Анвар Каримович",
    "ru": "Гуломов Анвар Каримович",
}


@pytest.mark.parametrize(
    ("reader", "read"),
    [
        ("registrar", NAME["uz"]),
        ("teacher_mineralogy", NAME["uz"]),
        ("tutor_geology", "dean_geology"),
        ("marketing", "dean_geology"),
    ],
)
def test_who_reads_the_names_of_colleagues_reads_them_for_logins(session_of, reader, read):
    gateway = session_of(reader).gateway
    assert names_of(gateway, ["dean_geology", "nobody_is_called_so"]) == {
        "dean_geology": read,
        "nobody_is_called_so": "nobody_is_called_so",
    }
    assert names_of(gateway, [reader])[reader] != reader, "the own name is no secret"


@pytest.mark.parametrize("code", ["uz", "oz", "ru"])
def test_a_list_names_sorts_filters_and_finds_by_the_name(session_of, code):
    dean, office = session_of("dean_geology").gateway, session_of("academic_office").gateway
    student = dean.scalar("select min(id) from students.student where status = '11'")
    written = [notes.add(each, "students.student", student, "Eslatma") for each in (dean, office)]
    set_language(code)
    on_it = Filter("record_id", "equals", (student,))
    query = ListQuery(Note, ("author",), (on_it,), sort=(Sort("author"),))
    try:
        first, last = [row[2] for row in query.page(dean).rows]
        assert NAME[code] == (first if code == "ru" else last), (
            "Gʻ stands after R, Ғ after Р, Russian Г before it"
        )
        values = list_values.values_of(dean, query, "author", NAME[code].split()[0]).lines
        assert [(each.value, each.title) for each in values] == [("dean_geology", NAME[code])]
        found = ListQuery(Note, ("author",), (on_it,), "gʻulomov", ("author",)).page(office).rows
        assert [row[2] for row in found] == [NAME[code]]
        assert {note.who for note in notes.of_record(dean, "students.student", student)} > {NAME[code]}
    finally:
        for gateway, number in zip((dean, office), written, strict=True):
            gateway.execute("delete from system.note where id = :id", id=number)
