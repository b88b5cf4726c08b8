-- The orders behind the students of a demonstration: every state has the order that made it, from enrolment to today, and
-- every office finds one that waits for it. The history of what a demonstration begins with is not written.
do $$
begin
    perform set_config('session_replication_role', 'replica', true);

    -- What each student was, semester by semester; the last step is what the student is today.
    -- Some have been away on leave and come back, have come from another group, or have paid otherwise before.
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
    ), between_them as (
        select s.id as student_id, v.semester, m.day + v.later as day, v.act, v.status
          from student s
          join (values (3, 3, 30, 'leave', :student_status.on_leave), (3, 3, 110, 'return', :student_status.studying),
                       (7, 2, 20, 'transfer', :student_status.studying), (11, 3, 15, 'payment', :student_status.studying)
               ) v (kind, semester, later, act, status) on v.kind = s.id % 29
          join semesters m on m.student_id = s.id and m.semester = v.semester
         where s.status = :student_status.studying and s.reached >= 4
           and (v.act <> 'transfer'
                or exists (select from students."group" g
                            where g.specialty_id = s.specialty_id and g.entry_year = s.entry_year and g.id <> s.group_id))
    ), every as (
        select *, 0 as last from semesters where day <= security.today()
        union all
        select *, 0 from between_them where day <= security.today()
        union all
        select *, 1 from ends
    )
    select e.*, s.faculty_id,
           row_number() over (partition by e.student_id order by e.day, e.last) as turn,
           bool_or(e.act = 'transfer') over later as will_move, bool_or(e.act = 'payment') over later as will_pay
      from every e
      join students.student s on s.id = e.student_id
    window later as (partition by e.student_id order by e.day, e.last rows between 1 following and unbounded following);

    delete from students.period p;
    insert into students.period (student_id, starts_on, ends_on, origin, act, faculty_id, specialty_id, group_id, education_type,
                                 education_form, payment_form, kind, language, course, semester, status, recorded_at,
                                 recorded_by)
    select t.student_id, t.day, case when n.day is not null then greatest(n.day, t.day) - 1 end, 'order', t.act,
           s.faculty_id, s.specialty_id,
           case when t.will_move then (
                    select min(g.id) from students."group" g
                     where g.specialty_id = s.specialty_id and g.entry_year = s.entry_year and g.id <> s.group_id)
                else s.group_id end,
           s.education_type, s.education_form,
           case when not coalesce(t.will_pay, false) then s.payment_form
                when s.payment_form = :payment_form.grant then :payment_form.contract else :payment_form.grant end,
           s.kind, s.language,
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
                               new_course, new_semester, new_group_id, new_payment, before_id, after_id)
    select d.id, t.student_id, t.faculty_id, s.full_name, s.number,
           case t.act when 'expel' then :expel_reason.absence when 'leave' then :academic_reason.health end,
           case t.act when 'leave' then t.day end,
           case t.act when 'leave' then coalesce((
                    select r.day - 1 from step r where r.student_id = t.student_id and r.turn = t.turn + 1), t.day + 330) end,
           case when t.act in ('promote') then p.course end,
           case when t.act in ('promote', 'next_semester') then p.semester end,
           case t.act when 'transfer' then s.group_id end, case t.act when 'payment' then s.payment_form end, b.id, p.id
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

    insert into movement.agreement (decree_id, office, answer, answered_by, answered_at)
    select d.id, 'accounting', 'agreed', 'accounting', d.signed_at from movement.decree d where d.act = 'payment';

    -- What promotions and retentions were decided by: the results of the year before.
    update movement.line l
       set gpa = g.gpa, debts = g.debts
      from movement.decree d
      join (select g.student_id, g.year, g.gpa, g.debts
              from grades.gpa(array(select t.student_id from step t where t.act in ('promote', 'retain'))) g
             where g.year is not null and g.semester is null) g on true
     where d.act in ('promote', 'retain') and l.decree_id = d.id and l.student_id = g.student_id
       and g.year = extract(year from d.effective_on) - 1
       and (g.gpa < :setting.movement.gpa_limit / 100.0) = (d.act = 'retain');

    -- What waits: in every dean's office a draft and orders to be signed, one of them with accounting and one with the other
    -- faculty, at the academic office one to be applied and a draft of its own, for management one that all have agreed to.
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
    insert into movement.agreement (decree_id, office, answer)
    select d.id, 'accounting', 'asked' from movement.decree d where d.state = 'sent';

    create temporary table later on commit drop as
    select k.act, k.state, f.id as faculty_id, s.id as student_id, s.full_name, s.number, s.faculty_id as own_id, r.gpa, r.debts,
           g.id as group_id, g.faculty_id as other_id, g.specialty_id
      from (values ('transfer', 'sent'), ('leave', 'sent'), ('stipend', 'draft')) k (act, state)
     cross join lateral (
            select u.id from structure.unit u where u.kind = :structure_type.faculty and k.act <> 'stipend'
             union all
            select null where k.act = 'stipend') f
     cross join lateral (
            select t.*, row_number() over (partition by t.faculty_id order by t.id desc) as place
              from students.student t
             where t.status = :student_status.studying and t.group_id is not null and t.faculty_id = coalesce(f.id, t.faculty_id)) s
      left join movement.year_results(array(
            select t.id from students.student t where t.status = :student_status.studying and t.course > :course.first)) r
        on r.student_id = s.id
      left join lateral (
            select o.*
              from students."group" w
              join students.specialty v on v.id = w.specialty_id
              join students."group" o on o.entry_year = w.entry_year and o.active and o.faculty_id <> w.faculty_id
                                     and o.education_form = w.education_form
              join students.specialty q on q.id = o.specialty_id and q.education_type = v.education_type
             where w.id = s.group_id and k.act = 'transfer'
             order by o.id
             limit 1) g on true
     where case k.act when 'transfer' then s.course > :course.first and r.gpa >= :setting.movement.gpa_limit / 100.0 and g.id is not null
                      when 'leave' then s.place = 38 else s.place between 40 and 42 end;
    delete from later t
     where t.act = 'transfer'
       and t.student_id <> (select min(o.student_id) from later o where o.act = t.act and o.faculty_id = t.faculty_id);
    with waiting as (
        insert into movement.decree (order_type, act, faculty_id, heading, effective_on, basis, language, preamble, body,
                                     closing, state, made_by, made_at, sent_at)
        select y.order_type, k.act, k.faculty_id, coalesce(w.heading, k.act), security.today(),
               case k.act when 'transfer' then 'Talaba arizasi' when 'leave' then 'Tibbiy maʼlumotnoma'
                          else 'Rektorat topshirigʻi' end,
               'uz', w.preamble, w.body, w.closing, k.state, 'academic_office', now() - interval '2 days',
               case k.state when 'sent' then now() - interval '1 day' end
          from (select distinct t.act, t.state, t.faculty_id from later t) k
         cross join lateral (select min(t.order_type) as order_type from movement.transition t where t.act = k.act) y
          left join movement.template w on w.order_type = y.order_type and w.language = 'uz'
        returning id, act, faculty_id
    ), written as (
        insert into movement.line (decree_id, student_id, faculty_id, student_name, student_number, reason, starts_on, ends_on,
                                   new_group_id, new_faculty_id, new_specialty_id, gpa, debts)
        select w.id, t.student_id, t.own_id, t.full_name, t.number,
               case t.act when 'leave' then :academic_reason.health
                          when 'stipend' then (select min(i.code) from classifiers.item i
                                                 join classifiers.classifier c on c.id = i.classifier_id
                                                where c.code = 'h_stipend_rate') end,
               case when t.act <> 'transfer' then security.today() end,
               case t.act when 'leave' then security.today() + 300 when 'stipend' then security.today() + 60 end,
               t.group_id, t.other_id, t.specialty_id,
               case t.act when 'transfer' then t.gpa end, case t.act when 'transfer' then t.debts end
          from later t
          join waiting w on w.act = t.act and w.faculty_id is not distinct from t.faculty_id)
    insert into movement.agreement (decree_id, office, unit_id, answer)
    select w.id, 'faculty', t.other_id, 'asked'
      from waiting w
      join later t on t.act = w.act and t.faculty_id = w.faculty_id
     where w.act = 'transfer';
    update movement.decree d
       set lines = (select count(*) from movement.line l where l.decree_id = d.id)
     where d.state <> 'applied';
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
