"""The draft of a desk: where the cards of steps stand that are not stored, until the server has them."""

from typing import Any

from client.data.timetable.week import BuilderWeek
from client.views.timetable.builder.known_cards import KnownCards
from client.views.timetable.builder.steps import Steps
from client.widgets.draft_writer import DraftWriter
from client.widgets.week_board import BoardModel, Stand
from client.widgets.workplace import Workplace
from shared.timetabling.model import EVERY


class StepDraft:
    """Kept on this computer, by the version."""

    def __init__(
        self, workplace: Workplace, week: BuilderWeek, board: BoardModel, known: KnownCards, steps: Steps
    ) -> None:
        self._week, self._board, self._known, self._steps = week, board, known, steps
        self._writer = DraftWriter(workplace, f"timetable:{week.head.id}", self._contents, board)

    def keep(self) -> None:
        """Keep how the cards of the steps stand now, in the background."""
        self._writer.keep_soon()

    def find(self) -> tuple[dict[int, Stand], bool]:
        """Return the cards that stand elsewhere than the draft says, and whether they wait to be saved."""
        found = self._writer.find()
        event_of = self._known.events()
        moved = {}
        for row in found.get("cards", ()):
            place = self._week.place_of(row["day"], row["pair"], row["phase"], row["room"])
            stand, event = Stand(place, bool(row["locked"])), event_of.get(row["card"])
            if event is not None and stand != self._board.stand(event):
                moved[event] = stand
        if found and not moved:
            self._writer.keep()
        return moved, bool(found.get("whole"))

    def _contents(self) -> dict[str, Any]:
        """How the cards stand; `whole` if they wait to be saved as a whole."""
        cards = [
            {"phase": EVERY, **self._week.columns(stand.place), "card": card, "locked": stand.locked}
            for event in self._steps.events()
            if (card := self._known.card(event)) and not (stand := self._board.stand(event)).gone
        ]
        return {"cards": cards, "whole": self._steps.whole} if cards else {}
