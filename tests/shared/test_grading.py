"""Grading: scales, totals, admission, attempts, GPA and points as they are typed; the database decides alike."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.grading import (
    Attempt,
    Cell,
    Component,
    Failed,
    GpaRules,
    PointsRefusedError,
    Rules,
    Scale,
    Subject,
    admission,
    choose,
    five_of_hundred,
    gpa,
    hundred_of_five,
    read_points,
    total,
)

CREDIT = Scale.of(
    {"from": bound, "mark": mark, "letter": letter, "grade": mark, "passed": mark != "2"}
    for bound, mark, letter in ((90, "5", "A"), (70, "4", "B"), (60, "3", "C"), (0, "2", "F"))
)
RULES = Rules("13", Decimal(100), Decimal(60), CREDIT)
CONTROLS = (
    Component("11", Decimal(30)),
    Component("12", Decimal(20)),
    Component("13", Decimal(50), final=True),
)
tenths = st.integers(0, 1000).map(lambda each: Decimal(each) / 10)


def points(*each):
    return {
        component.kind: Cell("points", Decimal(value))
        for component, value in zip(CONTROLS, each, strict=False)
    }


def test_borders_are_lower_bounds_and_nothing_is_rounded_before_them():
    assert CREDIT.mark(Decimal("89.95"), passed=True).mark == "4"
    assert CREDIT.mark(Decimal(90), passed=True).mark == "5"
    assert total(RULES, CONTROLS, points("29.9", "20", "50")).step.letter == "A"
    assert total(RULES, CONTROLS, points("10", "10", "39.9")).outcome == "failed"


def test_a_gate_is_made_good_by_nothing():
    gated = (*CONTROLS[:2], Component("13", Decimal(50), Decimal(30), gate=True, final=True))
    found = total(RULES, gated, points(30, 20, 29))
    assert (found.points, found.outcome, found.step.mark) == (79, "failed", "2")


def test_an_excused_absence_uses_no_attempt_and_an_unexcused_one_counts_as_zero():
    cells = points(30, 20)
    assert total(RULES, CONTROLS, cells).outcome == "open"
    assert total(RULES, CONTROLS, cells | {"13": Cell("excused")}).outcome == "postponed"
    assert total(RULES, CONTROLS, cells | {"13": Cell("absent")}).outcome == "failed"
    assert total(RULES, CONTROLS, points(30, 20, 50) | {"11": Cell("annulled")}).outcome == "failed"


def test_admission_needs_the_share_of_what_comes_before_the_final():
    assert admission(RULES, CONTROLS, points(20, 10)) == []
    assert admission(RULES, CONTROLS, points("19.9", "10")) == ["points"]


def test_five_marks_are_admitted_from_three_and_passed_by_the_final():
    five = Rules("12", Decimal(5), Decimal(60), Scale.of(
        {"from": bound, "mark": mark, "grade": mark, "passed": mark != "2"}
        for bound, mark in (("4.5", "5"), ("3.5", "4"), ("2.5", "3"), ("0", "2"))))  # fmt: skip
    controls = (Component("12", Decimal(5)), Component("13", Decimal(5), final=True))
    assert admission(five, controls, {"12": Cell("points", Decimal(2))}) == ["points"]
    found = total(five, controls, {"12": Cell("points", Decimal(3)), "13": Cell("points", Decimal(4))})
    assert (found.points, found.outcome, found.step.mark) == (4, "passed", "4")


@given(st.integers(0, 500))
def test_points_of_a_mark_come_back_to_the_mark(hundredths):
    five = Decimal(hundredths) / 100
    points_of = hundred_of_five(five)
    assert five <= five_of_hundred(Decimal(points_of)) < five + Decimal("0.05")


attempts = st.lists(
    st.builds(Attempt, st.integers(1, 10**6), st.integers(1, 2), st.integers(1, 3), st.booleans()),
    min_size=1,
    max_size=6,
    unique_by=lambda each: each.id,
)


@given(attempts)
def test_a_passed_attempt_counts_whatever_stands_beside_it(given_attempts):
    chosen = choose(given_attempts)
    counted = next(each for each in given_attempts if each.id == chosen.id)
    assert counted.passed == any(each.passed for each in given_attempts)
    assert chosen == choose(given_attempts[::-1])


subjects = st.lists(
    st.builds(
        Subject, st.integers(1, 200).map(lambda each: Decimal(each) / 10),
        st.sampled_from([Decimal(each) for each in (2, 3, 4, 5)]), st.booleans(), st.booleans(),
    ),
    max_size=40,
)  # fmt: skip


@given(subjects, st.sampled_from(Failed))
def test_the_working_of_a_gpa_adds_up_and_its_order_does_not_matter(record, failed):
    found = gpa(record, GpaRules(failed))
    assert sum((each for each in found.working if each is not None), Decimal(0)) == found.weighted
    assert gpa(record[::-1], GpaRules(failed)).value == found.value
    assert found.divisor == sum(
        each.credits for each in record if each.exam and (each.passed or failed != Failed.EXCLUDED)
    )
    if found.value is not None:
        assert found.reaches(Decimal(0))
        assert not found.reaches(Decimal("5.01"))


@given(tenths)
def test_points_are_read_with_comma_and_point(value):
    text = f"{value:f}"
    assert (
        read_points(text, Decimal(100)) == read_points(f" {text.replace('.', ',')} ", Decimal(100)) == value
    )


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("14.май", "Excel"), (datetime(2026, 5, 14), "Excel"), (date(2026, 5, 14), "Excel"),  # noqa: DTZ001 - as openpyxl gives it
        ("14.05.2026", "Excel"), ("2026-05-14 00:00:00", "Excel"), ("14-May", "Excel"), ("-1", "not between"),
        ("51", "between"), ("kelmadi", "no number"), ("14,25", "step"), ("1e2", "no number"), ("", "no number"),
    ],
)  # fmt: skip
def test_what_is_no_number_of_points_is_refused_with_the_cure(written, part):
    with pytest.raises(PointsRefusedError) as refused:
        read_points(written, Decimal(50), 5)
    assert part in refused.value.sentence
