"""What start pages say of the timetable: lessons of the day, changes, versions, rooms in use."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from client.core import clock
from client.core.i18n import N_, _, names
from client.data.records.catalogue import Catalogue
from client.data.records.start_blocks import Digest, Line, Mood, Opening
from client.data.server.error_messages import WEEKDAYS
from client.data.server.gateway import Gateway
from client.data.timetable.lessons import DatedLesson, lessons, pairs

WEEK, VERSIONS, BUILDER = "schedule-info-view", "schedule-versions", "schedule-info"
#: A digest has so many lines; the window behind it has them all.
MOST = 10
AHEAD = timedelta(days=6)
STATES = {
    "private": N_("private draft"),
    "shared": N_("on the common board"),
    "published": N_("published, valid from {day}"),
}
_VERSIONS = """
select v.id, v.name, v.state, v.valid_from, t.name as term, u.name_uz, u.name_oz, u.name_ru, u.name_en,
       count(c.id), count(c.id) filter (where c.day is null),
       case when :checks and v.state in ('private', 'shared') then (
           select count(*) from timetable.checklist(v.id) f where f.serious and f.kind <> 'unplaced') else 0 end
  from timetable.version v
  join curriculum.term t on t.id = v.term_id and t.ends_on >= security.today()
  join structure.unit u on u.id = v.faculty_id
  left join timetable.card c on c.version_id = v.id and c.faculty_id = v.faculty_id
 where v.state <> 'superseded'
 group by v.id, t.id, u.id
 order by t.starts_on, u.code, v.state = 'published' desc, v.id desc
"""


def day_words(day: date) -> str:
    """Name a day as one speaks of it."""
    today = clock.today()
    if day - today in (timedelta(0), timedelta(days=1)):
        return _("today") if day == today else _("tomorrow")
    return f"{_(WEEKDAYS[day.weekday()])}, {day:%d.%m}"


def lessons_of_the_day(gateway: Gateway, _catalogue: Catalogue) -> Digest | None:
    """The lessons of today, or of the next day that has some."""
    today = clock.today()
    held = lessons(gateway, today, today + AHEAD)
    if not held:
        return None
    day = held[0].day
    own = gateway.role == "hemis_teacher"
    begins = {each.number: each.starts_at for each in pairs(gateway)}
    todays = [each for each in held if each.day == day]
    lines = [_lesson_line(each, begins.get(each.pair, ""), own=own) for each in todays[: MOST + 2]]
    return Digest(_("Lessons: {day}", day=day_words(day)), (*lines, *_more(len(todays) - len(lines), WEEK)))


def next_days(gateway: Gateway, _catalogue: Catalogue) -> Digest | None:
    """The days after that: how many lessons, from when until when."""
    today = clock.today()
    held = lessons(gateway, today, today + AHEAD)
    live = [each for each in held if each.day > held[0].day and not each.cancelled]
    if not live:
        return None
    times = {each.number: each for each in pairs(gateway)}
    lines = []
    for day, several in groupby(live, key=lambda each: each.day):
        those = list(several)
        first, last = times.get(those[0].pair), times.get(those[-1].pair)
        hours = f"{first.starts_at}–{last.ends_at}" if first and last else ""
        subjects = ", ".join(dict.fromkeys(each.subject for each in those))
        lines.append(Line(subjects, Opening(WEEK, {"day": day.isoformat()}), day_words(day), hours))
    return Digest(_("The next days"), tuple(lines))


def changes_of_the_day(gateway: Gateway, _catalogue: Catalogue) -> Digest | None:
    """What is held otherwise than planned, today and tomorrow."""
    today = clock.today()
    held = lessons(gateway, today, today + timedelta(days=1))
    changed = [each for each in held if each.changed or each.cancelled]
    if not changed:
        return None
    lines = [
        Line(each.subject, _week_of(each), f"{day_words(each.day)}, {each.pair}", _change(each))
        for each in changed[:MOST]
    ]
    return Digest(_("Changed lessons"), (*lines, *_more(len(changed) - MOST, WEEK)))


def versions(gateway: Gateway, _catalogue: Catalogue) -> Digest | None:
    """The versions of this term and later ones: what is placed, and what forbids publishing."""
    one_faculty = gateway.role == "hemis_faculty"
    rows = gateway.rows(_VERSIONS, checks=one_faculty)
    if not rows:
        return Digest(
            _("Timetable"),
            (Line(_("There is no timetable for this term yet."), Opening(VERSIONS), mood="warning"),),
        )
    lines = []
    for number, name, state, valid_from, term, *unit, cards, tray, serious in rows[:MOST]:
        told = [_(STATES[state], day=f"{valid_from:%d.%m.%Y}")]
        told += [_("{count} lessons a week", count=cards)] if state != "published" else []
        told += [_("{count} without a place", count=tray)] if tray else []
        told += [_("{count} findings forbid publishing", count=serious)] if serious else []
        lead = names(term) if one_faculty else names(*unit)
        mood: Mood = "warning" if tray or serious else ""
        lines.append(Line(names(name), Opening(BUILDER, {"version_id": number}), lead, ", ".join(told), mood))
    return Digest(_("Timetable"), (*lines, *_more(len(rows) - MOST, VERSIONS)))


def _lesson_line(lesson: DatedLesson, begins: str, *, own: bool) -> Line:
    who = () if own else (lesson.teacher_signed(),)
    change = _change(lesson) if lesson.changed or lesson.cancelled else ""
    detail = " · ".join(filter(None, (lesson.place, *who, change)))
    found = {"day": lesson.day.isoformat(), "pair": lesson.pair}
    opens = Opening(WEEK, found) if own else _week_of(lesson)
    text = f"{lesson.subject} · {lesson.students}"
    return Line(text, opens, begins or str(lesson.pair), detail, "warning" if change else "")


def _week_of(lesson: DatedLesson) -> Opening:
    """Return the lesson in the week of the teacher, or of the room where nobody teaches."""
    found = {"day": lesson.day.isoformat(), "pair": lesson.pair}
    if lesson.employee_id is not None:
        return Opening(WEEK, found | {"whose": "teacher", "chosen": [lesson.employee_id, lesson.teacher]})
    if lesson.room_id is not None:
        return Opening(WEEK, found | {"whose": "room", "chosen": [lesson.room_id, lesson.room]})
    return Opening(WEEK, found)


def _change(lesson: DatedLesson) -> str:
    if lesson.cancelled:
        told = _("cancelled")
    elif lesson.moved:
        told = _("moved")
    elif lesson.substituted:
        told = _("substituted")
    else:
        told = _("changed")
    return ", ".join(filter(None, (told, lesson.reason)))


def _more(count: int, window: str) -> Iterable[Line]:
    return (Line(_("and {count} more", count=count), Opening(window)),) if count > 0 else ()
