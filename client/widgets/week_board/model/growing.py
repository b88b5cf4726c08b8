"""Further events in a week: a lesson is split into odd and even weeks, or doubled."""

from dataclasses import dataclass, replace

from client.widgets.week_board.model.card_state import GONE, Stand
from shared.timetabling.model import Problem
from shared.timetabling.week.week import Week


@dataclass(frozen=True, slots=True)
class Growth:
    """New events, each made after the pattern of another with these phases."""

    origins: tuple[int, ...]
    phases: tuple[tuple[int, ...], ...]

    @property
    def stands(self) -> tuple[Stand, ...]:
        """They come into the week by a step of undo, so that it can send them away again."""
        return (GONE,) * len(self.origins)


def grown(week: Week, growth: Growth) -> Week:
    """The same week with the new events in the tray."""
    problem = week.problem
    events = tuple(
        problem.events[origin]._replace(phases=phases)
        for origin, phases in zip(growth.origins, growth.phases, strict=True)
    )
    present = (*problem.present, *(None for _event in events)) if problem.present else ()
    return _again(week, replace(problem, events=(*problem.events, *events), present=present), len(events))


def unlocked(week: Week) -> Week:
    """The same week, where a lock is only a word of the desk: it may be taken off without another week."""
    return _again(week, replace(week.problem, locks={}), 0) if week.problem.locks else week


def _again(week: Week, problem: Problem, more: int) -> Week:
    made = Week(problem, (*week.plan, *(None for _event in range(more))))
    made.locked = set(week.locked)
    return made
