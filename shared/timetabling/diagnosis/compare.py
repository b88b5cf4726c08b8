"""Difference of two plans of one problem: which lessons stand elsewhere, and what each plan costs."""

from dataclasses import dataclass

from shared.timetabling.judge import components
from shared.timetabling.model import Plan, Problem


@dataclass(frozen=True, slots=True)
class Comparison:
    """Lessons by what became of them, and the cost of both plans by component (seats, wishes, days …)."""

    moved_in_time: tuple[int, ...]
    moved_in_room: tuple[int, ...]
    """Also those that moved in time too."""
    newly_placed: tuple[int, ...]
    taken_out: tuple[int, ...]
    costs: tuple[tuple[str, int, int], ...]
    """Component, cost of the first plan, cost of the second."""

    @property
    def change(self) -> int:
        """How much more the second plan costs."""
        return sum(after - before for _, before, after in self.costs)

    @property
    def same(self) -> bool:
        return not (self.moved_in_time or self.moved_in_room or self.newly_placed or self.taken_out)


def compare(problem: Problem, one: Plan, other: Plan) -> Comparison:
    pairs = list(enumerate(zip(one, other, strict=True)))
    before, after = components(problem, one), components(problem, other)
    return Comparison(
        moved_in_time=tuple(event for event, (old, new) in pairs if old and new and old.time != new.time),
        moved_in_room=tuple(event for event, (old, new) in pairs if old and new and old.room != new.room),
        newly_placed=tuple(event for event, (old, new) in pairs if new and not old),
        taken_out=tuple(event for event, (old, new) in pairs if old and not new),
        costs=tuple((part, before[part], after[part]) for part in before),
    )
