"""Laying topics onto lessons."""

from hypothesis import given
from hypothesis import strategies as st

from client.data.topics.laying import HOURS_A_LESSON, lay, moved


def test_each_topic_takes_the_lessons_its_hours_ask_for():
    assert lay([(1, 2), (2, 4), (3, 2)], 5) == ([1, 2, 2, 3, None], [])


def test_topics_of_an_odd_hour_share_their_lessons():
    assert lay([(1, 3), (2, 3)], 3) == ([1, 1, 2], [])


def test_what_finds_no_lesson_is_told():
    assert lay([(1, 2), (2, 2), (3, 2)], 2) == ([1, 2], [3])


def test_held_lessons_keep_their_topics():
    assert lay([(1, 2), (2, 4), (3, 2)], 5, [1, 2]) == ([1, 2, 2, 3, None], [])


@given(
    st.lists(st.integers(1, 9), max_size=12),
    st.integers(0, 20),
)
def test_order_stays_and_no_lesson_is_left_while_topics_are(hours, lessons):
    topics = list(enumerate(hours))
    laid, left = lay(topics, lessons)
    placed = [topic for topic in laid if topic is not None]
    assert len(laid) == lessons
    assert placed == sorted(placed)
    assert set(placed) | set(left) == {topic for topic, _hours in topics}
    assert len(placed) == min(lessons, -(-sum(hours) // HOURS_A_LESSON))


def test_a_topic_moves_and_those_between_give_way():
    assert moved([1, 2, 3, 4], 0, 2) == [2, 3, 1, 4]
    assert moved([1, 2, None, 4], 3, 1) == [1, 4, 2, None]
