"""The words of acts and reports on blanks."""

from dataclasses import dataclass

from reports.common.words import words_in_cyrillic


@dataclass(frozen=True)
class BlankWords:
    """Every text that is no fact; `{…}` are filled in when the paper is drawn. Acts go by what was done."""

    receive: tuple[str, str]
    hand_over: tuple[str, str]
    give_back: tuple[str, str]
    spoil: tuple[str, str]
    lose: tuple[str, str]
    destroy: tuple[str, str]
    returned: tuple[str, str]
    act: str
    day: str
    holder: str
    to_unit: str
    store: str
    document: str
    reason: str
    heads: tuple[str, ...]
    sum: str
    signed: tuple[str, ...]
    chair: str
    member: str
    gave: str
    took: str
    keeper: str
    report: str
    year: str
    balance_heads: tuple[str, ...]
    formula: str

    def of_deed(self, deed: str) -> tuple[str, str]:
        """Return the title of an act and the sentence that it begins with."""
        found: tuple[str, str] = getattr(self, "returned" if deed == "return" else deed)
        return found


UZ = BlankWords(
    receive=(
        "Blanklarni qabul qilish dalolatnomasi",
        "Quyidagi qatʼiy hisobdagi blanklar qabul qilindi va hisobga olindi.",
    ),
    hand_over=("Blanklarni topshirish-qabul qilish dalolatnomasi", "Quyidagi qatʼiy hisobdagi blanklar topshirildi."),
    give_back=(
        "Blanklarni qaytarib topshirish dalolatnomasi",
        "Quyidagi qatʼiy hisobdagi blanklar registratorga qaytarildi.",
    ),
    spoil=("Buzilgan blanklar dalolatnomasi", "Quyidagi blanklar yaroqsiz deb topildi va hisobdan chiqarildi."),
    lose=(
        "Yoʻqolgan blanklar dalolatnomasi",
        "Quyidagi blanklar yoʻqolgani aniqlandi; ular haqiqiy emas deb eʼlon qilinadi.",
    ),
    destroy=("Blanklarni yoʻq qilish dalolatnomasi", "Komissiya quyidagi blanklarni sanab tekshirdi va yoʻq qildi."),
    returned=(
        "Blanklarni yetkazib beruvchiga qaytarish dalolatnomasi",
        "Quyidagi blanklar yetkazib beruvchiga qaytarildi.",
    ),
    act="Dalolatnoma raqami",
    day="Sanasi",
    holder="Blanklar kimning hisobida",
    to_unit="Kimga topshirildi",
    store="Registrator",
    document="Asos hujjat",
    reason="Sababi",
    heads=("T/r", "Blank turi", "Soni", "Raqamlari"),
    sum="Jami: {count} ta blank.",
    signed=("Komissiya", "F.I.Sh.", "Dasturda imzolagan sana"),
    chair="Komissiya raisi",
    member="Komissiya aʼzosi",
    gave="Topshirdi",
    took="Qabul qildi",
    keeper="Hisob yurituvchi",
    report="Qatʼiy hisobdagi blanklar boʻyicha yillik hisobot",
    year="Hisobot yili",
    balance_heads=(
        "Blank turi", "Yil boshi", "Kirim", "Olindi", "Ketdi", "Berildi", "Buzildi", "Yoʻqoldi", "Yoʻq qilindi",
        "Qaytdi", "Yil oxiri",
    ),
    formula=(
        "Yil oxiri = yil boshi + kirim + boshqalardan olingan − boshqalarga ketgan − berilgan − buzilgan − "
        "yoʻqolgan − zaxiradan yoʻq qilingan − yetkazib beruvchiga qaytarilgan."
    ),
)  # fmt: skip
RU = BlankWords(
    receive=("Акт о приёме бланков", "Приняты и поставлены на учёт следующие бланки строгой отчётности."),
    hand_over=("Акт приёма-передачи бланков", "Переданы следующие бланки строгой отчётности."),
    give_back=("Акт о возврате бланков", "Следующие бланки строгой отчётности возвращены регистратору."),
    spoil=("Акт о списании испорченных бланков", "Следующие бланки признаны непригодными и списаны."),
    lose=("Акт об утере бланков", "Установлена утеря следующих бланков; они объявляются недействительными."),
    destroy=("Акт об уничтожении бланков", "Комиссия пересчитала и уничтожила следующие бланки."),
    returned=("Акт о возврате бланков поставщику", "Следующие бланки возвращены поставщику."),
    act="Номер акта",
    day="Дата",
    holder="На чьём учёте бланки",
    to_unit="Кому переданы",
    store="Регистратор",
    document="Документ-основание",
    reason="Причина",
    heads=("№", "Вид бланка", "Кол-во", "Номера"),
    sum="Всего бланков: {count}.",
    signed=("Комиссия", "Ф.И.О.", "Дата подписи в программе"),
    chair="Председатель комиссии",
    member="Член комиссии",
    gave="Передал",
    took="Принял",
    keeper="Ответственный за учёт",
    report="Годовой отчёт по бланкам строгой отчётности",
    year="Отчётный год",
    balance_heads=(
        "Вид бланка", "Было", "При- ход", "При- нято", "Пере- дано", "Вы- дано", "Порча", "Утеря", "Унич- тожено",
        "Воз- врат", "Стало",
    ),
    formula=(
        "Стало = было + приход + принято от других − передано другим − выдано − испорчено − утеряно − уничтожено "
        "из запаса − возвращено поставщику."
    ),
)  # fmt: skip
WORDS = {"uz": UZ, "oz": words_in_cyrillic(UZ), "ru": RU}
