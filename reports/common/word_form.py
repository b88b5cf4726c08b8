"""Filling a university's own Word form: its fields are looked up, repeated and compared, and nothing else is done.

The form is a template that somebody else wrote: it is parsed and judged before anything of it runs.
"""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reports.common.word_package import BROKEN, FormFault, inspect
from shared.text import N_

if TYPE_CHECKING:
    from jinja2 import Template, nodes
    from jinja2.sandbox import SandboxedEnvironment

#: A field is a text, or a list of rows that a form repeats.
Rows = Sequence[Mapping[str, str]]
Fields = Mapping[str, str | Rows]

UNKNOWN = N_("There is no field “{field}”. It stands in: {sentence}")
NOT_ALLOWED = N_("A form may not do this, it fills fields only: {sentence}")
NOT_CLOSED = N_("A field is not closed as it should be. It stands in: {sentence}")
REPEATED = N_("A list is repeated within another one, which a form may not: {sentence}")
LOOP = frozenset({"index", "first", "last", "length"})
#: As much of a paragraph as names the place.
SHOWN = 120
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def check(content: bytes, known: Fields) -> None:
    """Refuse a form that is no plain Word document, names unknown fields or does more than fill them."""
    fill(content, known)


def fill(content: bytes, fields: Fields) -> bytes:
    """Return the document with its fields filled; every text stands there as it is."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - 8 MB that only a university with a form of its own needs
    from jinja2 import TemplateError  # noqa: PLC0415 - as above
    from lxml.etree import LxmlError  # noqa: PLC0415 - as above

    inspect(content)
    environment, target = _environment(fields), BytesIO()
    try:
        form = DocxTemplate(BytesIO(content))
        form.render({name: _clean(value) for name, value in fields.items()}, environment)
        form.save(target)
    except TemplateError as error:
        raise FormFault(NOT_ALLOWED, sentence=str(error)[:SHOWN]) from error
    except (LxmlError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise FormFault(BROKEN) from error
    return target.getvalue()


def _clean(value: str | Rows) -> str | list[dict[str, str]]:
    """Return a value without what no XML can hold."""
    if isinstance(value, str):
        return _CONTROL.sub("", value)
    return [{name: _CONTROL.sub("", text) for name, text in row.items()} for row in value]


def _environment(fields: Fields) -> "SandboxedEnvironment":
    from jinja2 import StrictUndefined, TemplateSyntaxError  # noqa: PLC0415 - as above
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - as above

    class Judged(SandboxedEnvironment):
        """Judges every template that it is given, which is exactly what will run."""

        def from_string(
            self,
            source: "str | nodes.Template",
            globals: "MutableMapping[str, Any] | None" = None,  # noqa: A002 - as the toolkit calls it
            template_class: "type[Template] | None" = None,
        ) -> "Template":
            text = str(source)
            try:
                tree = self.parse(text)
            except TemplateSyntaxError as error:
                raise FormFault(NOT_CLOSED, sentence=_sentence(text, error.lineno)) from error
            _judge(tree, text, fields)
            return super().from_string(text, globals, template_class)

    made = Judged(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in ("upper", "lower")}
    made.tests = {}
    return made


def _judge(tree: "nodes.Template", source: str, fields: Fields) -> None:
    from jinja2 import nodes  # noqa: PLC0415 - as above

    allowed = (
        nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Const,
        nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter,
    )  # fmt: skip
    rows: dict[str, frozenset[str]] = {"loop": LOOP}
    for each in tree.find_all(nodes.For):
        place = _sentence(source, each.lineno)
        if any(each.find_all(nodes.For)):
            raise FormFault(REPEATED, sentence=place)
        listed = fields.get(each.iter.name) if isinstance(each.iter, nodes.Name) else None
        if (
            listed is None
            or isinstance(listed, str)
            or not isinstance(each.target, nodes.Name)
            or each.recursive
        ):
            raise FormFault(NOT_ALLOWED, sentence=place)
        rows[each.target.name] = frozenset(name for row in listed for name in row)
    for node in tree.find_all(nodes.Node):
        place = _sentence(source, node.lineno)
        if not isinstance(node, allowed) or (
            isinstance(node, nodes.Filter) and node.name not in {"upper", "lower"}
        ):
            raise FormFault(NOT_ALLOWED, sentence=place)
        if isinstance(node, nodes.Name) and node.name not in rows and node.name not in fields:
            raise FormFault(UNKNOWN, field=node.name, sentence=place)
        if isinstance(node, nodes.Getattr):
            of = node.node.name if isinstance(node.node, nodes.Name) else ""
            if node.attr not in rows.get(of, frozenset()):
                raise FormFault(UNKNOWN, field=f"{of}.{node.attr}".strip("."), sentence=place)


def _sentence(source: str, line: int | None) -> str:
    """Return the paragraph of a line: each begins a line of the template."""
    lines = source.split("\n")
    text = re.sub(r"<[^>]*>", "", lines[min(max(line or 1, 1), len(lines)) - 1])
    told = " ".join(text.split())
    return told if len(told) <= SHOWN else f"{told[:SHOWN]}…"
