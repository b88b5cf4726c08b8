-- A weekly plan unfolded into dated lessons, the parts of groups that lessons keep busy, and clashes by date in words.

-- Every pair of every placed card in the teaching weeks of its class's semester, from a day on. What falls on a day
-- without lessons is held on the day they move to, or not at all.
create function timetable.unfolded(version_id bigint, first_day date)
    returns table (card_id bigint, class_id bigint, department_id bigint, planned_day date, planned_pair integer,
                   day date, pair integer, room_id bigint, employee_id bigint, pairs_at_most integer)
    language sql stable
as $$
    select c.id, k.id, k.department_id, w.starts_on + c.day - 1, c.pair + step,
           coalesce(h.moved_to, w.starts_on + c.day - 1), c.pair + step, c.room_id, c.employee_id, k.hours / 2
      from timetable.version v
      join timetable.card c on c.faculty_id = v.faculty_id and c.version_id = v.id
      join teaching.class k on k.id = c.class_id
      join curriculum.course u on u.id = k.course_id
      join curriculum.semester m on m.id = u.semester_id
      join curriculum.week w on w.semester_id = m.id
       and w.kind = :education_week_type.teaching
       and (c.phase = 0 or c.phase = 2 - w.number % 2)
       and w.starts_on + c.day - 1 between greatest(m.starts_on, unfolded.first_day) and m.ends_on
      left join curriculum.holiday h on h.day = w.starts_on + c.day - 1
     cross join generate_series(0, c.pairs - 1) step
     where v.id = unfolded.version_id
       and c.day is not null
       and (h.id is null or h.moved_to is not null)
$$;

-- From which day a version would take effect: when the faculty has lessons already, what is past stays as it was.
create function timetable.takes_effect(version timetable.version) returns date
    language sql stable
as $$
    select case when exists (
               select from timetable.lesson l
                where l.faculty_id = version.faculty_id and l.term_id = version.term_id and l.class_id is not null)
           then greatest(version.valid_from, security.today())
           else version.valid_from end
$$;

-- The lessons of the faculty in the term of a version. Many are announced to the planner, who knows nothing yet of those
-- that were published a moment ago and would compare each with each.
create function timetable.own_lessons(version_id bigint)
    returns table (id bigint, class_id bigint, planned_day date, planned_pair integer, state text, stays boolean)
    language plpgsql stable rows 20000
as $$
begin
    return query
    select l.id, l.class_id, l.planned_day, l.planned_pair, l.state, l.changed or l.held_at is not null or l.day < security.today()
      from timetable.version v
      join timetable.lesson l on l.faculty_id = v.faculty_id and l.term_id = v.term_id
     where v.id = own_lessons.version_id and l.class_id is not null;
end $$;

-- What stands whatever becomes of a version: lessons of others, examinations, what is past or was changed by hand.
create function timetable.staying_lessons(version_id bigint, first_day date)
    returns table (id bigint, faculty_id bigint, class_id bigint, examination_id bigint, day date, pair integer,
                   room_id bigint, employee_id bigint)
    language plpgsql stable rows 20000
as $$
declare
    version timetable.version;
begin
    select * into version from timetable.version v where v.id = staying_lessons.version_id;
    return query
    select l.id, l.faculty_id, l.class_id, l.examination_id, l.day, l.pair, l.room_id, l.employee_id
      from timetable.lesson l
     where l.state <> 'cancelled'
       and l.day >= staying_lessons.first_day
       and (l.changed or l.held_at is not null or l.class_id is null or l.day < security.today() or l.planned_day < staying_lessons.first_day
            or l.faculty_id <> version.faculty_id or l.term_id <> version.term_id);
end $$;

-- The lessons that a version asks for, each with the one that stands in its place. The hours of a class are the
-- ceiling; lessons that stay in any case (past, or changed by hand) count as held.
create function timetable.wanted(version_id bigint, first_day date)
    returns table (card_id bigint, class_id bigint, department_id bigint, planned_day date, planned_pair integer,
                   day date, pair integer, room_id bigint, employee_id bigint, lesson_id bigint, stays boolean)
    language sql stable
as $$
    with own as materialized (
        select * from timetable.own_lessons(wanted.version_id)
    ), asked as materialized (
        select u.*, o.id as lesson_id, coalesce(o.stays, false) as stays,
               coalesce(o.stays and o.state = 'cancelled', false) as fallen
          from timetable.unfolded(wanted.version_id, wanted.first_day) u
          left join own o on o.class_id = u.class_id and o.planned_day = u.planned_day and o.planned_pair = u.planned_pair
    ), held as (
        select o.class_id, count(*) as pairs
          from own o
         where (o.stays or o.planned_day < wanted.first_day)
           and o.state <> 'cancelled'
           and not exists (select from asked a where a.lesson_id = o.id)
         group by o.class_id
    ), counted as (
        select a.*, count(*) filter (where not a.fallen)
               over (partition by a.class_id order by a.planned_day, a.planned_pair) as place
          from asked a
    )
    select c.card_id, c.class_id, c.department_id, c.planned_day, c.planned_pair, c.day, c.pair, c.room_id,
           c.employee_id, c.lesson_id, c.stays
      from counted c
      left join held h on h.class_id = c.class_id
     where c.stays or c.place <= c.pairs_at_most - coalesce(h.pairs, 0)
$$;

-- Where the lessons of a version meet others that would stay, or one another.
create function timetable.dated_clashes(version_id bigint, first_day date)
    returns table (kind text, resource_id bigint, day date, pair integer, card_id bigint, other_faculty bigint,
                   other_class bigint, other_course bigint, other_card bigint, other_lesson bigint)
    language sql stable
as $$
    with version as (
        select v.* from timetable.version v where v.id = dated_clashes.version_id
    ), wanted as materialized (
        select w.* from timetable.wanted(dated_clashes.version_id, dated_clashes.first_day) w where not w.stays
    ), attended as materialized (  -- so that groups meet by group, day and pair, not each lesson with each
        select w.*, p.group_id, p.slice_from, p.slice_to from wanted w join teaching.part p on p.class_id = w.class_id
    ), staying as materialized (
        select * from timetable.staying_lessons(dated_clashes.version_id, dated_clashes.first_day)
    ), staying_parts as materialized (
        select s.id, p.group_id, p.slice_from, p.slice_to, p.day, p.pair
          from staying s join timetable.lesson_part p on p.lesson_id = s.id
    ), met as (
        select 'room' as kind, w.room_id as resource_id, w.day, w.pair, w.card_id, s.id as lesson_id, null::bigint as card
          from wanted w
          join staying s on s.room_id = w.room_id and s.day = w.day and s.pair = w.pair
        union all
        select 'teacher', w.employee_id, w.day, w.pair, w.card_id, s.id, null
          from wanted w
          join staying s on s.employee_id = w.employee_id and s.day = w.day and s.pair = w.pair
        union all
        select 'group', w.group_id, w.day, w.pair, w.card_id, s.id, null
          from attended w
          join staying_parts s on s.group_id = w.group_id and s.day = w.day and s.pair = w.pair
           and s.slice_from < w.slice_to and w.slice_from < s.slice_to
        union all
        select 'room', w.room_id, w.day, w.pair, w.card_id, null, o.card_id
          from wanted w
          join wanted o on o.room_id = w.room_id and o.day = w.day and o.pair = w.pair
           and (o.class_id, o.planned_day, o.planned_pair) > (w.class_id, w.planned_day, w.planned_pair)
        union all
        select 'teacher', w.employee_id, w.day, w.pair, w.card_id, null, o.card_id
          from wanted w
          join wanted o on o.employee_id = w.employee_id and o.day = w.day and o.pair = w.pair
           and (o.class_id, o.planned_day, o.planned_pair) > (w.class_id, w.planned_day, w.planned_pair)
        union all
        select 'group', w.group_id, w.day, w.pair, w.card_id, null, o.card_id
          from attended w
          join attended o on o.group_id = w.group_id and o.day = w.day and o.pair = w.pair
           and o.slice_from < w.slice_to and w.slice_from < o.slice_to
           and (o.class_id, o.planned_day, o.planned_pair) > (w.class_id, w.planned_day, w.planned_pair)
    )
    select m.kind, m.resource_id, m.day, m.pair, m.card_id, coalesce(s.faculty_id, v.faculty_id),
           coalesce(s.class_id, c.class_id), e.course_id, m.card, m.lesson_id
      from met m
     cross join version v
      left join staying s on s.id = m.lesson_id
      left join timetable.card c on c.id = m.card
      left join timetable.examination e on e.id = s.examination_id
$$;

create function timetable.shown(day date) returns text
    language sql immutable parallel safe
as $$ select to_char(day, 'DD.MM.YYYY') $$;

-- Name the first place that these rooms, teachers and groups cannot have: `asked` is a list of faculty, kind, resource,
-- day, pair and slices, each with the number of its lesson, which are looked at instead of the lessons they replace.
create function timetable.refuse_dated(asked jsonb, replaced bigint[]) returns void
    language plpgsql
as $$
declare
    clash record;
begin
    with a as materialized (
        select * from jsonb_to_recordset(asked) a (
            lesson bigint, faculty bigint, kind text, resource bigint, day date, pair integer, first integer, last integer)
    )
    select a.kind, a.resource, a.day, a.pair, a.faculty, o.faculty_id, o.class_id, o.lesson_id, e.course_id
      into clash
      from a
      join lateral (
        select l.faculty_id, l.class_id, l.examination_id, l.id as lesson_id
          from timetable.lesson l
         where a.kind = 'room' and l.room_id = a.resource and l.day = a.day and l.pair = a.pair and l.live
        union all
        select l.faculty_id, l.class_id, l.examination_id, l.id
          from timetable.lesson l
         where a.kind = 'teacher' and l.employee_id = a.resource and l.day = a.day and l.pair = a.pair and l.live
        union all
        select l.faculty_id, l.class_id, l.examination_id, l.id
          from timetable.lesson_part p
          join timetable.lesson l on l.id = p.lesson_id
         where a.kind = 'group' and p.group_id = a.resource and p.day = a.day and p.pair = a.pair and p.live
           and p.slice_from < a.last and a.first < p.slice_to) o on o.lesson_id <> all (replaced)
      left join timetable.examination e on e.id = o.examination_id
     order by a.kind = 'group', a.kind = 'teacher', a.day, a.pair
     limit 1;
    if not found then
        with a as materialized (
            select * from jsonb_to_recordset(asked) a (
                lesson bigint, faculty bigint, kind text, resource bigint, day date, pair integer, first integer, last integer)
        )
        select a.kind, a.resource, a.day, a.pair, a.faculty, l.faculty_id, l.class_id, l.id as lesson_id, e.course_id
          into clash
          from a
          join a b on b.kind = a.kind and b.resource = a.resource and b.day = a.day and b.pair = a.pair
           and b.lesson > a.lesson and (a.kind <> 'group' or b.first < a.last and a.first < b.last)
          left join timetable.lesson l on l.id = b.lesson
          left join timetable.examination e on e.id = l.examination_id
         limit 1;
    end if;
    if found then
        perform timetable.refuse_taken(clash.kind, clash.resource, jsonb_build_object(
            'day', timetable.shown(clash.day), 'pair', clash.pair,
            'other', case when clash.faculty_id = clash.faculty then clash.lesson_id end,
            'what', timetable.holder(clash.faculty_id, clash.faculty, clash.class_id, clash.course_id)));
    end if;
end $$;

-- The parts of groups that a lesson keeps busy: those of its class, or the whole group of an examination.
create function timetable.add_parts() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- A group that is just joining one of these classes is waited for, or waits until it sees the lessons.
    perform from teaching.class k where k.id in (select n.class_id from new_rows n) order by k.id for share;
    insert into timetable.lesson_part (lesson_id, group_id, slice_from, faculty_id, slice_to, day, pair, live)
    select p.*
      from (
        select n.id, p.group_id, p.slice_from, n.faculty_id, p.slice_to, n.day, n.pair, n.state <> 'cancelled'
          from new_rows n
          join teaching.part p on p.class_id = n.class_id
        union all
        select n.id, e.group_id, 0, n.faculty_id, 12, n.day, n.pair, n.state <> 'cancelled'
          from new_rows n
          join timetable.examination e on e.id = n.examination_id and e.group_id is not null
           -- the examiner's lesson holds the group, those of a commission hold their people
           and n.employee_id is not distinct from e.employee_id) p
     order by random();  -- in their order they would leave the pages of the key half empty: twice as slow
    return null;
end $$;
comment on function timetable.add_parts() is 'Definer: whom lessons keep busy is written by triggers alone.';
create trigger parts_insert after insert on timetable.lesson referencing new table as new_rows
    for each statement execute function timetable.add_parts();

-- A lesson that moves takes its parts along. All leave before the first arrives, so that lessons change places.
create function timetable.move_parts() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    moved bigint[];
    parts timetable.lesson_part[];
begin
    select array_agg(n.id) into moved
      from old_rows o join new_rows n using (id)
     where (o.day, o.pair, o.state) is distinct from (n.day, n.pair, n.state);
    if moved is null then
        return null;
    end if;
    select array_agg(p) into parts from timetable.lesson_part p where p.lesson_id = any (moved);
    delete from timetable.lesson_part p where p.lesson_id = any (moved);
    insert into timetable.lesson_part (lesson_id, group_id, slice_from, faculty_id, slice_to, day, pair, live)
    select n.id, p.group_id, p.slice_from, p.faculty_id, p.slice_to, n.day, n.pair, n.state <> 'cancelled'
      from unnest(parts) p
      join new_rows n on n.id = p.lesson_id;
    return null;
end $$;
comment on function timetable.move_parts() is 'Definer: whom lessons keep busy is written by triggers alone.';
create trigger parts_update after update on timetable.lesson
    referencing old table as old_rows new table as new_rows
    for each statement execute function timetable.move_parts();

-- Groups that join or leave a class are kept busy by its cards, and by its lessons from today on that were not held yet.
create function timetable.follow_parts() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    classes bigint[];
    cards bigint[];
    lessons bigint[];
begin
    if tg_op = 'DELETE' then
        select array_agg(distinct o.class_id) into classes from old_rows o;
    else
        select array_agg(distinct n.class_id) into classes from new_rows n;
    end if;
    perform security.require_latest();
    perform from teaching.class k where k.id = any (classes) order by k.id for no key update;
    select array_agg(c.id) into cards
      from timetable.card c where c.class_id = any (classes) and c.day is not null;
    if cards is not null then
        perform timetable.occupy(cards);
    end if;
    select array_agg(l.id) into lessons
      from timetable.lesson l where l.class_id = any (classes) and l.day >= security.today() and l.held_at is null;
    if lessons is not null then
        perform timetable.renew_parts(lessons);
    end if;
    return null;
end $$;
comment on function timetable.follow_parts() is 'Definer: what cards and lessons hold is written by triggers alone.';
create trigger follow_insert after insert on teaching.part referencing new table as new_rows
    for each statement execute function timetable.follow_parts();
create trigger follow_update after update on teaching.part referencing new table as new_rows
    for each statement execute function timetable.follow_parts();
create trigger follow_delete after delete on teaching.part referencing old table as old_rows
    for each statement execute function timetable.follow_parts();

create function timetable.renew_parts(lessons bigint[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    delete from timetable.lesson_part p where p.lesson_id = any (lessons);
    begin
        insert into timetable.lesson_part (lesson_id, group_id, slice_from, faculty_id, slice_to, day, pair, live)
        select l.id, p.group_id, p.slice_from, l.faculty_id, p.slice_to, l.day, l.pair, l.state <> 'cancelled'
          from timetable.lesson l
          join teaching.part p on p.class_id = l.class_id
         where l.id = any (lessons);
    exception when exclusion_violation then
        perform timetable.refuse_dated((
            select jsonb_agg(jsonb_build_object(
                       'lesson', l.id, 'faculty', l.faculty_id, 'kind', 'group', 'resource', p.group_id, 'day', l.day,
                       'pair', l.pair, 'first', p.slice_from, 'last', p.slice_to))
              from timetable.lesson l
              join teaching.part p on p.class_id = l.class_id
             where l.id = any (lessons) and l.live), lessons);
        raise;
    end;
end $$;
comment on function timetable.renew_parts(bigint[]) is 'Definer: whom lessons keep busy is written by triggers alone.';
