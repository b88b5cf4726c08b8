-- What the offices rule about marks: a second value, one at a time, beside the teacher's mark, which stays as it is.

-- Rule about marks of own lessons: excused (11), corrected (12, with the mark that should be), made up (14), not made up
-- (15). A ruling that stands is taken back by the new one. How many were made.
create function attendance.rule(
    lesson_ids bigint[], student_ids bigint[], kind text, mark text, reason text
) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    lessons constant bigint[] := array(select distinct i from unnest(lesson_ids) i order by i);
begin
    perform security.require_role('hemis_faculty');
    perform security.require_latest();
    if rule.kind not in (:ruling_kind.excused, :ruling_kind.corrected, :ruling_kind.made_up, :ruling_kind.not_made_up)
       or (rule.kind = :ruling_kind.corrected) <> (mark is not null)
       or mark not in ('p', 'a', 'l', 'e') then
        perform security.refuse('Choose what is ruled, and for a correction the mark that should be.');
    end if;
    perform attendance.require_reason(reason);
    if rule.kind = :ruling_kind.corrected then
        perform timetable.hold(lessons);  -- a lesson that nobody marked is held by the office that corrects it
        perform attendance.lay_out(lesson_ids, student_ids);
    end if;
    perform attendance.require_marked(lesson_ids, student_ids, rule.kind);
    update attendance.ruling r
       set taken_back_at = now(), taken_back_why = btrim(rule.reason)
      from unnest(lesson_ids, student_ids) c (lesson_id, student_id)
     where r.lesson_id = c.lesson_id and r.student_id = c.student_id and r.taken_back_at is null;
    return attendance.write_rulings(lesson_ids, student_ids, rule.kind, mark, btrim(reason), null);
end $$;
comment on function attendance.rule(bigint[], bigint[], text, text, text) is
    'Definer: rulings are written by functions alone, for lessons of the own faculty.';

-- The marks that are ruled about are of own lessons and absences, unless they are corrected.
create function attendance.require_marked(lesson_ids bigint[], student_ids bigint[], kind text) returns void
    language plpgsql
as $$
declare
    own bigint[];
    wrong record;
begin
    -- Only the own lessons are locked: who waits for one of them must not hold up those of others.
    own := array(
        select l.id
          from timetable.lesson l
         where l.id = any (lesson_ids)
           and l.faculty_id = any (security.units_of(security.me(), security.my_role()))
         order by l.id
           for update);
    if cardinality(own) < (select count(distinct coalesce(i, 0)) from unnest(lesson_ids) i) then
        perform security.refuse('This lesson is not yours.', '{}', 'HM002');
    end if;
    select c.lesson_id, t.full_name into wrong
      from unnest(lesson_ids, student_ids) c (lesson_id, student_id)
      join students.student t on t.id = c.student_id
     where not exists (
        select
          from attendance.sheet s
         where s.lesson_id = c.lesson_id and s.held and c.student_id = any (s.students)
           and (require_marked.kind = :ruling_kind.corrected
                or substr(s.marks, array_position(s.students, c.student_id), 1) in ('a', 'e', 'l')))
       and exists (select from teaching.member m
                     join timetable.lesson l on l.class_id = m.class_id
                    where l.id = c.lesson_id and m.student_id = c.student_id)
     limit 1;
    if found then
        perform security.refuse(
            '{student} was not marked absent on {day}, pair {pair}. There is nothing to rule about.',
            attendance.lesson_words(wrong.lesson_id) || jsonb_build_object('student', wrong.full_name));
    end if;
end $$;

-- Write rulings about marks that have none.
create function attendance.write_rulings(
    lesson_ids bigint[], student_ids bigint[], kind text, mark text, reason text, excuse_id bigint
) returns integer
    language plpgsql
as $$
declare
    written integer;
begin
    insert into attendance.ruling (faculty_id, department_id, employee_id, group_id, term_id, class_id, lesson_id,
                                   student_id, day, kind, value, reason, excuse_id)
    select s.faculty_id, s.department_id, s.employee_id, s.group_id, s.term_id, s.class_id, s.lesson_id, c.student_id,
           s.day, write_rulings.kind, mark, write_rulings.reason, write_rulings.excuse_id
      from (select distinct u.* from unnest(lesson_ids, student_ids) u (lesson_id, student_id)) c
      join attendance.sheet s on s.lesson_id = c.lesson_id and s.held and c.student_id = any (s.students)
     where not exists (
        select
          from attendance.ruling r
         where r.lesson_id = c.lesson_id and r.student_id = c.student_id and r.taken_back_at is null);
    get diagnostics written = row_count;
    return written;
end $$;

-- Take rulings back: the teacher's mark counts again.
create function attendance.take_back(ruling_ids bigint[], reason text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    taken integer;
begin
    perform security.require_role('hemis_faculty');
    perform attendance.require_reason(reason);
    if exists (
        select
          from unnest(ruling_ids) i
          left join attendance.ruling r on r.id = i
         where not coalesce(r.faculty_id = any (security.units_of(security.me(), security.my_role())), false)) then
        perform security.refuse('This ruling is not yours.', '{}', 'HM002');
    end if;
    update attendance.ruling r
       set taken_back_at = now(), taken_back_why = btrim(take_back.reason)
     where r.id = any (ruling_ids) and r.taken_back_at is null;
    get diagnostics taken = row_count;
    return taken;
end $$;
comment on function attendance.take_back(bigint[], text) is
    'Definer: rulings are written by functions alone, for lessons of the own faculty.';
