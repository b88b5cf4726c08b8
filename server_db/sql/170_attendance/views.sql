-- Marks one by one, with what the offices ruled about them and the hours that count.
create view attendance.v_mark with (security_invoker = true) as
    select s.id as sheet_id, s.lesson_id, s.class_id, s.term_id, s.faculty_id, s.department_id, s.employee_id, s.group_id,
           s.day, s.pair, m.student_id, m.value, r.id as ruling_id, r.kind as ruling, c.counted, h.absent_hours,
           case when r.kind in :rulings.made_good then 0 else h.absent_hours end as unexcused_hours
      from attendance.sheet s
     cross join lateral unnest(s.students, string_to_array(s.marks, null)) m (student_id, value)
      left join attendance.ruling r
        on r.lesson_id = s.lesson_id and r.student_id = m.student_id and r.taken_back_at is null
     cross join (select :setting.attendance.late_hours as late_hours) o
     cross join lateral (select coalesce(r.value, m.value) as counted) c
     -- Written out: a function with a question in it is called for each mark, and took more than all else here.
     cross join lateral (
            select case when c.counted in ('a', 'e') then 2 when c.counted = 'l' then o.late_hours else 0 end
                       as absent_hours) h
     where s.held;
comment on view attendance.v_mark is 'Every mark of the lessons that count, as far as its sheet is read.';
