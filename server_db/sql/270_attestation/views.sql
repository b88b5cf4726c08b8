-- What was held, one row a student, with what the academic record says now where the session is closed.
create view attestation.v_result with (security_invoker = true, security_barrier = true) as
    select c.id as candidate_id, c.department_id, c.faculty_id, k.id as commission_id, k.kind, k.year, s.id as sitting_id,
           s.day, s.state as sitting_state, c.student_id, c.group_id, c.supervisor_id, c.name, c.state, c.attempt, c.honours,
           c.decision, coalesce(l.total, c.score) as score, coalesce(l.mark, c.mark) as mark,
           coalesce(l.grade, c.grade) as grade,
           case when c.state = 'waiting' then 'waiting' when c.state in ('absent', 'excused') then c.state
                when l.id is not null then l.outcome
                when c.grade is null then 'waiting'
                when coalesce(c.score, 0) >= c.maximum * c.pass_percent / 100 or c.grade >= 3 then 'passed'
                else 'failed' end as outcome
      from attestation.candidate c
      join attestation.sitting s on s.id = c.sitting_id
      join attestation.commission k on k.id = c.commission_id
      left join grades.line l on l.id = c.line_id;
