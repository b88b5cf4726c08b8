-- Sessions of commissions: who is heard and in which sequence, opened with a quorum.

-- A session with its lock, for who plans it: the head of its department or the dean's office above.
create function attestation.take_sitting(sitting_id bigint, variadic states text[]) returns attestation.sitting
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    taken attestation.sitting;
begin
    perform security.require_latest();
    select * into taken from attestation.sitting s where s.id = take_sitting.sitting_id for update;
    perform attestation.require_department(taken.department_id, 'hemis_department_head', 'hemis_faculty');
    if taken.state <> all (states) then
        perform security.refuse(case taken.state
            when 'planned' then 'This session is not open yet. Open it when the commission has come together.'
            when 'running' then 'This session is running. Its list stays as it is.'
            else 'This session is closed. A rectification of the grade sheet changes a result.' end, '{}', 'HM003');
    end if;
    return taken;
end $$;
comment on function attestation.take_sitting(bigint, text[]) is 'Definer: a lock needs the right to write.';

-- The course of the attestation in the plan of each student of a department, of the kind that a session holds.
create function attestation.courses_for(sitting attestation.sitting)
    returns table (student_id bigint, group_id bigint, course_id bigint, subject_id bigint, semester integer, type_id bigint,
                   marking_id bigint)
    language sql stable
as $$
    select s.id, s.group_id, c.id, c.subject_id, m.number, y.id, p.marking_system_id
      from attestation.commission k
      join curriculum.course c on k.kind = 'defence' or c.subject_id = sitting.subject_id
      join curriculum.sheet_type y
        on y.id = c.sheet_type_id
       and y.code = case k.kind when 'exam' then :sheet_type.state_exam else :sheet_type.graduation_work end
      join curriculum.semester m on m.id = c.semester_id and m.term_id is not null
      join curriculum.curriculum p on p.id = c.curriculum_id
      join curriculum.group_curriculum g on g.curriculum_id = p.id
      join students.student s on s.group_id = g.group_id
      left join attestation.thesis t on t.student_id = s.id
     where k.id = sitting.commission_id
       and case k.kind when 'exam' then c.department_id else coalesce(t.department_id, c.department_id) end
           = sitting.department_id
$$;

-- Who may be heard at a session, and why others may not: with what stands in the list then.
create function attestation.listable(sitting_id bigint)
    returns table (student_id bigint, name text, sort_key text, number text, group_id bigint, group_name text,
                   faculty_id bigint, course_id bigint, type_id bigint, thesis_id bigint, supervisor_id bigint, topic text,
                   attempt integer, maximum numeric, pass_percent numeric, why text)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    sitting attestation.sitting;
begin
    select * into sitting from attestation.sitting s where s.id = listable.sitting_id;
    perform attestation.require_department(sitting.department_id, 'hemis_department_head', 'hemis_faculty');
    return query
    with taker as materialized (
        select c.*, k.kind, k.year
          from attestation.courses_for(sitting) c
          join attestation.commission k on k.id = sitting.commission_id
    ), former as materialized (
        select t.student_id, t.course_id, count(*) filter (where l.outcome <> 'postponed') as attempts,
               coalesce(bool_or(l.outcome = 'passed'), false) as passed
          from taker t
          join grades.sheet h on h.course_id = t.course_id and h.sheet_type_id = t.type_id and h.state = 'closed'
          join grades.line l on l.sheet_id = h.id and l.student_id = t.student_id
         group by t.student_id, t.course_id
    )
    select s.id, s.full_name, s.sort_key, s.number, t.group_id, g.name, s.faculty_id, t.course_id, t.type_id,
           case t.kind when 'defence' then h.id end, case t.kind when 'defence' then o.supervisor_id end,
           case t.kind when 'defence' then o.title_uz else b.name_uz end,
           coalesce(f.attempts, 0)::integer + 1, y.maximum, y.pass_percent,
           case when coalesce(f.passed, false) then '{student} has passed already.'
                when s.status not in (:student_status.studying, :student_status.retained, :student_status.graduated)
                    then '{student} does not study now.'
                when s.semester::integer - :semester.first::integer + 1 < t.semester
                    then 'The semester of the attestation of {student} has not begun.'
                when t.kind = 'defence' and o.id is null
                    then 'No order has approved the topic of {student}.'
                when t.kind = 'defence' and h.state = 'changing'
                    then 'The topic of {student} is being changed. An order approves the change first.'
                when coalesce(f.attempts, 0) >= y.attempts then '{student} has used all attempts.'
                when exists (
                    select
                      from attestation.candidate d
                      join attestation.sitting x on x.id = d.sitting_id and x.state <> 'closed'
                     where d.student_id = s.id and d.course_id = t.course_id)
                    then '{student} is in the list of a session already.' end
      from taker t
      join students.student s on s.id = t.student_id
      join students."group" g on g.id = t.group_id
      join subjects.subject b on b.id = t.subject_id
      join curriculum.marking_system y on y.id = t.marking_id
      left join former f on f.student_id = t.student_id and f.course_id = t.course_id
      left join attestation.thesis h on h.student_id = t.student_id and h.department_id = sitting.department_id
      left join lateral attestation.standing_topic(h.id) o on true
     where t.semester >= s.semester::integer - :semester.first::integer - 1
     order by g.name, s.sort_key, s.id;
end $$;
comment on function attestation.listable(bigint) is 'Definer: students, topics and results of a department, for its head.';

-- Students into the list of a session, behind those who stand there; all or none. How many came.
create function attestation.list_students(sitting_id bigint, student_ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    sitting attestation.sitting := attestation.take_sitting(list_students.sitting_id, 'planned');
    refused record;
    added integer;
begin
    -- Two sessions that list one student at once: the second finds what the first has listed.
    perform from structure.unit u where u.id = attestation.faculty_of(sitting.department_id) for no key update;
    select i.id, l.name, l.why into refused
      from unnest(student_ids) i (id)
      left join attestation.listable(sitting.id) l on l.student_id = i.id
     where l.student_id is null or l.why is not null
     limit 1;
    if found and refused.name is null then
        perform security.refuse('Not all of these students come before a commission of this department.', '{}', 'HM002');
    elsif found then
        perform security.refuse(refused.why, jsonb_build_object('student', refused.name));
    end if;
    insert into attestation.candidate (sitting_id, commission_id, department_id, faculty_id, student_id, course_id, group_id,
                                       thesis_id, supervisor_id, position, name, student_number, topic, attempt, maximum,
                                       pass_percent, state)
    select sitting.id, sitting.commission_id, sitting.department_id, l.faculty_id, l.student_id, l.course_id, l.group_id,
           l.thesis_id, l.supervisor_id,
           coalesce((select max(c.position) from attestation.candidate c where c.sitting_id = sitting.id), 0)
               + row_number() over (order by l.group_name, l.sort_key, l.student_id),
           l.name, l.number, l.topic, l.attempt, l.maximum, l.pass_percent, 'waiting'
      from attestation.listable(sitting.id) l
     where l.student_id = any (student_ids);
    get diagnostics added = row_count;
    perform attestation.count_students(sitting.id);
    return added;
end $$;
comment on function attestation.list_students(bigint, bigint[]) is 'Definer: lists are written by functions alone.';

create function attestation.count_students(sitting_id bigint) returns void
    language sql
as $$
    update attestation.sitting s
       set students = (select count(*) from attestation.candidate c where c.sitting_id = s.id)
     where s.id = count_students.sitting_id
$$;

-- Students out of the list of a session that is planned; the others move up.
create function attestation.unlist_students(sitting_id bigint, candidate_ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    sitting attestation.sitting := attestation.take_sitting(unlist_students.sitting_id, 'planned');
    removed integer;
begin
    delete from attestation.candidate c where c.sitting_id = sitting.id and c.id = any (candidate_ids);
    get diagnostics removed = row_count;
    perform attestation.number_students(sitting.id, '{}');
    perform attestation.count_students(sitting.id);
    return removed;
end $$;
comment on function attestation.unlist_students(bigint, bigint[]) is 'Definer: lists are written by functions alone.';

-- The sequence in which students are heard: the given ones first, as they are given.
create function attestation.arrange_students(sitting_id bigint, candidate_ids bigint[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    sitting attestation.sitting := attestation.take_sitting(arrange_students.sitting_id, 'planned', 'running');
begin
    perform attestation.number_students(sitting.id, candidate_ids);
end $$;
comment on function attestation.arrange_students(bigint, bigint[]) is 'Definer: lists are written by functions alone.';

create function attestation.number_students(sitting_id bigint, candidate_ids bigint[]) returns void
    language sql
as $$
    update attestation.candidate c
       set position = n.place
      from (select o.id, row_number() over (order by array_position(candidate_ids, o.id), o.position) as place
              from attestation.candidate o
             where o.sitting_id = number_students.sitting_id) n
     where c.id = n.id and c.position <> n.place
$$;

-- The commission has come together: who is there, and from now on it is entered.
create function attestation.open_sitting(sitting_id bigint, member_ids bigint[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    sitting attestation.sitting;
    commission attestation.commission;
begin
    perform security.require_role('hemis_department_head');
    sitting := attestation.take_sitting(open_sitting.sitting_id, 'planned');
    select * into commission from attestation.commission c where c.id = sitting.commission_id for share;
    if commission.approved_at is null then
        perform security.refuse('The academic office has not approved the commission “{commission}” yet.',
                                jsonb_build_object('commission', commission.name), 'HM004');
    elsif sitting.day > security.today() then
        perform security.refuse('The session is on {day}. Open it on that day.', jsonb_build_object('day', sitting.day), 'HM004');
    elsif sitting.students = 0 then
        perform security.refuse('Nobody is in the list of the session. Put the students into it first.');
    elsif exists (select from unnest(member_ids) i (id)
                   where not exists (select from attestation.member m
                                      where m.id = i.id and m.commission_id = sitting.commission_id)) then
        perform security.refuse('Not all of these people are members of the commission.', '{}', 'HM002');
    end if;
    insert into attestation.presence (sitting_id, commission_id, department_id, member_id, present)
    select sitting.id, sitting.commission_id, sitting.department_id, m.id, m.id = any (member_ids)
      from attestation.member m
     where m.commission_id = sitting.commission_id
     order by m.id;
    perform attestation.refuse_small(sitting);
    update attestation.sitting s set state = 'running', started_at = now() where s.id = sitting.id;
end $$;
comment on function attestation.open_sitting(bigint, bigint[]) is 'Definer: sessions are opened by functions alone.';

-- A member comes later, or leaves; the quorum stays.
create function attestation.set_present(sitting_id bigint, member_id bigint, present boolean) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    sitting attestation.sitting;
begin
    perform security.require_role('hemis_department_head');
    sitting := attestation.take_sitting(set_present.sitting_id, 'running');
    update attestation.presence p
       set present = set_present.present
     where p.sitting_id = sitting.id and p.member_id = set_present.member_id;
    if not found then
        perform security.refuse('Not all of these people are members of the commission.', '{}', 'HM002');
    end if;
    perform attestation.refuse_small(sitting);
end $$;
comment on function attestation.set_present(bigint, bigint, boolean) is 'Definer: presence is written by functions alone.';

-- By which marks the students of a session are marked: a scale for each plan, as a grade sheet keeps it.
create function attestation.scales_of(sitting_id bigint) returns table (course_id bigint, scale jsonb)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from attestation.sitting s
                    where s.id = scales_of.sitting_id
                      and (security.my_role() in ('hemis_academic_office', 'hemis_registrar', 'hemis_management')
                           or s.department_id = any (security.units_of(security.me(), security.my_role())))) then
        return;
    end if;
    return query
    select c.id, grades.scale_of(p.marking_system_id)
      from (select distinct k.course_id from attestation.candidate k where k.sitting_id = scales_of.sitting_id) d
      join curriculum.course c on c.id = d.course_id
      join curriculum.curriculum p on p.id = c.curriculum_id;
end $$;
comment on function attestation.scales_of(bigint) is 'Definer: a head need not read the plans of all students who are heard.';
