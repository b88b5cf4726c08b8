"""The draft of a desk: where the cards of steps stand that are not stored, until the server has them."""

from collections.abc import Iterable

from client.data.timetable.week import BuilderWeek
from client.views.timetable.builder.known_cards import KnownCards
from client.widgets.week_board import BoardModel, Stand
from client.widgets.workplace import Workplace
from shared.timetabling.model import EVERY


class StepDraft:
    """Kept on this computer, by the version."""

    def __init__(self, workplace: Workplace, week: BuilderWeek, board: BoardModel, known: KnownCards) -> None:
        self._workplace, self._week, self._board, self._known = workplace, week, board, known
        self._key = f"timetable:{week.head.id}"

    def keep(self, events: Iterable[int], *, whole: bool) -> None:
        """Keep how these cards stand; `whole` if they wait to be saved as a whole."""
        cards = [
            {"phase": EVERY, **self._week.columns(stand.place), "card": card, "locked": stand.locked}
            for event in events
            if (card := self._known.card(event)) and not (stand := self._board.stand(event)).gone
        ]
        drafts, key = self._workplace.drafts, self._key

        def keep() -> None:
            if cards:
                drafts.keep(key, {"cards": cards, "whole": whole})
            else:
                drafts.drop(key)

        self._workplace.tasks.run(self._board, keep, lambda _nothing: None)

    def find(self) -> tuple[dict[int, Stand], bool]:
        """Return the cards that stand elsewhere than the draft says, and whether they wait to be saved."""
        found = self._workplace.drafts.find(self._key) or {"cards": ()}
        event_of = self._known.events()
        moved = {}
        for row in found["cards"]:
            place = self._week.place_of(row["day"], row["pair"], row["phase"], row["room"])
            stand, event = Stand(place, bool(row["locked"])), event_of.get(row["card"])
            if event is not None and stand != self._board.stand(event):
                moved[event] = stand
        if not moved and found["cards"]:
            self._workplace.drafts.drop(self._key)
        return moved, bool(found.get("whole"))
