"""Every paper in three scripts: no word of another one stands in it."""

import re
from io import BytesIO

import pypdfium2
import pytest

from client.core.i18n import set_language
from client.data.curriculum.plan import read as read_plan
from client.data.document_list import DOCUMENTS
from client.data.documents.document import PaperRequest
from client.data.records.list_filters import Filter
from client.data.records.listing import ListQuery, Sort
from client.data.students import references
from client.data.system.classifier_lists import classifier_lists
from client.data.teaching.load import read as read_load
from client.data.timetable.paper_contents import VersionPlan
from shared.models.students import Student
from shared.names import APOSTROPHES, sort_key

STUDENTS = (
    "select s.number from students.student s join structure.unit u on u.id = s.faculty_id"
    " where s.status = '11' and u.code = '403-101' order by s.id limit 3"
)
TEACHER = "select employee_id from teaching.assignment order by employee_id limit 1"
PLAN = "select min(id) from curriculum.curriculum"
TERM = "select max(term_id) from teaching.class"
VERSION = (
    "select min(v.id) from timetable.version v join structure.unit u on u.id = v.faculty_id"
    " where u.code = '403-101'"
)
OF_GEOLOGY = "join structure.unit u on u.id = d.faculty_id and u.code = '403-101'"
SIGNED = f"select min(d.id) from movement.decree d {OF_GEOLOGY} where d.act = 'expel' and d.state = 'applied'"
COMPARED = f"select min(d.id) from differences.difference d {OF_GEOLOGY} where d.state = 'decided'"
HEARD = """select min(d.id) from attestation.sitting d join structure.unit u on u.id = d.department_id
            where u.code like '403-101-%' and d.state = 'closed'"""
SPOILED = """select min(d.id) from blanks.act d join structure.unit u on u.id = d.unit_id
              where u.code = '403-101' and d.deed = 'spoil'"""
YEAR = "select extract(year from security.today())::integer"
BALANCE = "select max(id) from movement.issued_balance"
LEFT = STUDENTS.replace("status = '11'", "status = '12'")
#: What is asked of each paper, one line for each way that it can be made.
ASKED = {
    "reference": ({"students": STUDENTS},),
    "curriculum": ({"plan": PLAN},),
    "working-plan": ({"plan": PLAN, "year": "1"},),
    "load-sheet": ({"term": TERM}, {"term": TERM, "teacher": TEACHER}),
    "timetable": tuple(
        {"version": VERSION, "of": kind} for kind in ("groups", "teachers", "rooms", "faculty")
    ),
    "week": ({"monday": "2026-11-23", "group": "select min(id) from students.group"},),
    "examinations": ({"term": "select max(term_id) from timetable.examination"},),
    "calendar-plan": ({"class": "select min(class_id) from topics.calendar_plan"},),
    "grade-sheet": ({"sheet": "select min(id) from grades.sheet"},),
    "notice": ({"from": "2026-09-01", "to": "2027-06-30"},),
    "clearance-sheet": ({"sheet": "select max(id) from clearance.sheet"},),
    "order": ({"order": "select max(id) from movement.decree"},),
    "extract": ({"order": SIGNED},),
    "certificate": ({"students": LEFT},),
    "transcript": ({"students": STUDENTS},),
    "study-card": ({"students": STUDENTS},),
    "letter": (
        {"students": STUDENTS, "kind": "confirm"},
        {"students": STUDENTS, "kind": "call", "from": "2026-11-23", "until": "2026-12-05"},
    ),
    "difference": ({"difference": COMPARED},),
    "balance": ({"balance": BALANCE},),
    "attestation-protocol": ({"session": HEARD},),
    "attestation-student": ({"session": HEARD},),
    "blank-act": ({"act": SPOILED},),
    "blank-report": ({"year": YEAR, "faculty": "select id from structure.unit where code = '403-101'"},),
}
#: What is made before it is printed: an order is in the language in which it is written, whoever looks at it.
WRITTEN = {
    "order": """
select movement.draft('expel', security.today(), %(language)s, u.id, null, array(
           select s.id from students.student s where s.faculty_id = u.id and s.status = '11' order by s.id limit 3),
           '{"reason": "11"}')
  from structure.unit u where u.code = '403-101'
""",
    "balance": """
select movement.issue_balance(security.today() - 90, security.today(), 'form', u.id)
  from structure.unit u where u.code = '403-101'
""",
}
#: What is no word of a script: codes of papers and addresses.
CODES = re.compile(r"\b(?:[0-9A-Fa-f]{3,}-?)+\b|UUID|HEMIS|GPA|\S+@\S+|\S*://\S+|\S+\.(?:uz|example)\b\S*")
#: Reasons of changes, topics of lessons and theses stand as people typed them, in whatever language.
TYPED = """select reason from timetable.lesson where reason is not null union select name from topics.topic
           union select note from clearance.line where note is not null
           union select handed_to from clearance.sheet where handed_to is not null
           union select topic from attestation.candidate where topic is not null
           union select questions from attestation.candidate where questions is not null
           union select document from blanks.act where document is not null
           union select reason from blanks.act where reason is not null"""
LATIN = re.compile(rf"[A-Za-z][A-Za-z{APOSTROPHES}]{{2,}}")
CYRILLIC = re.compile("[\u0400-\u04ff]{2,}")


@pytest.fixture
def asked(admin, as_person, session_of):
    """asked(document, language): the texts of the papers of a kind in a language, one for each way of asking."""

    people = {}  # a login has few connections: one session and one writer for all languages

    def once(kind, login):
        if kind not in people:
            people[kind] = kind(login)
        return people[kind]

    def answer(text):
        return (
            [str(row[0]) for row in admin.execute(text).fetchall()] if text.startswith("select") else [text]
        )

    def make(document, code):
        set_language(code)
        if document.code in WRITTEN:
            writer = once(as_person, "dean_geology")
            writer.execute(WRITTEN[document.code], {"language": code})
            writer.commit()
        session = once(session_of, "dean_geology" if document.form else "academic_office")
        for options in ASKED[document.code]:
            values = {name: answer(text) for name, text in options.items()}
            request = PaperRequest(session.gateway, code, session.person.name, "desk-1", values)
            prepared = document.prepare(request)
            assert not prepared.refused
            prepared.papers.issue("save", 1)
            pages = pypdfium2.PdfDocument(BytesIO(prepared.papers.one_file(lambda _done, _total: None)))
            yield "\n".join(page.get_textpage().get_text_range() for page in pages)

    return make


#: A transcript says everything in English as well, beside the chosen language.
IN_ONE = [each for each in DOCUMENTS if each.code != "transcript"]


@pytest.mark.parametrize("document", IN_ONE, ids=lambda document: document.code)
def test_a_paper_is_written_in_one_script(asked, document, admin):
    typed = admin.execute(TYPED).fetchall()
    as_typed = {word for (text,) in typed for word in LATIN.findall(text)}
    for code in ("uz", "oz", "ru"):
        other = CYRILLIC if code == "uz" else LATIN
        for text in asked(document, code):
            assert len(text) > 100
            assert set(other.findall(CODES.sub("", text))) - as_typed == set(), code


@pytest.mark.parametrize("code", ["uz", "oz", "ru"])
def test_names_stand_in_the_order_of_their_script(admin, session_of, code):
    """Gʻ, Sh and Ch follow z, Ғ follows Қ: no machine's order of letters is that of the alphabet."""
    set_language(code)
    dean, office = session_of("dean_geology").gateway, session_of("academic_office").gateway
    version, term, plan = (admin.execute(each).fetchone()[0] for each in (VERSION, TERM, PLAN))
    curriculum = read_plan(office, plan)
    in_order = {
        "pages of teachers": [week.name for week in VersionPlan(dean, version, code).teacher_weeks()],
        "subjects of a load": list(dict.fromkeys(each.subject for each in read_load(office, term).classes)),
        "subjects to choose from": [each.name for each in curriculum.subjects.values()],
        "classifiers": [each.name for each in classifier_lists(office)],
    }
    for what, found in in_order.items():
        assert len(found) > 10, what
        assert found == sorted(found, key=sort_key), what
    group = dean.scalar("select group_id from students.student group by 1 order by count(*) desc limit 1")
    shown = ListQuery(
        Student, ("full_name",), (Filter("group_id", "equals", (group,)),), sort=(Sort("full_name"),)
    )
    listed = [row[0] for row in shown.page(dean).rows]
    papers = references.of_group(dean, group)
    assert papers == [number for number in listed if number in papers]
