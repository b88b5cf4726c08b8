"""Charts before anybody draws them: what they say, and that nothing in them meets anything else."""

from itertools import combinations

import pytest

from shared.charts.chart import Chart, Series
from shared.charts.layout import Metrics, laid_out

LONG = "Geologiya, konchilik va metallurgiya muhandisligi fakulteti qoshidagi oʻquv-ilmiy markaz"
NAMES = (LONG, "Факультет геологии, горного дела и металлургической инженерии", "Q", "1-kurs", "Ⅻ")
METRICS = Metrics(lambda text: 7.0 * len(text), 14.0)
FORMS = Chart(
    "stacked",
    "Students",
    "Year",
    ("1", "2"),
    (Series("daytime", (1200, 30)), Series("evening", (4, None))),
    "students",
)


def chart_of(kind):
    numbers = (1, None, 40000, 3, 12)
    return Chart(kind, "Title", "Axis", NAMES, (Series(LONG, numbers), Series("b", numbers[::-1])), now=2)


def overlap(one, two):
    return (
        min(one.x + one.width, two.x + two.width) - max(one.x, two.x) > 0.01
        and min(one.y + one.height, two.y + two.height) - max(one.y, two.y) > 0.01
    )


@pytest.mark.parametrize("width", [180, 360, 1100])
@pytest.mark.parametrize("kind", ["bars", "stacked", "lines", "heat"])
def test_no_name_meets_another_or_leaves_the_picture(kind, width):
    layout = laid_out(chart_of(kind), METRICS, width)
    for one, two in combinations(layout.labels, 2):
        assert not overlap(one.box, two.box), (one, two)
    for label in layout.labels:
        assert label.box.x >= -0.01
        assert label.box.x + label.box.width <= width + 0.01
        assert METRICS.width(label.text) <= label.box.width + 0.01


def test_an_ordinary_name_is_whole_beside_its_bar_in_large_letters():
    """A card of the start page at 14 pt: the bar gives way, not the name."""
    large = Metrics(lambda text: 9.5 * len(text), 21.0)
    chart = Chart(
        "stacked", "T", "A", ("Fan nomzodi, PhD bor",), (Series("Erkak", (52,)), Series("Ayol", (9,)))
    )
    assert "Fan nomzodi, PhD bor" in {label.text for label in laid_out(chart, large, 360).labels}


@pytest.mark.parametrize("kind", ["bars", "stacked", "lines", "heat"])
def test_a_name_that_is_cut_is_still_known_as_a_whole(kind):
    layout = laid_out(chart_of(kind), METRICS, 360)
    cut = [label for label in layout.labels if label.text.endswith("…")]
    assert cut
    assert {label.full for label in cut} <= {*NAMES, "b"}


def test_every_number_has_its_mark_and_nothing_else_has_one():
    marks = laid_out(FORMS, METRICS, 400).marks
    assert (
        [(mark.category, mark.series) for mark in marks] == list(FORMS.places()) == [(0, 0), (0, 1), (1, 0)]
    )


def test_bars_are_as_long_as_their_numbers():
    first, second, other = laid_out(FORMS, METRICS, 1600).marks
    assert other.box.width / first.box.width == pytest.approx(30 / 1200)
    assert second.box.x == first.box.x + first.box.width


def test_the_table_has_the_same_numbers_and_their_sums():
    assert FORMS.head() == ("Year", "daytime", "evening", "Σ")
    assert FORMS.rows() == (
        ("1", "1\u202f200", "4", "1\u202f204"),
        ("2", "30", "", "30"),
        ("Σ", "1\u202f230", "4", "1\u202f234"),
    )


def test_a_number_is_told_with_its_category_series_and_unit():
    assert FORMS.words(0, 1) == "1, evening: 4 students"
