"""Orders on paper, in the language in which they are written, whatever the language of the interface."""

from dataclasses import replace
from functools import partial

from client.core.errors import UserError
from client.core.i18n import N_
from client.core.settings import workstation
from client.data.documents import papers
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers, RegisteredForm
from client.data.documents.plain import PlainPapers
from client.data.documents.printable import Printable
from client.data.documents.registered import RegisteredPapers
from client.data.movement import orders
from client.data.movement.orders import Head, Label, Order, OrderLine
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from reports.movement.order import OrderPaper, render, render_marked
from reports.movement.order_words import WORDS
from reports.students.official_page import from_content
from shared.models.movement import APPLIED, CANCELLED, SIGNED
from shared.models.movement import ORDER as KIND
from shared.models.movement_papers import SIGNED_BY
from shared.scripts import name_in, named_in

GONE = N_("This order is gone, or your role may not see it.")
_UNIVERSITY = (
    "select v.name_uz, v.name_oz, v.name_ru, v.name_en, v.city_uz, v.rector from structure.university v"
)
_SIGNATURES = """
select g.capacity, g.name, g.cyrillic_name, g.post_uz, g.post_oz, g.post_ru, g.day
  from movement.signature g
 where g.decree_id = :id
 order by g.capacity <> 'signed', g.day, g.id
"""
_SAID = "select movement.order_said(:id)"
_REGISTERED = "select movement.order_paper(:id)"
FORM = RegisteredForm(
    KIND, partial(from_content, OrderPaper), render, drafts=N_("Order"), registered=N_("Order {numbers}"),
    nothing=N_("There is nothing to print."),
    facts=(("order", N_("Order"), ""), ("day", N_("Signed on"), ""), ("heading", N_("Title of the order"), ""),
           ("students", N_("Number of students"), "")),
)  # fmt: skip
_TEMPLATE = (
    "select t.language, t.heading, t.preamble, t.body, t.closing from movement.template t where t.id = :id"
)
#: A faculty and two students of a template that is looked at: name, number, group.
EXAMPLE = {
    "uz": ("Geologiya fakulteti", ("Karimov Ali Valiyevich", "403231100001", "23-01"),
           ("Salimova Lola Karimovna", "403231100002", "23-02")),
    "oz": ("Геология факультети", ("Каримов Али Валиевич", "403231100001", "23-01"),
           ("Салимова Лола Каримовна", "403231100002", "23-02")),
    "ru": ("Геологический факультет", ("Каримов Али Валиевич", "403231100001", "23-01"),
           ("Салимова Лола Каримовна", "403231100002", "23-02")),
}  # fmt: skip


def paper_of(gateway: Gateway, catalogue: Catalogue, decree_id: int) -> Printable:
    """Return the paper of an order with the students that the one who asks may read.

    A signed one is the registered paper for whoever issues such, else a copy.
    """
    order = read(gateway, catalogue, decree_id)
    head = order.head
    issues = head.state in (SIGNED, APPLIED) and gateway.role in KIND.issuers
    if issues and (kept := gateway.scalar(_REGISTERED, id=decree_id)) is not None:
        registered = papers.read(gateway, (kept,))
        return RegisteredPapers.again(gateway, registered, workstation(), {KIND.code: FORM})
    says = snapshot(gateway, catalogue, order)
    if issues:
        said = gateway.scalar(_SAID, id=decree_id)
        says = replace(says, signed=said["signed"], lines=said["lines"])
        return RegisteredPapers(gateway, FORM, [(decree_id, says)], workstation())
    words = WORDS[head.language]
    mark = words.cancelled if head.state == CANCELLED else words.copy if head.number else words.draft
    return PlainPapers.one(orders.title_of(head), says, lambda paper: render_marked(paper, mark))


def read(gateway: Gateway, catalogue: Catalogue, decree_id: int) -> Order:
    """Return an order in its own language, with the lists whose codes stand in it."""
    order = orders.read_order(gateway, decree_id, in_its_language=True)
    if order is None:
        raise UserError(GONE)
    catalogue.ensure(orders.lists_of(order))
    return order


def snapshot(gateway: Gateway, catalogue: Catalogue, order: Order) -> OrderPaper:
    """Return what an order says on paper."""
    [(*university, city, rector)] = gateway.rows(_UNIVERSITY)
    head = order.head
    return OrderPaper(
        head.language, named_in(head.language, *university), f"№ {head.number} – {head.heading}"[:256], head.heading,
        head.number, head.signed_on.isoformat() if head.signed_on else "", head.act, name_in(head.language, city),
        head.preamble, head.body, head.closing, head.basis, head.effective_on.isoformat(),
        tuple(orders.field_values(order).items()), _signatures(gateway, head, rector),
        tuple(_student(order, each, partial(_label, catalogue, head.language)) for each in order.lines),
    )  # fmt: skip


def example_of(gateway: Gateway, template_id: int) -> PlainPapers[OrderPaper]:
    """Return the paper of a template as a draft would have it, with two students who are nobody."""
    row = gateway.one(_TEMPLATE, id=template_id)
    if row is None:
        raise UserError(GONE)
    language, heading, preamble, body, closing = row
    [(*university, city, rector)] = gateway.rows(_UNIVERSITY)
    faculty, *students = EXAMPLE[language]
    fields = (
        ("number", "____"), ("day", "____"), ("faculty", faculty), ("count", str(len(students))),
        ("effective", "01.09.2026"),
    )  # fmt: skip
    paper = OrderPaper(
        language, named_in(language, *university), heading, heading, "", "", "", name_in(language, city),
        preamble or "", body or "", closing or "", "", "2026-09-01", fields,
        ((WORDS[language].posts[SIGNED_BY], name_in(language, rector), ""),),
        tuple((name, number, group, "", "") for name, number, group in students),
    )  # fmt: skip
    return PlainPapers.one(heading, paper, lambda says: render_marked(says, WORDS[language].draft))


def _signatures(gateway: Gateway, head: Head, rector: str) -> tuple[tuple[str, str, str], ...]:
    """Return post, name and day of who stands under an order as of then; of the rector where nobody has signed."""
    posts, language = WORDS[head.language].posts, head.language
    frozen = gateway.rows(_SIGNATURES, id=head.id)
    if not frozen or frozen[0][0] != SIGNED_BY:
        return ((posts[SIGNED_BY], name_in(language, rector), ""),)
    return tuple(
        (
            named_in(language, *post) if post[0] else posts[capacity],
            name_in(language, name, cyrillic),
            f"{day}",
        )
        for capacity, name, cyrillic, *post, day in frozen
    )


def _student(order: Order, line: OrderLine, label: Label) -> tuple[str, str, str, str, str]:
    old, new = orders.difference(line, label)
    why = orders.why(line, order.head, label)
    return line.name, line.number, line.old.group, old, "; ".join(filter(None, (new, why)))


def _label(catalogue: Catalogue, language: str, classifier: str, code: str) -> str:
    """Return what a code is called in the language of the order."""
    found = next((each for each in catalogue.items(classifier) if each.code == code), None)
    return named_in(language, *found.names) if found else code


def _document(request: PaperRequest) -> PreparedPapers:
    order = request.number("order")
    if order is None:
        raise UserError(GONE)
    return PreparedPapers(paper_of(request.gateway, Catalogue(request.gateway), order))


ORDER = Document(
    "order",
    KIND.label,
    _document,
    (Option("order", "the id of an order", required=True),),
    KIND.languages,
    FORM,
)
