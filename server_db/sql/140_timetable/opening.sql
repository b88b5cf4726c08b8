-- Where a class has no timetable its teacher opens lessons by hand: on the day or some days after it, within the hours of
-- the class. Rooms, teachers and groups are booked by the same keys as everywhere.

-- The own class that is opened in, with its lock.
create function timetable.take_opened_class(class_id bigint) returns teaching.class
    language plpgsql
as $$
declare
    own teaching.class;
begin
    perform security.require_role('hemis_teacher');
    perform security.require_latest();
    select * into own from teaching.class k where k.id = take_opened_class.class_id for no key update;
    if not exists (
        select
          from teaching.assignment a
         where a.class_id = own.id and a.employee_id = security.employee_of(security.me(), security.my_role())) then
        perform security.refuse('This class is not yours. Ask the dean''s office who teaches it.', '{}', 'HM002');
    end if;
    if exists (select from timetable.lesson l where l.class_id = own.id and l.card_id is not null) then
        perform security.refuse(
            'The lessons of {class} stand in the timetable. Ask the dean''s office to move one.',
            jsonb_build_object('class', timetable.title_of(own.id)));
    end if;
    return own;
end $$;

-- A day on which a lesson may be opened: of the days of entry, in a semester of the class, not free.
create function timetable.require_opening(own teaching.class, day date) returns void
    language plpgsql
as $$
declare
    days constant integer := :setting.attendance.days_after;
    hours integer;
    holiday text;
begin
    if day is null or day > security.today() or day < security.today() - days then
        perform security.refuse('A lesson is opened on its day or within {days} days after it.',
                                jsonb_build_object('days', days, 'field', 'day'), 'HM004');
    end if;
    if not exists (
        select
          from curriculum.course c
          join curriculum.semester m on m.id = c.semester_id and day between m.starts_on and m.ends_on
         where c.id = own.course_id) then
        perform security.refuse('The day {day} lies outside the term.',
                                jsonb_build_object('day', timetable.shown(day), 'field', 'day'));
    end if;
    select h.name_uz into holiday from curriculum.holiday h where h.day = require_opening.day;
    if found then
        perform security.refuse('There are no lessons on {day}: {name}.', jsonb_build_object(
            'day', timetable.shown(day), 'name', holiday, 'field', 'day'));
    end if;
    select 2 * count(*) into hours from timetable.lesson l where l.class_id = own.id and l.live;
    if hours + 2 > own.hours then
        perform security.refuse('{class} has {hours} hours, and all of them have their lesson.',
                                jsonb_build_object('class', timetable.title_of(own.id), 'hours', own.hours));
    end if;
end $$;

create function timetable.open_lesson(class_id bigint, day date, pair integer, room_id bigint default null) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    own teaching.class := timetable.take_opened_class(class_id);
    teacher constant bigint := security.employee_of(security.me(), security.my_role());
    opened bigint;
begin
    perform timetable.require_opening(own, day);
    if not exists (select from curriculum.pair p where p.number = pair and p.active) then
        perform security.refuse('Choose one of the pairs of the day.', '{"field": "pair"}');
    end if;
    insert into timetable.lesson (faculty_id, term_id, department_id, class_id, planned_day, planned_pair, day, pair,
                                  room_id, employee_id, state, changed, opened_by)
    values (own.faculty_id, own.term_id, own.department_id, own.id, day, pair, day, pair, room_id, teacher, 'planned',
            true, security.me())
    returning id into opened;
    set constraints all immediate;
    return opened;
exception when unique_violation or exclusion_violation then
    perform timetable.refuse_dated((
        select jsonb_agg(jsonb_build_object(
                   'lesson', 0, 'faculty', own.faculty_id, 'kind', r.kind, 'resource', r.resource_id, 'day', day,
                   'pair', pair, 'first', r.first, 'last', r.last))
          from (
            select 'room', room_id, 0, 12
            union all
            select 'teacher', teacher, 0, 12
            union all
            select 'group', p.group_id, p.slice_from, p.slice_to from teaching.part p where p.class_id = own.id
          ) r (kind, resource_id, first, last)), '{}');
    raise;
end $$;
comment on function timetable.open_lesson(bigint, date, integer, bigint) is 'Definer: lessons are written by functions alone.';

-- An opened lesson without marks goes again: by its teacher, or by the dean's office.
create function timetable.close_lesson(lesson_id bigint, version integer) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    lesson timetable.lesson;
begin
    perform security.require_role('hemis_teacher', 'hemis_faculty');
    select * into lesson from timetable.lesson l where l.id = close_lesson.lesson_id for update;
    if not coalesce(case security.my_role()
               when 'hemis_teacher' then lesson.employee_id = security.employee_of(security.me(), security.my_role())
               else lesson.faculty_id = any (security.units_of(security.me(), security.my_role())) end, false) then
        perform security.refuse('This lesson is not yours.', '{}', 'HM002');
    end if;
    if lesson.row_version is distinct from version then
        perform security.refuse('Somebody else has just changed {what}. Look at the week again.',
                                jsonb_build_object('what', timetable.title_of(lesson.class_id)), 'HM003');
    end if;
    if lesson.opened_by is null then
        perform security.refuse('Only a lesson that was opened by hand is taken away.');
    end if;
    if lesson.held_at is not null then
        perform timetable.refuse_held(lesson);
    end if;
    delete from timetable.lesson_part p where p.lesson_id = lesson.id;
    delete from timetable.lesson l where l.id = lesson.id;
end $$;
comment on function timetable.close_lesson(bigint, integer) is 'Definer: lessons are written by functions alone.';

-- The own classes of a term in which lessons are opened by hand, with the hours that are left.
create function timetable.classes_to_open()
    returns table (class_id bigint, subject_uz text, subject_oz text, subject_ru text, subject_en text, training text,
                   name text, size integer, hours_left integer)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select k.id, s.name_uz, s.name_oz, s.name_ru, s.name_en, k.training, k.name, k.size,
           k.hours - 2 * (select count(*)::integer from timetable.lesson l where l.class_id = k.id and l.live)
      from teaching.class k
      join curriculum.course c on c.id = k.course_id
      join curriculum.semester m on m.id = c.semester_id and security.today() between m.starts_on and m.ends_on + 30
      join subjects.subject s on s.id = c.subject_id
     where security.my_role() = 'hemis_teacher'
       and k.id = any (teaching.classes_of(security.me(), security.my_role()))
       and not exists (select from timetable.lesson l where l.class_id = k.id and l.card_id is not null)
     order by s.name_uz, k.training, k.name
$$;
comment on function timetable.classes_to_open() is 'Definer: answers for the session user only.';
