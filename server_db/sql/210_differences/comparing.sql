-- A comparison begins with the subjects of the plan before the semester that is joined and what the academic record has;
-- equal subjects are paired, names that are equal in another spelling are proposed.

-- What is known of the plan and the semester that a student joins: by the order that waits, else by the present group.
-- Who has no group joins a plan that a person chooses.
create function differences.suggested(student_id bigint)
    returns table (student_name text, student_number text, curriculum_id bigint, semester integer)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select s.full_name, s.number, p.id, coalesce(w.new_semester, s.semester)::integer - :semester.first::integer + 1
      from students.student s
      left join lateral (
            select l.new_group_id, l.new_semester, l.new_faculty_id
              from movement.line l
              join movement.decree d on d.id = l.decree_id and d.state in ('draft', 'sent', 'signed')
             where l.student_id = s.id
               and d.act in ('transfer', 'transfer_in', 'reinstate', 'continue', 'return', 'form', 'back_to_study')
             order by l.id desc
             limit 1) w on true
      left join curriculum.group_curriculum g
        on g.group_id = coalesce(w.new_group_id, case when s.status in :students.with_group then s.group_id end)
      left join curriculum.curriculum p on p.id = g.curriculum_id and p.accepted_at is not null
     where s.id = suggested.student_id
       and differences.may_compare(s.id, coalesce(w.new_faculty_id, s.faculty_id))
$$;
comment on function differences.suggested(bigint) is 'Definer: a student who is to come is not read yet.';

-- Begin the comparison, or give the one that is there.
create function differences.begin(student_id bigint, curriculum_id bigint, semester integer, elsewhere text default null)
    returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    plan curriculum.curriculum;
    made bigint;
begin
    perform security.require_role('hemis_faculty');
    perform security.require_latest();
    select * into plan from curriculum.curriculum p where p.id = begin.curriculum_id;
    if not found then
        perform security.refuse('Choose the plan that the student shall follow.');
    elsif not coalesce(differences.may_compare(begin.student_id, plan.faculty_id), false) then
        perform security.refuse('This student is not of your faculty, and no order that waits brings the student to it.',
                                '{}', 'HM002');
    elsif plan.accepted_at is null then
        perform security.refuse('The plan {plan} is not accepted yet. Compare with an accepted one.',
                                jsonb_build_object('plan', plan.name));
    elsif begin.semester not between 1 and plan.semesters + 1 is not false then
        perform security.refuse('The plan has {count} semesters. Write which of them the student joins.',
                                jsonb_build_object('count', plan.semesters));
    end if;
    perform from students.student s where s.id = begin.student_id for no key update;
    select d.id into made
      from differences.difference d
     where (d.student_id, d.curriculum_id, d.semester) = (begin.student_id, begin.curriculum_id, begin.semester);
    if made is not null then
        return made;
    end if;
    insert into differences.difference (faculty_id, student_id, student_name, student_number, curriculum_id, semester,
                                        elsewhere, state, differing_credits, made_on, made_by)
    select plan.faculty_id, s.id, s.full_name, s.number, plan.id, begin.semester, nullif(btrim(begin.elsewhere), ''), 'open',
           0, security.today(), security.me()
      from students.student s
     where s.id = begin.student_id
    returning id into made;
    perform differences.take_subjects(made);
    perform differences.take_record(made);
    perform differences.match(made);
    return made;
end $$;
comment on function differences.begin(bigint, bigint, integer, text) is 'Definer: comparisons are made by functions alone.';

-- The subjects of the plan before the semester; of electives that are alternatives one, the one that was studied if any was.
create function differences.take_subjects(difference_id bigint) returns void
    language sql
as $$
    insert into differences.item (faculty_id, difference_id, semester, course_id, subject_id, hours, credits, ending)
    select distinct on (m.number, coalesce(-c.choice, c.id))
           d.faculty_id, d.id, m.number, c.id, c.subject_id, coalesce(h.hours, 0), c.credits, c.ending
      from differences.difference d
      join curriculum.course c on c.curriculum_id = d.curriculum_id
      join curriculum.semester m on m.id = c.semester_id and m.number < d.semester
      left join lateral (select sum(t.hours)::integer as hours from curriculum.course_hours t where t.course_id = c.id) h on true
     where d.id = take_subjects.difference_id
     order by m.number, coalesce(-c.choice, c.id),
              exists (select from grades.record r
                       where r.student_id = d.student_id and r.subject_id = c.subject_id and r.counts and r.passed) desc, c.id
$$;

-- What the academic record says was passed: closed results and accepted recognised ones. Course works go with their subject.
create function differences.take_record(difference_id bigint) returns void
    language sql
as $$
    insert into differences.studied (faculty_id, difference_id, name, semester, year, hours, credits, points, source_document,
                                     own, subject_id)
    select d.faculty_id, d.id, b.name_uz, r.semester, r.year, r.hours, r.credits, coalesce(r.points, 0), left(r.source_document, 200),
           true, r.subject_id
      from differences.difference d
      join grades.record r on r.student_id = d.student_id and r.counts and r.passed
      join subjects.subject b on b.id = r.subject_id
     where d.id = take_record.difference_id
       and (r.line <> 'course_work'
            or not exists (select from grades.record o
                            where (o.student_id, o.subject_id, o.semester) = (r.student_id, r.subject_id, r.semester)
                              and o.line <> 'course_work' and o.counts))
     order by r.semester, b.name_uz, r.id
$$;

-- Subjects by the names of what was studied and is not paired: the same letter for letter, or only when folded.
create function differences.by_name(difference_id bigint, folded boolean)
    returns table (item_id bigint, studied_id bigint)
    language sql stable
as $$
    with wanted as (
        select i.id, i.subject_id, row_number() over (partition by i.subject_id order by i.semester, i.id) as turn
          from differences.item i
         where i.difference_id = by_name.difference_id and i.studied_id is null and i.decision is null
    ), subject as (
        select b.id, case when folded then naming.fold(n.name) else n.name end as name
          from subjects.subject b
         cross join lateral (values (b.name_uz), (b.name_oz), (b.name_ru), (b.name_en)) n (name)
         where b.id in (select w.subject_id from wanted w) and n.name is not null
    ), named as (
        select distinct on (s.id) s.id, s.semester, b.id as subject_id
          from differences.studied s
          join subject b on b.id = s.subject_id or b.name = case when folded then naming.fold(s.name) else s.name end
         where s.difference_id = by_name.difference_id
           and not exists (select from differences.item u where u.studied_id = s.id)
         order by s.id, b.id is distinct from s.subject_id, b.id
    ), offered as (
        select n.id, n.subject_id, row_number() over (partition by n.subject_id order by n.semester, n.id) as turn
          from named n
    )
    select w.id, o.id
      from wanted w
      join offered o using (subject_id, turn)
$$;

create function differences.match(difference_id bigint) returns void
    language sql
as $$
    update differences.item i
       set proposed_id = null
     where i.difference_id = match.difference_id and i.proposed_id is not null;
    update differences.item i
       set studied_id = p.studied_id
      from differences.by_name(match.difference_id, false) p
     where i.id = p.item_id;
    update differences.item i
       set proposed_id = p.studied_id
      from differences.by_name(match.difference_id, true) p
     where i.id = p.item_id
$$;
