-- Results from before the program and recognised ones: entered by the dean's office, accepted by a second person at the
-- academic office, who makes them lines of the record.

-- Who entered a result is who is signed in, and a corrected one is entered anew; an import that is taken back puts back
-- with the former values who had entered those.
create function grades.sign_result() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'INSERT' or new.accepted_at is not distinct from old.accepted_at
       and to_jsonb(new) - 'faculty_id' <> to_jsonb(old) - 'faculty_id' and current_user <> 'hemis_definer' then
        new.entered_by := security.me();
    end if;
    return new;
end $$;
create trigger sign_result before insert or update on grades.result
    for each row execute function grades.sign_result();

-- Accepted results stay as they are, and their lines of the record with them; a merge of two rows says whose they are.
create function grades.keep_accepted() returns trigger
    language plpgsql
as $$
declare
    followed constant text[] := '{row_version,faculty_id}'::text[]
        || case when current_user = 'hemis_definer' then '{student_id}'::text[] else '{}' end;
begin
    if exists (
        select
          from old_rows o
          left join new_rows n using (id)
         where o.accepted_at is not null
           and to_jsonb(n) - followed is distinct from to_jsonb(o) - followed) then
        perform security.refuse('An accepted result stays as it is.');
    end if;
    return null;
end $$;
create trigger accepted_update after update on grades.result referencing old table as old_rows new table as new_rows
    for each statement execute function grades.keep_accepted();

create function grades.accept_results(ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    own text;
    accepted integer;
begin
    perform security.require_role('hemis_academic_office');
    perform security.require_latest();
    perform from grades.result r where r.id = any (ids) order by r.id for update;
    select s.full_name into own
      from grades.result r
      join students.student s on s.id = r.student_id
     where r.id = any (ids) and r.entered_by = security.me() and r.accepted_at is null
     order by r.id
     limit 1;
    if found then
        perform security.refuse('You entered a result of {student} yourself. Another person accepts it.',
                                jsonb_build_object('student', own), 'HM002');
    end if;
    with taken as (
        update grades.result r
           set accepted_at = now(), accepted_by = security.me()
         where r.id = any (ids) and r.accepted_at is null
        returning r.*
    )
    insert into grades.record (faculty_id, origin_id, student_id, subject_id, line, year, semester, hours, credits, ending,
                               points, mark, letter, grade, passed, source, source_document, result_id)
    select t.faculty_id, t.faculty_id, t.student_id, t.subject_id, t.line, t.year, t.semester, t.hours, t.credits, t.ending,
           p.points, m.step ->> 'mark', m.step ->> 'letter', coalesce((m.step ->> 'grade')::numeric, 0), p.passed,
           t.source, t.source_document, t.id
      from taken t
     cross join lateral grades.marking_for(t.student_id) y
     cross join lateral (
            select coalesce(t.points, grades.hundred_of_five(t.five)) as points,
                   coalesce(t.points >= y.pass_percent, t.five >= 3) as passed) p
     cross join lateral (select grades.mark_in(y.scale, case when y.maximum <= 5 then p.points / 20 else p.points end,
                                               p.passed) as step) m;
    get diagnostics accepted = row_count;
    perform grades.choose(array(select distinct r.student_id from grades.result r where r.id = any (ids)));
    perform grades.recognise_open(array(select distinct r.student_id from grades.result r where r.id = any (ids)));
    return accepted;
end $$;
comment on function grades.accept_results(bigint[]) is 'Definer: the record is written by functions alone.';

-- The marking system of the plan that a student follows, else that of credits.
create function grades.marking_for(student_id bigint)
    returns table (maximum numeric, pass_percent numeric, scale jsonb)
    language sql stable
as $$
    select m.maximum, m.pass_percent, grades.scale_of(m.id)
      from curriculum.marking_system m
      left join (
        select p.marking_system_id
          from students.student s
          join curriculum.group_curriculum g on g.group_id = s.group_id
          join curriculum.curriculum p on p.id = g.curriculum_id
         where s.id = marking_for.student_id
         limit 1) own on own.marking_system_id = m.id
     where own.marking_system_id is not null or m.code = :marking_system.credit
     order by own.marking_system_id is null
     limit 1
$$;
