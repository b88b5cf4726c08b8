-- Who takes which subject. The academic office and dean's offices register in bulk; seats and choices hold also when two
-- desks register at the same moment, because both lock the subjects first.

create function curriculum.missing_rights(course_ids bigint[]) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_academic_office', 'hemis_faculty');
    if exists (
        select
          from unnest(course_ids) wanted (id)
          left join curriculum.course c on c.id = wanted.id
         where (c.faculty_id = any (security.units_of(security.me(), security.my_role()))) is not true
    ) then
        perform security.refuse('Not all of these subjects are of your faculty.', '{}', 'HM002');
    end if;
end $$;
comment on function curriculum.missing_rights(bigint[]) is 'Definer: asks for the session user only, also about unseen subjects.';

-- The subjects and all their alternatives, in one order, so that two desks wait for each other instead of deadlocking.
create function curriculum.lock_choices(course_ids bigint[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_latest();
    perform
      from curriculum.course c
     where c.id = any (course_ids)
        or exists (
            select
              from curriculum.course w
             where w.id = any (course_ids) and w.semester_id = c.semester_id and w.choice = c.choice)
     order by c.id
       for update;
end $$;
comment on function curriculum.lock_choices(bigint[]) is 'Definer: a lock needs the right to write.';

-- Electives are chosen until the end of the first week of their semester; afterwards only the academic office changes them.
create function curriculum.refuse_late(course_ids bigint[]) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    late record;
begin
    if security.my_role() = 'hemis_academic_office' then
        return;
    end if;
    select b.name_uz as subject, date_trunc('week', s.starts_on)::date + 6 as until
      into late
      from curriculum.course c
      join curriculum.semester s on s.id = c.semester_id
      join subjects.subject b on b.id = c.subject_id
     where c.id = any (course_ids)
       and c.kind = :subject_type.elective
       and security.today() > date_trunc('week', s.starts_on)::date + 6
     order by c.id
     limit 1;
    if found then
        perform security.refuse('{subject} could be chosen until {until}. Ask the academic office.',
                                jsonb_build_object('subject', late.subject, 'until', late.until), 'HM004');
    end if;
end $$;
comment on function curriculum.refuse_late(bigint[]) is 'Definer: asked by register for subjects in scope only.';

create function curriculum.refuse_strangers(course_ids bigint[], student_ids bigint[]) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong record;
begin
    select c.name into wrong
      from curriculum.course o
      join curriculum.curriculum c on c.id = o.curriculum_id
     where o.id = any (course_ids) and c.accepted_at is null
     order by o.id
     limit 1;
    if found then
        perform security.refuse('The curriculum {name} is not accepted yet: nobody can be registered by it.',
                                jsonb_build_object('name', wrong.name));
    end if;
    if exists (
        select
          from curriculum.course o
         cross join unnest(student_ids) wanted (id)
          left join students.student s on s.id = wanted.id
         where o.id = any (course_ids) and s.faculty_id is distinct from o.faculty_id
    ) then
        perform security.refuse('Not all of these students belong to the faculty of the subject.', '{}', 'HM002');
    end if;
    select s.full_name into wrong
      from students.student s
     where s.id = any (student_ids) and s.status not in :students.may_register
     order by s.id
     limit 1;
    if found then
        perform security.refuse('{student} does not study at present.', jsonb_build_object('student', wrong.full_name));
    end if;
end $$;
comment on function curriculum.refuse_strangers(bigint[], bigint[]) is 'Definer: asked by register for subjects in scope only.';

create function curriculum.refuse_second_choice(course_ids bigint[], student_ids bigint[]) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    second record;
begin
    select s.full_name, min(b.name_uz) as subject, max(b.name_uz) as other
      into second
      from curriculum.course w
      join curriculum.course c on c.semester_id = w.semester_id and c.choice = w.choice
      join curriculum.registration r on r.course_id = c.id and r.student_id = any (student_ids)
      join students.student s on s.id = r.student_id
      join subjects.subject b on b.id = c.subject_id
     where w.id = any (course_ids)
     group by s.id, c.semester_id, c.choice
    having count(distinct c.id) > 1
     order by s.id
     limit 1;
    if found then
        perform security.refuse('{student} chooses one of {subject} and {other}, not both.',
                                jsonb_build_object('student', second.full_name, 'subject', second.subject,
                                                   'other', second.other));
    end if;
end $$;
comment on function curriculum.refuse_second_choice(bigint[], bigint[]) is
    'Definer: asked by register for subjects in scope only.';

create function curriculum.refuse_full(course_ids bigint[]) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    crowded record;
begin
    select b.name_uz as subject, c.seats, count(*) - c.seats as excess
      into crowded
      from curriculum.course c
      join curriculum.registration r on r.course_id = c.id
      join subjects.subject b on b.id = c.subject_id
     where c.id = any (course_ids) and c.seats is not null
     group by c.id, b.name_uz
    having count(*) > c.seats
     order by c.id
     limit 1;
    if found then
        perform security.refuse('{subject} has {seats} seats; {excess} students would be too many.',
                                jsonb_build_object('subject', crowded.subject, 'seats', crowded.seats,
                                                   'excess', crowded.excess), 'HM003');
    end if;
end $$;
comment on function curriculum.refuse_full(bigint[]) is 'Definer: asked by register for subjects in scope only.';

-- Each of the students takes each of the subjects; who is registered already stays so. How many were added.
create function curriculum.register(course_ids bigint[], student_ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    added integer;
begin
    perform curriculum.missing_rights(course_ids);
    perform curriculum.lock_choices(course_ids);
    perform curriculum.refuse_late(course_ids);
    perform curriculum.refuse_strangers(course_ids, student_ids);
    insert into curriculum.registration (faculty_id, course_id, student_id)
    select c.faculty_id, c.id, s.id
      from curriculum.course c
     cross join students.student s
     where c.id = any (course_ids) and s.id = any (student_ids)
     order by s.id, c.id
        on conflict on constraint registration_student_id_course_id_key do nothing;
    get diagnostics added = row_count;
    perform curriculum.refuse_second_choice(course_ids, student_ids);
    perform curriculum.refuse_full(course_ids);
    return added;
end $$;
comment on function curriculum.register(bigint[], bigint[]) is 'Definer: nobody registers by hand.';

create function curriculum.unregister(course_ids bigint[], student_ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    gone integer;
begin
    perform curriculum.missing_rights(course_ids);
    perform curriculum.refuse_late(course_ids);
    delete from curriculum.registration r where r.course_id = any (course_ids) and r.student_id = any (student_ids);
    get diagnostics gone = row_count;
    return gone;
end $$;
comment on function curriculum.unregister(bigint[], bigint[]) is 'Definer: nobody registers by hand.';

-- Everybody who studies with the own group is registered to the compulsory subjects of its accepted plan in a term.
create function curriculum.register_compulsory(faculty_id bigint, term_id bigint) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    added integer;
begin
    perform security.require_role('hemis_academic_office', 'hemis_faculty');
    perform curriculum.refuse_foreign(register_compulsory.faculty_id);
    insert into curriculum.registration (faculty_id, course_id, student_id)
    select c.faculty_id, c.id, s.id
      from curriculum.semester m
      join curriculum.curriculum p on p.id = m.curriculum_id and p.accepted_at is not null
      join curriculum.course c on c.semester_id = m.id and c.kind <> :subject_type.elective
      join curriculum.group_curriculum g on g.curriculum_id = p.id
      join students.student s on s.group_id = g.group_id and s.status in :students.with_group
     where m.faculty_id = register_compulsory.faculty_id and m.term_id = register_compulsory.term_id
     order by s.id, c.id
        on conflict on constraint registration_student_id_course_id_key do nothing;
    get diagnostics added = row_count;
    return added;
end $$;
comment on function curriculum.register_compulsory(bigint, bigint) is 'Definer: nobody registers by hand.';
