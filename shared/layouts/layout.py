"""A layout: the page of a blank in millimetres with its fields."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from shared.layouts.field import BadLayoutError, Field, read_field, tenths
from shared.text import N_

#: The sides of a page, and how many fields it may have.
SHORTEST, LONGEST = Decimal(50), Decimal(500)
MOST_FIELDS = 80
NO_LAYOUT = N_("This is no layout of a blank.")
NO_PAGE = N_("The page is no page: width and height are between {least} and {most} mm.")
TOO_MANY = N_("A layout has at most {most} fields.")


@dataclass(frozen=True)
class Layout:
    """What is changed is another layout: steps of an editor are kept by keeping layouts."""

    width: Decimal
    height: Decimal
    fields: tuple[Field, ...] = ()

    @classmethod
    def from_document(cls, document: Any) -> "Layout":
        """Return the layout that was stored; `BadLayoutError` names the field that is wrong."""
        if not isinstance(document, Mapping) or not isinstance(document.get("fields"), list | tuple):
            raise BadLayoutError(NO_LAYOUT)
        width, height = tenths(document.get("width")), tenths(document.get("height"))
        if not all(side is not None and SHORTEST <= side <= LONGEST for side in (width, height)):
            raise BadLayoutError(NO_PAGE, least=SHORTEST, most=LONGEST)
        assert width is not None and height is not None  # noqa: S101, PT018 - for the type
        given = document["fields"]
        if len(given) > MOST_FIELDS:
            raise BadLayoutError(TOO_MANY, most=MOST_FIELDS)
        fields = (read_field(number, each, width, height) for number, each in enumerate(given, 1))
        return cls(width, height, tuple(fields))

    def to_document(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return {"width": str(self.width), "height": str(self.height), "fields": self.field_documents()}

    def field_documents(self) -> list[dict[str, Any]]:
        """Return the fields as they are stored."""
        return [each.to_document() for each in self.fields]

    def put(self, changed: Mapping[int, Field]) -> "Layout":
        """Return the layout with these fields instead."""
        fields = tuple(changed.get(place, each) for place, each in enumerate(self.fields))
        return replace(self, fields=fields)

    def without(self, places: frozenset[int]) -> "Layout":
        """Return the layout without these fields."""
        return replace(
            self, fields=tuple(each for place, each in enumerate(self.fields) if place not in places)
        )

    def with_more(self, *fields: Field) -> "Layout":
        """Return the layout with these fields behind the others."""
        return replace(self, fields=(*self.fields, *fields))
