-- The orders behind the students of a demonstration: every state has the order that made it, from enrolment to today, and
-- every office finds one that waits for it. The history of what a demonstration begins with is not written.
do $$
begin
    perform set_config('session_replication_role', 'replica', true);

    -- What each student was, semester by semester; the last step is what the student is today.
    create temporary table step on commit drop as
    with student as (
        select s.*, s.semester::integer - :semester.first::integer + 1 as reached
          from students.student s
    ), semesters as (
        select s.id as student_id, n.n as semester,
               case when n.n % 2 = 1 then make_date(s.entry_year + (n.n - 1) / 2, 9, 4)
                    else make_date(s.entry_year + n.n / 2, 2, 5) end as day,
               case when n.n = 1 then 'enrol' when n.n % 2 = 1 then 'promote' else 'next_semester' end as act,
               :student_status.studying as status
          from student s
         cross join lateral generate_series(1, s.reached) n (n)
    ), ends as (
        select s.id as student_id, s.reached as semester,
               least(security.today() - 3, case
                   when s.status = :student_status.graduated then make_date(s.entry_year + (s.reached + 1) / 2, 7, 1)
                   when s.status = :student_status.retained then make_date(s.entry_year + (s.reached + 1) / 2, 9, 10)
                   else m.day + 30 + (s.id % 15)::integer end) as day,
               case s.status when :student_status.graduated then 'graduate' when :student_status.retained then 'retain'
                             when :student_status.expelled then 'expel' else 'leave' end as act,
               s.status
          from student s
          join semesters m on m.student_id = s.id and m.semester = s.reached
         where s.status not in (:student_status.studying, :student_status.applied)
    ), every as (
        select *, 0 as last from semesters where day <= security.today()
        union all
        select *, 1 from ends
    )
    select e.*, s.faculty_id,
           row_number() over (partition by e.student_id order by e.day, e.last) as turn,
           count(*) over (partition by e.student_id) as many
      from every e
      join students.student s on s.id = e.student_id;

    delete from students.period p;
    insert into students.period (student_id, starts_on, ends_on, origin, act, faculty_id, specialty_id, group_id, education_type,
                                 education_form, payment_form, kind, language, course, semester, status, recorded_at,
                                 recorded_by)
    select t.student_id, t.day, case when n.day is not null then greatest(n.day, t.day) - 1 end, 'order', t.act, s.faculty_id, s.specialty_id, s.group_id,
           s.education_type, s.education_form, s.payment_form, s.kind, s.language,
           case when n.day is null then s.course else ((t.semester + 1) / 2 - 1 + :course.first::integer)::text end,
           case when n.day is null then s.semester else (t.semester - 1 + :semester.first::integer)::text end,
           case when n.day is null then s.status else t.status end,
           t.day + interval '11 hours', 'academic_office'
      from step t
      join students.student s on s.id = t.student_id
      left join step n on n.student_id = t.student_id and n.turn = t.turn + 1
     order by t.student_id, t.turn;

    create temporary table lived on commit drop as
    select p.id, p.student_id, p.course, p.semester,
           row_number() over (partition by p.student_id order by p.starts_on, p.id) as turn
      from students.period p;

    -- One order for all students of a faculty whom the same act moves on the same day.
    create temporary table issued on commit drop as
    select row_number() over (order by t.day, t.act, t.faculty_id) as number, t.faculty_id, t.act, t.day, count(*) as many
      from step t
     group by t.faculty_id, t.act, t.day;
    insert into movement.decree (order_type, act, faculty_id, heading, effective_on, basis, language, preamble, body, closing,
                                 state, number, year, signed_on, signatory_id, lines, made_by, made_at, sent_at, signed_at,
                                 signed_by, applied_at, applied_by)
    select y.order_type, i.act, i.faculty_id, coalesce(w.heading, i.act), i.day, 'Dekanat bildirgisi', 'uz', w.preamble,
           w.body, w.closing, 'applied',
           row_number() over (partition by y.order_type, extract(year from i.day) order by i.number) || '-T',
           extract(year from i.day), i.day, b.id, i.many, 'academic_office', i.day - interval '2 days',
           i.day - interval '1 day', i.day + interval '9 hours', 'academic_office', i.day + interval '11 hours',
           'academic_office'
      from issued i
     cross join lateral (select min(t.order_type) as order_type from movement.transition t where t.act = i.act) y
     cross join (select min(a.employee_id) as id from security.account a where a.login = 'management') b
      left join movement.template w on w.order_type = y.order_type and w.language = 'uz'
     order by i.number;
    insert into movement.line (decree_id, student_id, faculty_id, student_name, student_number, reason, starts_on, ends_on,
                               new_course, new_semester, before_id, after_id)
    select d.id, t.student_id, t.faculty_id, s.full_name, s.number,
           case t.act when 'expel' then :expel_reason.absence when 'leave' then :academic_reason.health end,
           case t.act when 'leave' then t.day end, case t.act when 'leave' then t.day + 330 end,
           case when t.act in ('promote') then p.course end,
           case when t.act in ('promote', 'next_semester') then p.semester end, b.id, p.id
      from step t
      join students.student s on s.id = t.student_id
      join movement.decree d on d.act = t.act and d.effective_on = t.day and d.faculty_id = t.faculty_id
      join lived p on p.student_id = t.student_id and p.turn = t.turn
      left join lived b on b.student_id = t.student_id and b.turn = t.turn - 1
     order by d.id, s.sort_key;
    update movement.series s
       set year = n.year, last = n.last
      from (
        select d.order_type, max(d.year) as year, count(*) filter (where d.year = extract(year from security.today())) as last
          from movement.decree d
         group by d.order_type) n
     where s.order_type = n.order_type;

    -- What waits: in every dean's office a draft and an order to be signed, at the academic office one to be applied.
    with waiting as (
        insert into movement.decree (order_type, act, faculty_id, heading, effective_on, basis, language, preamble, body,
                                     closing, state, number, year, signed_on, signatory_id, made_by, made_at, sent_at,
                                     signed_at, signed_by)
        select y.order_type, k.act, u.id, coalesce(w.heading, k.act), security.today(), k.basis, 'uz', w.preamble, w.body,
               w.closing, k.state, case k.state when 'signed' then 'M-' || row_number() over (order by u.id) end,
               case k.state when 'signed' then extract(year from security.today()) end,
               case k.state when 'signed' then security.today() - 1 end,
               case k.state when 'signed' then (select min(a.employee_id) from security.account a where a.login = 'management') end,
               'academic_office', now() - interval '2 days',
               case when k.state <> 'draft' then now() - interval '1 day' end,
               case k.state when 'signed' then now() - interval '3 hours' end,
               case k.state when 'signed' then 'academic_office' end
          from structure.unit u
         cross join (values ('discipline', 'draft', 'Tutor bildirgisi'), ('payment', 'sent', 'Talabalar arizasi'),
                            ('expel', 'signed', 'Talabalar arizasi')) k (act, state, basis)
         cross join lateral (select min(t.order_type) as order_type from movement.transition t where t.act = k.act) y
          left join movement.template w on w.order_type = y.order_type and w.language = 'uz'
         where u.kind = :structure_type.faculty
        returning id, faculty_id, act
    ), chosen as (
        select s.*, row_number() over (partition by s.faculty_id order by s.id desc) as place
          from students.student s
         where s.status = :student_status.studying
    )
    insert into movement.line (decree_id, student_id, faculty_id, student_name, student_number, reason, new_payment)
    select w.id, c.id, c.faculty_id, c.full_name, c.number,
           case w.act when 'discipline' then :discipline_measure.warning when 'expel' then :expel_reason.own_wish end,
           case when w.act = 'payment' then case c.payment_form when :payment_form.grant then :payment_form.contract
                                                                else :payment_form.grant end end
      from waiting w
      join chosen c on c.faculty_id = w.faculty_id
       and c.place between case w.act when 'discipline' then 31 when 'payment' then 34 else 36 end
                       and case w.act when 'discipline' then 33 when 'payment' then 35 else 36 end;
    update movement.decree d
       set lines = (select count(*) from movement.line l where l.decree_id = d.id)
     where d.state <> 'applied';
    insert into movement.agreement (decree_id, office, answer)
    select d.id, 'accounting', 'asked' from movement.decree d where d.state = 'sent';
    perform set_config('session_replication_role', 'origin', true);
end $$;

-- Two women of each faculty have married: an order of two months ago gave them another surname, and they are found under both.
do $$
begin
    perform set_config('session_replication_role', 'replica', true);
    with chosen as (
        select s.*, lead(s.surname, 2) over (partition by s.faculty_id order by s.id) as maiden,
               row_number() over (partition by s.faculty_id order by s.id) as place, security.today() - 60 as day
          from students.student s
         where s.status = :student_status.studying and s.gender = :gender.female and s.course > :course.first
    ), issued as (
        insert into movement.decree (order_type, act, faculty_id, heading, effective_on, basis, language, preamble, body,
                                     closing, state, number, year, signed_on, signatory_id, lines, made_by, made_at,
                                     sent_at, signed_at, signed_by, applied_at, applied_by)
        select w.order_type, 'rename', c.faculty_id, w.heading, c.day, 'Talabalarning arizalari', 'uz', w.preamble, w.body,
               w.closing, 'applied', row_number() over (order by c.faculty_id) || '-T', extract(year from c.day), c.day,
               (select min(a.employee_id) from security.account a where a.login = 'management'), 2, 'academic_office',
               c.day - interval '2 days', c.day - interval '1 day', c.day + interval '9 hours', 'academic_office',
               c.day + interval '11 hours', 'academic_office'
          from chosen c
          join movement.template w on w.order_type = :decree_type.rename and w.language = 'uz'
         where c.place = 2
        returning id, faculty_id
    ), kept as (
        insert into students.former_name (student_id, faculty_id, surname, given_name, patronymic, until)
        select c.id, c.faculty_id, c.maiden, c.given_name, c.patronymic, c.day - 1
          from chosen c
         where c.place <= 2 and c.maiden is not null
        returning id, student_id, faculty_id, full_name)
    insert into movement.line (decree_id, student_id, faculty_id, student_name, student_number, reason, note, new_surname,
                               new_given_name, new_patronymic, before_id, after_id, former_id)
    select i.id, s.id, s.faculty_id, k.full_name, s.number, :rename_reason.marriage, 'Nikoh guvohnomasi, yangi pasport', s.surname,
           s.given_name, s.patronymic, p.id, p.id, k.id
      from kept k
      join issued i on i.faculty_id = k.faculty_id
      join students.student s on s.id = k.student_id
      join students.period p on p.student_id = s.id and p.ends_on is null;
    insert into students.search_word (student_id, word, faculty_id, group_id)
    select distinct s.id, w.word, s.faculty_id, s.group_id
      from students.former_name f
      join students.student s on s.id = f.student_id
     cross join lateral string_to_table(naming.fold(f.full_name), ' ') w (word)
        on conflict do nothing;
    update movement.series s
       set year = n.year, last = n.last
      from (
        select extract(year from d.signed_on) as year, count(*) as last
          from movement.decree d where d.act = 'rename' group by 1) n
     where s.order_type = :decree_type.rename;
    perform set_config('session_replication_role', 'origin', true);
end $$;

-- The rector has signed what is signed, with the visa of whoever was dean then.
insert into movement.signature (decree_id, capacity, employee_id, name, cyrillic_name, post_uz, post_oz, post_ru, day)
select d.id, w.capacity, w.employee_id, s.*, w.day
  from movement.decree d
  left join employees.chiefs(array[d.faculty_id], :teacher_position_type.dean) c on true
  left join employees.employee e on e.full_name = c.full_name
 cross join lateral (values ('dean', e.id, d.signed_on - 1), ('signed', d.signatory_id, d.signed_on)) w (capacity, employee_id, day)
 cross join lateral movement.signer(w.employee_id, w.day, case w.capacity when 'dean' then :teacher_position_type.dean end) s
 where d.signed_on is not null;

-- The balance of the last academic year was issued in autumn, for the university and for a faculty.
select movement.write_balance(make_date(y.year - 1, 9, 1), make_date(y.year, 8, 31), b.cut, b.faculty_id, b.units, b.login)
  from (select extract(year from security.today() - interval '8 months')::integer as year) y
 cross join lateral (
        select 'faculty' as cut, null::bigint as faculty_id, array(select u.id from structure.unit u) as units,
               'academic_office' as login
        union all
        select 'course', u.id, array[u.id], 'dean_geology' from structure.unit u where u.code = '403-101') b;
update movement.issued_balance b set issued_at = b.last_day + interval '20 days 11 hours';
