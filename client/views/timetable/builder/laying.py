"""Laying a generated plan: what is locked, gone or was moved during the search stays where it is now."""

from collections.abc import Sequence
from dataclasses import replace

from client.core.i18n import _
from client.widgets.week_board import BoardModel, Stand
from shared.timetabling.model import Lock, Plan
from shared.timetabling.solver.plans import without_clashes


def lay(board: BoardModel, plan: Plan, began: Sequence[Stand]) -> int | None:
    """Let the cards stand as the plan has them, as one step.

    Return how many lessons it puts into the tray because those moved meanwhile take their place; None if the plan is
    how the week stands already.
    """
    stands = board.cards.stands()
    free = {
        event
        for event, before in enumerate(began)
        if stands[event] == before and not (before.locked or before.gone)
    }
    wanted: Plan = tuple(plan[event] if event in free else stand.place for event, stand in enumerate(stands))
    held = {event: Lock() for event in range(len(stands)) if event not in free}
    fitting = without_clashes(replace(board.week.problem, locks=held), wanted)
    targets = {event: Stand(fitting[event]) for event in free}
    pushed = sum(wanted[event] is not None and fitting[event] is None for event in free)
    laid = board.carry(targets, _("laying the generated plan"), whole=True)
    return pushed if laid else None
