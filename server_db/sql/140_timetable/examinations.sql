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

create function timetable.check_examination() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    holiday text;
begin
    if tg_op = 'INSERT' and not exists (
        select from students."group" g where g.id = new.group_id and g.faculty_id = new.faculty_id)
       and not exists (
        select from teaching.part p where p.faculty_id = new.faculty_id and p.group_id = new.group_id
                                      and p.course_id = new.course_id) then
        perform security.refuse('The group does not take this subject in this faculty.');
    end if;
    if new.employee_id is not null and exists (
        select
          from teaching.part p
          join teaching.class k on k.id = p.class_id and k.term_id = new.term_id
          join teaching.assignment a on a.class_id = k.id and a.employee_id = new.employee_id
         where p.group_id = new.group_id) then
        perform security.refuse('{teacher} teaches {group} in this term and cannot examine it.', jsonb_build_object(
            'teacher', (select e.full_name from employees.employee e where e.id = new.employee_id),
            'group', (select g.name from students."group" g where g.id = new.group_id),
            'field', 'employee_id'));
    end if;
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
create trigger check_examination after insert or update of employee_id, day on timetable.examination
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
    select x.faculty_id, x.term_id, x.department_id, x.id, x.day, x.pair + step, x.day, x.pair + step, x.room_id,
           x.employee_id, 'planned'
      from timetable.examination x
     cross join generate_series(0, x.pairs - 1) step
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
    raise;
end $$;

create function timetable.leave_examination() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform timetable.free_examinations(array[old.id]);
    return old;
end $$;
comment on function timetable.leave_examination() is 'Definer: lessons are written by functions alone.';
create trigger lessons_delete before delete on timetable.examination
    for each row execute function timetable.leave_examination();

-- And the other way round: who examines a group does not become its teacher.
create function timetable.check_teachers() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    both record;
begin
    select e.full_name, g.name into both
      from new_rows n
      join teaching.class k on k.id = n.class_id
      join teaching.part p on p.class_id = k.id
      join timetable.examination x on x.group_id = p.group_id and x.term_id = k.term_id
                                  and x.employee_id = n.employee_id
      join employees.employee e on e.id = n.employee_id
      join students."group" g on g.id = p.group_id
     limit 1;
    if found then
        perform security.refuse('{teacher} examines {group} in this term and cannot teach it.',
                                jsonb_build_object('teacher', both.full_name, 'group', both.name));
    end if;
    return null;
end $$;
comment on function timetable.check_teachers() is 'Definer: who examines a group is asked past the scope of whoever assigns.';
create trigger check_examiners_insert after insert on teaching.assignment referencing new table as new_rows
    for each statement execute function timetable.check_teachers();
create trigger check_examiners_update after update on teaching.assignment referencing new table as new_rows
    for each statement execute function timetable.check_teachers();
