"""The words of the forms of grade sheets in the languages of papers."""

from dataclasses import dataclass

from reports.common.words import words_in_cyrillic


@dataclass(frozen=True)
class FormWords:
    """What the forms say beside names and figures."""

    form: str
    sheet: str
    retake_a: str
    retake_b: str
    course_work: str
    practice: str
    admission: str
    admission_form: str
    subject: str
    group: str
    semester: str
    year: str
    credits: str
    hours: str
    department: str
    examiner: str
    held_on: str
    number_of_sheet: str
    number: str
    student: str
    student_number: str
    total: str
    mark: str
    letter: str
    signature: str
    dean: str
    head: str
    chair: str
    members: str
    teacher: str
    absent: str
    not_admitted: str
    annulled: str
    excused: str
    recognised: str
    passed: str
    admitted: str
    why: str
    points_at_most: str
    ticket: str


_UZ = FormWords(
    form="{number}-shakl", sheet="BAHOLASH QAYDNOMASI", retake_a="QAYTA TOPSHIRISH QAYDNOMASI",
    retake_b="KOMISSIYA QAYDNOMASI (uchinchi urinish)", course_work="KURS ISHI (LOYIHASI) QAYDNOMASI",
    practice="MALAKAVIY AMALIYOT QAYDNOMASI", admission="YAKUNIY NAZORATGA RUXSAT ETILGANLAR ROʻYXATI",
    admission_form="1-shakl", subject="Fan", group="Guruh", semester="Semestr", year="Oʻquv yili", credits="Kredit",
    hours="Soat", department="Kafedra", examiner="Imtihon oluvchi", held_on="Nazorat kuni",
    number_of_sheet="Qaydnoma №", number="№", student="Talabaning familiyasi, ismi, otasining ismi",
    student_number="Talaba ID", total="Jami ball",
    mark="Baho", letter="Harf", signature="imzo", dean="Fakultet dekani", head="Kafedra mudiri",
    chair="Komissiya raisi", members="Komissiya aʼzosi", teacher="Fan oʻqituvchisi", absent="kelmadi",
    not_admitted="ruxsat etilmadi", annulled="bekor qilindi", excused="sababli", recognised="tan olingan",
    passed="oʻzlashtirdi", admitted="Ruxsat", why="Ruxsat etilmaganlik sababi", points_at_most="eng yuqori ball",
    ticket="Bilet",
)  # fmt: skip
_RU = FormWords(
    form="Форма {number}", sheet="ВЕДОМОСТЬ ОЦЕНИВАНИЯ", retake_a="ВЕДОМОСТЬ ПОВТОРНОЙ СДАЧИ",
    retake_b="ВЕДОМОСТЬ КОМИССИИ (третья попытка)", course_work="ВЕДОМОСТЬ КУРСОВОЙ РАБОТЫ (ПРОЕКТА)",
    practice="ВЕДОМОСТЬ ПРАКТИКИ", admission="СПИСОК ДОПУЩЕННЫХ К ИТОГОВОМУ КОНТРОЛЮ", admission_form="Форма 1",
    subject="Дисциплина", group="Группа", semester="Семестр", year="Учебный год", credits="Кредиты", hours="Часы",
    department="Кафедра", examiner="Экзаменатор", held_on="Дата контроля", number_of_sheet="Ведомость №", number="№",
    student="Фамилия, имя, отчество студента", student_number="ID студента", total="Итого", mark="Оценка",
    letter="Буква", signature="подпись", dean="Декан факультета", head="Заведующий кафедрой",
    chair="Председатель комиссии", members="Член комиссии", teacher="Преподаватель", absent="не явились",
    not_admitted="не допущены", annulled="аннулировано", excused="по уважительной причине", recognised="зачтено ранее",
    passed="сдали", admitted="Допуск", why="Причина недопуска", points_at_most="наибольший балл", ticket="Билет",
)  # fmt: skip
_EN = FormWords(
    form="Form {number}", sheet="GRADE SHEET", retake_a="GRADE SHEET OF A RETAKE",
    retake_b="GRADE SHEET OF A COMMISSION (third attempt)", course_work="GRADE SHEET OF COURSE WORK",
    practice="GRADE SHEET OF PRACTICE", admission="STUDENTS ADMITTED TO THE FINAL", admission_form="Form 1",
    subject="Subject", group="Group", semester="Semester", year="Academic year", credits="Credits", hours="Hours",
    department="Department", examiner="Examiner", held_on="Held on", number_of_sheet="Sheet №", number="№",
    student="Surname and names of the student", student_number="Student ID", total="Total", mark="Mark",
    letter="Letter", signature="signature", dean="Dean of the faculty", head="Head of the department",
    chair="Chair of the commission", members="Member of the commission", teacher="Teacher", absent="absent",
    not_admitted="not admitted", annulled="annulled", excused="excused", recognised="recognised", passed="passed",
    admitted="Admitted", why="Why not", points_at_most="at most", ticket="Ticket",
)  # fmt: skip
WORDS = {"uz": _UZ, "oz": words_in_cyrillic(_UZ), "ru": _RU, "en": _EN}
