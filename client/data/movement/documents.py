"""Orders on paper, in the language in which they are written, whatever the language of the interface."""

from functools import partial

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers
from client.data.documents.plain import PlainPapers
from client.data.movement import orders
from client.data.movement.orders import Label, Order, OrderLine
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from reports.movement.order import OrderPaper, render
from shared.scripts import name_in, named_in

GONE = N_("This order is gone, or your role may not see it.")
_UNIVERSITY = (
    "select v.name_uz, v.name_oz, v.name_ru, v.name_en, v.city_uz, v.rector from structure.university v"
)
_SIGNATORY = """
select e.full_name, i.name_uz, i.name_oz, i.name_ru, i.name_en
  from employees.employee e
  left join lateral (
        select p.post
          from employees.position p
         where p.employee_id = e.id and p.ends_on is null
         order by p.id
         limit 1) p on true
  left join classifiers.classifier c on c.code = 'h_teacher_position_type'
  left join classifiers.item i on i.classifier_id = c.id and i.code = p.post
 where e.id = :id
"""
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
RECTOR = {"uz": "Rektor", "oz": "Ректор", "ru": "Ректор"}


def paper_of(gateway: Gateway, catalogue: Catalogue, decree_id: int) -> PlainPapers[OrderPaper]:
    """Return the paper of an order with the students that the one who asks may read."""
    order = orders.read_order(gateway, decree_id, in_its_language=True)
    if order is None:
        raise UserError(GONE)
    catalogue.ensure(orders.lists_of(order))
    [(*university, city, rector)] = gateway.rows(_UNIVERSITY)
    head = order.head
    signed = f"{head.signed_on:%d.%m.%Y}" if head.signed_on else ""
    filled = {
        "number": head.number or "____",
        "day": signed or "____",
        "faculty": head.faculty,
        "count": str(len(order.lines)),
        "effective": f"{head.effective_on:%d.%m.%Y}",
    }
    post, name = _signed(gateway, head.signatory_id, head.language, rector)
    preamble, body, closing = (
        orders.filled(text, filled) for text in (head.preamble, head.body, head.closing)
    )
    paper = OrderPaper(
        head.language, named_in(head.language, *university), head.heading, head.number, signed,
        name_in(head.language, city), preamble, body, closing, head.basis, filled["effective"], post, name,
        tuple(_student(order, each, partial(_label, catalogue, head.language)) for each in order.lines),
    )  # fmt: skip
    return PlainPapers.one(orders.title_of(head), paper, render)


def example_of(gateway: Gateway, template_id: int) -> PlainPapers[OrderPaper]:
    """Return the paper of a template as a draft would have it, with two students who are nobody."""
    row = gateway.one(_TEMPLATE, id=template_id)
    if row is None:
        raise UserError(GONE)
    language, heading, *texts = row
    [(*university, city, rector)] = gateway.rows(_UNIVERSITY)
    faculty, *students = EXAMPLE[language]
    filled = {
        "number": "____",
        "day": "____",
        "faculty": faculty,
        "count": str(len(students)),
        "effective": "01.09.2026",
    }
    preamble, body, closing = (orders.filled(text or "", filled) for text in texts)
    paper = OrderPaper(
        language, named_in(language, *university), heading, "", "", name_in(language, city), preamble, body,
        closing, "", filled["effective"], RECTOR[language], name_in(language, rector),
        tuple((name, number, group, "", "") for name, number, group in students),
    )  # fmt: skip
    return PlainPapers.one(heading, paper, render)


def _signed(gateway: Gateway, signatory: int | None, language: str, rector: str) -> tuple[str, str]:
    """Return post and name of who signed, of the rector where nobody has yet."""
    row = gateway.one(_SIGNATORY, id=signatory) if signatory else None
    name = name_in(language, row[0]) if row else name_in(language, rector)
    post = named_in(language, *row[1:]) if row and row[1] else RECTOR[language]
    return post, name


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


ORDER = Document("order", N_("Order"), _document, (Option("order", "the id of an order", required=True),))
