"""The lists of codes there are, with how many codes each has."""

from dataclasses import dataclass

from sqlalchemy import func, select

from client.core.i18n import names
from client.data.server.gateway import Gateway
from shared.models.classifiers import Classifier, Item
from shared.names import sort_key


@dataclass(frozen=True)
class ClassifierList:
    """A list of codes."""

    id: int
    code: str
    name: str
    count: int


def classifier_lists(gateway: Gateway) -> list[ClassifierList]:
    """Return every list in the order of its name in the language of the interface."""
    statement = (
        select(Classifier.id, Classifier.code, Classifier.name_uz, Classifier.name_oz, func.count(Item.id))
        .outerjoin(Item, Item.classifier_id == Classifier.id)
        .group_by(Classifier.id, Classifier.code, Classifier.name_uz, Classifier.name_oz)
    )
    found = [
        ClassifierList(number, code, names(uz, oz), count)
        for number, code, uz, oz, count in gateway.rows(statement)
    ]
    return sorted(found, key=lambda each: sort_key(each.name))
