"""The named codes are those of the national lists, and the states of a student answer as the documents say."""

import csv
from itertools import chain
from pathlib import Path

from shared import codes
from shared.codes import StudentStatus

ROOT = Path(__file__).parents[2]
NATIONAL = ROOT / "server_db/national"
STATES = ROOT / "docs/student-states.md"


def national():
    texts = [path.read_text(encoding="utf-8").splitlines() for path in NATIONAL.glob("*.tsv")]
    rows = chain.from_iterable(csv.DictReader(lines, delimiter="\t") for lines in texts)
    return {(row["classifier"], row["code"]) for row in rows}


def test_every_named_code_is_in_its_national_list():
    named = {
        (f"h_{codes.name_of(each)}", code)
        for each in codes.LISTS
        if each
        not in (
            codes.MarkingSystem,
            codes.SheetType,
            codes.RulingKind,
            codes.DiplomaCategory,
        )  # the university's own
        for code in codes.codes_of(each).values()
    }
    assert named - national() == set()


def test_a_code_has_one_name():
    for each in codes.LISTS:
        found = codes.codes_of(each)
        assert len(set(found.values())) == len(found), each


def documented():
    """Return the table: (code and name of the state, question) -> whether."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in STATES.read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    (_state, *questions), _rule, *states = rows
    return {
        (state, question): {"yes": True, "no": False}[answer]
        for state, *answers in states
        for question, answer in zip(questions, answers, strict=True)
    }


def test_the_table_of_states_says_what_the_sets_say():
    assert documented() == {
        (f"{code} {state}", question.removeprefix("students.")): code in members
        for state, code in codes.codes_of(StudentStatus).items()
        for question, members in codes.QUESTIONS.items()
        if question.startswith("students.")
    }
