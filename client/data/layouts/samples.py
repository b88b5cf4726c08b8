"""Graduates who do not exist, to see a layout with: usual texts, the shortest ones and the longest ones."""

from dataclasses import replace
from decimal import Decimal

from client.core.i18n import N_
from shared.diplomas.content import Content
from shared.layouts.texts import texts_of
from shared.models.blanks import CATEGORIES

ORDINARY, HONOURS = CATEGORIES
USUAL, SHORT, LONG = "usual", "short", "long"
SAMPLES = {
    USUAL: N_("A usual graduate"),
    SHORT: N_("The shortest texts"),
    LONG: N_("The longest texts"),
}
_UZ = {
    "surname": "Karimova", "given_name": "Dilnoza", "patronymic": "Anvar qizi", "birth_date": "14.03.2004",
    "university": "Islom Karimov nomidagi Toshkent davlat texnika universiteti",
    "faculty": "Geologiya-qidiruv fakulteti", "degree": "Bakalavr", "form": "Kunduzgi",
    "specialty": "60721100 – Geologiya", "qualification": "Geolog-muhandis",
    "period": "02.09.2022 – 30.06.2026", "language": "Oʻzbek tili",
    "prior_education": "12-umumiy oʻrta taʼlim maktabi, Toshkent shahri, 2022-yil",
    "admission": "Davlat test markazining 2022-yilgi kirish sinovlari", "grading_system": "Besh ballik tizim",
    "accreditation": "Davlat akkreditatsiyasi, 2021-yil", "further_study": "Magistraturada oʻqish huquqini beradi",
    "professional_status": "Geolog lavozimida ishlash huquqini beradi",
    "thesis": "Chotqol togʻ tizmasining geologik tuzilishi",
    "decision": "Davlat attestatsiya komissiyasining 2026-yil 24-iyundagi qaroriga binoan",
    "rector": "B. R. Usmonov", "city": "Toshkent",
}  # fmt: skip
_EN = {
    "surname": "Karimova", "given_name": "Dilnoza", "patronymic": "Anvar qizi", "birth_date": "14.03.2004",
    "university": "Tashkent State Technical University named after Islam Karimov",
    "faculty": "Faculty of Geological Exploration", "degree": "Bachelor", "form": "Full-time",
    "specialty": "60721100 – Geology", "qualification": "Geological engineer",
    "period": "02.09.2022 – 30.06.2026", "language": "Uzbek",
    "prior_education": "General secondary school No. 12, Tashkent, 2022",
    "admission": "Entrance examinations of the State Testing Centre, 2022", "grading_system": "Five-point scale",
    "accreditation": "State accreditation, 2021", "further_study": "Gives access to master's studies",
    "professional_status": "Gives the right to work as a geologist",
    "thesis": "Geological structure of the Chatkal range",
    "decision": "By the decision of the State Attestation Commission of 24 June 2026",
    "rector": "B. R. Usmonov", "city": "Tashkent",
}  # fmt: skip
_SHORT = {"surname": "Li", "given_name": "An", "patronymic": "", "specialty": "Geologiya", "thesis": ""}
_LONG_UZ = {
    "surname": "Abdurahmonxoʻjayeva-Sayfuddinova", "given_name": "Muhabbatxon-Gulchehra",
    "patronymic": "Abdugʻafforxoʻja Saidnosirovich qizi",
    "specialty": "60722500 – Foydali qazilma konlarini qidirish va razvedka qilish (qattiq foydali qazilmalar)",
    "qualification": "Foydali qazilma konlarini qidirish va razvedka qilish boʻyicha geolog-muhandis",
    "thesis": "Gʻarbiy Oʻzbekiston oltin konlarining geologik-struktura xususiyatlari va istiqbolli "
    "maydonlarni bashoratlash",
}  # fmt: skip
_LONG_EN = {
    "surname": "Abdurakhmonkhujayeva-Sayfuddinova", "given_name": "Mukhabbatkhon-Gulchekhra",
    "patronymic": "Abdugafforkhuja Saidnosirovich qizi",
    "specialty": "60722500 – Prospecting and exploration of mineral deposits (solid minerals)",
    "qualification": "Geological engineer for prospecting and exploration of mineral deposits",
    "thesis": "Geological and structural features of gold deposits of Western Uzbekistan and the forecast of "
    "promising areas",
}  # fmt: skip
_USUAL = Content(
    uuid="5b0c2c0e-7f3e-4d0e-9f5e-8c8f6b1f4a11", category=ORDINARY, texts={"uz": _UZ, "en": _EN}, lines=(),
    hours=7200, credits=Decimal(240), gpa=Decimal("4.35"), register_number="2026-0417",
    register_day="05.07.2026",
)  # fmt: skip
#: As long as the payload that will be signed.
_QR = "HEMIS 2026-0417 5B0C2C0E-7F3E-4D0E-9F5E-8C8F6B1F4A11 0123456789ABCDEF"


def sample(key: str) -> dict[str, str]:
    """Return the texts of a graduate; the longest ones are of a duplicate with honours."""
    if key == SHORT:
        texts = {language: {**said, **_SHORT} for language, said in _USUAL.texts.items()}
        return texts_of(replace(_USUAL, texts=texts), "B0000001", _QR)
    if key == LONG:
        texts = {"uz": {**_UZ, **_LONG_UZ}, "en": {**_EN, **_LONG_EN}}
        content = replace(_USUAL, texts=texts, category=HONOURS, duplicate_of="B0001201")
        return texts_of(content, "B0001202", _QR)
    return texts_of(_USUAL, "B0001202", _QR)
