"""The life of a version at the desk: begun, checked, published, compared, printed, thrown away."""

import re

import openpyxl
import psycopg
import pytest
from sqlalchemy import select, update

from client.core.errors import HemisError
from client.data.timetable import lessons, versions
from client.views.timetable.versions.compare_versions import CompareVersions
from client.views.timetable.versions.new_version import NewVersion
from client.views.timetable.versions.publication import Publication
from client.views.timetable.versions.version_papers import KINDS, VersionPapers
from client.views.timetable.versions.versions import VERSIONS, share, withdraw
from client.widgets.preview.drawing import page_count
from client.widgets.record_list import RecordList
from shared.models.timetable import Card, Version
from tests.client.reach import button, saved_pdf
from tests.timetable_scene import ENDS, NEXT, Scene


class Way:
    """A navigator that keeps what it was given."""

    def __init__(self):
        self.presented, self.said, self.refused = [], [], []

    def has(self, _window):
        return False

    def present(self, widget):
        self.presented.append(widget)

    def say(self, sentence, *_acts):
        self.said.append(sentence)

    def refuse(self, error):
        self.refused.append(error.text())


@pytest.fixture(scope="module")
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        yield Scene(admin)


@pytest.fixture
def dean(workplace_of, scene):
    workplace = workplace_of("dean_geology")
    object.__setattr__(workplace, "navigator", Way())
    return workplace


@pytest.fixture
def draft(dean, scene):
    return versions.create(dean.gateway, scene.term, scene.faculty, "Asosiy", NEXT, None)


def test_an_empty_list_says_that_insert_begins_a_version(qtbot, dean):
    shown = RecordList(dean, VERSIONS)
    qtbot.addWidget(shown)
    shown.show()
    assert "Press Insert to add" in shown.empty_state.text()


def cards(workplace, version_id):
    statement = select(Card.id, Card.class_id).where(Card.version_id == version_id).order_by(Card.id)
    return workplace.gateway.rows(statement)


def place_all(workplace, scene, version_id):
    for number, (card, _class) in enumerate(cards(workplace, version_id)):
        values = {"day": 1 + number % 6, "pair": 1 + number // 6, "room_id": scene.rooms[0]}
        workplace.gateway.execute(update(Card).where(Card.id == card).values(**values))


def test_a_new_version_is_made_with_the_cards_of_its_classes(qtbot, dean, scene):
    dialog = NewVersion(dean, None)
    qtbot.addWidget(dialog)
    assert dialog.faculty.count() == 1, "a dean's office plans its own faculty"
    dialog.make()
    assert "name" in dialog.message.text()
    dialog.term.setCurrentIndex(dialog.term.findData(scene.term))
    dialog.name.setText("Birinchi")
    with qtbot.waitSignal(dialog.made) as made:
        dialog.make()
    assert {class_id for _card, class_id in cards(dean, made.args[0])} == set(scene.classes.values())


def test_a_copy_is_of_the_same_faculty_and_term(qtbot, dean, scene, draft):
    place_all(dean, scene, draft)
    dialog = NewVersion(dean, draft)
    qtbot.addWidget(dialog)
    assert re.fullmatch(r"Asosiy \d+", dialog.name.text()), "a number that no other version has"
    assert not dialog.empty_button.isVisibleTo(dialog)
    assert not dialog.term.isEnabled()
    with qtbot.waitSignal(dialog.made) as made:
        dialog.make()
    assert not versions.compare(dean.gateway, draft, made.args[0])


def test_what_is_not_placed_forbids_publishing(qtbot, dean, draft):
    dialog = Publication(dean, draft)
    qtbot.addWidget(dialog)
    top = dialog.findings.topLevelItem(0)
    assert "Lessons without a place" in top.text(0)
    assert top.text(1) == "forbids publishing"
    assert "Mineralogiya" in top.child(0).text(0)
    assert not dialog.publish_button.isEnabled()
    assert "cannot be published yet" in dialog.verdict.text()
    opened = []
    dialog.card_wanted.connect(opened.append)
    dialog.findings.itemActivated.emit(top.child(0), 0)
    assert opened == [cards(dean, draft)[0][0]]


def test_a_version_is_published_and_its_lessons_can_be_read(qtbot, dean, scene, draft):
    place_all(dean, scene, draft)
    dialog = Publication(dean, draft)
    qtbot.addWidget(dialog)
    assert dialog.publish_button.isEnabled(), dialog.verdict.text()
    with qtbot.waitSignal(dialog.published):
        dialog.publish()
    assert "Lessons made" in dialog.verdict.text()
    assert lessons.lessons(dean.gateway, NEXT, ENDS, "group", scene.group)
    assert versions.head(dean.gateway, draft).state == "published"
    dialog.publish()
    assert "Only a draft is published." in dialog.message.text()


def test_a_new_version_is_first_a_copy_of_the_published_one(qtbot, dean, scene, draft):
    place_all(dean, scene, draft)
    versions.publish(dean.gateway, draft, 60)
    dialog = NewVersion(dean, None)
    qtbot.addWidget(dialog)
    dialog.term.setCurrentIndex(dialog.term.findData(scene.term))
    assert button(dialog, "Copy of the published version").isDefault()
    with qtbot.waitSignal(dialog.made) as made:
        button(dialog, "Copy of the published version").click()
    assert not versions.compare(dean.gateway, draft, made.args[0])
    with qtbot.waitSignal(dialog.made) as made:
        button(dialog, "An empty version").click()
    assert versions.compare(dean.gateway, draft, made.args[0])


def test_no_two_entries_of_the_list_are_called_the_same(qtbot, dean):
    shown = RecordList(dean, VERSIONS)
    qtbot.addWidget(shown)
    acts = {id(each): each.text() for each in (*shown.actions(), *shown.table.actions()) if each.isVisible()}
    named = sorted(acts.values())
    assert named == sorted(set(named))


def test_versions_are_compared_lesson_by_lesson(qtbot, dean, scene, draft):
    place_all(dean, scene, draft)
    other = versions.create(dean.gateway, scene.term, scene.faculty, "Ikkinchi", NEXT, draft)
    card = cards(dean, other)[0][0]
    dean.gateway.execute(update(Card).where(Card.id == card).values(day=6, pair=6))
    dialog = CompareVersions(dean, draft, other)
    qtbot.addWidget(dialog)
    assert dialog.table.rowCount() == 1
    assert "Mineralogiya" in dialog.table.item(0, 0).text()
    assert "Saturday, pair 6" in dialog.table.item(0, 2).text()
    assert dialog.table.horizontalHeaderItem(2).text() == "Ikkinchi"


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_papers_of_a_version_are_shown_and_saved(qtbot, dean, scene, draft, tmp_path, kind):
    place_all(dean, scene, draft)
    dialog = VersionPapers(dean, draft, None, lambda _parent, name, _kinds: str(tmp_path / name))
    qtbot.addWidget(dialog)
    dialog.kinds.button(kind).setChecked(True)
    dialog.save_excel()
    assert openpyxl.load_workbook(next(tmp_path.glob("*.xlsx"))).worksheets
    dialog.preview()
    assert page_count(saved_pdf(dean.navigator.presented[0].preview, tmp_path)) > 0


def test_an_empty_version_has_no_papers_of_teachers(qtbot, dean, draft):
    dialog = VersionPapers(dean, draft)
    qtbot.addWidget(dialog)
    dialog.kinds.button(1).setChecked(True)
    dialog.preview()
    assert "no lessons yet" in dialog.message.text()


def test_a_draft_goes_onto_the_board_and_back(qtbot, dean, draft):
    listed = RecordList(dean, VERSIONS)
    qtbot.addWidget(listed)
    share(dean, listed, [draft])
    assert versions.head(dean.gateway, draft).state == "shared"
    withdraw(dean, listed, [draft])
    assert versions.head(dean.gateway, draft).state == "private"
    assert len(dean.navigator.said) == 2


def test_only_a_private_draft_is_thrown_away(dean, draft):
    versions.discard(dean.gateway, draft)
    with pytest.raises(HemisError, match="not there any more"):
        versions.head(dean.gateway, draft)


def test_another_faculty_sees_no_version_of_it(workplace_of, draft):
    mining = workplace_of("dean_mining")
    assert mining.gateway.rows(select(Version.id)) == []
    with pytest.raises(HemisError):
        versions.checklist(mining.gateway, draft)
