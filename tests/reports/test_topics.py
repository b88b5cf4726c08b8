"""Calendar plans and tickets on paper."""

from datetime import date
from io import BytesIO

import pypdfium2
from PIL import Image

from reports.common import batch
from reports.topics import calendar_plan, tickets
from reports.topics.calendar_plan import PlanLine, PrintedPlan
from reports.topics.tickets import PrintedTicket, PrintedTickets, TicketQuestion

HEADS = ("Dars", "Hafta", "Kun", "Juftlik", "№", "Mavzu", "Soat", "Oʻtilgan")


def words(content):
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def plan(count):
    lines = tuple(
        PlanLine(place, place, date(2026, 9, 7), 2, place, f"Kristallografiya: {place}-mavzu", 2, "oʻtildi")
        for place in range(1, count + 1)
    )
    notes = ("Geologiya fanlari universiteti. Geologiya fakulteti", "Fan: Kristallografiya")
    return PrintedPlan("Kalendar reja", notes, HEADS, lines, "Jami", "Oʻqituvchi ____ Sh. Choriyeva", "24-01")


def test_calendar_plan_adds_up_its_hours_and_is_signed():
    (text,) = words(calendar_plan.render(plan(15)))
    assert "15-mavzu" in text
    assert "Jami" in text
    assert "30" in text.split("Jami")[1]
    assert "Sh. Choriyeva" in text


def ticket(number, questions=3, **more):
    asked = tuple(TicketQuestion(f"Savol {number}-{place}", "10 ball", **more) for place in range(questions))
    return PrintedTicket(f"{number}-bilet", asked, (f"1-{'ABCD'[number % 4]}",))


def printed(count, own_pages, **more):
    made = tuple(ticket(number, **more) for number in range(1, count + 1))
    return PrintedTickets("Biletlar", ("Kafedra", "Fan"), made, "Mudir ____", "Kalit", "Fan", own_pages)


def test_variants_stand_on_pages_of_their_own_and_the_key_comes_last():
    answers = (("A", "Kuzatish"), ("B", "Oʻlchash"))
    texts = words(tickets.render(printed(3, own_pages=True, answers=answers)))
    assert len(texts) == 4
    assert "2-bilet" in texts[1]
    assert "Oʻlchash" in texts[1]
    assert "Kalit" in texts[3]


def test_tickets_share_pages_and_stay_in_one_piece():
    texts = words(tickets.render(printed(6, own_pages=False)))
    assert len(texts) < 6
    for number in range(1, 7):
        (where,) = [text for text in texts[:-1] if f"{number}-bilet" in text]
        assert all(f"Savol {number}-{place}" in where for place in range(3))


def test_pictures_of_questions_are_drawn_within_the_page():
    target = BytesIO()
    Image.new("RGB", (3000, 2000), "white").save(target, "PNG")
    content = tickets.render(printed(1, own_pages=True, picture=target.getvalue()))
    assert batch.page_count(content) >= 1
