"""Orders on paper and in their list: a draft says so, a signed one is registered, one is found by its students."""

import os

import pytest
from docx import Document
from pypdfium2 import PdfDocument

from client.data.movement.documents import paper_of
from client.views.movement.sign_dialog import SignDialog
from client.views.movement.students_tab import StudentsTab
from client.views.movement.word_forms import UploadDialog
from client.widgets.file_dialogs import FileDialogs
from shared.scripts import to_cyrillic
from tests.client.reach import act
from tests.client.reach import window as opened
from tests.server.acting import scalar


def drawn(papers, name=""):
    """The text of a paper, and its picture where pictures are wanted."""
    pages = list(PdfDocument(papers.one_file(lambda *_: None)))
    if name and (folder := os.environ.get("HEMIS_TEST_PICTURES")):
        for number, page in enumerate(pages):
            page.render(scale=1.4).to_pil().save(f"{folder}/{name}-{number}.png")
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_a_signed_order_becomes_a_registered_paper_with_its_visas(window, admin):
    waits = scalar(admin, "select min(id) from movement.decree where state = 'draft'")
    shown = window("order", "academic_office", record_id=waits)
    gateway, catalogue = shown.workplace.gateway, shown.workplace.catalogue
    draft = paper_of(gateway, catalogue, waits)
    draft.issue("save", 1)
    assert "LOYIHA" in drawn(draft, "order-draft")
    assert scalar(admin, "select count(*) from documents.paper where kind = 'order'") == 0
    tab = shown.findChild(StudentsTab)
    act(tab, "Send to be signed").trigger()
    admin.execute("update movement.agreement set answer = 'agreed' where decree_id = %s", [waits])
    act(tab, "Record the signature").trigger()
    signing = opened(SignDialog)
    rector, lawyer = admin.execute(
        "select e.id, e.full_name from employees.employee e join employees.position p on p.employee_id = e.id"
        " where p.post in ('20', '17') order by p.post desc, e.id limit 2"
    ).fetchall()  # fmt: skip
    signing.signatory.set_value(*rector)
    signing.visas["lawyer"][0].set_value(*lawyer)
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        signing.grab().save(f"{folder}/sign-dialog.png")
    signing.do()
    paper = paper_of(gateway, catalogue, waits)
    assert "A draft" in paper.note
    paper.issue("print", 1)
    text = drawn(paper, "order-signed")
    assert "BR-" in text
    assert "Kelishildi" in text
    assert lawyer[1] in text
    assert "LOYIHA" not in text
    again = paper_of(gateway, catalogue, waits)
    assert again.note == paper.note  # printed again, not registered twice
    copy = paper_of(window("index", "hr").workplace.gateway, catalogue, waits)
    assert "NUSXA" in drawn(copy, "order-copy")


@pytest.mark.parametrize("typed", ["number", "latin", "cyrillic", "former"])
def test_orders_are_found_by_the_students_in_them(window, admin, typed):
    student, name, number, former = admin.execute(
        "select s.id, s.full_name, s.number, f.surname from students.student s"
        " join students.former_name f on f.student_id = s.id"
        " join structure.unit u on u.id = s.faculty_id and u.code = '403-101' order by s.id limit 1"
    ).fetchone()  # fmt: skip
    surname, given, *_ = name.split()

    words = {
        "number": number, "latin": f"{given} {surname}", "cyrillic": to_cyrillic(surname), "former": f"{former} {given}"
    }[typed]  # fmt: skip
    shown = window("index")
    shown.search.field.setText(words)
    shown.search.changed.emit()
    rows = shown.rows
    ids = [rows.record_id(row) for row in range(rows.rowCount())]
    orders = [
        each
        for (each,) in admin.execute("select decree_id from movement.line where student_id = %s", [student])
    ]
    assert set(orders) <= set(ids)
    heading = [column.path for column in rows.columns].index("heading")
    own = rows.text(ids.index(orders[-1]), heading)
    assert " · " in own
    assert given in own
    if (folder := os.environ.get("HEMIS_TEST_PICTURES")) and typed == "latin":
        shown.grab().save(f"{folder}/orders-found.png")


def word_form(folder, *paragraphs):
    """A Word document somewhere on the disk."""
    made, path = Document(), folder / "buyruq.docx"
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(path)
    return path


def test_the_universitys_own_word_form_is_filled_with_what_the_paper_says(
    window, admin, tmp_path, monkeypatch
):
    order, surname = admin.execute(
        "select d.id, l.student_name from movement.decree d join movement.line l on l.decree_id = d.id"
        " where d.act = 'expel' and d.state = 'applied' and d.language = 'uz' and d.faculty_id ="
        " (select id from structure.unit where code = '403-101') order by d.id, l.id limit 1"
    ).fetchone()  # fmt: skip
    admin.execute("update students.student set surname = 'Oʻt <b> & Qoʻy' where full_name = %s", [surname])
    shown = window("order", record_id=order)
    assert not act(shown, "Word (own form)").isVisible()
    listed = window("word-form", "academic_office")
    act(listed, "Upload a Word form").trigger()
    dialog = opened(UploadDialog)
    dialog.act.setCurrentIndex(dialog.act.findData("expel"))
    dialog.file.setText(str(word_form(tmp_path, "Talaba {{ pinfl }} chetlashtirilsin")))
    dialog.do()
    assert "“pinfl”" in dialog.message.text()
    assert "chetlashtirilsin" in dialog.message.text()
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        dialog.grab().save(f"{folder}/word-upload.png")
    lines = ("{%p for row in students %}", "{{ row.place }}. {{ row.name }}", "{%p endfor %}")
    dialog.file.setText(
        str(
            word_form(tmp_path, "№ {{ number }}, {{ register_number }}", "{{ post }} {{ signatory }}", *lines)
        )
    )
    dialog.do()
    assert "version 1" in listed.workplace.navigator.said[-1]
    listed.reload()
    assert listed.rows.rowCount() == 2  # beside the one of the demonstration

    tab = shown.findChild(StudentsTab)
    tab.reload()
    target = tmp_path / "filled.docx"
    monkeypatch.setattr(FileDialogs, "to_save", lambda *_: str(target))
    act(tab, "Word (own form)").trigger()
    texts = [each.text for each in Document(target).paragraphs]
    number, register = admin.execute(
        "select d.number, p.register_number from movement.decree d join documents.paper p on p.record_id = d.id"
        " and p.kind = 'order' where d.id = %s", [order]
    ).fetchone()  # fmt: skip
    assert texts[0] == f"№ {number}, {register}"
    assert texts[1].startswith("Rektor ")
    assert texts[2] == f"1. {surname}"  # as the order has it, whatever the student is called now
    gateway = shown.workplace.gateway
    assert paper_of(gateway, shown.workplace.catalogue, order).note.endswith(register)
    # A form that got past the program is looked into again before it is filled.
    evil = word_form(tmp_path, "{{ ''.__class__ }}").read_bytes()
    admin.execute("update movement.word_form set content = %s", [evil])
    act(tab, "Word (own form)").trigger()
    assert "“__class__”" in tab.message.text()
