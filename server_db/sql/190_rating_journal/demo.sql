-- The running term has points of practice up to yesterday: a rule for each subject with current control, a figure for those
-- who were asked, tests every fourth lesson. Sheets whose current control was written and not yet counted took it over.
do $$
declare
    today constant date := security.today();
    part record;
begin
    perform set_config('session_replication_role', 'replica', true);
    create temporary table graded on commit drop as
        select k.id as class_id, k.course_id, k.term_id, c.subject_id, c.department_id, o.maximum
          from teaching.class k
          join curriculum.course c on c.id = k.course_id
          join curriculum.control o on o.course_id = c.id and o.kind in :controls.currents and o.maximum > 0
         where k.training not in (:training_type.lecture) and k.training not in :trainings.without_contact
           and exists (select from attendance.sheet s where s.class_id = k.id and s.held);
    insert into rating_journal.rule (term_id, subject_id, department_id, number, lesson_points, task_points,
                                     attendance_points, best, kinds, made_at, made_by)
    select distinct on (g.term_id, g.subject_id, g.department_id) g.term_id, g.subject_id, g.department_id, 1,
           case when g.maximum >= 20 then g.maximum - 10 else g.maximum end,
           case when g.maximum >= 20 then 5 else 0 end, case when g.maximum >= 20 then 5 else 0 end,
           case when g.subject_id % 3 = 0 then 6 end,
           jsonb_build_array(jsonb_build_object('name', 'Javob', 'maximum', 5, 'weight', 1),
                             jsonb_build_object('name', 'Test', 'maximum', 10, 'weight', 1)),
           t.starts_on + time '10:00' at time zone 'Asia/Tashkent', 'head_mineralogy'
      from graded g
      join curriculum.term t on t.id = g.term_id
     order by g.term_id, g.subject_id, g.department_id, g.maximum desc;
    -- Half of the students are asked in a lesson, who is absent has no figure; the test is for all who came.
    insert into rating_journal.points (faculty_id, department_id, employee_id, term_id, class_id, lesson_id, group_id, day,
                                       pair, number, kind, students, points)
    select s.faculty_id, s.department_id, s.employee_id, s.term_id, s.class_id, s.lesson_id, s.group_id, s.day, s.pair,
           n.number, n.number, s.students, e.points
      from attendance.sheet s
      join graded g on g.class_id = s.class_id
     cross join (values (1), (2)) n (number)
     cross join lateral (
            select string_agg(case
                       when m.mark in ('a', 'e') then
                            case when abs(hashint8(m.student * 71 + s.lesson_id)) % 3 = 0 then 'a' else '-' end
                       when n.number = 1 and abs(hashint8(m.student * 67 + s.lesson_id * 3)) % 2 = 0 then '-'
                       else (least(5, greatest(2, 3 + abs(hashint8(m.student * 13 + 5)) % 3
                                                  - abs(hashint8(m.student * 17 + s.lesson_id * 7)) % 2)) * n.number)::text
                       end, ' ' order by m.place) as points
              from unnest(s.students, string_to_array(s.marks, null)) with ordinality m (student, mark, place)) e
     where s.held and (n.number = 1 or hashint8(s.lesson_id * 29) % 4 = 0) and e.points ~ '[a0-9]';
    analyze rating_journal.points;
    for part in
        select w.id, array_agg(l.id) as lines
          from (
            select k.id, k.sheet_id, row_number() over (partition by s.faculty_id order by k.id) as place
              from grades.component k
              join grades.sheet s on s.id = k.sheet_id and s.state = 'opened' and s.admitted_at is null
             where k.kind in :controls.currents and k.signed_at is not null) w
          join grades.line l on l.sheet_id = w.sheet_id
         where w.place <= 12  -- enough to look at in each faculty: student by student, all of them would take minutes
         group by w.id
         order by w.id
    loop
        perform rating_journal.fill_lines(part.id, part.lines);
    end loop;
    update rating_journal.frozen f
       set taken_by = c.entered_by, taken_at = c.entered_at
      from grades.cell c
     where c.line_id = f.line_id and c.component_id = f.component_id;
    perform set_config('session_replication_role', 'origin', true);
end $$;
