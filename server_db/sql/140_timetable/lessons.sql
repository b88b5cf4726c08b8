-- Single lessons changed by hand, who and what is free, a day that became free in mid-term, and lessons to look at.

-- Lock these lessons for somebody who plans all of them; what was held stays as it is.
create function timetable.take_lessons(lesson_ids bigint[]) returns void
    language plpgsql
as $$
declare
    found_lessons integer;
    examinations integer;
    held timetable.lesson;
begin
    perform security.require_role('hemis_academic_office', 'hemis_faculty');
    select count(*), count(l.examination_id) into found_lessons, examinations
      from timetable.lesson l
     where l.id = any (lesson_ids)
       and l.faculty_id = any (security.units_of(security.me(), security.my_role()));
    if found_lessons < (select count(distinct coalesce(i, 0)) from unnest(lesson_ids) i) then
        perform security.refuse('This timetable is not yours.', '{}', 'HM002');
    end if;
    if examinations > 0 then
        perform security.refuse('An examination is changed among the examinations.');
    end if;
    -- Only now: whoever waited for an own lesson would hold those of others meanwhile.
    perform from timetable.lesson l where l.id = any (lesson_ids) order by l.id for update;
    select * into held
      from timetable.lesson l
     where l.id = any (lesson_ids) and l.held_at is not null
     order by l.day, l.pair
     limit 1;
    if found then
        perform timetable.refuse_held(held);
    end if;
end $$;

create function timetable.take_lesson(lesson_id bigint, version integer) returns timetable.lesson
    language plpgsql
as $$
declare
    lesson timetable.lesson;
begin
    perform timetable.take_lessons(array[lesson_id]);
    select * into lesson from timetable.lesson l where l.id = lesson_id;
    if lesson.row_version is distinct from version then
        perform security.refuse('Somebody else has just changed {what}. Look at the week again.',
                                jsonb_build_object('what', timetable.title_of(lesson.class_id)), 'HM003');
    end if;
    return lesson;
end $$;

-- Write changes of lessons, all or none; a place that is taken is named. A key that is not given stays as it is.
create function timetable.change_lessons(changes jsonb) returns void
    language plpgsql
as $$
declare
    ids bigint[] := array(select (c ->> 'id')::bigint from jsonb_array_elements(changes) c);
begin
    update timetable.lesson l
       set day = coalesce((c ->> 'day')::date, l.day),
           pair = coalesce((c ->> 'pair')::integer, l.pair),
           room_id = case when c ? 'room' then (c ->> 'room')::bigint else l.room_id end,
           employee_id = case when c ? 'employee' then (c ->> 'employee')::bigint else l.employee_id end,
           state = coalesce(c ->> 'state', l.state),
           changed = coalesce((c ->> 'changed')::boolean, l.changed),
           reason = case when c ? 'reason' then nullif(btrim(c ->> 'reason'), '') else l.reason end
      from jsonb_array_elements(changes) c
     where l.id = (c ->> 'id')::bigint;
    set constraints all immediate;
exception when unique_violation or exclusion_violation then
    perform timetable.refuse_dated((
        select jsonb_agg(jsonb_build_object(
                   'lesson', l.id, 'faculty', l.faculty_id, 'kind', r.kind, 'resource', r.resource_id,
                   'day', coalesce((c ->> 'day')::date, l.day), 'pair', coalesce((c ->> 'pair')::integer, l.pair),
                   'first', r.first, 'last', r.last))
          from jsonb_array_elements(changes) c
          join timetable.lesson l on l.id = (c ->> 'id')::bigint and coalesce(c ->> 'state', l.state) <> 'cancelled'
         cross join lateral (
            select 'room', case when c ? 'room' then (c ->> 'room')::bigint else l.room_id end, null::integer, null::integer
            union all
            select 'teacher', case when c ? 'employee' then (c ->> 'employee')::bigint else l.employee_id end, null, null
            union all
            select 'group', p.group_id, p.slice_from, p.slice_to
              from timetable.lesson_part p
             where p.lesson_id = l.id) r (kind, resource_id, first, last)), ids);
    raise;
end $$;

-- A day to move a lesson to: not past, within the term, with lessons at all.
create function timetable.require_day(day date, term_id bigint) returns void
    language plpgsql
as $$
declare
    holiday text;
begin
    if day < security.today() then
        perform security.refuse('A lesson is not moved into the past.');
    end if;
    if not exists (select from curriculum.term t where t.id = require_day.term_id
                    and require_day.day between t.starts_on and t.ends_on) then
        perform security.refuse('The day {day} lies outside the term.', jsonb_build_object('day', timetable.shown(day)));
    end if;
    select h.name_uz into holiday from curriculum.holiday h where h.day = require_day.day;
    if found then
        perform security.refuse('There are no lessons on {day}: {name}.',
                                jsonb_build_object('day', timetable.shown(day), 'name', holiday));
    end if;
end $$;

create function timetable.require_future(lesson timetable.lesson) returns void
    language plpgsql
as $$
begin
    if lesson.day < security.today() then
        perform security.refuse('A lesson that is past is not moved.');
    end if;
end $$;

-- What is past is corrected for some days only, and it is said why.
create function timetable.require_recent(lesson_ids bigint[], reason text) returns void
    language plpgsql
as $$
declare
    first_day date := (select min(l.day) from timetable.lesson l where l.id = any (lesson_ids));
    days constant integer := :setting.timetable.days_back;
begin
    if first_day < security.today() - days then
        perform security.refuse('A lesson of {day} is not changed any more: only those of the last {days} days are.',
                                jsonb_build_object('day', timetable.shown(first_day), 'days', days));
    end if;
    if first_day < security.today() and coalesce(btrim(reason), '') = '' then
        perform security.refuse('Say why a lesson that is past is changed.');
    end if;
end $$;

-- Somebody who teaches: with a place among the teachers of a unit that teaches, on that day.
create function timetable.require_teachers(employees bigint[], first_day date) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    teacher text;
begin
    select e.full_name into teacher
      from employees.employee e
     where e.id = any (employees)
       and not exists (
        select
          from employees.position p
          join structure.unit u on u.id = p.unit_id and u.kind in :units.teaching
          join employees.card c on c.employee_id = p.employee_id and c.kind = :employee_type.teacher
         where p.employee_id = e.id
           and p.starts_on <= greatest(first_day, security.today())
           and (p.ends_on is null or p.ends_on >= first_day))
     order by e.id
     limit 1;
    if found then
        perform security.refuse('{teacher} holds no teaching position. Choose somebody who teaches.',
                                jsonb_build_object('teacher', teacher, 'field', 'employee_id'));
    end if;
end $$;
comment on function timetable.require_teachers(bigint[], date) is 'Definer: positions count, whatever the planner reads.';

create function timetable.move_lesson(
    lesson_id bigint, version integer, day date, pair integer, room_id bigint, reason text default null)
    returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    lesson timetable.lesson := timetable.take_lesson(lesson_id, version);
begin
    perform timetable.require_future(lesson);
    perform timetable.require_day(day, lesson.term_id);
    perform timetable.change_lessons(jsonb_build_array(jsonb_build_object(
        'id', lesson.id, 'day', day, 'pair', pair, 'room', room_id, 'changed', true, 'reason', reason)));
    return (select l.row_version from timetable.lesson l where l.id = lesson.id);
end $$;
comment on function timetable.move_lesson(bigint, integer, date, integer, bigint, text)
    is 'Definer: lessons are written by functions alone.';

-- Two lessons change places: day, pair and room.
create function timetable.swap_lessons(
    first_id bigint, first_version integer, second_id bigint, second_version integer, reason text default null)
    returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    one timetable.lesson;
    two timetable.lesson;
begin
    if first_id = second_id then
        perform security.refuse('Choose two lessons to exchange.');
    end if;
    perform timetable.take_lessons(array[first_id, second_id]);
    one := timetable.take_lesson(first_id, first_version);
    two := timetable.take_lesson(second_id, second_version);
    perform timetable.require_future(one);
    perform timetable.require_future(two);
    perform timetable.change_lessons(jsonb_build_array(
        jsonb_build_object('id', one.id, 'day', two.day, 'pair', two.pair, 'room', two.room_id, 'changed', true,
                           'reason', reason),
        jsonb_build_object('id', two.id, 'day', one.day, 'pair', one.pair, 'room', one.room_id, 'changed', true,
                           'reason', reason)));
end $$;
comment on function timetable.swap_lessons(bigint, integer, bigint, integer, text)
    is 'Definer: lessons are written by functions alone.';

create function timetable.cancel_lesson(lesson_id bigint, version integer, reason text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    lesson timetable.lesson := timetable.take_lesson(lesson_id, version);
begin
    if coalesce(btrim(reason), '') = '' then
        perform security.refuse('Say why the lesson is cancelled.');
    end if;
    perform timetable.require_recent(array[lesson.id], reason);
    perform timetable.change_lessons(jsonb_build_array(jsonb_build_object(
        'id', lesson.id, 'state', 'cancelled', 'changed', true, 'reason', reason)));
    return (select l.row_version from timetable.lesson l where l.id = lesson.id);
end $$;
comment on function timetable.cancel_lesson(bigint, integer, text) is 'Definer: lessons are written by functions alone.';

create function timetable.restore_lesson(lesson_id bigint, version integer, reason text default null) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    lesson timetable.lesson := timetable.take_lesson(lesson_id, version);
begin
    perform timetable.require_recent(array[lesson.id], reason);
    perform timetable.change_lessons(jsonb_build_array(jsonb_build_object(
        'id', lesson.id, 'state', 'planned', 'changed', true, 'reason', reason)));
    return (select l.row_version from timetable.lesson l where l.id = lesson.id);
end $$;
comment on function timetable.restore_lesson(bigint, integer, text) is 'Definer: lessons are written by functions alone.';

-- Whether a teacher has a class of the subject of this one, in any term.
create function timetable.knows_subject(employee_id bigint, class_id bigint) returns boolean
    language sql stable
as $$
    select exists (
        select
          from teaching.class k
          join curriculum.course c on c.id = k.course_id
          join curriculum.course o on o.subject_id = c.subject_id
          join teaching.class other on other.course_id = o.id
          join teaching.assignment a on a.class_id = other.id and a.employee_id = knows_subject.employee_id
         where k.id = knows_subject.class_id)
$$;

-- Another teacher for these lessons; whether they know the subject is told, not asked.
create function timetable.substitute(lesson_ids bigint[], employee_id bigint, reason text default null)
    returns table (lesson_id bigint, version integer, knows_subject boolean)
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform timetable.take_lessons(lesson_ids);
    perform timetable.require_recent(lesson_ids, reason);
    perform timetable.require_teachers(array[substitute.employee_id], (
        select min(l.day) from timetable.lesson l where l.id = any (lesson_ids)));
    perform timetable.change_lessons((
        select jsonb_agg(jsonb_build_object(
                   'id', i, 'employee', substitute.employee_id, 'changed', true, 'reason', reason))
          from (select distinct unnest(lesson_ids)) chosen (i)));
    return query
    select l.id, l.row_version, timetable.knows_subject(substitute.employee_id, l.class_id)
      from timetable.lesson l
     where l.id = any (lesson_ids)
     order by l.day, l.pair;
end $$;
comment on function timetable.substitute(bigint[], bigint, text) is 'Definer: lessons are written by functions alone.';

-- Who is free when a lesson is held: those who have a class of its subject first, then those of its department.
create function timetable.free_teachers(lesson_id bigint)
    returns table (employee_id bigint, name text, knows_subject boolean, pairs_that_day integer, away boolean)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    lesson timetable.lesson;
begin
    select * into lesson from timetable.lesson l where l.id = free_teachers.lesson_id;
    perform timetable.require_planner(lesson.faculty_id);
    return query
    with able as (
        select a.employee_id, bool_or(c.subject_id = own.subject_id) as knows
          from teaching.assignment a
          join teaching.class k on k.id = a.class_id
          join curriculum.course c on c.id = k.course_id
          left join (select s.subject_id from teaching.class o join curriculum.course s on s.id = o.course_id
                      where o.id = lesson.class_id) own on true
         where c.subject_id = own.subject_id or k.department_id = lesson.department_id
         group by a.employee_id
    )
    select e.id, e.full_name, a.knows,
           (select count(*)::integer from timetable.lesson o
             where o.employee_id = e.id and o.day = lesson.day and o.live),
           exists (select from timetable.wish w
                    where w.employee_id = e.id and w.term_id = lesson.term_id and w.forbidden
                      and w.day = extract(isodow from lesson.day) and w.pair = lesson.pair)
      from able a
      join employees.employee e on e.id = a.employee_id
     where not exists (select from timetable.lesson o
                        where o.employee_id = e.id and o.day = lesson.day and o.pair = lesson.pair and o.live)
     order by 3 desc, 5, 4, e.sort_key;
end $$;
comment on function timetable.free_teachers(bigint) is 'Definer: whether a teacher is free is told without where they teach.';

create function timetable.free_rooms(day date, pair integer, size integer default 0, kind text default null)
    returns table (room_id bigint, name text, building_id bigint, building text, room_kind text, capacity integer)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_academic_office', 'hemis_faculty', 'hemis_teacher');
    return query
    select r.id, r.name, b.id, b.name, r.kind, r.capacity
      from infrastructure.room r
      join infrastructure.building b on b.id = r.building_id and b.active
     where r.active
       and r.capacity >= coalesce(free_rooms.size, 0)
       and (free_rooms.kind is null or r.kind = free_rooms.kind)
       and not exists (select from timetable.lesson l
                        where l.room_id = r.id and l.day = free_rooms.day and l.pair = free_rooms.pair and l.live)
     order by r.capacity, b.name, r.name;
end $$;
comment on function timetable.free_rooms(date, integer, integer, text)
    is 'Definer: whether a room is free is told without who holds it.';

-- A day that became free in mid-term: its lessons move to the day that is named, or are cancelled. Examinations stay
-- and are counted, for people have to choose their day, and so do lessons that were held already.
create function timetable.apply_holiday(holiday_id bigint) returns jsonb
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    holiday curriculum.holiday;
    lessons bigint[];
    examinations integer;
    held integer;
begin
    perform security.require_role('hemis_academic_office');
    select * into holiday from curriculum.holiday h where h.id = holiday_id;
    if holiday.day < security.today() then
        perform security.refuse('That day is past; its lessons stay as they were.');
    end if;
    perform from timetable.lesson l where l.day = holiday.day order by l.id for update;
    select array_agg(l.id) filter (where l.class_id is not null and l.held_at is null), count(l.examination_id),
           count(l.held_at)
      into lessons, examinations, held
      from timetable.lesson l
     where l.day = holiday.day and l.live;
    if lessons is not null then
        perform timetable.change_lessons((
            select jsonb_agg(jsonb_build_object('id', i) || case
                       when holiday.moved_to is null
                       then jsonb_build_object('state', 'cancelled', 'reason', holiday.name_uz)
                       else jsonb_build_object('day', holiday.moved_to) end)
              from unnest(lessons) i));
    end if;
    return jsonb_build_object(
        'moved', case when holiday.moved_to is null then 0 else coalesce(cardinality(lessons), 0) end,
        'cancelled', case when holiday.moved_to is null then coalesce(cardinality(lessons), 0) else 0 end,
        'examinations', examinations, 'held', held);
end $$;
comment on function timetable.apply_holiday(bigint) is 'Definer: lessons are written by functions alone.';
