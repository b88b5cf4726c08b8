"""Importing earlier results as the dean's office: what is doubtful is asked, what is accepted stays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from client.core.errors import HemisError, UserError
from client.data.grades import acts
from client.data.imports.applying import Import
from client.data.imports.history import past_imports, undo
from client.data.imports.loading import load
from client.data.imports.mapping import find_header, suggest
from client.data.imports.opening import open_book
from client.data.imports.planning import RowStatus
from client.data.imports.presenting import details_text, number_text, person_text
from client.data.imports.reading import read_sheet
from client.data.imports.results import RESULTS, check_results

HEADER = (
    "Talaba ID", "F.I.Sh.", "Fan nomi", "Oʻquv yili", "Semestr", "Soat", "Kredit", "Ball", "Baho", "Asos hujjat",
)  # fmt: skip
PAPER = "Akademik maʼlumotnoma № 12, 05.09.2024"


@pytest.fixture
def dean(session_of):
    return session_of("dean_geology").gateway


@pytest.fixture
def students(admin):
    """Two students of the second or a later course: number, name, year of entry."""
    return admin.execute(
        "select s.number, s.full_name, s.entry_year from students.student s "
        "join structure.unit u on u.id = s.faculty_id where u.code = '403-101' and s.course >= '12' "
        "and not exists (select from students.student o where o.full_name = s.full_name and o.id <> s.id) "
        "order by s.id limit 2"
    ).fetchall()


@pytest.fixture
def subjects(admin):
    """Two subjects that no other has the name of."""
    return [
        name
        for (name,) in admin.execute(
            "select b.name_uz from subjects.subject b group by 1 having count(*) = 1 order by 1 limit 2"
        )
    ]


@pytest.fixture
def row(students, subjects):
    """row(Ball="86"): the result of the first student in the first subject, with other cells."""

    def make(**cells):
        number, name, entry = students[0]
        usual = (number, name, subjects[0], f"{entry}/{entry + 1}", 1, 120, 4, 86, None, PAPER)
        return [cells.get(title.replace(" ", "_"), cell) for title, cell in zip(HEADER, usual, strict=True)]

    return make


@pytest.fixture
def importing(book, dean):
    """importing(rows, meant={…}): the import of a file with these rows."""

    def make(rows, header=HEADER, **answers):
        opened = open_book(book([header, *rows], "natijalar.xlsx"))
        sheet = find_header(read_sheet(opened), RESULTS)
        choice = suggest(sheet.titles, RESULTS)
        choice = replace(choice, answers=replace(choice.answers, **answers))
        lookups = load(dean, RESULTS)
        return Import(dean, opened, check_results(sheet, choice, lookups), lookups)

    return make


@pytest.fixture(autouse=True)
def nothing_left(dean, admin):
    """Each test takes back what it imported."""
    snapshot = "select to_jsonb(r) - 'row_version' from grades.result r order by r.id"
    before = admin.execute(snapshot).fetchall()
    yield
    for past in past_imports(dean, "results"):
        if past.undone_at is None:
            undo(dean, past.id)
    assert admin.execute(snapshot).fetchall() == before


def told(importing, cells, **answers):
    plan = importing([cells], **answers).try_it().plan
    return plan.statuses[0], " ".join(plan.reasons(0)), plan


def done(work):
    return work.apply(work.try_it().plan, only_good=False)


def stored(admin):
    return admin.execute(
        "select s.number, b.name_uz, r.year, r.semester, r.hours, r.credits, r.points, r.five, r.line, r.source, "
        "r.source_document, r.entered_by, r.accepted_at from grades.result r "
        "join students.student s on s.id = r.student_id join subjects.subject b on b.id = r.subject_id "
        "order by r.id desc limit 1"
    ).fetchone()


def test_a_result_is_entered_and_taken_back(importing, dean, row, students, subjects, admin):
    outcome = done(importing([row()]))
    plan = outcome.plan
    assert (number_text(plan, 0), plan.statuses) == (students[0][0], [RowStatus.NEW])
    assert person_text(plan, 0).startswith(students[0][1])
    assert stored(admin) == (
        students[0][0], subjects[0], students[0][2], 1, 120, Decimal(4), Decimal(86), None, "subject", "earlier", PAPER,
        "dean_geology", None,
    )  # fmt: skip
    assert outcome.plan.made == [admin.execute("select max(id) from grades.result").fetchone()[0]]
    assert importing([row()]).try_it().plan.statuses == [RowStatus.UNCHANGED]
    assert undo(dean, outcome.run_id) == 1


def test_the_number_of_a_merged_row_means_the_student_it_was_merged_into(importing, row, admin):
    merged, name, kept, entry = admin.execute(
        "select m.number, m.full_name, k.number, k.entry_year from students.student m"
        " join students.student k on k.id = m.merged_into_id"
    ).fetchone()
    year = f"{entry}/{entry + 1}"
    for number in (merged, None):
        (status, why, plan) = told(
            importing, row(**{"Talaba_ID": number, "F.I.Sh.": name, "Oʻquv_yili": year})
        )
        assert (status, why, number_text(plan, 0)) == (RowStatus.NEW, "", kept)


def test_other_values_change_what_nobody_has_accepted_yet(importing, dean, row, admin):
    done(importing([row()]))
    second = importing([row(Ball=None, Baho="4 (yaxshi)", Soat=90)])
    plan = second.try_it().plan
    assert {(change.field.key, change.old, change.new) for change in plan.changes[0]} == {
        ("hours", 120, 90), ("five", None, Decimal(4)), ("points", Decimal(86), None),
    }  # fmt: skip
    run = second.apply(plan, only_good=False).run_id
    assert stored(admin)[6:8] == (None, Decimal(4))
    undo(dean, run)
    assert stored(admin)[4:8] == (120, Decimal(4), Decimal(86), None)


def test_what_is_accepted_is_neither_changed_nor_taken_back(importing, dean, row, session_of, admin):
    outcome = done(importing([row()]))
    acts.accept_results(session_of("academic_office").gateway, outcome.plan.made)
    try:
        assert importing([row()]).try_it().plan.statuses == [RowStatus.UNCHANGED]
        plan = importing([row(Ball=90)]).try_it().plan
        assert plan.statuses == [RowStatus.REFUSED]
        assert "stays as it is" in " ".join(plan.reasons(0))
        with pytest.raises(UserError, match="academic office has accepted"):
            undo(dean, outcome.run_id)
    finally:
        admin.execute(
            "set session_replication_role = replica"
        )  # what nobody may: the acceptance of a test is unmade
        admin.execute("delete from grades.record where result_id = any (%s)", [outcome.plan.made])
        admin.execute(
            "update grades.result set accepted_at = null, accepted_by = null, row_version = 1 where id = any (%s)",
            [outcome.plan.made],
        )
        admin.execute("reset session_replication_role")


@pytest.mark.parametrize(
    ("cells", "says", "doubt", "answered"),
    [
        ({"Ball": 95, "Baho": 3}, "95 points are 5 by the scale", ("points", "95 / 3"), ("points", Decimal(95))),
        ({"Ball": 4}, "looks like a mark", ("points", "4"), ("five", Decimal(4))),
        ({"Ball": None, "Baho": 86}, "more than five", ("five", "86"), ("points", Decimal(86))),
        (
            {"Ball": date(2026, 5, 14)}, "Is 14,5 meant?", ("points", "2026-05-14 00:00:00"),
            ("points", Decimal("14.5")),
        ),
        ({"Ball": "14.05.2026"}, "Is 14,5 meant?", ("points", "14.05.2026"), ("points", Decimal("14.5"))),
    ],
)  # fmt: skip
def test_a_doubtful_mark_is_asked_about_and_never_guessed(importing, row, cells, says, doubt, answered):
    status, reason, plan = told(importing, row(**cells))
    assert (status, plan.doubts(0)) == (RowStatus.REFUSED, {doubt})
    assert says in reason
    assert len(plan.reasons(0)) == 1
    status, reason, plan = told(importing, row(**cells), meant=frozenset({doubt}))
    assert status is RowStatus.NEW, reason
    assert {key: plan.value(0, key) for key in ("points", "five") if plan.value(0, key) is not None} == dict(
        [answered]
    )


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"Kredit": "NaN"}, "G2, Credits"),
        ({"Kredit": 4.55}, "one figure after the comma"),
        ({"Semestr": 13}, "1 to 12"),
        ({"Ball": 101}, "not between 0 and 100"),
        ({"Ball": None, "Baho": "4 (aʼlo)"}, "do not agree"),
        ({"Ball": None}, "one of the two"),
    ],
)
def test_what_is_no_number_is_refused_in_its_cell(importing, row, cells, says):
    status, reason, plan = told(importing, row(**cells))
    assert (status, len(plan.reasons(0))) == (RowStatus.REFUSED, 1)
    assert says in reason


def test_points_and_a_mark_that_agree_are_one_result(importing, row):
    status, reason, plan = told(importing, row(Ball="91,5", Baho="aʼlo"))
    assert (status, plan.value(0, "points"), plan.value(0, "five")) == (
        RowStatus.NEW,
        Decimal("91.5"),
        None,
    ), reason


def test_a_year_that_does_not_fit_is_asked_about(importing, row, students):
    entry = students[0][2]
    status, reason, plan = told(importing, row(Oʻquv_yili=f"{entry - 1}-{entry} oʻquv yili"))
    assert status is RowStatus.REFUSED
    assert f"entered in {entry}" in reason
    (doubt,) = plan.doubts(0)
    assert told(importing, row(Oʻquv_yili=entry - 1), meant=frozenset({doubt}))[0] is RowStatus.NEW
    assert "has not begun" in told(importing, row(Oʻquv_yili=2099))[1]
    assert "Write it as 2023/2024" in told(importing, row(Oʻquv_yili="2023-2025"))[1]


def test_a_subject_known_by_folding_only_is_asked_about_once(importing, row, subjects, admin):
    admin.execute(
        "insert into subjects.subject (code, name_uz) values ('XQ-1', 'Xalqaro qoʻshma fan') on conflict do nothing"
    )
    cells = row(Fan_nomi="Halqaro qoshma fan")
    status, reason, plan = told(importing, cells)
    assert (status, "Is Xalqaro qoʻshma fan (XQ-1) meant?" in reason) == (RowStatus.REFUSED, True)
    (word,) = plan.checked.unlisted.values()
    meaning = {("subject_id", word.text): word.proposed[0]}
    assert told(importing, cells, meanings=meaning)[0] is RowStatus.NEW
    assert told(importing, row(Fan_nomi="Bunday fan yoʻq"))[2].checked.unlisted.keys() == {
        ("subject_id", "Bunday fan yoʻq")
    }


def test_whose_result_it_is(importing, row, students):
    (number, _name, _entry), (_other, stranger, _year) = students
    assert told(importing, row(Talaba_ID=None))[0] is RowStatus.NEW  # the whole name is that of one student
    status, reason, plan = told(importing, row(**{"F.I.Sh.": stranger}))
    assert (status, f"The number {number} is that of" in reason) == (RowStatus.REFUSED, True)
    assert told(importing, row(**{"F.I.Sh.": stranger}), meant=frozenset(plan.doubts(0)))[0] is RowStatus.NEW
    assert "No student of your faculty" in told(importing, row(Talaba_ID="403991199999"))[1]
    assert (
        "There is no student" in told(importing, row(Talaba_ID=None, **{"F.I.Sh.": "Hechkimov Hechkim"}))[1]
    )


def test_a_result_stands_in_a_file_once(importing, row):
    plan = importing([row(), row(Ball=50)]).try_it().plan
    assert plan.statuses == [RowStatus.NEW, RowStatus.REFUSED]
    assert "Row 2 has the same student, subject and semester" in details_text(plan, 1)


def test_a_transcript_of_one_student_needs_its_number_once(importing, row, students, book, dean):
    header, cells = HEADER[2:-1], row()[2:-1]
    work = importing([cells], header)
    choice = replace(
        work.checked.choice,
        constants={"student_id": students[0][0], "source_document": PAPER, "source": "Qayta hisoblangan"},
    )
    checked = check_results(work.checked.sheet, choice, work.lookups)
    assert {key for key, _text in checked.unlisted} <= {"source"}
    choice.constants["source"] = "recognised"
    checked = check_results(work.checked.sheet, choice, work.lookups)
    plan = Import(dean, work.book, checked, work.lookups).try_it().plan
    assert (plan.statuses, plan.value(0, "source")) == ([RowStatus.NEW], "recognised"), plan.reasons(0)


def test_no_other_office_imports_results(session_of):
    for login in ("head_mineralogy", "academic_office", "teacher_mineralogy"):
        with pytest.raises(HemisError):
            session_of(login).gateway.call("imports.begin", "results", "x.xlsx", "0" * 64)
