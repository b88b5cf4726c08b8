"""Own Word forms: filled with texts as they are, and refused where they hold or do anything else."""

import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from docx import Document

from reports.common import word_package
from reports.common.word_form import check, fill
from reports.common.word_package import FormFault, inspect

FIELDS = {
    "number": "7/1-T", "body": "1. Birinchi\n2. Ikkinchi", "visas": [],
    "students": [{"name": "Oʻg <b>&lt; & {{ number }} \x07", "place": "1"}, {"name": "Ғулом", "place": "2"}],
}  # fmt: skip
ROW = ("{%tr for row in students %}", "{{ row.place }}. {{ row.name }}", "{%tr endfor %}")


def form(*paragraphs, rows=()):
    """A Word document with these paragraphs, and a table of one column."""
    made, target = Document(), BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        table = made.add_table(len(rows), 1)
        for place, text in enumerate(rows):
            table.cell(place, 0).text = text
    made.save(target)
    return target.getvalue()


def changed(content, name, change):
    """The document with one part changed, or added where there is none."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            found = old.read(part)
            new.writestr(part, change(found) if part == name else found)
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return target.getvalue()


def refused(content):
    """What is said about a form."""
    with pytest.raises(FormFault) as caught:
        check(content, FIELDS)
    return caught.value.message.format(**caught.value.values)


def test_every_text_stands_there_as_it_is():
    made = Document(BytesIO(fill(form("Buyruq № {{ number|upper }}", "{{ body }}", rows=ROW), FIELDS)))
    assert made.paragraphs[0].text == "Buyruq № 7/1-T"
    assert made.paragraphs[1].text == "1. Birinchi\n2. Ikkinchi"
    [table] = made.tables
    assert [row.cells[0].text for row in table.rows] == ["1. Oʻg <b>&lt; & {{ number }} ", "2. Ғулом"]
    conditional = form("{%p if number == '7/1-T' %}", "imzolangan", "{%p else %}", "loyiha", "{%p endif %}")
    assert [each.text for each in Document(BytesIO(fill(conditional, FIELDS))).paragraphs] == ["imzolangan"]


def test_an_unknown_field_is_named_with_its_sentence():
    said = refused(form("Toshkent", "Talaba {{ surname }} chetlashtirilsin."))
    assert "“surname”" in said
    assert "Talaba {{ surname }} chetlashtirilsin." in said
    assert "“row.pinfl”" in refused(form(rows=(ROW[0], "{{ row.pinfl }}", ROW[2])))
    assert "not closed" in refused(form("Talaba {{ number chetlashtirilsin."))


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__ }}", "{{ number.__class__.__mro__ }}", "{{ number|attr('__class__') }}",
        "{% include '/etc/passwd' %}", "{% import 'x' as x %}", "{% extends 'x' %}", "{% macro m() %}{% endmacro %}",
        "{{ self }}", "{{ range(10**9) }}", "{% for i in range(1000000000) %}x{% endfor %}", "{{ 'x' * 1000000000 }}",
        "{% set number = 'x' %}", "{{ cycler('a') }}", "{{ lipsum() }}", "{{ number.format(number) }}",
        "{{ students[0].name }}", "{{ loop.cycle }}",
        "{% for a in students %}{% for b in students %}x{% endfor %}{% endfor %}", "{% for a in number %}x{% endfor %}",
        "{% for a in students recursive %}{{ loop(students) }}{% endfor %}", "{{ number|safe }}", "{{ namespace() }}",
        "{% raw %}{{ x }}{% endraw %}{{ y }}", "{{ {}.items }}", "{{ number is defined }}", "{{ 'a' ~ 'b' }}",
    ],
)  # fmt: skip
def test_a_form_does_nothing_but_fill_fields(attack):
    refused(form(f"Buyruq {attack}"))


def test_the_properties_of_a_document_are_judged_like_its_text():
    made, target = Document(), BytesIO()
    made.core_properties.title = "{{ ''.__class__ }}"
    made.save(target)
    refused(target.getvalue())


def test_what_is_no_plain_word_document_is_refused(tmp_path):
    good = form("Buyruq")
    check(good, FIELDS)
    relation = b'<Relationship Id="rId99" Type="http://x/%s" Target="%s"%s/></Relationships>'
    document, relations, types = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"

    def related(kind, target, mode=b""):
        more = relation % (kind, target, mode)
        return changed(good, relations, lambda xml: xml.replace(b"</Relationships>", more))

    def within(xml):
        return changed(good, document, lambda found: found.replace(b"<w:body>", b"<w:body>" + xml))

    def field(*pieces):
        runs = b"".join(b"<w:r><w:instrText>%s</w:instrText></w:r>" % each for each in pieces)
        return within(b"<w:p>" + runs + b"</w:p>")

    external = b' TargetMode="External"'
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    for attack, sentence in (
        (b"%PDF-1.7", "no Word document"),
        (b"PK\x03\x04" + b"x" * 100, "damaged"),
        (b"PK\x03\x04" + b"x" * word_package.LARGEST, "too large"),
        (good[: len(good) // 2], "damaged"),
        (changed(good, "word/vbaProject.bin", lambda _: b"x"), "vbaProject.bin"),
        (changed(good, "../evil.xml", lambda _: b"<x/>"), "evil.xml"),
        (changed(good, "word/big.xml", lambda _: b"<x>" + b" " * 700_000 + b"</x>"), "unpacks to more"),
        (changed(good, "word/media/a.png", lambda _: b"\0" * 25_000_000), "unpacks to more"),
        (changed(good, types, lambda xml: xml.replace(b"wordprocessingml.document.main", b"x")), "no Word document"),
        (changed(good, types, lambda xml: xml.replace(b"</Types>", b'<Default Extension="q" ContentType="application/'
                 b'vnd.ms-word.document.macroEnabled.main+xml"/></Types>')), "macroEnabled"),
        (changed(good, document, lambda xml: entities + xml), "entities"),
        (changed(good, "docProps/x.xml", lambda _: "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>".encode("utf-16")), "entities"),
        (related(b"image", b"http://evil.example/a.png", external), "evil.example"),
        (related(b"hyperlink", b"https://evil.example", b' TargetMode="Extern&#97;l"'), "evil.example"),
        (related(b"attachedTemplate", b"file:///c:/evil.dotm"), "evil.dotm"),
        (related(b"oleObject", b"embeddings/a.xml"), "oleObject"),
        (related(b"aFChunk", b"chunk.xml"), "aFChunk"),
        (within(b'<w:altChunk xmlns:r="r" r:id="rId1"/>'), "altChunk"),
        (field(b"DDEAUTO cmd.exe calc"), "DDEAUTO"),
        (field(b"DD", b"E c:/x"), "DDE"),
        (field(b"D&#68;E x"), "DDE"),
        (field(b" QUOTE 68 68 69 "), "QUOTE"),
        (field(b"INCLUDEPICTURE x"), "INCLUDEPICTURE"),
    ):  # fmt: skip
        assert sentence in refused(attack), sentence
    check(field(b"PAGE \\* MERGEFORMAT"), FIELDS)
    with pytest.raises(FormFault):
        inspect(b"")


def test_the_libraries_of_forms_wait_until_a_form_is_filled():
    loaded = (
        "import sys, client.data.movement.word_forms, client.views.movement.students_tab;"
        "print([name for name in ('docxtpl', 'docx', 'jinja2') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, encoding="utf-8", check=True)
    assert said.stdout.strip() == "[]"
