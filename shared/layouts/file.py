"""A layout as a file, for another university: JSON with what it is for, its fields and the scanned blank."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from shared.layouts.field import BadLayoutError
from shared.layouts.layout import NO_LAYOUT, Layout
from shared.models.blanks import CATEGORIES, FORMS
from shared.text import N_

KIND, EDITION = "hemis-layout", 1
#: Bytes of a file, and of the picture in it.
LARGEST, LARGEST_PICTURE = 8_000_000, 4_000_000
LONGEST_NAME = 128
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
NO_FILE = N_("This file is no layout of a blank. Choose one that was exported from this program.")
TOO_LARGE = N_("This file is too large for a layout: it may have {most} MB.")
NEWER = N_("This layout was exported by a newer program. Update this one first.")
NO_NAME = N_("The layout in the file has no name.")
NO_FORM = N_("The file does not say for which form of blank the layout is.")
NO_PICTURE = N_("The scanned blank in the file is no picture, or it is larger than {most} MB.")


@dataclass(frozen=True)
class LayoutFile:
    """A layout with its name and with what it is for."""

    name: str
    form: str
    layout: Layout
    education_type: str | None = None
    category: str | None = None
    background: bytes | None = None


def written(given: LayoutFile) -> bytes:
    """Return the content of the file."""
    picture = given.background
    document = {
        "kind": KIND,
        "edition": EDITION,
        "name": given.name,
        "form": given.form,
        "education_type": given.education_type,
        "category": given.category,
        "layout": given.layout.to_document(),
        "background": None if picture is None else base64.b64encode(picture).decode(),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def read(content: bytes) -> LayoutFile:
    """Return the layout of a file; `BadLayoutError` says what is wrong with it."""
    if len(content) > LARGEST:
        raise BadLayoutError(TOO_LARGE, most=LARGEST // 1_000_000)
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise BadLayoutError(NO_FILE) from None
    if not isinstance(document, dict) or document.get("kind") != KIND:
        raise BadLayoutError(NO_FILE)
    if document.get("edition") != EDITION:
        raise BadLayoutError(NEWER)
    name, form, category = document.get("name"), document.get("form"), document.get("category")
    if not isinstance(name, str) or not (name := " ".join(name.split())[:LONGEST_NAME]):
        raise BadLayoutError(NO_NAME)
    if form not in FORMS:
        raise BadLayoutError(NO_FORM)
    education = document.get("education_type")
    return LayoutFile(
        name,
        form,
        Layout.from_document(document.get("layout")),
        education if isinstance(education, str) else None,
        category if category in CATEGORIES else None,
        _picture(document.get("background")),
    )


def _picture(given: Any) -> bytes | None:
    if given is None:
        return None
    if not isinstance(given, str):
        raise BadLayoutError(NO_LAYOUT)
    try:
        picture = base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError):
        picture = b""
    if not picture.startswith(PICTURES) or len(picture) > LARGEST_PICTURE:
        raise BadLayoutError(NO_PICTURE, most=LARGEST_PICTURE // 1_000_000)
    return picture
