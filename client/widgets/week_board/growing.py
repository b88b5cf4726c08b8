"""Further events in a week: a lesson is split into odd and even weeks, or doubled."""

from dataclasses import dataclass, replace

from client.widgets.week_board.stands import GONE, Stand
from shared.timetabling.week import Week


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
        replace(problem.events[origin], phases=phases)
        for origin, phases in zip(growth.origins, growth.phases, strict=True)
    )
    present = (*problem.present, *(None for _event in events)) if problem.present else ()
    return Week(
        replace(problem, events=(*problem.events, *events), present=present),
        (*week.plan, *(None for _event in events)),
    )
