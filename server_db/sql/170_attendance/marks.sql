-- Marks are stored for many lessons at once and cell by cell: whoever writes says what stood in the cell, and a cell
-- that somebody else changed meanwhile is given back instead of overwritten.

-- The teacher enters on the lesson's day and some days after it; how many is a setting.
create function attendance.require_window(lesson_ids bigint[], earliest date) returns void
    language plpgsql stable
as $$
declare
    days constant integer := :setting.attendance.days_after;
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
        perform security.refuse(
            'The time to mark the lesson of {day}, pair {pair} ({class}) is over. The dean''s office corrects it.',
            attendance.lesson_words(late), 'HM004');
    end if;
end $$;

-- Each of these numbers once, in their order: most are one lesson, said for each of its students.
create function attendance.each_once(numbers bigint[]) returns bigint[]
    language plpgsql immutable
as $$
begin
    if numbers[1] = all (numbers) then
        return numbers[1:1];
    end if;
    return array(select distinct i from unnest(numbers) i order by i);
end $$;

-- A student who sat in the class on the lesson's day has a place in it, nobody else.
create function attendance.refuse_strangers(lesson_ids bigint[], student_ids bigint[]) returns void
    language plpgsql stable
as $$
declare
    stranger bigint;
begin
    select c.lesson_id into stranger
      from unnest(lesson_ids, student_ids) c (lesson_id, student_id)
      join timetable.lesson l on l.id = c.lesson_id
     where not exists (
        select
          from teaching.member m
         where m.class_id = l.class_id and m.student_id = c.student_id
           and m.starts_on <= l.day and coalesce(m.ends_on, 'infinity') >= l.day
        offset 0)
     limit 1;
    if found then
        perform security.refuse(
            'Not all of these students sat in the class {class} on {day}. Look at the journal again.',
            attendance.lesson_words(stranger), 'HM003');
    end if;
end $$;

-- The cells whose student has no place in a sheet yet, together for each lesson and group of their students; where
-- nothing stands in any of the lessons that is not asked cell by cell.
create function attendance.missing_places(lesson_ids bigint[], student_ids bigint[], letters text[], fresh boolean)
    returns table (lesson_id bigint, group_id bigint, students bigint[], letters text)
    language sql stable
as $$
    select l.id, m.group_id, array_agg(c.student_id order by c.student_id),
           string_agg(coalesce(c.letter, '-'), '' order by c.student_id)
      from (
        select distinct on (u.lesson_id, u.student_id) u.*
          from unnest(lesson_ids, student_ids, missing_places.letters) u (lesson_id, student_id, letter)) c
      join timetable.lesson l on l.id = c.lesson_id and l.id = any (lesson_ids)
      -- The limit makes it a question by class and student; joined, everybody of the class is gone through for each.
     cross join lateral (
        select m.group_id
          from teaching.member m
         where m.class_id = l.class_id and m.student_id = c.student_id
           and m.starts_on <= l.day and coalesce(m.ends_on, 'infinity') >= l.day
         limit 1) m
     where fresh or not exists (
        select from attendance.sheet s where s.lesson_id = l.id and s.held and c.student_id = any (s.students))
     group by l.id, m.group_id
$$;

-- The sheets of one lesson in which nothing stands yet, which is what most saves begin with: everybody of the class is
-- looked through once. How many students found a place.
create function attendance.begin_sheets(of_lesson bigint, student_ids bigint[], letters text[]) returns bigint
    language plpgsql
as $$
declare
    placed bigint;
begin
    with made as (
        insert into attendance.sheet (faculty_id, department_id, employee_id, term_id, class_id, lesson_id, group_id, day,
                                      pair, students, marks)
        select l.faculty_id, l.department_id, l.employee_id, l.term_id, l.class_id, l.id, m.group_id, l.day, l.pair,
               array_agg(m.student_id order by m.student_id),
               string_agg(coalesce(letters[array_position(student_ids, m.student_id)], '-'), '' order by m.student_id)
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

-- The sheets of these cells with everybody who is to have a place in them: made where they are missing, longer where a
-- student came later. A new place begins with its letter, so that the first marks of a lesson are one write and one line
-- of history. Whether nothing stood in any of these lessons before.
create function attendance.lay_out(lesson_ids bigint[], student_ids bigint[], letters text[] default null) returns boolean
    language plpgsql
as $$
declare
    -- A statement that changes nothing still costs its triggers: most lessons are new, or have everybody in their place.
    fresh constant boolean := not exists (
        select from attendance.sheet s where s.lesson_id = any (lesson_ids) and s.held);
    placed bigint;
begin
    if fresh and lesson_ids[1] = all (lesson_ids) then
        placed := attendance.begin_sheets(lesson_ids[1], student_ids, lay_out.letters);
        if placed < cardinality(lesson_ids) then
            perform attendance.refuse_strangers(lesson_ids, student_ids);
        end if;
        return true;
    end if;
    if not fresh then
        perform attendance.refuse_strangers(lesson_ids, student_ids);
        if not exists (select from attendance.missing_places(lesson_ids, student_ids, lay_out.letters, fresh)) then
            return false;
        end if;
        update attendance.sheet s
           set students = s.students || w.students, marks = s.marks || w.letters
          from attendance.missing_places(lesson_ids, student_ids, lay_out.letters, fresh) w
         where s.lesson_id = w.lesson_id and s.group_id is not distinct from w.group_id and s.held;
    end if;
    with made as (
        insert into attendance.sheet (faculty_id, department_id, employee_id, term_id, class_id, lesson_id, group_id, day,
                                      pair, students, marks)
        select l.faculty_id, l.department_id, l.employee_id, l.term_id, l.class_id, l.id, w.group_id, l.day, l.pair,
               w.students, w.letters
          from attendance.missing_places(lesson_ids, student_ids, lay_out.letters, fresh) w
          join timetable.lesson l on l.id = w.lesson_id
        returning students
    )
    select coalesce(sum(cardinality(m.students)), 0) into placed from made m;
    if fresh and placed < cardinality(lesson_ids) then  -- not everybody found a place: who is a stranger, or said twice?
        perform attendance.refuse_strangers(lesson_ids, student_ids);
    end if;
    return fresh;
end $$;

-- The places of these lessons with what stands in them, and of those that are written what was seen and what is to be.
create function attendance.compared(
    lessons bigint[], lesson_ids bigint[], student_ids bigint[], former text[], marks text[]
) returns table (sheet_id bigint, lesson_id bigint, student_id bigint, number bigint, stored text, old text, new text)
    language sql stable
as $$
    select s.id, s.lesson_id, p.student_id, p.number, substr(s.marks, p.number::integer, 1), c.old, c.new
      from attendance.sheet s
     cross join lateral unnest(s.students) with ordinality p (student_id, number)
      left join (
        select distinct on (u.lesson_id, u.student_id) u.*
          from unnest(lesson_ids, student_ids, former, compared.marks) u (lesson_id, student_id, old, new)) c
        on c.lesson_id = s.lesson_id and c.student_id = p.student_id
     where s.lesson_id = any (lessons) and s.held
$$;

-- Store marks: of each cell the lesson, the student, the mark that stood in it and the new one. What comes back are the
-- cells that somebody else changed since, with what stands in them; all others are stored. A cell that has the new mark
-- already is no conflict: whoever saves the same again changes nothing.
create function attendance.save(lesson_ids bigint[], student_ids bigint[], former text[], marks text[]) returns jsonb
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan  -- planning this anew took longer than storing
as $$
declare
    lessons constant bigint[] := attendance.each_once(lesson_ids);
    typed constant text := array_to_string(former || marks, ',', '?');
    -- Whoever saw another mark in a cell that is empty has a conflict: it stays empty.
    untouched constant boolean := coalesce('-' = all (former) and cardinality(former) = cardinality(marks), false);
    letters text[] := marks;
    fresh boolean;
    conflicts jsonb;
    changed boolean;
begin
    perform security.require_role('hemis_teacher');
    perform security.require_latest();
    if cardinality(lesson_ids) > 20000 then
        perform security.refuse('At most 20 000 marks are stored at once.');
    end if;
    if typed !~ '^([-pale](,[-pale])*)?$' or length(typed) > 2 * cardinality(former || marks) then
        perform security.refuse('A mark is present, absent, late, excuse told or not entered.');
    end if;
    -- Locks the lessons and refuses those of others, cancelled ones and those to come.
    perform attendance.require_window(lessons, timetable.hold(lessons));
    if not untouched then
        letters := array(select case when u.old = '-' then u.new else '-' end
                           from unnest(former, save.marks) with ordinality u (old, new, place)
                          order by u.place);
    end if;
    fresh := attendance.lay_out(lesson_ids, student_ids, letters);
    if fresh and untouched then  -- all was written as it was typed
        perform attendance.excuse_marks(lessons, student_ids);
        return '[]';
    end if;
    select jsonb_agg(jsonb_build_object('lesson', p.lesson_id, 'student', p.student_id, 'stored', p.stored,
                                        'by', attendance.last_writer(p.sheet_id))) filter (where p.stored not in (p.old, p.new)),
           bool_or(p.stored = p.old and p.new <> p.stored)
      into conflicts, changed
      from attendance.compared(lessons, lesson_ids, student_ids, former, save.marks) p;
    if changed then
        update attendance.sheet s
           set marks = n.marks
          from (
            select p.sheet_id, string_agg(case when p.stored = p.old then p.new else p.stored end, '' order by p.number) as marks
              from attendance.compared(lessons, lesson_ids, student_ids, former, save.marks) p
             group by p.sheet_id
            having bool_or(p.stored = p.old and p.new <> p.stored)) n
         where s.id = n.sheet_id;
    end if;
    perform attendance.excuse_marks(lessons, student_ids);
    return coalesce(conflicts, '[]');
end $$;
comment on function attendance.save(bigint[], bigint[], text[], text[]) is
    'Definer: marks are written by functions alone, for the own lessons.';

-- Who wrote a sheet last, by name.
create function attendance.last_writer(sheet_id bigint, relation text default 'attendance.sheet') returns text
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select security.name_of(c.login)
      from audit.change c
     where c.relation = last_writer.relation and c.record_id = sheet_id
     order by c.at desc, c.id desc
     limit 1
$$;
comment on function attendance.last_writer(bigint, text) is 'Definer: asked for sheets of own lessons.';
