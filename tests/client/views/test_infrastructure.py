"""Buildings and rooms: the academic office keeps them."""

import pytest

from client.views.infrastructure import MODULE


@pytest.fixture
def window(qtbot, workplace_of):
    def make(key, login="academic_office", **arguments):
        made = next(each for each in MODULE.windows if each.key == key).make(workplace_of(login), **arguments)
        qtbot.addWidget(made)
        made.resize(1366, 700)
        made.show()
        return made

    return make


def test_rooms_stand_in_their_buildings(window, admin):
    shown = window("auditorium")
    assert shown.rows.rowCount() == admin.execute("select count(*) from infrastructure.room").fetchone()[0]
    assert shown.rows.text(0, 0)


def test_a_room_that_is_too_large_to_believe_is_refused_under_its_field(window, admin):
    room = admin.execute("select min(id) from infrastructure.room").fetchone()[0]
    card = window("room", record_id=room)
    capacity = card.parts[0].fields.fields["capacity"]
    capacity.editor.line.setText("90000")
    capacity.editor.line.textEdited.emit("90000")
    card.save()
    assert capacity.complaint() == "From 1 to 5000."
