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
    ), planned as (
        select distinct p.course_id, p.group_id, t.training from taught t join teaching.part p on p.class_id = t.id
    ), taken as (
        select r.student_id, c.id as course_id, c.subject_id, o.training
          from curriculum.semester m
          join curriculum.course c on c.semester_id = m.id and c.faculty_id = any (units)
          join curriculum.course_hours h on h.course_id = c.id
          join offered o on o.faculty_id = c.faculty_id and o.subject_id = c.subject_id and o.training = h.training
          join curriculum.registration r on r.course_id = c.id
          join students.student s on s.id = r.student_id and s.status in :students.may_register
          left join planned p on p.course_id = c.id and p.training = o.training and p.group_id = s.group_id
         where m.term_id = unseated.term_id
           and (p.course_id is not null or c.kind = :subject_type.elective
                or s.status not in :students.with_group
                or not exists (select from curriculum.group_curriculum f
                                where f.group_id = s.group_id and f.curriculum_id = c.curriculum_id))
    ), sitting as (  -- also in a class of another plan or faculty
        select m.student_id, c.subject_id, k.training
          from teaching.class k
          join curriculum.course c on c.id = k.course_id
          join teaching.member m on m.class_id = k.id and coalesce(m.ends_on, 'infinity') >= last_day
         where k.term_id = unseated.term_id
    )
    select t.student_id, t.course_id, t.training
      from taken t
     where not exists (
            select
              from sitting s
             where s.student_id = t.student_id and s.subject_id = t.subject_id and s.training = t.training);
end $$;
comment on function teaching.unseated(bigint) is 'Definer: who sits in a class of another faculty sits somewhere.';
