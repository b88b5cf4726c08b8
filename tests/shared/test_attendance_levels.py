"""Levels of absence and early warning, on random journals."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from shared.attendance.levels import (
    HOURS,
    SHARE,
    Level,
    SubjectAttendance,
    hours_left,
    hours_left_of,
    percent,
    reached_hours,
    reached_share,
)

LEVELS = (
    Level("warning", HOURS, 18),
    Level("strict", HOURS, 30),
    Level("expulsion", HOURS, 74, above=True),
    Level("removed", SHARE, 25),
)
#: A journal: of each pair whether it was missed without excuse.
JOURNALS = st.lists(st.booleans(), min_size=1, max_size=60)


def attended(journal, held):
    return SubjectAttendance(2 * held, 2 * sum(journal[:held]), 2 * len(journal))


@given(JOURNALS, st.data())
def test_full_attendance_from_now_on_gives_what_was_said_and_nothing_gives_more(journal, data):
    held = data.draw(st.integers(0, len(journal)))
    now = attended(journal, held)
    full = journal[:held] + [False] * (len(journal) - held)
    assert attended(full, len(full)).so_far == now.at_most
    assert attended(journal, len(journal)).so_far <= now.at_most


@given(JOURNALS)
def test_what_can_still_be_reached_never_rises(journal):
    most = [attended(journal, held).at_most for held in range(len(journal) + 1)]
    assert most == sorted(most, reverse=True)


@given(st.integers(0, 200))
def test_the_next_level_is_reached_exactly_then(missed):
    left = hours_left(LEVELS, missed)
    if left is None:
        assert missed > 74
        return
    assert reached_hours(LEVELS, missed + left) != reached_hours(LEVELS, missed)
    assert reached_hours(LEVELS, missed + left - 1) == reached_hours(LEVELS, missed)


@given(JOURNALS, st.data())
def test_so_much_may_still_be_missed_in_a_subject(journal, data):
    subject = attended(journal, data.draw(st.integers(0, len(journal))))
    left = hours_left_of(LEVELS[3], subject)
    if reached_share(LEVELS, subject) is None:
        assert (
            reached_share(LEVELS, SubjectAttendance(subject.held, subject.missed + left, subject.contact))
            is None
        )
    else:
        assert left == 0


def test_borders_are_exact():
    assert reached_hours(LEVELS, 17) is None
    assert reached_hours(LEVELS, 18).name == "warning"
    assert reached_hours(LEVELS, 74).name == "strict"
    assert reached_hours(LEVELS, 75).name == "expulsion"
    assert reached_share(LEVELS, SubjectAttendance(60, 15, 60)).name == "removed"
    assert reached_share(LEVELS, SubjectAttendance(60, 14, 60)) is None
    assert percent(Fraction(2499, 100)) * 10 == 249
