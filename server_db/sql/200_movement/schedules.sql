-- Personal schedules by order (type 19): the lines refer to drafts, applying puts them into force, cancelling takes that back
-- unless results stand on them.

-- The draft of a student that stands in no order.
create function movement.schedule_waiting(student_id bigint) returns bigint
    language sql stable
as $$
    select s.id
      from grades.schedule s
     where s.student_id = schedule_waiting.student_id and s.state = 'draft'
       and not exists (select from movement.line l
                         join movement.decree d on d.id = l.decree_id and d.state <> 'cancelled'
                        where l.schedule_id = s.id)
     order by s.id
     limit 1
$$;

create function movement.schedule_verdicts(decree_id bigint)
    returns table (line_id bigint, refused boolean, message text, details jsonb)
    language sql stable
as $$
    select l.id, true, 'No draft of a personal schedule of {student} waits for this order.', '{}'::jsonb
      from movement.decree d
      join movement.line l on l.decree_id = d.id
      left join grades.schedule s on s.id = l.schedule_id
     where d.id = schedule_verdicts.decree_id and d.act = 'schedule' and s.state is distinct from 'draft'
$$;

create function movement.order_schedules(decree movement.decree) returns void
    language sql
as $$
    update grades.schedule s
       set state = 'ordered', order_number = decree.number, order_date = decree.signed_on
      from movement.line l
     where l.decree_id = decree.id and s.id = l.schedule_id
$$;

-- A result stands on a schedule if the student has one that came after the debt, or one of the subject that was missing.
create function movement.withdraw_schedules(line_ids bigint[]) returns void
    language plpgsql
as $$
declare
    standing record;
begin
    select l.student_name, s.number, b.name_uz as subject into standing
      from movement.line l
      join grades.schedule s on s.id = l.schedule_id
      join grades.schedule_line n on n.schedule_id = s.id
      left join grades.record r on r.id = n.record_id
      left join curriculum.course c on c.id = n.course_id
      left join curriculum.semester m on m.id = c.semester_id
      join grades.record o
        on o.student_id = s.student_id and o.subject_id = coalesce(r.subject_id, c.subject_id)
       and o.semester = coalesce(r.semester, m.number) and (r.id is null or o.id > r.id) and o.source = 'sheet'
      join subjects.subject b on b.id = o.subject_id
     where l.id = any (line_ids)
     order by l.id, o.id
     limit 1;
    if found then
        perform security.refuse(
            'A result of {student} in {subject} stands on the personal schedule {number}. The schedule stays in force.',
            jsonb_build_object('student', standing.student_name, 'subject', standing.subject, 'number', standing.number));
    end if;
    update grades.schedule s
       set state = 'draft', order_number = null, order_date = null
      from movement.line l
     where l.id = any (line_ids) and s.id = l.schedule_id;
end $$;
