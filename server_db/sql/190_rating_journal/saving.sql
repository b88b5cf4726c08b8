-- Points are stored for many lessons at once and cell by cell, as marks are: a cell that somebody else changed is given back.

create function rating_journal.require_window(lesson_ids bigint[], earliest date) returns void
    language plpgsql stable
as $$
declare
    days constant integer := :setting.rating_journal.days_after;
    late bigint;
begin
    if earliest >= security.today() - days then
        return;
    end if;
    select l.id into late
      from timetable.lesson l
     where l.id = any (lesson_ids) and l.day < security.today() - days
     order by l.day, l.pair
     limit 1;
    if found then
        perform security.refuse('The time to enter points for the lesson of {day}, pair {pair} ({class}) is over.',
                                attendance.lesson_words(late), 'HM004');
    end if;
end $$;

-- The kinds of columns by the rules of the classes of these lessons, one for each. The rules are there before the first
-- point, and stay as they are until it is stored; they are locked in their order.
create function rating_journal.kinds_of(lesson_ids bigint[]) returns jsonb[]
    language plpgsql
as $$
declare
    found jsonb[];
begin
    with wanted as materialized (
        select u.place, (rating_journal.rule_of(c.course_id)).id as rule_id
          from unnest(lesson_ids) with ordinality u (lesson_id, place)
          join timetable.lesson l on l.id = u.lesson_id
          join teaching.class c on c.id = l.class_id
    ), rule as materialized (
        select r.id, r.kinds
          from rating_journal.rule r
         where r.id in (select w.rule_id from wanted w)
         order by r.id
           for share
    )
    select array_agg(rule.kinds order by w.place) into found
      from wanted w
      join rule on rule.id = w.rule_id;
    if coalesce(cardinality(found), 0) < cardinality(lesson_ids) then
        perform security.refuse('The subject has no rule of points yet. Set it first, then give points.', '{}', 'HM003');
    end if;
    return found;
end $$;

-- Entries as they are stored: no zeros before a figure or behind its comma.
create function rating_journal.plain(entries text[]) returns text[]
    language plpgsql immutable
as $$
begin
    if array_to_string(entries, ' ') !~ '[.]|(^| )0[0-9]' then
        return entries;
    end if;
    return array(
        select case when u.entry ~ '^[0-9]' then trim_scale(u.entry::numeric)::text else u.entry end
          from unnest(entries) with ordinality u (entry, place)
         order by u.place);
end $$;

-- What was typed, cell by cell.
create function rating_journal.typed(
    lesson_ids bigint[], numbers integer[], kinds integer[], student_ids bigint[], former text[], points text[]
) returns table (lesson_id bigint, number integer, kind integer, student_id bigint, old text, new text)
    language sql immutable
as $$
    select distinct on (u.lesson_id, u.number, u.student_id) u.*
      from unnest(lesson_ids, numbers, kinds, student_ids, former, typed.points)
           u (lesson_id, number, kind, student_id, old, new)
$$;

-- Figures are between nothing and the maximum of their kind and fit the step; a column has one kind. What many students
-- have in a column is looked at once.
create function rating_journal.refuse_wrong(
    lessons bigint[], kinds_of_lessons jsonb[], lesson_ids bigint[], numbers integer[], kinds integer[],
    student_ids bigint[], points text[]
) returns void
    language plpgsql stable
as $$
declare
    step constant integer := :setting.grades.step;
    wrong record;
begin
    select (select s.full_name from students.student s where s.id = e.student_id) as full_name, e.new,
           k.kind -> 'maximum' as maximum, e.lesson_id, o.kind as other, r.kinds -> (o.kind - 1) ->> 'name' as other_name
      into wrong
      from (select u.lesson_id, u.number, u.kind, u.new, min(u.student_id) as student_id
              from unnest(lesson_ids, numbers, refuse_wrong.kinds, student_ids, refuse_wrong.points)
                   u (lesson_id, number, kind, student_id, new)
             group by u.lesson_id, u.number, u.kind, u.new) e
      join unnest(lessons, kinds_of_lessons) r (lesson_id, kinds) on r.lesson_id = e.lesson_id
     cross join lateral (select r.kinds -> (e.kind - 1)) k (kind)
      left join lateral (
        select p.kind
          from rating_journal.points p
         where p.lesson_id = e.lesson_id and p.number = e.number and p.kind <> e.kind and p.held
           and p.points ~ '[a0-9]'
         limit 1) o on true
     where k.kind is null or o.kind is not null or coalesce(e.number, 0) not between 1 and 9
        or (e.new ~ '^[0-9]'
            and (e.new::numeric > (k.kind ->> 'maximum')::numeric or e.new::numeric * 10 % step <> 0))
     limit 1;
    if not found then
        return;
    elsif wrong.other is not null then
        perform security.refuse(
            'The column of {day}, pair {pair} ({class}) counts as “{kind}” already. Look at the journal again.',
            attendance.lesson_words(wrong.lesson_id) || jsonb_build_object('kind', wrong.other_name), 'HM003');
    elsif wrong.maximum is null then
        perform security.refuse('The rule of the subject has no such column. Look at the journal again.', '{}', 'HM003');
    elsif wrong.new::numeric > (wrong.maximum #>> '{}')::numeric then
        perform security.refuse('{student}: {points} is not between 0 and {maximum}.', jsonb_build_object(
            'student', wrong.full_name, 'points', wrong.new, 'maximum', wrong.maximum));
    end if;
    perform security.refuse('{student}: {points} does not fit the step of {step} points.', jsonb_build_object(
        'student', wrong.full_name, 'points', wrong.new, 'step', trim_scale(step / 10.0)));
end $$;

-- The cells whose student has no place in a column yet, together for each lesson, column and group of their students;
-- where nothing stands in any of the lessons that is not asked cell by cell.
create function rating_journal.missing_places(
    lesson_ids bigint[], numbers integer[], kinds integer[], student_ids bigint[], former text[], points text[],
    fresh boolean
) returns table (lesson_id bigint, number integer, kind integer, group_id bigint, students bigint[], points text)
    language sql stable
as $$
    select l.id, t.number, t.kind, m.group_id, array_agg(t.student_id order by t.student_id),
           string_agg(case when t.old = '-' then t.new else '-' end, ' ' order by t.student_id)
      from rating_journal.typed(lesson_ids, numbers, kinds, student_ids, former, missing_places.points) t
      join timetable.lesson l on l.id = t.lesson_id and l.id = any (lesson_ids)
      -- The limit makes it a question by class and student; joined, everybody of the class is gone through for each.
     cross join lateral (
        select m.group_id
          from teaching.member m
         where m.class_id = l.class_id and m.student_id = t.student_id
           and m.starts_on <= l.day and coalesce(m.ends_on, 'infinity') >= l.day
         limit 1) m
     where fresh or not exists (
        select
          from rating_journal.points p
         where p.lesson_id = l.id and p.number = t.number and p.held and t.student_id = any (p.students))
     group by l.id, t.number, t.kind, m.group_id
$$;

-- A column of one lesson in which nothing stands yet, which is what most saves begin with: everybody of the class is
-- looked through once. How many students found a place.
create function rating_journal.begin_column(
    of_lesson bigint, number integer, kind integer, student_ids bigint[], points text[]
) returns bigint
    language plpgsql
as $$
declare
    placed bigint;
begin
    with made as (
        insert into rating_journal.points (faculty_id, department_id, employee_id, term_id, class_id, lesson_id, group_id,
                                           day, pair, number, kind, students, points)
        select l.faculty_id, l.department_id, l.employee_id, l.term_id, l.class_id, l.id, m.group_id, l.day, l.pair,
               begin_column.number, begin_column.kind, array_agg(m.student_id order by m.student_id),
               string_agg(begin_column.points[array_position(student_ids, m.student_id)], ' ' order by m.student_id)
          from timetable.lesson l
          join teaching.member m
            on m.class_id = l.class_id and m.student_id = any (student_ids)
           and m.starts_on <= l.day and coalesce(m.ends_on, 'infinity') >= l.day
         where l.id = of_lesson
         group by l.id, m.group_id
        returning students
    )
    select coalesce(sum(cardinality(m.students)), 0) into placed from made m;
    return placed;
end $$;

-- The columns of these cells with everybody who is to have a place in them: made where they are missing, longer where a
-- student came later. A new place begins with its entry, so that the first points of a column are one line of history.
-- Whether nothing stood in any of these lessons before.
create function rating_journal.lay_out(
    lessons bigint[], lesson_ids bigint[], numbers integer[], kinds integer[], student_ids bigint[], former text[],
    points text[]
) returns boolean
    language plpgsql
as $$
declare
    -- A statement that changes nothing still costs its triggers: most columns are new, or have everybody in their place.
    fresh constant boolean := not exists (
        select from rating_journal.points p where p.lesson_id = any (lessons) and p.held);
    placed bigint;
begin
    if fresh and lesson_ids[1] = all (lesson_ids) and numbers[1] = all (numbers) and lay_out.kinds[1] = all (lay_out.kinds)
       and '-' = all (former) then
        placed := rating_journal.begin_column(lesson_ids[1], numbers[1], lay_out.kinds[1], student_ids, lay_out.points);
        if placed < cardinality(lesson_ids) then
            perform attendance.refuse_strangers(lesson_ids, student_ids);
        end if;
        return true;
    end if;
    if not fresh then
        perform attendance.refuse_strangers(lesson_ids, student_ids);
        if exists (select
                     from rating_journal.points p
                     join unnest(lesson_ids, numbers, lay_out.kinds) t (lesson_id, number, kind)
                       on p.lesson_id = t.lesson_id and p.number = t.number and p.kind <> t.kind
                    where p.lesson_id = any (lessons) and p.held) then
            update rating_journal.points p  -- a column that was emptied takes another kind
               set kind = t.kind
              from rating_journal.typed(lesson_ids, numbers, lay_out.kinds, student_ids, former, lay_out.points) t
             where p.lesson_id = any (lessons) and p.lesson_id = t.lesson_id and p.number = t.number and p.held
               and p.kind <> t.kind;
        end if;
        if not exists (select
                         from rating_journal.missing_places(lesson_ids, numbers, lay_out.kinds, student_ids, former,
                                                            lay_out.points, fresh)) then
            return false;
        end if;
        update rating_journal.points p
           set students = p.students || w.students, points = p.points || ' ' || w.points
          from rating_journal.missing_places(lesson_ids, numbers, lay_out.kinds, student_ids, former, lay_out.points,
                                             fresh) w
         where p.lesson_id = any (lessons) and p.lesson_id = w.lesson_id and p.number = w.number
           and p.group_id is not distinct from w.group_id and p.held;
    end if;
    with made as (
        insert into rating_journal.points (faculty_id, department_id, employee_id, term_id, class_id, lesson_id, group_id,
                                           day, pair, number, kind, students, points)
        select l.faculty_id, l.department_id, l.employee_id, l.term_id, l.class_id, l.id, w.group_id, l.day, l.pair,
               w.number, w.kind, w.students, w.points
          from rating_journal.missing_places(lesson_ids, numbers, lay_out.kinds, student_ids, former, lay_out.points,
                                             fresh) w
          join timetable.lesson l on l.id = w.lesson_id
        returning students
    )
    select coalesce(sum(cardinality(m.students)), 0) into placed from made m;
    if fresh and placed < cardinality(lesson_ids) then  -- not everybody found a place: who is a stranger, or said twice?
        perform attendance.refuse_strangers(lesson_ids, student_ids);
    end if;
    return fresh;
end $$;

-- The places in the columns of these lessons with what stands in them, and of those that are written what was seen and
-- what is to be.
create function rating_journal.compared(
    lessons bigint[], lesson_ids bigint[], numbers integer[], student_ids bigint[], former text[], points text[]
) returns table (column_id bigint, lesson_id bigint, number integer, student_id bigint, place bigint, stored text,
                 old text, new text)
    language sql stable
as $$
    select p.id, p.lesson_id, p.number, e.student_id, e.place, e.stored, t.old, t.new
      from rating_journal.points p
     cross join lateral unnest(p.students, string_to_array(p.points, ' ')) with ordinality e (student_id, stored, place)
      left join rating_journal.typed(lesson_ids, numbers, numbers, student_ids, former, compared.points) t
        on t.lesson_id = p.lesson_id and t.number = p.number and t.student_id = e.student_id
     where p.lesson_id = any (lessons) and p.held
$$;

-- Store points: of each cell the lesson, its column and kind, the student, the entry that stood in it and the new one.
-- What comes back are the cells that somebody else changed since; all others are stored. A cell that has the new entry
-- already is no conflict: whoever saves the same again changes nothing.
create function rating_journal.save(
    lesson_ids bigint[], numbers integer[], kinds integer[], student_ids bigint[], former text[], points text[]
) returns jsonb
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan  -- planning this anew took longer than storing
as $$
declare
    lessons constant bigint[] := attendance.each_once(lesson_ids);
    typed constant text := array_to_string(former || points, ' ', '?');
    seen text[];
    wanted text[];
    rules jsonb[];
    conflicts jsonb;
    changed boolean;
begin
    perform security.require_role('hemis_teacher');
    perform security.require_latest();
    if cardinality(lesson_ids) > 20000 then
        perform security.refuse('At most 20 000 entries are stored at once.');
    end if;
    if typed !~ '^((-|a|[0-9]{1,3}([.][0-9]{1,2})?)( |$))*$' or typed ~ ' $'
       or cardinality(string_to_array(typed, ' ')) > cardinality(former || points) then
        perform security.refuse('An entry is a figure of points, absent, or nothing.');
    end if;
    -- Locks the lessons and refuses those of others, cancelled ones and those to come.
    perform rating_journal.require_window(lessons, timetable.hold(lessons));
    rules := rating_journal.kinds_of(lessons);
    seen := rating_journal.plain(former);
    wanted := rating_journal.plain(points);
    perform rating_journal.refuse_wrong(lessons, rules, lesson_ids, numbers, save.kinds, student_ids, wanted);
    if rating_journal.lay_out(lessons, lesson_ids, numbers, save.kinds, student_ids, seen, wanted) and '-' = all (seen) then
        return '[]';  -- all was written as it was typed
    end if;
    select jsonb_agg(jsonb_build_object('lesson', c.lesson_id, 'number', c.number, 'student', c.student_id,
                                        'stored', c.stored,
                                        'by', attendance.last_writer(c.column_id, 'rating_journal.points')))
               filter (where c.stored not in (c.old, c.new)),
           bool_or(c.stored = c.old and c.new <> c.stored)
      into conflicts, changed
      from rating_journal.compared(lessons, lesson_ids, numbers, student_ids, seen, wanted) c;
    if changed then
        update rating_journal.points p
           set points = n.points
          from (
            select c.column_id,
                   string_agg(case when c.stored = c.old then c.new else c.stored end, ' ' order by c.place) as points
              from rating_journal.compared(lessons, lesson_ids, numbers, student_ids, seen, wanted) c
             group by c.column_id
            having bool_or(c.stored = c.old and c.new <> c.stored)) n
         where p.id = n.column_id;
    end if;
    return coalesce(conflicts, '[]');
end $$;
comment on function rating_journal.save(bigint[], integer[], integer[], bigint[], text[], text[]) is
    'Definer: points are written by functions alone, for the own lessons.';
