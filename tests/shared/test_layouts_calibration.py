"""The calibration of a printer from a test sheet: exact figures, a ruler's figures, figures that cannot be."""

from decimal import Decimal
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.layouts.calibration import CROSSES, RULER, BadFiguresError, Calibration, crosses, solve

PAGE = 297.0, 210.0
CORNERS = ((0.0, 0.0), (297.0, 0.0), (0.0, 210.0), (297.0, 210.0), (148.5, 105.0))


def numbers(low, high):
    return st.floats(low, high).map(lambda value: Decimal(str(round(value, 6))))


corrections = st.builds(
    Calibration, numbers(-5, 5), numbers(-5, 5), numbers(0.99, 1.01), numbers(0.99, 1.01), numbers(-1, 1)
)


def came_out(correction, point):
    """Where a printer with this correction puts what is sent to a point."""
    a, b, c, d, e, f = correction.matrix()
    x, y, scale = point[0] - e, point[1] - f, a * d - b * c
    return (d * x - c * y) / scale, (a * y - b * x) / scale


def far(one, other):
    return hypot(one[0] - other[0], one[1] - other[1])


@given(corrections)
def test_exact_figures_give_the_correction_back(correction):
    measured = [came_out(correction, point) for point in crosses(*PAGE)]
    found = solve(measured, *PAGE)
    assert max(far(found.calibration.sent(each), correction.sent(each)) for each in CORNERS) < 0.01
    assert found.residual < Decimal("0.01")


@given(corrections)
def test_what_is_sent_corrected_comes_out_where_it_should(correction):
    for point in CORNERS:
        assert far(came_out(correction, correction.sent(point)), point) < 1e-9


@given(corrections, st.lists(st.floats(-0.15, 0.15), min_size=8, max_size=8))
def test_the_figures_of_a_ruler_are_good_enough(correction, errors):
    exact = [came_out(correction, point) for point in crosses(*PAGE)]
    measured = [(x + errors[2 * place], y + errors[2 * place + 1]) for place, (x, y) in enumerate(exact)]
    found = solve(measured, *PAGE)
    assert found.residual <= Decimal(str(RULER))
    assert max(far(found.calibration.sent(each), correction.sent(each)) for each in CORNERS) < 0.6


@given(corrections.filter(lambda each: abs(each.rotation) < Decimal("0.5")
                          and max(abs(each.scale_x - 1), abs(each.scale_y - 1)) < Decimal("0.005")),
       st.integers(0, 3), st.integers(0, 1), st.sampled_from((-5.0, 5.0)))  # fmt: skip
def test_a_mistake_of_five_millimetres_is_named(correction, cross, axis, mistake):
    measured = [list(came_out(correction, point)) for point in crosses(*PAGE)]
    measured[cross][axis] += mistake
    with pytest.raises(BadFiguresError) as caught:
        solve([tuple(each) for each in measured], *PAGE)
    assert caught.value.values == {"cross": CROSSES[cross]}


def test_figures_that_contradict_each_other_are_refused():
    with pytest.raises(BadFiguresError) as caught:
        solve([(30.0, 20.0), (277.0, 35.0), (20.0, 175.0), (290.0, 190.0)], *PAGE)
    assert "all four" in caught.value.message


def test_no_printer_is_so_far_off():
    with pytest.raises(BadFiguresError) as caught:  # measured from the right edge
        solve([(x + 60, y) for x, y in crosses(*PAGE)], *PAGE)
    assert "no printer does that" in caught.value.message
