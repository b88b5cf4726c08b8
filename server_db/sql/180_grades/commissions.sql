-- The commission of a third attempt (12b): its sheet is opened, its final admitted to and signed only when it is complete.

-- How many judge in the schedule of controls before whom these students sit an attempt; of several sittings the fewest. A
-- person counts once, as examiner or as member.
create function grades.planned_commission(course_id bigint, attempt integer, students bigint[]) returns integer
    language sql stable
as $$
    select coalesce(min(n.many), 0)::integer
      from (
        select count(distinct p.employee_id) as many
          from timetable.examination x
         cross join lateral (
                select x.employee_id
                union
                select e.employee_id from timetable.examiner e where e.examination_id = x.id) p
         where x.course_id = planned_commission.course_id and x.kind = :exam_type.final
           and x.attempt = planned_commission.attempt
           and exists (select from timetable.examinee i
                        where i.examination_id = x.id and i.student_id = any (planned_commission.students))
         group by x.id) n
$$;

-- Retakes that a faculty may open in a term: who failed or was excused at the attempt before, by course. `lacks` is the
-- size of a commission that is too small for the third attempt, else null.
create function grades.waiting_retakes(of_term bigint, of_faculty bigint)
    returns table (course_id bigint, sheet_type_id bigint, attempt integer, students bigint[], lacks integer)
    language sql stable
as $$
    with failed as (
        select s.course_id, s.sheet_type_id,
               case when l.outcome = 'postponed' then s.attempt else s.attempt + 1 end as attempt,
               array_agg(l.student_id order by l.student_id) as students
          from grades.sheet s
          join grades.line l on l.sheet_id = s.id
          join curriculum.course c on c.id = s.course_id
          join curriculum.curriculum p on p.id = c.curriculum_id
          join curriculum.marking_system y on y.id = p.marking_system_id
         where s.term_id = of_term and s.faculty_id = of_faculty and s.state = 'closed'
           and l.outcome in ('failed', 'postponed')
           and (l.outcome = 'postponed' or s.attempt < y.attempts)
           and not exists (
                select
                  from grades.line o
                  join grades.sheet n on n.id = o.sheet_id
                 where o.student_id = l.student_id and n.course_id = s.course_id
                   and n.sheet_type_id = s.sheet_type_id and n.id > s.id)
         group by 1, 2, 3
    )
    select f.course_id, f.sheet_type_id, f.attempt, f.students,
           case when n.named < :setting.grades.commission_at_least then n.named end
      from failed f
      join curriculum.sheet_type t on t.id = f.sheet_type_id and t.code in :sheets.filled_by_teachers
      left join lateral (
        select grades.planned_commission(f.course_id, f.attempt, f.students) as named
         where f.attempt > 2
           and exists (select from grades.components_for(f.course_id, t.code) k where k.final)) n on true
     order by f.course_id, f.sheet_type_id, f.attempt
$$;

-- The final of a third attempt is held by a whole commission; each of its people is a grader of its own.
create function grades.require_commission(sheet grades.sheet) returns void
    language plpgsql stable
as $$
declare
    needed constant integer := :setting.grades.commission_at_least;
    named integer;
begin
    select count(distinct g.employee_id) into named
      from grades.component k
      left join grades.grader g on g.component_id = k.id
     where k.sheet_id = sheet.id and k.owner = 'commission' and sheet.attempt > 2
    having count(k.id) > 0;
    if named < needed then
        perform security.refuse(
            'The commission of the grade sheet {number} has {named} people; at least {needed} hold a third attempt. The head of the department names the others.',
            jsonb_build_object('number', sheet.number, 'named', named, 'needed', needed), 'HM004');
    end if;
end $$;
