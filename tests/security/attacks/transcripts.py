"""Transcripts that say more than the record does, study cards of others' students."""

from __future__ import annotations

from typing import Any

from psycopg.types.json import Jsonb

from tests.security.attacks.attack import EVERYONE, Attack, Attacker, acting, without
from tests.security.attacks.papers import DEANS

OWN = "select r.student_id from grades.record r where r.counts and r.passed order by r.student_id limit 1"
KNOWN = """
select jsonb_build_object('name', s.full_name, 'student_number', s.number, 'birth_date', s.birth_date,
                          'entry_year', s.entry_year, 'sums', coalesce(grades.transcript_sums(s.id), ''),
                          'marks', (select string_agg(t.line, E'\n' order by t.place)
                                      from grades.transcript_lines(s.id) t))
  from students.student s where s.id = %s
"""


def better_marks(me: Attacker) -> Any:
    """Another mark, another GPA, a subject more, a debt passed."""
    student = me.scalar(OWN)
    known = me.scalar(KNOWN, student)
    first, *others = known["marks"].split("\n")
    fields = first.split("|")
    forgeries = (
        {"marks": "\n".join(["|".join([*fields[:4], "100.00", "5", *fields[6:]]), *others])},
        {"marks": "\n".join([first, first, *others])},
        {"marks": "\n".join(others)},
        {"sums": "|5.00"},
    )
    call = "select documents.register('transcript', 'uz', %s, %s)"
    return [each for each in forgeries if me.may(call, [student], [Jsonb(known | each)])]


def cards_of_others(me: Attacker) -> Any:
    return me.scalar("select grades.study_card(%s) -> 'lines'", me.scene.hidden["id"])


ATTACKS = (
    Attack(
        "a transcript with better marks than the record",
        better_marks,
        (*DEANS, *acting("registrar")),
        (without("documents.agrees", "content @> said"),),
    ),
    Attack(
        "the study card of another's student",
        cards_of_others,
        (*DEANS, *(who for who in EVERYONE if who[0] != "dean_mining" and who[1] != "hemis_registrar")),
        (without("grades.study_card", "documents.issues('study-card', s.faculty_id)"),),
    ),
)
