"""What the cards of a version say, in the language of the interface."""

from client.data.records.catalogue import Catalogue
from client.data.timetable.week import BuilderWeek
from client.widgets.week_board import Edge, Face

TRAININGS = "h_training_type"


def faces_of(week: BuilderWeek, catalogue: Catalogue) -> tuple[Face, ...]:
    """A face for each card; a training type has an edge colour and its first letter."""
    codes = sorted({card.training for card in week.cards})
    edges = {code: _edge(catalogue.label(TRAININGS, code), place) for place, code in enumerate(codes)}
    return tuple(
        Face(card.subject, card.subject, card.students, card.teacher or "", edges[card.training])
        for card in week.cards
    )


def _edge(label: str, place: int) -> Edge:
    return Edge(label[:1].upper(), label, place)
