"""The windows of transcripts, study cards and academic certificates, and what comes out of them."""

from decimal import Decimal

import pypdfium2
import pytest
from PySide6.QtWidgets import QSpinBox, QTreeWidget

from client.core.i18n import set_language
from client.data.documents import papers as register
from client.data.transcripts import documents, papers
from client.data.transcripts.holders import record
from client.views.modules import MODULES
from client.views.transcripts.papers import card_of_student, transcripts_of_group
from reports.common.page import Paper
from reports.transcripts import record_lines
from tests.client.reach import act, part, saved_pdf

ARCHIVE = ("transcript", "academic-sheet", "academic-information-data")
GROUP = """
select g.id, g.name from students."group" g
  join structure.unit u on u.id = g.faculty_id and u.code = '403-101'
  join students.student s on s.group_id = g.id
 group by g.id having count(*) between 3 and 12 order by g.name limit 1
"""
#: Somebody of geology with a name that Russian writes otherwise.
SPELLED = """
select s.id, s.full_name from students.student s
  join structure.unit u on u.id = s.faculty_id and u.code = '403-101'
 where s.full_name like '%%Gʻ%%' and s.cyrillic_name is null
   and exists (select from grades.record r where r.student_id = s.id and r.counts)
 order by s.id limit 1
"""
ALONE = """
select r.student_id, b.name_uz from grades.record r
  join subjects.subject b on b.id = r.subject_id
  join structure.unit u on u.id = r.faculty_id and u.code = '403-101'
 where r.counts and (select count(*) from subjects.subject o where o.name_uz = b.name_uz) = 1
 order by r.id limit 1
"""


def text_of(pdf):
    return " ".join(
        " ".join(each.get_textpage().get_text_range().split()) for each in pypdfium2.PdfDocument(pdf)
    )


def column(shown, name):
    place = shown.table.lines.heads.index(name)
    return [shown.table.text(row, place) for row in range(shown.table.rowCount())]


def issued(admin):
    return admin.execute(
        "select kind, count(*) from documents.paper where kind in ('transcript', 'study-card') group by 1"
    ).fetchall()


def test_only_offices_have_these_windows():
    windows = {window.key: window for module in MODULES for window in module.windows}
    assert {windows[key].roles for key in ARCHIVE} == {("faculty", "registrar")}


def test_students_stand_with_their_numbers_and_their_papers(window):
    shown = window("transcript")
    assert {"paper issued", "the record has changed since", "no paper yet"} <= set(column(shown, "Paper"))
    shown.standing.setCurrentIndex(shown.standing.findData("issued"))
    assert all(number.startswith("TR-") for number in column(shown, "Register number"))
    assert all(float(each.replace(",", ".")) > 0 for each in column(shown, "GPA"))
    shown.group.setCurrentIndex(1)
    assert set(column(shown, "Group")) <= {shown.group.currentText()}
    shown.restore(shown.state())
    assert shown.standing.currentData() == "issued"


def test_the_record_and_the_papers_of_the_cursor_stand_below(window):
    shown = window("transcript")
    shown.standing.setCurrentIndex(shown.standing.findData("issued"))
    shown.table.go_to(1)
    assert shown.record.rowCount() > 10
    assert part(shown.papers, QTreeWidget).topLevelItemCount() == 1
    shown.words.setText("nobody of this name")
    assert shown.record.rowCount() == 0
    assert not act(shown, "Print the papers").isEnabled()


def test_chosen_students_get_registered_papers(window, admin, qtbot, tmp_path):
    shown = window("transcript")
    shown.standing.setCurrentIndex(shown.standing.findData("none"))
    before = shown.table.rowCount()
    student = shown.current()
    act(shown, "Print the papers").trigger()
    [tab] = shown.workplace.navigator.shown
    qtbot.addWidget(tab)
    assert tab.title == "Transcripts"
    assert part(tab.preview, QSpinBox).maximum() > 1  # one paper is looked at whole
    made = saved_pdf(tab.preview, tmp_path)
    [paper] = [
        each for each in register.of_record(shown.workplace.gateway, "students.student", student)
        if each.kind == "transcript"
    ]  # fmt: skip
    assert paper.register_number in text_of(made)
    shown.reload()
    assert shown.table.rowCount() == before - 1
    [kept] = register.read(shown.workplace.gateway, [paper.id])
    again = documents.TRANSCRIPT_FORM.read(kept.content)
    assert again.marks == kept.content["marks"]
    drawn = documents.TRANSCRIPT_FORM.render([Paper(again, kept.stamp)])
    assert text_of(drawn) == text_of(made)


def test_a_list_of_students_is_printed_by_another_key(window, qtbot):
    shown = window("academic-sheet", "registrar")
    act(shown, "Print the list").trigger()
    [tab] = shown.workplace.navigator.shown
    qtbot.addWidget(tab)
    assert tab.title == "Study card"


def test_certificates_are_for_those_who_have_left(window, qtbot):
    shown = window("academic-information-data")
    assert set(column(shown, "Reason")) == {"Left without a diploma", "On academic leave"}
    shown.standing.setCurrentIndex(shown.standing.findData("waits"))
    assert not act(shown, "Print the papers").isEnabled()
    assert "order lets them go" in act(shown, "Print the papers").toolTip()
    shown.standing.setCurrentIndex(shown.standing.findData("none"))
    act(shown, "Print the papers").trigger()
    [tab] = shown.workplace.navigator.shown
    qtbot.addWidget(tab)
    assert tab.title == "Academic certificates"


def test_a_group_is_printed_whole_and_who_gets_none_is_said(window, admin, qtbot):
    shown = window("transcript")
    group, _name = admin.execute(GROUP).fetchone()
    transcripts_of_group(shown.workplace, shown, group)
    card_of_student(shown.workplace, shown, shown.current())
    assert [tab.title for tab in shown.workplace.navigator.shown] == ["Transcripts", "Study cards"]
    for tab in shown.workplace.navigator.shown:
        qtbot.addWidget(tab)
    without = admin.execute(
        "select s.id from students.student s where s.status = '12' and s.faculty_id ="
        " (select id from structure.unit where code = '403-101')"
        " and not exists (select from grades.record r where r.student_id = s.id) limit 1"
    ).fetchone()[0]
    drafts = papers.transcripts(shown.workplace.gateway, [without, -5], "uz", "A")
    assert not drafts.papers
    assert "has no results yet" in drafts.refused[0].text()


def test_papers_say_the_numbers_of_the_window_of_every_semester(window):
    """Of every tenth student: subjects, credits, debts and GPA are those of the list, no semester is left out."""
    shown = window("transcript")
    listed = {each.student_id: each for each in shown.listed() if each.subjects}
    chosen = list(listed)[::10]
    made = dict(papers.transcripts(shown.workplace.gateway, chosen, "uz", "A").papers)
    assert set(made) == set(chosen)
    for student, says in made.items():
        lines = record_lines.read(says.marks, says.subjects)
        passed = [each for each in lines if each.passed]
        row, whole = listed[student], record_lines.sums_of(says.sums)[""]
        assert (len(passed), len(lines) - len(passed)) == (row.subjects, row.debts)
        assert sum(each.credits for each in passed) == row.credits
        assert Decimal(whole) == row.gpa
        semesters = {int(told[0]) for told in record(shown.workplace.gateway, student)}
        assert {each.semester for each in lines} == semesters


@pytest.mark.parametrize(("language", "letter"), [("uz", "Gʻ"), ("oz", "Ғ"), ("ru", "Г"), ("en", "Gʻ")])
def test_names_are_written_by_the_script_of_the_paper(window, admin, language, letter):
    shown = window("transcript")
    found = admin.execute(SPELLED).fetchone()
    if found is None:
        pytest.skip("nobody of this demonstration is spelled so")
    for read in (papers.transcripts, papers.study_cards):
        [(_id, says)] = read(shown.workplace.gateway, [found[0]], language, "A. Gʻulomov").papers
        assert letter in says.name
        assert says.subjects
        assert says.language == language


def test_a_title_that_no_font_draws_is_told_with_the_student(window, admin):
    shown = window("transcript")
    student, title = admin.execute(ALONE).fetchone()
    renamed = "update subjects.subject set name_uz = %s where name_uz = %s"
    admin.execute(renamed, ["沉 asoslari", title])
    try:
        drafts = papers.transcripts(shown.workplace.gateway, [student], "uz", "A")
    finally:
        admin.execute(renamed, [title, "沉 asoslari"])
    assert not drafts.papers
    assert "沉" in drafts.refused[0].text()
    assert drafts.refused[0].text().startswith("The paper of ")


@pytest.fixture(autouse=True)
def _english():
    set_language("en")
    yield
    set_language("uz")
