"""The university's own Word form of the demonstration, for orders on academic leave."""

from io import BytesIO
from typing import Any

import psycopg
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

ACT, NAME = "leave", "akademik-taʼtil-buyrugʻi.docx"
_HEAD = ("{{ university }}", "BUYRUQ", "№ {{ number }}, {{ day }}", "{{ heading }}")
_BODY = ("{{ preamble }}", "{{ body }}", "{%p for row in students %}",
         "{{ row.place }}. {{ row.name }}, {{ row.group }} guruhi: {{ row.before }} → {{ row.after }}", "{%p endfor %}",
         "{{ closing }}", "Asos: {{ basis }}", "{{ post }}\t\t{{ signatory }}", "{{ register_number }}  {{ state }}")  # fmt: skip


def add(admin: psycopg.Connection[Any]) -> None:
    """Keep the form as the academic office would have uploaded it last month."""
    admin.execute(
        "insert into movement.word_form (act, language, version, name, content, digest, made_by, made_at)"
        " select %s, 'uz', 1, %s, f, encode(sha256(f), 'hex'), 'academic_office', now() - interval '30 days'"
        " from (values (%s::bytea)) v (f)",
        [ACT, NAME, _file()],
    )


def _file() -> bytes:
    form, written = Document(), BytesIO()
    form.styles["Normal"].font.name, form.styles["Normal"].font.size = "Times New Roman", Pt(13)
    for text in _HEAD:
        form.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in _BODY:
        form.add_paragraph(text)
    form.save(written)
    return written.getvalue()
