"""The factory of the parts of a card: which widget shows which declaration."""

from client.widgets.record_form.fields import Fields
from client.widgets.record_form.parts import Part, RecordPart
from client.widgets.record_form.photo_part import PhotoPart
from client.widgets.record_form.private_part import PrivatePart
from client.widgets.record_form.spec import FormSpec, PhotoSide, PrivateSide, Side, Values
from client.widgets.workplace import Workplace


def make_part(
    workplace: Workplace,
    declared: FormSpec | Side | PrivateSide | PhotoSide,
    siblings: list[Fields],
    new: Values,
    main: RecordPart | None,
) -> Part:
    """Make the widget of a part; `siblings` are the fields of the same card, `main` its record if it is made."""
    if isinstance(declared, PrivateSide):
        return PrivatePart(workplace, declared, siblings)
    if isinstance(declared, PhotoSide):
        return PhotoPart(workplace, declared, siblings)
    # Only the record itself begins with the given values, not what belongs to it.
    part = RecordPart(workplace, declared, siblings, new if isinstance(declared, FormSpec) else {})
    if main is not None and isinstance(declared, FormSpec):
        main.more.append(part)
        part.leads = False
    return part
