-- Registered, in no class: who takes a subject in a term, in a training that is taught to somebody, and sits in no class of
-- it. Mostly repeaters: where several classes are taught, a person has to say which.
--
-- Who studies a compulsory subject with the own group is missed only once that group has a class; everybody else as soon as
-- the subject is taught at the faculty at all.
create function teaching.unseated(term_id bigint)
    returns table (student_id bigint, course_id bigint, training text)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    last_day constant date := (select least(security.today(), t.ends_on)
                                 from curriculum.term t where t.id = unseated.term_id);
begin
    perform security.require_role('hemis_faculty', 'hemis_academic_office');
    return query
    with taught as materialized (
        select k.id, k.faculty_id, k.training, c.subject_id
          from teaching.class k
          join curriculum.course c on c.id = k.course_id
         where k.term_id = unseated.term_id and k.faculty_id = any (units)
    ), offered as (
        select distinct t.faculty_id, t.subject_id, t.training from taught t
    ), seated as (
        select m.student_id, t.subject_id, t.training
          from teaching.member m
          join taught t on t.id = m.class_id
         where m.faculty_id = any (units) and coalesce(m.ends_on, 'infinity') >= last_day
    ), left_over as materialized (  -- few, as a rule: all that follows is asked of them alone
        select r.student_id, c.id as course_id, c.subject_id, c.curriculum_id, c.kind, o.training
          from curriculum.semester m
          join curriculum.course c on c.semester_id = m.id and c.faculty_id = any (units)
          join curriculum.course_hours h on h.course_id = c.id
          join offered o on o.faculty_id = c.faculty_id and o.subject_id = c.subject_id and o.training = h.training
          join curriculum.registration r on r.course_id = c.id
         where m.term_id = unseated.term_id
           and not exists (
                select
                  from seated s
                 where s.student_id = r.student_id and s.subject_id = c.subject_id and s.training = o.training)
    )
    select l.student_id, l.course_id, l.training
      from left_over l
      join students.student s on s.id = l.student_id and s.status in :students.may_register
     where (l.kind = :subject_type.elective
            or s.status not in :students.with_group
            or exists (select from teaching.part p join taught t on t.id = p.class_id
                        where p.course_id = l.course_id and p.group_id = s.group_id and t.training = l.training)
            or not exists (select from curriculum.group_curriculum f
                            where f.group_id = s.group_id and f.curriculum_id = l.curriculum_id))
       and not exists (  -- also in a class of another plan or faculty
            select
              from teaching.member m
              join teaching.class k on k.id = m.class_id and k.term_id = unseated.term_id and k.training = l.training
              join curriculum.course c on c.id = k.course_id and c.subject_id = l.subject_id
             where m.student_id = l.student_id and coalesce(m.ends_on, 'infinity') >= last_day
            offset 0);  -- asked of each by itself, not of everybody who sits anywhere
end $$;
comment on function teaching.unseated(bigint) is 'Definer: who sits in a class of another faculty sits somewhere.';
