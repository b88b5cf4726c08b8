"""The university's own Word forms of orders: uploaded after they were looked into, filled with what the paper says."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.documents.registered import RegisteredPapers
from client.data.movement import documents
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from reports.common import word_form
from reports.common.word_form import Fields
from reports.common.word_package import LARGEST, TOO_LARGE, FormFault
from reports.movement.fields import filled
from reports.movement.order import OrderPaper
from reports.movement.order_words import WORDS
from shared.models.movement import ACTS, ORDER

RELATION = "movement.word_form"
NO_FORM = N_("There is no Word form in use for this order. The academic office uploads one.")
UNREADABLE = N_("“{file}” cannot be read.")
#: The fields that a form may have, and what stands in them.
TEXTS = {
    "university": N_("Name of the university"), "city": N_("City"), "heading": N_("Title of the order"),
    "number": N_("Number"), "day": N_("Signed on"), "effective": N_("Takes effect on"), "faculty": N_("Faculty"),
    "count": N_("Number of students"), "preamble": N_("Preamble"), "body": N_("Body of the order"),
    "closing": N_("Closing"), "basis": N_("Basis"), "post": N_("Post of who signed"), "signatory": N_("Signed by"),
    "state": N_("Says that it is a draft, else nothing"), "register_number": N_("Register number of the paper"),
    "uuid": N_("UUID of the paper"),
}  # fmt: skip
LISTS = {
    "students": {
        "place": N_("Number in the list"), "name": N_("Name"), "number": N_("Student number"), "group": N_("Group"),
        "before": N_("Before"), "after": N_("After"),
    },
    "visas": {"post": N_("Post"), "name": N_("Name"), "day": N_("Day")},
}  # fmt: skip
#: What a form is tried with: whatever it asks for is there.
SAMPLE: Fields = {
    **dict.fromkeys(TEXTS, "—"),
    **{name: [dict.fromkeys(columns, "—")] for name, columns in LISTS.items()},
}
_USED = """
select f.id
  from movement.word_form f
  join movement.decree d on d.act = f.act and d.language = f.language
 where d.id = :id and f.active
"""
_CONTENT = "select f.name, f.content from movement.word_form f where f.id = :id"


class Filled(NamedTuple):
    """A filled form: the name of the file, and the document."""

    name: str
    content: bytes


def upload(gateway: Gateway, act: str, language: str, path: Path) -> int:
    """Look into a form, try it, and keep it as the next version; return which one it is."""
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise UserError(UNREADABLE, file=path.name) from error
    if len(content) > LARGEST:
        raise UserError(TOO_LARGE)
    try:
        word_form.check(content, SAMPLE)
    except FormFault as fault:
        raise UserError(fault.message, **fault.values) from fault
    return int(gateway.call("movement.store_word_form", act, language, path.name[-255:], content))


def use(gateway: Gateway, form_id: int, *, used: bool) -> None:
    """Use a version from now on, or none of its act and language."""
    gateway.call("movement.use_word_form", form_id, used)


def content_of(gateway: Gateway, form_id: int) -> Filled:
    """Return a form as it was uploaded."""
    [(name, content)] = gateway.rows(_CONTENT, id=form_id)
    return Filled(name, bytes(content))


def used_for(gateway: Gateway, decree_id: int) -> int | None:
    """Return the form in use for an order, None where there is none or the role reads no forms."""
    if gateway.role not in ORDER.issuers:
        return None
    found = gateway.scalar(_USED, id=decree_id)
    return None if found is None else int(found)


def filled_for(gateway: Gateway, catalogue: Catalogue, decree_id: int) -> Filled:
    """Return the form of an order with what its paper says: the registered one, once the order is signed."""
    form = used_for(gateway, decree_id)
    if form is None:
        raise UserError(NO_FORM)
    template = content_of(gateway, form).content
    papers = documents.paper_of(gateway, catalogue, decree_id)
    stamp = {"register_number": "", "uuid": ""}
    if isinstance(papers, RegisteredPapers):
        papers.issue("save", 1)
        [registered] = papers.registered
        says = documents.FORM.read(registered.content)
        stamp = {"register_number": registered.stamp.register_number, "uuid": registered.stamp.uuid}
    else:
        says = documents.snapshot(gateway, catalogue, documents.read(gateway, catalogue, decree_id))
    try:
        made = word_form.fill(template, fields_of(says, stamp))
    except FormFault as fault:
        raise UserError(fault.message, **fault.values) from fault
    return Filled(f"{_(ACTS[says.act])} {says.number}".strip() + ".docx", made)


def fields_of(says: OrderPaper, stamp: Mapping[str, str]) -> Fields:
    """Return what the fields of a form are filled with."""
    values = dict(says.fields)
    (post, signatory, _day), *visas = says.signatures
    spoken = {name: filled(text, values) for name, text in (
        ("preamble", says.preamble), ("body", says.body), ("closing", says.closing), ("basis", says.basis)
    )}  # fmt: skip
    columns = ("name", "number", "group", "before", "after")
    return {
        **values, **spoken, **stamp, "university": says.university, "city": says.city, "heading": says.heading,
        "post": post, "signatory": signatory, "state": "" if says.number else WORDS[says.language].draft,
        "students": [
            {"place": str(place), **dict(zip(columns, row, strict=True))} for place, row in enumerate(says.students, 1)
        ],
        "visas": [
            {"post": post, "name": name, "day": f"{date.fromisoformat(day):%d.%m.%Y}"} for post, name, day in visas
        ],
    }  # fmt: skip
