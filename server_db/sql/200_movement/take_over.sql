-- The end of the take-over. Who is here when the program begins is taken over once; the academic office closes that. From
-- then on entering and importing make applied persons without a group, an order of enrolment makes students of them, and an
-- order changes their names.

create function students.take_over_closed() returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as 'select exists (select from students.take_over)';
comment on function students.take_over_closed() is 'Definer: rules ask it whoever acts.';

create function students.require_entry() returns trigger
    language plpgsql
as $$
begin
    if exists (select from new_rows n where n.status <> :student_status.applied or n.group_id is not null)
       and students.take_over_closed() then
        perform security.refuse(
            'The take-over is closed: whoever is entered is applied and has no group. An order of enrolment gives both.',
            jsonb_build_object('field', 'status'));
    end if;
    return null;
end $$;
create trigger require_entry after insert on students.student referencing new table as new_rows
    for each statement execute function students.require_entry();

create function students.keep_name() returns trigger
    language plpgsql
as $$
begin
    if (old.surname, old.given_name, old.patronymic, old.cyrillic_name)
       is distinct from (new.surname, new.given_name, new.patronymic, new.cyrillic_name)
       and current_user <> 'hemis_definer' and students.take_over_closed() then
        perform security.refuse('The name of {student} changes by an order only: draft one for the change of surname or name.',
                                jsonb_build_object('student', old.full_name, 'field', 'surname'));
    end if;
    return new;
end $$;
create trigger keep_name before update of surname, given_name, patronymic, cyrillic_name on students.student
    for each row when (old.status <> :student_status.applied) execute function students.keep_name();

-- How the students stand whom the take-over has brought: all of them, and those who lack something.
create function movement.take_over_report() returns table (finding text, students bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_academic_office');
    return query
    select f.finding, f.many
      from (
        select count(*) as everybody,
               count(*) filter (where s.status in :students.with_group and s.group_id is null) as without_group,
               count(*) filter (where s.status = :student_status.applied and s.merged_into_id is null) as applied,
               count(*) filter (where p.id is null) as without_period,
               count(*) filter (where s.status in :students.in_contingent
                                  and (s.semester::integer - :semester.first::integer) / 2
                                      <> s.course::integer - :course.first::integer) as other_semester,
               count(*) filter (where s.status in :students.in_contingent and v.pinfl is null
                                  and s.citizenship in (:citizenship_type.uzbekistan, :citizenship_type.none)) as without_pinfl
          from students.student s
          left join students.period p on p.student_id = s.id and p.ends_on is null
          left join students.private v on v.student_id = s.id) c
     cross join lateral (
            values ('students', c.everybody), ('without_group', c.without_group), ('applied', c.applied),
                   ('without_period', c.without_period), ('other_semester', c.other_semester),
                   ('without_pinfl', c.without_pinfl)) f (finding, many);
end $$;
comment on function movement.take_over_report() is 'Definer: who has no PINFL is counted without telling one.';

-- Closed once and for good, by whoever has seen how many students there are.
create function movement.close_take_over(seen bigint) returns date
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    report jsonb;
begin
    perform security.require_role('hemis_academic_office');
    perform security.require_latest();
    if students.take_over_closed() then
        perform security.refuse('The take-over is closed already.', '{}', 'HM003');
    end if;
    select jsonb_object_agg(r.finding, r.students) into report from movement.take_over_report() r;
    if report ->> 'students' is distinct from seen::text then
        perform security.refuse('The number of students has changed since you looked. Look again before you close the take-over.',
                                '{}', 'HM003');
    elsif report ->> 'without_period' <> '0' then
        perform security.refuse('{count} students have no state in the time line. Tell the administrator before you close the take-over.',
                                jsonb_build_object('count', report -> 'without_period'));
    end if;
    insert into students.take_over (closed_on, students, closed_by) values (security.today(), seen, security.me());
    return security.today();
end $$;
comment on function movement.close_take_over(bigint) is 'Definer: the end of the take-over is nobody''s to write.';
