"""Layouts of the demonstration with blanks that are drawn here, and the calibration of a printer."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import font_roboto
from PIL import Image, ImageDraw, ImageFont
from psycopg.types.json import Jsonb

from shared.codes import EducationType
from shared.layouts.calibration import crosses, solve
from shared.layouts.field import CENTER, SERIF, SHRINK, TWO_LINES, Field
from shared.layouts.layout import Layout

if TYPE_CHECKING:
    import psycopg

#: Pixels of a millimetre.
DENSITY = 5
PAPER, INK, PALE = (252, 250, 243), (120, 104, 70), (226, 216, 190)
STATION, PRINTER = "Registrator 1", "HP LaserJet Pro M404dn"


@dataclass(frozen=True)
class Caption:
    """Words that are printed on the blank already, with a line above them to write on."""

    words: str
    x: float
    y: float
    width: float
    size: float = 2.6
    line: bool = True


@dataclass(frozen=True)
class DemoLayout:
    """A layout of the demonstration with the blank under it."""

    name: str
    form: str
    education_type: str | None
    layout: Layout
    captions: tuple[Caption, ...]


def add_layouts(admin: psycopg.Connection[Any]) -> None:
    """Add the layouts and a calibration, as the registrar would have made them."""
    admin.execute("set local session_replication_role = replica")
    for each in (_diploma(), _duplicate(), _supplement(), _certificate()):
        (layout,) = _one(
            admin,
            "insert into layouts.layout (name, form, education_type) values (%s, %s, %s) returning id",
            [each.name, each.form, each.education_type],
        )
        scan = draw_blank(each)
        # Last summer's diplomas were printed with the first version, in which the rector stood 2 mm lower.
        former = each.form == "diploma"
        if former:
            _add_version(admin, layout, 1, _lowered(each.layout), scan, printed=True)
        _add_version(admin, layout, 2 if former else 1, each.layout, scan, in_use=True)
    _calibrate(admin)
    admin.execute("set local session_replication_role = origin")


def draw_blank(given: DemoLayout) -> bytes:
    """Return the picture of a blank: a frame, a faint net, and the words that are printed already."""
    width, height = (round(float(side) * DENSITY) for side in (given.layout.width, given.layout.height))
    image = Image.new("RGB", (width, height), PAPER)
    pen = ImageDraw.Draw(image)
    for place in range(-height, width, 4 * DENSITY):
        pen.line([(place, height), (place + height, 0)], fill=(246, 242, 230))
        pen.line([(place, 0), (place + height, height)], fill=(246, 242, 230))
    for inset, thickness in ((6, 3), (8, 1)):
        pen.rectangle(
            [inset * DENSITY, inset * DENSITY, width - inset * DENSITY, height - inset * DENSITY],
            outline=INK,
            width=thickness,
        )
    if given.form in ("diploma", "duplicate"):
        pen.line([(width / 2, 12 * DENSITY), (width / 2, height - 12 * DENSITY)], fill=PALE, width=2)
    for caption in given.captions:
        _write(pen, caption)
    file = io.BytesIO()
    image.quantize(16, method=Image.Quantize.FASTOCTREE).save(file, "PNG")
    return file.getvalue()


def _write(pen: ImageDraw.ImageDraw, caption: Caption) -> None:
    x, y, width = (value * DENSITY for value in (caption.x, caption.y, caption.width))
    if caption.line:
        pen.line([(x, y), (x + width, y)], fill=INK)
    font = ImageFont.truetype(font_roboto.font_files["Roboto"], round(caption.size * DENSITY))
    pen.text((x + width / 2, y + 0.7 * DENSITY), caption.words, fill=INK, font=font, anchor="ma")


def _field(text: str, x: float, y: float, width: float, height: float = 7, **others: Any) -> Field:
    """A field whose lower edge is the line of the blank at `y`."""
    made = {"align": CENTER, "size": Decimal("13.0"), "least": Decimal("8.0"), **others}
    top = Decimal(str(y)) - Decimal(str(height))
    left, top, wide, high = (Decimal(str(each)).quantize(Decimal("0.1")) for each in (x, top, width, height))
    return Field(text, left, top, wide, high, font=SERIF, **made)


def _diploma() -> DemoLayout:
    """Uzbek on the left, English on the right."""
    heads = {
        "uz": ("OʻZBEKISTON RESPUBLIKASI", "BAKALAVR DIPLOMI", "sonli", "familiyasi", "ismi, otasining ismi",
               "oliy taʼlim muassasasi", "taʼlim yoʻnalishi", "malakasi", "komissiya qarori", "Rektor", "shahar",
               "roʻyxat raqami", "berilgan kun"),
        "en": ("REPUBLIC OF UZBEKISTAN", "BACHELOR'S DIPLOMA", "No.", "surname", "given name, patronymic",
               "higher educational institution", "field of study", "qualification", "decision of the commission",
               "Rector", "city"),
    }  # fmt: skip
    captions, fields = [], []
    for language, left in (("uz", 20.0), ("en", 164.0)):
        head = heads[language]
        captions += [
            Caption(head[0], left, 18, 113, 5, line=False),
            Caption(head[1], left, 27, 113, 7, line=False),
        ]
        for words, y in zip(head[3:9], (58.0, 72.0, 90.0, 108.0, 126.0, 144.0), strict=True):
            captions.append(Caption(words, left, y, 113))
        captions += [
            Caption(head[9], left, 166, 50),
            Caption(head[10], left + 63, 166, 50),
        ]
        bold = {"bold": True, "size": Decimal("16.0")}
        two = {"rule": TWO_LINES, "size": Decimal("12.0"), "least": Decimal("7.0")}
        fields += [
            _field(f"surname.{language}", left, 58, 113, 8, **bold),
            _field(f"given_name.{language}", left, 72, 55, 7),
            _field(f"patronymic.{language}", left + 58, 72, 55, 7),
            _field(f"university.{language}", left, 90, 113, 11, **two),
            _field(f"specialty.{language}", left, 108, 113, 11, **two),
            _field(f"qualification.{language}", left, 126, 113, 11, **two),
            _field(f"decision.{language}", left, 144, 113, 11, **two),
            _field(f"rector.{language}", left, 166, 50, rule=SHRINK, size=Decimal("11.0")),
            _field(f"city.{language}", left + 63, 166, 50, size=Decimal("11.0")),
            _field(f"category.{language}", left, 47, 113, 6, size=Decimal("11.0"), bold=True),
        ]
        if language == "uz":
            captions += [Caption(head[11], left, 184, 50), Caption(head[12], left + 63, 184, 50)]
            fields += [
                _field("register_number", left, 184, 50, size=Decimal("11.0")),
                _field("register_day", left + 63, 184, 50, size=Decimal("11.0")),
                _field("duplicate", left, 198, 60, 7, bold=True),
                _field("qr", 256, 196, 21, 21),
            ]
    layout = Layout(Decimal("297.0"), Decimal("210.0"), tuple(fields))
    return DemoLayout("Bakalavr diplomi", "diploma", EducationType.BACHELOR, layout, tuple(captions))


def _duplicate() -> DemoLayout:
    """The blank of a duplicate has the form of the diploma's, and serves every type of education."""
    return replace(_diploma(), name="Diplom dublikati", form="duplicate", education_type=None)


def _supplement() -> DemoLayout:
    """The head of a supplement; its rows go onto sheets of their own."""
    captions = [
        Caption("DIPLOMGA ILOVA / DIPLOMA SUPPLEMENT", 20, 18, 170, 6, line=False),
        Caption("diplom raqami / diploma number", 20, 42, 80),
        Caption("roʻyxat raqami / register number", 110, 42, 80),
    ]
    fields = [
        _field("blank_number", 20, 42, 80),
        _field("register_number", 110, 42, 80),
    ]
    rows = (
        ("full_name", "1.1–1.2 familiyasi, ismi, otasining ismi", "full name"),
        ("birth_date", "1.3 tugʻilgan sanasi", "date of birth"),
        ("qualification", "2.1 malakasi", "qualification"),
        ("specialty", "2.2 taʼlim yoʻnalishi", "field of study"),
        ("university", "2.3 oliy taʼlim muassasasi", "institution"),
        ("language", "2.5 taʼlim tili", "language of instruction"),
        ("period", "3.2 oʻqish muddati", "period of study"),
        ("thesis", "4.3 bitiruv malakaviy ishi", "graduation thesis"),
    )
    for number, (key, uzbek, english) in enumerate(rows):
        y = 62.0 + number * 20
        for language, left, words in (("uz", 20.0, uzbek), ("en", 110.0, english)):
            captions.append(Caption(words, left, y, 80))
            fields.append(
                _field(
                    f"{key}.{language}", left, y, 80, 11, rule=TWO_LINES, size=Decimal("11.0"),
                    least=Decimal("6.5"),
                )
            )  # fmt: skip
    captions.append(Caption("rektor / rector", 20, 270, 80))
    fields += [_field("rector.uz", 20, 270, 80), _field("qr", 166, 280, 24, 24)]
    layout = Layout(Decimal("210.0"), Decimal("297.0"), tuple(fields))
    return DemoLayout("Diplom ilovasi", "supplement", None, layout, tuple(captions))


def _certificate() -> DemoLayout:
    """An academic certificate, in Uzbek."""
    captions = [Caption("AKADEMIK MAʼLUMOTNOMA", 20, 24, 170, 8, line=False)]
    fields = [_field("blank_number", 130, 50, 60), _field("full_name.uz", 20, 75, 170, 9, bold=True)]
    captions += [
        Caption("seriya va raqam", 130, 50, 60),
        Caption("familiyasi, ismi, otasining ismi", 20, 75, 170),
    ]
    rows = (
        ("birth_date.uz", "tugʻilgan sanasi"),
        ("prior_education.uz", "oldingi maʼlumoti"),
        ("admission.uz", "oʻqishga qabul qilingan"),
        ("specialty.uz", "taʼlim yoʻnalishi"),
        ("period.uz", "oʻqigan davri"),
    )
    for number, (text, words) in enumerate(rows):
        y = 95.0 + number * 20
        captions.append(Caption(words, 20, y, 170))
        fields.append(_field(text, 20, y, 170, 12, rule=TWO_LINES, least=Decimal("8.0")))
    captions += [Caption("rektor", 20, 215, 70), Caption("roʻyxat raqami va kuni", 120, 215, 70)]
    fields += [
        _field("rector.uz", 20, 215, 70),
        _field("register_number", 120, 215, 33),
        _field("register_day", 157, 215, 33),
        _field("qr", 20, 260, 26, 26),
    ]
    layout = Layout(Decimal("210.0"), Decimal("297.0"), tuple(fields))
    return DemoLayout("Akademik maʼlumotnoma", "certificate", None, layout, tuple(captions))


def _lowered(layout: Layout) -> Layout:
    changed = {
        place: Field(**{**vars(each), "y": each.y + 2})
        for place, each in enumerate(layout.fields)
        if each.text.startswith("rector.")
    }
    return layout.put(changed)


def _add_version(
    admin: psycopg.Connection[Any], layout_id: int, number: int, layout: Layout, scan: bytes,
    *, in_use: bool = False, printed: bool = False,
) -> None:  # fmt: skip
    made = Layout.from_document(layout.to_document())  # what the demonstration shows can be printed
    admin.execute(
        """insert into layouts.version (layout_id, number, width, height, fields, background, in_use, printed_at,
                                        saved_at, saved_by)
           select %s, %s, %s, %s, %s, %s, %s, case when %s then t.day - 120 end, t.day - %s::integer, 'registrar'
             from (select security.today() as day) t""",
        [layout_id, number, made.width, made.height, Jsonb(made.field_documents()), scan, in_use, printed,
         200 if printed else 40],
    )  # fmt: skip


def _calibrate(admin: psycopg.Connection[Any]) -> None:
    """The printer of the first workstation: moved by a millimetre, a little aslant."""
    width, height = Decimal("297.0"), Decimal("210.0")
    off = ((1.3, -0.8), (0.8, -0.2), (0.9, -1.3), (0.4, -0.7))
    figures = [
        (round((x + right) * 2) / 2, round((y + down) * 2) / 2)
        for (x, y), (right, down) in zip(crosses(float(width), float(height)), off, strict=True)
    ]
    found = solve(figures, float(width), float(height))
    made = found.calibration
    admin.execute(
        """insert into layouts.calibration (workstation_id, printer, form, width, height, offset_x, offset_y, scale_x,
                                            scale_y, rotation, residual, measured, day, measured_by)
           select w.id, %s, 'diploma', %s, %s, %s, %s, %s, %s, %s, %s, %s, security.today() - 30, 'registrar'
             from blanks.workstation w
            where w.name = %s""",
        [PRINTER, width, height, made.offset_x, made.offset_y, made.scale_x, made.scale_y, made.rotation,
         found.residual, Jsonb([[str(x), str(y)] for x, y in figures]), STATION],
    )  # fmt: skip


def _one(admin: psycopg.Connection[Any], statement: str, values: list[Any]) -> tuple[Any, ...]:
    row = admin.execute(statement.encode(), values).fetchone()
    assert row is not None  # noqa: S101 - an insert returns its row
    return tuple(row)
