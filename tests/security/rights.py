"""The rights of each role on each table, as an expectation that the tests hold the database against.

A right is `read/insert/update/delete`, each with its reach: `all` rows, the rows of the person's `units`, `groups`,
`department`, examinations that one holds (`examined`), subjects of plans (`courses`, and the `plans` they are in),
the `subjects` of plans or classes, `banks` of questions of those taught, `classes`, groups that are `taught`, `own`
ones, grade `sheets` that one may read, `appeals` one judges, records of the own students or `made` at the faculty,
`debts`, orders that are `sent`, `ordered` for one's students or `asked` for the own agreement, clearance sheets with
points that one reads (`cleared`), who has `graduated` or whose diploma is issued, what merges of the own students
moved (`proposals`), blanks that came to or left the own holding (`held`), acts whose commission one sits in
(`signs`), free topics, theses and students one `supervised`, commissions one `attends`, or `-` for none. A role that
is not named under a table has nothing there.
"""

from dataclasses import dataclass

EVERYONE = [
    "hr",
    "academic_office",
    "faculty",
    "department_head",
    "teacher",
    "registrar",
    "marketing",
    "research_office",
    "doctoral_office",
    "accounting",
    "finance_control",
    "tutor",
    "management",
    "service",
    "admin",
]


@dataclass(frozen=True)
class Right:
    """How far each command of a role reaches on a table."""

    read: str = "-"
    insert: str = "-"
    update: str = "-"
    delete: str = "-"


def _right(text: str) -> Right:
    return Right(*text.split())


_READ_ALL = "all - - -"
_FULL = "all all all all"
_UNITS = "units - - -"
_FULL_UNITS = "units units units units"
_STUDY_READERS = {
    "academic_office": _READ_ALL,
    "registrar": _READ_ALL,
    "marketing": _READ_ALL,
    "accounting": _READ_ALL,
    "management": _READ_ALL,
    "tutor": "groups - - -",
}
#: A teacher sees the groups of the own classes, a head of department those of the department's.
_TAUGHT_READERS = dict.fromkeys(["department_head", "teacher"], "taught - - -")
_CARD_READERS = {
    "hr": _FULL,
    "academic_office": _READ_ALL,
    "faculty": _UNITS,
    "department_head": _UNITS,
    "teacher": "own - - -",
    "management": _READ_ALL,
}
_BLANK_OVERSEERS = dict.fromkeys(["academic_office", "management", "admin"], _READ_ALL)
_KEPT = {"academic_office": _FULL, "admin": _FULL}


def _plan(*, head: str, teacher: str, delete: bool = True) -> dict[str, Right]:
    """Read by offices, written by the academic office and dean's offices; heads and teachers read their part."""
    return _table(
        academic_office=f"all all all {'all' if delete else '-'}",
        faculty=f"units units units {'units' if delete else '-'}",
        registrar=_READ_ALL,
        management=_READ_ALL,
        department_head=f"{head} - - -",
        teacher=f"{teacher} - - -",
    )


def _teaching(head: str, teacher: str) -> dict[str, Right]:
    return _table(
        academic_office=_READ_ALL,
        faculty="units units units units",
        department_head=head,
        teacher=teacher,
    )


_TIMETABLE_READERS = {
    "academic_office": _READ_ALL,
    "registrar": _READ_ALL,
    "management": _READ_ALL,
    "faculty": _UNITS,
    "department_head": "department - - -",
    "teacher": "own - - -",
    "tutor": "groups - - -",
}
_MARK_READERS = {role: right for role, right in _TIMETABLE_READERS.items() if role != "registrar"}
_ORDER_READERS = dict.fromkeys(["faculty", "registrar", "admin"], _READ_ALL)
_ATTESTATION = {"academic_office": _READ_ALL, "registrar": _READ_ALL, "management": _READ_ALL}
_OF_BANKS = "banks banks banks banks"
_TOPIC_READERS = {
    "academic_office": _READ_ALL,
    "registrar": _READ_ALL,
    "management": _READ_ALL,
    "faculty": "subjects - - -",
    "department_head": _UNITS,
    "teacher": "subjects - - -",
}
_TASK_READERS = {
    "academic_office": _READ_ALL,
    "faculty": _UNITS,
    "department_head": "classes - - -",
    "teacher": "classes classes classes classes",
}
_PLAN_READERS = _TOPIC_READERS | {
    "faculty": _UNITS,
    "department_head": "classes - - -",
    "teacher": "classes - - -",
}


def _table(everyone: str = "", **roles: str) -> dict[str, Right]:
    base = dict.fromkeys(EVERYONE, everyone) if everyone else {}
    return {role: _right(text) for role, text in {**base, **roles}.items()}


#: Management, registrar and tutors read a sheet once it is closed.
_SHEET_READERS = {
    "academic_office": _READ_ALL,
    "faculty": _UNITS,
    **dict.fromkeys(["department_head", "teacher", "registrar", "management", "tutor"], "sheets - - -"),
}
_APPEAL_READERS = {
    "academic_office": _READ_ALL,
    "faculty": _UNITS,
    "teacher": "appeals - - -",
    **dict.fromkeys(["department_head", "registrar"], "sheets - - -"),
}
_SCHEDULE_READERS = {
    **dict.fromkeys(["academic_office", "registrar", "management", "accounting"], _READ_ALL),
    "faculty": _UNITS,
    "tutor": "groups - - -",
}

RIGHTS: dict[str, dict[str, Right]] = {
    "classifiers.classifier": _table(_READ_ALL, academic_office=_FULL, admin=_FULL),
    "classifiers.item": _table(_READ_ALL, academic_office=_FULL, admin=_FULL),
    "structure.university": _table(_READ_ALL, hr=_FULL),
    "structure.unit": _table(_READ_ALL, hr=_FULL),
    "infrastructure.building": _table(_READ_ALL, academic_office=_FULL),
    "infrastructure.room": _table(_READ_ALL, academic_office=_FULL),
    "infrastructure.room_equipment": _table(_READ_ALL, academic_office=_FULL),
    # Names only, see docs/decisions/0004-names-and-card.md.
    "employees.employee": _table(
        hr=_FULL,
        **dict.fromkeys(
            [
                "academic_office",
                "faculty",
                "department_head",
                "teacher",
                "registrar",
                "accounting",
                "management",
                "admin",
            ],
            _READ_ALL,
        ),
        tutor="sheets - - -",  # those who graded them
    ),
    "employees.card": _table(**_CARD_READERS),
    "employees.position": _table(**_CARD_READERS | {"accounting": _READ_ALL}),
    "employees.qualification": _table(**_CARD_READERS),
    "employees.photo": _table(**_CARD_READERS),
    "employees.private": {},
    "students.specialty": _table(_READ_ALL, faculty="units units units -"),
    "students.qualification": _table(_READ_ALL, faculty="units units units -"),
    "students.group": _table(
        **_STUDY_READERS | _TAUGHT_READERS | {"hr": _READ_ALL, "faculty": "units units units -"}
    ),
    "students.student": _table(
        **_STUDY_READERS | _TAUGHT_READERS | {"hr": _READ_ALL, "faculty": "units units units -"}
    ),
    "students.photo": _table(**_STUDY_READERS | {"faculty": "units units units -"}),
    "students.award": _table(**_STUDY_READERS | {"faculty": "units units units -"}),
    "students.prior_education": _table(**_STUDY_READERS | {"faculty": "units units units -"}),
    "students.private": {},
    "subjects.subject_group": _table(_READ_ALL, academic_office=_FULL),
    "subjects.subject": _table(_READ_ALL, academic_office=_FULL),
    "curriculum.academic_year": _table(_READ_ALL, **_KEPT),
    "curriculum.term": _table(_READ_ALL, **_KEPT),
    "curriculum.holiday": _table(_READ_ALL, **_KEPT),
    "curriculum.pair": _table(_READ_ALL, **_KEPT),
    "curriculum.marking_system": _table(_READ_ALL, **_KEPT),
    "curriculum.grade_type": _table(_READ_ALL, **_KEPT),
    "curriculum.sheet_type": _table(_READ_ALL, **_KEPT),
    "curriculum.curriculum": _plan(head="plans", teacher="plans", delete=False),
    "curriculum.semester": _plan(head="plans", teacher="plans"),
    "curriculum.week": _plan(head="plans", teacher="plans"),
    "curriculum.block": _plan(head="plans", teacher="plans"),
    "curriculum.course": _plan(head="department", teacher="courses"),
    "curriculum.course_hours": _plan(head="courses", teacher="courses"),
    "curriculum.control": _plan(head="courses", teacher="courses"),
    "curriculum.group_curriculum": _plan(head="plans", teacher="plans")
    | _table(academic_office="all all - all", faculty="units units - units"),
    "curriculum.registration": _table(academic_office=_READ_ALL, faculty=_UNITS),
    "teaching.norm": _table(_READ_ALL, academic_office=_FULL),
    "teaching.class": _teaching("department - - -", "classes - - -"),
    "teaching.part": _teaching("classes - - -", "classes - - -"),
    "teaching.assignment": _teaching("department department department department", "own - - -"),
    "teaching.member": _table(
        academic_office=_READ_ALL,
        faculty=_UNITS,
        department_head="classes - - -",
        teacher="classes - - -",
        tutor="groups - - -",
    ),
    # A draft is a draft: whoever does not plan reads dated lessons and examinations only.
    "timetable.version": _table(academic_office="all - all -", faculty="units - units -"),
    "timetable.card": _table(academic_office=_FULL, faculty=_FULL_UNITS),
    "timetable.occupation": _table(academic_office=_READ_ALL, faculty=_UNITS),
    "timetable.wish": _table(academic_office=_FULL, faculty=_FULL_UNITS),
    "timetable.day_rule": _table(academic_office=_FULL, faculty=_FULL_UNITS),
    "timetable.travel": _table(academic_office=_FULL, faculty=_READ_ALL),
    "timetable.lesson": _table(**_TIMETABLE_READERS),
    "timetable.lesson_part": _table(
        **{
            role: right
            for role, right in _TIMETABLE_READERS.items()
            if role not in {"department_head", "teacher"}
        }
    ),
    "timetable.examinee": _table(
        academic_office="all all - all",
        faculty="units units - units",
        registrar=_READ_ALL,
        management=_READ_ALL,
        **dict.fromkeys(["department_head", "teacher"], "examined - - -"),
        tutor="groups - - -",
    ),
    "timetable.examiner": _table(
        academic_office="all all - all",
        faculty="units units - units",
        registrar=_READ_ALL,
        management=_READ_ALL,
        **dict.fromkeys(["department_head", "teacher"], "examined - - -"),
    ),
    "timetable.examination": _table(
        **_TIMETABLE_READERS | {"academic_office": _FULL, "faculty": _FULL_UNITS, "teacher": "examined - - -"}
    ),
    "attendance.sheet": _table(**_MARK_READERS),
    "attendance.ruling": _table(**_MARK_READERS),
    "attendance.lesson_topic": _table(
        **{role: right for role, right in _MARK_READERS.items() if role != "tutor"}
    ),
    "attendance.excuse": _table(academic_office=_READ_ALL, faculty=_UNITS, tutor="groups - - -"),
    "attendance.excuse_private": _table(),
    "attendance.level": _table(
        **dict.fromkeys(
            ["hr", "faculty", "department_head", "teacher", "registrar", "tutor", "management", "admin"],
            _READ_ALL,
        )
        | {"academic_office": _FULL}
    ),
    "topics.topic": _table(**_TOPIC_READERS | {"department_head": _FULL_UNITS, "teacher": _OF_BANKS}),
    "topics.approval": _table(**_TOPIC_READERS),
    "topics.calendar_plan": _table(**_PLAN_READERS),
    "topics.calendar_line": _table(**_PLAN_READERS),
    "topics.resource": _table(
        academic_office=_READ_ALL, faculty="subjects - - -", department_head=_UNITS, teacher="subjects - - -"
    ),
    "topics.resource_piece": {},
    "students.period": _table(
        academic_office=_READ_ALL,
        registrar=_READ_ALL,
        accounting=_READ_ALL,
        marketing=_READ_ALL,
        management=_READ_ALL,
        **dict.fromkeys(["faculty", "tutor"], "ordered - - -"),
    ),
    "students.former_name": _table(**_STUDY_READERS | {"faculty": _UNITS}),
    "students.take_over": _table(_READ_ALL),
    "movement.transition": _table(
        academic_office="all - all -",
        **_ORDER_READERS,
        **dict.fromkeys(["hr", "management", "accounting", "tutor"], _READ_ALL),
    ),
    "movement.series": _table(academic_office="all - all -", **_ORDER_READERS),
    "movement.template": _table(academic_office=_FULL, **_ORDER_READERS),
    "movement.decree": _table(
        academic_office="all - all -",
        faculty="ordered - ordered -",
        hr="sent - - -",
        registrar="sent - - -",
        management="sent - - -",
        accounting="asked - - -",
        tutor="ordered - - -",
    ),
    "movement.line": _table(
        academic_office=_READ_ALL,
        faculty="ordered - - -",
        hr="sent - - -",
        registrar="sent - - -",
        management="sent - - -",
        accounting="asked - - -",
        tutor="ordered - - -",
    ),
    "movement.signature": _table(
        academic_office=_READ_ALL,
        **dict.fromkeys(["hr", "registrar", "management"], "sent - - -"),
        **dict.fromkeys(["faculty", "tutor"], "ordered - - -"),
        accounting="asked - - -",
    ),
    "movement.issued_balance": _table(academic_office=_READ_ALL, management=_READ_ALL, faculty=_UNITS),
    "movement.balance_number": {},
    "movement.word_form": _table(**dict.fromkeys(["academic_office", "faculty", "registrar"], _READ_ALL)),
    "movement.agreement": _table(
        academic_office=_READ_ALL, faculty="ordered - - -", hr="asked - - -", accounting="asked - - -"
    ),
    "differences.difference": _table(
        academic_office=_READ_ALL, registrar=_READ_ALL, faculty="units - units -"
    ),
    "differences.studied": _table(academic_office=_READ_ALL, registrar=_READ_ALL, faculty=_FULL_UNITS),
    "differences.item": _table(academic_office=_READ_ALL, registrar=_READ_ALL, faculty="units - units -"),
    "finance.payment_hold": _table(accounting="all all all -", faculty=_UNITS, tutor="groups - - -"),
    "clearance.point": _table(
        academic_office=_FULL,
        **dict.fromkeys(["faculty", "hr", "accounting", "registrar", "service", "tutor"], _READ_ALL),
    ),
    "clearance.sheet": _table(
        academic_office=_READ_ALL,
        registrar=_READ_ALL,
        faculty=_UNITS,
        tutor="groups - - -",
        **dict.fromkeys(["hr", "accounting", "service"], "cleared - - -"),
    ),
    "clearance.line": _table(
        academic_office=_READ_ALL,
        registrar=_READ_ALL,
        **dict.fromkeys(["faculty", "tutor", "hr", "accounting", "service"], "cleared - - -"),
    ),
    "graduation.acceptance": _table(
        academic_office=_READ_ALL,
        registrar=_READ_ALL,
        faculty=_UNITS,
        **dict.fromkeys(["hr", "management"], "graduated - - -"),
    ),
    "diplomas.diploma": _table(
        academic_office=_READ_ALL,
        registrar=_READ_ALL,
        faculty=_UNITS,
        **dict.fromkeys(["hr", "management"], "graduated - - -"),
    ),
    **dict.fromkeys(
        ["diplomas.line", "diplomas.printing"],
        _table(academic_office=_READ_ALL, registrar=_READ_ALL, faculty=_UNITS),
    ),
    **dict.fromkeys(
        ["offline.station", "offline.event", "offline.dispute"],
        _table(academic_office=_READ_ALL, registrar=_READ_ALL, admin=_READ_ALL, faculty=_UNITS),
    ),
    "diplomas.wording": _table(registrar=_FULL, academic_office=_READ_ALL, faculty=_READ_ALL),
    **dict.fromkeys(
        ["mobility.exchange", "mobility.agreed_subject"],
        _table(
            academic_office="all all all -",
            faculty="units units units -",
            registrar=_READ_ALL,
            management=_READ_ALL,
        ),
    ),
    "merging.proposal": _table(academic_office=_READ_ALL, registrar=_READ_ALL, faculty="units - - -"),
    "merging.moved": _table(academic_office=_READ_ALL, registrar=_READ_ALL, faculty="proposals - - -"),
    **dict.fromkeys(
        ["blanks.kind", "blanks.workstation"],
        _table(registrar=_FULL, accounting=_READ_ALL, **_BLANK_OVERSEERS, faculty=_READ_ALL),
    ),
    **dict.fromkeys(
        ["layouts.layout", "layouts.version"],
        _table(registrar=_FULL, academic_office=_READ_ALL, faculty=_READ_ALL, admin=_READ_ALL),
    ),
    "layouts.calibration": _table(
        registrar="all all - -", academic_office=_READ_ALL, faculty=_READ_ALL, admin=_READ_ALL
    ),
    "blanks.batch": _table(registrar=_READ_ALL, **_BLANK_OVERSEERS),
    **dict.fromkeys(
        ["blanks.blank", "blanks.report"], _table(registrar=_READ_ALL, **_BLANK_OVERSEERS, faculty=_UNITS)
    ),
    "blanks.entry": _table(registrar=_READ_ALL, **_BLANK_OVERSEERS, faculty="held - - -"),
    "blanks.act": _table("signs - - -", registrar=_READ_ALL, **_BLANK_OVERSEERS, faculty="held - - -"),
    "blanks.member": _table("signs - - -", registrar=_READ_ALL, **_BLANK_OVERSEERS),
    "signing.key": _table(
        **dict.fromkeys(["registrar", "academic_office", "faculty", "admin"], _READ_ALL),
    ),
    "attestation.offer": _table(
        **_ATTESTATION,
        faculty=_UNITS,
        department_head=_FULL_UNITS,
        teacher="supervised supervised supervised supervised",
    ),
    "attestation.thesis": _table(
        **_ATTESTATION, faculty=_UNITS, department_head="department - - -", teacher="supervised - - -"
    ),
    **dict.fromkeys(
        ["attestation.ordered_topic", "attestation.candidate"],
        _table(**_ATTESTATION, faculty=_UNITS, department_head=_UNITS, teacher="supervised - - -"),
    ),
    **dict.fromkeys(
        ["attestation.commission", "attestation.member", "attestation.sitting"],
        _table(**_ATTESTATION, faculty=_FULL_UNITS, department_head=_FULL_UNITS, teacher="attends - - -"),
    ),
    **dict.fromkeys(
        ["attestation.presence", "attestation.vote"],
        _table(**_ATTESTATION, faculty=_UNITS, department_head=_UNITS),
    ),
    "grades.sheet": _table(**_SHEET_READERS),
    "grades.component": _table(**_SHEET_READERS),
    "grades.grader": _table(**_SHEET_READERS),
    "grades.line": _table(**_SHEET_READERS),
    "grades.cell": _table(**_SHEET_READERS),
    "grades.stamp": _table(**_SHEET_READERS),
    "grades.reminder": _table(
        academic_office=_READ_ALL, faculty=_UNITS, department_head="sheets - - -", teacher="own - - -"
    ),
    "grades.rectification": _table(
        academic_office=_READ_ALL, faculty=_UNITS, department_head="sheets - - -", registrar="sheets - - -"
    ),
    "grades.appeal": _table(**_APPEAL_READERS),
    "grades.appeal_member": _table(**_APPEAL_READERS),
    "grades.result": _table(academic_office=_READ_ALL, registrar=_READ_ALL, faculty=_FULL_UNITS),
    "grades.record": _table(
        academic_office=_READ_ALL,
        registrar=_READ_ALL,
        management=_READ_ALL,
        faculty="made - - -",
        department_head="department - - -",
        teacher="sheets - - -",
        tutor="groups - - -",
        accounting="debts - - -",
    ),
    "grades.schedule": _table(**_SCHEDULE_READERS),
    "grades.schedule_line": _table(**_SCHEDULE_READERS),
    "rating_journal.points": _table(**_MARK_READERS),
    "rating_journal.rule": _table(**dict.fromkeys(_MARK_READERS, _READ_ALL)),
    "rating_journal.frozen": _table(**_SHEET_READERS),
    "topics.control_question": _table(
        academic_office=_READ_ALL, faculty="subjects - - -", department_head=_UNITS, teacher=_OF_BANKS
    ),
    "topics.task": _table(**_TASK_READERS),
    "topics.task_work": _table(**_TASK_READERS),
    # The bank is a secret of those who teach the subject for the department, and of its head.
    "topics.question": _table(department_head=_UNITS, teacher=_OF_BANKS),
    "topics.ticket_set": _table(faculty="subjects - - -", department_head=_UNITS, teacher="banks - - -"),
    "topics.ticket_question": _table(department_head=_UNITS, teacher="banks - - -"),
    "topics.ticket_printing": _table(department_head=_UNITS, teacher="banks - - -"),
    "topics.test_answers": _table(department_head=_UNITS, teacher=_OF_BANKS),
}
