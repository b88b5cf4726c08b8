"""The words of the test sheet."""

from dataclasses import dataclass

from reports.common.words import words_in_cyrillic


@dataclass(frozen=True)
class SheetWords:
    """Every text of the sheet; `{…}` are filled in when it is drawn."""

    title: str
    station: str
    printer: str
    page: str
    steps: tuple[str, ...]
    cross: str
    across: str
    down: str
    head: tuple[str, ...]
    places: tuple[str, ...]
    scale: str


UZ = SheetWords(
    title="Printerni sozlash uchun sinov varagʻi",
    station="Ish joyi: {name}",
    printer="Printer: {name}",
    page="Qogʻoz: {width} × {height} mm",
    steps=(
        "1. Varaq oʻz oʻlchamida (100 %) chop etilsin, “sahifaga moslash” belgisi olib tashlansin.",
        (
            "2. Chizgʻich bilan har bir xochning oʻrtasigacha ikki masofa oʻlchansin: qogʻozning chap chetidan (→) "
            "va yuqori chetidan (↓), 0,5 mm aniqlikda yoki undan ham aniqroq."
        ),
        "3. Sakkizta son jadvalga yozilsin va dasturga kiritilsin.",
    ),
    cross="{number}-xoch",
    across="→ chap chetdan",
    down="↓ yuqori chetdan",
    head=("Xoch", "→ chapdan, mm", "↓ yuqoridan, mm"),
    places=("yuqori chap", "yuqori oʻng", "pastki chap", "pastki oʻng"),
    scale="Bu chiziq 100 mm boʻlishi kerak",
)
OZ = words_in_cyrillic(UZ)
RU = SheetWords(
    title="Пробный лист для настройки принтера",
    station="Рабочее место: {name}",
    printer="Принтер: {name}",
    page="Бумага: {width} × {height} мм",
    steps=(
        "1. Лист печатается в натуральную величину (100 %), без «подгонки под страницу».",
        (
            "2. Линейкой измерьте до середины каждого креста два расстояния: от левого края бумаги (→) "
            "и от верхнего края (↓), с точностью до 0,5 мм или точнее."
        ),
        "3. Запишите восемь чисел в таблицу и введите их в программу.",
    ),
    cross="Крест {number}",
    across="→ от левого края",
    down="↓ от верхнего края",
    head=("Крест", "→ слева, мм", "↓ сверху, мм"),
    places=("верхний левый", "верхний правый", "нижний левый", "нижний правый"),
    scale="Эта линия должна быть 100 мм",
)
EN = SheetWords(
    title="Test sheet for the calibration of a printer",
    station="Workstation: {name}",
    printer="Printer: {name}",
    page="Paper: {width} × {height} mm",
    steps=(
        "1. Print the sheet at its own size (100 %), without “fit to page”.",
        (
            "2. Measure with a ruler two distances to the middle of each cross: from the left edge of the paper (→) "
            "and from its upper edge (↓), to 0.5 mm or finer."
        ),
        "3. Write the eight figures into the table and type them into the program.",
    ),
    cross="Cross {number}",
    across="→ from the left edge",
    down="↓ from the upper edge",
    head=("Cross", "→ from the left, mm", "↓ from above, mm"),
    places=("upper left", "upper right", "lower left", "lower right"),
    scale="This line should be 100 mm",
)
WORDS = {"uz": UZ, "oz": OZ, "ru": RU, "en": EN}
