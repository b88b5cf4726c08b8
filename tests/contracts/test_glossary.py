"""The glossary lists every table of the models with its Uzbek word and its class."""

from pathlib import Path

from client.core.i18n import LOCALE
from client.core.po_file import read_po
from shared.models.everything import MODELS

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"


def chapters():
    uzbek = read_po(LOCALE / "uz.po")
    for schema in sorted({model.__table__.schema for model in MODELS}):
        own = sorted((m for m in MODELS if m.__table__.schema == schema), key=lambda m: m.__table__.name)
        rows = (
            f"| {m.label or '–'} | {uzbek.get(m.label, '–')} | `{m.__table__.name}` | `{m.__name__}` |"
            for m in own
        )
        yield "\n".join(
            (f"## {schema}", "", "| English | Uzbek | table | class |", "|---|---|---|---|", *rows)
        )


def test_the_glossary_names_every_table(golden):
    introduction, _, _ = GLOSSARY.read_text(encoding="utf-8").partition("\n## ")
    golden(GLOSSARY, "\n\n".join((introduction.rstrip(), *chapters())) + "\n")
