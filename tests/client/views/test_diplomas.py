"""Diplomas at the desk: drafted, completed in the grid, accepted, prepared, signed, handed out, looked up."""

from datetime import date

import psycopg
import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from client.data.diplomas import preview
from client.views.diplomas.act_dialog import ActDialog
from client.views.diplomas.sign_dialog import SignDialog
from client.views.diplomas.texts_form import TextsForm
from client.widgets.kept_input import ReasonDialog
from shared.signing.demonstration import KEY_ID, PUBLIC_KEY, demonstration_signer
from shared.signing.keys import PublicKey
from shared.signing.verify import GOOD, verify
from tests.client.reach import act, button, said
from tests.client.reach import window as opened
from tests.server.test_diplomas import AFRESH, LACKING, OF_GEOLOGY

ADMITTED = {KEY_ID: PublicKey(KEY_ID, PUBLIC_KEY, date(2020, 1, 1))}
STATE = "select state from diplomas.diploma where id = %s"


def signing_here(_workplace, _parent, act):
    """The workstation of the demonstration, which has its key."""
    act(demonstration_signer())


@pytest.fixture(scope="module")
def begun(database):
    with psycopg.connect(database) as first:
        last = first.execute("select max(id) from diplomas.diploma").fetchone()[0]
        return last, [key for (key,) in first.execute(OF_GEOLOGY)]


@pytest.fixture(autouse=True)
def drafts(admin, begun):
    """Two drafts of a group, with what the demonstration leaves to be written."""
    last, own = begun
    admin.execute("set session_replication_role = replica")
    with psycopg.ClientCursor(admin) as cursor:
        cursor.execute(AFRESH, {"own": own, "last": last})
    admin.execute(
        "update diplomas.diploma set texts = texts #- '{en,qualification}' #- '{uz,city}' where id = any(%s)",
        [own],
    )
    admin.execute("set session_replication_role = origin")
    return own


def control_enter(widget):
    """As somebody does who looks at the window."""
    widget.window().activateWindow()
    widget.setFocus()
    QApplication.processEvents()
    QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def texts(table):
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(shown, state, *, several=True):
    """Select the rows that stand so, or the first of them; return their names."""
    lines = texts(shown.table)
    places = [row for row, line in enumerate(lines) if line[4] == state]
    shown.table.clearSelection()
    shown.table.selectRow(places[0])
    for row in places[1:] if several else ():
        index = shown.table.model().index(row, 0)
        flags = shown.table.selectionModel().SelectionFlag
        shown.table.selectionModel().select(index, flags.Select | flags.Rows)
    return [lines[row][0] for row in places]


def narrowed(shown, name):
    shown.words.setText(name)
    return texts(shown.table)


def state(admin, diploma):
    return admin.execute(STATE, [diploma]).fetchone()[0]


def complete(admin, own, texts=LACKING):
    admin.execute(
        "update diplomas.diploma set texts = jsonb_build_object('uz', texts -> 'uz' || %s, 'en', texts -> 'en' || %s)"
        " where id = any(%s)",
        [
            psycopg.types.json.Jsonb(texts["uz"] | {"city": "Toshkent"}),
            psycopg.types.json.Jsonb(texts["en"]),
            own,
        ],
    )


def name_of(admin, diploma):
    return admin.execute("select student_name from diplomas.diploma where id = %s", [diploma]).fetchone()[0]


def test_a_group_is_completed_in_the_grid_and_accepted(window, admin, drafts):
    shown = window("diploma-texts", ids=drafts)
    grid = shown.grid
    assert "lacking in texts: 4" in shown.told.text()
    assert {"qualification_en", "city_uz"} <= {column.key for column in grid.model.columns}
    assert grid.cursor_cell() == (drafts[0], "qualification_en")  # it begins where something is lacking
    assert "must not be empty" in shown.whole.text()

    grid.model.setData(grid.view.currentIndex(), "Geolog")
    act(shown, "This text for all chosen").trigger()  # nothing else is chosen: in all rows
    act(shown, "Next finding").trigger()
    assert grid.cursor_cell() == (drafts[0], "city_uz")
    QGuiApplication.clipboard().setText("Тошкент\nToshkent")
    grid.paste()
    act(shown, "Accept").trigger()
    assert shown.message.text() == "Save what is typed first (Ctrl+S)."
    QTest.keyClick(grid.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert shown.message.text() == "Saved: texts of 2 diplomas."
    stored = admin.execute(
        "select texts -> 'uz' ->> 'city', texts -> 'en' ->> 'qualification' from diplomas.diploma where id = any(%s)"
        " order by id", [drafts],
    ).fetchall()  # fmt: skip
    assert stored == [("Toshkent", "Geolog")] * 2
    assert "complete: 2" in shown.told.text()
    grid.view.selectAll()
    control_enter(grid.view)
    assert [state(admin, each) for each in drafts] == ["accepted"] * 2


def test_other_letters_and_long_texts_are_refused_in_their_cell(window, drafts):
    shown = window("diploma-texts", ids=drafts)
    shown.fields.setCurrentIndex(shown.fields.findText("All fields"))
    grid = shown.grid
    for column, text in (("surname_en", "علي"), ("surname_uz", "K" * 65), ("given_name_en", "Али")):
        grid.come_to((drafts[0], column))
        grid.model.setData(grid.view.currentIndex(), text)
        assert (drafts[0], column) in grid.wrong()


def test_a_card_shows_what_is_wrong_under_its_field(window, admin, drafts):
    shown = window("diploma-card", record_id=drafts[0])
    assert "Findings: 2" in said(shown)
    form = shown.findChild(TextsForm)
    assert form.wrong["city_uz"].text() == "This must not be empty."
    act(form, "Next finding").trigger()
    form.editors["city_uz"].setText("Toshkent")
    form.editors["qualification_en"].setPlainText("Engineer")
    QTest.keyClick(form.editors["city_uz"], Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert form.message.text() == "Saved."
    assert not any(label.text() for label in form.wrong.values())
    control_enter(form.editors["city_uz"])
    assert state(admin, drafts[0]) == "accepted"
    assert form.editors["city_uz"].isReadOnly()


def test_a_finding_leads_to_its_field(window, admin, drafts):
    shown = window("diploma")
    narrowed(shown, name_of(admin, drafts[0]))
    shown.table.selectRow(0)
    found = texts(shown.findings)
    assert ["This must not be empty.", "City (Uzbek)"] in found
    shown.cure([line[1] for line in found].index("City (Uzbek)"))
    key, given = shown.workplace.navigator.opened[-1]
    assert key == "diploma-texts"
    assert given["at"] == "city_uz"
    assert given["ids"] == [drafts[0]]
    # What lacks something is refused with its name, whatever else is chosen.
    act(shown, "Accept").trigger()
    assert name_of(admin, drafts[0]) in shown.message.text()


def test_acts_that_do_not_fit_say_why(window, admin):
    shown = window("diploma")
    choose(shown, "to print")
    assert not act(shown, "Accept").isEnabled()
    assert act(shown, "Accept").toolTip() == "Choose drafts."
    assert act(shown, "Ask back").isEnabled()
    office = window("diploma", "academic_office")
    names = {each.text().replace("&", "") for each in office.actions()}
    assert "Take back" in names
    assert "Accept" not in names
    assert "Prepare …" not in names


def test_chosen_drafts_are_accepted_prepared_and_signed(window, admin, drafts):
    complete(admin, drafts)
    dean = window("diploma")
    chosen = choose(dean, "draft")
    dean.words.setText("24-08")
    assert len(choose(dean, "draft")) == len(drafts) < len(chosen)
    control_enter(dean.table)
    assert dean.message.text() == f"Accepted: {len(drafts)}"

    registrar = window("diploma", "registrar", with_signer=signing_here)
    registrar.words.setText("24-08")
    choose(registrar, "to prepare")
    control_enter(registrar.table)
    opened(ActDialog).do()
    assert registrar.message.text() == f"Prepared: {len(drafts)}"
    assert len(choose(registrar, "to sign")) == len(drafts)
    act(registrar, "Sign").trigger()
    dialog = opened(SignDialog)
    assert dialog.lines.rowCount() == len(drafts)
    assert dialog.lines.text(0, 0).startswith("DP-")
    dialog.do()
    assert registrar.message.text() == f"Signed: {len(drafts)}"
    for code in (
        row[0] for row in admin.execute("select code from diplomas.diploma where id = any(%s)", [drafts])
    ):
        assert verify(code, ADMITTED).state == GOOD
    assert len(choose(registrar, "to print")) == len(drafts)


def printed(admin, drafts):
    """As a workstation leaves them that has printed them."""
    signature = (
        "signature = repeat('A', 86), signed_with = repeat('0', 16), code = '860' || repeat('1', 200),"
    )
    signature += " signed_at = now(), signed_by = 'registrar'"
    admin.execute("select diplomas.write_acceptance(%s, 'dean_geology')", [drafts])
    admin.execute("select diplomas.write_preparation(%s, security.today(), 'registrar')", [drafts])
    admin.execute(f"update diplomas.diploma set {signature} where id = any(%s)", [drafts])
    for form in ("diploma", "supplement"):
        for each in drafts:
            admin.execute(
                "select diplomas.write_print(d.id, %s, (select b.number from blanks.blank b join blanks.kind k"
                " on k.id = b.kind_id and k.form = %s and coalesce(k.education_type, '12') = '12'"
                " and coalesce(k.category, d.category) = d.category"
                " where b.state = 'stock' and b.unit_id is null order by b.number limit 1),"
                " null, security.today(), 'registrar') from diplomas.diploma d where d.id = %s",
                [form, form, each],
            )


def test_a_relative_takes_it_by_power_of_attorney_and_a_mistake_is_taken_in(window, admin, drafts):
    complete(admin, drafts)
    printed(admin, drafts)
    registrar = window("diploma", "registrar")
    registrar.words.setText("24-08")
    admin.execute("update clearance.sheet set open_points = 0")
    choose(registrar, "to hand out", several=False)
    act(registrar, "Hand out").trigger()
    dialog = opened(ActDialog)
    dialog.do()
    assert "Write by what document" in dialog.message.text()
    dialog.fields["who"].setCurrentIndex(1)
    dialog.fields["document"].setText("Ishonchnoma 12")
    dialog.fields["person"].setText("Karimova Zuhra")
    dialog.do()
    assert registrar.message.text() == "Handed out: 1"
    people = admin.execute(
        "select issued_to from diplomas.diploma where id = any(%s) and state = 'issued'", [drafts]
    )
    assert people.fetchall() == [("Karimova Zuhra",)]

    choose(registrar, "to hand out")
    act(registrar, "Give up a print").trigger()
    dialog = opened(ActDialog)
    dialog.fields["reason"].setText("Siyoh surkaldi")
    dialog.do()
    assert not dialog.isVisible(), dialog.message.text()
    assert choose(registrar, "to print")

    registrar.words.setText("24-08")
    registrar.standing.setCurrentIndex(registrar.standing.findText("issued"))
    choose(registrar, "issued")
    act(registrar, "Take in").trigger()
    dialog = opened(ActDialog)
    dialog.fields["document"].setText("Dalolatnoma 3")
    dialog.fields["reason"].setText("Familiya xato")
    dialog.do()
    assert not dialog.isVisible(), dialog.message.text()
    assert admin.execute("select count(*) from diplomas.diploma where cause = 'mistaken'").fetchone() == (1,)


def test_what_is_not_what_was_prepared_is_not_signed(window, admin, drafts):
    complete(admin, drafts)
    admin.execute("select diplomas.write_acceptance(%s, 'dean_geology')", [drafts])
    admin.execute("select diplomas.write_preparation(%s, security.today(), 'registrar')", [drafts])
    admin.execute(
        "update diplomas.diploma set content = replace(content, '11', '12') where id = %s", drafts[:1]
    )
    shown = window("diploma", "registrar", with_signer=signing_here)
    choose(shown, "to sign")
    act(shown, "Sign").trigger()
    assert "is not that of its SHA-256" in shown.message.text()
    assert opened(SignDialog) is None
    admin.execute(
        "update diplomas.diploma set content = replace(content, '12', '11') where id = %s", drafts[:1]
    )


def test_a_diploma_is_asked_back_with_a_reason_and_decided_by_the_office(window, admin, drafts):
    complete(admin, drafts)
    admin.execute("select diplomas.write_acceptance(%s, 'dean_geology')", [drafts[:1]])
    dean = window("diploma")
    narrowed(dean, name_of(admin, drafts[0]))
    dean.table.selectRow(0)
    act(dean, "Ask back").trigger()
    asked = opened(ReasonDialog)
    asked.reason.setPlainText("Familiyasi pasportdagidan farq qiladi")
    asked.do()
    assert state(admin, drafts[0]) == "asked"
    office = window("diploma", "academic_office")
    choose(office, "to be taken back?")
    act(office, "Take back").trigger()
    assert office.message.text() == "Taken back: 1"
    assert state(admin, drafts[0]) == "draft"


def test_whoever_is_called_something_else_now_is_told_and_found(window, admin, drafts):
    issued, name, uuid = admin.execute(
        "select id, student_name, uuid::text from diplomas.diploma where state = 'issued' order by id limit 1"
    ).fetchone()
    admin.execute("update students.student set surname = 'Yangieva' where id ="
                  " (select student_id from diplomas.diploma where id = %s)", [issued])  # fmt: skip
    shown = window("diploma", "registrar")
    assert "called Yangieva" in narrowed(shown, "yangieva")[0][8]
    hr = window("diploma-list", "hr")
    total = hr.table.model().rowCount()
    for typed in ("Янгиева", name.split()[0], f"HEMIS {uuid} x"):
        hr.restore({"search": typed})
        rows = hr.table.model().rowCount()
        assert 1 <= rows < total, typed
    assert (
        total == admin.execute("select count(*) from diplomas.diploma where state = 'issued'").fetchone()[0]
    )
    card = window("diploma-card", "hr", record_id=issued)
    assert name.split()[0] in said(card)


def test_a_number_is_checked_by_whoever_is_shown_the_paper(window, admin):
    uuid, number, specialty = admin.execute(
        "select uuid::text, number, texts -> 'uz' ->> 'specialty' from diplomas.diploma where state = 'issued' limit 1"
    ).fetchone()
    shown = window("paper-check", "teacher_mineralogy")
    for code, known in ((uuid, True), (number, False)):
        shown.text.setText(code)
        button(shown, "Check").click()
        QApplication.processEvents()
        assert "The register knows this diploma." in said(shown)
        assert (specialty in said(shown)) is known


def test_the_card_of_a_student_has_the_diploma(window, admin):
    student = admin.execute(
        "select student_id from diplomas.diploma where state = 'issued' limit 1"
    ).fetchone()[0]
    card = window("student-card", record_id=student)
    titles = [card.tabs.tabText(place) for place in range(card.tabs.count())]
    assert "Diploma" in titles


def test_the_supplement_is_looked_at_before_it_is_accepted(window, admin, drafts):
    shown = window("diploma", "dean_geology")
    papers = preview.read(shown.workplace.gateway, drafts[0])
    assert papers.count > 1
    pdf, _page = papers.pdf(0)
    text = PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    surname = admin.execute(
        "select texts -> 'uz' ->> 'surname' from diplomas.diploma where id = %s", drafts[:1]
    )
    assert surname.fetchone()[0] in text
