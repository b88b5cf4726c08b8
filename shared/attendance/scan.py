"""Reading the scan of a sheet on which students signed: which page it is, and what stands in its boxes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared import cpp_runtime
from shared.attendance.sign_in import CODE, CORNERS, ROWS, SheetCode, box, parse

cpp_runtime.offer()  # the reader of codes has none in its wheel

import zxingcpp  # noqa: E402 - it looks for the runtime while it is imported

Gray = NDArray[np.uint8]
Points = NDArray[np.float64]
SIGNED, EMPTY, DOUBTFUL = "signed", "empty", "doubtful"
#: Points a millimetre at which a box is looked at, and what of its edge is left out: the printed line stands there.
FINE, EDGE = 6, 0.75
#: Ink is darker than the paper around it by this share, a pale pen by that; both stand out of the grain by so many
#: deviations.
DARKER, PALER, GRAIN = 0.16, 0.08, 3.6
#: Shares of a box that ink covers: below the first it is empty, above the second somebody wrote in it.
SPECK, STROKE = 0.002, 0.01
#: The greatest width and height, in millimetres, of a single dot that is dirt and no mark.
DOT = 1.5
#: A line drawn through a box: so much of the width has ink within so many millimetres of one straight line.
ACROSS, NEAR = 0.78, 0.4
#: How far, in millimetres, the ink of a line may stand from it, and how far at least what somebody wrote does.
LINE, WRITTEN = 1.3, 0.7
#: A line is nowhere higher than it usually is by more than the first, in millimetres, except on so many of its length.
THICKER, KNOTS = 0.5, 0.6
#: How far, in millimetres, the corners of the codes may stand from where they were printed.
BENT = 1.2
FEWEST = 2


@dataclass(frozen=True)
class ScannedBox:
    """What stands in a box, and its picture for whoever decides."""

    says: str
    picture: Gray


@dataclass(frozen=True)
class ScannedPage:
    """A page of a sheet."""

    code: SheetCode
    boxes: tuple[ScannedBox, ...]


def read(gray: Gray) -> ScannedPage | None:
    """Read a scan in shades of grey; None where fewer than two codes of one page are seen."""
    seen: defaultdict[SheetCode, dict[int, Points]] = defaultdict(dict)
    codes = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for found in zxingcpp.read_barcodes(gray, formats=codes, try_invert=False):
        if (code := parse(found.text)) is not None:
            at = found.position
            corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            seen[code.sheet][code.corner] = np.array([(each.x, each.y) for each in corners], dtype=float)
    if not seen:
        return None
    code, found_corners = max(seen.items(), key=lambda each: len(each[1]))
    if len(found_corners) < FEWEST or (onto := _onto(found_corners)) is None:
        return None
    return ScannedPage(code, tuple(_box(gray, onto, row) for row in range(ROWS)))


def _printed(corner: int) -> list[tuple[float, float]]:
    x, y = CORNERS[corner]
    return [(x, y), (x + CODE, y), (x + CODE, y + CODE), (x, y + CODE)]


def _onto(corners: dict[int, Points]) -> Points | None:
    """Return the affine way from millimetres of the page to points of the scan; None where the codes do not agree."""
    printed = np.array([point for corner in corners for point in _printed(corner)])
    there = np.concatenate(list(corners.values()))
    known = np.column_stack([printed, np.ones(len(printed))])
    onto, *_rest = np.linalg.lstsq(known, there, rcond=None)
    scale = np.sqrt(abs(np.linalg.det(onto[:2])))
    away = np.abs(known @ onto - there).max() / max(scale, 1e-9)
    return onto if away <= BENT else None


def _box(gray: Gray, onto: Points, row: int) -> ScannedBox:
    left, top, width, height = box(row)
    seen = _sampled(gray, onto, left - 1, top - 1, width + 2, height + 2)
    cut = round((1 + EDGE) * FINE)
    return ScannedBox(_says(seen[cut:-cut, cut:-cut]), seen.astype(np.uint8))


def _sampled(
    gray: Gray, onto: Points, left: float, top: float, width: float, height: float
) -> NDArray[np.float64]:
    """Return a piece of the page straightened: each point is mixed of the four around it in the scan."""
    across, down = round(width * FINE), round(height * FINE)
    x, y = np.meshgrid(left + (np.arange(across) + 0.5) / FINE, top + (np.arange(down) + 0.5) / FINE)
    at = np.column_stack([x.ravel(), y.ravel(), np.ones(x.size)]) @ onto
    column = np.clip(at[:, 0], 0, gray.shape[1] - 2)
    line = np.clip(at[:, 1], 0, gray.shape[0] - 2)
    at_x, at_y = column.astype(int), line.astype(int)
    dx, dy = column - at_x, line - at_y
    mixed: NDArray[np.float64] = (
        gray[at_y, at_x] * (1 - dx) * (1 - dy)
        + gray[at_y, at_x + 1] * dx * (1 - dy)
        + gray[at_y + 1, at_x] * (1 - dx) * dy
        + gray[at_y + 1, at_x + 1] * dx * dy
    )
    return mixed.reshape(down, across)


def _says(inner: NDArray[np.float64]) -> str:
    """Tell what stands in a box by its ink; a pale pen is never taken for paper, but no proof of a signature either."""
    ink, pale = _ink(inner)
    if pale.mean() < SPECK or _is_dot(pale):
        return EMPTY
    across, away = _line_in(pale)
    if across >= ACROSS:  # drawn through an empty box, so that nobody signs later, or through a signature
        return EMPTY if away <= LINE and _is_even(pale) else DOUBTFUL
    return SIGNED if ink.mean() >= STROKE and away >= WRITTEN else DOUBTFUL


def _ink(inner: NDArray[np.float64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return what is ink for certain, and what may be: darker than its surroundings, for paper may be in shadow."""
    smooth = _smoothed(inner)
    paper = np.percentile(smooth, 85, axis=0)[None, :]
    darker = 1 - smooth / np.maximum(np.minimum(paper, np.median(paper) * 1.15), 1)
    usual = np.median(darker)
    grain = usual + GRAIN * 1.48 * np.median(np.abs(darker - usual))
    return darker > max(DARKER, grain), darker > max(PALER, grain)


def _is_dot(ink: NDArray[np.bool_]) -> bool:
    return all(np.ptp(places) + 1 <= DOT * FINE for places in np.nonzero(ink))


def _is_even(ink: NDArray[np.bool_]) -> bool:
    """Tell whether the ink is one line of even thickness: in no place something else stands above or below it."""
    heights = (ink.shape[0] - ink[::-1].argmax(axis=0) - ink.argmax(axis=0))[ink.any(axis=0)] / FINE
    usual = min(float(np.median(heights)), 1.0)
    return int((heights > usual + THICKER).sum()) <= KNOTS * FINE


def _line_in(ink: NDArray[np.bool_]) -> tuple[float, float]:
    """Look for the straight line from edge to edge that has most ink.

    Return how much of the width has ink on it, and how far, in millimetres, the ink stands from it.
    """
    down, across = ink.shape
    wide = max(1, round(NEAR * FINE))
    thick = np.any([np.roll(ink, step, axis=0) for step in range(-wide, wide + 1)], axis=0)
    ends = np.arange(0, down, 2)
    columns = np.arange(across)
    first, last = (each.ravel() for each in np.meshgrid(ends, ends))
    heights = first[:, None] + (last - first)[:, None] * columns[None, :] / (across - 1)
    found = thick[heights.round().astype(int), columns[None, :]].mean(axis=1)
    best = heights[found.argmax()]
    rows, places = np.nonzero(ink)
    away = np.abs(rows - best[places]) / FINE
    return float(found.max()), float(np.percentile(away, 97))


def _smoothed(seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean of three by three: the grain of a scan is no ink."""
    padded = np.pad(seen, 1, mode="edge")
    parts: Sequence[NDArray[np.float64]] = [
        padded[down : down + seen.shape[0], across : across + seen.shape[1]]
        for down in range(3)
        for across in range(3)
    ]
    smooth: NDArray[np.float64] = np.mean(parts, axis=0)
    return smooth
