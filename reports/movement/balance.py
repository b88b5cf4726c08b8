"""The official balance of movement (talabalar harakati balansi) between two days, as it was issued."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, Spacer

from reports.common.page import Paper
from reports.movement.balance_words import WORDS
from reports.students import official_page
from reports.students.official_page import GAP, OfficialPaper, day_of, facts, grid, text

START, CAME, LEFT, END = "start", "came", "left", "end"
SIDES = (START, CAME, LEFT, END)
WIDTHS, KINDS = (65, 25, 25, 25, 25), (105, 30, 30)
NUMERIC = (1, 2, 3, 4)
#: How many students stand behind a side and an act of a row.
Numbers = dict[str, dict[tuple[str, str], int]]


@dataclass(frozen=True)
class BalancePaper(OfficialPaper):
    """What is drawn are the `numbers` that the database has frozen; `rows` and `acts` say what keys are called."""

    first_day: str
    last_day: str
    cut: str
    cut_by: str
    of: str
    #: A line a number: key of the row, side, act, students.
    numbers: str
    rows: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, str], ...]


def read_numbers(numbers: str) -> Numbers:
    """Return the numbers of a balance by the keys of their rows."""
    found: Numbers = {}
    for line in numbers.split("\n"):
        key, side, act, students = line.split("|")
        found.setdefault(key, {})[side, act] = int(students)
    return found


def sums(numbers: Mapping[tuple[str, str], int]) -> tuple[int, ...]:
    """Return what a row says of each side."""
    return tuple(sum(count for (other, _act), count in numbers.items() if other == side) for side in SIDES)


def render(papers: Sequence[Paper[BalancePaper]]) -> bytes:
    """Return one PDF of balances."""
    return official_page.render(papers, lambda says: WORDS[says.language].title, _story)


def _story(says: BalancePaper) -> list[Flowable]:
    words, found = WORDS[says.language], read_numbers(says.numbers)
    first, last = (day_of(says.language, day) for day in (says.first_day, says.last_day))
    by_row = [(name, *map(str, sums(found[key]))) for key, name in says.rows]
    if len(by_row) > 1:
        by_row.append((words.total, *(str(sum(column)) for column in _columns(map(sums, found.values())))))
    told: list[Flowable] = [
        text(words.between.format(first=first, last=last), align="center"),
        Spacer(1, GAP),
        *facts([(words.of, says.of), (words.cut, says.cut_by)]),
        *grid((says.cut_by, *words.heads), by_row, WIDTHS, NUMERIC),
    ]
    kinds = list(_kinds(says, found, total=words.total))
    if not kinds:
        return [*told, text(words.nothing)]
    return [*told, text(words.moved, bold=True), Spacer(1, 4), *grid(words.kinds, kinds, KINDS, (1, 2))]


def _kinds(says: BalancePaper, found: Numbers, *, total: str) -> Iterable[tuple[str, ...]]:
    """Give what came to each row and left it by which act, under the name of the row; the whole at the end."""
    for key, name in says.rows:
        yield from _of_row(name, says.acts, found[key])
    if len(says.rows) > 1:
        whole: dict[tuple[str, str], int] = {}
        for numbers in found.values():
            for kind, count in numbers.items():
                whole[kind] = whole.get(kind, 0) + count
        yield from _of_row(total, says.acts, whole)


def _of_row(
    name: str, acts: Sequence[tuple[str, str]], numbers: Mapping[tuple[str, str], int]
) -> Iterable[tuple[str, ...]]:
    moved = [
        (word, *(str(numbers[side, act]) if (side, act) in numbers else "" for side in (CAME, LEFT)))
        for act, word in acts
        if (CAME, act) in numbers or (LEFT, act) in numbers
    ]
    return [(name,), *moved] if moved else []


def _columns(rows: Iterable[tuple[int, ...]]) -> Iterable[tuple[int, ...]]:
    return zip(*rows, strict=True)
