"""The words of protocols on paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.common.words import words_in_cyrillic


@dataclass(frozen=True)
class ProtocolWords:
    """Every text that is not the session's; `{…}` are filled in when the paper is drawn."""

    common: str
    own: str
    commission: str
    session: str
    day: str
    department: str
    room: str
    members: str
    member_heads: tuple[str, ...]
    absent_member: str
    heads: tuple[str, ...]
    student_number: str
    topic: str
    subject: str
    supervisor: str
    questions: str
    votes: str
    supervisor_points: str
    reviewer_points: str
    score: str
    decision: str
    honours: str
    protocol: str
    summary: str
    kinds: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)


UZ = ProtocolWords(
    common="Davlat attestatsiya komissiyasi yigʻilishi bayonnomasi",
    own="Davlat attestatsiya komissiyasining talaba bayonnomasi",
    commission="Komissiya",
    session="Yigʻilish",
    day="Sana",
    department="Kafedra",
    room="Xona",
    members="Komissiya tarkibi",
    member_heads=("Vazifasi", "F.I.Sh.", "Ish joyi, lavozimi", "Qatnashdi"),
    absent_member="yoʻq",
    heads=("T/r", "Bayonnoma", "Talaba", "Raqami", "Ball", "Baho", "Qaror"),
    student_number="Talaba raqami",
    topic="Mavzu",
    subject="Fan",
    supervisor="Ilmiy rahbar",
    questions="Berilgan savollar",
    votes="Komissiya aʼzolarining baholari",
    supervisor_points="Rahbar bahosi",
    reviewer_points="Taqrizchi bahosi",
    score="Natija",
    decision="Komissiya qarori",
    honours="imtiyozli diplom tavsiya etildi",
    protocol="Bayonnoma raqami",
    summary="Jami: {all} nafar, muvaffaqiyatli: {passed}, kelmagan: {absent}.",
    kinds={"exam": "Davlat imtihoni", "defence": "Bitiruv ishlari himoyasi"},
    roles={"chair": "Rais", "deputy": "Rais oʻrinbosari", "secretary": "Kotib", "member": "Aʼzo"},
    states={"absent": "kelmadi", "excused": "sababli kelmadi"},
    decisions={
        "passed": "attestatsiyadan oʻtdi",
        "again": "qayta topshirishga ruxsat berildi",
        "new_topic": "boshqa mavzu bilan qayta himoyaga ruxsat berildi",
    },
)
RU = ProtocolWords(
    common="Протокол заседания государственной аттестационной комиссии",
    own="Протокол государственной аттестационной комиссии о студенте",
    commission="Комиссия",
    session="Заседание",
    day="Дата",
    department="Кафедра",
    room="Аудитория",
    members="Состав комиссии",
    member_heads=("Роль", "Ф.И.О.", "Место работы, должность", "Присутствовал"),
    absent_member="нет",
    heads=("№", "Протокол", "Студент", "Номер", "Балл", "Оценка", "Решение"),
    student_number="Номер студента",
    topic="Тема",
    subject="Дисциплина",
    supervisor="Научный руководитель",
    questions="Заданные вопросы",
    votes="Оценки членов комиссии",
    supervisor_points="Оценка руководителя",
    reviewer_points="Оценка рецензента",
    score="Результат",
    decision="Решение комиссии",
    honours="рекомендован диплом с отличием",
    protocol="Номер протокола",
    summary="Всего: {all}, успешно: {passed}, не явились: {absent}.",
    kinds={"exam": "Государственный экзамен", "defence": "Защита выпускных работ"},
    roles={
        "chair": "Председатель",
        "deputy": "Заместитель председателя",
        "secretary": "Секретарь",
        "member": "Член комиссии",
    },
    states={"absent": "не явился", "excused": "не явился по уважительной причине"},
    decisions={
        "passed": "аттестацию прошёл",
        "again": "допущен к повторной сдаче",
        "new_topic": "допущен к повторной защите с другой темой",
    },
)
OZ = words_in_cyrillic(UZ)
WORDS = {"uz": UZ, "oz": OZ, "ru": RU}
