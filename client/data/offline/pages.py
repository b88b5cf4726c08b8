"""What is printed of a diploma that was taken along: onto its blank by layout and calibration, or as a supplement."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _
from reports.diplomas import supplement
from reports.layouts import overprint
from shared.diplomas.content import from_document
from shared.layouts.calibration import NONE, Calibration
from shared.layouts.field import BadLayoutError
from shared.layouts.layout import Layout
from shared.layouts.placing import DoesNotFitError
from shared.layouts.texts import NAMES, texts_of
from shared.offline.journal import paper_of
from shared.offline.package import SUPPLEMENT, Diploma, Package
from shared.signing.keys import PublicKey, signed_digest

NO_LAYOUT = N_(
    "No layout of the blank of {student} was taken along. The registrar puts one into use; then take along what is new."
)
UNFIT = N_("“{text}” of {student} does not fit its place “{field}” on the blank. Nothing is printed.")


def page(package: Package, diploma: Diploma, form: str, number: str, printer: str) -> bytes:
    """Return the PDF of a paper; a supplement has pages of its own, all others are printed onto the blank."""
    content = from_document(json.loads(diploma.content))
    if form == SUPPLEMENT:
        return supplement.render([content], [diploma.code])
    layout = _layout(package, diploma, form)
    texts = texts_of(content, number, diploma.code)
    try:
        return overprint.render(layout, texts, _calibration(package, form, printer))
    except DoesNotFitError as wrong:
        first = wrong.problems[0]
        named = _(NAMES.get(first.field.text, first.field.text))
        raise UserError(UNFIT, student=diploma.name, text=first.text, field=named) from wrong


def is_signed(package: Package, diploma: Diploma) -> bool:
    """Tell whether a key of the university, as it was taken along, has signed the digest of a diploma."""
    known = {each["key_id"]: _key(each) for each in package.keys}
    key = known.get(diploma.key_id)
    return key is not None and signed_digest(key.public_key, diploma.digest, diploma.signature)


def _layout(package: Package, diploma: Diploma, form: str) -> Layout:
    paper = paper_of(diploma, form)
    found = next((each for each in package.layouts if paper and each["id"] == paper.layout), None)
    try:
        return Layout.from_document(None if found is None else found["document"])
    except BadLayoutError as wrong:
        raise UserError(NO_LAYOUT, student=diploma.name) from wrong


def _calibration(package: Package, form: str, printer: str) -> Calibration:
    """Return the newest calibration of the printer for the form; none where nobody has measured it."""
    for each in package.calibrations:
        if (each["printer"], each["form"]) == (printer, form):
            return Calibration(
                *(Decimal(each[name]) for name in ("offset_x", "offset_y", "scale_x", "scale_y", "rotation"))
            )
    return NONE


def _key(given: Mapping[str, Any]) -> PublicKey:
    first, last = given["valid_from"], given["ended_on"]
    return PublicKey(
        given["key_id"],
        given["public_key"],
        first and date.fromisoformat(first),
        last and date.fromisoformat(last),
        given["end_kind"] or "",
    )
