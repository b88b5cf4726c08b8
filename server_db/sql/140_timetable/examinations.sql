-- Examinations hold their time as lessons of their own, so that no room, teacher or group is booked twice.

-- The department of an examination is that of its subject. Nothing is refused here: row security has not been asked yet.
create function timetable.take_department() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    new.department_id := (select c.department_id from curriculum.course c where c.id = new.course_id);
    return new;
end $$;
comment on function timetable.take_department() is 'Definer: the subject is looked up whatever the planner reads.';
create trigger take_department before insert or update of employee_id, day on timetable.examination
    for each row execute function timetable.take_department();

-- Who teaches a group in a term, of one course or of any.
create function timetable.teaches(employee_id bigint, group_id bigint, term_id bigint, course_id bigint default null)
    returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
          from teaching.part p
          join teaching.class k on k.id = p.class_id and k.term_id = teaches.term_id
          join teaching.assignment a on a.class_id = k.id and a.employee_id = teaches.employee_id
         where p.group_id = teaches.group_id
           and (teaches.course_id is null or p.course_id = teaches.course_id))
$$;
comment on function timetable.teaches(bigint, bigint, bigint, bigint)
    is 'Definer: who teaches a group is asked past the scope of the planner.';

-- A final is held by nobody who teaches the group, of a retake by nobody who teaches a group of those listed; a midterm by
-- a teacher of its subject.
create function timetable.require_examiner(examination timetable.examination) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    taught text;
begin
    if examination.employee_id is null then
        return;
    end if;
    if examination.kind in :controls.midterms then
        if examination.group_id is not null and not timetable.teaches(
               examination.employee_id, examination.group_id, examination.term_id, examination.course_id) then
            perform security.refuse('{teacher} does not teach this subject to {group}: a midterm is held by its teacher.',
                jsonb_build_object(
                    'teacher', (select e.full_name from employees.employee e where e.id = examination.employee_id),
                    'group', (select g.name from students."group" g where g.id = examination.group_id),
                    'field', 'employee_id'));
        end if;
        return;
    end if;
    if examination.kind <> :exam_type.final then
        return;
    end if;
    select g.name into taught
      from students."group" g
     where (g.id = examination.group_id
            or g.id in (select x.group_id from timetable.examinee x where x.examination_id = examination.id))
       and timetable.teaches(examination.employee_id, g.id, examination.term_id,
                             case when examination.group_id is null then examination.course_id end)
     order by g.name
     limit 1;
    if found then
        perform security.refuse('{teacher} teaches {group} in this term and cannot examine it.', jsonb_build_object(
            'teacher', (select e.full_name from employees.employee e where e.id = examination.employee_id),
            'group', taught, 'field', 'employee_id'));
    end if;
end $$;
comment on function timetable.require_examiner(timetable.examination)
    is 'Definer: who teaches a group is asked past the scope of the planner.';

create function timetable.check_examination() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    holiday text;
begin
    if tg_op = 'INSERT' and new.group_id is not null and not exists (
        select from students."group" g where g.id = new.group_id and g.faculty_id = new.faculty_id)
       and not exists (
        select from teaching.part p where p.faculty_id = new.faculty_id and p.group_id = new.group_id
                                      and p.course_id = new.course_id) then
        perform security.refuse('The group does not take this subject in this faculty.');
    end if;
    perform timetable.require_examiner(new);
    perform timetable.require_teachers(array[new.employee_id], coalesce(new.day, security.today()));
    if not exists (select from curriculum.term t
                    where t.id = new.term_id and coalesce(new.day between t.starts_on and t.ends_on, true)) then
        perform security.refuse('The day {day} lies outside the term.',
                                jsonb_build_object('day', timetable.shown(new.day), 'field', 'day'));
    end if;
    select h.name_uz into holiday from curriculum.holiday h where h.day = new.day;
    if found then
        perform security.refuse('There are no lessons on {day}: {name}.', jsonb_build_object(
            'day', timetable.shown(new.day), 'name', holiday, 'field', 'day'));
    end if;
    return null;
end $$;
comment on function timetable.check_examination() is 'Definer: who teaches a group is asked past the scope of the planner.';
create trigger check_examination after insert or update of employee_id, day, kind on timetable.examination
    for each row execute function timetable.check_examination();

create function timetable.keep_examinations() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    moved bigint[];
begin
    if tg_op = 'INSERT' then
        select array_agg(n.id) into moved from new_rows n;
    else
        select array_agg(n.id) into moved
          from old_rows o join new_rows n using (id)
         where (o.day, o.pair, o.pairs, o.room_id, o.employee_id)
               is distinct from (n.day, n.pair, n.pairs, n.room_id, n.employee_id);
        perform timetable.free_examinations(moved);
    end if;
    if moved is not null then
        perform timetable.hold_examinations(moved);
    end if;
    return null;
end $$;
comment on function timetable.keep_examinations() is 'Definer: lessons are written by functions alone.';
create trigger lessons_insert after insert on timetable.examination referencing new table as new_rows
    for each statement execute function timetable.keep_examinations();
create trigger lessons_update after update on timetable.examination
    referencing old table as old_rows new table as new_rows
    for each statement execute function timetable.keep_examinations();

create function timetable.free_examinations(examinations bigint[]) returns void
    language plpgsql
as $$
declare
    lessons bigint[] := array(select l.id from timetable.lesson l where l.examination_id = any (examinations));
begin
    delete from timetable.lesson_part p where p.lesson_id = any (lessons);
    delete from timetable.lesson l where l.id = any (lessons);
end $$;

create function timetable.hold_examinations(examinations bigint[]) returns void
    language plpgsql
as $$
begin
    insert into timetable.lesson (faculty_id, term_id, department_id, examination_id, planned_day, planned_pair, day,
                                  pair, room_id, employee_id, state)
    select x.faculty_id, x.term_id, x.department_id, x.id, x.day, x.pair + step, x.day, x.pair + step, w.room_id,
           w.employee_id, 'planned'
      from timetable.examination x
     cross join generate_series(0, x.pairs - 1) step
     cross join lateral (
        select x.room_id, x.employee_id
        union all
        select null, m.employee_id
          from timetable.examiner m
         where m.examination_id = x.id and m.employee_id is distinct from x.employee_id) w
     where x.id = any (examinations) and x.day is not null;
    set constraints all immediate;
exception when unique_violation or exclusion_violation then
    perform timetable.refuse_dated((
        select jsonb_agg(jsonb_build_object(
                   'lesson', x.id, 'faculty', x.faculty_id, 'kind', r.kind, 'resource', r.resource_id,
                   'day', x.day, 'pair', x.pair + step, 'first', 0, 'last', 12))
          from timetable.examination x
         cross join generate_series(0, x.pairs - 1) step
         cross join lateral (values
            ('room', x.room_id), ('teacher', x.employee_id), ('group', x.group_id)) r (kind, resource_id)
         where x.id = any (examinations) and x.day is not null), '{}');
    perform timetable.refuse_dated((
        select jsonb_agg(jsonb_build_object(
                   'lesson', x.id, 'faculty', x.faculty_id, 'kind', 'teacher', 'resource', m.employee_id,
                   'day', x.day, 'pair', x.pair + step, 'first', 0, 'last', 12))
          from timetable.examination x
          join timetable.examiner m on m.examination_id = x.id
         cross join generate_series(0, x.pairs - 1) step
         where x.id = any (examinations) and x.day is not null), '{}');
    raise;
end $$;

create function timetable.leave_examination() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    delete from timetable.examinee x where x.examination_id = old.id;
    delete from timetable.examiner m where m.examination_id = old.id;
    perform timetable.free_examinations(array[old.id]);
    return old;
end $$;
comment on function timetable.leave_examination() is 'Definer: lessons are written by functions alone.';
create trigger lessons_delete before delete on timetable.examination
    for each row execute function timetable.leave_examination();

-- And the other way round: who holds a final of a group does not become its teacher.
create function timetable.check_teachers() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    met record;
begin
    select e.full_name, g.name into met
      from new_rows n
      join teaching.class k on k.id = n.class_id
      join teaching.part p on p.class_id = k.id
      join timetable.examination x on x.group_id = p.group_id and x.term_id = k.term_id
                                  and x.employee_id = n.employee_id and x.kind = :exam_type.final
      join employees.employee e on e.id = n.employee_id
      join students."group" g on g.id = p.group_id
     limit 1;
    if found then
        perform security.refuse('{teacher} examines {group} in this term and cannot teach it.',
                                jsonb_build_object('teacher', met.full_name, 'group', met.name));
    end if;
    return null;
end $$;
comment on function timetable.check_teachers() is 'Definer: who examines a group is asked past the scope of whoever assigns.';
create trigger check_examiners_insert after insert on teaching.assignment referencing new table as new_rows
    for each statement execute function timetable.check_teachers();
create trigger check_examiners_update after update on teaching.assignment referencing new table as new_rows
    for each statement execute function timetable.check_teachers();
