"""Protocols of attestation sessions: the commission signs what it decided, not an empty page."""

from io import BytesIO

import pypdfium2
import pytest

from reports.attestation import student_protocol
from reports.common.page import Paper
from tests.reports.test_movement_papers import ALIKE, STAMP


@pytest.mark.parametrize("questions", ["Qaysi usul?", "Qaysi usul? " * 60])
def test_signatures_stand_below_the_decision(questions):
    commission = tuple((f"Aʼzo {n}", "X. Akbarov") for n in range(6))
    says = student_protocol.StudentProtocol(
        language="uz", **ALIKE | {"signatories": commission}, kind="defence", department="Mineralogiya",
        commission="Davlat attestatsiya komissiyasi", protocol=7, day="2026-06-18", topic="Kon tuzilishi",
        supervisor="Mirzayeva M.", supervisor_points="88", reviewer_points="90", questions=questions,
        line="1|7|403231100001|held|80|4|passed|false", votes="\n".join(f"Akbarov X.|{80 + n}" for n in range(6)),
    )  # fmt: skip
    pdf = pypdfium2.PdfDocument(BytesIO(student_protocol.render([Paper(says, STAMP)])))
    last = pdf[len(pdf) - 1].get_textpage().get_text_range()
    assert len(pdf) == 2
    assert "80 (4)" in last
    assert "attestatsiyadan oʻtdi" in last
    assert "Aʼzo 5" in last
