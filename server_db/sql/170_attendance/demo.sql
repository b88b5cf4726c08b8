-- The running term has attendance up to yesterday: most students come, some are often late, some stay away for days, a
-- few lessons were forgotten, and the dean's office has excused who brought a document.

-- History and rules are not asked for each of the marks, which are as the functions make them.
do $$
declare
    today constant date := security.today();
begin
    perform set_config('session_replication_role', 'replica', true);
    create temporary table held on commit drop as
        select l.id, l.class_id, l.day, l.pair, l.faculty_id, l.department_id, l.employee_id, l.term_id
          from timetable.lesson l
         where l.class_id is not null and l.state = 'planned' and l.day < today and l.employee_id is not null
           -- of the last two weeks some are still to be marked
           and (l.day < today - 14 or hashint8(l.id * 31) % 23 <> 0);
    analyze held;
    insert into attendance.sheet (faculty_id, department_id, employee_id, term_id, class_id, lesson_id, group_id, day, pair,
                                  students, marks, entered_at)
    select h.faculty_id, h.department_id, h.employee_id, h.term_id, h.class_id, h.id, m.group_id, h.day, h.pair,
           array_agg(m.student_id order by m.id),
           string_agg(case
               -- away for a week, ill
               when abs(hashint8(m.student_id * 7919 + extract(week from h.day)::integer * 104729)) % 40 = 0 then 'a'
               -- the one in twelve who often does not come
               when abs(hashint8(m.student_id * 13)) % 12 = 0
                    and abs(hashint8(m.student_id * 31 + h.id * 17)) % 100 < 22 then 'a'
               when abs(hashint8(m.student_id * 37 + h.id * 41)) % 100 < 3 then 'a'
               when abs(hashint8(m.student_id * 43 + h.id * 47)) % 100 < 2 then 'e'
               when abs(hashint8(m.student_id * 53 + h.id * 59)) % 100 < 4 and h.pair = 1 then 'l'
               else 'p' end, '' order by m.id),
           h.day + time '15:00' at time zone 'Asia/Tashkent'
      from held h
      join teaching.member m
        on m.class_id = h.class_id and m.starts_on <= h.day and coalesce(m.ends_on, 'infinity') >= h.day
     group by h.id, h.faculty_id, h.department_id, h.employee_id, h.term_id, h.class_id, h.day, h.pair, m.group_id;
    analyze attendance.sheet;
    update timetable.lesson l
       set held_at = h.day + time '15:00' at time zone 'Asia/Tashkent',
           held_by = coalesce((select a.login from security.account a where a.employee_id = h.employee_id limit 1), 'demo')
      from held h
     where l.id = h.id and exists (select from attendance.sheet s where s.lesson_id = h.id);
    -- Who was away for a whole week brought a document in two cases of three.
    with away as (
        select distinct t.id as student_id, t.faculty_id, t.group_id, date_trunc('week', h.day)::date as monday
          from held h
          join teaching.member m on m.class_id = h.class_id
          join students.student t on t.id = m.student_id
         where abs(hashint8(m.student_id * 7919 + extract(week from h.day)::integer * 104729)) % 40 = 0
           and abs(hashint8(m.student_id * 61 + extract(week from h.day)::integer)) % 3 > 0
    ), made as (
        insert into attendance.excuse (faculty_id, group_id, student_id, starts_on, ends_on)
        select a.faculty_id, a.group_id, a.student_id, a.monday, a.monday + 5
          from away a
        returning id, student_id, starts_on, ends_on
    ), said as (
        insert into attendance.excuse_private (excuse_id, reason, number, issued_by)
        select m.id, (array['illness', 'illness', 'illness', 'family', 'official'])[1 + m.id % 5], (1000 + m.id)::text,
               case when m.id % 5 < 3 then 'Oilaviy poliklinika' end
          from made m
    )
    insert into attendance.ruling (faculty_id, department_id, employee_id, group_id, term_id, class_id, lesson_id,
                                   student_id, day, kind, excuse_id, ruled_at)
    select s.faculty_id, s.department_id, s.employee_id, s.group_id, s.term_id, s.class_id, s.lesson_id, m.student_id,
           s.day, :ruling_kind.excused, m.id, (m.ends_on + 2) + time '11:00' at time zone 'Asia/Tashkent'
      from made m
      join teaching.member b on b.student_id = m.student_id
      join attendance.sheet s on s.class_id = b.class_id and s.group_id is not distinct from b.group_id
       and s.day between greatest(m.starts_on, b.starts_on) and least(m.ends_on, b.ends_on)
       and substr(s.marks, array_position(s.students, m.student_id), 1) in ('a', 'e', 'l');
    -- Some made up what they missed or did not, and a few marks were corrected, by the dean's office.
    with absent as (
        select s.*, m.student_id, row_number() over (partition by s.faculty_id order by s.id, m.student_id) as place
          from attendance.sheet s
         cross join lateral unnest(s.students, string_to_array(s.marks, null)) m (student_id, value)
         where m.value = 'a' and s.day < today - 10
           and not exists (select from attendance.ruling r
                            where r.lesson_id = s.lesson_id and r.student_id = m.student_id and r.taken_back_at is null)
    )
    insert into attendance.ruling (faculty_id, department_id, employee_id, group_id, term_id, class_id, lesson_id,
                                   student_id, day, kind, value, reason, ruled_at)
    select a.faculty_id, a.department_id, a.employee_id, a.group_id, a.term_id, a.class_id, a.lesson_id, a.student_id, a.day,
           k.kind, case when k.kind = :ruling_kind.corrected then 'p' end, k.reason,
           (a.day + 5) + time '11:00' at time zone 'Asia/Tashkent'
      from absent a
      join (values (0, :ruling_kind.made_up, 'Referat topshirdi'), (1, :ruling_kind.not_made_up, 'Qayta ishlashga kelmadi'),
                   (2, :ruling_kind.corrected, 'Olimpiadada edi, oʻqituvchi tasdiqladi')) k (turn, kind, reason)
        on a.place % 25 = k.turn and a.place <= 200;
    perform set_config('session_replication_role', 'origin', true);
end $$;
